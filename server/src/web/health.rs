//! For machines: alive, ready, metrics.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
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

/// Prometheus' text format. The gauges are taken when asked for.
pub async fn metrics(State((desk, handle)): State<(Desk, PrometheusHandle)>) -> impl IntoResponse {
    let pool = desk.db();
    metrics::gauge!("guyub_database_connections").set(f64::from(pool.size()));
    metrics::gauge!("guyub_database_connections_idle").set(u32::try_from(pool.num_idle()).map_or(0.0, f64::from));
    if let Ok(Ok(tally)) = tokio::time::timeout(PATIENCE, jobs::tally(&desk)).await {
        metrics::gauge!("guyub_jobs", "state" => "waiting").set(tally.waiting as f64);
        metrics::gauge!("guyub_jobs", "state" => "dead").set(tally.dead as f64);
    }
    handle.run_upkeep();
    let text = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (text, handle.render())
}
