//! One line of the book, as it is typed.

use serde::Serialize;

use super::{Direction, Kind};
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::money::Price;
use crate::text::Line;

/// In the seller's own words; as long as `cash_entry.what`.
pub type What = Line<120>;

/// Money in or out: `jumlah`, `jenis`, `keterangan`, `tanggal`. Only amount and kind have to be filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub kind: Kind,
    pub amount: Price,
    pub day: Day,
    pub what: Option<What>,
}

impl Entry {
    /// `today` is the day where none is typed.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, direction: Direction, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let amount = p.take("jumlah", Price::parse);
        let kind = p.take("jenis", |text| Kind::parse(text, direction));
        let what = p.take_optional("keterangan", What::parse);
        let day = p.take_optional("tanggal", |text| day(text, today));
        p.finish(|| Some(Self { kind: kind?, amount: amount?, day: day?.unwrap_or(today), what: what? }))
    }
}

/// A day of this year or the last: what is older is a slip of the finger, or belongs to a book that is done.
fn day(text: &str, today: Day) -> Result<Day, Invalid> {
    let day = Day::parse(text)?;
    if day > today {
        Err(Invalid::InTheFuture)
    } else if day.date().year() + 1 < today.date().year() {
        Err(Invalid::TooLongAgo)
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Day = Day::new(date!(2026 - 11 - 24));

    fn good() -> Inputs {
        Inputs::default()
            .with("jumlah", "Rp 25.000")
            .with("jenis", "material")
            .with("keterangan", "Gula 2 kg")
            .with("tanggal", "")
    }

    fn refusal(field: &str, value: &str) -> Option<Invalid> {
        Entry::parse(&good().with(field, value), Direction::Out, TODAY).err().and_then(|e| e.get(field).cloned())
    }

    #[test]
    fn amount_and_kind_are_enough() {
        let entry = Entry::parse(&good(), Direction::Out, TODAY).unwrap();
        assert_eq!((entry.kind, entry.amount.rupiah().0, entry.day), (Kind::Material, 25_000, TODAY));
        let bare = Inputs::default().with("jumlah", "15rb").with("jenis", "sale");
        let entry = Entry::parse(&bare, Direction::In, TODAY).unwrap();
        assert_eq!((entry.amount.rupiah().0, entry.what), (15_000, None));
    }

    #[test]
    fn hostile_input_is_refused_beside_its_field() {
        let long = "a".repeat(10_000);
        for (field, value, why) in [
            ("jumlah", "", Invalid::Required),
            ("jumlah", "0", Invalid::Zero),
            ("jumlah", "-5000", Invalid::Negative),
            ("jumlah", "1.000,50", Invalid::NotWhole),
            ("jumlah", "9223372036854775808", Invalid::TooLarge),
            ("jumlah", "banyak", Invalid::NotANumber),
            ("jenis", "", Invalid::Required),
            ("jenis", "sale", Invalid::UnknownChoice),
            ("jenis", long.as_str(), Invalid::UnknownChoice),
            ("keterangan", long.as_str(), Invalid::TooLong { max: 120 }),
            ("keterangan", "gu\0la", Invalid::HiddenCharacters),
            ("keterangan", "\u{202e}alug", Invalid::HiddenCharacters),
            ("keterangan", "🔥", Invalid::NoLetters),
            ("tanggal", "kemarin", Invalid::BadDate),
            ("tanggal", "2026-11-25", Invalid::InTheFuture),
            ("tanggal", "2024-12-31", Invalid::TooLongAgo),
        ] {
            assert_eq!(refusal(field, value), Some(why), "{field} = {value:.20}");
        }
        assert_eq!(refusal("tanggal", "1-1-2025"), None);
    }

    #[test]
    fn all_reasons_at_once() {
        let errors = Entry::parse(&Inputs::default().with("tanggal", "x"), Direction::In, TODAY).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["jumlah", "jenis", "tanggal"]);
    }
}
