//! From a product's page into the cart, and from the cart to an order that is saved.

use axum::http::StatusCode;
use domain::dates::Day;
use domain::qris::{LIMITS, limit_on};
use engine::testing::carts;
use engine::testing::world::{Role, World, takes_cash};

use crate::client::{Answered, Client};
use crate::qris::WARUNG;

const PATH: &str = "/pesanan/baru/shop-one";

async fn add(client: &mut Client, product: &str, quantity: &str) -> Answered {
    client.post("/keranjang", &[("produk", product), ("jumlah", quantity)]).await
}

fn hidden(page: &Answered, name: &str) -> String {
    page.attr(&format!("form[action='{PATH}'] input[name={name}]"), "value").expect("a hidden field")
}

#[tokio::test(flavor = "multi_thread")]
async fn anyone_fills_a_cart_and_every_page_counts_it() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let product = anyone.get("/produk/product-one").await;
    assert_eq!(product.attr("form[action='/keranjang'] input[name=produk]", "value").as_deref(), Some("product-one"));
    assert_eq!(product.attr("header a.tas", "aria-label").as_deref(), Some("Keranjang"));
    // With scripts there are buttons, as far as there is stock, and what the number comes to.
    assert_eq!(product.attr("form[action='/keranjang'] .stepper", "data-terbanyak").as_deref(), Some("10"));
    assert_eq!(product.attr("output[hidden][data-harga]", "data-harga").as_deref(), Some("12500"));
    assert!(product.attr("script[src*=amounts]", "src").is_some());
    let added = add(&mut anyone, "product-one", "2,5").await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, "/keranjang"));
    let cookie =
        added.headers.get_all("set-cookie").iter().filter_map(|c| c.to_str().ok()).find(|c| c.starts_with("guyub_keranjang="));
    let cookie = cookie.expect("a cookie of the cart");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert_eq!(add(&mut anyone, "product-two", "1").await.status, StatusCode::SEE_OTHER);
    let cart = anyone.get("/keranjang").await;
    assert!(cart.text().contains("Rp31.250"), "2,5 kg at Rp12.500");
    assert_eq!(cart.all("main section h2"), ["Toko shop-one", "Toko shop-two"]);
    for path in ["/", "/produk/product-one"] {
        assert_eq!(anyone.get(path).await.attr("header a.tas", "aria-label").as_deref(), Some("Keranjang, 2 barang"), "{path}");
    }
    let mut other = Client::of(&world, Role::Anyone);
    assert_eq!(other.get("/keranjang").await.all("main .kosong-saja h2"), ["Keranjang masih kosong"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_is_told_beside_the_amount() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    for typed in ["", "0", "-1", "dua", "11", "1.000,50"] {
        let refused = add(&mut person, "product-one", typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert_eq!(refused.attr("main input[name=jumlah]", "value").as_deref(), Some(typed));
        assert_eq!(refused.attr("main input[name=jumlah]", "aria-invalid").as_deref(), Some("true"), "{typed}");
    }
    add(&mut person, "product-one", "4").await;
    let too_much = person.post("/keranjang", &[("produk", "product-one"), ("jumlah", "11"), ("aksi", "ubah")]).await;
    assert_eq!(too_much.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(too_much.all("main .salah"), ["Paling banyak 10."]);
    assert_eq!(too_much.all("main li .isi p.angka"), ["4 kg · Rp12.500 / kg"], "nothing has changed");
    let gone = person.post("/keranjang", &[("produk", "product-nine")]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = gone.all("main .kabar");
    assert!(said.iter().any(|said| said.contains("tidak dijual lagi")), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_changed_and_taken_out_and_what_became_of_it_is_told() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    add(&mut person, "product-one", "4").await;
    person.post("/keranjang", &[("produk", "product-one"), ("jumlah", "6"), ("aksi", "ubah")]).await;
    carts::price(&world.desk, world.products[0], 13_000).await;
    let cart = person.get("/keranjang").await;
    assert!(cart.all("main li p.baru")[0].contains("Harga sekarang Rp13.000, tadinya Rp12.500"), "{:?}", cart.all("main li p"));
    assert_eq!(person.get("/keranjang").await.all("main li p.baru").len(), 1, "looking at it once more does not hide it");
    person.post("/keranjang", &[("aksi", "lihat")]).await;
    assert!(person.get("/keranjang").await.all("main li p.baru").is_empty());
    carts::stock(&world.desk, world.products[0], 3_000).await;
    let short = person.get("/keranjang").await;
    assert_eq!(short.all("main li p.buruk"), ["Tinggal 3 kg."]);
    assert!(short.attr(&format!("main a[href='{PATH}']"), "href").is_none(), "there is no way on");
    let out = person.post("/keranjang", &[("produk", "product-one"), ("aksi", "hapus")]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(person.get("/keranjang").await.all("main li").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_goes_along_when_its_owner_gets_an_account() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    add(&mut anyone, "product-one", "3").await;
    let form = [("nama", "Bu Tini"), ("telepon", "0813-0000-0001"), ("kata_sandi", "melati di kebun belakang")];
    assert_eq!(anyone.post("/daftar", &form).await.location(), "/akun");
    let cart = anyone.get("/keranjang").await;
    assert_eq!((cart.status, cart.all("main li .isi p.angka")), (StatusCode::OK, vec!["3 kg · Rp12.500 / kg".to_owned()]));
    anyone.post("/keluar", &[]).await;
    assert!(anyone.get("/keranjang").await.all("main li").is_empty(), "the next one at this phone does not see it");
    assert_eq!(anyone.post("/masuk", &form[1..]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(anyone.get("/keranjang").await.all("main li").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_orders_with_name_and_phone_and_is_signed_in() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    assert_eq!(anyone.get(PATH).await.all("main .kosong-saja h2"), ["Belum ada barang toko ini di keranjang"]);
    add(&mut anyone, "product-one", "2").await;
    let page = anyone.get(PATH).await;
    let (key, seen) = (hidden(&page, "kunci"), hidden(&page, "versi_harga"));
    assert!(page.attr("input[name=cara_bayar][value=tunai]", "checked").is_some(), "the only way is chosen");
    let mut form =
        vec![("telepon", "0285 391234"), ("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("catatan", "Yang renyah.")];
    form.extend([("kunci", key.as_str()), ("versi_harga", seen.as_str())]);
    let refused = anyone.post(PATH, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("main .salah").len(), 2, "a name is missing, and this is no mobile number");
    assert_eq!(refused.all("textarea[name=catatan]"), ["Yang renyah."]);
    form[0] = ("telepon", "0813-0000-0001");
    form.push(("nama", "Bu Tini"));
    let placed = anyone.post(PATH, &form).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text());
    let number = placed.location().strip_prefix("/pesanan/").expect("the order's page");
    assert!(domain::buying::OrderNumber::parse(number).is_ok(), "{number}");
    assert_eq!(anyone.get(placed.location()).await.status, StatusCode::OK);
    assert_eq!(anyone.get("/akun").await.status, StatusCode::OK);
    assert!(anyone.get("/keranjang").await.all("main li").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_is_the_same_order_and_another_content_is_a_conflict() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    add(&mut person, "product-one", "2").await;
    let page = person.get(PATH).await;
    let key = hidden(&page, "kunci");
    let form = [("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("kunci", key.as_str())];
    let first = person.post(PATH, &form).await;
    let second = person.post(PATH, &form).await;
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, second.location()));
    let other = [form[0], form[1], form[2], ("catatan", "Lain.")];
    let reused = person.post(PATH, &other).await;
    assert_eq!(reused.status, StatusCode::CONFLICT);
    assert_eq!(reused.all("textarea[name=catatan]"), ["Lain."], "nothing is lost");
    let said = reused.all("main .kabar");
    assert!(said.iter().any(|said| said.contains("belum dipesan")), "{said:?}");
    assert_eq!(reused.attr("main .kabar a", "href").as_deref(), Some(first.location()), "what the first press did");
    assert_ne!(hidden(&reused, "kunci"), key, "pressed again it is another order");
    let third = person.post(PATH, &form[..2]).await;
    assert_eq!((third.status, third.location()), (StatusCode::SEE_OTHER, "/keranjang"), "the cart is empty by now");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_price_is_shown_before_anything_is_ordered() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    add(&mut person, "product-one", "2").await;
    let seen = hidden(&person.get(PATH).await, "versi_harga");
    carts::price(&world.desk, world.products[0], 13_000).await;
    let mut form = vec![("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("catatan", "Yang renyah.")];
    form.push(("versi_harga", seen.as_str()));
    let moved = person.post(PATH, &form).await;
    assert_eq!(moved.status, StatusCode::CONFLICT);
    assert_eq!(moved.all("textarea[name=catatan]"), ["Yang renyah."]);
    assert_eq!(moved.all("main li p.baru"), ["Harga sekarang Rp13.000, tadinya Rp12.500."]);
    let now = hidden(&moved, "versi_harga");
    assert_ne!(now, seen);
    form[3] = ("versi_harga", now.as_str());
    assert_eq!(person.post(PATH, &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_an_account_signs_in_and_finds_its_form_again() {
    let world = World::new().await;
    let account = [("nama", "Bu Tini"), ("telepon", "0813-0000-0001"), ("kata_sandi", "melati di kebun belakang")];
    Client::of(&world, Role::Anyone).post("/daftar", &account).await;
    let mut anyone = Client::of(&world, Role::Anyone);
    add(&mut anyone, "product-one", "2").await;
    let form = [account[0], account[1], ("cara_terima", "ambil"), ("cara_bayar", "tunai"), ("catatan", "Yang renyah.")];
    let refused = anyone.post(PATH, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attr("input[name=telepon]", "aria-invalid").as_deref(), Some("true"));
    let link = refused.attr("main .kabar a[href^='/masuk?kembali=']", "href").expect("a way to sign in");
    let back = anyone.get(&link).await.attr("input[name=kembali]", "value").expect("a way back");
    let signed_in = anyone.post("/masuk", &[account[1], account[2], ("kembali", back.as_str())]).await;
    assert_eq!(signed_in.location(), back);
    let page = anyone.get(&back).await;
    assert_eq!((page.status, page.all("textarea[name=catatan]")), (StatusCode::OK, vec!["Yang renyah.".to_owned()]));
    assert_eq!(page.all("main .isi-keranjang > li").len(), 1, "the cart came along");
    assert!(page.attr("input[name=telepon]", "name").is_none(), "who orders is known");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_the_shop_is_told_that_they_cannot_buy_there() {
    let world = World::new().await;
    for role in [Role::Member, Role::Officer] {
        let mut keeper = Client::of(&world, role);
        assert!(keeper.get("/produk/product-one").await.attr("form[action='/keranjang']", "action").is_none(), "{role:?}");
        let refused = add(&mut keeper, "product-one", "1").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.all("main .kabar")[0].contains("Anda mengelola toko ini"), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_shop_sells_is_what_its_buyers_choose_from() {
    let world = World::new().await;
    let path = "/usaha/cara-jual?usaha=shop-one";
    let mut keeper = Client::of(&world, Role::Member);
    let version = keeper.get(path).await.attr("input[name=versi]", "value").expect("a version");
    let form = [
        ("cara_terima", "ambil_koperasi"),
        ("cara_terima", "antar"),
        ("ongkir_33.25.08", "5.000"),
        ("gratis_mulai", "100.000"),
        ("bank", "BRI"),
        ("nomor", "1234-5678-90"),
        ("atas_nama", "Tini"),
        ("catatan", "Pesanan siap sore hari."),
        ("versi", version.as_str()),
    ];
    assert_eq!(keeper.post(path, &form).await.location(), path);
    let stale = keeper.post(path, &form).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "another tab has saved it");
    assert_eq!(stale.attr("input[name=bank]", "value").as_deref(), Some("BRI"));
    assert_eq!(
        Client::of(&world, Role::Officer).get(path).await.attr("input[name=nomor]", "value").as_deref(),
        Some("1234567890")
    );

    let mut person = Client::of(&world, Role::Person);
    add(&mut person, "product-one", "2").await;
    let page = person.get(PATH).await;
    let offered = |name: &str, value: &str| page.attr(&format!("input[name={name}][value={value}]"), "value").is_some();
    assert!(offered("cara_terima", "antar") && offered("cara_terima", "ambil_koperasi") && !offered("cara_terima", "ambil"));
    assert!(offered("cara_bayar", "transfer") && !offered("cara_bayar", "tunai") && !offered("cara_bayar", "qris"));
    assert!(!page.text().contains("1234567890"), "the number of the account is for who has ordered");
    // What it comes to by each way is known before anything is pressed.
    let ways = page.all("main .kartu-pilihan small").join("|");
    assert!(ways.contains("Jadi Rp25.000.") && ways.contains("Ongkos Rp5.000, jadi Rp30.000."), "{ways}");
    assert!(page.all("select[name=kecamatan] option").concat().contains("ongkos Rp5.000, jadi Rp30.000"));
    assert_eq!(page.attr("output[hidden][data-barang]", "data-ongkir").as_deref(), Some("33.25.08:5000"));
    assert!(page.attr("script[src*=amounts]", "src").is_some());
    let order = [("cara_terima", "antar"), ("alamat", ""), ("cara_bayar", "transfer")];
    let refused = person.post(PATH, &order).await;
    assert_eq!(refused.attr("textarea[name=alamat]", "aria-invalid").as_deref(), Some("true"));
    let order = [("cara_terima", "antar"), ("alamat", "Jl. Raya 14"), ("cara_bayar", "transfer")];
    assert_eq!(person.post(PATH, &order).await.status, StatusCode::SEE_OTHER, "the only area is meant");
    let other = Client::of(&world, Role::Person).get("/pesanan/baru/shop-two").await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_for_qris_is_said_before_it_is_chosen() {
    let world = World::new().await;
    let most = limit_on(LIMITS, Day::of(world.desk.now())).expect("a limit").most.0;
    let code = [("teks", WARUNG), ("konfirmasi", "ya")];
    let put = Client::of(&world, Role::Member).post("/usaha/qris?usaha=shop-one", &code).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", put.text());
    let mut person = Client::of(&world, Role::Person);
    add(&mut person, "product-one", "2").await;
    let off = async |client: &mut Client| client.get(PATH).await.attr("input[name=cara_bayar][value=qris]", "disabled").is_some();
    carts::price(&world.desk, world.products[0], most / 2).await;
    assert!(!off(&mut person).await, "exactly as much as may be");
    carts::price(&world.desk, world.products[0], most / 2 + 1).await;
    let page = person.get(PATH).await;
    assert!(off(&mut person).await);
    assert!(page.all(".kartu-pilihan label").iter().any(|said| said.contains("QRIS") && said.contains("Rp10.000.000")));
    assert!(page.attr("input[name=cara_bayar][value=tunai]", "checked").is_some(), "the only way that is left");
    // Whoever sends it all the same is refused, and nothing is chosen that cannot be.
    let sent = person.post(PATH, &[("cara_terima", "ambil"), ("cara_bayar", "qris"), ("catatan", "Yang renyah.")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.attr("input[name=cara_bayar][value=qris]", "checked").is_none());
    assert_eq!(sent.all("textarea[name=catatan]"), ["Yang renyah."]);
    takes_cash(&world.desk, world.shops[0], false).await;
    let nothing = person.get(PATH).await;
    assert!(nothing.all("main .kabar").concat().contains("hanya dibayar dengan QRIS"), "{:?}", nothing.all("main .kabar"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_somebody_made_up_is_an_empty_cart() {
    let world = World::new().await;
    let token = "A".repeat(43);
    for (cookie, shown) in [
        ("x".to_owned(), "Keranjang"),
        (".".to_owned(), "Keranjang"),
        (format!("{token}.99999999999999999999999"), "Keranjang"),
        (format!("{token}.-1"), "Keranjang"),
        (format!("{token}.100"), "Keranjang, 99+ barang"),
    ] {
        let made_up = format!("guyub_keranjang={cookie}");
        let headers = [("cookie", made_up.as_str())];
        let mut anyone = Client::of(&world, Role::Anyone);
        let cart = anyone.get_with("/keranjang", &headers).await;
        assert_eq!((cart.status, cart.all("main li").len()), (StatusCode::OK, 0), "{cookie}");
        assert_eq!(cart.attr("header a.tas", "aria-label").as_deref(), Some(shown), "{cookie}");
        let page = anyone.get_with(PATH, &headers).await;
        assert_eq!(page.status, StatusCode::OK, "{cookie}");
        let changed = [("produk", "product-one"), ("jumlah", "2"), ("aksi", "ubah")];
        assert_eq!(anyone.post_with("/keranjang", &changed, &headers).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{cookie}");
    }
}
