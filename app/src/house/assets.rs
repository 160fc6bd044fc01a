//! Names of the built files (styles, islands, icons): each carries a digest of its content, so that
//! a browser may keep it for good.

use std::collections::HashMap;
use std::path::Path;

/// From a file's plain name to the one it is served under.
#[derive(Debug, Clone, Default)]
pub struct Assets(HashMap<String, String>);

impl Assets {
    /// Reads `manifest.json` of a built site.
    ///
    /// # Errors
    /// When the file is missing or is not a map of names.
    pub fn read(site: &Path) -> std::io::Result<Self> {
        let manifest = std::fs::read(site.join("manifest.json"))?;
        Ok(Self(serde_json::from_slice(&manifest)?))
    }

    /// The address of a file; one that was not built keeps its plain name, which answers 404.
    pub fn url(&self, name: &str) -> String {
        format!("/aset/{}", self.0.get(name).map_or(name, String::as_str))
    }
}
