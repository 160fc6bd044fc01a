//! What is counted of searches, and the operator's two rooms that learn from it.

use std::time::Duration;

use axum::http::StatusCode;
use engine::discovery::learning::flush;
use engine::discovery::{contract, refresh_all};
use engine::testing::world::{Role, World};
use scraper::{Html, Selector};

use crate::client::{Answered, Client};

const SEARCHES: &str = "/operator/pencarian";
const SYNONYMS: &str = "/operator/sinonim";

async fn market() -> (World, Client) {
    let world = World::new().await;
    contract::lay_out(&world.desk).await;
    refresh_all(&world.desk).await.expect("listings are refreshed");
    let client = Client::of(&world, Role::Anyone);
    (world, client)
}

fn pings(answered: &Answered) -> Vec<String> {
    let links = Selector::parse("main a[ping]").expect("a selector");
    Html::parse_document(&answered.text()).select(&links).filter_map(|a| a.attr("ping").map(str::to_owned)).collect()
}

/// The words in one of the room's lists.
fn list(answered: &Answered, caption: &str) -> Vec<String> {
    let select = |text: &str| Selector::parse(text).expect("a selector");
    let (tables, name, heads) = (select("table"), select("caption"), select("tbody th a"));
    let page = Html::parse_document(&answered.text());
    let text = |e: scraper::ElementRef<'_>| e.text().collect::<String>();
    let mut named = page.select(&tables).filter(|t| t.select(&name).any(|c| text(c) == caption));
    named.next().map(|t| t.select(&heads).map(text).collect()).unwrap_or_default()
}

/// The operator's sheet after a flush: query, asked, without result, hits, opened, mean position.
async fn counted(world: &World) -> Vec<String> {
    flush(&world.desk).await.expect("the counts are written");
    let sheet = Client::of(world, Role::Operator).in_english().get("/operator/pencarian.csv").await;
    assert_eq!((sheet.status, sheet.headers["content-type"].as_bytes()), (StatusCode::OK, &b"text/csv; charset=utf-8"[..]));
    sheet.text().lines().skip(1).map(str::to_owned).collect()
}

async fn ping(client: &mut Client, address: &str) -> Answered {
    client.post_body(address, "text/ping", b"PING".to_vec()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_tells_that_it_was_opened() {
    let (world, mut client) = market().await;
    let found = pings(&client.get("/cari?q=Terasi").await);
    assert!(found.len() >= 2, "{found:?}");
    assert_eq!(found[..2], ["/api/v1/klik?q=Terasi&ke=1", "/api/v1/klik?q=Terasi&ke=2"]);
    // Places go on from page to page.
    assert_eq!(pings(&client.get("/cari?q=camilan&per_hal=1&hal=2").await), ["/api/v1/klik?q=camilan&ke=2"]);
    for without_words in ["/cari", "/cari?kategori=pasar-emping", "/"] {
        assert!(pings(&client.get(without_words).await).is_empty(), "{without_words}");
    }
    for address in [found[1].as_str(), "/api/v1/klik?q=belum+pernah+dicari&ke=1"] {
        let heard = ping(&mut client, address).await;
        assert_eq!((heard.status, heard.body.len()), (StatusCode::NO_CONTENT, 0), "{address}");
    }
    let hits = found.len();
    assert_eq!(counted(&world).await, [format!("terasi,1,0,{hits},1,2.0")]);
    // Also when the counts are in the database already.
    assert_eq!(ping(&mut client, &found[0]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(counted(&world).await, [format!("terasi,1,0,{hits},2,1.5")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_of_programs_are_counted_and_suggestions_are_not() {
    let (world, mut client) = market().await;
    for path in
        ["/api/v1/search?q=kopi", "/api/v1/search?q=kopi&hal=2", "/api/v1/suggest?q=gula", "/api/v1/search?q=0812-3456-7890"]
    {
        assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(client.get("/api/v1/search?q=kopi&urut=acak").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let rows = counted(&world).await;
    assert!(rows.len() == 1 && rows[0].starts_with("kopi,1,0,"), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_clicks_count_for_nothing() {
    let (world, mut client) = market().await;
    let long = "9".repeat(10_000);
    for place in ["", "0", "-1", "1001", "1,5", "satu", "%00", "%ff", "%F0%9F%94%A5", &long] {
        let refused = ping(&mut client, &format!("/api/v1/klik?q=emping&ke={place}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{place:.20}");
        assert_eq!(refused.headers["content-type"].as_bytes(), b"application/problem+json");
        let problem: serde_json::Value = serde_json::from_slice(&refused.body).expect("JSON");
        assert_eq!((problem["code"].as_str(), problem["errors"][0]["field"].as_str()), (Some("invalid-parameter"), Some("ke")));
    }
    assert_eq!(ping(&mut client, "/api/v1/klik").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(10_000);
    for words in ["", "%00", "%ff%fe", "emping", "0812-3456-7890", "%3Cscript%3E", "%27%20or%201=1", &long] {
        let heard = ping(&mut client, &format!("/api/v1/klik?q={words}&ke=1")).await;
        assert_eq!(heard.status, StatusCode::NO_CONTENT, "{words:.20}");
    }
    assert!(counted(&world).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_clicks_so_often_in_a_minute() {
    let (world, mut client) = market().await;
    let mut refused = None;
    for _ in 0..=300 {
        let heard = ping(&mut client, "/api/v1/klik?q=emping&ke=1").await;
        if heard.status != StatusCode::NO_CONTENT {
            refused = Some(heard);
        }
    }
    let refused = refused.expect("the last was one too many");
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(refused.headers["content-type"].as_bytes(), b"application/problem+json");
    world.desk.forward(Duration::from_secs(60));
    assert_eq!(ping(&mut client, "/api/v1/klik?q=emping&ke=1").await.status, StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_is_described_as_it_is_answered() {
    let (_world, mut client) = market().await;
    let document: serde_json::Value = serde_json::from_str(&client.get("/api/v1/openapi.json").await.text()).expect("JSON");
    let described = &document["paths"]["/api/v1/klik"]["post"]["responses"];
    for status in ["204", "422", "429"] {
        assert!(described.get(status).is_some(), "{status} is answered and not described");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_seen_and_mended() {
    let (world, mut visitor) = market().await;
    let mut operator = Client::of(&world, Role::Operator);
    let empty = operator.get(SEARCHES).await;
    assert_eq!(empty.all(".kosong-saja h2"), ["Belum ada pencarian"]);
    for q in ["gimbal", "gimbal", "terasi"] {
        visitor.get(&format!("/cari?q={q}")).await;
    }
    flush(&world.desk).await.expect("the counts are written");
    let room = operator.get(SEARCHES).await;
    assert_eq!(list(&room, "Paling sering dicari"), ["gimbal", "terasi"]);
    assert_eq!(list(&room, "Tidak ada hasilnya"), ["gimbal"]);
    assert_eq!(list(&room, "Ada hasilnya, tetapi tidak dibuka"), ["terasi"]);
    assert_eq!(room.attr("main a[href^='/cari?q=']", "href").as_deref(), Some("/cari?q=gimbal"));
    let add = room.attr("main a[href^='/operator/sinonim?istilah=']", "href").expect("a way to add it");
    let form = operator.get(&add).await;
    assert_eq!(form.attr("#f-istilah", "value").as_deref(), Some("gimbal"));
    assert!(form.attr("#f-dua_arah", "checked").is_some());
    let done = operator.post(SYNONYMS, &[("istilah", "gimbal"), ("artinya", "rempeyek")]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, SYNONYMS));
    // Each server reads the list anew every two seconds.
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert_eq!(visitor.get("/cari?q=gimbal").await.all("main a.nama"), ["Rempeyek Kacang"]);
    flush(&world.desk).await.expect("the counts are written");
    let room = operator.get(SEARCHES).await;
    assert!(list(&room, "Tidak ada hasilnya").is_empty());
    assert!(list(&room, "Ada hasilnya, tetapi tidak dibuka").contains(&"gimbal".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_span_is_chosen_among_three() {
    let (world, mut visitor) = market().await;
    visitor.get("/cari?q=terasi").await;
    flush(&world.desk).await.expect("the counts are written");
    let mut operator = Client::of(&world, Role::Operator);
    for (query, shown) in
        [("", "30 hari"), ("?hari=7", "7 hari"), ("?hari=90", "90 hari"), ("?hari=-1", "30 hari"), ("?hari=8", "30 hari")]
    {
        let room = operator.get(&format!("{SEARCHES}{query}")).await;
        assert_eq!(room.all("main .keping a[aria-current]"), [shown], "{query}");
    }
    // Seven days later it is not among the last seven any more.
    world.desk.forward(Duration::from_secs(7 * 24 * 3600));
    assert!(list(&operator.get("/operator/pencarian?hari=7").await, "Paling sering dicari").is_empty());
    assert_eq!(list(&operator.get("/operator/pencarian?hari=30").await, "Paling sering dicari"), ["terasi"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_keeps_the_synonyms() {
    let world = World::new().await;
    let mut operator = Client::of(&world, Role::Operator);
    let added = operator.post(SYNONYMS, &[("istilah", "gimbal"), ("artinya", "rempeyek"), ("dua_arah", "ya")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let told = operator.get(SYNONYMS).await;
    assert!(told.all("main [role=status]").concat().contains("tersimpan"), "{:?}", told.all("main [role=status]"));
    let found = operator.get("/operator/sinonim?cari=GIMBAL").await;
    assert_eq!(found.all("details.kategori-satu > summary"), ["gimbal rempeyek dua arah"]);
    let change = found.attr("form[action^='/operator/sinonim/']", "action").expect("its form");
    let refused = operator.post(&change, &[("istilah", "gimbal"), ("artinya", "Gimbal")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr(&format!("form[action='{change}'] input[name=artinya]"), "value").as_deref(), Some("Gimbal"));
    assert_eq!(refused.all(".salah").len(), 1);
    let changed = operator.post(&change, &[("istilah", "gimbal"), ("artinya", "peyek kacang")]).await;
    assert_eq!((changed.status, changed.location()), (StatusCode::SEE_OTHER, "/operator/sinonim?cari=GIMBAL"));
    let found = operator.get("/operator/sinonim?cari=gimbal").await;
    assert_eq!(found.all("details.kategori-satu > summary"), ["gimbal peyek kacang satu arah"]);
    let remove = found.attr("button[formaction]", "formaction").expect("a button that removes it");
    assert!(remove.contains("/hapus"), "{remove}");
    assert_eq!(operator.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(operator.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
    let gone = operator.get("/operator/sinonim?cari=gimbal").await;
    assert_eq!(gone.all(".kosong-saja h2"), ["Tidak ada sinonim dengan “gimbal”"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_synonym_is_refused_beside_its_field() {
    let world = World::new().await;
    for (term, means, two_way, field, id, en) in [
        ("", "rempeyek", "", "istilah", "Isi bagian ini", "fill this in"),
        ("😀", "rempeyek", "", "istilah", "huruf atau angka", "letters or digits"),
        ("gimbal", "satu dua tiga empat lima enam", "", "artinya", "paling banyak 5", "at most 5"),
        ("krupuk", "kerupuk", "ya", "artinya", "kata yang sama", "the same word"),
        ("kunyit", "kunir", "", "artinya", "sudah ada di daftar", "already"),
        ("Kunir", "Kunyit", "", "artinya", "sudah ada di daftar", "already"),
        ("suvenir", "kado", "ya", "artinya", "sudah ada di daftar", "already"),
    ] {
        for (mut operator, words) in
            [(Client::of(&world, Role::Operator), id), (Client::of(&world, Role::Operator).in_english(), en)]
        {
            let refused = operator.post(SYNONYMS, &[("istilah", term), ("artinya", means), ("dua_arah", two_way)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{term} {means}");
            let said = refused.all(&format!("#f-{field}-salah")).concat();
            assert!(said.contains(words), "{term} {means}: {said}");
            assert_eq!(refused.attr("#f-istilah", "value").as_deref(), Some(term));
            assert_eq!(refused.attr("#f-artinya", "value").as_deref(), Some(means));
            assert_eq!(refused.attr("#f-dua_arah", "checked").is_some(), two_way == "ya");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_has_pages_and_none_is_empty() {
    let world = World::new().await;
    let mut operator = Client::of(&world, Role::Operator);
    let lines = |answered: &Answered| answered.all("details.kategori-satu > summary");
    let (first, second) = (operator.get(SYNONYMS).await, operator.get("/operator/sinonim?hal=2").await);
    assert_eq!((lines(&first).len(), lines(&second).len()), (50, 50));
    assert!(lines(&first).iter().all(|line| !lines(&second).contains(line)));
    let beyond = operator.get("/operator/sinonim?hal=9999").await;
    assert!(!lines(&beyond).is_empty());
    // Whoever changes one on the second page comes back to it.
    let change = second.attr("form[action^='/operator/sinonim/']", "action").expect("a form");
    let done = operator.post(&change, &[("istilah", "gimbal"), ("artinya", "rempeyek")]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/operator/sinonim?hal=2"));
}
