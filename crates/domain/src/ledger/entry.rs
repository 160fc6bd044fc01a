//! Entries of a journal. One that does not balance cannot be made.

use uuid::Uuid;

use super::Role;
use crate::money::Rupiah;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Debit,
    Credit,
}

/// A line of an entry: a positive amount on one side of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub role: Role,
    /// The member (membership), supplier or koperasi, where the account has parties.
    pub party: Option<Uuid>,
    pub side: Side,
    pub amount: Rupiah,
}

impl Line {
    pub fn debit(role: Role, amount: Rupiah) -> Self {
        Self { role, party: None, side: Side::Debit, amount }
    }

    pub fn credit(role: Role, amount: Rupiah) -> Self {
        Self { role, party: None, side: Side::Credit, amount }
    }

    #[must_use]
    pub fn of(mut self, party: impl Into<Uuid>) -> Self {
        self.party = Some(party.into());
        self
    }
}

/// Lines that balance, at least two, each above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry(Vec<Line>);

/// Why lines make no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    #[error("debit and credit differ")]
    Differs,
    #[error("a line below zero, or without its party")]
    BadLine,
    #[error("nothing to post")]
    Empty,
    #[error("an amount does not fit")]
    TooLarge,
}

impl Entry {
    /// Lines of zero are left out, so that a caller need not look.
    ///
    /// # Errors
    /// [`Unbalanced`]
    pub fn new(lines: impl IntoIterator<Item = Line>) -> Result<Self, Unbalanced> {
        let lines: Vec<Line> = lines.into_iter().filter(|l| l.amount != Rupiah::ZERO).collect();
        if lines.iter().any(|l| l.amount.is_negative() || l.role.party().is_some() != l.party.is_some()) {
            return Err(Unbalanced::BadLine);
        }
        let sum = |side: Side| {
            let amounts = lines.iter().filter(move |l| l.side == side).map(|l| l.amount);
            Rupiah::checked_sum(amounts).ok_or(Unbalanced::TooLarge)
        };
        match (sum(Side::Debit)?, sum(Side::Credit)?) {
            (Rupiah::ZERO, Rupiah::ZERO) => Err(Unbalanced::Empty),
            (debit, credit) if debit == credit => Ok(Self(lines)),
            _ => Err(Unbalanced::Differs),
        }
    }

    pub fn lines(&self) -> &[Line] {
        &self.0
    }
}
