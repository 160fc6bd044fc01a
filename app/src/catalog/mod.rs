//! Products: pages of buyers and of those who list.

pub mod card;
