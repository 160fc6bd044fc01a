//! The picture store: a folder by default, any S3-compatible store by setting.

use std::path::Path;
use std::sync::Arc;

pub use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use url::Url;

use crate::trouble::Result;

/// A store in a folder, which is made if it is missing.
///
/// # Errors
/// When the folder cannot be made.
pub fn folder(path: &Path) -> Result<Arc<dyn ObjectStore>> {
    std::fs::create_dir_all(path)?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?))
}

/// `file:///path` or `s3://bucket/prefix`; the latter takes its region, keys and endpoint from the
/// usual `AWS_…` variables.
///
/// # Errors
/// When the address names no store, or the folder cannot be made.
pub fn at(address: &Url) -> Result<Arc<dyn ObjectStore>> {
    if let ("file", Ok(path)) = (address.scheme(), address.to_file_path()) {
        return folder(&path);
    }
    let aws = std::env::vars().filter(|(name, _)| name.starts_with("AWS_")).map(|(name, value)| (name.to_lowercase(), value));
    let (store, prefix) = object_store::parse_url_opts(address, aws)?;
    Ok(Arc::new(PrefixStore::new(store, prefix)))
}
