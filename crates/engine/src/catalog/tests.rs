//! On PostgreSQL, with two shops.

use domain::access::{BusinessRef, Keeper};
use domain::catalog::{Details, State, Step};
use domain::form::Inputs;
use domain::ids::PictureId;
use domain::slug::Slug;

use super::import::{Confirmed, ImportState, again, already_there, bring, confirm, import, rows};
use super::*;
use crate::pictures::PictureSet;
use crate::testing::world::{Role, World, business};
use crate::{ids, jobs, people};

async fn keeper(world: &World, role: Role, shop: BusinessRef) -> Keeper {
    let token = world.token(role).expect("somebody");
    let (_, standing) = people::session(&world.desk, token).await.unwrap().expect("an open session");
    standing.keeper(shop, world.desk.today().date()).expect("a keeper")
}

fn form() -> Inputs {
    [
        ("nama", "Emping super"),
        ("kategori", "emping"),
        ("harga", "16.000"),
        ("satuan", "bungkus 250 g"),
        ("stok", "40"),
        ("grosir_jumlah", "10"),
        ("grosir_harga", "15.000"),
    ]
    .into_iter()
    .collect()
}

fn details(name: &str) -> Details {
    Details::parse(&form().with("nama", name)).expect("a good form")
}

fn picture(n: u8) -> PictureSet {
    PictureSet { key: format!("{n:032x}"), width: 640, height: 480, widest: 640, colour: "#aabbcc".into() }
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

async fn count(world: &World, shop: BusinessRef) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "n!" from product where business_id = $1"#, shop.id.0)
        .fetch_one(world.desk.db())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_listed_and_shown_with_everything() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let made = create(&world.desk, &by, &details("Emping super"), true, &[picture(1), picture(2)], ids::fresh()).await.unwrap();
    assert_eq!((made.slug.as_str(), made.state, made.held_back), ("emping-super", State::Published, false));
    let page = shown(&world.desk, &made.slug, world.desk.today().date()).await.unwrap().expect("it is there");
    assert!(page.public);
    assert_eq!(page.tiers, [TierShown { from: 10_000, price: 15_000 }]);
    assert_eq!(page.pictures.len(), 2);
    assert_eq!(page.more, [world.products[0]]);
    let names: Vec<&str> = page.product.categories.iter().map(|c| c.slug.as_str()).collect();
    assert_eq!(names, ["camilan", "emping"]);
    assert_eq!(page.shop.koperasi.map(|k| k.0).as_deref(), Some("koperasi-one"));
    let unit: Option<i64> =
        sqlx::query_scalar!("select unit_price from product where id = $1", made.id.0).fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(unit, Some(64_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_makes_one_product_and_other_contents_another() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let key = ids::fresh();
    let (one, two) = (details("Kopi Tombo"), details("Kopi Tombo"));
    let pressed = tokio::join!(create(&world.desk, &by, &one, false, &[], key), create(&world.desk, &by, &two, false, &[], key));
    let (first, second) = (pressed.0.unwrap(), pressed.1.unwrap());
    assert_eq!(first.id, second.id);
    assert!(first.fresh != second.fresh);
    assert_eq!(count(&world, world.shops[0]).await, 2);
    let other = create(&world.desk, &by, &details("Kopi Silurah"), false, &[], key).await.unwrap();
    assert_ne!(other.id, first.id);
    let namesake = create(&world.desk, &by, &details("Kopi Tombo"), false, &[], ids::fresh()).await.unwrap();
    assert_eq!(namesake.slug.as_str(), "kopi-tombo-2");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_koperasi_it_is_a_draft() {
    let world = World::new().await;
    let shop = business(&world.desk, world.account(Role::Person), None, "shop-alone").await;
    let by = keeper(&world, Role::Person, shop).await;
    let made = create(&world.desk, &by, &details("Madu"), true, &[], ids::fresh()).await.unwrap();
    assert_eq!((made.state, made.held_back), (State::Draft, true));
    assert!(matches!(step(&world.desk, &by, &made.slug, Step::Publish).await, Err(StepError::NotVouchedFor)));
    assert!(!own_shop(&world.desk, &by).await.unwrap().vouched_for);
    // Whom the koperasi let go is not vouched for either, even while the shop still names it.
    let member = keeper(&world, Role::Member, world.shops[0]).await;
    sqlx::query!("update membership set state = 'left', left_at = now() where account_id = $1", member.account().0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let held = create(&world.desk, &member, &details("Madu"), true, &[], ids::fresh()).await.unwrap();
    assert!(held.held_back);
}

#[tokio::test(flavor = "multi_thread")]
async fn others_products_stay_untouched() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let theirs = slug("product-two");
    assert!(own(&world.desk, &by, &theirs).await.unwrap().is_none());
    assert!(matches!(
        change(&world.desk, &by, &theirs, None, &details("x1"), false, PictureEdit::default()).await,
        Err(WriteError::Unknown)
    ));
    assert!(matches!(step(&world.desk, &by, &theirs, Step::Archive).await, Err(StepError::Unknown)));
    assert!(copy(&world.desk, &by, &theirs).await.unwrap().is_none());
    assert!(matches!(remove_picture(&world.desk, &by, &theirs, ids::fresh::<PictureId>()).await, Err(WriteError::Unknown)));
    let list = own_list(&world.desk, &by, &Filter { limit: 50, ..Filter::default() }).await.unwrap();
    assert_eq!(list.iter().map(|r| r.slug.as_str()).collect::<Vec<_>>(), ["product-one"]);
    let name =
        sqlx::query_scalar!("select name from product where slug = 'product-two'").fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(name, "Emping product-two");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_on_behalf_is_recorded() {
    let world = World::new().await;
    let by = keeper(&world, Role::Officer, world.shops[0]).await;
    let made = create(&world.desk, &by, &details("Serabi"), true, &[], ids::fresh()).await.unwrap();
    assert_eq!(made.state, State::Published);
    let row = sqlx::query!(
        r#"select account_id, koperasi_id, (detail ->> 'on_behalf')::boolean as "on_behalf!" from audit where subject = $1 and action = 'product.create'"#,
        made.id.0
    )
    .fetch_one(world.desk.db())
    .await
    .unwrap();
    assert_eq!(row.account_id, Some(world.account(Role::Officer).0));
    assert_eq!(row.koperasi_id, Some(world.koperasi[0].0));
    assert!(row.on_behalf);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_edit_at_once_the_second_is_told() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let one = slug("product-one");
    let version = own(&world.desk, &by, &one).await.unwrap().expect("it is there").version;
    let (first, second) = (details("Emping pertama"), details("Emping kedua"));
    let saved = tokio::join!(
        change(&world.desk, &by, &one, Some(version), &first, false, PictureEdit::default()),
        change(&world.desk, &by, &one, Some(version), &second, false, PictureEdit::default())
    );
    let outcomes = [saved.0, saved.1];
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    let stale = outcomes.iter().find_map(|o| match o {
        Err(WriteError::Stale { version }) => Some(*version),
        _ => None,
    });
    // With the version that the refusal names, pressing once more overwrites.
    let done = change(&world.desk, &by, &one, stale, &second, false, PictureEdit::default()).await.unwrap();
    assert_eq!(done.state, State::Published);
    assert_eq!(own(&world.desk, &by, &one).await.unwrap().unwrap().name, "Emping kedua");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_move_and_go_and_copies_keep_theirs() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let made =
        create(&world.desk, &by, &details("Opak"), false, &[picture(1), picture(2), picture(3)], ids::fresh()).await.unwrap();
    let pictures = async |slug: &Slug| own(&world.desk, &by, slug).await.unwrap().unwrap().pictures;
    let before = pictures(&made.slug).await;
    move_picture(&world.desk, &by, &made.slug, before[2].id, Move::Up).await.unwrap();
    move_picture(&world.desk, &by, &made.slug, before[0].id, Move::Up).await.unwrap();
    let described = [(before[0].id, "Opak di tampah".to_owned()), (ids::fresh(), "Sudah tidak ada".to_owned())];
    let words = PictureEdit { described: &described, ..PictureEdit::default() };
    change(&world.desk, &by, &made.slug, None, &details("Opak"), false, words).await.unwrap();
    let copied = copy(&world.desk, &by, &made.slug).await.unwrap().unwrap();
    remove_picture(&world.desk, &by, &made.slug, before[0].id).await.unwrap();
    let keys = |all: Vec<OwnPicture>| all.into_iter().map(|p| p.picture.key).collect::<Vec<_>>();
    assert_eq!(keys(pictures(&made.slug).await), [picture(3).key, picture(2).key]);
    let copy = own(&world.desk, &by, &copied).await.unwrap().unwrap();
    assert_eq!((copy.state, copy.tiers.len()), (State::Draft, 1));
    assert_eq!(copy.pictures[0].picture.alt, "Opak di tampah");
    assert_eq!(keys(copy.pictures), [picture(1).key, picture(3).key, picture(2).key]);
    let many: Vec<PictureSet> = (10..17).map(picture).collect();
    assert!(matches!(
        change(&world.desk, &by, &made.slug, None, &details("Opak"), false, PictureEdit { added: &many, described: &[] }).await,
        Err(WriteError::Pictures(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_pictures_belong_to_one_business() {
    let world = World::new().await;
    let (by, other) =
        (keeper(&world, Role::Member, world.shops[0]).await, keeper(&world, Role::OtherMember, world.shops[1]).await);
    let value = keep_picture(&world.desk, &by, &picture(7));
    assert_eq!(kept_picture(&world.desk, &by, &value), Some(KeptPicture::There(picture(7))));
    assert_eq!(kept_picture(&world.desk, &other, &value), None);
    for forged in ["", ".", "a.b.c.d.e.f", &value.replacen("640", "641", 1)] {
        assert_eq!(kept_picture(&world.desk, &by, forged), None, "{forged}");
    }
    world.desk.forward(std::time::Duration::from_secs(86_401));
    assert_eq!(kept_picture(&world.desk, &by, &value), Some(KeptPicture::TooOld));
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_filter_and_count() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    create(&world.desk, &by, &details("Diskon 100% emping"), false, &[], ids::fresh()).await.unwrap();
    let away = create(&world.desk, &by, &details("Kopi"), false, &[], ids::fresh()).await.unwrap();
    step(&world.desk, &by, &away.slug, Step::Archive).await.unwrap();
    assert_eq!(counts(&world.desk, &by, "").await.unwrap(), Counts { draft: 1, published: 1, archived: 1 });
    for (words, hits) in [("EMPING", 2), ("100%", 1), ("%", 1), ("_", 0), ("\\", 0), ("\0", 2), ("kopi", 0)] {
        let filter = Filter { words: words.into(), limit: 10, ..Filter::default() };
        assert_eq!(own_list(&world.desk, &by, &filter).await.unwrap().len(), hits, "{words:?}");
    }
}

const HEAD: &str = "nama;kategori;harga;satuan;stok;grosir\n";

#[tokio::test(flavor = "multi_thread")]
async fn an_import_takes_all_or_none_or_the_good_ones() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let other = keeper(&world, Role::OtherMember, world.shops[1]).await;
    let file = format!("{HEAD}Kopi;Kopi bubuk;12.500;250 g;10;10:12000\nRusak;Pesawat;0;kg;;\nTeh;teh;8000.0;bungkus;;\n");
    let id = bring(&world.desk, &by, "daftar.csv", file.into_bytes()).await.unwrap();
    assert!(import(&world.desk, &other, id).await.unwrap().is_none());
    assert_eq!(confirm(&world.desk, &other, id, true, false).await.unwrap(), Confirmed::Unknown);
    let there = import(&world.desk, &by, id).await.unwrap().unwrap();
    assert_eq!((there.total, there.bad), (3, 1));
    let preview = rows(&world.desk, &there, 10, 0).await.unwrap();
    assert_eq!(preview.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 2, 4]);
    assert_eq!(preview[0].outcome.as_ref().unwrap_err().iter().count(), 2);
    assert_eq!(confirm(&world.desk, &by, id, false, false).await.unwrap(), Confirmed::HasBadRows);
    assert_eq!(count(&world, world.shops[0]).await, 1);
    assert_eq!(confirm(&world.desk, &by, id, true, true).await.unwrap(), Confirmed::Taken);
    assert_eq!(confirm(&world.desk, &by, id, true, true).await.unwrap(), Confirmed::Taken);
    jobs::run_due(&world.desk).await.unwrap();
    let done = import(&world.desk, &by, id).await.unwrap().unwrap();
    assert_eq!((done.state, done.made), (ImportState::Done, Some(2)));
    assert_eq!(count(&world, world.shops[0]).await, 3);
    let kopi = shown(&world.desk, &slug("kopi"), world.desk.today().date()).await.unwrap().unwrap();
    assert!(kopi.public);
    assert_eq!((kopi.product.price, kopi.tiers.len()), (12_500, 1));
    assert_eq!(count(&world, world.shops[1]).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_turned_bad_meanwhile_stop_all() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let file = format!("{HEAD}Kopi;kopi-bubuk;12.500;250 g;10;\nTeh;teh;8000;bungkus;;\n");
    let id = bring(&world.desk, &by, "daftar.csv", file.into_bytes()).await.unwrap();
    confirm(&world.desk, &by, id, false, false).await.unwrap();
    sqlx::query!("update category set archived_at = now() where slug = 'teh'").execute(world.desk.db()).await.unwrap();
    jobs::run_due(&world.desk).await.unwrap();
    let there = import(&world.desk, &by, id).await.unwrap().unwrap();
    assert_eq!((there.state, there.bad), (ImportState::Waiting, 1));
    assert_eq!(count(&world, world.shops[0]).await, 1, "none of them");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_given_up_can_be_asked_for_again() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let other = keeper(&world, Role::OtherMember, world.shops[1]).await;
    let id = bring(&world.desk, &by, "daftar.csv", format!("{HEAD}Teh;teh;8000;bungkus;;\n").into_bytes()).await.unwrap();
    confirm(&world.desk, &by, id, false, false).await.unwrap();
    // Its server died in it eight times.
    sqlx::query!("update job set attempts = 8").execute(world.desk.db()).await.unwrap();
    jobs::run_due(&world.desk).await.unwrap();
    assert_eq!(import(&world.desk, &by, id).await.unwrap().unwrap().state, ImportState::Failed);
    assert_eq!(count(&world, world.shops[0]).await, 1);
    assert!(!again(&world.desk, &other, id).await.unwrap());
    // A second press changes nothing.
    assert!(again(&world.desk, &by, id).await.unwrap() && again(&world.desk, &by, id).await.unwrap());
    jobs::run_due(&world.desk).await.unwrap();
    let done = import(&world.desk, &by, id).await.unwrap().unwrap();
    assert_eq!((done.state, done.made, count(&world, world.shops[0]).await), (ImportState::Done, Some(1), 2));
    // Whatever became of it, it is swept in the end.
    world.desk.forward(std::time::Duration::from_secs(31 * 86_400));
    jobs::tidy(&world.desk).await.unwrap();
    assert!(import(&world.desk, &by, id).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_revives_an_import_with_its_job() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let id = bring(&world.desk, &by, "daftar.csv", format!("{HEAD}Teh;teh;8000;bungkus;;\n").into_bytes()).await.unwrap();
    confirm(&world.desk, &by, id, false, false).await.unwrap();
    sqlx::query!("update job set attempts = 8").execute(world.desk.db()).await.unwrap();
    jobs::run_due(&world.desk).await.unwrap();
    let dead = jobs::dead(&world.desk).await.unwrap();
    let mut tx = world.desk.begin(crate::tx::Actor::System).await.unwrap();
    assert!(jobs::requeue(&mut tx, dead[0].id).await.unwrap());
    tx.commit().await.unwrap();
    jobs::run_due(&world.desk).await.unwrap();
    assert_eq!(import(&world.desk, &by, id).await.unwrap().unwrap().state, ImportState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_rows_come_and_go() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let mut file = String::from(HEAD);
    for n in 0..5_000 {
        // Every tenth name comes again and again.
        file.push_str(&format!("Kerupuk {};kerupuk;{};bungkus 250 g;{n};10:900\n", if n % 10 == 0 { 0 } else { n }, 1_000 + n));
    }
    let started = std::time::Instant::now();
    let id = bring(&world.desk, &by, "banyak.csv", file.into_bytes()).await.unwrap();
    let brought = started.elapsed();
    assert_eq!(confirm(&world.desk, &by, id, false, true).await.unwrap(), Confirmed::Taken);
    jobs::run_due(&world.desk).await.unwrap();
    println!("5,000 rows: read and kept in {brought:?}, all done after {:?}", started.elapsed());
    let done = import(&world.desk, &by, id).await.unwrap().unwrap();
    assert_eq!((done.state, done.done, done.made), (ImportState::Done, 5_000, Some(5_000)));
    let sheet = export(&world.desk, &by).await.unwrap();
    let again = bring(&world.desk, &by, "lagi.csv", sheet.csv().unwrap()).await;
    assert!(again.is_err(), "one row more than may come");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_an_import() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let text =
        form().with("nama", "=Emping \"super\", asli").with("deskripsi", "Baris satu;\n- dua").with("kata_kunci", "+62, emping");
    let made = form().with("nama", "Kue pesanan").with("stok", "").with("hari", "14");
    for product in [&text, &made] {
        create(&world.desk, &by, &Details::parse(product).unwrap(), false, &[], ids::fresh()).await.unwrap();
    }
    let sheet = export(&world.desk, &by).await.unwrap();
    for file in [sheet.csv().unwrap(), sheet.xlsx().unwrap()] {
        let id = bring(&world.desk, &by, "x", file).await.unwrap();
        let there = import(&world.desk, &by, id).await.unwrap().unwrap();
        let rows = rows(&world.desk, &there, 10, 0).await.unwrap();
        assert!(rows.iter().all(|r| r.there), "the shop has them all");
        assert_eq!(already_there(&world.desk, &there).await.unwrap(), 3);
        let back: Vec<_> = rows.into_iter().filter_map(|r| r.outcome.ok()).collect();
        for product in [&text, &made] {
            assert!(back.iter().any(|d| *d == Details::parse(product).unwrap()), "{back:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_keeps_the_tree() {
    use domain::text::Line;
    let world = World::new().await;
    let (_, standing) = people::session(&world.desk, world.token(Role::Operator).unwrap()).await.unwrap().unwrap();
    let by = standing.as_operator().unwrap();
    let names = |id: &str, en: &str| categories::Names { id: Line::parse(id).unwrap(), en: Line::parse(en).unwrap() };
    categories::add(&world.desk, &by, Some(100), &names("Kacang", "Nuts"), None).await.unwrap();
    let again = categories::add(&world.desk, &by, None, &names("Kacang", "Nuts"), None).await;
    assert!(matches!(again, Err(categories::CategoryError::Taken)));
    let below = categories::add(&world.desk, &by, Some(101), &names("Terlalu dalam", "Too deep"), None).await;
    assert!(matches!(below, Err(categories::CategoryError::Unknown)));
    let tree = categories::tree(&world.desk).await.unwrap();
    let nuts = tree.meant("NUTS").expect("by its English name").clone();
    assert_eq!(
        (nuts.slug.as_str(), nuts.icon.as_str(), nuts.parent),
        ("kacang", tree.by_id(100).unwrap().icon.as_str(), Some(100))
    );
    categories::shift(&world.desk, &by, nuts.id, Move::Up).await.unwrap();
    let row: Vec<String> = categories::tree(&world.desk).await.unwrap().children(100).map(|c| c.slug.clone()).collect();
    assert_eq!(row[row.len() - 2], "kacang");
    categories::archive(&world.desk, &by, nuts.id, true).await.unwrap();
    assert!(categories::tree(&world.desk).await.unwrap().meant("kacang").is_none());
    assert!(matches!(categories::archive(&world.desk, &by, 30_000, true).await, Err(categories::CategoryError::Unknown)));
}
