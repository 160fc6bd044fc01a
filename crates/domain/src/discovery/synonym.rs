//! A synonym as the operator types it.

use super::fold::fold;
use super::query::document_tokens;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::text::Line;

/// Who searches for `term` also finds what says `means`; two-way, the other way around too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymEntry {
    pub term: Line<60>,
    pub means: Line<60>,
    pub two_way: bool,
}

impl SynonymEntry {
    /// Words on each side at most; a longer one is a sentence that nobody searches for.
    pub const MAX_WORDS: usize = 5;

    /// # Errors
    /// At `istilah` and `artinya`: [`Invalid::NoLetters`] or [`Invalid::TooManyWords`] and what
    /// [`Line::parse`] refuses; [`Invalid::SaysTheSame`] when spellings alone part them.
    pub fn parse(inputs: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = inputs.parser();
        let term = p.take("istilah", phrase);
        let means = p.take("artinya", phrase);
        if let (Some(term), Some(means)) = (&term, &means)
            && folded(term.as_str()) == folded(means.as_str())
        {
            p.refuse("artinya", Invalid::SaysTheSame);
        }
        let two_way = inputs.one("dua_arah") == "ya";
        p.finish(|| Some(Self { term: term?, means: means?, two_way }))
    }

    /// Whether an entry that is there says all or a part of this already: the same pair in whatever
    /// spelling, or the pair turned around when one of the two goes both ways.
    pub fn is_said_by(&self, term: &str, means: &str, two_way: bool) -> bool {
        let own = (folded(self.term.as_str()), folded(self.means.as_str()));
        let other = (folded(term), folded(means));
        own == other || ((self.two_way || two_way) && own.0 == other.1 && own.1 == other.0)
    }
}

fn phrase(text: &str) -> Result<Line<60>, Invalid> {
    let line = Line::parse(text)?;
    match document_tokens(line.as_str()).len() {
        0 => Err(Invalid::NoLetters),
        1..=SynonymEntry::MAX_WORDS => Ok(line),
        _ => Err(Invalid::TooManyWords { max: SynonymEntry::MAX_WORDS }),
    }
}

/// The words as a search compares them.
fn folded(text: &str) -> Vec<String> {
    document_tokens(text).iter().map(|word| fold(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(term: &str, means: &str, two_way: &str) -> Result<SynonymEntry, FieldErrors> {
        SynonymEntry::parse(&[("istilah", term), ("artinya", means), ("dua_arah", two_way)].into_iter().collect())
    }

    #[test]
    fn both_sides_are_words_and_not_the_same() {
        let good = entry(" Gimbal ", "rempeyek", "ya").expect("an entry");
        assert_eq!((good.term.as_str(), good.means.as_str(), good.two_way), ("Gimbal", "rempeyek", true));
        assert!(!entry("gimbal", "rempeyek", "").expect("an entry").two_way);
        for (term, means, field, why) in [
            ("", "rempeyek", "istilah", Invalid::Required),
            ("gimbal", " \u{3000} ", "artinya", Invalid::Required),
            ("😀", "rempeyek", "istilah", Invalid::NoLetters),
            ("gimbal", "satu dua tiga empat lima enam", "artinya", Invalid::TooManyWords { max: 5 }),
            ("gimbal", "Gimbal!", "artinya", Invalid::SaysTheSame),
            ("krupuk", "kerupuk", "artinya", Invalid::SaysTheSame),
            ("gim\0bal", "rempeyek", "istilah", Invalid::HiddenCharacters),
        ] {
            assert_eq!(entry(term, means, "ya").expect_err(term).get(field), Some(&why), "{term} {means}");
        }
        let long = "x".repeat(61);
        assert_eq!(entry(&long, "rempeyek", "").expect_err("long").get("istilah"), Some(&Invalid::TooLong { max: 60 }));
    }

    #[test]
    fn a_pair_is_known_in_other_spellings_and_turned_around() {
        let one_way = entry("cabe", "lombok", "").expect("an entry");
        assert!(one_way.is_said_by("Cabai", "lombok", false));
        assert!(one_way.is_said_by("lombok", "cabai", true));
        assert!(!one_way.is_said_by("lombok", "cabai", false), "the other way is another entry");
        let two_way = entry("cabe", "lombok", "ya").expect("an entry");
        assert!(two_way.is_said_by("lombok", "cabai", false));
        assert!(!two_way.is_said_by("cabai", "rawit", true));
    }
}
