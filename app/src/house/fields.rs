//! The words for each reason why a field was refused.

use domain::form::Invalid;
use domain::lang::Lang;
use domain::qris::QrisError;

/// One short sentence that says what to do.
pub fn say(lang: Lang, why: &Invalid) -> String {
    let pick = |id: &str, en: &str| lang.pick(id, en).to_owned();
    match why {
        Invalid::Required => pick("Isi bagian ini.", "Please fill this in."),
        Invalid::TooLong { max } => {
            lang.pick(format!("Terlalu panjang: paling banyak {max} huruf."), format!("Too long: at most {max} characters."))
        }
        Invalid::TooShort { min } => {
            lang.pick(format!("Terlalu pendek: paling sedikit {min} huruf."), format!("Too short: at least {min} characters."))
        }
        Invalid::HiddenCharacters => {
            pick("Ada tanda tersembunyi di dalamnya. Ketik ulang.", "It contains hidden characters. Please type it again.")
        }
        Invalid::NoLetters => pick("Tulis dengan huruf atau angka.", "Please use letters or digits."),
        Invalid::Malformed => {
            pick("Bentuknya tidak dikenali. Lihat contohnya.", "This is not in the expected form. See the example.")
        }
        Invalid::UnknownChoice => pick("Pilih salah satu dari daftar.", "Choose one from the list."),
        Invalid::NotANumber => pick("Tulis angka, misalnya 12.500.", "Write a number, such as 12.500."),
        Invalid::NotWhole => pick("Tulis angka bulat, tanpa koma.", "Write a whole number, without decimals."),
        Invalid::Negative => pick("Tidak boleh kurang dari nol.", "It cannot be below zero."),
        Invalid::Zero => pick("Harus lebih dari nol.", "It must be more than zero."),
        Invalid::TooLarge => pick("Angkanya terlalu besar.", "This number is too large."),
        Invalid::UnknownUnit => {
            pick("Satuan tidak dikenal. Contoh: kg, 250 g, pcs, lusin.", "Unknown unit. Examples: kg, 250 g, pcs, lusin.")
        }
        Invalid::Taken => pick("Sudah dipakai.", "Already in use."),
        Invalid::HasAccount => pick(
            "Nomor ini sudah punya akun. Masuk dulu; isi formulir ini tetap tersimpan.",
            "This number has an account. Sign in first; what you typed here is kept.",
        ),
        Invalid::TooManyWords { max } => {
            lang.pick(format!("Terlalu banyak kata: paling banyak {max}."), format!("Too many words: at most {max}."))
        }
        Invalid::SaysTheSame => pick(
            "Ini sudah dianggap kata yang sama. Tulis kata lain yang artinya sama.",
            "This already counts as the same word. Write another word for it.",
        ),
        Invalid::Listed => pick("Pasangan kata ini sudah ada di daftar.", "The list has this pair of words already."),
        Invalid::Wrong => pick("Tidak cocok.", "This does not match."),
        Invalid::OnlyOneOfTwo => {
            pick("Isi salah satu saja, dan kosongkan yang lain.", "Fill in only one of the two, and leave the other empty.")
        }
        Invalid::MustConfirm => pick("Centang dulu untuk melanjutkan.", "Please tick this to go on."),
        Invalid::InThePast => pick("Tanggalnya sudah lewat.", "This date has passed."),
        Invalid::TooMany { max } => {
            lang.pick(format!("Terlalu banyak: paling banyak {max}."), format!("Too many: at most {max}."))
        }
        Invalid::FileTooLarge { max_mb } => {
            lang.pick(format!("Berkas terlalu besar: paling besar {max_mb} MB."), format!("File too large: at most {max_mb} MB."))
        }
        Invalid::NotAPicture => {
            pick("Bukan foto yang bisa dibaca. Pakai JPEG, PNG atau WebP.", "Not a picture we can read. Use JPEG, PNG or WebP.")
        }
        Invalid::ChooseAgain => pick(
            "Foto ini dikirim terlalu lama yang lalu. Pilih fotonya sekali lagi.",
            "This photo was sent too long ago. Please choose it again.",
        ),
        Invalid::TooManyPixels { max_mp } => lang.pick(
            format!("Foto terlalu besar: paling besar {max_mp} megapiksel."),
            format!("Picture too large: at most {max_mp} megapixels."),
        ),
        Invalid::BadPhone => {
            pick("Nomor HP tidak dikenali. Contoh: 0812-3456-7890.", "This is not a phone number. Example: 0812-3456-7890.")
        }
        Invalid::NotMobile => pick("Pakai nomor HP (08…), bukan nomor rumah.", "Use a mobile number (08…), not a landline."),
        Invalid::BadEmail => pick(
            "Alamat e-mail tidak dikenali. Contoh: tini@contoh.id.",
            "This is not an e-mail address. Example: tini@example.com.",
        ),
        Invalid::EasyPassword => pick(
            "Kata sandi ini mudah ditebak. Pakai kalimat pendek yang hanya Anda tahu.",
            "This password is easy to guess. Use a short sentence that only you know.",
        ),
        Invalid::BadNib => pick("NIB terdiri dari 13 angka.", "A NIB has 13 digits."),
        Invalid::BadPirt => pick("Nomor SPP-IRT terdiri dari 15 angka.", "An SPP-IRT number has 15 digits."),
        Invalid::BadHalal => pick(
            "Nomor sertifikat halal dimulai dengan ID lalu 14 sampai 17 angka.",
            "A halal certificate number is ID and 14 to 17 digits.",
        ),
        Invalid::BadTrademark => {
            pick("Nomor merek dimulai dengan IDM lalu sembilan angka.", "A trademark number is IDM and nine digits.")
        }
        Invalid::BadDate => pick("Tanggal tidak dikenali. Contoh: 24-11-2026.", "This is not a date. Example: 24-11-2026."),
        Invalid::BadTime => pick("Jam tidak dikenali. Contoh: 08.00.", "This is not a time of day. Example: 08:00."),
        Invalid::BadCoordinate => pick(
            "Koordinat tidak dikenali. Contoh: -6,9981 dan 109,9254.",
            "These are not coordinates. Example: -6.9981 and 109.9254.",
        ),
        Invalid::OutsideIndonesia => pick("Letak ini di luar Indonesia.", "This position is outside Indonesia."),
        Invalid::Grouping => pick(
            "Letak titiknya keliru. Tulis misalnya 12.500 atau 12500.",
            "The dots are in the wrong place. Write 12.500 or 12500.",
        ),
        Invalid::TooPrecise { max } => {
            lang.pick(format!("Paling banyak {max} angka di belakang koma."), format!("At most {max} decimals."))
        }
        Invalid::NotRising => {
            pick("Jumlahnya harus lebih besar dari baris sebelumnya.", "The quantity must be above the row before.")
        }
        Invalid::NotCheaper => {
            pick("Harganya harus lebih murah dari baris sebelumnya.", "The price must be below the row before.")
        }
        Invalid::BadNikKoperasi => pick("NIK koperasi terdiri dari 13 angka.", "The number of a koperasi has 13 digits."),
        Invalid::TermTooLong { years } => {
            lang.pick(format!("Masa tugas paling lama {years} tahun."), format!("A term lasts at most {years} years."))
        }
        Invalid::NotAMember => {
            pick("Nomor ini bukan milik anggota koperasi Anda.", "This number belongs to no member of your koperasi.")
        }
        Invalid::NotAfter => pick("Harus sesudah waktu sebelumnya.", "It must come after the time before it."),
        Invalid::InTheFuture => pick("Tanggalnya belum tiba.", "This date is still to come."),
        Invalid::TooLongAgo => pick("Pakai tanggal tahun ini atau tahun lalu.", "Use a date of this year or the last."),
        Invalid::SameAccount => pick("Pilih akun lain dari yang di atas.", "Choose another account than the one above."),
        Invalid::OffStep { step } => {
            lang.pick(format!("Harus kelipatan {}.", step.text(lang)), format!("It must be a multiple of {}.", step.text(lang)))
        }
        Invalid::OffPack => {
            pick("Isi kemasan harus kelipatan langkah pesanan.", "The pack must be a multiple of the ordering step.")
        }
        Invalid::AboveLimit { left } => lang.pick(
            format!("Melebihi batas Anda. Sisa batas: {left}."),
            format!("This is above your limit. What is left of it: {left}."),
        ),
        Invalid::AboveTheirLimit { left } => lang.pick(
            format!("Melebihi batas belanja anggota ini. Sisa batasnya: {left}."),
            format!("This is above the member’s limit. What is left of it: {left}."),
        ),
        Invalid::DepositMissing { missing } => lang.pick(
            format!("Titipan belum cukup: kurang {missing}. Setor dulu ke bendahara."),
            format!("The deposit is not enough: {missing} are missing. Pay it in to the treasurer first."),
        ),
        Invalid::OnlyMore { least } => lang.pick(
            format!("Sekarang hanya bisa menambah: paling sedikit {}.", least.text(lang)),
            format!("Now one can only add: at least {}.", least.text(lang)),
        ),
        Invalid::MoreThan { max } => {
            lang.pick(format!("Paling banyak {}.", max.text(lang)), format!("At most {}.", max.text(lang)))
        }
        Invalid::AboveInvoice { left } => lang.pick(
            format!("Nilai tagihan ini tinggal {left}, termasuk nota sebelumnya."),
            format!("What is left of this invoice is {left}, earlier notes counted."),
        ),
        Invalid::NeedsWriteOff { most, left } => lang.pick(
            format!("Nota pengurang satu tagihan paling banyak {most}, dan sisanya {left}. Selebihnya ajukan penghapusan, yang diputuskan dua pengurus."),
            format!("Notes take at most {most} off one invoice, and {left} of that are left. For more ask for a write-off, which two officers decide."),
        ),
        Invalid::MoreMoneyThan { max } => lang.pick(format!("Paling banyak {max}."), format!("At most {max}.")),
        Invalid::NoCode => pick(
            "Tidak ada kode yang terbaca di foto ini. Foto lebih dekat, tegak lurus, dan terang.",
            "No code can be read in this photo. Take it closer, straight on, and in good light.",
        ),
        Invalid::Qris(why) => say_qris(lang, *why).to_owned(),
        Invalid::AboveQris { max } => lang.pick(
            format!("Sekali bayar dengan QRIS paling banyak {max}. Pilih cara bayar lain."),
            format!("One payment by QRIS is at most {max}. Choose another way to pay."),
        ),
        Invalid::CostsNothing => pick("Terlalu sedikit: harganya kurang dari satu rupiah.", "Too little: it costs less than one rupiah."),
        Invalid::NotASheet => pick("Bukan berkas CSV atau XLSX yang bisa dibaca.", "Not a CSV or XLSX file we can read."),
    }
}

fn say_qris(lang: Lang, why: QrisError) -> &'static str {
    match why {
        QrisError::Empty => lang.pick("Kirim foto kodenya, atau tempel teksnya.", "Send a photo of the code, or paste its text."),
        QrisError::NotQris => lang.pick(
            "Ini bukan kode QRIS. Pakai kode dengan logo QRIS dari bank atau dompet digital Anda.",
            "This is not a QRIS code. Use the code with the QRIS logo from your bank or wallet.",
        ),
        QrisError::Malformed => lang.pick(
            "Kode ini tidak utuh. Salin seluruh teksnya, atau kirim fotonya.",
            "This code is not whole. Copy all of its text, or send a photo of it.",
        ),
        QrisError::WrongCrc => lang.pick(
            "Ada huruf yang berubah atau hilang, karena angka periksanya tidak cocok. Salin sekali lagi, atau kirim fotonya.",
            "A character was changed or lost: the check digits do not match. Copy it again, or send a photo of it.",
        ),
        QrisError::Foreign => lang.pick(
            "Kode ini bukan untuk rupiah. Pakai QRIS dari Indonesia.",
            "This code is not for rupiah. Use an Indonesian QRIS.",
        ),
        QrisError::Dynamic => lang.pick(
            "Kode ini dibuat untuk satu pembayaran saja. Pakai QRIS statis, yaitu yang dicetak dan dipasang di toko.",
            "This code was made for one payment only. Use your static QRIS, the one that is printed for the shop.",
        ),
        QrisError::NoMerchant => lang.pick(
            "Kode ini tidak menyebut penerimanya dengan jelas. Minta kode baru dari bank atau dompet digital Anda.",
            "This code does not clearly name who is paid. Ask your bank or wallet for a new one.",
        ),
    }
}
