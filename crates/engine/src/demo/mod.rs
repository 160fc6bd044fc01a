//! The demo market: Batang as it could be on the first run, with pictures drawn by the program.

pub mod burden;
mod buying;
pub mod data;
pub mod draw;
pub mod large;
pub mod load;
pub mod seed;
mod year;
