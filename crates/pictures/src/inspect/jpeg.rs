//! JPEG's segments (ITU T.81, annex B), up to the end-of-image marker: a file without it was cut off.

use image::metadata::Orientation;

use super::{Header, Kind, Seen, be16, exif};

/// More passes than any encoder makes; each costs the decoder a walk over all pixels.
const MAX_SCANS: usize = 64;

pub fn walk(file: &[u8]) -> Option<Seen> {
    let mut frame = None;
    let mut orientation = Orientation::NoTransforms;
    let mut words = Vec::new();
    let mut scans = 0;
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(file, at)?;
        at = after;
        match marker {
            0xd9 => break,
            // Restart markers and TEM stand alone.
            0xd0..=0xd7 | 0x01 => continue,
            // A second start of image inside the first.
            0xd8 => return None,
            _ => {}
        }
        let length = usize::from(be16(file, at)?);
        let segment = at.checked_add(2)?..at.checked_add(length)?;
        let content = file.get(segment.clone())?;
        at = segment.end;
        match marker {
            // Baseline, extended sequential, progressive, all by Huffman. The others (lossless,
            // hierarchical, arithmetic) come from no phone.
            0xc0..=0xc2 if frame.is_none() => {
                frame = Some((u32::from(be16(content, 3)?), u32::from(be16(content, 1)?), marker == 0xc2));
            }
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
            0xda => {
                scans += 1;
                at = scan_end(file, at)?;
            }
            0xe1 if content.starts_with(b"Exif\0\0") => {
                orientation = exif::orientation(&content[6..]);
                words.push(segment);
            }
            0xe0..=0xef | 0xfe => words.push(segment),
            _ => {}
        }
    }
    let (width, height, progressive) = frame?;
    if scans == 0 || scans > MAX_SCANS {
        return None;
    }
    let header = Header { kind: Kind::Jpeg { progressive }, width, height, orientation };
    Some(Seen { header, words, end: at })
}

/// The next marker and where its segment starts. Bytes between segments are passed over, since old
/// phones wrote some.
fn next_marker(file: &[u8], from: usize) -> Option<(u8, usize)> {
    let mut at = from;
    loop {
        at += file.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        while *file.get(at)? == 0xff {
            at += 1;
        }
        at += 1;
        let marker = file[at - 1];
        if marker != 0 {
            return Some((marker, at));
        }
    }
}

/// Where the entropy-coded data that starts at `from` ends: at a marker that is not a restart.
fn scan_end(file: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += file.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        match *file.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
