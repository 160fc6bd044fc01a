mod attached;
mod stored;
mod upload;

use super::{PictureError, Processed};

/// What `process` does, on this thread.
fn process(file: &[u8]) -> Result<Processed, PictureError> {
    ::pictures::process(file.to_vec(), &::pictures::inspect(file)?)
}
