//! Codes in photos, as people take them and as nobody should.

use image::{RgbImage, Rgba, RgbaImage, imageops};
use proptest::prelude::*;

use super::super::codes;
use super::super::fixtures;
use super::*;

const TEXT: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG6304";
const OTHER: &str = "https://example.com/menu";

fn read(file: &[u8]) -> Vec<String> {
    read_until(file, |_| true)
}

fn read_until(file: &[u8], wanted: fn(&str) -> bool) -> Vec<String> {
    codes(file.to_vec(), &inspect(file).unwrap(), wanted).unwrap()
}

#[test]
fn a_code_is_read_however_it_is_turned() {
    for degrees in [0.0, 12.0, 90.0, 180.0, 195.0, 270.0] {
        let photo = fixtures::photo_of_code(TEXT, (1200, 900), 560, degrees);
        assert_eq!(read(&fixtures::jpeg(&photo)), [TEXT], "{degrees}°");
    }
}

#[test]
fn every_kind_of_file_is_read() {
    let photo = fixtures::photo_of_code(TEXT, (800, 800), 600, 5.0);
    for file in [
        fixtures::jpeg(&photo),
        fixtures::progressive(&photo),
        fixtures::png(&photo),
        fixtures::interlaced_png(&photo),
        fixtures::webp(&photo, false),
        fixtures::webp(&photo, true),
    ] {
        assert_eq!(read(&file), [TEXT]);
    }
}

#[test]
fn a_phones_large_photo_and_a_tight_screenshot_are_read() {
    let large = fixtures::photo_of_code(TEXT, (4000, 3000), 1400, 8.0);
    assert_eq!(read(&fixtures::jpeg(&large)), [TEXT]);
    // Nothing but the modules, three pixels each.
    let code = qrcode::QrCode::new(TEXT).unwrap();
    let side = code.width() as u32;
    let colours = code.to_colors();
    let tight = RgbImage::from_fn(3 * side, 3 * side, |x, y| {
        let dark = colours[(y / 3 * side + x / 3) as usize] == qrcode::Color::Dark;
        image::Rgb([if dark { 0 } else { 255 }; 3])
    });
    assert_eq!(read(&fixtures::png(&tight)), [TEXT]);
}

#[test]
fn what_is_transparent_counts_as_paper() {
    let photo = fixtures::photo_of_code(TEXT, (600, 600), 600, 0.0);
    let cut_out = RgbaImage::from_fn(600, 600, |x, y| {
        let dark = photo.get_pixel(x, y)[0] < 100;
        if dark { Rgba([0, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    assert_eq!(read(&fixtures::png_alpha(&cut_out)), [TEXT]);
}

#[test]
fn of_two_codes_both_are_read() {
    let mut both = RgbImage::new(1600, 800);
    imageops::replace(&mut both, &fixtures::photo_of_code(OTHER, (800, 800), 600, 0.0), 0, 0);
    imageops::replace(&mut both, &fixtures::photo_of_code(TEXT, (800, 800), 600, 0.0), 800, 0);
    let mut found = read_until(&fixtures::jpeg(&both), |text| text == TEXT);
    found.sort();
    assert_eq!(found, [TEXT, OTHER]);
}

#[test]
fn a_photo_without_a_code_has_none() {
    for photo in [fixtures::photo(900, 700), fixtures::quarters(1, 1), fixtures::quarters(4000, 2)] {
        assert_eq!(read_until(&fixtures::png(&photo), |_| true), [""; 0]);
    }
}

/// Were the looking not bounded, this test would not end today.
#[test]
fn nothing_but_corners_is_given_up() {
    for (width, height, module) in [(1800, 1800, 2), (1800, 1200, 3), (1000, 1000, 1), (3600, 3600, 5)] {
        let corners = fixtures::corners_of_codes(width, height, module);
        assert_eq!(read_until(&fixtures::png(&corners), |_| false), [""; 0], "{width}×{height}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever the pixels are, the answer is a list.
    #[test]
    fn no_pixels_panic(
        width in 1_u32..80,
        bytes in prop::collection::vec(prop_oneof![Just(0_u8), Just(255_u8), any::<u8>()], 80..4000),
    ) {
        let height = bytes.len() as u32 / width;
        prop_assume!(height > 0);
        let noise = RgbImage::from_fn(width, height, |x, y| image::Rgb([bytes[(y * width + x) as usize]; 3]));
        let file = fixtures::png(&noise);
        let header = inspect(&file).expect("a whole picture");
        prop_assert!(codes(file, &header, |_| false).is_ok());
    }
}
