//! The books: accounts, the roles that use cases post by, and entries that balance.

mod chart;
mod code;
mod entry;
pub mod forms;
mod kinds;

pub use chart::{AccountKind, Party, Role, SEED, Seed};
pub use code::{AccountCode, document_number};
pub use entry::{Entry, Line, Side, Unbalanced};
pub use kinds::{KINDS, beyond, kind_name};

use serde::{Deserialize, Serialize};

/// Unit usaha of a koperasi; each has its own books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BusinessUnit {
    Trade,
    SavingsAndLoans,
}

impl BusinessUnit {
    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trade => "perdagangan",
            Self::SavingsAndLoans => "simpan_pinjam",
        }
    }
}

#[cfg(test)]
mod tests;
