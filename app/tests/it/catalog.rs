//! Listing products, as each role, through the router.

use axum::http::StatusCode;
use engine::testing::world::{Role, World, business, product};
use scraper::{ElementRef, Html, Selector};

use crate::client::{Answered, Client};

const NEW: &str = "/usaha/produk/baru";

fn good() -> Vec<(&'static str, &'static str)> {
    vec![
        ("nama", "Emping super"),
        ("kategori", "emping"),
        ("harga", "16.000"),
        ("satuan", "bungkus 250 g"),
        ("stok", "40"),
        ("aksi", "terbitkan"),
    ]
}

fn with(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut form: Vec<_> = good().into_iter().filter(|(name, _)| *name != field).collect();
    form.push((field, value));
    form
}

fn jpeg() -> Vec<u8> {
    let photo = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    photo.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

fn error_of(answered: &Answered, field: &str) -> Option<String> {
    answered.all(&format!("#f-{field}-salah")).pop()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_with_a_photo_reaches_the_market() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let answered = member.post_files(NEW, &good(), &[("foto", "IMG 1.jpg", &jpeg())]).await;
    assert_eq!(
        (answered.status, answered.location()),
        (StatusCode::SEE_OTHER, "/usaha/produk/emping-super?usaha=shop-one"),
        "{}",
        answered.text()
    );
    let page = Client::of(&world, Role::Anyone).get("/produk/emping-super").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.all("h1"), ["Emping super"]);
    assert!(page.all(".harga-besar")[0].contains("Rp16.000"), "{:?}", page.all(".harga-besar"));
    assert!(page.all(".harga-besar")[0].contains("Rp64.000 / kg"));
    assert!(page.attr("meta[property='og:image']", "content").unwrap().ends_with(".jpg"));
    assert_eq!(page.attr("link[rel=canonical]", "href").as_deref(), Some("http://guyub.test/produk/emping-super"));
    assert!(page.attr(".galeri img", "srcset").unwrap().contains("320w"));
    let ask = page.attr("a.wa", "href").unwrap();
    assert!(ask.starts_with("https://wa.me/628110000001?text="), "{ask}");
    assert!(page.text().contains("shop-one") && page.text().contains("Koperasi Satu"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_photo_keeps_the_rest() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let answered = member.post_files(NEW, &good(), &[("foto", "a.jpg", &jpeg()), ("foto", "b.jpg", b"GIF89a not a photo")]).await;
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_of(&answered, "foto").unwrap().contains("JPEG"));
    assert_eq!(answered.attr("#f-nama", "value").as_deref(), Some("Emping super"));
    let kept = answered.attr("input[name=foto_simpan]", "value").expect("the good photo is kept");
    // The form sent again with the kept photo brings it along.
    let mut again = good();
    again.push(("foto_simpan", &kept));
    assert_eq!(member.post(NEW, &again).await.status, StatusCode::SEE_OTHER);
    assert!(Client::of(&world, Role::Anyone).get("/produk/emping-super").await.attr(".galeri img", "src").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_stands_beside_its_field_in_the_readers_language() {
    let world = World::new().await;
    let long: &'static str = Box::leak("x".repeat(10_000).into_boxed_str());
    for (field, value, id, en) in [
        ("nama", "", "Isi bagian ini.", "Please fill this in."),
        ("nama", long, "Terlalu panjang", "Too long"),
        ("nama", "em\0ping", "tersembunyi", "hidden"),
        ("nama", "\u{202e}emping", "tersembunyi", "hidden"),
        ("nama", "😀", "huruf atau angka", "letters or digits"),
        ("kategori", "pesawat", "Pilih salah satu", "Choose one"),
        ("harga", "1.000,50", "angka bulat", "whole number"),
        ("harga", "-1", "kurang dari nol", "below zero"),
        ("harga", "0", "lebih dari nol", "more than zero"),
        ("harga", "99999999999999999999", "terlalu besar", "too large"),
        ("harga", "١٢٥٠٠", "Tulis angka", "Write a number"),
        ("satuan", "<b>zak</b>", "Satuan tidak dikenal", "Unknown unit"),
        ("stok", "2,5", "angka bulat", "whole number"),
        ("deskripsi", long, "Terlalu panjang", "Too long"),
        ("kata_kunci", long, "Terlalu panjang", "Too long"),
    ] {
        for (mut client, words) in [(Client::of(&world, Role::Member), id), (Client::of(&world, Role::Member).in_english(), en)] {
            let answered = client.post(NEW, &with(field, value)).await;
            assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {value:.20}");
            let said = error_of(&answered, field).unwrap_or_default();
            assert!(said.contains(words), "{field} = {value:.20}: {said}");
            assert_eq!(
                answered.attr("#f-satuan", "value").as_deref(),
                Some(if field == "satuan" { value } else { "bungkus 250 g" })
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_description_stays_text() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let evil = "</textarea><script>alert(1)</script>";
    let refused = member.post(NEW, &[("nama", ""), ("deskripsi", evil)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("#f-deskripsi"), [evil]);
    assert!(!refused.text().contains("<script>alert"));
    member.post(NEW, &with("deskripsi", evil)).await;
    let page = Client::of(&world, Role::Anyone).get("/produk/emping-super").await;
    assert_eq!(page.all(".bacaan"), [evil]);
    assert!(!page.text().contains("<script>alert"));
    let form = member.get("/usaha/produk/emping-super").await;
    assert_eq!(form.all("#f-deskripsi"), [evil]);
}

#[tokio::test(flavor = "multi_thread")]
async fn wholesale_rows_keep_their_values_and_reasons() {
    let world = World::new().await;
    let mut form = good();
    form.extend([("grosir_jumlah", "10"), ("grosir_harga", "15.000"), ("grosir_jumlah", "5"), ("grosir_harga", "14.000")]);
    let mut member = Client::of(&world, Role::Member);
    let answered = member.post(NEW, &form).await;
    assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_of(&answered, "grosir_jumlah-1").unwrap().contains("lebih besar"));
    assert_eq!(answered.attr("#f-grosir_jumlah-1", "value").as_deref(), Some("5"));
    assert_eq!(answered.attr("#f-grosir_jumlah-1", "name").as_deref(), Some("grosir_jumlah"));
    form[8].1 = "50";
    assert_eq!(member.post(NEW, &form).await.status, StatusCode::SEE_OTHER);
    let page = Client::of(&world, Role::Anyone).get("/produk/emping-super").await;
    assert_eq!(page.all(".tangga tbody tr").len(), 3);
    assert!(page.all(".tangga").pop().unwrap().contains("6 %"));
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_for_their_keeper() {
    let world = World::new().await;
    product(&world.desk, world.shops[0], "rahasia", "draft").await;
    for (role, status) in [(Role::Anyone, 404), (Role::OtherMember, 404), (Role::Member, 200), (Role::Officer, 200)] {
        let page = Client::of(&world, role).get("/produk/rahasia").await;
        assert_eq!(page.status.as_u16(), status, "{role:?}");
        assert_eq!(page.all(".kabar.awas").len(), usize::from(status == 200), "{role:?}");
    }
    for path in ["/produk/tidak-ada", "/produk/%00", "/produk/A%20B", "/produk/..%2f"] {
        assert_eq!(Client::of(&world, Role::Anyone).get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_vouched_for_keeps_a_draft_and_is_told_why() {
    let world = World::new().await;
    business(&world.desk, world.account(Role::Person), None, "shop-alone").await;
    let mut person = Client::of(&world, Role::Person);
    let answered = person.post(NEW, &good()).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    let page = person.get(answered.location()).await;
    assert!(page.all(".kabar").iter().any(|k| k.contains("draf") && k.contains("koperasi")), "{:?}", page.all(".kabar"));
    assert_eq!(Client::of(&world, Role::Anyone).get("/produk/emping-super").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_lead_from_state_to_state() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let mut post = async |verb: &str| member.post(&format!("/usaha/produk/product-one/{verb}"), &[]).await.status.as_u16();
    assert_eq!(post("terbitkan").await, 409, "published already");
    assert_eq!(post("arsipkan").await, 303);
    assert_eq!(Client::of(&world, Role::Anyone).get("/produk/product-one").await.status, StatusCode::NOT_FOUND);
    assert_eq!(post("terbitkan").await, 409, "from the archive only by way of a draft");
    assert_eq!(post("kembalikan").await, 303);
    assert_eq!(post("terbitkan").await, 303);
    assert_eq!(post("salin").await, 303);
    assert_eq!(Client::of(&world, Role::Anyone).get("/produk/product-one").await.status, StatusCode::OK);
    let list = member.get("/usaha/produk?cari=emping").await;
    assert_eq!(list.all("tbody tr").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_form_does_not_overwrite_silently() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let path = "/usaha/produk/product-one";
    let version = member.get(path).await.attr("input[name=versi]", "value").unwrap();
    let form = |version: &str| -> Vec<(&'static str, String)> {
        let mut form: Vec<_> = good().into_iter().map(|(n, v)| (n, v.to_owned())).collect();
        form.push(("versi", version.to_owned()));
        form
    };
    let send = async |client: &mut Client, version: &str| {
        let form = form(version);
        let pairs: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        client.post(path, &pairs).await
    };
    assert_eq!(send(&mut member, &version).await.status, StatusCode::SEE_OTHER);
    let refused = send(&mut member, &version).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.attr("#f-nama", "value").as_deref(), Some("Emping super"));
    let now = refused.attr("input[name=versi]", "value").unwrap();
    assert_eq!(send(&mut member, &now).await.status, StatusCode::SEE_OTHER);
}

/// The fields of a product form as a browser would send them.
fn fields_of(page: &Answered) -> Vec<(String, String)> {
    let selector = Selector::parse(
        "#produk input:not([type=file]):not([type=checkbox]), #produk input[checked], #produk textarea, #produk select,
         input[form=produk]",
    )
    .expect("a selector");
    let chosen = Selector::parse("option[selected]").expect("a selector");
    let value = |e: ElementRef<'_>| match e.value().name() {
        "textarea" => e.text().collect::<String>().trim_start_matches('\n').to_owned(),
        "select" => e.select(&chosen).next().and_then(|o| o.attr("value")).unwrap_or_default().to_owned(),
        _ => e.attr("value").unwrap_or_default().to_owned(),
    };
    Html::parse_document(&page.text()).select(&selector).map(|e| (e.attr("name").expect("a name").to_owned(), value(e))).collect()
}

/// The form of a page with some fields changed, as a press on `button` (name and value) sends it.
async fn press(
    client: &mut Client,
    path: &str,
    page: &Answered,
    changed: &[(&str, &str)],
    button: (&str, &str),
    files: &[(&str, &str, &[u8])],
) -> Answered {
    let mut form: Vec<(String, String)> =
        fields_of(page).into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name)).collect();
    form.extend(changed.iter().chain([&button]).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post_files(path, &pairs, files).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_put_in_order_and_described() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let photo = jpeg();
    member.post_files(NEW, &good(), &[("foto", "a.jpg", &photo), ("foto", "b.jpg", &photo)]).await;
    let edit = "/usaha/produk/emping-super";
    let form = member.get(edit).await;
    assert_eq!(form.all(".foto-atur > li").len(), 2);
    let field = form.attr(".foto-atur input", "name").unwrap();
    let id = field.strip_prefix("keterangan-").unwrap().to_owned();
    let act =
        async |member: &mut Client, what: &str| member.post(&format!("{edit}/foto"), &[("aksi", &format!("{what}:{id}"))]).await;
    let moved = act(&mut member, "turun").await;
    assert_eq!((moved.status, moved.location()), (StatusCode::SEE_OTHER, "/usaha/produk/emping-super?usaha=shop-one"));
    let form = member.get(edit).await;
    assert_ne!(form.attr(".foto-atur input", "name").unwrap(), field);
    let saved = press(&mut member, edit, &form, &[(&field, "Emping <b>di tampah</b>")], ("aksi", "simpan"), &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(member.get("/produk/emping-super").await.text().contains("Emping &lt;b&gt;di tampah"));
    let form = member.get(edit).await;
    let refused = press(&mut member, edit, &form, &[(&field, &"x".repeat(10_000))], ("aksi", "simpan"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_of(&refused, &field).unwrap().contains("Terlalu panjang"));
    assert_eq!(act(&mut member, "hapus").await.status, StatusCode::SEE_OTHER);
    assert_eq!(member.get(edit).await.all(".foto-atur > li").len(), 1);
    assert_eq!(act(&mut member, "hapus").await.status, StatusCode::NOT_FOUND);
    for odd in ["", "hapus", "jelaskan", "hapus:", "hapus:x", ":"] {
        assert_eq!(member.post(&format!("{edit}/foto"), &[("aksi", odd)]).await.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_beside_the_form_lose_nothing_that_was_typed() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let photo = jpeg();
    member.post_files(NEW, &good(), &[("foto", "a.jpg", &photo), ("foto", "b.jpg", &photo)]).await;
    let edit = "/usaha/produk/emping-super?usaha=shop-one";
    let form = member.get(edit).await;
    let typed = [("nama", "Emping <i>istimewa</i>"), ("harga", "17.000")];
    // Move a picture, with one more chosen and the name half changed.
    let button = (form.attr(".foto-atur button", "name").unwrap(), form.attr(".foto-atur button", "value").unwrap());
    let to = form.attr(".foto-atur button", "formaction").unwrap();
    let moved = press(&mut member, &to, &form, &typed, (&button.0, &button.1), &[("foto", "c.jpg", &photo)]).await;
    assert!(moved.location().contains("titipan="), "{}", moved.location());
    let page = member.get(moved.location()).await;
    assert_eq!(page.attr("#f-nama", "value").as_deref(), Some("Emping <i>istimewa</i>"));
    assert_eq!(page.attr("#f-harga", "value").as_deref(), Some("17.000"));
    assert!(page.attr("input[name=foto_simpan]", "value").is_some(), "the new photo is kept too");
    // A copy is of what is saved.
    let copied = press(&mut member, "/usaha/produk/emping-super/salin", &page, &[], ("", ""), &[]).await;
    let page = member.get(copied.location()).await;
    assert!(page.all(".kabar").iter().any(|said| said.contains("Simpan dulu")), "{:?}", page.all(".kabar"));
    assert_eq!(page.attr("#f-nama", "value").as_deref(), Some("Emping <i>istimewa</i>"));
    let away = press(&mut member, "/usaha/produk/emping-super/arsipkan", &page, &[], ("", ""), &[]).await;
    let page = member.get(away.location()).await;
    assert_eq!(page.attr("#f-nama", "value").as_deref(), Some("Emping <i>istimewa</i>"));
    let saved = press(&mut member, edit, &page, &[], ("aksi", "simpan"), &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = member.get(edit).await;
    assert_eq!(page.all("h1"), ["Emping <i>istimewa</i>"]);
    assert_eq!(page.all(".foto-atur > li").len(), 3);
    // Nothing is open now: the copy is made, of a product that is put away.
    let copied = press(&mut member, "/usaha/produk/emping-super/salin", &page, &[], ("", ""), &[]).await;
    assert!(copied.location().starts_with("/usaha/produk/emping-i-istimewa-i"), "{}", copied.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_has_one_button_that_publishes() {
    let world = World::new().await;
    product(&world.desk, world.shops[0], "rahasia", "draft").await;
    let page = Client::of(&world, Role::Member).get("/usaha/produk/rahasia").await;
    assert_eq!(page.all("button").iter().filter(|label| *label == "Terbitkan").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_kept_too_long_has_to_be_chosen_again() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let refused = member.post_files(NEW, &with("nama", ""), &[("foto", "a.jpg", &jpeg())]).await;
    let kept = refused.attr("input[name=foto_simpan]", "value").expect("a kept photo");
    world.desk.forward(std::time::Duration::from_secs(25 * 3600));
    let mut again = good();
    again.push(("foto_simpan", &kept));
    let late = member.post(NEW, &again).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_of(&late, "foto").unwrap().contains("Pilih fotonya sekali lagi"));
    assert!(late.attr("input[name=foto_simpan]", "value").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_lists_for_a_member() {
    let world = World::new().await;
    let mut officer = Client::of(&world, Role::Officer);
    let form = officer.get("/usaha/produk/baru?usaha=shop-one").await;
    assert_eq!(form.attr("form.formulir", "action").as_deref(), Some("/usaha/produk/baru?usaha=shop-one"));
    assert!(form.all(".kabar")[0].contains("atas nama"));
    let made = officer.post("/usaha/produk/baru?usaha=shop-one", &good()).await;
    assert_eq!(made.location(), "/usaha/produk/emping-super?usaha=shop-one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_looked_at_then_taken() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let path = "/usaha/produk/impor";
    let refused = member.post_files(path, &[], &[("berkas", "x.csv", b"nama,harga\nKopi,1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.all(".kabar")[0].contains("kategori, satuan"), "{:?}", refused.all(".kabar"));
    let sheet = "nama;kategori;harga;satuan\nKopi;kopi-bubuk;12.500;kg\n<b>Rusak</b>;kopi-bubuk;nol;kg\n";
    let brought = member.post_files(path, &[], &[("berkas", "daftar.csv", sheet.as_bytes())]).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER);
    let at = brought.location().to_owned();
    let preview = member.get(&at).await;
    let rows = preview.all("tbody tr");
    assert!(rows[0].contains("<b>Rusak</b>") && rows[0].contains("harga: Tulis angka"), "{rows:?}");
    assert_eq!(member.post(&at, &[("konfirmasi", "semua")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(member.post(&at, &[("konfirmasi", "yang_benar")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(member.get(&at).await.headers.get("refresh").map(|v| v.as_bytes()), Some(&b"2"[..]));
    engine::jobs::run_due(&world.desk).await.unwrap();
    assert_eq!(member.post(&at, &[("konfirmasi", "yang_benar")]).await.status, StatusCode::SEE_OTHER);
    let done = member.get(&at).await;
    assert!(done.all(".kabar.sukses").iter().any(|k| k.contains("1 produk")), "{:?}", done.all(".kabar"));
    assert_eq!(Client::of(&world, Role::OtherMember).get(&at).await.status, StatusCode::NOT_FOUND);
    let csv = member.get("/usaha/produk.csv").await;
    assert!(
        csv.text().starts_with("\u{feff}nama,kategori,deskripsi,harga,satuan,stok,kata_kunci,grosir,hari\n"),
        "{}",
        csv.text()
    );
    assert!(csv.text().contains("Kopi,kopi-bubuk,,12500,kg,,,,3"), "{}", csv.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_sheets_are_refused_and_the_server_goes_on() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let path = "/usaha/produk/impor?usaha=shop-one";
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("kosong.csv", Vec::new(), "CSV"),
        ("foto.xlsx", jpeg(), "kategori"),
        ("rusak.xlsx", b"PK\x03\x04 and then nothing".to_vec(), "CSV"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\0\0 an old workbook".to_vec(), "CSV"),
        ("besar.csv", vec![b'a'; 10_000_001], "10 MB"),
        ("../../etc/passwd", format!("nama,kategori,harga,satuan\n{}", "A,a,1,kg\n".repeat(5_001)).into_bytes(), "5000"),
    ];
    for (name, content, words) in &cases {
        let refused = member.post_files(path, &[], &[("berkas", name, content)]).await;
        // Whatever is no sheet is refused; a picture may be read as one long line of text.
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        if *words != "kategori" {
            assert!(error_of(&refused, "berkas").unwrap().contains(*words), "{name}: {:?}", error_of(&refused, "berkas"));
        }
    }
    assert_eq!(member.get(path).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_brought_again_is_flagged_and_stays_with_its_shop() {
    let world = World::new().await;
    let b = business(&world.desk, world.account(Role::Member), Some(world.koperasi[0]), "shop-b").await;
    product(&world.desk, b, "product-b", "published").await;
    let mut member = Client::of(&world, Role::Member);
    let csv = member.get("/usaha/produk.csv?usaha=shop-b").await;
    assert!(csv.text().contains("Emping product-b") && !csv.text().contains("product-one"), "{}", csv.text());
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains("produk-shop-b.csv"));
    let workbook = member.get("/usaha/produk.xlsx?usaha=shop-b").await;
    for (shop, flagged) in [("shop-b", 1), ("shop-one", 0)] {
        for file in [&csv.body, &workbook.body] {
            let brought =
                member.post_files(&format!("/usaha/produk/impor?usaha={shop}"), &[], &[("berkas", "daftar", file)]).await;
            assert!(brought.location().ends_with(&format!("usaha={shop}")), "{}", brought.location());
            let preview = member.get(brought.location()).await;
            let rows = preview.all("tbody tr");
            assert_eq!(rows.iter().filter(|row| row.contains("Nama ini sudah ada")).count(), flagged, "{shop}: {rows:?}");
            assert_eq!(preview.all(".kabar").iter().filter(|said| said.contains("menjadi dua")).count(), flagged, "{shop}");
            // Another shop's page does not know it, not even for the same owner.
            let at = brought.location().split('?').next().unwrap();
            let other = if shop == "shop-b" { "shop-one" } else { "shop-b" };
            assert_eq!(member.get(&format!("{at}?usaha={other}")).await.status, StatusCode::NOT_FOUND);
        }
    }
    let template = member.get("/usaha/produk/impor/contoh.xlsx?usaha=shop-b").await;
    let brought = member.post_files("/usaha/produk/impor?usaha=shop-b", &[], &[("berkas", "contoh.xlsx", &template.body)]).await;
    assert!(member.get(brought.location()).await.all(".kabar.sukses")[0].contains("Semua 2 baris benar"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_edits_the_tree() {
    let world = World::new().await;
    let mut operator = Client::of(&world, Role::Operator);
    let path = "/operator/kategori";
    let refused = operator.post(path, &[("nama_id", ""), ("nama_en", "Nuts"), ("ikon", "pesawat")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("#f-nama_en", "value").as_deref(), Some("Nuts"));
    assert_eq!(
        operator.post(path, &[("induk", "100"), ("nama_id", "Kacang"), ("nama_en", "Nuts")]).await.status,
        StatusCode::SEE_OTHER
    );
    for nowhere in ["x", "9999999", "101", "-1"] {
        let form = [("induk", nowhere), ("nama_id", "Di mana-mana"), ("nama_en", "Anywhere")];
        let refused = operator.post(path, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{nowhere}");
        assert!(error_of(&refused, "induk").is_some(), "{nowhere}");
        assert_eq!(refused.attr("#f-nama_id", "value").as_deref(), Some("Di mana-mana"));
    }
    let taken = operator.post(path, &[("nama_id", "Kacang"), ("nama_en", "Nuts")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        operator.post("/operator/kategori/101", &[("nama_id", "Emping"), ("nama_en", "Emping")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(operator.post("/operator/kategori/101", &[("aksi", "arsipkan")]).await.status, StatusCode::SEE_OTHER);
    let form = Client::of(&world, Role::Member).in_english().get(NEW).await;
    let options = form.all("#f-kategori option");
    assert!(options.contains(&"Nuts".to_owned()) && !options.contains(&"Emping".to_owned()), "{options:?}");
    assert_eq!(operator.post("/operator/kategori/101", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
