//! People: accounts, sessions, and what a person is.

mod standing;

pub use standing::session;
