//! Wholesale prices: half-open tiers, from a quantity upward.

mod ladder;
mod written;

use serde::{Deserialize, Serialize};

pub use ladder::TierRow;
pub use written::{TierError, TierField};

use crate::form::Invalid;
use crate::money::Price;
use crate::quantity::Quantity;

/// From this quantity upward, counted in the sale unit, each costs this price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceTier {
    pub from: Quantity,
    pub price: Price,
}

/// A product's wholesale tiers: each starts higher and is cheaper than the one before it, the
/// first above one unit and below the product's own price.
///
/// The price of a quantity is that of the highest tier it reaches, for the whole quantity. So a
/// larger order can cost less in all than a slightly smaller one; that is how wholesale works, and
/// the buyer is shown the next tier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<PriceTier>", into = "Vec<PriceTier>")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceTiers(Vec<PriceTier>);

impl PriceTiers {
    pub const MAX: usize = 8;

    /// Takes tiers that belong to a product of price `base`.
    ///
    /// # Errors
    /// Every row that is not above and cheaper than the one before it, and `TooMany`.
    pub fn new(tiers: Vec<PriceTier>, base: Price) -> Result<Self, Vec<TierError>> {
        let numbered: Vec<_> = tiers.into_iter().enumerate().collect();
        Self::checked(&numbered, Some(base))
    }

    pub fn as_slice(&self) -> &[PriceTier] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The price of each when `quantity` is bought.
    pub fn price_for(&self, quantity: Quantity, base: Price) -> Price {
        let reached = self.0.iter().rev().find(|tier| tier.from <= quantity);
        reached.map_or(base, |tier| tier.price)
    }

    /// The tier that a little more would reach: for "Rp2.900 mulai 50".
    pub fn next_after(&self, quantity: Quantity) -> Option<PriceTier> {
        self.0.iter().copied().find(|tier| tier.from > quantity)
    }

    /// Rows keep the number that the person sees them under, so that blank ones may lie between.
    fn checked(rows: &[(usize, PriceTier)], base: Option<Price>) -> Result<Self, Vec<TierError>> {
        let mut errors = Vec::new();
        let mut above = Quantity::ONE;
        let mut below = base;
        for (at, (row, tier)) in rows.iter().enumerate() {
            if at == Self::MAX {
                errors.push(TierError::new(*row, TierField::Quantity, Invalid::TooMany { max: Self::MAX }));
                break;
            }
            if tier.from <= above {
                errors.push(TierError::new(*row, TierField::Quantity, Invalid::NotRising));
            }
            if below.is_some_and(|below| tier.price >= below) {
                errors.push(TierError::new(*row, TierField::Price, Invalid::NotCheaper));
            }
            above = tier.from;
            below = Some(tier.price);
        }
        if errors.is_empty() { Ok(Self(rows.iter().map(|(_, tier)| *tier).collect())) } else { Err(errors) }
    }
}

/// For what travels without its product: only the order among the tiers is checked.
impl TryFrom<Vec<PriceTier>> for PriceTiers {
    type Error = Invalid;
    fn try_from(tiers: Vec<PriceTier>) -> Result<Self, Invalid> {
        let numbered: Vec<_> = tiers.into_iter().enumerate().collect();
        Self::checked(&numbered, None).map_err(|errors| errors.into_iter().next().map_or(Invalid::Malformed, |first| first.what))
    }
}

impl From<PriceTiers> for Vec<PriceTier> {
    fn from(tiers: PriceTiers) -> Self {
        tiers.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Rupiah;
    use proptest::prelude::*;

    fn price(value: i64) -> Price {
        Price::new(Rupiah(value)).expect("a price")
    }

    fn tier(from: u32, value: i64) -> PriceTier {
        PriceTier { from: Quantity::whole(from), price: price(value) }
    }

    #[test]
    fn tiers_are_half_open() {
        let tiers = PriceTiers::new(vec![tier(5, 59_000), tier(20, 55_500)], price(62_500)).expect("a ladder");
        let at = |thousandths| i64::from(tiers.price_for(Quantity::from_thousandths(thousandths), price(62_500)));
        assert_eq!(
            [at(0), at(4_999), at(5_000), at(19_999), at(20_000), at(i64::MAX)],
            [62_500, 62_500, 59_000, 59_000, 55_500, 55_500]
        );
        assert_eq!(tiers.next_after(Quantity::whole(5)), Some(tier(20, 55_500)));
        assert_eq!(tiers.next_after(Quantity::whole(20)), None);
    }

    #[test]
    fn every_wrong_row_is_named() {
        let wrong = vec![tier(1, 900), tier(5, 900), tier(5, 800)];
        let named = [
            TierError::new(0, TierField::Quantity, Invalid::NotRising),
            TierError::new(1, TierField::Price, Invalid::NotCheaper),
            TierError::new(2, TierField::Quantity, Invalid::NotRising),
        ];
        assert_eq!(PriceTiers::new(wrong, price(1000)), Err(named.into()));
        let base = PriceTiers::new(vec![tier(5, 1000)], price(1000));
        assert_eq!(base, Err(vec![TierError::new(0, TierField::Price, Invalid::NotCheaper)]));
        let nine = (0..9).map(|n| tier(2 + n, 900 - i64::from(n))).collect();
        let too_many = TierError::new(8, TierField::Quantity, Invalid::TooMany { max: 8 });
        assert_eq!(PriceTiers::new(nine, price(1000)), Err(vec![too_many]));
    }

    proptest! {
        #[test]
        fn more_is_never_dearer_each(
            steps in prop::collection::vec((1..1000_u32, 1..1000_i64), 0..=8),
            a in 0..10_000_000_i64,
            b in 0..10_000_000_i64,
        ) {
            let mut last = (1, 10_000);
            let ladder = steps.into_iter().map(|(up, down)| {
                last = (last.0 + up, last.1 - down);
                tier(last.0, last.1)
            });
            let tiers = PriceTiers::new(ladder.collect(), price(10_000)).expect("rises and falls");
            let (less, more) = (Quantity::from_thousandths(a.min(b)), Quantity::from_thousandths(a.max(b)));
            prop_assert!(tiers.price_for(less, price(10_000)) >= tiers.price_for(more, price(10_000)));
            prop_assert_eq!(PriceTiers::try_from(Vec::<PriceTier>::from(tiers.clone())), Ok(tiers));
        }
    }
}
