//! Each request leaves a line in the log and a measurement.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::{Instrument as _, debug_span, info};
use uuid::Uuid;

use crate::stop::{Outcome, Stop};

const DURATION: &str = "http_request_duration_seconds";
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Makes this process's recorder; all metrics of all crates go to it.
pub fn recorder() -> Outcome<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets(&BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .map_err(|e| Stop::new(format!("metrics cannot be recorded: {e}")))
}

/// Gives the request an id, which the answer carries as `x-request-id` and each line of the log
/// repeats. Routes are named by their template, so that neither log nor metrics hold what people
/// asked for.
pub async fn request(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let span = debug_span!("request", id, method = method.as_str(), route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let status = response.status();
    span.in_scope(|| {
        info!(id, method = method.as_str(), route, status = status.as_u16(), ms = took.as_millis() as u64, "request")
    });
    metrics::histogram!(DURATION, "route" => route.to_owned(), "method" => name(&method), "status" => status.as_str().to_owned())
        .record(took.as_secs_f64());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Only known methods become labels: a client may invent any number of others.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
