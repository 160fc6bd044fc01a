//! The files of pictures, as browsers ask for them; and what the island that sends photos needs.

pub mod next;
mod serve;

use axum::Router;
use axum::routing::get;

use crate::house::Site;

/// Apart from the pages' routes: no reader, no language, no cookies.
pub fn router() -> Router<Site> {
    Router::new().route("/gambar/{file}", get(serve::file))
}
