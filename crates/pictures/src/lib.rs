//! Pixels: what people upload comes in hostile and large, and leaves as a few small files that hold
//! nothing but pixels. Bytes in, bytes out; where they come from and are kept is engine's.
//!
//! A file is looked at ([`inspect()`]), decoded to about the size needed (`decode`), turned the right
//! way up, made into each width and encoded (`encode`). All of it is work for a thread that may block,
//! and [`Header::memory_mb`] says beforehand what it takes.
//!
//! Resampling works on the sRGB values themselves, as browsers do. Colour profiles are dropped with
//! the rest of the metadata, so wide-gamut phones lose a little saturation.
//!
//! A crate of its own, so that only this is optimised in a debug build: the loops of decoders and
//! filters are generic, and are compiled in whatever crate first names their types. So nothing public
//! here is generic, marked inline, or hands out a type that has such loops. (`fixtures`, which only
//! tests see, do hand out images, and take them back to encode them.)

mod decode;
mod encode;
mod inspect;
mod read;
mod shrink;
pub mod sizes;

#[cfg(any(test, feature = "testing"))]
pub mod fixtures;
#[cfg(test)]
mod tests;

pub use encode::{Processed, Rendered, draw, preview};
pub use inspect::{Header, inspect};
pub use read::codes;

/// Millions of pixels of one picture, at most.
pub const MAX_MEGAPIXELS: u32 = 50;
/// Megabytes that even a small picture takes with all its sizes, or a drawing.
pub const LEAST_MB: u32 = 16;

/// Why a picture is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Not JPEG, PNG or WebP, or another type as well, or cut off.
    #[error("not a picture of an accepted type, or not a whole one")]
    NotAPicture,
    #[error("more than {max_mp} megapixels")]
    TooManyPixels { max_mp: u32 },
    /// The header was fine, what followed was not.
    #[error("damaged")]
    Broken,
}

/// Decodes, turns, shrinks and encodes a file that was inspected. The file goes in whole, to be
/// dropped as soon as its pixels are there.
///
/// # Errors
/// [`PictureError::Broken`] for what the header did not tell.
pub fn process(file: Vec<u8>, header: &Header) -> Result<Processed, PictureError> {
    let plan = encode::Plan::of(header);
    encode::make(decode::decode(file, header, plan.target)?, &plan)
}
