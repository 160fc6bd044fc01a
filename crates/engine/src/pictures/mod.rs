//! Pictures: what people upload comes in hostile and large, and leaves as a few small files that hold
//! nothing but pixels.
//!
//! An [`Upload`] goes through [`process`], which lends a thread and memory to the crate `pictures`,
//! where every pixel is handled. The result is put into the store (`store`) and hung on a product in
//! the transaction of its use case ([`product`]). The original is never kept.

pub mod product;
mod store;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};
use std::sync::{Arc, LazyLock};

use ::pictures::LEAST_MB;
use bytes::Bytes;
use domain::form::Invalid;
use tempfile::SpooledTempFile;
use tokio::sync::Semaphore;

#[cfg(any(test, feature = "testing"))]
pub use ::pictures::fixtures;
pub use ::pictures::{PictureError, Processed, Rendered};
pub use store::{FileName, PictureSet, Pictures, Place, Served};

/// Megabytes of one file, at most.
pub const MAX_FILE_MB: u32 = 12;
/// Pictures of one product, at most.
pub const MAX_PER_PRODUCT: usize = 8;

/// Why an upload is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    #[error("more than {max_mb} MB")]
    FileTooLarge { max_mb: u32 },
    #[error(transparent)]
    Picture(#[from] PictureError),
}

impl From<UploadError> for Invalid {
    fn from(why: UploadError) -> Self {
        match why {
            UploadError::FileTooLarge { max_mb } => Self::FileTooLarge { max_mb },
            UploadError::Picture(PictureError::NotAPicture | PictureError::Broken) => Self::NotAPicture,
            UploadError::Picture(PictureError::TooManyPixels { max_mp }) => Self::TooManyPixels { max_mp },
        }
    }
}

/// A file as it came. Its name and declared type are not asked for: neither is to be believed.
#[derive(Debug)]
pub enum Upload {
    Bytes(Bytes),
    /// On disk unless it is small, so that those waiting for their turn take no memory.
    Spooled(SpooledTempFile),
}

impl Upload {
    /// All of it, or the refusal of what is too large, before it is read.
    fn read(&mut self) -> Result<Vec<u8>, UploadError> {
        let limit = u64::from(MAX_FILE_MB) * 1_000_000;
        let too_large = UploadError::FileTooLarge { max_mb: MAX_FILE_MB };
        match self {
            Self::Bytes(bytes) if bytes.len() as u64 > limit => Err(too_large),
            Self::Bytes(bytes) => Ok(bytes.to_vec()),
            Self::Spooled(file) => {
                let mut content = Vec::new();
                let read = file.rewind().and_then(|()| file.take(limit + 1).read_to_end(&mut content));
                match read {
                    Ok(read) if read as u64 > limit => Err(too_large),
                    Ok(_) => Ok(content),
                    Err(error) => {
                        tracing::error!(%error, "an upload could not be read back from disk");
                        Err(PictureError::Broken.into())
                    }
                }
            }
        }
    }
}

/// Megabytes that pictures being decoded may take together, in the whole process. One that needs
/// more waits until it is alone.
const MEMORY_MB: u32 = 128;
static MEMORY: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(MEMORY_MB as usize)));
/// Files being looked at, each in memory whole. Apart from the decoding: were one to wait for
/// memory while holding some, all could wait for ever.
static LOOKING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Inspects, decodes, turns, shrinks and encodes an upload, off the async threads and within the
/// process's memory for pictures.
///
/// # Errors
/// Why it was refused.
pub async fn process(upload: Upload) -> Result<Processed, UploadError> {
    let (upload, header) = looked_at(upload).await?;
    limited(&MEMORY, header.memory_mb().min(MEMORY_MB), move || {
        let mut upload = upload;
        let file = upload.read()?;
        drop(upload);
        Ok(::pictures::process(file, &header)?)
    })
    .await
}

/// The texts of the codes in a photo, looked for until one is `wanted`; within the same memory and threads as
/// [`process`], and nothing of the photo is kept.
///
/// # Errors
/// Why it was refused. A photo without a code is not refused.
pub async fn codes(upload: Upload, wanted: fn(&str) -> bool) -> Result<Vec<String>, UploadError> {
    let (upload, header) = looked_at(upload).await?;
    limited(&MEMORY, header.reading_mb().min(MEMORY_MB), move || {
        let mut upload = upload;
        let file = upload.read()?;
        drop(upload);
        Ok(::pictures::codes(file, &header, wanted)?)
    })
    .await
}

/// Inspects a file in its turn.
async fn looked_at(upload: Upload) -> Result<(Upload, ::pictures::Header), UploadError> {
    limited(&LOOKING, 1, move || {
        let mut upload = upload;
        let header = ::pictures::inspect(&upload.read()?)?;
        Ok((upload, header))
    })
    .await
}

/// Encodes a drawing, as [`process`] does a photo.
///
/// # Errors
/// [`PictureError::Broken`] when the pixels are not `width × height × 4` bytes.
pub async fn draw(picture: Rendered) -> Result<Processed, UploadError> {
    limited(&MEMORY, LEAST_MB, move || Ok(::pictures::draw(picture)?)).await
}

/// Makes a preview of a drawing and one of our own photos, as [`process`] does the files of an upload.
///
/// # Errors
/// When either is no picture.
pub(crate) async fn preview(
    drawing: impl FnOnce() -> Result<Rendered, PictureError> + Send + 'static,
    photo: Option<Vec<u8>>,
) -> Result<Bytes, UploadError> {
    limited(&MEMORY, LEAST_MB, move || Ok(::pictures::preview(drawing()?, photo)?)).await
}

/// Runs `work` on a thread for blocking work while holding `permits`. They are given back when the
/// work ends, not when the one who asked goes away.
async fn limited<T: Send + 'static>(
    gate: &Arc<Semaphore>,
    permits: u32,
    work: impl FnOnce() -> Result<T, UploadError> + Send + 'static,
) -> Result<T, UploadError> {
    // The semaphores are never closed.
    let permit = Arc::clone(gate).acquire_many_owned(permits).await.map_err(|_| PictureError::Broken)?;
    let worked = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    })
    .await;
    worked.unwrap_or_else(|error| {
        // A decoder that panics on a hostile file refuses it, nothing more.
        tracing::warn!(%error, "decoding a picture panicked");
        Err(PictureError::Broken.into())
    })
}
