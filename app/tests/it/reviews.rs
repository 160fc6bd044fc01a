//! Reviews and complaints through the router: the buyer, the seller, officers of two koperasi, strangers.

use axum::http::{StatusCode, header};
use domain::buying::{Pay, Receive, State};
use engine::pictures::fixtures;
use engine::testing::bought::{self, Bought};
use engine::testing::world::{Role, World};

use crate::client::{Answered, Client};
use crate::orders;

const HOSTILE: &str = "</textarea><script>alert(1)</script>";

fn notice(answered: &Answered) -> String {
    answered.all("main [role=status], main [role=alert]").join(" | ")
}

fn photo() -> Vec<u8> {
    fixtures::jpeg(&fixtures::photo(640, 480))
}

/// The person has bought of the first shop.
pub async fn bought(world: &World, state: State) -> Bought {
    bought::bought(&world.desk, world.account(Role::Person), world.shops[0], world.products[0], state).await
}

/// The person says what it was like.
pub async fn reviewed(world: &World, stars: &str) -> Bought {
    let one = bought(world, State::Done).await;
    let path = format!("/pesanan/{}/ulasan/{}", one.number, one.line);
    let sent = Client::of(world, Role::Person).post(&path, &[("bintang", stars), ("kata", "Renyah dan gurih.")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", notice(&sent));
    one
}

/// The person complains.
pub async fn complained(world: &World) -> Bought {
    let one = bought(world, State::Sent).await;
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    let sent = Client::of(world, Role::Person).post(&format!("/pesanan/{}/keluhan", one.number), &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", notice(&sent));
    one
}

async fn get(world: &World, role: Role, path: &str) -> Answered {
    Client::of(world, role).get(path).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_written_answered_and_read() {
    let world = World::new().await;
    let before = get(&world, Role::Anyone, "/produk/product-one").await;
    assert!(before.all("#ulasan").join("").contains("Belum ada ulasan") && before.all(".nilai").is_empty());

    let one = bought(&world, State::Done).await;
    let (list, form) = (format!("/pesanan/{}/ulasan", one.number), format!("/pesanan/{}/ulasan/{}", one.number, one.line));
    let mut buyer = Client::of(&world, Role::Person);
    assert_eq!(buyer.get(&list).await.attr("main .lembar a", "href").as_deref(), Some(form.as_str()));
    let refused = buyer.post(&form, &[("bintang", ""), ("kata", HOSTILE)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.all("textarea[name=kata]"), [HOSTILE], "nothing is lost");
    let sent = buyer.post(&form, &[("bintang", "5"), ("kata", HOSTILE)]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, list.as_str()));
    assert_eq!(buyer.get(&form).await.attr("input[name=bintang][checked]", "value").as_deref(), Some("5"));

    let answer = format!("/usaha/ulasan/{}?usaha=shop-one", one.line);
    let mut seller = Client::of(&world, Role::Member);
    let reviews = seller.get("/usaha/ulasan?usaha=shop-one").await;
    assert!(reviews.text().contains(&one.line.to_string()));
    // Whoever keeps several shops is not asked which.
    let order = format!("/usaha/pesanan/{}?usaha=shop-one", one.number);
    for page in [reviews, seller.get(&answer).await] {
        assert_eq!(page.attr("a[href^='/usaha/pesanan/']", "href").as_deref(), Some(order.as_str()));
    }
    assert_eq!(seller.post(&answer, &[("jawaban", "Terima kasih.")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(seller.post(&answer, &[("jawaban", "Lagi.")]).await.status, StatusCode::CONFLICT, "once only");
    assert_eq!(get(&world, Role::OtherMember, &answer).await.status, StatusCode::NOT_FOUND);

    for path in ["/produk/product-one", "/produk/product-one/ulasan"] {
        let page = get(&world, Role::Anyone, path).await;
        assert!(!page.text().contains("<script>alert"), "{path}");
        assert_eq!(page.all(".ulasan li").len(), 1, "{path}");
        assert!(page.all(".jawaban").join("").contains("Terima kasih."), "{path}");
        assert!(page.all(".nilai").join("").contains("4,2"), "five times four stars and once five: {path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_made_just_now_waits_for_a_day_and_is_told_so() {
    let world = World::new().await;
    let one = bought(&world, State::Done).await;
    engine::testing::newborn(&world.desk, world.account(Role::Person)).await;
    let list = format!("/pesanan/{}/ulasan", one.number);
    let (form, said) = (format!("{list}/{}", one.line), [("bintang", "5"), ("kata", "Renyah.")]);
    let mut buyer = Client::of(&world, Role::Person);
    let page = buyer.get(&list).await;
    assert!(notice(&page).contains("Akun tanpa kata sandi bisa menilai mulai"), "{}", notice(&page));
    assert_eq!(page.attr("main [role=status] a", "href").as_deref(), Some("/akun/kata-sandi"));
    assert!(page.attr(&format!("main a[href='{form}']"), "href").is_none(), "there is no button for what would be refused");
    let early = buyer.post_files(&form, &said, &[("foto", "a.jpg", &[0; 100])]).await;
    assert_eq!((early.status, early.all("textarea[name=kata]")), (StatusCode::CONFLICT, vec!["Renyah.".to_owned()]));
    let link = engine::buying::link::signed_path(&world.desk, one.order, &one.number);
    let by_link = get(&world, Role::Anyone, &format!("{link}/ulasan")).await;
    assert!(by_link.attr("main [role=status] a", "href").is_none(), "by the link there is no session");
    world.desk.forward(engine::reviews::SETTLED.unsigned_abs());
    assert_eq!(buyer.post(&form, &said).await.status, StatusCode::SEE_OTHER);
    let shown = get(&world, Role::Anyone, "/produk/product-one").await;
    assert!(shown.all("#ulasan").concat().contains("menunggu sehari"), "the page says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reviews_again_is_told_that_it_replaces_the_first() {
    let world = World::new().await;
    let one = bought(&world, State::Done).await;
    let form = format!("/pesanan/{}/ulasan/{}", one.number, one.line);
    let mut buyer = Client::of(&world, Role::Person);
    assert!(!notice(&buyer.get(&form).await).contains("sudah menilai"));
    let mut said = async |stars: &str, words: &str| {
        let sent = buyer.post(&form, &[("bintang", stars), ("kata", words)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", notice(&sent));
        (notice(&buyer.get(sent.location()).await), notice(&buyer.get(&form).await))
    };
    for _ in 0..2 {
        let (told, form) = said("5", "Renyah.").await;
        assert!(told.contains("Terima kasih"), "pressed twice it is said once: {told}");
        assert!(form.contains("yang lama diganti"), "{form}");
    }
    assert!(!get(&world, Role::Anyone, "/produk/product-one").await.all(".ulasan li").concat().contains("diubah"));
    world.desk.forward(std::time::Duration::from_secs(60));
    let (told, _) = said("2", "Ternyata basi.").await;
    assert!(told.contains("penilaian Anda diganti"), "{told}");
    let shown = get(&world, Role::Anyone, "/produk/product-one").await.all(".ulasan li");
    assert!(shown.len() == 1 && shown[0].contains("Ternyata basi.") && shown[0].contains("diubah"), "{shown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_seen_wherever_the_product_is() {
    let world = World::new().await;
    reviewed(&world, "5").await;
    let market = get(&world, Role::Anyone, "/cari?q=emping&urut=nilai").await;
    assert_eq!(market.all(".produk .nama"), ["Emping product-one", "Emping product-two"], "the rated one comes first");
    assert!(market.all(".produk .nilai").join("").contains("4,2"));
    assert_eq!(market.all(".produk .nilai").len(), 1, "nothing is said of the other");
    let shop = get(&world, Role::Anyone, "/toko/shop-one").await;
    assert_eq!(shop.all(".nilai").len(), 2, "beside its goods, and of all of them");
    assert!(get(&world, Role::Anyone, "/toko/shop-two").await.all(".nilai").is_empty());
    let linked = get(&world, Role::Anyone, "/produk/product-one").await.all("script[type='application/ld+json']").join("");
    let linked: serde_json::Value = serde_json::from_str(&linked).expect("JSON");
    let given = &linked["@graph"][0]["aggregateRating"];
    assert_eq!((&given["ratingValue"], &given["reviewCount"]), (&"5.0".into(), &1.into()), "search engines read what was given");
    let of_shop = async |slug: &str| {
        let linked = get(&world, Role::Anyone, &format!("/toko/{slug}")).await.all("script[type='application/ld+json']").join("");
        serde_json::from_str::<serde_json::Value>(&linked).expect("JSON")["@graph"][0]["aggregateRating"].clone()
    };
    let given = of_shop("shop-one").await;
    assert_eq!((&given["ratingValue"], &given["reviewCount"]), (&"5.0".into(), &1.into()), "of all its goods");
    assert!(of_shop("shop-two").await.is_null(), "nothing is made up");
    reviewed(&world, "1").await;
    reviewed(&world, "1").await;
    assert_eq!(of_shop("shop-one").await["ratingValue"], "2.3", "five, one and one");
    let market = get(&world, Role::Anyone, "/cari?q=emping&urut=nilai").await;
    assert_eq!(market.all(".produk .nama"), ["Emping product-two", "Emping product-one"], "below what every product begins with");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_was_fine_need_not_be_sent_again() {
    let world = World::new().await;
    let one = bought(&world, State::Done).await;
    let form = format!("/pesanan/{}/ulasan/{}", one.number, one.line);
    let mut buyer = Client::of(&world, Role::Person);
    let photo = photo();
    let refused = buyer.post_files(&form, &[("bintang", "")], &[("foto", "a.jpg", photo.as_slice())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = refused.attr("input[name=foto_simpan]", "value").expect("it is kept");
    let again = [("bintang", "4"), ("foto_simpan", kept.as_str())];
    assert_eq!(Client::of(&world, Role::OtherMember).post(&form, &again).await.status, StatusCode::NOT_FOUND);
    assert_eq!(buyer.post(&form, &again).await.status, StatusCode::SEE_OTHER);
    let page = get(&world, Role::Anyone, "/produk/product-one").await;
    let file = page.attr(".ulasan-foto a", "href").expect("a picture");
    assert_eq!(get(&world, Role::Anyone, &file).await.status, StatusCode::OK);
    let five: Vec<(&str, &str, &[u8])> = (0..5).map(|_| ("foto", "a.jpg", photo.as_slice())).collect();
    let many = buyer.post_files(&form, &[("bintang", "4")], &five).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY, "at most four");
    let odd = buyer.post_files(&form, &[("bintang", "4")], &[("foto", "\u{202e}gpj.exe", &[0; 100])]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "no picture");
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_sent_by_the_link_arrive() {
    let world = World::new().await;
    let (done, sent) = (bought(&world, State::Done).await, bought(&world, State::Sent).await);
    let link = |of: &Bought| engine::buying::link::signed_path(&world.desk, of.order, &of.number);
    let (photo, mut anyone) = (photo(), Client::of(&world, Role::Anyone));
    let files: [(&str, &str, &[u8]); 1] = [("foto", "a.jpg", &photo)];
    let review = format!("{}/ulasan/{}", link(&done), done.line);
    let said = anyone.post_files(&review, &[("bintang", "5"), ("kata", "Renyah.")], &files).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", notice(&said));
    let file = get(&world, Role::Member, "/produk/product-one").await.attr(".ulasan-foto a", "href").expect("its picture");
    assert_eq!(get(&world, Role::OtherMember, &file).await.status, StatusCode::OK);
    let complaint = format!("{}/keluhan", link(&sent));
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    let said = anyone.post_files(&complaint, &form, &files).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", notice(&said));
    let file = anyone.get(&complaint).await.attr(".ucapan a", "href").expect("its picture");
    assert!(file.starts_with(&complaint), "{file}");
    assert_eq!(anyone.get(&file).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_are_looked_at_for_whoever_may_say_something_and_not_without_end() {
    let world = World::new().await;
    let mut buyer = Client::of(&world, Role::Person);
    let files: [(&str, &str, &[u8]); 1] = [("foto", "a.jpg", &[0; 100])];
    let complaint = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    let (new, sent, done) =
        (bought(&world, State::New).await, bought(&world, State::Sent).await, bought(&world, State::Done).await);
    let (path, review) = (|of: &Bought| format!("/pesanan/{}/keluhan", of.number), [("bintang", "5"), ("kata", "Renyah.")]);
    let reviews = |of: &Bought| format!("/pesanan/{}/ulasan/{}", of.number, of.line);
    // Neither was said to be no picture: nobody has looked.
    assert_eq!(buyer.post_files(&path(&new), &complaint, &files).await.status, StatusCode::CONFLICT);
    let early = buyer.post_files(&reviews(&sent), &review, &files).await;
    assert_eq!((early.status, early.all("textarea[name=kata]")), (StatusCode::CONFLICT, vec!["Renyah.".to_owned()]));
    for (path, form, words) in [(path(&sent), &complaint[..], "Pecah semua."), (reviews(&done), &review[..], "Renyah.")] {
        for _ in 0..20 {
            assert_eq!(buyer.post_files(&path, form, &files).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
        let one_more = buyer.post_files(&path, form, &files).await;
        assert_eq!(one_more.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(one_more.all("textarea[name=kata]"), [words], "nothing is lost");
        assert!(notice(&one_more).contains("dalam satu jam"), "{}", notice(&one_more));
        assert_eq!(buyer.post(&path, form).await.status, StatusCode::SEE_OTHER, "without photos it is taken");
    }
    world.desk.forward(std::time::Duration::from_secs(3600));
    let again = buyer.post_files(&reviews(&done), &review, &files).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "an hour later they are looked at again");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_hides_what_was_reported_and_the_author_reads_why() {
    let world = World::new().await;
    let one = reviewed(&world, "1").await;
    let report = format!("/ulasan/{}/lapor", one.line);
    let mut reader = Client::of(&world, Role::OtherMember);
    assert_eq!(reader.post(&report, &[("alasan", "Menghina penjual.")]).await.status, StatusCode::SEE_OTHER);
    assert!(notice(&reader.get(&report).await).contains("sudah melaporkan"));
    let today = get(&world, Role::Officer, "/pengurus/koperasi-one").await;
    assert!(today.all(".tugas b").contains(&"Ulasan dilaporkan pembaca".to_owned()), "it is due");
    let judge = format!("/pengurus/koperasi-one/ulasan/{}", one.line);
    assert!(get(&world, Role::Supervisor, "/pengurus/koperasi-one/ulasan").await.text().contains("Menghina penjual."));
    assert!(!get(&world, Role::OtherOfficer, "/pengurus/koperasi-two/ulasan").await.text().contains("Menghina penjual."));
    assert_eq!(get(&world, Role::Supervisor, &judge).await.status, StatusCode::FORBIDDEN);
    let mut officer = Client::of(&world, Role::Officer);
    let form = [("putusan", "sembunyikan"), ("alasan", "Kata kasar.")];
    assert_eq!(officer.post(&judge, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.post(&judge, &form).await.status, StatusCode::CONFLICT, "hidden once");
    let page = get(&world, Role::Anyone, "/produk/product-one").await;
    assert!(page.all(".ulasan li").is_empty() && page.all(".nilai").is_empty());
    let own = get(&world, Role::Person, &format!("/pesanan/{}/ulasan", one.number)).await;
    assert!(notice(&own).contains("Kata kasar."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_heard_by_three_sides_and_nobody_else() {
    let world = World::new().await;
    let one = bought(&world, State::Sent).await;
    let (page, room) = (format!("/pesanan/{}/keluhan", one.number), format!("/pengurus/koperasi-one/keluhan/{}", one.number));
    assert_eq!(get(&world, Role::Member, &page).await.status, StatusCode::NOT_FOUND, "nothing was raised");
    let mut buyer = Client::of(&world, Role::Person);
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", HOSTILE)];
    let sent = buyer.post_files(&page, &form, &[("foto", "a.jpg", photo().as_slice())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", notice(&sent));
    assert_eq!(buyer.post(&page, &form).await.status, StatusCode::CONFLICT, "once for each order");

    let mut seller = Client::of(&world, Role::Member);
    let said = [("aksi", "kata"), ("kunci", "00000000-0000-7000-8000-000000000001"), ("kata", "Saya kirim utuh.")];
    for _ in 0..2 {
        assert_eq!(seller.post(&page, &said).await.status, StatusCode::SEE_OTHER);
    }
    let other = [said[0], said[1], ("kata", "Saya kirim lagi saja.")];
    let reused = seller.post(&page, &other).await;
    assert_eq!(reused.status, StatusCode::CONFLICT, "the page was sent before, with other words");
    assert_eq!(reused.all("textarea[name=kata]"), ["Saya kirim lagi saja."], "nothing is lost");
    assert!(notice(&reused).contains("sudah terkirim dengan isi lain"), "{}", notice(&reused));
    assert_ne!(reused.attr("input[name=kunci]", "value").as_deref(), Some(said[1].1), "pressed again it is another answer");
    let seen = buyer.get(&page).await;
    assert_eq!(seen.all(".ucapan li").len(), 2, "what was pressed twice is said once");
    assert!(!seen.text().contains("<script>alert"));
    let file = seen.attr(".ucapan a", "href").expect("a picture");
    for (role, status) in [
        (Role::Person, StatusCode::OK),
        (Role::Member, StatusCode::OK),
        (Role::OtherMember, StatusCode::NOT_FOUND),
        (Role::Officer, StatusCode::NOT_FOUND),
    ] {
        assert_eq!(get(&world, role, &file).await.status, status, "{role:?}");
    }
    let officers = get(&world, Role::Officer, &room).await.attr(".ucapan a", "href").expect("the same picture");
    let shown = get(&world, Role::Supervisor, &officers).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.headers[header::CACHE_CONTROL].to_str().expect("ASCII").contains("no-store"));
    assert_eq!(get(&world, Role::OtherOfficer, &officers).await.status, StatusCode::NOT_FOUND);

    let mut officer = Client::of(&world, Role::Officer);
    let refused = officer.post(&room, &[("putusan", "batal"), ("pertimbangan", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let decided = officer.post(&room, &[("putusan", "batal"), ("pertimbangan", "Fotonya jelas.")]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER);
    assert!(notice(&seller.get(&page).await).contains("pesanan dibatalkan"));
    let late = seller.post(&page, &[("aksi", "kata"), ("kata", "Tunggu.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_mediates_sees_the_order_and_its_proof_and_only_once_there_is_a_complaint() {
    let world = World::new().await;
    let order = orders::accepted_as(&world, (Receive::Delivery, Pay::Transfer)).await;
    let (mut buyer, mut seller) = (Client::of(&world, Role::Person), Client::of(&world, Role::Member));
    let own = format!("/pesanan/{}", order.number);
    let sent = buyer.post_files(&format!("{own}/bukti"), &[], &[("bukti", "a.jpg", photo().as_slice())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", notice(&sent));
    for step in ["siapkan", "kirim"] {
        let path = format!("/usaha/pesanan/{}/{step}?usaha=shop-one", order.number);
        assert_eq!(seller.post(&path, &[]).await.status, StatusCode::SEE_OTHER, "{step}");
    }
    let room = format!("/pengurus/koperasi-one/keluhan/{}", order.number);
    let proof = format!("{room}/bukti");
    for path in [&room, &proof] {
        assert_eq!(get(&world, Role::Officer, path).await.status, StatusCode::NOT_FOUND, "nobody has complained: {path}");
    }
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    assert_eq!(buyer.post(&format!("{own}/keluhan"), &form).await.status, StatusCode::SEE_OTHER);
    for role in [Role::Officer, Role::Supervisor] {
        let page = get(&world, role, &room).await;
        let text = page.text();
        // Three kilograms, brought for Rp5.000, paid by transfer; what happened, and the picture.
        for fact in
            ["Emping product-one", "Rp12.500", "Rp42.500", "Jl. Melati 3", "Transfer", "Berangkat diantar", "Bukti bayar dikirim"]
        {
            assert!(text.contains(fact), "{role:?} {fact}: {text}");
        }
        assert_eq!(page.attr("main a[href$='/bukti']", "href").as_deref(), Some(proof.as_str()), "{role:?}");
        let picture = get(&world, role, &proof).await;
        assert!(picture.headers[header::CACHE_CONTROL].to_str().expect("ASCII").contains("no-store"));
        assert_eq!(picture.body, buyer.get(&format!("{own}/bukti")).await.body, "{role:?}");
    }
    for (role, path) in [
        (Role::OtherOfficer, proof.clone()),
        (Role::OtherOfficer, proof.replace("koperasi-one", "koperasi-two")),
        (Role::Person, proof.clone()),
        (Role::OtherMember, proof.clone()),
    ] {
        assert_eq!(get(&world, role, &path).await.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_served_the_buyer_for_the_seller_decides_nothing() {
    let world = World::new().await;
    let order = orders::accepted(&world).await;
    let mut officer = Client::of(&world, Role::Officer);
    for step in ["siapkan", "siap"] {
        let path = format!("/usaha/pesanan/{}/{step}?usaha=shop-one", order.number);
        assert_eq!(officer.post(&path, &[]).await.status, StatusCode::SEE_OTHER, "{step}");
    }
    let form = [("alasan", "rusak"), ("minta", "uang_kembali"), ("kata", "Pecah semua.")];
    let complaint = format!("/pesanan/{}/keluhan", order.number);
    assert_eq!(Client::of(&world, Role::Person).post(&complaint, &form).await.status, StatusCode::SEE_OTHER);
    let room = format!("/pengurus/koperasi-one/keluhan/{}", order.number);
    let page = officer.get(&room).await;
    assert!(notice(&page).contains("ikut melayani") && page.all("textarea").is_empty(), "{}", notice(&page));
    for form in [[("putusan", "batal"), ("pertimbangan", "Jelas.")], [("aksi", "kata"), ("kata", "Saya yang menyiapkan.")]] {
        assert_eq!(officer.post(&room, &form).await.status, StatusCode::CONFLICT, "{form:?}");
    }
    assert!(Client::of(&world, Role::Member).get(&complaint).await.all(".ucapan li").len() == 1, "nothing was said");
}

#[tokio::test(flavor = "multi_thread")]
async fn buyer_and_seller_may_end_it_themselves() {
    let world = World::new().await;
    let (one, two) = (complained(&world).await, complained(&world).await);
    let path = |of: &Bought, step: &str| format!("/pesanan/{}/keluhan/{step}", of.number);
    let mut buyer = Client::of(&world, Role::Person);
    let mut seller = Client::of(&world, Role::Member);
    assert_eq!(seller.post(&path(&one, "selesai"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(buyer.post(&path(&one, "selesai"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(buyer.post(&path(&two, "kembalikan"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(seller.post(&path(&two, "kembalikan"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(seller.post(&path(&two, "kembalikan"), &[]).await.status, StatusCode::CONFLICT, "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn shops_are_reported_to_the_operator_and_buyers_blocked_by_their_seller() {
    let world = World::new().await;
    let mut person = Client::of(&world, Role::Person);
    assert_eq!(person.post("/toko/shop-one/lapor", &[("alasan", "Menipu.")]).await.status, StatusCode::SEE_OTHER);
    let mut officer = Client::of(&world, Role::OtherOfficer);
    assert_eq!(officer.post("/toko/shop-one/lapor", &[("alasan", HOSTILE)]).await.status, StatusCode::SEE_OTHER);
    let mut operator = Client::of(&world, Role::Operator);
    let reports = operator.get("/operator/laporan").await;
    assert_eq!(reports.all("main tbody tr").len(), 1, "two of one shop are one line");
    assert!(reports.text().contains("2 laporan") && reports.text().contains("Menipu."), "{}", reports.text());
    assert!(!reports.text().contains("<script>alert"));
    assert_eq!(operator.get("/operator/laporan?hal=9").await.status, StatusCode::OK);
    let settle = reports.attr("main table form", "action").expect("a report");
    assert_eq!(operator.post(&settle, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(operator.post(&settle, &[]).await.status, StatusCode::NOT_FOUND, "settled once");

    let number = bought(&world, State::New).await.number.to_string().to_lowercase().replace('-', " ");
    let form = [("nomor", number.as_str()), ("alasan", "Palsu.")];
    let mut seller = Client::of(&world, Role::Member);
    let blocked = seller.post("/usaha/blokir?usaha=shop-one", &form).await;
    assert_eq!(blocked.status, StatusCode::SEE_OTHER, "a number is read as people copy it");
    let open = seller.get(blocked.location()).await.attr("main form[action*='/buka']", "action").expect("somebody");
    let refused = Client::of(&world, Role::OtherMember).post("/usaha/blokir?usaha=shop-two", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "no order of theirs");
    assert_eq!(seller.post(&open, &[]).await.status, StatusCode::SEE_OTHER);
}
