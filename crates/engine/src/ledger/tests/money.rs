//! Money of members: paid in, paid back, owed, paid; two at once, the same press twice.

use domain::ledger::forms::WriteOff;
use domain::text::Paragraphs;

use super::*;
use crate::notices::{MoneyNews, News};
use crate::testing::books::owes;
use crate::testing::purchasing::{officer, open_round, pledge_row};
use crate::testing::world::membership;

#[tokio::test(flavor = "multi_thread")]
async fn a_deposit_goes_in_and_out_and_the_member_is_told() {
    let scene = Scene::new().await;
    let (tini, wati) = (&scene.members[0][0], &scene.members[1][0]);
    deposit(&scene, 0, tini, 500_000).await;
    deposit(&scene, 1, wati, 70_000).await;
    let by = money_of(&scene, 0);
    let bank = Movement { way: Way::Bank, ..movement(&scene.desk, 200_000) };
    deposit_out(&scene.desk, &by, tini.membership(), &bank, key()).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberDeposit, Some(tini.membership().0)).await, 300_000);
    assert_eq!((stands(&scene, 0, Role::Cash, None).await, stands(&scene, 0, Role::Bank, None).await), (500_000, -200_000));
    assert_eq!(stands(&scene, 1, Role::Cash, None).await, 70_000, "the other koperasi has its own book");
    let too_much = deposit_out(&scene.desk, &by, tini.membership(), &movement(&scene.desk, 300_001), key()).await;
    assert_eq!(refused(too_much), at_most_of(300_000));

    // Somebody of another koperasi is nobody here.
    let other = deposit_in(&scene.desk, &by, wati.membership(), &movement(&scene.desk, 1), key()).await;
    assert!(matches!(other, Err(BooksError::Unknown)));
    let told: Vec<MoneyNews> =
        sqlx::query_scalar!(r#"select data from notice where account_id = $1 order by at, id"#, tini.account().0)
            .fetch_all(scene.desk.db())
            .await
            .unwrap()
            .into_iter()
            .map(|data| match serde_json::from_value(serde_json::json!({ "kind": "money", "data": data })).unwrap() {
                News::Money { what, .. } => what,
                other => panic!("{other:?}"),
            })
            .collect();
    assert_eq!(told, [MoneyNews::DepositIn, MoneyNews::DepositOut]);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_withdrawals_at_once_take_no_more_than_there_is() {
    let scene = Scene::new().await;
    let tini = scene.members[0][0].membership();
    deposit(&scene, 0, &scene.members[0][0], 100_000).await;
    let (by, out) = (money_of(&scene, 0), movement(&scene.desk, 60_000));
    let second = scene.desk.second().await;
    let (first, second) =
        tokio::join!(deposit_out(&scene.desk, &by, tini, &out, key()), deposit_out(&second, &by, tini, &out, key()),);
    assert_eq!([&first, &second].into_iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {second:?}");
    assert_eq!(stands(&scene, 0, Role::MemberDeposit, Some(tini.0)).await, 40_000);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_press_finds_the_first_and_another_amount_is_no_second_press() {
    let scene = Scene::new().await;
    let tini = scene.members[0][0].membership();
    let (by, same, in_cash) = (money_of(&scene, 0), key(), movement(&scene.desk, 50_000));
    let (first, second) =
        tokio::join!(deposit_in(&scene.desk, &by, tini, &in_cash, same), deposit_in(&scene.desk, &by, tini, &in_cash, same),);
    assert_eq!(first.unwrap(), second.unwrap());
    let other = deposit_in(&scene.desk, &by, tini, &movement(&scene.desk, 60_000), same).await;
    assert!(matches!(other, Err(BooksError::Trouble(Trouble::KeyReused))), "{other:?}");
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 50_000);
    assert_eq!(journals_posted(&scene).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pledge_and_a_withdrawal_do_not_both_take_the_deposit() {
    let scene = Scene::new().await;
    let tini = &scene.members[0][0];
    let by = money_of(&scene, 0);
    set_limit(&scene.desk, &by, tini.membership(), Rupiah::ZERO).await.unwrap();
    deposit(&scene, 0, tini, 500_000).await;
    let round = open_round(&scene.desk, &scene.officers[0][0], scene.offer).await;
    pledge_row(&scene.desk, round, tini, 10, 0).await;
    let held = {
        let mut db = scene.desk.db().acquire().await.unwrap();
        credit(&mut db, scene.koperasi[0], tini.membership(), None).await.unwrap().held
    };
    assert!(held > Rupiah::ZERO);
    // Nothing of it is a deposit that the round asks for, and yet the pledge rests on it.
    let all = deposit_out(&scene.desk, &by, tini.membership(), &movement(&scene.desk, 500_000), key()).await;
    assert_eq!(refused(all), at_most_of(500_000 - held.0));
    let rest = movement(&scene.desk, 500_000 - held.0);
    deposit_out(&scene.desk, &by, tini.membership(), &rest, key()).await.unwrap();
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn debts_are_paid_with_money_or_out_of_the_deposit() {
    let scene = Scene::new().await;
    let tini = &scene.members[0][0];
    let (by, member) = (money_of(&scene, 0), tini.membership());
    owes(&scene.desk, scene.koperasi[0], member, 300_000).await;
    deposit(&scene, 0, tini, 120_000).await;
    let pay = async |amount, way| member_pays(&scene.desk, &by, member, &payment(&scene.desk, amount, way), key()).await;
    assert_eq!(refused(pay(300_001, PayWay::Money(Way::Bank)).await), at_most_of(300_000));
    assert_eq!(refused(pay(120_001, PayWay::Deposit).await), at_most_of(120_000));
    pay(120_000, PayWay::Deposit).await.unwrap();
    pay(100_000, PayWay::Money(Way::Cash)).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(member.0)).await, 80_000);
    assert_eq!(stands(&scene, 0, Role::MemberDeposit, Some(member.0)).await, 0);
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 220_000);
    assert_eq!(refused(pay(80_001, PayWay::Money(Way::Cash)).await), at_most_of(80_000));
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_is_set_once_and_counts() {
    let scene = Scene::new().await;
    let tini = &scene.members[0][0];
    let by = money_of(&scene, 0);
    for _ in 0..2 {
        set_limit(&scene.desk, &by, tini.membership(), Rupiah(250_000)).await.unwrap();
    }
    let audited = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'ledger.limit'"#);
    assert_eq!(audited.fetch_one(scene.desk.db()).await.unwrap(), 1, "the second changed nothing");
    let books = own(&scene.desk, tini).await.unwrap();
    assert_eq!((books.credit.limit, books.credit.left()), (Rupiah(250_000), Rupiah(250_000)));
    let other = own(&scene.desk, &scene.members[0][1]).await.unwrap();
    assert_eq!(other.credit.limit, FIRST_LIMIT);
    let stranger = set_limit(&scene.desk, &by, scene.members[1][0].membership(), Rupiah(1)).await;
    assert!(matches!(stranger, Err(BooksError::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_treasurer_does_not_set_their_own_limit() {
    let scene = Scene::new().await;
    let [by, others] = [money_of(&scene, 0), money_of(&scene, 1)];
    let [here, there] = scene.koperasi;
    let own = membership(&scene.desk, here, by.account()).await;
    let set = set_limit(&scene.desk, &by, own, Rupiah(9_000_000)).await;
    assert!(matches!(set, Err(BooksError::SameOfficer)), "{set:?}");
    let colleague = treasurer(&officer(&scene.desk, here, domain::access::Duty::Treasurer).await);
    set_limit(&scene.desk, &colleague, own, Rupiah(2_000_000)).await.unwrap();
    // Elsewhere they are a member like any other.
    let elsewhere = membership(&scene.desk, there, by.account()).await;
    set_limit(&scene.desk, &others, elsewhere, Rupiah(1)).await.unwrap();
    let limits = sqlx::query_scalar!("select amount from credit_limit order by amount").fetch_all(scene.desk.db()).await.unwrap();
    assert_eq!(limits, [1, 2_000_000]);
}

fn given_up(amount: i64) -> WriteOff {
    WriteOff { amount: Rupiah(amount), reason: Paragraphs::parse("Pindah tanpa alamat.").expect("a reason") }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debt_is_given_up_by_two_and_once() {
    let scene = Scene::new().await;
    let tini = scene.members[0][0].membership();
    let (by, koperasi) = (money_of(&scene, 0), scene.koperasi[0]);
    owes(&scene.desk, koperasi, tini, 90_000).await;
    assert_eq!(refused(ask_write_off(&scene.desk, &by, tini, &given_up(90_001), key()).await), at_most_of(90_000));
    let id = ask_write_off(&scene.desk, &by, tini, &given_up(90_000), key()).await.unwrap();
    let again = ask_write_off(&scene.desk, &by, tini, &given_up(10), key()).await;
    assert!(matches!(again, Err(BooksError::Done)), "{again:?}");
    // It waits today for the others, not for who asked; nothing of money waits for who is no treasurer.
    let today = async |account| {
        let overseer = crate::testing::purchasing::overseer(&scene.desk, koperasi, account).await;
        let due = due(&scene.desk, &overseer).await.unwrap();
        (due.write_offs, due.oldest_write_off.is_some(), due.money.map(|o| o.write_offs))
    };
    assert_eq!(today(by.account()).await, (0, false, Some(1)));
    assert_eq!(today(scene.officers[0][0].account()).await, (1, true, None));
    let own = decide_write_off(&scene.desk, by.officer(), id, true).await;
    assert!(matches!(own, Err(BooksError::SameOfficer)), "{own:?}");
    let stranger = decide_write_off(&scene.desk, &scene.officers[1][0], id, true).await;
    assert!(matches!(stranger, Err(BooksError::Unknown)), "{stranger:?}");

    // Two officers at once: one decides.
    let (chair, manager) = (&scene.officers[0][0], officer(&scene.desk, koperasi, domain::access::Duty::Manager).await);
    let second = scene.desk.second().await;
    let (first, second) =
        tokio::join!(decide_write_off(&scene.desk, chair, id, true), decide_write_off(&second, &manager, id, true));
    let done = [&first, &second].into_iter().filter(|r| matches!(r, Ok(Some(_)))).count();
    let late = [&first, &second].into_iter().filter(|r| matches!(r, Err(BooksError::Done))).count();
    assert_eq!((done, late), (1, 1), "{first:?} {second:?}");
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(tini.0)).await, 0);
    assert_eq!(stands(&scene, 0, Role::WriteOffLoss, None).await, 90_000);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_is_given_up_than_is_owed_by_then() {
    let scene = Scene::new().await;
    let tini = scene.members[0][0].membership();
    let by = money_of(&scene, 0);
    owes(&scene.desk, scene.koperasi[0], tini, 90_000).await;
    let id = ask_write_off(&scene.desk, &by, tini, &given_up(90_000), key()).await.unwrap();
    let paid = payment(&scene.desk, 30_000, PayWay::Money(Way::Cash));
    member_pays(&scene.desk, &by, tini, &paid, key()).await.unwrap();
    let chair = &scene.officers[0][0];
    assert_eq!(refused(decide_write_off(&scene.desk, chair, id, true).await), at_most_of(60_000));
    assert_eq!(decide_write_off(&scene.desk, chair, id, false).await.unwrap(), None, "refused, it is asked anew");
    ask_write_off(&scene.desk, &by, tini, &given_up(60_000), key()).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberReceivable, Some(tini.0)).await, 60_000);
}
