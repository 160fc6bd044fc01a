//! A seller's own QRIS: sent, looked at, put up, and taken away; and everything that is none.

use axum::http::StatusCode;
use engine::pictures::fixtures;
use engine::testing::world::{Role, World, takes_cash};

use crate::client::{Answered, Client};

const PATH: &str = "/usaha/qris?usaha=shop-one";
const OTHER_PATH: &str = "/usaha/qris?usaha=shop-two";
const REMOVE: &str = "/usaha/qris/hapus?usaha=shop-one";
pub const WARUNG: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9";
const BATIK: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000029021000000000290303UMI51440014ID.CO.QRIS.WWW0215ID00000000000290303UMI5204569953033605802ID5916BATIK PAK SLAMET6010PEKALONGAN61055111162070703A0163040191";
/// EMVCo's own example: yuan, with an amount.
const EMVCO: &str = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";

fn photo(text: &str) -> Vec<u8> {
    fixtures::jpeg(&fixtures::photo_of_code(text, (1200, 900), 600, 4.0))
}

fn error_of(answered: &Answered, field: &str) -> Option<String> {
    answered.all(&format!("#f-{field}-salah")).pop()
}

/// Name and city that a page shows.
fn shown(answered: &Answered) -> Vec<String> {
    answered.all(".fakta dd")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_looked_at_before_it_is_put_up() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    let seen = owner.post_files(PATH, &[("teks", "")], &[("foto", "qris.jpg", &photo(WARUNG))]).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(shown(&seen), ["WARUNG BU TINI", "BATANG"]);
    assert!(seen.attr("svg.qr", "aria-label").unwrap().contains("WARUNG BU TINI"));
    assert!(shown(&owner.get(PATH).await).is_empty(), "nothing is kept yet");
    // The button of that page sends the text back.
    let text = seen.attr("main input[name=teks]", "value").unwrap();
    assert_eq!((text.as_str(), seen.attr("main input[name=konfirmasi]", "value").as_deref()), (WARUNG, Some("ya")));
    let put = owner.post(PATH, &[("teks", &text), ("konfirmasi", "ya")]).await;
    assert_eq!((put.status, put.location()), (StatusCode::SEE_OTHER, PATH));
    let page = owner.get(PATH).await;
    assert_eq!(shown(&page), ["WARUNG BU TINI", "BATANG"]);
    assert!(page.text().contains("terpasang"));
    assert!(shown(&Client::of(&world, Role::OtherMember).get(OTHER_PATH).await).is_empty(), "the other shop has none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_as_good_as_a_photo_and_a_photo_is_never_put_up_unseen() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::OtherMember);
    let seen = owner.post(OTHER_PATH, &[("teks", &format!("  {}\r\n{} ", &BATIK[..50], &BATIK[50..]))]).await;
    assert_eq!((seen.status, shown(&seen)), (StatusCode::OK, vec!["BATIK PAK SLAMET".to_owned(), "PEKALONGAN".to_owned()]));
    let unseen = owner.post_files(OTHER_PATH, &[("konfirmasi", "ya")], &[("foto", "qris.jpg", &photo(WARUNG))]).await;
    assert_eq!((unseen.status, shown(&unseen)), (StatusCode::OK, vec!["WARUNG BU TINI".to_owned(), "BATANG".to_owned()]));
    assert!(shown(&owner.get(OTHER_PATH).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_code_is_refused_with_its_reason_and_kept() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    let wrong_crc = WARUNG.replace("TINI", "TUTI");
    let long = "9".repeat(10_000);
    for (text, said) in [
        ("", "tempel teksnya"),
        ("https://example.com/bayar", "bukan kode QRIS"),
        (long.as_str(), "bukan kode QRIS"),
        (&WARUNG[..90], "tidak utuh"),
        (wrong_crc.as_str(), "angka periksanya"),
        (EMVCO, "bukan untuk rupiah"),
        ("000201<script>alert(1)</script>", "tidak utuh"),
    ] {
        // Whether confirmed or not.
        for form in [vec![("teks", text)], vec![("teks", text), ("konfirmasi", "ya")]] {
            let refused = owner.post(PATH, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(error_of(&refused, "teks").unwrap().contains(said), "{text}: {:?}", error_of(&refused, "teks"));
            assert_eq!(refused.all("#f-teks"), [text]);
        }
    }
    let english = Client::of(&world, Role::Member).in_english().post(PATH, &[("teks", EMVCO)]).await;
    assert!(error_of(&english, "teks").unwrap().contains("not for rupiah"));
    assert!(shown(&owner.get(PATH).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_without_a_good_code_are_refused_beside_the_photo() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    let paid = engine::buying::qris::for_order(WARUNG, domain::money::Rupiah(5000)).unwrap();
    let corners = fixtures::png(&fixtures::corners_of_codes(1200, 1200, 2));
    let cut = photo(WARUNG)[..2000].to_vec();
    for (file, said) in [
        (b"GIF89a no picture".to_vec(), "JPEG"),
        (b"<svg onload=alert(1)>".to_vec(), "JPEG"),
        (cut, "JPEG"),
        (fixtures::jpeg(&fixtures::photo(600, 400)), "Tidak ada kode"),
        (corners, "Tidak ada kode"),
        (photo("https://example.com/menu"), "bukan kode QRIS"),
        (photo(&paid), "satu pembayaran"),
    ] {
        let refused = owner.post_files(PATH, &[("teks", "tetap ada")], &[("foto", "qris.jpg", &file)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(error_of(&refused, "foto").unwrap().contains(said), "{:?}", error_of(&refused, "foto"));
        assert_eq!(refused.all("#f-teks"), ["tetap ada"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_of_one_shop_are_looked_at_so_often_within_an_hour() {
    let world = World::new().await;
    let (mut owner, mut other) = (Client::of(&world, Role::Member), Client::of(&world, Role::OtherMember));
    let file = b"GIF89a no picture";
    for _ in 0..engine::buying::qris::MOST_PHOTOS {
        let refused = owner.post_files(PATH, &[], &[("foto", "qris.jpg", file)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let one_more = owner.post_files(PATH, &[("teks", "tetap ada")], &[("foto", "qris.jpg", &photo(WARUNG))]).await;
    assert_eq!(one_more.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(one_more.all("#f-teks"), ["tetap ada"]);
    assert!(one_more.all("main .kabar").concat().contains("Terlalu banyak foto"), "{:?}", one_more.all("main .kabar"));
    assert_eq!(owner.post(PATH, &[("teks", WARUNG)]).await.status, StatusCode::OK, "a text costs nothing");
    let others = other.post_files(OTHER_PATH, &[], &[("foto", "qris.jpg", file)]).await;
    assert_eq!(others.status, StatusCode::UNPROCESSABLE_ENTITY, "of another shop");
    world.desk.forward(std::time::Duration::from_secs(3600));
    let later = owner.post_files(PATH, &[], &[("foto", "qris.jpg", &photo(WARUNG))]).await;
    assert_eq!((later.status, shown(&later)), (StatusCode::OK, vec!["WARUNG BU TINI".to_owned(), "BATANG".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_taken_away_unless_it_is_the_only_way() {
    let world = World::new().await;
    let mut owner = Client::of(&world, Role::Member);
    // Without a code there is nothing to do, and nothing wrong.
    assert_eq!(owner.post(REMOVE, &[]).await.location(), PATH);
    owner.post(PATH, &[("teks", WARUNG), ("konfirmasi", "ya")]).await;
    takes_cash(&world.desk, world.shops[0], false).await;
    let refused = owner.post(REMOVE, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.all("main [role=alert]").concat().contains("satu-satunya"));
    assert_eq!(shown(&refused), ["WARUNG BU TINI", "BATANG"]);
    takes_cash(&world.desk, world.shops[0], true).await;
    assert_eq!(owner.post(REMOVE, &[]).await.location(), PATH);
    assert!(shown(&owner.get(PATH).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_acts_for_the_owner_who_is_told() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    assert!(officer.get(PATH).await.text().contains("sebagai pengurus"));
    assert_eq!(officer.post(PATH, &[("teks", WARUNG), ("konfirmasi", "ya")]).await.status, StatusCode::SEE_OTHER);
    let mut owner = Client::of(&world, Role::Member);
    let news = owner.get("/akun/kabar").await.all(".berita li");
    assert!(news.len() == 1 && news[0].contains("Toko shop-one"), "{news:?}");
    let stranger = Client::of(&world, Role::OtherOfficer).post(PATH, &[("teks", BATIK), ("konfirmasi", "ya")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert_eq!(shown(&owner.get(PATH).await), ["WARUNG BU TINI", "BATANG"]);
}
