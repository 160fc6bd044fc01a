//! What `make relevance` writes to docs/RELEVANCE.md.

use std::fmt::Write as _;

use domain::discovery::EngineName;

use super::{HIT_AT_1_LEAST, MRR_AT_10_LEAST, Missed, Report, Tally};

/// A page about these engines. Without a date and a machine, so that it changes only with the answers.
pub fn markdown(reports: &[Report]) -> String {
    let mut page = format!(
        "# Relevance\n\nMade by `make relevance`: what each engine finds first, on the demo market of Batang, for questions as \
         people here type them (`crates/engine/src/discovery/relevance/questions`).\n\n\
         Hit@1 is the share of questions whose first hit is right, MRR@10 the mean of one over the place of the first right \
         hit among ten. An engine is fit for buyers from Hit@1 {HIT_AT_1_LEAST:.2} and MRR@10 {MRR_AT_10_LEAST:.2} on, when no \
         question finds nothing.\n\n",
    );
    let engines = reports.iter().map(|r| {
        let fit = if r.is_fit() { "yes" } else { "**no**" };
        vec![name(r.engine).to_owned(), figures(&r.all), fit.to_owned()]
    });
    page.push_str(&table("| engine | asked | Hit@1 | MRR@10 | empty | fit |\n|---|---|---|---|---|---|\n", engines));
    if !reports.iter().any(|r| r.engine == EngineName::Meilisearch) {
        page.push_str("\nOnly PostgreSQL was graded: Meilisearch was not there when this was made.\n");
    }
    for report in reports {
        engine(&mut page, report);
    }
    page
}

fn engine(page: &mut String, report: &Report) {
    let kinds = report.by_kind.iter().map(|(kind, tally)| vec![kind.label().to_owned(), figures(tally)]);
    let kinds = table("| questions | asked | Hit@1 | MRR@10 | empty |\n|---|---|---|---|---|\n", kinds);
    // Writing to a String cannot fail.
    let _ = write!(page, "\n## {}\n\n{kinds}", name(report.engine));
    if report.missed.is_empty() {
        page.push_str("\nEvery question is answered first.\n");
        return;
    }
    let missed = table("| not answered first | | right at | instead |\n|---|---|---|---|\n", report.missed.iter().map(row));
    let _ = write!(page, "\n{missed}");
}

fn row(missed: &Missed) -> Vec<String> {
    let at = missed.at.map_or_else(|| "–".to_owned(), |at| at.to_string());
    let found = if missed.found.is_empty() { "nothing".to_owned() } else { missed.found.join(" · ") };
    vec![cell(missed.q), missed.kind.label().to_owned(), at, cell(&found)]
}

const fn name(engine: EngineName) -> &'static str {
    match engine {
        EngineName::Postgres => "PostgreSQL",
        EngineName::Meilisearch => "Meilisearch",
    }
}

/// Four cells.
fn figures(tally: &Tally) -> String {
    format!("{} | {:.3} | {:.3} | {}", tally.asked, tally.hit_at_1(), tally.mrr_at_10(), tally.empty)
}

fn table(head: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    rows.fold(head.to_owned(), |table, cells| table + "| " + &cells.join(" | ") + " |\n")
}

/// Names are anybody's: a bar in one would end its cell, and a tag would be one.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ")
}
