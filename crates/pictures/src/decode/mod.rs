//! From a file that was inspected to pixels, at least as large as asked for and less than twice as
//! large, without holding the whole picture in memory where its format allows that.

mod jpeg;
mod png;
mod webp;

use image::{DynamicImage, RgbImage, RgbaImage};

use super::PictureError;
use super::inspect::{Header, Kind};

/// Decodes to `target` (as stored, before turning) or somewhat more; less only where the picture is
/// smaller. The result is `ImageRgb8` or `ImageRgba8`.
///
/// # Errors
/// [`PictureError::Broken`] for what the header did not tell.
pub fn decode(file: Vec<u8>, header: &Header, target: (u32, u32)) -> Result<DynamicImage, PictureError> {
    match &header.kind {
        Kind::Jpeg { .. } => jpeg::decode(&file, target),
        Kind::Png { .. } => png::decode(&file, target),
        Kind::WebpLossy { frame } => webp::decode_lossy(&file, header, frame.clone(), target),
        Kind::WebpLossless { opaque_at } => webp::decode_whole(file, header, *opaque_at, target),
        Kind::WebpLossyAlpha | Kind::WebpAnimated => webp::decode_whole(file, header, None, target),
    }
}

/// Pixels of three or four channels as an image.
fn image(width: u32, height: u32, channels: usize, pixels: Vec<u8>) -> Result<DynamicImage, PictureError> {
    if channels == 4 {
        RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    }
    .ok_or(PictureError::Broken)
}
