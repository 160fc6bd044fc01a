//! What came, part by part, and what it leaves behind.

use domain::form::Invalid;
use domain::ledger::Role;
use domain::money::{Price, Rupiah};
use domain::purchasing::{Delivery, State};
use domain::quantity::Quantity;
use domain::text::{Line, Paragraphs};

use super::*;
use crate::pictures::{Pictures, Place, Upload, fixtures, product};
use crate::purchasing::RoundError;
use crate::purchasing::receipt::*;
use crate::purchasing::steps::cancel;
use crate::testing::goods::{delivery, received, version};
use crate::{check, ids};

fn refused(error: RoundError, field: &str) -> Option<Invalid> {
    match error {
        RoundError::Refused(errors) => errors.get(field).cloned(),
        other => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_add_up_and_the_supplier_is_owed_for_them() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let first = Delivery { damaged: Quantity::whole(5), damaged_paid: true, ..delivery(60) };
    let price = Some(Price::new(Rupiah(9_600)).unwrap());
    let second = Delivery {
        damaged: Quantity::whole(2),
        unit_price: price,
        transport: Some(Rupiah(40_001)),
        note: Some(Paragraphs::parse("Dua karung basah.").unwrap()),
        ..delivery(37)
    };
    let (key, other) = (ids::fresh(), ids::fresh());
    let (one, again) =
        tokio::join!(receive(&scene.desk, by, round, &first, None, key), receive(&scene.desk, by, round, &first, None, key));
    assert_eq!(one.unwrap(), again.unwrap(), "two presses of a button are one part");
    receive(&scene.desk, by, round, &second, None, other).await.unwrap();

    let seen = receipts(&scene.desk, &scene.overseer(1).await, round).await.unwrap().expect("it takes part");
    assert_eq!(seen.parts.len(), 2);
    assert!(!seen.goods.coordinator);
    assert_eq!(seen.arrived.accepted(), Quantity::whole(90));
    assert_eq!((seen.unit_price, seen.transport), (price, Some(Rupiah(40_001))), "the last word counts");

    let second = &scene.officers[0][1];
    finish_receiving(&scene.desk, second, round, version(&scene.desk, round).await).await.unwrap();
    let seen = receipts(&scene.desk, &scene.overseer(0).await, round).await.unwrap().unwrap();
    assert_eq!(seen.goods.state, State::Received);
    assert_eq!((seen.goods.accepted, seen.goods.paid), (Some(Quantity::whole(90)), Some(Quantity::whole(95))));
    assert_eq!(seen.goods.stock, Some(Quantity::ZERO));
    let koperasi = scene.koperasi[0];
    assert_eq!(balance(&scene, koperasi, Role::RoundGoods, None).await, Rupiah(90 * 9_600 + 40_001));
    assert_eq!(balance(&scene, koperasi, Role::DamageLoss, None).await, Rupiah(5 * 9_600));
    assert_eq!(balance(&scene, koperasi, Role::SupplierPayable, None).await, Rupiah(95 * 9_600 + 40_001));
    assert_eq!(count(&scene, "book").await, 1, "the other koperasi has nothing to write yet");
    assert_eq!(amounts(&scene, round).await, [36, 27, 18, 9], "ninety in proportion");
    books_hold(&scene).await;
    let told = sqlx::query!(
        r#"select data -> 'what' -> 'arrived' ->> 'quantity' as "quantity!" from notice where kind = 'round' order by 1"#
    );
    let told: Vec<String> = told.fetch_all(scene.desk.db()).await.unwrap().into_iter().map(|n| n.quantity).collect();
    assert_eq!(told, ["18000", "27000", "36000", "9000"]);
}

/// Rp9.500 each and Rp50.000 for the transport were ordered.
#[tokio::test(flavor = "multi_thread")]
async fn what_makes_it_dearer_takes_a_second_officer() {
    let scene = Scene::new().await;
    let [one, two] = &scene.officers[0];
    let priced = |rupiah| Delivery { unit_price: Some(Price::new(Rupiah(rupiah)).expect("a price")), ..delivery(10) };
    let brought = |rupiah| Delivery { transport: Some(Rupiah(rupiah)), ..delivery(10) };
    // What is written down one after the other; by the first officer unless it says so.
    let cases = [
        (vec![(one, priced(9_501))], Dearer::BySelf),
        (vec![(one, brought(50_001))], Dearer::BySelf),
        (vec![(one, priced(9_501)), (two, delivery(10))], Dearer::BySelf),
        (vec![(one, priced(9_501)), (two, brought(50_001))], Dearer::BySelf),
        (vec![(two, priced(9_501)), (one, delivery(10))], Dearer::ByAnother),
        (vec![(one, priced(9_501)), (two, priced(9_502))], Dearer::ByAnother),
        (vec![(one, priced(9_501)), (one, priced(9_500))], Dearer::No),
        (vec![(one, priced(9_400)), (one, brought(50_000))], Dearer::No),
    ];
    for (nth, (parts, expected)) in cases.into_iter().enumerate() {
        let round = hundred(&scene).await;
        for (by, part) in &parts {
            receive(&scene.desk, by, round, part, None, ids::fresh()).await.unwrap();
        }
        let seen = receipts(&scene.desk, &scene.overseer(0).await, round).await.unwrap().expect("the round");
        assert_eq!(seen.dearer, expected, "{nth}");
        let finished = finish_receiving(&scene.desk, one, round, version(&scene.desk, round).await).await;
        assert_eq!(matches!(finished, Err(RoundError::SameOfficer)), expected == Dearer::BySelf, "{nth} {finished:?}");
        assert_eq!(state(&scene, round).await, if expected == Dearer::BySelf { "ordered" } else { "received" }, "{nth}");
    }
    // Nor does one officer alone give a round up at a price of their own.
    let round = hundred(&scene).await;
    let broken = Delivery { damaged: Quantity::whole(10), damaged_paid: true, ..priced(20_000) };
    receive(&scene.desk, one, round, &broken, None, ids::fresh()).await.unwrap();
    assert!(matches!(cancelled(&scene, round).await, Err(RoundError::SameOfficer)));
    cancel(&scene.desk, two, round, &Line::parse("Rusak semua.").unwrap()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_arrives_than_was_ordered() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let too_much = receive(&scene.desk, by, round, &delivery(101), None, ids::fresh()).await.unwrap_err();
    assert_eq!(refused(too_much, "datang"), Some(Invalid::MoreThan { max: Quantity::whole(100) }));
    // Two officers write the same lorry down at once: only one of them does.
    let (sixty, chair, treasurer) = (delivery(60), &scene.officers[0][0], &scene.officers[0][1]);
    let both = tokio::join!(
        receive(&scene.desk, chair, round, &sixty, None, ids::fresh()),
        receive(&scene.desk, treasurer, round, &sixty, None, ids::fresh())
    );
    let ((Err(second), _) | (_, Err(second))) = both else { panic!("a hundred and twenty arrived") };
    assert_eq!(refused(second, "datang"), Some(Invalid::MoreThan { max: Quantity::whole(40) }));
    assert_eq!(count(&scene, "receipt").await, 1);
    let none_of_theirs = receive(&scene.desk, &scene.officers[1][0], round, &delivery(1), None, ids::fresh()).await;
    assert!(matches!(none_of_theirs, Err(RoundError::Unknown)), "the coordinator receives");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_part_is_taken_back_until_receiving_ends() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let opened = version(&scene.desk, round).await;
    for quantity in [30, 20] {
        receive(&scene.desk, by, round, &delivery(quantity), None, ids::fresh()).await.unwrap();
    }
    assert!(matches!(undo_part(&scene.desk, by, round, 1).await, Err(RoundError::Stale { .. })), "not the last");
    assert!(matches!(undo_part(&scene.desk, &scene.officers[1][0], round, 2).await, Err(RoundError::Unknown)));
    undo_part(&scene.desk, by, round, 2).await.unwrap();
    assert!(matches!(undo_part(&scene.desk, by, round, 2).await, Err(RoundError::Stale { .. })), "gone already");
    // The page that shows nothing received is an old one.
    assert!(matches!(finish_receiving(&scene.desk, by, round, opened).await, Err(RoundError::Stale { .. })));
    finish_receiving(&scene.desk, by, round, version(&scene.desk, round).await).await.unwrap();
    let moved = |result: Result<(), RoundError>| matches!(result, Err(RoundError::Moved { state: State::Received }));
    assert!(moved(undo_part(&scene.desk, by, round, 1).await));
    assert!(moved(finish_receiving(&scene.desk, by, round, version(&scene.desk, round).await).await));
    let late = receive(&scene.desk, by, round, &delivery(1), None, ids::fresh()).await;
    assert!(matches!(late, Err(RoundError::Moved { state: State::Received })));
    assert_eq!(count(&scene, "journal").await, 1, "received once");
    let audited = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'round.receive_undo'"#);
    assert_eq!(audited.fetch_one(scene.desk.db()).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_all_damaged_is_not_received() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let nothing = |error| refused(error, "datang") == Some(Invalid::Zero);
    let now = version(&scene.desk, round).await;
    assert!(nothing(finish_receiving(&scene.desk, by, round, now).await.unwrap_err()), "nothing came");
    let broken = Delivery { damaged: Quantity::whole(100), ..delivery(100) };
    receive(&scene.desk, by, round, &broken, None, ids::fresh()).await.unwrap();
    let now = version(&scene.desk, round).await;
    assert!(nothing(finish_receiving(&scene.desk, by, round, now).await.unwrap_err()));
    assert_eq!((state(&scene, round).await.as_str(), count(&scene, "journal").await), ("ordered", 0));
}

async fn cancelled(scene: &Scene, round: RoundId) -> Result<(), RoundError> {
    cancel(&scene.desk, &scene.officers[0][0], round, &Line::parse("Pemasok berhenti.").expect("a reason")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_is_finished_not_cancelled() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let broken = Delivery { damaged: Quantity::whole(59), damaged_paid: true, ..delivery(60) };
    receive(&scene.desk, by, round, &broken, None, ids::fresh()).await.unwrap();
    let late = cancelled(&scene, round).await;
    assert!(matches!(late, Err(RoundError::Moved { state: State::Ordered })), "one kilo is there: {late:?}");
    assert_eq!((state(&scene, round).await.as_str(), count(&scene, "journal").await), ("ordered", 0));
    // Taken back, nothing is owed.
    undo_part(&scene.desk, by, round, 1).await.unwrap();
    cancelled(&scene, round).await.unwrap();
    assert_eq!((state(&scene, round).await.as_str(), count(&scene, "journal").await), ("cancelled", 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_round_still_owes_for_the_damage_that_is_paid() {
    let scene = Scene::new().await;
    let (by, [one, two]) = (&scene.officers[0][0], scene.koperasi);
    let paid = Delivery { damaged: Quantity::whole(60), damaged_paid: true, ..delivery(60) };
    let unpaid = Delivery { damaged: Quantity::whole(40), ..delivery(40) };
    let brought = Delivery { transport: Some(Rupiah(20_000)), ..unpaid.clone() };
    // 60 kg at Rp9.500 and Rp50.000 for the transport; then nothing; then only the transport.
    let mut owed = 0;
    for (parts, more) in [(vec![paid, unpaid.clone()], 620_000), (vec![unpaid], 0), (vec![brought], 20_000)] {
        let round = hundred(&scene).await;
        for part in &parts {
            receive(&scene.desk, by, round, part, None, ids::fresh()).await.unwrap();
        }
        cancelled(&scene, round).await.unwrap();
        owed += more;
        assert_eq!(state(&scene, round).await, "cancelled");
        assert_eq!(balance(&scene, one, Role::SupplierPayable, None).await, Rupiah(owed));
        assert_eq!(balance(&scene, one, Role::DamageLoss, None).await, Rupiah(owed));
    }
    assert_eq!(balance(&scene, one, Role::RoundGoods, None).await, Rupiah::ZERO, "nothing is there");
    assert_eq!(balance(&scene, two, Role::SupplierPayable, None).await, Rupiah::ZERO, "the coordinator ordered");
    assert_eq!(count(&scene, "journal").await, 2);
    for finding in check::run(&scene.desk).await.unwrap() {
        let books = ["ledger.", "round.", "charge."].iter().any(|room| finding.name.starts_with(room));
        assert!(!books || finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_counted_comes_whole() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let half = Delivery { delivered: Quantity::from_thousandths(10_500), ..delivery(1) };
    receive(&scene.desk, by, round, &half, None, ids::fresh()).await.expect("half a kg is something");
    // An offer never changes, but a test may look at another one.
    sqlx::raw_sql("alter table offer disable trigger offer_stays; update offer set sale_unit = 'karung 25 kg'; alter table offer enable trigger offer_stays")
        .execute(scene.desk.db())
        .await
        .unwrap();
    let sack = receive(&scene.desk, by, round, &half, None, ids::fresh()).await.unwrap_err();
    assert_eq!(refused(sack, "datang"), Some(Invalid::NotWhole));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_the_delivery_note_is_the_coordinators_own_and_is_not_swept() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    let upload = || Upload::Bytes(fixtures::jpeg(&fixtures::photo(64, 48)).into());
    let (key, needless) = (
        store_photo(&scene.desk, upload()).await.unwrap().expect("a photo"),
        store_photo(&scene.desk, upload()).await.unwrap().expect("a photo"),
    );
    assert!(store_photo(&scene.desk, Upload::Bytes(bytes::Bytes::from_static(b"GIF89a"))).await.unwrap().is_err());

    let kept = keep_photo(&scene.desk, by, round, &key);
    assert_eq!(kept_photo(&scene.desk, by, round, &kept), Some(key.clone()));
    assert_eq!(kept_photo(&scene.desk, &scene.officers[1][0], round, &kept), None, "another koperasi's");
    assert_eq!(kept_photo(&scene.desk, by, ids::fresh(), &kept), None, "another round's");
    assert_eq!(kept_photo(&scene.desk, by, round, &kept.replacen(&key, &needless, 1)), None, "another photo");
    scene.desk.forward(std::time::Duration::from_secs(25 * 3600));
    assert_eq!(kept_photo(&scene.desk, by, round, &kept), None, "too old");

    receive(&scene.desk, by, round, &delivery(10), Some(&key), ids::fresh()).await.unwrap();
    assert!(photo(&scene.desk, &scene.overseer(0).await, round, 1).await.unwrap().is_some());
    assert!(photo(&scene.desk, &scene.overseer(1).await, round, 1).await.unwrap().is_none());
    assert!(photo(&scene.desk, &scene.overseer(0).await, round, 2).await.unwrap().is_none());
    let store = Pictures::of(&scene.desk);
    let mut db = scene.desk.db().acquire().await.unwrap();
    let later = time::OffsetDateTime::now_utc() + time::Duration::days(3);
    assert_eq!(product::sweep(&mut db, &store, later).await.unwrap(), 1, "the photo that nothing names");
    assert_eq!(store.keys_older_than(Place::Secret, later).await.unwrap(), [key]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_is_not_finished_leaves_nothing() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    receive(&scene.desk, by, round, &delivery(100), None, ids::fresh()).await.unwrap();
    let now = version(&scene.desk, round).await;
    // The accounts of goods are gone, so the journal fails after the shares were computed.
    let mut tx = scene.desk.begin(by.account()).await.unwrap();
    let book = ledger::book(&mut tx, scene.koperasi[0]).await.unwrap();
    tx.commit().await.unwrap();
    sqlx::query!("delete from ledger_role where book_id = $1 and role = $2", book.0, Role::RoundGoods.code())
        .execute(scene.desk.db())
        .await
        .unwrap();
    assert!(matches!(finish_receiving(&scene.desk, by, round, now).await, Err(RoundError::Trouble(_))));
    assert_eq!((state(&scene, round).await.as_str(), count(&scene, "journal").await), ("ordered", 0));
    assert_eq!(count(&scene, "notice").await, 0);
    sqlx::query!(
        "insert into ledger_role (book_id, role, account_id) select $1, $2, id from ledger_account where book_id = $1 and code = '1-1400'",
        book.0,
        Role::RoundGoods.code()
    )
    .execute(scene.desk.db())
    .await
    .unwrap();
    finish_receiving(&scene.desk, by, round, now).await.expect("the same page, once that is mended");
    books_hold(&scene).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_finish_once() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let [chair, treasurer] = &scene.officers[0];
    receive(&scene.desk, chair, round, &delivery(100), None, ids::fresh()).await.unwrap();
    let now = version(&scene.desk, round).await;
    let both =
        tokio::join!(finish_receiving(&scene.desk, chair, round, now), finish_receiving(&scene.desk, treasurer, round, now));
    let ((Err(second), Ok(())) | (Ok(()), Err(second))) = both else { panic!("both or neither") };
    assert!(matches!(second, RoundError::Moved { state: State::Received }));
    assert_eq!(count(&scene, "journal").await, 1);
    assert_eq!(count(&scene, "notice").await, 4, "each member is told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_received_before_it_is_ordered() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    let by = &scene.officers[0][0];
    let early = receive(&scene.desk, by, round, &delivery(1), None, ids::fresh()).await;
    assert!(matches!(early, Err(RoundError::Moved { state: State::Open })), "nothing is expected");
    pledge_row(&scene.desk, round, &scene.members[0][0], 10, 0).await;
    ordered(&scene.desk, round, 10).await;
    received(&scene.desk, by, round, &delivery(10)).await;
    assert_eq!(state(&scene, round).await, "received");
}
