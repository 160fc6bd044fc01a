//! The words people use for units.

use super::Unit;
use crate::form::Invalid;

/// Longest word that is looked up; longer ones name no unit.
const MAX_CHARS: usize = 24;

impl Unit {
    /// Reads one word, in any case, with or without a dot at the end: `gr`, `Kilo`, `ltr.`, `buah`.
    ///
    /// # Errors
    /// `Required` when empty, `UnknownUnit`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let word = text.trim().trim_end_matches('.');
        if word.is_empty() {
            return Err(Invalid::Required);
        }
        if word.chars().nth(MAX_CHARS).is_some() {
            return Err(Invalid::UnknownUnit);
        }
        let word = word.to_lowercase();
        Self::from_code(&word).or_else(|| from_other_word(&word)).ok_or(Invalid::UnknownUnit)
    }
}

fn from_other_word(word: &str) -> Option<Unit> {
    use Unit::*;
    Some(match word {
        "kilo" | "kilogram" | "kgs" | "kilos" => Kg,
        "gr" | "gram" | "grm" | "grams" => G,
        "kwintal" | "kw" | "kwt" | "quintal" => Kuintal,
        "tonne" => Ton,
        "l" | "lt" | "ltr" | "litre" | "lit" => Liter,
        "cc" | "mililiter" | "mili" => Ml,
        "pc" | "biji" | "bj" | "buah" | "bh" | "piece" | "pieces" | "unit" | "satuan" | "item" => Pcs,
        "lsn" | "losin" | "doz" | "dozen" | "dz" => Lusin,
        "score" => Kodi,
        "gross" | "grs" => Gros,
        "bks" | "bgks" | "bungkusan" | "pak" | "pack" | "pax" | "kemasan" | "pouch" | "kantong" | "plastik" => Bungkus,
        "btl" | "bottle" => Botol,
        "tpl" | "jar" | "stoples" => Toples,
        "box" | "boks" | "kotakan" => Kotak,
        "klg" | "can" | "tin" => Kaleng,
        "saset" | "scht" => Sachet,
        "cup" | "gls" => Gelas,
        "besekan" => Besek,
        "ikt" | "iket" | "unting" | "bunch" => Ikat,
        "lbr" | "helai" | "sheet" => Lembar,
        "ptg" | "iris" | "slice" => Potong,
        "ekr" => Ekor,
        "btr" => Butir,
        "btg" | "tusuk" => Batang,
        "psg" | "pair" => Pasang,
        "stel" | "setel" => Set,
        "pkt" | "parcel" | "hampers" => Paket,
        "piring" | "mangkuk" | "mangkok" => Porsi,
        "m" | "mtr" | "metre" => Meter,
        "senti" | "sentimeter" | "centimeter" => Cm,
        "m²" => M2,
        "kaki" | "kaki²" | "feet" | "ft2" | "ft²" | "sqft" => Kaki2,
        "roll" | "gulung" => Rol,
        "karton" | "kardus" | "doos" | "dos" | "carton" | "ctn" => Dus,
        "krg" | "sak" | "zak" | "sack" => Karung,
        "jerigen" | "jirigen" | "drigen" | "dirigen" => Jeriken,
        "tbg" => Tabung,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn understands_the_usual_words() {
        for (text, unit) in [
            ("gr", Unit::G),
            (" KG ", Unit::Kg),
            ("Kilo", Unit::Kg),
            ("ltr.", Unit::Liter),
            ("L", Unit::Liter),
            ("cc", Unit::Ml),
            ("Biji", Unit::Pcs),
            ("buah", Unit::Pcs),
            ("lbr", Unit::Lembar),
            ("bks", Unit::Bungkus),
            ("btl", Unit::Botol),
            ("doz", Unit::Lusin),
            ("Karton", Unit::Dus),
            ("jerigen", Unit::Jeriken),
        ] {
            assert_eq!(Unit::parse(text), Ok(unit), "{text}");
        }
    }

    #[test]
    fn reads_back_its_own_names() {
        for unit in Unit::ALL {
            assert_eq!(Unit::parse(unit.code()), Ok(*unit));
            assert_eq!(Unit::parse(unit.name(Lang::Id)), Ok(*unit));
        }
    }

    #[test]
    fn refuses_the_rest() {
        assert_eq!(Unit::parse(" . "), Err(Invalid::Required));
        for text in ["segenggam", "k g", "<kg>", "kg\0", "ｋｇ", "\u{202e}gk"] {
            assert_eq!(Unit::parse(text), Err(Invalid::UnknownUnit), "{text}");
        }
        assert_eq!(Unit::parse(&"k".repeat(10_000)), Err(Invalid::UnknownUnit));
    }
}
