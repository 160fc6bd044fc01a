//! Koperasi through the router: joining, the officers' rooms, the regency's office. Two koperasi, so
//! that a page of one never shows or changes the other.

use axum::http::StatusCode;
use engine::testing::world::{Role, World, product};

use crate::client::{Answered, Client};

const HOSTILE: &str = "<script>alert(1)</script> & \"Pak\"";

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

async fn phone_of(world: &World, role: Role) -> String {
    Client::of(world, role).get("/akun").await.all("header.kepala .antar").pop().expect("the phone number")
}

/// The form of `/koperasi/daftar`, with another value for one field.
fn told<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("nama", "KSU Guyub Rukun"),
        ("bentuk", "ksu"),
        ("nik_koperasi", "3325070000001"),
        ("kecamatan", "33.25.07"),
        ("desa", "Gringsing"),
        ("telepon", "0285 123456"),
        ("tugas", "ketua"),
        ("sampai", UNTIL),
    ];
    form.retain(|(name, _)| *name != field);
    form.push((field, value));
    form
}

/// Within five years of any day on which this may run, for a while: terms are at most that long.
const UNTIL: &str = "2029-12-31";

/// A person tells a koperasi, which waits.
async fn register(world: &World, role: Role) -> Client {
    let mut founder = Client::of(world, role);
    let answered = founder.post("/koperasi/daftar", &told("cerita", "Sejak 1998.")).await;
    assert_eq!(
        (answered.status, answered.location()),
        (StatusCode::SEE_OTHER, "/pengurus/ksu-guyub-rukun"),
        "{}",
        notice(&answered)
    );
    founder
}

/// The id in the addresses of the first card that waits.
fn id_of_first(page: &Answered) -> String {
    let action = page.attr("form[action^='/dinas/koperasi/']", "action").expect("a koperasi waits");
    action.rsplit('/').next().expect("an id").to_owned()
}

async fn verify(world: &World) {
    let mut dinas = Client::of(world, Role::Regency);
    let page = dinas.get("/dinas/koperasi").await;
    let (id, version) = (id_of_first(&page), page.attr("input[name=versi]", "value").expect("a version"));
    let answered =
        dinas.post(&format!("/dinas/koperasi/{id}"), &[("keputusan", "verifikasi"), ("versi", version.as_str())]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_is_told_checked_and_then_public() {
    let world = World::new().await;
    let mut founder = Client::of(&world, Role::Person);
    for (field, bad) in [("nama", " "), ("nik_koperasi", "33250700"), ("kecamatan", "33.25.99"), ("sampai", "1999-01-01")] {
        let refused = founder.post("/koperasi/daftar", &told(field, bad)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(refused.all(&format!("#f-{field}-salah")).len(), 1, "{field}");
        assert_eq!(refused.attr("#f-desa", "value").as_deref(), Some("Gringsing"));
    }
    let mut founder = register(&world, Role::Person).await;
    let mut anyone = Client::of(&world, Role::Anyone);
    assert_eq!(anyone.get("/koperasi/ksu-guyub-rukun").await.status, StatusCode::NOT_FOUND);
    assert!(notice(&founder.get("/pengurus/ksu-guyub-rukun").await).contains("masih diperiksa"));

    // What the page showed is what is decided: a decision about an older telling is none.
    let mut dinas = Client::of(&world, Role::Regency);
    let page = dinas.get("/dinas/koperasi").await;
    let (id, seen) = (id_of_first(&page), page.attr("input[name=versi]", "value").expect("a version"));
    let decide = format!("/dinas/koperasi/{id}");
    let changed = founder.post("/pengurus/ksu-guyub-rukun/profil", &told("nik_koperasi", "3325070000002")).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", notice(&changed));
    for stale in [seen.as_str(), "", "x", "-1"] {
        let refused = dinas.post(&decide, &[("keputusan", "verifikasi"), ("versi", stale)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{stale}");
        assert!(refused.text().contains("3325070000002") && notice(&refused).contains("berubah"));
    }
    let unreasoned = dinas.post(&decide, &[("keputusan", "tolak"), ("alasan", "  ")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let version = dinas.get("/dinas/koperasi").await.attr("input[name=versi]", "value").expect("a version");
    let refused = dinas.post(&decide, &[("keputusan", "tolak"), ("alasan", HOSTILE), ("versi", version.as_str())]).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    let told_why = founder.get("/pengurus/ksu-guyub-rukun").await;
    assert!(notice(&told_why).contains("<script>alert(1)</script>") && !told_why.text().contains("<script>alert"));

    // Corrected, it waits again, and then it is public.
    founder.post("/pengurus/ksu-guyub-rukun/profil", &told("nik_koperasi", "3325070000003")).await;
    verify(&world).await;
    let shown = anyone.get("/koperasi/ksu-guyub-rukun").await;
    assert_eq!(shown.all("h1"), ["KSU Guyub Rukun"]);
    assert!(shown.text().contains("3325070000003"));
    assert_eq!(
        dinas.post(&decide, &[("keputusan", "tolak"), ("alasan", "Terlambat"), ("versi", version.as_str())]).await.status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_verified_is_changed_by_the_regency_alone() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let page = officer.get("/pengurus/koperasi-one/profil").await;
    assert!(page.attr("#f-nama", "value").is_none(), "the name is there to read");
    assert!(page.all("dl.fakta dd").iter().any(|d| d == "Koperasi Satu"), "{:?}", page.all("dl.fakta dd"));
    let mut form = told("nama", "Koperasi Palsu");
    form.push(("cerita", HOSTILE));
    assert_eq!(officer.post("/pengurus/koperasi-one/profil", &form).await.status, StatusCode::SEE_OTHER);
    let shown = Client::of(&world, Role::Anyone).get("/koperasi/koperasi-one").await;
    assert_eq!(shown.all("h1"), ["Koperasi Satu"]);
    assert!(shown.text().contains("Gringsing") && !shown.text().contains("<script>alert"));

    let mut dinas = Client::of(&world, Role::Regency);
    let list = dinas.get("/dinas/koperasi/semua?q=satu").await;
    assert_eq!(list.all("tbody tr").len(), 1, "{:?}", list.all("tbody tr"));
    let address = list.attr("a[href$='/data']", "href").expect("a way to correct");
    let page = dinas.get(&address).await;
    assert_eq!(page.attr("#f-nama", "value").as_deref(), Some("Koperasi Satu"));
    let version = page.attr("input[name=versi]", "value").expect("a version");
    let mut form = told("nama", "Koperasi Satu Jaya");
    assert_eq!(dinas.post(&address, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was seen");
    form.push(("versi", version.as_str()));
    assert_eq!(dinas.post(&address, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(Client::of(&world, Role::Anyone).get("/koperasi/koperasi-one").await.all("h1"), ["Koperasi Satu Jaya"]);
    for path in ["/dinas/koperasi/semua?q=%00%25%5C&hal=999999999999", "/dinas/koperasi?hal=-3", "/koperasi?kecamatan=%00&hal=x"]
    {
        assert_eq!(dinas.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_declined_with_a_reason_or_admitted() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    let long = "x".repeat(501);
    let refused = person.post("/koperasi/koperasi-one/gabung", &[("alasan", long.as_str())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(person.post("/koperasi/koperasi-one/gabung", &[("alasan", HOSTILE)]).await.status, StatusCode::SEE_OTHER);
    let again = person.post("/koperasi/koperasi-one/gabung", &[("alasan", "Lagi")]).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && notice(&again).contains("sudah mengajukan"));

    let mut officer = Client::of(&world, Role::Officer);
    let list = officer.get("/pengurus/koperasi-one/permohonan").await;
    assert!(list.text().contains("&lt;script&gt;") && !list.text().contains("<script>alert"));
    let admit = list.attr("form[action$='/terima']", "action").expect("somebody applied");
    let decline = admit.replace("/terima", "/tolak");
    assert!(
        Client::of(&world, Role::Supervisor)
            .get("/pengurus/koperasi-one/permohonan")
            .await
            .attr("form[action$='/terima']", "action")
            .is_none()
    );
    // The other koperasi's officer has no such application.
    let mut other = Client::of(&world, Role::OtherOfficer);
    for path in [&admit, &decline] {
        let elsewhere = path.replace("koperasi-one", "koperasi-two");
        assert_eq!(other.post(&elsewhere, &[("alasan", "Tidak")]).await.status, StatusCode::NOT_FOUND, "{elsewhere}");
    }
    assert_eq!(officer.get(&decline).await.status, StatusCode::OK);
    assert_eq!(officer.post(&decline, &[("alasan", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(officer.post(&decline, &[("alasan", "Belum <b>lengkap</b>.")]).await.status, StatusCode::SEE_OTHER);
    let account = person.get("/akun").await;
    assert!(account.text().contains("Belum &lt;b&gt;lengkap&lt;/b&gt;."), "{}", account.text());

    person.post("/koperasi/koperasi-one/gabung", &[]).await;
    let admit = officer.get("/pengurus/koperasi-one/permohonan").await.attr("form[action$='/terima']", "action").unwrap();
    assert_eq!(officer.post(&admit, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(notice(&officer.get("/pengurus/koperasi-one/permohonan").await).contains("nomor anggota 2"));
    assert_eq!(officer.post(&admit, &[]).await.status, StatusCode::CONFLICT, "somebody was quicker");
    assert!(person.get("/akun").await.text().contains("/koperasi/koperasi-one"));
    assert!(officer.get("/pengurus/koperasi-one/anggota?q=Person").await.all("tbody tr")[0].contains("Person"));
    assert!(officer.get("/pengurus/koperasi-one/anggota?q=%00%25_").await.status == StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_an_account_is_asked_and_answers_alone() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let phone = phone_of(&world, Role::Person).await;
    let form = [("nama", "Bukan Namanya"), ("telepon", phone.as_str())];
    let answered = officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/pengurus/koperasi-one/permohonan"));
    let list = officer.get("/pengurus/koperasi-one/permohonan").await;
    assert!(notice(&list).contains("diundang") && list.text().contains(&phone));
    assert!(!list.text().contains("Bukan Namanya"));
    assert!(officer.get("/pengurus/koperasi-one/anggota").await.all("tbody tr").iter().all(|row| !row.contains(&phone)));
    // The way to an account that is not one's own: no code, no shop in its name, no yes in its place.
    let account = world.account(Role::Person);
    for path in ["kode", "usaha"] {
        let answered = officer.post(&format!("/pengurus/koperasi-one/anggota/{account}/{path}"), &[]).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
    }
    let yes = [("jawaban", "terima")];
    assert_eq!(officer.post("/koperasi/koperasi-one/undangan", &yes).await.status, StatusCode::NOT_FOUND);
    let withdraw = list.attr("form[action$='/tarik']", "action").expect("a way to take it back");
    let admit = withdraw.replace("/undangan/", "/permohonan/").replace("/tarik", "/terima");
    assert_eq!(officer.post(&admit, &[]).await.status, StatusCode::CONFLICT);
    let again = officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && notice(&again).contains("sudah diundang"));

    let mut person = Client::of(&world, Role::Person);
    for page in ["/akun", "/koperasi/koperasi-one", "/koperasi/koperasi-one/gabung"] {
        let page = person.get(page).await;
        assert_eq!(page.attr("form[action$='/undangan']", "action").as_deref(), Some("/koperasi/koperasi-one/undangan"));
    }
    assert_eq!(person.post("/koperasi/koperasi-one/undangan", &[("jawaban", "ya")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post("/koperasi/koperasi-two/undangan", &yes).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post("/koperasi/koperasi-one/undangan", &[("jawaban", "tolak")]).await.status, StatusCode::SEE_OTHER);
    assert!(person.get("/akun").await.attr("form[action$='/undangan']", "action").is_none());

    officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
    let withdraw = officer.get("/pengurus/koperasi-one/permohonan").await.attr("form[action$='/tarik']", "action").unwrap();
    let elsewhere = withdraw.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&elsewhere, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(&withdraw, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(person.post("/koperasi/koperasi-one/undangan", &yes).await.status, StatusCode::NOT_FOUND);

    officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
    assert_eq!(person.post("/koperasi/koperasi-one/undangan", &yes).await.status, StatusCode::SEE_OTHER);
    assert!(notice(&person.get("/akun").await).contains("nomor 2"));
    let rows = officer.get("/pengurus/koperasi-one/anggota").await.all("tbody tr");
    assert!(rows.iter().any(|row| row.contains("Person") && row.contains(&phone)), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_member_in_person_is_in_the_export_of_this_koperasi_only() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    for bad in [("nama", "x\u{202e}y"), ("telepon", "0285 123456"), ("telepon", "081")] {
        let mut form = vec![("nama", "Mbah Karto"), ("telepon", "0812-9999-0001")];
        form.retain(|(name, _)| *name != bad.0);
        form.push(bad);
        let refused = officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
    }
    let formula = "=HYPERLINK(\"http://x\",\"Karto\")";
    let form = [("nama", formula), ("telepon", "0812-9999-0001")];
    let answered = officer.post("/pengurus/koperasi-one/anggota/baru", &form).await;
    assert_eq!(answered.location(), "/pengurus/koperasi-one/anggota", "{}", notice(&answered));
    let csv = officer.get("/pengurus/koperasi-one/anggota.csv").await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains("anggota-koperasi-one.csv"));
    let text = csv.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("\u{feff}Nomor,Nama,Nomor HP"), "{text}");
    assert!(lines[1].starts_with("1,Member,") && lines[1].ends_with("Toko shop-one"), "{text}");
    assert!(lines[2].contains("'=HYPERLINK(") && lines[2].contains("0812-9999-0001"), "{text}");
    let xlsx = officer.get("/pengurus/koperasi-one/anggota.xlsx").await;
    assert!(xlsx.body.starts_with(b"PK"), "a workbook is a ZIP");
    let other = Client::of(&world, Role::OtherOfficer).get("/pengurus/koperasi-two/anggota.csv").await.text();
    assert!(other.contains("OtherMember") && !other.contains("HYPERLINK"), "{other}");
    // Who has no shop yet is led to one.
    let page = officer.get("/pengurus/koperasi-one/anggota").await;
    let open = page.attr("a[href$='/usaha'][aria-label]", "href").expect("a way to open a shop");
    assert_eq!(officer.get(&open).await.status, StatusCode::OK);
    let supervisor = Client::of(&world, Role::Supervisor).get("/pengurus/koperasi-one/anggota").await;
    assert!(supervisor.attr("main a[href$='/usaha'][aria-label]", "href").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_that_waits_takes_nobody_in() {
    let world = World::new().await;
    let mut founder = register(&world, Role::Person).await;
    let form = [("nama", "Mbah Karto"), ("telepon", "0812-9999-0001")];
    let refused = founder.post("/pengurus/ksu-guyub-rukun/anggota/baru", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&refused).contains("belum memeriksa"), "{}", notice(&refused));
    let victim = phone_of(&world, Role::Operator).await;
    let refused = founder.post("/pengurus/ksu-guyub-rukun/anggota/baru", &[("nama", "X"), ("telepon", victim.as_str())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = world.account(Role::Person);
    let shop = [("nama", "Toko Baru"), ("kecamatan", "33.25.08"), ("desa", "Ngaliyan")];
    let refused = founder.post(&format!("/pengurus/ksu-guyub-rukun/anggota/{own}/usaha"), &shop).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(notice(&refused).contains("belum memeriksa"));
    // A shop that only a waiting koperasi vouches for is for its owner alone.
    let opened = founder.post("/usaha/buka", &shop).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let own = founder.get("/toko/toko-baru").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.attr("meta[name=robots]", "content").is_some() && notice(&own).contains("Hanya Anda"));
    let mut anyone = Client::of(&world, Role::Anyone);
    assert_eq!(anyone.get("/toko/toko-baru").await.status, StatusCode::NOT_FOUND);
    verify(&world).await;
    assert_eq!(anyone.get("/toko/toko-baru").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn duties_are_given_renewed_and_never_all_ended() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let (member, outsider) = (phone_of(&world, Role::Member).await, phone_of(&world, Role::OtherMember).await);
    let tugas = "/pengurus/koperasi-one/tugas";
    let page = officer.get(tugas).await;
    let ends = |page: &Answered| page.all(&format!("form[action^='{tugas}/']")).len();
    assert_eq!(ends(&page), 2, "treasurer and supervisor");
    for bad in [("telepon", outsider.as_str()), ("telepon", "<b>"), ("tugas", "raja"), ("sampai", "2020-01-01")] {
        let mut form = vec![("telepon", member.as_str()), ("tugas", "ketua"), ("sampai", UNTIL)];
        form.retain(|(name, _)| *name != bad.0);
        form.push(bad);
        let refused = officer.post(tugas, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
        assert_eq!(refused.all(&format!("#f-{}-salah", bad.0)).len(), 1, "{bad:?}");
    }
    // The only officer cannot go, neither by ending the term nor by leaving.
    let treasurer = page.attr(&format!("form[action^='{tugas}/']"), "action").expect("the first term");
    let refused = officer.post(&treasurer, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&refused).contains("paling sedikit satu pengurus"), "{}", notice(&refused));
    let form = [("telepon", member.as_str()), ("tugas", "ketua"), ("sampai", UNTIL)];
    for _ in 0..2 {
        assert_eq!(officer.post(tugas, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(ends(&officer.get(tugas).await), 3, "the second is a renewal");
    }
    assert_eq!(officer.post(&treasurer, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.get(tugas).await.status, StatusCode::NOT_FOUND, "no duty, no member: a stranger");
    let mut chair = Client::of(&world, Role::Member);
    let refused = chair.post("/koperasi/koperasi-one/keluar", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(notice(&refused).contains("satu-satunya pengurus"), "{}", notice(&refused));
    assert_eq!(chair.get(tugas).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_regency_appoints_a_member_and_nobody_else() {
    let world = World::new().await;
    let mut dinas = Client::of(&world, Role::Operator);
    assert!(dinas.get("/").await.attr("a[href='/dinas']", "href").is_some(), "an operator finds the way");
    assert!(Client::of(&world, Role::Officer).get("/").await.attr("a[href='/dinas']", "href").is_none());
    let address = dinas.get("/dinas/koperasi/semua?q=Satu").await.attr("a[href$='/pengurus']", "href").expect("a koperasi");
    assert_eq!(dinas.get(&address).await.all("tbody tr").len(), 2);
    let (member, outsider) = (phone_of(&world, Role::Member).await, phone_of(&world, Role::OtherMember).await);
    let form = |phone| [("telepon", phone), ("tugas", "ketua"), ("sampai", UNTIL)];
    assert_eq!(dinas.post(&address, &form(outsider.as_str())).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(dinas.post(&address, &form(member.as_str())).await.status, StatusCode::SEE_OTHER);
    assert_eq!(dinas.get(&address).await.all("tbody tr").len(), 3);
    assert_eq!(Client::of(&world, Role::Member).get("/pengurus/koperasi-one").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checklist_leads_to_where_it_is_done() {
    let world = World::new().await;
    product(&world.desk, world.shops[0], "product-draft", "draft").await;
    let mut officer = Client::of(&world, Role::Officer);
    let due = officer.get("/pengurus/koperasi-one").await;
    let drafts = due.attr("a[href$='perlu=draf']", "href").expect("drafts are due");
    let page = officer.get(&drafts).await;
    assert_eq!(page.all("tbody tr").len(), 1, "{:?}", page.all("tbody tr"));
    assert!(page.attr("tbody a[href^='/usaha/produk?usaha=shop-one']", "href").is_some());
    assert!(page.all("tbody tr")[0].contains("Member"));
    let permits = officer.get("/pengurus/koperasi-one/usaha?perlu=izin&hal=0").await;
    assert!(permits.all("h2").iter().any(|h| h.contains("masih berlaku")), "{:?}", permits.all("h2"));
    let other = Client::of(&world, Role::OtherOfficer).get("/pengurus/koperasi-two/usaha?perlu=draf").await;
    assert!(other.all("tbody tr").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_name_each_kecamatan_in_full() {
    let world = World::new().await;
    let page = Client::of(&world, Role::Regency).get("/dinas/angka").await;
    assert!(page.all("svg text").iter().any(|t| t == "Wonotunggal"), "{:?}", page.all("svg text"));
    assert!(page.attr("svg .kini", "class").is_none(), "none stands out");
    let limpung = page.all(".daftar tbody tr").into_iter().find(|row| row.starts_with("Limpung")).expect("a line");
    assert_eq!(limpung, "Limpung 2 2 2 2 0");
}
