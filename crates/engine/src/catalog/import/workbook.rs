//! A workbook before somebody else's reader opens it. That reader makes room for as many texts as
//! the file says it has, and copies a style or a path once for each mention of it: a kilobyte can
//! ask for all memory there is, which ends the server. So it is given a copy that holds only what a
//! list of products needs, counted while it is made.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::read::SheetError;

/// What the parts may unpack to, together: twenty times what five thousand rows take.
const MAX_UNPACKED: u64 = 64_000_000;
/// Parts of a workbook; an honest one has about ten.
const MAX_PARTS: usize = 500;
/// Bytes of a part that only says where others are. Each of its lines may be copied for each of
/// another's, so the square of this has to be harmless.
const MAX_FRAME: u64 = 40_000;
/// Tags among the shared texts: five thousand rows of sixty-four columns, four tags each, and more.
const MAX_TAGS: usize = 2_000_000;
/// The first tag of the shared texts ends within so many bytes.
const HEAD: u64 = 4_096;

/// The parts that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Frame,
    Texts,
    Cells,
}

impl Kind {
    /// By its name in lower case; `None` for all that is not needed: styles, drawings, macros.
    fn of(name: &str) -> Option<Self> {
        if name == "_rels/.rels" {
            return Some(Self::Frame);
        }
        let name = name.strip_prefix("xl/")?;
        if name == "sharedstrings.xml" {
            return Some(Self::Texts);
        }
        if let Some(sheet) = name.strip_prefix("worksheets/") {
            // A file may say that its workbook lies here; then these would be read as what they are called.
            let another = ["sharedstrings.xml", "styles.xml"].contains(&sheet);
            return (sheet.ends_with(".xml") && !sheet.contains('/') && !another).then_some(Self::Cells);
        }
        let frame = name.strip_prefix("_rels/").and_then(|rest| rest.strip_suffix(".rels")).unwrap_or(name);
        (frame.starts_with("workbook") && frame.ends_with(".xml") && !frame.contains('/')).then_some(Self::Frame)
    }

    const fn most(self) -> u64 {
        match self {
            Self::Frame => MAX_FRAME,
            Self::Texts | Self::Cells => MAX_UNPACKED,
        }
    }
}

/// The copy to read.
///
/// # Errors
/// [`SheetError::NotASheet`], [`SheetError::TooLarge`].
pub(super) fn plain(file: &[u8]) -> Result<Vec<u8>, SheetError> {
    let mut parts = ZipArchive::new(Cursor::new(file)).map_err(|_| SheetError::NotASheet)?;
    if parts.len() > MAX_PARTS {
        return Err(SheetError::TooLarge);
    }
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left = MAX_UNPACKED;
    for at in 0..parts.len() {
        let part = parts.by_index(at).map_err(|_| SheetError::NotASheet)?;
        let name = part.name().map_err(|_| SheetError::NotASheet)?.replace('\\', "/").to_ascii_lowercase();
        let Some(kind) = Kind::of(&name) else { continue };
        // Refused for a name that came before: of two, nobody can say which is meant.
        copy.start_file(name, SimpleFileOptions::default()).map_err(|_| SheetError::NotASheet)?;
        left = left.saturating_sub(copied(part, kind, left, &mut copy)?);
    }
    let copy = copy.finish().map_err(|_| SheetError::NotASheet)?;
    Ok(copy.into_inner())
}

/// Copies one part; gives its size. What the file says of sizes is not to be believed.
fn copied(part: impl Read, kind: Kind, left: u64, to: &mut impl Write) -> Result<u64, SheetError> {
    let most = kind.most().min(left);
    let mut part = part.take(most + 1);
    let mut bytes = Vec::new();
    if kind == Kind::Texts {
        part.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(|_| SheetError::NotASheet)?;
        forget_count(&mut bytes)?;
    }
    let (mut size, mut tags) = (0, 0);
    loop {
        size += bytes.len() as u64;
        tags += bytes.iter().filter(|byte| **byte == b'<').count();
        if size > most || (kind == Kind::Texts && tags > MAX_TAGS) {
            return Err(SheetError::TooLarge);
        }
        // XML has none; UTF-16 has, in which nothing above would be found.
        if bytes.contains(&0) {
            return Err(SheetError::NotASheet);
        }
        to.write_all(&bytes).map_err(|_| SheetError::NotASheet)?;
        bytes.clear();
        if part.by_ref().take(64 * 1024).read_to_end(&mut bytes).map_err(|_| SheetError::NotASheet)? == 0 {
            return Ok(size);
        }
    }
}

/// Writes the attribute `uniqueCount` of the first tag so that no reader knows it: it is a promise
/// that costs its maker nothing.
fn forget_count(head: &mut [u8]) -> Result<(), SheetError> {
    const COUNT: &[u8] = b"uniqueCount";
    let end = first_tag_ends(head).ok_or(SheetError::NotASheet)?;
    let found: Vec<usize> = head[..end].windows(COUNT.len()).enumerate().filter(|(_, w)| *w == COUNT).map(|(at, _)| at).collect();
    for at in found {
        head[at..at + COUNT.len()].make_ascii_lowercase();
    }
    Ok(())
}

/// Where the tag `<sst …>` ends, before which only declarations may stand.
fn first_tag_ends(head: &[u8]) -> Option<usize> {
    let mut at = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    loop {
        at += head[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if !head[at..].starts_with(b"<?") {
            break;
        }
        at += head[at..].windows(2).position(|pair| pair == b"?>")? + 2;
    }
    let tag = head[at..].strip_prefix(b"<")?;
    let name: Vec<u8> =
        tag.iter().copied().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/')).collect();
    if name.rsplit(|byte| *byte == b':').next() != Some(b"sst".as_slice()) {
        return None;
    }
    let mut quote: Option<u8> = None;
    let end = tag.iter().position(|byte| match (quote, *byte) {
        (Some(open), byte) => {
            quote = (byte != open).then_some(open);
            false
        }
        (None, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        (None, byte) => byte == b'>',
    })?;
    Some(at + 1 + end)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The workbook with some of its parts written anew.
    pub fn rewritten(file: &[u8], anew: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
        let mut parts = ZipArchive::new(Cursor::new(file)).unwrap();
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..parts.len() {
            let mut part = parts.by_index(at).unwrap();
            let name = part.name().unwrap().to_string();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let text = anew(&name, &text).unwrap_or(text);
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    #[test]
    fn only_what_is_read_is_copied() {
        for (name, kind) in [
            ("_rels/.rels", Some(Kind::Frame)),
            ("xl/workbook.xml", Some(Kind::Frame)),
            ("xl/_rels/workbook.xml.rels", Some(Kind::Frame)),
            ("xl/sharedstrings.xml", Some(Kind::Texts)),
            ("xl/worksheets/sheet1.xml", Some(Kind::Cells)),
            ("xl/worksheets/sharedstrings.xml", None),
            ("xl/worksheets/styles.xml", None),
            ("xl/worksheets/_rels/sheet1.xml.rels", None),
            ("xl/styles.xml", None),
            ("xl/vbaproject.bin", None),
            ("sharedstrings.xml", None),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }

    #[test]
    fn the_first_tag_loses_its_count() {
        for (head, kept) in [
            (r#"<sst count="9" uniqueCount="9"><si>"#, r#"<sst count="9" uniquecount="9"><si>"#),
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<x:sst a='>' uniqueCount='9'>",
                "\u{feff}<?xml version=\"1.0\"?>\n<x:sst a='>' uniquecount='9'>",
            ),
            ("<sst/>uniqueCount", "<sst/>uniqueCount"),
        ] {
            let mut bytes = head.as_bytes().to_vec();
            assert_eq!(forget_count(&mut bytes), Ok(()));
            assert_eq!(String::from_utf8(bytes).unwrap(), kept);
        }
        for odd in
            ["", "   ", "<?xml", "<sst", "<!-- <sst> --><sst uniqueCount='9'>", "<x><sst uniqueCount='9'>", "x<sst>", "<sst a='>"]
        {
            assert_eq!(forget_count(&mut odd.as_bytes().to_vec()), Err(SheetError::NotASheet), "{odd}");
        }
    }
}
