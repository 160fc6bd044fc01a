//! What ends a request that does not end by itself.

use std::any::Any;
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

const PAGE: Duration = Duration::from_secs(30);
/// Eight pictures over a village's uplink.
const UPLOAD: Duration = Duration::from_secs(900);

/// Answers 503 when the pages take too long.
pub async fn in_time(request: Request, next: Next) -> Response {
    let limit = if carries_files(request.headers()) { UPLOAD } else { PAGE };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => sorry(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn carries_files(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// A panic is a fault of ours: it is logged with its words, and the reader gets a page.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = words.unwrap_or("without words"), "a handler panicked");
    sorry(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A page that needs nothing: no styles, no language, no database.
fn sorry(status: StatusCode) -> Response {
    let page = "<!DOCTYPE html><html lang=\"id\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
        <title>Ada gangguan</title><h1>Ada gangguan di pihak kami</h1>\
        <p>Tidak ada yang hilang di pihak Anda. Coba lagi sebentar lagi.</p>\
        <p lang=\"en\">Something went wrong on our side. Nothing of yours was lost; please try again in a moment.</p>\
        <p><a href=\"/\">Ke beranda · Home</a></p></html>";
    let mut response = (status, Html(page)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
