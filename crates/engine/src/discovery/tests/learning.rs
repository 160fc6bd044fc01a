//! What is counted of searches, and what is not.

use std::time::Duration;

use domain::dates::Day;
use domain::discovery::{Asked, ClickRank, Page, SearchRequest};

use crate::discovery::contract::lay_out;
use crate::discovery::learning::{AskedLists, AskedRow, asked_lists, flush};
use crate::discovery::refresh_all;
use crate::testing::world::{Role, World};
use crate::{Desk, jobs, people, testing};

type Row = (String, i32, i32, i64, i32, i64);

fn today(desk: &Desk) -> Day {
    Day::of(desk.now())
}

fn row(query: &str, asked: i32, empty: i32, hits: i64, clicked: i32, ranks: i64) -> Row {
    (query.to_owned(), asked, empty, hits, clicked, ranks)
}

async fn rows(desk: &Desk) -> Vec<Row> {
    sqlx::query_as("select query, asked, empty, hits, clicked, click_rank_sum from search_asked order by day, query, engine")
        .fetch_all(desk.db())
        .await
        .unwrap()
}

/// As a handler does it.
async fn search(desk: &Desk, request: &SearchRequest) -> Page {
    let page = desk.search().search(request, today(desk)).await.unwrap();
    desk.learning().note(&page, request, today(desk));
    page
}

async fn ask(desk: &Desk, q: &str) -> Page {
    search(desk, &SearchRequest::of(q)).await
}

fn click(desk: &Desk, q: &str, place: usize) {
    let (query, rank) = (Asked::of(q).expect("words"), ClickRank::new(place).expect("a rank"));
    desk.learning().clicked(&query, rank, today(desk));
}

fn filtered(q: &str, name: &str, value: &str) -> SearchRequest {
    SearchRequest::read(&[("q", q), (name, value)].into_iter().collect()).0
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_count_into_the_same_rows() {
    let desk = testing::desk().await;
    let other = desk.second().await;
    lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    for server in [&*desk, &other] {
        // So many that rows in no order would meet crosswise.
        for n in 0..40 {
            ask(server, &format!("kopi {n}")).await;
        }
        ask(server, "Terasi").await;
        ask(server, "qzxvqzxv").await;
        click(server, "terasi", 2);
    }
    let (one, two) = tokio::join!(flush(&desk), flush(&other));
    one.unwrap();
    two.unwrap();
    let all = rows(&desk).await;
    assert_eq!(all.len(), 42);
    assert!(all.iter().all(|r| r.1 == 2), "{all:?}");
    let terasi = all.iter().find(|r| r.0 == "terasi").unwrap();
    assert!(terasi.3 >= 2, "{terasi:?}");
    assert_eq!((terasi.2, terasi.4, terasi.5), (0, 2, 4));
    assert_eq!(all.iter().find(|r| r.0 == "qzxvqzxv"), Some(&row("qzxvqzxv", 2, 2, 0, 0, 0)));
    // What was written is not written again.
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, all);
}

#[tokio::test]
async fn only_words_on_the_first_page_are_counted_and_nothing_of_a_person() {
    let desk = testing::desk().await;
    lay_out(&desk).await;
    refresh_all(&desk).await.unwrap();
    for q in ["", "😀", "0812-3456-7890", "tini@contoh.id", "3325081234567890"] {
        ask(&desk, q).await;
    }
    search(&desk, &SearchRequest::of("emping").on_page(2)).await;
    search(&desk, &filtered("", "kecamatan", "33.25.08")).await;
    flush(&desk).await.unwrap();
    assert!(rows(&desk).await.is_empty());
    // Filters that leave nothing do not make it a search without a result.
    let nothing = search(&desk, &filtered("terasi", "harga_maks", "1")).await;
    assert_eq!(nothing.total, 0);
    flush(&desk).await.unwrap();
    let counted = rows(&desk).await;
    assert_eq!((counted.len(), counted[0].1, counted[0].2), (1, 1, 0));
    assert!(counted[0].3 > 0);
}

#[tokio::test]
async fn the_last_time_says_how_much_there_is() {
    let desk = testing::desk().await;
    let page = ask(&desk, "gimbal").await;
    flush(&desk).await.unwrap();
    let request = SearchRequest::of("gimbal");
    desk.learning().note(&Page { total: 7, way_out: None, ..page }, &request, today(&desk));
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("gimbal", 2, 1, 7, 0, 0)]);
    // A page kept in memory: it found what was found when it was made, also after a flush.
    desk.learning().note_again(&request, today(&desk));
    desk.learning().note_again(&SearchRequest::of("never asked"), today(&desk));
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("gimbal", 3, 1, 7, 0, 0)]);
}

#[tokio::test]
async fn clicks_count_on_what_was_searched_for_today_or_yesterday() {
    let desk = testing::desk().await;
    ask(&desk, "emping").await;
    click(&desk, "emping", 1);
    flush(&desk).await.unwrap();
    // Known to the database alone; unknown to both.
    click(&desk, "Emping!", 4);
    click(&desk, "batik", 1);
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("emping", 1, 1, 0, 2, 5)]);
    desk.forward(Duration::from_secs(24 * 3600));
    click(&desk, "emping", 2);
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("emping", 1, 1, 0, 3, 7)]);
    desk.forward(Duration::from_secs(24 * 3600));
    click(&desk, "emping", 2);
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("emping", 1, 1, 0, 3, 7)]);
}

#[tokio::test]
async fn a_flood_of_words_fills_no_memory() {
    let desk = testing::desk().await;
    let page = ask(&desk, "emping").await;
    for n in 0..6_000 {
        desk.learning().note(&page, &SearchRequest::of(&format!("kata{n}")), today(&desk));
        click(&desk, &format!("lain{n}"), 1);
    }
    // What is counted already goes on being counted.
    ask(&desk, "emping").await;
    flush(&desk).await.unwrap();
    let all = rows(&desk).await;
    assert_eq!(all.len(), 5_000);
    assert_eq!(all.iter().find(|r| r.0 == "emping").map(|r| r.1), Some(2));
}

#[tokio::test]
async fn what_could_not_be_written_is_written_later() {
    let desk = testing::desk().await;
    ask(&desk, "emping").await;
    sqlx::query("alter table search_asked rename to away").execute(desk.db()).await.unwrap();
    assert!(flush(&desk).await.is_err());
    ask(&desk, "emping").await;
    click(&desk, "emping", 3);
    sqlx::query("alter table away rename to search_asked").execute(desk.db()).await.unwrap();
    flush(&desk).await.unwrap();
    assert_eq!(rows(&desk).await, [row("emping", 2, 2, 0, 1, 3)]);
}

#[test]
fn one_address_clicks_so_often_in_a_minute() {
    let learning = crate::discovery::Learning::default();
    let now = time::macros::datetime!(2026-11-24 10:00:20 UTC);
    for _ in 0..300 {
        assert!(learning.lets_click("203.0.113.9", now).is_ok());
    }
    let wait = learning.lets_click("203.0.113.9", now).expect_err("one too many");
    assert_eq!(wait.0, Duration::from_secs(40));
    assert!(learning.lets_click("203.0.113.10", now).is_ok());
    assert!(learning.lets_click("203.0.113.9", now + Duration::from_secs(40)).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_sees_what_is_missing() {
    let world = World::new().await;
    let desk = &world.desk;
    let token = world.token(Role::Operator).unwrap();
    let (_, standing) = people::session(desk, token).await.unwrap().unwrap();
    let by = standing.as_operator().unwrap();
    type Counted = (i64, &'static str, &'static str, i32, i32, i64, i32, i64);
    let counted: [Counted; 6] = [
        (0, "emping", "postgres", 30, 0, 12, 12, 30),
        (3, "emping", "meilisearch", 10, 0, 11, 8, 10),
        (1, "gimbal", "postgres", 9, 9, 0, 0, 0),
        // Found since: the last time counts.
        (5, "abon", "postgres", 6, 6, 0, 0, 0),
        (0, "abon", "postgres", 1, 0, 2, 0, 0),
        (8, "batik", "postgres", 99, 0, 40, 50, 80),
    ];
    for (days, query, engine, asked, empty, hits, clicked, ranks) in counted {
        sqlx::query(
            "insert into search_asked (day, query, engine, asked, empty, hits, clicked, click_rank_sum)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(today(desk).plus_days(-days).date())
        .bind(query)
        .bind(engine)
        .bind(asked)
        .bind(empty)
        .bind(hits)
        .bind(clicked)
        .bind(ranks)
        .execute(desk.db())
        .await
        .unwrap();
    }
    let lists = asked_lists(desk, &by, today(desk).plus_days(-6), 50).await.unwrap();
    let one = |query: &str, asked, empty, hits, clicked, click_rank_sum| AskedRow {
        query: query.into(),
        asked,
        empty,
        hits,
        clicked,
        click_rank_sum,
    };
    let (emping, gimbal, abon) = (one("emping", 40, 0, 12, 20, 40), one("gimbal", 9, 9, 0, 0, 0), one("abon", 7, 6, 2, 0, 0));
    assert_eq!((emping.clicked_percent(), emping.mean_rank_tenths(), emping.needs_help()), (50, Some(20), false));
    assert_eq!((gimbal.clicked_percent(), gimbal.mean_rank_tenths(), gimbal.needs_help()), (0, None, true));
    let expected =
        AskedLists { often: vec![emping, gimbal.clone(), abon.clone()], without_result: vec![gimbal], without_click: vec![abon] };
    assert_eq!(lists, expected);
    assert_eq!(asked_lists(desk, &by, today(desk).plus_days(-29), 1).await.unwrap().often[0].query, "batik");
}

#[tokio::test]
async fn a_season_and_the_one_before_are_kept() {
    let desk = testing::desk().await;
    ask(&desk, "emping").await;
    flush(&desk).await.unwrap();
    desk.forward(Duration::from_secs(400 * 24 * 3600));
    jobs::tidy(&desk).await.unwrap();
    assert_eq!(rows(&desk).await.len(), 1);
    desk.forward(Duration::from_secs(24 * 3600));
    jobs::tidy(&desk).await.unwrap();
    assert!(rows(&desk).await.is_empty());
}
