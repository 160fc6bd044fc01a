//! A business and its desk, as its owner, its officers and strangers use them, through the router.

use axum::http::StatusCode;
use engine::testing::world::{Role, World, business, product};
use scraper::{Html, Selector};

use crate::client::{Answered, Client};

/// The member's second shop, beside `shop-one`.
async fn second_shop(world: &World) {
    let shop = business(&world.desk, world.account(Role::Member), Some(world.koperasi[0]), "shop-b").await;
    product(&world.desk, shop, "product-b", "published").await;
}

fn form(name: &str) -> Vec<(&'static str, String)> {
    [("nama", name), ("kecamatan", "33.25.08"), ("desa", "Ngaliyan")].map(|(field, value)| (field, value.to_owned())).into()
}

async fn send(client: &mut Client, path: &str, form: &[(&str, String)]) -> Answered {
    let pairs: Vec<(&str, &str)> = form.iter().map(|(field, value)| (*field, value.as_str())).collect();
    client.post(path, &pairs).await
}

/// Where a page's links and forms lead to.
fn ways(answered: &Answered) -> Vec<String> {
    let selector = Selector::parse("main a[href], main form[method=post]").expect("a selector");
    let page = Html::parse_document(&answered.text());
    page.select(&selector).filter_map(|e| e.attr("href").or(e.attr("action")).map(str::to_owned)).collect()
}

#[allow(dead_code)]
fn error_of(answered: &Answered, field: &str) -> Option<String> {
    answered.all(&format!("#f-{field}-salah")).pop()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_of_two_changes_the_one_on_the_page() {
    let world = World::new().await;
    second_shop(&world).await;
    let mut owner = Client::of(&world, Role::Member);
    for room in [
        "/usaha",
        "/usaha/ubah",
        "/usaha/izin",
        "/usaha/produk",
        "/usaha/produk/baru",
        "/usaha/produk/impor",
        "/usaha/produk/product-b",
    ] {
        let page = owner.get(&format!("{room}?usaha=shop-b")).await;
        assert_eq!(page.status, StatusCode::OK, "{room}");
        let ways: Vec<String> = ways(&page).into_iter().filter(|to| to.starts_with("/usaha")).collect();
        assert!(!ways.is_empty() && ways.iter().all(|to| to.contains("usaha=shop-b")), "{room}: {ways:?}");
    }
    let action = owner.get("/usaha/ubah?usaha=shop-b").await.attr("form.formulir", "action").unwrap();
    let saved = send(&mut owner, &action, &form("Toko baru")).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/usaha?usaha=shop-b"));
    let desk = owner.get(saved.location()).await;
    assert_eq!(desk.all("h1"), ["Toko baru"]);
    assert_eq!(owner.get("/usaha?usaha=shop-one").await.all("h1"), ["Toko shop-one"]);
    let close = ways(&desk).into_iter().find(|to| to.starts_with("/usaha/tutup")).unwrap();
    assert_eq!(owner.post(&close, &[]).await.status, StatusCode::SEE_OTHER);
    let mut anyone = Client::of(&world, Role::Anyone);
    assert_eq!(anyone.get("/toko/shop-b").await.status, StatusCode::NOT_FOUND);
    assert_eq!(anyone.get("/toko/shop-one").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_and_permits_go_to_the_shop_on_the_page() {
    let world = World::new().await;
    second_shop(&world).await;
    let mut owner = Client::of(&world, Role::Member);
    let action = owner.get("/usaha/izin?usaha=shop-b").await.attr("form.formulir", "action").unwrap();
    let entered = owner.post(&action, &[("jenis", "nib"), ("nomor", "1234567890123")]).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/usaha/izin?usaha=shop-b"));
    let action = owner.get("/usaha/produk/baru?usaha=shop-b").await.attr("form.formulir", "action").unwrap();
    let goods = [("nama", "Madu hutan"), ("kategori", "emping"), ("harga", "90.000"), ("satuan", "botol 250 ml"), ("stok", "5")];
    let made = owner.post(&action, &goods).await;
    assert_eq!(made.location(), "/usaha/produk/madu-hutan?usaha=shop-b");
    for (shop, there) in [("shop-b", true), ("shop-one", false)] {
        let permits = owner.get(&format!("/usaha/izin?usaha={shop}")).await;
        assert_eq!(permits.all("tbody tr").iter().any(|cell| cell.contains("1234567890123")), there, "{shop}");
        let goods = owner.get(&format!("/usaha/produk?usaha={shop}")).await;
        assert_eq!(goods.all("tbody tr").iter().any(|cell| cell.contains("Madu hutan")), there, "{shop}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn which_of_several_is_asked_and_never_guessed() {
    let world = World::new().await;
    second_shop(&world).await;
    let mut owner = Client::of(&world, Role::Member);
    let asked = owner.get("/usaha/produk?keadaan=draf").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let mut choice = ways(&owner.get(asked.location()).await);
    choice.sort();
    assert_eq!(choice, ["/usaha/produk?keadaan=draf&usaha=shop-b", "/usaha/produk?keadaan=draf&usaha=shop-one"]);
    assert!(Client::of(&world, Role::Member).in_english().get("/usaha/pilih").await.text().contains("Which business?"));
    for (path, fields) in
        [("/usaha/tutup", vec![]), ("/usaha/ubah", form("Salah toko")), ("/usaha/produk/product-one/arsipkan", vec![])]
    {
        assert_eq!(send(&mut owner, path, &fields).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(Client::of(&world, Role::Anyone).get("/produk/product-one").await.status, StatusCode::OK);
    // With one business the address may leave it out, as links from elsewhere do.
    assert_eq!(Client::of(&world, Role::OtherMember).get("/usaha").await.status, StatusCode::OK);
}
