//! `guyub floor`, for `make bench`: one file from memory with nothing around it, the most that this
//! process, its runtime and its HTTP could do. What pages cost is measured against it.

use std::path::PathBuf;

use axum::Router;
use axum::body::Bytes;
use axum::response::Html;
use tokio::net::TcpListener;
use tracing::info;

use crate::settings::Settings;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// What every request is answered with.
    file: PathBuf,
}

/// Answers until the process is ended; there is nothing to put away.
pub async fn run(settings: &Settings, arguments: Arguments) -> Outcome<()> {
    let bytes = Bytes::from(std::fs::read(&arguments.file)?);
    let router = Router::new().fallback(move || std::future::ready(Html(bytes.clone())));
    let listener = TcpListener::bind(settings.listen).await?;
    info!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
