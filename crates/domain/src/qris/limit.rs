//! What one payment by QRIS may be at most: Bank Indonesia's rule, as data. A rule that changes is a new row
//! with a later date.

use time::macros::date;

use crate::dates::Day;
use crate::money::Rupiah;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitRule {
    pub from: Day,
    /// Of one payment; a payer's own bank may allow less.
    pub most: Rupiah,
    pub source: &'static str,
}

/// What is known today, earliest first.
pub const LIMITS: &[LimitRule] = &[
    LimitRule { from: Day::new(date!(2020 - 01 - 01)), most: Rupiah(2_000_000), source: "PADG 21/18/PADG/2019" },
    LimitRule { from: Day::new(date!(2021 - 05 - 01)), most: Rupiah(5_000_000), source: "PADG 23/8/PADG/2021" },
    LimitRule { from: Day::new(date!(2022 - 03 - 01)), most: Rupiah(10_000_000), source: "PADG 24/1/PADG/2022" },
];

/// The rule for payments on that day; `None` before there was QRIS.
pub fn limit_on(rules: &[LimitRule], day: Day) -> Option<&LimitRule> {
    rules.iter().filter(|rule| rule.from <= day).max_by_key(|rule| rule.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_is_judged_by_the_rule_of_its_day() {
        let most = |day| limit_on(LIMITS, Day::new(day)).map(|rule| rule.most.0);
        assert_eq!(most(date!(2019 - 12 - 31)), None);
        assert_eq!(most(date!(2022 - 02 - 28)), Some(5_000_000));
        assert_eq!(most(date!(2022 - 03 - 01)), Some(10_000_000));
        assert_eq!(most(date!(2026 - 11 - 24)), Some(10_000_000));
    }
}
