//! What the numbers and codes that people type have in common: they come grouped by all sorts of
//! marks, and with the invisible ones that copying from a chat or a contact list leaves around them.

/// Joiners, direction marks and the like: WhatsApp and Android wrap a copied phone number in them
/// (`U+202A … U+202C`), and nobody sees that they are there.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Hyphens and dashes of any length, the minus sign too.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// What stands between the groups of a printed number.
pub(crate) fn is_grouping(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_invisible(c) || matches!(c, '.' | '/' | '(' | ')' | '_' | '·')
}

/// The letters (upper-cased) and digits of a code without its grouping, or `None` when there is
/// anything else in it or more than `max` of them.
pub(crate) fn compact(text: &str, max: usize) -> Option<String> {
    let mut out = String::new();
    for c in text.chars().filter(|c| !is_grouping(*c)) {
        if !c.is_ascii_alphanumeric() || out.len() == max {
            return None;
        }
        out.push(c.to_ascii_uppercase());
    }
    Some(out)
}

/// A newtype over a `String` that only `parse` makes: read access, and JSON that is parsed again
/// when it comes back.
macro_rules! checked_text {
    ($name:ident) => {
        impl $name {
            /// The stored form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(d)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use checked_text;
