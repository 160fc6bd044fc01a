//! Whatever is pledged, delivered, damaged and moved: members pay to the rupiah what the supplier and the
//! koperasi get.

use domain::ledger::Role;
use domain::money::{Price, Rupiah};
use domain::purchasing::Delivery;
use domain::quantity::Quantity;
use domain::text::Line;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::*;
use crate::ids;
use crate::purchasing::allocation::move_line;
use crate::purchasing::receipt::{finish_receiving, receive};
use crate::purchasing::settle::settle;
use crate::testing::goods::{deposit, version};

#[derive(Debug)]
struct Case {
    pledges: [(u32, u32); 4],
    /// Of the order, in thousandths of it; then of that, damaged.
    delivered: i64,
    damaged: i64,
    damaged_paid: bool,
    price: i64,
    transport: i64,
    fee_bp: i32,
    fee_per_unit: i64,
    by_value: bool,
    /// What the first member is left with, in hundredths of what was computed.
    kept: i64,
    deposits: [i64; 4],
}

fn cases() -> impl Strategy<Value = Case> {
    let pledges = prop::array::uniform4((1..60_u32, 0..20_u32));
    let goods = (100..=1000_i64, 0..=900_i64, any::<bool>(), 500..20_000_i64, 0..100_000_i64);
    let rules = (0..1000_i32, 0..500_i64, any::<bool>(), any::<bool>(), 0..=100_i64);
    let deposits = prop::array::uniform4(0..600_000_i64);
    (pledges, goods, rules, deposits).prop_map(|(pledges, goods, rules, deposits)| {
        let (delivered, damaged, damaged_paid, price, transport) = goods;
        let (bp, each, share, by_value, kept) = rules;
        let (fee_bp, fee_per_unit) = if share { (bp, 0) } else { (0, each) };
        Case { pledges, delivered, damaged, damaged_paid, price, transport, fee_bp, fee_per_unit, by_value, kept, deposits }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rupiah_is_somebodys() {
    let mut runner = TestRunner::deterministic();
    let scene = Scene::new().await;
    for _ in 0..12 {
        let case = cases().new_tree(&mut runner).expect("a case").current();
        try_one(&scene, &case).await;
    }
    books_hold(&scene).await;
}

async fn try_one(scene: &Scene, case: &Case) {
    let round = scene.round().await;
    join(&scene.desk, round, scene.koperasi[1]).await;
    sqlx::query!(
        "update round set fee_bp = $2, fee_per_unit = $3, transport_split = case when $4 then 'value' else 'quantity' end where id = $1",
        round.0,
        case.fee_bp,
        case.fee_per_unit,
        case.by_value
    )
    .execute(scene.desk.db())
    .await
    .expect("its rules");
    for (nth, (quantity, tolerance)) in case.pledges.iter().enumerate() {
        let member = &scene.members[nth / 2][nth % 2];
        pledge_row(&scene.desk, round, member, *quantity, *tolerance).await;
        if case.deposits[nth] > 0 {
            deposit(&scene.desk, member.koperasi().id, member.membership(), case.deposits[nth]).await;
        }
    }
    let most: u32 = case.pledges.iter().map(|(quantity, tolerance)| quantity + tolerance).sum();
    ordered(&scene.desk, round, most + 5).await;

    let by = &scene.officers[0][0];
    let delivered = (i64::from(most + 5) * case.delivered).max(1);
    let damaged = delivered * case.damaged / 1000;
    let parts = [delivered / 3, delivered - delivered / 3].into_iter().filter(|part| *part > 0);
    let mut broken = damaged;
    for part in parts {
        let damaged = broken.min(part);
        broken -= damaged;
        let delivery = Delivery {
            delivered: Quantity::from_thousandths(part),
            damaged: Quantity::from_thousandths(damaged),
            damaged_paid: case.damaged_paid,
            unit_price: Some(Price::new(Rupiah(case.price)).expect("a price")),
            transport: Some(Rupiah(case.transport)),
            note: None,
        };
        receive(&scene.desk, by, round, &delivery, None, ids::fresh()).await.unwrap_or_else(|e| panic!("{e}: {case:?}"));
    }
    let before = [payable(scene).await, goods_between(scene).await];
    assert_eq!(before[1], Rupiah::ZERO);
    // What one wrote down may be dearer than it was ordered: another one finishes.
    let second = &scene.officers[0][1];
    finish_receiving(&scene.desk, second, round, version(&scene.desk, round).await)
        .await
        .unwrap_or_else(|e| panic!("{e}: {case:?}"));
    let price = Price::new(Rupiah(case.price)).expect("a price");
    let accepted = price.for_quantity(Quantity::from_thousandths(delivered - damaged)).expect("it fits");
    let loss =
        if case.damaged_paid { price.for_quantity(Quantity::from_thousandths(damaged)).expect("it fits") } else { Rupiah::ZERO };
    assert_eq!(goods_between(scene).await, Rupiah(accepted.0 + case.transport), "{case:?}");
    assert_eq!(payable(scene).await.0 - before[0].0, accepted.0 + case.transport + loss.0, "{case:?}");

    let first = &scene.members[0][0];
    let computed = amounts(scene, round).await[0];
    let to = Quantity::whole(u32::try_from(computed * case.kept / 100).expect("small"));
    let why = Line::parse("Kurang butuh.").expect("a reason");
    move_line(&scene.desk, by, round, first.membership(), to, &why).await.unwrap_or_else(|e| panic!("{e}: {case:?}"));
    settle_and_look(scene, round, case, accepted).await;
}

async fn settle_and_look(scene: &Scene, round: RoundId, case: &Case, accepted: Rupiah) {
    let fees = [fee_income(scene, 0).await, fee_income(scene, 1).await];
    let stock = balance(scene, scene.koperasi[0], Role::Stock, None).await;
    let done = settle(&scene.desk, &scene.officers[0][0], round, version(&scene.desk, round).await, ids::fresh())
        .await
        .unwrap_or_else(|e| panic!("{e}: {case:?}"));
    assert_eq!(goods_between(scene).await, Rupiah::ZERO, "{case:?}");
    let sums = sqlx::query!(
        r#"select coalesce(sum(goods + transport), 0)::bigint as "cost!", coalesce(sum(fee), 0)::bigint as "fee!",
                  coalesce(sum(total), 0)::bigint as "total!", count(*) as "n!" from charge where round_id = $1"#,
        round.0
    )
    .fetch_one(scene.desk.db())
    .await
    .expect("sums");
    let kept = balance(scene, scene.koperasi[0], Role::Stock, None).await.0 - stock.0;
    assert_eq!(sums.cost + kept, accepted.0 + case.transport, "what the supplier gets: {case:?}");
    let income = fee_income(scene, 0).await.0 + fee_income(scene, 1).await.0 - fees[0].0 - fees[1].0;
    assert_eq!(sums.fee, income, "what the koperasi get: {case:?}");
    assert_eq!((done.total, done.charges), (Rupiah(sums.total), sums.n), "{case:?}");
    assert!(done.deposits <= done.total, "{case:?}");
    let [one, two] = scene.koperasi;
    let claim = balance(scene, one, Role::KoperasiReceivable, Some(two.0)).await;
    assert_eq!(claim, balance(scene, two, Role::KoperasiPayable, Some(one.0)).await, "{case:?}");
}

async fn payable(scene: &Scene) -> Rupiah {
    balance(scene, scene.koperasi[0], Role::SupplierPayable, None).await
}

async fn goods_between(scene: &Scene) -> Rupiah {
    balance(scene, scene.koperasi[0], Role::RoundGoods, None).await
}

async fn fee_income(scene: &Scene, nth: usize) -> Rupiah {
    balance(scene, scene.koperasi[nth], Role::FeeIncome, None).await
}
