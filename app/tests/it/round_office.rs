//! Officers' pages of joint purchases through the router, from the plan to the order, and the supplier's
//! page. Two koperasi, so that neither reads the other's members.

use axum::http::StatusCode;
use domain::access::Duty;
use domain::ids::{OfferId, RoundId};
use engine::purchasing::{invite, plan, steps};
use engine::testing::purchasing::{self as testing, join, member_of, offer, officer_of, open_round, pledge_row};
use engine::testing::world::{Role, World, office};
use time::Duration;

use crate::client::{Answered, Client};

const ROOM: &str = "/pengurus/koperasi-one/pembelian";
const HOSTILE: &str = "</textarea><script>alert(1)</script>";

/// An offer that the first koperasi may use, as [`offer`] makes it.
pub async fn offered(world: &World) -> OfferId {
    offer(&world.desk, world.koperasi[0]).await
}

/// A draft of the first koperasi, and the offer that it stands on.
pub async fn planned(world: &World) -> (RoundId, OfferId) {
    let offer = offered(world).await;
    let by = officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
    let round = plan::create(&world.desk, &by, &testing::plan(&world.desk, offer), engine::ids::fresh()).await;
    (round.expect("a draft"), offer)
}

/// A round of the first koperasi that is open.
pub async fn opened(world: &World) -> RoundId {
    let by = officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
    open_round(&world.desk, &by, offered(world).await).await
}

/// One of both koperasi that has closed: 60 kg of a member of the first, 35 kg of one of the second, and
/// 8 kg that they would accept beyond it.
pub async fn closed(world: &World) -> RoundId {
    let (desk, [one, two]) = (&world.desk, world.koperasi);
    let round = opened(world).await;
    join(desk, round, two).await;
    pledge_row(desk, round, &member_of(desk, one, world.account(Role::Member)).await, 60, 8).await;
    pledge_row(desk, round, &member_of(desk, two, world.account(Role::OtherMember)).await, 35, 0).await;
    let by = officer_of(desk, one, world.account(Role::Officer)).await;
    steps::close(desk, &by, round).await.expect("it closes");
    round
}

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

fn page_of(round: RoundId) -> String {
    format!("{ROOM}/{round}")
}

/// The day so many days from now, as a date field sends it.
fn day(world: &World, days: i64) -> String {
    (world.desk.today().date() + Duration::days(days)).to_string()
}

/// The few fields that have to be filled.
fn told(world: &World, offer: OfferId) -> Vec<(&'static str, String)> {
    vec![
        ("penawaran", offer.to_string()),
        ("judul", "Kedelai untuk tempe".to_owned()),
        ("tutup_tanggal", day(world, 7)),
        ("tutup_jam", "17:00".to_owned()),
        ("ambil_tempat", "Balai desa Limpung".to_owned()),
        ("ambil_tanggal", day(world, 14)),
    ]
}

fn pairs<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Presses the button of a page that posts to this address, with what the page sends unseen.
async fn press(client: &mut Client, page: &str, action: &str) -> Answered {
    let seen = client.get(page).await;
    assert!(seen.attr(&format!("form[action='{action}']"), "action").is_some(), "no button for {action} on {page}");
    let hidden = |name: &'static str| Some((name, seen.attr(&format!("form[action='{action}'] input[name={name}]"), "value")?));
    let sent: Vec<_> = ["kunci", "versi", "jumlah"].into_iter().filter_map(hidden).collect();
    client.post(action, &pairs(&sent)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_needs_an_offer_and_starts_filled() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    assert_eq!(officer.get(ROOM).await.all("h2"), ["Belum ada pembelian bersama"]);
    let without = officer.get(&format!("{ROOM}/baru")).await;
    assert_eq!(without.attr(".kosong-saja a", "href").as_deref(), Some("/pengurus/koperasi-one/penawaran/baru"));

    let offer = offered(&world).await;
    let form = officer.get(&format!("{ROOM}/baru")).await;
    assert_eq!(form.attr("input[name=penawaran][checked]", "value"), Some(offer.to_string()), "there is only one");
    assert!(form.text().contains("mulai 100 kg Rp9.500"), "the ladder stands with the offer");
    for name in ["tutup_tanggal", "ambil_tanggal", "ambil_tempat", "judul"] {
        assert!(form.attr(&format!("input[name={name}]"), "value").is_some_and(|v| !v.is_empty()), "{name}");
    }
    assert!(form.attr("details.lipat[open]", "class").is_none(), "the rest is folded away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_planned_looked_at_and_opened() {
    let world = World::new().await;
    let offer = offered(&world).await;
    let (mut officer, new) = (Client::of(&world, Role::Officer), format!("{ROOM}/baru"));
    let with = |extra: &[(&'static str, &str)]| {
        let mut form = told(&world, offer);
        form.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
        form.extend(extra.iter().map(|(name, value)| (*name, (*value).to_owned())));
        form
    };
    // Refused once: nothing is lost, and what is folded away opens where its error is.
    let refused = officer.post(&new, &pairs(&with(&[("judul", HOSTILE), ("biaya_persen", "lima")]))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("#f-judul", "value").as_deref(), Some(HOSTILE));
    assert!(refused.attr("details.lipat[open] #f-biaya_persen", "value").is_some());
    assert!(!refused.text().contains("<script>alert"));
    let early = officer.post(&new, &pairs(&with(&[("tutup_tanggal", "2020-01-01")]))).await;
    assert_eq!(early.all("#f-tutup_tanggal-salah"), ["Tanggalnya sudah lewat."]);
    let strange = officer.post(&new, &pairs(&with(&[("penawaran", "00000000-0000-7000-8000-000000000000")]))).await;
    assert_eq!(strange.all("#f-penawaran-salah"), ["Pilih salah satu dari daftar."]);

    let looked = officer.post(&new, &pairs(&with(&[("aksi", "lihat"), ("harga_pasar", "")]))).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.all("h2").contains(&"Begini anggota melihatnya".to_owned()));
    assert_eq!(officer.get(ROOM).await.all("tbody th").len(), 0, "looking saves nothing");

    let saved = officer.post(&new, &pairs(&with(&[("bersama", "ya"), ("ulang", "minggu"), ("titipan_persen", "10")]))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", notice(&saved));
    let round = saved.location().to_owned();
    let seen = officer.get(&round).await;
    assert_eq!(seen.all(".langkah [aria-current=step]"), ["Draf"]);
    assert!(seen.text().contains("Tiap minggu") && seen.text().contains("10 %"));
    let change = officer.get(&format!("{round}/ubah")).await;
    assert_eq!(change.attr("#f-titipan_persen", "value").as_deref(), Some("10"));
    assert!(change.attr("details.lipat[open]", "class").is_some(), "what was changed is seen");

    let opened = press(&mut officer, &round, &format!("{round}/buka")).await;
    assert_eq!(opened.location(), round);
    let seen = officer.get(&round).await;
    assert_eq!(seen.all(".langkah [aria-current=step]"), ["Dibuka"]);
    assert!(seen.attr(&format!("form[action='{round}/undang'] option[value=koperasi-two]"), "value").is_some());
    assert!(seen.all(".riwayat span").iter().any(|line| line == "Officer membuka pembelian"), "{:?}", seen.all(".riwayat span"));
    assert_eq!(officer.get(&format!("{round}/ubah")).await.status, StatusCode::CONFLICT, "an open one stays as it is");
    let copied = press(&mut officer, &round, &format!("{round}/salin")).await;
    assert!(copied.location().ends_with("/ubah") && !copied.location().contains(&round), "{}", copied.location());
    assert_eq!(officer.get(copied.location()).await.status, StatusCode::OK);
    assert_eq!(officer.get(ROOM).await.all("tbody th").len(), 2);
    assert_eq!(officer.get(&format!("{ROOM}?keadaan=buka")).await.all("tbody th").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_second_sees_who_was_first() {
    let world = World::new().await;
    let round = page_of(opened(&world).await);
    office(&world.desk, world.koperasi[0], world.account(Role::Person), Duty::Chair).await;
    let (mut first, mut second) = (Client::of(&world, Role::Officer), Client::of(&world, Role::Person));
    let closed = first.post(&format!("{round}/tutup"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    let late = second.post(&format!("{round}/tutup"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(notice(&late).contains("Officer menutup pembelian"), "{}", notice(&late));
    assert_eq!(late.all(".langkah [aria-current=step]"), ["Ditutup"]);
    // Nobody pledged: it is for somebody to decide, and what they typed wrongly stays.
    assert!(late.all("h2").iter().any(|h| h.contains("minimum belum tercapai")));
    let refused = second.post(&format!("{round}/perpanjang"), &[("sampai_tanggal", "besok"), ("sampai_jam", "17:00")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("#perpanjang-sampai_tanggal", "value").as_deref(), Some("besok"));
    let soon = day(&world, 9);
    let more = second.post(&format!("{round}/perpanjang"), &[("sampai_tanggal", soon.as_str()), ("sampai_jam", "17:00")]).await;
    assert_eq!(more.status, StatusCode::SEE_OTHER, "{}", notice(&more));
    assert_eq!(first.get(&round).await.all(".langkah [aria-current=step]"), ["Dibuka"]);
    let filled = first.post(&format!("{round}/genapkan"), &[("sampai_tanggal", soon.as_str())]).await;
    assert_eq!(filled.status, StatusCode::CONFLICT, "it is open");
    let empty = first.post(&format!("{round}/batalkan"), &[]).await;
    assert_eq!(empty.all("#batalkan-alasan-salah").len(), 1);
    let gone = first.post(&format!("{round}/batalkan"), &[("alasan", HOSTILE)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let seen = second.get(&round).await;
    assert!(notice(&seen).contains(HOSTILE) && !seen.text().contains("<script>alert"));
    assert_eq!(second.post(&format!("{round}/buka"), &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_an_open_round_are_asked_for_alone() {
    let world = World::new().await;
    let id = opened(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let before = officer.get(&page_of(id)).await;
    let public = Client::of(&world, Role::Anyone).get(&format!("/pembelian-bersama/{id}")).await;
    let marked = |page: &Answered| page.attr("main [data-putaran]", "data-dilihat").expect("a mark");
    assert_eq!(marked(&before), marked(&public), "both follow the same");
    assert!(before.attr("script[src*='live.js']", "src").is_some());
    let figures = before.attr("main [data-angka]", "data-angka").expect("an address");

    pledge_row(&world.desk, id, &member_of(&world.desk, world.koperasi[0], world.account(Role::Member)).await, 60, 0).await;
    let piece = officer.get(&figures).await;
    assert_eq!(piece.status, StatusCode::OK);
    assert!(piece.all("#r-angka dd").contains(&"60 kg".to_owned()), "{:?}", piece.all("#r-angka dd"));
    assert!(piece.all("header, form").is_empty(), "nothing else");
    assert_ne!(marked(&officer.get(&page_of(id)).await), marked(&before));
    let theirs = figures.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).get(&theirs).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_is_chosen_and_ordered_once() {
    let world = World::new().await;
    let round = page_of(closed(&world).await);
    let mut officer = Client::of(&world, Role::Officer);
    let today = officer.get("/pengurus/koperasi-one").await;
    assert!(today.all(".tugas small").iter().any(|s| s.contains("Sistem menyarankan 100 kg")), "{:?}", today.all(".tugas"));
    let choose = format!("{round}/pilih");
    assert_eq!(today.attr(&format!(".tugas a[href='{choose}']"), "href"), Some(choose.clone()));

    let seen = officer.get(&choose).await;
    assert!(
        seen.all("tbody th").iter().any(|row| row.contains("100 kg") && row.contains("Disarankan")),
        "{:?}",
        seen.all("tbody th")
    );
    assert_eq!(seen.attr("form input[name=jumlah]", "value").as_deref(), Some("100"));
    let names = seen.all("#pesan tbody th");
    assert!(names.iter().any(|n| n.ends_with("Member")) && names.contains(&"Koperasi Dua".to_owned()), "{names:?}");
    assert!(!seen.text().contains("OtherMember"), "members of others are not named");
    let less = officer.get(&format!("{choose}?jumlah=90")).await;
    assert_eq!(less.attr("form input[name=jumlah]", "value").as_deref(), Some("90"));
    assert_eq!(
        officer.get(&format!("{choose}?jumlah=95")).await.attr("form input[name=jumlah]", "value").as_deref(),
        Some("100")
    );

    let order = format!("{round}/pesan");
    let version = seen.attr("form input[name=versi]", "value").expect("a version");
    let base = [("jumlah", "100"), ("versi", version.as_str())];
    let send = |extra: &[(&'static str, &'static str)]| [&base[..], extra].concat();
    let refused = officer.post(&order, &send(&[("kirim_tanggal", "2020-01-01"), ("syarat", HOSTILE)])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("textarea[name=syarat]"), [HOSTILE]);
    let strange = officer.post(&order, &[("jumlah", "95"), ("versi", version.as_str())]).await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    let old = officer.post(&order, &[("jumlah", "100"), ("versi", "1"), ("syarat", "Tunai")]).await;
    assert_eq!(old.status, StatusCode::CONFLICT);
    assert_eq!(old.all("textarea[name=syarat]"), ["Tunai"]);

    let done = officer.post(&order, &send(&[("syarat", HOSTILE)])).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, round.as_str()), "{}", notice(&done));
    let again = officer.post(&order, &send(&[])).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(notice(&again).contains("Officer memesan 100 kg"), "{}", notice(&again));
    assert_eq!(officer.get(&choose).await.location(), round, "there is nothing to choose any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_supplier_confirms_by_a_link_and_nobody_else_counts() {
    let world = World::new().await;
    let id = closed(&world).await;
    let round = page_of(id);
    let mut officer = Client::of(&world, Role::Officer);
    let ordered = press(&mut officer, &format!("{round}/pilih"), &format!("{round}/pesan")).await;
    assert_eq!(ordered.status, StatusCode::SEE_OTHER, "{}", notice(&ordered));
    let seen = officer.get(&round).await;
    assert!(seen.all("h2").iter().any(|h| h.starts_with("Surat pesanan PO/")), "{:?}", seen.all("h2"));
    for (kind, begins) in [("pdf", &b"%PDF"[..]), ("csv", "\u{feff}".as_bytes()), ("xlsx", b"PK")] {
        let file = officer.get(&format!("{round}/po.{kind}")).await;
        assert!(file.status == StatusCode::OK && file.body.starts_with(begins), "{kind}");
    }
    assert_eq!(officer.post(&format!("{round}/terkirim"), &[("cara", "merpati")]).await.status, StatusCode::NOT_FOUND);
    let sent = officer.post(&format!("{round}/terkirim"), &[("cara", "whatsapp")]).await;
    assert_eq!(sent.location(), round);

    let chat = officer.get(&round).await.attr("main a.wa", "href").expect("a way to send it again");
    let link = chat.split("guyub.test").nth(1).expect("the link").replace("%2F", "/").replace("%2D", "-").replace("%5F", "_");
    let mut supplier = Client::of(&world, Role::Anyone);
    let reached = async |officer: &mut Client| officer.get(&round).await.all(".lembar .langkah .sudah").len();
    let before = reached(&mut officer).await;
    officer.get(&link).await;
    supplier.get_with(&link, &[("user-agent", "WhatsApp/2.23")]).await;
    assert_eq!(reached(&mut officer).await, before, "neither has the supplier seen it");
    let page = supplier.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("100 kg") && page.text().contains("Rp1.000.000"));
    assert!(page.text().contains("Koperasi Satu memesan 100 kg Kedelai"), "who orders what, first of all");
    assert!(page.text().contains("Tidak perlu akun") && page.attr("main a[href^='tel:'].tombol", "href").is_some());
    assert_eq!(reached(&mut officer).await, before + 1, "now it was seen");
    assert!(supplier.get(&format!("{link}/pesanan.pdf")).await.body.starts_with(b"%PDF"));
    // The code on the paper leads to a page that says whether it is genuine, and to nothing else.
    let overseer = testing::overseer(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
    let paper =
        engine::purchasing::order::purchase_order(&world.desk, &overseer, id).await.expect("an answer").expect("an order");
    let check = paper.check_path();
    let genuine = supplier.get(&check).await;
    assert!(notice(&genuine).contains("asli") && genuine.text().contains("Koperasi Satu"));
    assert!(!genuine.text().contains(&paper.signature));
    for wrong in [format!("{link}/periksa"), check.replace("/periksa", ""), check.replace("/periksa", "/pesanan.pdf")] {
        assert_eq!(supplier.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert_eq!(supplier.post(&check.replace("/periksa", ""), &[]).await.status, StatusCode::NOT_FOUND);
    // Nor does the koperasi answer itself.
    assert_eq!(officer.post(&link, &[]).await.status, StatusCode::FORBIDDEN);
    for wrong in [format!("{link}x"), link.replace("/po/", "/po/0")] {
        let paper = supplier.get(&format!("{wrong}/pesanan.pdf")).await;
        for unknown in [supplier.get(&wrong).await, supplier.post(&wrong, &[]).await, paper] {
            let said = (unknown.status, unknown.all("h1"));
            assert_eq!(said, (StatusCode::NOT_FOUND, vec!["Tautan pesanan ini tidak dikenali".to_owned()]), "{wrong}");
        }
        let unknown = supplier.get(&format!("{wrong}/periksa")).await;
        let said = (unknown.status, unknown.all("h1"));
        assert_eq!(said, (StatusCode::NOT_FOUND, vec!["Surat ini tidak dikenali".to_owned()]), "{wrong}");
    }
    for _ in 0..2 {
        assert_eq!(supplier.post(&link, &[]).await.location(), link, "the second press changes nothing");
    }
    let page = supplier.get(&link).await;
    assert!(page.attr(&format!("form[action='{link}']"), "action").is_none(), "it happens once");
    assert!(notice(&page).contains("Berikutnya: kirim barangnya ke Balai desa Limpung"), "{}", notice(&page));
    assert!(!page.text().contains("Tidak sanggup"), "there is nothing to press any more");
    let history = officer.get(&round).await.all(".riwayat span");
    assert_eq!(history.iter().filter(|line| *line == "Pemasok menyanggupi pesanan").count(), 1, "{history:?}");

    officer.post(&format!("{round}/batalkan"), &[("alasan", "Gudang kebanjiran")]).await;
    assert_eq!(supplier.post(&link, &[]).await.status, StatusCode::CONFLICT);
    assert!(notice(&supplier.get(&link).await).contains("dibatalkan"));
    assert!(notice(&supplier.get(&check).await).contains("sudah dibatalkan"));
    // Long after, the link in the chat says no more than that.
    world.desk.forward(std::time::Duration::from_secs(181 * 24 * 3600));
    let over = supplier.get(&link).await;
    assert!(over.status == StatusCode::OK && over.all("h1") == ["Pesanan ini sudah selesai"], "{:?}", over.all("h1"));
    assert!(!over.text().contains("Rp1.000.000"));
    assert_eq!(supplier.get(&format!("{link}/pesanan.pdf")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_koperasi_answers_and_follows() {
    let world = World::new().await;
    let (desk, [one, two]) = (&world.desk, world.koperasi);
    let round = opened(&world).await;
    pledge_row(desk, round, &member_of(desk, one, world.account(Role::Member)).await, 60, 0).await;
    let (mut officer, mut other) = (Client::of(&world, Role::Officer), Client::of(&world, Role::OtherOfficer));
    let theirs = format!("/pengurus/koperasi-two/pembelian/{round}");
    assert_eq!(other.get(&theirs).await.status, StatusCode::NOT_FOUND);
    let refused = officer.post(&format!("{}/undang", page_of(round)), &[("koperasi", "koperasi-tiga")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let invited = officer.post(&format!("{}/undang", page_of(round)), &[("koperasi", "koperasi-two")]).await;
    assert_eq!(invited.location(), page_of(round), "{}", notice(&invited));

    assert!(other.get("/pengurus/koperasi-two").await.all(".tugas b").contains(&"Undangan membeli bersama".to_owned()));
    let asked = other.get(&theirs).await;
    assert!(asked.all("h2").contains(&"Berikutnya: Jawab undangan".to_owned()), "{:?}", asked.all("h2"));
    let answer = format!("/pengurus/koperasi-two/pembelian/undangan/{round}");
    assert_eq!(other.post(&answer, &[("jawab", "mungkin")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(&format!("{ROOM}/undangan/{round}"), &[("jawab", "ya")]).await.status, StatusCode::NOT_FOUND);
    let joined = other.post(&answer, &[("jawab", "ya")]).await;
    assert_eq!(joined.location(), theirs, "{}", notice(&joined));

    pledge_row(desk, round, &member_of(desk, two, world.account(Role::OtherMember)).await, 35, 0).await;
    let seen = other.get(&theirs).await;
    let names = seen.all("tbody th");
    assert!(names.iter().any(|n| n.starts_with("OtherMember")) && !names.iter().any(|n| n.starts_with("Member")), "{names:?}");
    assert_eq!(seen.all("main form[method=post]").len(), 0, "the steps are the coordinator's");
    for step in ["buka", "tutup", "salin", "batalkan"] {
        let answered = other.post(&format!("{theirs}/{step}"), &[("alasan", "Iseng")]).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{step}");
    }
    for page in ["ubah", "pilih", "po.pdf"] {
        assert_eq!(other.get(&format!("{theirs}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let own = officer.get(&page_of(round)).await;
    let names = own.all("tbody th");
    assert!(!names.iter().any(|n| n.starts_with("OtherMember")) && names.contains(&"Koperasi Dua".to_owned()), "{names:?}");
    let left = other.post(&answer, &[("jawab", "tidak")]).await;
    assert_eq!(left.status, StatusCode::CONFLICT, "its members have pledged");
    assert!(notice(&left).contains("Anggota Anda sudah ikut"), "{}", notice(&left));
    let by = officer_of(desk, two, world.account(Role::OtherOfficer)).await;
    assert!(invite::answer(desk, &by, round, true).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_reads_without_a_button() {
    let world = World::new().await;
    let round = page_of(closed(&world).await);
    let mut supervisor = Client::of(&world, Role::Supervisor);
    for page in [ROOM.to_owned(), round.clone(), format!("{round}/pilih")] {
        let seen = supervisor.get(&page).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
        assert_eq!(seen.all("main form[method=post]").len(), 0, "{page}");
        assert_eq!(seen.all("main .tombol:not(.tenang)").len(), 0, "{page}");
    }
    assert!(supervisor.get(&round).await.text().contains("Pilih jumlah pesanan"));
}
