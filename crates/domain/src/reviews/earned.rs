//! The small signs that a shop earns by what it did, and by nothing that it says of itself.

use time::Duration;

/// A shop that answers sooner than this, in the median, answers fast…
pub const FAST: Duration = Duration::hours(2);
/// … once it has answered so many orders.
pub const FAST_FROM: i64 = 10;
/// Orders that are done, from which on their number is a sign of its own.
pub const MANY: [i64; 4] = [1000, 500, 100, 50];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earned {
    /// So many orders are done, and perhaps more.
    Done(i64),
    AnswersFast,
}

/// What so many orders that are done, so many that were answered, and the median time of the answers earn.
pub fn earned(done: i64, answered: i64, answers_in: Option<Duration>) -> Vec<Earned> {
    let many = MANY.into_iter().find(|many| done >= *many).map(Earned::Done);
    let is_fast = answered >= FAST_FROM && answers_in.is_some_and(|time| time < FAST);
    many.into_iter().chain(is_fast.then_some(Earned::AnswersFast)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_earned_at_their_limits_and_not_before() {
        assert!(earned(49, 100, None).is_empty());
        assert_eq!(earned(50, 0, None), [Earned::Done(50)]);
        assert_eq!(earned(99, 0, None), [Earned::Done(50)]);
        assert_eq!(earned(100, 0, None), [Earned::Done(100)]);
        assert_eq!(earned(5_000, 0, None), [Earned::Done(1000)]);
        let almost = FAST - Duration::SECOND;
        assert!(earned(0, 9, Some(almost)).is_empty());
        assert_eq!(earned(0, 10, Some(almost)), [Earned::AnswersFast]);
        assert!(earned(0, 10, Some(FAST)).is_empty());
        assert_eq!(earned(60, 60, Some(Duration::ZERO)), [Earned::Done(50), Earned::AnswersFast]);
    }
}
