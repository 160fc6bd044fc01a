//! Offers, bank accounts and ratings: two koperasi, so that one never reads what is the other's.

use domain::access::{Officer, Overseer, Standing, Treasurer};
use domain::dates::Day;
use domain::form::Inputs;
use domain::ids::{IdempotencyKey, OfferId};
use domain::purchasing::{BankAccount, Rating, WrittenOffer};
use domain::slug::Slug;
use time::Duration;

use super::bank::{BankError, BankView, bank, write};
use super::offers::{Offer, OfferError, OfferStanding, create, history, list, usable, withdraw};
use super::ratings::{Average, RateError, average, own, rate, rateable};
use crate::testing::trade;
use crate::testing::world::{Role, World};
use crate::{ids, people};

async fn standing(world: &World, role: Role) -> Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1
}

fn nth(role: Role) -> usize {
    usize::from(role == Role::OtherOfficer)
}

async fn officer(world: &World, role: Role) -> Officer {
    standing(world, role).await.officer(world.koperasi[nth(role)], world.desk.today().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[nth(role)], world.desk.today().date()).expect("an overseer")
}

async fn treasurer(world: &World) -> Treasurer {
    officer(world, Role::Officer).await.treasurer().expect("the money duty")
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

fn key() -> IdempotencyKey {
    ids::fresh()
}

/// An offer of kedelai at this price, for so many days more.
fn written(world: &World, supplier: &str, price: &str, days: i64) -> WrittenOffer {
    let today = Day::of(world.desk.now());
    let mut form = Inputs::default()
        .with("pemasok", supplier)
        .with("bahan", "kedelai")
        .with("satuan", "kg")
        .with("isi_kemasan", "50")
        .with("langkah", "5")
        .with("minimum", "100")
        .with("hari", "3")
        .with("ongkos_tetap", "150.000")
        .with("gratis_mulai", "1.000")
        .with("berlaku_sampai", today.plus_days(days).iso());
    for (from, price) in [("100", price), ("500", "9.000")] {
        form.push("mulai", from);
        form.push("harga", price);
    }
    WrittenOffer::parse(&form, today).expect("a good form")
}

/// A world in which the first koperasi entered two suppliers.
async fn market() -> World {
    let world = World::new().await;
    trade::material(&world.desk, "kedelai").await;
    let by = world.account(Role::Officer);
    for name in ["satu", "dua"] {
        trade::supplier(&world.desk, world.koperasi[0], by, name, None).await;
    }
    world
}

async fn enter(world: &World, role: Role, supplier: &str, price: &str, days: i64) -> OfferId {
    let by = officer(world, role).await;
    create(&world.desk, &by, &written(world, supplier, price, days), key()).await.expect("it is written down")
}

fn seen(offers: &[Offer]) -> Vec<(&str, i32, i64, OfferStanding)> {
    offers.iter().map(|o| (o.supplier_slug.as_str(), o.version, o.terms.tiers.highest().rupiah().0, o.standing)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_price_is_a_new_version_and_an_old_one_stays() {
    let world = market().await;
    let (by, own) = (officer(&world, Role::Officer).await, overseer(&world, Role::Officer).await);
    let (one, key) = (written(&world, "satu", "14.000", 30), key());
    let (first, second) = tokio::join!(create(&world.desk, &by, &one, key), create(&world.desk, &by, &one, key));
    assert_eq!(first.unwrap(), second.unwrap(), "the second press finds the first's");
    enter(&world, Role::Officer, "satu", "14.500", 30).await;
    enter(&world, Role::Officer, "dua", "13.900", 30).await;
    enter(&world, Role::OtherOfficer, "satu", "20.000", 30).await;

    let listed = list(&world.desk, &own).await.unwrap();
    assert_eq!(seen(&listed), [("dua", 1, 13_900, OfferStanding::Usable), ("satu", 2, 14_500, OfferStanding::Usable)]);
    let told = history(&world.desk, &own, &slug("satu"), &slug("kedelai")).await.unwrap();
    assert_eq!(seen(&told), [("satu", 2, 14_500, OfferStanding::Usable), ("satu", 1, 14_000, OfferStanding::Usable)]);
    assert_eq!(told[1].terms, one.offer.terms, "what was written is what is read");
    let theirs = list(&world.desk, &overseer(&world, Role::OtherOfficer).await).await.unwrap();
    assert_eq!(seen(&theirs), [("satu", 1, 20_000, OfferStanding::Usable)]);
    assert_eq!(list(&world.desk, &overseer(&world, Role::Supervisor).await).await.unwrap().len(), 2);

    // Not even by hand.
    let changed = sqlx::query!("update offer set lead_days = 1").execute(world.desk.db()).await;
    assert!(changed.unwrap_err().to_string().contains("never changes"));
    let changed = sqlx::query!("update offer_tier set price = 1").execute(world.desk.db()).await;
    assert!(changed.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_that_come_at_once_have_a_number_each() {
    let world = market().await;
    let by = officer(&world, Role::Officer).await;
    let prices = ["14.000", "14.100", "14.200", "14.300"].map(|price| written(&world, "satu", price, 30));
    let [a, b, c, d] = &prices;
    let done = tokio::join!(
        create(&world.desk, &by, a, key()),
        create(&world.desk, &by, b, key()),
        create(&world.desk, &by, c, key()),
        create(&world.desk, &by, d, key())
    );
    assert!(done.0.is_ok() && done.1.is_ok() && done.2.is_ok() && done.3.is_ok());
    let told = history(&world.desk, &overseer(&world, Role::Officer).await, &slug("satu"), &slug("kedelai")).await.unwrap();
    assert_eq!(told.iter().map(|o| o.version).collect::<Vec<_>>(), [4, 3, 2, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rounds_open_with_what_holds_today_and_was_not_taken_back() {
    let world = market().await;
    let by = officer(&world, Role::Officer).await;
    let short = enter(&world, Role::Officer, "satu", "13.000", 1).await;
    let long = enter(&world, Role::Officer, "satu", "14.000", 30).await;
    let gone = enter(&world, Role::Officer, "satu", "15.000", 30).await;
    enter(&world, Role::OtherOfficer, "dua", "20.000", 30).await;
    let may = async || usable(&world.desk, &by).await.unwrap().into_iter().map(|o| o.id).collect::<Vec<_>>();
    assert_eq!(may().await, [gone, long, short], "the newest version first");

    let stranger = withdraw(&world.desk, &officer(&world, Role::OtherOfficer).await, gone).await;
    assert!(matches!(stranger, Err(OfferError::Unknown)), "{stranger:?}");
    for _ in 0..2 {
        assert_eq!(withdraw(&world.desk, &by, gone).await.unwrap(), ("satu".to_owned(), "kedelai".to_owned()));
    }
    let audited = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'offer.withdraw'"#);
    assert_eq!(audited.fetch_one(world.desk.db()).await.unwrap(), 1);
    assert_eq!(may().await, [long, short]);
    world.desk.forward(std::time::Duration::from_secs(2 * 24 * 3600));
    assert_eq!(may().await, [long]);
    let own = overseer(&world, Role::Officer).await;
    let told = history(&world.desk, &own, &slug("satu"), &slug("kedelai")).await.unwrap();
    let standings: Vec<_> = told.iter().map(|o| o.standing).collect();
    assert_eq!(standings, [OfferStanding::Withdrawn, OfferStanding::Usable, OfferStanding::Expired]);
    assert_eq!(seen(&list(&world.desk, &own).await.unwrap()), [("satu", 2, 14_000, OfferStanding::Usable)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_are_of_suppliers_and_materials_that_are_there() {
    let world = market().await;
    let by = officer(&world, Role::Officer).await;
    let nobody = create(&world.desk, &by, &written(&world, "tidak-ada", "14.000", 30), key()).await;
    assert!(matches!(nobody, Err(OfferError::UnknownSupplier)), "{nobody:?}");
    let nothing = WrittenOffer { material: slug("tidak-ada"), ..written(&world, "satu", "14.000", 30) };
    let nothing = create(&world.desk, &by, &nothing, key()).await;
    assert!(matches!(nothing, Err(OfferError::UnknownMaterial)), "{nothing:?}");
    sqlx::query!("update supplier set archived_at = now() where slug = 'satu'").execute(world.desk.db()).await.unwrap();
    let away = create(&world.desk, &by, &written(&world, "satu", "14.000", 30), key()).await;
    assert!(matches!(away, Err(OfferError::UnknownSupplier)), "put away");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_its_own_koperasis_and_two_do_not_overwrite_each_other() {
    let world = market().await;
    let by = treasurer(&world).await;
    assert!(officer(&world, Role::OtherOfficer).await.treasurer().is_err(), "a chair has not the money duty");
    let account = |number: &str| {
        let form = Inputs::default().with("bank", "Bank Jateng").with("nomor", number).with("atas_nama", "UD Satu");
        BankAccount::parse(&form).expect("a good form")
    };
    let see = async || bank(&world.desk, &by, &slug("satu")).await.unwrap().expect("public");
    assert_eq!(see().await, BankView { supplier: "UD satu".into(), account: None, version: 0 });
    write(&world.desk, &by, &slug("satu"), Some(0), &account("1234567890")).await.unwrap();
    let first = see().await;
    assert_eq!(first.account, Some(("Bank Jateng".into(), "1234567890".into(), "UD Satu".into())));
    let late = write(&world.desk, &by, &slug("satu"), Some(0), &account("1111111111")).await;
    assert!(matches!(late, Err(BankError::Stale)), "{late:?}");
    assert_eq!(see().await, first);
    write(&world.desk, &by, &slug("satu"), Some(first.version), &account("2222222222")).await.unwrap();
    let detail =
        sqlx::query_scalar!("select detail::text from audit where action = 'supplier.bank' order by at desc, id desc limit 1");
    let detail = detail.fetch_one(world.desk.db()).await.unwrap().unwrap_or_default();
    assert!(detail.contains("7890") && detail.contains("2222") && !detail.contains("1234567890"), "{detail}");
    let missing = write(&world.desk, &by, &slug("tidak-ada"), None, &account("1234567890")).await;
    assert!(matches!(missing, Err(BankError::Unknown)), "{missing:?}");
    assert_eq!(bank(&world.desk, &by, &slug("tidak-ada")).await.unwrap(), None);
}

fn rating(on_time: &str, quality: &str) -> Rating {
    let form = Inputs::default()
        .with("tepat_waktu", on_time)
        .with("jumlah_pas", "ya")
        .with("mutu", quality)
        .with("catatan", "Karung utuh.");
    Rating::parse(&form).expect("a good form")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_rated_once_for_a_settled_round_by_who_took_part() {
    let world = market().await;
    let desk = &world.desk;
    let (by, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let supplier = trade::supplier(desk, world.koperasi[0], by.account(), "tiga", None).await;
    let material = trade::material(desk, "kedelai").await;
    let offer = trade::offer(desk, world.koperasi[0], by.account(), supplier, material).await;
    let round = trade::settled_round(desk, world.koperasi[0], by.account(), offer).await;
    assert_eq!(average(desk, supplier).await.unwrap(), None);

    let stranger = rate(desk, &other, round, &rating("ya", "5")).await;
    assert!(matches!(stranger, Err(RateError::Unknown)), "{stranger:?}");
    assert_eq!(rateable(desk, &overseer(&world, Role::OtherOfficer).await, round).await.unwrap(), None);
    trade::join(desk, round, world.koperasi[1]).await;
    let one = rating("tidak", "4");
    let (first, second) = tokio::join!(rate(desk, &by, round, &one), rate(desk, &by, round, &one));
    let done = [&first, &second].iter().filter(|r| r.is_ok()).count();
    assert!(done == 1 && [first, second].iter().any(|r| matches!(r, Err(RateError::Already))));
    rate(desk, &other, round, &rating("ya", "5")).await.unwrap();
    let together = Average { ratings: 2, quality: 45, on_time: 50, right_quantity: 100 };
    assert_eq!(average(desk, supplier).await.unwrap(), Some(together));
    let seen = rateable(desk, &overseer(&world, Role::Supervisor).await, round).await.unwrap().expect("a part of it");
    assert_eq!((seen.supplier.as_str(), seen.rated), ("UD tiga", Some(one)));
    let ours = own(desk, &by, supplier).await.unwrap();
    assert_eq!(ours.iter().map(|r| (r.quality, r.note.as_deref())).collect::<Vec<_>>(), [(4, Some("Karung utuh."))]);

    // Before it is settled nobody knows.
    sqlx::query!("update round set state = 'received', settled_at = null where id = $1", round.0)
        .execute(desk.db())
        .await
        .unwrap();
    sqlx::query!("delete from supplier_rating where koperasi_id = $1", world.koperasi[0].0).execute(desk.db()).await.unwrap();
    assert!(matches!(rate(desk, &by, round, &rating("ya", "5")).await, Err(RateError::NotSettled)));
    let missing = rate(desk, &by, ids::fresh(), &rating("ya", "5")).await;
    assert!(matches!(missing, Err(RateError::Unknown)), "{missing:?}");
}

/// The clock of these tests stands still, so that a day more is a day more.
#[tokio::test(flavor = "multi_thread")]
async fn an_offer_holds_until_the_end_of_its_last_day() {
    let world = market().await;
    let by = officer(&world, Role::Officer).await;
    enter(&world, Role::Officer, "satu", "14.000", 0).await;
    assert_eq!(usable(&world.desk, &by).await.unwrap().len(), 1, "today");
    let tomorrow = Day::of(world.desk.now()).plus_days(1).start();
    let wait = (tomorrow - world.desk.now()).max(Duration::ZERO);
    world.desk.forward(wait.unsigned_abs());
    assert_eq!(usable(&world.desk, &by).await.unwrap().len(), 0, "tomorrow");
}
