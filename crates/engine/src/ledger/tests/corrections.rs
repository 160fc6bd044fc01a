//! What was wrong is undone by its mirror, once; an invoice is corrected by a note.

use domain::access::Duty;
use domain::ids::JournalId;
use domain::ledger::forms::{ChargeNote, Direction};

use super::*;
use crate::testing::books::{invoice, owes};
use crate::testing::purchasing::{member_of, officer};
use crate::testing::world::membership;

async fn undo(scene: &Scene, journal: JournalId) -> Result<JournalId, BooksError> {
    correct(&scene.desk, &money_of(scene, 0), journal, &words("Salah ketik"), key()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_movement_is_undone_by_its_mirror_once() {
    let scene = Scene::new().await;
    let tini = &scene.members[0][0];
    let journal = deposit(&scene, 0, tini, 100_000).await;
    let second = scene.desk.second().await;
    let (by, why) = (money_of(&scene, 0), words("Salah ketik"));
    let (first, other) =
        tokio::join!(correct(&scene.desk, &by, journal, &why, key()), correct(&second, &by, journal, &why, key()));
    let undone = [&first, &other].into_iter().filter(|r| matches!(r, Err(BooksError::Fixed(Obstacle::Undone)))).count();
    assert_eq!(undone, 1, "{first:?} {other:?}");
    assert_eq!(stands(&scene, 0, Role::MemberDeposit, Some(tini.membership().0)).await, 0);
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 0);
    let mirror = first.or(other).unwrap();
    let again = undo(&scene, mirror).await;
    assert!(matches!(again, Err(BooksError::Fixed(Obstacle::Kind))), "a correction is not corrected: {again:?}");
    let shown = journal_of(&scene, mirror).await;
    assert_eq!(shown.mirrors.map(|l| l.id), Some(journal));
    assert_eq!(shown.memo, format!("Koreksi JU/{}/0001: Salah ketik", shown.year));
    let original = journal_of(&scene, journal).await;
    assert_eq!(original.mirrored_by.map(|l| l.id), Some(mirror));
    silent(&scene.desk).await;
}

async fn journal_of(scene: &Scene, id: JournalId) -> JournalShown {
    journal(&scene.desk, &scene.overseer(0).await, id).await.unwrap().expect("a journal")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_rest_on_is_not_undone() {
    let scene = Scene::new().await;
    let tini = &scene.members[0][0];
    let member = tini.membership();
    let settled = owes(&scene.desk, scene.koperasi[0], member, 80_000).await;
    assert!(matches!(undo(&scene, settled).await, Err(BooksError::Fixed(Obstacle::Kind))));
    let paid_in = deposit(&scene, 0, tini, 80_000).await;
    let by = money_of(&scene, 0);
    let used = member_pays(&scene.desk, &by, member, &payment(&scene.desk, 80_000, PayWay::Deposit), key()).await.unwrap();
    assert!(matches!(undo(&scene, paid_in).await, Err(BooksError::Fixed(Obstacle::DepositUsed))), "it is gone");
    undo(&scene, used).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(member.0)).await, 80_000);
    undo(&scene, paid_in).await.unwrap();
    let elsewhere = deposit(&scene, 1, &scene.members[1][0], 5).await;
    assert!(matches!(undo(&scene, elsewhere).await, Err(BooksError::Unknown)), "another koperasi's book");
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_corrected_by_a_note() {
    let scene = Scene::new().await;
    let (tini, sri) = (&scene.members[0][0], &scene.members[0][1]);
    let by = money_of(&scene, 0);
    let round = scene.round().await;
    let charge = invoice(&scene.desk, round, tini, 100_000).await;
    let note = |direction, amount| ChargeNote { charge, direction, amount: Rupiah(amount), reason: words("Kurang satu kilo") };
    let noted = async |n: &ChargeNote| correct_charge(&scene.desk, &by, tini.membership(), n, key()).await;
    let above = |left| FieldErrors::of("jumlah", Invalid::AboveInvoice { left: Rupiah(left) });
    assert_eq!(refused(noted(&note(Direction::Less, 100_001)).await), above(100_000));
    noted(&note(Direction::Less, 10_000)).await.unwrap();
    noted(&note(Direction::More, 4_000)).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(tini.membership().0)).await, 94_000);
    assert_eq!(stands(&scene, 0, Role::OtherExpense, None).await, 10_000);
    assert_eq!(stands(&scene, 0, Role::OtherIncome, None).await, 4_000);
    let wrong = correct_charge(&scene.desk, &by, sri.membership(), &note(Direction::More, 1), key()).await;
    assert_eq!(refused(wrong), FieldErrors::of("tagihan", Invalid::UnknownChoice), "somebody else's invoice");
    let books = own(&scene.desk, tini).await.unwrap();
    assert_eq!(books.invoices[0].number, format!("TAG/{}/0001", Day::of(scene.desk.now()).date().year()));
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_take_no_more_off_an_invoice_than_is_left_of_it() {
    let scene = Scene::new().await;
    let (tini, wati) = (&scene.members[0][0], &scene.members[1][0]);
    let [by, others] = [money_of(&scene, 0), money_of(&scene, 1)];
    let (first, second) = (scene.round().await, scene.round().await);
    let charge = invoice(&scene.desk, first, tini, 100_000).await;
    // What she owes for another one is no part of it, nor is what is noted in another koperasi.
    invoice(&scene.desk, second, tini, 500_000).await;
    let theirs = invoice(&scene.desk, first, wati, 70_000).await;
    let note =
        |charge, direction, amount| ChargeNote { charge, direction, amount: Rupiah(amount), reason: words("Kurang satu kilo") };
    let noted = async |n: &ChargeNote| correct_charge(&scene.desk, &by, tini.membership(), n, key()).await;
    correct_charge(&scene.desk, &others, wati.membership(), &note(theirs, Direction::Less, 70_000), key()).await.unwrap();
    noted(&note(charge, Direction::Less, 55_000)).await.unwrap();
    noted(&note(charge, Direction::More, 5_000)).await.unwrap();
    let above = |left| FieldErrors::of("jumlah", Invalid::AboveInvoice { left: Rupiah(left) });
    assert_eq!(refused(noted(&note(charge, Direction::Less, 50_001)).await), above(50_000));
    // Two at once take no more off than there is.
    let all = note(charge, Direction::Less, 45_000);
    let (one, two) = tokio::join!(noted(&all), noted(&all));
    let ((Ok(_), Err(late)) | (Err(late), Ok(_))) = (one, two) else { panic!("both or neither") };
    assert_eq!(refused::<JournalId>(Err(late)), above(5_000));
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(tini.membership().0)).await, 505_000);
    // Of what is left of the invoice some is paid.
    let paid = payment(&scene.desk, 450_000, PayWay::Money(Way::Cash));
    member_pays(&scene.desk, &by, tini.membership(), &paid, key()).await.unwrap();
    noted(&note(charge, Direction::More, 80_000)).await.unwrap();
    member_pays(&scene.desk, &by, tini.membership(), &payment(&scene.desk, 90_000, PayWay::Money(Way::Cash)), key())
        .await
        .unwrap();
    assert_eq!(refused(noted(&note(charge, Direction::Less, 50_000)).await), at_most_of(45_000));
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_treasurer_takes_little_off_an_invoice_and_more_takes_two() {
    let scene = Scene::new().await;
    let (tini, by, round) = (&scene.members[0][0], money_of(&scene, 0), scene.round().await);
    let charge = invoice(&scene.desk, round, tini, 300_000).await;
    let other = invoice(&scene.desk, scene.round().await, tini, 300_000).await;
    let note = |charge, direction, amount| ChargeNote { charge, direction, amount: Rupiah(amount), reason: words("Kurang") };
    let noted = async |n: &ChargeNote| correct_charge(&scene.desk, &by, tini.membership(), n, key()).await;
    let too_much = |left| FieldErrors::of("jumlah", Invalid::NeedsWriteOff { most: BY_ONE, left: Rupiah(left) });
    assert_eq!(refused(noted(&note(charge, Direction::Less, 100_001)).await), too_much(100_000));
    noted(&note(charge, Direction::Less, 70_000)).await.unwrap();
    // Adding to it first gives no room for more.
    noted(&note(charge, Direction::More, 70_000)).await.unwrap();
    assert_eq!(refused(noted(&note(charge, Direction::Less, 30_001)).await), too_much(30_000));
    noted(&note(charge, Direction::Less, 30_000)).await.unwrap();
    assert_eq!(refused(noted(&note(charge, Direction::Less, 1)).await), too_much(0));
    noted(&note(other, Direction::Less, 100_000)).await.expect("another invoice");
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(tini.membership().0)).await, 470_000);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_lowers_their_own_debt() {
    let scene = Scene::new().await;
    let by = money_of(&scene, 0);
    membership(&scene.desk, scene.koperasi[0], by.account()).await;
    let own = member_of(&scene.desk, scene.koperasi[0], by.account()).await;
    let charge = invoice(&scene.desk, scene.round().await, &own, 100_000).await;
    let note = |direction, amount| ChargeNote { charge, direction, amount: Rupiah(amount), reason: words("Kurang satu kilo") };
    let less = correct_charge(&scene.desk, &by, own.membership(), &note(Direction::Less, 1), key()).await;
    assert!(matches!(less, Err(BooksError::SameOfficer)), "{less:?}");
    correct_charge(&scene.desk, &by, own.membership(), &note(Direction::More, 1), key()).await.expect("against oneself");
    let colleague = treasurer(&officer(&scene.desk, scene.koperasi[0], Duty::Treasurer).await);
    correct_charge(&scene.desk, &colleague, own.membership(), &note(Direction::Less, 1), key()).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(own.membership().0)).await, 100_000);
}
