//! Folders and files for the owner only: a backup holds everybody's phone number and the digests
//! of their passwords.

use std::fs::{DirBuilder, File};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

/// Makes a folder and those above it; one that is there keeps its mode.
pub(super) fn folder(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// A new, empty file.
pub(super) fn file(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).mode(0o600).open(path)
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    file(path)?.write_all(bytes)
}
