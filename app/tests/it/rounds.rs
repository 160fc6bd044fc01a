//! Joint purchases through the router, as everyone and members see them. Two koperasi, of which only the
//! first takes part unless a test says so.

use std::time::Duration;

use app::house::{Assets, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::ids::RoundId;
use engine::purchasing::live::{self, Ear};
use engine::purchasing::settle::settle;
use engine::purchasing::shown::{Wanted, lists};
use engine::testing::goods::{delivery, ordered, received, version};
use engine::testing::purchasing::{join, member_of, officer_of, pledge_row};
use engine::testing::world::{Role, World};
use futures::StreamExt as _;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::client::{Answered, Client};
use crate::goods::arrived;
use crate::round_office::{opened, planned};

const HOSTILE: &str = "</textarea><script>alert(1)</script>";

fn page_of(round: RoundId) -> String {
    format!("/pembelian-bersama/{round}")
}

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

/// What the page says loudest.
fn sentence(answered: &Answered) -> String {
    answered.all("#r-kalimat").concat()
}

fn value(answered: &Answered, field: &str) -> String {
    answered.attr(&format!("#ikut input[name={field}]"), "value").unwrap_or_default()
}

/// A fact beside its name.
fn fact(answered: &Answered, name: &str) -> String {
    let (names, values) = (answered.all("dl.fakta dt"), answered.all("dl.fakta dd"));
    let at = names.iter().position(|n| n == name).unwrap_or_else(|| panic!("no {name} in {names:?}"));
    values[at].clone()
}

/// 60 kg of the member of the first koperasi, in a round that is open.
async fn with_sixty(world: &World) -> RoundId {
    let round = opened(world).await;
    let by = member_of(&world.desk, world.koperasi[0], world.account(Role::Member)).await;
    pledge_row(&world.desk, round, &by, 60, 8).await;
    round
}

/// What is pledged in each round, and by how many.
async fn pledges(world: &World) -> Vec<(i64, i64)> {
    let found = lists(&world.desk, Wanted { open: 10, past: 10, ..Wanted::default() }, None).await.expect("the lists");
    found.open.iter().chain(&found.past).map(|r| (r.quantity.thousandths(), r.members)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_sees_how_far_it_has_come() {
    let world = World::new().await;
    let round = with_sixty(&world).await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let page = anyone.get(&page_of(round)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.all("h1"), ["Kedelai Maret"]);
    assert_eq!(sentence(&page), "Kurang 40 kg lagi, semua hemat Rp500 per kg.");
    assert_eq!((page.all("svg.jenjang .tercapai").len(), page.all("svg.jenjang .berikut").len()), (1, 1));
    assert_eq!(page.all("#r-tabel tbody th"), ["10 kg", "100 kg", "500 kg"]);
    assert_eq!(fact(&page, "Harga sekarang"), "Rp10.000 / kg");
    assert_eq!(fact(&page, "Terkumpul"), "60 kg boleh ditambah 8 kg");
    assert_eq!(fact(&page, "Peserta"), "1 anggota");
    // The way in, and back.
    let sign_in = page.attr("main a[href^='/masuk?kembali=']", "href").expect("a way to sign in");
    assert!(sign_in.contains("pembelian%2Dbersama") && page.attr("#ikut", "action").is_none());
    assert_eq!(page.attr("main a[href$='/gabung']", "href").as_deref(), Some("/koperasi/koperasi-one/gabung"));
    let share = page.attr("main a.wa", "href").expect("a way to share");
    assert!(share.contains("Kurang%2040%20kg%20lagi") && share.contains("guyub%2Etest"), "{share}");
    // The small script and the one of every page; nothing inline.
    assert_eq!(page.all("script").len(), 2);
    assert!(page.attr("script[src*=register]", "src").is_some());
    assert!(page.attr("script", "src").is_some_and(|src| src.contains("live.js")) && !page.text().contains("style="));
    assert_eq!(page.attr("link[rel=canonical]", "href"), Some(format!("http://guyub.test{}", page_of(round))));

    let list = anyone.get("/pembelian-bersama").await;
    assert_eq!(list.all("main a.nama"), ["Kedelai Maret"]);
    assert_eq!(list.all("main .seruan"), ["Kurang 40 kg lagi, semua hemat Rp500 per kg"]);
    assert!(anyone.get("/").await.all("main a.nama").contains(&"Kedelai Maret".to_owned()));
    let english = Client::of(&world, Role::Anyone).in_english().get(&page_of(round)).await;
    assert_eq!(sentence(&english), "Only 40 kg more, and all save Rp500 per kg.");
    assert!(anyone.get("/sitemap/pembelian-bersama.xml").await.text().contains(&page_of(round)));

    let api = anyone.get(&format!("/api/v1/rounds/{round}")).await;
    let figures: serde_json::Value = serde_json::from_slice(&api.body).expect("JSON");
    assert_eq!((&figures["pledged"], &figures["members"]), (&60_000.into(), &1.into()));
    assert_eq!((&figures["next"]["missing"], &figures["next"]["saving"]), (&40_000.into(), &500.into()));
    assert_eq!(figures["koperasi"][0]["slug"], "koperasi-one");
    assert!(!api.text().contains("Member"), "nobody is named");
    assert!(anyone.get("/api/v1/openapi.json").await.text().contains("/api/v1/rounds/{id}"));
    let (plan, _) = planned(&world).await;
    for path in [page_of(plan), format!("/api/v1/rounds/{plan}"), format!("{}/angka", page_of(plan))] {
        assert_eq!(anyone.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_ordered_is_told_by_the_order_and_what_is_over_as_over() {
    let world = World::new().await;
    let (desk, round) = (&world.desk, with_sixty(&world).await);
    ordered(desk, round, 100).await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let page = anyone.get(&page_of(round)).await;
    assert_eq!(sentence(&page), "Sudah dipesan: 100 kg.");
    // Of 60 kg that are pledged it would be Rp10.000.
    assert_eq!(fact(&page, "Harga dipesan"), "Rp9.500 / kg");
    assert_eq!(fact(&page, "Terkumpul"), "60 kg");
    assert_eq!(page.all("#r-tabel tbody td:last-child"), ["tercapai", "tercapai", "tidak tercapai"]);
    let share = page.attr("main a.wa", "href").expect("a way to tell others");
    assert!(share.contains("dipesan%3A%20100%20kg") && !share.contains("Ikut"), "{share}");
    let api = anyone.get(&format!("/api/v1/rounds/{round}")).await;
    let figures: serde_json::Value = serde_json::from_slice(&api.body).expect("JSON");
    assert_eq!((&figures["price_now"], &figures["pledged"]), (&9_500.into(), &60_000.into()));
    assert!(figures["next"].is_null());

    let by = officer_of(desk, world.koperasi[0], world.account(Role::Officer)).await;
    received(desk, &by, round, &delivery(100)).await;
    let settled = settle(desk, &by, round, version(desk, round).await, engine::ids::fresh()).await;
    settled.expect("it is settled");
    let page = anyone.get(&page_of(round)).await;
    assert_eq!((sentence(&page).as_str(), fact(&page, "Harga dipesan").as_str()), ("Sudah selesai.", "Rp9.500 / kg"));
    assert_eq!(page.all("main a.wa").len(), 0, "nobody is asked to what is over");
    assert!(page.attr("script[src*=live]", "src").is_none() && page.all("main .segarkan").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_ones_that_go_on_stand_first_and_those_that_are_over_last() {
    let world = World::new().await;
    let desk = &world.desk;
    let over = arrived(&world).await;
    let by = officer_of(desk, world.koperasi[0], world.account(Role::Officer)).await;
    let settled = settle(desk, &by, over, version(desk, over).await, engine::ids::fresh()).await;
    settled.expect("it is settled");
    let running = with_sixty(&world).await;
    let list = Client::of(&world, Role::Member).get("/pembelian-bersama").await;
    assert_eq!(list.all("main h2"), ["Yang Anda ikuti", "Sedang dibuka", "Sudah ditutup", "Yang pernah Anda ikuti"]);
    let first = list.attr("main section:first-of-type a.nama", "href");
    let last = list.attr("main section:last-of-type a.nama", "href");
    assert_eq!((first, last), (Some(page_of(running)), Some(page_of(over))));
    let anyone = Client::of(&world, Role::Anyone).get("/pembelian-bersama").await;
    assert_eq!(anyone.all("main h2"), ["Sedang dibuka", "Sudah ditutup"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_says_what_to_do() {
    let world = World::new().await;
    let list = Client::of(&world, Role::Anyone).get("/pembelian-bersama").await;
    assert_eq!(list.attr(".kosong-saja a", "href").as_deref(), Some("/koperasi"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_takes_part_changes_it_and_takes_it_back() {
    let world = World::new().await;
    let round = opened(&world).await;
    let (page, join) = (page_of(round), format!("{}/ikut", page_of(round)));
    let mut member = Client::of(&world, Role::Member);
    let form = member.get(&page).await;
    assert_eq!((value(&form, "jumlah"), value(&form, "toleransi")), ("1".into(), "0".into()));
    // What is accepted comes on top of the quantity; it is no other total.
    assert!(form.all("label[for=f-toleransi]").concat().starts_with("Boleh ditambah paling banyak"));
    assert!(form.text().contains("Tambahan di luar jumlah di atas, hanya bila"));
    // The buttons are there for scripts, which show them.
    assert_eq!(form.all("#ikut .stepper button[hidden]").len(), 4);
    let key = value(&form, "kunci");
    let answered = member.post(&join, &[("jumlah", "12"), ("toleransi", "3"), ("kunci", &key)]).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let seen = member.get(&page).await;
    assert!(notice(&seen).contains("Anda ikut 12 kg"), "{}", notice(&seen));
    assert_eq!((value(&seen, "jumlah"), value(&seen, "toleransi")), ("12".into(), "3".into()));
    assert!(seen.all("h2").contains(&"Ubah pesanan saya".to_owned()));
    // The second press of the same button.
    member.post(&join, &[("jumlah", "12"), ("toleransi", "3"), ("kunci", &key)]).await;
    assert_eq!(pledges(&world).await, [(12_000, 1)]);
    // The names that others rely on; the key may be missing.
    member.post(&join, &[("jumlah", "20"), ("toleransi", "")]).await;
    assert_eq!(pledges(&world).await, [(20_000, 1)]);
    let mine = member.get("/pembelian-bersama").await;
    assert!(mine.all("main h2").contains(&"Yang Anda ikuti".to_owned()) && mine.text().contains("Anda: 20 kg"));
    let back = format!("{page}/batal-ikut");
    assert!(seen.attr(&format!("form[action='{back}']"), "action").is_some());
    assert_eq!(member.post(&back, &[]).await.location(), page);
    assert_eq!(pledges(&world).await, [(0, 0)]);
    assert!(notice(&member.get(&page).await).contains("ditarik"));
    let other = Client::of(&world, Role::OtherMember).post(&back, &[]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_a_pledge_without_end_waits_and_keeps_what_was_typed() {
    let world = World::new().await;
    let join = format!("{}/ikut", page_of(opened(&world).await));
    let mut member = Client::of(&world, Role::Member);
    for nth in 0..60 {
        let answered = member.post(&join, &[("jumlah", if nth % 2 == 0 { "1" } else { "2" })]).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{nth}");
    }
    let late = member.post(&join, &[("jumlah", "7")]).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(notice(&late).contains("Coba lagi dalam 60 menit"), "{}", notice(&late));
    assert_eq!(value(&late, "jumlah"), "7");
    assert_eq!(pledges(&world).await, [(2_000, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_costs_what_it_says_without_a_script() {
    let world = World::new().await;
    let round = opened(&world).await;
    join(&world.desk, round, world.koperasi[1]).await;
    let other = member_of(&world.desk, world.koperasi[1], world.account(Role::OtherMember)).await;
    pledge_row(&world.desk, round, &other, 60, 0).await;
    let mut member = Client::of(&world, Role::Member);
    let seen = member.get(&format!("{}?jumlah=20&toleransi=5&kunci=x", page_of(round))).await;
    assert_eq!((value(&seen, "jumlah"), value(&seen, "toleransi")), ("20".into(), "5".into()));
    assert_eq!(seen.attr("#ikut [data-hitung]", "formaction"), Some(page_of(round)));
    // 20 of 80 kg, and as much of Rp50.000.
    assert_eq!(fact(&seen, "Barang"), "Rp200.000 20 kg × Rp10.000");
    assert_eq!(fact(&seen, "Ongkos kirim, bagian saya"), "Rp12.500");
    assert_eq!(fact(&seen, "Bayar dengan harga sekarang"), "Rp212.500");
    assert_eq!(fact(&seen, "Bila sampai 100 kg"), "Rp200.000");
    assert_eq!(fact(&seen, "Sisa batas setelah ini"), "Rp750.000");
    // Seen by two koperasi, without a name of the other.
    assert!(seen.text().contains("2 koperasi") && !seen.text().contains("OtherMember"));
    let over = member.get(&format!("{}?jumlah=200", page_of(round))).await;
    assert!(fact(&over, "Sisa batas setelah ini").contains("melebihi batas"));
    let wrong = member.get(&format!("{}?jumlah=0,5", page_of(round))).await;
    assert_eq!((wrong.status, value(&wrong, "jumlah")), (StatusCode::OK, "0,5".into()));
    assert!(wrong.attr("#f-jumlah-salah", "id").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_changes() {
    let world = World::new().await;
    let round = with_sixty(&world).await;
    let join = format!("{}/ikut", page_of(round));
    let mut member = Client::of(&world, Role::Member);
    for (quantity, tolerance, field, said) in [
        ("0,5", "0", "jumlah", "kelipatan 1"),
        ("0", "0", "jumlah", "lebih dari nol"),
        ("-3", "0", "jumlah", "kurang dari nol"),
        ("", "0", "jumlah", "Isi bagian ini"),
        ("banyak", "0", "jumlah", "angka"),
        (HOSTILE, "0", "jumlah", "."),
        ("12", "0,5", "toleransi", "kelipatan 1"),
        ("12", "-1", "toleransi", "kurang dari nol"),
        ("101", "0", "jumlah", "Sisa batas: Rp1.000.000"),
    ] {
        let answered = member.post(&join, &[("jumlah", quantity), ("toleransi", tolerance)]).await;
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{quantity} {tolerance}");
        let told = answered.all(&format!("#f-{field}-salah")).concat();
        assert!(told.contains(said), "{quantity} {tolerance}: {told}");
        assert_eq!((value(&answered, "jumlah"), value(&answered, "toleransi")), (quantity.into(), tolerance.into()));
        assert!(!answered.text().contains("<script>alert"));
    }
    let strange = [("jumlah", "12"), ("koperasi", "koperasi-two")];
    assert_eq!(member.post(&join, &strange).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for role in [Role::Person, Role::OtherMember, Role::Officer, Role::Regency] {
        let answered = Client::of(&world, role).post(&join, &[("jumlah", "12")]).await;
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{role:?}");
        assert!(notice(&answered).contains("belum menjadi anggota"), "{role:?}: {}", notice(&answered));
        assert!(answered.attr("main a[href='/koperasi/koperasi-one/gabung']", "href").is_some(), "{role:?}");
    }
    assert_eq!(pledges(&world).await, [(60_000, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_after_the_close_keeps_what_was_typed() {
    let world = World::new().await;
    let round = with_sixty(&world).await;
    let mut member = Client::of(&world, Role::Member);
    world.desk.forward(Duration::from_secs(3 * 86400));
    let join = format!("{}/ikut", page_of(round));
    let late = member.post(&join, &[("jumlah", "70"), ("toleransi", "5")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(notice(&late).contains("Belum ada yang berubah"), "{}", notice(&late));
    assert_eq!((value(&late, "jumlah"), value(&late, "toleransi")), ("70".into(), "5".into()));
    let back = member.post(&format!("{}/batal-ikut", page_of(round)), &[]).await;
    assert_eq!(back.status, StatusCode::CONFLICT);
    assert_eq!(pledges(&world).await, [(60_000, 1)]);
    // Whoever looks only sees what came of it.
    let seen = member.get(&page_of(round)).await;
    assert!(seen.attr("#ikut", "id").is_none() && seen.all("h2").contains(&"Bagian saya".to_owned()));
    assert_eq!(fact(&seen, "Pesanan saya"), "60 kg boleh sampai 68 kg");
    // The page that was open meanwhile is told in place of the costs.
    let pieces = member.get(&format!("{}/angka?jumlah=70", page_of(round))).await;
    assert!(pieces.all("#r-biaya").concat().contains("baru saja ditutup"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_survives_a_closed_session() {
    let world = World::new().await;
    let round = opened(&world).await;
    let join = format!("{}/ikut", page_of(round));
    let answered = Client::of(&world, Role::Anyone).post(&join, &[("jumlah", "12"), ("toleransi", "3"), ("kunci", "x")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    let to = answered.location().strip_prefix("/masuk?kembali=").expect("the sign-in").to_owned();
    let to = percent_encoding::percent_decode_str(&to).decode_utf8_lossy().into_owned();
    let mut member = Client::of(&world, Role::Member);
    let back = member.get(&to).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let form = member.get(back.location()).await;
    assert_eq!((value(&form, "jumlah"), value(&form, "toleransi")), ("12".into(), "3".into()));
    assert_ne!(value(&form, "kunci"), "x");
    assert_eq!(Client::of(&world, Role::Anyone).get(&join).await.location(), page_of(round));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_two_koperasi_says_for_which() {
    let world = World::new().await;
    let round = opened(&world).await;
    join(&world.desk, round, world.koperasi[1]).await;
    engine::testing::world::membership(&world.desk, world.koperasi[1], world.account(Role::Member)).await;
    let mut member = Client::of(&world, Role::Member);
    let form = member.get(&page_of(round)).await;
    assert_eq!(form.all("#ikut select[name=koperasi] option").len(), 3, "both, and the invitation to choose");
    let sent = [("jumlah", "12"), ("toleransi", "0"), ("koperasi", "koperasi-two")];
    let answered = member.post(&format!("{}/ikut", page_of(round)), &sent).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", notice(&answered));
    let person = Client::of(&world, Role::Member).get(&page_of(round)).await;
    assert_eq!(person.attr("#ikut option[selected]", "value").as_deref(), Some("koperasi-two"), "the one with the pledge");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_figure_breaks_whatever_is_asked() {
    let world = World::new().await;
    let round = with_sixty(&world).await;
    for role in [Role::Anyone, Role::Person, Role::Member] {
        for asked in
            ["jumlah=9223372036854775808", "jumlah=%00", "jumlah=-1&toleransi=x", "jumlah=%3Cscript%3Ealert(1)", "koperasi=%ff"]
        {
            for path in [format!("{}/angka?{asked}", page_of(round)), format!("{}?{asked}", page_of(round))] {
                let answered = Client::of(&world, role).get(&path).await;
                assert_eq!(answered.status, StatusCode::OK, "{role:?} {path}");
                assert!(!answered.text().contains("<script>alert"), "{role:?} {path}");
            }
        }
    }
    let pieces = Client::of(&world, Role::Member).get(&format!("{}/angka?jumlah=40&toleransi=8", page_of(round))).await;
    let ids = ["r-kalimat", "r-tangga", "r-tabel", "r-fakta", "r-biaya"];
    assert!(ids.iter().all(|id| pieces.text().contains(&format!("id=\"{id}\""))) && !pieces.text().contains("<form"));
    // The pieces are those of the page, so that nothing is replaced by something else.
    let page = Client::of(&world, Role::Member).get(&format!("{}?jumlah=40&toleransi=8", page_of(round))).await;
    for id in ids {
        assert_eq!(pieces.all(&format!("#{id}")), page.all(&format!("#{id}")), "{id}");
    }
}

/// The stream of events of a round's page, as it comes; with what the page says it has seen.
async fn events(world: &World, round: RoundId, seen: &str) -> axum::response::Response {
    let site = Site { desk: (*world.desk).clone(), assets: Assets::default().into(), hot: None, development: true };
    let request = Request::get(format!("{}/langsung?dilihat={seen}", page_of(round))).body(Body::empty()).expect("a request");
    app::router(site).oneshot(request).await.expect("the router never fails")
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
async fn a_page_hears_of_what_it_has_missed_and_of_what_comes() {
    let world = World::new().await;
    let round = opened(&world).await;
    let missed = events(&world, round, "another").await;
    assert_eq!(missed.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(missed.headers()["x-accel-buffering"], "no");
    assert!(tells(&mut missed.into_body().into_data_stream()).await, "it was another state that was seen");

    let stop = CancellationToken::new();
    let listening = tokio::spawn(live::listen((*world.desk).clone(), stop.clone(), |_| {}));
    let mark =
        Client::of(&world, Role::Anyone).get(&page_of(round)).await.attr("[data-dilihat]", "data-dilihat").expect("a mark");
    let mut stream = events(&world, round, &mark).await.into_body().into_data_stream();
    let joined = Client::of(&world, Role::Member).post(&format!("{}/ikut", page_of(round)), &[("jumlah", "12")]).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER);
    assert!(tells(&mut stream).await);
    stop.cancel();
    listening.await.expect("it ends");
    while tells(&mut stream).await {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_says_so_and_a_closed_page_gives_its_place_back() {
    let world = World::new().await;
    let round = opened(&world).await;
    let live = world.desk.live();
    let all = live.places();
    let open = events(&world, round, "").await;
    assert_eq!((open.status(), live.places()), (StatusCode::OK, all - 1));
    drop(open);
    assert_eq!(live.places(), all);
    let mut callers = (0..).flat_map(|nth: usize| std::iter::repeat_n(nth.to_string(), live::MOST_OF_ONE));
    let ears: Vec<Ear> = std::iter::from_fn(|| live.ear(round, &callers.next()?)).collect();
    assert_eq!(events(&world, round, "").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    drop(ears);
    assert_eq!(events(&world, round, "").await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_came_are_confirmed_once() {
    let world = World::new().await;
    let round = arrived(&world).await;
    let confirm = format!("{}/sudah-terima", page_of(round));
    let mut member = Client::of(&world, Role::Member);
    let page = member.get(&page_of(round)).await;
    assert_eq!(sentence(&page), "Barang sudah datang, silakan diambil.");
    assert_eq!(fact(&page, "Jatah saya"), "60 kg");
    assert!(page.attr(&format!("form[action='{confirm}']"), "action").is_some());
    for _ in 0..2 {
        assert_eq!(member.post(&confirm, &[]).await.location(), page_of(round));
    }
    let seen = member.get(&page_of(round)).await;
    assert!(notice(&seen).contains("sudah dicatat") || seen.text().contains("menyatakan barang diterima"));
    assert!(seen.attr(&format!("form[action='{confirm}']"), "action").is_none());
    let early = opened(&world).await;
    let refused = member.post(&format!("{}/sudah-terima", page_of(early)), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(Client::of(&world, Role::Person).post(&confirm, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
