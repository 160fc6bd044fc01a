//! An order through the router: for its buyer, signed in or by the link, for its seller, and for nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::house::{Assets, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::buying::{Pay, Receive};
use engine::buying::link as address;
use engine::pictures::fixtures;
use engine::purchasing::live;
use engine::testing::orders::{NewOrder, new_order, restock, stock};
use engine::testing::world::{Role, World, without_whatsapp};
use futures::StreamExt as _;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::client::Client;

/// Three kilos at `shop-one`, fetched and paid in cash, by the person.
pub async fn placed(world: &World) -> NewOrder {
    placed_as(world, (Receive::Shop, Pay::Cash)).await
}

pub async fn placed_as(world: &World, how: (Receive, Pay)) -> NewOrder {
    // So much of it that no test runs out.
    restock(&world.desk, world.products[0]).await;
    new_order(&world.desk, world.account(Role::Person), world.shops[0], world.products[0], 3, how).await
}

pub async fn accepted(world: &World) -> NewOrder {
    accepted_as(world, (Receive::Shop, Pay::Cash)).await
}

pub async fn accepted_as(world: &World, how: (Receive, Pay)) -> NewOrder {
    let order = placed_as(world, how).await;
    seller_presses(world, &order, "terima").await;
    order
}

/// Number and signature, as they stand in an address.
pub fn link(world: &World, order: &NewOrder) -> String {
    address::signed_path(&world.desk, order.id, &order.number).trim_start_matches("/pesanan/").to_owned()
}

async fn seller_presses(world: &World, order: &NewOrder, room: &str) {
    let path = format!("/usaha/pesanan/{}/{room}?usaha=shop-one", order.number);
    let answered = Client::of(world, Role::Member).post(&path, &[]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{room}: {}", answered.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_its_way_by_presses() {
    let world = World::new().await;
    let order = placed(&world).await;
    let (mut seller, mut buyer) = (Client::of(&world, Role::Member), Client::of(&world, Role::Person));
    let own = format!("/pesanan/{}", order.number);
    let page = buyer.get(&own).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Menunggu jawaban Toko shop-one") && page.text().contains("Rp37.500"), "{}", page.text());
    assert!(page.text().contains("wa.me/628110000001"), "the way to the seller");

    let list = seller.get("/usaha/pesanan?usaha=shop-one").await;
    let press = list.attr("button[formaction*='/terima']", "formaction").expect("the next step stands in the row");
    let moved = seller.post(&press, &[("daftar", "")]).await;
    assert_eq!((moved.status, moved.location()), (StatusCode::SEE_OTHER, "/usaha/pesanan?usaha=shop-one"));
    for (room, said) in [("siapkan", "Sedang disiapkan"), ("siap", "Siap diambil")] {
        seller_presses(&world, &order, room).await;
        assert!(buyer.get(&own).await.text().contains(said), "{room}");
    }
    let done = buyer.post(&format!("{own}/diterima"), &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, own.as_str()));
    let page = buyer.get(&own).await.text();
    assert!(page.contains("Lunas") && !page.contains("/diterima"), "{page}");
    assert!(!page.contains("live.js"), "nothing is to come any more");
    // Pressed once more, nothing happens and nothing is wrong.
    assert_eq!(buyer.post(&format!("{own}/diterima"), &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_left_with_an_order_that_does_not_go_on() {
    let world = World::new().await;
    let sent = accepted_as(&world, (Receive::Delivery, Pay::Cash)).await;
    let (mut seller, mut buyer) = (Client::of(&world, Role::Member), Client::of(&world, Role::Person));
    let own = format!("/pesanan/{}", sent.number);
    // It may have been paid, and nothing comes.
    let complain = buyer.get(&own).await.attr("a[href$='/keluhan']", "href").expect("a way out");
    assert!(buyer.get(&complain).await.attr("input[name=alasan]", "value").is_some());
    let new = placed(&world).await;
    let page = buyer.get(&format!("/pesanan/{}", new.number)).await;
    assert!(page.attr("a[href$='/keluhan']", "href").is_none(), "nothing was promised yet");

    seller_presses(&world, &sent, "kirim").await;
    let shop = format!("/usaha/pesanan/{}?usaha=shop-one", sent.number);
    let call_off = seller.get(&shop).await.attr("form[action*='/batal']", "action").expect("it was refused at the door");
    let gone = seller.post(&call_off, &[("alasan", "Pembeli tidak mau.")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(buyer.get(&own).await.text().contains("Pembeli tidak mau."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_fetched_in_time_is_said_to_both() {
    let world = World::new().await;
    let order = accepted(&world).await;
    seller_presses(&world, &order, "siap").await;
    let own = format!("/pesanan/{}", order.number);
    let early = Client::of(&world, Role::Person).get(&own).await.text();
    assert!(early.contains("Ambil paling lambat") && !early.contains("dianggap selesai"), "{early}");
    world.desk.forward(Duration::from_secs(73 * 3600));
    engine::jobs::run_due(&world.desk).await.expect("the clock looks");
    let late = Client::of(&world, Role::Person).get(&own).await.text();
    assert!(late.contains("Siap diambil") && late.contains("Waktu mengambil sudah lewat"), "{late}");
    let shop = Client::of(&world, Role::Member).get(&format!("/usaha/pesanan/{}?usaha=shop-one", order.number)).await.text();
    assert!(shop.contains("Barang ini belum diambil") && shop.contains("/selesai?") && shop.contains("/batal?"), "{shop}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_for_its_two_sides() {
    let world = World::new().await;
    let order = accepted_as(&world, (Receive::Delivery, Pay::Transfer)).await;
    let (own, shop) = (format!("/pesanan/{}", order.number), format!("/usaha/pesanan/{}?usaha=shop-one", order.number));
    for role in Role::ALL {
        let mut client = Client::of(&world, role);
        let as_buyer = client.get(&own).await;
        let expected = match role {
            Role::Anyone => StatusCode::SEE_OTHER,
            Role::Person => StatusCode::OK,
            _ => StatusCode::NOT_FOUND,
        };
        assert_eq!(as_buyer.status, expected, "{role:?}");
        let as_seller = client.get(&shop).await;
        let expected = match role {
            Role::Anyone => StatusCode::SEE_OTHER,
            Role::Member | Role::Officer => StatusCode::OK,
            Role::Supervisor => StatusCode::FORBIDDEN,
            _ => StatusCode::NOT_FOUND,
        };
        assert_eq!(as_seller.status, expected, "{role:?}");
        let sees_address = as_seller.text().contains("Jl. Melati 3") || as_buyer.text().contains("Jl. Melati 3");
        assert_eq!(sees_address, matches!(role, Role::Person | Role::Member | Role::Officer), "{role:?}");
    }
    // Another shop's address finds none of this one's orders.
    let mut other = Client::of(&world, Role::OtherMember);
    let path = format!("/usaha/pesanan/{}?usaha=shop-two", order.number);
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    let accept = format!("/usaha/pesanan/{}/siapkan?usaha=shop-two", order.number);
    assert_eq!(other.post(&accept, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_needs_no_account() {
    let world = World::new().await;
    let (order, other) = (placed(&world).await, placed(&world).await);
    let mut anyone = Client::of(&world, Role::Anyone);
    let path = format!("/pesanan/{}", link(&world, &order));
    let page = anyone.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let action = page.attr("form[action$='/batal']", "action").expect("it can be called off");
    assert_eq!(action, format!("{path}/batal"), "every address carries the signature");
    let signature = path.rsplit('/').next().expect("a signature");
    assert_eq!(anyone.get(&format!("/pesanan/{}/{signature}", other.number)).await.status, StatusCode::NOT_FOUND);
    let gone = anyone.post(&action, &[("alasan", "Salah pesan.")]).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, path.as_str()));
    assert!(anyone.get(&path).await.text().contains("Salah pesan."));
    for file in ["nota.pdf", "struk.pdf"] {
        let paper = anyone.get(&format!("{path}/{file}")).await;
        assert!(paper.body.starts_with(b"%PDF-1."), "{file}");
        assert!(!paper.text().contains(signature), "papers pass through many hands");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_sent_by_the_link_arrives() {
    let world = World::new().await;
    let order = accepted_as(&world, (Receive::Shop, Pay::Transfer)).await;
    let path = format!("/pesanan/{}", link(&world, &order));
    let photo = fixtures::jpeg(&fixtures::photo(320, 240));
    let files: [(&str, &str, &[u8]); 1] = [("bukti", "a.jpg", &photo)];
    let mut anyone = Client::of(&world, Role::Anyone);
    let sent = anyone.post_files(&format!("{path}/bukti"), &[], &files).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, path.as_str()), "{:?}", sent.all("main .salah"));
    let seen = anyone.get(&format!("{path}/bukti")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.headers[header::CONTENT_TYPE].to_str().expect("ASCII").starts_with("image/"));
    let sellers = format!("/usaha/pesanan/{}/bukti?usaha=shop-one", order.number);
    assert_eq!(Client::of(&world, Role::Member).get(&sellers).await.body, seen.body, "the seller sees the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_not_for_whoever_has_the_sellers_link() {
    let world = World::new().await;
    let order = accepted_as(&world, (Receive::Shop, Pay::Transfer)).await;
    let own = format!("/pesanan/{}", link(&world, &order));
    let looks = address::shown_path(&world.desk, order.id, &order.number);
    let photo = fixtures::jpeg(&fixtures::photo(320, 240));
    let mut anyone = Client::of(&world, Role::Anyone);
    let form = anyone.get(&own).await;
    assert!(form.text().contains("pengurus dan pengawas koperasi"), "who else sees it is said beside it");
    let sent = anyone.post_files(&format!("{own}/bukti"), &[], &[("bukti", "a.jpg", photo.as_slice())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    for (path, sees) in [(&own, true), (&looks, false)] {
        let page = anyone.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.attr("main a[href$='/bukti']", "href").is_some(), sees, "{path}");
        assert_eq!(anyone.get(&format!("{path}/bukti")).await.status == StatusCode::OK, sees, "{path}");
    }
    anyone.post(&format!("{own}/batal"), &[]).await;
    world.desk.forward(Duration::from_secs(31 * 24 * 3600));
    assert_eq!(anyone.get(&format!("{own}/bukti")).await.status, StatusCode::NOT_FOUND, "a link lies in chats for ever");
    assert!(anyone.get(&own).await.attr("main a[href$='/bukti']", "href").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_and_is_called_off_is_to_be_paid_back() {
    let world = World::new().await;
    let (paid, unpaid) =
        (accepted_as(&world, (Receive::Shop, Pay::Transfer)).await, accepted_as(&world, (Receive::Shop, Pay::Transfer)).await);
    seller_presses(&world, &paid, "lunas").await;
    for (order, is_paid) in [(&paid, true), (&unpaid, false)] {
        let (own, shop) = (format!("/pesanan/{}", order.number), format!("/usaha/pesanan/{}", order.number));
        let mut seller = Client::of(&world, Role::Member);
        let before = seller.get(&format!("{shop}?usaha=shop-one")).await.text();
        assert_eq!(before.contains("Kalau dibatalkan, kembalikan uang pembeli: Rp37.500"), is_paid, "{before}");
        let gone = seller.post(&format!("{shop}/batal?usaha=shop-one"), &[("alasan", "Bahannya habis.")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let after = seller.get(&format!("{shop}?usaha=shop-one")).await;
        assert_eq!(after.all(".seruan").concat().contains("Kembalikan uang pembeli: Rp37.500"), is_paid, "{}", after.text());
        let said = Client::of(&world, Role::Person).get(&own).await.all(".seruan").concat();
        assert_eq!(said.contains("harus mengembalikan Rp37.500") && said.contains("Tanya penjual"), is_paid, "{said}");
    }
    without_whatsapp(&world.desk, world.shops[0]).await;
    let said = Client::of(&world, Role::Person).get(&format!("/pesanan/{}", paid.number)).await.all(".seruan").concat();
    assert!(said.contains("yang menjaminnya") && !said.contains("Tanya penjual"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_for_money_while_there_are_words_about_the_goods() {
    let world = World::new().await;
    let (early, late) =
        (accepted_as(&world, (Receive::Shop, Pay::Transfer)).await, accepted_as(&world, (Receive::Shop, Pay::Transfer)).await);
    seller_presses(&world, &late, "siap").await;
    let mut buyer = Client::of(&world, Role::Person);
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    for (order, step, handed) in [(&early, "Disiapkan", false), (&late, "Siap diambil", true)] {
        let own = format!("/pesanan/{}", order.number);
        let asks = |page: &crate::client::Answered| page.all("main h2").contains(&"Cara membayar".to_owned());
        assert!(asks(&buyer.get(&own).await), "it is accepted");
        let said = buyer.post(&format!("{own}/keluhan"), &form).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        let page = buyer.get(&own).await;
        assert_eq!(page.all(".langkah [aria-current]"), [step]);
        assert!(!asks(&page), "{step}");
        let settled = buyer.post(&format!("{own}/keluhan/selesai"), &[]).await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.text());
        let page = buyer.get(&own).await;
        assert_eq!(page.text().contains("Pesanan ini selesai"), handed, "what was not handed over goes on: {step}");
        assert!(asks(&page), "nobody has seen the money yet: {step}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_of_what_comes_with_a_made_up_signature() {
    let world = World::new().await;
    let (order, other) = (placed(&world).await, placed(&world).await);
    let (own, others) = (link(&world, &order), link(&world, &other));
    let (_, signature) = others.split_once('/').expect("a signature");
    for (path, is_read) in [
        (format!("/pesanan/{own}/bukti"), true),
        (format!("/pesanan/{}/{signature}/bukti", order.number), false),
        // What a seller sends along is looked at.
        (format!("{}/bukti", address::shown_path(&world.desk, order.id, &order.number)), false),
        (format!("{}/keluhan", address::shown_path(&world.desk, order.id, &order.number)), false),
        (format!("/pesanan/{}/x/keluhan", order.number), false),
        (format!("/pesanan/{}/x/ulasan/{}", order.number, order.id), false),
        (format!("/pesanan/7KQ2-M9XD/{signature}/bukti"), false),
    ] {
        let read = Arc::new(AtomicBool::new(false));
        let seen = read.clone();
        let body = Body::from_stream(futures::stream::once(async move {
            seen.store(true, Ordering::Relaxed);
            Ok::<_, std::io::Error>(b"--batas\r\n".to_vec())
        }));
        let site = Site { desk: (*world.desk).clone(), assets: Assets::default().into(), hot: None, development: true };
        let request = Request::post(&path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=batas");
        let answered = app::router(site).oneshot(request.body(body).expect("a request")).await.expect("the router never fails");
        assert_eq!(read.load(Ordering::Relaxed), is_read, "{path}");
        assert_eq!(answered.status() == StatusCode::NOT_FOUND, !is_read, "{path}: {}", answered.status());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn news_on_a_device_is_offered_to_a_signed_in_buyer_who_waits() {
    let world = World::new().await;
    let order = placed(&world).await;
    let own = format!("/pesanan/{}", order.number);
    let mut buyer = Client::of(&world, Role::Person);
    let page = buyer.get(&own).await;
    assert!(page.attr("[data-kunci-push]", "hidden").is_some() && page.attr("script[src*=push]", "src").is_some());
    assert_eq!(page.attr("[data-kunci-push] input[name=kembali]", "value").as_deref(), Some(own.as_str()));
    let by_link = Client::of(&world, Role::Anyone).get(&format!("/pesanan/{}", link(&world, &order))).await;
    assert!(by_link.attr("[data-kunci-push]", "hidden").is_none() && by_link.attr("script[src*=push]", "src").is_none());
    buyer.post(&format!("{own}/batal"), &[("alasan", "")]).await;
    assert!(buyer.get(&own).await.attr("[data-kunci-push]", "hidden").is_none(), "there is no more to wait for");
}

#[tokio::test(flavor = "multi_thread")]
async fn news_on_a_device_is_offered_to_a_seller_who_has_had_an_order() {
    let world = World::new().await;
    let (one, two) = ("/usaha/pesanan?usaha=shop-one", "/usaha/pesanan?usaha=shop-two");
    let offered = async |role: Role, path: &str| {
        let page = Client::of(&world, role).get(path).await;
        let script = page.attr("script[src*=push]", "src").is_some();
        let back = page.attr("[data-kunci-push] input[name=kembali]", "value");
        assert_eq!(script, back.is_some(), "{role:?} {path}");
        back
    };
    assert_eq!(offered(Role::Member, one).await, None, "nobody knows yet what it would be good for");
    placed(&world).await;
    assert_eq!(offered(Role::Member, one).await.as_deref(), Some(one));
    assert_eq!(offered(Role::Officer, one).await, None, "the owner is told, and not who helps");
    assert_eq!(offered(Role::OtherMember, two).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_says_why_and_where_to_go() {
    let world = World::new().await;
    let says = async |role: Role, path: &str| {
        let page = Client::of(&world, role).get(path).await;
        (page.all("main .kosong-saja h2").concat(), page.attr("main .kosong-saja a", "href").unwrap_or_default())
    };
    let said = |title: &str, to: &str| (title.to_owned(), to.to_owned());
    let shop = "/usaha/pesanan?usaha=shop-one";
    assert_eq!(says(Role::Person, "/pesanan").await, said("Belum ada pesanan", "/cari"));
    assert_eq!(says(Role::Member, shop).await, said("Belum ada pesanan", "/toko/shop-one"));
    let order = placed(&world).await;
    assert_eq!(says(Role::Person, "/pesanan").await, said("", ""));
    assert_eq!(says(Role::Person, "/pesanan?keadaan=selesai").await, said("Tidak ada pesanan di bagian ini", "/pesanan"));
    assert_eq!(says(Role::Person, "/pesanan?hal=9").await, said("Halaman ini sudah lewat yang terakhir", "/pesanan"));
    assert_eq!(says(Role::Member, &format!("{shop}&keadaan=selesai")).await, said("Tidak ada pesanan di bagian ini", shop));
    assert_eq!(says(Role::Member, &format!("{shop}&hal=9")).await, said("Halaman ini sudah lewat yang terakhir", shop));
    Client::of(&world, Role::Person).post(&format!("/pesanan/{}/batal", order.number), &[]).await;
    assert_eq!(says(Role::Member, shop).await, said("Semua pesanan sudah beres", ""));
    assert_eq!(says(Role::OtherMember, "/usaha/pesanan?usaha=shop-two").await, said("Belum ada pesanan", "/toko/shop-two"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_late_is_told_and_nothing_is_lost() {
    let world = World::new().await;
    let order = placed(&world).await;
    let before = stock(&world.desk, world.products[0]).await;
    let mut buyer = Client::of(&world, Role::Person);
    buyer.post(&format!("/pesanan/{}/batal", order.number), &[("alasan", "")]).await;
    let mut seller = Client::of(&world, Role::Member);
    let path = |room: &str| format!("/usaha/pesanan/{}/{room}?usaha=shop-one", order.number);
    let late = seller.post(&path("terima"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Dibatalkan oleh pembeli"), "{}", late.text());
    let late = seller.post(&path("tolak"), &[("alasan", "Bahannya habis.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.attr("input[name=alasan]", "value").as_deref(), Some("Bahannya habis."));
    assert_eq!(stock(&world.desk, world.products[0]).await, before.map(|n| n + 3000), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_typed_before_the_session_ended_comes_back() {
    let world = World::new().await;
    let order = placed(&world).await;
    let path = format!("/usaha/pesanan/{}/tolak?usaha=shop-one", order.number);
    let sent = Client::of(&world, Role::Anyone).post(&path, &[("alasan", "Bahannya habis.")]).await;
    let back = sent.location().strip_prefix("/masuk?kembali=").expect("to the sign-in").to_owned();
    let back = percent_encoding::percent_decode_str(&back).decode_utf8().expect("UTF-8").into_owned();
    let form = Client::of(&world, Role::Member).get(&back).await;
    assert_eq!(form.status, StatusCode::OK, "{back}");
    assert_eq!(form.attr("input[name=alasan]", "value").as_deref(), Some("Bahannya habis."));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_accepted_from_the_list() {
    let world = World::new().await;
    let (one, two) = (placed(&world).await, placed(&world).await);
    let mut seller = Client::of(&world, Role::Member);
    let list = seller.get("/usaha/pesanan?usaha=shop-one").await;
    assert_eq!(list.all("input[name=pesanan]").len(), 2);
    let form = [("pesanan", one.number.as_str()), ("pesanan", two.number.as_str()), ("daftar", "baru")];
    let done = seller.post("/usaha/pesanan/terima?usaha=shop-one", &form).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/usaha/pesanan?usaha=shop-one&keadaan=baru"));
    let list = seller.get("/usaha/pesanan?usaha=shop-one&keadaan=siapkan").await;
    assert!(list.text().contains(one.number.as_str()) && list.text().contains(two.number.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn own_orders_are_found_by_how_people_copy_their_number() {
    let world = World::new().await;
    let order = placed(&world).await;
    let mut buyer = Client::of(&world, Role::Person);
    let typed = order.number.as_str().replace('-', "").to_lowercase();
    let found = buyer.get(&format!("/pesanan?nomor={typed}")).await;
    assert!(found.text().contains(&format!("/pesanan/{}\"", order.number)), "{}", found.text());
    let nothing = Client::of(&world, Role::Operator).get(&format!("/pesanan?nomor={typed}")).await;
    assert!(!nothing.text().contains(&format!("/pesanan/{}\"", order.number)));
    let odd = buyer.get("/pesanan?nomor=abc").await;
    assert!(odd.text().contains("delapan huruf dan angka"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_is_given_apart() {
    let world = World::new().await;
    let order = accepted(&world).await;
    let pieces = Client::of(&world, Role::Person).get(&format!("/pesanan/{}/keadaan", order.number)).await;
    assert!(pieces.attr("#keadaan", "id").is_some() && pieces.attr("#riwayat", "id").is_some());
    assert!(pieces.attr("main", "id").is_none(), "without the page around them");
    let path = format!("/usaha/pesanan/{}/keadaan?usaha=shop-one", order.number);
    let pieces = Client::of(&world, Role::Member).get(&path).await;
    assert!(pieces.attr("form[action*='/siapkan']", "action").is_some(), "{}", pieces.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_languages_say_the_same() {
    let world = World::new().await;
    let order = accepted_as(&world, (Receive::Delivery, Pay::Transfer)).await;
    let own = format!("/pesanan/{}", order.number);
    let english = Client::of(&world, Role::Person).in_english().get(&own).await.text();
    assert!(english.contains("The seller accepted your order") && !english.contains("Penjual menerima"), "{english}");
    let shop = format!("/usaha/pesanan/{}?usaha=shop-one", order.number);
    let english = Client::of(&world, Role::Member).in_english().get(&shop).await.text();
    assert!(english.contains("Prepare the goods.") && !english.contains("Siapkan barangnya"), "{english}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_ordered_again() {
    let world = World::new().await;
    let order = placed(&world).await;
    let (mut buyer, own) = (Client::of(&world, Role::Person), format!("/pesanan/{}", order.number));
    buyer.post(&format!("{own}/batal"), &[]).await;
    for _ in 0..2 {
        let put = buyer.post(&format!("{own}/lagi"), &[]).await;
        assert_eq!((put.status, put.location()), (StatusCode::SEE_OTHER, "/keranjang"));
    }
    let cart = buyer.get("/keranjang").await;
    assert_eq!(cart.attr("input[name=jumlah]", "value").as_deref(), Some("3"), "the second press adds nothing");
    // From the list as well, and only of what is over.
    let running = placed(&world).await;
    let list = buyer.get("/pesanan").await;
    let press = list.attr("main table form", "action").expect("a button in its row");
    assert_eq!((list.all("main table form").len(), press.as_str()), (1, format!("{own}/lagi").as_str()), "{}", running.number);
    let put = buyer.post(&press, &[]).await;
    assert_eq!((put.status, put.location()), (StatusCode::SEE_OTHER, "/keranjang"));
    // By the link it goes into the cart of the browser.
    let mut anyone = Client::of(&world, Role::Anyone);
    let put = anyone.post(&format!("/pesanan/{}/lagi", link(&world, &order)), &[]).await;
    assert_eq!((put.status, put.location()), (StatusCode::SEE_OTHER, "/keranjang"));
    assert!(anyone.get("/keranjang").await.text().contains("Emping product-one"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_placed_is_told_and_waits_for_its_answer() {
    let world = World::new().await;
    let mut buyer = Client::of(&world, Role::Person);
    buyer.post("/keranjang", &[("produk", "product-one"), ("jumlah", "2")]).await;
    let form = buyer.get("/pesanan/baru/shop-one").await;
    let key = form.attr("input[name=kunci]", "value").expect("a key");
    let sent = [("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("kunci", key.as_str())];
    let placed = buyer.post("/pesanan/baru/shop-one", &sent).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text());
    let own = placed.location().to_owned();
    assert!(buyer.get(&own).await.text().contains("Menunggu jawaban Toko shop-one"));
    let mut seller = Client::of(&world, Role::Member);
    assert!(seller.get("/akun/kabar").await.text().contains("Pesanan baru"), "the seller is told");
    assert!(seller.get("/usaha?usaha=shop-one").await.text().contains("Pesanan baru"), "it is due");
    world.desk.forward(Duration::from_secs(49 * 3600));
    engine::jobs::run_due(&world.desk).await.expect("the clock's work");
    let gone = Client::of(&world, Role::Person).get(&own).await.text();
    assert!(gone.contains("Penjual belum menjawab sampai batas waktunya."), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_shop_has_no_whatsapp_its_koperasi_is_asked() {
    let world = World::new().await;
    let order = placed(&world).await;
    let own = format!("/pesanan/{}", order.number);
    let mut buyer = Client::of(&world, Role::Person);
    let helped = "main .lembar p a[href='/koperasi/koperasi-one']";
    assert!(buyer.get(&own).await.attr(helped, "href").is_none(), "the shop itself can be asked");
    assert!(buyer.get("/produk/product-one").await.attr("main a.wa", "href").is_some());
    without_whatsapp(&world.desk, world.shops[0]).await;
    let page = buyer.get(&own).await;
    assert!(page.attr(helped, "href").is_some() && page.text().contains("belum punya WhatsApp"), "{}", page.text());
    let product = buyer.get("/produk/product-one").await;
    assert!(product.all("main .bantu").concat().contains("di catatan saat memesan"));
    let other = buyer.get("/produk/product-two").await;
    assert!(!other.text().contains("di catatan saat memesan"), "the other shop has a number");
    let seller = Client::of(&world, Role::Member).get(&format!("/usaha/pesanan/{}?usaha=shop-one", order.number)).await;
    assert!(!seller.text().contains("belum punya WhatsApp"), "for the buyer's eyes");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_show_what_was_bought() {
    let world = World::new().await;
    let photo = fixtures::jpeg(&fixtures::photo(640, 480));
    let product = [
        ("nama", "Emping product-one"),
        ("kategori", "product-one-kategori"),
        ("harga", "12.500"),
        ("satuan", "kg"),
        ("stok", "10"),
    ];
    let mut seller = Client::of(&world, Role::Member);
    let path = "/usaha/produk/product-one?usaha=shop-one";
    let saved = seller.post_files(path, &product, &[("foto", "a.jpg", photo.as_slice())]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let order = placed(&world).await;
    let how = (Receive::Shop, Pay::Cash);
    let other = new_order(&world.desk, world.account(Role::Person), world.shops[1], world.products[1], 1, how).await;

    let mut buyer = Client::of(&world, Role::Person);
    let list = buyer.get("/pesanan").await;
    assert_eq!((list.all(".barang").len(), list.all(".barang img").len(), list.all(".barang .kosong svg").len()), (2, 1, 1));
    let file = list.attr(".barang img", "src").expect("a picture");
    assert_eq!(list.attr(".barang img", "alt").as_deref(), Some(""), "the name stands beside it");
    assert!(list.attr(".barang img", "width").is_some() && list.attr(".barang img", "height").is_some());
    assert_eq!(Client::of(&world, Role::Anyone).get(&file).await.status, StatusCode::OK);
    let pages = [
        (Role::Person, format!("/pesanan/{}", order.number), 1),
        (Role::Person, format!("/pesanan/{}", other.number), 0),
        (Role::Member, "/usaha/pesanan?usaha=shop-one".to_owned(), 1),
        (Role::Member, format!("/usaha/pesanan/{}?usaha=shop-one", order.number), 1),
        (Role::OtherMember, "/usaha/pesanan?usaha=shop-two".to_owned(), 0),
        (Role::OtherMember, format!("/usaha/pesanan/{}?usaha=shop-two", other.number), 0),
    ];
    for (role, path, pictures) in pages {
        let page = Client::of(&world, role).get(&path).await;
        assert_eq!((page.all(".barang").len(), page.all(".barang img").len()), (1, pictures), "{path}");
    }
}

/// Whether an event comes before the stream ends.
async fn tells(stream: &mut axum::body::BodyDataStream) -> bool {
    while let Some(chunk) = tokio::time::timeout(Duration::from_secs(30), stream.next()).await.expect("it says something") {
        if chunk.expect("a chunk").starts_with(b"data:") {
            return true;
        }
    }
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_by_the_link_hears_of_what_the_seller_does() {
    let world = World::new().await;
    let order = placed(&world).await;
    let path = format!("/pesanan/{}", link(&world, &order));
    let events = async |seen: &str| {
        let site = Site { desk: (*world.desk).clone(), assets: Assets::default().into(), hot: None, development: true };
        let request = Request::get(format!("{path}/langsung?dilihat={seen}")).body(Body::empty()).expect("a request");
        app::router(site).oneshot(request).await.expect("the router never fails")
    };
    let missed = events("another").await;
    assert_eq!(missed.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert!(tells(&mut missed.into_body().into_data_stream()).await, "it was another state that was seen");

    let stop = CancellationToken::new();
    let listening = tokio::spawn(live::listen((*world.desk).clone(), stop.clone(), |_| {}));
    let page = Client::of(&world, Role::Anyone).get(&path).await;
    let mark = page.attr("[data-dilihat]", "data-dilihat").expect("a mark");
    let mut stream = events(&mark).await.into_body().into_data_stream();
    seller_presses(&world, &order, "terima").await;
    assert!(tells(&mut stream).await);
    stop.cancel();
    listening.await.expect("it ends");
    while tells(&mut stream).await {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_whose_it_is_and_what_an_officer_sees_stays_on_no_phone() {
    let world = World::new().await;
    let order = placed(&world).await;
    let mut whose = Vec::new();
    for role in [Role::Anyone, Role::Person, Role::Member] {
        let page = Client::of(&world, role).get("/koperasi").await;
        let lost = Client::of(&world, role).get("/tidak/ada").await;
        assert_eq!(page.headers["x-guyub-pembaca"], lost.headers["x-guyub-pembaca"], "{role:?}");
        whose.push(page.headers["x-guyub-pembaca"].clone());
    }
    assert!(whose[0] == "tamu" && whose[1] != "tamu" && whose[1] != whose[2], "{whose:?}");
    let offline = Client::of(&world, Role::Person).get("/luring").await;
    assert!(!offline.headers.contains_key("x-guyub-pembaca"), "it is everybody's");
    for path in ["/usaha/pesanan?usaha=shop-one".to_owned(), format!("/usaha/pesanan/{}?usaha=shop-one", order.number)] {
        let own = Client::of(&world, Role::Member).get(&path).await;
        assert_eq!(own.headers[header::CACHE_CONTROL], "private, no-cache", "{path}");
        let on_behalf = Client::of(&world, Role::Officer).get(&path).await;
        assert_eq!(on_behalf.headers[header::CACHE_CONTROL], "private, no-store", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sellers_list_can_ask_whether_there_is_more() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let list = seller.get("/usaha/pesanan?usaha=shop-one").await;
    let (asks, seen) = (list.attr("[data-kabar]", "data-kabar"), list.attr("[data-kabar]", "data-dilihat"));
    let asks = asks.expect("where it asks");
    assert_eq!(list.all("[data-kabar] p[hidden] a").len(), 2, "nothing is said yet");
    let same = seller.get(&asks).await;
    assert_eq!((same.status, Some(same.text())), (StatusCode::OK, seen.clone()));
    assert_eq!(same.headers[header::CACHE_CONTROL], "private, no-store");
    placed(&world).await;
    let more = seller.get(&asks).await.text();
    let newest = |mark: &str| mark.split(' ').next().and_then(|part| part.parse::<i64>().ok()).expect("a number");
    assert!(newest(&more) > newest(&seen.expect("a mark")), "{more}");
    // A script is told that nobody is signed in, and does not follow anywhere.
    let gone = Client::of(&world, Role::Anyone).get_with(&asks, &[("accept", "application/json")]).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
}
