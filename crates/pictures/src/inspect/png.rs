//! PNG's chunks (W3C PNG, third edition, §5), up to IEND.

use image::metadata::Orientation;

use super::{Header, Kind, Seen, be32, exif};

pub fn walk(file: &[u8]) -> Option<Seen> {
    let mut size = None;
    let mut orientation = Orientation::NoTransforms;
    let mut words = Vec::new();
    let mut has_pixels = false;
    let mut at = 8;
    loop {
        let length = usize::try_from(be32(file, at)?).ok()?;
        let name = file.get(at + 4..at + 8)?;
        let content = at + 8..(at + 8).checked_add(length)?;
        let next = content.end.checked_add(4)?;
        file.get(at..next)?;
        match name {
            b"IHDR" if size.is_none() && length == 13 => {
                let interlaced = file[content.start + 12] == 1;
                size = Some((be32(file, content.start)?, be32(file, content.start + 4)?, interlaced));
            }
            _ if size.is_none() => return None,
            b"IDAT" => has_pixels = true,
            b"IEND" => {
                at = next;
                break;
            }
            b"eXIf" => {
                orientation = exif::orientation(&file[content.clone()]);
                words.push(content);
            }
            b"PLTE" | b"tRNS" | b"fdAT" => {}
            _ => words.push(content),
        }
        at = next;
    }
    let (width, height, interlaced) = size?;
    let header = Header { kind: Kind::Png { interlaced }, width, height, orientation };
    has_pixels.then_some(Seen { header, words, end: at })
}
