//! What is counted of a search, so that the market learns which words it lacks: never who asked.

use super::normalise::clean;
use super::query::Query;
use crate::form::Invalid;
use crate::typed::is_grouping;

/// A run of so many digits is a phone number, an account or an identity, not an amount.
const DIGITS_OF_A_PERSON: usize = 7;

/// The words of a search as they are counted: [`Query::key`], at most [`Asked::MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asked(String);

impl Asked {
    /// In characters.
    pub const MAX: usize = 80;

    /// `None` for a search without words, and for one that may say something of a person: with an @,
    /// or with a long run of digits, however they are grouped.
    pub fn of(q: &str) -> Option<Self> {
        let key = Query::parse(q).key();
        // Of what was typed: the key of `1 ton` has seven digits, since it counts in grams.
        if key.is_empty() || tells_of_a_person(&clean(q, q.len())) {
            return None;
        }
        let cut = key.char_indices().nth(Self::MAX).map_or(key.len(), |(end, _)| end);
        Some(Self(key[..cut].trim_end().to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn tells_of_a_person(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        match c {
            '0'..='9' => run += 1,
            c if is_grouping(c) => {}
            _ => run = 0,
        }
        c == '@' || run >= DIGITS_OF_A_PERSON
    })
}

/// The place of an opened hit among all hits of its search, from 1 to [`ClickRank::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClickRank(u16);

impl ClickRank {
    pub const MAX: u16 = 1000;

    /// `None` for places so far down that nobody looks.
    pub fn new(place: usize) -> Option<Self> {
        u16::try_from(place).ok().filter(|place| (1..=Self::MAX).contains(place)).map(Self)
    }

    /// # Errors
    /// [`Invalid::Required`], [`Invalid::NotANumber`], [`Invalid::Zero`] or [`Invalid::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Invalid::NotANumber);
        }
        match text.parse() {
            Ok(0) => Err(Invalid::Zero),
            Ok(place) => Self::new(place).ok_or(Invalid::TooLarge),
            Err(_) => Err(Invalid::TooLarge),
        }
    }

    pub const fn get(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(q: &str) -> Option<String> {
        Asked::of(q).map(|asked| asked.as_str().to_owned())
    }

    #[test]
    fn questions_that_ask_the_same_are_one() {
        assert_eq!(asked("  Emping dari LIMPUNG, 250 gr"), Some("emping limpung 250g".into()));
        assert_eq!(asked("emping limpung ¼ kg"), asked("Emping Limpung 250g"));
        assert_eq!(asked(" \u{0}---😀"), None);
        let long = asked(&"gula aren bubuk organik ".repeat(8)).expect("words");
        assert!(long.chars().count() <= Asked::MAX && !long.ends_with(' '), "{long}");
        let other = (0..12).map(|n| format!("{}{n}", "é".repeat(20))).collect::<Vec<_>>().join(" ");
        assert!(asked(&other).is_some_and(|key| key.chars().count() <= Asked::MAX));
    }

    #[test]
    fn nothing_of_a_person_is_kept() {
        for q in [
            "081234567890",
            "0812-3456-7890",
            "toko 0812 3456 7890",
            "+62 (812) 3456.7890",
            "tini@contoh.id",
            "tini＠contoh.id",
            "٠٨١٢٣٤٥٦٧٨٩٠",
            "nik 3325084101900001",
            "id1234567",
        ] {
            assert_eq!(asked(q), None, "{q}");
        }
        for q in ["emping 250 gr", "teh 2x500g", "beras 25 kg harga 300.000", "co2", "kain 115 x 200 cm", "pupuk 1 ton"] {
            assert!(asked(q).is_some(), "{q}");
        }
    }

    #[test]
    fn a_rank_is_a_place_that_somebody_looks_at() {
        assert_eq!(ClickRank::parse(" 3 ").map(ClickRank::get), Ok(3));
        assert_eq!(ClickRank::parse("1000").map(ClickRank::get), Ok(1000));
        for (text, why) in [
            ("", Invalid::Required),
            ("0", Invalid::Zero),
            ("1001", Invalid::TooLarge),
            ("99999999999999999999", Invalid::TooLarge),
            ("-1", Invalid::NotANumber),
            ("+1", Invalid::NotANumber),
            ("1,5", Invalid::NotANumber),
            ("١", Invalid::NotANumber),
            ("satu", Invalid::NotANumber),
        ] {
            assert_eq!(ClickRank::parse(text), Err(why), "{text}");
        }
        assert_eq!((ClickRank::new(0), ClickRank::new(1001)), (None, None));
    }
}
