//! What can be had: from stock, or made when ordered.

use serde::{Deserialize, Serialize};

use crate::form::Invalid;
use crate::number::Written;
use crate::quantity::{Quantity, SaleUnit};

/// How a product can be had. In the database two columns, of which exactly one is filled:
/// see [`Availability::stock`] and [`Availability::lead_days`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Availability {
    /// So much is there, counted in the sale unit. Zero is sold out.
    Stock(Quantity),
    /// Made within so many days of the order.
    MadeToOrder { days: LeadDays },
}

impl Availability {
    /// Reads the stock field: an amount, or nothing for what is made to order. The days have a
    /// field of their own: join the two with [`Availability::of`].
    ///
    /// # Errors
    /// Those of [`Quantity::parse`] but `Required`, and `NotWhole` for a fraction of what is not
    /// divisible.
    pub fn parse_stock(text: &str, sold_by: &SaleUnit) -> Result<Option<Quantity>, Invalid> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        sold_by.count(Quantity::parse(text)?).map(Some)
    }

    /// From stock if there is an amount, otherwise made within `days`.
    pub fn of(stock: Option<Quantity>, days: LeadDays) -> Self {
        stock.map_or(Self::MadeToOrder { days }, Self::Stock)
    }

    pub fn stock(self) -> Option<Quantity> {
        match self {
            Self::Stock(amount) => Some(amount),
            Self::MadeToOrder { .. } => None,
        }
    }

    pub fn lead_days(self) -> Option<LeadDays> {
        match self {
            Self::Stock(_) => None,
            Self::MadeToOrder { days } => Some(days),
        }
    }

    /// True when `amount` can be ordered now.
    pub fn covers(self, amount: Quantity) -> bool {
        match self {
            Self::Stock(there) => there >= amount && !amount.is_zero(),
            Self::MadeToOrder { .. } => !amount.is_zero(),
        }
    }

    /// True when something can be ordered at all.
    pub fn is_available(self) -> bool {
        !matches!(self, Self::Stock(Quantity::ZERO))
    }
}

/// Days from order to ready, 1 to 90.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeadDays(i16);

impl LeadDays {
    pub const MAX: i16 = 90;

    /// Reads whole days; nothing typed is the [default](LeadDays::default), since the field need
    /// not come at all.
    ///
    /// # Errors
    /// `Zero`, `TooLarge` above 90, `NotWhole`, and those of a number.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let days = Written::read(text)?.whole()?;
        Self::try_from(i16::try_from(days).map_err(|_| Invalid::TooLarge)?)
    }

    pub const fn days(self) -> i16 {
        self.0
    }
}

/// Three days: what most home kitchens and workshops need.
impl Default for LeadDays {
    fn default() -> Self {
        Self(3)
    }
}

impl TryFrom<i16> for LeadDays {
    type Error = Invalid;
    fn try_from(days: i16) -> Result<Self, Invalid> {
        match days {
            ..0 => Err(Invalid::Negative),
            0 => Err(Invalid::Zero),
            1..=Self::MAX => Ok(Self(days)),
            _ => Err(Invalid::TooLarge),
        }
    }
}

impl From<LeadDays> for i16 {
    fn from(days: LeadDays) -> Self {
        days.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;

    #[test]
    fn an_empty_stock_is_made_to_order() {
        let pcs = SaleUnit::one(Unit::Pcs);
        assert_eq!(Availability::parse_stock("  ", &pcs), Ok(None));
        assert_eq!(Availability::parse_stock("0", &pcs), Ok(Some(Quantity::ZERO)));
        assert_eq!(Availability::parse_stock("2,5", &pcs), Err(Invalid::NotWhole));
        assert_eq!(Availability::parse_stock("2,5", &SaleUnit::one(Unit::Kg)), Ok(Some(Quantity::from_thousandths(2500))));
        assert_eq!(Availability::parse_stock("-1", &pcs), Err(Invalid::Negative));
        assert_eq!(Availability::of(None, LeadDays::default()).lead_days().map(LeadDays::days), Some(3));
    }

    #[test]
    fn lead_time_is_a_day_to_a_season() {
        for (text, days) in [("1", 1), ("90", 90), ("", 3), (" 7 ", 7)] {
            assert_eq!(LeadDays::parse(text).map(LeadDays::days), Ok(days), "{text}");
        }
        for (text, why) in [
            ("0", Invalid::Zero),
            ("91", Invalid::TooLarge),
            ("99999999", Invalid::TooLarge),
            ("-1", Invalid::Negative),
            ("1,5", Invalid::NotWhole),
            ("seminggu", Invalid::NotANumber),
        ] {
            assert_eq!(LeadDays::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn stock_covers_up_to_what_is_there() {
        let five = Availability::Stock(Quantity::whole(5));
        assert!(five.covers(Quantity::whole(5)));
        assert!(!five.covers(Quantity::from_thousandths(5001)));
        assert!(!five.covers(Quantity::ZERO));
        assert!(!Availability::Stock(Quantity::ZERO).is_available());
        assert!(Availability::of(None, LeadDays::default()).covers(Quantity::whole(1000)));
    }
}
