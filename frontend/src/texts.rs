//! Texts of islands. A page picks them in its reader's language, and only those are sent.

/// A struct of texts that is sent as a list: one way of reading lists serves all islands, and weighs
/// less on the phone than reading named fields.
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis struct $Name:ident { $($(#[$of:meta])* $text:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        $vis struct $Name { $($(#[$of])* pub $text: String),+ }

        impl From<Vec<String>> for $Name {
            fn from(texts: Vec<String>) -> Self {
                let mut texts = texts.into_iter();
                let mut next = || texts.next().unwrap_or_default();
                Self { $($text: next()),+ }
            }
        }

        impl From<$Name> for Vec<String> {
            fn from(texts: $Name) -> Self {
                vec![$(texts.$text),+]
            }
        }
    };
}

pub(crate) use texts;
