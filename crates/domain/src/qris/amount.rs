//! The same code for one payment: what the payer's app asks for is filled in.

use super::{AMOUNT, CRC, CURRENCY, DYNAMIC, FORMAT, MAX_LENGTH, METHOD, Qris, crc16, tlv};
use crate::money::Rupiah;

/// Additional data: here for the reference label.
const ADDITIONAL: u8 = 62;
const REFERENCE: u8 = 5;
/// EMVCo MPM §4.8, table 3.7.
const MAX_REFERENCE: usize = 25;
/// EMVCo MPM §4.5: up to 13 characters.
const MAX_AMOUNT: i64 = 9_999_999_999_999;

impl Qris {
    /// The code with `amount` filled in and marked as one to be used once (tag 01 = 12, tag 54); everything
    /// else stays as the seller's bank made it. A reference (tag 62, label 05) goes in when the bank has put
    /// none there and there is room for it: it helps who looks for the payment, and nobody relies on it.
    ///
    /// `None` for an amount that no code can say (nothing, less, more than thirteen digits), and for a code
    /// that would become too long.
    pub fn with_amount(&self, amount: Rupiah, reference: Option<&str>) -> Option<String> {
        if !(1..=MAX_AMOUNT).contains(&amount.0) {
            return None;
        }
        let amount = amount.0.to_string();
        let objects = tlv::read(&self.text)?;
        let referenced = reference.filter(|r| is_label(r)).and_then(|r| additional(&objects, r));
        let with = write(&objects, &amount, referenced.as_deref());
        // What does not fit with its reference may fit without.
        with.or_else(|| write(&objects, &amount, None))
    }
}

/// Letters, digits and what stands between them in the number of an order.
fn is_label(text: &str) -> bool {
    let fits = (1..=MAX_REFERENCE).contains(&text.len());
    fits && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The additional data with the reference in its place; `None` when there is one already, or no room.
fn additional(objects: &[tlv::Object<'_>], reference: &str) -> Option<String> {
    let before = objects.iter().find(|(tag, _)| *tag == ADDITIONAL).map_or("", |(_, value)| *value);
    let inner = tlv::read(before)?;
    if inner.iter().any(|(tag, _)| *tag == REFERENCE) {
        return None;
    }
    let mut out = String::with_capacity(tlv::MAX_VALUE);
    let (lower, higher): (Vec<_>, Vec<_>) = inner.into_iter().partition(|(tag, _)| *tag < REFERENCE);
    for (tag, value) in lower.into_iter().chain([(REFERENCE, reference)]).chain(higher) {
        tlv::write(&mut out, tag, value)?;
    }
    (out.chars().count() <= tlv::MAX_VALUE).then_some(out)
}

fn write(objects: &[tlv::Object<'_>], amount: &str, additional: Option<&str>) -> Option<String> {
    let mut out = String::with_capacity(MAX_LENGTH);
    let mut referenced = additional.is_none();
    for (tag, value) in objects {
        match *tag {
            FORMAT => {
                tlv::write(&mut out, FORMAT, value)?;
                tlv::write(&mut out, METHOD, DYNAMIC)?;
            }
            CURRENCY => {
                tlv::write(&mut out, CURRENCY, value)?;
                tlv::write(&mut out, AMOUNT, amount)?;
            }
            METHOD | CRC => {}
            ADDITIONAL => {
                tlv::write(&mut out, ADDITIONAL, additional.unwrap_or(value))?;
                referenced = true;
            }
            tag => tlv::write(&mut out, tag, value)?,
        }
    }
    if let Some(additional) = additional.filter(|_| !referenced) {
        tlv::write(&mut out, ADDITIONAL, additional)?;
    }
    out.push_str("6304");
    out = format!("{out}{:04X}", crc16(out.as_bytes()));
    (out.len() <= MAX_LENGTH).then_some(out)
}
