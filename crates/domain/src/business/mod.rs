//! A member's micro-business and its permits, as its owner tells them.

use serde::Serialize;
use time::Weekday;

use crate::dates::Day;
use crate::district::DistrictCode;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::geo::Position;
use crate::hours::OpeningHours;
use crate::permit::{self, PermitKind, PermitNumber};
use crate::phone::Phone;
use crate::slug::Slug;
use crate::text::{Line, Paragraphs};

/// `/usaha/buka` and `/usaha/ubah`.
#[derive(Debug, Clone, Serialize)]
pub struct Business {
    pub name: Line<80>,
    pub story: Option<Paragraphs<3000>>,
    pub district: DistrictCode,
    pub village: Line<80>,
    pub position: Option<Position>,
    pub whatsapp: Option<Phone>,
    /// `None`: not said.
    pub hours: Option<OpeningHours>,
    /// Which koperasi vouches, for a member of several.
    pub koperasi: Option<Slug>,
}

/// Fields of the opening hours: `buka_1` and `tutup_1` are Monday's.
pub const OPENS: [&str; 7] = ["buka_1", "buka_2", "buka_3", "buka_4", "buka_5", "buka_6", "buka_7"];
pub const CLOSES: [&str; 7] = ["tutup_1", "tutup_2", "tutup_3", "tutup_4", "tutup_5", "tutup_6", "tutup_7"];

impl Business {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", Line::parse);
        let story = p.take_optional("deskripsi", Paragraphs::parse);
        let district = p.take("kecamatan", DistrictCode::parse);
        let village = p.take("desa", Line::parse);
        let whatsapp = p.take_optional("whatsapp", Phone::parse_mobile);
        let koperasi = p.take_optional("koperasi", |text| Slug::parse(text.trim()).map_err(|_| Invalid::UnknownChoice));
        let position = match (i.one("lat").trim(), i.one("lng").trim()) {
            ("", "") => Some(None),
            // Half a position is none; the message stands at the half that is missing.
            ("", _) => p.take("lat", |_| Err(Invalid::Required)),
            // What a map copies, pasted into the first field; the second may still hold an old value.
            (pair, _) if is_pair(pair) => p.take("lat", |_| match Position::parse_pair(pair)? {
                position if position.in_indonesia() => Ok(Some(position)),
                _ => Err(Invalid::OutsideIndonesia),
            }),
            (_, "") => p.take("lng", |_| Err(Invalid::Required)),
            (lat, lng) => p.take("lat", |_| Position::parse_in_indonesia(lat, lng)).map(Some),
        };
        let hours = match parse_hours(i) {
            Ok(hours) => Some(hours),
            Err(wrong) => {
                for (field, why) in wrong {
                    p.refuse(field, why);
                }
                None
            }
        };
        p.finish(|| {
            Some(Self {
                name: name?,
                story: story?,
                district: district?,
                village: village?,
                position: position?,
                whatsapp: whatsapp?,
                hours: hours?,
                koperasi: koperasi?,
            })
        })
    }
}

/// Whether two numbers stand in one field. A comma alone parts none: `-6,99` is one number.
fn is_pair(text: &str) -> bool {
    text.contains(';') || text.contains(char::is_whitespace) || (text.contains('.') && text.contains(','))
}

/// A week with not one time in it says nothing about hours.
fn parse_hours(i: &Inputs) -> Result<Option<OpeningHours>, Vec<(&'static str, Invalid)>> {
    let week: [(&str, &str); 7] = std::array::from_fn(|n| (i.one(OPENS[n]), i.one(CLOSES[n])));
    if week.iter().all(|(open, close)| open.trim().is_empty() && close.trim().is_empty()) {
        return Ok(None);
    }
    let at = |(n, why): (usize, Invalid)| (if week[n].0.trim().is_empty() { OPENS[n] } else { CLOSES[n] }, why);
    OpeningHours::parse(&week).map(Some).map_err(|wrong| wrong.into_iter().map(at).collect())
}

/// The fields that show these hours again.
pub fn hours_inputs(hours: &OpeningHours) -> Vec<(&'static str, String)> {
    let days = std::iter::successors(Some(Weekday::Monday), |day| Some(day.next())).take(7);
    days.enumerate()
        .filter_map(|(n, day)| hours.on(day).map(|span| (n, span.inputs())))
        .flat_map(|(n, (open, close))| [(OPENS[n], open), (CLOSES[n], close)])
        .collect()
}

/// `/usaha/izin`: a permit as it is entered; a scan may come with it.
#[derive(Debug, Clone)]
pub struct Permit {
    pub number: PermitNumber,
    /// The last day on which it holds; `None`: it does not end.
    pub expires_on: Option<Day>,
}

impl Permit {
    /// The last day is `berlaku`, or follows from `terbit`, the day it was given, by the rule of that
    /// day ([`permit::VALIDITY`]).
    ///
    /// # Errors
    /// Every field that was refused; an end that is missing where this kind always has one, or lies
    /// in the past.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let kind = p.take("jenis", PermitKind::parse);
        let number = match kind {
            Some(kind) => p.take("nomor", |text| PermitNumber::parse(kind, text)),
            None => None,
        };
        let given = p.take_optional("terbit", |text| match Day::parse(text)? {
            day if day > today => Err(Invalid::BadDate),
            day => Ok(day),
        });
        let typed = p.take_optional("berlaku", |text| Day::parse_not_before(text, today));
        let follows = kind.zip(given.flatten()).and_then(|(kind, given)| permit::expiry_of(permit::VALIDITY, kind, given));
        let expires_on = match (typed, follows) {
            (Some(None), Some(end)) if end < today => {
                p.refuse("berlaku", Invalid::InThePast);
                None
            }
            (Some(None), None) if kind.is_some_and(PermitKind::always_ends) => {
                p.refuse("berlaku", Invalid::Required);
                None
            }
            (typed, follows) => typed.map(|typed| typed.or(follows)),
        };
        p.finish(|| Some(Self { number: number?, expires_on: expires_on? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Inputs {
        Inputs::default().with("nama", "Dapur Bu Tini").with("kecamatan", "33.25.08").with("desa", "Ngaliyan")
    }

    #[test]
    fn the_least_that_opens_a_business() {
        let business = Business::parse(&filled()).expect("enough");
        assert!(business.hours.is_none() && business.position.is_none() && business.story.is_none());
    }

    #[test]
    fn half_a_position_and_half_a_day_are_refused_at_their_fields() {
        let i = filled().with("lat", "-6,99").with("buka_2", "08.00").with("tutup_3", "17.00");
        let errors = Business::parse(&i).unwrap_err();
        let names: Vec<_> = errors.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["lng", "tutup_2", "buka_3"]);
    }

    #[test]
    fn a_position_may_be_pasted_from_a_map() {
        let of = |lat: &str, lng: &str| Business::parse(&filled().with("lat", lat).with("lng", lng));
        let place = Position::from_micro(-6_998_100, 109_925_400).ok();
        for pair in ["-6.9981, 109.9254", "-6.9981,109.9254", "-6,9981; 109,9254", " -6,9981 109,9254 "] {
            assert_eq!(of(pair, "").expect(pair).position, place, "{pair}");
            assert_eq!(of(pair, "110.0").expect("the pasted one counts").position, place, "{pair}");
        }
        assert_eq!(of("52.5, 13.4", "").unwrap_err().get("lat"), Some(&Invalid::OutsideIndonesia));
        assert_eq!(of("-6.9981, timur", "").unwrap_err().get("lat"), Some(&Invalid::BadCoordinate));
    }

    #[test]
    fn hours_are_shown_as_they_were_entered() {
        let i = filled().with("buka_1", "08.00").with("tutup_1", "16.30").with("buka_7", "22:00").with("tutup_7", "02:00");
        let hours = Business::parse(&i).expect("good hours").hours.expect("some");
        let again: Inputs = hours_inputs(&hours).into_iter().collect();
        assert_eq!(parse_hours(&again), Ok(Some(hours)));
    }

    #[test]
    fn permits_need_their_end_where_they_have_one() {
        let today = Day::parse("2026-11-24").expect("a day");
        let of = |kind: &str, number: &str, end: &str| {
            Permit::parse(&Inputs::default().with("jenis", kind).with("nomor", number).with("berlaku", end), today)
        };
        assert!(of("nib", "1234567890123", "").is_ok());
        assert_eq!(of("pirt", "206332501234528", "").unwrap_err().get("berlaku"), Some(&Invalid::Required));
        assert_eq!(of("pirt", "206332501234528", "2026-11-23").unwrap_err().get("berlaku"), Some(&Invalid::InThePast));
        assert_eq!(of("sim", "1", "").unwrap_err().get("jenis"), Some(&Invalid::UnknownChoice));
        assert_eq!(of("nib", "<b>", "").unwrap_err().get("nomor"), Some(&Invalid::BadNib));
    }

    #[test]
    fn the_day_it_was_given_tells_its_end() {
        let today = Day::parse("2026-11-24").expect("a day");
        let of = |kind: &str, number: &str, given: &str, end: &str| {
            let i = Inputs::default().with("jenis", kind).with("nomor", number).with("terbit", given).with("berlaku", end);
            Permit::parse(&i, today)
        };
        let (pirt, halal, mark) = ("206332501234528", "ID33110000123450121", "IDM001234567");
        let end = |text: &str| Some(Day::parse(text).expect("a day"));
        assert_eq!(of("pirt", pirt, "2024-03-01", "").expect("good").expires_on, end("2029-02-28"));
        assert_eq!(of("pirt", pirt, "2024-03-01", "2028-01-01").expect("what was typed counts").expires_on, end("2028-01-01"));
        assert_eq!(of("trademark", mark, "2020-01-01", "").expect("good").expires_on, end("2029-12-31"));
        assert_eq!(of("halal", halal, "2023-01-01", "").expect("since then without end").expires_on, None);
        assert_eq!(of("pirt", pirt, "2019-01-01", "").unwrap_err().get("berlaku"), Some(&Invalid::InThePast));
        assert_eq!(of("pirt", pirt, "1999-01-01", "").unwrap_err().get("berlaku"), Some(&Invalid::Required));
        assert_eq!(of("pirt", pirt, "2026-11-25", "2028-01-01").unwrap_err().get("terbit"), Some(&Invalid::BadDate));
    }
}
