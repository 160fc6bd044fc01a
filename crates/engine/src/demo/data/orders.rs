//! What people of the demo write when they buy and sell: where they live, why not, how it was. Nothing of it
//! names the goods, so that it fits whatever a shop sells.

use domain::reviews::{Reason, Wants};

/// Hamlets of an address.
pub const HAMLETS: [&str; 8] = ["Krajan", "Sidomulyo", "Karanganyar", "Gondang", "Sembung", "Kauman", "Ngadirejo", "Kalisari"];

/// What a driver looks for.
pub const LANDMARKS: [&str; 8] = [
    "rumah cat hijau",
    "depan musala",
    "samping balai desa",
    "sebelah warung Bu Yem",
    "gang kedua dari jembatan",
    "pagar bambu",
    "belakang SD",
    "seberang lapangan",
];

/// What a buyer wants the seller to know.
pub const NOTES: [&str; 8] = [
    "Kalau bisa yang baru dibuat ya.",
    "Tolong dibungkus rapi, untuk oleh-oleh.",
    "Saya ambil sore, sepulang kerja.",
    "Tolong hubungi lewat WhatsApp sebelum diantar.",
    "Untuk acara arisan hari Minggu.",
    "Titip di tetangga kalau rumah kosong.",
    "Minta nota, ya.",
    "Sudah langganan, seperti biasa.",
];

/// What a shop says beside its terms.
pub const TERMS_NOTES: [&str; 5] = [
    "Pesanan sebelum pukul 10 bisa diambil sore harinya.",
    "Diantar Selasa dan Jumat.",
    "Pesanan banyak mohon dua hari sebelumnya.",
    "Hari Minggu libur mengantar.",
    "Kantong plastik tidak disediakan, silakan membawa tas.",
];

/// Why a seller refuses.
pub const REFUSALS: [&str; 5] = [
    "Mohon maaf, bahannya sedang habis.",
    "Minggu ini pesanan sudah penuh.",
    "Kami sedang libur karena hajatan keluarga.",
    "Tempatnya terlalu jauh untuk kami antar.",
    "Barang yang tersisa kurang bagus, kami tidak tega menjualnya.",
];

/// Why a buyer calls an order off.
pub const CHANGED_MINDS: [&str; 4] = [
    "Acaranya diundur.",
    "Salah memilih jumlah, nanti saya pesan lagi.",
    "Sudah dibelikan saudara.",
    "Tidak jadi, terima kasih.",
];

/// Why a seller does.
pub const FAILURES: [&str; 3] = [
    "Mohon maaf, oven kami rusak dan belum bisa diperbaiki.",
    "Bahan yang datang kurang baik, daripada mengecewakan.",
    "Pembeli tidak bisa dihubungi selama tiga hari.",
];

/// A complaint: what is wrong, what the buyer says, what the seller answers, what an officer decides.
pub struct Grievance {
    pub reason: Reason,
    pub wants: Wants,
    pub words: &'static str,
    pub reply: &'static str,
    pub decision: &'static str,
}

pub static GRIEVANCES: [Grievance; 5] = [
    Grievance {
        reason: Reason::Damaged,
        wants: Wants::MoneyBack,
        words: "Dua bungkus robek waktu sampai dan isinya remuk. Saya sudah menyimpan bungkusnya.",
        reply: "Waktu kami kirim masih utuh, mungkin tertindih di jalan. Boleh kami lihat bungkusnya?",
        decision: "Barang rusak sebelum sampai di pembeli. Uang dikembalikan, penjual memperbaiki cara membungkus.",
    },
    Grievance {
        reason: Reason::Short,
        wants: Wants::NewGoods,
        words: "Jumlahnya kurang satu dari yang saya pesan.",
        reply: "Kami hitung ulang catatan kami dan jumlahnya pas. Mohon dicek lagi.",
        decision: "Setelah dihitung bersama, satu bungkus terselip di tas yang lain. Pesanan dianggap selesai.",
    },
    Grievance {
        reason: Reason::Wrong,
        wants: Wants::NewGoods,
        words: "Yang datang bukan yang saya pesan, tertukar dengan pesanan orang lain.",
        reply: "Betul, kami salah ambil. Kami antar gantinya besok pagi.",
        decision: "Penjual mengakui salah kirim. Pesanan dibatalkan dan uang dikembalikan.",
    },
    Grievance {
        reason: Reason::NotArrived,
        wants: Wants::SayIt,
        words: "Katanya sudah diantar, tapi saya belum menerima apa-apa.",
        reply: "Kami titipkan di rumah sebelah karena pagar terkunci.",
        decision: "Barang ada di tetangga sesuai catatan pembeli. Pesanan dianggap selesai.",
    },
    Grievance {
        reason: Reason::Other,
        wants: Wants::SayIt,
        words: "Rasanya lain dari biasanya, agak asin.",
        reply: "Kami memang berganti garam. Terima kasih sudah memberi tahu.",
        decision: "Perbedaan rasa bukan kerusakan. Pesanan tetap, penjual mencatat masukannya.",
    },
];

const SNACKS: &[&str] = &[
    "Renyah dan gurih, habis dalam sehari.",
    "Tidak berminyak. Anak-anak suka sekali.",
    "Oleh-oleh untuk saudara di Jakarta, semua minta lagi.",
    "Tipis-tipis dan matangnya rata.",
    "Bungkusnya rapat, sampai rumah masih kriuk.",
    "Rasanya seperti buatan simbah dulu.",
    "Sudah tiga kali pesan, mutunya sama terus.",
    "Gurihnya pas, tidak bikin serak.",
    "Dipakai untuk suguhan pengajian, cepat habis.",
    "Enak. Kalau boleh, bungkusnya dibuat lebih kecil.",
];

const SEA: &[&str] = &[
    "Tidak amis, bersih, dan baunya sedap.",
    "Asinnya pas, tinggal digoreng sebentar.",
    "Sambal jadi lebih mantap.",
    "Segar dan dibungkus berlapis, tas saya tidak bau.",
    "Ukurannya besar-besar seperti di foto.",
    "Langganan ibu saya sejak dulu, sekarang bisa pesan dari rumah.",
    "Dagingnya tebal, tulangnya mudah dilepas.",
    "Keringnya bagus, tahan disimpan.",
];

const DRINKS: &[&str] = &[
    "Harum sekali waktu diseduh.",
    "Rasanya tebal tapi tidak pahit di tenggorokan.",
    "Teman lembur di kantor, satu ruangan ikut pesan.",
    "Segar, tidak terlalu manis.",
    "Baru pertama coba dan langsung cocok.",
    "Kemasannya rapi dan ada tanggalnya.",
    "Bapak saya minum tiap pagi, katanya badan enteng.",
    "Aromanya beda dengan yang di toko.",
];

const KITCHEN: &[&str] = &[
    "Masih hangat waktu diambil, lembut sekali.",
    "Manisnya pas, tidak bikin enek.",
    "Untuk arisan dua puluh orang, cukup dan semua memuji.",
    "Porsinya banyak dan rasanya rumahan.",
    "Santannya terasa, enak betul.",
    "Datang tepat waktu sebelum acara mulai.",
    "Rapi di kotaknya, tidak ada yang penyok.",
    "Rasanya mengingatkan saya pada pasar subuh.",
    "Bumbunya berani. Lain kali pesan lagi.",
];

const CLOTH: &[&str] = &[
    "Kainnya adem dan warnanya tidak luntur dicuci.",
    "Jahitannya rapi sampai ke dalam.",
    "Warnanya lebih bagus daripada di foto.",
    "Motifnya halus, kelihatan dikerjakan dengan sabar.",
    "Ukurannya pas sesuai keterangan.",
    "Dipakai ke kondangan, banyak yang tanya beli di mana.",
    "Bahannya tebal tapi tidak panas.",
    "Dilipat rapi dan diberi kartu cara mencuci.",
];

const CRAFT: &[&str] = &[
    "Kuat dan rapi, sudah dipakai tiap hari.",
    "Jahitan dan lemnya kokoh.",
    "Halus buatannya, tidak ada yang tajam.",
    "Pas untuk hadiah, bungkusnya cantik.",
    "Lebih awet daripada yang dari pabrik.",
    "Baunya khas bahan asli.",
    "Sesuai foto, ukurannya juga benar.",
    "Boleh pesan ukuran sendiri, orangnya telaten.",
];

const FARM: &[&str] = &[
    "Masih segar, seperti baru dipetik pagi itu.",
    "Besar-besar dan tidak ada yang busuk.",
    "Timbangannya jujur, malah dilebihkan.",
    "Manis, matang di pohon.",
    "Pulen dan bersih, tidak ada kerikilnya.",
    "Bibitnya sehat, semua tumbuh.",
    "Lebih murah daripada di pasar dan lebih segar.",
    "Dipilihkan yang bagus, terima kasih Pak.",
];

const SERVICE: &[&str] = &[
    "Hasilnya rapi dan selesai sesuai janji.",
    "Orangnya ramah, mau menjelaskan.",
    "Harga sesuai kesepakatan di awal.",
    "Bekerja cepat tapi teliti.",
    "Sudah dua kali memakai, selalu puas.",
];

/// Whatever was bought.
const ANYTHING: &[&str] = &[
    "Barang sesuai foto, penjual cepat menjawab.",
    "Terima kasih, pelayanannya ramah.",
    "Mantap, pasti pesan lagi.",
    "Harga bersahabat, mutu bagus.",
    "Senang bisa belanja di tetangga sendiri.",
    "Pesan pagi, sore sudah siap.",
    "Bagus.",
];

/// Three stars and fewer.
pub const GRUMPY: &[&str] = &[
    "Lumayan, tapi siapnya sehari lebih lama dari janji.",
    "Isinya agak kurang dari biasanya.",
    "Biasa saja. Di foto kelihatan lebih besar.",
    "Bungkusnya tipis, sebagian penyok.",
    "Kali ini kurang segar, semoga berikutnya lebih baik.",
    "Penjual lama membalas pesan.",
];

/// For four and five stars.
pub fn praise(cluster: &str) -> [&'static [&'static str]; 2] {
    let own = match cluster {
        "emping" | "kerupuk" | "keripik" | "opak" => SNACKS,
        "terasi" | "ikan-asin" | "ikan-asap" => SEA,
        "teh" | "kopi" | "jamu" => DRINKS,
        "serabi" | "kue" | "dapur" => KITCHEN,
        "batik" | "konveksi" => CLOTH,
        "kulit" | "kerajinan" => CRAFT,
        "tani" => FARM,
        "jasa" => SERVICE,
        _ => ANYTHING,
    };
    [own, ANYTHING]
}

/// What sellers answer to praise.
pub const THANKS: [&str; 6] = [
    "Terima kasih sudah memesan. Kami tunggu pesanan berikutnya.",
    "Matur nuwun, semoga berkah.",
    "Alhamdulillah kalau cocok. Salam untuk keluarga.",
    "Terima kasih ulasannya, jadi tambah semangat.",
    "Siap, masukannya kami catat. Terima kasih.",
    "Senang mendengarnya. Mampir ke rumah produksi kalau lewat, ya.",
];

/// And to the rest.
pub const SORRY: [&str; 3] = [
    "Mohon maaf atas kekurangannya. Pesanan berikutnya kami perbaiki.",
    "Maaf, waktu itu pesanan sedang banyak. Terima kasih sudah sabar.",
    "Terima kasih sudah jujur. Bungkusnya sudah kami ganti yang lebih tebal.",
];

/// A review that is reported, and what is said of it.
pub const REPORTED: (&str, &str) =
    ("Anaknya penjual pinjam motor saya belum dikembalikan.", "Ini urusan pribadi, bukan soal barangnya.");

/// A review that is hidden, and why.
pub const HIDDEN: (&str, &str) = (
    "Jangan beli di sini. Di toko saya lebih murah, langsung saja datang.",
    "Berisi promosi toko lain, bukan pengalaman membeli.",
);
