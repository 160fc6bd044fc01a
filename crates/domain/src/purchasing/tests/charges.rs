use proptest::prelude::*;

use super::{price, q};
use crate::money::{BasisPoints, Rupiah};
use crate::purchasing::{Charge, Fee, TransportSplit, charges};
use crate::quantity::Quantity;

#[test]
fn goods_transport_and_fee_are_shared_out() {
    let given = [q(30), q(10)];
    let all = charges(&given, q(50), price(8_100), Rupiah(50_000), TransportSplit::Quantity, Fee::Share(BasisPoints(250)))
        .expect("it fits");
    let charge = |goods, transport, fee| Charge { goods: Rupiah(goods), transport: Rupiah(transport), fee: Rupiah(fee) };
    assert_eq!(all.members, [charge(243_000, 30_000, 6_075), charge(81_000, 10_000, 2_025)]);
    assert_eq!(all.stock, charge(81_000, 10_000, 0));
}

#[test]
fn nothing_arrived_costs_nothing() {
    let all = charges(&[q(0)], q(0), price(100), Rupiah(0), TransportSplit::Value, Fee::NONE).expect("it fits");
    assert_eq!(all.members, [Charge::default()]);
    assert!(charges(&[q(2)], q(1), price(100), Rupiah(0), TransportSplit::Value, Fee::NONE).is_none());
}

proptest! {
    #[test]
    fn charges_sum_to_what_is_paid(
        given in prop::collection::vec(0..500_000_i64, 0..30), stock in 0..50_000_i64, each in 1..5_000_000_i64,
        transport in 0..3_000_000_i64, by_value: bool, fee in prop_oneof![(0..2_000_i32).prop_map(|bp| Fee::Share(BasisPoints(bp))), (0..2_000_i64).prop_map(|r| Fee::PerUnit(Rupiah(r)))],
    ) {
        let given: Vec<Quantity> = given.into_iter().map(Quantity::from_thousandths).collect();
        let handed: i64 = given.iter().map(|g| g.thousandths()).sum();
        let accepted = Quantity::from_thousandths(handed + stock);
        prop_assume!(!accepted.is_zero());
        let goods = price(each).for_quantity(accepted).expect("it fits");
        // A heap of goods worth nothing carries no transport by value.
        prop_assume!(goods.0 > 0);
        let by = if by_value { TransportSplit::Value } else { TransportSplit::Quantity };
        let Some(all) = charges(&given, accepted, price(each), Rupiah(transport), by, fee) else {
            // Only a fee on goods that round to nothing can have nobody to carry it.
            prop_assert!(handed < 1000);
            return Ok(());
        };
        let total = |part: fn(&Charge) -> Rupiah| all.members.iter().chain([&all.stock]).map(|c| part(c).0).sum::<i64>();
        prop_assert_eq!(total(|c| c.goods), goods.0);
        prop_assert_eq!(total(|c| c.transport), transport);
        let members_goods: i64 = all.members.iter().map(|c| c.goods.0).sum();
        let fees: i64 = all.members.iter().map(|c| c.fee.0).sum();
        prop_assert_eq!(Some(Rupiah(fees)), fee.on(Quantity::from_thousandths(handed), Rupiah(members_goods)));
        prop_assert_eq!(all.stock.fee, Rupiah::ZERO);
        for (member, got) in all.members.iter().zip(&given) {
            prop_assert!(!got.is_zero() || member == &Charge::default());
        }
    }
}
