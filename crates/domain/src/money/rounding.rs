//! The one place where money is rounded.

/// `numerator / denominator`, rounded half up by size: 2,5 becomes 3 and -2,5 becomes -3.
///
/// Negative amounts round as their mirror does, so that a correction entry undoes exactly what it
/// corrects. `None` when the result does not fit or nothing can be divided by `denominator`.
#[must_use]
pub fn half_up(numerator: i128, denominator: i128) -> Option<i64> {
    if denominator <= 0 {
        return None;
    }
    let divisor = denominator.unsigned_abs();
    let size = numerator.unsigned_abs();
    // The remainder is compared with what is missing to the divisor: doubling it could overflow.
    let (quotient, remainder) = (size / divisor, size % divisor);
    let rounded = quotient.checked_add(u128::from(remainder >= divisor - remainder))?;
    let signed = i128::try_from(rounded).ok()?;
    i64::try_from(if numerator < 0 { -signed } else { signed }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_goes_up() {
        for (n, d, r) in [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (1, 2, 1), (0, 7, 0), (1, 3, 0)] {
            assert_eq!(half_up(n, d), Some(r), "{n}/{d}");
        }
        assert_eq!(half_up(1, 0), None);
        assert_eq!(half_up(i128::MAX, 1), None);
        assert_eq!(half_up(i128::MIN, 1), None);
    }

    proptest! {
        #[test]
        fn is_the_nearest_whole_number(n in any::<i64>(), d in 1..=i64::MAX) {
            let (n, d) = (i128::from(n), i128::from(d));
            let r = i128::from(half_up(n, d).expect("fits"));
            prop_assert!(2 * (n - r * d).abs() <= d);
            prop_assert_eq!(half_up(-n, d).map(i128::from), Some(-r));
        }
    }
}
