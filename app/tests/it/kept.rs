//! What is posted after the session was closed, or in a size that no form has.

use axum::http::StatusCode;
use engine::testing::world::{Role, World};
use percent_encoding::percent_decode_str;

use crate::client::{Answered, Client};

const NEW: &str = "/usaha/produk/baru?usaha=shop-one";
const KIND: &str = "multipart/form-data; boundary=batas";

fn typed(name: &str, value: &str) -> Vec<u8> {
    format!("--batas\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
}

fn photo(bytes: usize) -> Vec<u8> {
    let head = "--batas\r\nContent-Disposition: form-data; name=\"foto\"; filename=\"a.jpg\"\r\n\r\n";
    [head.as_bytes(), &vec![0xff; bytes], b"\r\n"].concat()
}

const END: &[u8] = b"--batas--\r\n";

/// Where the sign-in leads afterwards.
fn way_back(answered: &Answered) -> String {
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
    let back = answered.location().strip_prefix("/masuk?kembali=").expect("the sign-in");
    percent_decode_str(back).decode_utf8_lossy().into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_behind_large_photos_is_kept() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let body =
        [photo(3_000_000), photo(3_000_000), typed("nama", "Emping <super>"), typed("harga", "16.000"), END.to_vec()].concat();
    let back = way_back(&anyone.post_body(NEW, KIND, body).await);
    assert!(back.starts_with("/usaha/produk/baru?usaha=shop-one&titipan="), "{back}");
    let form = Client::of(&world, Role::Member).get(&back).await;
    assert_eq!(form.attr("#f-nama", "value").as_deref(), Some("Emping <super>"));
    assert_eq!(form.attr("#f-harga", "value").as_deref(), Some("16.000"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_a_break_is_kept() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let mut body = [typed("nama", "Emping super"), photo(100_000)].concat();
    body.truncate(body.len() - 50_000);
    let back = way_back(&anyone.post_body(NEW, KIND, body).await);
    let form = Client::of(&world, Role::Member).get(&back).await;
    assert_eq!(form.attr("#f-nama", "value").as_deref(), Some("Emping super"));
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_leave_only_so_much_here() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let kept = |back: &str| back.contains("titipan=");
    let long = "x".repeat(65 * 1024);
    assert!(!kept(&way_back(&anyone.post(NEW, &[("deskripsi", &long)]).await)));
    let many = vec![("kata_kunci", "a"); 101];
    assert!(!kept(&way_back(&anyone.post(NEW, &many).await)));
    assert!(!kept(&way_back(&anyone.post(NEW, &[]).await)), "nothing was typed");
    // A NUL is no reason to lose the rest.
    let mut back = way_back(&anyone.post(NEW, &[("nama", "Emping\0")]).await);
    assert!(kept(&back));
    for _ in 0..30 {
        back = way_back(&anyone.post(NEW, &[("nama", "Emping")]).await);
    }
    assert_eq!(back, NEW, "one address keeps thirty in a quarter of an hour");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_press_leads_back_to_its_button() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let path = "/usaha/produk/product-one/terbitkan?usaha=shop-one";
    let lost = anyone.post(path, &[("versi", "1")]).await;
    let back = way_back(&lost);
    assert_eq!(back, "/usaha/produk/product-one?usaha=shop-one");
    assert_eq!(Client::of(&world, Role::Member).get(&back).await.status, StatusCode::OK);
    let sign_in = anyone.get(lost.location()).await;
    assert!(sign_in.all(".kabar").iter().any(|k| k.contains("sekali lagi")), "{:?}", sign_in.all(".kabar"));

    let from = |page: &'static str| [("referer", page)];
    let lost = anyone.post_with(path, &[], &from("http://guyub.test/usaha/produk?cari=emping")).await;
    assert_eq!(way_back(&lost), "/usaha/produk?cari=emping");
    for strange in ["https://jahat.example/usaha", "http://guyub.test/usaha/tutup", "//jahat.example"] {
        let lost = anyone.post_with("/usaha/tutup", &[], &from(strange)).await;
        assert_eq!(way_back(&lost), "/usaha", "{strange}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_a_size_that_none_has_is_refused() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let fields = vec![("kata_kunci", "a"); 201];
    assert_eq!(member.post(NEW, &fields).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = [typed("kata_kunci", "a").repeat(201), END.to_vec()].concat();
    assert_eq!(member.post_body(NEW, KIND, body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = [photo(10).repeat(17), END.to_vec()].concat();
    assert_eq!(member.post_body(NEW, KIND, body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = [typed("deskripsi", &"x".repeat(2_000_000)), END.to_vec()].concat();
    assert_eq!(member.post_body(NEW, KIND, body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = [photo(300_000).repeat(8), typed("nama", "Emping"), END.to_vec()].concat();
    assert_eq!(member.post_body(NEW, KIND, body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nul_in_an_address_is_no_fault_of_ours() {
    let world = World::new().await;
    for (role, path) in [
        (Role::Anyone, "/koperasi?kecamatan=%00"),
        (Role::Anyone, "/koperasi?q=%00&hal=%00"),
        (Role::Anyone, "/toko/shop-one?hal=%00"),
        (Role::Anyone, "/pemasok?q=%00&bahan=%00&tempat=%00"),
        (Role::Anyone, "/masuk?kembali=%00&titipan=%00"),
        (Role::Member, "/usaha/produk?cari=%00"),
        (Role::Officer, "/pengurus/koperasi-one/anggota?q=%00"),
    ] {
        assert_eq!(Client::of(&world, role).get(path).await.status, StatusCode::OK, "{path}");
    }
    let strange = Client::of(&world, Role::Member).get("/usaha?usaha=%00").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}
