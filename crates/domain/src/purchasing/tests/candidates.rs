use proptest::prelude::*;

use super::{q, terms, tiers};
use crate::money::Rupiah;
use crate::purchasing::{Candidate, Transport, candidates};
use crate::quantity::Quantity;

fn amounts(all: &[Candidate]) -> Vec<i64> {
    all.iter().map(|c| c.quantity.thousandths() / 1000).collect()
}

fn recommended(all: &[Candidate]) -> Option<Quantity> {
    let mut best = all.iter().filter(|c| c.recommended);
    let first = best.next().map(|c| c.quantity);
    assert!(best.next().is_none(), "one is recommended");
    first
}

#[test]
fn the_next_tier_is_taken_when_members_accept_enough() {
    let all = candidates(&terms(), q(92), q(10), Quantity::ZERO);
    assert_eq!(amounts(&all), [90, 100]);
    assert_eq!(recommended(&all), Some(q(100)));
    let without = candidates(&terms(), q(92), q(5), Quantity::ZERO);
    assert_eq!((amounts(&without), recommended(&without)), (vec![90], Some(q(90))));
}

#[test]
fn within_one_tier_the_amount_nearest_to_the_demand_is_best() {
    let all = candidates(&terms(), q(61), q(30), Quantity::ZERO);
    assert_eq!(amounts(&all), [60, 70, 90]);
    assert_eq!(recommended(&all), Some(q(60)));
}

#[test]
fn fixed_transport_makes_more_cheaper() {
    let mut t = terms();
    t.transport = Transport { fixed: Rupiah(100_000), per_unit: Rupiah::ZERO, free_from: None };
    assert_eq!(recommended(&candidates(&t, q(61), q(30), Quantity::ZERO)), Some(q(90)));
    t.transport.free_from = Some(q(70));
    assert_eq!(recommended(&candidates(&t, q(61), q(30), Quantity::ZERO)), Some(q(70)));
}

#[test]
fn nothing_below_a_minimum_can_be_ordered() {
    assert!(candidates(&terms(), q(8), q(5), Quantity::ZERO).is_empty());
    assert_eq!(amounts(&candidates(&terms(), q(15), q(5), Quantity::ZERO)), [20]);
    assert!(candidates(&terms(), q(60), q(10), q(80)).is_empty());
    assert_eq!(amounts(&candidates(&terms(), q(60), q(25), q(75))), [80]);
    assert!(candidates(&terms(), Quantity::ZERO, Quantity::ZERO, Quantity::ZERO).is_empty());
}

#[test]
fn never_a_larger_total_for_less() {
    let mut t = terms();
    // 90 at 9.000 costs more than 100 at 8.000.
    t.tiers = tiers(&[(1, 9_000), (100, 8_000)]);
    let all = candidates(&t, q(95), q(5), Quantity::ZERO);
    assert_eq!(recommended(&all), Some(q(100)));
    let (less, more) = (all[0], all[1]);
    assert!(less.quantity < more.quantity && less.total > more.total);
}

proptest! {
    /// Against trying every pack: nothing that can be reached costs less for each unit.
    #[test]
    fn the_recommended_one_costs_least(
        demand in 1..400_u32, tolerance in 0..120_u32, fixed in 0..200_000_i64, free in prop::option::of(1..500_u32),
        starts in prop::collection::btree_set(2..500_u32, 0..5), pack in 1..25_u32, minimum in 1..60_u32,
    ) {
        let mut t = terms();
        let all: Vec<(u32, i64)> =
            std::iter::once(1).chain(starts).enumerate().map(|(n, from)| (from, 10_000 - 350 * n as i64)).collect();
        t.tiers = tiers(&all);
        t.pack = q(pack);
        t.minimum = q(minimum);
        t.transport = Transport { fixed: Rupiah(fixed), per_unit: Rupiah(25), free_from: free.map(q) };
        let list = candidates(&t, q(demand), q(tolerance), Quantity::ZERO);
        let lowest = t.packs_within(q(demand)).max(t.packs_for(q(minimum)));
        let reachable: Vec<Quantity> =
            (1..=600).map(|n| q(n * pack)).filter(|a| *a >= lowest && *a <= q(demand + tolerance)).collect();
        prop_assert_eq!(list.is_empty(), reachable.is_empty());
        for one in &list {
            prop_assert!(reachable.contains(&one.quantity));
            prop_assert_eq!(Some(one.total), t.total(one.quantity));
        }
        if let Some(best) = list.iter().find(|c| c.recommended) {
            for other in reachable {
                let total = t.total(other).expect("it fits");
                let cheaper = i128::from(total.0) * i128::from(best.quantity.thousandths())
                    < i128::from(best.total.0) * i128::from(other.thousandths());
                prop_assert!(!cheaper, "{other} is cheaper than {}", best.quantity);
                prop_assert!(!(other > best.quantity && total <= best.total));
            }
        }
    }
}
