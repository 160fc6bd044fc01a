mod attached;
mod good;
mod hostile;
#[cfg(target_os = "linux")]
mod memory;
mod stored;

use image::{DynamicImage, GenericImageView};

use super::encode::{Plan, Processed, make};
use super::{PictureError, decode, inspect};

/// What `process` does, on this thread.
fn process(file: &[u8]) -> Result<Processed, PictureError> {
    let header = inspect::inspect(file)?;
    let plan = Plan::of(&header);
    make(decode::decode(file.to_vec(), &header, plan.target)?, &plan)
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
