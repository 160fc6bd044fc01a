//! QRIS: the code that a seller has on the counter, read and made again with an amount in it. A QRIS is
//! an EMVCo merchant-presented code (EMV QR Code Specification for Payment Systems, Merchant-Presented
//! Mode 1.1; QRIS: Bank Indonesia, PADG 21/18/PADG/2019). No money passes through here: whoever scans it
//! pays the seller, and only the seller sees it arrive.

mod amount;
mod crc;
mod limit;
#[cfg(test)]
mod tests;
mod tlv;

use crate::text::Line;

pub use crc::crc16;
pub use limit::{LIMITS, LimitRule, limit_on};

/// Characters of a code, at most (EMVCo MPM §3.3: 512 bytes).
pub const MAX_LENGTH: usize = 512;

const FORMAT: u8 = 0;
const METHOD: u8 = 1;
const CURRENCY: u8 = 53;
const AMOUNT: u8 = 54;
const COUNTRY: u8 = 58;
const NAME: u8 = 59;
const CITY: u8 = 60;
const CRC: u8 = 63;

const STATIC: &str = "11";
const DYNAMIC: &str = "12";
/// The rupiah by ISO 4217.
const RUPIAH: &str = "360";

/// A seller's own static code: in rupiah, without an amount, its checksum right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qris {
    text: String,
    name: String,
    city: String,
}

/// Why a text is no code that orders can be paid with. Read by people who hold a sticker in their hands, so
/// each says something else to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum QrisError {
    Empty,
    /// Another code, such as a link or a number of goods.
    NotQris,
    /// It begins as one, but is cut off or mixed up.
    Malformed,
    /// A sign was lost or changed on the way.
    WrongCrc,
    /// Not in rupiah, or not of Indonesia.
    Foreign,
    /// Made for one payment: it holds an amount, or says that it will be used once.
    Dynamic,
    /// Names nobody who could be paid.
    NoMerchant,
}

impl Qris {
    /// Reads what a scanner shows. White space around it and line breaks that a chat put into it are not
    /// part of it.
    ///
    /// # Errors
    /// The first that is wrong of: what it is, its checksum, its currency, whether it is static, its merchant.
    pub fn parse(text: &str) -> Result<Self, QrisError> {
        let text = tidy(text)?;
        let objects = tlv::read(&text).ok_or(QrisError::Malformed)?;
        let of = |tag: u8| objects.iter().find(|(other, _)| *other == tag).map(|(_, value)| *value);
        check_crc(&text, &objects)?;
        if of(CURRENCY) != Some(RUPIAH) || of(COUNTRY) != Some("ID") {
            return Err(QrisError::Foreign);
        }
        if of(AMOUNT).is_some() || of(METHOD) == Some(DYNAMIC) {
            return Err(QrisError::Dynamic);
        }
        if of(METHOD).is_some_and(|method| method != STATIC) {
            return Err(QrisError::Malformed);
        }
        if !objects.iter().any(is_account) {
            return Err(QrisError::NoMerchant);
        }
        // People decide by these two whether it is their own code: they must be what they look like.
        let name = of(NAME).and_then(|name| Line::<25>::parse(name).ok()).ok_or(QrisError::NoMerchant)?;
        let city = of(CITY).and_then(|city| Line::<15>::parse(city).ok()).ok_or(QrisError::NoMerchant)?;
        Ok(Self { name: name.into_string(), city: city.into_string(), text })
    }

    /// The code as it is kept, drawn and parsed again.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Who is paid, as the payer's app shows it (tag 59).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Tag 60.
    pub fn city(&self) -> &str {
        &self.city
    }
}

fn tidy(text: &str) -> Result<String, QrisError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(QrisError::Empty);
    }
    // Before anything is copied; a chat breaks a code into a few lines, not into hundreds.
    if !text.starts_with("0002") || text.len() > 2 * MAX_LENGTH {
        return Err(QrisError::NotQris);
    }
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n' | '\t')).collect();
    if !text.starts_with("000201") || text.len() > MAX_LENGTH {
        return Err(QrisError::NotQris);
    }
    if text.chars().any(char::is_control) {
        return Err(QrisError::Malformed);
    }
    Ok(text)
}

/// The checksum is the last object, and over everything before its own four signs.
fn check_crc(text: &str, objects: &[tlv::Object<'_>]) -> Result<(), QrisError> {
    let Some((CRC, said)) = objects.last() else { return Err(QrisError::Malformed) };
    if said.len() != 4 || !said.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(QrisError::Malformed);
    }
    let counted = crc16(&text.as_bytes()[..text.len() - said.len()]);
    if u16::from_str_radix(said, 16) == Ok(counted) { Ok(()) } else { Err(QrisError::WrongCrc) }
}

/// Where money goes: a template (tags 26 to 51) that names its network. The tags before are for cards'
/// own networks, which QRIS does not use.
fn is_account((tag, value): &tlv::Object<'_>) -> bool {
    let names_a_network = |inner: Vec<tlv::Object<'_>>| inner.iter().any(|(tag, name)| *tag == 0 && !name.is_empty());
    (26..=51).contains(tag) && tlv::read(value).is_some_and(names_a_network)
}
