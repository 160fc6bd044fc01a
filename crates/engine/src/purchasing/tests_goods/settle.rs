//! Members charged, deposits used, two books written: once, and all or nothing.

use domain::dates::Day;
use domain::ledger::Role;
use domain::money::Rupiah;
use domain::purchasing::State;
use domain::quantity::Quantity;
use domain::text::Line;

use super::*;
use crate::ids;
use crate::purchasing::RoundError;
use crate::purchasing::allocation::move_line;
use crate::purchasing::preview::preview;
use crate::purchasing::settle::*;
use crate::testing::goods::{delivery, deposit, received, version};

/// A round of 100 kg that has arrived, with a fee of 2,5 %; Tini of the first koperasi gives up 10 kg that
/// become stock.
async fn arrived(scene: &Scene) -> RoundId {
    let round = hundred(scene).await;
    with_fee(scene, round, 250).await;
    let by = &scene.officers[0][0];
    received(&scene.desk, by, round, &delivery(100)).await;
    let tini = scene.members[0][0].membership();
    let why = Line::parse("Sudah cukup.").expect("a reason");
    move_line(&scene.desk, by, round, tini, Quantity::whole(30), &why).await.expect("she gets less");
    round
}

async fn settled(scene: &Scene, round: RoundId) -> Settled {
    let version = version(&scene.desk, round).await;
    settle(&scene.desk, &scene.officers[0][0], round, version, ids::fresh()).await.expect("it is settled")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_books_balance_and_say_the_same() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    let [one, two] = scene.koperasi;
    let [[tini, sri], [wati, yanto]] = &scene.members;
    // Tini has paid more than she will owe, Wati a part, the others nothing.
    deposit(&scene.desk, one, tini.membership(), 1_000_000).await;
    deposit(&scene.desk, two, wati.membership(), 50_000).await;
    let before = preview(&scene.desk, &scene.overseer(1).await, round).await.unwrap().unwrap();
    let done = settled(&scene, round).await;

    // 10.000 a kg with its transport, and 2,5 % of 9.500: 237,5 a kg.
    let (thirty, twenty, ten) = (307_125, 204_750, 102_375);
    assert_eq!(done.charges, 4);
    assert_eq!(done.total, Rupiah(2 * thirty + twenty + ten));
    assert_eq!(done.deposits, Rupiah(thirty + 50_000));
    assert_eq!(owes(&scene, tini).await, Rupiah::ZERO);
    assert_eq!(owes(&scene, sri).await, Rupiah(thirty));
    assert_eq!(owes(&scene, wati).await, Rupiah(twenty - 50_000));
    assert_eq!(owes(&scene, yanto).await, Rupiah(ten));
    let left = balance(&scene, one, Role::MemberDeposit, Some(tini.membership().0)).await;
    assert_eq!(left, Rupiah(1_000_000 - thirty), "the rest of the deposit stays");
    assert_eq!(balance(&scene, two, Role::MemberDeposit, None).await, Rupiah::ZERO);

    assert_eq!(balance(&scene, one, Role::RoundGoods, None).await, Rupiah::ZERO, "nothing is in between any more");
    assert_eq!(balance(&scene, one, Role::Stock, None).await, Rupiah(100_000));
    assert_eq!(balance(&scene, one, Role::FeeIncome, None).await, Rupiah(2 * 7_125));
    assert_eq!(balance(&scene, two, Role::FeeIncome, None).await, Rupiah(4_750 + 2_375), "each keeps its members' fee");
    let claim = balance(&scene, one, Role::KoperasiReceivable, Some(two.0)).await;
    assert_eq!((claim, balance(&scene, two, Role::KoperasiPayable, Some(one.0)).await), (Rupiah(300_000), Rupiah(300_000)));
    assert_eq!(balance(&scene, one, Role::SupplierPayable, None).await, Rupiah(1_000_000));
    books_hold(&scene).await;

    assert_eq!((before.members, before.cost, before.deposits), (2, Rupiah(300_000), Rupiah(50_000)));
    let after = preview(&scene.desk, &scene.overseer(1).await, round).await.unwrap().unwrap();
    assert_eq!(before.lines, after.lines, "what was said is what was done");
    assert_eq!(after.deposits, Rupiah(50_000));
    assert_eq!(after.journals.iter().map(|j| j.kind.as_str()).collect::<Vec<_>>(), ["settlement", "deposit_applied"]);
    assert_eq!(before.from_deposits, after.from_deposits);
    for (journal, said) in after.journals.iter().zip([&after.lines, &after.from_deposits]) {
        let posted = sqlx::query!(
            r#"select a.code, sum(l.debit)::bigint as "debit!", sum(l.credit)::bigint as "credit!"
               from journal j join journal_line l on l.journal_id = j.id join ledger_account a on a.id = l.account_id
               where j.id = $1 group by a.code"#,
            journal.id.0
        );
        let posted = posted.fetch_all(scene.desk.db()).await.unwrap();
        let mut posted: Vec<_> = posted.into_iter().map(|l| (l.code, l.debit, l.credit)).collect();
        let mut said: Vec<_> = said.iter().map(|l| (l.code.clone(), l.debit.0, l.credit.0)).collect();
        posted.sort_unstable();
        said.sort_unstable();
        assert_eq!(posted, said, "{}", journal.kind);
    }

    // In the book of the other koperasi whoever settled is the coordinator, in the own one a person.
    let theirs = ledger::journal(&scene.desk, &scene.overseer(1).await, after.journals[0].id).await.unwrap().expect("a journal");
    assert_eq!(theirs.posted_by.as_deref(), Some("Koperasi Satu"));
    let own = preview(&scene.desk, &scene.overseer(0).await, round).await.unwrap().unwrap().journals;
    let own = ledger::journal(&scene.desk, &scene.overseer(0).await, own[0].id).await.unwrap().expect("a journal");
    assert_eq!(own.posted_by.as_deref(), Some("Chair"));
    // An office that has ended was held all the same.
    sqlx::query!("update office set ended_at = now() where account_id = $1", scene.officers[0][0].account().0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    let reader = crate::testing::purchasing::overseer(&scene.desk, one, scene.officers[0][1].account()).await;
    let later = ledger::journal(&scene.desk, &reader, own.id).await.unwrap().expect("a journal");
    assert_eq!(later.posted_by.as_deref(), Some("Chair"));
}

#[tokio::test(flavor = "multi_thread")]
async fn charges_are_numbered_in_each_koperasi_and_everyone_is_told() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    settled(&scene, round).await;
    let year = Day::of(scene.desk.now()).date().year();
    let rows = sqlx::query!(
        r#"select k.name, c.year, c.number, c.quantity, c.total as "total!", j.kind
           from charge c join koperasi k on k.id = c.koperasi_id join journal j on j.id = c.journal_id order by 1 desc, 3"#
    );
    let rows = rows.fetch_all(scene.desk.db()).await.unwrap();
    let numbers: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.year, r.number, r.quantity)).collect();
    assert_eq!(
        numbers,
        [
            ("Koperasi Satu", year, 1, 30_000),
            ("Koperasi Satu", year, 2, 30_000),
            ("Koperasi Dua", year, 1, 20_000),
            ("Koperasi Dua", year, 2, 10_000)
        ]
    );
    assert!(rows.iter().all(|r| r.kind == "settlement"));
    let told = sqlx::query_scalar!(
        r#"select count(*) as "n!" from notice where kind = 'round' and data -> 'what' -> 'settled' ->> 'total' = $1"#,
        rows[2].total.to_string()
    );
    assert_eq!(told.fetch_one(scene.desk.db()).await.unwrap(), 1, "the member who got 20 kg");
    let officers =
        sqlx::query_scalar!(r#"select count(*) as "n!" from notice where kind = 'round_office' and data ->> 'what' = 'settled'"#);
    assert_eq!(officers.fetch_one(scene.desk.db()).await.unwrap(), 3, "all officers but who pressed the button");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_happens_once() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    let [chair, treasurer] = &scene.officers[0];
    let (version, key, other) = (version(&scene.desk, round).await, ids::fresh(), ids::fresh());
    let stranger = settle(&scene.desk, &scene.officers[1][0], round, version, ids::fresh()).await;
    assert!(matches!(stranger, Err(RoundError::Unknown)), "the coordinator settles");
    let stale = settle(&scene.desk, chair, round, version - 1, ids::fresh()).await;
    assert!(matches!(stale, Err(RoundError::Stale { .. })));
    // The same button twice, another page of the same officer, and another officer, all at once.
    let (first, again, page, colleague) = tokio::join!(
        settle(&scene.desk, chair, round, version, key),
        settle(&scene.desk, chair, round, version, key),
        settle(&scene.desk, chair, round, version, other),
        settle(&scene.desk, treasurer, round, version, ids::fresh())
    );
    let results = [first, again, page, colleague];
    let moved = |r: &Result<Settled, RoundError>| matches!(r, Err(RoundError::Moved { state: State::Settled }));
    let done = results.iter().filter(|r| r.is_ok()).count();
    assert!((1..=2).contains(&done), "{results:?}");
    assert!(results.iter().all(|r| r.is_ok() || moved(r)), "{results:?}");
    assert_eq!((count(&scene, "charge").await, count(&scene, "journal").await), (4, 3), "one receipt, two settlements");
    books_hold(&scene).await;

    let [key, late] = [ids::fresh(), ids::fresh()];
    let round = arrived(&scene).await;
    let version = crate::testing::goods::version(&scene.desk, round).await;
    let first = settle(&scene.desk, chair, round, version, key).await.unwrap();
    assert_eq!(settle(&scene.desk, chair, round, version, key).await.unwrap(), first, "found by its key");
    assert!(moved(&settle(&scene.desk, chair, round, version, late).await), "another page");
    assert_eq!(count(&scene, "charge").await, 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_the_goods() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let version = version(&scene.desk, round).await;
    let early = settle(&scene.desk, &scene.officers[0][0], round, version, ids::fresh()).await;
    assert!(matches!(early, Err(RoundError::Moved { state: State::Ordered })));
    assert_eq!(count(&scene, "book").await, 0);
}

/// Takes a role out of a koperasi's mapping, so that its journal cannot be posted.
async fn break_book(scene: &Scene, nth: usize, role: Role) {
    let mut tx = scene.desk.begin(scene.officers[nth][0].account()).await.expect("a transaction");
    let book = ledger::book(&mut tx, scene.koperasi[nth]).await.expect("a book");
    tx.commit().await.expect("a commit");
    sqlx::query!("delete from ledger_role where book_id = $1 and role = $2", book.0, role.code())
        .execute(scene.desk.db())
        .await
        .expect("it is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_second_book_fails_nothing_is_written_anywhere() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    // Whichever of the two comes second by its id.
    let second = usize::from(scene.koperasi[1] > scene.koperasi[0]);
    let broken = if second == 1 { Role::KoperasiPayable } else { Role::RoundGoods };
    break_book(&scene, second, broken).await;
    let told = count(&scene, "notice").await;
    let version = version(&scene.desk, round).await;
    let key = ids::fresh();
    let failed = settle(&scene.desk, &scene.officers[0][0], round, version, key).await;
    assert!(matches!(failed, Err(RoundError::Trouble(_))), "{failed:?}");
    assert_eq!(state(&scene, round).await, "received");
    assert_eq!((count(&scene, "charge").await, count(&scene, "journal").await), (0, 1), "the receipt's alone");
    assert_eq!(count(&scene, "notice").await, told);
    let numbers = sqlx::query_scalar!(r#"select count(*) as "n!" from document_number where kind = 'TAG'"#);
    assert_eq!(numbers.fetch_one(scene.desk.db()).await.unwrap(), 0, "no number is lost");
    books_hold(&scene).await;

    let code = if second == 1 { "2-1150" } else { "1-1400" };
    sqlx::query!(
        "insert into ledger_role (book_id, role, account_id)
         select b.id, $2, a.id from ledger_book b join ledger_account a on a.book_id = b.id and a.code = $3 where b.koperasi_id = $1",
        scene.koperasi[second].0,
        broken.code(),
        code
    )
    .execute(scene.desk.db())
    .await
    .unwrap();
    // The same button, once that is mended.
    settle(&scene.desk, &scene.officers[0][0], round, version, key).await.unwrap();
    assert_eq!(count(&scene, "charge").await, 4);
    books_hold(&scene).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settlement_that_is_cut_off_leaves_nothing() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    let version = version(&scene.desk, round).await;
    // Somebody holds the last statement's row back, and the one who settles goes away meanwhile.
    let mut holder = scene.desk.db().begin().await.unwrap();
    sqlx::query!("select id from membership where id = $1 for update", scene.members[1][1].membership().0)
        .fetch_one(&mut *holder)
        .await
        .unwrap();
    let cut = {
        let settling = settle(&scene.desk, &scene.officers[0][0], round, version, ids::fresh());
        tokio::time::timeout(std::time::Duration::from_millis(300), settling).await
    };
    assert!(cut.is_err(), "it waits for the membership");
    holder.rollback().await.unwrap();
    let done = settle(&scene.desk, &scene.officers[0][0], round, version, ids::fresh()).await.unwrap();
    assert_eq!(done.charges, 4, "as if the first had never been");
    assert_eq!((count(&scene, "charge").await, count(&scene, "journal").await), (4, 3));
    books_hold(&scene).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_add_up_is_not_posted() {
    let scene = Scene::new().await;
    let round = arrived(&scene).await;
    sqlx::query!("update allocation set goods = goods + 1 where membership_id = $1", scene.members[0][1].membership().0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    // A rupiah too many is still somebody's: it is taken from the stock. More than the stock is worth is not.
    sqlx::query!("update allocation set goods = goods + 100000 where membership_id = $1", scene.members[0][1].membership().0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    let version = version(&scene.desk, round).await;
    let wrong = settle(&scene.desk, &scene.officers[0][0], round, version, ids::fresh()).await;
    assert!(matches!(wrong, Err(RoundError::Trouble(_))), "{wrong:?}");
    assert_eq!((state(&scene, round).await.as_str(), count(&scene, "charge").await), ("received", 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn deposits_are_not_spent_twice_by_two_rounds() {
    let scene = Scene::new().await;
    let one = scene.koperasi[0];
    let (first, second) = (arrived(&scene).await, arrived(&scene).await);
    let tini = &scene.members[0][0];
    deposit(&scene.desk, one, tini.membership(), 400_000).await;
    let by = &scene.officers[0];
    let (v1, v2) = (version(&scene.desk, first).await, version(&scene.desk, second).await);
    let (a, b) =
        tokio::join!(settle(&scene.desk, &by[0], first, v1, ids::fresh()), settle(&scene.desk, &by[1], second, v2, ids::fresh()));
    assert_eq!(a.unwrap().deposits.0 + b.unwrap().deposits.0, 400_000, "all of it, and not more");
    assert_eq!(balance(&scene, one, Role::MemberDeposit, None).await, Rupiah::ZERO);
    assert_eq!(owes(&scene, tini).await, Rupiah(2 * 307_125 - 400_000));
    books_hold(&scene).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_other_rounds_ask_for_stays_a_deposit() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    let round = arrived(&scene).await;
    let [[tini, sri], [wati, _]] = &scene.members;
    // Another round asks for half of it beforehand: Rp50.000 of Tini's, Rp100.000 of Wati's; Sri's is over.
    let other = scene.round().await;
    join(&scene.desk, other, two).await;
    let over = scene.round().await;
    for asks in [other, over] {
        sqlx::query!("update round set deposit_bp = 5000 where id = $1", asks.0).execute(scene.desk.db()).await.unwrap();
    }
    pledge_row(&scene.desk, other, tini, 10, 0).await;
    pledge_row(&scene.desk, other, wati, 20, 0).await;
    pledge_row(&scene.desk, over, sri, 10, 0).await;
    sqlx::query!("update round set state = 'cancelled', cancelled_at = now() where id = $1", over.0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    for (koperasi, member, amount) in [(one, tini, 120_000), (two, wati, 90_000), (one, sri, 60_000)] {
        deposit(&scene.desk, koperasi, member.membership(), amount).await;
    }
    let said = async |nth| preview(&scene.desk, &scene.overseer(nth).await, round).await.unwrap().unwrap().deposits;
    assert_eq!((said(0).await, said(1).await), (Rupiah(70_000 + 60_000), Rupiah::ZERO));
    assert_eq!(settled(&scene, round).await.deposits, Rupiah(130_000));
    assert_eq!((said(0).await, said(1).await), (Rupiah(130_000), Rupiah::ZERO), "what was said is what was done");
    let stands =
        async |koperasi, member: &Member| balance(&scene, koperasi, Role::MemberDeposit, Some(member.membership().0)).await.0;
    assert_eq!((stands(one, tini).await, stands(one, sri).await, stands(two, wati).await), (50_000, 0, 90_000));
    books_hold(&scene).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_without_members_passes_all_of_it_on() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    join(&scene.desk, round, scene.koperasi[1]).await;
    pledge_row(&scene.desk, round, &scene.members[1][0], 10, 0).await;
    ordered(&scene.desk, round, 20).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(20)).await;
    let done = settled(&scene, round).await;
    // 20 kg at Rp10.000 and Rp50.000 for bringing them; half of it is the member's.
    assert_eq!((done.charges, done.total), (1, Rupiah(125_000)));
    let [one, two] = scene.koperasi;
    assert_eq!(balance(&scene, one, Role::Stock, None).await, Rupiah(125_000));
    assert_eq!(balance(&scene, one, Role::RoundGoods, None).await, Rupiah::ZERO);
    assert_eq!(balance(&scene, one, Role::KoperasiReceivable, Some(two.0)).await, Rupiah(125_000));
    books_hold(&scene).await;
}
