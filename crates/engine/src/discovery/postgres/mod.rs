//! Discovery by PostgreSQL alone: the default, and what answers when another engine fails.
//!
//! One search is up to four statements: what the vocabulary knows of the words (`expand`), the
//! columns of every listing that has them (`matches`), the words of those that may come first
//! (`order`), and the cards of one page (`hits`). Filters by facet, counts and the order are worked
//! out here from the columns, a few bytes a listing: counting each facet under all other filters
//! costs PostgreSQL one sort or hash for each, and this process microseconds.

mod beside;
pub(super) mod expand;
mod matches;
mod order;
mod sift;
pub(super) mod suggest;
mod way_out;

use std::sync::Arc;

use domain::dates::Day;
use domain::discovery::{Effort, EngineName, Knowledge, Page, Plan, Query, Reading, SearchRequest, Suggestions};
use futures::future::BoxFuture;
use sqlx::PgPool;

use super::chosen::Chosen;
use super::lexicon::{Lexicon, LexiconCache};
use super::{Search, listed};
use crate::trouble::Result;
use matches::{Matches, Text};
use sift::Sieve;

/// Cheap to clone.
#[derive(Clone)]
pub struct PgSearch {
    db: PgPool,
    lexicon: Arc<LexiconCache>,
}

impl PgSearch {
    pub fn new(db: PgPool) -> Self {
        Self { db, lexicon: Arc::default() }
    }

    pub(super) async fn lexicon(&self) -> Result<Arc<Lexicon>> {
        self.lexicon.get(&self.db).await
    }

    async fn page(&self, request: &SearchRequest, today: Day) -> Result<Page> {
        let lexicon = self.lexicon().await?;
        let query = Query::parse(request.q());
        let chosen = Chosen::of(&self.db, request, &lexicon).await?;
        let beside = async { if request.page() == 1 { self.beside(&query).await } else { Ok(Vec::new()) } };
        let (read, beside) = tokio::try_join!(self.read(&query, request, today, &lexicon), beside)?;
        let sifted = Sieve::new(&chosen, &lexicon).sift(&read.matches, request);
        let groups = if query.is_empty() { &[][..] } else { &read.plan.groups };
        let on_page = order::page(&self.db, &read.matches, sifted.kept, groups, request).await?;
        let listed = listed::load(&self.db, &on_page).await?;
        let facets = sifted.counts.facets(&self.db, &lexicon, &chosen).await?;
        let way_out = if sifted.total == 0 { Some(self.way_out(&query, &read, request, today, &lexicon).await?) } else { None };
        Ok(Page {
            hits: listed.into_iter().map(|l| l.hit(request, today)).collect(),
            total: sifted.total as u64,
            beside,
            facets,
            engine: EngineName::Postgres,
            reading: read.reading,
            way_out,
            unknown: chosen.unknown,
        })
    }

    /// Looks for all words; then, if no listing has them all, for what may be meant, for all but
    /// words that nothing has, for all but one, and for any.
    async fn read(&self, query: &Query, request: &SearchRequest, today: Day, lexicon: &Lexicon) -> Result<Read> {
        if query.is_empty() {
            let matches = matches::load(&self.db, &Text::Anything, request, today).await?;
            return Ok(Read { matches, plan: Plan::default(), knowledge: Knowledge::default(), reading: Reading::default() });
        }
        let mut knowledge = expand::knowledge(&self.db, query, Effort::Usual).await?;
        let plan = Plan::of(query, &knowledge, &lexicon.synonyms, Effort::Usual);
        let reading = Reading { meant: plan.meant(), ..Reading::default() };
        let found = |matches, plan, knowledge, reading| Ok(Read { matches, plan, knowledge, reading });
        // What every listing has still counts for the order.
        let telling = plan.telling(&lexicon.everywhere);
        let matches = matches::load(&self.db, &Text::All(&telling), request, today).await?;
        // Nothing within the price or the radius is an answer, if there is something outside.
        if !matches.is_empty() || (matches::narrows(request) && matches::exists(&self.db, &Text::All(&telling)).await?) {
            return found(matches, plan, knowledge, reading);
        }
        expand::widen(&self.db, query, &mut knowledge, Effort::Wide).await?;
        let wide = Plan::of(query, &knowledge, &lexicon.synonyms, Effort::Wide).telling(&lexicon.everywhere);
        let matches = matches::load(&self.db, &Text::All(&wide), request, today).await?;
        if !matches.is_empty() {
            // Words that the market knows were taken for others: as typed, nothing has them all.
            let any_word = reading.meant.is_none();
            return found(matches, wide, knowledge, Reading { any_word, ..reading });
        }
        let (rest, dropped) = wide.without_lost().unwrap_or_else(|| (wide.clone(), Vec::new()));
        let without = Reading { dropped, ..reading };
        if rest.groups.len() < wide.groups.len() {
            let matches = matches::load(&self.db, &Text::All(&rest), request, today).await?;
            if !matches.is_empty() {
                return found(matches, rest, knowledge, without);
            }
        }
        let some = Reading { any_word: true, ..without.clone() };
        if rest.groups.len() > 2 {
            let matches = matches::load(&self.db, &Text::AllButOne(&rest), request, today).await?;
            if !matches.is_empty() {
                return found(matches, rest, knowledge, some);
            }
        }
        let matches = matches::load(&self.db, &Text::Any(&rest), request, today).await?;
        let reading = if matches.is_empty() { without } else { some };
        found(matches, rest, knowledge, reading)
    }
}

/// A query as it was read, and what has it.
struct Read {
    matches: Matches,
    plan: Plan,
    knowledge: Knowledge,
    reading: Reading,
}

impl Search for PgSearch {
    fn name(&self) -> EngineName {
        EngineName::Postgres
    }

    fn search<'a>(&'a self, request: &'a SearchRequest, today: Day) -> BoxFuture<'a, Result<Page>> {
        Box::pin(self.page(request, today))
    }

    fn suggest<'a>(&'a self, q: &'a str) -> BoxFuture<'a, Result<Suggestions>> {
        Box::pin(self.suggestions(q))
    }
}
