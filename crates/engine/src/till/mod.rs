//! The seller's till: the cash book of a business, what was sold by its orders, and when goods run low.
//!
//! The book is the seller's own note of money that never passes through Guyub; it is not the ledger of a
//! koperasi, and nothing is derived from it.

mod book;
mod orders;
mod sales;
mod shown;
#[cfg(test)]
mod tests;
mod warnings;

pub use book::{BookError, bring_back, change, enter, remove};
pub use orders::from_order;
pub use sales::{DaySales, PlaceSales, ProductSales, Sales, SoldLine, sales, sold_lines};
pub use shown::{Book, KindSum, Line, MonthSum, book, line, lines};
pub use warnings::{Watched, Which, running_low, set_warnings, watched};
