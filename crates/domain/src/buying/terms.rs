//! How a shop sells: how goods reach the buyer, and how the seller is paid.

use super::{Note, Receive};
use crate::district::DistrictCode;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::money::{Price, Rupiah};
use crate::purchasing::BankAccount;

/// A kecamatan that the seller brings goods to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub district: DistrictCode,
    pub fee: Rupiah,
}

/// `/usaha/cara-jual`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub pickup: bool,
    pub pickup_koperasi: bool,
    /// Where the seller brings goods; none: the seller doesn't.
    pub areas: Vec<Area>,
    /// Goods of this much are brought for nothing.
    pub free_from: Option<Rupiah>,
    pub cash: bool,
    pub bank: Option<BankAccount>,
    pub note: Option<Note>,
}

/// The field of a kecamatan's fee.
pub fn fee_field(district: &str) -> String {
    format!("ongkir_{district}")
}

const BANK_FIELDS: [&str; 3] = ["bank", "nomor", "atas_nama"];

impl Terms {
    /// Reads `cara_terima` (ticked: `ambil`, `ambil_koperasi`, `antar`), a fee for each of `districts` (empty: not
    /// there), `gratis_mulai`, `tunai`, the account (all three fields or none) and `catatan`. `qris` says that
    /// the shop's code was taken before, on a page of its own.
    ///
    /// # Errors
    /// Every field that was refused; `cara_terima` and `tunai` when no way is left.
    pub fn parse(i: &Inputs, districts: &[DistrictCode], qris: bool) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let mut ways = Vec::new();
        for way in i.many("cara_terima") {
            match Receive::parse(way) {
                Ok(way) => ways.push(way),
                Err(_) => p.refuse("cara_terima", Invalid::UnknownChoice),
            }
        }
        if ways.is_empty() {
            p.refuse("cara_terima", Invalid::UnknownChoice);
        }
        let delivers = ways.contains(&Receive::Delivery);
        let mut areas = Vec::new();
        for district in districts.iter().filter(|_| delivers) {
            let field = fee_field(district.as_str());
            match fee(i.one(&field)) {
                Ok(Some(fee)) => areas.push(Area { district: district.clone(), fee }),
                Ok(None) => {}
                Err(why) => p.refuse(field, why),
            }
        }
        if let Some(first) =
            districts.first().filter(|first| delivers && areas.is_empty() && i.one(&fee_field(first.as_str())).trim().is_empty())
        {
            p.refuse(fee_field(first.as_str()), Invalid::Required);
        }
        let free_from = if delivers { p.take_optional("gratis_mulai", Price::parse) } else { Some(None) };
        let note = p.take("catatan", Note::parse_optional);
        let bank = account(i, &mut p);
        let cash = i.one("tunai") == "ya";
        if !cash && bank == Some(None) && !qris {
            p.refuse("tunai", Invalid::UnknownChoice);
        }
        p.finish(|| {
            Some(Self {
                pickup: ways.contains(&Receive::Shop),
                pickup_koperasi: ways.contains(&Receive::Koperasi),
                areas,
                free_from: free_from?.map(Price::rupiah),
                cash,
                bank: bank?,
                note: note?,
            })
        })
    }
}

/// An empty field is no area; zero is brought for nothing.
fn fee(text: &str) -> Result<Option<Rupiah>, Invalid> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match Rupiah::parse(text)? {
        fee if fee.is_negative() => Err(Invalid::Negative),
        fee if fee > Price::MAX => Err(Invalid::TooLarge),
        fee => Ok(Some(fee)),
    }
}

fn account(i: &Inputs, p: &mut crate::form::Parser<'_>) -> Option<Option<BankAccount>> {
    if BANK_FIELDS.iter().all(|field| i.one(field).trim().is_empty()) {
        return Some(None);
    }
    match BankAccount::parse(i) {
        Ok(account) => Some(Some(account)),
        Err(errors) => {
            for (field, why) in errors.iter() {
                p.refuse(field, why.clone());
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn districts() -> Vec<DistrictCode> {
        ["33.25.08", "33.25.09"].iter().map(|code| DistrictCode::parse(code).unwrap()).collect()
    }

    fn parse(pairs: &[(&str, &str)]) -> Result<Terms, FieldErrors> {
        Terms::parse(&pairs.iter().copied().collect(), &districts(), false)
    }

    #[test]
    fn an_empty_fee_is_no_area_and_zero_is_one() {
        let ways = [("cara_terima", "ambil"), ("cara_terima", "antar"), ("tunai", "ya"), ("ongkir_33.25.09", "0")];
        let terms = parse(&ways).unwrap();
        assert!(terms.pickup && !terms.pickup_koperasi && terms.cash);
        assert_eq!(terms.areas, [Area { district: districts()[1].clone(), fee: Rupiah(0) }]);
        // Who brings nothing anywhere has no fees, whatever was typed.
        assert!(parse(&[ways[0], ways[2], ways[3]]).unwrap().areas.is_empty());
    }

    #[test]
    fn one_way_to_get_it_and_one_to_pay_are_left() {
        let errors = parse(&[]).unwrap_err();
        assert_eq!(errors.get("cara_terima"), Some(&Invalid::UnknownChoice));
        assert_eq!(errors.get("tunai"), Some(&Invalid::UnknownChoice));
        let errors = parse(&[("cara_terima", "antar"), ("tunai", "ya")]).unwrap_err();
        assert_eq!(errors.get("ongkir_33.25.08"), Some(&Invalid::Required));
        assert!(Terms::parse(&[("cara_terima", "ambil")].into_iter().collect(), &districts(), true).is_ok());
    }

    #[test]
    fn an_account_comes_whole_or_not_at_all() {
        let bank = [("cara_terima", "ambil"), ("bank", "BRI"), ("nomor", "1234-5678-90"), ("atas_nama", "Tini")];
        assert_eq!(parse(&bank).unwrap().bank.unwrap().number, "1234567890");
        let errors = parse(&bank[..3]).unwrap_err();
        assert_eq!((errors.get("atas_nama"), errors.get("tunai")), (Some(&Invalid::Required), None));
    }

    #[test]
    fn fees_are_amounts() {
        let errors = parse(&[
            ("cara_terima", "antar"),
            ("tunai", "ya"),
            ("ongkir_33.25.08", "-1"),
            ("ongkir_33.25.09", "99.999.999.999"),
            ("gratis_mulai", "0"),
        ])
        .unwrap_err();
        assert_eq!(errors.get("ongkir_33.25.08"), Some(&Invalid::Negative));
        assert_eq!(errors.get("ongkir_33.25.09"), Some(&Invalid::TooLarge));
        assert_eq!(errors.get("gratis_mulai"), Some(&Invalid::Zero));
    }
}
