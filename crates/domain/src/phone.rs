//! Phone numbers: the identity of a person here. Any usual way of writing one comes in; inside,
//! and in the database, there is only E.164 (ITU-T E.164: `+`, then at most 15 digits).

use serde::Serialize;

use crate::form::Invalid;
use crate::typed::{checked_text, is_dash, is_grouping, is_invisible};

/// A phone number as `+6281234567890`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Phone(String);
checked_text!(Phone);

/// Area codes of two digits (with the trunk `0`: 021 Jakarta, 022 Bandung, 024 Semarang, 031
/// Surabaya, 061 Medan); all others have three, such as 0285 for Pekalongan and Batang.
const SHORT_AREAS: [&str; 5] = ["21", "22", "24", "31", "61"];

/// The digits behind +62 of a mobile number: `0811-234-567` to `0896-1234-56789`.
const MOBILE: std::ops::RangeInclusive<usize> = 9..=12;
/// The digits behind +62 of a fixed line: area code and 5 to 8 digits.
const FIXED: std::ops::RangeInclusive<usize> = 7..=11;

impl Phone {
    /// Reads a number as people write it: `0812-3456-7890`, `+62 812…`, `62812…`, `0062…`,
    /// `(0285) 391234`, `812 3456 7890`, also a `wa.me` link or `tel:`; grouped by spaces, dots,
    /// dashes, slashes or brackets. Numbers of other countries need their `+` (or `00`).
    ///
    /// Digits of other scripts are refused rather than guessed at.
    ///
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadPhone`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let (international, digits) = digits(text)?;
        let e164 = if international {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if let Some(national) = digits.strip_prefix('0') {
            format!("62{national}")
        } else if digits.starts_with("62") {
            digits
        } else if digits.starts_with('8') {
            // The 0 is left out by those who know the number as +62 8…
            format!("62{digits}")
        } else {
            return Err(Invalid::BadPhone);
        };
        Self::checked(e164)
    }

    /// As [`Phone::parse`], but only an Indonesian mobile number: what WhatsApp and a one-time code reach.
    ///
    /// # Errors
    /// Also [`Invalid::NotMobile`].
    pub fn parse_mobile(text: &str) -> Result<Self, Invalid> {
        let phone = Self::parse(text)?;
        if phone.is_mobile() { Ok(phone) } else { Err(Invalid::NotMobile) }
    }

    fn checked(digits: String) -> Result<Self, Invalid> {
        let plausible = match digits.strip_prefix("62") {
            // `+62 (0)812…` is written as often as it is wrong.
            Some(national) => {
                let national = national.strip_prefix('0').unwrap_or(national);
                let plausible = match national.as_bytes().first() {
                    Some(b'8') => MOBILE.contains(&national.len()),
                    Some(b'2'..=b'7' | b'9') => FIXED.contains(&national.len()),
                    _ => false,
                };
                return if plausible { Ok(Self(format!("+62{national}"))) } else { Err(Invalid::BadPhone) };
            }
            None => (7..=15).contains(&digits.len()) && !digits.starts_with('0'),
        };
        if plausible { Ok(Self(format!("+{digits}"))) } else { Err(Invalid::BadPhone) }
    }

    /// The digits behind `+62`, when it is an Indonesian number.
    fn national(&self) -> Option<&str> {
        self.0.strip_prefix("+62")
    }

    /// Whether it is an Indonesian mobile number: `08…`, but not `080…` (toll-free and premium numbers).
    pub fn is_mobile(&self) -> bool {
        self.national().is_some_and(|n| n.starts_with('8') && !n.starts_with("80"))
    }

    /// As people here read it: `0812-3456-7890`, `(0285) 391234`; foreign numbers as `+6591234567`.
    pub fn display(&self) -> String {
        let grouped = self.national().and_then(|national| {
            if national.starts_with('8') {
                let (head, rest) = national.split_at_checked(3)?;
                let (middle, tail) = rest.split_at_checked(if rest.len() == 6 { 3 } else { 4 })?;
                return Some(format!("0{head}-{middle}-{tail}"));
            }
            let area = if SHORT_AREAS.iter().any(|a| national.starts_with(a)) { 2 } else { 3 };
            let (area, rest) = national.split_at_checked(area)?;
            Some(format!("(0{area}) {rest}"))
        });
        grouped.unwrap_or_else(|| self.0.clone())
    }

    /// Enough to recognise one's own number, too little to call another's: `0812-••••-7890`.
    pub fn masked(&self) -> String {
        let shown = self.display();
        let digits = shown.chars().filter(char::is_ascii_digit).count();
        let keep_last = if self.is_mobile() { 4 } else { 2 };
        let mut seen = 0;
        shown
            .chars()
            .map(|c| {
                if !c.is_ascii_digit() {
                    return c;
                }
                seen += 1;
                if seen <= 4 || seen > digits - keep_last { c } else { '•' }
            })
            .collect()
    }

    /// A link that opens a WhatsApp chat with this number and `text` already typed
    /// (wa.me takes the number in international form without `+`; an empty text is left out).
    pub fn whatsapp(&self, text: &str) -> String {
        let number = self.0.trim_start_matches('+');
        let mut link = format!("https://wa.me/{number}");
        if !text.is_empty() {
            link.push_str("?text=");
            percent_encode(text, &mut link);
        }
        link
    }

    /// The value for a `tel:` link.
    pub fn tel(&self) -> String {
        format!("tel:{}", self.0)
    }

    /// The `n`th made-up number for demo data and tests, `0844-0000-0000` upward (of a hundred million).
    ///
    /// Indonesia has no range kept for fiction. Under the numbering plan (Rencana Dasar Teknis,
    /// Permenkominfo 14/2018) mobile networks were given blocks within 081x–083x, 085x, 087x–089x,
    /// satellite phones 086x, and freephone and premium services 080x; no operator was given a block
    /// in 084x. So these look like mobile numbers to every check here, and reach nobody.
    pub fn demo(n: u32) -> Self {
        Self(format!("+62844{:08}", n % 100_000_000))
    }
}

/// Whether it was written as an international number, and its digits.
fn digits(text: &str) -> Result<(bool, String), Invalid> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    let (linked, text) = without_link(text);
    let (plus, text) = match text.strip_prefix(['+', '＋']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() && digits.len() < 20 {
            digits.push(c);
        } else if !is_grouping(c) && !is_dash(c) {
            return Err(Invalid::BadPhone);
        }
    }
    Ok((plus || linked, digits))
}

/// The number in a `tel:` or `https://wa.me/` link, and whether it is one that is always international.
fn without_link(text: &str) -> (bool, &str) {
    let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    match bare.strip_prefix("wa.me/") {
        Some(number) => (true, number.split('?').next().unwrap_or_default()),
        None => (false, text.strip_prefix("tel:").unwrap_or(text)),
    }
}

/// RFC 3986: everything but unreserved characters as `%XX` of its UTF-8 bytes.
fn percent_encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(b >> 4)]));
            out.push(char::from(HEX[usize::from(b & 15)]));
        }
    }
}

/// Masked, since what is printed for debugging ends up in logs (UU 27/2022).
impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn e164(text: &str) -> String {
        Phone::parse(text).map(|p| p.0).unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn what_is_too_short_to_group_is_shown_as_it_is() {
        for text in ["+62811", "+62811000", "+6228", "+62", "+"] {
            let phone = Phone(text.to_owned());
            assert!(!phone.display().is_empty(), "{text}");
            assert!(!phone.masked().is_empty());
        }
    }

    #[test]
    fn any_usual_way_of_writing_is_read() {
        for text in [
            "0812-3456-7890",
            "081234567890",
            "+62 812 3456 7890",
            "+62812-3456-7890",
            "6281234567890",
            "62 812 3456 7890",
            "0062 812 3456 7890",
            "0812.3456.7890",
            "0812 3456 7890",
            "0812\u{a0}3456\u{a0}7890",
            "0812/3456/7890",
            "(0812) 3456 7890",
            "812 3456 7890",
            "+62 (0)812-3456-7890",
            "+62 0812 3456 7890",
            "  081234567890\n",
            "\u{202a}+62 812‑3456‑7890\u{202c}",
            "0812–3456–7890",
            "tel:+6281234567890",
            "https://wa.me/6281234567890?text=halo",
            "wa.me/6281234567890",
            "＋62 81234567890",
        ] {
            assert_eq!(e164(text), "+6281234567890", "{text:?}");
        }
        assert_eq!(e164("(0285) 391234"), "+62285391234");
        assert_eq!(e164("021-5551234"), "+62215551234");
        assert_eq!(e164("+65 9123 4567"), "+6591234567");
        assert_eq!(e164("001 202 555 0123"), "+12025550123");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "   ", "\u{200e}", "\t\n"] {
            assert_eq!(Phone::parse(text), Err(Invalid::Required), "{text:?}");
        }
        let long = "0812".repeat(2500);
        for text in [
            "0812",
            "halo",
            "0812-3456-789o",
            "٠٨١٢٣٤٥٦٧٨٩٠",
            "０８１２３４５６７８９０",
            "0812\u{0}3456",
            "😀",
            "<b>0812</b>",
            "+",
            "+0812345678",
            "+62",
            "0",
            "00",
            "110",
            "0123456789",
            "12345678901234567890",
            "+1234567890123456",
            "0812-3456-7890 / 0813-3456-7890",
            "-81234567890x",
            "++6281234567890",
            "ext 081234567890",
            &long,
        ] {
            assert_eq!(Phone::parse(text), Err(Invalid::BadPhone), "{text:?}");
        }
    }

    #[test]
    fn mobile_numbers_have_ten_to_thirteen_digits() {
        for (text, mobile) in
            [("0811234567", true), ("0896123456789", true), ("0285391234", false), ("+6591234567", false), ("08001234567", false)]
        {
            assert_eq!(Phone::parse(text).unwrap().is_mobile(), mobile, "{text}");
            assert_eq!(Phone::parse_mobile(text).is_ok(), mobile, "{text}");
        }
        assert_eq!(Phone::parse_mobile("(0285) 391234"), Err(Invalid::NotMobile));
        assert_eq!(Phone::parse("081123456"), Err(Invalid::BadPhone));
        assert_eq!(Phone::parse("08961234567890"), Err(Invalid::BadPhone));
    }

    #[test]
    fn numbers_are_shown_and_masked() {
        for (text, shown, masked) in [
            ("081234567890", "0812-3456-7890", "0812-••••-7890"),
            ("0811234567", "0811-234-567", "0811-••4-567"),
            ("08112345678", "0811-2345-678", "0811-•••5-678"),
            ("0896123456789", "0896-1234-56789", "0896-••••-•6789"),
            ("0285391234", "(0285) 391234", "(0285) ••••34"),
            ("0215551234", "(021) 5551234", "(021) 5••••34"),
            ("+6591234567", "+6591234567", "+6591••••67"),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.display(), shown);
            assert_eq!(phone.masked(), masked);
            assert!(!format!("{phone:?}").contains(phone.as_str().trim_start_matches("+62")));
        }
    }

    #[test]
    fn whatsapp_text_is_encoded() {
        let phone = Phone::parse("081234567890").unwrap();
        assert_eq!(phone.whatsapp(""), "https://wa.me/6281234567890");
        assert_eq!(
            phone.whatsapp("Halo, 2 kg & “Rp12.500”?\n"),
            "https://wa.me/6281234567890?text=Halo%2C%202%20kg%20%26%20%E2%80%9CRp12.500%E2%80%9D%3F%0A"
        );
    }

    #[test]
    fn demo_numbers_are_mobile_and_apart() {
        assert_eq!(Phone::demo(7).display(), "0844-0000-0007");
        assert!(Phone::demo(u32::MAX).is_mobile());
        assert_ne!(Phone::demo(1), Phone::demo(2));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(text in r"(\+62|0|62)8[1-9][0-9]{7,10}|0285[0-9]{6}|\+(1|44|65)[0-9]{8,10}") {
            let phone = Phone::parse(&text).unwrap();
            prop_assert_eq!(Phone::parse(&phone.display()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
        }

        #[test]
        fn anything_is_survived(text in ".{0,200}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert!(phone.as_str().len() <= 16);
                let _ = (phone.display(), phone.masked(), phone.whatsapp(&text));
            }
        }
    }
}
