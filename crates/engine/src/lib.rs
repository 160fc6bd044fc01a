pub mod demo;
pub mod pictures;
