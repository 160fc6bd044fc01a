//! What every page stands on: the reader, the form that was posted, the page that is answered.

pub mod fields;
pub mod filled;
mod texts;

pub use filled::Filled;
