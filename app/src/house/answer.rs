//! What a handler answers with.

use axum::http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use cookie::Cookie;

use super::cookies;
use super::error::PageError;

pub type PageResult = Result<Answer, PageError>;

/// A response under construction.
#[derive(Debug)]
pub struct Answer {
    response: Response,
    secure: bool,
}

/// What a page may load: only from this site, and nothing inline. Islands need `wasm-unsafe-eval`;
/// pictures about to be sent are shown as `blob:`.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
     manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

impl Answer {
    /// A page of this site.
    pub fn page(html: impl Into<axum::body::Body>, secure: bool) -> Self {
        Self::new(axum::response::Html(html.into()), secure).header(axum::http::header::CONTENT_SECURITY_POLICY, POLICY)
    }

    pub fn new(response: impl IntoResponse, secure: bool) -> Self {
        Self { response: response.into_response(), secure }
    }

    /// 303: the next request is a GET.
    pub fn see_other(to: &str, secure: bool) -> Self {
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(to) = HeaderValue::from_str(to) {
            response.headers_mut().insert(LOCATION, to);
        }
        Self { response, secure }
    }

    /// 422: the form comes back, with everything kept.
    #[must_use]
    pub fn unprocessable(self) -> Self {
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        *self.response.status_mut() = status;
        self
    }

    /// Shows `text` once, at the top of the next page.
    #[must_use]
    pub fn saying(self, text: &str) -> Self {
        let cookie = cookies::flash(text, self.secure);
        self.cookie(&cookie)
    }

    #[must_use]
    pub fn cookie(mut self, cookie: &Cookie<'_>) -> Self {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            self.response.headers_mut().append(SET_COOKIE, value);
        }
        self
    }

    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.response.headers_mut().insert(name, value);
        }
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(mut self) -> Response {
        // Pages show who is signed in: a shared cache must never keep one.
        self.response.headers_mut().entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        self.response
    }
}
