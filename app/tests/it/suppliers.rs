//! Suppliers through the router: entered by an officer, found by everyone, reached by officers only.
//! Two koperasi, so that one never changes what the other entered nor reads its notes.

use axum::http::StatusCode;
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};

const ROOM: &str = "/pengurus/koperasi-one/pemasok";
const HOSTILE: &str = "<script>alert(1)</script> & \"UD\"";
/// What nobody but officers may read on a page.
const PHONE: &str = "0844-0000-0001";

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

/// The form of a new supplier, with another value for one field.
fn told<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("nama", "UD Sumber Kedelai"),
        ("bahan", "Kedelai\nRagi tempe (bungkus)"),
        ("kecamatan", "33.25.08"),
        ("deskripsi", "Karung 50 kg."),
        ("whatsapp", PHONE),
        ("email", "sumber@contoh.example"),
        ("alamat", "Jl. Raya Limpung 14"),
    ];
    form.retain(|(name, _)| *name != field);
    form.push((field, value));
    form
}

/// The officer of the first koperasi enters a supplier; gives its slug.
async fn entered(world: &World, name: &str) -> String {
    let answered = Client::of(world, Role::Officer).post(&format!("{ROOM}/baru"), &told("nama", name)).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", notice(&answered));
    answered.location().strip_prefix(&format!("{ROOM}/")).expect("the room").to_owned()
}

fn of_other(path: &str) -> String {
    path.replace("koperasi-one", "koperasi-two")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_enters_everyone_finds() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    assert!(anyone.get("/pemasok").await.all("h2").iter().any(|h| h == "Belum ada pemasok"));
    assert_eq!(entered(&world, HOSTILE).await, "script-alert-1-script-ud");
    let mut officer = Client::of(&world, Role::Officer);
    let far: Vec<_> = told("kecamatan", "").into_iter().filter(|(n, _)| !["nama", "bahan"].contains(n)).collect();
    let far = [far, vec![("nama", "Toko Mori"), ("bahan", "Kain mori"), ("kota", "Kota Pekalongan")]].concat();
    let answered = officer.post(&format!("{ROOM}/baru"), &far).await;
    assert_eq!(answered.location(), format!("{ROOM}/toko-mori"));

    let list = anyone.get("/pemasok").await;
    assert_eq!(list.all("a.nama"), [HOSTILE, "Toko Mori"]);
    assert!(!list.text().contains("<script>alert") && !list.text().contains(PHONE));
    assert_eq!(list.all("select[name=tempat] option"), ["Semua tempat", "Limpung", "Kota Pekalongan"]);
    for (query, found) in [
        ("q=mori", vec!["Toko Mori"]),
        ("q=ragi+limpung", vec![HOSTILE]),
        ("bahan=kain-mori", vec!["Toko Mori"]),
        ("tempat=kota+pekalongan", vec!["Toko Mori"]),
        ("bahan=kain-mori&tempat=Limpung", vec![]),
        ("bahan=tidak-ada", vec![]),
        ("hal=2", vec![]),
    ] {
        let page = anyone.get(&format!("/pemasok?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.all("a.nama"), found, "{query}");
        assert_eq!(found.is_empty(), page.attr(".kosong-saja a", "href").as_deref() == Some("/pemasok"), "{query}");
    }
    // A chip leads to its material and stays with the place; the search stays with the material.
    let narrowed = anyone.get("/pemasok?bahan=kain-mori&tempat=Kota+Pekalongan").await;
    assert_eq!(narrowed.all(".keping [aria-current]"), ["Kain mori 1"]);
    assert_eq!(narrowed.attr("select[name=tempat] option[selected]", "value").as_deref(), Some("Kota Pekalongan"));
    assert_eq!(narrowed.attr("form.cari-daftar input[name=bahan]", "value").as_deref(), Some("kain-mori"));
    let canonical = |page: &Answered| page.attr("link[rel=canonical]", "href").unwrap_or_default();
    assert_eq!(canonical(&narrowed), "http://guyub.test/pemasok");
    assert_eq!(canonical(&anyone.get("/pemasok?bahan=kain-mori").await), "http://guyub.test/pemasok?bahan=kain-mori");
    assert!(anyone.get("/sitemap/pemasok.xml").await.text().contains("/pemasok/toko-mori</loc><lastmod>20"));
    assert!(anyone.get("/").await.attr("footer a[href='/pemasok']", "href").is_some());

    let page = anyone.get("/pemasok/script-alert-1-script-ud").await;
    assert_eq!(page.all("h1"), [HOSTILE]);
    assert_eq!(canonical(&page), "http://guyub.test/pemasok/script-alert-1-script-ud");
    assert!(!page.text().contains("<script>alert"));
    assert_eq!(page.all(".keping a"), ["Kedelai", "Ragi tempe"]);
    assert!(page.all(".remah a").contains(&"Pemasok".to_owned()));
    assert!(page.attr("a[href='/koperasi/koperasi-one']", "href").is_some(), "who entered it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_is_for_officers_of_verified_koperasi() {
    let world = World::new().await;
    let slug = entered(&world, "UD Sumber Kedelai").await;
    let page = format!("/pemasok/{slug}");
    for role in Role::ALL {
        let seen = Client::of(&world, role).get(&page).await;
        assert_eq!(seen.status, StatusCode::OK, "{role:?}");
        let officer = matches!(role, Role::Officer | Role::OtherOfficer);
        let text = seen.text();
        for secret in [PHONE, "+6284400000001", "6284400000001", "sumber@contoh.example", "Jl. Raya Limpung 14"] {
            assert!(officer || !text.contains(secret), "{role:?} reads {secret}");
        }
        assert_eq!(seen.attr("main a.wa", "href").is_some(), officer, "{role:?}");
        assert_eq!(text.contains("hanya tampil untuk pengurus"), !officer, "{role:?}");
    }
    let own = Client::of(&world, Role::OtherOfficer).get(&page).await;
    assert!(own.attr(&format!("main a[href='/pengurus/koperasi-two/pemasok/{slug}']"), "href").is_some());

    // Anyone can register a koperasi; until it is verified its officer is no buyer.
    let mut waiting = Client::of(&world, Role::Person);
    let answered = waiting.post("/koperasi/daftar", KOPERASI).await;
    assert_eq!(answered.location(), "/pengurus/ksu-guyub-rukun", "{}", notice(&answered));
    assert!(!waiting.get(&page).await.text().contains(PHONE));
    let room = "/pengurus/ksu-guyub-rukun/pemasok";
    let seen = waiting.get(&format!("{room}/{slug}")).await;
    assert!(seen.status == StatusCode::OK && !seen.text().contains(PHONE) && !seen.text().contains("6284400000001"));
    let refused = waiting.post(&format!("{room}/baru"), &told("nama", "UD Lain")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&refused).contains("belum memeriksa"), "{}", notice(&refused));
    assert_eq!(refused.attr("#f-nama", "value").as_deref(), Some("UD Lain"));
}

/// A koperasi that waits for the regency's office. Within five years of any day on which this may
/// run, for a while.
const KOPERASI: &[(&str, &str)] = &[
    ("nama", "KSU Guyub Rukun"),
    ("bentuk", "ksu"),
    ("nik_koperasi", "3325070000001"),
    ("kecamatan", "33.25.07"),
    ("desa", "Gringsing"),
    ("telepon", "0285 123456"),
    ("tugas", "ketua"),
    ("sampai", "2029-12-31"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_is_lost() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let new = format!("{ROOM}/baru");
    for (field, bad) in [
        ("nama", " "),
        ("bahan", " , "),
        ("bahan", "kedelai, em\u{202e}ping"),
        ("kecamatan", ""),
        ("kecamatan", "33.25.99"),
        ("kota", "Semarang"),
        ("whatsapp", ""),
        ("whatsapp", "0285 391234"),
        ("email", "bukan alamat"),
    ] {
        let refused = officer.post(&new, &told(field, bad)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {bad}");
        assert_eq!(refused.all(&format!("#f-{field}-salah")).len(), 1, "{field} = {bad}");
        assert_eq!(refused.attr("#f-alamat", "value").as_deref(), Some("Jl. Raya Limpung 14"));
        assert_eq!(refused.all("#f-deskripsi"), ["Karung 50 kg."]);
    }
    // The second press of the button finds what the first has made.
    let key = officer.get(&new).await.attr("input[name=kunci]", "value").expect("a key");
    let form = told("kunci", &key);
    for _ in 0..2 {
        assert_eq!(officer.post(&new, &form).await.location(), format!("{ROOM}/ud-sumber-kedelai"));
    }
    assert_eq!(Client::of(&world, Role::Anyone).get("/pemasok").await.all("a.nama").len(), 1);
    // What is known already stands below the field.
    assert!(officer.get(&new).await.text().contains("Kedelai, Ragi tempe"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_changed_and_archived_by_its_own_koperasi_alone() {
    let world = World::new().await;
    let slug = entered(&world, "UD Sumber Kedelai").await;
    let own = format!("{ROOM}/{slug}");
    let mut other = Client::of(&world, Role::OtherOfficer);
    let theirs = of_other(&own);
    let seen = other.get(&theirs).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.text().contains(PHONE) && seen.text().contains("Koperasi Satu"));
    for step in ["ubah", "arsipkan", "kembalikan"] {
        let link = format!("{theirs}/{step}");
        assert!(!seen.text().contains(&link), "{step} is offered");
        let expected = if step == "ubah" { StatusCode::FORBIDDEN } else { StatusCode::NOT_FOUND };
        assert_eq!(other.post(&link, &told("nama", "Milik Kami")).await.status, expected, "{step}");
        // Nor by the address of the koperasi that may.
        assert_eq!(other.post(&format!("{own}/{step}"), &told("nama", "Milik Kami")).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(other.get(&format!("{theirs}/ubah")).await.status, StatusCode::FORBIDDEN);

    let mut officer = Client::of(&world, Role::Officer);
    let form = officer.get(&format!("{own}/ubah")).await;
    assert_eq!(form.attr("#f-nama", "value").as_deref(), Some("UD Sumber Kedelai"));
    assert_eq!(form.attr("#f-whatsapp", "value").as_deref(), Some(PHONE));
    assert_eq!(form.all("#f-bahan"), ["Kedelai Ragi tempe"]);
    assert_eq!(form.attr("#f-kecamatan option[selected]", "value").as_deref(), Some("33.25.08"));
    let version = form.attr("input[name=versi]", "value").expect("a version");
    let with = |field: &'static str, value: &'static str| {
        let mut form = told(field, value);
        form.push(("versi", version.as_str()));
        form
    };
    let saved = officer.post(&format!("{own}/ubah"), &with("nama", "UD Sumber Kedelai Limpung")).await;
    assert_eq!(saved.location(), own, "the address stays: it has been shared");
    let late = officer.post(&format!("{own}/ubah"), &with("nama", "UD Lama")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(notice(&late).contains("baru saja menyimpan"), "{}", notice(&late));
    assert_eq!(late.attr("#f-nama", "value").as_deref(), Some("UD Lama"));
    let again = late.attr("input[name=versi]", "value").expect("a version");
    assert_ne!(again, version);

    let mut anyone = Client::of(&world, Role::Anyone);
    assert_eq!(anyone.get(&format!("/pemasok/{slug}")).await.all("h1"), ["UD Sumber Kedelai Limpung"]);
    assert_eq!(officer.post(&format!("{own}/arsipkan"), &[]).await.location(), own);
    assert!(notice(&officer.get(&own).await).contains("diarsipkan"));
    assert_eq!(anyone.get(&format!("/pemasok/{slug}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&theirs).await.status, StatusCode::NOT_FOUND);
    assert!(officer.get(ROOM).await.all("a.nama").is_empty());
    assert_eq!(officer.get(&format!("{ROOM}?lihat=kami")).await.all("a.nama"), ["UD Sumber Kedelai Limpung"]);
    assert_eq!(officer.post(&format!("{own}/kembalikan"), &[]).await.location(), own);
    assert_eq!(anyone.get(&format!("/pemasok/{slug}")).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stays_with_the_koperasi_that_wrote_it() {
    let world = World::new().await;
    let slug = entered(&world, "UD Sumber Kedelai").await;
    let own = format!("{ROOM}/{slug}");
    let (mut officer, mut other) = (Client::of(&world, Role::Officer), Client::of(&world, Role::OtherOfficer));
    let form = |text: &'static str, version: &'static str| [("catatan", text), ("versi", version)];
    assert_eq!(officer.post(&own, &form("Bayar <b>tunai</b>.", "0")).await.location(), own);
    assert_eq!(other.post(&of_other(&own), &form("Lambat kirim.", "0")).await.status, StatusCode::SEE_OTHER);
    let seen = officer.get(&own).await;
    assert_eq!(seen.all("#f-catatan"), ["Bayar <b>tunai</b>."]);
    assert!(!seen.text().contains("Lambat kirim") && !seen.text().contains("<b>tunai"));
    let theirs = other.get(&of_other(&own)).await;
    assert_eq!(theirs.all("#f-catatan"), ["Lambat kirim."]);
    assert!(!theirs.text().contains("tunai"));
    for role in Role::ALL {
        let mut client = Client::of(&world, role);
        let page = client.get(&format!("/pemasok/{slug}")).await;
        assert!(!page.text().contains("tunai") && !page.text().contains("Lambat kirim"), "{role:?}");
        let room = client.get(&own).await;
        assert!(role == Role::Officer || !room.text().contains("tunai"), "{role:?}");
    }
    // A colleague who opened the page before sees both notes and decides.
    let late = officer.post(&own, &form("Minta faktur.", "0")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(notice(&late).contains("Bayar <b>tunai</b>."), "{}", notice(&late));
    assert_eq!(late.all("#f-catatan"), ["Minta faktur."]);
    let version = late.attr("input[name=versi]", "value").expect("a version");
    let over = [("catatan", "Minta faktur."), ("versi", version.as_str())];
    assert_eq!(officer.post(&own, &over).await.status, StatusCode::SEE_OTHER);
    let gone = officer.post(&own, &[("catatan", " ")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let page = officer.get(&own).await;
    assert!(notice(&page).contains("dihapus") && page.all("#f-catatan") == [""], "{:?}", page.all("#f-catatan"));
    assert_eq!(other.get(&of_other(&own)).await.all("#f-catatan"), ["Lambat kirim."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_room_lists_all_and_a_supervisor_reads_without_buttons() {
    let world = World::new().await;
    let slug = entered(&world, "UD Sumber Kedelai").await;
    let theirs = told("nama", "Toko Mori");
    Client::of(&world, Role::OtherOfficer).post(&of_other(&format!("{ROOM}/baru")), &theirs).await;
    let mut officer = Client::of(&world, Role::Officer);
    let all = officer.get(ROOM).await;
    assert_eq!(all.all("a.nama"), ["Toko Mori", "UD Sumber Kedelai"]);
    assert_eq!(all.all(".lencana.baik"), ["Dicatat kami"]);
    assert_eq!(officer.get(&format!("{ROOM}?q=mori")).await.all("a.nama"), ["Toko Mori"]);
    assert_eq!(officer.get(&format!("{ROOM}?lihat=kami")).await.all("a.nama"), ["UD Sumber Kedelai"]);
    assert!(all.attr(&format!("a[href='{ROOM}/{slug}']"), "href").is_some());
    assert!(all.attr(&format!("main a[href='{ROOM}/baru']"), "href").is_some());
    assert!(officer.get("/pengurus/koperasi-one").await.attr(&format!(".tab a[href='{ROOM}']"), "href").is_some());
    let mut supervisor = Client::of(&world, Role::Supervisor);
    let read = supervisor.get(ROOM).await;
    assert!(read.attr(&format!("main a[href='{ROOM}/baru']"), "href").is_none());
    assert!(read.attr(&format!("main a[href='/pemasok/{slug}']"), "href").is_some());
    assert_eq!(supervisor.get(&format!("{ROOM}/{slug}")).await.status, StatusCode::FORBIDDEN);
}
