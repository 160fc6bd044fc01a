//! Discovery by a Meilisearch server.
//!
//! The tables stay the truth: [`sync`] brings their changes into the index, [`rebuild`] builds it
//! anew beside the live one, [`compare`] proves that the two agree. The server finds and counts;
//! what words are, what they may mean and in which order the first hits stand, `domain::discovery`
//! decides, as for PostgreSQL.

mod ask;
mod compare;
mod document;
mod order;
mod rebuild;
mod server;
mod settings;
mod suggest;
mod sync;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::dates::Day;
use domain::discovery::{
    Beside, Effort, EngineName, Facet, Facets, Kind, Knowledge, Label, Page, Plan, Query, Reading, SearchRequest, Suggestions,
};
use futures::future::BoxFuture;
use meilisearch_sdk::search::SearchResults;
use sqlx::PgPool;

use super::chosen::Chosen;
use super::lexicon::Lexicon;
use super::postgres::expand;
use super::{PgSearch, Search, facets};
use crate::trouble::{Result, Trouble};
use ask::Ask;
use document::Found;
use order::WINDOW;
use server::{Indexed, Server};
use settings::FACETS;

pub use compare::compare;
pub use rebuild::{Progress, rebuild};
pub use server::{Address, Key};
pub use sync::{Lag, keep_in_step, lag, settle};

/// Seconds that the index may be behind the tables before it no longer answers.
const BEHIND_MAX: f64 = 10.0;
/// Hits looked at to choose which of a query's words to go by.
const SAMPLE: usize = 12;

/// Cheap to clone.
#[derive(Clone)]
pub struct MeiliSearch {
    server: Server,
    db: PgPool,
    /// Knows the lexicon, and the way out of a search that finds nothing.
    tables: PgSearch,
}

/// Whether the index can answer now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Readiness {
    /// By this generation of it.
    Ready(i32),
    /// There is none yet.
    Missing,
    /// It lacks changes that are older than buyers should have to wait.
    Behind,
}

impl MeiliSearch {
    /// Asks nothing of the server yet.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn new(address: &Address, tables: PgSearch, db: PgPool) -> Result<Self> {
        Ok(Self { server: Server::new(address)?, db, tables })
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn readiness(&self) -> Result<Readiness> {
        Ok(match self.tables.lexicon().await?.index {
            None => Readiness::Missing,
            Some(index) if index.behind > BEHIND_MAX => Readiness::Behind,
            Some(index) => Readiness::Ready(index.live),
        })
    }

    async fn generation(&self) -> Result<i32> {
        match self.readiness().await? {
            Readiness::Ready(generation) => Ok(generation),
            Readiness::Missing => Err(Trouble::SearchServer("there is no index yet".into())),
            Readiness::Behind => Err(Trouble::SearchServer("the index is behind the tables".into())),
        }
    }

    /// What the index has, without a way out.
    pub(super) async fn page(&self, request: &SearchRequest, today: Day) -> Result<Page> {
        let generation = self.generation().await?;
        let lexicon = self.tables.lexicon().await?;
        let query = Query::parse(request.q());
        let known = if query.is_empty() { Knowledge::default() } else { expand::as_typed(&self.db, &query).await? };
        let chosen = Chosen::of(&self.db, request, &lexicon).await?;
        let look = Look { engine: self, generation, chosen, query, known, lexicon: &lexicon, request };
        let goes_on = look.goes_on();
        let mut answer = look.ask(&ask::text(look.query.words(), goes_on), look.wants_beside()).await?;
        let mut reading = Reading::default();
        if let Some(plan) = &answer.plan {
            reading.meant = plan.meant();
        }
        // When nothing has all the words, in whatever filter: which of them to go by.
        if answer.total == 0
            && !look.query.is_empty()
            && let Some((words, other)) = look.fewer_words(goes_on).await?
        {
            let beside = std::mem::take(&mut answer.beside);
            answer = look.ask(&words, false).await?;
            answer.beside = beside;
            reading = other;
        }
        Ok(Page {
            hits: answer.hits.into_iter().filter_map(|found| Some(found.card?.hit(request, today))).collect(),
            total: answer.total,
            beside: answer.beside,
            facets: answer.facets,
            engine: EngineName::Meilisearch,
            reading,
            way_out: None,
            unknown: look.chosen.unknown,
        })
    }

    /// A page without hits is not the end: the tables may have what the index has not, and know the way
    /// out where they have not.
    pub(super) async fn with_way_out(&self, page: Page, request: &SearchRequest, today: Day) -> Result<Page> {
        if page.total > 0 {
            return Ok(page);
        }
        let other = self.tables.search(request, today).await?;
        Ok(if other.total > 0 { other } else { Page { way_out: other.way_out, ..page } })
    }
}

/// One look at the index.
struct Look<'a> {
    engine: &'a MeiliSearch,
    generation: i32,
    request: &'a SearchRequest,
    query: Query,
    /// What the market knows of its words as they stand.
    known: Knowledge,
    lexicon: &'a Lexicon,
    chosen: Chosen,
}

/// What one multi-search gave for a page.
struct Answer {
    hits: Vec<Found>,
    total: u64,
    facets: Facets,
    beside: Vec<Beside>,
    plan: Option<Plan>,
}

impl Look<'_> {
    fn wants_beside(&self) -> bool {
        !self.query.is_empty() && self.request.page() == 1
    }

    /// Whether the last word may be the beginning of a longer one: only if the market does not know it
    /// as it stands.
    fn goes_on(&self) -> bool {
        self.query.open_ended && self.query.tokens.last().is_some_and(|last| !self.known.knows(&last.folded()))
    }

    /// The page of products that have `q`, its counts, and who is named so.
    async fn ask(&self, q: &str, beside: bool) -> Result<Answer> {
        let ranked = !self.query.is_empty() && self.request.sort == domain::discovery::Sort::Relevance;
        let offset = self.request.offset();
        let window = (ranked && offset < WINDOW).then_some(WINDOW);
        let products = ask::products(q, self.request, &self.chosen, self.lexicon, window);
        let (facets, mut asks): (Vec<Option<Facet>>, Vec<Ask>) = products.into_iter().unzip();
        if beside {
            let named = [Indexed::Shop, Indexed::Koperasi, Indexed::Supplier];
            asks.extend(named.map(|indexed| Ask::named(indexed, ask::text(self.query.words(), false))));
        }
        let mut results = self.engine.server.ask(self.generation, &asks).await?;
        let parties = results.split_off(facets.len());
        let counts = self.counts(&facets, &results);
        let total = results.first().map_or(0, ask::total);
        let found: Vec<Found> = results.swap_remove(0).hits.into_iter().map(|hit| hit.result).collect();
        let plan = (!self.query.is_empty() && !found.is_empty())
            .then(|| order::plan(&found, &self.query, &self.known, &self.lexicon.synonyms, Effort::Usual));
        let hits = match (&plan, window) {
            (Some(plan), Some(_)) => page_of(found, plan, offset, self.request.per_page() as usize),
            _ => found,
        };
        Ok(Answer { hits, total, facets: counts, beside: named(parties), plan })
    }

    /// Each facet from the query that was asked without its own filter, if there is one.
    fn counts(&self, asked: &[Option<Facet>], results: &[SearchResults<Found>]) -> Facets {
        let of = |facet: Facet, attribute: &str| {
            let at = asked.iter().position(|asked| *asked == Some(facet)).unwrap_or(0);
            results.get(at).map(|found| ask::counts(found, attribute)).unwrap_or_default()
        };
        let [categories, district, koperasi, certificates] = FACETS;
        let totals: HashMap<i16, u64> = of(Facet::Category, categories)
            .into_iter()
            .filter_map(|(slug, hits)| Some((self.lexicon.category(&slug)?, hits)))
            .collect();
        let districts: HashMap<i32, u64> = of(Facet::District, district)
            .into_iter()
            .filter_map(|(slug, hits)| Some((self.lexicon.district(&slug)?, hits)))
            .collect();
        let koperasi = of(Facet::Koperasi, koperasi)
            .into_iter()
            .filter_map(|(label, hits)| label.split_once(' ').map(|(slug, name)| (slug.to_owned(), Label::same(name), hits)))
            .collect();
        let certificates = of(Facet::Certificate, certificates);
        Facets {
            kategori: facets::categories(self.lexicon, totals, &self.chosen.categories),
            kecamatan: facets::districts(self.lexicon, &districts, &self.chosen.districts),
            koperasi: facets::koperasi(koperasi, &self.chosen.koperasi),
            sertifikat: facets::certificates(
                |kind| certificates.get(kind.code()).copied().unwrap_or(0),
                &self.chosen.certificates,
            ),
        }
    }

    /// Nothing within these filters has all the words. If nothing at all has them: the words to go by
    /// instead, and how that is to be told. All but those that nothing has; then all but one; then one.
    async fn fewer_words(&self, goes_on: bool) -> Result<Option<(String, Reading)>> {
        let words: Vec<&str> = self.query.words().collect();
        let text = |some: &[&str]| ask::text(some.iter().copied(), goes_on && some.last() == words.last());
        let alone = words.iter().map(|word| Ask::probe(text(&[*word]), 1));
        let asks: Vec<Ask> = std::iter::once(Ask::probe(text(&words), 1)).chain(alone).collect();
        let found = self.engine.server.ask(self.generation, &asks).await?;
        let mut totals = found.iter().map(ask::total);
        if totals.next() != Some(0) {
            return Ok(None);
        }
        let hits: Vec<u64> = totals.collect();
        let with = |found: bool| words.iter().zip(&hits).filter(move |(_, n)| (**n > 0) == found).map(|(word, _)| *word);
        let rest: Vec<&str> = with(true).collect();
        let dropped: Vec<String> = with(false).map(str::to_owned).collect();
        let told = |any_word| Reading { dropped: dropped.clone(), any_word, meant: None };
        if rest.is_empty() {
            return Ok(None);
        }
        let but_one =
            (0..rest.len()).map(|n| rest.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, w)| *w).collect::<Vec<_>>());
        let alone = rest.iter().map(|word| vec![*word]);
        let choices: Vec<Vec<&str>> = std::iter::once(rest.clone()).chain(but_one).chain(alone).collect();
        let asks: Vec<Ask> = choices.iter().map(|words| Ask::probe(text(words), SAMPLE)).collect();
        let found = self.engine.server.ask(self.generation, &asks).await?;
        // A hit that has more of the words is always worth more, so the best hit shows the best choice.
        let best = choices
            .iter()
            .zip(found)
            .enumerate()
            .filter(|(_, (_, results))| ask::total(results) > 0)
            .map(|(at, (words, results))| {
                let hits: Vec<Found> = results.hits.into_iter().map(|hit| hit.result).collect();
                let plan = order::plan(&hits, &self.query, &self.known, &self.lexicon.synonyms, Effort::Usual);
                let score = order::by_score(hits, &plan).first().map_or(0.0, |(score, _)| *score);
                (at, words, score)
            })
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)));
        Ok(best.map(|(at, words, _)| (text(words), told(at > 0))))
    }
}

/// The hits of a page that begins within the window.
fn page_of(mut found: Vec<Found>, plan: &Plan, offset: usize, per_page: usize) -> Vec<Found> {
    let behind = found.split_off(WINDOW.min(found.len()));
    let first = order::by_score(found, plan).into_iter().map(|(_, hit)| hit);
    first.chain(behind).skip(offset).take(per_page).collect()
}

fn named(parties: Vec<SearchResults<Found>>) -> Vec<Beside> {
    let kinds = [Kind::Shop, Kind::Koperasi, Kind::Supplier];
    let each = kinds.into_iter().zip(parties).flat_map(|(kind, found)| found.hits.into_iter().map(move |hit| (kind, hit.result)));
    each.map(|(kind, f)| Beside { kind, slug: f.slug, name: f.name, place: f.place, about: f.about }).collect()
}

impl Search for MeiliSearch {
    fn name(&self) -> EngineName {
        EngineName::Meilisearch
    }

    fn search<'a>(&'a self, request: &'a SearchRequest, today: Day) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move { self.with_way_out(self.page(request, today).await?, request, today).await })
    }

    fn suggest<'a>(&'a self, q: &'a str) -> BoxFuture<'a, Result<Suggestions>> {
        Box::pin(self.suggestions(q))
    }
}
