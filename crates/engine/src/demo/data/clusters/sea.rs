//! The coast: terasi of Ujungnegoro, salted fish of Roban, smoked tongkol of Proyonanggan.

use super::{Cluster, Goods, g, m};

const TERASI_GOODS: &[Goods] = &[
    g("Terasi rebon Ujungnegoro", "terasi", "terasi", "250 g", 17_000, 21_000, "trasi rebon udang"),
    g("Terasi rebon super", "terasi", "terasi", "kg", 68_000, 80_000, "trasi rebon"),
    g("Terasi bungkus daun", "terasi", "terasi", "bungkus 100 g", 8_000, 10_500, "trasi daun pisang"),
    g("Terasi bakar siap pakai", "terasi", "terasi", "bungkus 100 g", 11_000, 14_000, "trasi matang"),
    g("Terasi bubuk", "terasi", "bumbu", "botol 75 g", 16_000, 20_000, "trasi serbuk"),
    g("Terasi udang tanpa pewarna", "terasi", "terasi", "500 g", 35_000, 42_000, "trasi asli"),
    g("Rebon kering", "ikan-asin", "ikan_asin", "250 g", 19_000, 24_000, "udang rebon ebi"),
    g("Ebi kupas", "ikan-asin", "kerupuk", "100 g", 22_000, 27_000, "udang kering"),
    g("Petis udang", "terasi", "sambal", "botol 250 g", 18_000, 23_000, "petis"),
    g("Sambal terasi matang", "sambal", "sambal", "botol 150 g", 22_000, 27_000, "sambel trasi"),
    g("Rempeyek rebon pesisir", "keripik", "peyek", "bungkus 200 g", 17_000, 21_000, "peyek rebon"),
    g("Kerupuk rebon mentah", "kerupuk", "kerupuk", "500 g", 24_000, 29_000, "krupuk rebon"),
    g("Garam laut kasar", "garam", "garam", "kg", 5_000, 7_000, "uyah grosok"),
];

pub const TERASI: Cluster = Cluster {
    key: "terasi",
    heads: &["Terasi", "Trasi", "Terasi Ujungnegoro", "Mina"],
    spots: &[("Kandeman", "Ujungnegoro"), ("Kandeman", "Ujungnegoro"), ("Kandeman", "Karanggeneng"), ("Kandeman", "Depok")],
    shops: 7,
    koperasi: &[4],
    women: 65,
    food: true,
    stories: &[
        "Suami {p} melaut mencari rebon, {p} menumbuk dan menjemur. Terasi kami difermentasi tiga kali jemur, seperti cara orang tua di {d}.",
        "Sejak tahun {t} kami membuat terasi hanya dari rebon segar pagi. Bila musim rebon kosong, kami berhenti, tidak mencampur ikan lain.",
        "Rumah kami dua ratus langkah dari pantai {d}. Wanginya memang tercium dari jalan, begitu pembeli menemukan kami.",
    ],
    opening: &[
        "Terasi dari rebon segar tangkapan nelayan {d}. Ditumbuk, dijemur, dan diperam sampai wanginya matang.",
        "Sedikit saja cukup membuat sambal jadi harum. Warnanya cokelat alami, tanpa pewarna merah.",
        "Bahan pilihan dari pantai {d}, diolah bersih dan dikemas kedap.",
    ],
    facts: &[
        "Bahan: udang rebon dan garam",
        "Tanpa pewarna, tanpa pengawet",
        "Tiga kali tumbuk, tiga kali jemur",
        "Tahan 1 tahun di tempat sejuk",
        "Bakar sebentar sebelum dipakai",
        "Kemasan rapat supaya wanginya tidak keluar",
    ],
    closing: &[
        "Grosir untuk warung makan dan penjual sambal.",
        "Bisa dikirim ke luar kota, aman dua lapis plastik.",
        "Stok mengikuti musim rebon.",
    ],
    goods: TERASI_GOODS,
};

const ASIN_GOODS: &[Goods] = &[
    g("Ikan asin teri nasi", "ikan-asin", "ikan_asin", "250 g", 27_000, 33_000, "gereh teri medan"),
    g("Ikan asin teri jengki", "ikan-asin", "ikan_asin", "250 g", 21_000, 26_000, "gereh teri"),
    g("Ikan asin layur", "ikan-asin", "ikan_asin", "kg", 62_000, 74_000, "gereh layur iwak"),
    g("Ikan asin petek", "ikan-asin", "ikan_asin", "kg", 38_000, 46_000, "gereh petek pethek"),
    g("Ikan asin peda", "ikan-asin", "ikan_asin", "kg", 52_000, 63_000, "gereh pedo"),
    g("Ikan asin tigawaja", "ikan-asin", "ikan_asin", "kg", 48_000, 58_000, "gereh tigowojo"),
    g("Ikan asin jambal", "ikan-asin", "ikan_asin", "500 g", 58_000, 69_000, "gereh jambal roti"),
    g("Cumi asin", "ikan-asin", "ikan_asin", "250 g", 39_000, 47_000, "nus asin"),
    g("Ikan asin bulu ayam", "ikan-asin", "ikan_asin", "500 g", 24_000, 30_000, "gereh"),
    g("Ikan asin selar belah", "ikan-asin", "ikan_asin", "kg", 45_000, 55_000, "gereh selar"),
    g("Teri krispi siap makan", "ikan-asin", "ikan_asin", "bungkus 150 g", 23_000, 28_000, "teri goreng"),
    g("Ikan kembung segar", "ikan-segar", "ikan_segar", "kg", 38_000, 46_000, "iwak kembung"),
    g("Ikan layang segar", "ikan-segar", "ikan_segar", "kg", 29_000, 36_000, "iwak layang"),
];

pub const ASIN: Cluster = Cluster {
    key: "ikan-asin",
    heads: &["Ikan Asin", "Gereh", "Mina", "Bahari"],
    spots: &[
        ("Subah", "Sengon"),
        ("Subah", "Sengon"),
        ("Banyuputih", "Kedawung"),
        ("Batang", "Klidang Lor"),
        ("Tulis", "Kedungsegog"),
        ("Gringsing", "Sidorejo"),
    ],
    shops: 6,
    koperasi: &[4],
    women: 60,
    food: true,
    stories: &[
        "Kami membeli ikan dari perahu Roban Timur begitu mendarat, lalu membelah dan menggarami saat itu juga. {p} menjaga supaya asinnya tidak berlebihan.",
        "{p} meneruskan usaha mertua di {d} sejak {t}. Dua puluh para-para bambu berjajar di belakang rumah, menghadap laut.",
    ],
    opening: &[
        "Ikan segar dari perahu Roban, dibelah, digarami secukupnya, dan dijemur di para-para bambu.",
        "Asinnya ringan, dagingnya kering merata. Tinggal goreng sebentar untuk teman nasi hangat.",
    ],
    facts: &[
        "Garam laut, tanpa pengawet",
        "Dijemur 2 hari, dibalik setiap jam",
        "Tahan 2 bulan, lebih lama di kulkas",
        "Bebas lalat: dijemur dengan kelambu",
        "Ukuran seragam, disortir tangan",
    ],
    closing: &["Harga mengikuti musim ikan, kami kabari bila berubah.", "Grosir pasar mulai 10 kg."],
    goods: ASIN_GOODS,
};

const ASAP_GOODS: &[Goods] = &[
    g("Ikan asap tongkol", "ikan-asap", "ikan_asap", "potong", 4_500, 5_500, "asep tongkol iwak panggang"),
    g("Ikan asap tongkol besar", "ikan-asap", "ikan_asap", "potong", 8_000, 10_000, "asep tongkol"),
    g("Ikan asap manyung", "ikan-asap", "ikan_asap", "potong", 11_000, 14_000, "asep manyung mangut"),
    g("Kepala manyung asap", "ikan-asap", "ikan_asap", "pcs", 28_000, 38_000, "asep endas manyung"),
    g("Ikan asap pari", "ikan-asap", "ikan_asap", "potong", 8_000, 10_500, "asep pe iwak pe"),
    g("Ikan asap cucut", "ikan-asap", "ikan_asap", "potong", 6_000, 8_000, "asep"),
    g("Ikan asap kemasan vakum", "ikan-asap", "ikan_asap", "bungkus 250 g", 29_000, 36_000, "asep vacuum frozen"),
    g("Pindang tongkol", "pindang", "pindang", "besek", 19_000, 25_000, "pindang iwak"),
    g("Pindang layang", "pindang", "pindang", "besek", 15_000, 20_000, "pindang"),
    g("Pindang bandeng", "pindang", "pindang", "ekor", 16_000, 22_000, "pindang bandeng"),
    m(1, g("Mangut ikan asap", "nasi-katering", "nasi", "porsi", 16_000, 21_000, "mangut asep")),
    g("Abon tongkol", "ikan-asap", "bumbu", "bungkus 100 g", 25_000, 31_000, "abon ikan"),
    g("Bandeng presto", "pindang", "pindang", "ekor", 22_000, 29_000, "bandeng duri lunak"),
];

pub const ASAP: Cluster = Cluster {
    key: "ikan-asap",
    heads: &["Ikan Asap", "Asap", "Panggang Ikan", "Mina Asap"],
    spots: &[
        ("Batang", "Proyonanggan Utara"),
        ("Batang", "Proyonanggan Utara"),
        ("Batang", "Klidang Lor"),
        ("Batang", "Karangasem Utara"),
    ],
    shops: 6,
    koperasi: &[4],
    women: 70,
    food: true,
    stories: &[
        "Setiap pukul tiga pagi {p} sudah di pelelangan memilih tongkol. Diasap dengan batok kelapa sampai cokelat mengilap, siang sudah siap di pasar.",
        "Usaha asap di {d} ini dimulai orang tua {p} pada {t}. Tungkunya sudah memakai cerobong, jadi tetangga tidak terganggu asap.",
    ],
    opening: &[
        "Tongkol segar dari TPI Klidang, ditusuk bambu dan diasap dengan batok kelapa. Harum dan tidak amis.",
        "Diasap pagi ini, dijual hari ini juga. Dagingnya lembut, kulitnya kering keemasan.",
    ],
    facts: &[
        "Asap dari batok kelapa, bukan cairan",
        "Tahan 2 hari di suhu ruang, 1 minggu di kulkas",
        "Tanpa pewarna",
        "Enak untuk mangut, sambal, atau nasi goreng",
        "Bisa divakum untuk perjalanan jauh",
    ],
    closing: &["Harga grosir untuk pedagang mulai 50 potong.", "Pesan sebelum pukul tiga sore untuk esok pagi."],
    goods: ASAP_GOODS,
};
