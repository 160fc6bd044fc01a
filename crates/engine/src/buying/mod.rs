//! Buying at shops: carts, placing, and what becomes of an order. No money passes through Guyub.
//!
//! An order is moved by a step only, which locks its row first and asks [`State::after`] whether it may:
//! the second press, or a second hand, finds it moved. Locks are taken in this order: the order, then
//! products by id, then their shop.

mod adopt;
mod again;
mod back;
mod bill;
pub mod cart;
mod checkout;
mod due;
mod held;
pub mod link;
pub mod nota;
pub mod orders;
mod place;
mod price;
pub mod proof;
pub(crate) mod proofs;
pub mod qris;
pub mod shown;
pub mod steps;
pub mod terms;
#[cfg(test)]
mod tests_cart;
#[cfg(test)]
mod tests_killed;
#[cfg(test)]
mod tests_link;
#[cfg(test)]
mod tests_place;
#[cfg(test)]
mod tests_proofs;
#[cfg(test)]
mod tests_steps;
mod told;
pub mod ways;
mod written;

use domain::buying::{IllegalStep, State};
use domain::form::FieldErrors;
use domain::ids::OrderId;

use crate::Desk;
use crate::throttle::{RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Hindered, Trouble};

pub use adopt::adopt;
pub use again::{Again, again};
pub use checkout::{CheckoutShown, Handover, ShopSide, checkout};
pub use due::Times;
pub use held::OrderReader;
use place::Receipt;
pub use place::{Buyer, MOST_GUESTS_HERE, MOST_HERE, MOST_ORDERS, MOST_UNANSWERED, PlaceError, Placed, Stranger, place};
pub use price::{CartLine, LineTrouble, ShopCart};

pub(crate) use due::due;
// A complaint holds its order by these, and takes it on by `steps::take`.
pub(crate) use held::{By, Held, lock_by_id};
// And tells of itself by these.
pub(crate) use told::{Words, mail_to};

/// Why a step of an order was not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// Not there, or not for whoever asks.
    #[error("no such order")]
    Unknown,
    /// It stands elsewhere by now: somebody was quicker.
    #[error("the order is {state:?}")]
    Moved { state: State },
    /// What was typed cannot be taken; by field.
    #[error("refused: {0}")]
    Refused(FieldErrors),
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Hindered for OrderError {
    fn was_hindered(&self) -> bool {
        matches!(self, Self::Trouble(trouble) if trouble.is_retryable())
    }
}

impl From<IllegalStep> for OrderError {
    fn from(step: IllegalStep) -> Self {
        Self::Moved { state: step.from }
    }
}

impl From<Throttled> for OrderError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

impl From<sqlx::Error> for OrderError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}

/// What signs the link by which somebody without an account follows an order. It is made again whenever it is
/// asked for; nothing of it is kept.
pub fn sign(desk: &Desk, order: OrderId) -> Token {
    Token::of(desk.secret(), "shop-order", &order.to_string())
}

/// What signs the link that only shows it.
fn sign_shown(desk: &Desk, order: OrderId) -> Token {
    Token::of(desk.secret(), "shop-order shown", &order.to_string())
}
