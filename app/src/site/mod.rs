//! The pages of the site itself.
pub mod gaya;
