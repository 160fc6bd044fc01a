//! Rupiah as people write it.

use super::Rupiah;
use crate::form::Invalid;
use crate::number::{MAX_CHARS, Written, strip_minus};

impl Rupiah {
    /// Reads an amount: `12500`, `12.500`, `Rp 12.500`, `rp. 12.500,-`, `12 500`, `12.500,00`,
    /// `15rb`, `1,5 juta`. A sign is refused: nobody types what they owe.
    ///
    /// # Errors
    /// `Required`, `TooLong`, `NotANumber`, `Negative`, `NotWhole` (sen, and `12,500`, which reads
    /// as twelve and a half here and as thousands elsewhere), `Grouping` (`1.00`), `TooLarge`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        // Looked at first, so that hostile length costs nothing below.
        if text.chars().nth(MAX_CHARS).is_some() {
            return Err(Invalid::TooLong { max: MAX_CHARS });
        }
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let (before, unsigned) = strip_minus(text).map_or((false, text), |rest| (true, rest));
        let bare = without_currency(unsigned);
        let (after, bare) = strip_minus(bare).map_or((false, bare), |rest| (true, rest));
        let amount = amount(bare)?;
        if before || after {
            return Err(Invalid::Negative);
        }
        Ok(amount)
    }
}

fn amount(bare: &str) -> Result<Rupiah, Invalid> {
    let (number, places) = without_scale(without_dash(bare));
    if number.is_empty() {
        return Err(Invalid::NotANumber);
    }
    if places > 0 {
        return match Written::read(number)?.scaled(places) {
            Err(Invalid::TooPrecise { .. }) => Err(Invalid::NotWhole),
            scaled => scaled.map(Rupiah),
        };
    }
    // `,00` is sen, as banks print it; `,000` is thousands in an English hand.
    if number.rsplit_once(',').is_some_and(|(_, sen)| sen.len() > 2 && sen.bytes().all(|b| b == b'0')) {
        return Err(Invalid::NotWhole);
    }
    Written::read(number)?.whole().map(Rupiah)
}

/// Drops `Rp`, `Rp.`, `IDR` in any case, before the amount.
fn without_currency(text: &str) -> &str {
    for mark in ["rp.", "rp", "idr"] {
        if text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            return text[mark.len()..].trim_start();
        }
    }
    text
}

/// Drops the dash that stands for "no sen": `12.500,-`, `12.500,--`, `12.500.-`.
fn without_dash(text: &str) -> &str {
    [",--", ",-", ".-", ",\u{2013}"].iter().find_map(|dash| text.strip_suffix(dash)).unwrap_or(text).trim_end()
}

/// Splits off `rb`, `ribu`, `jt`, `juta` as the number of zeros they stand for.
fn without_scale(text: &str) -> (&str, usize) {
    for (word, places) in [("ribu", 3), ("rb", 3), ("juta", 6), ("jt", 6)] {
        let Some(at) = text.len().checked_sub(word.len()) else {
            continue;
        };
        if text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word)) {
            return (text[..at].trim_end(), places);
        }
    }
    (text, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for text in [
            "12500",
            "12.500",
            "Rp12.500",
            "Rp 12.500",
            "rp. 12.500,-",
            "12 500",
            " RP 12.500 ",
            "12.500,00",
            "IDR 12500",
            "12\u{a0}500",
            "12,5rb",
            "12,5 Ribu",
            "12.500.-",
            "0012500",
            "0,0125 jt",
        ] {
            assert_eq!(Rupiah::parse(text), Ok(Rupiah(12_500)), "{text}");
        }
        assert_eq!(Rupiah::parse("1,5 juta"), Ok(Rupiah(1_500_000)));
        assert_eq!(Rupiah::parse("0"), Ok(Rupiah(0)));
        assert_eq!(Rupiah::parse("9.223.372.036.854.775.807"), Ok(Rupiah(i64::MAX)));
    }

    #[test]
    fn refuses_what_could_be_read_two_ways() {
        for (text, why) in [
            ("", Invalid::Required),
            (" \u{a0}\t", Invalid::Required),
            ("Rp", Invalid::NotANumber),
            ("-", Invalid::NotANumber),
            ("rb", Invalid::NotANumber),
            (",-", Invalid::NotANumber),
            ("1.00", Invalid::Grouping),
            ("1.000,50", Invalid::NotWhole),
            ("12,5", Invalid::NotWhole),
            ("12,500", Invalid::NotWhole),
            ("12,000", Invalid::NotWhole),
            ("0,0001 rb", Invalid::NotWhole),
            ("-500", Invalid::Negative),
            ("-Rp500", Invalid::Negative),
            ("Rp -500", Invalid::Negative),
            ("\u{2212}500", Invalid::Negative),
            ("--500", Invalid::Negative),
            ("dua belas", Invalid::NotANumber),
            ("12k", Invalid::NotANumber),
            ("١٢٥٠٠", Invalid::NotANumber),
            ("१२", Invalid::NotANumber),
            ("12500\0", Invalid::NotANumber),
            ("\u{202e}12500", Invalid::NotANumber),
            ("😀", Invalid::NotANumber),
            ("<b>1</b>", Invalid::NotANumber),
            ("1e9", Invalid::NotANumber),
            ("9.223.372.036.854.775.808", Invalid::TooLarge),
            ("99999999999999999999999", Invalid::TooLarge),
            ("9223372036854776 rb", Invalid::TooLarge),
        ] {
            let got = Rupiah::parse(text);
            assert_eq!(got, Err(why), "{text}");
        }
        assert_eq!(Rupiah::parse(&"9".repeat(10_000)), Err(Invalid::TooLong { max: MAX_CHARS }));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read(value in 0..=i64::MAX) {
            prop_assert_eq!(Rupiah::parse(&Rupiah(value).to_string()), Ok(Rupiah(value)));
            prop_assert_eq!(Rupiah::parse(&value.to_string()), Ok(Rupiah(value)));
        }

        #[test]
        fn nothing_typed_is_a_panic_or_below_zero(text in "\\PC*") {
            prop_assert!(Rupiah::parse(&text).is_ok_and(|r| r.0 >= 0) || Rupiah::parse(&text).is_err());
        }

        #[test]
        fn nor_is_anything_like_a_number(text in "(Rp|rp\\.)?[ -]?[0-9., ]{0,14}(,-|rb|jt)?") {
            prop_assert!(Rupiah::parse(&text).is_ok_and(|r| r.0 >= 0) || Rupiah::parse(&text).is_err());
        }
    }
}
