//! WebP's chunks (RFC 9649): a RIFF container with a lossy (`VP8 `) or a lossless (`VP8L`) frame, alone or
//! after `VP8X`, which announces alpha, animation and metadata.

use image::metadata::Orientation;

use super::{Header, Kind, Seen, exif, le24, le32};

const ANIMATED: u8 = 0x02;
const ALPHA: u8 = 0x10;

pub fn walk(file: &[u8]) -> Option<Seen> {
    let end = usize::try_from(le32(file, 4)?).ok()?.checked_add(8)?;
    let inside = file.get(..end)?;
    let mut canvas = None;
    let mut frame = None;
    let mut orientation = Orientation::NoTransforms;
    let mut words = Vec::new();
    let mut at = 12;
    while at < end {
        let length = usize::try_from(le32(inside, at + 4)?).ok()?;
        let content = at + 8..(at + 8).checked_add(length)?;
        let bytes = inside.get(content.clone())?;
        match &inside[at..at + 4] {
            b"VP8X" if at == 12 => canvas = Some((*bytes.first()?, le24(bytes, 4)? + 1, le24(bytes, 7)? + 1)),
            b"VP8 " if frame.is_none() => frame = Some(lossy(bytes, content.clone())?),
            b"VP8L" if frame.is_none() => frame = Some(lossless(bytes, content.clone())?),
            b"EXIF" => {
                orientation = exif::orientation(bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes));
                words.push(content.clone());
            }
            b"VP8X" | b"VP8 " | b"VP8L" => return None,
            b"ALPH" | b"ANMF" => {}
            _ => words.push(content.clone()),
        }
        at = content.end + length % 2;
    }
    let (kind, width, height) = match (canvas, frame) {
        (None, Some(alone)) => alone,
        (Some((flags, width, height)), _) if flags & ANIMATED != 0 => (Kind::WebpAnimated, width, height),
        (Some((flags, width, height)), Some((kind, w, h))) if (w, h) == (width, height) => {
            (announced(kind, flags), width, height)
        }
        _ => return None,
    };
    Some(Seen { header: Header { kind, width, height, orientation }, words, end })
}

/// After `VP8X`, its flag decides whether there is alpha, not the frame's own.
fn announced(frame: Kind, flags: u8) -> Kind {
    match frame {
        Kind::WebpLossy { .. } if flags & ALPHA != 0 => Kind::WebpLossyAlpha,
        Kind::WebpLossless { .. } => Kind::WebpLossless { opaque_at: (flags & ALPHA == 0).then_some(20) },
        other => other,
    }
}

/// RFC 6386 §9.1: a key frame, its start code, then 14 bits of each side.
fn lossy(bytes: &[u8], at: std::ops::Range<usize>) -> Option<(Kind, u32, u32)> {
    let is_key = bytes.first()? & 1 == 0;
    let size = le32(bytes, 6)?;
    (is_key && bytes.get(3..6)? == [0x9d, 0x01, 0x2a]).then_some((
        Kind::WebpLossy { frame: at },
        size & 0x3fff,
        size >> 16 & 0x3fff,
    ))
}

/// RFC 9649 §3.4: a signature, 14 bits of each side less one, one bit for alpha.
fn lossless(bytes: &[u8], at: std::ops::Range<usize>) -> Option<(Kind, u32, u32)> {
    let bits = le32(bytes, 1)?;
    (*bytes.first()? == 0x2f).then_some((
        Kind::WebpLossless { opaque_at: (bits >> 28 & 1 == 0).then_some(at.start + 4) },
        (bits & 0x3fff) + 1,
        (bits >> 14 & 0x3fff) + 1,
    ))
}
