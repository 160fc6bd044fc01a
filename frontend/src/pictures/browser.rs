//! What the browser does for us: decode a photo the right way up, draw it smaller, encode it.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, DataTransfer, File, FilePropertyBag, HtmlCanvasElement, HtmlInputElement, ImageBitmap,
};

/// Pixels of the longer side: what the largest width served can use, also after cropping.
const LONGEST: u32 = 1600;
/// A photo of so few bytes and pixels is sent as it is.
const SMALL_ENOUGH: f64 = 400_000.0;
const QUALITY: f64 = 0.85;

/// The photo, smaller; or as it was, when it is small, or when this browser cannot. The server judges
/// it either way.
pub async fn shrink(file: File) -> File {
    try_shrink(&file).await.unwrap_or(file)
}

async fn try_shrink(file: &File) -> Result<File, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // Turned as EXIF says: the default of this call, which older browsers only do without options.
    let bitmap: ImageBitmap = JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?.dyn_into()?;
    let (width, height) = (bitmap.width(), bitmap.height());
    let longest = width.max(height);
    if longest <= LONGEST && file.size() <= SMALL_ENOUGH {
        bitmap.close();
        return Ok(file.clone());
    }
    let scaled = |side: u32| if longest > LONGEST { (side * LONGEST / longest).max(1) } else { side };
    let canvas = draw(&bitmap, scaled(width), scaled(height));
    // A phone has little memory for pictures, and its browser frees it late.
    bitmap.close();
    let canvas = canvas?;
    // What may be transparent stays so; a browser that cannot write WebP gives PNG instead.
    let kind = if file.type_() == "image/jpeg" { "image/jpeg" } else { "image/webp" };
    let blob = encode(&canvas, kind).await?;
    canvas.set_width(0);
    if blob.size() >= file.size() {
        return Ok(file.clone());
    }
    let bag = FilePropertyBag::new();
    bag.set_type(&blob.type_());
    File::new_with_blob_sequence_and_options(&Array::of1(&blob), &file.name(), &bag)
}

fn draw(bitmap: &ImageBitmap, width: u32, height: u32) -> Result<HtmlCanvasElement, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    // Set by name: browsers that do not know it ignore it.
    js_sys::Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width.into(), height.into())?;
    Ok(canvas)
}

async fn encode(canvas: &HtmlCanvasElement, kind: &str) -> Result<Blob, JsValue> {
    let blob = JsFuture::from(Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let asked = canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), kind, &QUALITY.into());
        if let Err(why) = asked {
            // Promises keep the first answer, so that a late second one does no harm.
            let _ = reject.call1(&JsValue::NULL, &why);
        }
    }))
    .await?;
    blob.dyn_into()
}

/// Makes these the files of the input, so that the form sends them, with or without us.
pub fn put(input: &HtmlInputElement, files: impl Iterator<Item = File>) -> Result<(), JsValue> {
    let transfer = DataTransfer::new()?;
    for file in files {
        transfer.items().add_with_file(&file)?;
    }
    input.set_files(transfer.files().as_ref());
    Ok(())
}

/// The files that were chosen.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files();
    files.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.get(at))).collect()
}
