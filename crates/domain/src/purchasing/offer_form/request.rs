//! What several suppliers are asked for at once.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

use super::chosen;
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::quantity::{Quantity, SaleUnit};
use crate::slug::Slug;
use crate::text::Paragraphs;

/// `/pengurus/{koperasi}/permintaan/baru`. How much is needed is a figure, never who needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteAsk {
    pub material: Slug,
    /// What prices are asked for.
    pub unit: SaleUnit,
    pub demand: Quantity,
    pub answer_until: OffsetDateTime,
    /// At least one, none twice.
    pub suppliers: Vec<Slug>,
    pub note: Option<Paragraphs<1000>>,
}

impl QuoteAsk {
    /// Suppliers of one request.
    pub const MOST: usize = 20;
    /// Longest that one waits for answers.
    pub const MOST_DAYS: i64 = 60;
    /// Hour of a deadline for which no time was typed.
    pub const EVENING: u16 = 20;

    /// Reads `bahan`, `satuan`, `kebutuhan`, `batas_tanggal`, `batas_jam` (the evening when empty),
    /// `pemasok` (once for each), `catatan`.
    ///
    /// # Errors
    /// Every field that was refused; a deadline in the past or too far away.
    pub fn parse(i: &Inputs, now: OffsetDateTime) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let material = p.take("bahan", chosen);
        let unit = p.take("satuan", SaleUnit::parse);
        let demand = p.take("kebutuhan", |text| {
            let amount = Quantity::parse_some(text)?;
            unit.map_or(Ok(amount), |unit| unit.count(amount))
        });
        let suppliers = suppliers(&mut p);
        let answer_until = deadline(&mut p, now);
        let note = p.take_optional("catatan", Paragraphs::parse);
        p.finish(|| {
            Some(Self {
                material: material?,
                unit: unit?,
                demand: demand?,
                answer_until: answer_until?,
                suppliers: suppliers?,
                note: note?,
            })
        })
    }
}

fn suppliers(p: &mut Parser<'_>) -> Option<Vec<Slug>> {
    let mut all: Vec<Slug> = Vec::new();
    for ticked in p.inputs().many("pemasok") {
        match chosen(ticked) {
            Ok(slug) if all.contains(&slug) => {}
            Ok(_) if all.len() == QuoteAsk::MOST => {
                p.refuse("pemasok", Invalid::TooMany { max: QuoteAsk::MOST });
                return None;
            }
            Ok(slug) => all.push(slug),
            Err(why) => {
                p.refuse("pemasok", why);
                return None;
            }
        }
    }
    if all.is_empty() {
        p.refuse("pemasok", Invalid::Required);
        return None;
    }
    Some(all)
}

fn deadline(p: &mut Parser<'_>, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let day = p.take("batas_tanggal", Day::parse);
    let minutes = p.take_optional("batas_jam", crate::hours::time_of_day);
    let minutes = minutes?.unwrap_or(QuoteAsk::EVENING * 60);
    let at = day?.start() + Duration::minutes(i64::from(minutes));
    if at <= now {
        p.refuse("batas_tanggal", Invalid::InThePast);
        return None;
    }
    if at - now > Duration::days(QuoteAsk::MOST_DAYS) {
        p.refuse("batas_tanggal", Invalid::TooLarge);
        return None;
    }
    Some(at)
}
