//! Reading and writing what a price is for.

use std::fmt;

use super::{Dimension, Quantity, SaleUnit, Unit};
use crate::form::Invalid;
use crate::lang::Lang;

/// Longer texts say more than a unit.
const MAX_CHARS: usize = 60;

/// Words that carry no meaning of their own between amount, unit and content.
const FILLERS: [&str; 7] = ["isi", "berisi", "per", "netto", "neto", "of", "tiap"];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(Quantity),
    Word(Unit),
    Times,
}

impl SaleUnit {
    /// Reads a unit as people write it: `kg`, `250 g`, `250gr`, `¼ kg`, `per lusin`,
    /// `bungkus 250 g`, `250 g / bungkus`, `botol 600ml`, `dus isi 12` (pieces),
    /// `dus 12 x 1 liter` (twelve liters).
    ///
    /// # Errors
    /// `Required`, `TooLong`, `UnknownUnit` for a word that names none or when there is no word,
    /// `Malformed` for an order of words that says nothing, and those of a quantity and of
    /// [`SaleUnit::new`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        if text.chars().nth(MAX_CHARS).is_some() {
            return Err(Invalid::TooLong { max: MAX_CHARS });
        }
        use Token::{Number, Times, Word};
        match tokens(text)?.as_slice() {
            [Word(unit)] => Ok(Self::one(*unit)),
            [Number(amount), Word(unit)] => Self::new(*amount, *unit, None),
            [Number(held), Word(of), Word(unit)] if unit.dimension() == Dimension::Package => {
                Self::new(Quantity::ONE, *unit, Some((*held, *of)))
            }
            [Word(unit), rest @ ..] => Self::new(Quantity::ONE, *unit, Some(content(rest)?)),
            [Number(amount), Word(unit), rest @ ..] => Self::new(*amount, *unit, Some(content(rest)?)),
            [] | [Number(_)] => Err(Invalid::UnknownUnit),
            [Times, ..] | [Number(_), ..] => Err(Invalid::Malformed),
        }
    }

    /// The text that is stored and that [`SaleUnit::parse`] reads back as the same value; also
    /// what is shown in Indonesian.
    pub fn code(self) -> String {
        self.text_with(|amount| amount.to_string(), |_, unit| unit.code())
    }

    /// What follows the price's slash: `kg`, `bungkus 250 g`; in English `pack of 250 g`.
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self.content) {
            (Lang::En, Some((held, of))) => {
                let outer = Self { content: None, ..*self }.text(lang);
                format!("{outer} of {} {}", held.text(lang), of.name_for(held, lang))
            }
            _ => self.text_with(|amount| amount.text(lang), |amount, unit| unit.name_for(amount, lang)),
        }
    }

    fn text_with(&self, number: impl Fn(Quantity) -> String, name: impl Fn(Quantity, Unit) -> &'static str) -> String {
        let mut text = String::new();
        if self.amount != Quantity::ONE {
            text = number(self.amount) + " ";
        }
        text += name(self.amount, self.unit);
        if let Some((held, of)) = self.content {
            text = format!("{text} {} {}", number(held), name(held, of));
        }
        text
    }
}

/// The stored text with the units' Indonesian names: `bungkus 250 g`.
impl fmt::Display for SaleUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text(Lang::Id))
    }
}

/// What is in the package: an amount, perhaps a count of it, and a unit, pieces when unsaid.
fn content(tokens: &[Token]) -> Result<(Quantity, Unit), Invalid> {
    use Token::{Number, Times, Word};
    match tokens {
        [Number(held)] => Ok((*held, Unit::Pcs)),
        [Number(held), Word(of)] => Ok((*held, *of)),
        [Number(count), Times, Number(each), Word(of)] => {
            let held = count.checked_mul(*each).ok_or(Invalid::TooLarge)?;
            Ok((held, *of))
        }
        _ => Err(Invalid::Malformed),
    }
}

/// Cuts the text where digits and letters meet, so that `250gr` is two tokens.
fn tokens(text: &str) -> Result<Vec<Token>, Invalid> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if is_numeric(c) {
            let length = number_length(rest);
            tokens.push(Token::Number(Quantity::parse(&rest[..length])?));
            length
        } else if c.is_alphabetic() {
            let length = word_length(rest);
            tokens.extend(word(&rest[..length])?);
            length
        } else {
            match c {
                '×' | '*' => tokens.push(Token::Times),
                '/' | '@' | '(' | ')' | '.' | ',' | ':' => {}
                c if c.is_whitespace() => {}
                '-' | '\u{2212}' if rest[c.len_utf8()..].starts_with(is_numeric) => {
                    return Err(Invalid::Negative);
                }
                _ => return Err(Invalid::UnknownUnit),
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    Ok(tokens)
}

fn word(text: &str) -> Result<Option<Token>, Invalid> {
    let lower = text.to_lowercase();
    if lower == "x" {
        return Ok(Some(Token::Times));
    }
    if FILLERS.contains(&lower.as_str()) {
        return Ok(None);
    }
    // "perkg", "isi12" with the filler grown onto the word.
    let bare = lower.strip_prefix("per").filter(|rest| Unit::parse(rest).is_ok()).unwrap_or(&lower);
    Unit::parse(bare).map(|unit| Some(Token::Word(unit)))
}

fn is_numeric(c: char) -> bool {
    c.is_ascii_digit() || "½¼¾⅛⅜⅝⅞⅕⅖⅗⅘⅒⅓⅔".contains(c)
}

/// How far a number goes: digits, fractions, and the marks and single spaces between digits.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    let mut pending = 0;
    for c in text.chars() {
        if is_numeric(c) {
            end += pending + c.len_utf8();
            pending = 0;
        } else if pending == 0 && matches!(c, '.' | ',' | '/' | '\u{2044}' | ' ' | '\u{a0}') {
            pending = c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// How far a word goes: letters, and the 2 that makes a length an area (`m2`, `kaki²`).
fn word_length(text: &str) -> usize {
    let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let after = &text[letters..];
    let squared = ["m", "kaki", "ft"].iter().any(|w| text[..letters].eq_ignore_ascii_case(w));
    match after.chars().next() {
        Some(c @ ('2' | '²')) if squared && !after[c.len_utf8()..].starts_with(is_numeric) => letters + c.len_utf8(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (text, code) in [
            ("kg", "kg"),
            ("Kg.", "kg"),
            ("/kg", "kg"),
            ("per kilo", "kg"),
            ("perkg", "kg"),
            ("1 kg", "kg"),
            ("250 g", "250 g"),
            ("250gr", "250 g"),
            ("250 GR.", "250 g"),
            ("¼ kg", "0,25 kg"),
            ("1/4kg", "0,25 kg"),
            ("1½ liter", "1,5 liter"),
            ("1 1/2 liter", "1,5 liter"),
            ("lusin", "lusin"),
            ("½ lusin", "0,5 lusin"),
            ("bungkus 250 g", "bungkus 250 g"),
            ("bks 250gr", "bungkus 250 g"),
            ("bungkus @ 250 g", "bungkus 250 g"),
            ("bungkus (250 g)", "bungkus 250 g"),
            ("250 g/bungkus", "bungkus 250 g"),
            ("250 g per bungkus", "bungkus 250 g"),
            ("botol 600 ml", "botol 600 ml"),
            ("btl 0,6 L", "botol 0,6 liter"),
            ("dus 12 pcs", "dus 12 pcs"),
            ("dus isi 12", "dus 12 pcs"),
            ("dus isi 12 botol", "dus 12 botol"),
            ("dus 12 x 1 liter", "dus 12 liter"),
            ("dus 12x600ml", "dus 7.200 ml"),
            ("karung 25kg", "karung 25 kg"),
            ("2 bungkus 250 g", "2 bungkus 250 g"),
            ("pcs 80 g", "pcs 80 g"),
            ("1.500 g", "1.500 g"),
            ("m2", "m2"),
            ("2 m2", "2 m2"),
            ("m²", "m2"),
            ("kaki", "kaki2"),
            ("ikat isi 10 lembar", "ikat 10 lembar"),
        ] {
            assert_eq!(SaleUnit::parse(text).map(|s| s.code()), Ok(code.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for (text, why) in [
            ("", Invalid::Required),
            ("12", Invalid::UnknownUnit),
            ("isi", Invalid::UnknownUnit),
            ("segenggam", Invalid::UnknownUnit),
            ("kg!", Invalid::UnknownUnit),
            ("<kg>", Invalid::UnknownUnit),
            ("kg\0", Invalid::UnknownUnit),
            ("😀", Invalid::UnknownUnit),
            ("\u{202e}kg", Invalid::UnknownUnit),
            ("0 kg", Invalid::Zero),
            ("-1 kg", Invalid::Negative),
            ("½ pcs", Invalid::NotWhole),
            ("dus 1,5 pcs", Invalid::NotWhole),
            ("kg isi 12", Invalid::Malformed),
            ("kg liter", Invalid::Malformed),
            ("dus isi 12 dus", Invalid::Malformed),
            ("12 x 1 liter", Invalid::Malformed),
            ("x kg", Invalid::Malformed),
            ("1/3 kg", Invalid::TooPrecise { max: 3 }),
            ("999999999999999 kg", Invalid::TooLarge),
            ("dus 100000000 x 100000000 g", Invalid::TooLarge),
            ("٢ kg", Invalid::UnknownUnit),
        ] {
            assert_eq!(SaleUnit::parse(text), Err(why), "{text}");
        }
        assert_eq!(SaleUnit::parse(&"kg ".repeat(5_000)), Err(Invalid::TooLong { max: MAX_CHARS }));
    }

    #[test]
    fn is_shown_in_both_languages() {
        let pack = SaleUnit::parse("bungkus 250 g").expect("a pack");
        assert_eq!((pack.to_string(), pack.text(Lang::En)), ("bungkus 250 g".into(), "pack of 250 g".into()));
        let carton = SaleUnit::parse("2 dus isi 12").expect("cartons");
        assert_eq!(carton.text(Lang::En), "2 cartons of 12 pieces");
        let leather = SaleUnit::parse("2,5 kaki2").expect("an area");
        assert_eq!((leather.to_string(), leather.text(Lang::En)), ("2,5 kaki²".into(), "2.5 sq ft".into()));
    }

    fn any_sale_unit() -> impl Strategy<Value = SaleUnit> {
        let unit = || prop::sample::select(Unit::ALL);
        let amount = || prop_oneof![Just(1000), 1..5_000_000_i64, (1..5000_i64).prop_map(|n| n * 1000)];
        (amount(), unit(), prop::option::of((amount(), unit()))).prop_filter_map("makes sense", |(amount, unit, content)| {
            let content = content.map(|(held, of)| (Quantity::from_thousandths(held), of));
            SaleUnit::new(Quantity::from_thousandths(amount), unit, content).ok()
        })
    }

    proptest! {
        #[test]
        fn what_is_stored_or_shown_is_read(unit in any_sale_unit()) {
            prop_assert_eq!(SaleUnit::parse(&unit.code()), Ok(unit));
            prop_assert_eq!(SaleUnit::parse(&unit.to_string()), Ok(unit));
        }

        #[test]
        fn nothing_typed_is_a_panic(text in "\\PC*", like in "([0-9½/., ]{0,5}(kg|m2|dus|x|isi)?){0,4}") {
            for text in [text, like] {
                if let Ok(unit) = SaleUnit::parse(&text) {
                    prop_assert_eq!(SaleUnit::parse(&unit.code()), Ok(unit));
                }
            }
        }
    }
}
