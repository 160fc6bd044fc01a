//! For machines: alive, ready, metrics.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use engine::discovery::meili;
use engine::{Desk, jobs, migrate};
use metrics_exporter_prometheus::PrometheusHandle;

/// A probe gives up sooner than a page does.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process answers; says nothing about the database, so that a restart of it does not restart
/// the servers.
pub async fn alive() -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], "ok\n")
}

/// The database is reachable and its tables are up to date.
pub async fn ready(State(desk): State<Desk>) -> impl IntoResponse {
    let answer = match tokio::time::timeout(PATIENCE, migrate::done(&desk)).await {
        Ok(Ok(true)) => (StatusCode::OK, "ready\n"),
        Ok(Ok(false)) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are missing\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    };
    ([(CACHE_CONTROL, "no-store")], answer)
}

/// What `/metrics` is answered from.
#[derive(Clone)]
pub struct Metrics {
    pub desk: Desk,
    pub handle: PrometheusHandle,
    /// `GUYUB_METRICS_TOKEN`.
    pub token: Option<String>,
}

/// Prometheus' text format, for programs on this machine and those that bring the token. The
/// gauges are taken when asked for.
pub async fn metrics(State(metrics): State<Metrics>, request: Request) -> Response {
    if !is_local(&request) && !brings_token(&metrics, request.headers()) {
        let words = "Metrics are for programs on this machine, and for those that bring GUYUB_METRICS_TOKEN.\n";
        return (StatusCode::FORBIDDEN, [(CACHE_CONTROL, "no-store")], words).into_response();
    }
    let pool = metrics.desk.db();
    metrics::gauge!("guyub_database_connections").set(f64::from(pool.size()));
    metrics::gauge!("guyub_database_connections_idle").set(u32::try_from(pool.num_idle()).map_or(0.0, f64::from));
    if let Ok(Ok(tally)) = tokio::time::timeout(PATIENCE, jobs::tally(&metrics.desk)).await {
        metrics::gauge!("guyub_jobs", "state" => "waiting").set(tally.waiting as f64);
        metrics::gauge!("guyub_jobs", "state" => "dead").set(tally.dead as f64);
    }
    if metrics.desk.meilisearch().is_some()
        && let Ok(Ok(lag)) = tokio::time::timeout(PATIENCE, meili::lag(&metrics.desk)).await
    {
        metrics::gauge!("guyub_index_waiting").set(lag.waiting as f64);
        metrics::gauge!("guyub_index_lag_seconds").set(lag.seconds);
    }
    metrics.handle.run_upkeep();
    let text = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (text, metrics.handle.render()).into_response()
}

/// From this machine itself: what a proxy on it passes on comes from elsewhere.
fn is_local(request: &Request) -> bool {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let passed_on = ["x-forwarded-for", "forwarded"].iter().any(|name| request.headers().contains_key(*name));
    from.is_some_and(|ConnectInfo(from)| from.ip().to_canonical().is_loopback()) && !passed_on
}

/// Digests are compared, so that the time an answer takes tells nothing of the token.
fn brings_token(metrics: &Metrics, headers: &HeaderMap) -> bool {
    let brought = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let digest = |token: &str| metrics.desk.secret().keyed_digest("metrics.token", token);
    match (&metrics.token, brought) {
        (Some(token), Some(brought)) => digest(token) == digest(brought.trim()),
        _ => false,
    }
}
