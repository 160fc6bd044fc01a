//! What every request passes on its way to the pages and back.

mod client;
pub mod connections;
mod health;
mod limits;
mod observe;
mod security;
mod statics;

use std::path::PathBuf;

use app::house::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::stop::Outcome;
pub use health::Metrics;
pub use observe::recorder;

/// Bytes of a form without files.
const BODY_LIMIT: usize = 1 << 20;

/// What the router is made of, beside the pages.
pub struct Web {
    pub site: Site,
    /// Folder with the built site.
    pub files: PathBuf,
    pub proxies: usize,
    pub metrics: Metrics,
}

/// The whole service. Layers are listed from the innermost outward; those of the pages run after
/// the route is found, so that they know its template.
pub fn router(web: Web) -> Outcome<Router> {
    let public_url = web.site.desk.public_url().clone();
    let desk = web.site.desk.clone();
    let pages = app::router(web.site)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::custom(limits::panicked))
        .layer(from_fn(limits::in_time))
        .layer(security::csrf(&public_url)?)
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(from_fn(observe::request));
    let all = pages
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state(desk))
        .route("/metrics", get(health::metrics).with_state(web.metrics));
    let all = statics::with_files(all, &web.files)
        .layer(from_fn_with_state(public_url.scheme() == "https", security::headers))
        .layer(from_fn_with_state(web.proxies, client::address));
    Ok(all)
}
