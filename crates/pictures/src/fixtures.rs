//! Picture files made in code, good and bad. For tests, here and in engine.

use image::{Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, ImageBuffer, JpegColorType, SamplingFactor};

/// Colours of the corners: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 180, 40], [30, 50, 210], [240, 220, 40]];

/// Four quarters, each of its own colour.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb(CORNERS[usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height)]))
}

/// Something with detail everywhere, so that files are as large as a camera's.
pub fn photo_pixel(x: u32, y: u32) -> [u8; 3] {
    let wave = |a: u32, b: u32| ((x / a * 7 + y / b * 5) % 200) as u8;
    let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 27;
    [wave(9, 13) + grain as u8, wave(31, 17) + 20, wave(57, 91) + 30]
}

pub fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb(photo_pixel(x, y)))
}

/// A photo of a printed code: a white card of `side` pixels in the middle of something else, turned by so
/// many degrees, with the light from the left.
pub fn photo_of_code(text: &str, size: (u32, u32), side: u32, degrees: f32) -> RgbImage {
    let code = qrcode::QrCode::new(text.as_bytes()).expect("a short text");
    let (modules, colours) = (code.width() as i32, code.to_colors());
    // Four modules of quiet zone on each side.
    let module = side as f32 / (modules + 8) as f32;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let lit = |value: u8, x: u32| (f32::from(value) * (1.0 - 0.4 * x as f32 / size.0 as f32)) as u8;
    RgbImage::from_fn(size.0, size.1, |x, y| {
        let (dx, dy) = (x as f32 + 0.5 - size.0 as f32 / 2.0, y as f32 + 0.5 - size.1 as f32 / 2.0);
        let at = |along: f32| ((along + side as f32 / 2.0) / module).floor() as i32 - 4;
        let (column, row) = (at(dx * cos + dy * sin), at(dy * cos - dx * sin));
        let card = -4..modules + 4;
        if !card.contains(&column) || !card.contains(&row) {
            return Rgb(photo_pixel(x / 4, y / 4).map(|value| lit(value, x)));
        }
        let inside = (0..modules).contains(&column) && (0..modules).contains(&row);
        let dark = inside && colours[(row * modules + column) as usize] == qrcode::Color::Dark;
        Rgb([lit(if dark { 35 } else { 235 }, x); 3])
    })
}

/// The corners of codes, and no code: what costs who looks for codes the most.
pub fn corners_of_codes(width: u32, height: u32, module: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x / module % 9, y / module % 9);
        let ring = x.abs_diff(3).max(y.abs_diff(3));
        Rgb([if x < 7 && y < 7 && ring != 2 { 0 } else { 255 }; 3])
    })
}

pub fn cut_out(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| if x * 2 < width { Rgba([200, 20, 20, 255]) } else { Rgba([0, 255, 0, 0]) })
}

pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    jpeg_with(image, |_| {})
}

pub(crate) fn jpeg_with(image: &RgbImage, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    set(&mut encoder);
    encoder.encode(image, image.width() as u16, image.height() as u16, ColorType::Rgb).expect("JPEG");
    file
}

pub fn progressive(image: &RgbImage) -> Vec<u8> {
    jpeg_with(image, |encoder| encoder.set_progressive(true))
}

pub fn cmyk_jpeg(width: u16, height: u16, ink: [u8; 4], colour: ColorType) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = ink.repeat(usize::from(width) * usize::from(height));
    Encoder::new(&mut file, 95).encode(&pixels, width, height, colour).expect("JPEG");
    file
}

/// EXIF with a way up, a place on earth, and the name of a camera.
pub fn exif(orientation: u8, big_endian: bool) -> Vec<u8> {
    let u16s = |v: u16| {
        if big_endian { v.to_be_bytes() } else { v.to_le_bytes() }
    };
    let u32s = |v: u32| {
        if big_endian { v.to_be_bytes() } else { v.to_le_bytes() }
    };
    let mut tiff = Vec::new();
    tiff.extend(if big_endian { b"MM" } else { b"II" });
    tiff.extend(u16s(42));
    tiff.extend(u32s(8));
    tiff.extend(u16s(3));
    let mut entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        tiff.extend(u16s(tag));
        tiff.extend(u16s(kind));
        tiff.extend(u32s(count));
        tiff.extend(value);
    };
    let [a, b] = u16s(orientation.into());
    entry(0x010f, 2, 4, *b"HPku");
    entry(0x0112, 3, 1, [a, b, 0, 0]);
    entry(0x8825, 4, 1, u32s(50));
    tiff.extend(u32s(0));
    assert_eq!(tiff.len(), 50);
    tiff.extend(u16s(1));
    tiff.extend(u16s(2));
    tiff.extend(u16s(5));
    tiff.extend(u32s(3));
    tiff.extend(u32s(68));
    tiff.extend(u32s(0));
    for degree in [6_u32, 1, 54, 1, 30, 1] {
        tiff.extend(u32s(degree));
    }
    tiff.extend(b"GPSLatitude 6.9086 S");
    tiff
}

pub fn png(image: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().expect("a header").write_image_data(image).expect("pixels");
    file
}

pub fn png_alpha(image: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().expect("a header").write_image_data(image).expect("pixels");
    file
}

pub fn apng(image: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).expect("two frames");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(image).expect("pixels");
    writer.write_image_data(&vec![0; image.len()]).expect("pixels");
    writer.finish().expect("an end");
    file
}

pub fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = (content.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(content);
    let crc = chunk[4..].iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    chunk.extend((!crc).to_be_bytes());
    chunk
}

/// Signature and header; `colour`: 2 RGB, 6 RGBA.
pub fn png_start(width: u32, height: u32, depth: u8, colour: u8, interlaced: bool) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let sizes = [width.to_be_bytes(), height.to_be_bytes()].concat();
    file.extend(png_chunk(b"IHDR", &[&sizes[..], &[depth, colour, 0, 0, interlaced.into()]].concat()));
    file
}

/// Adam7, not compressed.
pub fn interlaced_png(image: &RgbImage) -> Vec<u8> {
    let (width, height) = image.dimensions();
    let mut rows = Vec::new();
    for (x0, y0, dx, dy) in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] {
        for y in (y0..height).step_by(dy) {
            let row: Vec<u8> = (x0..width).step_by(dx).flat_map(|x| image.get_pixel(x, y).0).collect();
            if !row.is_empty() {
                rows.push(0);
                rows.extend(row);
            }
        }
    }
    let mut zlib = vec![0x78, 0x01];
    let mut blocks = rows.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        zlib.push(u8::from(blocks.peek().is_none()));
        zlib.extend((block.len() as u16).to_le_bytes());
        zlib.extend((!(block.len() as u16)).to_le_bytes());
        zlib.extend(block);
    }
    let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    zlib.extend((b << 16 | a).to_be_bytes());
    let mut file = png_start(width, height, 8, 2, true);
    file.extend(png_chunk(b"IDAT", &zlib));
    file.extend(png_chunk(b"IEND", b""));
    file
}

pub fn webp(image: &RgbImage, lossless: bool) -> Vec<u8> {
    let encoder = webp::Encoder::from_rgb(image, image.width(), image.height());
    encoder.encode_simple(lossless, 80.0).expect("WebP").to_vec()
}

pub fn webp_alpha(image: &RgbaImage, lossless: bool) -> Vec<u8> {
    let encoder = webp::Encoder::from_rgba(image, image.width(), image.height());
    encoder.encode_simple(lossless, 80.0).expect("WebP").to_vec()
}

pub fn animated_webp(image: &RgbImage) -> Vec<u8> {
    let (width, height) = image.dimensions();
    let config = webp::WebPConfig::new().expect("settings");
    let black = vec![0; image.len()];
    let mut encoder = webp::AnimEncoder::new(width, height, &config);
    encoder.add_frame(webp::AnimFrame::from_rgb(image, width, height, 0));
    encoder.add_frame(webp::AnimFrame::from_rgb(&black, width, height, 100));
    encoder.encode().to_vec()
}

/// A ZIP with one empty file, as it would be appended.
pub fn zip() -> Vec<u8> {
    let mut file = b"PK\x03\x04\x14\0".to_vec();
    file.extend([0; 20]);
    file.extend([1, 0, 0, 0, b'a']);
    file[26] = 1;
    file.extend(b"PK\x05\x06");
    file.extend([0; 18]);
    file
}

/// A picture that is never in memory: the encoder asks for its rows.
pub struct Endless {
    pub width: u16,
    pub height: u16,
}

impl ImageBuffer for Endless {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }
    fn width(&self) -> u16 {
        self.width
    }
    fn height(&self) -> u16 {
        self.height
    }
    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        for x in 0..u32::from(self.width) {
            let [luma, blue, red] = photo_pixel(x / 8, u32::from(y) / 8);
            buffers[0].push(luma);
            buffers[1].push(blue);
            buffers[2].push(red);
        }
    }
}
