use proptest::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

use super::q;
use crate::purchasing::{Share, allocate};
use crate::quantity::Quantity;

fn share(n: u128, quantity: u32, tolerance: u32) -> Share {
    let at = OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(i64::try_from(n).unwrap_or(0));
    Share { id: Uuid::from_u128(n), at, quantity: q(quantity), tolerance: q(tolerance) }
}

fn whole(given: &[Quantity]) -> Vec<i64> {
    given.iter().map(|g| g.thousandths() / 1000).collect()
}

#[test]
fn less_than_asked_is_shared_in_proportion() {
    let shares = [share(1, 10, 5), share(2, 20, 0), share(3, 30, 0)];
    assert_eq!(whole(&allocate(&shares, q(1), q(30))), [5, 10, 15]);
    assert_eq!(whole(&allocate(&shares, q(1), Quantity::ZERO)), [0, 0, 0]);
}

#[test]
fn the_earlier_pledge_gets_the_step_that_is_over() {
    let shares = [share(2, 1, 0), share(1, 1, 0), share(3, 1, 0)];
    assert_eq!(whole(&allocate(&shares, q(1), q(2))), [1, 1, 0]);
    assert_eq!(whole(&allocate(&shares, q(1), q(1))), [0, 1, 0]);
    let mut same_time = shares;
    same_time.iter_mut().for_each(|s| s.at = OffsetDateTime::UNIX_EPOCH);
    assert_eq!(whole(&allocate(&same_time, q(1), q(1))), [0, 1, 0]);
}

#[test]
fn more_than_asked_goes_to_those_who_accept_it() {
    let shares = [share(1, 10, 4), share(2, 10, 0), share(3, 10, 2)];
    assert_eq!(whole(&allocate(&shares, q(1), q(33))), [12, 10, 11]);
    assert_eq!(whole(&allocate(&shares, q(1), q(36))), [14, 10, 12]);
    assert_eq!(whole(&allocate(&shares, q(1), q(500))), [14, 10, 12]);
}

#[test]
fn what_is_no_whole_step_goes_to_nobody() {
    let shares = [share(1, 10, 0), share(2, 10, 0)];
    assert_eq!(whole(&allocate(&shares, q(5), q(13))), [5, 5]);
    assert!(allocate(&[], q(1), q(10)).is_empty());
}

/// Pledges in steps of `step`, and a supply in thousandths.
fn case() -> impl Strategy<Value = (Vec<(u32, u32, u8)>, u32, i64)> {
    (prop::collection::vec((0..200_u32, 0..60_u32, any::<u8>()), 1..40), 1..6_u32, 0..9_000_000_i64)
}

fn shares_of(pledges: &[(u32, u32, u8)], step: u32) -> Vec<Share> {
    let made = pledges.iter().enumerate().map(|(n, (quantity, tolerance, at))| Share {
        id: Uuid::from_u128(n as u128 + 1),
        at: OffsetDateTime::UNIX_EPOCH + time::Duration::seconds(i64::from(*at)),
        quantity: q(quantity * step),
        tolerance: q(tolerance * step),
    });
    made.collect()
}

fn sum(amounts: impl Iterator<Item = Quantity>) -> i64 {
    amounts.map(Quantity::thousandths).sum()
}

proptest! {
    #[test]
    fn sums_bounds_and_fairness((pledges, step, supply) in case()) {
        let shares = shares_of(&pledges, step);
        let size = i64::from(step) * 1000;
        let given = allocate(&shares, q(step), Quantity::from_thousandths(supply));
        let (d, t) = (sum(shares.iter().map(|s| s.quantity)), sum(shares.iter().map(|s| s.tolerance)));
        let whole_steps = supply / size * size;

        prop_assert_eq!(sum(given.iter().copied()), whole_steps.min(d + t));
        for (share, got) in shares.iter().zip(&given) {
            let (own, extra, got) = (share.quantity.thousandths(), share.tolerance.thousandths(), got.thousandths());
            prop_assert!(got >= 0 && got <= own + extra && got % size == 0);
            // Nobody is a step or more away from the exact share: |got − exact| < size, without dividing.
            let (more, of) = match whole_steps <= d {
                true => (i128::from(whole_steps) * i128::from(own), d),
                false => (i128::from((whole_steps - d).min(t)) * i128::from(extra), t),
            };
            let base = if whole_steps <= d { 0 } else { own };
            if of > 0 {
                let difference = i128::from(got - base) * i128::from(of) - more;
                prop_assert!(difference.abs() < i128::from(size) * i128::from(of));
            } else {
                prop_assert_eq!(got, base);
            }
        }
        for (a, first) in shares.iter().zip(&given) {
            for (b, second) in shares.iter().zip(&given) {
                if (a.quantity, a.tolerance) == (b.quantity, b.tolerance) {
                    prop_assert!((first.thousandths() - second.thousandths()).abs() <= size);
                }
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter((pledges, step, supply) in case(), turn in 0..40_usize) {
        let shares = shares_of(&pledges, step);
        let supply = Quantity::from_thousandths(supply);
        let given = allocate(&shares, q(step), supply);
        let mut turned: Vec<(Share, Quantity)> = shares.iter().copied().zip(given).collect();
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        let rows: Vec<Share> = turned.iter().map(|(share, _)| *share).collect();
        let before: Vec<Quantity> = turned.iter().map(|(_, got)| *got).collect();
        prop_assert_eq!(allocate(&rows, q(step), supply), before);
    }
}
