use image::{GenericImageView, RgbImage};

use super::super::decode;
use super::super::fixtures::{self, CORNERS};
use super::*;

/// The picture as a camera held another way would store it (Exif 2.32 §4.6.4: where the first row and
/// the first column are).
fn stored(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (w, h) = upright.dimensions();
    let (sw, sh) = if orientation >= 5 { (h, w) } else { (w, h) };
    RgbImage::from_fn(sw, sh, |x, y| {
        let (ux, uy) = match orientation {
            1 => (x, y),
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (w - 1 - y, x),
            7 => (w - 1 - y, h - 1 - x),
            _ => (y, h - 1 - x),
        };
        *upright.get_pixel(ux, uy)
    })
}

fn assert_quarters(image: &DynamicImage) {
    let (w, h) = image.dimensions();
    for (corner, colour) in CORNERS.into_iter().enumerate() {
        let (x, y) = (corner as u32 % 2, corner as u32 / 2);
        assert_colour(image, w / 4 + x * w / 2, h / 4 + y * h / 2, colour);
    }
}

#[test]
fn every_way_of_holding_the_phone_comes_out_upright() {
    let upright = fixtures::quarters(480, 320);
    for orientation in 1..=8 {
        let file = fixtures::jpeg_with(&stored(&upright, orientation), |encoder| {
            encoder.add_exif_metadata(&fixtures::exif(orientation, orientation % 2 == 0)).unwrap();
        });
        let picture = process(&file).unwrap();
        assert_eq!((picture.width, picture.height), (480, 320), "orientation {orientation}");
        for (_, webp) in &picture.webp {
            assert_quarters(&opened(webp));
        }
        assert_quarters(&opened(&picture.jpeg));
    }
}

#[test]
fn nothing_but_pixels_leaves() {
    let file = fixtures::jpeg_with(&fixtures::photo(900, 700), |encoder| {
        encoder.add_exif_metadata(&fixtures::exif(1, true)).unwrap();
        encoder.add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>".to_vec()).unwrap();
        encoder.add_icc_profile(b"ICC of a phone").unwrap();
    });
    assert!(file.windows(3).any(|window| window == b"GPS"));
    let picture = process(&file).unwrap();
    for (_, webp) in &picture.webp {
        assert_eq!(&webp[12..16], b"VP8 ", "one lossy frame and no other chunk");
        assert_eq!(webp.len(), 20 + u32::from_le_bytes(webp[16..20].try_into().unwrap()).next_multiple_of(2) as usize);
    }
    for part in [&b"GPS"[..], b"Exif", b"HPku", b"ns.adobe", b"ICC_PROFILE"] {
        for file in picture.webp.iter().map(|(_, webp)| webp).chain([&picture.jpeg]) {
            assert!(!file.windows(part.len()).any(|window| window == part), "{part:?} left");
        }
    }
}

#[test]
fn widths_are_made_up_to_the_picture_and_no_further() {
    let names = |w, h| process(&fixtures::jpeg(&fixtures::photo(w, h))).unwrap().webp;
    let sizes =
        |files: Vec<(u32, bytes::Bytes)>| files.iter().map(|(name, file)| (*name, opened(file).dimensions())).collect::<Vec<_>>();
    assert_eq!(sizes(names(2000, 1500)), [(320, (320, 240)), (640, (640, 480)), (1280, (1280, 960))]);
    assert_eq!(sizes(names(600, 800)), [(320, (320, 427)), (640, (600, 800))]);
    assert_eq!(sizes(names(1, 1)), [(320, (1, 1))]);
    assert_eq!(sizes(names(20_000, 10)), [(320, (320, 1)), (640, (640, 1)), (1280, (1280, 1))]);
}

#[test]
fn every_kind_of_file_shows_the_same_picture() {
    let image = fixtures::quarters(2600, 600);
    let files = [
        ("jpeg", fixtures::jpeg(&image)),
        ("progressive", fixtures::progressive(&image)),
        ("restarts", fixtures::jpeg_with(&image, |encoder| encoder.set_restart_interval(9))),
        ("png", fixtures::png(&image)),
        ("interlaced", fixtures::interlaced_png(&image)),
        ("apng", fixtures::apng(&image)),
        ("webp", fixtures::webp(&image, false)),
        ("lossless", fixtures::webp(&image, true)),
        ("animated", fixtures::animated_webp(&image)),
    ];
    for (name, file) in files {
        let picture = process(&file).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!((picture.width, picture.height, picture.widest), (2600, 600, 1280), "{name}");
        assert_quarters(&opened(&picture.webp[2].1));
    }
}

#[test]
fn an_interlaced_picture_has_the_same_pixels_as_a_plain_one() {
    for (image, target) in
        [(fixtures::photo(37, 23), (37, 23)), (fixtures::photo(2, 9), (2, 9)), (fixtures::photo(200, 101), (60, 30))]
    {
        let pixels = |file: Vec<u8>| {
            let header = inspect(&file).unwrap();
            decode::decode(file, &header, target).unwrap()
        };
        assert_eq!(pixels(fixtures::interlaced_png(&image)), pixels(fixtures::png(&image)));
    }
}

#[test]
fn a_lossy_frame_made_smaller_has_the_decoders_own_colours() {
    let image = fixtures::photo(1201, 801);
    let file = fixtures::webp(&image, false);
    let header = inspect(&file).unwrap();
    let small = decode::decode(file.clone(), &header, (300, 200)).unwrap().into_rgb8();
    let whole = decode::decode(file, &header, (1201, 801)).unwrap().into_rgb8();
    assert_eq!(small.dimensions(), (301, 201));
    for (x, y) in [(0, 0), (100, 100), (299, 199)] {
        for channel in 0..3 {
            let block = (0..16).map(|n| u32::from(whole.get_pixel(4 * x + n % 4, 4 * y + n / 4)[channel]));
            let mean = block.sum::<u32>() / 16;
            assert!(mean.abs_diff(small.get_pixel(x, y)[channel].into()) <= 6, "{x},{y}");
        }
    }
}

#[test]
fn transparency_stays_in_webp_and_becomes_the_ground_in_jpeg() {
    let image = fixtures::cut_out(800, 600);
    for file in [fixtures::png_alpha(&image), fixtures::webp_alpha(&image, false), fixtures::webp_alpha(&image, true)] {
        let picture = process(&file).unwrap();
        let webp = opened(&picture.webp[1].1);
        assert_eq!((webp.get_pixel(100, 100)[3], webp.get_pixel(600, 100)[3]), (255, 0));
        assert_colour(&webp, 100, 100, [200, 20, 20]);
        let jpeg = opened(&picture.jpeg);
        assert_colour(&jpeg, 100, 100, [200, 20, 20]);
        assert_colour(&jpeg, 600, 100, [255, 253, 249]);
        // The green under full transparency must not bleed over the edge.
        assert!(jpeg.to_rgb8().pixels().all(|pixel| pixel[1] <= pixel[0].saturating_add(12)));
    }
}

#[test]
fn an_alpha_channel_that_says_nothing_is_dropped() {
    let image = DynamicImage::ImageRgb8(fixtures::quarters(400, 300)).into_rgba8();
    let picture = process(&fixtures::png_alpha(&image)).unwrap();
    assert_eq!(&picture.webp[0].1[12..16], b"VP8 ");
}

#[test]
fn printers_colours_are_near_enough() {
    // Cyan and magenta without yellow and black is blue, in both ways of storing inks.
    for colour in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
        let picture = process(&fixtures::cmyk_jpeg(400, 300, [255, 255, 0, 0], colour)).unwrap();
        assert_colour(&opened(&picture.jpeg), 200, 150, [0, 0, 255]);
        let picture = process(&fixtures::cmyk_jpeg(400, 300, [0, 0, 0, 255], colour)).unwrap();
        assert_colour(&opened(&picture.jpeg), 200, 150, [0, 0, 0]);
    }
}

#[test]
fn the_colour_is_the_most_frequent_and_not_the_mean() {
    let image = RgbImage::from_fn(300, 300, |x, _| if x < 200 { image::Rgb([180, 40, 60]) } else { image::Rgb([10, 200, 220]) });
    let colour = process(&fixtures::png(&image)).unwrap().colour;
    let part = |at: usize| i32::from_str_radix(&colour[at..at + 2], 16).unwrap();
    assert!((part(1) - 180).abs() < 8 && (part(3) - 40).abs() < 8 && (part(5) - 60).abs() < 8, "{colour}");
}

#[test]
fn trailers_of_phones_are_cut_off() {
    let mut file = fixtures::jpeg(&fixtures::photo(400, 300));
    file.extend(fixtures::jpeg(&fixtures::photo(40, 30)));
    file.extend(b"\0\0\0\x18ftypmp42 motion photo");
    assert_eq!(process(&file).map(|picture| picture.width), Ok(400));
}

#[test]
fn the_limit_of_pixels_is_inclusive() {
    let exactly = fixtures::png_start(10_000, 5_000, 8, 2, false);
    // The header passes; what lacks is the rest.
    assert_eq!(
        inspect(&[&exactly[..], &fixtures::png_chunk(b"IDAT", b""), &fixtures::png_chunk(b"IEND", b"")].concat())
            .map(|h| h.pixels()),
        Ok(50_000_000)
    );
    let above = fixtures::png_start(10_000, 5_001, 8, 2, false);
    assert_eq!(
        inspect(&[&above[..], &fixtures::png_chunk(b"IDAT", b""), &fixtures::png_chunk(b"IEND", b"")].concat()),
        Err(PictureError::TooManyPixels { max_mp: 50 })
    );
}
