use super::{price, q, terms, tiers};
use crate::money::Rupiah;
use crate::purchasing::{Ladder, Tier, Tiers, Transport};
use crate::quantity::Quantity;

#[test]
fn tiers_are_half_open() {
    let t = tiers(&[(1, 9_000), (50, 8_500), (100, 8_100)]);
    let just_below = Quantity::from_thousandths(49_999);
    assert_eq!(t.price_for(just_below), price(9_000));
    assert_eq!(t.price_for(q(50)), price(8_500));
    assert_eq!(t.price_for(q(5_000)), price(8_100));
    assert_eq!(tiers(&[(20, 9_000)]).price_for(q(1)), price(9_000));
}

#[test]
fn tiers_that_rise_overlap_or_are_none_are_refused() {
    let make = |all: &[(u32, i64)]| Tiers::new(all.iter().map(|(f, p)| Tier { from: q(*f), price: price(*p) }).collect());
    assert!(make(&[]).is_err());
    assert!(make(&[(0, 9_000)]).is_err());
    assert!(make(&[(1, 9_000), (1, 8_000)]).is_err());
    assert!(make(&[(1, 9_000), (50, 9_000)]).is_err());
    assert!(make(&[(50, 9_000), (1, 8_000)]).is_err());
    let many: Vec<(u32, i64)> = (1..=9).map(|n| (n, 10_000 - i64::from(n))).collect();
    assert!(make(&many).is_err() && make(&many[..8]).is_ok());
}

#[test]
fn transport_is_free_from_a_quantity_on() {
    let transport = Transport { fixed: Rupiah(50_000), per_unit: Rupiah(150), free_from: Some(q(100)) };
    assert_eq!(transport.cost(Quantity::ZERO), Some(Rupiah::ZERO));
    assert_eq!(transport.cost(Quantity::from_thousandths(10_500)), Some(Rupiah(51_575)));
    assert_eq!(transport.cost(Quantity::from_thousandths(99_999)), Some(Rupiah(65_000)));
    assert_eq!(transport.cost(q(100)), Some(Rupiah::ZERO));
}

#[test]
fn packs_are_whole() {
    let t = terms();
    assert_eq!((t.packs_within(q(19)), t.packs_for(q(11))), (q(10), q(20)));
    assert_eq!((t.packs_within(q(20)), t.packs_for(q(20))), (q(20), q(20)));
    assert_eq!(t.packs_for(Quantity::ZERO), Quantity::ZERO);
}

#[test]
fn the_ladder_says_what_is_missing() {
    let ladder = Ladder::of(&terms(), q(38));
    let next = ladder.next.expect("a next rung");
    assert_eq!((ladder.price, next.missing, next.saving), (price(9_000), q(12), Rupiah(500)));
    assert!(Ladder::of(&terms(), q(100)).next.is_none());
    // A tier between two packs begins with the next one.
    let mut odd = terms();
    odd.tiers = tiers(&[(1, 9_000), (45, 8_500)]);
    assert_eq!(Ladder::of(&odd, q(38)).next.map(|n| (n.from, n.missing)), Some((q(50), q(12))));
}
