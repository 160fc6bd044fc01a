//! JPEG, made smaller by its own transform: of each 8 × 8 block only 4 × 4, 2 × 2 or one value is
//! computed, which is faster than the whole and needs a fraction of its memory.

use image::DynamicImage;
use jpeg_decoder::{Decoder, PixelFormat};

use crate::PictureError;

pub fn decode(file: &[u8], target: (u32, u32)) -> Result<DynamicImage, PictureError> {
    let broken = |_| PictureError::Broken;
    let side = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    let mut decoder = Decoder::new(file);
    decoder.scale(side(target.0), side(target.1)).map_err(broken)?;
    let pixels = decoder.decode().map_err(broken)?;
    let info = decoder.info().ok_or(PictureError::Broken)?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => pixels,
        PixelFormat::L8 => pixels.iter().flat_map(|&grey| [grey; 3]).collect(),
        PixelFormat::CMYK32 => pixels.as_chunks::<4>().0.iter().flat_map(from_cmyk).collect(),
        PixelFormat::L16 => return Err(PictureError::Broken),
    };
    super::image(info.width.into(), info.height.into(), 3, rgb)
}

/// Without the printer's profile: near enough for a shop's window.
fn from_cmyk(&[cyan, magenta, yellow, black]: &[u8; 4]) -> [u8; 3] {
    let light = u32::from(255 - black);
    [cyan, magenta, yellow].map(|ink| (u32::from(255 - ink) * light / 255) as u8)
}
