//! What people write in words: one line, or paragraphs. Kept as typed, but cleaned of what could
//! deceive a reader or break a page: control characters and marks that turn the direction of
//! writing around (Unicode TR 36, "bidirectional text spoofing").

use serde::{Deserialize, Serialize};

use crate::form::Invalid;

/// One line of 1 to `MAX` characters, without white space around it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Runs of white space become one space.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::TooLong`], or [`Invalid::HiddenCharacters`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        // Counting first keeps a megabyte of spaces from being copied.
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        check(&line, MAX)?;
        Ok(Self(line))
    }

    /// An empty line is none.
    ///
    /// # Errors
    /// As [`Line::parse`], without `Required`.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Invalid> {
        optional(Self::parse(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl<const MAX: usize> std::fmt::Display for Line<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text of 1 to `MAX` characters in lines; at most one empty line between two others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Paragraphs<const MAX: usize>(String);

impl<const MAX: usize> Paragraphs<MAX> {
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::TooLong`], or [`Invalid::HiddenCharacters`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let mut out = String::with_capacity(text.len().min(4 * MAX));
        let mut empty = 0;
        for line in text.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
            let line = line.trim_end().replace('\t', " ");
            empty = if line.trim().is_empty() { empty + 1 } else { 0 };
            if empty < 2 {
                out.push_str(&line);
                out.push('\n');
            }
        }
        let out = out.trim_matches(|c: char| c.is_whitespace()).to_owned();
        check(&out.replace('\n', " "), MAX)?;
        Ok(Self(out))
    }

    /// # Errors
    /// As [`Paragraphs::parse`], without `Required`.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Invalid> {
        optional(Self::parse(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn optional<T>(parsed: Result<T, Invalid>) -> Result<Option<T>, Invalid> {
    match parsed {
        Ok(value) => Ok(Some(value)),
        Err(Invalid::Required) => Ok(None),
        Err(other) => Err(other),
    }
}

fn check(text: &str, max: usize) -> Result<(), Invalid> {
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    if text.chars().count() > max {
        return Err(Invalid::TooLong { max });
    }
    if text.chars().any(is_hidden) {
        return Err(Invalid::HiddenCharacters);
    }
    if !text.chars().any(|c| c.is_alphanumeric()) {
        return Err(Invalid::NoLetters);
    }
    Ok(())
}

/// Controls, direction overrides and isolates, and the like: nothing that a keyboard types.
/// Zero-width joiners stay, since emoji and some scripts need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_tidied() {
        assert_eq!(Line::<20>::parse("  Bu \t Tini\n ").map(Line::into_string), Ok("Bu Tini".into()));
        assert_eq!(Line::<20>::parse("إمبينغ مليجو").map(Line::into_string), Ok("إمبينغ مليجو".into()));
        assert_eq!(Line::<3>::parse("👩‍🌾 a").map(|l| l.0.chars().count()), Err(Invalid::TooLong { max: 3 }));
    }

    #[test]
    fn what_deceives_is_refused() {
        assert_eq!(Line::<20>::parse("a\0b"), Err(Invalid::HiddenCharacters));
        assert_eq!(Line::<20>::parse("harga\u{202e}001"), Err(Invalid::HiddenCharacters));
        assert_eq!(Line::<20>::parse(" \u{a0}\u{3000} "), Err(Invalid::Required));
        assert_eq!(Line::<20>::parse("---"), Err(Invalid::NoLetters));
        assert_eq!(Line::<20>::parse(&"x".repeat(10_000)), Err(Invalid::TooLong { max: 20 }));
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        let text = Paragraphs::<100>::parse("\r\nSatu\r\n\r\n\r\n\r\n- dua\r\n- tiga \r\n");
        assert_eq!(text.map(|t| t.0), Ok("Satu\n\n- dua\n- tiga".into()));
        assert_eq!(Paragraphs::<10>::parse_optional(" \n \n"), Ok(None));
    }

    proptest! {
        #[test]
        fn parsing_again_changes_nothing(text in ".{0,200}") {
            if let Ok(line) = Line::<100>::parse(&text) {
                prop_assert_eq!(Line::<100>::parse(line.as_str()), Ok(line.clone()));
            }
            if let Ok(p) = Paragraphs::<100>::parse(&text) {
                prop_assert_eq!(Paragraphs::<100>::parse(p.as_str()), Ok(p.clone()));
            }
        }
    }
}
