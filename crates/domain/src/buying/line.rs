//! What a line of a cart costs, what wholesale saves, and what a little more would save.

use crate::money::{Price, Rupiah};
use crate::quantity::Quantity;
use crate::tiers::PriceTiers;

/// Most of one product in a cart, and most products in it: no sum of prices is ever too large.
pub const MOST_OF_ONE: Quantity = Quantity::whole(1_000_000);
pub const MOST_LINES: usize = 100;

/// A quantity with its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Priced {
    /// Of each.
    pub price: Price,
    pub total: Rupiah,
    /// Against the product's own price.
    pub saving: Rupiah,
    /// The next tier, where there is enough for it.
    pub next: Option<Further>,
}

/// So much more, and each is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Further {
    pub more: Quantity,
    pub price: Price,
    /// What the larger quantity costs less than it would at the price of now.
    pub saves: Rupiah,
}

impl Priced {
    /// `stock` is what there is, `None` for what is made to order. `None` when an amount does not fit, which
    /// [`MOST_OF_ONE`] keeps from happening.
    pub fn of(base: Price, tiers: &PriceTiers, quantity: Quantity, stock: Option<Quantity>) -> Option<Self> {
        let price = tiers.price_for(quantity, base);
        let total = price.for_quantity(quantity)?;
        let saving = base.for_quantity(quantity)?.checked_sub(total)?;
        let within = |amount: Quantity| amount <= MOST_OF_ONE && stock.is_none_or(|there| amount <= there);
        let next = tiers.next_after(quantity).filter(|tier| within(tier.from)).and_then(|tier| {
            let saves = price.for_quantity(tier.from)?.checked_sub(tier.price.for_quantity(tier.from)?)?;
            Some(Further { more: tier.from.checked_sub(quantity)?, price: tier.price, saves })
        });
        Some(Self { price, total, saving, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiers::PriceTier;

    fn ladder() -> (Price, PriceTiers) {
        let price = |amount| Price::new(Rupiah(amount)).unwrap();
        let tier = |from, amount| PriceTier { from: Quantity::whole(from), price: price(amount) };
        (price(12_500), PriceTiers::new(vec![tier(5, 12_000), tier(20, 11_000)], price(12_500)).unwrap())
    }

    #[test]
    fn a_tier_counts_for_the_whole_quantity() {
        let (base, tiers) = ladder();
        let of = |quantity| Priced::of(base, &tiers, quantity, None).unwrap();
        assert_eq!((of(Quantity::whole(4)).total, of(Quantity::whole(4)).saving), (Rupiah(50_000), Rupiah(0)));
        assert_eq!((of(Quantity::whole(6)).total, of(Quantity::whole(6)).saving), (Rupiah(72_000), Rupiah(3_000)));
        assert_eq!(of(Quantity::from_thousandths(2_500)).total, Rupiah(31_250));
    }

    #[test]
    fn the_next_tier_is_told_where_there_is_enough() {
        let (base, tiers) = ladder();
        let next = |quantity, stock| Priced::of(base, &tiers, Quantity::whole(quantity), stock).unwrap().next;
        let further = next(3, None).unwrap();
        assert_eq!((further.more, further.price.rupiah(), further.saves), (Quantity::whole(2), Rupiah(12_000), Rupiah(2_500)));
        assert_eq!(next(3, Some(Quantity::whole(4))), None);
        assert_eq!(next(18, Some(Quantity::whole(20))).unwrap().saves, Rupiah(20_000));
        assert_eq!(next(20, None), None);
    }

    #[test]
    fn the_largest_cart_can_be_summed_up() {
        let dearest = Price::new(Price::MAX).unwrap();
        let line = Priced::of(dearest, &PriceTiers::default(), MOST_OF_ONE, None).unwrap();
        let sum = Rupiah::checked_sum(std::iter::repeat_n(line.total, MOST_LINES)).unwrap();
        assert!(sum.checked_add(Price::MAX).is_some());
    }
}
