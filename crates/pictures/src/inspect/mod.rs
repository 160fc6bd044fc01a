//! What a file says of itself, read without decoding a pixel: its type from its bytes, its size,
//! how it is turned, whether it is whole, and what decoding it will cost. Everything that can be
//! refused is refused here, where refusing is cheap.

mod exif;
mod foreign;
mod jpeg;
mod png;
mod webp;

use std::ops::Range;

use image::metadata::Orientation;

use super::encode::Plan;
use super::{LEAST_MB, PictureError, read};

/// Pixels of one side, at most: what JPEG can say. A PNG row of millions of pixels would be a bomb
/// even where their number is allowed.
pub const MAX_SIDE: u32 = 65_535;

/// A whole picture of a type and size that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(crate) kind: Kind,
    /// As stored, before turning.
    pub(crate) width: u32,
    /// As stored, before turning.
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `progressive`: all its coefficients are in memory before the first pixel is known.
    Jpeg {
        progressive: bool,
    },
    Png {
        interlaced: bool,
    },
    /// Where the lossy frame lies, when that is all there is: it can be decoded without a buffer of
    /// all pixels.
    WebpLossy {
        frame: Range<usize>,
    },
    /// `opaque_at`: the byte whose bit 0x10 says that there is no alpha, when it says so.
    WebpLossless {
        opaque_at: Option<usize>,
    },
    WebpLossyAlpha,
    WebpAnimated,
}

/// Looks at a file, without decoding a pixel.
///
/// # Errors
/// [`PictureError::NotAPicture`] for another type, for what is two types at once, and for a file
/// that ends too early; [`PictureError::TooManyPixels`].
pub fn inspect(file: &[u8]) -> Result<Header, PictureError> {
    let seen = match file {
        [0xff, 0xd8, 0xff, ..] => jpeg::walk(file),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => png::walk(file),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::walk(file),
        _ => None,
    }
    .ok_or(PictureError::NotAPicture)?;
    if foreign::is_another_type_too(file, &seen.words, seen.end) {
        return Err(PictureError::NotAPicture);
    }
    let Header { width, height, .. } = seen.header;
    if width == 0 || height == 0 {
        return Err(PictureError::NotAPicture);
    }
    let max_mp = seen.header.kind.max_mp();
    if seen.header.pixels() > u64::from(max_mp) * 1_000_000 || width.max(height) > MAX_SIDE {
        return Err(PictureError::TooManyPixels { max_mp });
    }
    if seen.header.is_hollow(file.len()) {
        return Err(PictureError::NotAPicture);
    }
    Ok(seen.header)
}

/// What walking through a file's structure found.
struct Seen {
    header: Header,
    /// Where words can be: comments and metadata.
    words: Vec<Range<usize>>,
    /// Where the picture ends; what follows is not part of it.
    end: usize,
}

impl Kind {
    /// Millions of pixels, at most. Fewer where the decoder holds each pixel several times over:
    /// stickers and cut-outs, which are small.
    const fn max_mp(&self) -> u32 {
        match self {
            Self::WebpLossyAlpha | Self::WebpAnimated => 12,
            _ => super::MAX_MEGAPIXELS,
        }
    }
}

impl Header {
    pub(crate) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Megabytes that [`process`](super::process) takes, at most, besides the file.
    pub fn memory_mb(&self) -> u32 {
        self.decode_mb(Plan::of(self).target).saturating_add(LEAST_MB)
    }

    /// Megabytes that [`codes`](super::codes) takes, at most, besides the file.
    pub fn reading_mb(&self) -> u32 {
        self.decode_mb(read::target(self)).saturating_add(LEAST_MB)
    }

    fn decode_mb(&self, small: (u32, u32)) -> u32 {
        // What is decoded is less than twice the target in each direction, or all there is.
        let kept = self.pixels().min(4 * u64::from(small.0) * u64::from(small.1));
        let bytes = match self.kind {
            Kind::Jpeg { progressive: false } => kept * 6,
            Kind::Jpeg { progressive: true } => kept * 6 + self.pixels() * 6,
            Kind::Png { interlaced: false } => kept * 4,
            Kind::Png { interlaced: true } => kept * 12,
            Kind::WebpLossy { .. } => kept * 4 + self.pixels() * 3 / 2,
            Kind::WebpLossless { .. } => kept * 4 + self.pixels() * 4,
            Kind::WebpLossyAlpha | Kind::WebpAnimated => self.pixels() * 14,
        };
        u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX)
    }

    /// A large picture in next to no bytes, of a kind that must be held in memory whole: nothing
    /// that a camera makes, and the cheapest way to make a server pay.
    fn is_hollow(&self, file: usize) -> bool {
        let held = matches!(self.kind, Kind::Jpeg { progressive: true } | Kind::WebpLossless { .. });
        held && self.pixels() > 12_000_000 && self.pixels() / 400 > file as u64
    }
}

/// Reads numbers out of a slice; `None` past its end.
fn be16(file: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(file.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn be32(file: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn le32(file: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn le24(file: &[u8], at: usize) -> Option<u32> {
    let [a, b, c] = file.get(at..at.checked_add(3)?)?.try_into().ok()?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}
