//! The words for each reason why a field was refused.

use domain::form::Invalid;
use domain::lang::Lang;

/// One short sentence that says what to do.
pub fn say(lang: Lang, why: &Invalid) -> String {
    let pick = |id: &str, en: &str| lang.pick(id, en).to_owned();
    match why {
        Invalid::Required => pick("Isi bagian ini.", "Please fill this in."),
        Invalid::TooLong { max } => lang.pick(format!("Terlalu panjang: paling banyak {max} huruf."), format!("Too long: at most {max} characters.")),
        Invalid::TooShort { min } => lang.pick(format!("Terlalu pendek: paling sedikit {min} huruf."), format!("Too short: at least {min} characters.")),
        Invalid::HiddenCharacters => pick("Ada tanda tersembunyi di dalamnya. Ketik ulang.", "It contains hidden characters. Please type it again."),
        Invalid::NoLetters => pick("Tulis dengan huruf atau angka.", "Please use letters or digits."),
        Invalid::Malformed => pick("Bentuknya tidak dikenali. Lihat contohnya.", "This is not in the expected form. See the example."),
        Invalid::UnknownChoice => pick("Pilih salah satu dari daftar.", "Choose one from the list."),
        Invalid::NotANumber => pick("Tulis angka, misalnya 12.500.", "Write a number, such as 12.500."),
        Invalid::NotWhole => pick("Tulis angka bulat, tanpa koma.", "Write a whole number, without decimals."),
        Invalid::Negative => pick("Tidak boleh kurang dari nol.", "It cannot be below zero."),
        Invalid::Zero => pick("Harus lebih dari nol.", "It must be more than zero."),
        Invalid::TooLarge => pick("Angkanya terlalu besar.", "This number is too large."),
        Invalid::UnknownUnit => pick("Satuan tidak dikenal. Contoh: kg, 250 g, pcs, lusin.", "Unknown unit. Examples: kg, 250 g, pcs, lusin."),
        Invalid::Taken => pick("Sudah dipakai.", "Already in use."),
        Invalid::Wrong => pick("Tidak cocok.", "This does not match."),
        Invalid::MustConfirm => pick("Centang dulu untuk melanjutkan.", "Please tick this to go on."),
        Invalid::InThePast => pick("Tanggalnya sudah lewat.", "This date has passed."),
        Invalid::TooMany { max } => lang.pick(format!("Terlalu banyak: paling banyak {max}."), format!("Too many: at most {max}.")),
        Invalid::FileTooLarge { max_mb } => lang.pick(format!("Berkas terlalu besar: paling besar {max_mb} MB."), format!("File too large: at most {max_mb} MB.")),
        Invalid::NotAPicture => pick("Bukan foto yang bisa dibaca. Pakai JPEG, PNG atau WebP.", "Not a picture we can read. Use JPEG, PNG or WebP."),
        Invalid::TooManyPixels { max_mp } => lang.pick(format!("Foto terlalu besar: paling besar {max_mp} megapiksel."), format!("Picture too large: at most {max_mp} megapixels.")),
        Invalid::NotASheet => pick("Bukan berkas CSV atau XLSX yang bisa dibaca.", "Not a CSV or XLSX file we can read."),
    }
}
