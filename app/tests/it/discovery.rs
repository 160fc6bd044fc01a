//! `/cari`, `/api/v1/search` and `/api/v1/suggest` through the router.

use axum::http::StatusCode;
use engine::discovery::{contract, refresh_all};
use engine::testing::world::{Role, World};
use scraper::{Html, Selector};

use crate::client::{Answered, Client};

async fn market() -> (World, Client) {
    let world = World::new().await;
    contract::lay_out(&world.desk).await;
    refresh_all(&world.desk).await.expect("listings are refreshed");
    let client = Client::of(&world, Role::Anyone);
    (world, client)
}

fn texts(answered: &Answered, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(&answered.text()).select(&selector).map(|e| e.text().collect::<String>().trim().to_owned()).collect()
}

fn hrefs(answered: &Answered, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(&answered.text()).select(&selector).filter_map(|e| e.attr("href").map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_misspelt_search_shows_what_was_meant() {
    let (world, mut client) = market().await;
    let found = client.get("/cari?q=empng+mlinjo+supr").await;
    assert_eq!((found.status, found.headers["x-guyub-engine"].as_bytes()), (StatusCode::OK, &b"postgres"[..]));
    assert_eq!(texts(&found, "a.nama")[0], "Emping Melinjo Super");
    assert_eq!(hrefs(&found, "a.nama")[0], "/produk/emping-melinjo-super");
    assert!(texts(&found, ".kabar")[0].contains("ejaan yang paling dekat"));
    let english = Client::of(&world, Role::Anyone).in_english().get("/cari?q=empng+mlinjo").await;
    assert!(texts(&english, ".kabar")[0].contains("the nearest spelling"));
}

#[tokio::test]
async fn filters_are_chips_that_take_themselves_away() {
    let (_world, mut client) = market().await;
    let found = client
        .get("/cari?q=camilan&kategori=pasar-makanan&kecamatan=33.25.08&sertifikat=halal&harga_maks=30000&tersedia=1&hal=1")
        .await;
    assert_eq!(found.status, StatusCode::OK);
    let chips = hrefs(&found, ".saringan a");
    assert_eq!(chips.len(), 5, "{chips:?}");
    for (chip, gone) in chips.iter().zip(["kategori", "kecamatan", "sertifikat", "harga_maks", "tersedia"]) {
        assert!(!chip.contains(&format!("{gone}=")) && chip.matches('=').count() == 5, "{gone}: {chip}");
        assert_eq!(client.get(chip).await.status, StatusCode::OK);
    }
    // The count beside a value is what choosing it shows.
    let open = client.get("/cari?q=emping").await;
    let checked = Selector::parse("input[name=kategori][value=pasar-emping]").expect("a selector");
    assert!(Html::parse_document(&open.text()).select(&checked).next().is_some());
}

#[tokio::test]
async fn pages_go_on_and_end() {
    let (_world, mut client) = market().await;
    let first = client.get("/cari?per_hal=6").await;
    assert_eq!(texts(&first, "a.nama").len(), 6);
    let mut seen = texts(&first, "a.nama");
    let mut next = hrefs(&first, "a[rel=next]");
    while let Some(address) = next.first().cloned() {
        let page = client.get(&address).await;
        seen.extend(texts(&page, "a.nama"));
        next = hrefs(&page, "a[rel=next]");
    }
    seen.sort();
    let all = seen.len();
    seen.dedup();
    assert!(seen.len() >= 16 && (all == seen.len() || all == seen.len() + 1), "{seen:?}");
    let beyond = client.get("/cari?hal=900").await;
    assert_eq!(hrefs(&beyond, ".kosong-saja a"), ["/cari"]);
}

#[tokio::test]
async fn nothing_found_leads_on() {
    let (_world, mut client) = market().await;
    let lost = client.get("/cari?q=zzzzqqq%22%3E%3Cscript%3E").await;
    assert_eq!(lost.status, StatusCode::OK);
    assert!(!lost.text().contains("<script>zz") && !lost.text().contains("\"><script>"));
    assert!(hrefs(&lost, ".bagian .keping a").iter().any(|href| href.starts_with("/cari?kategori=")), "{}", lost.text());
    let narrow = client.get("/cari?q=emping&kecamatan=bandar").await;
    assert!(texts(&narrow, ".kosong-saja a")[0].contains("produk tanpa saringan"));
    assert_eq!(hrefs(&narrow, ".kosong-saja a"), ["/cari?q=emping"]);
}

#[tokio::test]
async fn a_price_that_cannot_be_read_stays_in_its_field() {
    let (world, client) = market().await;
    let english = Client::of(&world, Role::Anyone).in_english();
    for (mut client, said, called) in
        [(client, "Tidak boleh kurang dari nol.", "harga mulai"), (english, "It cannot be below zero.", "price from")]
    {
        let page = client.get("/cari?q=emping&harga_min=-5.000&harga_maks=%3Cb%3Emurah&kategori=tidak-ada").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.attr("input[name=harga_min]", "value").as_deref(), Some("-5.000"));
        assert_eq!(page.attr("input[name=harga_maks]", "value").as_deref(), Some("<b>murah"));
        assert_eq!(page.attr("input[name=harga_min]", "aria-describedby").as_deref(), Some("harga_min-salah"));
        assert_eq!(texts(&page, "#harga_min-salah"), [said]);
        assert!(page.attr("details.penyaring", "open").is_some());
        let notice = &texts(&page, ".kabar")[0];
        assert!(notice.contains(called) && !notice.contains("harga_m") && !notice.contains("kategori,"), "{notice}");
    }
}

#[tokio::test]
async fn what_cannot_be_used_is_ignored_on_the_page_and_refused_by_the_api() {
    let (_world, mut client) = market().await;
    let long = format!("q={}", "x".repeat(10_000));
    for query in [
        "lat=-6.9",
        "lng=109",
        "radius_km=0",
        "radius_km=100000",
        "radius_km=5",
        "hal=0",
        "hal=1001",
        "hal=x",
        "per_hal=1000",
        "urut=acak",
        "urut=terdekat",
        "kategori=tidak-ada",
        "kecamatan=99.99.99",
        "koperasi=x%00y",
        "sertifikat=iso",
        "harga_min=-1",
        "tersedia=2",
    ] {
        let page = client.get(&format!("/cari?q=emping&{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(texts(&page, ".kabar")[0].contains("tidak dikenali"), "{query}");
        let refused = client.get(&format!("/api/v1/search?q=emping&{query}")).await;
        assert_eq!(
            (refused.status, refused.headers["content-type"].as_bytes()),
            (StatusCode::UNPROCESSABLE_ENTITY, &b"application/problem+json"[..]),
            "{query}"
        );
        let problem: serde_json::Value = serde_json::from_slice(&refused.body).expect("JSON");
        assert_eq!(
            (problem["code"].as_str(), problem["errors"][0]["code"].is_string()),
            (Some("invalid-parameter"), true),
            "{query}"
        );
    }
    for query in [
        "",
        &long,
        "q=%00%01",
        "q=dan+di+ke",
        "q='%22%5C%26%7C!:*()",
        "q=%25_%25",
        "q=%ff%fe",
        "a=b&q",
        "q=1&q=2",
        "hal=1000&per_hal=60",
    ] {
        for path in ["/cari", "/api/v1/search", "/api/v1/suggest"] {
            assert_eq!(client.get(&format!("{path}?{query}")).await.status, StatusCode::OK, "{path}?{query}");
        }
    }
}

#[tokio::test]
async fn the_api_answers_as_documented() {
    let (_world, mut client) = market().await;
    let found = client.get("/api/v1/search?q=emping&lat=-6.998&lng=109.925&sertifikat=halal").await;
    let page: serde_json::Value = serde_json::from_slice(&found.body).expect("JSON");
    assert_eq!((page["total"].as_u64(), page["engine"].as_str()), (Some(2), Some("postgres")));
    let hit = &page["hits"][0];
    assert_eq!(hit["kind"], "product");
    for (field, value) in
        [("slug", "emping-melinjo-super"), ("unit", "500 g"), ("shop", "Dapur Bu Tini"), ("kecamatan", "Limpung")]
    {
        let hits: Vec<&serde_json::Value> = page["hits"].as_array().expect("hits").iter().map(|h| &h[field]).collect();
        assert!(hits.iter().any(|v| *v == value), "{field}: {hits:?}");
    }
    assert!(hit["price"].is_i64() && hit["distance_m"] == 0 && hit["image"].is_null());
    for facet in ["kategori", "kecamatan", "koperasi", "sertifikat"] {
        assert!(page["facets"][facet].is_object(), "{facet}");
    }
    assert_eq!(page["facets"]["kecamatan"]["limpung"], 2);
    let suggested = client.get("/api/v1/suggest?q=kopi+bub").await;
    let answer: domain::discovery::Suggestions = serde_json::from_slice(&suggested.body).expect("suggestions");
    let item = answer.items.iter().find(|i| i.name == "Kopi Bubuk Robusta Tombo").unwrap_or_else(|| panic!("{answer:?}"));
    assert_eq!((answer.q.as_str(), item.parts.join("|")), ("kopi bub", "|Kopi| |Bub|uk Robusta Tombo".to_owned()));
}

#[tokio::test]
async fn the_field_works_as_plain_html_and_as_a_combobox() {
    let (_world, mut client) = market().await;
    let page = client.get("/cari?q=emping").await;
    let html = Html::parse_document(&page.text());
    let field = Selector::parse("form[role=search][action='/cari'] input[name=q]").expect("a selector");
    let input = html.select(&field).next().expect("the search field");
    assert_eq!(
        (input.attr("value"), input.attr("role"), input.attr("aria-expanded")),
        (Some("emping"), Some("combobox"), Some("false"))
    );
    assert!(page.text().contains("<leptos-island"));
    assert!(page.text().contains(&format!("id=\"{}\"", input.attr("aria-controls").expect("a list"))));
}

#[tokio::test]
async fn search_engines_are_told_of_what_buyers_see_and_of_nothing_else() {
    let (world, mut client) = market().await;
    let robots = client.get("/robots.txt").await.text();
    assert!(robots.contains("Disallow: /pengurus\n") && robots.contains("/sitemap.xml\n"), "{robots}");
    let index = client.get("/sitemap.xml").await.text();
    for part in ["halaman", "koperasi", "pemasok", "toko", "produk-0"] {
        assert!(index.contains(&format!("/sitemap/{part}.xml</loc>")), "{part} in {index}");
    }
    let products = client.get("/sitemap/produk-0.xml").await.text();
    assert!(products.contains("/produk/emping-melinjo-super</loc><lastmod>20"), "{products}");
    // As many as the search has, no draft among them.
    let found: serde_json::Value = serde_json::from_str(&client.get("/api/v1/search").await.text()).expect("JSON");
    assert_eq!(found["total"], products.matches("<url>").count());
    assert!(client.get("/sitemap/koperasi.xml").await.text().contains("/koperasi/koperasi-one</loc>"));
    assert!(client.get("/sitemap/toko.xml").await.text().contains("/toko/shop-one</loc>"));
    for nothing in ["produk-1.xml", "produk--1.xml", "produk-99999999999.xml", "lain.xml", "toko", "toko-0.xml", "toko-1.xml"] {
        assert_eq!(client.get(&format!("/sitemap/{nothing}")).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    drop(world);
}

#[tokio::test]
async fn the_api_describes_what_it_answers() {
    let (_world, mut client) = market().await;
    let document: serde_json::Value = serde_json::from_str(&client.get("/api/v1/openapi.json").await.text()).expect("JSON");
    let found: serde_json::Value = serde_json::from_str(&client.get("/api/v1/search?q=emping").await.text()).expect("JSON");
    let described = &document["components"]["schemas"]["Hit"]["properties"];
    for (name, _) in found["hits"][0].as_object().expect("a hit") {
        assert!(described.get(name).is_some(), "{name} is answered and not described");
    }
    let described = &document["components"]["schemas"]["Page"]["properties"];
    for (name, _) in found.as_object().expect("a page") {
        assert!(described.get(name).is_some(), "{name} is answered and not described");
    }
    let refused = client.get("/api/v1/search?urut=ngawur&kategori=tidak-ada").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.headers["content-type"].as_bytes(), b"application/problem+json");
}
