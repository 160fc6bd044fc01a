//! Passwords as they are chosen and as they are tried.
//!
//! Follows NIST SP 800-63B-4, 3.1.1.2: length is what counts; no rules of composition, which only
//! make people write `Password1!`; no forced change; what attackers try first is refused; spaces
//! and every script are fine; the text is normalised (NFKC) so that the same keys give the same
//! bytes on another keyboard. Eight characters rather than fifteen, since people here type on
//! small phones and attempts are limited per account and address.

use unicode_normalization::UnicodeNormalization;

use crate::form::Invalid;
use crate::phone::Phone;

/// The fewest and most characters of a password.
pub const MIN: usize = 8;
/// Long enough for a sentence, short enough that hashing it costs nothing extra.
pub const MAX: usize = 200;

/// A password that someone chooses; made only by [`NewPassword::parse`].
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// `phone` is the account's own number, which is the first thing anyone would try.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::TooShort`], [`Invalid::TooLong`], [`Invalid::HiddenCharacters`],
    /// or [`Invalid::EasyPassword`].
    pub fn parse(text: &str, phone: Option<&Phone>) -> Result<Self, Invalid> {
        let text = normalised(text)?;
        if text.chars().count() < MIN {
            return Err(Invalid::TooShort { min: MIN });
        }
        if text.chars().any(char::is_control) {
            return Err(Invalid::HiddenCharacters);
        }
        if is_run(&text) || is_common(&text) || phone.is_some_and(|phone| is_phone(&text, phone)) {
            return Err(Invalid::EasyPassword);
        }
        Ok(Self(text))
    }

    /// What is hashed, and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A password that someone tries in order to sign in.
#[derive(Clone)]
pub struct Attempt(String);

impl Attempt {
    /// # Errors
    /// [`Invalid::Required`], or [`Invalid::TooLong`]: no such password exists, so none is hashed.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        normalised(text).map(Self)
    }

    /// What is compared with the hash, and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// White space inside and around is part of a password, so nothing is trimmed.
fn normalised(text: &str) -> Result<String, Invalid> {
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    if text.chars().nth(MAX).is_some() {
        return Err(Invalid::TooLong { max: MAX });
    }
    Ok(text.nfkc().collect())
}

/// One character over and over, or each the next or the one before: `aaaaaaaa`, `12345678`, `87654321`.
fn is_run(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    (-1..=1).any(|step| codes.windows(2).all(|pair| pair[1] - pair[0] == step))
}

/// The number itself in any way of writing it, or little more than it.
fn is_phone(text: &str, phone: &Phone) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = phone.as_str().trim_start_matches("+62").trim_start_matches('+');
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    digits.contains(national) && others < 4
}

/// Also with digits or marks behind it, as in `bismillah123` or `indonesia!`.
fn is_common(text: &str) -> bool {
    let lower = text.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    COMMON.contains(&lower.as_str()) || (!stem.is_empty() && COMMON.contains(&stem))
}

/// What published lists of broken passwords have at the top, of those that reach eight characters
/// at all (alone or with digits behind): worldwide, then Indonesian.
const COMMON: &[&str] = &[
    "11223344",
    "1122334455",
    "12341234",
    "12344321",
    "123123123",
    "12121212",
    "123654789",
    "147258369",
    "159753456",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1234567890",
    "0987654321",
    "01234567",
    "0123456789",
    "00112233",
    "10203040",
    "10293847",
    "11112222",
    "12312312",
    "13131313",
    "20202020",
    "69696969",
    "88888888",
    "a1b2c3d4",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "abcd1234",
    "qwe",
    "qwer",
    "qwerty",
    "qwertyui",
    "qwertyuiop",
    "asdf",
    "asdfgh",
    "asdfghjk",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "q1w2e3r4",
    "pass",
    "password",
    "passw0rd",
    "p@ssw0rd",
    "admin",
    "administrator",
    "welcome",
    "letmein",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "michael",
    "pokemon",
    "naruto",
    "samsung",
    "computer",
    "internet",
    "whatever",
    "trustno",
    "test",
    "testing",
    "user",
    "guest",
    "default",
    "secret",
    "android",
    "google",
    "facebook",
    "whatsapp",
    "changeme",
    "rahasia",
    "sandi",
    "katasandi",
    "kata sandi",
    "bismillah",
    "bismilah",
    "alhamdulillah",
    "allahuakbar",
    "assalamualaikum",
    "masyaallah",
    "insyaallah",
    "subhanallah",
    "astagfirullah",
    "muhammad",
    "indonesia",
    "indonesiaku",
    "merdeka",
    "garuda",
    "pancasila",
    "jakarta",
    "bandung",
    "semarang",
    "surabaya",
    "pekalongan",
    "batang",
    "jateng",
    "jawatengah",
    "persib",
    "persija",
    "persebaya",
    "arema",
    "sayang",
    "sayangku",
    "cinta",
    "cintaku",
    "akusayangkamu",
    "akucintakamu",
    "ilovemama",
    "mamapapa",
    "papamama",
    "ayahibu",
    "ibuayah",
    "keluarga",
    "keluargaku",
    "bahagia",
    "kesayangan",
    "anakku",
    "istriku",
    "suamiku",
    "doraemon",
    "kucing",
    "anjing",
    "monyet",
    "bangsat",
    "kontol",
    "jancok",
    "rejeki",
    "rezeki",
    "berkah",
    "barokah",
    "semangat",
    "sukses",
    "sukses selalu",
    "gakada",
    "gaktau",
    "tidaktahu",
    "lupa",
    "lupalagi",
    "terserah",
    "akucantik",
    "akuganteng",
    "ganteng",
    "cantik",
    "koperasi",
    "guyub",
    "warung",
    "tokoku",
    "qris",
];

macro_rules! secret {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}
secret!(NewPassword);
secret!(Attempt);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choose(text: &str) -> Result<NewPassword, Invalid> {
        NewPassword::parse(text, Some(&Phone::parse("081234567890").unwrap()))
    }

    #[test]
    fn good_ones_are_taken_as_they_are() {
        for text in ["emping melinjo 7", "tigaKelapa", "   spasi   ", "رمز سري طويل", "🐟🍚🥥🌶🧄🧅🍋🥬", "<script>alert(1)"]
        {
            assert!(choose(text).is_ok(), "{text:?}");
        }
        assert_eq!(choose("  spasi di tepi ").unwrap().expose(), "  spasi di tepi ");
        assert!(choose(&"panjang ".repeat(25)).is_ok());
    }

    #[test]
    fn easy_ones_are_refused() {
        for text in [
            "aaaaaaaa",
            "🙂🙂🙂🙂🙂🙂🙂🙂",
            "12345678",
            "987654321",
            "abcdefgh",
            "password",
            "Password1",
            "Bismillah123",
            "sayangku",
            "INDONESIA!!",
            "qwerty123",
            "081234567890",
            "0812-3456-7890",
            "+6281234567890",
            "6281234567890ok",
            "        ",
        ] {
            assert_eq!(choose(text), Err(Invalid::EasyPassword), "{text:?}");
        }
        assert!(NewPassword::parse("081234567891", Some(&Phone::demo(1))).is_ok());
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(choose(""), Err(Invalid::Required));
        assert_eq!(choose("emping7"), Err(Invalid::TooShort { min: 8 }));
        assert_eq!(choose("é7ñ🙂ü8x"), Err(Invalid::TooShort { min: 8 }));
        assert_eq!(choose(&"xy".repeat(5_000)), Err(Invalid::TooLong { max: 200 }));
        assert_eq!(choose("emping\0melinjo"), Err(Invalid::HiddenCharacters));
        assert!(matches!(Attempt::parse(""), Err(Invalid::Required)));
        assert!(matches!(Attempt::parse(&"x".repeat(10_000)), Err(Invalid::TooLong { .. })));
    }

    #[test]
    fn the_same_keys_give_the_same_bytes() {
        let composed = choose("caf\u{e9} tubruk").unwrap();
        assert_eq!(composed.expose(), Attempt::parse("cafe\u{301} tubruk").unwrap().expose());
    }

    #[test]
    fn debug_tells_nothing() {
        assert_eq!(format!("{:?} {:?}", choose("tigaKelapa"), Attempt::parse("tigaKelapa")), "Ok(NewPassword(…)) Ok(Attempt(…))");
    }

    proptest! {
        #[test]
        fn what_was_chosen_can_be_tried(text in ".{0,220}") {
            if let Ok(chosen) = choose(&text) {
                let tried = Attempt::parse(&text).unwrap();
                prop_assert_eq!(tried.expose(), chosen.expose());
            }
        }
    }
}
