//! Whatever the search server does, the buyer has an answer.

use std::time::Duration;

use domain::dates::Day;
use domain::discovery::{EngineName, Page, SearchRequest};

use super::faults::{Fault, Proxy};
use super::real;
use crate::Desk;
use crate::discovery::contract::lay_out;
use crate::discovery::meili::{Address, Key, keep_in_step, rebuild};
use crate::discovery::refresh_all;
use crate::testing::{self, TestDesk};

fn at(proxy: &Proxy, prefix: &str) -> Address {
    Address { url: proxy.url.clone(), key: Key::None, prefix: prefix.to_owned() }
}

async fn ask(desk: &Desk) -> Page {
    desk.search().search(&SearchRequest::of("emping"), Day::of(desk.now())).await.expect("no search fails")
}

/// A desk that believes in an index behind the proxy.
async fn believing(tables: &TestDesk, proxy: &Proxy) -> Desk {
    lay_out(tables).await;
    refresh_all(tables).await.expect("listings are refreshed");
    sqlx::query("insert into search_index (generation, live, made_by) values (1, 1, '')")
        .execute(tables.db())
        .await
        .expect("a row");
    tables.with_search_server(at(proxy, "none")).await
}

#[tokio::test]
async fn every_fault_is_answered_from_the_tables_in_the_same_request() {
    let tables = testing::desk().await;
    let proxy = Proxy::before(None).await;
    believing(&tables, &proxy).await;
    for fault in Fault::ALL {
        proxy.set(fault);
        // A desk that has not learnt yet that the server fails.
        let desk = tables.with_search_server(at(&proxy, "none")).await;
        let before = proxy.failed();
        let page = ask(&desk).await;
        assert_eq!((page.engine, page.total), (EngineName::Postgres, 2), "{fault:?}");
        assert!(proxy.failed() > before, "{fault:?}: the search server was asked first");
        let found = desk.search().suggest("empin").await.expect("no suggestion fails");
        assert_eq!(found.engine, EngineName::Postgres, "{fault:?}");
        assert!(!found.items.is_empty(), "{fault:?}");
    }
}

#[tokio::test]
async fn after_failures_nobody_waits_for_a_server_that_stalls() {
    let tables = testing::desk().await;
    let proxy = Proxy::before(None).await;
    let desk = believing(&tables, &proxy).await;
    proxy.set(Fault::Stall);
    for _ in 0..3 {
        ask(&desk).await;
    }
    let asked = proxy.failed();
    for _ in 0..10 {
        assert_eq!(ask(&desk).await.engine, EngineName::Postgres);
    }
    // One may try again each second.
    assert!(proxy.failed() <= asked + 3, "ten more searches asked {} times", proxy.failed() - asked);
}

#[tokio::test]
async fn an_index_that_is_missing_or_behind_is_not_asked() {
    let tables = testing::desk().await;
    let proxy = Proxy::before(None).await;
    let desk = believing(&tables, &proxy).await;
    proxy.set(Fault::Fail);
    let old =
        "insert into search_change (kind, id, changed_at) values ('product', gen_random_uuid(), now() - interval '1 minute')";
    sqlx::query(old).execute(tables.db()).await.expect("a change");
    assert_eq!((ask(&desk).await.engine, proxy.failed()), (EngineName::Postgres, 0), "behind");
    sqlx::query("update search_index set live = null").execute(tables.db()).await.expect("a row");
    sqlx::query("delete from search_change").execute(tables.db()).await.expect("no changes");
    let desk = tables.with_search_server(at(&proxy, "none")).await;
    assert_eq!((ask(&desk).await.engine, proxy.failed()), (EngineName::Postgres, 0), "missing");
}

#[tokio::test]
async fn a_server_that_comes_back_answers_again_by_itself() {
    let tables = testing::desk().await;
    let Some(mut address) = real::address().await else { return };
    let proxy = Proxy::before(Some(&address.url)).await;
    address.url = proxy.url.clone();
    lay_out(&tables).await;
    refresh_all(&tables).await.expect("listings are refreshed");
    let desk = tables.with_search_server(address).await;
    rebuild(&desk, &mut |_| ()).await.expect("the index is built");
    until(&desk, EngineName::Meilisearch).await;
    proxy.set(Fault::Cut);
    for _ in 0..5 {
        assert_eq!(ask(&desk).await.engine, EngineName::Postgres);
    }
    proxy.set(Fault::None);
    for _ in 0..100 {
        if ask(&desk).await.engine == EngineName::Meilisearch {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it was never asked again");
}

/// Searches go on from many sides while the server dies and comes back; none fails, and what was
/// written meanwhile is found by the server afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_search_fails_while_the_server_is_killed() {
    let tables = testing::desk().await;
    let Some(mut address) = real::address().await else { return };
    let proxy = Proxy::before(Some(&address.url)).await;
    address.url = proxy.url.clone();
    let market = lay_out(&tables).await;
    refresh_all(&tables).await.expect("listings are refreshed");
    let desk = tables.with_search_server(address).await;
    let following = tokio::spawn(keep_in_step(desk.clone()));
    until(&desk, EngineName::Meilisearch).await;

    let searching = (0..4).map(|_| {
        let desk = desk.clone();
        tokio::spawn(async move {
            let mut engines = Vec::new();
            for _ in 0..40 {
                let page = ask(&desk).await;
                assert_eq!(page.total, 2);
                engines.push(page.engine);
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            engines
        })
    });
    let searching: Vec<_> = searching.collect();
    proxy.set(Fault::Refuse);
    let renamed = "update product set name = 'Emping Baru Sekali' where id = $1";
    sqlx::query(renamed).bind(market.products[0].0).execute(desk.db()).await.expect("a product");
    for searches in searching {
        let engines = searches.await.expect("no search fails");
        assert!(engines.contains(&EngineName::Postgres));
    }
    proxy.set(Fault::None);
    let request = SearchRequest::of("emping baru sekali");
    // What was written meanwhile arrives a moment after the server is back.
    for _ in 0..400 {
        let page = desk.search().search(&request, Day::of(desk.now())).await.expect("no search fails");
        let first = page.hits.first().map(|h| h.name.as_str());
        if page.engine == EngineName::Meilisearch && first == Some("Emping Baru Sekali") {
            return following.abort();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("what was written meanwhile never arrived");
}

async fn until(desk: &Desk, engine: EngineName) {
    for _ in 0..400 {
        if ask(desk).await.engine == engine {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{engine:?} never answered");
}
