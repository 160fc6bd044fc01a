//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use engine::Desk;

use super::assets::Assets;
use super::hot::HotPages;

/// The state of the router.
#[derive(Clone)]
pub struct Site {
    pub desk: Desk,
    pub assets: Arc<Assets>,
    /// Pages kept while they are asked for often; `None` reads the database for each request.
    pub hot: Option<Arc<HotPages>>,
    /// True on a developer's machine: shows `/gaya`, and is forgiving about cookies without TLS.
    pub development: bool,
}

impl FromRef<Site> for Desk {
    fn from_ref(site: &Site) -> Self {
        site.desk.clone()
    }
}
