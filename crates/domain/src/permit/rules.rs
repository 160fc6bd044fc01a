//! The dated rules about permits, as data: a rule that changes is a new row with a later date, and
//! what was given under the old one is still judged by it.

use time::macros::date;

use super::PermitKind;
use crate::dates::Day;

/// How long a permit holds from the day it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// As long as the business, or the recipe, stays what it was.
    NoEnd,
    Years(u16),
}

/// For permits of a kind given from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidityRule {
    pub kind: PermitKind,
    pub from: Day,
    pub validity: Validity,
    /// The law or regulation.
    pub source: &'static str,
}

/// What is known today, earliest first within a kind.
pub const VALIDITY: &[ValidityRule] = &[
    ValidityRule {
        kind: PermitKind::Nib,
        from: Day::new(date!(2018 - 06 - 21)),
        validity: Validity::NoEnd,
        source: "PP 24/2018; PP 5/2021; PP 28/2025",
    },
    ValidityRule {
        kind: PermitKind::Pirt,
        from: Day::new(date!(2012 - 04 - 05)),
        validity: Validity::Years(5),
        source: "Perka BPOM HK.03.1.23.04.12.2205/2012; Peraturan BPOM 22/2018; 4/2024",
    },
    ValidityRule {
        kind: PermitKind::Halal,
        from: Day::new(date!(2014 - 10 - 17)),
        validity: Validity::Years(4),
        source: "UU 33/2014 art. 42",
    },
    ValidityRule {
        kind: PermitKind::Halal,
        from: Day::new(date!(2022 - 12 - 30)),
        validity: Validity::NoEnd,
        source: "Perppu 2/2022, UU 6/2023: while ingredients and process stay the same",
    },
    ValidityRule {
        kind: PermitKind::Trademark,
        from: Day::new(date!(2016 - 11 - 25)),
        validity: Validity::Years(10),
        source: "UU 20/2016 art. 35, from the day of filing",
    },
];

/// The rule for a permit of that kind given on that day, if there was one yet.
pub fn validity_on(rules: &[ValidityRule], kind: PermitKind, given: Day) -> Option<&ValidityRule> {
    rules.iter().filter(|r| r.kind == kind && r.from <= given).max_by_key(|r| r.from)
}

/// The last day of a permit given on that day: what a form proposes. `None`: no end, or no rule.
pub fn expiry_of(rules: &[ValidityRule], kind: PermitKind, given: Day) -> Option<Day> {
    match validity_on(rules, kind, given)?.validity {
        Validity::NoEnd => None,
        Validity::Years(years) => Some(given.plus_months(years * 12).plus_days(-1)),
    }
}

/// Who makes food and drink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makers {
    MicroAndSmall,
    MediumAndLarge,
}

/// From when food and drink of these makers must be certified halal, or say that they are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalalDuty {
    pub makers: Makers,
    pub from: Day,
    pub source: &'static str,
}

pub const HALAL_DUTY: &[HalalDuty] = &[
    HalalDuty { makers: Makers::MediumAndLarge, from: Day::new(date!(2024 - 10 - 18)), source: "PP 42/2024 art. 160" },
    HalalDuty { makers: Makers::MicroAndSmall, from: Day::new(date!(2026 - 10 - 17)), source: "PP 42/2024 art. 160" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_of_the_day_it_was_given_counts() {
        let expiry = |kind, given| expiry_of(VALIDITY, kind, Day::new(given));
        assert_eq!(expiry(PermitKind::Halal, date!(2022 - 12 - 29)), Some(Day::new(date!(2026 - 12 - 28))));
        assert_eq!(expiry(PermitKind::Halal, date!(2022 - 12 - 30)), None);
        assert_eq!(expiry(PermitKind::Pirt, date!(2024 - 03 - 01)), Some(Day::new(date!(2029 - 02 - 28))));
        assert_eq!(expiry(PermitKind::Nib, date!(2024 - 03 - 01)), None);
        assert!(validity_on(VALIDITY, PermitKind::Nib, Day::new(date!(2010 - 01 - 01))).is_none());
    }
}
