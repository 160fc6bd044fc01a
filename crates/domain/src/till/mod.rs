//! A seller's cash book: what came in and went out, and what for. For somebody who has never kept one: few
//! kinds, in the words of a market stall, and no accounts.

mod entry;
mod kind;
mod period;

pub use entry::{Entry, What};
pub use kind::{Direction, Kind};
pub use period::{Month, Period, Step};
