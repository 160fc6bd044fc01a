//! Which widths a picture is made in, and the exact size of each: the same arithmetic for the files
//! and for the pages that name them.

/// Widths of files, in pixels, for which there is a name.
pub const WIDTHS: [u32; 3] = [320, 640, 1280];
/// The width of the JPEG, for readers without WebP and for previews in messages.
pub const JPEG_WIDTH: u32 = 640;

/// The size of the file named `width` of a picture of `size`. Never larger than the picture; a very
/// tall one is bounded to 2.5 times the width, so narrower than its name says.
pub fn fit(width: u32, size: (u32, u32)) -> (u32, u32) {
    let (w, h) = (u64::from(size.0.max(1)), u64::from(size.1.max(1)));
    let (max_w, max_h) = (u64::from(width), u64::from(width) * 5 / 2);
    let scaled = |side: u64, to: u64, of: u64| ((side * to + of / 2) / of).max(1);
    let (fit_w, fit_h) = if w <= max_w && h <= max_h {
        (w, h)
    } else if h * max_w <= w * max_h {
        (max_w, scaled(h, max_w, w))
    } else {
        (scaled(w, max_h, h), max_h)
    };
    // Bounded by the names, so it fits.
    (fit_w as u32, fit_h as u32)
}

/// The largest name for which there is a file: the smallest always is, a larger one when it shows
/// at least a quarter more than the one below.
pub fn widest(size: (u32, u32)) -> u32 {
    let mut widest = WIDTHS[0];
    for pair in WIDTHS.windows(2) {
        if fit(pair[1], size).0 * 4 > fit(pair[0], size).0 * 5 {
            widest = pair[1];
        }
    }
    widest
}

/// Names and sizes of a picture's WebP files, smallest first.
pub fn all(size: (u32, u32)) -> impl Iterator<Item = (u32, (u32, u32))> {
    let widest = widest(size);
    WIDTHS.into_iter().filter(move |&width| width <= widest).map(move |width| (width, fit(width, size)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_sizes() {
        assert_eq!(fit(1280, (4032, 3024)), (1280, 960));
        assert_eq!(fit(640, (3024, 4032)), (640, 853));
        // A screenshot of a tall phone keeps its width.
        assert_eq!(fit(1280, (1080, 2400)), (1080, 2400));
        assert_eq!(fit(320, (20_000, 10)), (320, 1));
        assert_eq!(fit(1280, (10, 20_000)), (2, 3200));
    }

    #[test]
    fn nothing_is_made_for_next_to_no_gain() {
        assert_eq!(widest((1, 1)), 320);
        assert_eq!(widest((380, 380)), 320);
        assert_eq!(widest((500, 300)), 640);
        assert_eq!(widest((700, 700)), 640);
        assert_eq!(widest((1200, 1600)), 1280);
        assert_eq!(all((500, 300)).collect::<Vec<_>>(), [(320, (320, 192)), (640, (500, 300))]);
    }

    proptest! {
        #[test]
        fn never_larger_than_the_picture_or_the_name(w in 1_u32..65_536, h in 1_u32..65_536) {
            for (width, (fw, fh)) in all((w, h)) {
                prop_assert!(fw >= 1 && fh >= 1 && fw <= width.min(w) && fh <= h && fh <= width * 5 / 2);
            }
        }
    }
}
