//! Index and tables stay one, whatever happens between them.

use std::time::{Duration, Instant};

use domain::dates::Day;
use domain::discovery::SearchRequest;

use super::real;
use crate::Desk;
use crate::discovery::contract::lay_out;
use crate::discovery::meili::rebuild::look_after;
use crate::discovery::meili::{self, Address, Key, compare, keep_in_step, rebuild};
use crate::discovery::{Search as _, refresh_all};
use crate::testing::{self, TestDesk};

async fn laid_out(tables: &TestDesk) -> Option<(Desk, crate::discovery::contract::Market)> {
    let address = real::address().await?;
    let market = lay_out(tables).await;
    refresh_all(tables).await.expect("listings are refreshed");
    let desk = tables.with_search_server(address).await;
    rebuild(&desk, &mut |_| ()).await.expect("the index is built");
    Some((desk, market))
}

async fn differences(desk: &Desk) -> Vec<String> {
    compare(desk, desk.meilisearch().expect("a search server")).await.expect("both answer")
}

async fn run(desk: &Desk, sql: &'static str, id: uuid::Uuid) {
    sqlx::query(sql).bind(id).execute(desk.db()).await.expect(sql);
}

async fn waiting(desk: &Desk) -> i64 {
    meili::lag(desk).await.expect("the database answers").waiting
}

#[tokio::test]
async fn without_a_search_server_nothing_is_noted() {
    let desk = testing::desk().await;
    let market = lay_out(&desk).await;
    run(&desk, "update product set price = price + 1 where id = $1", market.products[0].0).await;
    assert_eq!(waiting(&desk).await, 0);
}

#[tokio::test]
async fn a_change_waits_once_and_stock_only_when_it_runs_out() {
    let desk = testing::desk().await;
    let market = lay_out(&desk).await;
    sqlx::query("insert into search_index default values").execute(desk.db()).await.unwrap();
    let (product, other) = (market.products[0].0, market.products[1].0);
    run(&desk, "update product set stock = stock - 1 where id = $1", product).await;
    assert_eq!(waiting(&desk).await, 0, "some is left");
    run(&desk, "update product set price = price + 1 where id = $1", product).await;
    run(&desk, "update product set price = price + 1 where id = $1", product).await;
    assert_eq!(waiting(&desk).await, 1);
    run(&desk, "update product set stock = 0 where id = $1", other).await;
    assert_eq!(waiting(&desk).await, 2);
    // The shop, and the goods of it that were not waiting yet.
    run(&desk, "update business set village = 'Amongrogo' where id = $1", market.shops[0].0).await;
    assert_eq!(waiting(&desk).await, 2 + 1 + 3);
}

#[tokio::test]
async fn check_names_what_differs() {
    let tables = testing::desk().await;
    let Some((desk, market)) = laid_out(&tables).await else { return };
    assert_eq!(differences(&desk).await, [""; 0]);
    // Behind the triggers' back: one changed, one gone, one that should not be there.
    sqlx::query("alter table product disable trigger user").execute(desk.db()).await.unwrap();
    run(&desk, "update product set price = 1 where id = $1", market.products[0].0).await;
    sqlx::query("update listing set price = 1 where product_id = $1")
        .bind(market.products[0].0)
        .execute(desk.db())
        .await
        .unwrap();
    sqlx::query("delete from listing where product_id = $1").bind(market.products[1].0).execute(desk.db()).await.unwrap();
    sqlx::query("alter table product enable trigger user").execute(desk.db()).await.unwrap();
    let mut found = differences(&desk).await;
    found.sort();
    let (one, two) = (market.products[0].0, market.products[1].0);
    let mut expected =
        [format!("product {one} is in the index as it was before"), format!("product {two} is in the index and should not be")];
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn an_older_reading_never_lands_on_a_newer_one() {
    let tables = testing::desk().await;
    let Some((desk, market)) = laid_out(&tables).await else { return };
    // Two servers bring changes over at once, while the product changes all the time.
    let second = desk.clone();
    let product = market.products[0].0;
    let writing = tokio::spawn(async move {
        for price in 1..=30_i64 {
            sqlx::query("update product set price = $2 where id = $1")
                .bind(product)
                .bind(1_000 + price)
                .execute(second.db())
                .await
                .unwrap();
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    while !writing.is_finished() {
        let (a, b) = tokio::join!(meili::settle(&desk), meili::settle(&desk));
        a.and(b).expect("both get on");
    }
    writing.await.unwrap();
    meili::settle(&desk).await.expect("the index is brought up to date");
    assert_eq!((waiting(&desk).await, differences(&desk).await), (0, Vec::new()));
}

#[tokio::test]
async fn an_index_is_built_beside_the_live_one_while_writes_go_on() {
    let tables = testing::desk().await;
    let Some((desk, market)) = laid_out(&tables).await else { return };
    let (searching, writing) = (desk.clone(), desk.clone());
    let searches = tokio::spawn(async move {
        let engine = searching.meilisearch().expect("a search server");
        for _ in 0..30 {
            let page =
                engine.search(&SearchRequest::of("emping"), Day::of(searching.now())).await.expect("there is always an index");
            assert_eq!(page.total, 2);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let product = market.products[2].0;
    let writes = tokio::spawn(async move {
        for price in 1..=20_i64 {
            sqlx::query("update product set price = $2 where id = $1")
                .bind(product)
                .bind(5_000 + price)
                .execute(writing.db())
                .await
                .unwrap();
            meili::settle(&writing).await.expect("changes are brought over meanwhile");
        }
    });
    let mut steps = Vec::new();
    let built = rebuild(&desk, &mut |at| steps.push(at)).await.expect("the index is built");
    searches.await.expect("no search fails");
    writes.await.expect("no write fails");
    meili::settle(&desk).await.expect("the index is brought up to date");
    assert_eq!(differences(&desk).await, [""; 0]);
    assert!(steps.is_sorted_by_key(|at| at.documents), "{steps:?}");
    assert_eq!(steps.last().map(|at| at.documents), Some(built));
    let row: (i32, Option<i32>) = sqlx::query_as("select live, building from search_index").fetch_one(desk.db()).await.unwrap();
    assert_eq!(row, (2, None));
}

#[tokio::test]
async fn a_change_is_found_within_two_seconds_and_a_lost_index_comes_back() {
    let tables = testing::desk().await;
    let Some((desk, market)) = laid_out(&tables).await else { return };
    let following = tokio::spawn(keep_in_step(desk.clone()));
    let engine = desk.meilisearch().expect("a search server");
    run(&desk, "update product set name = 'Ceplis Istimewa' where id = $1", market.products[0].0).await;
    let since = Instant::now();
    loop {
        let page = engine.search(&SearchRequest::of("ceplis"), Day::of(desk.now())).await.expect("it answers");
        if page.hits.first().is_some_and(|hit| hit.name == "Ceplis Istimewa") {
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(20), "the change is never found");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    following.abort();
    // Whoever empties the server: the next look builds the index anew.
    let live: i32 = sqlx::query_scalar("select live from search_index").fetch_one(desk.db()).await.unwrap();
    let uid = engine.server.uid(meili::server::Indexed::Product, live);
    let task = engine.server.client.delete_index(&uid).await.expect("it answers");
    engine.server.done(&[task], Duration::from_secs(20)).await.expect("it is gone");
    let following = tokio::spawn(keep_in_step(desk.clone()));
    let since = Instant::now();
    while differences(&desk).await != [""; 0] {
        assert!(since.elapsed() < Duration::from_secs(60), "the index never comes back");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    following.abort();
}

#[tokio::test]
async fn a_certificate_that_ran_out_yesterday_is_no_longer_found() {
    let tables = testing::desk().await;
    let Some((desk, _)) = laid_out(&tables).await else { return };
    let engine = desk.meilisearch().expect("a search server");
    let pirt = SearchRequest::read(&[("sertifikat", "pirt")].into_iter().collect()).0;
    assert_eq!(engine.search(&pirt, Day::of(desk.now())).await.unwrap().total, 5, "its last day is today");
    tables.forward(Duration::from_secs(24 * 3600));
    meili::settle(&desk).await.expect("the index is brought up to date");
    assert_eq!(engine.search(&pirt, Day::of(desk.now())).await.unwrap().total, 0);
    assert_eq!(differences(&desk).await, [""; 0]);
}

#[tokio::test]
async fn a_synonym_reaches_the_server() {
    let tables = testing::desk().await;
    let Some((desk, _)) = laid_out(&tables).await else { return };
    sqlx::query("insert into synonym (term, means, two_way) values ('Gimbal', 'rempeyek', false)")
        .execute(desk.db())
        .await
        .unwrap();
    meili::settle(&desk).await.expect("the index is brought up to date");
    let engine = desk.meilisearch().expect("a search server");
    let page = engine.search(&SearchRequest::of("gimbal"), Day::of(desk.now())).await.unwrap();
    assert_eq!(page.hits.first().map(|hit| hit.name.as_str()), Some("Rempeyek Kacang"));
}

/// With a master key guyub makes itself a key that can do no more than it needs.
#[tokio::test]
async fn the_own_key_can_do_what_is_needed_and_no_more() {
    const MASTER: &str = "a master key of sixteen or more";
    let tables = testing::desk().await;
    let Some(url) = real::start(&["--master-key", MASTER]).await else { return };
    lay_out(&tables).await;
    refresh_all(&tables).await.expect("listings are refreshed");
    let address = Address { url: url.clone(), key: Key::Master(MASTER.to_owned()), prefix: "guyub".to_owned() };
    let desk = tables.with_search_server(address).await;
    rebuild(&desk, &mut |_| ()).await.expect("the index is built with the own key");
    assert_eq!(differences(&desk).await, [""; 0]);
    let own = &desk.meilisearch().expect("a search server").server.client;
    own.get_keys().await.expect_err("it may not see keys");
    own.create_index("other", None).await.expect_err("nor touch what is not its own");
    assert!(own.get_api_key().is_some_and(|key| key != MASTER));
}

#[tokio::test]
async fn what_was_being_written_when_the_first_index_was_made_is_in_it() {
    let Some(address) = real::address().await else { return };
    let tables = testing::desk().await;
    let market = lay_out(&tables).await;
    refresh_all(&tables).await.expect("listings are refreshed");
    let desk = tables.with_search_server(address).await;
    // Before there is an index nothing notes a change.
    let mut open = desk.db().begin().await.unwrap();
    let price = "update product set price = 4321 where id = $1";
    sqlx::query(price).bind(market.products[0].0).execute(&mut *open).await.unwrap();
    let building = desk.clone();
    let build = tokio::spawn(async move { rebuild(&building, &mut |_| ()).await.map(drop) });
    let begun = "select count(*) from search_index where building is not null";
    while sqlx::query_scalar::<_, i64>(begun).fetch_one(tables.db()).await.unwrap() == 0 {
        assert!(!build.is_finished(), "the build waits for what is under way");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    open.commit().await.unwrap();
    build.await.unwrap().expect("the index is built");
    meili::settle(&desk).await.expect("the index is brought up to date");
    assert_eq!(differences(&desk).await, [""; 0]);
}

#[tokio::test]
async fn a_build_that_was_killed_is_given_up() {
    let tables = testing::desk().await;
    let Some((desk, market)) = laid_out(&tables).await else { return };
    sqlx::query("update search_index set generation = 99, building = 99").execute(desk.db()).await.unwrap();
    let search = desk.meilisearch().expect("a search server");
    look_after(&desk, search, false).await.expect("it is looked after");
    let building: Option<i32> = sqlx::query_scalar("select building from search_index").fetch_one(desk.db()).await.unwrap();
    assert_eq!(building, None);
    run(&desk, "update product set price = price + 1 where id = $1", market.products[0].0).await;
    meili::settle(&desk).await.expect("changes go to the live index alone");
    assert_eq!(differences(&desk).await, [""; 0]);
}
