//! For forms that are sent in the background: the next page is named instead of redirected to. A
//! browser follows a redirect unseen, and what the page there says once would be gone.

use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// Asked for and answered in the header of the same name.
const NEXT: HeaderName = HeaderName::from_static(frontend::pictures::NEXT);

/// Turns 303 into 204 for who asks so.
pub async fn name_it(request: Request, next: Next) -> Response {
    let asked = request.headers().contains_key(NEXT);
    let mut response = next.run(request).await;
    if asked
        && response.status() == StatusCode::SEE_OTHER
        && let Some(to) = response.headers_mut().remove(LOCATION)
    {
        response.headers_mut().insert(NEXT, to);
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    response
}
