//! Suppliers of raw materials around Batang. Names, numbers and addresses are made up.

/// A raw material.
#[derive(Debug, Clone, Copy)]
pub struct DemoMaterial {
    /// Its name.
    pub name: &'static str,
    /// Code of a `domain::quantity::Unit`.
    pub unit: &'static str,
    /// Other words for it.
    pub keywords: &'static str,
}

/// A supplier; its number is the demo number of [`PHONES`] plus its index.
#[derive(Debug, Clone, Copy)]
pub struct DemoSupplier {
    /// Its name.
    pub name: &'static str,
    /// Kecamatan, for one of Batang.
    pub district: Option<&'static str>,
    /// Where it is otherwise.
    pub city: Option<&'static str>,
    /// Names in [`MATERIALS`].
    pub materials: &'static [&'static str],
    /// One or two sentences.
    pub description: &'static str,
    /// Where it delivers.
    pub area: &'static str,
    /// Street.
    pub address: &'static str,
    /// E-mail at a domain that cannot exist (RFC 2606).
    pub email: Option<&'static str>,
    /// Index into koperasi: which entered it.
    pub koperasi: usize,
    /// What that koperasi has noted, for its own officers.
    pub note: Option<&'static str>,
}

/// Far from the numbers of people, below those of a large market.
pub const PHONES: u32 = 900_000;

const fn material(name: &'static str, unit: &'static str, keywords: &'static str) -> DemoMaterial {
    DemoMaterial { name, unit, keywords }
}

/// What is bought together, with the unit it is bought in.
pub const MATERIALS: [DemoMaterial; 20] = [
    material("Melinjo", "kg", "mlinjo, belinjo, tangkil, biji melinjo"),
    material("Kedelai", "kg", "dele, kacang kedelai"),
    material("Ragi tempe", "bungkus", "laru, ragi"),
    material("Tepung tapioka", "kg", "kanji, aci, tepung kanji"),
    material("Tepung terigu", "kg", "terigu, gandum"),
    material("Gula aren", "kg", "gula merah, gula jawa"),
    material("Gula pasir", "kg", "gula putih, gendis"),
    material("Minyak goreng", "liter", "migor, minyak sayur"),
    material("Garam", "kg", "garam krosok, uyah"),
    material("Standing pouch", "pcs", "kemasan, kemasan berdiri, plastik klip"),
    material("Plastik kemasan", "kg", "plastik PP, bungkus plastik"),
    material("Stiker label", "lembar", "label, sticker"),
    material("Kain mori", "meter", "mori, primisima, katun"),
    material("Malam batik", "kg", "lilin batik, malam"),
    material("Pewarna batik", "kg", "naptol, remasol, pewarna kain"),
    material("Kulit samak", "kaki2", "kulit sapi, kulit tersamak, nabati"),
    material("Bambu", "batang", "pring, bambu petung, bambu apus"),
    material("Ikan segar", "kg", "iwak, tongkol, layur"),
    material("Udang rebon", "kg", "rebon"),
    material("Kopi petik merah", "kg", "ceri kopi, robusta, arabika"),
];

/// Thirteen, in the order in which they were entered.
pub const SUPPLIERS: [DemoSupplier; 13] = [
    DemoSupplier {
        name: "UD Melinjo Barokah",
        district: Some("33.25.08"),
        city: None,
        materials: &["Melinjo"],
        description: "Pengepul melinjo dari kebun warga Limpung dan Reban. Bisa dipilah: biji tua untuk emping super, campur untuk emping biasa.",
        area: "Limpung, Tersono, Banyuputih",
        address: "Dukuh Krajan RT 03/02, Ngaliyan",
        email: None,
        koperasi: 0,
        note: Some("Panen raya Mei sampai Juli, harga turun. Minta contoh satu kilo dulu."),
    },
    DemoSupplier {
        name: "Gudang Kedelai Tirta Jaya",
        district: None,
        city: Some("Kota Pekalongan"),
        materials: &["Kedelai", "Ragi tempe"],
        description: "Kedelai lokal dan impor dalam karung 50 kg, ragi tempe dalam bungkus setengah kilo.",
        area: "Batang, Pekalongan, Pemalang",
        address: "Jl. Kurma 18",
        email: Some("tirtajaya@contoh.example"),
        koperasi: 3,
        note: None,
    },
    DemoSupplier {
        name: "CV Sari Pati Makmur",
        district: None,
        city: Some("Kota Semarang"),
        materials: &["Tepung tapioka", "Tepung terigu"],
        description: "Tepung tapioka dan terigu dalam sak 25 kg, langsung dari gudang.",
        area: "Semarang sampai Tegal, truk tiap Selasa",
        address: "Kawasan pergudangan blok C 7",
        email: Some("sales.saripati@contoh.example"),
        koperasi: 0,
        note: Some("Minta faktur atas nama koperasi. Bayar paling lambat 14 hari."),
    },
    DemoSupplier {
        name: "Paguyuban Penderes Aren Bawang",
        district: Some("33.25.05"),
        city: None,
        materials: &["Gula aren"],
        description: "Kelompok tiga puluh penderes di lereng Bawang. Gula cetak dan gula semut, tanpa campuran gula pasir.",
        area: "Diambil di tempat; kirim ke Limpung dan Bandar tiap Kamis",
        address: "Balai dukuh Sigemplong",
        email: None,
        koperasi: 1,
        note: None,
    },
    DemoSupplier {
        name: "Toko Sumber Minyak",
        district: None,
        city: Some("Kota Pekalongan"),
        materials: &["Minyak goreng", "Gula pasir", "Tepung terigu"],
        description: "Minyak goreng jeriken 18 liter dan dus isi 12, gula pasir karung 50 kg.",
        area: "Batang dan Pekalongan",
        address: "Pasar grosir blok A 11",
        email: None,
        koperasi: 3,
        note: Some("Harga berubah tiap Senin. Tanya sebelum pukul sembilan."),
    },
    DemoSupplier {
        name: "Kemasan Kita",
        district: None,
        city: Some("Kota Semarang"),
        materials: &["Standing pouch", "Plastik kemasan", "Stiker label"],
        description: "Standing pouch polos dan cetak, dus isi 1.000. Bisa mencetak label halal dan P-IRT.",
        area: "Seluruh Jawa Tengah lewat ekspedisi",
        address: "Jl. Industri Kecil 42",
        email: Some("halo@kemasankita.example"),
        koperasi: 0,
        note: None,
    },
    DemoSupplier {
        name: "Toko Mori Cempaka",
        district: None,
        city: Some("Kota Pekalongan"),
        materials: &["Kain mori"],
        description: "Mori primisima dan prima dalam piece 30 meter. Menerima pesanan gulungan untuk kelompok.",
        area: "Pekalongan dan Batang",
        address: "Gang Mawar 5",
        email: None,
        koperasi: 5,
        note: Some("Mulai sepuluh piece harga sama dengan juragan."),
    },
    DemoSupplier {
        name: "Malam dan Warna Wiradesa",
        district: None,
        city: Some("Kabupaten Pekalongan"),
        materials: &["Malam batik", "Pewarna batik"],
        description: "Malam klowong, malam tembok, dan pewarna naptol atau remasol. Bisa beli mulai lima kilo.",
        area: "Pekalongan, Batang, Pemalang",
        address: "Jl. Raya Wiradesa 130",
        email: None,
        koperasi: 5,
        note: None,
    },
    DemoSupplier {
        name: "Penyamakan Kulit Ngudi Luhur",
        district: None,
        city: Some("Kota Semarang"),
        materials: &["Kulit samak"],
        description: "Kulit sapi samak nabati dan krom, tebal 1,2 sampai 3 mm, dijual per kaki persegi.",
        area: "Satu truk penuh sampai Masin",
        address: "Lingkungan industri kecil blok F 2",
        email: Some("ngudiluhur@contoh.example"),
        koperasi: 7,
        note: Some("Periksa cacat tiap lembar sebelum dinaikkan ke truk."),
    },
    DemoSupplier {
        name: "Bambu Petung Wonotunggal",
        district: Some("33.25.01"),
        city: None,
        materials: &["Bambu"],
        description: "Bambu petung dan apus dari kebun sendiri, dipotong sesuai pesanan.",
        area: "Wonotunggal, Bandar, Warungasem",
        address: "Dukuh Silurah Lor",
        email: None,
        koperasi: 2,
        note: None,
    },
    DemoSupplier {
        name: "Juragan Ikan Klidang",
        district: Some("33.25.11"),
        city: None,
        materials: &["Ikan segar", "Udang rebon", "Garam"],
        description: "Tongkol, layur, dan rebon dari lelang pagi, sudah dengan es. Garam krosok dalam karung 50 kg.",
        area: "Batang, Kandeman, Tulis",
        address: "Samping TPI Klidang Lor",
        email: None,
        koperasi: 4,
        note: Some("Saat ombak tinggi tidak ada rebon. Pesan sehari sebelumnya."),
    },
    DemoSupplier {
        name: "Kelompok Tani Kopi Tombo Lestari",
        district: Some("33.25.02"),
        city: None,
        materials: &["Kopi petik merah"],
        description: "Ceri kopi petik merah robusta dan arabika dari lereng Tombo, dipetik Juni sampai September.",
        area: "Bandar dan Blado",
        address: "Rumah jemur Tombo",
        email: None,
        koperasi: 6,
        note: None,
    },
    DemoSupplier {
        name: "UD Pangan Banyuputih",
        district: Some("33.25.15"),
        city: None,
        materials: &["Tepung tapioka", "Kedelai", "Gula pasir", "Garam"],
        description: "Bahan pangan eceran sampai grosir di tepi jalan pantura, buka setiap hari.",
        area: "Banyuputih, Limpung, Gringsing",
        address: "Jl. Pantura km 22",
        email: None,
        koperasi: 1,
        note: None,
    },
];
