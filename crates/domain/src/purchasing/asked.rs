//! What the small forms of a round ask for: until when, why, how it is ordered.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::quantity::Quantity;
use crate::slug::Slug;
use crate::text::{Line, Paragraphs};

/// `…/perpanjang` and `…/genapkan`: reads `sampai_tanggal` and `sampai_jam`; a time left empty is 17.00,
/// when most rounds close.
///
/// # Errors
/// Those of a day and of a time, and `InThePast`.
pub fn until(i: &Inputs, now: OffsetDateTime) -> Result<OffsetDateTime, FieldErrors> {
    let mut p = i.parser();
    let day = p.take("sampai_tanggal", Day::parse);
    let minutes = p.take_optional("sampai_jam", crate::hours::time_of_day);
    let at = day.zip(minutes).map(|(day, minutes)| day.start() + Duration::minutes(i64::from(minutes.unwrap_or(17 * 60))));
    if at.is_some_and(|at| at <= now) {
        p.refuse("sampai_tanggal", Invalid::InThePast);
    }
    p.finish(|| at)
}

/// `…/batalkan`: reads `alasan`, which members are told.
///
/// # Errors
/// Those of a line.
pub fn reason(i: &Inputs) -> Result<Line<200>, FieldErrors> {
    one(i, |p| p.take("alasan", Line::parse))
}

/// `…/undang`: reads `koperasi`, a slug.
///
/// # Errors
/// `Required`, `UnknownChoice`.
pub fn invited(i: &Inputs) -> Result<Slug, FieldErrors> {
    one(i, |p| {
        p.take("koperasi", |text| match text.trim() {
            "" => Err(Invalid::Required),
            slug => Slug::parse(slug).map_err(|_| Invalid::UnknownChoice),
        })
    })
}

fn one<T>(i: &Inputs, take: impl FnOnce(&mut Parser<'_>) -> Option<T>) -> Result<T, FieldErrors> {
    let mut p = i.parser();
    let value = take(&mut p);
    p.finish(|| value)
}

/// `…/pesan`: which amount is ordered, and what the supplier is told beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderForm {
    pub quantity: Quantity,
    pub note: Option<Paragraphs<1000>>,
    /// The last day on which the goods may come.
    pub deliver_by: Option<Day>,
}

impl OrderForm {
    /// Characters of a note.
    pub const NOTE: usize = 1000;

    /// Reads `jumlah`, `syarat` and `kirim_tanggal`.
    ///
    /// # Errors
    /// Those of each field, and `InThePast` for a day that is over.
    pub fn parse(i: &Inputs, now: OffsetDateTime) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let quantity = p.take("jumlah", Quantity::parse_some);
        let note = p.take_optional("syarat", Paragraphs::parse);
        let deliver_by = p.take_optional("kirim_tanggal", |text| Day::parse_not_before(text, Day::of(now)));
        p.finish(|| Some(Self { quantity: quantity?, note: note?, deliver_by: deliver_by? }))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-24 03:00 UTC);

    fn typed(fields: &[(&str, &str)]) -> Inputs {
        fields.iter().copied().collect()
    }

    #[test]
    fn a_time_left_empty_is_five_in_the_afternoon() {
        let at = |day: &str, time: &str| until(&typed(&[("sampai_tanggal", day), ("sampai_jam", time)]), NOW);
        assert_eq!(at("2026-11-26", ""), Ok(datetime!(2026-11-26 10:00 UTC)));
        assert_eq!(at("26-11-2026", "08.30"), Ok(datetime!(2026-11-26 01:30 UTC)));
        assert_eq!(at("2026-11-24", "09:00").unwrap_err().get("sampai_tanggal"), Some(&Invalid::InThePast));
        assert_eq!(at("", "").unwrap_err().get("sampai_tanggal"), Some(&Invalid::Required));
        assert_eq!(at("2026-11-26", "25:00").unwrap_err().get("sampai_jam"), Some(&Invalid::BadTime));
    }

    #[test]
    fn an_order_is_of_some_amount_and_of_a_day_to_come() {
        let parsed = OrderForm::parse(&typed(&[("jumlah", "1.250"), ("syarat", " "), ("kirim_tanggal", "2026-11-24")]), NOW);
        let parsed = parsed.expect("an order");
        assert_eq!((parsed.quantity, parsed.note), (Quantity::whole(1250), None));
        let wrong = OrderForm::parse(&typed(&[("jumlah", "0"), ("kirim_tanggal", "2026-11-23")]), NOW).unwrap_err();
        assert_eq!(wrong.get("jumlah"), Some(&Invalid::Zero));
        assert_eq!(wrong.get("kirim_tanggal"), Some(&Invalid::InThePast));
    }

    #[test]
    fn a_koperasi_is_asked_by_its_name_in_addresses() {
        assert_eq!(
            invited(&typed(&[("koperasi", " ksu-sumber-rejeki ")])).map(|s| s.to_string()),
            Ok("ksu-sumber-rejeki".to_owned())
        );
        assert_eq!(invited(&typed(&[])).unwrap_err().get("koperasi"), Some(&Invalid::Required));
        assert_eq!(invited(&typed(&[("koperasi", "../x")])).unwrap_err().get("koperasi"), Some(&Invalid::UnknownChoice));
        assert!(reason(&typed(&[("alasan", "Pemasok menutup gudangnya")])).is_ok() && reason(&typed(&[])).is_err());
    }
}
