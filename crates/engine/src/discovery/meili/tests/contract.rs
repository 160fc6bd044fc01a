//! The contract that every engine keeps, on a real server.

use futures::future::BoxFuture;

use super::real;
use crate::discovery::contract::Contract;
use crate::discovery::{meili, refresh_all};
use crate::testing;

macro_rules! contract {
    ($($promise:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $promise() {
            let tables = testing::desk().await;
            let Some(desk) = real::desk(&tables).await else { return };
            let search = desk.meilisearch().expect("it was just given one");
            let settle = || -> BoxFuture<'_, ()> {
                Box::pin(async {
                    refresh_all(&desk).await.expect("listings are refreshed");
                    meili::settle(&desk).await.expect("the index is brought up to date");
                })
            };
            Contract::on(&desk, search, &settle).await.$promise().await;
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
