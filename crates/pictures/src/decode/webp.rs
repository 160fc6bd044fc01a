//! WebP. A lossy frame is decoded to its planes (1.5 bytes a pixel) and made smaller from them; the
//! other kinds can only be decoded whole, which their limits in `inspect` take into account.

use std::io::Cursor;
use std::ops::Range;

use image::DynamicImage;
use image_webp::WebPDecoder;
use image_webp::vp8::{Frame, Vp8Decoder};

use crate::PictureError;
use crate::inspect::Header;
use crate::shrink::{self, Shrinker};

pub fn decode_lossy(file: &[u8], header: &Header, range: Range<usize>, target: (u32, u32)) -> Result<DynamicImage, PictureError> {
    let size = (header.width, header.height);
    let factor = shrink::factor(size, target);
    if factor == 1 {
        // Small enough for the decoder's own, smoother way with colour.
        return whole(file, size, 1, false);
    }
    let bytes = file.get(range).ok_or(PictureError::Broken)?;
    let frame = Vp8Decoder::decode_frame(Cursor::new(bytes)).map_err(|_| PictureError::Broken)?;
    if (u32::from(frame.width), u32::from(frame.height)) != size {
        return Err(PictureError::Broken);
    }
    let mut shrinker = Shrinker::new(size, 3, factor);
    let mut row = Vec::with_capacity(3 * size.0 as usize);
    for y in 0..size.1 as usize {
        row.clear();
        write_row(&frame, y, &mut row).ok_or(PictureError::Broken)?;
        shrinker.push(&row);
    }
    let (width, height, pixels) = shrinker.finish();
    super::image(width, height, 3, pixels)
}

/// One row as red, green, blue. Planes are as wide as whole macroblocks of 16 (luma) and 8.
fn write_row(frame: &Frame, y: usize, row: &mut Vec<u8>) -> Option<()> {
    let width = usize::from(frame.width);
    let stride = width.next_multiple_of(16);
    let luma = frame.ybuf.get(y * stride..)?.get(..width)?;
    let half = y / 2 * (stride / 2);
    let blue = frame.ubuf.get(half..)?.get(..width.div_ceil(2))?;
    let red = frame.vbuf.get(half..)?.get(..width.div_ceil(2))?;
    for (pair, (&u, &v)) in luma.chunks(2).zip(blue.iter().zip(red)) {
        for &y in pair {
            row.extend(rgb(y, u, v));
        }
    }
    Some(())
}

/// ITU-R BT.601, video range, as RFC 6386 §9.2 asks; in 1/65536.
fn rgb(y: u8, u: u8, v: u8) -> [u8; 3] {
    let y = (i32::from(y) - 16) * 76_309;
    let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
    [y + 104_597 * v, y - 25_675 * u - 53_279 * v, y + 132_201 * u].map(|value| ((value + 32_768) >> 16).clamp(0, 255) as u8)
}

pub fn decode_whole(
    mut file: Vec<u8>,
    header: &Header,
    opaque_at: Option<usize>,
    target: (u32, u32),
) -> Result<DynamicImage, PictureError> {
    let size = (header.width, header.height);
    if let Some(flags) = opaque_at.and_then(|at| file.get_mut(at)) {
        // The decoder would decode to four channels and copy three of them; saying that there is
        // alpha saves the copy, which is as large as the picture.
        *flags |= 0x10;
    }
    whole(&file, size, shrink::factor(size, target), opaque_at.is_some())
}

fn whole(file: &[u8], size: (u32, u32), factor: u32, opaque: bool) -> Result<DynamicImage, PictureError> {
    let broken = |_| PictureError::Broken;
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(broken)?;
    if decoder.dimensions() != size {
        return Err(PictureError::Broken);
    }
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(PictureError::Broken)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    if opaque && channels == 4 {
        pixels.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = 255);
    }
    if factor == 1 {
        return super::image(size.0, size.1, channels, pixels);
    }
    let mut shrinker = Shrinker::new(size, channels, factor);
    pixels.chunks_exact(size.0 as usize * channels).for_each(|row| shrinker.push(row));
    drop(pixels);
    let (width, height, small) = shrinker.finish();
    super::image(width, height, channels, small)
}
