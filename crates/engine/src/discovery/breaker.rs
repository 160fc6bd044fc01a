//! A circuit breaker: after a few failures in a row what is behind it is left alone for a while, so
//! that nobody waits for it in vain; then one request tries again.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures in a row that open it.
const FAILURES: u32 = 3;
/// The first pause; each failed try doubles it.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);
/// How long the one that tries is waited for before another may.
const TRY: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy)]
enum State {
    Closed {
        failures: u32,
    },
    /// `trying`: a request was let through and has not come back yet.
    Open {
        until: Instant,
        pause: Duration,
        trying: bool,
    },
}

#[derive(Debug)]
pub(super) struct Breaker(Mutex<State>);

impl Default for Breaker {
    fn default() -> Self {
        Self(Mutex::new(State::Closed { failures: 0 }))
    }
}

impl Breaker {
    /// Whether a request may try. When a pause is over, one may, and the others wait for how it fares.
    pub fn lets_through(&self, now: Instant) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *state {
            State::Closed { .. } => true,
            State::Open { until, trying, .. } if now >= *until => {
                *until = now + TRY;
                *trying = true;
                true
            }
            State::Open { .. } => false,
        }
    }

    /// Tells whether it was open before.
    pub fn succeeded(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(std::mem::replace(&mut *state, State::Closed { failures: 0 }), State::Open { .. })
    }

    /// Tells whether this opened it.
    pub fn failed(&self, now: Instant) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, opened) = match *state {
            State::Closed { failures } if failures + 1 < FAILURES => (State::Closed { failures: failures + 1 }, false),
            State::Closed { .. } => (State::Open { until: now + FIRST, pause: FIRST, trying: false }, true),
            // Of requests that were under way when it opened, nothing new is learnt.
            State::Open { trying: false, .. } => return false,
            State::Open { pause, .. } => {
                let pause = (pause * 2).min(LONGEST);
                (State::Open { until: now + pause, pause, trying: false }, false)
            }
        };
        *state = next;
        opened
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(at: Instant) -> Breaker {
        let breaker = Breaker::default();
        for n in 1..=FAILURES {
            assert!(breaker.lets_through(at));
            assert_eq!(breaker.failed(at), n == FAILURES);
        }
        breaker
    }

    #[test]
    fn failures_in_a_row_open_it() {
        let now = Instant::now();
        let breaker = Breaker::default();
        breaker.failed(now);
        breaker.failed(now);
        breaker.succeeded();
        breaker.failed(now);
        assert!(breaker.lets_through(now), "one success forgives");
        assert!(!opened(now).lets_through(now));
    }

    #[test]
    fn after_a_pause_one_tries() {
        let now = Instant::now();
        let breaker = opened(now);
        let later = now + FIRST;
        assert!(breaker.lets_through(later));
        assert!(!breaker.lets_through(later), "the others wait");
        assert!(breaker.lets_through(later + TRY), "one that never came back does not close it for ever");
        assert!(breaker.succeeded());
        assert!(breaker.lets_through(later) && breaker.lets_through(later));
    }

    #[test]
    fn stragglers_make_no_pause_longer() {
        let now = Instant::now();
        let breaker = opened(now);
        for _ in 0..50 {
            breaker.failed(now);
        }
        assert!(breaker.lets_through(now + FIRST));
    }

    #[test]
    fn pauses_grow_to_an_end() {
        let mut now = Instant::now();
        let breaker = opened(now);
        let mut pauses = Vec::new();
        for _ in 0..8 {
            let from = now;
            while !breaker.lets_through(now) {
                now += Duration::from_millis(500);
            }
            pauses.push((now - from).as_secs());
            breaker.failed(now);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30]);
    }
}
