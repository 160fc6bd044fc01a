//! The picture that a chat shows of a page (Open Graph): photo, name, price, and who sells it, drawn when it is
//! asked for first and kept in the store. Its name is a digest of what it shows, so a new price is a new
//! picture, and nothing has to be thrown away when something changes.

mod letters;

use std::fmt::Write as _;

use ::pictures::{PictureError, Rendered};
use bytes::Bytes;
use futures::TryStreamExt as _;
use object_store::path::Path as Key;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use resvg::{tiny_skia, usvg};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::Desk;
use crate::pictures::{self, FileName, Pictures};
use crate::trouble::{Result, Trouble};
use letters::{Face, drawable, width, wrap, write};

/// As chats and networks crop to (1.91 : 1).
const SIZE: (u16, u16) = (1200, 630);
/// Where a photo ends and the words begin.
const PHOTO: f32 = 630.0;
const MARGIN: f32 = 56.0;
/// Another drawing of the same facts is another picture.
const DRAWING: &str = "1";
/// Where previews lie in the store; no backup has them.
pub(crate) const FOLDER: &str = "pratinjau";

/// What a preview shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub name: String,
    /// With its unit: `Rp12.500 / kg`.
    pub price: Option<String>,
    /// Who, and where.
    pub lines: Vec<String>,
    /// The file of a photo, as served under `/gambar/`.
    pub photo: Option<FileName>,
}

impl Preview {
    /// The name of the file: 24 hexadecimal digits and `.jpg`.
    pub fn file(&self) -> String {
        let mut digest = Sha256::new();
        let photo = self.photo.as_ref().map(ToString::to_string);
        let parts = [Some(DRAWING), Some(self.name.as_str()), self.price.as_deref(), photo.as_deref()];
        for part in parts.into_iter().chain(self.lines.iter().map(|line| Some(line.as_str()))) {
            digest.update(part.unwrap_or_default().as_bytes());
            digest.update([0_u8]);
        }
        let mut name: String = digest.finalize().iter().take(12).fold(String::new(), |mut name, byte| {
            // Writing to a String cannot fail.
            let _ = write!(name, "{byte:02x}");
            name
        });
        name.push_str(".jpg");
        name
    }

    /// The drawing without its photo.
    fn svg(&self) -> String {
        let (wide, high) = (f32::from(SIZE.0), f32::from(SIZE.1));
        let left = if self.photo.is_some() { PHOTO + MARGIN } else { MARGIN * 1.5 };
        let room = wide - MARGIN - left;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\"><rect width=\"{wide}\" height=\"{high}\" fill=\"#1e3565\"/>"
        );
        kawung(&mut svg);
        let size = if self.photo.is_some() { 54.0 } else { 72.0 };
        let mut y = 70.0 + size;
        for line in wrap(Face::Serif, size, room, 3, &drawable(&self.name)) {
            write(&mut svg, Face::Serif, size, (left, y), "#fdf6e9", &line);
            y += size * 1.2;
        }
        if let Some(price) = &self.price {
            y += 14.0;
            let price = drawable(price);
            let size = (46.0 * room / width(Face::Serif, 46.0, &price).max(1.0)).clamp(24.0, 46.0);
            write(&mut svg, Face::Serif, size, (left, y), "#efc061", &price);
            y += 40.0;
        }
        for line in self.lines.iter().flat_map(|line| wrap(Face::Sans, 28.0, room, 2, &drawable(line))) {
            y += 12.0;
            write(&mut svg, Face::Sans, 28.0, (left, y), "#d9d3c4", &line);
            y += 28.0;
        }
        mark(&mut svg, left, high - 84.0);
        svg.push_str("</svg>");
        svg
    }
}

/// The pattern of the home page's first words.
fn kawung(svg: &mut String) {
    svg.push_str("<g fill=\"none\" stroke=\"#ffffff\" stroke-opacity=\"0.08\" stroke-width=\"2\">");
    for row in 0..8_u8 {
        for column in 0..15_u8 {
            let (x, y) = (f32::from(column) * 84.0, f32::from(row) * 84.0);
            let _ = write!(svg, "<path transform=\"translate({x} {y}) scale(1.5)\" d=\"{PETALS}\"/>");
        }
    }
    svg.push_str("</g>");
}

const PETALS: &str = "M28 27C17 17 17 7 28-4 39 7 39 17 28 27zM28 29C17 39 17 49 28 60 39 49 39 39 28 29zM27 28C17 39 7 39-4 28 7 17 17 17 27 28zM29 28C39 39 49 39 60 28 49 17 39 17 29 28z";

/// The market's own mark, at the foot.
fn mark(svg: &mut String, x: f32, y: f32) {
    let _ = write!(
        svg,
        "<g transform=\"translate({x} {y}) scale(1.5)\" fill=\"none\" stroke=\"#efc061\" stroke-width=\"2.6\"><path d=\"M16 14.5c-5.2-3.4-5.2-9.6 0-13 \
         5.2 3.4 5.2 9.6 0 13zm0 3c5.2 3.4 5.2 9.6 0 13-5.2-3.4-5.2-9.6 0-13zM14.5 16c-3.4 5.2-9.6 5.2-13 0 3.4-5.2 9.6-5.2 13 0zm3 \
         0c3.4-5.2 9.6-5.2 13 0-3.4 5.2-9.6 5.2-13 0z\"/></g>"
    );
    write(svg, Face::Serif, 38.0, (x + 60.0, y + 36.0), "#fdf6e9", "guyub");
}

/// Renders a drawing; about 30 ms of one core.
fn render(svg: &str) -> Result<Rendered, PictureError> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|_| PictureError::Broken)?;
    let (width, height) = (u32::from(SIZE.0), u32::from(SIZE.1));
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or(PictureError::Broken)?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    // A drawing covers its whole ground, so premultiplied and straight are the same.
    Ok(Rendered { width, height, rgba: pixels.take() })
}

/// The picture of a preview, from the store or drawn for it.
///
/// # Errors
/// When the store cannot answer.
pub async fn picture(desk: &Desk, preview: &Preview) -> Result<Bytes> {
    let key = key_of(&preview.file());
    match desk.pictures().get(&key).await {
        Ok(found) => return Ok(found.bytes().await?),
        Err(object_store::Error::NotFound { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let photo = match &preview.photo {
        Some(name) => Pictures::of(desk).read(name).await?.map(|served| served.bytes.to_vec()),
        None => None,
    };
    // A photo that went away meanwhile leaves its words alone.
    let shown = Preview { photo: preview.photo.clone().filter(|_| photo.is_some()), ..preview.clone() };
    let whole = shown.photo == preview.photo;
    let svg = shown.svg();
    let drawn = pictures::preview(move || render(&svg), photo).await;
    let drawn = drawn.map_err(|error| Trouble::Other(format!("a preview: {error}")))?;
    if whole {
        desk.pictures().put(&key, drawn.clone().into()).await?;
    }
    Ok(drawn)
}

/// By the first two digits, so that no folder holds a hundred thousand files.
fn key_of(file: &str) -> Key {
    Key::from(format!("{FOLDER}/{}/{file}", file.get(..2).unwrap_or_default()))
}

/// Takes away the previews from before a day. One that is asked for again is drawn again.
///
/// # Errors
/// When the store cannot answer.
pub(crate) async fn sweep(desk: &Desk, before: OffsetDateTime) -> Result<usize> {
    let store = desk.pictures();
    let old: Vec<Key> = store
        .list(Some(&Key::from(FOLDER)))
        .try_filter(|file| std::future::ready(file.last_modified.timestamp() < before.unix_timestamp()))
        .map_ok(|file| file.location)
        .try_collect()
        .await?;
    let gone = old.len();
    futures::stream::iter(old.into_iter().map(Ok::<_, Trouble>))
        .try_for_each_concurrent(8, |key| async move {
            match store.delete(&key).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(error.into()),
            }
        })
        .await?;
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::desk;

    fn preview(name: &str, price: &str) -> Preview {
        let lines = vec!["Dapur Bu Sri".to_owned(), "Limpung, Batang".to_owned()];
        Preview { name: name.to_owned(), price: Some(price.to_owned()), lines, photo: None }
    }

    #[test]
    fn whatever_it_shows_has_a_name_of_its_own() {
        let one = preview("Emping", "Rp12.500 / kg").file();
        assert_eq!(one, preview("Emping", "Rp12.500 / kg").file());
        assert_ne!(one, preview("Emping", "Rp13.000 / kg").file());
        assert_ne!(one, preview("Empin", "gRp12.500 / kg").file());
        assert_eq!((one.len(), one.ends_with(".jpg")), (28, true));
    }

    #[test]
    fn hostile_names_are_drawn_like_any_other() {
        for name in ["</svg><script>alert(1)</script>", "🔥", "", "\u{202e}gnipme", &"w".repeat(5_000), "&amp; < \" '"] {
            let drawn = render(&preview(name, "Rp1 / pcs").svg()).unwrap();
            assert_eq!((drawn.width, drawn.height), (1200, 630), "{name:.20}");
            // Something stands on the ground, whatever it is.
            assert!(drawn.rgba.chunks_exact(4).any(|pixel| pixel[0] > 200), "{name:.20}");
        }
    }

    #[tokio::test]
    async fn it_is_drawn_once_and_swept_when_it_is_old() {
        let desk = desk().await;
        let preview = preview("Emping", "Rp12.500 / kg");
        let drawn = picture(&desk, &preview).await.unwrap();
        assert_eq!(drawn[..2], [0xff, 0xd8], "a JPEG");
        assert!(drawn.len() < 100_000, "{} bytes", drawn.len());
        desk.pictures().put(&key_of(&preview.file()), Bytes::from_static(b"kept").into()).await.unwrap();
        assert_eq!(picture(&desk, &preview).await.unwrap(), Bytes::from_static(b"kept"));
        assert_eq!(sweep(&desk, OffsetDateTime::now_utc() - time::Duration::days(1)).await.unwrap(), 0);
        assert_eq!(sweep(&desk, OffsetDateTime::now_utc() + time::Duration::days(1)).await.unwrap(), 1);
        assert_ne!(picture(&desk, &preview).await.unwrap(), Bytes::from_static(b"kept"));
    }
}
