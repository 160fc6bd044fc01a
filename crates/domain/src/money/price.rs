//! What a seller may ask.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Rupiah, half_up};
use crate::form::Invalid;
use crate::quantity::Quantity;

/// A price: from one rupiah to ten billion. The upper bound is there for slips of the finger, and
/// keeps any price times any quantity within i64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price(i64);

impl Price {
    pub const MAX: Rupiah = Rupiah(10_000_000_000);

    /// # Errors
    /// `Zero`, `Negative`, `TooLarge`.
    pub fn new(amount: Rupiah) -> Result<Self, Invalid> {
        match amount.0 {
            0 => Err(Invalid::Zero),
            ..0 => Err(Invalid::Negative),
            value if value > Self::MAX.0 => Err(Invalid::TooLarge),
            value => Ok(Self(value)),
        }
    }

    /// Reads a price as people write it, see [`Rupiah::parse`].
    ///
    /// # Errors
    /// Those of [`Rupiah::parse`], `Zero`, and `TooLarge` above [`Price::MAX`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        Rupiah::parse(text).and_then(Self::new)
    }

    pub const fn rupiah(self) -> Rupiah {
        Rupiah(self.0)
    }

    /// What so much of it costs, rounded half up to the rupiah; `None` when it does not fit.
    #[must_use]
    pub fn for_quantity(self, quantity: Quantity) -> Option<Rupiah> {
        half_up(i128::from(self.0) * i128::from(quantity.thousandths()), 1000).map(Rupiah)
    }
}

impl TryFrom<i64> for Price {
    type Error = Invalid;
    fn try_from(value: i64) -> Result<Self, Invalid> {
        Self::new(Rupiah(value))
    }
}

impl From<Price> for i64 {
    fn from(price: Price) -> Self {
        price.0
    }
}

impl From<Price> for Rupiah {
    fn from(price: Price) -> Self {
        price.rupiah()
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.rupiah(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_in_bounds() {
        assert_eq!(Price::parse("0"), Err(Invalid::Zero));
        assert_eq!(Price::parse("Rp 10.000.000.000").map(Price::rupiah), Ok(Price::MAX));
        assert_eq!(Price::parse("10.000.000.001"), Err(Invalid::TooLarge));
        assert_eq!(Price::new(Rupiah(-1)), Err(Invalid::Negative));
        assert!(Price::try_from(0).is_err());
    }

    #[test]
    fn the_largest_price_times_the_largest_quantity_fits() {
        let price = Price::new(Price::MAX).expect("within bounds");
        assert_eq!(price.for_quantity(Quantity::MAX), Some(Rupiah(1_000_000_000_000_000_000)));
        let price = Price::parse("15").expect("a price");
        assert_eq!(price.for_quantity(Quantity::from_thousandths(500)), Some(Rupiah(8)));
    }
}
