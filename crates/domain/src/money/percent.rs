//! Percentages, in hundredths of a percent.

use serde::{Deserialize, Serialize};

use super::{Rupiah, half_up};
use crate::form::Invalid;
use crate::lang::Lang;
use crate::number::Written;

/// A share in basis points: 10,000 is the whole, 650 is 6,5 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BasisPoints(pub i32);

impl BasisPoints {
    pub const WHOLE: Self = Self(10_000);

    /// Parses a percentage from nothing to the whole: `6,5`, `6,5 %`, `12%`.
    ///
    /// # Errors
    /// `TooLarge` above 100 %, `TooPrecise` below a hundredth of a percent, and those of a number.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let number = text.strip_suffix('%').unwrap_or(text);
        if number.trim().is_empty() && !text.is_empty() {
            return Err(Invalid::NotANumber);
        }
        let hundredths = Written::read(number)?.scaled(2)?;
        let share = i32::try_from(hundredths).map_err(|_| Invalid::TooLarge)?;
        if share > Self::WHOLE.0 {
            return Err(Invalid::TooLarge);
        }
        Ok(Self(share))
    }

    /// This share of an amount, rounded half up to the rupiah; `None` when it does not fit, which
    /// can only be with a share above the whole.
    #[must_use]
    pub fn of(self, amount: Rupiah) -> Option<Rupiah> {
        half_up(i128::from(amount.0) * i128::from(self.0), 10_000).map(Rupiah)
    }

    /// How much of `before` is saved by paying `after`; negative when `after` is dearer. Zero when
    /// there was nothing to save from.
    #[must_use]
    pub fn saved(before: Rupiah, after: Rupiah) -> Self {
        if before <= Rupiah::ZERO {
            return Self(0);
        }
        let before = i128::from(before.0);
        // What the type can hold; only a price two hundred thousand times the other gets there.
        let most = before * i128::from(i32::MAX) / 10_000;
        let saved = (before - i128::from(after.0)).clamp(-most, most);
        Self(half_up(saved * 10_000, before).and_then(|points| i32::try_from(points).ok()).unwrap_or(0))
    }

    /// For tables, where the nearest whole percent is enough: `6 %`, in English `6%`.
    pub fn rounded(self, lang: Lang) -> String {
        let percent = half_up(i128::from(self.0), 100).unwrap_or(0);
        format!("{percent}{}", lang.pick(" %", "%"))
    }

    /// Exactly: `6,5 %`, in English `6.5%`.
    pub fn exact(self, lang: Lang) -> String {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let decimals = format!("{:02}", size % 100);
        let decimals = decimals.trim_end_matches('0');
        let mark = if decimals.is_empty() { "" } else { lang.pick(",", ".") };
        format!("{sign}{}{mark}{decimals}{}", size / 100, lang.pick(" %", "%"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(BasisPoints(650).of(Rupiah(100)), Some(Rupiah(7)));
        assert_eq!(BasisPoints(650).of(Rupiah(-100)), Some(Rupiah(-7)));
        assert_eq!(BasisPoints(649).of(Rupiah(100)), Some(Rupiah(6)));
        assert_eq!(BasisPoints::WHOLE.of(Rupiah(i64::MIN)), Some(Rupiah(i64::MIN)));
        assert_eq!(BasisPoints(i32::MAX).of(Rupiah(i64::MAX)), None);
    }

    #[test]
    fn is_read_and_written() {
        for (text, points) in [("6,5", 650), ("6,5 %", 650), ("100%", 10_000), ("0", 0), ("0,05", 5)] {
            assert_eq!(BasisPoints::parse(text), Ok(BasisPoints(points)), "{text}");
        }
        for (text, why) in [
            ("", Invalid::Required),
            ("%", Invalid::NotANumber),
            ("100,01", Invalid::TooLarge),
            ("99999999999", Invalid::TooLarge),
            ("-1", Invalid::Negative),
            ("1,234", Invalid::TooPrecise { max: 2 }),
            ("6%%", Invalid::NotANumber),
        ] {
            assert_eq!(BasisPoints::parse(text), Err(why), "{text}");
        }
        assert_eq!(BasisPoints(650).exact(Lang::Id), "6,5 %");
        assert_eq!(BasisPoints(-5).exact(Lang::En), "-0.05%");
        assert_eq!(BasisPoints(1000).exact(Lang::Id), "10 %");
        assert_eq!(BasisPoints(1120).rounded(Lang::Id), "11 %");
    }

    #[test]
    fn saving_is_of_the_price_before() {
        assert_eq!(BasisPoints::saved(Rupiah(62_500), Rupiah(59_000)), BasisPoints(560));
        assert_eq!(BasisPoints::saved(Rupiah(0), Rupiah(1)), BasisPoints(0));
        assert!(BasisPoints::saved(Rupiah(1), Rupiah(i64::MAX)) < BasisPoints(-2_000_000_000));
    }

    proptest! {
        #[test]
        fn mirrors_and_stays_within(points in 0..=10_000_i32, amount in 0..=i64::MAX) {
            let part = BasisPoints(points).of(Rupiah(amount)).expect("a part fits");
            prop_assert!(part.0 >= 0 && part.0 <= amount);
            prop_assert_eq!(BasisPoints(points).of(Rupiah(-amount)), Some(Rupiah(-part.0)));
        }

        #[test]
        fn what_is_written_is_read(points in 0..=10_000_i32) {
            prop_assert_eq!(BasisPoints::parse(&BasisPoints(points).exact(Lang::Id)), Ok(BasisPoints(points)));
        }
    }
}
