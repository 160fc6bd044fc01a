//! What a price is for.

use serde::{Deserialize, Serialize};

use super::{Dimension, Quantity, Unit};
use crate::form::Invalid;

/// What one price buys: `kg`, `250 g`, `lusin`, `bungkus 250 g`, `dus 12 pcs`.
///
/// It travels and is stored as its text, the one that [`Display`](std::fmt::Display) writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SaleUnit {
    pub(super) amount: Quantity,
    pub(super) unit: Unit,
    pub(super) content: Option<(Quantity, Unit)>,
}

impl SaleUnit {
    /// One of a unit.
    pub const fn one(unit: Unit) -> Self {
        Self { amount: Quantity::ONE, unit, content: None }
    }

    /// So much of `unit`, with what is in one of them if it is a package or a piece.
    ///
    /// # Errors
    /// `Zero`, `TooLarge`, `NotWhole` for a fraction of what is counted; `Malformed` when something
    /// is said to be in a unit that holds nothing (`kg isi 12`) or in itself (`dus isi 2 dus`).
    pub fn new(amount: Quantity, unit: Unit, content: Option<(Quantity, Unit)>) -> Result<Self, Invalid> {
        check(amount, unit)?;
        if let Some((held, of)) = content {
            check(held, of)?;
            let holds = unit == Unit::Pcs || unit.dimension() == Dimension::Package;
            if !holds || unit == of {
                return Err(Invalid::Malformed);
            }
        }
        Ok(Self { amount, unit, content })
    }

    pub const fn amount(&self) -> Quantity {
        self.amount
    }

    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// What is in one `unit`.
    pub const fn content(&self) -> Option<(Quantity, Unit)> {
        self.content
    }

    /// True when buyers may order fractions: sold by the bare kg, liter, meter. Half of a "250 g"
    /// or of a sack cannot be ordered.
    pub fn is_divisible(&self) -> bool {
        self.amount == Quantity::ONE && self.unit.is_measured()
    }

    /// An amount to order, stock or price by, counted in this sale unit.
    ///
    /// # Errors
    /// `NotWhole` for a fraction of what is not divisible.
    pub fn count(&self, amount: Quantity) -> Result<Quantity, Invalid> {
        if amount.is_whole() || self.is_divisible() { Ok(amount) } else { Err(Invalid::NotWhole) }
    }
}

fn check(amount: Quantity, unit: Unit) -> Result<(), Invalid> {
    if amount.is_zero() {
        return Err(Invalid::Zero);
    }
    if amount > Quantity::MAX {
        return Err(Invalid::TooLarge);
    }
    amount.for_unit(unit).map(drop)
}

impl From<Unit> for SaleUnit {
    fn from(unit: Unit) -> Self {
        Self::one(unit)
    }
}

impl TryFrom<String> for SaleUnit {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

impl From<SaleUnit> for String {
    fn from(unit: SaleUnit) -> Self {
        unit.code()
    }
}

#[cfg(feature = "db")]
super::db::text_column!(SaleUnit, SaleUnit::code, SaleUnit::parse);

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for SaleUnit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        <String as utoipa::PartialSchema>::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for SaleUnit {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_something_has_content() {
        let half_kg = Some((Quantity::from_thousandths(500), Unit::Kg));
        assert!(SaleUnit::new(Quantity::ONE, Unit::Bungkus, half_kg).is_ok());
        assert!(SaleUnit::new(Quantity::ONE, Unit::Pcs, half_kg).is_ok());
        assert_eq!(SaleUnit::new(Quantity::ONE, Unit::Kg, half_kg), Err(Invalid::Malformed));
        assert_eq!(SaleUnit::new(Quantity::ONE, Unit::Lusin, half_kg), Err(Invalid::Malformed));
        assert_eq!(SaleUnit::new(Quantity::ONE, Unit::Dus, Some((Quantity::ONE, Unit::Dus))), Err(Invalid::Malformed));
    }

    #[test]
    fn only_bare_measures_are_ordered_in_fractions() {
        let half = Quantity::from_thousandths(500);
        assert_eq!(SaleUnit::one(Unit::Kg).count(half), Ok(half));
        let quarter = SaleUnit::new(Quantity::from_thousandths(250), Unit::Kg, None).expect("a quarter kg");
        assert_eq!(quarter.count(half), Err(Invalid::NotWhole));
        assert_eq!(SaleUnit::one(Unit::Lusin).count(half), Err(Invalid::NotWhole));
    }
}
