//! Sharing an amount out so that nothing is lost and nothing is made.

use super::Rupiah;

/// Splits `total` in proportion to `weights` by largest remainder: the parts sum to `total`
/// exactly, each is less than one rupiah from its exact share, and of equal remainders the earlier
/// one gets the rupiah. A negative total is split as its mirror.
///
/// `None` when there is nobody to carry it: no weight above zero (also with a total of zero, since
/// the caller's list is then wrong).
#[must_use]
pub fn split(total: Rupiah, weights: &[u64]) -> Option<Vec<Rupiah>> {
    let sum: u128 = weights.iter().copied().map(u128::from).sum();
    if sum == 0 {
        return None;
    }
    let size = u128::from(total.0.unsigned_abs());
    // Two 64-bit numbers multiplied always fit 128 bits.
    let mut parts: Vec<u128> = weights.iter().map(|w| size * u128::from(*w) / sum).collect();
    let missing = size - parts.iter().sum::<u128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(size * u128::from(weights[at]) % sum));
    // The remainders sum to `missing` times `sum`, so fewer rupiah are missing than there are
    // parts with a remainder: a weight of zero never gets one.
    for &at in order.iter().take(usize::try_from(missing).ok()?) {
        parts[at] += 1;
    }
    parts.into_iter().map(|part| signed(part, total.is_negative())).collect()
}

fn signed(size: u128, negative: bool) -> Option<Rupiah> {
    let size = i128::try_from(size).ok()?;
    i64::try_from(if negative { -size } else { size }).ok().map(Rupiah)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(total: i64, weights: &[u64]) -> Option<Vec<i64>> {
        split(Rupiah(total), weights).map(|parts| parts.into_iter().map(|p| p.0).collect())
    }

    #[test]
    fn ties_go_to_the_first() {
        assert_eq!(parts(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
        assert_eq!(parts(-100, &[1, 1, 1]), Some(vec![-34, -33, -33]));
        assert_eq!(parts(2, &[0, 1, 0, 1, 1]), Some(vec![0, 1, 0, 1, 0]));
        assert_eq!(parts(10, &[1, 2]), Some(vec![3, 7]));
        assert_eq!(parts(i64::MIN, &[7]), Some(vec![i64::MIN]));
        assert_eq!(parts(0, &[1, 2]), Some(vec![0, 0]));
    }

    #[test]
    fn somebody_must_carry_it() {
        assert_eq!(parts(1, &[]), None);
        assert_eq!(parts(1, &[0, 0]), None);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(total in any::<i64>(), weights in prop::collection::vec(any::<u64>(), 1..40)) {
            prop_assume!(weights.iter().any(|w| *w > 0));
            let parts = split(Rupiah(total), &weights).expect("someone carries it");
            prop_assert_eq!(parts.iter().map(|p| i128::from(p.0)).sum::<i128>(), i128::from(total));
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0 || part.0 == 0);
                prop_assert!(part.0 == 0 || part.is_negative() == (total < 0));
            }
        }

        #[test]
        fn no_part_is_a_rupiah_off(total in 0..1_000_000_000_i64, weights in prop::collection::vec(0..1_000_000_u64, 1..40)) {
            prop_assume!(weights.iter().any(|w| *w > 0));
            let sum: i128 = weights.iter().copied().map(i128::from).sum();
            for (part, weight) in split(Rupiah(total), &weights).expect("someone carries it").iter().zip(&weights) {
                let off = i128::from(part.0) * sum - i128::from(total) * i128::from(*weight);
                prop_assert!(off.abs() < sum);
            }
        }

        #[test]
        fn more_weight_never_gets_less(total in 0..1_000_000_i64, weights in prop::collection::vec(1..1_000_u64, 2..20)) {
            let parts = split(Rupiah(total), &weights).expect("someone carries it");
            for a in 0..weights.len() {
                for b in 0..weights.len() {
                    prop_assert!(weights[a] <= weights[b] || parts[a] >= parts[b]);
                }
            }
        }
    }
}
