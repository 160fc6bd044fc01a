//! Relevance as figures: the share of questions whose first hit is right (Hit@1), the mean of one
//! over the rank of the first right hit among ten (MRR@10), and how many find nothing.

mod queries;

use std::collections::BTreeMap;

use domain::dates::Day;
use domain::discovery::{Hit, SearchRequest};

use super::Search;
use crate::trouble::Result;
pub use queries::{Kind, QUERIES};

/// How an engine did.
#[derive(Debug, Default)]
pub struct Report {
    pub asked: usize,
    pub first: usize,
    reciprocal: f64,
    /// Questions without any hit, where there should be one.
    pub empty: Vec<&'static str>,
    /// Questions whose first hit is another: what was found.
    pub missed: Vec<(&'static str, Vec<String>)>,
    /// Asked and right at once, by kind of question.
    pub by_kind: BTreeMap<Kind, (usize, usize)>,
}

impl Report {
    /// From 0 to 1.
    pub fn hit_at_1(&self) -> f64 {
        self.first as f64 / self.asked.max(1) as f64
    }

    /// From 0 to 1.
    pub fn mrr_at_10(&self) -> f64 {
        self.reciprocal / self.asked.max(1) as f64
    }
}

/// Asks every question of an engine on the demo market.
///
/// # Errors
/// When the engine does not answer.
pub async fn grade(search: &dyn Search, today: Day) -> Result<Report> {
    let mut report = Report::default();
    for (kind, q, answers) in QUERIES {
        let page = search.search(&SearchRequest::of(q), today).await?;
        let rank = page.hits.iter().take(10).position(|hit| is_answer(hit, answers));
        let of_kind = report.by_kind.entry(*kind).or_default();
        report.asked += 1;
        of_kind.0 += 1;
        if let Some(rank) = rank {
            report.reciprocal += 1.0 / (rank as f64 + 1.0);
        }
        if rank == Some(0) {
            report.first += 1;
            of_kind.1 += 1;
        } else {
            report.missed.push((q, page.hits.iter().take(3).map(|h| h.name.clone()).collect()));
        }
        if page.hits.is_empty() {
            report.empty.push(q);
        }
    }
    Ok(report)
}

fn is_answer(hit: &Hit, answers: &str) -> bool {
    let (names, place) = answers.split_once('@').unwrap_or((answers, ""));
    let about = format!("{} {} {}", hit.shop, hit.kecamatan, hit.village).to_lowercase();
    names.split('|').any(|name| name == hit.name) && about.contains(place)
}
