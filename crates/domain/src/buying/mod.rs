//! Buying: carts, orders at one shop, and the only ways that an order goes on.

mod number;
mod order;
mod state;

pub use number::OrderNumber;
pub use order::{Pay, Receive};
pub use state::{Happened, IllegalStep, Side, State, Step};
