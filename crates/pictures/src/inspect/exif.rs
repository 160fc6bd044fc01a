//! The one thing wanted from EXIF: which way up the picture is (tag 0x0112 of IFD0, Exif 2.32 §4.6.4).

use image::metadata::Orientation;

/// `tiff` starts at the byte-order mark. What makes no sense is taken as upright.
pub fn orientation(tiff: &[u8]) -> Orientation {
    read(tiff).and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms)
}

fn read(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let u32_at = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let ifd = usize::try_from(u32_at(4)?).ok()?;
    let entries = usize::from(u16_at(ifd)?);
    (0..entries)
        .find_map(|n| {
            let entry = ifd.checked_add(2 + 12 * n)?;
            let short_once = u16_at(entry + 2)? == 3 && u32_at(entry + 4)? == 1;
            (u16_at(entry)? == 0x0112 && short_once).then(|| u16_at(entry + 8))?
        })?
        .try_into()
        .ok()
}
