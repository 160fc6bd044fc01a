//! A supplier of raw materials (pemasok), as an officer enters it.

use serde::Serialize;

use crate::district::DistrictCode;
use crate::email::Email;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::phone::Phone;
use crate::quantity::Unit;
use crate::text::{Line, Paragraphs};

/// What a koperasi notes about a supplier for its own officers.
pub type Note = Paragraphs<2000>;

/// `/pengurus/{koperasi}/pemasok/baru` and `…/ubah`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Supplier {
    pub name: Line<80>,
    /// At least one, none twice.
    pub materials: Vec<TypedMaterial>,
    pub place: Place,
    pub description: Option<Paragraphs<2000>>,
    /// Where it delivers.
    pub area: Option<Line<200>>,
    /// One of the two at least: who cannot be reached sells nothing.
    pub whatsapp: Option<Phone>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub address: Option<Line<200>>,
}

/// Where a supplier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Place {
    /// A kecamatan that the market knows.
    District(DistrictCode),
    /// Anywhere else, as it was typed.
    City(Line<60>),
}

impl Supplier {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", Line::parse);
        let materials = p.take("bahan", TypedMaterial::parse_list);
        let place = Place::take(&mut p);
        let description = p.take_optional("deskripsi", Paragraphs::parse);
        let area = p.take_optional("wilayah", Line::parse);
        let whatsapp = p.take_optional("whatsapp", Phone::parse_mobile);
        let phone = p.take_optional("telepon", Phone::parse);
        if (&whatsapp, &phone) == (&Some(None), &Some(None)) {
            p.refuse("whatsapp", Invalid::Required);
        }
        let email = p.take_optional("email", Email::parse);
        let address = p.take_optional("alamat", Line::parse);
        p.finish(|| {
            Some(Self {
                name: name?,
                materials: materials?,
                place: place?,
                description: description?,
                area: area?,
                whatsapp: whatsapp?,
                phone: phone?,
                email: email?,
                address: address?,
            })
        })
    }
}

impl Place {
    fn take(p: &mut Parser<'_>) -> Option<Self> {
        let district = p.take_optional("kecamatan", DistrictCode::parse);
        let city = p.take_optional("kota", Line::parse);
        match (district?, city?) {
            (Some(district), None) => Some(Self::District(district)),
            (None, Some(city)) => Some(Self::City(city)),
            (None, None) => {
                p.refuse("kecamatan", Invalid::Required);
                None
            }
            (Some(_), Some(_)) => {
                p.refuse("kota", Invalid::OnlyOneOfTwo);
                None
            }
        }
    }

    pub fn district(&self) -> Option<&str> {
        match self {
            Self::District(code) => Some(code.as_str()),
            Self::City(_) => None,
        }
    }

    pub fn city(&self) -> Option<&str> {
        match self {
            Self::District(_) => None,
            Self::City(city) => Some(city.as_str()),
        }
    }
}

/// A raw material as somebody writes it: `kedelai`, or with how it is bought, `minyak goreng (liter)`.
/// Whether there is one of that name already is the database's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypedMaterial {
    pub name: Line<60>,
    pub unit: Option<Unit>,
}

impl TypedMaterial {
    /// Of one supplier.
    pub const MOST: usize = 30;
    /// Characters of the whole list.
    pub const MOST_CHARS: usize = 2000;

    /// Reads names parted by commas, semicolons or lines. One that comes twice, in whatever case,
    /// counts once.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::TooMany`], or the first reason of a name.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Invalid> {
        if text.chars().count() > Self::MOST_CHARS {
            return Err(Invalid::TooLong { max: Self::MOST_CHARS });
        }
        let mut all: Vec<Self> = Vec::new();
        for part in parts(text).into_iter().filter(|part| !part.trim().is_empty()) {
            let material = Self::parse(part)?;
            if all.iter().any(|known| known.name.as_str().to_lowercase() == material.name.as_str().to_lowercase()) {
                continue;
            }
            if all.len() == Self::MOST {
                return Err(Invalid::TooMany { max: Self::MOST });
            }
            all.push(material);
        }
        if all.is_empty() { Err(Invalid::Required) } else { Ok(all) }
    }

    /// What stands in brackets and is no unit belongs to the name.
    fn parse(text: &str) -> Result<Self, Invalid> {
        let in_brackets = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let unit = in_brackets.and_then(|(name, unit)| Some((Line::parse(name).ok()?, Unit::parse(unit).ok()?)));
        match unit {
            Some((name, unit)) => Ok(Self { name, unit: Some(unit) }),
            None => Ok(Self { name: Line::parse(text)?, unit: None }),
        }
    }
}

/// The names of a list. A comma between digits parts none: `kaleng 2,5 kg` is one name.
fn parts(text: &str) -> Vec<&str> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let (mut all, mut from) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        let parts = match c {
            '\n' | '\r' | ';' => true,
            ',' => !(at > 0 && is_digit(at - 1) && is_digit(at + 1)),
            _ => false,
        };
        if parts {
            all.push(&text[from..at]);
            // Each of these marks is one byte.
            from = at + 1;
        }
    }
    all.push(&text[from..]);
    all
}

/// The one field of the note's form, `catatan`; an empty one takes the note away.
///
/// # Errors
/// Why it was refused.
pub fn parse_note(i: &Inputs) -> Result<Option<Note>, FieldErrors> {
    let mut p = i.parser();
    let note = p.take_optional("catatan", Note::parse);
    p.finish(|| note)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Inputs {
        Inputs::default()
            .with("nama", "UD Sumber Kedelai")
            .with("bahan", "Kedelai, ragi tempe (bungkus)\nkedelai")
            .with("kecamatan", "33.25.08")
            .with("whatsapp", "0812-3456-7890")
    }

    fn names(text: &str) -> Vec<String> {
        let all = TypedMaterial::parse_list(text).expect("good names");
        all.into_iter().map(|m| m.name.into_string()).collect()
    }

    #[test]
    fn the_least_that_makes_a_supplier() {
        let supplier = Supplier::parse(&filled()).expect("enough");
        assert_eq!((supplier.place.district(), supplier.place.city()), (Some("33.25.08"), None));
        let units: Vec<_> = supplier.materials.iter().map(|m| (m.name.as_str(), m.unit)).collect();
        assert_eq!(units, [("Kedelai", None), ("ragi tempe", Some(Unit::Bungkus))]);
        let errors = Supplier::parse(&Inputs::default()).unwrap_err();
        assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["nama", "bahan", "kecamatan", "whatsapp"]);
    }

    #[test]
    fn it_is_in_one_place() {
        let elsewhere = Supplier::parse(&filled().with("kecamatan", " ").with("kota", "Kota Pekalongan")).expect("a city");
        assert_eq!((elsewhere.place.district(), elsewhere.place.city()), (None, Some("Kota Pekalongan")));
        let both = Supplier::parse(&filled().with("kota", "Semarang")).unwrap_err();
        assert_eq!(both.get("kota"), Some(&Invalid::OnlyOneOfTwo));
        let neither = Supplier::parse(&filled().with("kecamatan", "")).unwrap_err();
        assert_eq!(neither.get("kecamatan"), Some(&Invalid::Required));
        // A kecamatan that cannot be read is told of alone.
        let wrong = Supplier::parse(&filled().with("kecamatan", "<b>").with("kota", "Semarang")).unwrap_err();
        assert_eq!(wrong.iter().collect::<Vec<_>>(), [("kecamatan", &Invalid::UnknownChoice)]);
    }

    #[test]
    fn it_can_be_reached() {
        assert!(Supplier::parse(&filled().with("whatsapp", "").with("telepon", "(0285) 391234")).is_ok());
        let errors = Supplier::parse(&filled().with("whatsapp", "0285 391234")).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [("whatsapp", &Invalid::NotMobile)]);
    }

    #[test]
    fn materials_are_parted_as_people_write_them() {
        assert_eq!(
            names("Kedelai,Gula aren; Melinjo\r\n\r\n tepung   tapioka ,"),
            ["Kedelai", "Gula aren", "Melinjo", "tepung tapioka"]
        );
        assert_eq!(names("minyak kaleng 2,5 liter, garam 1, 2"), ["minyak kaleng 2,5 liter", "garam 1", "2"]);
        assert_eq!(names("KEDELAI, kedelai"), ["KEDELAI"]);
        assert_eq!(names("Kain mori (primisima), kopi (petik merah) (kg)"), ["Kain mori (primisima)", "kopi (petik merah)"]);
        assert_eq!(names("é,ü"), ["é", "ü"]);
    }

    #[test]
    fn lists_of_materials_have_an_end() {
        let many: Vec<String> = (0..31).map(|n| format!("bahan {n}")).collect();
        assert_eq!(TypedMaterial::parse_list(&many.join("\n")), Err(Invalid::TooMany { max: 30 }));
        assert_eq!(names(&many[..30].join(", ")).len(), 30);
        assert_eq!(TypedMaterial::parse_list(" , ;\n"), Err(Invalid::Required));
        assert_eq!(TypedMaterial::parse_list(&"x".repeat(61)), Err(Invalid::TooLong { max: 60 }));
        assert_eq!(TypedMaterial::parse_list(&"x,".repeat(5000)), Err(Invalid::TooLong { max: 2000 }));
        assert_eq!(TypedMaterial::parse_list("kedelai, em\0ping"), Err(Invalid::HiddenCharacters));
        assert_eq!(TypedMaterial::parse_list("kedelai, ---"), Err(Invalid::NoLetters));
        assert_eq!(names("(kg)"), ["(kg)"]);
    }

    #[test]
    fn an_empty_note_is_none() {
        assert_eq!(parse_note(&Inputs::default().with("catatan", " \n ")), Ok(None));
        let note = parse_note(&Inputs::default().with("catatan", "Bayar tunai.")).expect("a good note");
        assert_eq!(note.as_ref().map(Note::as_str), Some("Bayar tunai."));
        let long = parse_note(&Inputs::default().with("catatan", "x".repeat(2001))).unwrap_err();
        assert_eq!(long.get("catatan"), Some(&Invalid::TooLong { max: 2000 }));
    }
}
