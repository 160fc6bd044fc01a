//! The rules of Guyub: pure functions and values, no I/O, no clock, no language.
//!
//! Every value that a person can type has a constructor here that is the only way in, so the
//! floors above never check twice. The crate also compiles to WASM: what the phone computes is
//! what the server computes.

pub mod access;
pub mod form;
pub mod ids;
pub mod lang;
pub mod slug;
pub mod text;
