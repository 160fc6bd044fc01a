//! Lines that an officer moves.

use domain::form::Invalid;
use domain::ids::MembershipId;
use domain::money::Rupiah;
use domain::purchasing::State;
use domain::quantity::Quantity;
use domain::text::Line;

use super::*;
use crate::ids;
use crate::purchasing::RoundError;
use crate::purchasing::allocation::*;
use crate::purchasing::handout;
use crate::testing::goods::{delivery, deposit, received};

fn why() -> Line<200> {
    Line::parse("Sisanya cukup.").expect("a reason")
}

fn kg(units: u32) -> Quantity {
    Quantity::whole(units)
}

async fn moved(scene: &Scene, nth: usize, round: RoundId, member: MembershipId, to: u32) -> Result<(), RoundError> {
    move_line(&scene.desk, &scene.officers[nth][0], round, member, kg(to), &why()).await
}

/// What all members are charged, and what is left for the coordinator's stock, is what the goods cost.
async fn sums_hold(scene: &Scene, round: RoundId) {
    let rest = sqlx::query_scalar!(
        r#"select (round(r.unit_price::numeric * r.accepted_quantity / 1000) + r.transport - sum(a.goods + a.transport))::bigint as "n!"
           from round r join allocation a on a.round_id = r.id where r.id = $1 group by r.id"#,
        round.0
    );
    let (rest, stock) = (rest.fetch_one(scene.desk.db()).await.expect("a sum"), stock(scene, round).await);
    assert!(if stock == 0 { rest == 0 } else { rest > 0 }, "{rest} is nobody's, {stock} is left");
}

async fn stock(scene: &Scene, round: RoundId) -> i64 {
    sqlx::query_scalar!(r#"select stock_quantity as "n!" from round where id = $1"#, round.0)
        .fetch_one(scene.desk.db())
        .await
        .expect("a stock")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_gives_up_another_one_gets() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    with_fee(&scene, round, 250).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    let [[tini, sri], [wati, _]] = &scene.members;
    moved(&scene, 0, round, tini.membership(), 25).await.unwrap();
    assert_eq!((amounts(&scene, round).await, stock(&scene, round).await), (vec![25, 30, 20, 10], 15_000));
    sums_hold(&scene, round).await;
    moved(&scene, 0, round, sri.membership(), 45).await.unwrap();
    sums_hold(&scene, round).await;
    assert_eq!((amounts(&scene, round).await, stock(&scene, round).await), (vec![25, 45, 20, 10], 0));

    let seen = allocations(&scene.desk, &scene.overseer(0).await, round, 10, 0).await.unwrap().unwrap();
    assert_eq!(seen.count, 2, "own members by name");
    let line = &seen.lines[0];
    assert_eq!((line.computed, line.amount, line.reason.as_deref()), (kg(40), kg(25), Some("Sisanya cukup.")));
    let others: Vec<_> = seen.by_koperasi.iter().map(|t| (t.koperasi.as_str(), t.own, t.amount)).collect();
    assert_eq!(others, [("Koperasi Satu", true, kg(70)), ("Koperasi Dua", false, kg(30))]);
    let theirs = allocations(&scene.desk, &scene.overseer(1).await, round, 10, 0).await.unwrap().unwrap();
    assert_eq!(theirs.lines.iter().map(|l| l.membership).collect::<Vec<_>>().len(), 2);
    assert!(theirs.lines.iter().all(|l| l.membership != tini.membership()), "nobody of another koperasi");
    let own = allotted(&scene.desk, &scene.overseer(1).await, round, wati.membership()).await.unwrap().expect("their own");
    // 20 kg of 100 at Rp9.500, a fifth of the transport, and 2,5 % of the goods.
    assert_eq!((own.goods, own.transport, own.fee), (Rupiah(190_000), Rupiah(10_000), Rupiah(4_750)));
    assert!(allotted(&scene.desk, &scene.overseer(1).await, round, tini.membership()).await.unwrap().is_none());
    let told = sqlx::query_scalar!(
        r#"select count(*) as "n!" from notice where account_id = $1 and data -> 'what' -> 'moved' ->> 'reason' = 'Sisanya cukup.'"#,
        tini.account().0
    );
    assert_eq!(told.fetch_one(scene.desk.db()).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_moved_within_what_there_is() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let tini = scene.members[0][0].membership();
    let early = moved(&scene, 0, round, tini, 10).await;
    assert!(matches!(early, Err(RoundError::Moved { state: State::Ordered })), "computed anew when it arrives");
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    assert_eq!(refusal(moved(&scene, 0, round, tini, 41).await), Some(Invalid::MoreThan { max: kg(40) }));
    let half = Quantity::from_thousandths(10_500);
    let off = move_line(&scene.desk, &scene.officers[0][0], round, tini, half, &why()).await;
    assert_eq!(refusal(off), Some(Invalid::OffStep { step: kg(1) }));
    assert!(matches!(moved(&scene, 1, round, tini, 10).await, Err(RoundError::Unknown)), "another koperasi's member");
    assert!(matches!(moved(&scene, 0, round, ids::fresh(), 10).await, Err(RoundError::Unknown)));
    moved(&scene, 0, round, tini, 0).await.expect("none at all");
    moved(&scene, 0, round, tini, 0).await.expect("the second press");
    assert_eq!(amounts(&scene, round).await, [0, 30, 20, 10]);
    let audited = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'allocation.move'"#);
    assert_eq!(audited.fetch_one(scene.desk.db()).await.unwrap(), 1);
    moved(&scene, 1, round, scene.members[1][1].membership(), 30).await.expect("from the stock, by the other koperasi");
}

fn refusal(result: Result<(), RoundError>) -> Option<Invalid> {
    match result {
        Err(RoundError::Refused(errors)) => errors.get("jumlah").cloned(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_more_than_they_would_take() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    let [[tini, sri], [wati, yanto]] = &scene.members;
    moved(&scene, 0, round, tini.membership(), 0).await.unwrap();
    // Forty are stock; Sri said 45 at most, Wati no more than her 20, Yanto 30.
    assert_eq!(refusal(moved(&scene, 0, round, sri.membership(), 46).await), Some(Invalid::MoreThan { max: kg(45) }));
    assert_eq!(refusal(moved(&scene, 1, round, wati.membership(), 21).await), Some(Invalid::MoreThan { max: kg(20) }));
    moved(&scene, 0, round, sri.membership(), 45).await.unwrap();
    moved(&scene, 1, round, yanto.membership(), 30).await.unwrap();
    assert_eq!((amounts(&scene, round).await, stock(&scene, round).await), (vec![0, 45, 20, 30], 5_000));
    sums_hold(&scene, round).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_given_more_than_their_limit_covers() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    let [[tini, sri], [_, yanto]] = &scene.members;
    moved(&scene, 0, round, tini.membership(), 20).await.unwrap();
    // By now each is trusted with less than the 10.000 that a kilo costs with its transport: Sri with five
    // more, and what she has beside it is a deposit; Yanto with none.
    let by = scene.officers[0][1].treasurer().unwrap();
    ledger::set_limit(&scene.desk, &by, sri.membership(), Rupiah(300_000)).await.unwrap();
    deposit(&scene.desk, scene.koperasi[0], sri.membership(), 50_000).await;
    let theirs = scene.officers[1][1].treasurer().unwrap();
    ledger::set_limit(&scene.desk, &theirs, yanto.membership(), Rupiah(90_000)).await.unwrap();
    let above = |left| Some(Invalid::AboveTheirLimit { left: Rupiah(left) });
    assert_eq!(refusal(moved(&scene, 0, round, sri.membership(), 36).await), above(50_000));
    assert_eq!(refusal(moved(&scene, 1, round, yanto.membership(), 11).await), above(0));
    assert_eq!(amounts(&scene, round).await, [20, 30, 20, 10], "refused, nothing was written");
    moved(&scene, 0, round, sri.membership(), 35).await.unwrap();
    // Less is always possible.
    moved(&scene, 1, round, yanto.membership(), 9).await.unwrap();
    sums_hold(&scene, round).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_printed_or_fetched_stays() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    let [[tini, sri], [wati, _]] = &scene.members;
    let by = &scene.officers[0][0];
    handout::hand_out(&scene.desk, by, round, tini.membership()).await.unwrap();
    let stays = |result: Result<(), RoundError>| matches!(result, Err(RoundError::Stale { .. }));
    assert!(stays(moved(&scene, 0, round, tini.membership(), 10).await), "fetched");
    handout::confirm(&scene.desk, wati, round).await.unwrap();
    assert!(stays(moved(&scene, 1, round, wati.membership(), 10).await), "confirmed");
    handout::lock_list(&scene.desk, by, round, true).await.unwrap();
    assert!(stays(moved(&scene, 0, round, sri.membership(), 10).await), "printed");
    handout::lock_list(&scene.desk, by, round, false).await.unwrap();
    moved(&scene, 0, round, sri.membership(), 10).await.unwrap();
    let theirs = handout::lock_list(&scene.desk, &scene.officers[1][0], round, true).await;
    assert!(matches!(theirs, Err(RoundError::Unknown)), "the coordinator locks");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_never_give_the_same_stock_away() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    received(&scene.desk, &scene.officers[0][0], round, &delivery(100)).await;
    let [[tini, sri], [_, yanto]] = &scene.members;
    moved(&scene, 0, round, tini.membership(), 30).await.unwrap();
    let both = tokio::join!(moved(&scene, 0, round, sri.membership(), 40), moved(&scene, 1, round, yanto.membership(), 20));
    assert!(matches!(both, (Ok(()), Err(RoundError::Refused(_))) | (Err(RoundError::Refused(_)), Ok(()))), "{both:?}");
    assert_eq!(amounts(&scene, round).await.iter().sum::<i64>(), 100);
    sums_hold(&scene, round).await;
}
