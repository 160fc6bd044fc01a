//! Products: what businesses list and buyers see.

pub mod card;
pub mod market;
