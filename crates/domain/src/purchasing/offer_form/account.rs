//! Where a supplier is paid.

use serde::Serialize;

use crate::form::{FieldErrors, Inputs, Invalid};
use crate::text::Line;

/// `/pengurus/{koperasi}/pemasok/{slug}/rekening`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BankAccount {
    pub bank: Line<40>,
    /// Digits only.
    pub number: String,
    pub holder: Line<80>,
}

impl BankAccount {
    /// Reads `bank`, `nomor`, `atas_nama`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let bank = p.take("bank", Line::parse);
        let number = p.take("nomor", number);
        let holder = p.take("atas_nama", Line::parse);
        p.finish(|| Some(Self { bank: bank?, number: number?, holder: holder? }))
    }
}

/// 5 to 20 digits, in whatever groups they were typed: Indonesian banks give 10 to 16.
fn number(text: &str) -> Result<String, Invalid> {
    if text.trim().is_empty() {
        return Err(Invalid::Required);
    }
    if text.chars().nth(60).is_some() {
        return Err(Invalid::TooLong { max: 60 });
    }
    let digits: String = text.chars().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '.'))).collect();
    let is_number = (5..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { Ok(digits) } else { Err(Invalid::Malformed) }
}
