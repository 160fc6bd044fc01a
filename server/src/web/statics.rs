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

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use tower::ServiceExt as _;

    use super::*;

    async fn asked(site: &Path, path: &str) -> Response {
        let request = axum::http::Request::get(path).body(Body::empty()).expect("a request");
        with_files(Router::new(), site).oneshot(request).await.expect("files never fail")
    }

    #[tokio::test]
    async fn the_worker_alone_brings_a_policy() {
        let site = tempfile::tempdir().expect("a folder");
        for name in ["sw.js", "manifest.webmanifest", "main-1.css"] {
            std::fs::write(site.path().join(name), "x").expect("a file");
        }
        let worker = asked(site.path(), "/sw.js").await;
        assert_eq!(worker.status(), StatusCode::OK);
        assert_eq!(worker.headers()[CONTENT_SECURITY_POLICY], "default-src 'none'; connect-src 'self'");
        // Asked for again, so that a new one is heard of.
        assert_eq!(worker.headers()[CACHE_CONTROL], "public, max-age=3600");
        for path in ["/manifest.webmanifest", "/aset/main-1.css"] {
            let file = asked(site.path(), path).await;
            assert_eq!((file.status(), file.headers().get(CONTENT_SECURITY_POLICY)), (StatusCode::OK, None), "{path}");
        }
    }
}
