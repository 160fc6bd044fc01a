//! Nothing a person typed is lost: who posts a form after the session was closed signs in and finds
//! the form filled as it was. Files and passwords are not kept.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::Method;
use domain::form::Inputs;

use super::error::PageError;
use super::filled::is_secret;
use super::posted::Posted;
use super::site::Site;

/// A form that was read before its handler ran, since nobody is signed in and the handler may
/// refuse before it reads. Taken once.
#[derive(Clone)]
pub struct AlreadyRead(Arc<Mutex<Option<Result<Posted, PageError>>>>);

impl AlreadyRead {
    pub fn take(&self) -> Result<Posted, PageError> {
        let mut slot = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        slot.take().unwrap_or(Err(PageError::Malformed))
    }
}

/// Reads a form that comes without a session; others pass untouched.
pub async fn read_early(request: Request, site: &Site) -> (Request, Option<Inputs>) {
    let is_form = request.method() == Method::POST
        && request.headers().get(axum::http::header::CONTENT_TYPE).is_some_and(|kind| {
            kind.as_bytes().starts_with(b"application/x-www-form-urlencoded")
                || kind.as_bytes().starts_with(b"multipart/form-data")
        });
    if !is_form {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    let mut copy = Request::new(body);
    *copy.headers_mut() = parts.headers.clone();
    let posted = Posted::from_request(copy, site).await;
    let inputs = posted.as_ref().ok().map(|p| p.inputs.clone());
    let mut request = Request::from_parts(parts, Body::empty());
    request.extensions_mut().insert(AlreadyRead(Arc::new(Mutex::new(Some(posted)))));
    (request, inputs)
}

/// Keeps what was typed for `path`; gives the address of the filled form.
pub async fn keep(site: &Site, path: &str, inputs: &Inputs) -> Result<String, PageError> {
    let pairs: Vec<(&str, &[String])> = inputs.iter().filter(|(name, _)| !is_secret(name) && *name != "kunci").collect();
    let id = engine::forms::keep(&site.desk, path.split('?').next().unwrap_or(path), &serde_json::json!(pairs)).await?;
    let joint = if path.contains('?') { '&' } else { '?' };
    Ok(format!("{path}{joint}titipan={id}"))
}

/// What was kept for this path under this id; nothing for a wrong or old id.
pub async fn load(site: &Site, id: &str, path: &str) -> Result<Option<Inputs>, PageError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let Some(kept) = engine::forms::kept(&site.desk, id, path).await? else { return Ok(None) };
    let pairs: Vec<(String, Vec<String>)> = serde_json::from_value(kept).map_err(engine::Trouble::from)?;
    Ok(Some(pairs.into_iter().flat_map(|(name, values)| values.into_iter().map(move |v| (name.clone(), v))).collect()))
}
