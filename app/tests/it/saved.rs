//! “Beri tahu saya” through the router: the card, the form, notices and the bell.

use axum::http::StatusCode;
use engine::discovery::{contract, refresh_all};
use engine::saved::{MOST_WAITING, match_waiting};
use engine::testing::world::{Role, World, product};
use percent_encoding::percent_decode_str;

use crate::client::{Answered, Client};

/// Nothing has these words until [`publish`].
const WANTED: &str = "q=gethuk+lindri";
const FORM: &str = "/cari/kabari";

async fn world() -> World {
    let world = World::new().await;
    refresh_all(&world.desk).await.expect("listings are refreshed");
    world
}

/// The first shop offers what was wanted, and who waits is told.
async fn publish(world: &World) {
    product(&world.desk, world.shops[0], "gethuk-lindri", "published").await;
    refresh_all(&world.desk).await.expect("listings are refreshed");
    match_waiting(&world.desk).await.expect("searches are tried");
}

async fn leave(world: &World, role: Role, query: &str) -> Answered {
    Client::of(world, role).post(FORM, &[("cari", query)]).await
}

fn carried(page: &Answered) -> Option<String> {
    page.attr("form[action='/cari/kabari'] input[name=cari]", "value")
}

/// What the bell is called.
async fn bell(world: &World, role: Role) -> Option<String> {
    Client::of(world, role).get("/koperasi").await.attr("header a.lonceng", "aria-label")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_stands_under_what_was_not_found_and_is_the_same_for_all() {
    let world = World::new().await;
    contract::lay_out(&world.desk).await;
    refresh_all(&world.desk).await.expect("listings are refreshed");
    for (path, kept) in [
        ("/cari?q=gethuk++lindri&urut=termurah", Some(WANTED)),
        // A filter that names nothing is not waited for.
        ("/cari?q=gethuk+lindri&kategori=tidak-ada", Some(WANTED)),
        ("/cari?q=emping&harga_maks=1000", Some("q=emping&harga_maks=1000")),
        // These have hits, but none with all of the words.
        ("/cari?q=emping+selempang", Some("q=emping+selempang")),
        ("/cari?q=emping+qwxyz", Some("q=emping+qwxyz")),
        ("/cari?q=empng", None),
        ("/cari?q=emping", None),
        ("/cari?q=emping&hal=9", None),
        ("/cari?kategori=product-one-kategori&harga_maks=1", None),
        ("/cari", None),
    ] {
        for role in [Role::Anyone, Role::Person] {
            let page = Client::of(&world, role).get(path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(carried(&page).as_deref(), kept, "{path} as {role:?}");
            assert!(page.all("form[action='/cari/kabari']").len() <= 1, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_left_and_told_of_once() {
    let world = world().await;
    let mut buyer = Client::of(&world, Role::Person);
    let left = buyer.post(FORM, &[("cari", WANTED)]).await;
    assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "/cari?q=gethuk+lindri"));
    let page = buyer.get("/cari?q=gethuk+lindri").await;
    assert!(page.all(".kabar").iter().any(|said| said.contains("Kami beri tahu kalau ada")), "{:?}", page.all(".kabar"));
    let again = buyer.post(FORM, &[("cari", "urut=terbaru&q=gethuk%20lindri")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "no error");
    let page = buyer.get(again.location()).await;
    assert!(page.all(".kabar").iter().any(|said| said.contains("sudah Anda titipkan")), "{:?}", page.all(".kabar"));
    assert_eq!(leave(&world, Role::Officer, WANTED).await.status, StatusCode::SEE_OTHER);
    let waiting = buyer.get("/akun/pencarian").await;
    assert_eq!(waiting.all("main tbody tr").len(), 1);
    assert!(waiting.all("main tbody").concat().contains("Menunggu"));
    assert_eq!(bell(&world, Role::Person).await.as_deref(), Some("Kabar"));
    assert_eq!(bell(&world, Role::Anyone).await, None);

    publish(&world).await;
    for role in [Role::Person, Role::Officer] {
        assert_eq!(bell(&world, role).await.as_deref(), Some("Kabar, 1 belum dibaca"), "{role:?}");
    }
    let english = Client::of(&world, Role::Person).in_english().get("/koperasi").await;
    assert_eq!(english.attr("a.lonceng", "aria-label").as_deref(), Some("Notices, 1 unread"));
    let notices = buyer.get("/akun/kabar").await;
    assert!(notices.all(".berita .baru").concat().contains("Emping gethuk-lindri"), "{:?}", notices.all(".berita"));
    let notice = notices.attr(".berita a", "href").expect("a notice");
    assert_eq!(Client::of(&world, Role::Officer).get(&notice).await.status, StatusCode::NOT_FOUND, "none of theirs");
    let opened = buyer.get(&notice).await;
    assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/produk/gethuk-lindri"));
    assert_eq!(buyer.get(opened.location()).await.status, StatusCode::OK);
    assert_eq!(bell(&world, Role::Person).await.as_deref(), Some("Kabar"));
    assert!(buyer.get("/akun/kabar").await.all(".berita .baru").is_empty());
    assert_eq!(
        buyer.get("/akun/pencarian").await.attr("main tbody a[href^='/produk/']", "href").as_deref(),
        Some(opened.location())
    );

    let mut officer = Client::of(&world, Role::Officer);
    assert_eq!(officer.post("/akun/kabar", &[]).await.location(), "/akun/kabar");
    assert_eq!(bell(&world, Role::Officer).await.as_deref(), Some("Kabar"));
    assert!(officer.get("/akun/kabar").await.all("main form[action='/akun/kabar']").is_empty(), "nothing is left to read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_leaves_it_by_way_of_the_sign_in() {
    let world = world().await;
    let lost = leave(&world, Role::Anyone, WANTED).await;
    assert_eq!(lost.status, StatusCode::SEE_OTHER);
    let back = lost.location().strip_prefix("/masuk?kembali=").expect("the sign-in");
    let back = percent_decode_str(back).decode_utf8_lossy().into_owned();
    assert!(back.starts_with("/cari/kabari?titipan="), "{back}");
    let mut buyer = Client::of(&world, Role::Person);
    let form = buyer.get(&back).await;
    assert_eq!(form.status, StatusCode::OK);
    let kept = carried(&form).expect("what was searched for");
    assert_eq!(kept, WANTED);
    assert!(form.text().contains("gethuk lindri"));
    assert_eq!(buyer.get("/akun/pencarian").await.all("main tbody tr").len(), 0, "nothing happens before the press");
    assert_eq!(buyer.post(FORM, &[("cari", &kept)]).await.location(), "/cari?q=gethuk+lindri");
    assert_eq!(buyer.get("/akun/pencarian").await.all("main tbody tr").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_said() {
    let world = world().await;
    let long = format!("q={}", "x".repeat(10_000));
    for query in ["", "q=", "q=%3F", "kategori=emping", "q=kopi&urut=acak", "<script>alert(1)</script>", "q=\0", &long] {
        let refused = leave(&world, Role::Person, query).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{query:.40}");
        assert!(!refused.all("main .kabar.gawat").is_empty(), "{query:.40}");
        assert!(!refused.text().contains("<script>alert"));
    }
    let strange = leave(&world, Role::Person, "q=<b>&redirect=//jahat.example").await;
    assert_eq!(strange.location(), "/cari?q=%3Cb%3E");

    for n in 1..MOST_WAITING {
        assert_eq!(leave(&world, Role::Person, &format!("q=gethuk{n}")).await.status, StatusCode::SEE_OTHER);
    }
    let full = leave(&world, Role::Person, WANTED).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(full.attr("main .kabar a", "href").as_deref(), Some("/akun/pencarian"));
    assert_eq!(carried(&full).as_deref(), Some(WANTED), "to be pressed again");
    assert_eq!(leave(&world, Role::Person, "q=gethuk3").await.status, StatusCode::SEE_OTHER, "that one waits already");

    let mut buyer = Client::of(&world, Role::Person);
    let list = buyer.get("/akun/pencarian").await;
    let remove = list.attr("main form[action$='/hapus']", "action").expect("a button");
    assert_eq!(Client::of(&world, Role::Officer).post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(buyer.post(&remove, &[]).await.location(), "/akun/pencarian");
    assert_eq!(buyer.post(&remove, &[]).await.status, StatusCode::NOT_FOUND, "it is gone");
    assert_eq!(leave(&world, Role::Person, WANTED).await.status, StatusCode::SEE_OTHER);
}
