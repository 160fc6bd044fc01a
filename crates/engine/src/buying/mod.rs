//! Buying: how a shop is paid, and what becomes of its orders.

pub mod qris;
