//! What the island says, in both languages. The page picks one, so that only that one is sent.

crate::texts::texts! {
    /// Words with places for numbers: `{n}` counts from one.
    pub struct PictureTexts {
        /// The first picture stands on cards and in messages.
        main,
        earlier,
        later,
        remove,
        /// `{from}`, `{to}`: sizes of a file.
        smaller,
        /// `{n}`, `{total}`.
        shrinking,
        /// `{max}`.
        too_many,
        /// `{percent}`.
        sending,
        failed,
        /// Between whole and tenth.
        decimal,
    }
}

#[cfg(feature = "ssr")]
impl PictureTexts {
    pub fn of(lang: domain::lang::Lang) -> Self {
        let pick = |id: &str, en: &str| lang.pick(id, en).to_owned();
        Self {
            main: pick("Foto utama", "Main photo"),
            earlier: pick("Majukan foto {n}", "Move photo {n} forward"),
            later: pick("Mundurkan foto {n}", "Move photo {n} back"),
            remove: pick("Hapus foto {n}", "Remove photo {n}"),
            smaller: pick("{from} menjadi {to}", "{from} down to {to}"),
            shrinking: pick("Mengecilkan foto {n} dari {total} …", "Shrinking photo {n} of {total} …"),
            too_many: pick("Paling banyak {max} foto. Sisanya tidak ikut.", "At most {max} photos. The rest are left out."),
            sending: pick("Mengirim … {percent}%", "Sending … {percent}%"),
            failed: pick(
                "Belum terkirim. Periksa sambungan internet, lalu tekan lagi.",
                "Not sent yet. Check your connection, then press again.",
            ),
            decimal: pick(",", "."),
        }
    }
}

impl PictureTexts {
    /// A size for people: whole KB, or MB with one digit.
    pub fn size(&self, bytes: u32) -> String {
        let kilobytes = bytes.div_ceil(1000);
        if kilobytes < 1000 {
            return format!("{kilobytes} KB");
        }
        let tenths = kilobytes.div_ceil(100);
        format!("{}{}{} MB", tenths / 10, self.decimal, tenths % 10)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::lang::Lang;

    use super::*;

    #[test]
    fn they_come_as_they_were_sent() {
        let sent = PictureTexts::of(Lang::Id);
        let come: PictureTexts = serde_json::from_str(&serde_json::to_string(&sent).unwrap()).unwrap();
        assert_eq!(Vec::from(come), Vec::<String>::from(sent));
    }

    #[test]
    fn sizes_are_worded_for_people() {
        let (id, en) = (PictureTexts::of(Lang::Id), PictureTexts::of(Lang::En));
        assert_eq!(id.size(1), "1 KB");
        assert_eq!(id.size(240_100), "241 KB");
        assert_eq!(id.size(3_210_000), "3,3 MB");
        assert_eq!(en.size(12_000_000), "12.0 MB");
    }
}
