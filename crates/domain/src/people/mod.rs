//! What people send about their own account.

use crate::email::Email;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::password::{Attempt, NewPassword};
use crate::phone::Phone;
use crate::text::Line;

/// A person's name, as they write it.
pub type PersonName = Line<80>;

/// `/daftar`: a new account.
#[derive(Debug, Clone)]
pub struct Registration {
    pub name: PersonName,
    pub phone: Phone,
    pub password: NewPassword,
}

impl Registration {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", PersonName::parse);
        let phone = p.take("telepon", Phone::parse_mobile);
        let password = p.take("kata_sandi", |text| NewPassword::parse(text, phone.as_ref()));
        p.finish(|| Some(Self { name: name?, phone: phone?, password: password? }))
    }
}

/// `/masuk`. Only empty fields are errors of a field: whatever else is wrong is answered alike, so
/// that nobody learns which numbers have an account.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// `None`: no number that an account can have.
    pub phone: Option<Phone>,
    /// `None`: no password that an account can have.
    pub password: Option<Attempt>,
}

impl SignIn {
    /// # Errors
    /// The fields that were left empty.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let phone = p.take("telepon", |t| unless_empty(t, Phone::parse));
        let password = p.take("kata_sandi", |t| unless_empty(t, Attempt::parse));
        p.finish(|| Some(Self { phone: phone?, password: password? }))
    }
}

fn unless_empty<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Result<Option<T>, Invalid> {
    match parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(Invalid::Required) => Err(Invalid::Required),
        Err(_) => Ok(None),
    }
}

/// A new password by someone who knows the old one.
#[derive(Debug, Clone)]
pub struct PasswordChange {
    pub current: Option<Attempt>,
    pub new: NewPassword,
}

impl PasswordChange {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let current = p.take("kata_sandi_lama", |t| unless_empty(t, Attempt::parse));
        let new = p.take("kata_sandi_baru", |t| NewPassword::parse(t, None));
        p.finish(|| Some(Self { current: current?, new: new? }))
    }
}

/// The first password of an account that was made along the way of an order, or by an officer: there is none to
/// be known.
#[derive(Debug, Clone)]
pub struct FirstPassword(pub NewPassword);

impl FirstPassword {
    /// # Errors
    /// When it is refused; `phone` is the account's own number.
    pub fn parse(i: &Inputs, phone: &Phone) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let new = p.take("kata_sandi_baru", |t| NewPassword::parse(t, Some(phone)));
        p.finish(|| new.map(Self))
    }
}

/// Name and, where there is one, e-mail.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: PersonName,
    pub email: Option<Email>,
}

impl Profile {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", PersonName::parse);
        let email = p.take_optional("email", Email::parse);
        p.finish(|| Some(Self { name: name?, email: email? }))
    }
}

/// The code that an officer hands over in person: eight digits, read out in two groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCode(String);

impl OfficeCode {
    /// `number` is random; its last eight digits count.
    pub fn from_number(number: u32) -> Self {
        Self(format!("{:08}", number % 100_000_000))
    }

    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(9).collect();
        match digits.len() {
            0 => Err(Invalid::Required),
            8 if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(digits)),
            _ => Err(Invalid::Malformed),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown to the officer: `1234 5678`.
    pub fn display(&self) -> String {
        format!("{} {}", &self.0[..4], &self.0[4..])
    }
}

/// `/lupa/kode`: a new password with a code from an officer.
#[derive(Debug, Clone)]
pub struct CodeReset {
    pub phone: Phone,
    pub code: OfficeCode,
    pub password: NewPassword,
}

impl CodeReset {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let phone = p.take("telepon", Phone::parse);
        let code = p.take("kode", OfficeCode::parse);
        let password = p.take("kata_sandi", |t| NewPassword::parse(t, phone.as_ref()));
        p.finish(|| Some(Self { phone: phone?, code: code?, password: password? }))
    }
}

/// The device behind a session, coarse enough to say nothing more: browser and system.
pub fn device(user_agent: &str) -> String {
    let has = |word: &str| user_agent.contains(word);
    // Browsers claim to be each other: the specific name comes before the one it claims.
    let browser = [
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("EdgA/", "Edge"),
        ("Edg/", "Edge"),
        ("UCBrowser", "UC Browser"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]
    .into_iter()
    .find_map(|(word, name)| has(word).then_some(name));
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find_map(|(word, name)| has(word).then_some(name));
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_tells_every_error_at_once() {
        let errors = Registration::parse(&Inputs::default()).unwrap_err();
        assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["nama", "telepon", "kata_sandi"]);
    }

    #[test]
    fn signing_in_does_not_tell_what_is_wrong() {
        let i = Inputs::default().with("telepon", "bukan nomor").with("kata_sandi", "x".repeat(10_000));
        let sign_in = SignIn::parse(&i).expect("nothing is empty");
        assert!(sign_in.phone.is_none() && sign_in.password.is_none());
        assert!(SignIn::parse(&Inputs::default().with("telepon", " ")).is_err());
    }

    #[test]
    fn the_number_itself_is_no_first_password() {
        let phone = Phone::parse("0812-3456-7890").expect("a number");
        let parse = |text: &str| FirstPassword::parse(&Inputs::default().with("kata_sandi_baru", text), &phone);
        assert!(parse("sawah di tepi kali").is_ok());
        for (bad, why) in [("0812-3456-7890", Invalid::EasyPassword), ("", Invalid::Required)] {
            assert_eq!(parse(bad).unwrap_err().get("kata_sandi_baru"), Some(&why), "{bad}");
        }
    }

    #[test]
    fn a_code_is_read_as_it_is_said() {
        let code = OfficeCode::from_number(4_112_345_678);
        assert_eq!(code.display(), "1234 5678");
        assert_eq!(OfficeCode::parse(" 1234-5678 "), Ok(code));
        for bad in ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"] {
            assert_eq!(OfficeCode::parse(bad), Err(Invalid::Malformed), "{bad}");
        }
    }

    #[test]
    fn devices_are_told_apart() {
        let ua = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36";
        assert_eq!(device(ua), "Samsung Internet, Android");
        assert_eq!(device("curl/8"), "?");
    }
}
