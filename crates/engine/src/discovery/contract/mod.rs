//! What every engine must do, checked on a small market. `settle` returns when the engine has caught
//! up with the tables.

mod changes;
mod facets;
mod finding;
mod market;

use domain::dates::Day;
use domain::discovery::{Page, SearchRequest};
use domain::form::Inputs;
use futures::future::BoxFuture;

use super::Search;
use crate::Desk;

pub use market::{Market, lay_out};

/// An engine on a laid-out market.
pub struct Contract<'a> {
    pub desk: &'a Desk,
    pub search: &'a dyn Search,
    pub settle: &'a (dyn Fn() -> BoxFuture<'a, ()> + Sync),
    pub market: Market,
}

impl<'a> Contract<'a> {
    /// Lays out the market and waits for the engine.
    pub async fn on(desk: &'a Desk, search: &'a dyn Search, settle: &'a (dyn Fn() -> BoxFuture<'a, ()> + Sync)) -> Self {
        let market = lay_out(desk).await;
        settle().await;
        Self { desk, search, settle, market }
    }

    /// All of it.
    ///
    /// # Panics
    /// At the first thing that the engine does otherwise.
    pub async fn check(&self) {
        self.what_was_meant_is_first().await;
        self.readings_are_told().await;
        self.suggestions_come_while_typing().await;
        self.hostile_queries_have_answers().await;
        self.counts_agree_with_hits().await;
        self.filters_narrow().await;
        self.sorts_sort().await;
        self.pages_part_the_hits().await;
        self.near_is_near().await;
        self.no_search_is_a_dead_end().await;
        self.changes_are_found().await;
        self.neighbours_are_named().await;
    }

    async fn ask(&self, pairs: &[(&str, &str)]) -> Page {
        let (request, errors) = SearchRequest::read(&pairs.iter().copied().collect::<Inputs>());
        assert!(errors.is_empty(), "{pairs:?}: {errors:?}");
        let page = self.search.search(&request, Day::of(self.desk.now())).await.unwrap_or_else(|e| panic!("{pairs:?}: {e}"));
        assert_eq!(page.engine, self.search.name());
        page
    }

    async fn names(&self, pairs: &[(&str, &str)]) -> Vec<String> {
        self.ask(pairs).await.hits.into_iter().map(|hit| hit.name).collect()
    }
}
