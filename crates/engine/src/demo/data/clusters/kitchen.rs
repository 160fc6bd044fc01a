//! Serabi of Kalibeluk, cakes and catering, tempe, tofu, sambal.

use super::{Cluster, Goods, g, m};

const SERABI_GOODS: &[Goods] = &[
    g("Serabi Kalibeluk original", "serabi", "serabi", "pasang", 20_000, 24_000, "surabi srabi"),
    g("Serabi Kalibeluk gula jawa", "serabi", "serabi", "pasang", 21_000, 26_000, "surabi srabi gula merah"),
    g("Serabi mini isi 10", "serabi", "serabi", "dus 10 pcs", 24_000, 30_000, "surabi kecil"),
    g("Serabi kuah santan", "serabi", "serabi", "porsi", 9_000, 12_000, "surabi kinca"),
    g("Serabi nangka", "serabi", "serabi", "pasang", 22_000, 27_000, "surabi"),
    m(1, g("Serabi pesanan hajatan", "serabi", "serabi", "dus 50 pcs", 140_000, 175_000, "surabi snack box")),
    g("Klepon pandan", "jajan-pasar", "jajan", "bungkus 10 pcs", 12_000, 15_000, "kelepon"),
    g("Lapis pelangi", "jajan-pasar", "jajan", "potong", 2_500, 3_500, "kue lapis"),
    g("Nagasari pisang", "jajan-pasar", "jajan", "pcs", 2_500, 3_500, "nogosari"),
    g("Apem Jawa", "jajan-pasar", "jajan", "pcs", 2_000, 3_000, "apem kukus"),
    g("Gemblong ketan", "jajan-pasar", "jajan", "bungkus 10 pcs", 15_000, 19_000, "getas"),
    m(1, g("Tampah jajan pasar", "jajan-pasar", "jajan", "paket", 150_000, 210_000, "snack rapat arisan")),
    g("Wajik kelapa", "jajan-pasar", "jajan", "bungkus 10 pcs", 22_000, 28_000, "wajik ketan"),
];

pub const SERABI: Cluster = Cluster {
    key: "serabi",
    heads: &["Serabi", "Serabi Kalibeluk", "Jajan Pasar", "Dapur"],
    spots: &[
        ("Warungasem", "Kalibeluk"),
        ("Warungasem", "Kalibeluk"),
        ("Warungasem", "Banjiran"),
        ("Batang", "Sambong"),
        ("Bandar", "Bandar"),
        ("Limpung", "Limpung"),
    ],
    shops: 7,
    koperasi: &[3, 0],
    women: 95,
    food: true,
    stories: &[
        "Serabi {d} berukuran besar dan dijual setangkep. {p} mulai menyalakan tungku pukul dua pagi, pukul sembilan biasanya sudah habis.",
        "Resep serabi ini sudah turun lima generasi di keluarga {p}. Tepungnya ditumbuk sendiri, santannya diperas pagi itu.",
    ],
    opening: &[
        "Serabi besar khas Kalibeluk, dimasak di wajan tanah dengan tutup tanah dan kayu bakar. Pinggirnya kering, tengahnya lembut.",
        "Dibuat subuh dan dijual hari itu juga. Manisnya cukup, santannya terasa.",
    ],
    facts: &[
        "Bahan: tepung beras, kelapa, gula jawa",
        "Tanpa pengawet, habiskan hari itu",
        "Pesan sebelum pukul delapan malam",
        "Kemasan dus atau besek",
        "Hangatkan sebentar di wajan tanpa minyak",
    ],
    closing: &["Untuk hajatan mohon pesan sehari sebelumnya.", "Ambil pagi supaya masih hangat."],
    goods: SERABI_GOODS,
};

const KUE_GOODS: &[Goods] = &[
    m(1, g("Bolu pandan panggang", "kue-basah", "kue", "pcs", 48_000, 62_000, "cake bolu")),
    m(1, g("Bolu gulung mocca", "kue-basah", "kue", "pcs", 52_000, 68_000, "roll cake")),
    m(2, g("Lapis legit", "kue-basah", "kue", "pcs", 185_000, 240_000, "spekuk")),
    g("Brownies kukus", "kue-basah", "kue", "kotak", 38_000, 48_000, "brownis"),
    g("Nastar nanas", "kue-kering", "kukis", "toples 500 g", 68_000, 85_000, "kue lebaran nanas"),
    g("Kastengel keju", "kue-kering", "kukis", "toples 500 g", 75_000, 95_000, "kaastengels"),
    g("Putri salju", "kue-kering", "kukis", "toples 500 g", 65_000, 80_000, "kue lebaran"),
    g("Kue kacang", "kue-kering", "kukis", "toples 500 g", 52_000, 65_000, "cookies kacang"),
    g("Kukis emping cokelat", "kue-kering", "kukis", "toples 350 g", 45_000, 56_000, "cookies emping coklat"),
    g("Kembang goyang", "kue-kering", "kukis", "bungkus 250 g", 19_000, 24_000, "kue tradisional"),
    g("Roti sobek cokelat", "roti", "roti", "pcs", 16_000, 22_000, "roti coklat"),
    g("Roti tawar kupas", "roti", "roti", "pcs", 15_000, 19_000, "roti"),
    g("Roti kasur isi 6", "roti", "roti", "kotak", 22_000, 28_000, "roti isi"),
    g("Donat kentang", "roti", "roti", "dus 6 pcs", 18_000, 24_000, "donut"),
    m(1, g("Nasi kotak ayam bakar", "nasi-katering", "nasi", "kotak", 22_000, 29_000, "nasi box katering")),
    m(2, g("Tumpeng kuning lengkap", "nasi-katering", "nasi", "paket", 320_000, 450_000, "tumpengan syukuran")),
    m(1, g("Snack box isi 3", "nasi-katering", "jajan", "kotak", 9_000, 14_000, "jajan rapat")),
];

pub const KUE: Cluster = Cluster {
    key: "kue",
    heads: &["Dapur", "Roti", "Kue", "Katering", "Cake"],
    spots: &[
        ("Batang", "Kauman"),
        ("Batang", "Sambong"),
        ("Kandeman", "Kandeman"),
        ("Limpung", "Limpung"),
        ("Gringsing", "Gringsing"),
        ("Tersono", "Tersono"),
        ("Bandar", "Wonokerto"),
        ("Tulis", "Jrakahpayung"),
    ],
    shops: 8,
    koperasi: &[3, 2],
    women: 95,
    food: true,
    stories: &[
        "{p} belajar membuat kue dari buku resep ibunya. Sejak {t} melayani hajatan di {d} dan sekitarnya, dibantu dua adik perempuan.",
        "Dapur kami kecil, jadi semua dibuat sesuai pesanan. {p} memakai mentega asli dan telur dari tetangga.",
        "Bermula dari membuat snack untuk rapat desa {d}, sekarang melayani sekolah, puskesmas, dan pengajian.",
    ],
    opening: &[
        "Dibuat setelah dipesan, jadi selalu baru. Lembut, tidak terlalu manis, dan disukai anak-anak.",
        "Resep keluarga dari {d} dengan bahan yang bisa kami sebut satu per satu.",
        "Pilihan aman untuk hajatan, arisan, dan buah tangan.",
    ],
    facts: &[
        "Mentega dan telur asli",
        "Tanpa pengawet",
        "Bisa minta kurang manis",
        "Kemasan rapi siap dijadikan hantaran",
        "Tahan 3 hari, kue kering 2 bulan",
    ],
    closing: &[
        "Mohon pesan lebih awal untuk akhir pekan.",
        "Antar gratis untuk satu kecamatan, minimal Rp150.000.",
        "Pesanan di atas 50 dapat potongan.",
    ],
    goods: KUE_GOODS,
};

const DAPUR_GOODS: &[Goods] = &[
    g("Tempe daun", "tempe-tahu", "tempe", "bungkus 10 pcs", 9_000, 12_000, "tempe bungkus daun"),
    g("Tempe papan", "tempe-tahu", "tempe", "pcs", 7_000, 10_000, "tempe plastik"),
    g("Tempe gembus", "tempe-tahu", "tempe", "bungkus 5 pcs", 5_000, 7_000, "gembus"),
    g("Tahu putih", "tempe-tahu", "tahu", "bungkus 10 pcs", 8_000, 11_000, "tahu"),
    g("Tahu kuning", "tempe-tahu", "tahu", "bungkus 10 pcs", 10_000, 13_000, "tahu kunir"),
    g("Tahu pong", "tempe-tahu", "tahu", "bungkus 250 g", 11_000, 14_000, "tahu goreng kopong"),
    g("Sambal bawang", "sambal", "sambal", "botol 150 g", 19_000, 25_000, "sambel bawang"),
    g("Sambal teri", "sambal", "sambal", "botol 150 g", 24_000, 30_000, "sambel teri"),
    g("Sambal pecel", "sambal", "sambal", "bungkus 250 g", 17_000, 22_000, "sambel pecel bumbu kacang"),
    g("Bumbu rujak kering", "bumbu", "bumbu", "bungkus 200 g", 15_000, 19_000, "bumbu lotis"),
    g("Bawang goreng", "bumbu", "bumbu", "bungkus 100 g", 18_000, 23_000, "brambang goreng"),
    g("Bumbu dasar putih", "bumbu", "bumbu", "botol 250 g", 22_000, 28_000, "bumbu masak"),
    g("Telur asin", "telur", "telur", "butir", 4_000, 5_000, "telor asin bebek"),
    g("Telur asin asap", "telur", "telur", "dus 6 pcs", 30_000, 37_000, "telor asin asep"),
    g("Serundeng kelapa", "bumbu", "bumbu", "bungkus 150 g", 14_000, 18_000, "srundeng"),
    g("Kecap manis rumahan", "bumbu", "minyak", "botol 300 ml", 17_000, 22_000, "kecap"),
];

pub const DAPUR: Cluster = Cluster {
    key: "dapur",
    heads: &["Tempe", "Sambal", "Dapur", "Bumbu", "Tahu"],
    spots: &[
        ("Batang", "Pasekaran"),
        ("Kandeman", "Bakalan"),
        ("Banyuputih", "Kalibalik"),
        ("Wonotunggal", "Wonotunggal"),
        ("Pecalungan", "Pecalungan"),
        ("Subah", "Menjangan"),
        ("Gringsing", "Yosorejo"),
    ],
    shops: 7,
    koperasi: &[2, 3, 0],
    women: 75,
    food: true,
    stories: &[
        "{p} membuat tempe sejak {t} dengan kedelai yang dibeli bersama lewat koperasi. Setiap subuh mengantar ke pasar {d} dengan sepeda motor.",
        "Sambal {p} awalnya hanya untuk bekal anak di pondok. Temannya ikut minta, lalu jadilah usaha ini.",
        "Kami mengolah hasil kebun dan dapur warga {d}. Semua ditimbang jujur, boleh dilihat.",
    ],
    opening: &[
        "Dibuat setiap hari dalam jumlah kecil di {d}. Bersih, segar, dan rasanya tetap.",
        "Bumbu diulek dan ditumis sampai matang, tahan lama tanpa pengawet.",
        "Lauk sederhana yang dicari terus oleh pelanggan kami.",
    ],
    facts: &[
        "Kedelai dan bahan pilihan",
        "Tanpa pengawet",
        "Air matang dari sumur yang diperiksa puskesmas",
        "Simpan di kulkas bila tidak habis",
        "Bisa pesan rutin untuk warung",
    ],
    closing: &["Langganan warung diantar setiap pagi.", "Pesan lewat WhatsApp sebelum pukul tujuh malam."],
    goods: DAPUR_GOODS,
};
