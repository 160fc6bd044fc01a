//! Pictures: what people upload comes in hostile and large, and leaves as a few small files that hold
//! nothing but pixels.
//!
//! An [`Upload`] goes through [`process`]: its bytes are inspected (`inspect`), decoded to about the
//! size needed (`decode`), turned the right way up, made into each width and encoded (`encode`). The
//! result is put into the store (`store`) and hung on a product in the transaction of its use case
//! ([`product`]). The original is never kept.
//!
//! Resampling works on the sRGB values themselves, as browsers do. Colour profiles are dropped with
//! the rest of the metadata, so wide-gamut phones lose a little saturation.

mod decode;
mod encode;
mod inspect;
pub mod product;
mod shrink;
pub mod sizes;
mod store;

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use domain::form::Invalid;
use tempfile::SpooledTempFile;
use tokio::sync::Semaphore;

pub use encode::{Processed, Rendered, draw};
pub use store::{FileName, PictureSet, Pictures, Place, Served};

/// Megabytes of one file, at most.
pub const MAX_FILE_MB: u32 = 12;
/// Millions of pixels of one picture, at most.
pub const MAX_MEGAPIXELS: u32 = 50;
/// Pictures of one product, at most.
pub const MAX_PER_PRODUCT: usize = 8;

/// Why an upload is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Not JPEG, PNG or WebP, or another type as well, or cut off.
    #[error("not a picture of an accepted type, or not a whole one")]
    NotAPicture,
    #[error("more than {max_mp} megapixels")]
    TooManyPixels { max_mp: u32 },
    #[error("more than {max_mb} MB")]
    FileTooLarge { max_mb: u32 },
    /// The header was fine, what followed was not.
    #[error("damaged")]
    Broken,
}

impl From<PictureError> for Invalid {
    fn from(why: PictureError) -> Self {
        match why {
            PictureError::NotAPicture | PictureError::Broken => Self::NotAPicture,
            PictureError::TooManyPixels { max_mp } => Self::TooManyPixels { max_mp },
            PictureError::FileTooLarge { max_mb } => Self::FileTooLarge { max_mb },
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
    fn read(&mut self) -> Result<Vec<u8>, PictureError> {
        let limit = u64::from(MAX_FILE_MB) * 1_000_000;
        let too_large = PictureError::FileTooLarge { max_mb: MAX_FILE_MB };
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
                        Err(PictureError::Broken)
                    }
                }
            }
        }
    }
}

/// Megabytes that pictures being decoded may take together, in the whole process. One that needs
/// more waits until it is alone.
const MEMORY_MB: u32 = 128;
/// What even a small picture takes with all its sizes.
const LEAST_MB: u32 = 16;
static MEMORY: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(MEMORY_MB as usize)));
/// Files being looked at, each in memory whole. Apart from the decoding: were one to wait for
/// memory while holding some, all could wait for ever.
static LOOKING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Inspects, decodes, turns, shrinks and encodes an upload, off the async threads and within the
/// process's memory for pictures.
///
/// # Errors
/// Why it was refused.
pub async fn process(upload: Upload) -> Result<Processed, PictureError> {
    let (upload, header) = limited(&LOOKING, 1, move || {
        let mut upload = upload;
        let header = inspect::inspect(&upload.read()?)?;
        Ok((upload, header))
    })
    .await?;
    let plan = encode::Plan::of(&header);
    let need = (header.decode_mb(plan.target) + LEAST_MB).min(MEMORY_MB);
    limited(&MEMORY, need, move || {
        let mut upload = upload;
        let file = upload.read()?;
        drop(upload);
        let decoded = decode::decode(file, &header, plan.target)?;
        encode::make(decoded, &plan)
    })
    .await
}

/// Runs `work` on a thread for blocking work while holding `permits`. They are given back when the
/// work ends, not when the one who asked goes away.
async fn limited<T: Send + 'static>(
    gate: &Arc<Semaphore>,
    permits: u32,
    work: impl FnOnce() -> Result<T, PictureError> + Send + 'static,
) -> Result<T, PictureError> {
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
        Err(PictureError::Broken)
    })
}
