//! Joint purchases: from a plan to pledges, an order, what arrived, and who owes what.
//!
//! Each step locks the round's row first and asks [`State::after`] whether it may: the second press, or
//! a second officer, finds it moved. Locks are taken in this order: round, memberships by id, books by
//! koperasi.

pub mod allocation;
mod choices;
pub mod document;
mod goods;
pub mod handout;
pub mod insight;
pub mod invite;
pub mod live;
mod offered;
pub mod order;
pub mod overview;
mod paper;
pub mod plan;
pub mod pledge;
pub mod preview;
mod reach;
pub mod receipt;
mod round;
mod series;
pub mod settle;
pub mod shown;
pub mod steps;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_goods;
#[cfg(test)]
mod tests_pledge;
#[cfg(test)]
mod tests_shown;

use domain::form::FieldErrors;
use domain::purchasing::{IllegalStep, State};

use crate::throttle::{RetryAfter, Throttled};
use crate::trouble::Trouble;

pub use goods::Goods;

pub(crate) use allocation::allocate_anew;
pub(crate) use round::{Round, lock, read, share, terms};
pub(crate) use steps::due;

/// Why a step of a round was not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// Not there, or not this koperasi's.
    #[error("no such round")]
    Unknown,
    /// The regency's office has not verified the koperasi.
    #[error("not verified")]
    NotVerified,
    /// It stands elsewhere by now: somebody was quicker.
    #[error("the round is {state:?}")]
    Moved { state: State },
    /// Somebody saved it since the page was opened; `version` is how it stands now.
    #[error("changed meanwhile")]
    Stale { version: i64 },
    /// What was typed cannot be taken; by field.
    #[error("refused: {0}")]
    Refused(FieldErrors),
    /// What the officer wrote down makes it dearer than it was ordered: another one goes on.
    #[error("another officer goes on")]
    SameOfficer,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<IllegalStep> for RoundError {
    fn from(step: IllegalStep) -> Self {
        Self::Moved { state: step.from }
    }
}

impl From<Throttled> for RoundError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

impl From<sqlx::Error> for RoundError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}
