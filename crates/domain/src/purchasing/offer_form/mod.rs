//! The forms around offers: what an officer writes down, what a supplier answers through a link, what
//! suppliers are asked for, where they are paid, and what a koperasi found of them.

mod account;
mod rating;
mod request;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{OfferTerms, Tier, Tiers, Transport};
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::money::{Price, Rupiah};
use crate::quantity::{Quantity, SaleUnit, Unit};
use crate::slug::Slug;
use crate::text::Paragraphs;

pub use account::BankAccount;
pub use rating::Rating;
pub use request::QuoteAsk;

/// What a supplier offers, and until when. `/penawaran/{token}` is this form alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferForm {
    pub terms: OfferTerms,
    /// The last day on which it may be ordered at these prices.
    pub valid_until: Day,
    pub note: Option<Paragraphs<1000>>,
}

/// `/pengurus/{koperasi}/penawaran/baru`: an offer as an officer heard it. Whether there is such a
/// supplier and material is the database's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenOffer {
    pub supplier: Slug,
    pub material: Slug,
    pub offer: OfferForm,
}

impl OfferForm {
    /// Characters of a note.
    pub const NOTE: usize = 1000;
    /// Longest that an offer holds: nobody knows a price for longer.
    pub const MOST_DAYS: i64 = 730;

    /// Reads a supplier's answer: `mulai` and `harga` in rows, `isi_kemasan` (one when empty), `langkah`
    /// (a pack when empty), `minimum` (a pack when empty), `hari`, `ongkos_tetap`, `ongkos_satuan`,
    /// `gratis_mulai`, `berlaku_sampai`, `catatan`. A row's errors are named after its place:
    /// `mulai-0`, `harga-0`.
    ///
    /// # Errors
    /// Every field that was refused: tiers that do not start higher and cost less than the row before,
    /// a pack that is no multiple of the step, a day in the past.
    pub fn parse(i: &Inputs, unit: SaleUnit, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let offer = Self::take(&mut p, Some(unit), today);
        p.finish(|| offer)
    }

    fn take(p: &mut Parser<'_>, unit: Option<SaleUnit>, today: Day) -> Option<Self> {
        // A unit that could not be read is told of alone: parts of a kilogram pass.
        let counted = unit.unwrap_or(SaleUnit::one(Unit::Kg));
        let amount = |text: &str| Quantity::parse_some(text).and_then(|amount| counted.count(amount));
        let tiers = tiers(p, &counted);
        let pack = p.take_optional("isi_kemasan", amount);
        let minimum = p.take_optional("minimum", amount);
        let step = p.take_optional("langkah", amount);
        let pack = pack.map(|pack| pack.unwrap_or(Quantity::ONE));
        let step = step.and_then(|step| step.or(pack));
        if let (Some(pack), Some(step)) = (pack, step)
            && pack.thousandths() % step.thousandths() != 0
        {
            p.refuse("isi_kemasan", Invalid::OffPack);
        }
        let lead_days = p.take("hari", days);
        let fixed = p.take_optional("ongkos_tetap", cost);
        let per_unit = p.take_optional("ongkos_satuan", cost);
        let free_from = p.take_optional("gratis_mulai", amount);
        let valid_until = p.take("berlaku_sampai", |text| match Day::parse_not_before(text, today)? {
            day if today.days_until(day) > Self::MOST_DAYS => Err(Invalid::TooLarge),
            day => Ok(day),
        });
        let note = p.take_optional("catatan", Paragraphs::parse);
        let transport = Transport {
            fixed: fixed?.unwrap_or(Rupiah::ZERO),
            per_unit: per_unit?.unwrap_or(Rupiah::ZERO),
            free_from: free_from?,
        };
        let terms = OfferTerms {
            unit: unit?,
            tiers: tiers?,
            pack: pack?,
            minimum: minimum?.or(pack)?,
            step: step?,
            lead_days: lead_days?,
            transport,
        };
        Some(Self { terms, valid_until: valid_until?, note: note? })
    }
}

impl WrittenOffer {
    /// Reads `pemasok`, `bahan` (slugs), `satuan`, and the fields of [`OfferForm::parse`].
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let supplier = p.take("pemasok", chosen);
        let material = p.take("bahan", chosen);
        let unit = p.take("satuan", SaleUnit::parse);
        let offer = OfferForm::take(&mut p, unit, today);
        p.finish(|| Some(Self { supplier: supplier?, material: material?, offer: offer? }))
    }
}

/// One of a list, by its slug.
fn chosen(text: &str) -> Result<Slug, Invalid> {
    match text.trim() {
        "" => Err(Invalid::Required),
        slug => Slug::parse(slug).map_err(|_| Invalid::UnknownChoice),
    }
}

/// The rows that are not blank. A first row without an amount holds from the least that is sold: who
/// has one price types one number.
fn tiers(p: &mut Parser<'_>, counted: &SaleUnit) -> Option<Tiers> {
    let inputs = p.inputs();
    let (starts, prices) = (inputs.many("mulai"), inputs.many("harga"));
    let typed = (0..starts.len().max(prices.len())).filter(|&row| !half(starts, row).is_empty() || !half(prices, row).is_empty());
    let mut rows: Vec<(usize, Tier)> = Vec::new();
    let mut readable = true;
    // One row more than allowed, so that it can be told of; never ten thousand.
    for (nth, row) in typed.take(Tiers::MAX + 1).enumerate() {
        if nth == Tiers::MAX {
            p.refuse(format!("mulai-{row}"), Invalid::TooMany { max: Tiers::MAX });
            return None;
        }
        let from = match half(starts, row) {
            "" if nth == 0 => Ok(least(inputs)),
            text => Quantity::parse_some(text).and_then(|from| counted.count(from)),
        };
        let from = from.map_err(|why| p.refuse(format!("mulai-{row}"), why));
        let price = Price::parse(half(prices, row)).map_err(|why| p.refuse(format!("harga-{row}"), why));
        match (from, price) {
            (Ok(from), Ok(price)) => rows.push((row, Tier { from, price })),
            _ => readable = false,
        }
    }
    if rows.is_empty() && readable {
        p.refuse("harga-0", Invalid::Required);
    }
    if !readable || rows.is_empty() {
        return None;
    }
    for two in rows.windows(2) {
        let ((_, before), (row, tier)) = (two[0], two[1]);
        if tier.from <= before.from {
            p.refuse(format!("mulai-{row}"), Invalid::NotRising);
        }
        if tier.price >= before.price {
            p.refuse(format!("harga-{row}"), Invalid::NotCheaper);
        }
    }
    Tiers::new(rows.into_iter().map(|(_, tier)| tier).collect()).ok()
}

fn half(list: &[String], row: usize) -> &str {
    list.get(row).map_or("", |text| text.trim())
}

/// The least that is sold, as far as it can be read.
fn least(i: &Inputs) -> Quantity {
    ["minimum", "isi_kemasan"].into_iter().find_map(|field| Quantity::parse_some(i.one(field)).ok()).unwrap_or(Quantity::ONE)
}

fn days(text: &str) -> Result<u16, Invalid> {
    match text.trim() {
        "" => Err(Invalid::Required),
        text => match text.parse::<i64>() {
            Ok(..0) => Err(Invalid::Negative),
            Ok(days) => u16::try_from(days).ok().filter(|days| *days <= 365).ok_or(Invalid::TooLarge),
            Err(_) => Err(Invalid::NotANumber),
        },
    }
}

/// An amount of money that may be nothing, within what a price may be.
fn cost(text: &str) -> Result<Rupiah, Invalid> {
    match Rupiah::parse(text)? {
        cost if cost > Price::MAX => Err(Invalid::TooLarge),
        cost => Ok(cost),
    }
}
