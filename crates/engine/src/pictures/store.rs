//! The files of pictures in the object store. Shown to everyone (`publik/`) and
//! seen only by those whose task it is (`rahasia/`) are two prefixes, and two ways to read.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use ::pictures::{Processed, sizes};
use bytes::Bytes;
use futures::future::try_join_all;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::Desk;
use crate::trouble::{Result, Trouble};

/// Who may see a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Everyone: served by name, kept by browsers for ever.
    Public,
    /// Those who verify permits or receive goods: read only with [`Pictures::read_secret`], never kept by
    /// caches.
    Secret,
}

impl Place {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Public => "publik",
            Self::Secret => "rahasia",
        }
    }

    /// By the first two digits of the key, so that no folder holds a million files.
    fn path(self, name: &FileName) -> Key {
        Key::from(format!("{}/{}/{name}", self.prefix(), &name.key[..2]))
    }
}

/// One stored picture, as the tables keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSet {
    /// 128 random bits: who has not been shown it cannot guess it.
    pub key: String,
    /// Of the picture as people see it, in pixels.
    pub width: u32,
    pub height: u32,
    /// The largest width that there is a file for.
    pub widest: u32,
    /// `#rrggbb`, shown until the picture is there.
    pub colour: String,
}

impl PictureSet {
    /// The WebP files' names, each with its exact width in pixels, smallest first: a `srcset`.
    pub fn files(&self) -> impl Iterator<Item = (FileName, u32)> {
        sizes::all((self.width, self.height))
            .filter(|(width, _)| *width <= self.widest)
            .map(|(width, (exact, _))| (FileName { key: self.key.clone(), width, form: Form::WebP }, exact))
    }

    pub fn jpeg(&self) -> FileName {
        FileName::jpeg(&self.key)
    }
}

/// The name of a picture's file, like `KEY-640.webp`. Parsed strictly: a path cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileName {
    key: String,
    width: u32,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    WebP,
    Jpeg,
}

impl FileName {
    fn jpeg(key: &str) -> Self {
        Self { key: key.to_owned(), width: sizes::JPEG_WIDTH, form: Form::Jpeg }
    }

    /// All names that a picture of this key can have.
    fn all(key: &str) -> impl Iterator<Item = Self> {
        let webp = |width| Self { key: key.to_owned(), width, form: Form::WebP };
        sizes::WIDTHS.into_iter().map(webp).chain([Self::jpeg(key)])
    }

    /// A name never gets another content, so it is its own version.
    pub fn etag(&self) -> String {
        format!("\"{self}\"")
    }

    pub const fn content_type(&self) -> &'static str {
        match self.form {
            Form::WebP => "image/webp",
            Form::Jpeg => "image/jpeg",
        }
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match self.form {
            Form::WebP => "webp",
            Form::Jpeg => "jpg",
        };
        write!(f, "{}-{}.{ending}", self.key, self.width)
    }
}

/// Not the name of a picture's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a picture's file")]
pub struct NotAFileName;

impl FromStr for FileName {
    type Err = NotAFileName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let (key, rest) = name.split_at_checked(32).ok_or(NotAFileName)?;
        if !is_key(key) {
            return Err(NotAFileName);
        }
        Self::all(key).find(|known| known.to_string()[32..] == *rest).ok_or(NotAFileName)
    }
}

fn is_key(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A file to send.
#[derive(Debug, Clone)]
pub struct Served {
    pub bytes: Bytes,
    pub content_type: &'static str,
    pub etag: String,
}

/// The store of pictures. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Pictures {
    store: Arc<dyn ObjectStore>,
}

impl Pictures {
    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self { store }
    }

    pub fn of(desk: &Desk) -> Self {
        Self::new(Arc::clone(desk.pictures()))
    }

    /// Stores all files of a picture under a new key. Done before the transaction that names the key; if
    /// that fails, [`Pictures::delete`] takes them away again, or [`Pictures::sweep`] does.
    ///
    /// # Errors
    /// When the store refuses; what it had taken is deleted.
    pub async fn put(&self, place: Place, picture: Processed) -> Result<PictureSet> {
        let key = format!("{:032x}", rand::random::<u128>());
        let webp = |(width, bytes)| (FileName { key: key.clone(), width, form: Form::WebP }, bytes);
        let files = picture.webp.into_iter().map(webp).chain([(FileName::jpeg(&key), picture.jpeg)]);
        let puts = files.map(|(name, bytes)| {
            let path = place.path(&name);
            async move { self.store.put(&path, bytes.into()).await }
        });
        if let Err(error) = try_join_all(puts).await {
            if let Err(left) = self.delete(place, &key).await {
                tracing::warn!(error = %left, %key, "files of a picture are left behind");
            }
            return Err(error.into());
        }
        let Processed { width, height, widest, colour, .. } = picture;
        Ok(PictureSet { key, width, height, widest, colour })
    }

    /// A drawing of the project's own, in one step.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn put_rendered(&self, picture: super::Rendered) -> Result<PictureSet> {
        let drawn = super::draw(picture).await.map_err(|error| Trouble::Other(format!("a drawing: {error}")))?;
        self.put(Place::Public, drawn).await
    }

    /// A public file; `None` when there is none of this name.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn read(&self, name: &FileName) -> Result<Option<Served>> {
        self.get(Place::Public, name).await
    }

    /// The largest file of a picture that only those who verify may see: ask who may before.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn read_secret(&self, key: &str) -> Result<Option<Served>> {
        if !is_key(key) {
            return Ok(None);
        }
        for width in sizes::WIDTHS.into_iter().rev() {
            let name = FileName { key: key.to_owned(), width, form: Form::WebP };
            if let Some(file) = self.get(Place::Secret, &name).await? {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    async fn get(&self, place: Place, name: &FileName) -> Result<Option<Served>> {
        let bytes = match self.store.get(&place.path(name)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(Served { bytes, content_type: name.content_type(), etag: name.etag() }))
    }

    /// Takes away all files of a key. That some were not there is no error.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn delete(&self, place: Place, key: &str) -> Result<()> {
        if !is_key(key) {
            return Ok(());
        }
        for name in FileName::all(key) {
            match self.store.delete(&place.path(&name)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The keys that have a file from before `before`, which a table might no longer name.
    ///
    /// # Errors
    /// When the store cannot list.
    pub async fn keys_older_than(&self, place: Place, before: time::OffsetDateTime) -> Result<Vec<String>> {
        let prefix = Key::from(place.prefix());
        let mut keys: Vec<String> = self
            .store
            .list(Some(&prefix))
            .try_filter(|file| {
                let old = file.last_modified.timestamp() < before.unix_timestamp();
                async move { old }
            })
            .map_ok(|file| file.location.filename().and_then(|name| name.parse::<FileName>().ok()))
            .filter_map(|name| async move { name.transpose() })
            .map_ok(|name| name.key)
            .try_collect()
            .await?;
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }
}
