//! The books through the router: the treasurer posts, others read, a member sees the own part. Two koperasi,
//! so that nothing of one shows in the other.

use axum::http::StatusCode;
use domain::access::Duty;
use engine::testing::books;
use engine::testing::purchasing::{member_of, supplier};
use engine::testing::world::{Role, World, office};

use crate::client::{Answered, Client};

const BOOKS: &str = "/pengurus/koperasi-one/buku";
const MEMBER: &str = "/pengurus/koperasi-one/buku/anggota/1";

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

/// The key that a page with a form made.
async fn key(client: &mut Client, path: &str) -> String {
    let page = client.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.attr("main input[name=kunci]", "value").expect("a key")
}

/// Fills in the form at a path as somebody and sends it.
async fn posted(world: &World, role: Role, path: &str, form: &[(&str, &str)]) -> Answered {
    let mut client = Client::of(world, role);
    let key = key(&mut client, path).await;
    client.post(path, &[form, &[("kunci", key.as_str())]].concat()).await
}

async fn deposit(world: &World, amount: &str) {
    let form = [("jumlah", amount), ("cara", "tunai"), ("catatan", "Kuitansi <12>")];
    let answered = posted(world, Role::Officer, &format!("{MEMBER}/titipan"), &form).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, MEMBER), "{}", notice(&answered));
}

async fn membership(world: &World) -> domain::ids::MembershipId {
    member_of(&world.desk, world.koperasi[0], world.account(Role::Member)).await.membership()
}

async fn debt(world: &World, amount: i64) {
    books::owes(&world.desk, world.koperasi[0], membership(world).await, amount).await;
}

/// The figures of a page by their names.
fn figure(answered: &Answered, name: &str) -> Option<String> {
    let names = answered.all(".angka-angka dt");
    let nth = names.iter().position(|n| n == name)?;
    answered.all(".angka-angka dd.angka").get(nth).cloned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_shows_everywhere_it_should_and_nowhere_else() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let empty = officer.get(BOOKS).await;
    assert_eq!(empty.attr(".kosong-saja a", "href").as_deref(), Some("/pengurus/koperasi-one/buku/jurnal/baru"));
    assert_eq!(empty.all(".lencana"), ["Debit = kredit"]);
    deposit(&world, "500.000").await;

    let page = officer.get(MEMBER).await;
    assert_eq!(figure(&page, "Titipan").as_deref(), Some("Rp500.000"));
    assert_eq!(figure(&page, "Sisa batas").as_deref(), Some("Rp1.500.000"));
    assert!(page.all("tbody td").iter().any(|cell| cell == "Titipan masuk Kuitansi <12>"), "as text, and once");
    let overview = officer.get(BOOKS).await;
    assert!(overview.all(".lembar tbody tr").iter().any(|row| row == "Kas Rp500.000"), "{:?}", overview.all("tbody tr"));
    assert!(overview.all("h2").contains(&"Tidak ada yang menunggu".to_owned()));
    let journals = officer.get(&format!("{BOOKS}/jurnal?jenis=deposit_in")).await;
    let journal = journals.attr("tbody a", "href").expect("a journal");
    let lines = officer.get(&journal).await;
    assert_eq!(
        lines.all("tbody tr"),
        ["1-1100 Kas Rp500.000", "2-1200 Titipan anggota 1 · Member Rp500.000", "Jumlah Rp500.000 Rp500.000"]
    );
    assert!(officer.get(&format!("{BOOKS}/jurnal?jenis=manual")).await.all("tbody tr").is_empty());
    let trial = officer.get(&format!("{BOOKS}/neraca")).await;
    assert_eq!(trial.all("tbody tr").last().map(String::as_str), Some("Jumlah Rp500.000 Rp500.000"));
    assert_eq!(trial.all(".lencana"), ["Debit = kredit"]);
    assert!(officer.get(&format!("{BOOKS}/neraca?tanggal=2001-01-01")).await.all("tbody tr").is_empty());
    assert!(officer.get(&format!("{BOOKS}/akun/2-1200")).await.text().contains("1 · Member"));

    let mut member = Client::of(&world, Role::Member);
    let own = member.get("/akun/buku").await;
    assert_eq!(figure(&own, "Titipan").as_deref(), Some("Rp500.000"));
    assert!(own.attr("main a[href^='/pengurus']", "href").is_none(), "nothing leads to officers' pages");
    assert!(member.get("/akun/kabar").await.text().contains("Rp500.000"));
    assert!(member.get("/akun").await.attr("main a[href='/akun/buku']", "href").is_some());
    let other = Client::of(&world, Role::OtherMember).get("/akun/buku").await;
    assert_eq!(figure(&other, "Titipan").as_deref(), Some("Rp0"));
    let peeking = Client::of(&world, Role::OtherMember).get("/akun/buku?koperasi=koperasi-one").await;
    assert_eq!(peeking.status, StatusCode::NOT_FOUND);
    let nobody = Client::of(&world, Role::Person).get("/akun/buku").await;
    assert_eq!(nobody.attr(".kosong-saja a", "href").as_deref(), Some("/koperasi"));
    let theirs = Client::of(&world, Role::OtherOfficer).get("/pengurus/koperasi-two/buku").await;
    assert!(theirs.status == StatusCode::OK && !theirs.text().contains("Rp500.000"));
    let strange = Client::of(&world, Role::OtherOfficer).get(&journal.replace("koperasi-one", "koperasi-two")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_are_files() {
    let world = World::new().await;
    deposit(&world, "500.000").await;
    for (role, path) in [(Role::Supervisor, format!("{MEMBER}/rekening")), (Role::Member, "/akun/buku".to_owned())] {
        let mut client = Client::of(&world, role);
        let pdf = client.get(&format!("{path}.pdf")).await;
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert!(pdf.body.starts_with(b"%PDF-"), "{role:?}");
        let sheet = client.get(&format!("{path}.xlsx")).await;
        assert!(sheet.body.starts_with(b"PK"), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn others_read_without_forms() {
    let world = World::new().await;
    deposit(&world, "500.000").await;
    debt(&world, 1_000).await;
    let journals = Client::of(&world, Role::Officer).get(&format!("{BOOKS}/jurnal?jenis=deposit_in")).await;
    let journal = journals.attr("tbody a", "href").expect("a journal");
    office(&world.desk, world.koperasi[0], world.account(Role::Person), Duty::Chair).await;
    for role in [Role::Supervisor, Role::Person] {
        let mut client = Client::of(&world, role);
        for path in ["", "/anggota", "/anggota/1", "/umur", "/pemasok", "/koperasi", "/jurnal", "/penghapusan", "/pemetaan"] {
            let page = client.get(&format!("{BOOKS}{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{role:?} {path}");
            assert!(page.attr("main form[method=post]", "action").is_none(), "{role:?} {path}");
            let told = ["/umur", "/penghapusan"].contains(&path) || page.text().contains("hanya bendahara");
            assert!(told, "{role:?} is not told who posts: {path}");
        }
        let page = client.get(&journal).await;
        assert!(page.attr("main a[href$='/koreksi']", "href").is_none(), "{role:?}");
        for path in [format!("{MEMBER}/titipan"), format!("{BOOKS}/jurnal/baru"), format!("{journal}/koreksi")] {
            assert_eq!(client.get(&path).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
            assert_eq!(client.post(&path, &[("jumlah", "1")]).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_stays_in_the_form_and_a_second_press_posts_once() {
    let world = World::new().await;
    deposit(&world, "500.000").await;
    let mut officer = Client::of(&world, Role::Officer);
    let path = format!("{MEMBER}/kembalikan");
    let first = key(&mut officer, &path).await;
    let form = |amount: &'static str, key: &'static str| {
        vec![("jumlah", amount), ("cara", "bank"), ("catatan", "Untuk sekolah"), ("kunci", key)]
    };
    let first: &'static str = first.leak();
    let refused = officer.post(&path, &form("500.001", first)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("#f-jumlah-salah"), ["Paling banyak Rp500.000."]);
    assert_eq!(refused.attr("#f-jumlah", "value").as_deref(), Some("500.001"));
    assert_eq!(refused.attr("#f-catatan", "value").as_deref(), Some("Untuk sekolah"));
    assert_eq!(refused.attr("#f-cara option[selected]", "value").as_deref(), Some("bank"));
    for _ in 0..2 {
        assert_eq!(officer.post(&path, &form("100.000", first)).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(figure(&officer.get(MEMBER).await, "Titipan").as_deref(), Some("Rp400.000"));
    // The same key for something else: nothing is lost, and the next press may post.
    let other = officer.post(&path, &form("50.000", first)).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&other).contains("sudah pernah dikirim"), "{}", notice(&other));
    assert_eq!(other.attr("#f-jumlah", "value").as_deref(), Some("50.000"));
    let next: &'static str = other.attr("main input[name=kunci]", "value").expect("a key").leak();
    assert_eq!(officer.post(&path, &form("50.000", next)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(figure(&officer.get(MEMBER).await, "Titipan").as_deref(), Some("Rp350.000"));
    let keyless = officer.post(&path, &[("jumlah", "1"), ("cara", "bank")]).await;
    assert_eq!(keyless.status, StatusCode::UNPROCESSABLE_ENTITY, "money moves only under a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debt_is_shown_by_age_paid_and_given_up_by_two() {
    let world = World::new().await;
    debt(&world, 90_000).await;
    let mut officer = Client::of(&world, Role::Officer);
    let ages = officer.get(&format!("{BOOKS}/umur")).await;
    assert_eq!(ages.all(".bagan tbody tr"), ["0–30 hari Rp90.000", "31–60 hari Rp0", "61–90 hari Rp0", "Di atas 90 hari Rp0"]);
    assert_eq!(ages.attr(".daftar tbody a", "href").as_deref(), Some(MEMBER));
    let paid = posted(&world, Role::Officer, &format!("{MEMBER}/bayar"), &[("jumlah", "30rb"), ("cara", "bank")]).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", notice(&paid));
    let form = [("jumlah", "60.000"), ("alasan", "Pindah tanpa alamat.")];
    let asked = posted(&world, Role::Officer, &format!("{MEMBER}/hapus"), &form).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", notice(&asked));
    assert!(officer.get(BOOKS).await.all(".tugas b").contains(&"Penghapusan piutang menunggu keputusan".to_owned()));

    let room = format!("{BOOKS}/penghapusan");
    // On the list of today it waits for who may decide it, and money for the treasurer.
    let today = async |role: Role| Client::of(&world, role).get("/pengurus/koperasi-one").await.all(".tugas b");
    let decide = "Penghapusan piutang menunggu keputusan".to_owned();
    office(&world.desk, world.koperasi[0], world.account(Role::Person), Duty::Chair).await;
    assert!(today(Role::Person).await.contains(&decide));
    for role in [Role::Officer, Role::Supervisor] {
        assert!(!today(role).await.contains(&decide), "{role:?}");
    }
    let own = officer.get(&room).await;
    assert!(own.attr("main form[method=post]", "action").is_none(), "who asked has no button");
    let mut chair = Client::of(&world, Role::Person);
    let agree = chair.get(&room).await.attr("form[action$='/setuju']", "action").expect("a button");
    let itself = officer.post(&agree, &[]).await;
    assert_eq!(itself.status, StatusCode::CONFLICT);
    assert!(notice(&itself).contains("Minta pengurus lain"), "{}", notice(&itself));
    assert_eq!(chair.post(&agree, &[]).await.location(), room);
    assert_eq!(chair.post(&agree, &[]).await.status, StatusCode::CONFLICT, "once");
    assert_eq!(figure(&officer.get(MEMBER).await, "Belum dibayar").as_deref(), Some("Rp0"));
    let elsewhere = agree.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&elsewhere, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_is_corrected_once_and_accounts_are_ones_own() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let form = [("debit", "1-1100"), ("kredit", "3-1100"), ("jumlah", "1 juta"), ("catatan", "Saldo awal kas")];
    let made = posted(&world, Role::Officer, &format!("{BOOKS}/jurnal/baru"), &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", notice(&made));
    let correct = format!("{}/koreksi", made.location());
    let undone = posted(&world, Role::Officer, &correct, &[("alasan", "Salah jumlah")]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", notice(&undone));
    let again = posted(&world, Role::Officer, &correct, &[("alasan", "Salah jumlah")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&again).contains("sudah dikoreksi"), "{}", notice(&again));
    let original = officer.get(made.location()).await;
    assert!(original.attr("main a[href$='/koreksi']", "href").is_none());
    assert_eq!(original.attr(".fakta a", "href").as_deref(), Some(undone.location()));

    let mapping = format!("{BOOKS}/pemetaan");
    let added = officer.post(&format!("{mapping}/akun"), &[("kode", "1-1110"), ("nama", "Kas kecil")]).await;
    assert_eq!(added.location(), mapping, "{}", notice(&added));
    assert_eq!(officer.post(&mapping, &[("peran", "cash"), ("akun", "1-1110")]).await.location(), mapping);
    let wrong = officer.post(&mapping, &[("peran", "cash"), ("akun", "2-1100")]).await;
    assert_eq!(wrong.all("#f-akun-salah"), ["Pilih salah satu dari daftar."]);
    deposit(&world, "5.000").await;
    let stuck = officer.post(&format!("{mapping}/akun"), &[("kode", "2-1210"), ("nama", "Titipan"), ("pihak", "member")]).await;
    assert_eq!(stuck.location(), mapping);
    let stuck = officer.post(&mapping, &[("peran", "member_deposit"), ("akun", "2-1210")]).await;
    assert_eq!(stuck.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&stuck).contains("Masih ada saldo"), "{}", notice(&stuck));
    let renamed = officer.post(&format!("{mapping}/akun/1-1110"), &[("nama", "Kas toko")]).await;
    assert_eq!(renamed.location(), mapping);
    assert!(officer.get(&format!("{BOOKS}/akun/1-1110")).await.all("h1").contains(&"1-1110 Kas toko".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn suppliers_and_other_koperasi_are_paid() {
    let world = World::new().await;
    let [one, two] = world.koperasi;
    let id = supplier(&world.desk, one).await;
    books::owed_to_supplier(&world.desk, one, id, None, 400_000).await;
    books::between(&world.desk, two, one, 70_000).await;
    let payment = books::paid_between(&world.desk, two, one, 70_000, world.account(Role::OtherOfficer)).await;
    let mut officer = Client::of(&world, Role::Officer);
    let tasks = officer.get(BOOKS).await.all(".tugas b");
    assert_eq!(tasks, ["Pemasok belum dibayar", "Pembayaran koperasi lain belum dipastikan"]);
    let pay = officer.get(&format!("{BOOKS}/pemasok")).await.attr("main a[href$='/bayar']", "href").expect("a button");
    let paid = posted(&world, Role::Officer, &pay, &[("jumlah", "400.000"), ("cara", "bank")]).await;
    assert_eq!(paid.location(), format!("{BOOKS}/pemasok"), "{}", notice(&paid));
    assert!(officer.get(&format!("{BOOKS}/pemasok")).await.all("h2").contains(&"Tidak ada utang pemasok".to_owned()));

    let confirm = format!("{BOOKS}/koperasi/terima/{payment}");
    assert_eq!(officer.get(&format!("{BOOKS}/koperasi")).await.attr("main a[href*='/terima/']", "href"), Some(confirm.clone()));
    assert_eq!(officer.get(&confirm).await.status, StatusCode::OK);
    assert_eq!(officer.post(&confirm, &[("cara", "bank")]).await.location(), format!("{BOOKS}/koperasi"));
    let twice = officer.post(&confirm, &[("cara", "bank")]).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY && notice(&twice).contains("sudah dipastikan"),
        "{}",
        notice(&twice)
    );
    let elsewhere = confirm.replace("koperasi-one", "koperasi-two");
    office(&world.desk, two, world.account(Role::OtherOfficer), Duty::Treasurer).await;
    assert_eq!(Client::of(&world, Role::OtherOfficer).get(&elsewhere).await.status, StatusCode::NOT_FOUND, "its own payment");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supplier_is_owed_is_corrected_on_a_page_that_keeps_what_was_typed() {
    let world = World::new().await;
    let [one, two] = world.koperasi;
    let (id, strange) = (supplier(&world.desk, one).await, supplier(&world.desk, two).await);
    books::owed_to_supplier(&world.desk, one, id, None, 400_000).await;
    let archive = format!("/pengurus/koperasi-two/pemasok/pemasok-{strange}/arsipkan");
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&archive, &[]).await.status, StatusCode::SEE_OTHER);
    let mut officer = Client::of(&world, Role::Officer);
    let list = format!("{BOOKS}/pemasok");
    let note = officer.get(&list).await.attr("main a[href$='/nota']", "href").expect("a button");
    let form = [("arah", "kurangi"), ("jumlah", "400.001"), ("alasan", "Faktur <7>")];
    let above = posted(&world, Role::Officer, &note, &form).await;
    assert_eq!(above.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(above.all("#f-jumlah-salah"), ["Paling banyak Rp400.000."]);
    assert_eq!(above.attr("main input[name=alasan]", "value").as_deref(), Some("Faktur <7>"));
    assert_eq!(above.attr("main select[name=arah] option[selected]", "value").as_deref(), Some("kurangi"));

    let key = key(&mut officer, &note).await;
    let form = [("arah", "kurangi"), ("jumlah", "400.000"), ("alasan", "Faktur <7>"), ("kunci", key.as_str())];
    for press in ["first", "second"] {
        let done = officer.post(&note, &form).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, list.as_str()), "{press}: {}", notice(&done));
    }
    assert!(officer.get(&list).await.all("h2").contains(&"Tidak ada utang pemasok".to_owned()));
    // It may have sent one more invoice: the page is there also while nothing is owed.
    let more = posted(&world, Role::Officer, &note, &[("arah", "tambah"), ("jumlah", "5.000"), ("alasan", "Ongkos")]).await;
    assert_eq!(more.location(), list, "{}", notice(&more));
    let seen = officer.get(&list).await.all("main h2").join(" | ");
    assert!(seen.contains("UD Sumber Kedelai: Rp5.000"), "{seen}");
    let kinds = officer.get(&format!("{BOOKS}/jurnal?jenis=supplier_note")).await.all("main tbody tr");
    assert_eq!(kinds.len(), 2, "a second press posts nothing: {kinds:?}");

    let elsewhere = format!("{BOOKS}/pemasok/pemasok-{strange}/nota");
    assert_eq!(officer.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(&elsewhere, &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_koperasi_owes_is_lowered_in_both_books() {
    let world = World::new().await;
    let [one, two] = world.koperasi;
    books::between(&world.desk, two, one, 70_000).await;
    office(&world.desk, two, world.account(Role::OtherOfficer), Duty::Treasurer).await;
    let (mut officer, mut other) = (Client::of(&world, Role::Officer), Client::of(&world, Role::OtherOfficer));
    let theirs = "/pengurus/koperasi-two/buku";
    // Who owes has no such button, and no such page.
    assert_eq!(other.get(&format!("{theirs}/koperasi")).await.attr("main a[href$='/nota']", "href"), None);
    assert_eq!(other.get(&format!("{theirs}/koperasi/koperasi-one/nota")).await.status, StatusCode::NOT_FOUND);
    let note = officer.get(&format!("{BOOKS}/koperasi")).await.attr("main a[href$='/nota']", "href").expect("a button");
    let done = posted(&world, Role::Officer, &note, &[("jumlah", "20.000"), ("alasan", "Dua karung basah")]).await;
    assert_eq!(done.location(), format!("{BOOKS}/koperasi"), "{}", notice(&done));
    for (client, base) in [(&mut officer, BOOKS), (&mut other, theirs)] {
        let row = client.get(&format!("{base}/koperasi")).await.all("main tbody tr").join(" | ");
        assert!(row.contains("Rp50.000") && !row.contains("Rp70.000"), "{base}: {row}");
    }
    let told = other.get("/akun/kabar").await.all(".berita li").join(" | ");
    assert!(told.contains("Rp20.000. Alasan: Dua karung basah"), "{told}");
    assert!(officer.get("/akun/kabar").await.all(".berita li").is_empty(), "nobody is told what they did");
    let above = posted(&world, Role::Officer, &note, &[("jumlah", "50.001"), ("alasan", "Lagi")]).await;
    assert_eq!(above.all("#f-jumlah-salah"), ["Paling banyak Rp50.000."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_money_here_does_not_leave() {
    let world = World::new().await;
    deposit(&world, "500.000").await;
    let mut member = Client::of(&world, Role::Member);
    let refused = member.post("/koperasi/koperasi-one/keluar", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&refused).contains("Rp500.000"), "{}", notice(&refused));
    let path = format!("{MEMBER}/kembalikan");
    let paid = posted(&world, Role::Officer, &path, &[("jumlah", "500.000"), ("cara", "tunai")]).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER);
    assert_eq!(member.post("/koperasi/koperasi-one/keluar", &[]).await.status, StatusCode::SEE_OTHER);
}
