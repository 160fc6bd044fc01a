//! What a backup consists of. Written last: a backup without it is not whole.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::private;
use crate::trouble::{Result, Trouble};

const NAME: &str = "manifest.json";

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Of this layout.
    version: u32,
    /// When it was made, RFC 3339.
    pub(super) made_at: String,
    /// From a file's path in the backup to its SHA-256.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn new(made_at: String) -> Self {
        Self { version: 1, made_at, files: BTreeMap::new() }
    }

    /// Notes a file that lies in the backup.
    pub(super) fn add(&mut self, folder: &Path, path: &str) -> Result<()> {
        let digest = digest(&folder.join(path))?;
        self.files.insert(path.to_owned(), digest);
        Ok(())
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        Ok(private::write(&folder.join(NAME), &serde_json::to_vec_pretty(self)?)?)
    }

    /// Reads it and proves every file in it.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let text = std::fs::read(folder.join(NAME))
            .map_err(|e| Trouble::Other(format!("{} is no whole backup: its {NAME} cannot be read ({e})", folder.display())))?;
        let manifest: Self = serde_json::from_slice(&text)?;
        if manifest.version != 1 {
            return Err(Trouble::Other(format!("this backup is of layout {}, which this guyub does not know", manifest.version)));
        }
        for (path, expected) in &manifest.files {
            let outside = Path::new(path).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
            if outside || digest(&folder.join(path)).ok().as_ref() != Some(expected) {
                return Err(Trouble::Other(format!("{path} in {} is missing or has changed since the backup", folder.display())));
            }
        }
        Ok(manifest)
    }
}

fn digest(path: &Path) -> Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        sum.update(&buffer[..n]);
    }
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "isi").unwrap();
        let mut manifest = Manifest::new("2026-11-24T00:00:00Z".into());
        manifest.add(folder.path(), "a").unwrap();
        assert!(Manifest::read(folder.path()).is_err(), "not whole yet");
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), manifest);
        std::fs::write(folder.path().join("a"), "isi lain").unwrap();
        assert!(Manifest::read(folder.path()).unwrap_err().to_string().contains("changed"));
    }
}
