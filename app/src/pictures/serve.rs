//! `/gambar/KEY-640.webp`: a name never gets another content, so whoever has it has it for ever.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use engine::Desk;
use engine::pictures::{FileName, Pictures};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub async fn file(State(desk): State<Desk>, file: Result<Path<String>, PathRejection>, headers: HeaderMap) -> Response {
    // What is not a name of ours never comes near the store.
    let Some(name) = file.ok().and_then(|Path(file)| file.parse::<FileName>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = name.etag();
    if is_known(&headers, &etag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag), (CACHE_CONTROL, FOR_EVER.to_owned())]).into_response();
    }
    match Pictures::of(&desk).read(&name).await {
        Ok(Some(file)) => {
            let kept = [(CONTENT_TYPE, file.content_type), (CACHE_CONTROL, FOR_EVER), (ETAG, &file.etag)];
            (kept, file.bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(trouble) => {
            tracing::error!(error = &trouble as &dyn std::error::Error, "a picture could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// RFC 9110 §13.1.2, by weak comparison: a compressing proxy may have marked the tag as weak.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|tag| tag.trim().trim_start_matches("W/") == etag)
}
