//! Products: what a keeper says about one, the states it goes through, and the sheet that many come in.

mod details;
mod sheet;
mod state;

pub use details::{Description, Details, Intent, Keywords, Name, StockWarning};
pub use sheet::{COLUMNS, Column, HEAD};
pub use state::{IllegalStep, State, Step};
