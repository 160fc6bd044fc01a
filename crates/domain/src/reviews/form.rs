//! Forms about reviews.

use serde::Serialize;

use crate::form::{FieldErrors, Inputs, Invalid};
use crate::text::{Line, Paragraphs};

/// From 1, poor, to 5, very good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Stars(i16);

impl Stars {
    pub const BEST: i16 = 5;

    /// # Errors
    /// [`Invalid::Required`], [`Invalid::UnknownChoice`]
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            text => text.parse().ok().filter(|n| (1..=Self::BEST).contains(n)).map(Self).ok_or(Invalid::UnknownChoice),
        }
    }

    pub const fn get(self) -> i16 {
        self.0
    }
}

/// `/pesanan/{nomor}/ulasan/{baris}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewForm {
    pub stars: Stars,
    pub words: Option<Paragraphs<1000>>,
    /// The pictures of an earlier review go; new ones replace them anyway.
    pub without_pictures: bool,
}

impl ReviewForm {
    /// Characters of what is said.
    pub const WORDS: usize = 1000;

    /// Reads `bintang` (1 to 5), `kata` and `tanpa_foto`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let stars = p.take("bintang", Stars::parse);
        let words = p.take_optional("kata", Paragraphs::parse);
        let without_pictures = i.one("tanpa_foto") == "ya";
        p.finish(|| Some(Self { stars: stars?, words: words?, without_pictures }))
    }
}

/// What a seller answers: `/usaha/ulasan/{baris}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer(pub Paragraphs<500>);

impl Answer {
    pub const WORDS: usize = 500;

    /// Reads `jawaban`.
    ///
    /// # Errors
    /// When it is empty, too long, or holds what is hidden.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let words = p.take("jawaban", Paragraphs::parse);
        p.finish(|| words.map(Self))
    }
}

/// What a reader finds wrong with a review or a shop, and why a seller serves somebody no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report(pub Line<300>);

impl Report {
    /// Reads `alasan`.
    ///
    /// # Errors
    /// When it is empty, too long, or holds what is hidden.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let why = p.take("alasan", Line::parse);
        p.finish(|| why.map(Self))
    }
}

/// Why a review is hidden; its author reads it.
pub type Hiding = Line<300>;

/// What an officer does about a review: `/pengurus/{koperasi}/ulasan/{baris}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Moderation {
    /// It is shown no more.
    Hide(Hiding),
    /// It stands; what was reported of it is settled.
    Keep,
    /// It was hidden, and is shown again.
    Restore,
}

impl Moderation {
    /// Reads `putusan` (`sembunyikan`, `biarkan` or `tampilkan`), and for the first `alasan`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let what = p.take("putusan", |text| match text.trim() {
            "" => Err(Invalid::Required),
            "sembunyikan" => Ok(None),
            "biarkan" => Ok(Some(Self::Keep)),
            "tampilkan" => Ok(Some(Self::Restore)),
            _ => Err(Invalid::UnknownChoice),
        });
        let what = match what {
            Some(None) => p.take("alasan", Hiding::parse).map(Self::Hide),
            Some(other) => other,
            None => None,
        };
        p.finish(|| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_needs_stars_only() {
        let form = ReviewForm::parse(&Inputs::default().with("bintang", "5")).unwrap();
        assert_eq!((form.stars.get(), form.words, form.without_pictures), (5, None, false));
        for (stars, why) in [("", Invalid::Required), ("0", Invalid::UnknownChoice), ("6", Invalid::UnknownChoice)] {
            let errors = ReviewForm::parse(&Inputs::default().with("bintang", stars)).unwrap_err();
            assert_eq!(errors.get("bintang"), Some(&why), "{stars}");
        }
        let long = Inputs::default().with("bintang", "x").with("kata", "x".repeat(1001));
        assert_eq!(ReviewForm::parse(&long).unwrap_err().iter().count(), 2);
    }

    #[test]
    fn hiding_says_why_and_keeping_need_not() {
        let asked = |what: &str, why: &str| Moderation::parse(&Inputs::default().with("putusan", what).with("alasan", why));
        assert_eq!(asked("biarkan", ""), Ok(Moderation::Keep));
        assert_eq!(asked("tampilkan", ""), Ok(Moderation::Restore));
        assert_eq!(asked("sembunyikan", "").unwrap_err().get("alasan"), Some(&Invalid::Required));
        assert!(matches!(asked("sembunyikan", "Menghina."), Ok(Moderation::Hide(_))));
        assert_eq!(asked("hapus", "x").unwrap_err().get("putusan"), Some(&Invalid::UnknownChoice));
    }
}
