//! What can go wrong with a request, as the reader may know it. Causes are logged once, here.

use std::time::Duration;

use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::access::Denied;
use engine::Trouble;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::kept::{self, Sent, WayBack};
use super::problem::Problem;
use super::reader::Reader;
use super::site::Site;
use crate::site::error::ErrorScreen;

#[derive(Debug)]
pub enum PageError {
    Denied(Denied),
    NotFound,
    /// The request is no form of ours, or broken.
    Malformed,
    /// More bytes than this route takes.
    TooLarge,
    /// The same key with other contents, or a state that somebody else changed meanwhile.
    Conflict,
    TooMany {
        retry_after: Duration,
    },
    /// Not here: the reader is sent to another page of this site.
    Elsewhere(String),
    Trouble(Trouble),
}

impl PageError {
    pub fn of_body(rejection: &BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Malformed }
    }

    pub fn of_multipart(error: &MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Malformed }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Denied(Denied::SignIn) => StatusCode::UNAUTHORIZED,
            Self::Denied(Denied::Forbidden) => StatusCode::FORBIDDEN,
            Self::Denied(Denied::Hidden) | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::Trouble(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable `code` of RFC 9457 answers.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(Denied::SignIn) => "sign-in",
            Self::Denied(Denied::Forbidden) => "forbidden",
            Self::Denied(Denied::Hidden) | Self::NotFound => "not-found",
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::Conflict => "conflict",
            Self::TooMany { .. } => "too-many-requests",
            Self::Elsewhere(_) => "elsewhere",
            Self::Trouble(_) => "trouble",
        }
    }
}

impl From<Denied> for PageError {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<Trouble> for PageError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::KeyReused => Self::Conflict,
            other => Self::Trouble(other),
        }
    }
}

/// Carries the error to [`render_errors`], which knows the reader.
#[derive(Clone)]
struct Raised(std::sync::Arc<std::sync::Mutex<Option<PageError>>>);

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Raised(std::sync::Arc::new(std::sync::Mutex::new(Some(self)))));
        response
    }
}

/// Words every error for its reader: a page, a way to sign in, or problem+json for programs.
pub async fn render_errors(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let reader = match Reader::from_request_parts(&mut parts, &site).await {
        Ok(reader) => reader,
        Err(error) => return plain(&error),
    };
    let path = parts.uri.path();
    let wants_json =
        path.starts_with("/api/") || parts.headers.get(ACCEPT).is_some_and(|a| a.as_bytes().starts_with(b"application/json"));
    // The template, as the log names routes: an address may hold the token of a link.
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let sent = (reader.signed_in.is_none() && parts.method == Method::POST && !wants_json).then(|| Sent::of(&parts, &site));
    let mut request = Request::from_parts(parts, body);
    let mut typed = None;
    // By a signed link one needs no session: the form is read by its handler, with its files.
    let by_link = route.as_ref().is_some_and(|route| route.as_str().contains("/{tanda}"));
    if sent.is_some() && !by_link {
        (request, typed) = kept::read_early(request, &site).await;
    }
    let mut response = next.run(request).await;
    let raised = response.extensions_mut().remove::<Raised>();
    let error = raised.and_then(|r| r.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take());
    let error = match error {
        Some(error) => error,
        None => match unworded(&response) {
            Some(error) => error,
            None => return response,
        },
    };
    if let PageError::Trouble(trouble) = &error {
        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        tracing::error!(error = trouble as &dyn std::error::Error, route, "request failed");
    }
    match error {
        error if wants_json => patiently(&error, Problem::new(error.status(), error.code()).into_response()),
        PageError::Elsewhere(to) => reader.see_other(to).into_response(),
        PageError::Denied(Denied::SignIn) => {
            let back = match sent {
                Some(sent) => sent.way_back(&site, &reader, typed).await,
                None => WayBack { path: reader.path.clone(), saying: None },
            };
            let to = utf8_percent_encode(&back.path, NON_ALPHANUMERIC);
            let answer = reader.see_other(format!("/masuk?kembali={to}"));
            match back.saying {
                Some(text) => answer.saying(text).into_response(),
                None => answer.into_response(),
            }
        }
        error => {
            let page = reader.page(ErrorScreen::of(&error)).status(error.status());
            patiently(&error, page.into_response())
        }
    }
}

/// Says when to come back, where that is known.
fn patiently(error: &PageError, mut response: Response) -> Response {
    if let PageError::TooMany { retry_after } = error {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs().max(1)));
    }
    response
}

/// Errors that axum itself answers with (no such route, a body too large) get a page as well.
fn unworded(response: &Response) -> Option<PageError> {
    let has_type = response.headers().contains_key(CONTENT_TYPE);
    match response.status() {
        StatusCode::NOT_FOUND if !has_type => Some(PageError::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(PageError::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(PageError::TooLarge),
        StatusCode::BAD_REQUEST
            if response.headers().get(CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/plain")) =>
        {
            // A path or query that axum could not read: for a person it simply is no page.
            Some(PageError::NotFound)
        }
        _ => None,
    }
}

/// When not even the reader can be told (the database is away): a plain sentence in both languages.
fn plain(error: &PageError) -> Response {
    if let PageError::Trouble(trouble) = error {
        tracing::error!(error = trouble as &dyn std::error::Error, "request failed before its reader was known");
    }
    let text = "Guyub sedang tidak dapat menjawab. Coba lagi sebentar lagi.\nGuyub cannot answer right now. Please try again in a moment.\n";
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
