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
        "/usaha/cara-jual",
        "/usaha/izin",
        "/usaha/qris",
        "/usaha/produk",
        "/usaha/produk/baru",
        "/usaha/produk/impor",
        "/usaha/produk/product-b",
        "/usaha/kas",
        "/usaha/kas/masuk",
        "/usaha/penjualan",
        "/usaha/stok",
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
async fn a_shop_with_orders_under_way_says_why_it_stays_open() {
    let world = World::new().await;
    let close = "/usaha/tutup?usaha=shop-one";
    let mut owner = Client::of(&world, Role::Member);
    assert!(ways(&owner.get("/usaha?usaha=shop-one").await).iter().any(|to| to == close));
    let order = crate::orders::accepted(&world).await;
    let desk = owner.get("/usaha?usaha=shop-one").await;
    assert!(!ways(&desk).iter().any(|to| to == close) && desk.text().contains("1 pesanan masih berjalan"), "{}", desk.text());
    // On a page that was opened before.
    let refused = owner.post(close, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("1 pesanan masih berjalan"));
    let english = Client::of(&world, Role::Member).in_english().post(close, &[]).await;
    assert!(english.text().contains("1 order is under way"));
    assert_eq!(Client::of(&world, Role::Anyone).get("/toko/shop-one").await.status, StatusCode::OK);
    Client::of(&world, Role::Person).post(&format!("/pesanan/{}/batal", order.number), &[("alasan", "")]).await;
    assert_eq!(owner.post(close, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(Client::of(&world, Role::Anyone).get("/toko/shop-one").await.status, StatusCode::NOT_FOUND);
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
        assert!(!ways(&page).contains(&decide), "{lost}");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_opens_nothing_more() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    let key = person.get("/usaha/buka").await.attr("input[name=kunci]", "value").expect("a key");
    let mut fields = form("Dapur Bu Tini");
    fields.push(("kunci", key.clone()));
    let first = send(&mut person, "/usaha/buka", &fields).await;
    let second = send(&mut person, "/usaha/buka", &fields).await;
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, "/usaha?usaha=dapur-bu-tini"));
    assert_eq!(second.location(), first.location());
    assert_eq!(person.get("/usaha/pilih").await.all("main ul a").len(), 1);
    // A refused form keeps its key.
    let refused = send(&mut person, "/usaha/buka", &[("nama", String::new()), ("kunci", key.clone())]).await;
    assert_eq!(refused.attr("input[name=kunci]", "value"), Some(key));
    // Without one, or with nonsense for one, each press is its own.
    for nonsense in ["", "x", "\0"] {
        let mut fields = form("Warung Kopi");
        fields.push(("kunci", nonsense.to_owned()));
        assert_eq!(send(&mut person, "/usaha/buka", &fields).await.status, StatusCode::SEE_OTHER, "{nonsense:?}");
    }
    assert_eq!(person.get("/usaha/pilih").await.all("main ul a").len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_about_a_business_is_judged_and_kept() {
    let world = World::new().await;
    let path = "/usaha/ubah?usaha=shop-one";
    for (field, value, id, en) in [
        ("nama", "", "Isi bagian ini.", "Please fill this in."),
        ("nama", "Toko\u{202e}oko", "tersembunyi", "hidden"),
        ("kecamatan", "33.99.99", "Pilih salah satu", "Choose one"),
        ("kecamatan", "' or 1=1", "", ""),
        ("desa", "---", "huruf atau angka", "letters or digits"),
        ("whatsapp", "021-555", "", ""),
        ("lat", "52.5, 13.4", "di luar Indonesia", "outside Indonesia"),
        ("lat", "<b>", "", ""),
    ] {
        for (mut client, words) in [(Client::of(&world, Role::Member), id), (Client::of(&world, Role::Member).in_english(), en)] {
            let mut fields: Vec<_> = form("Toko").into_iter().filter(|(name, _)| *name != field).collect();
            fields.push((field, value.to_owned()));
            if value == "<b>" {
                fields.push(("lng", "109.7".to_owned()));
            }
            let refused = send(&mut client, path, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {value}");
            let said = error_of(&refused, field).unwrap_or_default();
            assert!(!said.is_empty() && said.contains(words), "{field} = {value}: {said}");
            if field != "nama" {
                assert_eq!(refused.attr("#f-nama", "value").as_deref(), Some("Toko"));
            }
        }
    }
    let mut owner = Client::of(&world, Role::Member);
    let mut fields = form("</title><script>alert(1)</script>");
    fields.push(("lat", "-6.9981, 109.9254".to_owned()));
    assert_eq!(send(&mut owner, path, &fields).await.status, StatusCode::SEE_OTHER);
    let changed = owner.get(path).await;
    assert_eq!(
        (changed.attr("#f-lat", "value").as_deref(), changed.attr("#f-lng", "value").as_deref()),
        (Some("-6.9981"), Some("109.9254"))
    );
    let shop = Client::of(&world, Role::Anyone).get("/toko/shop-one").await;
    assert_eq!(shop.all("h1"), ["</title><script>alert(1)</script>"]);
    assert!(!shop.text().contains("<script>alert"));
    for (role, status) in [(Role::OtherMember, 404), (Role::OtherOfficer, 404), (Role::Supervisor, 403), (Role::Officer, 303)] {
        assert_eq!(send(&mut Client::of(&world, role), path, &form("Toko")).await.status.as_u16(), status, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_opens_for_a_member_and_for_nobody_else() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let of = |role| format!("/pengurus/koperasi-one/anggota/{}/usaha", world.account(role));
    assert_eq!(officer.get(&of(Role::OtherMember)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&mut officer, &of(Role::OtherMember), &form("Toko")).await.status, StatusCode::NOT_FOUND);
    let path = of(Role::Member);
    let key = officer.get(&path).await.attr("input[name=kunci]", "value").expect("a key");
    let mut fields = form("Warung Bu Siti");
    fields.push(("kunci", key));
    let opened = send(&mut officer, &path, &fields).await;
    assert_eq!(opened.location(), "/usaha?usaha=warung-bu-siti");
    assert_eq!(send(&mut officer, &path, &fields).await.location(), opened.location());
    assert_eq!(Client::of(&world, Role::Member).get("/usaha/pilih").await.all("main ul a").len(), 2);
    assert!(officer.get(opened.location()).await.all(".kabar").iter().any(|said| said.contains("sebagai pengurus")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_past_the_last_says_so() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    for hal in ["2", "99999999", "10000"] {
        let page = anyone.get(&format!("/toko/shop-one?hal={hal}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.all(".kosong-saja").iter().any(|said| said.contains("sudah lewat yang terakhir")), "{hal}");
        assert_eq!(page.attr(".kosong-saja a", "href").as_deref(), Some("/toko/shop-one"));
    }
    for first in ["0", "-1", "x", "1"] {
        assert!(anyone.get(&format!("/toko/shop-one?hal={first}")).await.all(".kosong-saja").is_empty(), "{first}");
    }
}
