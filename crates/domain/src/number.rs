//! Numbers as people in Indonesia write them: a dot or a space before every three digits, a comma
//! before the decimals. Only the digits 0–9 count; those of other scripts are refused, since what
//! is shown again would look unlike what was typed.

use crate::form::Invalid;

/// More characters than any honest number needs.
pub(crate) const MAX_CHARS: usize = 40;

/// A number taken apart, not yet scaled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written<'a> {
    whole: u64,
    /// The digits after the comma, without zeros at the end.
    decimals: &'a str,
}

impl<'a> Written<'a> {
    /// Reads a number that carries nothing else (no unit, no currency).
    ///
    /// # Errors
    /// `Required`, `TooLong`, `Negative`, `NotANumber`, `Grouping`, `TooLarge`.
    pub(crate) fn read(text: &'a str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        if text.chars().count() > MAX_CHARS {
            return Err(Invalid::TooLong { max: MAX_CHARS });
        }
        if let Some(rest) = strip_minus(text) {
            return Err(Self::read(rest).map_or(Invalid::NotANumber, |_| Invalid::Negative));
        }
        if !text.chars().all(|c| c.is_ascii_digit() || c == ',' || is_group_mark(c)) {
            return Err(Invalid::NotANumber);
        }
        let (whole, decimals) = match text.split_once(',') {
            None => (text, ""),
            Some((_, decimals)) if decimals.contains([',', '.']) => return Err(Invalid::Grouping),
            Some((_, decimals)) if !is_digits(decimals) => return Err(Invalid::NotANumber),
            Some(parts) => parts,
        };
        Ok(Self { whole: grouped(whole)?, decimals: decimals.trim_end_matches('0') })
    }

    /// The number in units of 10^-`places`: `2,5` at three places is 2500.
    ///
    /// # Errors
    /// `TooPrecise` when there are more decimals, `TooLarge` beyond i64.
    pub(crate) fn scaled(&self, places: usize) -> Result<i64, Invalid> {
        if self.decimals.len() > places {
            return Err(Invalid::TooPrecise { max: places });
        }
        let mut value = i64::try_from(self.whole).map_err(|_| Invalid::TooLarge)?;
        let padding = std::iter::repeat_n(b'0', places - self.decimals.len());
        for digit in self.decimals.bytes().chain(padding) {
            value = value.checked_mul(10).and_then(|v| v.checked_add(i64::from(digit - b'0'))).ok_or(Invalid::TooLarge)?;
        }
        Ok(value)
    }

    /// The number as one without decimals.
    ///
    /// # Errors
    /// `NotWhole`, and `TooLarge` beyond i64.
    pub(crate) fn whole(&self) -> Result<i64, Invalid> {
        if !self.decimals.is_empty() {
            return Err(Invalid::NotWhole);
        }
        self.scaled(0)
    }
}

/// What follows a minus sign, in any of the shapes that phones type.
pub(crate) fn strip_minus(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '\u{2212}', '\u{2013}']).map(str::trim_start)
}

pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_group_mark(c: char) -> bool {
    c == '.' || is_blank(c)
}

/// A space, also one that does not break, as copied from a web page or a sheet.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Reads whole digits, with the same mark before every three of them or with none.
fn grouped(text: &str) -> Result<u64, Invalid> {
    let digits: String = match text.chars().find(|c| is_group_mark(*c)) {
        None => text.to_owned(),
        Some(mark) => {
            let groups: Vec<&str> = text.split(mark).collect();
            let first_fits = matches!(groups[0].len(), 1..=3) && !groups[0].starts_with('0');
            let fits = |group: &&str| group.len() == 3;
            if !first_fits || !groups[1..].iter().all(fits) || !groups.iter().all(|g| is_digits(g)) {
                return Err(Invalid::Grouping);
            }
            groups.concat()
        }
    };
    if !is_digits(&digits) {
        return Err(Invalid::NotANumber);
    }
    // All digits, so that only size can be in the way.
    digits.parse().map_err(|_| Invalid::TooLarge)
}

/// Writes a whole number with a dot before every three digits.
pub(crate) fn with_dots(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_of_three() {
        for (text, value) in [("1.000", 1000), ("12 500", 12500), ("1\u{a0}234\u{a0}567", 1_234_567), ("007", 7)] {
            assert_eq!(Written::read(text).and_then(|w| w.whole()), Ok(value), "{text}");
        }
        for text in ["1.00", "1.0000", ".500", "1.", "0.500", "1..000", "1.000 000", "12.34.567", "1,000,000", "1,000.50"] {
            assert_eq!(Written::read(text), Err(Invalid::Grouping), "{text}");
        }
    }

    #[test]
    fn decimals_follow_one_comma() {
        assert_eq!(Written::read("2,5").and_then(|w| w.scaled(3)), Ok(2500));
        assert_eq!(Written::read("2,5000").and_then(|w| w.scaled(3)), Ok(2500));
        assert_eq!(Written::read("0,0001").and_then(|w| w.scaled(3)), Err(Invalid::TooPrecise { max: 3 }));
        for text in ["2,", ",5", ",", "2,5a", "٢", "२", "½", "1e3", "0x10", "NaN", "1_000", "+5"] {
            assert_eq!(Written::read(text), Err(Invalid::NotANumber), "{text}");
        }
    }
}
