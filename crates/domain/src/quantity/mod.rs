//! How much of something: thousandths of a unit, the units, and what a price is for.

mod compare;
#[cfg(feature = "db")]
pub(crate) mod db;
mod sale_unit;
mod sale_unit_text;
mod unit;
mod unit_words;
mod written;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use compare::UnitPrice;
pub use sale_unit::SaleUnit;
pub use unit::{Dimension, Unit};

use crate::form::Invalid;
use crate::lang::Lang;
use crate::number::with_dots;

/// An amount in thousandths of its unit, never below zero.
///
/// The unit stands beside it, and is the unit's business: see [`Quantity::for_unit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quantity(i64);

impl Quantity {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(1000);
    /// The most that can be typed: a hundred million units. Any price times it fits i64.
    pub const MAX: Self = Self(100_000_000_000);

    /// A stored or computed amount; below zero becomes zero.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(if thousandths < 0 { 0 } else { thousandths })
    }

    /// So many whole units.
    pub const fn whole(units: u32) -> Self {
        Self(units as i64 * 1000)
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }

    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `None` when there is less than `other`.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).filter(|rest| *rest >= 0).map(Self)
    }

    /// This many times another amount, as packs times what is in one; `None` when the result has
    /// parts below a thousandth or does not fit.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let millionths = i128::from(self.0) * i128::from(other.0);
        if millionths % 1000 != 0 {
            return None;
        }
        i64::try_from(millionths / 1000).ok().map(Self)
    }

    /// The same amount if it makes sense in `unit`: what is counted is counted whole. Half a lusin
    /// is six pieces and passes; half a sack or half a piece does not.
    ///
    /// # Errors
    /// `NotWhole`.
    pub fn for_unit(self, unit: Unit) -> Result<Self, Invalid> {
        let whole = match unit.dimension() {
            Dimension::Count => i128::from(self.0) * i128::from(unit.factor()) % 1000 == 0,
            Dimension::Package => self.is_whole(),
            Dimension::Mass | Dimension::Volume | Dimension::Length | Dimension::Area => true,
        };
        if whole { Ok(self) } else { Err(Invalid::NotWhole) }
    }

    /// For reading: `2,5`, in English `2.5`. Thousands carry a dot in Indonesian, a comma in
    /// English.
    pub fn text(self, lang: Lang) -> String {
        let text = self.to_string();
        match lang {
            Lang::Id => text,
            Lang::En => text
                .chars()
                .map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    c => c,
                })
                .collect(),
        }
    }
}

impl TryFrom<i64> for Quantity {
    type Error = Invalid;
    fn try_from(thousandths: i64) -> Result<Self, Invalid> {
        if thousandths < 0 { Err(Invalid::Negative) } else { Ok(Self(thousandths)) }
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

/// As it is written in Indonesian and read again by [`Quantity::parse`]: `2,5`, `1.500`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let decimals = format!("{:03}", size % 1000);
        let decimals = decimals.trim_end_matches('0');
        let mark = if decimals.is_empty() { "" } else { "," };
        f.pad(&format!("{}{mark}{decimals}", with_dots(size / 1000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_written_in_both_languages() {
        for (thousandths, id, en) in
            [(2500, "2,5", "2.5"), (1_500_000, "1.500", "1,500"), (250, "0,25", "0.25"), (1_234_005, "1.234,005", "1,234.005")]
        {
            let q = Quantity::from_thousandths(thousandths);
            assert_eq!((q.text(Lang::Id), q.text(Lang::En)), (id.into(), en.into()));
        }
    }

    #[test]
    fn counted_things_are_whole() {
        let half = Quantity::from_thousandths(500);
        assert_eq!(half.for_unit(Unit::Kg), Ok(half));
        assert_eq!(half.for_unit(Unit::Lusin), Ok(half));
        assert_eq!(half.for_unit(Unit::Pcs), Err(Invalid::NotWhole));
        assert_eq!(half.for_unit(Unit::Karung), Err(Invalid::NotWhole));
        assert_eq!(Quantity::from_thousandths(100).for_unit(Unit::Lusin), Err(Invalid::NotWhole));
    }

    #[test]
    fn never_falls_below_zero() {
        assert_eq!(Quantity::from_thousandths(-5), Quantity::ZERO);
        assert_eq!(Quantity::whole(1).checked_sub(Quantity::whole(2)), None);
        assert_eq!(Quantity::whole(12).checked_mul(Quantity::from_thousandths(600)), Some(Quantity::from_thousandths(7200)));
        assert_eq!(Quantity::from_thousandths(1).checked_mul(Quantity::from_thousandths(1)), None);
        assert_eq!(Quantity::from_thousandths(i64::MAX).checked_add(Quantity::ONE), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read(thousandths in 0..=Quantity::MAX.0) {
            let q = Quantity(thousandths);
            prop_assert_eq!(Quantity::parse(&q.to_string()), Ok(q));
        }
    }
}
