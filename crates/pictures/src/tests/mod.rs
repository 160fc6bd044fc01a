mod codes;
mod good;
mod hostile;
#[cfg(target_os = "linux")]
mod memory;

use image::{DynamicImage, GenericImageView};

use super::{PictureError, Processed, inspect};

/// The whole way of a file.
fn process(file: &[u8]) -> Result<Processed, PictureError> {
    super::process(file.to_vec(), &inspect(file)?)
}

fn opened(file: &[u8]) -> DynamicImage {
    image::load_from_memory(file).unwrap()
}

/// Near enough after two lossy encodings.
fn assert_colour(image: &DynamicImage, x: u32, y: u32, expected: [u8; 3]) {
    let got = image.get_pixel(x, y);
    for channel in 0..3 {
        let apart = i32::from(got[channel]) - i32::from(expected[channel]);
        assert!(apart.abs() <= 24, "at {x},{y}: {got:?}, expected {expected:?}");
    }
}
