//! How accounts and documents are called.

use serde::{Deserialize, Serialize};

use super::AccountKind;
use crate::form::Invalid;

/// The code of an account: `1-1100`. Its first digit says what kind it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountCode(String);

impl AccountCode {
    /// # Errors
    /// `Required`, `Malformed`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let shaped = text.len() == 6
            && text.bytes().enumerate().all(|(nth, byte)| match nth {
                0 => (b'1'..=b'5').contains(&byte),
                1 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if shaped { Ok(Self(text.to_owned())) } else { Err(Invalid::Malformed) }
    }

    /// As [`AccountCode::parse`], for a list to choose from.
    ///
    /// # Errors
    /// `Required`, `UnknownChoice`.
    pub fn parse_choice(text: &str) -> Result<Self, Invalid> {
        Self::parse(text).map_err(|why| if why == Invalid::Malformed { Invalid::UnknownChoice } else { why })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn kind(&self) -> AccountKind {
        match self.0.as_bytes().first() {
            Some(b'1') => AccountKind::Asset,
            Some(b'2') => AccountKind::Liability,
            Some(b'3') => AccountKind::Equity,
            Some(b'4') => AccountKind::Income,
            _ => AccountKind::Expense,
        }
    }
}

impl std::fmt::Display for AccountCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A document as people name it: `JU/2026/0012`. `JU` is a journal (jurnal umum), `TAG` an invoice
/// (tagihan), `PO` a purchase order.
pub fn document_number(kind: &str, year: i32, number: i32) -> String {
    format!("{kind}/{year}/{number:04}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::SEED;

    #[test]
    fn every_account_to_begin_with_has_the_code_of_its_kind() {
        for seed in SEED {
            assert_eq!(AccountCode::parse(seed.code).map(|c| c.kind()), Ok(seed.kind), "{}", seed.code);
        }
    }

    #[test]
    fn documents_are_numbered_within_their_year() {
        assert_eq!(document_number("JU", 2026, 12), "JU/2026/0012");
        assert_eq!(document_number("TAG", 2026, 12_345), "TAG/2026/12345");
    }
}
