//! The seller's till through the router: the cash book of somebody who has never kept one, what was sold, and
//! when goods run low. Two shops, so that none shows what the other's does.

use axum::http::StatusCode;
use domain::dates::Day;
use engine::testing::till::{order, step};
use engine::testing::world::{Role, World};
use time::Duration;

use crate::client::{Answered, Client};

const BOOK: &str = "/usaha/kas?usaha=shop-one";

/// What the book says it comes to: in, out, result, left.
fn figures(page: &Answered) -> Vec<String> {
    page.all(".angka-angka dd.angka")
}

async fn write(client: &mut Client, direction: &str, kind: &str, amount: &str) -> Answered {
    client.post(&format!("/usaha/kas/{direction}?usaha=shop-one"), &[("jenis", kind), ("jumlah", amount)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_book_is_begun_with_the_money_that_is_there() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let blank = seller.get(BOOK).await;
    assert_eq!(blank.all(".kosong-saja h2"), ["Belum ada catatan"]);
    assert!(blank.all(".bagan, .angka-angka").is_empty());
    let first = blank.attr(".kosong-saja a", "href").unwrap();
    let form = seller.get(&first).await;
    assert_eq!(form.attr("select[name=jenis] option[selected]", "value").as_deref(), Some("capital"));
    assert_eq!(form.attr("input[name=tanggal]", "value"), Some(Day::of(world.desk.now()).iso()));
    let key = form.attr("input[name=kunci]", "value").unwrap();
    let action = form.attr("form.formulir", "action").unwrap();
    for _ in 0..2 {
        let sent = seller.post(&action, &[("jenis", "capital"), ("jumlah", "500rb"), ("kunci", &key)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let book = seller.get(sent.location()).await;
        assert_eq!(figures(&book), ["Rp500.000", "Rp0", "Rp0", "Rp500.000"], "pressed twice it is one line");
    }
    let other = [("jenis", "capital"), ("jumlah", "700rb"), ("keterangan", "Tabungan"), ("kunci", key.as_str())];
    let reused = seller.post(&action, &other).await;
    assert_eq!(reused.status, StatusCode::CONFLICT, "the page was sent before, with another amount");
    assert_eq!(reused.attr("input[name=jumlah]", "value").as_deref(), Some("700rb"), "nothing is lost");
    assert_eq!(reused.attr("input[name=keterangan]", "value").as_deref(), Some("Tabungan"));
    assert!(reused.all("main .kabar").concat().contains("sudah tercatat"), "{:?}", reused.all("main .kabar"));
    assert_ne!(reused.attr("input[name=kunci]", "value"), Some(key), "pressed again it is another line");
    assert_eq!(figures(&seller.get(BOOK).await)[0], "Rp500.000", "it is not written down by itself");
    // Staying at the form, and back at the book of the month.
    let more = [("jenis", "material"), ("jumlah", "Rp 75.000"), ("keterangan", "<b>Melinjo</b>"), ("aksi", "lagi")];
    let stays = seller.post("/usaha/kas/keluar?usaha=shop-one", &more).await;
    assert_eq!(stays.location(), "/usaha/kas/keluar?usaha=shop-one");
    let said = seller.get(stays.location()).await.all(".kabar p");
    assert!(said.iter().any(|said| said.ends_with("Tercatat: Rp75.000 keluar.")), "{said:?}");
    let book = seller.get(BOOK).await;
    assert_eq!(figures(&book), ["Rp500.000", "Rp75.000", "-Rp75.000", "Rp425.000"]);
    assert!(book.all("tbody th").iter().any(|what| what.starts_with("<b>Melinjo</b>")), "{:?}", book.all("tbody th"));
    // Each picture has its figures behind it.
    assert_eq!(book.all("figure.bagan").len(), book.all("figure.bagan details table").len());
    assert_eq!(seller.in_english().get(BOOK).await.all("h1"), ["Cash book"]);
    let other = Client::of(&world, Role::OtherMember).get("/usaha/kas?usaha=shop-two").await;
    assert_eq!(other.all(".kosong-saja h2"), ["Belum ada catatan"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_line_keeps_what_was_typed() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let typed = [("jumlah", "1.000,50"), ("jenis", "sale"), ("keterangan", "Pasar"), ("tanggal", "2199-01-01")];
    let page = seller.post("/usaha/kas/masuk?usaha=shop-one", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.all("#f-jumlah-salah"), ["Tulis angka bulat, tanpa koma."]);
    assert_eq!(page.all("#f-tanggal-salah"), ["Tanggalnya belum tiba."]);
    assert_eq!(page.attr("input[name=jumlah]", "value").as_deref(), Some("1.000,50"));
    assert_eq!(page.attr("input[name=keterangan]", "value").as_deref(), Some("Pasar"));
    assert_eq!(page.attr("select[name=jenis] option[selected]", "value").as_deref(), Some("sale"));
    // A kind of the other direction is none of this form.
    let page = write(&mut seller, "masuk", "material", "5.000").await;
    assert_eq!((page.status, page.all("#f-jenis-salah").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    assert_eq!(seller.get(BOOK).await.all(".kosong-saja h2"), ["Belum ada catatan"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_mended_taken_away_and_brought_back() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    write(&mut seller, "keluar", "material", "75.000").await;
    let line = seller.get(BOOK).await.attr("td a[href^='/usaha/kas/']", "href").unwrap();
    let form = seller.get(&line).await;
    assert_eq!(form.attr("input[name=jumlah]", "value").as_deref(), Some("75.000"));
    let changed = seller.post(&line, &[("jumlah", "7.500"), ("jenis", "packaging")]).await;
    assert_eq!(figures(&seller.get(changed.location()).await)[1], "Rp7.500");
    let remove = form.attr("form[action*='/hapus']", "action").unwrap();
    let back = remove.replace("/hapus", "/kembalikan");
    // Nobody else's hand reaches it.
    for (role, shop) in [(Role::OtherMember, "shop-two"), (Role::OtherOfficer, "shop-two")] {
        let mut other = Client::of(&world, role);
        for path in [&line, &remove, &back] {
            let path = path.replace("shop-one", shop);
            assert_eq!(other.post(&path, &[("jumlah", "1"), ("jenis", "tools")]).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    for _ in 0..2 {
        assert_eq!(seller.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(seller.get(&line).await.status, StatusCode::NOT_FOUND);
    let book = seller.get(BOOK).await;
    assert_eq!(book.attr("details.lipat form", "action").as_deref(), Some(back.as_str()));
    seller.post(&back, &[]).await;
    assert_eq!(figures(&seller.get(BOOK).await)[1], "Rp7.500");
    // An officer of the koperasi helps, and the page says whose book it is.
    let officer = Client::of(&world, Role::Officer).get(BOOK).await;
    assert_eq!((officer.status, figures(&officer)[1].as_str()), (StatusCode::OK, "Rp7.500"));
    assert!(!officer.all("main .kabar").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_stands_in_the_book_and_is_not_to_be_changed_there() {
    let world = World::new().await;
    let id = order(&world, 0, "AAAA-0001", "accepted", "transfer", world.desk.now()).await;
    step(&world.desk, id, "accepted", true).await;
    let mut seller = Client::of(&world, Role::Member);
    write(&mut seller, "masuk", "sale", "2.000").await;
    let book = seller.get(BOOK).await;
    assert_eq!(figures(&book)[0], "Rp30.000");
    assert_eq!(book.attr("td a[href^='/usaha/pesanan/']", "href").as_deref(), Some("/usaha/pesanan/AAAA-0001?usaha=shop-one"));
    assert_eq!(book.all("td a[href^='/usaha/kas/']").len(), 1, "only what was written by hand");
    let csv = seller.get("/usaha/kas.csv?usaha=shop-one").await;
    assert!(csv.text().contains(",28000,,Penjualan,,AAAA-0001"), "{}", csv.text());
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains("kas-shop-one.csv"));
    let workbook = seller.get("/usaha/kas.xlsx?usaha=shop-one&bulan=2020-01").await;
    assert!(workbook.body.starts_with(b"PK"));
    assert!(workbook.headers["content-disposition"].to_str().unwrap().contains("kas-shop-one-2020-01.xlsx"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_the_book_runs_no_formula() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let typed = [("jumlah", "1.000"), ("jenis", "tools"), ("keterangan", "=HYPERLINK(\"http://jahat.example\")")];
    seller.post("/usaha/kas/keluar?usaha=shop-one", &typed).await;
    let csv = seller.get("/usaha/kas.csv?usaha=shop-one").await.text();
    assert!(csv.contains("\"'=HYPERLINK(") && !csv.contains(",=") && !csv.contains(",\"="), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_are_pictures_with_their_tables() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let page = "/usaha/penjualan?usaha=shop-one";
    assert_eq!(seller.get(page).await.all(".kosong-saja h2"), ["Belum ada penjualan di hari-hari ini"]);
    let now = world.desk.now();
    for (number, state, days) in
        [("AAAA-0001", "done", 2), ("AAAA-0002", "accepted", 1), ("AAAA-0003", "new", 0), ("AAAA-0004", "done", 60)]
    {
        order(&world, 0, number, state, "cash", now - Duration::days(days)).await;
    }
    order(&world, 1, "AAAA-0005", "done", "cash", now).await;
    let month = seller.get(page).await;
    assert_eq!(figures(&month), ["Rp50.000", "2", "Rp25.000", "Rp6.000"]);
    assert!(month.all("main .kabar").iter().any(|said| said.contains("1 pesanan menunggu")), "{:?}", month.all("main .kabar"));
    let pictures = month.all("figure.bagan figcaption");
    assert_eq!(pictures, ["Penjualan tiap hari", "Barang yang paling laku", "Barang sampai ke mana"]);
    assert_eq!(month.all("figure.bagan details table").len(), 3);
    let rows = month.all(".daftar tbody tr");
    assert_eq!(rows, ["Emping product-one 4 kg 2 Rp50.000", "Limpung 2 Rp50.000"]);
    let season = seller.get(&format!("{page}&dari={}", Day::of(now).plus_days(-89).iso())).await;
    assert_eq!(figures(&season)[0], "Rp75.000");
    assert_eq!(season.all("figure.bagan figcaption")[0], "Penjualan tiap minggu, mulai Senin");
    let csv = seller.get("/usaha/penjualan.csv?usaha=shop-one").await.text();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains(",AAAA-0001,Emping,2,kg,12500,25000,Diantar,Limpung,tunai,ya,selesai"), "{csv}");
    assert!(!csv.contains("Bu Beli") && !csv.contains("62811"), "who bought is not passed on: {csv}");
    assert!(seller.get("/usaha/penjualan.xlsx?usaha=shop-one").await.body.starts_with(b"PK"));
    let other = Client::of(&world, Role::OtherMember).in_english().get("/usaha/penjualan?usaha=shop-two").await;
    assert_eq!(other.all(".daftar tbody tr"), ["Emping product-two 2 kg 1 Rp25.000", "Fetched at the shop 1 Rp25.000"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_is_set_and_shows_on_the_desk() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let page = "/usaha/stok?usaha=shop-one";
    assert!(!seller.get("/usaha?usaha=shop-one").await.text().contains("Stok menipis"));
    let field = "input[name='batas-product-one']";
    let refused = seller.post(page, &[("batas-product-one", "sedikit"), ("batas-product-two", "99")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr(field, "value").as_deref(), Some("sedikit"));
    assert_eq!(refused.attr(field, "aria-invalid").as_deref(), Some("true"));
    let saved = seller.post(page, &[("batas-product-one", "12,5"), ("batas-product-two", "99")]).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, page));
    let list = seller.get(page).await;
    assert_eq!(list.attr(field, "value").as_deref(), Some("12,5"));
    assert!(list.all(".lencana").contains(&"menipis".to_owned()), "ten kilograms are below");
    let desk = seller.get("/usaha?usaha=shop-one").await;
    assert_eq!(desk.attr(".tugas a[href^='/usaha/stok']", "href").as_deref(), Some(page));
    // The other shop's product was not this keeper's to warn of.
    let other = Client::of(&world, Role::OtherMember).get("/usaha/stok?usaha=shop-two").await;
    assert_eq!(other.attr("input[name='batas-product-two']", "value").as_deref(), Some(""));
    seller.post(page, &[("batas-product-one", " ")]).await;
    assert_eq!(seller.get(page).await.attr(field, "value").as_deref(), Some(""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_is_saved_with_its_product() {
    let world = World::new().await;
    let mut seller = Client::of(&world, Role::Member);
    let (page, list, field) = ("/usaha/produk/product-one?usaha=shop-one", "/usaha/stok?usaha=shop-one", "#f-batas");
    assert_eq!(seller.get(page).await.attr(field, "value").as_deref(), Some(""));
    let product = |below: &'static str| {
        let name = [("nama", "Emping product-one"), ("kategori", "product-one-kategori"), ("harga", "12.500")];
        name.into_iter().chain([("satuan", "kg"), ("stok", "10"), ("batas", below)]).collect::<Vec<_>>()
    };
    for typed in ["0", "sedikit", "-1"] {
        let refused = seller.post(page, &product(typed)).await;
        assert_eq!((refused.status, refused.attr(field, "value").as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some(typed)));
        assert_eq!(refused.attr(field, "aria-invalid").as_deref(), Some("true"), "{typed}");
    }
    assert_eq!(seller.post(page, &product("12,5")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(seller.get(page).await.attr(field, "value").as_deref(), Some("12,5"));
    assert_eq!(seller.get(list).await.attr("input[name='batas-product-one']", "value").as_deref(), Some("12,5"), "the same");
    // A form that does not ask leaves it as it is; an emptied field takes it away.
    seller.post(page, &product("")[..5]).await;
    assert_eq!(seller.get(page).await.attr(field, "value").as_deref(), Some("12,5"));
    seller.post(page, &product(" ")).await;
    assert_eq!(seller.get(list).await.attr("input[name='batas-product-one']", "value").as_deref(), Some(""));
    // A new product has it from the start, and of the other shop's nothing is said.
    let mut new = product("3");
    new[0] = ("nama", "Opak singkong");
    let made = seller.post("/usaha/produk/baru?usaha=shop-one", &new).await;
    assert_eq!(seller.get(made.location()).await.attr(field, "value").as_deref(), Some("3"));
    let other = Client::of(&world, Role::OtherMember).get("/usaha/produk/product-two?usaha=shop-two").await;
    assert_eq!(other.attr(field, "value").as_deref(), Some(""));
}
