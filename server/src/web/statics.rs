//! The built files. Under `/aset/` their names carry a digest of their content, so a browser may
//! keep them for good; what browsers ask for by fixed names it asks for again. Each text lies
//! beside its brotli and gzip forms.

use std::path::Path;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

/// Names that browsers and phones ask for by themselves.
const FIXED: [&str; 4] = ["favicon.ico", "apple-touch-icon.png", "manifest.webmanifest", "sw.js"];

/// What answers without a network fetches pages and files of this site, and nothing else: a worker goes by the
/// policy that it came with.
const WORKER: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'");

/// Adds the files of `site` to the pages.
pub fn with_files(pages: Router, site: &Path) -> Router {
    let folder = ServeDir::new(site).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let hashed = Router::new().fallback_service(folder).layer(from_fn_with_state("public, max-age=31536000, immutable", keep));
    let fixed = FIXED.iter().fold(Router::new(), |router, name| {
        let file = ServeFile::new(site.join(name)).precompressed_br().precompressed_gzip();
        router.route_service(&format!("/{name}"), file)
    });
    let fixed = fixed.layer(from_fn_with_state("public, max-age=3600", keep));
    pages.nest_service("/aset", hashed).merge(fixed)
}

/// Only what was found is worth keeping.
async fn keep(State(policy): State<&'static str>, request: Request, next: Next) -> Response {
    let worker = request.uri().path() == "/sw.js";
    let mut response = next.run(request).await;
    let status = response.status();
    let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let policy = if found { policy } else { "no-store" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(policy));
    if worker {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, WORKER);
    }
    response
}
