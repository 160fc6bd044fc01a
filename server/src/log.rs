//! The log: text for a terminal, JSON for machines. It names things by id, never people.

use std::io::IsTerminal as _;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt, registry};

use crate::settings::Settings;

/// Logs go to standard error, so that a command's own output stays clean.
pub fn start(settings: &Settings) {
    // `Settings` has read it already, so this default is never needed.
    let filter: Targets = settings.log_level.parse().unwrap_or_else(|_| Targets::new());
    if settings.json_log {
        let layer = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
        registry().with(layer.with_writer(std::io::stderr).with_filter(filter)).init();
    } else {
        let colours = std::io::stderr().is_terminal();
        let layer = fmt::layer().with_writer(std::io::stderr).with_target(false).with_ansi(colours);
        registry().with(layer.with_filter(filter)).init();
    }
}
