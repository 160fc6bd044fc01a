//! What many stars say together.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Every product begins as if so many buyers…
pub const PRIOR_COUNT: i64 = 5;
/// … had given it so many stars.
pub const PRIOR_STARS: i64 = 4;

/// The Bayesian average in hundredths of a star: `(5 × 4 + stars) ÷ (5 + count)`, rounded half up. So one
/// enthusiast does not lift a product above another that fifty people found very good, and one angry
/// person does not sink it. A single rule with the generated column `review_sum.score`.
pub fn score(count: i64, stars: i64) -> i64 {
    let count = PRIOR_COUNT + count.max(0);
    let stars = PRIOR_COUNT * PRIOR_STARS + stars.max(0);
    (200 * stars + count) / (2 * count)
}

/// What buyers found of a product, or of a whole shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// Bayesian average in hundredths of a star: 463 is 4,63.
    pub score: i16,
    /// Reviews behind it.
    pub count: i32,
}

impl Rating {
    /// `None` as long as nobody has said anything.
    pub fn of(score: Option<i16>, count: Option<i32>) -> Option<Self> {
        Some(Self { score: score?, count: count.filter(|count| *count > 0)? })
    }

    /// From the sums of several products.
    pub fn of_sums(count: i64, stars: i64) -> Option<Self> {
        let score = i16::try_from(score(count, stars)).ok()?;
        Self::of(Some(score), i32::try_from(count).ok())
    }

    /// All stars together, as the score tells them: exactly for fewer than 95 reviews, and close enough for an
    /// average to a tenth beyond.
    pub fn stars(self) -> i64 {
        let count = i64::from(self.count);
        let sum = (i64::from(self.score) * (PRIOR_COUNT + count) + 50) / 100 - PRIOR_COUNT * PRIOR_STARS;
        sum.clamp(count, 5 * count)
    }

    /// With one decimal, rounded half up: `4,6`.
    pub fn text(self, lang: Lang) -> String {
        let tenths = (self.score + 5) / 10;
        format!("{}{}{}", tenths / 10, lang.pick(',', '.'), tenths % 10)
    }
}

/// A name as strangers read it under a review: the first word, and the initial of the last.
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_few_stars_weigh_little() {
        for (count, stars, expected) in [(0, 0, 400), (1, 5, 417), (1, 1, 350), (5, 25, 450), (50, 250, 491), (3, 14, 425)] {
            assert_eq!(score(count, stars), expected, "{stars} stars of {count}");
        }
        assert!(score(50, 245) > score(1, 5));
    }

    #[test]
    fn a_rating_is_shown_with_one_decimal() {
        let rating = |score| Rating { score, count: 1 };
        assert_eq!(rating(463).text(Lang::Id), "4,6");
        assert_eq!(rating(465).text(Lang::En), "4.7");
        assert_eq!(rating(500).text(Lang::Id), "5,0");
        assert_eq!(Rating::of(Some(400), Some(0)), None);
        assert_eq!(Rating::of_sums(5, 25), Some(Rating { score: 450, count: 5 }));
    }

    #[test]
    fn strangers_read_no_whole_name() {
        for (name, short) in [("Tini", "Tini"), ("Tini Suryani", "Tini S."), (" Sri  endah wahyuni ", "Sri W."), ("", "")] {
            assert_eq!(short_name(name), short, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_score_lies_between_the_stars(stars in proptest::collection::vec(1i64..=5, 0..400)) {
            let sum: i64 = stars.iter().sum();
            let count = stars.len() as i64;
            prop_assert!((100..=500).contains(&score(count, sum)));
            let told = Rating::of_sums(count, sum).map_or(0, Rating::stars);
            let near = if count < 95 { told == sum } else { 200 * (told - sum).abs() <= count + 105 };
            prop_assert!(near, "{told} for {sum}");
            prop_assert!(score(count + 1, sum + 5) >= score(count, sum));
            prop_assert!(score(count + 1, sum + 1) <= score(count, sum));
        }
    }
}
