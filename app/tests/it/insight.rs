//! What buying together was good for, through the router: the officers' page, and what a koperasi's public
//! page says. Two koperasi, so that none shows what the other's members do.

use axum::http::StatusCode;
use engine::testing::purchasing::{join, offer, officer_of, open_round};
use engine::testing::world::{Role, World};

use crate::client::Client;

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_settlement_the_page_says_what_to_do() {
    let world = World::new().await;
    for role in [Role::Officer, Role::Supervisor] {
        let page = Client::of(&world, role).get("/pengurus/koperasi-one/wawasan").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.all(".kosong-saja h2"), ["Belum ada yang bisa dihitung"]);
        assert_eq!(page.attr(".kosong-saja a", "href").as_deref(), Some("/pengurus/koperasi-one/pembelian"));
        assert!(page.all(".bagan").is_empty());
    }
    let english = Client::of(&world, Role::Officer).in_english().get("/pengurus/koperasi-one/wawasan").await;
    assert_eq!(english.all("h1"), ["Saved together"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_shows_the_rounds_that_its_members_may_join() {
    let world = World::new().await;
    let [one, two] = world.koperasi;
    let links = "a[href^='/pembelian-bersama/']";
    assert!(Client::of(&world, Role::Anyone).get("/koperasi/koperasi-one").await.all(links).is_empty());
    let officer = officer_of(&world.desk, one, world.account(Role::Officer)).await;
    let round = open_round(&world.desk, &officer, offer(&world.desk, one).await).await;
    let shown = Client::of(&world, Role::Anyone).get("/koperasi/koperasi-one").await;
    assert_eq!(shown.all(links), ["Kedelai Maret"]);
    assert_eq!(shown.attr(links, "href"), Some(format!("/pembelian-bersama/{round}")));
    // Nothing was saved yet, so nothing is said of it.
    assert!(!shown.text().contains("Hemat bersama"));
    assert!(Client::of(&world, Role::Anyone).get("/koperasi/koperasi-two").await.all(links).is_empty());
    join(&world.desk, round, two).await;
    assert_eq!(Client::of(&world, Role::Anyone).get("/koperasi/koperasi-two").await.all(links), ["Kedelai Maret"]);
}
