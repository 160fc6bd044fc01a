//! People: accounts, sessions, lost passwords, and what a person is.

mod account;
mod leaving;
mod reset;
mod session;
mod standing;
#[cfg(test)]
mod tests;

pub use account::{Application, Profile, RegisterError, applications, profile, register, set_profile};
pub use account::{ChangeError, ProfileError, change_password, first_password};
pub use leaving::{CloseError, close, close_by_number, export};
pub use reset::{IssueError, ResetError, ask_by_mail, issue_code, reset_by_code, reset_by_link};
pub(crate) use session::open as open_session;
pub use session::{Caller, OpenSession, SignInError, end, end_others, marker, sessions, sign_in};
pub use standing::session;
