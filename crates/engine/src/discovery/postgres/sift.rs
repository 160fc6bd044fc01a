//! Filters by facet, and what each value of a facet would leave.

use std::collections::{HashMap, HashSet};

use domain::discovery::{Choice, Count, Facet, Facets, Label, SearchRequest};
use domain::permit::PermitKind;
use sqlx::PgPool;

use super::lexicon::Lexicon;
use super::matches::{Matches, Row};
use crate::trouble::Result;

/// Koperasi named in the facet at most, those with most hits; a chosen one always is.
const KOPERASI_MAX: usize = 100;

/// The facet filters of a request, as listings carry them.
pub(super) struct Sieve {
    chosen_categories: HashSet<i16>,
    /// The chosen ones and all below them; `None` lets everything through.
    categories: Option<HashSet<i16>>,
    districts: HashSet<i32>,
    koperasi: HashSet<i32>,
    certificates: Vec<PermitKind>,
}

impl Sieve {
    /// Also names the values that there are not; they filter nothing.
    pub async fn new(db: &PgPool, request: &SearchRequest, lexicon: &Lexicon) -> Result<(Self, Vec<(&'static str, String)>)> {
        let mut unknown = Vec::new();
        let chosen_categories = known(&request.categories, Facet::Category, &mut unknown, |c| lexicon.category(c));
        let districts = known(&request.districts, Facet::District, &mut unknown, |d| lexicon.district(d));
        let koperasi = if request.koperasi.is_empty() {
            HashSet::new()
        } else {
            let slugs: Vec<String> = request.koperasi.iter().map(|k| k.as_str().to_owned()).collect();
            let numbers: HashMap<String, i32> = sqlx::query!("select slug, no from koperasi where slug = any ($1)", &slugs)
                .fetch_all(db)
                .await?
                .into_iter()
                .map(|r| (r.slug, r.no))
                .collect();
            known(&request.koperasi, Facet::Koperasi, &mut unknown, |k| numbers.get(k).copied())
        };
        let categories = (!chosen_categories.is_empty()).then(|| {
            lexicon
                .categories
                .keys()
                .copied()
                .filter(|id| lexicon.line(*id).any(|above| chosen_categories.contains(&above)))
                .collect()
        });
        Ok((Self { chosen_categories, categories, districts, koperasi, certificates: request.certificates.clone() }, unknown))
    }

    pub fn sift(&self, matches: &Matches, request: &SearchRequest) -> Sifted {
        let mut kept = Vec::with_capacity(matches.rows.len().min(request.offset() + 1024));
        let mut counts = Counts::default();
        for row in &matches.rows {
            let category = self.categories.as_ref().is_none_or(|ids| ids.contains(&row.category()));
            let district = self.districts.is_empty() || self.districts.contains(&row.district());
            let koperasi = self.koperasi.is_empty() || self.koperasi.contains(&row.koperasi());
            if !self.certificates.iter().all(|kind| row.has(*kind)) {
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

fn known<K: std::hash::Hash + Eq>(
    choices: &[Choice],
    facet: Facet,
    unknown: &mut Vec<(&'static str, String)>,
    find: impl Fn(&str) -> Option<K>,
) -> HashSet<K> {
    let mut found = HashSet::new();
    for choice in choices {
        match find(choice.as_str()) {
            Some(key) => {
                found.insert(key);
            }
            None => unknown.push((facet.field(), choice.as_str().to_owned())),
        }
    }
    found
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
    pub async fn facets(&self, db: &PgPool, lexicon: &Lexicon, sieve: &Sieve) -> Result<Facets> {
        Ok(Facets {
            kategori: self.categories(lexicon, &sieve.chosen_categories),
            kecamatan: self.districts(lexicon, &sieve.districts),
            koperasi: self.koperasi(db, &sieve.koperasi).await?,
            sertifikat: PermitKind::ALL
                .into_iter()
                .zip(self.certificates)
                .map(|(kind, hits)| Count {
                    key: kind.code().to_owned(),
                    label: Label::same(kind.code()),
                    hits,
                    depth: 0,
                    chosen: sieve.certificates.contains(&kind),
                })
                .filter(|c| c.hits > 0 || c.chosen)
                .collect(),
        })
    }

    /// In the order of the tree; a category counts what is in those below it too.
    pub fn categories(&self, lexicon: &Lexicon, chosen: &HashSet<i16>) -> Vec<Count> {
        let mut hits: HashMap<i16, u64> = HashMap::new();
        for (id, n) in &self.categories {
            for above in lexicon.line(*id) {
                *hits.entry(above).or_default() += n;
            }
        }
        hits.extend(chosen.iter().filter(|id| !hits.contains_key(id)).map(|id| (*id, 0)).collect::<Vec<_>>());
        let mut counts: Vec<(Vec<(i16, &str)>, Count)> = hits
            .into_iter()
            .filter_map(|(id, hits)| {
                let category = lexicon.categories.get(&id)?;
                let mut path: Vec<(i16, &str)> =
                    lexicon.line(id).filter_map(|id| lexicon.categories.get(&id)).map(|c| (c.sort, c.slug.as_str())).collect();
                path.reverse();
                let depth = u8::try_from(path.len().saturating_sub(1)).unwrap_or(u8::MAX);
                Some((
                    path,
                    Count {
                        key: category.slug.clone(),
                        label: category.label.clone(),
                        hits,
                        depth,
                        chosen: chosen.contains(&id),
                    },
                ))
            })
            .collect();
        counts.sort_by(|a, b| a.0.cmp(&b.0));
        counts.into_iter().map(|(_, count)| count).collect()
    }

    pub fn districts(&self, lexicon: &Lexicon, chosen: &HashSet<i32>) -> Vec<Count> {
        let none = chosen.iter().filter(|n| !self.districts.contains_key(n)).map(|n| (*n, 0));
        let mut counts: Vec<Count> = self
            .districts
            .iter()
            .map(|(n, hits)| (*n, *hits))
            .chain(none)
            .filter_map(|(number, hits)| {
                let district = lexicon.districts.get(&number)?;
                Some(Count {
                    key: district.slug.clone(),
                    label: Label::same(&district.name),
                    hits,
                    depth: 0,
                    chosen: chosen.contains(&number),
                })
            })
            .collect();
        counts.sort_by(by_hits);
        counts
    }

    async fn koperasi(&self, db: &PgPool, chosen: &HashSet<i32>) -> Result<Vec<Count>> {
        let mut most: Vec<(i32, u64)> = self.koperasi.iter().map(|(no, hits)| (*no, *hits)).collect();
        most.sort_unstable_by_key(|(no, hits)| (std::cmp::Reverse(*hits), *no));
        let wanted: HashSet<i32> = most.iter().take(KOPERASI_MAX).map(|(no, _)| *no).chain(chosen.iter().copied()).collect();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let numbers: Vec<i32> = wanted.into_iter().collect();
        let mut counts: Vec<Count> = sqlx::query!("select no, slug, name from koperasi where no = any ($1)", &numbers)
            .fetch_all(db)
            .await?
            .into_iter()
            .map(|r| Count {
                key: r.slug,
                label: Label::same(r.name),
                hits: self.koperasi.get(&r.no).copied().unwrap_or(0),
                depth: 0,
                chosen: chosen.contains(&r.no),
            })
            .collect();
        counts.sort_by(by_hits);
        Ok(counts)
    }
}

fn by_hits(a: &Count, b: &Count) -> std::cmp::Ordering {
    b.hits.cmp(&a.hits).then_with(|| a.label.id.cmp(&b.label.id))
}
