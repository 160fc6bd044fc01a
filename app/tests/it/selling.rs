//! What is read of a shop before anything is ordered there: how it sells, and what its orders say of it. Two shops, so
//! that none shows what the other's does.

use axum::http::StatusCode;
use engine::testing::carts;
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};

/// The line that says how a shop sells, wherever it stands.
fn line(page: &Answered) -> Vec<String> {
    page.all("main p:has(a[href$='#cara-belanja'])")
}

const DOOR: &str = "Ambil di toko · bayar tunai. Cara belanja";
const BROUGHT: &str = "Ambil di toko · diantar mulai Rp5.000 · bayar tunai atau transfer bank. Cara belanja";

#[tokio::test(flavor = "multi_thread")]
async fn how_a_shop_sells_is_read_before_anything_is_in_the_cart() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    for path in ["/produk/product-one", "/toko/shop-one"] {
        assert_eq!(line(&anyone.get(path).await), [DOOR], "a shop that has said nothing: {path}");
    }
    carts::brings(&world.desk, world.shops[0].id).await;
    let shop = anyone.get("/toko/shop-one").await;
    let said = shop.all("#cara-belanja dt");
    let expected = ["Ambil di toko", "Diantar, ongkos Rp5.000", "Diantar, ongkos Rp10.000", "Gratis ongkos", "Bayar"];
    assert_eq!(said, expected);
    assert_eq!(shop.all("#cara-belanja dd")[1..4], ["Limpung", "Subah", "mulai belanja Rp100.000"]);
    let product = anyone.get("/produk/product-one").await;
    assert_eq!(line(&product), [BROUGHT]);
    assert_eq!(product.attr("main a[href$='#cara-belanja']", "href").as_deref(), Some("/toko/shop-one#cara-belanja"));
    for page in [&shop, &product] {
        assert!(!page.text().contains("1234567890") && !page.text().contains("Tini"), "the account is for who has ordered");
    }
    for path in ["/produk/product-two", "/toko/shop-two"] {
        assert_eq!(line(&anyone.get(path).await), [DOOR], "the other shop has said nothing: {path}");
    }
    for product in ["product-one", "product-two"] {
        let added = anyone.post("/keranjang", &[("produk", product), ("jumlah", "1")]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(line(&anyone.get("/keranjang").await), [BROUGHT, DOOR], "each shop for itself");
    let english = anyone.in_english().get("/toko/shop-one").await;
    assert!(english.all("#cara-belanja dt").contains(&"Brought for Rp5.000".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seller_writes_for_buyers_is_only_text() {
    let world = World::new().await;
    let path = "/usaha/cara-jual?usaha=shop-one";
    let form = [("cara_terima", "ambil_koperasi"), ("tunai", "ya"), ("catatan", "Buka sore.\n</p><script>alert(1)</script>")];
    let saved = Client::of(&world, Role::Member).post(path, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let shop = Client::of(&world, Role::Anyone).get("/toko/shop-one").await;
    assert_eq!(shop.all("#cara-belanja dt"), ["Ambil di koperasi", "Bayar"]);
    assert_eq!(shop.all("#cara-belanja dd")[0], "Koperasi Satu");
    assert!(shop.all("#cara-belanja p")[0].contains("<script>alert(1)</script>"), "as it was typed");
    assert!(!shop.text().contains("<script>alert"));
}
