//! Listing products, as each role, through the router.

use axum::http::StatusCode;
use engine::testing::world::{Role, World, business, product};

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

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_put_in_order_and_described() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let photo = jpeg();
    member.post_files(NEW, &good(), &[("foto", "a.jpg", &photo), ("foto", "b.jpg", &photo)]).await;
    let edit = "/usaha/produk/emping-super";
    let form = member.get(edit).await;
    assert_eq!(form.all(".foto-atur > li").len(), 2);
    let id = form.attr(".foto-atur input[name=foto]", "value").unwrap();
    let act = |what: &'static str| vec![("foto", id.as_str()), ("aksi", what), ("keterangan", "Emping <b>di tampah</b>")];
    assert_eq!(member.post(&format!("{edit}/foto"), &act("turun")).await.status, StatusCode::SEE_OTHER);
    assert_ne!(member.get(edit).await.attr(".foto-atur input[name=foto]", "value").unwrap(), id);
    assert_eq!(member.post(&format!("{edit}/foto"), &act("jelaskan")).await.status, StatusCode::SEE_OTHER);
    assert!(member.get("/produk/emping-super").await.text().contains("Emping &lt;b&gt;di tampah"));
    let long = "x".repeat(10_000);
    let refused = member.post(&format!("{edit}/foto"), &[("foto", &id), ("aksi", "jelaskan"), ("keterangan", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(member.post(&format!("{edit}/foto"), &act("hapus")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(member.get(edit).await.all(".foto-atur > li").len(), 1);
    assert_eq!(member.post(&format!("{edit}/foto"), &act("hapus")).await.status, StatusCode::NOT_FOUND);
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
    assert!(csv.text().starts_with("\u{feff}nama,kategori,deskripsi,harga,satuan,stok,kata_kunci,grosir\n"), "{}", csv.text());
    assert!(csv.text().contains("Kopi,kopi-bubuk,,12500,kg,,,"));
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
