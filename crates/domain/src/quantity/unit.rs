//! The units that goods are sold in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Quantity;
use crate::lang::Lang;

/// What a unit measures. Units of one dimension convert exactly, except packages: a sack is a
/// sack, and says nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Mass,
    Volume,
    Length,
    Area,
    /// Pieces and the old dozens of them.
    Count,
    /// Each such unit stands for itself alone.
    Package,
}

macro_rules! units {
    ($($name:ident $code:literal $dimension:ident $factor:literal [$id:literal] [$en:literal $plural:literal]),+ $(,)?) => {
        /// A unit; the glossary's satuan. Stored by its [`code`](Unit::code).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Unit {
            $(
                #[serde(rename = $code)]
                $name,
            )+
        }

        impl Unit {
            /// All, in the order that a list of choices shows them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What is stored: lower-case ASCII, never changed once in use.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            pub const fn dimension(self) -> Dimension {
                match self { $(Self::$name => Dimension::$dimension),+ }
            }

            /// How many of the dimension's smallest unit make one: g, ml, cm, pcs; for areas
            /// 10⁻⁸ m². A package has 1.
            pub const fn factor(self) -> i64 {
                match self { $(Self::$name => $factor),+ }
            }

            /// What follows a price or a number: `kg`, `lusin`; in English `dozen`.
            pub const fn name(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::Id) => $id, (Self::$name, Lang::En) => $en),+ }
            }

            const fn plural(self) -> &'static str {
                match self { $(Self::$name => $plural),+ }
            }
        }
    };
}

units! {
    Kg "kg" Mass 1_000 ["kg"] ["kg" "kg"],
    G "g" Mass 1 ["g"] ["g" "g"],
    Ons "ons" Mass 100 ["ons"] ["ons (100 g)" "ons (100 g)"],
    Kuintal "kuintal" Mass 100_000 ["kuintal"] ["quintal" "quintals"],
    Ton "ton" Mass 1_000_000 ["ton"] ["tonne" "tonnes"],
    Liter "liter" Volume 1_000 ["liter"] ["litre" "litres"],
    Ml "ml" Volume 1 ["ml"] ["ml" "ml"],
    Pcs "pcs" Count 1 ["pcs"] ["piece" "pieces"],
    Lusin "lusin" Count 12 ["lusin"] ["dozen" "dozen"],
    Kodi "kodi" Count 20 ["kodi"] ["score (20)" "score (20)"],
    Gros "gros" Count 144 ["gros"] ["gross (144)" "gross (144)"],
    Bungkus "bungkus" Package 1 ["bungkus"] ["pack" "packs"],
    Botol "botol" Package 1 ["botol"] ["bottle" "bottles"],
    Toples "toples" Package 1 ["toples"] ["jar" "jars"],
    Kotak "kotak" Package 1 ["kotak"] ["box" "boxes"],
    Kaleng "kaleng" Package 1 ["kaleng"] ["tin" "tins"],
    Sachet "sachet" Package 1 ["sachet"] ["sachet" "sachets"],
    Renceng "renceng" Package 1 ["renceng"] ["strip" "strips"],
    Gelas "gelas" Package 1 ["gelas"] ["cup" "cups"],
    Besek "besek" Package 1 ["besek"] ["bamboo box" "bamboo boxes"],
    Ikat "ikat" Package 1 ["ikat"] ["bunch" "bunches"],
    Sisir "sisir" Package 1 ["sisir"] ["hand (bananas)" "hands (bananas)"],
    Lembar "lembar" Package 1 ["lembar"] ["sheet" "sheets"],
    Potong "potong" Package 1 ["potong"] ["cut" "cuts"],
    Ekor "ekor" Package 1 ["ekor"] ["head" "head"],
    Butir "butir" Package 1 ["butir"] ["single" "singles"],
    Batang "batang" Package 1 ["batang"] ["stick" "sticks"],
    Pasang "pasang" Package 1 ["pasang"] ["pair" "pairs"],
    Set "set" Package 1 ["set"] ["set" "sets"],
    Paket "paket" Package 1 ["paket"] ["parcel" "parcels"],
    Porsi "porsi" Package 1 ["porsi"] ["portion" "portions"],
    Meter "meter" Length 100 ["meter"] ["metre" "metres"],
    Cm "cm" Length 1 ["cm"] ["cm" "cm"],
    M2 "m2" Area 100_000_000 ["m²"] ["m²" "m²"],
    Kaki2 "kaki2" Area 9_290_304 ["kaki²"] ["sq ft" "sq ft"],
    Rol "rol" Package 1 ["rol"] ["roll" "rolls"],
    Dus "dus" Package 1 ["dus"] ["carton" "cartons"],
    Krat "krat" Package 1 ["krat"] ["crate" "crates"],
    Bal "bal" Package 1 ["bal"] ["bale" "bales"],
    Karung "karung" Package 1 ["karung"] ["sack" "sacks"],
    Jeriken "jeriken" Package 1 ["jeriken"] ["jerry can" "jerry cans"],
    Tabung "tabung" Package 1 ["tabung"] ["cylinder" "cylinders"],
    Galon "galon" Package 1 ["galon"] ["water jug" "water jugs"],
    Ember "ember" Package 1 ["ember"] ["bucket" "buckets"],
    Pot "pot" Package 1 ["pot"] ["pot" "pots"],
}

impl Unit {
    /// The unit stored under `code`, exactly.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|unit| unit.code() == code)
    }

    /// What follows an amount: `12 karung`, in English `12 sacks`.
    pub fn name_for(self, amount: Quantity, lang: Lang) -> &'static str {
        match lang {
            Lang::En if amount != Quantity::ONE => self.plural(),
            _ => self.name(lang),
        }
    }

    /// True for what is weighed, poured or cut, and so comes in fractions.
    pub const fn is_measured(self) -> bool {
        matches!(self.dimension(), Dimension::Mass | Dimension::Volume | Dimension::Length | Dimension::Area)
    }

    /// The unit that prices of a dimension are compared in: kg, liter, meter, m², pcs; a package
    /// stands for itself.
    pub const fn base(self) -> Self {
        match self.dimension() {
            Dimension::Mass => Self::Kg,
            Dimension::Volume => Self::Liter,
            Dimension::Length => Self::Meter,
            Dimension::Area => Self::M2,
            Dimension::Count => Self::Pcs,
            Dimension::Package => self,
        }
    }

    pub fn converts_to(self, to: Self) -> bool {
        self == to || (self.dimension() == to.dimension() && self.dimension() != Dimension::Package)
    }

    /// The same amount in another unit; `None` when the units do not convert, or the result has
    /// parts below a thousandth or does not fit: a conversion is exact or it is not made.
    #[must_use]
    pub fn convert(self, amount: Quantity, to: Self) -> Option<Quantity> {
        if !self.converts_to(to) {
            return None;
        }
        let smallest = i128::from(amount.thousandths()) * i128::from(self.factor());
        let factor = i128::from(to.factor());
        if smallest % factor != 0 {
            return None;
        }
        i64::try_from(smallest / factor).ok().map(Quantity::from_thousandths)
    }
}

#[cfg(feature = "db")]
super::db::text_column!(Unit, Unit::code, |text: &str| { Unit::from_code(text).ok_or(crate::form::Invalid::UnknownUnit) });

/// The Indonesian name.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::Id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_plain_and_apart() {
        let codes: std::collections::BTreeSet<_> = Unit::ALL.iter().map(|u| u.code()).collect();
        assert_eq!(codes.len(), Unit::ALL.len());
        for unit in Unit::ALL {
            assert!(unit.code().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{unit}");
            assert_eq!(Unit::from_code(unit.code()), Some(*unit));
        }
    }

    #[test]
    fn converts_exactly_or_not_at_all() {
        let q = Quantity::from_thousandths;
        assert_eq!(Unit::Kg.convert(q(250), Unit::G), Some(q(250_000)));
        assert_eq!(Unit::Ons.convert(q(2_500), Unit::Kg), Some(q(250)));
        assert_eq!(Unit::Gros.convert(q(1_000), Unit::Lusin), Some(q(12_000)));
        assert_eq!(Unit::G.convert(q(1), Unit::Kg), None);
        assert_eq!(Unit::Pcs.convert(q(1_000), Unit::Lusin), None);
        assert_eq!(Unit::Kg.convert(q(1_000), Unit::Liter), None);
        assert_eq!(Unit::Karung.convert(q(1_000), Unit::Dus), None);
        assert_eq!(Unit::Karung.convert(q(1_000), Unit::Karung), Some(q(1_000)));
        assert_eq!(Unit::Ton.convert(q(i64::MAX), Unit::G), None);
    }

    #[test]
    fn english_counts_in_plural() {
        assert_eq!(Unit::Karung.name_for(Quantity::whole(12), Lang::En), "sacks");
        assert_eq!(Unit::Karung.name_for(Quantity::ONE, Lang::En), "sack");
        assert_eq!(Unit::Karung.name_for(Quantity::whole(12), Lang::Id), "karung");
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same(from in prop::sample::select(Unit::ALL), to in prop::sample::select(Unit::ALL), amount in 0..=100_000_000_000_i64) {
            let amount = Quantity::from_thousandths(amount);
            if let Some(there) = from.convert(amount, to) {
                prop_assert_eq!(to.convert(there, from), Some(amount));
            }
        }
    }
}
