//! PNG, row by row. Interlaced ones come in seven passes over the whole picture, so their sums are
//! kept for all blocks at once.

use std::io::Cursor;

use image::DynamicImage;
use png::{ColorType, Decoder, Limits, Reader, Transformations};

use crate::PictureError;
use crate::shrink::{self, Shrinker};

/// For the decoder's own tables and rows; a row is at most 65,535 × 8 bytes.
const LIMITS: Limits = Limits { bytes: 16 << 20 };
/// Above this, sums of a block no longer fit 16 bits.
const MAX_INTERLACED_FACTOR: u32 = 16;

type Source<'a> = Reader<Cursor<&'a [u8]>>;

pub fn decode(file: &[u8], target: (u32, u32)) -> Result<DynamicImage, PictureError> {
    let broken = |_| PictureError::Broken;
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), LIMITS);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.info().size();
    let channels = match reader.output_color_type().0 {
        ColorType::GrayscaleAlpha | ColorType::Rgba => 4,
        _ => 3,
    };
    let factor = shrink::factor(size, target);
    let (width, height, pixels) = if reader.info().interlaced {
        interlaced(&mut reader, size, channels, factor.min(MAX_INTERLACED_FACTOR))?
    } else {
        in_rows(&mut reader, size, channels, factor)?
    };
    super::image(width, height, channels, pixels)
}

fn in_rows(reader: &mut Source<'_>, size: (u32, u32), channels: usize, factor: u32) -> Result<(u32, u32, Vec<u8>), PictureError> {
    let colour = reader.output_color_type().0;
    let mut shrinker = Shrinker::new(size, channels, factor);
    let mut wide = Vec::new();
    for _ in 0..size.1 {
        let row = reader.next_row().map_err(|_| PictureError::Broken)?.ok_or(PictureError::Broken)?;
        shrinker.push(widen(row.data(), colour, &mut wide));
    }
    Ok(shrinker.finish())
}

/// Greys as three equal channels.
fn widen<'a>(row: &'a [u8], colour: ColorType, wide: &'a mut Vec<u8>) -> &'a [u8] {
    wide.clear();
    match colour {
        ColorType::Grayscale => wide.extend(row.iter().flat_map(|&grey| [grey; 3])),
        ColorType::GrayscaleAlpha => {
            wide.extend(row.as_chunks::<2>().0.iter().flat_map(|&[grey, alpha]| [grey, grey, grey, alpha]));
        }
        _ => return row,
    }
    wide
}

/// Adam7 (PNG §8.1): first column and row of each pass, and its steps.
const PASSES: [(u32, u32, u32, u32); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

fn interlaced(
    reader: &mut Source<'_>,
    (width, height): (u32, u32),
    channels: usize,
    factor: u32,
) -> Result<(u32, u32, Vec<u8>), PictureError> {
    let colour = reader.output_color_type().0;
    let (out_width, out_height) = (width.div_ceil(factor), height.div_ceil(factor));
    let mut sums = vec![0_u16; out_width as usize * out_height as usize * channels];
    let mut wide = Vec::new();
    for (x0, y0, x_step, y_step) in PASSES {
        // A pass without columns has no rows either.
        let rows = if x0 < width { (y0..height).step_by(y_step as usize) } else { (0..0).step_by(1) };
        for y in rows {
            let row = reader.next_interlaced_row().map_err(|_| PictureError::Broken)?.ok_or(PictureError::Broken)?;
            let pixels = widen(row.data(), colour, &mut wide).chunks_exact(channels);
            for (x, pixel) in (x0..width).step_by(x_step as usize).zip(pixels) {
                let at = (y / factor * out_width + x / factor) as usize * channels;
                add(pixel, &mut sums[at..at + channels], factor);
            }
        }
    }
    let mut out = Vec::with_capacity(sums.len());
    for (at, sum) in sums.chunks_exact(channels).enumerate() {
        let (x, y) = (at as u32 % out_width, at as u32 / out_width);
        let count = factor.min(width - x * factor) * factor.min(height - y * factor);
        if factor == 1 {
            out.extend(sum.iter().map(|&value| value as u8));
        } else {
            let mut wide_sum = [0; 4];
            wide_sum.iter_mut().zip(sum).for_each(|(to, &from)| *to = from.into());
            shrink::write_mean(&wide_sum[..channels], count, &mut out);
        }
    }
    Ok((out_width, out_height, out))
}

/// Alone in its block, a pixel keeps its exact colour, whatever its alpha.
fn add(pixel: &[u8], sum: &mut [u16], factor: u32) {
    let mut weighted = [0; 4];
    match pixel {
        &[red, green, blue, alpha] if factor > 1 => {
            shrink::add_weighted(&[red, green, blue, alpha], &mut weighted);
        }
        _ => weighted.iter_mut().zip(pixel).for_each(|(to, &from)| *to = from.into()),
    }
    // At most 16 × 16 × 255, which fits.
    sum.iter_mut().zip(weighted).for_each(|(to, from)| *to += from as u16);
}
