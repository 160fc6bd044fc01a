//! The books of a koperasi. Use cases post to them in their own transaction ([`post`](post::post)); what
//! is posted never changes, a correction is a mirror.
//!
//! Locks are taken in this order: round, memberships by id, books by koperasi. A balance is read, and
//! decided by, only under the lock of whoever it belongs to: a membership, or the book.

mod accounts;
mod age;
mod between;
mod correct;
mod credit;
mod deposits;
mod documents;
mod due;
mod hold;
mod journals;
mod leaving;
mod limits;
mod manual;
mod mapping;
mod members;
mod notes;
mod overview;
mod payments;
mod post;
mod statement;
mod supplier;
#[cfg(test)]
mod tests;
mod write_off;

use domain::form::{FieldErrors, Invalid};
use domain::money::Rupiah;

use crate::trouble::Trouble;

pub use accounts::{AccountLine, AccountPage, AccountRow, TrialBalance, account, accounts, trial_balance};
pub use age::{AGES, Aged, ages};
pub use between::{Between, Neighbour, Payment, between, confirm, incoming, neighbour, pay_koperasi};
pub use correct::{BY_ONE, Obstacle, correct, correct_charge, is_mirrored};
pub use credit::{Credit, FIRST_LIMIT};
pub use deposits::{deposit_in, deposit_out};
pub use documents::{statement_pdf, statement_sheet};
pub use due::{BooksDue, due};
pub use journals::{Filter, JournalHead, JournalLine, JournalShown, Linked, journal, journals};
pub use leaving::Unfinished;
pub use limits::set_limit;
pub use manual::post_manual;
pub use mapping::{add_account, rename_account, set_account};
pub use members::{Invoice, MemberBalance, MemberBooks, member, members, own};
pub use notes::{koperasi_note, supplier_note};
pub use overview::{Overview, overview};
pub use payments::member_pays;
pub use statement::{StatementLine, own_statement, statement};
pub use supplier::{OpenItem, SupplierDebt, pay_supplier, supplier_debt, supplier_debts, supplier_name};
pub use write_off::{WriteOffRow, ask_write_off, decide_write_off, write_offs};

pub(crate) use credit::credit;
pub(crate) use leaving::unfinished;
pub(crate) use post::{Posting, balance, book, next_number, post};

/// Why nothing was posted. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BooksError {
    /// Not there, or not this koperasi's.
    #[error("not there")]
    Unknown,
    /// What was typed cannot be taken; by field.
    #[error("refused: {0}")]
    Refused(FieldErrors),
    /// Somebody was quicker: it is decided, confirmed, or waits already.
    #[error("done already")]
    Done,
    /// Two are needed: nobody decides what they asked for, nor in favour of their own purse.
    #[error("another officer decides")]
    SameOfficer,
    #[error("cannot be undone: {0:?}")]
    Fixed(Obstacle),
    /// [`Trouble::KeyReused`] among it: the form was sent before, with other contents.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<sqlx::Error> for BooksError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}

impl From<FieldErrors> for BooksError {
    fn from(errors: FieldErrors) -> Self {
        Self::Refused(errors)
    }
}

impl BooksError {
    fn refused(field: &str, why: Invalid) -> Self {
        Self::Refused(FieldErrors::of(field, why))
    }
}

/// Refuses an amount above what there is.
fn at_most(amount: Rupiah, max: Rupiah) -> Result<(), BooksError> {
    if amount > max { Err(BooksError::refused("jumlah", Invalid::MoreMoneyThan { max: max.max(Rupiah::ZERO) })) } else { Ok(()) }
}

/// What stands behind a journal: what it is, and what the treasurer noted.
fn memo(what: &str, note: Option<&str>) -> String {
    note.map_or_else(|| what.to_owned(), |note| format!("{what}: {note}"))
}
