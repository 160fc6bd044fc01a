//! From decoded pixels to the files that are served: each width as lossy WebP, one as JPEG, and the
//! colour that stands in while they load.

use bytes::Bytes;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, RgbaImage};

use super::inspect::Header;
use super::{PictureError, sizes};

const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 82;
/// What shows through transparency where a file can have none: the surface of the light scheme.
const GROUND: [u8; 3] = [0xff, 0xfd, 0xf9];

/// The files of one picture, not stored yet.
#[derive(Debug, Clone)]
pub struct Processed {
    /// Of the picture as people see it, after turning.
    pub width: u32,
    pub height: u32,
    /// The largest name among the WebP files.
    pub widest: u32,
    /// `#rrggbb`.
    pub colour: String,
    /// By the width in their names, smallest first.
    pub webp: Vec<(u32, Bytes)>,
    /// At [`sizes::JPEG_WIDTH`].
    pub jpeg: Bytes,
}

/// A picture that the project drew: red, green, blue, alpha, not premultiplied.
pub struct Rendered {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// What is to become of a picture.
pub struct Plan {
    /// After turning.
    size: (u32, u32),
    orientation: Orientation,
    /// Of the largest file, as stored in the upload, before turning.
    pub target: (u32, u32),
    effort: i32,
}

impl Plan {
    pub fn of(header: &Header) -> Self {
        let stored = (header.width, header.height);
        let swap = |(a, b)| {
            if swaps(header.orientation) { (b, a) } else { (a, b) }
        };
        let size = swap(stored);
        let target = swap(sizes::fit(sizes::widest(size), size));
        Self { size, orientation: header.orientation, target, effort: 4 }
    }
}

fn swaps(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Encodes a drawing. With less effort than for photos: it is flat, so that more gains little, and
/// a thousand of them are made at the first start. Takes [`LEAST_MB`](super::LEAST_MB).
///
/// # Errors
/// [`PictureError::Broken`] when the pixels are not `width × height × 4` bytes.
pub fn draw(picture: Rendered) -> Result<Processed, PictureError> {
    let size = (picture.width, picture.height);
    let target = sizes::fit(sizes::widest(size), size);
    let plan = Plan { size, orientation: Orientation::NoTransforms, target, effort: 2 };
    let image = RgbaImage::from_raw(size.0, size.1, picture.rgba).ok_or(PictureError::Broken)?;
    make(DynamicImage::ImageRgba8(image), &plan)
}

/// All files from pixels that are at least about as large as `plan.target`.
///
/// # Errors
/// [`PictureError::Broken`] when an encoder refuses, which it has no reason to.
pub fn make(decoded: DynamicImage, plan: &Plan) -> Result<Processed, PictureError> {
    let mut resizer = Resizer::new();
    let mut full = opaque_if_it_is(resize(&mut resizer, decoded, plan.target)?);
    full.apply_orientation(plan.orientation);
    let mut webp = Vec::new();
    let mut colour = String::new();
    for (width, size) in sizes::all(plan.size) {
        let image = resized(&mut resizer, &full, size)?;
        if webp.is_empty() {
            colour = dominant(&image);
        }
        webp.push((width, to_webp(&image, plan.effort)?));
    }
    let small = resized(&mut resizer, &full, sizes::fit(sizes::JPEG_WIDTH, plan.size))?;
    let jpeg = to_jpeg(small)?;
    let (width, height) = plan.size;
    Ok(Processed { width, height, widest: sizes::widest(plan.size), colour, webp, jpeg })
}

fn resize(resizer: &mut Resizer, image: DynamicImage, size: (u32, u32)) -> Result<DynamicImage, PictureError> {
    if (image.width(), image.height()) == size { Ok(image) } else { resized(resizer, &image, size) }
}

pub fn resized(resizer: &mut Resizer, image: &DynamicImage, size: (u32, u32)) -> Result<DynamicImage, PictureError> {
    if (image.width(), image.height()) == size {
        return Ok(image.clone());
    }
    let mut smaller = DynamicImage::new(size.0, size.1, image.color());
    let lanczos = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    resizer.resize(image, &mut smaller, &lanczos).map_err(|_| PictureError::Broken)?;
    Ok(smaller)
}

/// Drops an alpha channel that says nothing.
fn opaque_if_it_is(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgba8(rgba) if rgba.pixels().all(|pixel| pixel[3] == 255) => {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8())
        }
        other => other,
    }
}

fn to_webp(image: &DynamicImage, effort: i32) -> Result<Bytes, PictureError> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgba8(rgba) => webp::Encoder::from_rgba(rgba, width, height),
        DynamicImage::ImageRgb8(rgb) => webp::Encoder::from_rgb(rgb, width, height),
        _ => return Err(PictureError::Broken),
    };
    let mut config = webp::WebPConfig::new().map_err(|()| PictureError::Broken)?;
    config.quality = WEBP_QUALITY;
    config.method = effort;
    let encoded = encoder.encode_advanced(&config).map_err(|_| PictureError::Broken)?;
    Ok(Bytes::copy_from_slice(&encoded))
}

fn to_jpeg(image: DynamicImage) -> Result<Bytes, PictureError> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY).encode_image(&on_ground(image)).map_err(|_| PictureError::Broken)?;
    Ok(file.into())
}

fn on_ground(image: DynamicImage) -> RgbImage {
    let DynamicImage::ImageRgba8(rgba) = image else {
        return image.into_rgb8();
    };
    let (width, height) = rgba.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        let mixed = |over: u8, under: u8| ((u32::from(over) * alpha + u32::from(under) * (255 - alpha) + 127) / 255) as u8;
        image::Rgb([mixed(red, GROUND[0]), mixed(green, GROUND[1]), mixed(blue, GROUND[2])])
    })
}

/// The mean of the most frequent kind of colour, in kinds of 8 × 8 × 8. A mean over all would be mud.
fn dominant(image: &DynamicImage) -> String {
    let mut kinds = vec![[0_u64; 4]; 512];
    let mut count = |[red, green, blue]: [u8; 3]| {
        let kind = usize::from(red >> 5) << 6 | usize::from(green >> 5) << 3 | usize::from(blue >> 5);
        let sum = &mut kinds[kind];
        sum[0] += 1;
        sum[1] += u64::from(red);
        sum[2] += u64::from(green);
        sum[3] += u64::from(blue);
    };
    match image {
        DynamicImage::ImageRgba8(rgba) => {
            rgba.pixels().map(|pixel| if pixel[3] < 128 { GROUND } else { [pixel[0], pixel[1], pixel[2]] }).for_each(&mut count)
        }
        DynamicImage::ImageRgb8(rgb) => rgb.pixels().for_each(|pixel| count(pixel.0)),
        _ => {}
    }
    let [pixels, red, green, blue] = kinds.into_iter().max_by_key(|kind| kind[0]).unwrap_or_default();
    let mean = |sum: u64| sum / pixels.max(1);
    format!("#{:02x}{:02x}{:02x}", mean(red), mean(green), mean(blue))
}

/// A drawing with a photo in the square at its left, as one JPEG: what a chat shows of a page. The photo is
/// one of our own files; what it has too much of in one direction is cut off on both sides.
///
/// # Errors
/// [`PictureError`] when the photo or the drawing is none.
pub fn preview(drawing: Rendered, photo: Option<Vec<u8>>) -> Result<Bytes, PictureError> {
    let side = drawing.height;
    let mut page = RgbaImage::from_raw(drawing.width, drawing.height, drawing.rgba)
        .ok_or(PictureError::Broken)
        .map(DynamicImage::ImageRgba8)?;
    if let Some(file) = photo {
        let header = super::inspect(&file)?;
        let size = (header.width, header.height);
        let photo = DynamicImage::ImageRgba8(super::decode::decode(file, &header, size)?.into_rgba8());
        let mut square = DynamicImage::new(side, side, photo.color());
        let cut = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
            .fit_into_destination(Some((0.5, 0.5)));
        Resizer::new().resize(&photo, &mut square, &cut).map_err(|_| PictureError::Broken)?;
        image::imageops::overlay(&mut page, &square, 0, 0);
    }
    to_jpeg(page)
}
