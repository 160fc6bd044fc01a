mod learning;
mod refresh;
mod synonyms;

use super::contract::Contract;
use super::{PgSearch, refresh_all};
use crate::testing;

/// One test for each promise, so that a failure names it.
macro_rules! contract {
    ($($promise:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $promise() {
            let desk = testing::desk().await;
            let search = PgSearch::new(desk.db().clone());
            let settle = || -> futures::future::BoxFuture<'_, ()> {
                Box::pin(async { refresh_all(&desk).await.expect("listings are refreshed") })
            };
            Contract::on(&desk, &search, &settle).await.$promise().await;
        }
    )+};
}

contract!(
    what_was_meant_is_first,
    readings_are_told,
    suggestions_come_while_typing,
    hostile_queries_have_answers,
    counts_agree_with_hits,
    filters_narrow,
    sorts_sort,
    pages_part_the_hits,
    near_is_near,
    no_search_is_a_dead_end,
    changes_are_found,
    neighbours_are_named,
);
