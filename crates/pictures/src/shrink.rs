//! Makes a picture smaller while it is being decoded, so that it is never in memory whole: each
//! output pixel is the mean of a block of `factor` × `factor`. The rest of the way, less than a
//! factor of two, is left to a better filter.

/// 3 channels: red, green, blue. 4: with alpha, not premultiplied.
pub struct Shrinker {
    channels: usize,
    width: usize,
    factor: usize,
    out_width: usize,
    /// Of the block row being read, per output pixel.
    sums: Vec<u32>,
    rows_in_block: usize,
    out: Vec<u8>,
}

/// The factor that leaves at least `target` in both directions.
pub fn factor(size: (u32, u32), target: (u32, u32)) -> u32 {
    (size.0 / target.0.max(1)).min(size.1 / target.1.max(1)).max(1)
}

impl Shrinker {
    pub fn new(size: (u32, u32), channels: usize, factor: u32) -> Self {
        let (width, height, factor) = (size.0 as usize, size.1 as usize, factor as usize);
        let out_width = width.div_ceil(factor);
        Self {
            channels,
            width,
            factor,
            out_width,
            sums: if factor == 1 { Vec::new() } else { vec![0; out_width * channels] },
            rows_in_block: 0,
            out: Vec::with_capacity(out_width * height.div_ceil(factor) * channels),
        }
    }

    /// Takes the next row, of `width × channels` bytes.
    pub fn push(&mut self, row: &[u8]) {
        if self.factor == 1 {
            self.out.extend_from_slice(row);
            return;
        }
        let blocks = row.chunks(self.factor * self.channels).zip(self.sums.chunks_exact_mut(self.channels));
        if self.channels == 4 {
            for (block, sum) in blocks {
                for pixel in block.as_chunks::<4>().0 {
                    add_weighted(pixel, sum);
                }
            }
        } else {
            for (block, sum) in blocks {
                for pixel in block.as_chunks::<3>().0 {
                    sum[0] += u32::from(pixel[0]);
                    sum[1] += u32::from(pixel[1]);
                    sum[2] += u32::from(pixel[2]);
                }
            }
        }
        self.rows_in_block += 1;
        if self.rows_in_block == self.factor {
            self.flush();
        }
    }

    fn flush(&mut self) {
        for at in 0..self.out_width {
            let columns = self.factor.min(self.width - at * self.factor);
            let count = (columns * self.rows_in_block) as u32;
            let sum = &mut self.sums[at * self.channels..(at + 1) * self.channels];
            write_mean(sum, count, &mut self.out);
            sum.fill(0);
        }
        self.rows_in_block = 0;
    }

    /// Width, height and pixels.
    pub fn finish(mut self) -> (u32, u32, Vec<u8>) {
        if self.rows_in_block > 0 {
            self.flush();
        }
        let height = self.out.len() / (self.out_width * self.channels);
        (self.out_width as u32, height as u32, self.out)
    }
}

/// Colours weigh as much as they are opaque, so that what hides under transparency does not bleed.
pub fn add_weighted(pixel: &[u8; 4], sum: &mut [u32]) {
    let alpha = u32::from(pixel[3]);
    sum[0] += u32::from(pixel[0]) * alpha / 255;
    sum[1] += u32::from(pixel[1]) * alpha / 255;
    sum[2] += u32::from(pixel[2]) * alpha / 255;
    sum[3] += alpha;
}

/// The mean of `count` pixels, of which `sum` is the sum; weighted by alpha with four channels.
pub fn write_mean(sum: &[u32], count: u32, out: &mut Vec<u8>) {
    let mean = |total: u32, of: u32| ((total + of / 2) / of.max(1)).min(255) as u8;
    match *sum {
        [red, green, blue, alpha] => {
            let channel = |total: u32| (total * 255 / alpha.max(1)).min(255) as u8;
            out.extend([channel(red), channel(green), channel(blue), mean(alpha, count)]);
        }
        _ => out.extend(sum.iter().map(|&total| mean(total, count))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_at_the_edge_are_means_of_what_there_is() {
        let mut shrinker = Shrinker::new((3, 3), 3, 2);
        for row in [[10, 20, 90], [30, 40, 70], [1, 3, 5]] {
            shrinker.push(&row.iter().flat_map(|&v| [v, v, v]).collect::<Vec<u8>>());
        }
        let (width, height, pixels) = shrinker.finish();
        assert_eq!((width, height), (2, 2));
        assert_eq!(pixels.iter().step_by(3).copied().collect::<Vec<_>>(), [25, 80, 2, 5]);
    }

    #[test]
    fn transparent_pixels_lend_no_colour() {
        let mut shrinker = Shrinker::new((2, 1), 4, 2);
        shrinker.push(&[200, 100, 50, 255, 0, 255, 0, 0]);
        assert_eq!(shrinker.finish().2, [200, 100, 50, 128]);
    }

    #[test]
    fn the_factor_never_goes_below_the_target() {
        assert_eq!(factor((8660, 5773), (1280, 853)), 6);
        assert_eq!(factor((1300, 1), (1280, 1)), 1);
        assert_eq!(factor((20_000, 10), (1280, 1)), 10);
        assert_eq!(factor((1, 1), (1, 1)), 1);
    }
}
