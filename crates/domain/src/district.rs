//! Codes of administrative areas as Kemendagri gives them (Kepmendagri 300.2.2-2138/2025): two
//! digits each for province, regency and district, four for a village, joined by dots. Only the
//! form is known here; which codes exist, and their names, is in the database.

use serde::Serialize;

use crate::form::Invalid;
use crate::typed::{checked_text, compact};

macro_rules! area_code {
    ($(#[$doc:meta])* $name:ident, $digits:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(String);
        checked_text!($name);

        impl $name {
            /// Reads the code with or without its dots.
            ///
            /// # Errors
            /// [`Invalid::Required`]; [`Invalid::UnknownChoice`], since people choose it from a list.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                dotted(text, $digits).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

area_code!(
    /// A regency or city: `33.25` is Kabupaten Batang.
    RegencyCode, 4
);
area_code!(
    /// A kecamatan: `33.25.08` is Limpung.
    DistrictCode, 6
);

impl DistrictCode {
    pub fn regency(&self) -> RegencyCode {
        RegencyCode(self.0[..5].to_owned())
    }
}

fn dotted(text: &str, digits: usize) -> Result<String, Invalid> {
    let code = compact(text, digits).ok_or(Invalid::UnknownChoice)?;
    if code.is_empty() {
        return Err(Invalid::Required);
    }
    // Provinces are numbered from 11 (Aceh) to 97.
    if code.len() != digits || !code.bytes().all(|b| b.is_ascii_digit()) || code.as_str() < "11" {
        return Err(Invalid::UnknownChoice);
    }
    let pairs: Vec<&str> = (0..digits).step_by(2).map(|at| &code[at..at + 2]).collect();
    Ok(pairs.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_dots() {
        for text in ["33.25.08", "332508", " 33.25.08 ", "33-25-08"] {
            let code = DistrictCode::parse(text).unwrap();
            assert_eq!(code.as_str(), "33.25.08");
            assert_eq!(code.regency(), RegencyCode::parse("33.25").unwrap());
        }
    }

    #[test]
    fn anything_else_is_no_choice() {
        assert_eq!(DistrictCode::parse(" "), Err(Invalid::Required));
        let long = "33.25.08".repeat(1250);
        for text in
            ["33.25", "33.25.8", "33.25.081", "Limpung", "٣٣.٢٥.٠٨", "33.25.0\0", "😀", "<b>", "01.02.03", "-33.25.08'", &long]
        {
            assert_eq!(DistrictCode::parse(text), Err(Invalid::UnknownChoice), "{text:?}");
        }
    }
}
