//! What money came in or went out for.

use serde::{Deserialize, Serialize};

use crate::form::Invalid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    pub const ALL: [Self; 2] = [Self::In, Self::Out];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// A kind belongs to one direction. What the owner puts in or takes out, and what is borrowed and paid back,
/// stands in the book, since the money in the box has to agree; but it is no result of the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An order of Guyub, or something sold elsewhere.
    Sale,
    /// The owner's own money.
    Capital,
    /// Borrowed, or given as support.
    Loan,
    OtherIn,
    Material,
    Packaging,
    Wages,
    /// Fuel, and sending goods.
    Transport,
    /// Electricity, gas, water, phone.
    Energy,
    Tools,
    /// A stall, a place at the market.
    Rent,
    /// Taken for the household.
    Household,
    /// A loan paid back.
    Repayment,
    OtherOut,
}

impl Kind {
    pub const ALL: [Self; 14] = [
        Self::Sale,
        Self::Capital,
        Self::Loan,
        Self::OtherIn,
        Self::Material,
        Self::Packaging,
        Self::Wages,
        Self::Transport,
        Self::Energy,
        Self::Tools,
        Self::Rent,
        Self::Household,
        Self::Repayment,
        Self::OtherOut,
    ];

    /// As stored, and as forms send it in `jenis`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Capital => "capital",
            Self::Loan => "loan",
            Self::OtherIn => "other_in",
            Self::Material => "material",
            Self::Packaging => "packaging",
            Self::Wages => "wages",
            Self::Transport => "transport",
            Self::Energy => "energy",
            Self::Tools => "tools",
            Self::Rent => "rent",
            Self::Household => "household",
            Self::Repayment => "repayment",
            Self::OtherOut => "other_out",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    pub const fn direction(self) -> Direction {
        match self {
            Self::Sale | Self::Capital | Self::Loan | Self::OtherIn => Direction::In,
            Self::Material
            | Self::Packaging
            | Self::Wages
            | Self::Transport
            | Self::Energy
            | Self::Tools
            | Self::Rent
            | Self::Household
            | Self::Repayment
            | Self::OtherOut => Direction::Out,
        }
    }

    /// The kinds of one direction, in the order they are offered.
    pub fn of(direction: Direction) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| kind.direction() == direction)
    }

    /// Whether it is earned or spent by the business.
    pub const fn is_of_business(self) -> bool {
        !matches!(self, Self::Capital | Self::Loan | Self::Household | Self::Repayment)
    }

    /// Reads `jenis` of a form for one direction.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::UnknownChoice`]
    pub fn parse(text: &str, direction: Direction) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            text => Self::of(direction).find(|kind| kind.code() == text).ok_or(Invalid::UnknownChoice),
        }
    }
}

#[cfg(feature = "db")]
mod db {
    use super::{Direction, Kind};
    use crate::form::Invalid::UnknownChoice;
    use crate::quantity::db::text_column;

    text_column!(Direction, Direction::code, |text: &str| Direction::from_code(text).ok_or(UnknownChoice));
    text_column!(Kind, Kind::code, |text: &str| Kind::from_code(text).ok_or(UnknownChoice));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_in_its_direction_only() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            let (own, other) = match kind.direction() {
                Direction::In => (Direction::In, Direction::Out),
                Direction::Out => (Direction::Out, Direction::In),
            };
            assert_eq!(Kind::parse(kind.code(), own), Ok(kind));
            assert_eq!(Kind::parse(kind.code(), other), Err(Invalid::UnknownChoice), "{kind:?}");
        }
        assert_eq!(Kind::parse(" ", Direction::In), Err(Invalid::Required));
        assert_eq!(Kind::parse("ma\0terial", Direction::Out), Err(Invalid::UnknownChoice));
        assert!(Direction::ALL.into_iter().all(|d| Direction::from_code(d.code()) == Some(d)));
    }

    #[test]
    fn ones_own_money_is_no_result() {
        let apart: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| !kind.is_of_business()).collect();
        assert_eq!(apart, [Kind::Capital, Kind::Loan, Kind::Household, Kind::Repayment]);
    }
}
