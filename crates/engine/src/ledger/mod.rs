//! The books of a koperasi. Use cases post to them in their own transaction ([`post`](post::post)); what
//! is posted never changes, a correction is a mirror.
//!
//! Locks are taken in this order: round, memberships by id, books by koperasi.

mod credit;
mod post;

pub use credit::{Credit, FIRST_LIMIT};

pub(crate) use credit::credit;
pub(crate) use post::{Posting, balance, book, fits, next_number, post};
