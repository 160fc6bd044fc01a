//! Filters by facet, and what each value of a facet would leave.

use std::collections::{HashMap, HashSet};

use domain::discovery::{Count, Facets, Label, SearchRequest};
use domain::permit::PermitKind;
use sqlx::PgPool;

use super::super::chosen::Chosen;
use super::super::facets;
use super::super::lexicon::Lexicon;
use super::matches::{Matches, Row};
use crate::trouble::Result;

/// The facet filters of a request, as listings carry them.
pub(super) struct Sieve<'a> {
    chosen: &'a Chosen,
    /// The chosen ones and all below them; `None` lets everything through.
    categories: Option<HashSet<i16>>,
    koperasi: HashSet<i32>,
}

impl<'a> Sieve<'a> {
    pub fn new(chosen: &'a Chosen, lexicon: &Lexicon) -> Self {
        let below = |id: &i16| lexicon.line(*id).any(|above| chosen.categories.contains(&above));
        let categories =
            (!chosen.categories.is_empty()).then(|| lexicon.categories.keys().copied().filter(|id| below(id)).collect());
        Self { chosen, categories, koperasi: chosen.koperasi.iter().map(|k| k.no).collect() }
    }

    pub fn sift(&self, matches: &Matches, request: &SearchRequest) -> Sifted {
        let mut kept = Vec::with_capacity(matches.rows.len().min(request.offset() + 1024));
        let mut counts = Counts::default();
        for row in &matches.rows {
            let category = self.categories.as_ref().is_none_or(|ids| ids.contains(&row.category()));
            let district = self.chosen.districts.is_empty() || self.chosen.districts.contains(&row.district());
            let koperasi = self.koperasi.is_empty() || self.koperasi.contains(&row.koperasi());
            if !self.chosen.certificates.iter().all(|kind| row.has(*kind)) {
                continue;
            }
            if district && koperasi {
                *counts.categories.entry(row.category()).or_default() += 1;
            }
            if category && koperasi {
                *counts.districts.entry(row.district()).or_default() += 1;
            }
            if category && district {
                *counts.koperasi.entry(row.koperasi()).or_default() += 1;
            }
            if category && district && koperasi {
                for (n, kind) in PermitKind::ALL.into_iter().enumerate() {
                    counts.certificates[n] += u64::from(row.has(kind));
                }
                kept.push(*row);
            }
        }
        Sifted { total: kept.len(), kept, counts }
    }
}

/// What passed all filters, and the counts.
pub(super) struct Sifted {
    pub kept: Vec<Row>,
    pub total: usize,
    pub counts: Counts,
}

#[derive(Default)]
pub(super) struct Counts {
    categories: HashMap<i16, u64>,
    districts: HashMap<i32, u64>,
    koperasi: HashMap<i32, u64>,
    certificates: [u64; 4],
}

impl Counts {
    pub async fn facets(&self, db: &PgPool, lexicon: &Lexicon, chosen: &Chosen) -> Result<Facets> {
        let certificates: HashMap<PermitKind, u64> = PermitKind::ALL.into_iter().zip(self.certificates).collect();
        Ok(Facets {
            kategori: self.categories(lexicon, &chosen.categories),
            kecamatan: self.districts(lexicon, &chosen.districts),
            koperasi: facets::koperasi(self.koperasi(db).await?, &chosen.koperasi),
            sertifikat: facets::certificates(|kind| certificates.get(&kind).copied().unwrap_or(0), &chosen.certificates),
        })
    }

    /// A category counts what is in those below it too.
    pub fn categories(&self, lexicon: &Lexicon, chosen: &HashSet<i16>) -> Vec<Count> {
        let mut totals: HashMap<i16, u64> = HashMap::new();
        for (id, n) in &self.categories {
            for above in lexicon.line(*id) {
                *totals.entry(above).or_default() += n;
            }
        }
        facets::categories(lexicon, totals, chosen)
    }

    pub fn districts(&self, lexicon: &Lexicon, chosen: &HashSet<i32>) -> Vec<Count> {
        facets::districts(lexicon, &self.districts, chosen)
    }

    /// Those with most hits.
    async fn koperasi(&self, db: &PgPool) -> Result<Vec<(String, Label, u64)>> {
        let mut most: Vec<(i32, u64)> = self.koperasi.iter().map(|(no, hits)| (*no, *hits)).collect();
        most.sort_unstable_by_key(|(no, hits)| (std::cmp::Reverse(*hits), *no));
        most.truncate(facets::KOPERASI_MAX);
        if most.is_empty() {
            return Ok(Vec::new());
        }
        let hits: HashMap<i32, u64> = most.into_iter().collect();
        let numbers: Vec<i32> = hits.keys().copied().collect();
        let rows = sqlx::query!("select no, slug, name from koperasi where no = any ($1)", &numbers).fetch_all(db).await?;
        Ok(rows.into_iter().map(|r| (r.slug, Label::same(r.name), hits.get(&r.no).copied().unwrap_or(0))).collect())
    }
}
