//! Accounts through the router: register, sign in and out, one's own data, a lost password, leaving.

use app::house::fields::say;
use axum::http::StatusCode;
use domain::form::Invalid;
use domain::lang::Lang;
use engine::testing::world::{Role, World, membership};

use crate::client::{Answered, Client};

const PHONE: &str = "0812-3456-7890";
const PASSWORD: &str = "sawah di tepi kali";
const OTHER: &str = "jalan setapak ke kebun";

/// Somebody new, signed in.
async fn registered(world: &World, phone: &str) -> Client {
    let mut client = Client::of(world, Role::Anyone);
    let form = [("nama", "Bu Tini"), ("telepon", phone), ("kata_sandi", PASSWORD)];
    let answered = client.post("/daftar", &form).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/akun"), "{}", answered.text());
    client
}

async fn signed_in(world: &World, phone: &str, password: &str) -> (Client, Answered) {
    let mut client = Client::of(world, Role::Anyone);
    let answered = client.post("/masuk", &[("telepon", phone), ("kata_sandi", password)]).await;
    (client, answered)
}

async fn is_in(client: &mut Client) -> bool {
    client.get("/akun").await.status == StatusCode::OK
}

fn error_of(answered: &Answered, field: &str) -> String {
    answered.all(&format!("#f-{field}-salah")).pop().unwrap_or_default()
}

/// Refused, for this reason in this language, with what was typed still there.
fn assert_refused(answered: &Answered, lang: Lang, field: &str, typed: &str, why: &Invalid) {
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {typed:.40}");
    let said = error_of(answered, field);
    assert!(said.contains(&say(lang, why)), "{field}: {typed:.40}: {said}");
    assert!(answered.attr(".ringkasan a", "href").is_some(), "summed up at the top");
    let is_secret = field.starts_with("kata_sandi") || field == "kode";
    // An HTML reader sees a NUL as U+FFFD.
    let expected = if is_secret { String::new() } else { typed.replace('\0', "\u{fffd}") };
    assert_eq!(answered.attr(&format!("#f-{field}"), "value").unwrap_or_default(), expected, "{field}");
}

fn bad_names() -> Vec<(String, Invalid)> {
    vec![
        (String::new(), Invalid::Required),
        (" \t ".into(), Invalid::Required),
        ("x".repeat(10_000), Invalid::TooLong { max: 80 }),
        ("Bu\0Tini".into(), Invalid::HiddenCharacters),
        ("Bu \u{202e}initT".into(), Invalid::HiddenCharacters),
        ("!?!".into(), Invalid::NoLetters),
    ]
}

fn bad_phones() -> Vec<(String, Invalid)> {
    vec![
        (String::new(), Invalid::Required),
        ("   ".into(), Invalid::Required),
        ("<b>0812</b>".into(), Invalid::BadPhone),
        ("0812\x00345678".into(), Invalid::BadPhone),
        ("1".repeat(10_000), Invalid::BadPhone),
        ("٠٨١٢٣٤٥٦٧٨٩٠".into(), Invalid::BadPhone),
    ]
}

fn bad_passwords() -> Vec<(String, Invalid)> {
    vec![
        (String::new(), Invalid::Required),
        ("pendek".into(), Invalid::TooShort { min: 8 }),
        ("x".repeat(10_000), Invalid::TooLong { max: 200 }),
        ("sawah\0di tepi kali".into(), Invalid::HiddenCharacters),
        ("12345678".into(), Invalid::EasyPassword),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_registration_keeps_all_but_the_password() {
    let world = World::new().await;
    for lang in Lang::ALL {
        let mut client = Client::of(&world, Role::Anyone);
        if lang == Lang::En {
            client = client.in_english();
        }
        for (name, why) in bad_names() {
            let form = [("nama", name.as_str()), ("telepon", PHONE), ("kata_sandi", PASSWORD), ("kembali", "/koperasi")];
            let refused = client.post("/daftar", &form).await;
            assert_refused(&refused, lang, "nama", &name, &why);
            assert_eq!(refused.attr("#f-telepon", "value").as_deref(), Some(PHONE));
            assert_eq!(refused.attr("input[name=kembali]", "value").as_deref(), Some("/koperasi"));
            assert!(!refused.text().contains(PASSWORD));
        }
        for (phone, why) in bad_phones() {
            let refused = client.post("/daftar", &[("nama", "Bu Tini"), ("telepon", &phone), ("kata_sandi", PASSWORD)]).await;
            assert_refused(&refused, lang, "telepon", &phone, &why);
        }
        for (password, why) in bad_passwords() {
            let refused = client.post("/daftar", &[("nama", "Bu Tini"), ("telepon", PHONE), ("kata_sandi", &password)]).await;
            assert_refused(&refused, lang, "kata_sandi", &password, &why);
        }
        let nothing = client.post("/daftar", &[]).await;
        assert_eq!(nothing.all(".ringkasan li").len(), 3, "every reason at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registers_is_signed_in_and_led_back() {
    let world = World::new().await;
    let mut client = Client::of(&world, Role::Anyone);
    let form = [("nama", "<b>Tini</b> تيني"), ("telepon", PHONE), ("kata_sandi", PASSWORD), ("kembali", "/koperasi")];
    let answered = client.post("/daftar", &form).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/koperasi"));
    let cookies: Vec<_> = answered.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()).collect();
    let session = cookies.iter().find(|c| c.starts_with("guyub_sesi=")).expect("a session");
    assert!(session.contains("HttpOnly") && session.contains("SameSite=Lax"), "{session}");
    let account = client.get("/akun").await;
    assert_eq!(account.all("h1"), ["<b>Tini</b> تيني"]);
    assert!(!account.text().contains("<b>Tini"));
    assert_eq!(client.get("/daftar").await.location(), "/akun", "registered already");

    let taken = Client::of(&world, Role::Anyone).post("/daftar", &form).await;
    assert_refused(&taken, Lang::Id, "telepon", PHONE, &Invalid::Taken);
    let elsewhere = [("nama", "Budi"), ("telepon", "0812-3456-7891"), ("kata_sandi", PASSWORD), ("kembali", "//jahat.example")];
    assert_eq!(Client::of(&world, Role::Anyone).post("/daftar", &elsewhere).await.location(), "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_tells_nobody_what_was_wrong() {
    let world = World::new().await;
    registered(&world, PHONE).await;
    let long = "x".repeat(10_000);
    for (phone, password) in [
        (PHONE, "bukan kata sandinya"),
        ("0812-3456-7899", PASSWORD),
        ("<script>alert(1)</script>", PASSWORD),
        (long.as_str(), PASSWORD),
        (PHONE, long.as_str()),
        ("08\x001234", "\0"),
    ] {
        let (_, refused) = signed_in(&world, phone, password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{phone:.40}");
        assert!(refused.all(".kabar.gawat")[0].contains("Nomor HP atau kata sandi tidak cocok."), "{phone:.40}");
        assert_eq!(refused.attr("#f-telepon", "value"), Some(phone.replace('\0', "\u{fffd}")));
        assert!(!refused.text().contains("<script>alert"));
    }
    let (_, empty) = signed_in(&world, "  ", "").await;
    assert_eq!(empty.all(".ringkasan li").len(), 2);
    let mut client = Client::of(&world, Role::Anyone).in_english();
    let refused = client.post("/masuk", &[("telepon", "1"), ("kata_sandi", "x")]).await;
    assert!(refused.text().contains("The phone number or the password does not match."));
    for (back, to) in [("/usaha/buka", "/usaha/buka"), ("https://jahat.example", "/"), ("/\\jahat.example", "/"), ("", "/")] {
        let form = [("telepon", "+62 812 3456 7890"), ("kata_sandi", PASSWORD), ("kembali", back)];
        let mut client = Client::of(&world, Role::Anyone);
        let answered = client.post("/masuk", &form).await;
        assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, to), "{back}");
        assert!(is_in(&mut client).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wrong_passwords_are_enough() {
    let world = World::new().await;
    registered(&world, PHONE).await;
    for n in 0..10 {
        let (_, refused) = signed_in(&world, PHONE, "bukan kata sandinya").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "try {n}");
    }
    let (_, refused) = signed_in(&world, PHONE, PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "also the right one");
    assert_eq!(refused.attr("#f-telepon", "value").as_deref(), Some(PHONE));
    // What is no number is nobody's: it never waits for others who mistype.
    for n in 0..11 {
        let (_, refused) = signed_in(&world, "bukan nomor", PASSWORD).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "try {n}");
    }
    world.desk.forward(std::time::Duration::from_secs(16 * 60));
    let (_, answered) = signed_in(&world, PHONE, PASSWORD).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_works_also_twice() {
    let world = World::new().await;
    let mut client = registered(&world, PHONE).await;
    for _ in 0..2 {
        let answered = client.post("/keluar", &[]).await;
        assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(client.get("/akun").await.location(), "/masuk?kembali=%2Fakun");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_changed_and_another_email_needs_the_password() {
    let world = World::new().await;
    let mut client = registered(&world, PHONE).await;
    assert_eq!(client.get("/akun/profil").await.attr("#f-nama", "value").as_deref(), Some("Bu Tini"));
    for (name, why) in bad_names() {
        let refused = client.post("/akun/profil", &[("nama", &name), ("email", "")]).await;
        assert_refused(&refused, Lang::Id, "nama", &name, &why);
    }
    let long = format!("{}@contoh.id", "x".repeat(10_000));
    for (email, why) in [
        ("bukan", Invalid::BadEmail),
        ("<script>@contoh.id", Invalid::BadEmail),
        ("tini\0@contoh.id", Invalid::BadEmail),
        ("tini\u{202e}@contoh.id", Invalid::BadEmail),
        (long.as_str(), Invalid::TooLong { max: 254 }),
    ] {
        let refused = client.post("/akun/profil", &[("nama", "Tini"), ("email", email), ("kata_sandi", PASSWORD)]).await;
        assert_refused(&refused, Lang::Id, "email", email, &why);
        assert_eq!(refused.attr("#f-nama", "value").as_deref(), Some("Tini"));
    }
    assert_eq!(client.post("/akun/profil", &[("nama", "Bu Tini Wati"), ("email", "")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(client.get("/akun").await.all("h1"), ["Bu Tini Wati"]);

    let form = |password| [("nama", "Bu Tini"), ("email", "tini@contoh.id"), ("kata_sandi", password)];
    for (password, why) in [("", Invalid::Required), ("bukan kata sandinya", Invalid::Wrong)] {
        let refused = client.post("/akun/profil", &form(password)).await;
        assert_refused(&refused, Lang::Id, "kata_sandi", password, &why);
        assert_eq!(refused.attr("#f-email", "value").as_deref(), Some("tini@contoh.id"));
    }
    assert_eq!(client.post("/akun/profil", &form(PASSWORD)).await.location(), "/akun");
    let mut other = registered(&world, "0812-3456-7891").await.in_english();
    let form = [("nama", "Budi"), ("email", "TINI@contoh.id"), ("kata_sandi", PASSWORD)];
    assert_refused(&other.post("/akun/profil", &form).await, Lang::En, "email", "TINI@contoh.id", &Invalid::Taken);
}

fn change<'a>(old: &'a str, new: &'a str) -> [(&'a str, &'a str); 2] {
    [("kata_sandi_lama", old), ("kata_sandi_baru", new)]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_other_devices() {
    let world = World::new().await;
    let mut here = registered(&world, PHONE).await;
    let (mut there, _) = signed_in(&world, PHONE, PASSWORD).await;
    for (password, why) in bad_passwords() {
        let refused = here.post("/akun/kata-sandi", &change(PASSWORD, &password)).await;
        assert_refused(&refused, Lang::Id, "kata_sandi_baru", &password, &why);
    }
    for (old, why) in [("", Invalid::Required), ("bukan kata sandinya", Invalid::Wrong), ("\0", Invalid::Wrong)] {
        let refused = here.post("/akun/kata-sandi", &change(old, OTHER)).await;
        assert_refused(&refused, Lang::Id, "kata_sandi_lama", old, &why);
        assert!(!refused.text().contains(OTHER));
    }
    assert!(is_in(&mut there).await);
    assert_eq!(here.post("/akun/kata-sandi", &change(PASSWORD, OTHER)).await.location(), "/akun");
    assert!(is_in(&mut here).await && !is_in(&mut there).await);
    assert_eq!(signed_in(&world, PHONE, PASSWORD).await.1.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(signed_in(&world, PHONE, OTHER).await.1.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_signed_out_by_their_owner_only() {
    let world = World::new().await;
    let mut here = registered(&world, PHONE).await;
    let (mut there, _) = signed_in(&world, PHONE, PASSWORD).await;
    let (mut lost, _) = signed_in(&world, PHONE, PASSWORD).await;
    let page = here.get("/akun/perangkat").await;
    assert_eq!(page.all("tbody tr").len(), 3);
    let one = page.attr("tbody input[name=sesi]", "value").expect("another device");
    for (role, sesi) in [(Role::Person, one.as_str()), (Role::Person, "x"), (Role::Person, ""), (Role::Person, "\0")] {
        let answered = Client::of(&world, role).post("/akun/perangkat", &[("sesi", sesi)]).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{sesi}");
    }
    assert_eq!(here.post("/akun/perangkat", &[("sesi", &one)]).await.location(), "/akun/perangkat");
    assert_eq!(here.post("/akun/perangkat", &[("sesi", &one)]).await.status, StatusCode::NOT_FOUND, "it has ended");
    assert_eq!([is_in(&mut there).await, is_in(&mut lost).await].into_iter().filter(|is_in| *is_in).count(), 1);
    assert_eq!(here.post("/akun/perangkat", &[("sesi", "lain")]).await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&mut here).await && !is_in(&mut there).await && !is_in(&mut lost).await);
}

/// The phone number of one of the world's people.
async fn phone_of(world: &World, role: Role) -> String {
    let token = world.token(role).expect("somebody");
    let (_, standing) = engine::people::session(&world.desk, token).await.expect("answers").expect("an open session");
    let profile = engine::people::profile(&world.desk, &standing.person()).await.expect("a profile");
    profile.phone.as_str().to_owned()
}

fn by_code<'a>(phone: &'a str, code: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [("telepon", phone), ("kode", code), ("kata_sandi", password)]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_an_officer_leads_to_a_new_password() {
    let world = World::new().await;
    let phone = phone_of(&world, Role::Member).await;
    let path = format!("/pengurus/koperasi-one/anggota/{}/kode", world.account(Role::Member));
    let shown = Client::of(&world, Role::Officer).post(&path, &[]).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.headers["cache-control"].to_str().unwrap().contains("no-store"));
    let code = shown.all(".kode-besar").pop().expect("a code");

    let mut client = Client::of(&world, Role::Anyone);
    let long = "1".repeat(10_000);
    for bad in ["1234", "<b>12345678</b>", "1234\x005678", "١٢٣٤٥٦٧٨", long.as_str()] {
        assert_refused(
            &client.post("/lupa/kode", &by_code(&phone, bad, OTHER)).await,
            Lang::Id,
            "kode",
            bad,
            &Invalid::Malformed,
        );
    }
    for bad in ["", " "] {
        assert_refused(&client.post("/lupa/kode", &by_code(&phone, bad, OTHER)).await, Lang::Id, "kode", bad, &Invalid::Required);
    }
    for (password, why) in bad_passwords() {
        let refused = client.post("/lupa/kode", &by_code(&phone, &code, &password)).await;
        assert_refused(&refused, Lang::Id, "kata_sandi", &password, &why);
        assert_eq!(refused.attr("#f-telepon", "value").as_deref(), Some(phone.as_str()));
    }
    let wrong = client.post("/lupa/kode", &by_code(&phone, "00000000", OTHER)).await;
    assert_refused(&wrong, Lang::Id, "kode", "00000000", &Invalid::Wrong);
    let right = client.post("/lupa/kode", &by_code(&phone, &code, OTHER)).await;
    assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, "/akun"), "{}", right.text());
    assert!(is_in(&mut client).await);
    let again = Client::of(&world, Role::Anyone).in_english().post("/lupa/kode", &by_code(&phone, &code, OTHER)).await;
    assert_refused(&again, Lang::En, "kode", "", &Invalid::Wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_is_told_why_there_is_no_code() {
    let world = World::new().await;
    membership(&world.desk, world.koperasi[0], world.account(Role::Operator)).await;
    let path = format!("/pengurus/koperasi-one/anggota/{}/kode", world.account(Role::Operator));
    let refused = Client::of(&world, Role::Officer).post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.all(".kabar").iter().any(|k| k.contains("bertugas di tempat lain")), "{:?}", refused.all(".kabar"));
    assert!(refused.all(".kode-besar").is_empty());
    let refused = Client::of(&world, Role::Officer).in_english().post(&path, &[]).await;
    assert!(refused.all(".kabar").iter().any(|k| k.contains("serves elsewhere")), "{:?}", refused.all(".kabar"));
    let stranger = format!("/pengurus/koperasi-one/anggota/{}/kode", world.account(Role::OtherMember));
    assert_eq!(Client::of(&world, Role::Officer).post(&stranger, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_mail_leads_to_a_new_password_once() {
    let world = World::new().await;
    let mut owner = registered(&world, PHONE).await;
    let form = [("nama", "Bu Tini"), ("email", "tini@contoh.id"), ("kata_sandi", PASSWORD)];
    assert_eq!(owner.post("/akun/profil", &form).await.status, StatusCode::SEE_OTHER);

    let mut client = Client::of(&world, Role::Anyone);
    for (phone, why) in bad_phones() {
        assert_refused(&client.post("/lupa", &[("telepon", &phone)]).await, Lang::Id, "telepon", &phone, &why);
    }
    let mut answers = Vec::new();
    for phone in [PHONE, "0812-3456-7899"] {
        let answered = client.post("/lupa", &[("telepon", phone)]).await;
        assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, "/lupa"));
        answers.push(client.get("/lupa").await.all(".kabar.sukses"));
    }
    assert_eq!(answers[0], answers[1], "nobody learns which numbers have an account");
    let mails = engine::mail::newest(&world.desk).await.unwrap();
    assert_eq!(mails.len(), 1);
    let link = mails[0].mail.body.split("http://guyub.test").nth(1).and_then(|rest| rest.split_whitespace().next());
    let link = link.expect("a link").to_owned();

    assert_eq!(client.get(&link).await.status, StatusCode::OK);
    for (password, why) in bad_passwords() {
        let refused = client.post(&link, &[("kata_sandi", &password)]).await;
        assert_refused(&refused, Lang::Id, "kata_sandi", &password, &why);
    }
    assert_eq!(client.post(&link, &[("kata_sandi", OTHER)]).await.location(), "/akun");
    assert!(is_in(&mut client).await && !is_in(&mut owner).await);
    let again = Client::of(&world, Role::Anyone).post(&link, &[("kata_sandi", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.all(".kabar").iter().any(|k| k.contains("sudah dipakai")), "{:?}", again.all(".kabar"));
    for strange in ["/lupa/tautan/x", "/lupa/tautan/%00", "/lupa/tautan/..%2f"] {
        assert_eq!(Client::of(&world, Role::Anyone).get(strange).await.status, StatusCode::NOT_FOUND, "{strange}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_exported_and_closed() {
    let world = World::new().await;
    let mut client = registered(&world, PHONE).await;
    let file = client.get("/akun/data.json").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let data: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    assert_eq!((data["account"]["name"].as_str(), data["account"]["phone"].as_str()), (Some("Bu Tini"), Some("+6281234567890")));

    let long = "x".repeat(10_000);
    for (password, why) in [
        ("", Invalid::Required),
        ("bukan kata sandinya", Invalid::Wrong),
        ("\0", Invalid::Wrong),
        (long.as_str(), Invalid::TooLong { max: 200 }),
    ] {
        let refused = client.post("/akun/tutup", &[("kata_sandi", password)]).await;
        assert_refused(&refused, Lang::Id, "kata_sandi", password, &why);
    }
    assert!(is_in(&mut client).await);
    let closed = client.post("/akun/tutup", &[("kata_sandi", PASSWORD)]).await;
    assert_eq!((closed.status, closed.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(!is_in(&mut client).await);
    assert_eq!(signed_in(&world, PHONE, PASSWORD).await.1.status, StatusCode::UNPROCESSABLE_ENTITY);
    registered(&world, PHONE).await;
}
