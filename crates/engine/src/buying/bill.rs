//! What an order costs, and what of its form counts.

use domain::buying::{Checkout, Pay, Receive};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::KoperasiId;
use domain::money::Rupiah;
use domain::qris::{LIMITS, limit_on};

use super::PlaceError;
use super::checkout::ShopSide;
use super::price::ShopCart;
use super::qris;
use super::terms::ShopTerms;

/// What is paid, and what of the form counts.
pub(super) struct Bill<'a> {
    pub goods: Rupiah,
    pub delivery: Rupiah,
    pub total: Rupiah,
    pub koperasi: Option<KoperasiId>,
    pub district: Option<&'a str>,
    /// The seller's own code with the total in it, when it is paid so.
    pub qris: Option<String>,
}

impl<'a> Bill<'a> {
    pub(super) fn of(
        form: &Checkout,
        cart: &ShopCart,
        terms: &'a ShopTerms,
        shop: &ShopSide,
        today: Day,
    ) -> Result<Self, PlaceError> {
        if !terms.reaches(form.receive) {
            return Err(refused("cara_terima", Invalid::UnknownChoice));
        }
        if !terms.is_paid_by(form.pay) {
            return Err(refused("cara_bayar", Invalid::UnknownChoice));
        }
        let goods = cart.goods();
        let area = match form.receive {
            Receive::Delivery => {
                let why = if form.district.is_some() { Invalid::UnknownChoice } else { Invalid::Required };
                Some(terms.area(form.district.as_ref()).ok_or_else(|| refused("kecamatan", why))?)
            }
            Receive::Shop | Receive::Koperasi => None,
        };
        let delivery = area.map_or(Rupiah::ZERO, |area| terms.fee(area, goods));
        let koperasi = match form.receive {
            // A public shop has one; it may have left it a moment ago.
            Receive::Koperasi => Some(shop.koperasi.as_ref().map(|(id, _)| *id).ok_or(PlaceError::Moved)?),
            Receive::Shop | Receive::Delivery => None,
        };
        let total = goods.checked_add(delivery).ok_or(PlaceError::Moved)?;
        Ok(Self {
            goods,
            delivery,
            total,
            koperasi,
            district: area.map(|area| area.code.as_str()),
            qris: if form.pay == Pay::Qris { Some(code(terms, total, today)?) } else { None },
        })
    }
}

/// The seller's code that asks for this total.
fn code(terms: &ShopTerms, total: Rupiah, today: Day) -> Result<String, PlaceError> {
    if let Some(limit) = limit_on(LIMITS, today).filter(|limit| total > limit.most) {
        return Err(refused("cara_bayar", Invalid::AboveQris { max: limit.most }));
    }
    let asking = terms.qris.as_ref().and_then(|own| qris::for_order(&own.code, total));
    asking.ok_or_else(|| refused("cara_bayar", Invalid::UnknownChoice))
}

pub(super) fn refused(field: &str, why: Invalid) -> PlaceError {
    FieldErrors::of(field, why).into()
}
