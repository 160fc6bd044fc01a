//! What pages show: ages, statements, balances, the trial balance; each koperasi its own.

use domain::ledger::{AccountCode, Line};

use super::*;
use crate::testing::books::{invoice_for, owes, posted_on};

#[tokio::test(flavor = "multi_thread")]
async fn payments_take_the_oldest_debt_first() {
    let scene = Scene::new().await;
    let [tini, sri] = &scene.members[0];
    let (koperasi, today) = (scene.koperasi[0], Day::of(scene.desk.now()));
    let by = money_of(&scene, 0);
    for (days, amount) in [(100, 10_000), (61, 20_000), (31, 30_000), (0, 40_000)] {
        let owed = [
            Line::debit(Role::MemberReceivable, Rupiah(amount)).of(tini.membership().0),
            Line::credit(Role::FeeIncome, Rupiah(amount)),
        ];
        posted_on(&scene.desk, koperasi, today.plus_days(-days), "settlement", None, &owed).await;
    }
    owes(&scene.desk, koperasi, sri.membership(), 5_000).await;
    owes(&scene.desk, scene.koperasi[1], scene.members[1][0].membership(), 9_000).await;
    let overseer = scene.overseer(0).await;
    let aged = async || {
        let all = ages(&scene.desk, &overseer).await.unwrap();
        all.into_iter().map(|a| (a.name, a.by_age.map(|r| r.0), a.owed.0)).collect::<Vec<_>>()
    };
    let sri_owes = ("Sri".to_owned(), [5_000, 0, 0, 0], 5_000);
    assert_eq!(aged().await, [("Tini".to_owned(), [40_000, 30_000, 20_000, 10_000], 100_000), sri_owes.clone()]);
    let paid = payment(&scene.desk, 25_000, PayWay::Money(Way::Cash));
    let journal = member_pays(&scene.desk, &by, tini.membership(), &paid, key()).await.unwrap();
    assert_eq!(aged().await, [("Tini".to_owned(), [40_000, 30_000, 5_000, 0], 75_000), sri_owes.clone()]);
    // Undone, the debts are as old as before: the mirror is no debt of today.
    correct(&scene.desk, &by, journal, &words("Salah"), key()).await.unwrap();
    assert_eq!(aged().await, [("Tini".to_owned(), [40_000, 30_000, 20_000, 10_000], 100_000), sri_owes]);
    let all = overview(&scene.desk, &overseer).await.unwrap();
    assert_eq!((all.overdue, all.overdue_amount), (1, Rupiah(60_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_runs_and_is_ones_own() {
    let scene = Scene::new().await;
    let [tini, sri] = &scene.members[0];
    deposit(&scene, 0, tini, 100_000).await;
    owes(&scene.desk, scene.koperasi[0], tini.membership(), 60_000).await;
    let by = money_of(&scene, 0);
    member_pays(&scene.desk, &by, tini.membership(), &payment(&scene.desk, 50_000, PayWay::Deposit), key()).await.unwrap();
    deposit(&scene, 0, sri, 1).await;
    let page = own_statement(&scene.desk, tini, 2, 0).await.unwrap();
    assert_eq!(page.total, 3);
    let shown: Vec<_> =
        page.rows.iter().map(|l| (l.kind.as_str(), l.deposit_change.0, l.owed_change.0, l.deposit.0, l.owed.0)).collect();
    assert_eq!(shown, [("deposit_used", -50_000, -50_000, 50_000, 10_000), ("settlement", 0, 60_000, 100_000, 60_000)]);
    let rest = statement(&scene.desk, &scene.overseer(0).await, tini.membership(), 2, 2).await.unwrap();
    assert_eq!(rest.rows.iter().map(|l| (l.number, l.deposit.0)).collect::<Vec<_>>(), [(1, 100_000)]);
    let strange = statement(&scene.desk, &scene.overseer(1).await, tini.membership(), 9, 0).await.unwrap();
    assert!(strange.rows.is_empty(), "another koperasi reads nothing");

    let books = own(&scene.desk, tini).await.unwrap();
    let lines = own_statement(&scene.desk, tini, 100, 0).await.unwrap().rows;
    let file = statement_pdf(domain::lang::Lang::Id, "Koperasi Satu", &books, &lines, Day::of(scene.desk.now()));
    assert!(file.starts_with(b"%PDF-"));
    assert!(lines.iter().all(|l| l.about().is_none()), "nothing beyond the kinds: {lines:?}");
    let sheet = statement_sheet(domain::lang::Lang::En, &lines);
    let csv = String::from_utf8(sheet.csv().unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.lines().nth(1).is_some_and(|first| first.contains("100000")), "the oldest first: {csv}");
    assert_eq!(&sheet.xlsx().unwrap()[..2], b"PK");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_are_listed_with_what_they_may_still_take() {
    let scene = Scene::new().await;
    let [tini, sri] = &scene.members[0];
    deposit(&scene, 0, tini, 100_000).await;
    owes(&scene.desk, scene.koperasi[0], sri.membership(), 40_000).await;
    let overseer = scene.overseer(0).await;
    let list = members(&scene.desk, &overseer, "", 50, 0).await.unwrap();
    let shown: Vec<_> = list.rows.iter().map(|m| (m.name.as_str(), m.credit.deposit.0, m.credit.owed.0)).collect();
    assert_eq!((shown, list.total), (vec![("Tini", 100_000, 0), ("Sri", 0, 40_000)], 2));
    for (search, found) in [("tin", 1), ("2", 1), ("%", 0), ("wati", 0), ("\0", 2)] {
        assert_eq!(members(&scene.desk, &overseer, search, 50, 0).await.unwrap().total, found, "{search:?}");
    }
    let number = list.rows[1].number;
    assert_eq!(member(&scene.desk, &overseer, number).await.unwrap().expect("Sri").credit.owed, Rupiah(40_000));
    assert!(member(&scene.desk, &overseer, 99).await.unwrap().is_none());

    // Who has left with something to settle is still listed.
    sqlx::query!("update membership set state = 'left', left_at = now() where koperasi_id = $1", scene.koperasi[0].0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    let left = members(&scene.desk, &overseer, "", 50, 0).await.unwrap();
    assert!(left.total == 2 && left.rows.iter().all(|m| !m.admitted));
    deposit_out(&scene.desk, &money_of(&scene, 0), tini.membership(), &movement(&scene.desk, 100_000), key()).await.unwrap();
    assert_eq!(members(&scene.desk, &overseer, "", 50, 0).await.unwrap().total, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_member_saved_is_rounded_as_everywhere() {
    let scene = Scene::new().await;
    let (tini, wati) = (&scene.members[0][0], &scene.members[1][0]);
    let rounds = [scene.round().await, scene.round().await, scene.round().await];
    for round in &rounds[..2] {
        sqlx::query!(
            "update round set reference_price = 15001, reference_day = current_date, reference_source = 'Pasar' where id = $1",
            round.0
        )
        .execute(scene.desk.db())
        .await
        .unwrap();
    }
    // Half a kilo of Rp15.001 is Rp7.501 to the nearest; of the third nobody knows what it costs elsewhere.
    for round in rounds {
        invoice_for(&scene.desk, round, tini, 500, 7_000).await;
        invoice_for(&scene.desk, round, wati, 1_000, 15_000).await;
    }
    assert_eq!(own(&scene.desk, tini).await.unwrap().saved, Rupiah(2 * 501));
    assert_eq!(own(&scene.desk, wati).await.unwrap().saved, Rupiah(2));
    let number = sqlx::query_scalar!(r#"select number as "n!" from membership where id = $1"#, tini.membership().0);
    let number = number.fetch_one(scene.desk.db()).await.unwrap();
    assert_eq!(member(&scene.desk, &scene.overseer(0).await, number).await.unwrap().expect("Tini").saved, Rupiah(1_002));
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_and_the_trial_balance_add_up() {
    let scene = Scene::new().await;
    let overseer = scene.overseer(0).await;
    let none = overview(&scene.desk, &overseer).await.unwrap();
    assert!(!none.begun && none.accounts.len() == domain::ledger::SEED.len(), "before there is a book");
    let today = Day::of(scene.desk.now());
    let [tini, sri] = &scene.members[0];
    deposit(&scene, 0, tini, 100_000).await;
    deposit(&scene, 0, sri, 30_000).await;
    deposit(&scene, 1, &scene.members[1][0], 1).await;
    let all = overview(&scene.desk, &overseer).await.unwrap();
    assert_eq!((all.balance(Role::Cash), all.sums()), (Rupiah(130_000), (Rupiah(130_000), Rupiah(130_000))));
    let trial = trial_balance(&scene.desk, &overseer, today).await.unwrap();
    assert_eq!((trial.rows.len(), trial.debit, trial.credit), (2, Rupiah(130_000), Rupiah(130_000)));
    assert!(trial_balance(&scene.desk, &overseer, today.plus_days(-1)).await.unwrap().rows.is_empty());

    let code = AccountCode::parse("2-1200").unwrap();
    let page = account(&scene.desk, &overseer, &code, None, 1, 0).await.unwrap().expect("the account of deposits");
    assert_eq!((page.lines.total, page.lines.rows[0].balance), (2, Rupiah(130_000)));
    assert_eq!(page.lines.rows[0].party.as_deref(), Some("2 · Sri"));
    let own = account(&scene.desk, &overseer, &code, Some(tini.membership().0), 9, 0).await.unwrap().unwrap();
    assert_eq!((own.lines.total, own.lines.rows[0].balance, own.party.as_deref()), (1, Rupiah(100_000), Some("1 · Tini")));
    assert!(account(&scene.desk, &overseer, &AccountCode::parse("5-9999").unwrap(), None, 9, 0).await.unwrap().is_none());

    let filter = Filter { kind: Some("deposit_in".into()), limit: 50, ..Filter::default() };
    let list = journals(&scene.desk, &overseer, &filter).await.unwrap();
    assert_eq!(list.rows.iter().map(|j| (j.number, j.amount.0)).collect::<Vec<_>>(), [(2, 30_000), (1, 100_000)]);
    for (from, until) in [(Some(today.plus_days(1)), None), (None, Some(today.plus_days(-1)))] {
        assert_eq!(
            journals(&scene.desk, &overseer, &Filter { from, until, limit: 50, ..Filter::default() }).await.unwrap().total,
            0
        );
    }
    let other = scene.overseer(1).await;
    assert!(journal(&scene.desk, &other, list.rows[0].id).await.unwrap().is_none(), "another koperasi reads no journal");
}
