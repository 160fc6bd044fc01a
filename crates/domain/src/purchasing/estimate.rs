//! What a member would pay if a round were ordered as it stands.

use super::{Fee, OfferTerms};
use crate::money::{Price, Rupiah, half_up};
use crate::quantity::Quantity;

/// A member's part of an order of so much, before anything was ordered: what the charges will come to
/// within a rupiah if it is just that much that is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    pub price: Price,
    pub goods: Rupiah,
    /// The share of the transport; by quantity and by value are the same at one price.
    pub transport: Rupiah,
    pub fee: Rupiah,
    pub total: Rupiah,
}

impl Estimate {
    /// `own` of `all` at the price for `all`; `None` when it does not fit, or nothing is bought.
    #[must_use]
    pub fn of(terms: &OfferTerms, fee: Fee, all: Quantity, own: Quantity) -> Option<Self> {
        let price = terms.tiers.price_for(all);
        let goods = price.for_quantity(own)?;
        let brought = i128::from(terms.transport.cost(all)?.0) * i128::from(own.thousandths());
        let transport = Rupiah(half_up(brought, i128::from(all.thousandths()))?);
        let fee = fee.on(own, goods)?;
        let total = goods.checked_add(transport)?.checked_add(fee)?;
        Some(Self { price, goods, transport, fee, total })
    }

    /// What it saves against so much elsewhere, all that is charged included; `None` when it saves
    /// nothing.
    #[must_use]
    pub fn saving(&self, elsewhere: Price, own: Quantity) -> Option<Rupiah> {
        saving(elsewhere, own, self.total)
    }
}

/// What was saved by paying `total` for so much; `None` when nothing was.
#[must_use]
pub fn saving(elsewhere: Price, quantity: Quantity, total: Rupiah) -> Option<Rupiah> {
    elsewhere.for_quantity(quantity)?.checked_sub(total).filter(|saved| *saved > Rupiah::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::BasisPoints;
    use crate::purchasing::{Tier, Tiers, Transport, TransportSplit, charges};
    use crate::quantity::{SaleUnit, Unit};

    fn price(rupiah: i64) -> Price {
        Price::new(Rupiah(rupiah)).expect("a price")
    }

    fn terms() -> OfferTerms {
        let tier = |from, rupiah| Tier { from: Quantity::whole(from), price: price(rupiah) };
        OfferTerms {
            unit: SaleUnit::one(Unit::Karung),
            tiers: Tiers::new(vec![tier(1, 218_000), tier(40, 203_000), tier(80, 194_000)]).expect("tiers that fall"),
            pack: Quantity::ONE,
            minimum: Quantity::ONE,
            step: Quantity::ONE,
            lead_days: 3,
            transport: Transport { fixed: Rupiah(100_000), per_unit: Rupiah(500), free_from: Some(Quantity::whole(80)) },
        }
    }

    #[test]
    fn it_names_each_part() {
        let now = Estimate::of(&terms(), Fee::Share(BasisPoints(200)), Quantity::whole(68), Quantity::whole(4));
        // 4 of 68 of Rp134.000 transport, and 2 % of the goods.
        let parts = (Rupiah(812_000), Rupiah(7_882), Rupiah(16_240));
        assert_eq!(now.map(|e| (e.goods, e.transport, e.fee)), Some(parts));
        assert_eq!(now.map(|e| e.total), Some(Rupiah(836_122)));
        let then = Estimate::of(&terms(), Fee::NONE, Quantity::whole(80), Quantity::whole(4)).expect("fits");
        assert_eq!((then.price, then.transport, then.total), (price(194_000), Rupiah::ZERO, Rupiah(776_000)));
        assert_eq!(Estimate::of(&terms(), Fee::NONE, Quantity::ZERO, Quantity::ZERO), None);
    }

    #[test]
    fn it_is_within_a_rupiah_of_what_is_charged() {
        let (terms, fee) = (terms(), Fee::Share(BasisPoints(150)));
        let given = [Quantity::whole(4), Quantity::whole(7), Quantity::whole(57)];
        let all = Quantity::whole(68);
        let cost = terms.transport.cost(all).expect("fits");
        let charged = charges(&given, all, price(203_000), cost, TransportSplit::Quantity, fee).expect("splits");
        for (own, charge) in given.iter().zip(charged.members) {
            let estimate = Estimate::of(&terms, fee, all, *own).expect("fits");
            assert_eq!(estimate.goods, charge.goods);
            assert!((estimate.transport.0 - charge.transport.0).abs() <= 1 && (estimate.fee.0 - charge.fee.0).abs() <= 1);
        }
    }

    #[test]
    fn what_costs_more_than_elsewhere_saves_nothing() {
        let four = Quantity::whole(4);
        assert_eq!(saving(price(226_000), four, Rupiah(812_000)), Some(Rupiah(92_000)));
        assert_eq!(saving(price(203_000), four, Rupiah(812_000)), None);
        assert_eq!(saving(price(100_000), four, Rupiah(812_000)), None);
    }
}
