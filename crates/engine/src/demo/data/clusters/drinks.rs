//! Tea of Kembanglangit and Sodong, coffee of the southern hills, jamu and honey.

use super::{Cluster, Goods, g};

const TEH_GOODS: &[Goods] = &[
    g("Teh sangan Kembanglangit", "teh", "teh", "250 g", 25_000, 30_000, "teh sangrai tradisional"),
    g("Teh sangan kiloan", "teh", "teh", "kg", 96_000, 112_000, "teh sangrai"),
    g("Teh sangan melati", "teh", "teh", "bungkus 100 g", 14_000, 18_000, "teh jasmine wangi"),
    g("Teh hijau pucuk", "teh", "teh", "100 g", 22_000, 28_000, "green tea"),
    g("Teh putih pilihan", "teh", "teh", "50 g", 48_000, 60_000, "white tea"),
    g("Teh hitam lereng Pagilaran", "teh", "teh", "bungkus 250 g", 24_000, 29_000, "black tea"),
    g("Teh celup isi 25", "teh", "teh", "dus 25 pcs", 15_000, 19_000, "teh kantong"),
    g("Teh serai jahe", "teh", "teh", "bungkus 100 g", 18_000, 23_000, "sereh"),
    g("Teh kaleng hadiah", "teh", "teh", "kaleng 150 g", 45_000, 58_000, "oleh2 gift"),
    g("Teh bunga telang", "teh", "teh", "bungkus 50 g", 19_000, 25_000, "butterfly pea"),
    g("Teh oolong kebun", "teh", "teh", "100 g", 38_000, 47_000, "oolong"),
    g("Bibit teh siap tanam", "bibit", "bibit", "pot", 6_000, 9_000, "benih teh"),
    g("Paket teh tiga rasa", "oleh-oleh", "paket", "paket", 65_000, 79_000, "oleh2 hampers"),
];

pub const TEH: Cluster = Cluster {
    key: "teh",
    heads: &["Teh", "Teh Sangan", "Kebun Teh", "Omah Teh"],
    spots: &[
        ("Blado", "Kembanglangit"),
        ("Blado", "Kembanglangit"),
        ("Wonotunggal", "Sodong"),
        ("Blado", "Keteleng"),
        ("Blado", "Bismo"),
    ],
    shops: 5,
    koperasi: &[6],
    women: 55,
    food: true,
    stories: &[
        "Pucuk teh kami dipetik pagi dan disangrai di wajan tanah sore harinya, seperti cara simbah di {d}. {p} masih memakai kayu bakar karena rasanya berbeda.",
        "Kebun kecil {p} bersebelahan dengan perkebunan Pagilaran. Sejak {t} kami tidak lagi menjual pucuk mentah, tetapi menyangrainya sendiri.",
    ],
    opening: &[
        "Teh sangan: daun teh yang disangrai di wajan tanah dengan kayu bakar. Seduhannya cokelat terang, wanginya seperti nasi hangat.",
        "Tumbuh di lereng {d} yang sejuk, dipetik tangan, dan diolah tanpa mesin besar.",
    ],
    facts: &[
        "Daun utuh, bukan serbuk sisa",
        "Tanpa perisa buatan",
        "Seduh 1 sendok untuk 200 ml, 4 menit",
        "Simpan kedap, tahan 1 tahun",
        "Dipetik sampai tiga daun teratas",
    ],
    closing: &["Kedai dan warung boleh minta contoh dulu.", "Panen setiap dua minggu, jadi selalu baru."],
    goods: TEH_GOODS,
};

const KOPI_GOODS: &[Goods] = &[
    g("Kopi robusta bubuk", "kopi-bubuk", "kopi", "bungkus 200 g", 32_000, 39_000, "kopi hitam bubuk"),
    g("Kopi robusta bubuk kecil", "kopi-bubuk", "kopi", "bungkus 100 g", 17_000, 21_000, "kopi hitam"),
    g("Kopi robusta biji sangrai", "kopi-biji", "kopi", "500 g", 78_000, 92_000, "roasted bean"),
    g("Kopi robusta petik merah", "kopi-bubuk", "kopi", "bungkus 200 g", 38_000, 46_000, "fine robusta"),
    g("Kopi arabika lereng Prau", "kopi-bubuk", "kopi", "bungkus 200 g", 52_000, 64_000, "arabica"),
    g("Kopi arabika biji sangrai", "kopi-biji", "kopi", "250 g", 68_000, 82_000, "arabica bean"),
    g("Kopi lanang", "kopi-biji", "kopi", "200 g", 48_000, 59_000, "peaberry kopi jantan"),
    g("Kopi liberika nangka", "kopi-bubuk", "kopi", "bungkus 150 g", 42_000, 52_000, "liberica"),
    g("Kopi beras hijau robusta", "kopi-biji", "kopi", "kg", 88_000, 102_000, "green bean ose"),
    g("Kopi jahe instan", "kopi-bubuk", "kopi_cangkir", "dus 10 sachet", 21_000, 27_000, "wedang kopi jahe"),
    g("Kopi gula aren siap seduh", "kopi-bubuk", "kopi_cangkir", "bungkus 250 g", 29_000, 36_000, "kopi susu aren"),
    g("Kopi tubruk giling kasar", "kopi-bubuk", "kopi_cangkir", "bungkus 250 g", 36_000, 44_000, "kopi tubruk"),
    g("Kopi honey process", "kopi-biji", "kopi", "200 g", 56_000, 69_000, "honey kopi"),
    g("Bibit kopi robusta", "bibit", "bibit", "pot", 5_000, 8_000, "benih kopi"),
    g("Gula aren teman kopi", "gula-jawa", "gula", "bungkus 250 g", 16_000, 20_000, "gula merah jawa"),
];

pub const KOPI: Cluster = Cluster {
    key: "kopi",
    heads: &["Kopi", "Omah Kopi", "Kopi Lereng", "Sangrai", "Kebun Kopi"],
    spots: &[
        ("Bandar", "Tombo"),
        ("Wonotunggal", "Silurah"),
        ("Limpung", "Lobang"),
        ("Reban", "Pacet"),
        ("Reban", "Cablikan"),
        ("Bawang", "Surjo"),
        ("Bandar", "Tombo"),
        ("Bawang", "Pranten"),
    ],
    shops: 10,
    koperasi: &[1, 6],
    women: 30,
    food: true,
    stories: &[
        "Kebun {p} di {d} berada di ketinggian 700 meter. Dulu ceri kopi dijual murah ke pengepul; sejak {t} dipetik merah, dijemur, dan disangrai sendiri.",
        "Kami tujuh petani muda {d} yang menyangrai bersama dengan satu mesin milik kelompok. Setiap bungkus mencantumkan nama kebunnya.",
        "{p} belajar menyangrai dari pelatihan koperasi. Sekarang kedai di Batang dan Pekalongan memakai kopinya.",
    ],
    opening: &[
        "Kopi dari kebun rakyat {d}, dipetik merah dan dijemur di para-para. Rasanya tebal, ada jejak cokelat dan gula aren.",
        "Disangrai sedikit demi sedikit setiap minggu supaya sampai di cangkir Anda masih wangi.",
        "Tumbuh di bawah pohon pelindung di {d}, tanpa campuran jagung atau beras.",
    ],
    facts: &[
        "100% kopi, tanpa campuran",
        "Sangrai sedang, bisa minta lebih gelap",
        "Giling halus atau kasar sesuai alat",
        "Tanggal sangrai tertulis di kemasan",
        "Kemasan berkatup, tahan 6 bulan",
        "Ketinggian 600–900 m",
    ],
    closing: &[
        "Untuk kedai ada harga kiloan.",
        "Mau mencicipi dulu? Datang saja ke rumah, kopinya gratis.",
        "Panen raya Juni sampai Agustus.",
    ],
    goods: KOPI_GOODS,
};

const JAMU_GOODS: &[Goods] = &[
    g("Sirup kunyit asem", "sirup-jamu", "jamu", "botol 500 ml", 27_000, 34_000, "kunir asam"),
    g("Kunyit asem segar", "sirup-jamu", "jamu", "botol 350 ml", 11_000, 14_000, "kunir asem jamu"),
    g("Sirup jahe merah", "sirup-jamu", "jamu", "botol 500 ml", 30_000, 38_000, "wedang jahe"),
    g("Beras kencur", "sirup-jamu", "jamu", "botol 350 ml", 11_000, 14_000, "jamu"),
    g("Temulawak instan", "sirup-jamu", "bumbu", "bungkus 250 g", 24_000, 30_000, "temulawak serbuk"),
    g("Wedang uwuh kering", "sirup-jamu", "bumbu", "dus 5 bungkus", 20_000, 26_000, "rempah minuman"),
    g("Sirup rosela", "sirup-jamu", "jamu", "botol 500 ml", 29_000, 36_000, "rosella"),
    g("Gula asem", "sirup-jamu", "gula", "bungkus 200 g", 13_000, 17_000, "permen asem"),
    g("Madu hutan", "madu", "madu", "botol 500 ml", 98_000, 125_000, "madu asli"),
    g("Madu klanceng", "madu", "madu", "botol 250 ml", 92_000, 115_000, "madu trigona kelulut"),
    g("Madu randu", "madu", "madu", "botol 650 ml", 88_000, 108_000, "madu kapuk"),
    g("Madu kopi", "madu", "madu", "botol 350 ml", 68_000, 84_000, "madu bunga kopi"),
    g("Madu sachet", "madu", "madu", "dus 12 sachet", 32_000, 40_000, "madu anak"),
    g("Jahe merah bubuk", "bumbu", "bumbu", "bungkus 200 g", 26_000, 32_000, "jahe serbuk"),
];

pub const JAMU: Cluster = Cluster {
    key: "jamu",
    heads: &["Jamu", "Sirup", "Madu", "Griya Jamu", "Herbal"],
    spots: &[
        ("Subah", "Jatisari"),
        ("Bawang", "Deles"),
        ("Gringsing", "Kutosari"),
        ("Pecalungan", "Randu"),
        ("Batang", "Kauman"),
        ("Tulis", "Kenconorejo"),
    ],
    shops: 6,
    koperasi: &[3, 1],
    women: 75,
    food: true,
    stories: &[
        "{p} menggendong jamu keliling {d} selama lima belas tahun. Sejak {t} jamunya dibotolkan supaya bisa dikirim, resepnya tetap sama.",
        "Kunyit, jahe, dan asam kami tanam sendiri di pekarangan {d}. Semua diperas dan direbus pagi hari.",
        "Kotak lebah {p} dipindah mengikuti musim bunga kopi dan randu di lereng selatan Batang.",
    ],
    opening: &[
        "Diperas dari rimpang segar dan direbus pelan dengan gula batu. Segar dingin, hangat pun enak.",
        "Resep rumahan dari {d}, tanpa pemanis buatan. Badan terasa ringan setelah minum.",
        "Bahan dari pekarangan sendiri, diolah dengan alat yang bersih dan dikemas panas.",
    ],
    facts: &[
        "Tanpa pengawet dan pewarna",
        "Kocok dulu sebelum diminum",
        "Simpan di kulkas setelah dibuka",
        "Gula asli, tidak memakai sakarin",
        "Botol kaca bisa dikembalikan",
    ],
    closing: &["Pesan untuk arisan atau pengajian dapat harga khusus.", "Ambil di rumah setiap hari sebelum magrib."],
    goods: JAMU_GOODS,
};
