//! Who orders with a phone number alone: what such an account can do, and what comes with its number later.

use axum::http::StatusCode;
use engine::buying::MOST_HERE;
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};

const PATH: &str = "/pesanan/baru/shop-one";
const PHONE: &str = "0813-0000-0001";
const PASSWORD: &str = "melati di kebun belakang";
const HOUSE: &str = "http://guyub.test";

async fn put(client: &mut Client) {
    client.post("/keranjang", &[("produk", "product-one"), ("jumlah", "1")]).await;
}

/// From a browser of its own; gives that, and where it follows the order.
async fn orders_as_guest(world: &World) -> (Client, String) {
    let mut client = Client::of(world, Role::Anyone);
    put(&mut client).await;
    let form = [("nama", "Bu Tini"), ("telepon", PHONE), ("cara_terima", "ambil"), ("cara_bayar", "tunai")];
    let placed = client.post(PATH, &form).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text());
    (client, placed.location().to_owned())
}

/// `/pesanan/{nomor}` of an order's link.
fn own(link: &str) -> &str {
    assert_eq!(link.split('/').count(), 4, "{link}");
    link.rsplit_once('/').expect("a signature").0
}

fn has(page: &Answered, selector: &str) -> bool {
    !page.all(selector).is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_typed_the_number_first_sees_nothing_of_what_comes_with_it_later() {
    let world = World::new().await;
    let (mut first, _) = orders_as_guest(&world).await;
    let (mut later, link) = orders_as_guest(&world).await;
    let path = own(&link);
    let number = path.rsplit('/').next().expect("a number");
    for room in ["", "/keadaan", "/batal", "/keluhan", "/ulasan", "/nota.pdf", "/bukti"] {
        assert_eq!(first.get(&format!("{path}{room}")).await.status, StatusCode::NOT_FOUND, "{room}");
    }
    for room in ["batal", "diterima", "lagi", "keluhan/selesai"] {
        assert_eq!(first.post(&format!("{path}/{room}"), &[]).await.status, StatusCode::NOT_FOUND, "{room}");
    }
    let seller = Client::of(&world, Role::Member).post(&format!("/usaha{path}/terima?usaha=shop-one"), &[]).await;
    assert_eq!(seller.status, StatusCode::SEE_OTHER);
    for page in ["/pesanan", "/akun/kabar", "/akun/data.json"] {
        assert!(!first.get(page).await.text().contains(number), "{page}");
    }
    assert_eq!(later.get("/akun").await.status, StatusCode::SEE_OTHER, "a number signs nobody in");
    assert!(later.get(&link).await.text().contains("Diterima penjual"));
    assert_eq!(later.post(&format!("{link}/batal"), &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_and_the_session_together_save_it_to_the_account() {
    let world = World::new().await;
    let (mut first, _) = orders_as_guest(&world).await;
    let (mut later, link) = orders_as_guest(&world).await;
    let (path, save) = (own(&link).to_owned(), format!("{link}/simpan"));
    let button = format!("form[action='{save}']");
    let mut person = Client::of(&world, Role::Person);
    assert!(!has(&later.get(&link).await, &button) && !has(&person.get(&link).await, &button), "only for whose number it is");
    assert_eq!(person.post(&save, &[]).await.status, StatusCode::NOT_FOUND);
    let sent = later.post(&save, &[]).await;
    assert!(sent.location().starts_with("/masuk?kembali="), "{}", sent.location());
    assert!(has(&first.get(&link).await, &button));
    for _ in 0..2 {
        let saved = first.post(&save, &[]).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, path.as_str()));
    }
    assert_eq!(first.get(&path).await.status, StatusCode::OK);
    assert!(!has(&first.get(&link).await, &button), "it is saved");
    assert_eq!(later.get(&link).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seller_sends_along_shows_the_order_and_moves_nothing() {
    let world = World::new().await;
    orders_as_guest(&world).await;
    let (_, link) = orders_as_guest(&world).await;
    let page = Client::of(&world, Role::Member).get(&format!("/usaha{}?usaha=shop-one", own(&link))).await;
    let chat = page.attr("main a[href*='wa.me/6281300000001']", "href").expect("a way to the buyer");
    let words = percent_encoding::percent_decode_str(&chat).decode_utf8().expect("UTF-8").into_owned();
    let sent = words.split(HOUSE).nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link").to_owned();
    assert_ne!(sent, link, "with the buyer's own a seller could review the own goods");
    let mut anyone = Client::of(&world, Role::Anyone);
    let page = anyone.get(&sent).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Tautan ini dari penjual") && !has(&page, "form[action$='/batal']"));
    for room in ["batal", "diterima", "simpan"] {
        let pressed = Client::of(&world, Role::Person).post(&format!("{sent}/{room}"), &[]).await;
        assert_eq!(pressed.status, StatusCode::NOT_FOUND, "{room}");
    }
    for room in ["keluhan", "ulasan"] {
        assert_eq!(anyone.get(&format!("{sent}/{room}")).await.status, StatusCode::NOT_FOUND, "{room}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_hears_which_buyer_nobody_tells() {
    let world = World::new().await;
    let (_, told) = orders_as_guest(&world).await;
    let (_, link) = orders_as_guest(&world).await;
    let mut seller = Client::of(&world, Role::Member);
    for (path, is_told) in [(told.as_str(), true), (own(&link), false)] {
        let page = format!("/usaha{path}?usaha=shop-one");
        for room in ["terima", "siap"] {
            let pressed = seller.post(&format!("/usaha{path}/{room}?usaha=shop-one"), &[]).await;
            assert_eq!(pressed.status, StatusCode::SEE_OTHER, "{room}: {}", pressed.text());
            let said = seller.get(&page).await.text();
            assert_eq!(said.contains("Pembeli sudah diberi kabar"), is_told, "{room}: {said}");
            assert_eq!(said.contains("Pembeli ini hanya punya tautan pesanan; kabari lewat WhatsApp."), !is_told, "{room}");
        }
        assert_eq!(seller.get(&page).await.text().contains("pembeli kami ingatkan"), is_told);
    }
    world.desk.forward(std::time::Duration::from_secs(73 * 3600));
    engine::jobs::run_due(&world.desk).await.expect("the clock looks");
    for (path, is_told) in [(told.as_str(), true), (own(&link), false)] {
        let page = seller.get(&format!("/usaha{path}?usaha=shop-one")).await.text();
        assert!(page.contains("Barang ini belum diambil"), "{page}");
        assert_eq!(page.contains("sudah kami ingatkan"), is_told, "{page}");
        assert_eq!(page.contains("Pembeli diingatkan"), is_told, "{page}");
    }
    assert!(!seller.get("/akun/kabar").await.text().contains("sudah diingatkan"), "of neither is that said unasked");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_password_is_told_how_to_come_back_and_chooses_one() {
    let world = World::new().await;
    let (mut here, path) = orders_as_guest(&world).await;
    let page = here.get(&path).await;
    assert!(page.all("main h2").contains(&"Simpan tautan ini".to_owned()), "{:?}", page.all("main h2"));
    assert!(has(&page, "main a[href='/akun/kata-sandi']"));
    let link = page.attr("main input[readonly]", "value").expect("a link to keep");
    let link = link.strip_prefix(HOUSE).expect("an address of this house").to_owned();
    assert_eq!(Client::of(&world, Role::Anyone).get(&link).await.status, StatusCode::OK);
    assert!(here.get("/akun").await.text().contains("Bila keluar"), "beside the way out");

    let form = here.get("/akun/kata-sandi").await;
    assert!(has(&form, "h1") && form.all("h1") == ["Buat kata sandi"]);
    assert!(form.attr("input[name=kata_sandi_lama]", "name").is_none(), "there is none to be known");
    for bad in ["", "pendek", PHONE] {
        let refused = here.post("/akun/kata-sandi", &[("kata_sandi_baru", bad)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert_eq!(refused.attr("#f-kata_sandi_baru", "aria-invalid").as_deref(), Some("true"), "{bad}");
    }
    assert_eq!(here.post("/akun/kata-sandi", &[("kata_sandi_baru", PASSWORD)]).await.location(), "/akun");
    let again = here.post("/akun/kata-sandi", &[("kata_sandi_baru", "jalan setapak ke kebun")]).await;
    assert_eq!(again.attr("#f-kata_sandi_lama", "aria-invalid").as_deref(), Some("true"), "from now on it is asked for");
    assert!(!here.get("/akun").await.text().contains("Bila keluar"));
    assert!(!has(&here.get(&path).await, "main input[readonly]"));
    let mut there = Client::of(&world, Role::Anyone);
    assert_eq!(there.post("/masuk", &[("telepon", PHONE), ("kata_sandi", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(there.get(&path).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_password_has_an_email_and_is_closed_by_its_number() {
    let world = World::new().await;
    let (mut here, path) = orders_as_guest(&world).await;
    assert!(here.get("/akun/profil").await.attr("input[name=kata_sandi]", "name").is_none());
    let profile = [("nama", "Bu Tini"), ("email", "tini@contoh.id")];
    assert_eq!(here.post("/akun/profil", &profile).await.location(), "/akun");
    assert_eq!(here.get("/akun/profil").await.attr("#f-email", "value").as_deref(), Some("tini@contoh.id"));
    assert!(here.get("/akun/tutup").await.attr("input[name=telepon]", "name").is_some());
    for wrong in ["", "bukan nomor", "0813-0000-0002"] {
        let refused = here.post("/akun/tutup", &[("telepon", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(refused.attr("#f-telepon", "aria-invalid").as_deref(), Some("true"), "{wrong}");
    }
    let open = here.post("/akun/tutup", &[("telepon", PHONE)]).await;
    assert_eq!((open.status, open.attr("#f-telepon", "value").as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some(PHONE)));
    here.post(&format!("{path}/batal"), &[]).await;
    let closed = here.post("/akun/tutup", &[("telepon", PHONE)]).await;
    assert_eq!((closed.status, closed.location()), (StatusCode::SEE_OTHER, "/"), "{}", closed.text());
    assert_eq!(here.get("/akun").await.status, StatusCode::SEE_OTHER);
    let (_, again) = orders_as_guest(&world).await;
    assert_eq!(again.split('/').count(), 3, "the number is free: {again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_that_nobody_has_answered_are_few_and_the_page_says_so() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    let form = [("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("catatan", "Yang renyah.")];
    for _ in 0..MOST_HERE {
        put(&mut person).await;
        assert_eq!(person.post(PATH, &form).await.status, StatusCode::SEE_OTHER);
    }
    put(&mut person).await;
    let refused = person.post(PATH, &form).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.all("main .kabar").iter().any(|said| said.contains("di toko ini belum dijawab")), "{}", refused.text());
    assert_eq!(refused.all("textarea[name=catatan]"), ["Yang renyah."]);
    let english = person.in_english().post(PATH, &form).await;
    assert!(english.all("main .kabar").iter().any(|said| said.contains("wait for an answer")), "{}", english.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_nothing_to_order_does_not_learn_which_numbers_have_a_password() {
    let world = World::new().await;
    let account = [("nama", "Bu Tini"), ("telepon", PHONE), ("kata_sandi", PASSWORD)];
    Client::of(&world, Role::Anyone).post("/daftar", &account).await;
    for phone in [PHONE, "0813-0000-0002"] {
        let form = [account[0], ("telepon", phone), ("cara_terima", "ambil"), ("cara_bayar", "tunai")];
        let sent = Client::of(&world, Role::Anyone).post(PATH, &form).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/keranjang"), "{phone}");
    }
}
