//! What is read of a shop before anything is ordered there: how it sells, and what its orders say of it. Two shops, so
//! that none shows what the other's does.

use axum::http::StatusCode;
use domain::buying::State;
use engine::testing::bought::bought;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_trusted_by_its_orders_wherever_one_is_about_to_buy() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    for product in ["product-one", "product-two"] {
        assert_eq!(person.post("/keranjang", &[("produk", product), ("jumlah", "1")]).await.status, StatusCode::SEE_OTHER);
    }
    let pages = ["/produk/product-one", "/pesanan/baru/shop-one"];
    for path in pages {
        assert!(said(&person.get(path).await)[0].starts_with("belum ada pesanan yang selesai · di Guyub sejak"), "{path}");
    }
    let buyer = world.account(Role::Person);
    for _ in 0..2 {
        bought(&world.desk, buyer, world.shops[0], world.products[0], State::Done).await;
    }
    for path in pages {
        let page = person.get(path).await;
        assert!(said(&page)[0].starts_with("2 pesanan selesai · biasanya menjawab dalam 1 jam · "), "{path}: {:?}", said(&page));
        assert_eq!(page.attr("main .bantu a[href='/koperasi/koperasi-one']", "href").as_deref(), Some("/koperasi/koperasi-one"));
    }
    for _ in 2..50 {
        bought(&world.desk, buyer, world.shops[0], world.products[0], State::Done).await;
    }
    for path in [pages[0], pages[1], "/toko/shop-one"] {
        let badges = person.get(path).await.all("main .lencana");
        for earned in ["50+ pesanan selesai", "Menjawab cepat"] {
            assert!(badges.iter().any(|badge| badge == earned), "{path}: {badges:?}");
        }
    }
    let shop = person.get("/toko/shop-one").await;
    assert!(shop.all("main .bantu").concat().contains("kurang dari 2 jam"), "the rule stands beside the badges");
    for path in ["/produk/product-two", "/pesanan/baru/shop-two", "/toko/shop-two"] {
        let page = person.get(path).await;
        assert!(
            !page.text().contains("Menjawab cepat") && !page.text().contains("50+"),
            "nothing of it is the other shop's: {path}"
        );
    }
}

/// The line that says what a shop's orders were.
fn said(page: &Answered) -> Vec<String> {
    page.all("main .bantu").into_iter().filter(|text| text.contains("di Guyub sejak")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_shop_is_left_out_of_ones_own_searches_and_of_nobody_elses() {
    let world = World::new().await;
    let (mut person, mut other) = (Client::of(&world, Role::Person), Client::of(&world, Role::OtherMember));
    let names = |page: &Answered| {
        let mut names = page.all(".produk .nama");
        names.sort();
        names
    };
    let search = "/cari?q=emping";
    assert_eq!(names(&person.get(search).await), ["Emping product-one", "Emping product-two"]);
    let press = person.get("/toko/shop-one").await.attr("form[action$='/sembunyikan']", "action").expect("a button");
    for _ in 0..2 {
        let hidden = person.post(&press, &[]).await;
        assert_eq!((hidden.status, hidden.location()), (StatusCode::SEE_OTHER, "/toko/shop-one"));
    }
    let found = person.get(search).await;
    assert_eq!(names(&found), ["Emping product-two"]);
    assert!(found.all("main .kabar").concat().contains("1 barang dari toko yang Anda sembunyikan"), "what is missing is said");
    assert_eq!(names(&other.get(search).await).len(), 2);
    assert_eq!(names(&Client::of(&world, Role::Anyone).get(search).await).len(), 2);

    let shop = person.get("/toko/shop-one").await;
    assert!(shop.all("main .kabar").concat().contains("Anda menyembunyikan toko ini"));
    assert!(shop.attr("form[action$='/sembunyikan']", "action").is_none());
    for page in [other.get("/toko/shop-one").await, Client::of(&world, Role::Anyone).get("/toko/shop-one").await] {
        assert!(!page.text().contains("Anda menyembunyikan"));
    }
    assert!(
        Client::of(&world, Role::Anyone).get("/toko/shop-one").await.attr("form[action$='/sembunyikan']", "action").is_none()
    );
    let mut owner = Client::of(&world, Role::Member);
    assert!(owner.get("/toko/shop-one").await.attr("form[action$='/sembunyikan']", "action").is_none());
    assert_eq!(owner.post(&press, &[]).await.status, StatusCode::NOT_FOUND, "nobody hides the own shop");

    let list = person.get("/akun/toko-tersembunyi").await;
    assert_eq!(list.all("main table th[scope=row]"), ["Toko shop-one"]);
    assert!(other.get("/akun/toko-tersembunyi").await.all("main table").is_empty(), "each has an own list");
    let show = list.attr("form[action$='/tampilkan']", "action").expect("the way back");
    other.post(&show, &[]).await;
    assert_eq!(names(&person.get(search).await).len(), 1, "nobody shows it for another");
    let shown = person.post(&show, &[]).await;
    assert_eq!((shown.status, shown.location()), (StatusCode::SEE_OTHER, "/akun/toko-tersembunyi"));
    assert_eq!(names(&person.get(search).await).len(), 2);
    assert_eq!(person.post("/toko/no-shop/sembunyikan", &[]).await.status, StatusCode::NOT_FOUND);
}
