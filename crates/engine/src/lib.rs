//! Does things: PostgreSQL, search, pictures, mail. One use case is one function and one
//! transaction; what is decided is asked of `domain`, and permission comes in as a value.

pub mod backup;
pub mod business;
pub mod buying;
pub mod catalog;
pub mod changes;
pub mod check;
pub mod demo;
pub mod desk;
pub mod discovery;
pub mod embedded;
pub mod forms;
pub mod ids;
pub mod jobs;
pub mod koperasi;
pub mod ledger;
pub mod mail;
pub mod migrate;
pub mod notices;
pub mod operators;
pub mod password;
pub mod pdf;
pub mod people;
pub mod pictures;
pub mod purchasing;
pub mod push;
pub mod reviews;
pub mod saved;
pub mod sharing;
pub mod sheet;
pub mod store;
pub mod suppliers;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod throttle;
pub mod till;
pub mod token;
pub mod trouble;
pub mod tx;

pub use desk::Desk;
pub use trouble::Trouble;
