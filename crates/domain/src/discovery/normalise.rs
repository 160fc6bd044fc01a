//! Letters made comparable: one form for what looks or sounds alike to a reader.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::typed::is_invisible;

/// The most characters of a token; longer words are cut.
pub const MAX_TOKEN_CHARS: usize = 40;

/// The first `max_chars` characters of a text in compatibility form (NFKC), lower case, without
/// diacritics, apostrophes, controls and invisible marks; digits of Arabic scripts as ASCII.
/// Takes time linear in `max_chars`.
pub fn clean(text: &str, max_chars: usize) -> String {
    text.chars()
        .take(max_chars)
        .flat_map(apart)
        .nfkd()
        .flat_map(char::to_lowercase)
        // Lower-casing can bring marks of its own: İ becomes i and a dot above.
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_dropped(*c))
        .map(plain)
        .nfc()
        .collect()
}

/// A fraction stands apart from a digit before it, or `1¼` would become `11/4`.
fn apart(c: char) -> impl Iterator<Item = char> {
    let fraction = matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}');
    fraction.then_some(' ').into_iter().chain(std::iter::once(c))
}

/// Apostrophes belong to the word (*Jum'at*), and what cannot be seen was not meant.
fn is_dropped(c: char) -> bool {
    is_invisible(c)
        || (c.is_control() && !c.is_whitespace())
        || matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}'..='\u{2bd}' | '\u{ff07}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2044}' | '\u{2215}' => '/',
        '\u{660}'..='\u{669}' => ascii_digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => ascii_digit(c, 0x6f0),
        '\u{66b}' => ',',
        c => c,
    }
}

fn ascii_digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_meet() {
        for (text, cleaned) in [
            ("Café JUM'AT", "cafe jumat"),
            ("ﬁlter", "filter"),
            ("ＴＥＨ", "teh"),
            ("½ 1¼", " 1/2 1 1/4"),
            ("oleh²", "oleh2"),
            ("٢٥٠ g", "250 g"),
            ("te\u{200b}h\u{0}", "teh"),
            ("İstanbul", "istanbul"),
            ("keri\u{ad}pik", "keripik"),
        ] {
            assert_eq!(clean(text, 100), cleaned, "{text:?}");
        }
        assert_eq!(clean(&"x".repeat(10_000), 7), "xxxxxxx");
    }

    proptest! {
        #[test]
        fn cleaning_again_changes_nothing(text in ".{0,100}") {
            let once = clean(&text, 1_000);
            prop_assert_eq!(clean(&once, 10_000), once);
        }
    }
}
