//! Relevance as figures: the share of questions whose first hit is right (Hit@1), the mean of one
//! over the rank of the first right hit among ten (MRR@10), and how many find nothing.

mod questions;
mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};

use domain::dates::Day;
use domain::discovery::{EngineName, SearchRequest};

use super::Search;
use crate::Desk;
use crate::trouble::Result;
pub use questions::{Kind, questions};
pub use report::markdown;

/// Below either of these, or with a question that finds nothing, an engine is not fit for buyers.
pub const HIT_AT_1_LEAST: f64 = 0.8;
pub const MRR_AT_10_LEAST: f64 = 0.88;

/// Hits looked at, of each question.
const LOOKED_AT: usize = 10;
/// Hits told of a question whose first is wrong.
const TOLD: usize = 3;

/// How a number of questions were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub asked: usize,
    /// Whose first hit is right.
    pub first: usize,
    /// Without any hit.
    pub empty: usize,
    reciprocal: f64,
}

impl Tally {
    /// `rank` counts from 0.
    fn count(&mut self, rank: Option<usize>, is_empty: bool) {
        self.asked += 1;
        self.first += usize::from(rank == Some(0));
        self.empty += usize::from(is_empty);
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
    }

    /// From 0 to 1.
    pub fn hit_at_1(&self) -> f64 {
        self.first as f64 / self.asked.max(1) as f64
    }

    /// From 0 to 1.
    pub fn mrr_at_10(&self) -> f64 {
        self.reciprocal / self.asked.max(1) as f64
    }
}

/// A question whose first hit is another than it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    pub kind: Kind,
    pub q: &'static str,
    /// Where the first right hit stands, from 1, if among the first ten.
    pub at: Option<usize>,
    /// The first few names found.
    pub found: Vec<String>,
}

/// How an engine did.
#[derive(Debug, Clone)]
pub struct Report {
    pub engine: EngineName,
    pub all: Tally,
    pub by_kind: BTreeMap<Kind, Tally>,
    pub missed: Vec<Missed>,
}

impl Report {
    fn of(engine: EngineName) -> Self {
        Self { engine, all: Tally::default(), by_kind: BTreeMap::new(), missed: Vec::new() }
    }

    /// `hits` are names, each with its shop, village and kecamatan.
    fn count(&mut self, kind: Kind, q: &'static str, answers: &'static str, hits: &[(String, String)]) {
        let rank = hits.iter().take(LOOKED_AT).position(|(name, about)| questions::is_answer(answers, name, about));
        self.all.count(rank, hits.is_empty());
        self.by_kind.entry(kind).or_default().count(rank, hits.is_empty());
        if rank != Some(0) {
            let found = hits.iter().take(TOLD).map(|(name, _)| name.clone()).collect();
            self.missed.push(Missed { kind, q, at: rank.map(|rank| rank + 1), found });
        }
    }

    pub fn is_fit(&self) -> bool {
        self.all.hit_at_1() >= HIT_AT_1_LEAST && self.all.mrr_at_10() >= MRR_AT_10_LEAST && self.all.empty == 0
    }
}

/// Asks an engine every question, on the demo market.
///
/// # Errors
/// When the engine does not answer.
pub async fn grade(search: &dyn Search, today: Day) -> Result<Report> {
    let mut report = Report::of(search.name());
    for (kind, q, answers) in questions() {
        let page = search.search(&SearchRequest::of(q), today).await?;
        let about = |shop: &str, village: &str, kecamatan: &str| format!("{shop} {village} {kecamatan}");
        let hits: Vec<(String, String)> =
            page.hits.into_iter().map(|hit| (hit.name, about(&hit.shop, &hit.village, &hit.kecamatan))).collect();
        report.count(kind, q, answers, &hits);
    }
    Ok(report)
}

/// Answers that nothing on this market is called: none on the demo market, and on another so many
/// that figures would say nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn unknown_answers(desk: &Desk) -> Result<Vec<&'static str>> {
    let names: HashSet<&'static str> = questions().flat_map(|(_, _, answers)| questions::names(answers)).collect();
    let asked: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let there = sqlx::query_scalar!(
        "select distinct p.name from listing l join product p on p.id = l.product_id where p.name = any ($1)",
        &asked
    )
    .fetch_all(desk.db())
    .await?;
    let mut unknown: Vec<&'static str> = names.into_iter().filter(|name| !there.iter().any(|n| n == name)).collect();
    unknown.sort_unstable();
    Ok(unknown)
}
