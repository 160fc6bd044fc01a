//! `guyub relevance`, for `make relevance`: how well each engine answers on the demo market.

use std::path::PathBuf;
use std::process::ExitCode;

use domain::dates::Day;
use engine::Desk;
use engine::discovery::relevance;

use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// Where the report goes; without it, to standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes the report whatever it says; exits with 1 when an engine is not fit for buyers.
pub async fn run(desk: &Desk, arguments: Arguments) -> Outcome {
    let unknown = relevance::unknown_answers(desk).await?;
    if !unknown.is_empty() {
        return Err(Stop::new(format!(
            "this is not the demo market: nobody sells {}. Load it into an empty database with guyub demo.",
            unknown[..unknown.len().min(3)].join(", ")
        )));
    }
    let mut reports = Vec::new();
    for engine in desk.engines() {
        let report = relevance::grade(engine, Day::of(desk.now())).await?;
        let all = report.all;
        eprintln!(
            "{}: {} questions, Hit@1 {:.3}, MRR@10 {:.3}, {} empty{}",
            report.engine.code(),
            all.asked,
            all.hit_at_1(),
            all.mrr_at_10(),
            all.empty,
            if report.is_fit() { "" } else { ": not fit" }
        );
        reports.push(report);
    }
    let page = relevance::markdown(&reports);
    match arguments.out {
        Some(path) => std::fs::write(&path, page).map_err(|e| Stop::new(format!("{} cannot be written: {e}", path.display())))?,
        None => print!("{page}"),
    }
    Ok(if reports.iter().all(relevance::Report::is_fit) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
