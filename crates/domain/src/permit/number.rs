//! Numbers of permits, as printed: grouped by anything, with a label before them or not. Kept
//! without grouping, so that the same number is the same text.

use serde::Serialize;

use super::PermitKind;
use crate::district::RegencyCode;
use crate::form::Invalid;
use crate::typed::{checked_text, compact};

macro_rules! permit_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(String);
        checked_text!($name);
    };
}

permit_number!(
    /// Nomor Induk Berusaha: 13 digits, given by OSS (PP 5/2021, carried on by PP 28/2025).
    Nib
);
permit_number!(
    /// The number of an SPP-IRT: 15 digits (Peraturan BPOM 22/2018, annex; 4/2024). 1: packaging,
    /// 2–3: kind of food, 4–7: regency, 8–9: the maker's nth food, 10–13: the regency's nth maker,
    /// 14–15: year in which it ends.
    Pirt
);
permit_number!(
    /// The number of a halal certificate: `ID` and 14 to 17 digits from BPJPH; those of MUI before
    /// BPJPH took over (17 Oct 2019, UU 33/2014) had 11 to 15 digits without letters.
    HalalNumber
);
permit_number!(
    /// The number of a registered mark at DJKI: `IDM` and nine digits. An application (`DID…`,
    /// `JID…`) is none yet (UU 20/2016 art. 3: the right to a mark comes with its registration).
    TrademarkNumber
);

impl Nib {
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadNib`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let code = unlabelled(text, &["NIB"], Invalid::BadNib)?;
        if code.len() == 13 && is_digits(&code) { Ok(Self(code)) } else { Err(Invalid::BadNib) }
    }

    /// As read aloud: `1234 5678 90123`.
    pub fn display(&self) -> String {
        format!("{} {} {}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

impl Pirt {
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadPirt`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let code = unlabelled(text, &["SPPIRT", "PIRT"], Invalid::BadPirt)?;
        if code.len() == 15 && is_digits(&code) { Ok(Self(code)) } else { Err(Invalid::BadPirt) }
    }

    /// As printed on a label: `2063325010001-29`.
    pub fn display(&self) -> String {
        format!("{}-{}", &self.0[..13], &self.0[13..])
    }

    /// The regency that gave it, if its digits can be one.
    pub fn regency(&self) -> Option<RegencyCode> {
        RegencyCode::parse(&self.0[3..7]).ok()
    }

    /// The year in which it ends, by the number itself; for a hint when the expiry typed in differs.
    pub fn end_year(&self) -> i32 {
        2000 + self.0[13..].bytes().fold(0, |n, b| n * 10 + i32::from(b - b'0'))
    }
}

impl HalalNumber {
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadHalal`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let code = unlabelled(text, &[], Invalid::BadHalal)?;
        let (digits, by_bpjph) = match code.strip_prefix("ID") {
            Some(digits) => (digits, (14..=17).contains(&digits.len())),
            // MUI's never had more than 15, so this is one of BPJPH without its letters.
            None => (code.as_str(), (16..=17).contains(&code.len())),
        };
        if !is_digits(digits) {
            return Err(Invalid::BadHalal);
        }
        if by_bpjph {
            return Ok(Self(format!("ID{digits}")));
        }
        if digits.len() == code.len() && (11..=15).contains(&digits.len()) { Ok(Self(code)) } else { Err(Invalid::BadHalal) }
    }

    /// Whether BPJPH gave it; what MUI gave has run out by now unless its own date says otherwise.
    pub fn is_bpjph(&self) -> bool {
        self.0.starts_with("ID")
    }
}

impl TrademarkNumber {
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadTrademark`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let code = unlabelled(text, &[], Invalid::BadTrademark)?;
        match code.strip_prefix("IDM") {
            Some(digits) if digits.len() == 9 && is_digits(digits) => Ok(Self(code)),
            _ => Err(Invalid::BadTrademark),
        }
    }
}

/// A number of any kind, checked by the rule of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PermitNumber {
    Nib(Nib),
    Pirt(Pirt),
    Halal(HalalNumber),
    Trademark(TrademarkNumber),
}

impl PermitNumber {
    /// # Errors
    /// Those of the kind's own `parse`.
    pub fn parse(kind: PermitKind, text: &str) -> Result<Self, Invalid> {
        match kind {
            PermitKind::Nib => Nib::parse(text).map(Self::Nib),
            PermitKind::Pirt => Pirt::parse(text).map(Self::Pirt),
            PermitKind::Halal => HalalNumber::parse(text).map(Self::Halal),
            PermitKind::Trademark => TrademarkNumber::parse(text).map(Self::Trademark),
        }
    }

    pub fn kind(&self) -> PermitKind {
        match self {
            Self::Nib(_) => PermitKind::Nib,
            Self::Pirt(_) => PermitKind::Pirt,
            Self::Halal(_) => PermitKind::Halal,
            Self::Trademark(_) => PermitKind::Trademark,
        }
    }

    /// The stored form.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Nib(n) => n.as_str(),
            Self::Pirt(n) => n.as_str(),
            Self::Halal(n) => n.as_str(),
            Self::Trademark(n) => n.as_str(),
        }
    }

    /// As printed.
    pub fn display(&self) -> String {
        match self {
            Self::Nib(n) => n.display(),
            Self::Pirt(n) => n.display(),
            Self::Halal(n) => n.as_str().to_owned(),
            Self::Trademark(n) => n.as_str().to_owned(),
        }
    }
}

fn is_digits(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit())
}

/// The code without grouping, one of `labels`, and `No.` or `Nomor`.
fn unlabelled(text: &str, labels: &[&str], bad: Invalid) -> Result<String, Invalid> {
    let parts: String = text.chars().take(100).map(|c| if matches!(c, ':' | '#' | ',') { ' ' } else { c }).collect();
    let Some(code) = compact(&parts, 40) else { return Err(bad) };
    // Cut at 100 characters, a longer text may look right by chance.
    if text.trim().chars().nth(99).is_some() {
        return Err(bad);
    }
    let code = labels.iter().find_map(|label| code.strip_prefix(label)).unwrap_or(&code);
    let code = code.strip_prefix("NOMOR").or_else(|| code.strip_prefix("NO")).unwrap_or(code);
    if code.is_empty() { Err(Invalid::Required) } else { Ok(code.to_owned()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn printed_numbers_are_read() {
        for text in ["1234567890123", "1234 5678 90123", "NIB: 1234-5678-90123", "nib no. 1234567890123"] {
            assert_eq!(Nib::parse(text).unwrap().as_str(), "1234567890123", "{text}");
        }
        for text in
            ["206332501000129", "P-IRT No. 2063325010001-29", "PIRT 2 06 3325 01 0001 29", "SPP-IRT: 2.06.3325.01.0001.29"]
        {
            let pirt = Pirt::parse(text).unwrap();
            assert_eq!(pirt.display(), "2063325010001-29", "{text}");
            assert_eq!((pirt.regency().unwrap().as_str(), pirt.end_year()), ("33.25", 2029));
        }
        for (text, stored) in [
            ("ID33110000123450121", "ID33110000123450121"),
            ("id 3311 0000 1234 50121", "ID33110000123450121"),
            ("33110000123450121", "ID33110000123450121"),
            ("ID12345678901234", "ID12345678901234"),
            ("15060012340916", "15060012340916"),
        ] {
            assert_eq!(HalalNumber::parse(text).unwrap().as_str(), stored, "{text}");
        }
        assert!(!HalalNumber::parse("15060012340916").unwrap().is_bpjph());
        assert_eq!(TrademarkNumber::parse("No. idm 000 123 456").unwrap().as_str(), "IDM000123456");
        assert_eq!(Nib::parse("1234567890123").unwrap().display(), "1234 5678 90123");
    }

    #[test]
    fn anything_else_is_refused() {
        let long = "1".repeat(10_000);
        let padded = format!("1234567890123{}4", " ".repeat(500));
        for text in [
            "123",
            "12345678901234567890",
            "١٢٣٤٥٦٧٨٩٠١٢٣",
            "12345678901\u{0}23",
            "😀",
            "<b>1234567890123</b>",
            "DID2023012345",
            "IDIDM000123456",
            "-",
            "مرحبا",
            &long,
            &padded,
        ] {
            for kind in PermitKind::ALL {
                assert!(PermitNumber::parse(kind, text).is_err(), "{kind:?} {text:?}");
            }
        }
        for text in ["", "  \t", "\u{200b}"] {
            for kind in PermitKind::ALL {
                assert_eq!(PermitNumber::parse(kind, text), Err(Invalid::Required));
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(text in "[0-9]{11,17}|ID[0-9]{14,17}|IDM[0-9]{9}|.{0,40}") {
            for kind in PermitKind::ALL {
                if let Ok(number) = PermitNumber::parse(kind, &text) {
                    prop_assert_eq!(PermitNumber::parse(kind, &number.display()), Ok(number.clone()));
                    prop_assert_eq!(PermitNumber::parse(kind, number.as_str()), Ok(number));
                }
            }
        }
    }
}
