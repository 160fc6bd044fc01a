//! From receipt to settlement through the router: two koperasi, each with a member in the same round.

use axum::http::StatusCode;
use domain::ids::RoundId;
use engine::testing::goods::{delivery, deposit, ordered, received};
use engine::testing::purchasing::{join, member_of, offer, officer_of, open_round, pledge_row};
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};

const HOSTILE: &str = "</textarea><script>alert(1)</script>";

/// A round of the first koperasi in which 100 kg are ordered, Rp9.500 each and Rp50.000 for the transport:
/// 60 kg for the member of the first koperasi, 40 kg for the one of the second.
pub async fn expected(world: &World) -> RoundId {
    let (desk, [one, two]) = (&world.desk, world.koperasi);
    let by = officer_of(desk, one, world.account(Role::Officer)).await;
    let round = open_round(desk, &by, offer(desk, one).await).await;
    join(desk, round, two).await;
    pledge_row(desk, round, &member_of(desk, one, world.account(Role::Member)).await, 60, 0).await;
    pledge_row(desk, round, &member_of(desk, two, world.account(Role::OtherMember)).await, 40, 0).await;
    ordered(desk, round, 100).await;
    round
}

/// The same, and all of it has come.
pub async fn arrived(world: &World) -> RoundId {
    let round = expected(world).await;
    let by = officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
    received(&world.desk, &by, round, &delivery(100)).await;
    round
}

fn page_of(koperasi: &str, round: RoundId, page: &str) -> String {
    format!("/pengurus/koperasi-{koperasi}/pembelian/{round}/{page}")
}

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

/// The fields that a page sends unseen with the form or button of this address.
fn hidden(page: &Answered, action: &str) -> Vec<(&'static str, String)> {
    ["kunci", "versi", "bagian", "foto_simpan"]
        .into_iter()
        .filter_map(|name| Some((name, page.attr(&format!("form[action='{action}'] input[name={name}]"), "value")?)))
        .collect()
}

/// Presses the button of a page that posts to this address.
async fn press(client: &mut Client, page: &str, action: &str) -> Answered {
    let seen = client.get(page).await;
    assert!(seen.attr(&format!("form[action='{action}']"), "action").is_some(), "no button for {action}");
    let sent = hidden(&seen, action);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(action, &sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_takes_a_round_from_the_lorry_to_the_book() {
    let world = World::new().await;
    let round = expected(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let receipt = page_of("one", round, "terima");
    let seen = officer.get(&receipt).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(seen.attr("progress", "value").as_deref(), Some("0"));
    assert!(seen.attr(&format!("form[action='{receipt}/selesai']"), "action").is_none(), "nothing came yet");

    // Refused once: what was typed stays, and nothing is written down.
    let typed = [("datang", "1000"), ("rusak", "2"), ("catatan", HOSTILE)];
    let refused = officer.post(&receipt, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("input[name=datang]", "value").as_deref(), Some("1000"));
    assert_eq!(refused.all("#f-datang-salah"), ["Paling banyak 100."]);
    assert_eq!(refused.all("textarea[name=catatan]"), [HOSTILE]);
    assert!(!refused.text().contains("<script>alert"));

    let typed = [("datang", "90"), ("rusak", "10"), ("rusak_dibayar", "ya"), ("catatan", HOSTILE)];
    let answered = officer.post(&receipt, &typed).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, receipt.as_str()));
    let seen = officer.get(&receipt).await;
    assert_eq!(seen.attr("progress", "value").as_deref(), Some("90000"));
    assert!(!seen.text().contains("<script>alert") && seen.text().contains("tetap dibayar"), "{}", seen.text());
    // A second part that was a slip, and is taken back.
    officer.post(&receipt, &[("datang", "1")]).await;
    let undone = press(&mut officer, &receipt, &format!("{receipt}/hapus")).await;
    assert_eq!(undone.location(), receipt);
    let finished = press(&mut officer, &receipt, &format!("{receipt}/selesai")).await;
    let shares = page_of("one", round, "jatah");
    assert_eq!(finished.location(), shares, "{}", notice(&finished));

    let seen = officer.get(&shares).await;
    assert!(seen.text().contains("48 kg"), "80 kg are shared out: 48 and 32");
    assert_eq!(seen.all("th[scope=row]").iter().filter(|name| name.contains("OtherMember")).count(), 0, "no stranger's name");
    let form = seen.attr("main a[href*='?ubah=']", "href").expect("a line to change");
    let change = officer.get(&form).await.attr("main form.formulir", "action").expect("its form");
    let refused = officer.post(&change, &[("jumlah", "48,5"), ("alasan", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("input[name=jumlah]", "value").as_deref(), Some("48,5"));
    let refused = officer.post(&change, &[("jumlah", "49"), ("alasan", "Butuh lebih.")]).await;
    assert_eq!(refused.all("#f-jumlah-salah"), ["Paling banyak 48."]);
    let answered = officer.post(&change, &[("jumlah", "40"), ("alasan", HOSTILE)]).await;
    assert_eq!(answered.location(), shares, "{}", notice(&answered));
    let seen = officer.get(&shares).await;
    assert!(seen.all(".angka-angka dd").contains(&"8 kg".to_owned()), "eight are stock now");
    assert!(!seen.text().contains("<script>alert"));

    let list = page_of("one", round, "daftar-ambil");
    press(&mut officer, &list, &format!("{list}/kunci")).await;
    let printed = officer.get(&shares).await;
    assert!(printed.attr("main a[href*='?ubah=']", "href").is_none(), "what is printed stays");
    let tick = officer.get(&list).await.attr("form[action*='/serah/']", "action").expect("a line to tick off");
    assert_eq!(press(&mut officer, &list, &tick).await.location(), list);
    let seen = officer.get(&list).await;
    assert_eq!(seen.attr("progress", "value").as_deref(), Some("1"));
    officer.post(&tick, &[("batal", "ya")]).await;
    assert_eq!(officer.get(&list).await.attr("progress", "value").as_deref(), Some("0"));

    let settle = page_of("one", round, "selesaikan");
    let seen = officer.get(&settle).await;
    assert!(notice(&seen).contains("1 anggota belum mengambil"), "{}", notice(&seen));
    // 40 kg at Rp9.500, and half of the transport.
    assert!(seen.text().contains("Rp405.000"), "what the member will be charged");
    let done = press(&mut officer, &settle, &settle).await;
    assert_eq!(done.location(), settle);
    let seen = officer.get(&settle).await;
    assert!(notice(&seen).contains("Selesai: 2 anggota ditagih"), "{}", notice(&seen));
    let journals = seen.all("main a[href*='/buku/jurnal/']");
    assert_eq!(journals.len(), 2, "{journals:?}");
    assert!(seen.attr(&format!("form[action='{settle}']"), "action").is_none(), "it happens once");
    // Handing out goes on.
    assert_eq!(press(&mut officer, &list, &tick).await.location(), list);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dearer_than_ordered_waits_for_another_officer() {
    let world = World::new().await;
    let round = expected(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let receipt = page_of("one", round, "terima");
    officer.post(&receipt, &[("datang", "100"), ("harga", "9.600")]).await;
    let seen = officer.get(&receipt).await;
    assert!(notice(&seen).contains("lebih tinggi daripada pesanan"), "{}", notice(&seen));
    let finish = format!("{receipt}/selesai");
    assert!(seen.attr(&format!("form[action='{finish}']"), "action").is_none(), "not by the same officer");
    let version = engine::testing::goods::version(&world.desk, round).await.to_string();
    let pressed = officer.post(&finish, &[("versi", version.as_str())]).await;
    assert_eq!(pressed.status, StatusCode::CONFLICT);
    assert!(notice(&pressed).contains("Minta pengurus lain"), "{}", notice(&pressed));
    // Taken back, and as ordered: one is enough.
    press(&mut officer, &receipt, &format!("{receipt}/hapus")).await;
    officer.post(&receipt, &[("datang", "100"), ("harga", "9.500")]).await;
    assert_eq!(press(&mut officer, &receipt, &finish).await.location(), page_of("one", round, "jatah"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_koperasi_sees_and_does_its_part() {
    let world = World::new().await;
    let round = arrived(&world).await;
    let mut other = Client::of(&world, Role::OtherOfficer);
    for page in ["terima", "jatah", "daftar-ambil", "selesaikan"] {
        let seen = other.get(&page_of("two", round, page)).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
        assert!(seen.text().contains("Dijalankan Koperasi Satu"), "{page}");
        assert_eq!(seen.all(".langkah [aria-current=step]"), ["Diterima"], "{page}");
        let names = seen.all("tbody th");
        assert!(!names.iter().any(|name| name.starts_with("Member")), "{page} names somebody's member: {names:?}");
    }
    let list = page_of("two", round, "daftar-ambil");
    let tick = other.get(&list).await.attr("form[action*='/serah/']", "action").expect("the own member");
    assert_eq!(other.post(&tick, &[]).await.location(), list);
    // What is the coordinator's to do is not there for others, whatever they send.
    for path in ["terima", "terima/selesai", "terima/hapus", "daftar-ambil/kunci", "selesaikan"] {
        let answered = other.post(&page_of("two", round, path), &[("datang", "1")]).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
        let answered = other.post(&page_of("one", round, path), &[("datang", "1")]).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut officer = Client::of(&world, Role::Officer);
    let own = officer.get(&page_of("one", round, "daftar-ambil")).await.attr("form[action*='/serah/']", "action");
    let theirs = own.expect("the own member").replace("koperasi-one", "koperasi-two");
    assert_eq!(other.post(&theirs, &[]).await.status, StatusCode::NOT_FOUND, "another koperasi's member");
    let settle = page_of("one", round, "selesaikan");
    press(&mut officer, &settle, &settle).await;
    let seen = other.get(&page_of("two", round, "selesaikan")).await;
    assert_eq!(seen.all("main a[href*='/koperasi-two/buku/jurnal/']").len(), 1, "their book was written too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_reads_and_presses_nothing() {
    let world = World::new().await;
    let round = arrived(&world).await;
    let mut supervisor = Client::of(&world, Role::Supervisor);
    for page in ["terima", "jatah", "daftar-ambil", "selesaikan"] {
        let seen = supervisor.get(&page_of("one", round, page)).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
        assert!(seen.attr("main form[method=post]", "action").is_none(), "{page} has a button");
        assert!(seen.attr("main a[href*='?ubah=']", "href").is_none(), "{page}");
    }
    for role in [Role::Member, Role::Person, Role::OtherOfficer, Role::Operator] {
        let seen = Client::of(&world, role).get(&page_of("one", round, "selesaikan")).await;
        assert!(seen.status != StatusCode::OK, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_comes_too_late_says_how_things_are() {
    let world = World::new().await;
    let round = expected(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let (receipt, settle) = (page_of("one", round, "terima"), page_of("one", round, "selesaikan"));
    let early = officer.post(&settle, &[]).await;
    assert_eq!(early.location(), settle);
    assert!(notice(&officer.get(&settle).await).contains("menjadi: Dipesan"));
    let nothing = officer.post(&format!("{receipt}/selesai"), &[("versi", "1")]).await;
    assert_eq!(nothing.location(), receipt);
    assert!(notice(&officer.get(&receipt).await).contains("Ada yang berubah"));

    officer.post(&receipt, &[("datang", "100"), ("rusak", "100")]).await;
    let all_broken = press(&mut officer, &receipt, &format!("{receipt}/selesai")).await;
    assert_eq!(all_broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&all_broken).contains("batalkan pembelian ini"), "{}", notice(&all_broken));

    let round = arrived(&world).await;
    let (receipt, settle) = (page_of("one", round, "terima"), page_of("one", round, "selesaikan"));
    let late = officer.post(&receipt, &[("datang", "1")]).await;
    assert_eq!(late.location(), receipt);
    assert!(notice(&officer.get(&receipt).await).contains("menjadi: Diterima"));
    // The same button twice, then the page of somebody who was slower.
    let seen = officer.get(&settle).await;
    let slower = officer.get(&settle).await;
    for page in [&seen, &seen] {
        let sent = hidden(page, &settle);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        officer.post(&settle, &sent).await;
        assert!(notice(&officer.get(&settle).await).contains("Selesai: 2 anggota ditagih"));
    }
    let sent = hidden(&slower, &settle);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    officer.post(&settle, &sent).await;
    assert!(notice(&officer.get(&settle).await).contains("menjadi: Selesai"));
}

#[tokio::test(flavor = "multi_thread")]
async fn deposits_pay_first() {
    let world = World::new().await;
    let round = arrived(&world).await;
    let member = member_of(&world.desk, world.koperasi[0], world.account(Role::Member)).await;
    deposit(&world.desk, world.koperasi[0], member.membership(), 100_000).await;
    let mut officer = Client::of(&world, Role::Officer);
    let settle = page_of("one", round, "selesaikan");
    // 60 kg at Rp9.500 and Rp30.000 of the transport, of which Rp100.000 are paid already.
    for _ in 0..2 {
        let seen = officer.get(&settle).await;
        let figures = seen.all(".angka-angka dd");
        assert_eq!(figures, ["1", "Rp600.000", "Rp100.000", "Rp500.000"], "before and after");
        assert!(seen.all(".lembar h2").contains(&"Jurnal kedua: titipan dipakai".to_owned()));
        let lines = seen.all(".daftar tbody tr");
        let second = ["2-1200 Titipan anggota Rp100.000", "1-1300 Piutang anggota Rp100.000"];
        assert!(lines.ends_with(&second.map(str::to_owned)), "{lines:?}");
        if officer.get(&settle).await.attr(&format!("form[action='{settle}']"), "action").is_some() {
            press(&mut officer, &settle, &settle).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_photo_of_a_delivery_note_is_kept_and_shown_to_few() {
    let world = World::new().await;
    let round = expected(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let receipt = page_of("one", round, "terima");
    let paper = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    paper.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let paper = bytes.into_inner();
    let refused = officer.post_files(&receipt, &[("datang", "")], &[("foto", "surat.jpg", paper.as_slice())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = refused.attr("input[name=foto_simpan]", "value").expect("the photo goes along");
    let answered = officer.post(&receipt, &[("datang", "10"), ("foto_simpan", &kept)]).await;
    assert_eq!(answered.location(), receipt, "{}", notice(&answered));
    let link = officer.get(&receipt).await.attr("main a[href$='/foto']", "href").expect("a photo");
    let photo = officer.get(&link).await;
    assert_eq!(photo.headers["content-type"], "image/webp");
    assert_eq!(photo.headers["cache-control"], "private, no-store");
    assert_eq!(Client::of(&world, Role::Supervisor).get(&link).await.status, StatusCode::OK);
    let theirs = link.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).get(&theirs).await.status, StatusCode::NOT_FOUND);
    let forged = officer.post(&receipt, &[("datang", "10"), ("foto_simpan", "x.1.y")]).await;
    assert_eq!(forged.all("#f-foto-salah").len(), 1, "it has to be chosen again");
    let broken = officer.post_files(&receipt, &[("datang", "10")], &[("foto", "x.jpg", b"GIF89a")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(broken.attr("input[name=datang]", "value").as_deref(), Some("10"));
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_narrowed_by_whatever_is_typed() {
    let world = World::new().await;
    let round = arrived(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let list = page_of("one", round, "daftar-ambil");
    for (query, lines) in [
        ("", 1),
        ("?q=mem", 1),
        ("?q=1", 1),
        ("?q=%00", 0),
        ("?q=%25", 0),
        ("?q=%27+or+1%3D1", 0),
        ("?lihat=belum", 1),
        ("?hal=0", 1),
        ("?hal=-9", 1),
        ("?hal=99999999999999999999", 1),
        ("?hal=7", 0),
    ] {
        let seen = officer.get(&format!("{list}{query}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{query}");
        assert_eq!(seen.all("main tbody tr").len(), lines, "{query}");
        assert_eq!(seen.all(".kosong-saja").len(), usize::from(lines == 0), "{query}");
    }
    for query in ["?ubah=x", "?ubah=00000000-0000-0000-0000-000000000000", "?hal=%ff"] {
        assert_eq!(officer.get(&format!("{}{query}", page_of("one", round, "jatah"))).await.status, StatusCode::OK, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_order_each_page_says_what_comes_first() {
    let world = World::new().await;
    let by = officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
    let round = open_round(&world.desk, &by, offer(&world.desk, world.koperasi[0]).await).await;
    let mut officer = Client::of(&world, Role::Officer);
    for page in ["terima", "jatah", "daftar-ambil", "selesaikan"] {
        let seen = officer.get(&page_of("one", round, page)).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
        assert_eq!(seen.all(".kosong-saja h2"), ["Belum dipesan ke pemasok"], "{page}");
    }
    let round = expected(&world).await;
    for (page, says) in [("daftar-ambil", "Barang belum diterima"), ("selesaikan", "Belum bisa diselesaikan")] {
        assert_eq!(officer.get(&page_of("one", round, page)).await.all(".kosong-saja h2"), [says]);
    }
    let english = Client::of(&world, Role::Officer).in_english().get(&page_of("one", round, "jatah")).await;
    assert!(english.text().contains("Estimated from what was ordered"));
}
