//! E-mail addresses: optional everywhere, used to find a lost password again and to write to suppliers.

use serde::Serialize;

use crate::form::Invalid;
use crate::typed::{checked_text, is_invisible};

/// An address that mail can be sent to, its domain in lower case.
///
/// Pragmatic rather than RFC 5322: one `@`, a domain with a dot, no quoting, no comments, ASCII
/// only (mail to other addresses needs SMTPUTF8, which few servers take). The proof that an
/// address is someone's is a mail that they answer, not a grammar.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Email(String);
checked_text!(Email);

impl Email {
    /// RFC 5321, 4.5.3.1.3, less the angle brackets.
    pub const MAX: usize = 254;

    /// # Errors
    /// [`Invalid::Required`], [`Invalid::TooLong`], or [`Invalid::BadEmail`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        if text.chars().count() > Self::MAX {
            return Err(Invalid::TooLong { max: Self::MAX });
        }
        let (local, domain) = text.split_once('@').ok_or(Invalid::BadEmail)?;
        if !is_local(local) || !is_domain(domain) {
            return Err(Invalid::BadEmail);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }

    /// Enough to recognise one's own: `s•••@gmail.com`.
    pub fn masked(&self) -> String {
        format!("{}•••@{}", &self.0[..1], self.domain())
    }
}

/// RFC 5321's dot-string: at most 64 characters, atoms parted by single dots.
fn is_local(local: &str) -> bool {
    local.len() <= 64
        && local.split('.').all(|atom| {
            !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
        })
}

/// At least two labels of letters, digits and inner hyphens; the last is not a number, so no IP address.
fn is_domain(domain: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    domain.contains('.')
        && domain.split('.').all(label)
        && domain.rsplit('.').next().is_some_and(|top| top.len() >= 2 && top.bytes().any(|b| b.is_ascii_alphabetic()))
}

/// Masked, since what is printed for debugging ends up in logs (UU 27/2022).
impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_read() {
        for (text, stored) in [
            ("siti@gmail.com", "siti@gmail.com"),
            ("  Siti.Aminah+toko@GMail.COM ", "Siti.Aminah+toko@gmail.com"),
            ("admin@koperasi-batang.or.id", "admin@koperasi-batang.or.id"),
            ("\u{200e}a@b.id\u{feff}", "a@b.id"),
        ] {
            assert_eq!(Email::parse(text).unwrap().as_str(), stored);
        }
        assert_eq!(format!("{:?}", Email::parse("siti@gmail.com").unwrap()), "Email(s•••@gmail.com)");
    }

    #[test]
    fn what_is_none_is_refused() {
        assert_eq!(Email::parse(" \t"), Err(Invalid::Required));
        assert_eq!(Email::parse(&"a".repeat(10_000)), Err(Invalid::TooLong { max: 254 }));
        let long_local = format!("{}@b.id", "a".repeat(65));
        for text in [
            "siti",
            "@gmail.com",
            "siti@",
            "siti@gmail",
            "a@b@c.id",
            "a b@c.id",
            "a@b .id",
            "a@b..id",
            "a@.id",
            "a@-b.id",
            ".a@b.id",
            "a..b@c.id",
            "a@1.2.3.4",
            "\"a\"@b.id",
            "a\0@b.id",
            "<a@b.id>",
            "سيتي@b.id",
            "😀@b.id",
            "a@bücher.id",
            "a@b.i",
            "a@b.id\r\nBcc: x@y.id",
            &long_local,
        ] {
            assert_eq!(Email::parse(text), Err(Invalid::BadEmail), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_again_changes_nothing(text in "\\PC{0,40}|[a-z.]{1,9}@[a-zA-Z.]{1,9}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
