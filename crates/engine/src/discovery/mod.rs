//! Finding things: one interface, [`Search`], and the engines behind it.

use domain::dates::Day;
use domain::discovery::{EngineName, Page, SearchRequest, Suggestions};
use futures::future::BoxFuture;

use crate::trouble::Result;

mod breaker;
mod chosen;
#[cfg(any(test, feature = "testing"))]
pub mod contract;
mod facets;
mod failover;
pub mod learning;
mod lexicon;
mod listed;
pub mod meili;
pub mod postgres;
pub mod public;
mod refresh;
pub mod relevance;
pub mod synonyms;
#[cfg(test)]
mod tests;

pub use failover::Failover;
pub use learning::{Learning, keep_tally};
pub use postgres::PgSearch;
pub use refresh::{Changed, keep_fresh, recount, refresh, refresh_all};

/// What every engine can do. `today` decides which certificates are still valid.
pub trait Search: Send + Sync {
    fn name(&self) -> EngineName;

    /// # Errors
    /// Only when the engine does not answer; whatever is asked has an answer.
    fn search<'a>(&'a self, request: &'a SearchRequest, today: Day) -> BoxFuture<'a, Result<Page>>;

    /// What may be meant by what was typed so far.
    ///
    /// # Errors
    /// As [`Search::search`].
    fn suggest<'a>(&'a self, q: &'a str) -> BoxFuture<'a, Result<Suggestions>>;
}
