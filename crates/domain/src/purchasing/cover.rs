//! What it costs to have at least so much, by which offers are compared.

use super::OfferTerms;
use crate::money::Rupiah;
use crate::quantity::Quantity;

/// The cheapest order that brings at least what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover {
    /// Whole packs, and no less than the supplier sells.
    pub quantity: Quantity,
    /// Goods and transport.
    pub total: Rupiah,
}

/// The cheapest order of at least `needed`. More is ordered than that where a lower price or free
/// transport makes it cheaper in all. `None` when no amount of it fits.
#[must_use]
pub fn cover(terms: &OfferTerms, needed: Quantity) -> Option<Cover> {
    let least = terms.packs_for(needed.max(terms.minimum));
    let turns = terms.tiers.as_slice().iter().map(|tier| tier.from).chain(terms.transport.free_from);
    let beyond = turns.map(|turn| terms.packs_for(turn)).filter(|amount| *amount > least);
    let orders = std::iter::once(least).chain(beyond);
    let priced = orders.filter_map(|quantity| Some(Cover { quantity, total: terms.total(quantity)? }));
    // Of equal totals the one that brings more.
    priced.min_by(|a, b| a.total.cmp(&b.total).then(b.quantity.cmp(&a.quantity)))
}

/// The place of the offer that brings `needed` for the least money; of equals the one that brings
/// more, then the earlier one. `None` when there is none.
#[must_use]
pub fn cheapest<'a>(offers: impl IntoIterator<Item = &'a OfferTerms>, needed: Quantity) -> Option<usize> {
    let covers = offers.into_iter().enumerate().filter_map(|(at, terms)| Some((at, cover(terms, needed)?)));
    covers.min_by(|(_, a), (_, b)| a.total.cmp(&b.total).then(b.quantity.cmp(&a.quantity))).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Price;
    use crate::purchasing::{Tier, Tiers, Transport};
    use crate::quantity::{SaleUnit, Unit};
    use proptest::prelude::*;

    fn terms(tiers: &[(u32, i64)], pack: u32, minimum: u32, transport: Transport) -> OfferTerms {
        let tier = |(from, price): &(u32, i64)| Tier {
            from: Quantity::whole(*from),
            price: Price::new(Rupiah(*price)).expect("a price"),
        };
        OfferTerms {
            unit: SaleUnit::one(Unit::Kg),
            tiers: Tiers::new(tiers.iter().map(tier).collect()).expect("tiers that fall"),
            pack: Quantity::whole(pack),
            minimum: Quantity::whole(minimum),
            step: Quantity::ONE,
            lead_days: 2,
            transport,
        }
    }

    fn of(terms: &OfferTerms, needed: u32) -> (i64, i64) {
        let cover = cover(terms, Quantity::whole(needed)).expect("it can be had");
        (cover.quantity.thousandths() / 1000, cover.total.0)
    }

    #[test]
    fn whole_packs_and_no_less_than_is_sold() {
        let plain = terms(&[(1, 1000)], 25, 50, Transport::default());
        assert_eq!([of(&plain, 1), of(&plain, 50), of(&plain, 51)], [(50, 50_000), (50, 50_000), (75, 75_000)]);
    }

    #[test]
    fn more_is_ordered_where_that_is_cheaper_in_all() {
        let falling = terms(&[(1, 1000), (100, 800)], 10, 1, Transport::default());
        assert_eq!([of(&falling, 79), of(&falling, 80), of(&falling, 85)], [(100, 80_000), (100, 80_000), (100, 80_000)]);
        assert_eq!(of(&falling, 70), (70, 70_000));
        let fixed = Transport { fixed: Rupiah(30_000), per_unit: Rupiah::ZERO, free_from: Some(Quantity::whole(95)) };
        assert_eq!(of(&terms(&[(1, 1000)], 10, 1, fixed), 80), (100, 100_000));
        assert_eq!(of(&terms(&[(1, 1000)], 10, 1, fixed), 60), (60, 90_000));
    }

    #[test]
    fn the_cheapest_depends_on_how_much_is_needed() {
        let near = terms(&[(1, 1000)], 1, 1, Transport::default());
        let far = terms(&[(1, 900)], 1, 1, Transport { fixed: Rupiah(50_000), ..Transport::default() });
        let all = [near.clone(), far];
        assert_eq!(cheapest(&all, Quantity::whole(100)), Some(0));
        assert_eq!(cheapest(&all, Quantity::whole(1000)), Some(1));
        assert_eq!(cheapest(&all, Quantity::whole(500)), Some(0), "the earlier of equals");
        assert_eq!(cheapest([], Quantity::ONE), None);
        let large = terms(&[(1, 1000)], 60, 1, Transport::default());
        assert_eq!(cheapest([&large, &near], Quantity::whole(60)), Some(0));
        assert_eq!(cheapest([&large, &near], Quantity::whole(61)), Some(1));
    }

    proptest! {
        #[test]
        fn needing_more_never_costs_less(
            steps in prop::collection::vec((1..200_u32, 1..200_i64), 1..6),
            pack in 1..60_u32, fixed in 0..100_000_i64, per_unit in 0..500_i64, free in prop::option::of(1..2000_u32),
            a in 1..2000_u32, b in 1..2000_u32,
        ) {
            let mut last = (0, 2000);
            let tiers: Vec<(u32, i64)> = steps.into_iter().map(|(up, down)| {
                last = (last.0 + up, last.1 - down);
                last
            }).collect();
            let transport = Transport { fixed: Rupiah(fixed), per_unit: Rupiah(per_unit), free_from: free.map(Quantity::whole) };
            let terms = terms(&tiers, pack, 1, transport);
            let (less, more) = (of(&terms, a.min(b)), of(&terms, a.max(b)));
            prop_assert!(less.1 <= more.1, "{less:?} {more:?}");
            prop_assert!(less.0 >= i64::from(a.min(b)) && less.0 % i64::from(pack) == 0);
        }
    }
}
