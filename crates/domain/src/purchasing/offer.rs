//! What a supplier offers: prices by quantity, whole packs, transport.

use serde::{Deserialize, Serialize};

use crate::money::{Price, Rupiah};
use crate::quantity::{Quantity, SaleUnit};

/// From this quantity upward (half-open), each costs this price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    pub from: Quantity,
    pub price: Price,
}

/// The tiers of an offer, at least one: each starts higher and is cheaper than the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Tier>", into = "Vec<Tier>")]
pub struct Tiers(Vec<Tier>);

/// Tiers that rise or overlap, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no tiers, or tiers that do not start higher and cost less than the one before")]
pub struct BadTiers;

impl Tiers {
    pub const MAX: usize = 8;

    /// # Errors
    /// [`BadTiers`]
    pub fn new(tiers: Vec<Tier>) -> Result<Self, BadTiers> {
        let in_order = tiers.windows(2).all(|two| two[0].from < two[1].from && two[0].price > two[1].price);
        let starts = tiers.first().is_some_and(|first| !first.from.is_zero());
        if starts && in_order && tiers.len() <= Self::MAX { Ok(Self(tiers)) } else { Err(BadTiers) }
    }

    pub fn as_slice(&self) -> &[Tier] {
        &self.0
    }

    /// The dearest price, which is the first tier's.
    pub fn highest(&self) -> Price {
        self.0[0].price
    }

    /// The price of each when so much is bought. Below the first tier it is the first tier's: what the
    /// supplier sells at least is the offer's minimum to say.
    pub fn price_for(&self, quantity: Quantity) -> Price {
        self.0.iter().rev().find(|t| t.from <= quantity).map_or(self.0[0].price, |t| t.price)
    }

    /// The tier that more would reach.
    pub fn next_after(&self, quantity: Quantity) -> Option<Tier> {
        self.0.iter().skip(1).find(|t| t.from > quantity).copied()
    }
}

impl TryFrom<Vec<Tier>> for Tiers {
    type Error = BadTiers;
    fn try_from(tiers: Vec<Tier>) -> Result<Self, BadTiers> {
        Self::new(tiers)
    }
}

impl From<Tiers> for Vec<Tier> {
    fn from(tiers: Tiers) -> Self {
        tiers.0
    }
}

/// What bringing it costs: so much at once, so much for each unit, nothing from a quantity upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Transport {
    pub fixed: Rupiah,
    pub per_unit: Rupiah,
    pub free_from: Option<Quantity>,
}

impl Transport {
    /// `None` when it does not fit i64.
    #[must_use]
    pub fn cost(&self, quantity: Quantity) -> Option<Rupiah> {
        if quantity.is_zero() || self.free_from.is_some_and(|from| quantity >= from) {
            return Some(Rupiah::ZERO);
        }
        let units = crate::money::half_up(i128::from(self.per_unit.0) * i128::from(quantity.thousandths()), 1000)?;
        self.fixed.checked_add(Rupiah(units))
    }
}

/// What a round needs to know of its offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferTerms {
    /// What a price is for, and amounts are counted in.
    pub unit: SaleUnit,
    pub tiers: Tiers,
    /// Only whole packs are sold; a multiple of `step`.
    pub pack: Quantity,
    /// The least that is sold.
    pub minimum: Quantity,
    /// What a member's amount is a multiple of.
    pub step: Quantity,
    pub lead_days: u16,
    pub transport: Transport,
}

impl OfferTerms {
    /// Goods and transport for so much; `None` when it does not fit.
    #[must_use]
    pub fn total(&self, quantity: Quantity) -> Option<Rupiah> {
        self.tiers.price_for(quantity).for_quantity(quantity)?.checked_add(self.transport.cost(quantity)?)
    }

    /// The largest amount of whole packs within `quantity`.
    pub fn packs_within(&self, quantity: Quantity) -> Quantity {
        Quantity::from_thousandths(quantity.thousandths() / self.pack.thousandths() * self.pack.thousandths())
    }

    /// The smallest amount of whole packs that is at least `quantity`.
    pub fn packs_for(&self, quantity: Quantity) -> Quantity {
        let pack = self.pack.thousandths();
        Quantity::from_thousandths(quantity.thousandths().saturating_add(pack - 1) / pack * pack)
    }
}
