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

fn jpeg() -> Vec<u8> {
    let photo = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    photo.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_paper_is_for_the_owner_and_the_office() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    let form = [("jenis", "nib"), ("nomor", "1234567890123")];
    let path = "/usaha/izin?usaha=shop-one";
    let refused = owner.post_files(path, &form, &[("foto", "izin.jpg", b"GIF89a no paper")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_of(&refused, "foto").unwrap().contains("JPEG"));
    assert_eq!(refused.attr("#f-nomor", "value").as_deref(), Some("1234567890123"));
    assert_eq!(owner.post_files(path, &form, &[("foto", "izin.jpg", &jpeg())]).await.status, StatusCode::SEE_OTHER);
    let scan = ways(&owner.get(path).await).into_iter().find(|to| to.contains("/foto")).expect("the owner's link");
    let shown = owner.get(&scan).await;
    assert_eq!((shown.status, shown.headers["cache-control"].as_bytes()), (StatusCode::OK, &b"private, no-store"[..]));
    let mut officer = Client::of(&world, Role::Officer);
    let page = officer.get(path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!ways(&page).iter().any(|to| to.contains("/foto")));
    assert_eq!(officer.get(&scan).await.status, StatusCode::NOT_FOUND);
    let office = ways(&Client::of(&world, Role::Regency).get("/dinas/izin").await);
    let scan = office.into_iter().find(|to| to.ends_with("/foto")).expect("the office's link");
    for (role, status) in [(Role::Regency, 200), (Role::Operator, 200), (Role::Officer, 404), (Role::OtherMember, 404)] {
        assert_eq!(Client::of(&world, role).get(&scan).await.status.as_u16(), status, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_verifies_looks_up_and_revokes() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    let mut office = Client::of(&world, Role::Regency);
    let mut anyone = Client::of(&world, Role::Anyone);
    let enter = async |owner: &mut Client, number: &str| {
        let entered = owner.post("/usaha/izin?usaha=shop-one", &[("jenis", "nib"), ("nomor", number)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER);
    };
    enter(&mut owner, "1234567890123").await;
    let decide = ways(&office.get("/dinas/izin").await).into_iter().find(|to| to.starts_with("/dinas/izin/")).expect("a permit");
    assert_eq!(office.post(&decide, &[("keputusan", "verifikasi")]).await.location(), "/dinas/izin");
    assert!(anyone.get("/toko/shop-one").await.text().contains("1234567890123"));
    // A renewal waits beside it.
    enter(&mut owner, "1234567890124").await;
    assert!(anyone.get("/toko/shop-one").await.text().contains("1234567890123"));
    assert_eq!(owner.get("/usaha/izin?usaha=shop-one").await.all("tbody tr").len(), 2);
    let look = "/dinas/izin?lihat=terverifikasi";
    let found = office.get(&format!("{look}&cari=1234+5678+90123")).await;
    assert!(ways(&found).contains(&decide), "{:?}", ways(&found));
    for lost in ["%3Cscript%3E", "%00", "1234567890124"] {
        let page = office.get(&format!("{look}&cari={lost}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(ways(&page).contains(&decide), lost == "%00", "{lost}");
    }
    let form = |reason: &'static str| [("lihat", "terverifikasi"), ("keputusan", "tolak"), ("alasan", reason)];
    let refused = office.post(&decide, &form("")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("details[open] summary"), ["Cabut"]);
    assert_eq!(office.post(&decide, &form("Dicabut OSS.")).await.location(), look);
    assert!(!anyone.get("/toko/shop-one").await.text().contains("1234567890123"));
    assert!(owner.get("/usaha/izin?usaha=shop-one").await.text().contains("Dicabut OSS."));
    assert_eq!(office.post(&decide, &form("Sekali lagi.")).await.status, StatusCode::CONFLICT);
}
