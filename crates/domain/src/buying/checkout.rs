//! What a buyer types before an order is placed.

use serde::Serialize;

use super::{Pay, Receive};
use crate::district::DistrictCode;
use crate::form::{FieldErrors, Inputs};
use crate::people::PersonName;
use crate::phone::Phone;
use crate::text::Paragraphs;

/// Where goods are brought: street, house, what a driver looks for.
pub type Address = Paragraphs<300>;
/// What a buyer or a seller wants the other to know.
pub type Note = Paragraphs<500>;

/// `/pesanan/baru/{toko}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkout {
    pub receive: Receive,
    /// The kecamatan that it is brought to; `None` when it is fetched, or when the shop's only area is meant.
    pub district: Option<DistrictCode>,
    /// Only for what is brought.
    pub address: Option<Address>,
    pub pay: Pay,
    pub note: Option<Note>,
    /// What the page has shown, as a digest of lines, prices and terms. `None`: not compared.
    pub seen: Option<String>,
}

impl Checkout {
    /// Reads `cara_terima`, `kecamatan`, `alamat`, `cara_bayar`, `catatan` and `versi_harga`. Where goods are
    /// fetched, what was typed of an address is nobody's business.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let receive = p.take("cara_terima", Receive::parse);
        let is_brought = receive == Some(Receive::Delivery);
        let district = if is_brought { p.take_optional("kecamatan", DistrictCode::parse) } else { Some(None) };
        let address = if is_brought { p.take("alamat", Address::parse).map(Some) } else { Some(None) };
        let pay = p.take("cara_bayar", Pay::parse);
        let note = p.take("catatan", Note::parse_optional);
        let seen = Some(i.one("versi_harga").trim()).filter(|seen| !seen.is_empty()).map(str::to_owned);
        p.finish(|| Some(Self { receive: receive?, district: district?, address: address?, pay: pay?, note: note?, seen }))
    }
}

/// Who orders without being signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guest {
    pub name: PersonName,
    pub phone: Phone,
}

impl Guest {
    /// Reads `nama` and `telepon`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", PersonName::parse);
        let phone = p.take("telepon", Phone::parse_mobile);
        p.finish(|| Some(Self { name: name?, phone: phone? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Invalid;

    fn brought() -> Inputs {
        let pairs = [("cara_terima", "antar"), ("kecamatan", "33.25.08"), ("alamat", "Jl. Raya 14"), ("cara_bayar", "tunai")];
        pairs.into_iter().collect()
    }

    #[test]
    fn what_is_brought_needs_an_address() {
        let checkout = Checkout::parse(&brought()).unwrap();
        assert_eq!(checkout.district.map(|d| d.to_string()).as_deref(), Some("33.25.08"));
        assert_eq!(checkout.address.as_ref().map(Address::as_str), Some("Jl. Raya 14"));
        let errors = Checkout::parse(&brought().with("alamat", " ").with("kecamatan", "x")).unwrap_err();
        assert_eq!(errors.get("alamat"), Some(&Invalid::Required));
        assert_eq!(errors.get("kecamatan"), Some(&Invalid::UnknownChoice));
    }

    #[test]
    fn what_is_fetched_keeps_no_address() {
        let fetched = Checkout::parse(&brought().with("cara_terima", "ambil").with("kecamatan", "x")).unwrap();
        assert_eq!((fetched.district, fetched.address), (None, None));
    }

    #[test]
    fn every_field_says_what_is_wrong() {
        let errors = Checkout::parse(&Inputs::default().with("catatan", "x".repeat(501))).unwrap_err();
        assert_eq!(errors.get("cara_terima"), Some(&Invalid::Required));
        assert_eq!(errors.get("cara_bayar"), Some(&Invalid::Required));
        assert_eq!(errors.get("catatan"), Some(&Invalid::TooLong { max: 500 }));
        let guest = Guest::parse(&Inputs::default().with("nama", "Bu Tini").with("telepon", "0285 391234")).unwrap_err();
        assert_eq!((guest.get("nama"), guest.get("telepon")), (None, Some(&Invalid::NotMobile)));
    }
}
