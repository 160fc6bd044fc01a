//! The rules of Guyub: pure functions and values, no I/O, no clock, no language.
//!
//! Every value that a person can type has a constructor here that is the only way in, so the
//! floors above never check twice. The crate also compiles to WASM: what the phone computes is
//! what the server computes.

pub mod access;
pub mod business;
pub mod buying;
pub mod catalog;
pub mod csv_safe;
pub mod dates;
pub mod discovery;
pub mod district;
pub mod email;
pub mod form;
pub mod geo;
pub mod hours;
pub mod ids;
pub mod koperasi;
pub mod lang;
pub mod ledger;
pub mod money;
pub mod password;
pub mod people;
pub mod permit;
pub mod phone;
pub mod purchasing;
pub mod qris;
pub mod quantity;
pub mod reviews;
pub mod richtext;
pub mod slug;
pub mod stock;
pub mod supplier;
pub mod text;
pub mod tiers;
pub mod till;

mod number;
mod typed;
