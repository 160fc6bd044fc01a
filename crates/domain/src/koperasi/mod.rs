//! A koperasi, those who run it, and those who belong to it.

mod membership;
mod office;

pub use membership::{Application, Declined, IllegalStep, InPerson, Membership, Step};
pub use office::{NewOffice, TERM_YEARS};

use crate::access::Duty;
use crate::dates::Day;
use crate::district::DistrictCode;
use crate::email::Email;
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::lang::Lang;
use crate::phone::Phone;
use crate::text::{Line, Paragraphs};

/// What kind of koperasi: by what it does for its members (UU 25/1992 art. 16 names consumers,
/// producers, marketing, services, savings and loans), and the two forms of the villages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegalForm {
    MultiPurpose,
    VillageUnit,
    VillageRedWhite,
    Consumers,
    Producers,
    Marketing,
    Services,
    SavingsAndLoans,
}

impl LegalForm {
    pub const ALL: [Self; 8] = [
        Self::MultiPurpose,
        Self::VillageRedWhite,
        Self::VillageUnit,
        Self::Producers,
        Self::Marketing,
        Self::Consumers,
        Self::Services,
        Self::SavingsAndLoans,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::MultiPurpose => "ksu",
            Self::VillageUnit => "kud",
            Self::VillageRedWhite => "kopdes",
            Self::Consumers => "konsumen",
            Self::Producers => "produsen",
            Self::Marketing => "pemasaran",
            Self::Services => "jasa",
            Self::SavingsAndLoans => "ksp",
        }
    }

    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::UnknownChoice`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            code => Self::ALL.into_iter().find(|f| f.code() == code).ok_or(Invalid::UnknownChoice),
        }
    }

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::MultiPurpose => lang.pick("Koperasi serba usaha (KSU)", "Multi-purpose koperasi (KSU)"),
            Self::VillageUnit => lang.pick("Koperasi unit desa (KUD)", "Village unit koperasi (KUD)"),
            Self::VillageRedWhite => lang.pick("Koperasi Desa/Kelurahan Merah Putih", "Village koperasi Merah Putih"),
            Self::Consumers => lang.pick("Koperasi konsumen", "Consumers’ koperasi"),
            Self::Producers => lang.pick("Koperasi produsen", "Producers’ koperasi"),
            Self::Marketing => lang.pick("Koperasi pemasaran", "Marketing koperasi"),
            Self::Services => lang.pick("Koperasi jasa", "Services koperasi"),
            Self::SavingsAndLoans => lang.pick("Koperasi simpan pinjam (KSP)", "Savings and loans koperasi (KSP)"),
        }
    }
}

/// The number of a koperasi at the ministry (nomor induk koperasi): 13 digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NikKoperasi(String);

impl NikKoperasi {
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadNikKoperasi`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match crate::typed::compact(text, 13) {
            Some(code) if code.is_empty() => Err(Invalid::Required),
            Some(code) if code.len() == 13 && code.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(code)),
            _ => Err(Invalid::BadNikKoperasi),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `/koperasi/daftar`: what is told about a koperasi, and the duty of the one who tells it.
#[derive(Debug, Clone)]
pub struct Registration {
    pub identity: Identity,
    pub contact: Contact,
    pub duty: Duty,
    /// Last day of that duty's term.
    pub until: Day,
}

/// Which koperasi it is: what the regency's office compares with the ministry's data. Once verified
/// only the office changes it, or the verification would say nothing of what is shown.
#[derive(Debug, Clone)]
pub struct Identity {
    pub name: Line<120>,
    pub form: LegalForm,
    pub nik: NikKoperasi,
    pub district: DistrictCode,
}

/// How to reach a koperasi and what it tells of itself; its officers may change it at any time.
#[derive(Debug, Clone)]
pub struct Contact {
    pub village: Line<80>,
    pub address: Option<Line<200>>,
    pub phone: Phone,
    pub email: Option<Email>,
    pub story: Option<Paragraphs<2000>>,
}

impl Registration {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let identity = Identity::take(&mut p);
        let contact = Contact::take(&mut p);
        let duty = p.take("tugas", office::parse_running_duty);
        let until = p.take("sampai", |text| office::parse_until(text, today));
        p.finish(|| Some(Self { identity: identity?, contact: contact?, duty: duty?, until: until? }))
    }
}

/// `/pengurus/{koperasi}/profil`: the whole of it while nobody has verified it, then the contact.
#[derive(Debug, Clone)]
pub struct Profile {
    pub identity: Option<Identity>,
    pub contact: Contact,
}

impl Profile {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, verified: bool) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let identity = if verified { Some(None) } else { Identity::take(&mut p).map(Some) };
        let contact = Contact::take(&mut p);
        p.finish(|| Some(Self { identity: identity?, contact: contact? }))
    }
}

impl Identity {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let identity = Self::take(&mut p);
        p.finish(|| identity)
    }

    fn take(p: &mut crate::form::Parser<'_>) -> Option<Self> {
        let name = p.take("nama", Line::parse);
        let form = p.take("bentuk", LegalForm::parse);
        let nik = p.take("nik_koperasi", NikKoperasi::parse);
        let district = p.take("kecamatan", DistrictCode::parse);
        Some(Self { name: name?, form: form?, nik: nik?, district: district? })
    }
}

impl Contact {
    fn take(p: &mut crate::form::Parser<'_>) -> Option<Self> {
        let village = p.take("desa", Line::parse);
        let address = p.take_optional("alamat", Line::parse);
        let phone = p.take("telepon", Phone::parse);
        let email = p.take_optional("email", Email::parse);
        let story = p.take_optional("cerita", Paragraphs::parse);
        Some(Self { village: village?, address: address?, phone: phone?, email: email?, story: story? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_field_of_a_registration_is_told() {
        let today = Day::parse("2026-11-24").expect("a day");
        let errors = Registration::parse(&Inputs::default(), today).unwrap_err();
        let names: Vec<_> = errors.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["nama", "bentuk", "nik_koperasi", "kecamatan", "desa", "telepon", "tugas", "sampai"]);
    }

    #[test]
    fn a_verified_koperasi_keeps_its_name_and_number() {
        let form = Inputs::default()
            .with("nama", "Koperasi Lain")
            .with("nik_koperasi", "3325080000999")
            .with("desa", "Limpung")
            .with("telepon", "0285 123456");
        assert!(Profile::parse(&form, true).is_ok_and(|p| p.identity.is_none()));
        let errors = Profile::parse(&form, false).unwrap_err();
        assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["bentuk", "kecamatan"]);
    }

    #[test]
    fn numbers_of_koperasi() {
        assert!(NikKoperasi::parse("3325 0800 00123").is_ok());
        for bad in ["332508000012", "33250800001234", "332508000012a", "<script>"] {
            assert_eq!(NikKoperasi::parse(bad), Err(Invalid::BadNikKoperasi), "{bad}");
        }
    }

    #[test]
    fn forms_are_read_back() {
        for form in LegalForm::ALL {
            assert_eq!(LegalForm::parse(form.code()), Ok(form));
            assert!(!form.name(Lang::En).is_empty());
        }
    }
}
