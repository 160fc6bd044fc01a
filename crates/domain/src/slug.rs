//! The names of things in addresses.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::form::Invalid;

/// Lower-case ASCII letters and digits in groups joined by single hyphens, 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
pub struct Slug(String);

impl Slug {
    pub const MAX: usize = 80;

    /// # Errors
    /// [`Invalid::Malformed`] when the text is not a slug as it stands.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let shaped = !text.is_empty()
            && text.len() <= Self::MAX
            && text
                .split('-')
                .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if shaped { Ok(Self(text.to_owned())) } else { Err(Invalid::Malformed) }
    }

    /// The slug of a name: accents fall, everything else that is no letter or digit parts groups.
    /// A name without any usable letter gives `tanpa-nama`.
    pub fn from_name(name: &str) -> Self {
        let mut slug = String::new();
        let room = Self::MAX - 8; // leaves place for `numbered`
        for c in name.nfkd().flat_map(char::to_lowercase) {
            if c.is_ascii_alphanumeric() {
                if slug.len() == room {
                    break;
                }
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') && !is_mark(c) && slug.len() < room {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "tanpa-nama".to_owned() } else { slug.to_owned() })
    }

    /// The same slug with a number behind it, for when the plain one is taken.
    pub fn numbered(&self, n: u32) -> Self {
        Self(format!("{}-{n}", self.0))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Combining marks and apostrophes belong to the letter before them and part nothing.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' | '\u{2bc}')
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a slug"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_slugs() {
        for (name, slug) in [
            ("Emping Melinjo Super", "emping-melinjo-super"),
            ("  Toko «Bu Tini» — Limpung ", "toko-bu-tini-limpung"),
            ("Café Jum'at", "cafe-jumat"),
            ("🙂🙂", "tanpa-nama"),
            ("ﬁlter kopi №1", "filter-kopi-no1"),
        ] {
            assert_eq!(Slug::from_name(name).as_str(), slug, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_gives_a_slug_that_parses(name in ".{0,300}", n in 0u32..9_999_999) {
            let slug = Slug::from_name(&name);
            prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
            prop_assert!(Slug::parse(slug.numbered(n).as_str()).is_ok());
        }
    }
}
