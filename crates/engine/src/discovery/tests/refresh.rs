//! What the triggers and `refresh` promise each other.

use domain::dates::Day;
use domain::discovery::SearchRequest;

use crate::discovery::contract::lay_out;
use crate::discovery::{Changed, PgSearch, Search as _, recount, refresh, refresh_all};
use crate::{Desk, testing};

async fn total(desk: &Desk, search: &PgSearch, q: &str) -> u64 {
    search.search(&SearchRequest::of(q), Day::of(desk.now())).await.unwrap().total
}

#[tokio::test]
async fn a_product_is_found_in_the_transaction_that_names_it() {
    let desk = testing::desk().await;
    let market = lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    let mut tx = desk.db().begin().await.unwrap();
    sqlx::query("update product set name = 'Geplak Kelapa' where id = $1")
        .bind(market.products[0].0)
        .execute(&mut *tx)
        .await
        .unwrap();
    refresh(&mut tx, Changed::Products(&market.products[..1])).await.unwrap();
    tx.commit().await.unwrap();
    let search = PgSearch::new(desk.db().clone());
    // Another spelling of it, which plain words do not have.
    assert_eq!(total(&desk, &search, "geplak klapa").await, 1);

    let mut tx = desk.db().begin().await.unwrap();
    sqlx::query("update business set name = 'Klontong Wahyu' where id = $1")
        .bind(market.shops[0].0)
        .execute(&mut *tx)
        .await
        .unwrap();
    refresh(&mut tx, Changed::Shop(market.shops[0])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(total(&desk, &search, "kelontong wahyu").await, 5);
}

#[tokio::test]
async fn a_product_that_nobody_refreshed_is_found_by_its_plain_words() {
    let desk = testing::desk().await;
    lay_out(&desk).await;
    let search = PgSearch::new(desk.db().clone());
    assert_eq!(total(&desk, &search, "kerupuk usek").await, 1);
    assert_eq!(total(&desk, &search, "krupuk").await, 0);
    refresh_all(&desk).await.unwrap();
    // With its whole category, whose name says it too.
    assert_eq!(total(&desk, &search, "krupuk").await, 3);
}

#[tokio::test]
async fn a_listing_agrees_with_its_product_whatever_happens_at_once() {
    let desk = testing::desk().await;
    let market = lay_out(&desk).await;
    let (product, shop) = (market.products[0].0, market.shops[0].0);
    // The shop moves while the price changes: neither may bring back the other's old value.
    let mut price = desk.db().begin().await.unwrap();
    sqlx::query("update product set price = 77000 where id = $1").bind(product).execute(&mut *price).await.unwrap();
    let other = desk.db().clone();
    let moving = tokio::spawn(async move {
        sqlx::query("update business set district_code = '33.25.01' where id = $1").bind(shop).execute(&other).await.unwrap();
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    price.commit().await.unwrap();
    moving.await.unwrap();
    let row: (i64, i32) = sqlx::query_as("select price, district from listing where product_id = $1")
        .bind(product)
        .fetch_one(desk.db())
        .await
        .unwrap();
    assert_eq!(row, (77_000, 332_501));
}

#[tokio::test]
async fn counting_anew_changes_nothing_that_was_right() {
    let desk = testing::desk().await;
    lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    let words = async || -> Vec<(String, String, i32)> {
        sqlx::query_as("select word, folded, named from search_word order by word").fetch_all(desk.db()).await.unwrap()
    };
    let learnt = words().await;
    assert!(learnt.iter().any(|(word, folded, named)| word == "kerupuk" && folded == "krupuk" && *named >= 1), "{learnt:?}");
    recount(&desk).await.unwrap();
    assert_eq!(words().await, learnt);
}

#[tokio::test]
async fn a_synonym_is_live_in_seconds() {
    let desk = testing::desk().await;
    lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    let search = PgSearch::new(desk.db().clone());
    assert_eq!(total(&desk, &search, "gimbal").await, 0);
    sqlx::query("insert into synonym (term, means, two_way) values ('Gimbal', 'rempeyek', false)")
        .execute(desk.db())
        .await
        .unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(total(&desk, &search, "gimbal").await, 1);
}

/// Whatever left it there: the loop must neither try for ever nor keep what nobody may see.
#[tokio::test]
async fn a_listing_without_its_texts_is_removed() {
    let desk = testing::desk().await;
    let market = lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    sqlx::query("alter table business disable trigger business_relisted").execute(desk.db()).await.unwrap();
    sqlx::query("update business set koperasi_id = null where id = $1").bind(market.shops[0].0).execute(desk.db()).await.unwrap();
    sqlx::query("update listing set stale = true").execute(desk.db()).await.unwrap();
    let in_time = std::time::Duration::from_secs(20);
    tokio::time::timeout(in_time, refresh_all(&desk)).await.expect("it comes to an end").unwrap();
    let left: (i64, i64) = sqlx::query_as(
        "select count(*) filter (where l.stale), count(*) filter (where b.koperasi_id is null)
           from listing l join product p on p.id = l.product_id join business b on b.id = p.business_id",
    )
    .fetch_one(desk.db())
    .await
    .unwrap();
    assert_eq!(left, (0, 0));
}
