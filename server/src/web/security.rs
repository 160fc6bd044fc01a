//! Headers that tell browsers what this site never does, and the refusal of forms that another
//! site posts.

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use engine::desk::Url;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::stop::{Outcome, Stop};

const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Our own forms keep their Origin, which the CSRF check reads; other sites learn nothing of ours.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), payment=(), usb=(), geolocation=(self)"),
    ),
];

/// Two years, as the preload lists ask.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");
/// For whatever is no page: a page brings its own policy.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

pub async fn headers(State(tls): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    if tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

/// The layer with what it answers.
type Csrf = CsrfLayer<fn(ProtectionError) -> Response>;

/// Refuses what a browser says comes from another site (Sec-Fetch-Site, or Origin against Host).
/// Behind a proxy that changes Host, the public address still counts as ours.
pub fn csrf(public_url: &Url) -> Outcome<Csrf> {
    let origin = public_url.origin().ascii_serialization();
    let layer = CsrfLayer::new().add_trusted_origin(&origin);
    let layer = layer.map_err(|e| Stop::new(format!("GUYUB_PUBLIC_URL is no origin: {e}")))?;
    Ok(layer.with_rejection_response(refused as fn(ProtectionError) -> Response))
}

fn refused(_: ProtectionError) -> Response {
    let page = "<!DOCTYPE html><html lang=\"id\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
        <title>Kiriman ditolak</title><h1>Kiriman ini datang dari situs lain</h1>\
        <p>Demi keamanan Anda, kiriman itu ditolak. Buka formulirnya dari situs ini dan kirim lagi.</p>\
        <p lang=\"en\">This was sent from another site and was refused. Open the form on this site and send it again.</p>\
        <p><a href=\"/\">Ke beranda · Home</a></p></html>";
    (StatusCode::FORBIDDEN, Html(page)).into_response()
}
