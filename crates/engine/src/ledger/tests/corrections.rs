//! What was wrong is undone by its mirror, once; an invoice is corrected by a note.

use domain::ids::JournalId;
use domain::ledger::forms::{ChargeNote, Direction};

use super::*;
use crate::testing::books::{invoice, owes};

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
    assert_eq!(refused(noted(&note(Direction::Less, 100_001)).await), at_most_of(100_000));
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
