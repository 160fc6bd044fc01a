//! Quantities as people write them, fractions too.

use super::Quantity;
use crate::form::Invalid;
use crate::number::{MAX_CHARS, Written, is_digits, strip_minus};

/// The fractions that have a sign of their own, in thousandths; those that thousandths cannot
/// express are listed with `None` so that the refusal can say why.
const VULGAR: [(char, Option<i64>); 14] = [
    ('½', Some(500)),
    ('¼', Some(250)),
    ('¾', Some(750)),
    ('⅛', Some(125)),
    ('⅜', Some(375)),
    ('⅝', Some(625)),
    ('⅞', Some(875)),
    ('⅕', Some(200)),
    ('⅖', Some(400)),
    ('⅗', Some(600)),
    ('⅘', Some(800)),
    ('⅒', Some(100)),
    ('⅓', None),
    ('⅔', None),
];

impl Quantity {
    /// Reads an amount without a unit: `2`, `2,5`, `0,25`, `¼`, `1/4`, `1½`, `1 1/2`, `1.500`
    /// (fifteen hundred: the dot marks thousands), and also `2.5` or `0.250`, where the dot cannot
    /// mark thousands.
    ///
    /// Zero is an amount; who needs more than none uses [`Quantity::parse_some`].
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Negative`, `NotANumber`, `Grouping`, `TooPrecise` below a
    /// thousandth, `TooLarge` above [`Quantity::MAX`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.chars().nth(MAX_CHARS).is_some() {
            return Err(Invalid::TooLong { max: MAX_CHARS });
        }
        if let Some(rest) = strip_minus(text) {
            return Err(Self::parse(rest).map_or(Invalid::NotANumber, |_| Invalid::Negative));
        }
        let thousandths = match split_fraction(text)? {
            Some(("", part)) => part,
            Some((whole, part)) => {
                let whole = Written::read(whole)?.whole()?.checked_mul(1000);
                whole.and_then(|w| w.checked_add(part)).ok_or(Invalid::TooLarge)?
            }
            None => Written::read(&with_comma(text))?.scaled(3)?,
        };
        if thousandths > Self::MAX.0 {
            return Err(Invalid::TooLarge);
        }
        Ok(Self(thousandths))
    }

    /// Reads an amount above nothing.
    ///
    /// # Errors
    /// `Zero`, and those of [`Quantity::parse`].
    pub fn parse_some(text: &str) -> Result<Self, Invalid> {
        match Self::parse(text)? {
            Self::ZERO => Err(Invalid::Zero),
            some => Ok(some),
        }
    }
}

/// Splits `1½` and `1 1/2` into the whole part's text and the fraction in thousandths.
fn split_fraction(text: &str) -> Result<Option<(&str, i64)>, Invalid> {
    let last = text.chars().next_back();
    if let Some((sign, part)) = VULGAR.iter().find(|(sign, _)| Some(*sign) == last) {
        let part = part.ok_or(Invalid::TooPrecise { max: 3 })?;
        return Ok(Some((text[..text.len() - sign.len_utf8()].trim_end(), part)));
    }
    let Some((before, denominator)) = text.split_once(['/', '\u{2044}']) else {
        return Ok(None);
    };
    let (whole, numerator) = before.trim_end().rsplit_once(' ').unwrap_or(("", before.trim_end()));
    let denominator = denominator.trim_start();
    if !is_digits(numerator) || !is_digits(denominator) {
        return Err(Invalid::NotANumber);
    }
    let numerator: i64 = numerator.parse().map_err(|_| Invalid::TooLarge)?;
    let denominator: i64 = denominator.parse().map_err(|_| Invalid::TooLarge)?;
    let scaled = numerator.checked_mul(1000).ok_or(Invalid::TooLarge)?;
    if denominator == 0 || (!whole.is_empty() && numerator >= denominator) {
        return Err(Invalid::NotANumber);
    }
    if scaled % denominator != 0 {
        return Err(Invalid::TooPrecise { max: 3 });
    }
    Ok(Some((whole.trim_end(), scaled / denominator)))
}

/// Turns the one dot of `2.5`, `12.25` or `0.250` into a comma: it cannot mark thousands. Number
/// keys of many phones have no comma.
fn with_comma(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, decimals))
            if is_digits(whole)
                && is_digits(decimals)
                && (decimals.len() < 3 || (decimals.len() == 3 && whole.bytes().all(|b| b == b'0'))) =>
        {
            format!("{whole},{decimals}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (text, thousandths) in [
            ("2", 2000),
            ("2,5", 2500),
            ("0,25", 250),
            ("¼", 250),
            ("1/4", 250),
            ("1½", 1500),
            ("1 ½", 1500),
            ("1 1/2", 1500),
            ("3/2", 1500),
            ("1\u{2044}4", 250),
            ("1.500", 1_500_000),
            ("1.500,5", 1_500_500),
            ("2.5", 2500),
            ("0.250", 250),
            ("0", 0),
            (" 7 ", 7000),
            ("100.000.000", 100_000_000_000),
        ] {
            assert_eq!(Quantity::parse(text), Ok(Quantity(thousandths)), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for (text, why) in [
            ("", Invalid::Required),
            ("-1", Invalid::Negative),
            ("-½", Invalid::Negative),
            ("-", Invalid::NotANumber),
            ("½½", Invalid::NotANumber),
            ("1/0", Invalid::NotANumber),
            ("1/", Invalid::NotANumber),
            ("1/2/3", Invalid::NotANumber),
            ("2 3/2", Invalid::NotANumber),
            ("1/3", Invalid::TooPrecise { max: 3 }),
            ("⅓", Invalid::TooPrecise { max: 3 }),
            ("0,1234", Invalid::TooPrecise { max: 3 }),
            ("2,5½", Invalid::NotWhole),
            ("1.0000", Invalid::Grouping),
            ("٣", Invalid::NotANumber),
            ("banyak", Invalid::NotANumber),
            ("100.000.000,001", Invalid::TooLarge),
            ("9999999999999999999999", Invalid::TooLarge),
            ("9999999999999999999999/2", Invalid::TooLarge),
            ("9223372036854775807½", Invalid::TooLarge),
        ] {
            assert_eq!(Quantity::parse(text), Err(why), "{text}");
        }
        assert_eq!(Quantity::parse(&"1".repeat(10_000)), Err(Invalid::TooLong { max: MAX_CHARS }));
        assert_eq!(Quantity::parse_some("0,0"), Err(Invalid::Zero));
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_panic(text in "\\PC*", like in "[0-9½¼/., -]{0,12}") {
            for text in [text, like] {
                prop_assert!(Quantity::parse(&text).map_or(true, |q| q <= Quantity::MAX && q >= Quantity::ZERO));
            }
        }
    }
}
