//! Money: whole rupiah, checked arithmetic, never a float.

mod percent;
mod price;
mod rounding;
mod split;
mod written;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use percent::BasisPoints;
pub use price::Price;
pub use rounding::half_up;
pub use split::split;

use crate::lang::Lang;
use crate::number::with_dots;

/// An amount of money in whole rupiah; negative where money is owed or taken back.
///
/// Arithmetic is checked: an amount that does not fit is `None`, never another amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rupiah(pub i64);

impl Rupiah {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// So many times the amount.
    #[must_use]
    pub const fn checked_mul(self, times: i64) -> Option<Self> {
        match self.0.checked_mul(times) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }

    /// What is owed turned into what is due, and back: for the mirror of a posted entry.
    #[must_use]
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(mirror) => Some(Self(mirror)),
            None => None,
        }
    }

    /// The sum of all, or `None` when it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Short for headings and charts: `Rp6,4 juta`, `Rp6.4 million`. Below a million it is the
    /// amount itself. One decimal, rounded half up.
    pub fn short(self, lang: Lang) -> String {
        const SCALES: [(u64, &str, &str); 3] =
            [(1_000_000, "juta", "million"), (1_000_000_000, "miliar", "billion"), (1_000_000_000_000, "triliun", "trillion")];
        let size = self.0.unsigned_abs();
        // An amount that would be rounded up to the next scale is written in that one.
        let fitting = SCALES.iter().rev().find(|(scale, ..)| size >= scale - scale / 20_000);
        let Some(&(scale, id, en)) = fitting.filter(|_| size >= 1_000_000) else {
            return self.to_string();
        };
        let tenths = (u128::from(size) * 10 + u128::from(scale) / 2) / u128::from(scale);
        let whole = with_dots(u64::try_from(tenths / 10).unwrap_or(u64::MAX));
        let sign = if self.is_negative() { "-" } else { "" };
        match tenths % 10 {
            0 => format!("{sign}Rp{whole} {}", lang.pick(id, en)),
            tenth => format!("{sign}Rp{whole}{}{tenth} {}", lang.pick(',', '.'), lang.pick(id, en)),
        }
    }
}

/// `Rp12.500`, negative `-Rp500`; the same in both languages.
impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        f.pad(&format!("{sign}Rp{}", with_dots(self.0.unsigned_abs())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_with_dots() {
        for (value, text) in [(0, "Rp0"), (500, "Rp500"), (12_500, "Rp12.500"), (1_000_000, "Rp1.000.000"), (-500, "-Rp500")] {
            assert_eq!(Rupiah(value).to_string(), text);
        }
        assert_eq!(Rupiah(i64::MIN).to_string(), "-Rp9.223.372.036.854.775.808");
    }

    #[test]
    fn short_form_rounds_into_the_next_scale() {
        for (value, id, en) in [
            (999_999, "Rp999.999", "Rp999.999"),
            (1_000_000, "Rp1 juta", "Rp1 million"),
            (6_350_000, "Rp6,4 juta", "Rp6.4 million"),
            (6_349_999, "Rp6,3 juta", "Rp6.3 million"),
            (999_949_999, "Rp999,9 juta", "Rp999.9 million"),
            (999_950_000, "Rp1 miliar", "Rp1 billion"),
            (-2_500_000_000, "-Rp2,5 miliar", "-Rp2.5 billion"),
            (1_500_000_000_000, "Rp1,5 triliun", "Rp1.5 trillion"),
        ] {
            assert_eq!((Rupiah(value).short(Lang::Id), Rupiah(value).short(Lang::En)), (id.into(), en.into()));
        }
        assert_eq!(Rupiah(i64::MIN).short(Lang::Id), "-Rp9.223.372 triliun");
    }

    #[test]
    fn arithmetic_never_wraps() {
        assert_eq!(Rupiah(i64::MAX).checked_add(Rupiah(1)), None);
        assert_eq!(Rupiah(i64::MIN).checked_sub(Rupiah(1)), None);
        assert_eq!(Rupiah(i64::MIN).checked_neg(), None);
        assert_eq!(Rupiah(i64::MAX / 2).checked_mul(3), None);
        assert_eq!(Rupiah::checked_sum([Rupiah(2), Rupiah(-5)]), Some(Rupiah(-3)));
        assert_eq!(Rupiah::checked_sum([Rupiah(i64::MAX), Rupiah(1)]), None);
    }
}
