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
    pub details: Details,
    pub nik: NikKoperasi,
    pub duty: Duty,
    /// Last day of that duty's term.
    pub until: Day,
}

/// What a koperasi tells about itself, and its officers may change.
#[derive(Debug, Clone)]
pub struct Details {
    pub name: Line<120>,
    pub form: LegalForm,
    pub district: DistrictCode,
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
        let details = Details::take(&mut p);
        let nik = p.take("nik_koperasi", NikKoperasi::parse);
        let duty = p.take("tugas", office::parse_running_duty);
        let until = p.take("sampai", |text| office::parse_until(text, today));
        p.finish(|| Some(Self { details: details?, nik: nik?, duty: duty?, until: until? }))
    }
}

impl Details {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let details = Self::take(&mut p);
        p.finish(|| details)
    }

    fn take(p: &mut crate::form::Parser<'_>) -> Option<Self> {
        let name = p.take("nama", Line::parse);
        let form = p.take("bentuk", LegalForm::parse);
        let district = p.take("kecamatan", DistrictCode::parse);
        let village = p.take("desa", Line::parse);
        let address = p.take_optional("alamat", Line::parse);
        let phone = p.take("telepon", Phone::parse);
        let email = p.take_optional("email", Email::parse);
        let story = p.take_optional("cerita", Paragraphs::parse);
        Some(Self {
            name: name?,
            form: form?,
            district: district?,
            village: village?,
            address: address?,
            phone: phone?,
            email: email?,
            story: story?,
        })
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
        assert_eq!(names, ["nama", "bentuk", "kecamatan", "desa", "telepon", "nik_koperasi", "tugas", "sampai"]);
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
