//! Offers and requests for prices through the router: officers of two koperasi, and suppliers who hold
//! nothing but a link.

use axum::http::StatusCode;
use domain::dates::Day;
use domain::ids::RoundId;
use engine::testing::trade;
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};

const HOSTILE: &str = "</textarea><script>alert(1)</script>";
const ROOM: &str = "/pengurus/koperasi-one";

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

/// A round of the first koperasi that is settled, bought of a supplier of its own.
pub async fn settled(world: &World) -> RoundId {
    let (desk, by) = (&world.desk, world.account(Role::Officer));
    let slug = format!("pemasok-{}", engine::ids::fresh::<RoundId>());
    let supplier = trade::supplier(desk, world.koperasi[0], by, &slug, None).await;
    let material = trade::material(desk, "kedelai").await;
    let offer = trade::offer(desk, world.koperasi[0], by, supplier, material).await;
    trade::settled_round(desk, world.koperasi[0], by, offer).await
}

/// A world in which the first koperasi entered two suppliers.
async fn market() -> World {
    let world = World::new().await;
    trade::material(&world.desk, "kedelai").await;
    for slug in ["satu", "dua"] {
        trade::supplier(&world.desk, world.koperasi[0], world.account(Role::Officer), slug, None).await;
    }
    world
}

fn in_days(world: &World, days: i64) -> String {
    Day::of(world.desk.now()).plus_days(days).iso()
}

/// What a supplier offers in two tiers, with another value for one field.
fn offer(world: &World, field: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut form: Vec<(&'static str, String)> = [
        ("mulai", "100"),
        ("harga", "14.000"),
        ("mulai", "500"),
        ("harga", "13.500"),
        ("isi_kemasan", "50"),
        ("langkah", "5"),
        ("hari", "3"),
        ("ongkos_tetap", "150.000"),
        ("catatan", "Karung baru."),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .into();
    form.push(("berlaku_sampai", in_days(world, 30)));
    match form.iter_mut().find(|(name, _)| *name == field) {
        Some((_, there)) => value.clone_into(there),
        None => form.push((field, value.to_owned())),
    }
    form
}

async fn post(client: &mut Client, path: &str, form: &[(&str, String)]) -> Answered {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (*name, text.as_str())).collect();
    client.post(path, &form).await
}

/// The officer writes an offer down.
async fn write(world: &World, supplier: &str, field: &'static str, value: &str) -> Answered {
    let mut form = offer(world, field, value);
    form.extend([("pemasok", supplier), ("bahan", "kedelai"), ("satuan", "kg")].map(|(name, text)| (name, text.to_owned())));
    post(&mut Client::of(world, Role::Officer), &format!("{ROOM}/penawaran/baru"), &form).await
}

/// Asks both suppliers; gives the page of the request.
async fn ask(world: &World) -> String {
    let form = [
        ("bahan", "kedelai".to_owned()),
        ("satuan", "kg".to_owned()),
        ("kebutuhan", "600".to_owned()),
        ("batas_tanggal", in_days(world, 3)),
        ("pemasok", "satu".to_owned()),
        ("pemasok", "dua".to_owned()),
        ("catatan", HOSTILE.to_owned()),
    ];
    let asked = post(&mut Client::of(world, Role::Officer), &format!("{ROOM}/permintaan/baru"), &form).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", notice(&asked));
    asked.location().to_owned()
}

/// The paths of the two links on the page of a request, by the suppliers' names: dua, satu.
async fn links(world: &World, request: &str) -> [String; 2] {
    let text = Client::of(world, Role::Officer).get(request).await.text();
    let values = text.split("value=\"http://guyub.test").skip(1);
    let paths: Vec<String> = values.map(|rest| rest.split('"').next().expect("an address").to_owned()).collect();
    paths.try_into().expect("two links")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_another_koperasi_has_just_changed_is_made_sure_of_first() {
    let world = market().await;
    let (by, email) = (world.account(Role::OtherOfficer), Some("tiga@contoh.example"));
    trade::supplier(&world.desk, world.koperasi[1], by, "tiga", email).await;
    let form = [
        ("bahan", "kedelai".to_owned()),
        ("satuan", "kg".to_owned()),
        ("kebutuhan", "600".to_owned()),
        ("batas_tanggal", in_days(&world, 3)),
        ("pemasok", "tiga".to_owned()),
    ];
    let mut officer = Client::of(&world, Role::Officer);
    let asked = post(&mut officer, &format!("{ROOM}/permintaan/baru"), &form).await;
    let page = officer.get(asked.location()).await;
    let warned = page.all("main [role=alert]");
    assert!(warned.len() == 1 && warned[0].contains("baru diubah oleh Koperasi Dua"), "{warned:?}");
    assert!(!page.text().contains("sudah dikirim ke e-mailnya"));
    let mailed = async || {
        let mails = engine::mail::newest(&world.desk).await.expect("mails");
        mails.iter().filter(|kept| kept.mail.to == "tiga@contoh.example").count()
    };
    assert_eq!(mailed().await, 0);
    // The officer has asked the supplier, and sends it.
    let resend = page.attr("form[action*='/kirim-ulang']", "action").expect("a button");
    officer.post(&resend, &[]).await;
    assert_eq!(mailed().await, 1);
    assert!(officer.get(asked.location()).await.text().contains("sudah dikirim ke e-mailnya"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_written_down_told_of_and_taken_back() {
    let world = market().await;
    let mut officer = Client::of(&world, Role::Officer);
    let empty = officer.get(&format!("{ROOM}/penawaran")).await;
    assert_eq!(empty.all("main h2"), ["Belum ada penawaran"]);
    for price in ["14.000", "14.200"] {
        assert_eq!(write(&world, "satu", "harga", price).await.location(), format!("{ROOM}/penawaran/satu/kedelai"));
    }
    let list = officer.get(&format!("{ROOM}/penawaran")).await;
    assert_eq!(list.all("main tbody th a"), ["Kedelai"]);
    assert!(list.text().contains("Rp14.200 / kg") && list.text().contains("Rp13.500 mulai 500 kg"), "the newest version");

    let told = officer.get(&format!("{ROOM}/penawaran/satu/kedelai")).await;
    assert_eq!(told.all("main .lembar h2").len(), 2, "two versions");
    assert!(told.attr(".bagan svg path", "d").is_some());
    assert_eq!(told.all(".bagan thead th"), ["Tanggal", "Harga awal", "Harga terbaik"]);
    for words in ["50 kg", "5 kg", "3 hari setelah dipesan", "Rp150.000 sekali kirim", "Karung baru."] {
        assert!(told.text().contains(words), "{words}");
    }
    // A new version begins as the one before it.
    let again = officer.get(&format!("{ROOM}/penawaran/baru?pemasok=satu&bahan=kedelai")).await;
    assert_eq!(again.attr("input[name=harga]", "value").as_deref(), Some("14.200"));
    assert_eq!(again.attr("select[name=pemasok] option[selected]", "value").as_deref(), Some("satu"));

    let button = told.attr("form[action$='/tarik']", "action").expect("a button");
    let stranger = button.replace("koperasi-one", "koperasi-two");
    let mut other = Client::of(&world, Role::OtherOfficer);
    assert_eq!(other.post(&stranger, &[]).await.status, StatusCode::NOT_FOUND);
    for _ in 0..2 {
        assert_eq!(officer.post(&button, &[]).await.location(), format!("{ROOM}/penawaran/satu/kedelai"));
    }
    let list = officer.get(&format!("{ROOM}/penawaran")).await;
    assert!(list.text().contains("Rp14.000 / kg"), "the version before it counts");

    // What is the first koperasi's is not there for the second, and a supervisor has no buttons.
    assert!(other.get("/pengurus/koperasi-two/penawaran").await.all("main tbody th a").is_empty());
    assert_eq!(other.get("/pengurus/koperasi-two/penawaran/satu/kedelai").await.status, StatusCode::NOT_FOUND);
    let read = Client::of(&world, Role::Supervisor).get(&format!("{ROOM}/penawaran/satu/kedelai")).await;
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.all("main form, main a[href*='/baru']").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_offer_is_told_beside_its_field() {
    let world = market().await;
    for (field, bad, named) in [
        ("harga", "13.500", "harga-1"),
        ("mulai", "500", "mulai-1"),
        ("harga", "gratis", "harga-0"),
        ("isi_kemasan", "52", "isi_kemasan"),
        ("hari", "", "hari"),
        ("berlaku_sampai", "2020-01-01", "berlaku_sampai"),
        ("pemasok", "tidak-ada", "pemasok"),
        ("bahan", "tidak-ada", "bahan"),
        ("satuan", "genggam sekali", "satuan"),
    ] {
        let mut form = offer(&world, field, bad);
        for (name, text) in [("pemasok", "satu"), ("bahan", "kedelai"), ("satuan", "kg")] {
            if name != field {
                form.push((name, text.to_owned()));
            }
        }
        let refused = post(&mut Client::of(&world, Role::Officer), &format!("{ROOM}/penawaran/baru"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {bad}");
        assert_eq!(refused.all(&format!("[id='f-{named}-salah']")).len(), 1, "{field} = {bad}");
        assert_eq!(refused.all("#f-catatan"), ["Karung baru."]);
        let rows = refused.text().matches("name=\"mulai\"").count();
        assert_eq!(rows, 3, "what was typed, and one row more");
    }
    let none = Client::of(&world, Role::Officer).get(&format!("{ROOM}/penawaran")).await;
    assert_eq!(none.all("main h2"), ["Belum ada penawaran"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_suppliers_are_asked_answer_without_an_account_and_one_is_accepted() {
    let world = market().await;
    let request = ask(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    let page = officer.get(&request).await;
    assert!(page.text().contains("Belum ada jawaban") && !page.text().contains("<script>alert"));
    assert_eq!(page.all("main a.wa").len(), 2);
    let chat = page.attr("main a.wa", "href").expect("a chat");
    assert!(chat.starts_with("https://wa.me/6284400000001?text=Halo"), "{chat}");
    assert!(chat.contains("penawaran") && chat.contains("Koperasi%20Satu"), "{chat}");
    let [dua, satu] = links(&world, &request).await;

    // Who looks as an officer, or a chat that looks ahead, is no supplier.
    let preview = officer.get(&satu).await;
    assert!(notice(&preview).contains("dilihat pemasok"), "{}", notice(&preview));
    assert!(preview.all("main form button").is_empty());
    let form = offer(&world, "harga", "14.000");
    assert_eq!(post(&mut officer, &satu, &form).await.status, StatusCode::FORBIDDEN);
    let mut anyone = Client::of(&world, Role::Anyone);
    anyone.get_with(&satu, &[("user-agent", "WhatsApp/2.23.20.0")]).await;
    assert_eq!(officer.get(&request).await.all("main .lencana").iter().filter(|b| *b == "Belum dibuka").count(), 2);

    let open = anyone.get(&satu).await;
    assert_eq!(open.all("h1"), ["Berapa harga Kedelai Anda?"]);
    assert!(!open.text().contains("<script>alert") && open.text().contains("600 kg"));
    let lead = "Koperasi Satu ingin membeli Kedelai, kira-kira 600 kg, bersama anggotanya dan menanyakan harga Anda.";
    assert!(open.text().contains(lead), "who asks for what, first of all");
    // One price is enough: what few fill in is folded away, and every number has a pad of numbers.
    assert_eq!((open.all("details.lipat").len(), open.all("details.lipat[open]").len()), (2, 0));
    assert_eq!(open.all("label[for=f-harga-0]"), ["Harga 1 per kg"]);
    assert_eq!(open.attr("details.lipat #f-mulai-1", "inputmode").as_deref(), Some("decimal"));
    for number in ["f-harga-0", "f-harga-1", "f-hari", "f-ongkos_tetap"] {
        assert_eq!(open.attr(&format!("#{number}"), "inputmode").as_deref(), Some("numeric"), "{number}");
    }
    assert!(open.attr("main a[href='/koperasi/koperasi-one']", "href").is_some(), "who asks");
    assert!(open.attr("meta[name=robots]", "content").is_some(), "not for search engines");
    assert!(officer.get(&request).await.text().contains("Dibuka baru saja"));

    let refused = post(&mut anyone, &satu, &offer(&world, "isi_kemasan", "52")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("details.lipat[open] #f-isi_kemasan-salah").len(), 1, "it opens where the error is");
    assert_eq!(refused.attr("details.lipat[open] #f-harga-1", "value").as_deref(), Some("13.500"), "and where something is");
    assert_eq!(refused.attr("input[name=harga]", "value").as_deref(), Some("14.000"));
    for (link, transport) in [(&satu, "150.000"), (&dua, "100.000")] {
        let answered = post(&mut anyone, link, &offer(&world, "ongkos_tetap", transport)).await;
        assert_eq!(answered.location(), link, "{}", notice(&answered));
        let sent = anyone.get(link).await;
        assert!(sent.text().contains("Penawaran Anda sudah terkirim") && sent.text().contains(&format!("Rp{transport} sekali")));
        assert!(sent.attr("main form", "action").is_none(), "nothing more to send");
        assert!(notice(&sent).contains("Berikutnya koperasi membandingkan"), "{}", notice(&sent));
    }
    // Used twice: the first answer stays.
    let twice = post(&mut anyone, &satu, &offer(&world, "harga", "1")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(notice(&twice).contains("sudah menjawab") && twice.text().contains("Rp14.000"), "{}", notice(&twice));
    let told = officer.get("/akun/kabar").await;
    assert!(told.text().contains("UD satu menjawab permintaan harga Anda."));

    let today = officer.get(ROOM).await;
    assert!(today.all(".tugas b").contains(&"Jawaban harga siap dibandingkan".to_owned()), "{:?}", today.all(".tugas b"));
    assert!(today.attr(&format!(".tugas a[href='{request}']"), "href").is_some(), "the only one leads to itself");
    assert!(Client::of(&world, Role::Supervisor).get(ROOM).await.attr(&format!("a[href='{request}']"), "href").is_none());

    let page = officer.get(&request).await;
    assert_eq!(page.all("main .daftar tbody tr").len(), 2);
    assert_eq!(page.all("main .daftar tbody th"), ["UD satu", "UD dua Paling murah"]);
    assert_eq!(page.all(".bagan thead th"), ["Kebutuhan", "UD satu", "UD dua"]);
    assert_eq!(page.all(".bagan figcaption"), ["Biaya per kg menurut kebutuhan"]);
    // 600 kg at Rp13.500, with a transport of Rp150.000 and Rp100.000.
    let need = page.all(".bagan tbody tr").into_iter().find(|row| row.starts_with("600 kg ")).expect("the need");
    assert_eq!(need, "600 kg Rp13.750 Rp8.250.000 untuk 600 kg Rp13.667 Rp8.200.000 untuk 600 kg");
    let chosen = page.attr("input[name=penawaran][checked]", "value").expect("the cheapest is chosen");
    let accept = format!("{request}/terima");
    let refused = officer.post(&accept, &[("penawaran", &chosen), ("alasan", " ")]).await;
    assert_eq!((refused.status, refused.all("#f-alasan-salah").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    let stranger = accept.replace("koperasi-one", "koperasi-two");
    let form = [("penawaran", chosen.as_str()), ("alasan", HOSTILE)];
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&stranger, &form).await.status, StatusCode::NOT_FOUND);
    let seen = Client::of(&world, Role::Supervisor).get(&request).await;
    assert!(seen.status == StatusCode::OK && seen.all("main form, main a.wa, main input").is_empty(), "no buttons");
    for _ in 0..2 {
        assert_eq!(officer.post(&accept, &form).await.location(), request);
    }
    let page = officer.get(&request).await;
    assert_eq!(page.all("main .daftar .lencana.baik"), ["Dipilih"]);
    assert!(!page.text().contains("<script>alert") && page.text().contains("Alasan memilih"));
    assert_eq!(page.all("main a.wa").len(), 2, "both are told by chat, since neither has an e-mail");
    assert!(page.attr("main form", "action").is_none());

    let folded = page.all("main details summary");
    assert_eq!(folded.iter().filter(|s| s.starts_with("Jawaban lengkap")).count(), 2);
    // A second officer, who had another one in mind, is told.
    let late = officer.post(&accept, &[("penawaran", &engine::ids::fresh::<RoundId>().to_string()), ("alasan", "Lain.")]).await;
    assert_eq!(late.location(), request);
    assert!(notice(&officer.get(&request).await).contains("diputuskan pengurus lain"));
    let accepted = anyone.get(&dua).await;
    assert!(accepted.text().contains("Penawaran Anda diterima") && !accepted.text().contains("membandingkan"));
    assert!(anyone.get(&satu).await.text().contains("memakai penawaran lain"));
    let list = officer.get(&format!("{ROOM}/penawaran")).await;
    assert_eq!(list.all("main tbody .lencana"), ["Berlaku", "Tidak dipilih"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_take_no_answer_say_why() {
    let world = market().await;
    let request = ask(&world).await;
    let [dua, satu] = links(&world, &request).await;
    let mut officer = Client::of(&world, Role::Officer);
    let mut anyone = Client::of(&world, Role::Anyone);
    let form = offer(&world, "harga", "14.000");
    // Altered by a letter.
    let last = satu.chars().last().expect("a letter");
    let altered = format!("{}{}", &satu[..satu.len() - 1], if last == 'A' { 'B' } else { 'A' });
    for path in [altered.as_str(), "/penawaran/x"] {
        let unknown = anyone.get(path).await;
        assert_eq!((unknown.status, unknown.all("h1")), (StatusCode::NOT_FOUND, vec!["Tautan ini tidak dikenali".to_owned()]));
        assert_eq!(post(&mut anyone, path, &form).await.status, StatusCode::NOT_FOUND);
    }

    let page = officer.get(&request).await;
    let buttons: Vec<String> = page
        .text()
        .split("action=\"")
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .filter(|action| action.contains("/undangan/"))
        .collect();
    assert_eq!(buttons.len(), 4, "two for each: {buttons:?}");
    // By name: dua comes first.
    let (renew, take_back) = (&buttons[0], &buttons[1]);
    assert!(renew.ends_with("/kirim-ulang") && take_back.ends_with("/tarik"), "{buttons:?}");
    let foreign = take_back.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&foreign, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(take_back, &[]).await.location(), request);
    let closed = post(&mut anyone, &dua, &form).await;
    assert_eq!((closed.status, closed.all("h1")), (StatusCode::CONFLICT, vec!["Tautan ini sudah ditarik".to_owned()]));
    officer.post(renew, &[]).await;
    assert_eq!(anyone.get(&dua).await.status, StatusCode::NOT_FOUND, "a newer link took its place");
    let [anew, _] = links(&world, &request).await;
    assert_ne!(anew, dua);
    let declined = post(&mut anyone, &anew, &[("aksi", "tolak".to_owned())]).await;
    assert_eq!(declined.location(), anew);
    assert_eq!(anyone.get(&anew).await.all("h1"), ["Terima kasih sudah mengabari"]);
    assert!(officer.get(&request).await.text().contains("Tidak menawarkan"));

    world.desk.forward(std::time::Duration::from_secs(4 * 24 * 3600));
    let late = post(&mut anyone, &satu, &form).await;
    assert_eq!((late.status, late.all("h1")), (StatusCode::CONFLICT, vec!["Batas waktunya sudah lewat".to_owned()]));
    officer.post(&format!("{request}/tarik"), &[]).await;
    assert_eq!(anyone.get(&satu).await.all("h1"), ["Permintaan ini sudah selesai"]);
    assert!(officer.get(&request).await.attr("main form", "action").is_none(), "nothing more to do");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_refused_beside_its_field_and_narrowed_by_material() {
    let world = market().await;
    let mut officer = Client::of(&world, Role::Officer);
    let path = format!("{ROOM}/permintaan/baru");
    let soon = in_days(&world, 3);
    for (field, bad) in
        [("bahan", ""), ("satuan", "sekepal"), ("kebutuhan", "0"), ("batas_tanggal", "2020-01-01"), ("pemasok", "tidak-ada")]
    {
        let mut form = vec![
            ("bahan", "kedelai"),
            ("satuan", "kg"),
            ("kebutuhan", "600"),
            ("batas_tanggal", soon.as_str()),
            ("pemasok", "dua"),
        ];
        form.iter_mut().filter(|(name, _)| *name == field).for_each(|(_, text)| *text = bad);
        let refused = officer.post(&path, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(refused.all(&format!("#f-{field}-salah")).len(), 1, "{field}");
        let ticked = refused.attr("input[name=pemasok][checked]", "value");
        assert_eq!(ticked.as_deref(), (field != "pemasok").then_some("dua"), "{field}");
    }
    // Nobody is said to deal in it, so all are shown.
    let all = officer.get(&format!("{path}?bahan=kedelai")).await;
    assert_eq!(all.all("input[name=pemasok]").len(), 2);
    assert_eq!(all.attr("input[name=satuan]", "value").as_deref(), Some("kg"), "as it is bought");
    let told = [("nama", "UD Ragi"), ("bahan", "Ragi tempe (bungkus)"), ("kota", "Solo"), ("whatsapp", "0844-0000-0002")];
    officer.post(&format!("{ROOM}/pemasok/baru"), &told).await;
    let some = officer.get(&format!("{path}?bahan=ragi-tempe")).await;
    assert_eq!(some.attr("input[name=pemasok]", "value").as_deref(), Some("ud-ragi"));
    assert_eq!(some.all("input[name=pemasok]").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_is_for_the_treasurer_alone() {
    let world = market().await;
    let path = format!("{ROOM}/pemasok/satu/rekening");
    let form = [("bank", "Bank Jateng"), ("nomor", "1234-567-890"), ("atas_nama", HOSTILE)];
    let mut treasurer = Client::of(&world, Role::Officer);
    assert!(treasurer.get(&format!("{ROOM}/pemasok/satu")).await.attr(&format!("main a[href='{path}']"), "href").is_some());
    let saved = treasurer.post(&path, &form).await;
    assert_eq!(saved.location(), format!("{ROOM}/pemasok/satu"), "{}", notice(&saved));
    let seen = treasurer.get(&path).await;
    assert_eq!(seen.attr("input[name=nomor]", "value").as_deref(), Some("1234567890"));
    assert!(!seen.text().contains("<script>alert"));
    // Who had opened the page before does not overwrite it unseen.
    let late = treasurer.post(&path, &[("bank", "BRI"), ("nomor", "9999999"), ("atas_nama", "UD Satu"), ("versi", "0")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(notice(&late).contains("1234567890"), "{}", notice(&late));
    assert_eq!(late.attr("input[name=nomor]", "value").as_deref(), Some("9999999"), "what was typed stays");

    // The second koperasi's officer is its chair, without the money duty.
    let mut chair = Client::of(&world, Role::OtherOfficer);
    let theirs = path.replace("koperasi-one", "koperasi-two");
    assert_eq!(chair.get(&theirs).await.status, StatusCode::FORBIDDEN);
    assert_eq!(chair.post(&theirs, &form).await.status, StatusCode::FORBIDDEN);
    let supplier = chair.get("/pengurus/koperasi-two/pemasok/satu").await;
    assert!(supplier.status == StatusCode::OK && supplier.attr("main a[href$='/rekening']", "href").is_none());
    for role in [Role::Supervisor, Role::Member] {
        assert_eq!(Client::of(&world, role).get(&path).await.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    assert!(!Client::of(&world, Role::Anyone).get("/pemasok/satu").await.text().contains("1234567890"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_given_once_and_shown_as_figures_to_all() {
    let world = market().await;
    let round = settled(&world).await;
    let path = format!("{ROOM}/pembelian/{round}/nilai");
    let mut officer = Client::of(&world, Role::Officer);
    let refused = officer.post(&path, &[("tepat_waktu", "ya"), ("catatan", "Utuh.")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("#f-jumlah_pas-salah, #f-mutu-salah").len(), 2);
    assert_eq!(refused.attr("input[name=tepat_waktu][checked]", "value").as_deref(), Some("ya"));
    let form = [("tepat_waktu", "ya"), ("jumlah_pas", "tidak"), ("mutu", "4"), ("catatan", HOSTILE)];
    let stranger = path.replace("koperasi-one", "koperasi-two");
    assert_eq!(Client::of(&world, Role::OtherOfficer).post(&stranger, &form).await.status, StatusCode::NOT_FOUND);

    let done = officer.post(&path, &form).await;
    let room = done.location().to_owned();
    assert!(room.starts_with(&format!("{ROOM}/pemasok/pemasok-")), "{room}");
    let again = officer.post(&path, &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text().contains("sudah menilai") && again.attr("main form", "action").is_none());
    let own = officer.get(&room).await;
    assert!(own.text().contains("4,0 dari 5") && own.text().contains("alert(1)") && !own.text().contains("<script>alert"));
    let public = room.replace(ROOM, "");
    let seen = Client::of(&world, Role::Anyone).get(&public).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.text().contains("4,0 dari 5") && seen.text().contains("1 penilaian"));
    assert!(!seen.text().contains("alert(1)"), "the note is the koperasi's own");
    assert!(Client::of(&world, Role::Anyone).get("/pemasok/satu").await.text().contains("Belum ada penilaian"));
}
