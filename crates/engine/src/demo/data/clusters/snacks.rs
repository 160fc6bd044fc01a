//! Emping of Limpung, kerupuk usek of Batang, keripik, opak of Tersono.

use super::{Cluster, Goods, g, m};

const EMPING_GOODS: &[Goods] = &[
    g("Emping melinjo super", "emping", "emping", "kg", 92_000, 108_000, "mlinjo oleh2 oleh-oleh limpung"),
    g("Emping melinjo biasa", "emping", "emping", "kg", 74_000, 84_000, "mlinjo oleh2"),
    g("Emping melinjo super tipis", "emping", "emping", "bungkus 500 g", 50_000, 57_000, "mlinjo emping tipis"),
    g("Emping melinjo siap makan, gurih", "emping", "emping", "bungkus 250 g", 30_000, 36_000, "emping goreng mlinjo cemilan"),
    g("Emping manis gula aren", "emping", "emping", "bungkus 250 g", 32_000, 38_000, "emping goreng manis mlinjo"),
    g("Emping pedas manis", "emping", "emping", "bungkus 200 g", 27_000, 32_000, "emping balado pedes mlinjo"),
    g("Emping balado daun jeruk", "emping", "emping", "bungkus 200 g", 28_000, 33_000, "emping pedas mlinjo"),
    g("Emping jumbo untuk warung", "emping", "emping", "kg", 88_000, 99_000, "emping lebar mlinjo"),
    g("Emping klathak tebal", "emping", "emping", "kg", 70_000, 80_000, "klatak klethuk mlinjo"),
    g("Emping mentah kualitas ekspor", "emping", "emping", "kg", 112_000, 125_000, "emping super mlinjo kering"),
    g("Emping udang rebon", "emping", "emping", "bungkus 200 g", 29_000, 34_000, "emping rasa udang"),
    g("Kulit melinjo kering", "emping", "melinjo", "bungkus 250 g", 14_000, 18_000, "kulit mlinjo tangkil"),
    g("Keripik kulit melinjo pedas", "keripik", "keripik_singkong", "bungkus 150 g", 15_000, 19_000, "kripik kulit mlinjo"),
    g("Melinjo kupas siap olah", "melinjo", "melinjo", "kg", 34_000, 40_000, "mlinjo kupas tangkil"),
    g("Paket oleh-oleh emping tiga rasa", "oleh-oleh", "paket", "paket", 88_000, 105_000, "oleh2 hantaran hampers"),
    m(2, g("Emping pesanan kemasan nama sendiri", "emping", "emping", "bungkus 250 g", 31_000, 36_000, "souvenir hajatan")),
];

pub const EMPING: Cluster = Cluster {
    key: "emping",
    heads: &["Emping", "Melinjo", "Omah Emping", "Emping Limpung", "Dapur Emping"],
    spots: &[
        ("Limpung", "Ngaliyan"),
        ("Limpung", "Amongrogo"),
        ("Limpung", "Limpung"),
        ("Reban", "Reban"),
        ("Tersono", "Plosowangi"),
        ("Bawang", "Candigugur"),
        ("Limpung", "Sempu"),
        ("Banyuputih", "Banyuputih"),
    ],
    shops: 16,
    koperasi: &[0],
    women: 85,
    food: true,
    stories: &[
        "{p} memipih emping sejak tahun {t}, belajar dari ibunya di {d}. Setiap pagi empat tetangga ikut menumbuk di teras rumah. Melinjonya dari kebun sendiri dan kebun sekitar desa.",
        "Usaha keluarga di {d} yang dimulai dengan satu wajan tanah dan satu batu. Kini enam ibu ikut bekerja, dan emping dijemur di halaman depan. Pesanan terbanyak datang menjelang Lebaran.",
        "Kami membuat emping satu per satu, tidak dicetak mesin. {p} memilih melinjo tua supaya rasanya gurih dan tidak pahit. Boleh datang melihat cara membuatnya.",
    ],
    opening: &[
        "Emping dari melinjo tua pilihan, dipipihkan satu per satu dengan batu di {d}. Tipis, gurih, dan mekar penuh bila digoreng.",
        "Dibuat pagi dan dijemur hari itu juga. Rasa melinjonya kuat, pahitnya hampir tidak ada.",
        "Kesukaan pelanggan kami sejak lama: gurih, renyah, bersih, dan tahan disimpan berbulan-bulan.",
    ],
    facts: &[
        "Bahan utama: melinjo tua",
        "Tanpa pengawet dan pewarna",
        "Kering matahari, tahan 6 bulan di tempat kering",
        "Goreng dengan minyak panas, api sedang, sebentar saja",
        "Disortir tangan, yang pecah dipisah",
        "Dikemas rapat dua lapis",
    ],
    closing: &[
        "Untuk pesanan di atas 20 kg mohon kabari dua hari sebelumnya.",
        "Bisa diambil di rumah atau dititipkan lewat koperasi.",
        "Harga grosir berlaku untuk campuran ukuran yang sama.",
    ],
    goods: EMPING_GOODS,
};

const KERUPUK_GOODS: &[Goods] = &[
    g("Kerupuk usek goreng pasir", "kerupuk", "usek", "kg", 26_000, 31_000, "krupuk kere usek kriuk"),
    g("Kerupuk usek warna-warni", "kerupuk", "usek", "bungkus 250 g", 8_000, 10_000, "krupuk kere warna"),
    g("Kerupuk usek bawang", "kerupuk", "usek", "bungkus 250 g", 8_500, 11_000, "krupuk kere bawang"),
    g("Kerupuk usek mentah", "kerupuk", "usek", "kg", 17_000, 20_000, "krupuk mentah kere"),
    g("Kerupuk usek pedas daun jeruk", "kerupuk", "usek", "bungkus 200 g", 9_000, 12_000, "krupuk pedes kere"),
    g("Kerupuk udang asli", "kerupuk", "kerupuk", "bungkus 250 g", 21_000, 26_000, "krupuk udang"),
    g("Kerupuk udang mentah", "kerupuk", "kerupuk", "kg", 58_000, 68_000, "krupuk udang mentah"),
    g("Kerupuk ikan tengiri", "kerupuk", "kerupuk", "bungkus 250 g", 19_000, 24_000, "krupuk tenggiri iwak"),
    g("Kerupuk rambak sapi", "kerupuk", "rambak", "bungkus 200 g", 32_000, 39_000, "krupuk kulit dorokdok"),
    g("Kerupuk rambak kerbau", "kerupuk", "rambak", "bungkus 200 g", 36_000, 44_000, "krupuk kulit kebo"),
    g("Rambak mini untuk soto", "kerupuk", "rambak", "bungkus 100 g", 17_000, 21_000, "krupuk kulit soto"),
    g("Kerupuk putih kaleng isi 100", "kerupuk", "kerupuk", "kaleng 100 pcs", 62_000, 75_000, "krupuk blek warung"),
    g("Kerupuk gendar", "kerupuk", "opak", "bungkus 250 g", 11_000, 14_000, "krupuk nasi karak gendar"),
    g("Kerupuk terung rumput laut", "kerupuk", "kerupuk", "bungkus 200 g", 15_000, 18_000, "krupuk rumput laut"),
];

pub const KERUPUK: Cluster = Cluster {
    key: "kerupuk",
    heads: &["Kerupuk", "Kerupuk Usek", "Pabrik Kerupuk", "Krupuk"],
    spots: &[
        ("Batang", "Karangasem Selatan"),
        ("Batang", "Kasepuhan"),
        ("Batang", "Karangasem Selatan"),
        ("Batang", "Watesalit"),
    ],
    shops: 8,
    koperasi: &[0, 2],
    women: 55,
    food: true,
    stories: &[
        "Kerupuk kami digoreng dengan pasir panas, bukan minyak, seperti cara kakek {p} dulu di {d}. Jadi ringan dan tidak cepat tengik. Warung di Batang dan Pekalongan sudah lama mengambil dari sini.",
        "Mulai tahun {t} dengan dua tampah. Sekarang {p} dan sembilan pekerja menjemur adonan di lapangan belakang rumah. Bila cuaca bagus, pagi dibuat, sore digoreng.",
        "Usaha turun-temurun di {d}. Kami menjaga ukuran dan rasa supaya pedagang tidak kecewa.",
    ],
    opening: &[
        "Kerupuk khas Batang yang digoreng dengan pasir, tanpa setetes minyak. Ringan, kering, dan renyah sampai gigitan akhir.",
        "Renyah, gurih, dan tidak berminyak. Cocok untuk teman makan, lotek, atau camilan sore.",
        "Dibuat setiap hari di {d}, sehingga yang sampai ke tangan Anda selalu baru.",
    ],
    facts: &[
        "Bahan: tapioka, bawang putih, garam",
        "Pasirnya diganti dan dicuci berkala",
        "Tahan 2 bulan dalam kemasan tertutup",
        "Cocok dijual lagi di warung",
        "Tidak memakai pemutih",
        "Kemasan plastik tebal",
    ],
    closing: &[
        "Untuk warung dan katering ada harga khusus, silakan tanya.",
        "Bila hujan terus, jemur lebih lama; kami kabari bila mundur.",
        "Ambil sendiri pagi hari masih hangat dari wajan.",
    ],
    goods: KERUPUK_GOODS,
};

const KERIPIK_GOODS: &[Goods] = &[
    g("Keripik singkong gurih", "keripik", "keripik_singkong", "bungkus 250 g", 13_000, 16_000, "kripik telo ketela cemilan"),
    g("Keripik singkong balado", "keripik", "keripik_singkong", "bungkus 250 g", 14_500, 18_000, "kripik pedas telo"),
    g("Keripik pisang manis", "keripik", "keripik_pisang", "bungkus 250 g", 17_000, 21_000, "kripik gedang"),
    g("Keripik pisang asin", "keripik", "keripik_pisang", "bungkus 250 g", 16_000, 20_000, "kripik gedang gurih"),
    g("Keripik pisang lumer cokelat", "keripik", "keripik_pisang", "bungkus 200 g", 20_000, 25_000, "kripik pisang coklat"),
    g("Keripik tempe tipis", "keripik", "keripik_tempe", "bungkus 200 g", 15_000, 19_000, "kripik tempe"),
    g("Keripik tempe daun jeruk", "keripik", "keripik_tempe", "bungkus 200 g", 16_000, 20_000, "kripik tempe sagu"),
    g("Rempeyek kacang tanah", "keripik", "peyek", "bungkus 250 g", 19_000, 24_000, "peyek kacang"),
    g("Rempeyek rebon", "keripik", "peyek", "bungkus 250 g", 20_000, 26_000, "peyek udang"),
    g("Rempeyek teri", "keripik", "peyek", "bungkus 250 g", 20_000, 26_000, "peyek teri"),
    g("Keripik talas", "keripik", "keripik_singkong", "bungkus 200 g", 16_000, 20_000, "kripik tales"),
    g("Keripik ubi ungu", "keripik", "keripik_singkong", "bungkus 200 g", 15_000, 19_000, "kripik telo ungu"),
    g("Keripik bayam", "keripik", "peyek", "bungkus 150 g", 14_000, 17_000, "kripik bayem"),
    g("Stik bawang", "keripik", "keripik_singkong", "bungkus 250 g", 15_000, 18_000, "stick kue bawang"),
    g("Kacang bawang", "keripik", "emping", "bungkus 250 g", 18_000, 23_000, "kacang goreng"),
    g("Paket camilan lima macam", "oleh-oleh", "paket", "paket", 72_000, 86_000, "oleh2 hampers lebaran cemilan"),
];

pub const KERIPIK: Cluster = Cluster {
    key: "keripik",
    heads: &["Keripik", "Camilan", "Snack", "Dapur Camilan", "Kripik"],
    spots: &[
        ("Subah", "Subah"),
        ("Gringsing", "Plelen"),
        ("Tulis", "Tulis"),
        ("Pecalungan", "Gumawang"),
        ("Bandar", "Sidayu"),
        ("Kandeman", "Tegalsari"),
        ("Banyuputih", "Sembung"),
        ("Wonotunggal", "Brokoh"),
        ("Bawang", "Sangubanyu"),
        ("Limpung", "Tembok"),
        ("Tulis", "Beji"),
    ],
    shops: 12,
    koperasi: &[0, 3, 2],
    women: 80,
    food: true,
    stories: &[
        "{p} memulai dari menitipkan sepuluh bungkus di warung {d} pada tahun {t}. Pisang dan singkong dibeli dari tetangga, jadi uangnya berputar di desa. Sekarang tujuh toko oleh-oleh mengambil dari kami.",
        "Kami ibu-ibu PKK {d} yang dulu memasak bersama untuk acara desa. Sekarang kami menjual hasilnya, dibagi rata setiap bulan.",
        "Usaha kecil di dapur belakang rumah {p}. Setiap hari menggoreng sedikit saja supaya selalu baru dan minyaknya bersih.",
    ],
    opening: &[
        "Dipotong tipis, digoreng kering, dan ditiriskan sampai benar-benar renyah. Bumbunya meresap, tidak asal tabur.",
        "Camilan rumahan dari {d} yang sulit berhenti dimakan. Renyah dan tidak keras.",
        "Hasil kebun tetangga kami di {d}, diolah hari itu juga supaya rasanya tetap segar.",
    ],
    facts: &[
        "Minyak baru, tidak dipakai berkali-kali",
        "Tanpa pengawet",
        "Tahan 3 bulan bila tertutup rapat",
        "Bumbu racikan sendiri",
        "Bisa pilih pedas sedang atau pedas sekali",
        "Kemasan standing pouch dengan klip",
    ],
    closing: &[
        "Reseller dan toko oleh-oleh silakan pesan grosir.",
        "Pesan pagi, sore siap diambil.",
        "Kami juga menerima pesanan untuk hajatan dan rapat.",
    ],
    goods: KERIPIK_GOODS,
};

const OPAK_GOODS: &[Goods] = &[
    g("Opak singkong Tersono", "opak", "opak", "bungkus 250 g", 12_000, 15_000, "opak telo gurih"),
    g("Opak singkong mentah", "opak", "opak", "kg", 27_000, 32_000, "opak mentah telo"),
    g("Opak pedas daun bawang", "opak", "opak", "bungkus 250 g", 13_000, 16_500, "opak pedes"),
    g("Opak ketan manis", "opak", "opak", "bungkus 200 g", 15_000, 19_000, "opak ketan gula jawa"),
    g("Opak lebar untuk lotis", "opak", "opak", "bungkus 10 lembar", 14_000, 18_000, "opak besar"),
    g("Rengginang ketan terasi", "opak", "kerupuk", "bungkus 250 g", 18_000, 23_000, "rengginan trasi"),
    g("Rengginang manis", "opak", "kerupuk", "bungkus 250 g", 18_000, 22_000, "rengginan gula"),
    g("Rengginang mentah", "opak", "kerupuk", "kg", 46_000, 54_000, "rengginan mentah"),
    g("Slondok gurih", "keripik", "keripik_singkong", "bungkus 250 g", 12_000, 15_000, "lanting slondok"),
    g("Lanting bawang", "keripik", "usek", "bungkus 250 g", 12_500, 16_000, "lanthing"),
    g("Keripik singkong tipis", "keripik", "keripik_singkong", "bungkus 250 g", 13_000, 16_000, "kripik telo"),
    g("Paket opak dan rengginang", "oleh-oleh", "paket", "paket", 55_000, 68_000, "oleh2 lebaran"),
];

pub const OPAK: Cluster = Cluster {
    key: "opak",
    heads: &["Opak", "Opak Tersono", "Rengginang", "Omah Opak"],
    spots: &[("Tersono", "Tersono"), ("Tersono", "Satriyan"), ("Tersono", "Margosono"), ("Tersono", "Banteng")],
    shops: 4,
    koperasi: &[0],
    women: 90,
    food: true,
    stories: &[
        "Opak {d} dibuat dari singkong yang dikukus, digiling, lalu dijemur di atas anyaman bambu. {p} meneruskan resep neneknya. Menjelang Lebaran kami bekerja sampai malam.",
        "Kami bertiga bersaudara membuat opak sejak {t}. Singkongnya dari ladang sendiri di {d}.",
    ],
    opening: &[
        "Opak singkong khas Tersono: tipis, mekar, dan gurih kelapa. Dijemur di atas anyaman bambu.",
        "Dibuat dari bahan desa sendiri di {d}. Renyahnya pas, tidak mudah remuk di jalan.",
    ],
    facts: &[
        "Bahan: singkong, kelapa, garam",
        "Tanpa pewarna",
        "Tahan 4 bulan bila kering",
        "Boleh digoreng atau dipanggang",
        "Dijemur dua hari penuh",
    ],
    closing: &[
        "Harga grosir mulai pembelian kecil, cocok untuk toko oleh-oleh.",
        "Bila cuaca hujan mohon sabar, opak perlu matahari.",
    ],
    goods: OPAK_GOODS,
};
