//! Bamboo, wood, clay, household goods, printing and packaging.

use super::{Cluster, Goods, g, m};

const KERAJINAN_GOODS: &[Goods] = &[
    g("Tampah bambu", "anyaman", "anyaman", "pcs", 26_000, 38_000, "tampir nyiru"),
    g("Besek bambu isi 10", "anyaman", "anyaman", "bungkus 10 pcs", 32_000, 42_000, "besek hantaran"),
    g("Keranjang bambu bertangkai", "anyaman", "anyaman", "pcs", 45_000, 68_000, "kranjang rinjing"),
    g("Kap lampu anyaman", "anyaman", "anyaman", "pcs", 85_000, 130_000, "lampu bambu"),
    g("Kukusan bambu", "anyaman", "anyaman", "pcs", 18_000, 26_000, "kukusan"),
    g("Sapu ijuk", "alat-rumah", "sapu", "pcs", 22_000, 32_000, "sapu lantai"),
    g("Sapu lidi taman", "alat-rumah", "sapu", "pcs", 14_000, 20_000, "sapu korek"),
    g("Sapu rayung", "alat-rumah", "sapu", "pcs", 28_000, 38_000, "sapu glagah"),
    m(14, g("Kursi kayu jati", "kayu-mebel", "kursi", "pcs", 420_000, 680_000, "kursi meubel")),
    m(21, g("Kursi teras sepasang", "kayu-mebel", "kursi", "set", 980_000, 1_550_000, "mebel teras")),
    m(14, g("Hiasan ukir dinding", "kayu-mebel", "ukir", "pcs", 240_000, 420_000, "relief ukiran")),
    g("Cobek dan ulekan", "gerabah", "gerabah", "set", 38_000, 55_000, "cobek layah"),
    g("Kendi tanah", "gerabah", "gerabah", "pcs", 32_000, 48_000, "kendi gerabah"),
    g("Pot gerabah", "gerabah", "gerabah", "pcs", 22_000, 36_000, "pot tanah"),
];

pub const KERAJINAN: Cluster = Cluster {
    key: "kerajinan",
    heads: &["Anyaman", "Kerajinan", "Karya", "Mebel", "Bambu"],
    spots: &[
        ("Wonotunggal", "Kedungmalang"),
        ("Bawang", "Jlamprang"),
        ("Pecalungan", "Gombong"),
        ("Reban", "Tambakboyo"),
        ("Banyuputih", "Luwung"),
    ],
    shops: 5,
    koperasi: &[1, 7, 0],
    women: 45,
    food: false,
    stories: &[
        "Bambu dipotong saat musim kering supaya tidak dimakan bubuk. {p} menganyam bersama tetangga {d} setiap habis dari sawah.",
        "Usaha kecil {p} di {d} sejak {t}. Semua alat masih tangan, jadi setiap barang sedikit berbeda.",
    ],
    opening: &[
        "Dikerjakan tangan di {d} dari bahan sekitar desa. Kuat, rapi, dan bisa dipakai bertahun-tahun.",
        "Barang sederhana yang dibuat dengan sabar. Bila rusak, bawa kembali, kami betulkan.",
    ],
    facts: &[
        "Bahan alami, tanpa cat",
        "Dihaluskan, tidak melukai tangan",
        "Jemur bila lembap",
        "Bisa pesan ukuran",
        "Cocok untuk toko dan rumah makan",
    ],
    closing: &["Pesanan banyak mohon dua minggu sebelumnya.", "Bisa dikirim, kami kemas dengan kardus bekas."],
    goods: KERAJINAN_GOODS,
};

const JASA_GOODS: &[Goods] = &[
    m(5, g("Sablon tas kain", "sablon-cetak", "tote", "pcs", 18_000, 27_000, "tote bag goodie bag")),
    m(5, g("Sablon kaos satuan", "sablon-cetak", "baju", "potong", 75_000, 98_000, "kaos sablon")),
    m(4, g("Cetak stiker kemasan", "sablon-cetak", "kemasan", "lembar", 6_000, 9_000, "label sticker")),
    m(7, g("Cetak standing pouch", "kemasan", "kemasan", "dus 100 pcs", 145_000, 190_000, "kemasan pouch")),
    g("Standing pouch polos", "kemasan", "kemasan", "bungkus 50 pcs", 38_000, 52_000, "plastik klip kemasan"),
    g("Dus makanan", "kemasan", "paket", "bungkus 50 pcs", 55_000, 75_000, "kotak nasi kardus"),
    g("Tepung tapioka eceran", "tepung-gula", "tepung", "kg", 10_000, 13_000, "kanji aci"),
    g("Tepung terigu eceran", "tepung-gula", "tepung", "kg", 11_000, 14_000, "trigu"),
    m(2, g("Jahit permak", "jahit", "jasa", "potong", 15_000, 30_000, "permak celana vermak")),
    m(3, g("Servis mesin jahit", "jahit", "jasa", "pcs", 60_000, 110_000, "service mesin")),
    m(2, g("Servis kompor dan oven", "jahit", "jasa", "pcs", 50_000, 90_000, "service oven")),
];

pub const JASA: Cluster = Cluster {
    key: "jasa",
    heads: &["Sablon", "Kemasan", "Cetak", "Servis", "Rumah Kemasan"],
    spots: &[("Batang", "Watesalit"), ("Limpung", "Babadan"), ("Bandar", "Tumbrep")],
    shops: 3,
    koperasi: &[2, 0],
    women: 35,
    food: false,
    stories: &[
        "{p} melihat banyak tetangga di {d} berjualan makanan tanpa label. Sejak {t} ia membantu mereka dengan kemasan dan cetak yang terjangkau, mulai jumlah kecil.",
    ],
    opening: &[
        "Dikerjakan di {d}, bisa mulai jumlah kecil. Cocok untuk usaha yang baru mulai.",
        "Hasil rapi, warna tidak mudah pudar, dan tepat waktu.",
    ],
    facts: &[
        "Bisa mulai jumlah kecil",
        "Bantu desain sederhana tanpa biaya",
        "Contoh dulu sebelum banyak",
        "Bahan aman untuk makanan",
    ],
    closing: &["Kirim gambar lewat WhatsApp, kami jawab hari itu juga.", "Anggota koperasi mendapat potongan."],
    goods: JASA_GOODS,
};
