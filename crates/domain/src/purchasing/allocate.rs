//! Jatah: who gets how much of what there is.

use std::cmp::Reverse;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::quantity::Quantity;

/// A pledge as far as sharing out needs it. Both amounts are multiples of the round's step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub id: Uuid,
    /// When it was first pledged: of equal claims the earlier one comes first.
    pub at: OffsetDateTime,
    pub quantity: Quantity,
    /// The extra that would be accepted.
    pub tolerance: Quantity,
}

/// Shares `supply` out in whole steps, one amount for each pledge in the order they came in.
///
/// With D the sum of quantities and T of tolerances: up to D everyone gets in proportion to what they
/// pledged; above it everyone gets their quantity, and of the rest, up to T, in proportion to the
/// tolerance. What is above D + T, or no whole step, goes to nobody. Proportions are rounded by largest
/// remainder (Hamilton's method), ties by the earlier pledge, then by id, so that the result does not
/// depend on the order of the rows.
pub fn allocate(shares: &[Share], step: Quantity, supply: Quantity) -> Vec<Quantity> {
    let size = step.thousandths().max(1);
    let steps = |amount: Quantity| u64::try_from(amount.thousandths() / size).unwrap_or(0);
    let asked: Vec<u64> = shares.iter().map(|s| steps(s.quantity)).collect();
    let extra: Vec<u64> = shares.iter().map(|s| steps(s.tolerance)).collect();
    let demand: u64 = asked.iter().sum();
    let there = steps(supply);
    let given = if there <= demand {
        proportional(there, &asked, shares)
    } else {
        let rest = (there - demand).min(extra.iter().sum());
        let more = proportional(rest, &extra, shares);
        asked.iter().zip(more).map(|(own, more)| own + more).collect()
    };
    given.into_iter().map(|n| Quantity::from_thousandths(i64::try_from(n).unwrap_or(0) * size)).collect()
}

/// `total` in proportion to `weights`; `total` is at most their sum, so nobody gets more than their weight.
fn proportional(total: u64, weights: &[u64], shares: &[Share]) -> Vec<u64> {
    let sum: u128 = weights.iter().copied().map(u128::from).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: u64| u128::from(total) * u128::from(weight);
    let mut parts: Vec<u64> = weights.iter().map(|w| u64::try_from(exact(*w) / sum).unwrap_or(0)).collect();
    let missing = total - parts.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..weights.len()).filter(|&at| exact(weights[at]) % sum > 0).collect();
    order.sort_by_key(|&at| (Reverse(exact(weights[at]) % sum), shares[at].at, shares[at].id));
    for at in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        parts[at] += 1;
    }
    parts
}
