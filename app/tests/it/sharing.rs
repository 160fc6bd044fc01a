//! What search engines and chats are shown, and what a phone keeps for when there is no network.

use axum::http::StatusCode;
use engine::testing::world::{Role, World};
use serde_json::Value;

use crate::client::{Answered, Client};

fn linked(page: &Answered) -> Value {
    let found = page.all("script[type='application/ld+json']");
    assert_eq!(found.len(), 1, "{}", page.text());
    serde_json::from_str(&found[0]).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_says_what_it_costs_and_where() {
    let world = World::new().await;
    let page = Client::of(&world, Role::Anyone).get("/produk/product-one").await;
    let data = linked(&page);
    let product = &data["@graph"][0];
    assert_eq!((&product["@type"], &product["url"]), (&"Product".into(), &"http://guyub.test/produk/product-one".into()));
    assert_eq!(product["offers"]["priceCurrency"], "IDR");
    assert!(product["offers"]["price"].as_str().is_some_and(|price| price.chars().all(|c| c.is_ascii_digit())));
    assert_eq!(product["offers"]["seller"]["@id"], "http://guyub.test/toko/shop-one");
    assert!(product.get("aggregateRating").is_none(), "nobody has reviewed it");
    let way = data["@graph"][1]["itemListElement"].as_array().expect("a list");
    assert_eq!(way.last().expect("a step")["item"], "http://guyub.test/produk/product-one");
    let shop = linked(&Client::of(&world, Role::Anyone).get("/toko/shop-one").await);
    assert_eq!(shop["@graph"][0]["@type"], "Store");
    assert_eq!(shop["@graph"][0]["address"]["addressCountry"], "ID");
    assert!(!shop.to_string().contains("telephone"));
    assert_eq!(linked(&Client::of(&world, Role::Anyone).get("/").await)["@graph"][0]["@type"], "WebSite");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_language_is_a_page_of_its_own() {
    let world = World::new().await;
    let address = |page: &Answered, what: &str| page.attr(&format!("link{what}"), "href").unwrap_or_default();
    for (path, canonical) in [
        ("/produk/product-one", "http://guyub.test/produk/product-one"),
        ("/produk/product-one?bahasa=en", "http://guyub.test/produk/product-one?bahasa=en"),
        ("/toko/shop-one?hal=2", "http://guyub.test/toko/shop-one?hal=2"),
    ] {
        let page = Client::of(&world, Role::Anyone).get(path).await;
        assert_eq!(address(&page, "[rel=canonical]"), canonical, "{path}");
        assert!(address(&page, "[hreflang=en]").ends_with("bahasa=en"), "{path}");
        assert_eq!(address(&page, "[hreflang=id]"), address(&page, "[hreflang=x-default]"), "{path}");
    }
    // Whoever comes by an address in a language goes on in it, unless they have chosen another.
    let mut led = Client::of(&world, Role::Anyone);
    led.get("/produk/product-one?bahasa=en").await;
    assert_eq!(led.get("/koperasi").await.attr("html", "lang").as_deref(), Some("en"));
    led.get("/koperasi?bahasa=id").await;
    assert_eq!(led.get("/koperasi").await.attr("html", "lang").as_deref(), Some("en"));
    // What is not for search engines has neither.
    let account = Client::of(&world, Role::Member).get("/akun").await;
    assert!(account.attr("link[hreflang]", "href").is_none() && account.all("script[type='application/ld+json']").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_without_a_network_is_nobodys() {
    let world = World::new().await;
    let page = Client::of(&world, Role::Member).get("/luring").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text(), Client::of(&world, Role::Anyone).get("/luring").await.text());
    assert!(page.attr("script[src*=register]", "src").is_some() && page.text().contains("<!--halaman-->"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_what_is_so_now() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    for page in ["/produk/product-one", "/toko/shop-one"] {
        let image = anyone.get(page).await.attr("meta[property='og:image']", "content").expect("a preview");
        let path = image.strip_prefix("http://guyub.test").expect("of this site").to_owned();
        let drawn = anyone.get(&path).await;
        assert_eq!((drawn.status, &drawn.body[..2]), (StatusCode::OK, &[0xff, 0xd8][..]), "{path}");
        assert_eq!(drawn.headers["content-type"], "image/jpeg");
        assert!(drawn.headers["cache-control"].to_str().expect("ASCII").contains("immutable"));
        // Of an address that is out of date, or made up, the right one.
        let folder = path.rsplit_once('/').expect("a path").0;
        for old in ["000000000000000000000000.jpg", "x", "%3Cscript%3E"] {
            let sent_on = anyone.get(&format!("{folder}/{old}")).await;
            assert_eq!((sent_on.status, sent_on.location()), (StatusCode::SEE_OTHER, path.as_str()));
        }
        let english = Client::of(&world, Role::Anyone).get(&format!("{page}?bahasa=en")).await;
        let english = english.attr("meta[property='og:image']", "content").expect("a preview");
        assert_eq!(anyone.get(english.trim_start_matches("http://guyub.test")).await.status, StatusCode::OK, "{english}");
    }
    for nothing in ["/pratinjau/produk/nothing/x.jpg", "/pratinjau/toko/nothing/x.jpg", "/pratinjau/produk/%00/x.jpg"] {
        assert_eq!(anyone.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}
