//! Codes in a photo. The photo is tried in a few sizes: a code that fills it is read best when the grain of the
//! print is gone, a small one when all there is is left. However it is turned, its corners are found.
//!
//! What looks for codes compares each corner with each other one and copies the picture for every pair that
//! fits, which a picture of nothing but corners turns into hours. So its pixels are lent to it on a budget.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use fast_image_resize::Resizer;
use image::{DynamicImage, GenericImage, GenericImageView, Luma};
use rqrr::PreparedImage;

use super::PictureError;
use super::decode::decode;
use super::encode::resized;
use super::inspect::Header;

/// Longer sides that are tried, in pixels, the likeliest first.
const SIDES: [u32; 3] = [1000, 1800, 600];
const LARGEST: u32 = 1800;
/// A picture is made larger by this at most: a screenshot of a small code.
const ENLARGED: u32 = 4;
/// White around it, since a code needs some and people crop closely.
const BORDER: u32 = 12;
/// Texts of one picture, at most.
const MOST_CODES: usize = 8;
/// A code has three corners; some things look like one.
const MOST_CORNERS: u32 = 64;
/// How often each pixel is looked at, at most; a clear photo takes a fifth of it or less.
const LOOKS: u64 = 150;
/// What the looking library paints a corner with (`PixelColor::CapStone`).
const CORNER: u8 = 2;

/// The size to decode to, as stored.
pub fn target(header: &Header) -> (u32, u32) {
    let size = (header.width, header.height);
    scaled(size, LARGEST.min(size.0.max(size.1)))
}

/// This size with its longer side as long as `side`.
fn scaled(size: (u32, u32), side: u32) -> (u32, u32) {
    let longer = u64::from(size.0.max(size.1).max(1));
    // At most `side`, so it fits.
    let to = |n: u32| ((u64::from(n) * u64::from(side) + longer / 2) / longer).max(1) as u32;
    (to(size.0), to(size.1))
}

/// The texts of the codes in a picture, each once. It is tried in one size after the other until a text is
/// `wanted`, since a poster may show several codes.
///
/// # Errors
/// [`PictureError::Broken`] for what the header did not tell. A picture without a code is no error.
pub fn codes(file: Vec<u8>, header: &Header, wanted: fn(&str) -> bool) -> Result<Vec<String>, PictureError> {
    let mut resizer = Resizer::new();
    let decoded = decode(file, header, target(header))?;
    let whole = resized(&mut resizer, &decoded, target(header))?;
    drop(decoded);
    let size = (whole.width(), whole.height());
    let mut found = Vec::new();
    let mut tried = Vec::new();
    for side in SIDES {
        let goal = scaled(size, side.min(size.0.max(size.1).saturating_mul(ENLARGED)));
        if tried.contains(&goal) {
            continue;
        }
        tried.push(goal);
        look(Sheet::of(&resized(&mut resizer, &whole, goal)?), &mut found);
        if found.iter().any(|text: &String| wanted(text)) {
            break;
        }
    }
    Ok(found)
}

/// Adds what is found on a sheet, as far as its budget goes.
fn look(sheet: Sheet, found: &mut Vec<String>) {
    // It may also panic by itself over a picture that is made for that: then there is no code.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        for grid in PreparedImage::prepare(sheet).detect_grids() {
            let Ok((_, text)) = grid.decode() else { continue };
            if found.len() < MOST_CODES && !found.contains(&text) {
                found.push(text);
            }
        }
    }));
}

/// What is left of a budget, shared by all copies of a sheet.
struct Budget {
    looks: Cell<u64>,
    corners: Cell<u32>,
    painted: Cell<u8>,
}

/// The budget is spent. Unwound without a word in the log: that is how a hostile picture ends, not a fault.
struct Spent;

/// A grey picture whose every use is counted.
struct Sheet {
    width: u32,
    height: u32,
    pixels: Vec<Luma<u8>>,
    budget: Rc<Budget>,
}

impl Sheet {
    fn of(image: &DynamicImage) -> Self {
        let (width, height) = (image.width() + 2 * BORDER, image.height() + 2 * BORDER);
        let mut pixels = vec![Luma([255]); width as usize * height as usize];
        let mut put = |x: u32, y: u32, grey: u8| {
            pixels[(y + BORDER) as usize * width as usize + (x + BORDER) as usize] = Luma([grey]);
        };
        match image {
            DynamicImage::ImageRgba8(rgba) => rgba.enumerate_pixels().for_each(|(x, y, pixel)| put(x, y, on_white(pixel.0))),
            DynamicImage::ImageRgb8(rgb) => {
                rgb.enumerate_pixels().for_each(|(x, y, pixel)| put(x, y, grey([pixel[0], pixel[1], pixel[2]])));
            }
            // Decoding gives nothing else; a white sheet has no code on it.
            _ => {}
        }
        let looks = Cell::new(LOOKS * u64::from(width) * u64::from(height));
        let budget = Budget { looks, corners: Cell::new(MOST_CORNERS), painted: Cell::new(0) };
        Self { width, height, pixels, budget: Rc::new(budget) }
    }

    fn at(&self, x: u32, y: u32) -> usize {
        y as usize * self.width as usize + x as usize
    }

    fn spend(&self, looks: u64) {
        match self.budget.looks.get().checked_sub(looks) {
            Some(left) => self.budget.looks.set(left),
            None => resume_unwind(Box::new(Spent)),
        }
    }

    /// A corner is painted in one go, so its first pixel tells of it.
    fn count_corner(&self, painted: u8) {
        if self.budget.painted.replace(painted) == CORNER || painted != CORNER {
            return;
        }
        match self.budget.corners.get().checked_sub(1) {
            Some(left) => self.budget.corners.set(left),
            None => resume_unwind(Box::new(Spent)),
        }
    }
}

/// ITU-R BT.601, in 1/1000.
fn grey([red, green, blue]: [u8; 3]) -> u8 {
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000) as u8
}

fn on_white([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let alpha = u32::from(alpha);
    ((u32::from(grey([red, green, blue])) * alpha + 255 * (255 - alpha)) / 255) as u8
}

impl Clone for Sheet {
    fn clone(&self) -> Self {
        // Copying is far quicker than looking.
        self.spend(self.pixels.len() as u64 / 4);
        Self { width: self.width, height: self.height, pixels: self.pixels.clone(), budget: Rc::clone(&self.budget) }
    }
}

impl GenericImageView for Sheet {
    type Pixel = Luma<u8>;

    fn dimensions(&self) -> (u32, u32) {
        // What is searched for beyond the edge looks at nothing but these.
        self.spend(1);
        (self.width, self.height)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Luma<u8> {
        self.spend(1);
        self.pixels[self.at(x, y)]
    }
}

impl GenericImage for Sheet {
    fn get_pixel_mut(&mut self, x: u32, y: u32) -> &mut Luma<u8> {
        self.spend(1);
        let at = self.at(x, y);
        &mut self.pixels[at]
    }

    fn put_pixel(&mut self, x: u32, y: u32, pixel: Luma<u8>) {
        self.spend(1);
        self.count_corner(pixel.0[0]);
        let at = self.at(x, y);
        self.pixels[at] = pixel;
    }

    fn blend_pixel(&mut self, x: u32, y: u32, pixel: Luma<u8>) {
        // Grey has no transparency to blend by.
        self.put_pixel(x, y, pixel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_their_proportions_and_never_vanish() {
        assert_eq!(scaled((4032, 3024), 1800), (1800, 1350));
        assert_eq!(scaled((300, 300), 1000), (1000, 1000));
        assert_eq!(scaled((60_000, 10), 600), (600, 1));
        assert_eq!(scaled((1, 1), 4), (4, 4));
    }

    #[test]
    fn a_budget_is_shared_by_copies_and_ends() {
        let sheet = Sheet::of(&DynamicImage::new_rgb8(8, 8));
        let before = sheet.budget.looks.get();
        let copy = sheet.clone();
        let _ = copy.get_pixel(0, 0);
        assert_eq!(sheet.budget.looks.get(), before - u64::from(32 * 32 / 4_u32) - 1);
        sheet.budget.looks.set(0);
        assert!(catch_unwind(AssertUnwindSafe(|| copy.get_pixel(0, 0))).is_err());
    }

    #[test]
    fn corners_are_counted_once_each() {
        let mut sheet = Sheet::of(&DynamicImage::new_rgb8(8, 8));
        for colour in [CORNER, CORNER, 4, CORNER, 1] {
            sheet.put_pixel(0, 0, Luma([colour]));
        }
        // Preparing writes only white and black.
        assert_eq!(sheet.budget.corners.get(), MOST_CORNERS - 2);
    }
}
