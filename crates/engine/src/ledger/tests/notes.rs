//! Notes on what suppliers are owed, and on what koperasi owe each other.

use domain::ids::{AccountId, JournalId};
use domain::ledger::forms::{Arrival, Direction, KoperasiNote, SupplierNote};

use super::others::slug_of;
use super::*;
use crate::notices::News;
use crate::testing::books::{between as owing, owed_to_supplier};
use crate::testing::purchasing::supplier;

fn of_supplier(direction: Direction, amount: i64) -> SupplierNote {
    SupplierNote { direction, amount: Rupiah(amount), reason: words("Faktur lain harganya") }
}

fn less(amount: i64) -> KoperasiNote {
    KoperasiNote { amount: Rupiah(amount), reason: words("Dua karung basah") }
}

async fn audited(scene: &Scene, action: &str) -> i64 {
    sqlx::query_scalar("select count(*) from audit where action = $1")
        .bind(action)
        .fetch_one(scene.desk.db())
        .await
        .expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supplier_is_owed_is_corrected_by_a_note() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    let (id, other) = (supplier(&scene.desk, one).await, supplier(&scene.desk, one).await);
    owed_to_supplier(&scene.desk, one, id, None, 400_000).await;
    owed_to_supplier(&scene.desk, one, other, None, 900_000).await;
    owed_to_supplier(&scene.desk, two, id, None, 900_000).await;
    let (by, slug) = (money_of(&scene, 0), slug_of(&scene, id).await);
    let note = async |direction, amount| supplier_note(&scene.desk, &by, &slug, &of_supplier(direction, amount), key()).await;
    assert_eq!(refused(note(Direction::Less, 400_001).await), at_most_of(400_000), "neither of another supplier's nor elsewhere");
    note(Direction::Less, 60_000).await.unwrap();
    let more = note(Direction::More, 25_000).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::SupplierPayable, Some(id.0)).await, 365_000);
    assert_eq!(stands(&scene, 0, Role::OtherIncome, None).await, 60_000);
    assert_eq!(stands(&scene, 0, Role::OtherExpense, None).await, 25_000);
    assert_eq!(stands(&scene, 0, Role::SupplierPayable, Some(other.0)).await, 900_000);
    assert_eq!(stands(&scene, 1, Role::SupplierPayable, Some(id.0)).await, 900_000, "the other koperasi has its own book");
    assert_eq!(audited(&scene, "ledger.supplier_note").await, 2);

    // Both are among what is to be paid: the one as if it were paid, the other as a debt of its own.
    let debt = supplier_debt(&scene.desk, &scene.overseer(0).await, &slug).await.unwrap().expect("owed");
    assert_eq!(debt.owed, Rupiah(365_000));
    assert_eq!(debt.items.iter().map(|i| i.open.0).collect::<Vec<_>>(), [340_000, 25_000]);
    assert_eq!(debt.items[1].title, "Nota koreksi pemasok: Faktur lain harganya");

    // A note is corrected by a note, not by a mirror.
    let undone = correct(&scene.desk, &by, more, &words("Salah"), key()).await;
    assert!(matches!(undone, Err(BooksError::Fixed(Obstacle::Kind))), "{undone:?}");
    // Two at once take no more off than there is.
    let (first, second) = tokio::join!(note(Direction::Less, 365_000), note(Direction::Less, 365_000));
    let ((Ok(_), Err(late)) | (Err(late), Ok(_))) = (first, second) else { panic!("both or neither") };
    assert_eq!(refused::<JournalId>(Err(late)), at_most_of(0));
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_pressed_twice_is_one() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    let id = supplier(&scene.desk, one).await;
    owed_to_supplier(&scene.desk, one, id, None, 50_000).await;
    owing(&scene.desk, two, one, 50_000).await;
    let (by, slug, debtor) = (money_of(&scene, 0), slug_of(&scene, id).await, money_of(&scene, 1).koperasi().slug.clone());
    let (first, second) = (key(), key());
    let (all, some) = (of_supplier(Direction::Less, 50_000), less(50_000));
    let note = supplier_note(&scene.desk, &by, &slug, &all, first).await.unwrap();
    assert_eq!(supplier_note(&scene.desk, &by, &slug, &all, first).await.unwrap(), note);
    let claim = koperasi_note(&scene.desk, &by, &debtor, &some, second).await.unwrap();
    assert_eq!(koperasi_note(&scene.desk, &by, &debtor, &some, second).await.unwrap(), claim);
    let reused = koperasi_note(&scene.desk, &by, &debtor, &less(1), second).await;
    assert!(matches!(reused, Err(BooksError::Trouble(Trouble::KeyReused))), "{reused:?}");
    assert_eq!(stands(&scene, 0, Role::SupplierPayable, None).await, 0);
    assert_eq!(stands(&scene, 0, Role::KoperasiReceivable, None).await, 0);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_suppliers_that_a_koperasi_has_to_do_with_get_notes() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    let (owed, strange) = (supplier(&scene.desk, two).await, supplier(&scene.desk, two).await);
    owed_to_supplier(&scene.desk, one, owed, None, 70_000).await;
    owed_to_supplier(&scene.desk, two, strange, None, 70_000).await;
    sqlx::query!("update supplier set archived_at = now()").execute(scene.desk.db()).await.unwrap();
    let by = money_of(&scene, 0);
    let before = journals_posted(&scene).await;
    for direction in Direction::ALL {
        let slug = slug_of(&scene, strange).await;
        let answer = supplier_note(&scene.desk, &by, &slug, &of_supplier(direction, 1), key()).await;
        assert!(matches!(answer, Err(BooksError::Unknown)), "{direction:?}: {answer:?}");
    }
    assert_eq!(journals_posted(&scene).await, before);
    let slug = slug_of(&scene, owed).await;
    supplier_note(&scene.desk, &by, &slug, &of_supplier(Direction::Less, 70_000), key()).await.unwrap();
    supplier_note(&scene.desk, &by, &slug, &of_supplier(Direction::More, 5), key()).await.expect("owed nothing before");
    assert_eq!(stands(&scene, 0, Role::SupplierPayable, Some(owed.0)).await, 5);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_is_owed_takes_something_off_and_both_books_have_it() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    owing(&scene.desk, two, one, 250_000).await;
    let (creditor, debtor) = (money_of(&scene, 0), money_of(&scene, 1));
    let (to, from) = (creditor.koperasi().slug.clone(), debtor.koperasi().slug.clone());
    let before = journals_posted(&scene).await;
    let own = koperasi_note(&scene.desk, &debtor, &to, &less(1), key()).await;
    assert_eq!(refused(own), at_most_of(0), "nobody lowers what they owe");
    let itself = koperasi_note(&scene.desk, &creditor, &to, &less(1), key()).await;
    assert!(matches!(itself, Err(BooksError::Unknown)), "{itself:?}");
    assert_eq!(journals_posted(&scene).await, before);

    let journal_of_note = koperasi_note(&scene.desk, &creditor, &from, &less(30_000), key()).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::KoperasiReceivable, Some(two.0)).await, 220_000);
    assert_eq!(stands(&scene, 0, Role::OtherExpense, None).await, 30_000);
    assert_eq!(stands(&scene, 1, Role::KoperasiPayable, Some(one.0)).await, 220_000);
    assert_eq!(stands(&scene, 1, Role::OtherIncome, None).await, 30_000);
    assert_eq!(audited(&scene, "ledger.koperasi_note").await, 2, "each koperasi finds it in its own");
    silent(&scene.desk).await;

    // In the other book it goes by the name of the koperasi that wrote it.
    let list = journals(&scene.desk, &scene.overseer(1).await, &Filter { limit: 1, ..Filter::default() }).await.unwrap();
    assert_eq!(list.rows[0].kind, "koperasi_note");
    let theirs = journal(&scene.desk, &scene.overseer(1).await, list.rows[0].id).await.unwrap().expect("their journal");
    assert_eq!(theirs.posted_by.as_deref(), Some("Koperasi Satu"));
    assert!(journal(&scene.desk, &scene.overseer(1).await, journal_of_note).await.unwrap().is_none(), "that is the other's");
    let undone = correct(&scene.desk, &debtor, theirs.id, &words("Salah"), key()).await;
    assert!(matches!(undone, Err(BooksError::Fixed(Obstacle::Kind))), "{undone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_paid_is_not_taken_off() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    owing(&scene.desk, two, one, 250_000).await;
    // The other way round, and not of this claim.
    owing(&scene.desk, one, two, 90_000).await;
    let (creditor, debtor) = (money_of(&scene, 0), money_of(&scene, 1));
    let (to, from) = (creditor.koperasi().slug.clone(), debtor.koperasi().slug.clone());
    let note = async |amount| koperasi_note(&scene.desk, &creditor, &from, &less(amount), key()).await;
    let paid = pay_koperasi(&scene.desk, &debtor, &to, &movement(&scene.desk, 200_000), key()).await.unwrap();
    pay_koperasi(&scene.desk, &creditor, &from, &movement(&scene.desk, 40_000), key()).await.unwrap();
    assert_eq!(refused(note(50_001).await), at_most_of(50_000));
    note(20_000).await.unwrap();
    silent(&scene.desk).await;
    let arrival = Arrival { way: Way::Bank, day: Day::of(scene.desk.now()) };
    confirm(&scene.desk, &creditor, paid, &arrival).await.unwrap();
    assert_eq!(refused(note(30_001).await), at_most_of(30_000), "confirmed, it counts no longer twice");
    // A payment and a note at once: whoever comes later finds what is left.
    let movement = movement(&scene.desk, 30_000);
    let (taken, sent) = tokio::join!(note(30_000), pay_koperasi(&scene.desk, &debtor, &to, &movement, key()));
    assert!(taken.is_ok() != sent.is_ok(), "{taken:?} {sent:?}");
    assert_eq!(stands(&scene, 1, Role::KoperasiPayable, Some(one.0)).await, 0);
    assert_eq!(stands(&scene, 0, Role::KoperasiPayable, Some(two.0)).await, 50_000);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_koperasi_note_at_once_without_waiting_for_each_other() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    owing(&scene.desk, two, one, 50_000).await;
    owing(&scene.desk, one, two, 50_000).await;
    let (left, right) = (money_of(&scene, 0), money_of(&scene, 1));
    let (to_left, to_right) = (left.koperasi().slug.clone(), right.koperasi().slug.clone());
    for _ in 0..5 {
        let note = less(10_000);
        let (first, second) = tokio::join!(
            koperasi_note(&scene.desk, &left, &to_right, &note, key()),
            koperasi_note(&scene.desk, &right, &to_left, &note, key())
        );
        assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    }
    for nth in 0..2 {
        assert_eq!(stands(&scene, nth, Role::KoperasiReceivable, None).await, 0);
        assert_eq!(stands(&scene, nth, Role::KoperasiPayable, None).await, 0);
    }
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_treasurers_of_both_koperasi_are_told_of_a_note() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    owing(&scene.desk, two, one, 250_000).await;
    let (creditor, debtor) = (money_of(&scene, 0), money_of(&scene, 1));
    let colleague = crate::testing::purchasing::officer(&scene.desk, one, domain::access::Duty::Treasurer).await;
    koperasi_note(&scene.desk, &creditor, &debtor.koperasi().slug, &less(30_000), key()).await.unwrap();
    let told = sqlx::query!(
        r#"select account_id as "account: AccountId", data, link from notice where kind = 'koperasi_note' order by link desc"#
    )
    .fetch_all(scene.desk.db())
    .await
    .unwrap();
    let mut to: Vec<AccountId> = told.iter().map(|row| row.account).collect();
    to.sort_unstable();
    let mut expected = vec![colleague.account(), debtor.account()];
    expected.sort_unstable();
    assert_eq!(to, expected, "not whoever wrote it, nor officers without the money duty");
    for row in told {
        let slug = if row.account == debtor.account() { &debtor.koperasi().slug } else { &creditor.koperasi().slug };
        assert_eq!(row.link, format!("/pengurus/{slug}/buku/koperasi"));
        let news: News = serde_json::from_value(serde_json::json!({ "kind": "koperasi_note", "data": row.data })).unwrap();
        let expected = News::KoperasiNote {
            koperasi: slug.to_string(),
            by: "Koperasi Satu".to_owned(),
            of: "Koperasi Dua".to_owned(),
            amount: Rupiah(30_000),
            reason: "Dua karung basah".to_owned(),
        };
        assert_eq!(news, expected);
    }
}
