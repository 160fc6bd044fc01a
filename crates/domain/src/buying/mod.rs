//! Buying: carts, orders at one shop, and the only ways that an order goes on.

mod checkout;
mod line;
mod number;
mod order;
mod state;
mod terms;

pub use checkout::{Address, Checkout, Guest, Note};
pub use line::{Further, MOST_LINES, MOST_OF_ONE, Priced};
pub use number::OrderNumber;
pub use order::{Pay, Receive};
pub use state::{Happened, IllegalStep, Side, State, Step};
pub use terms::{Area, Terms, fee_field};
