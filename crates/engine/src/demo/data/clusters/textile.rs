//! Batik of Kalipucang Wetan, sewing, leather of Masin.

use super::{Cluster, Goods, g, m};

const BATIK_GOODS: &[Goods] = &[
    m(
        21,
        g(
            "Batik tulis Rifaiyah motif Pelo Ati",
            "batik-tulis",
            "batik_pelo_ati",
            "lembar",
            850_000,
            1_900_000,
            "pelo ati rifaiyah kain",
        ),
    ),
    m(
        28,
        g(
            "Batik tulis Rifaiyah motif Gemblong Sak Iris",
            "batik-tulis",
            "batik_gemblong",
            "lembar",
            950_000,
            2_300_000,
            "gemblong sak iris rifaiyah kain",
        ),
    ),
    m(
        28,
        g(
            "Batik tulis Rifaiyah motif Lancur",
            "batik-tulis",
            "batik_lancur",
            "lembar",
            900_000,
            2_200_000,
            "lancur rifaiyah kain",
        ),
    ),
    m(
        45,
        g(
            "Batik tulis Tiga Negeri halus",
            "batik-tulis",
            "batik_bunga",
            "lembar",
            2_400_000,
            4_200_000,
            "tiga negeri rifaiyah sutra",
        ),
    ),
    g("Batik tulis pesisir buketan", "batik-tulis", "batik_bunga", "lembar", 650_000, 1_350_000, "buketan bunga kain"),
    g("Batik tulis kawung soga", "batik-tulis", "batik_kawung", "lembar", 550_000, 1_100_000, "kawung sogan kain"),
    g("Batik tulis parang Batangan", "batik-tulis", "batik_parang", "lembar", 600_000, 1_200_000, "parang irengan kain"),
    g("Batik cap kawung", "batik-cap", "batik_kawung", "lembar", 145_000, 195_000, "kain batik cap"),
    g("Batik cap mega", "batik-cap", "batik_mega", "lembar", 150_000, 205_000, "kain batik cap awan"),
    g("Batik cap bunga pesisir", "batik-cap", "batik_bunga", "lembar", 140_000, 190_000, "kain batik cap"),
    g("Batik cap kombinasi tulis", "batik-cap", "batik", "lembar", 240_000, 360_000, "kain batik kombinasi"),
    g("Sarung batik cap", "sarung-selendang", "batik", "lembar", 165_000, 230_000, "sarong tumpal"),
    g("Sarung batik tulis tumpal", "sarung-selendang", "batik_bunga", "lembar", 480_000, 780_000, "sarong"),
    g("Selendang batik warna alam", "sarung-selendang", "batik_lancur", "lembar", 225_000, 380_000, "slendang syal"),
    g("Kemeja batik pria lengan pendek", "kemeja-batik", "kemeja_batik", "potong", 165_000, 245_000, "hem batik baju"),
    g("Kemeja batik pria lengan panjang", "kemeja-batik", "kemeja_batik", "potong", 195_000, 295_000, "hem batik baju"),
    g("Gamis batik kombinasi", "kemeja-batik", "kemeja_batik", "potong", 235_000, 340_000, "dress batik"),
    m(30, g("Seragam batik pesanan", "kemeja-batik", "kemeja_batik", "potong", 140_000, 190_000, "seragam kantor sekolah")),
];

pub const BATIK: Cluster = Cluster {
    key: "batik",
    heads: &["Batik", "Batik Rifaiyah", "Omah Batik", "Batik Tulis", "Griya Batik"],
    spots: &[
        ("Batang", "Kalipucang Wetan"),
        ("Batang", "Kalipucang Wetan"),
        ("Batang", "Kalipucang Wetan"),
        ("Warungasem", "Sijono"),
        ("Batang", "Denasri Kulon"),
        ("Warungasem", "Terban"),
    ],
    shops: 13,
    koperasi: &[5, 2],
    women: 85,
    food: false,
    stories: &[
        "{p} membatik sejak kelas empat, sambil melantunkan syair bersama ibu-ibu di {d}. Satu kain halus dikerjakan berbulan-bulan oleh satu tangan.",
        "Kami menjaga motif Rifaiyah yang tidak menggambar makhluk hidup secara utuh. Setiap motif punya nasihat di dalamnya; tanyakan saja, {p} senang bercerita.",
        "Sejak {t} {p} mengajak dua belas ibu di {d} membatik di rumah masing-masing. Bahan dibeli bersama, hasil dipasarkan bersama.",
    ],
    opening: &[
        "Digambar dengan canting di kedua sisi kain oleh pembatik {d}. Tidak ada dua lembar yang sama.",
        "Motif lama dari pesisir Batang, dikerjakan pelan dan teliti. Warnanya tenang dan makin bagus bila sering dipakai.",
        "Kain katun primisima yang lembut dan dingin di badan.",
    ],
    facts: &[
        "Ukuran sekitar 2,4 × 1,05 m",
        "Katun primisima",
        "Malam dan warna pilihan",
        "Cuci dengan lerak atau sampo, jemur di tempat teduh",
        "Nama pembatik tertulis di ujung kain",
        "Warna bisa dipesan",
    ],
    closing: &[
        "Boleh lihat prosesnya di rumah kami, kabari dulu.",
        "Pesanan khusus dengan uang muka separuh.",
        "Foto kain aslinya kami kirim lewat WhatsApp.",
    ],
    goods: BATIK_GOODS,
};

const KONVEKSI_GOODS: &[Goods] = &[
    g("Gamis polos katun", "baju", "baju", "potong", 125_000, 175_000, "dress muslim"),
    g("Kemeja kerja wanita", "baju", "baju", "potong", 98_000, 140_000, "hem blus"),
    g("Baju koko anak", "baju", "baju", "potong", 68_000, 95_000, "koko muslim"),
    g("Daster katun busui", "baju", "baju", "potong", 48_000, 68_000, "daster batik"),
    g("Daster batik cap", "kemeja-batik", "kemeja_batik", "potong", 55_000, 78_000, "daster"),
    g("Celana kulot", "baju", "baju", "potong", 65_000, 90_000, "kulot celana"),
    g("Hijab segi empat voal", "hijab", "hijab", "lembar", 32_000, 45_000, "jilbab kerudung krudung"),
    g("Hijab instan", "hijab", "hijab", "lembar", 38_000, 55_000, "jilbab bergo kerudung"),
    g("Pashmina kaos", "hijab", "hijab", "lembar", 35_000, 48_000, "jilbab pasmina"),
    g("Mukena katun", "hijab", "hijab", "set", 125_000, 185_000, "rukuh"),
    m(14, g("Seragam sekolah", "baju", "baju", "set", 110_000, 150_000, "seragam SD")),
    m(10, g("Kaos olahraga sablon", "baju", "baju", "potong", 52_000, 72_000, "kaos seragam")),
    g("Celemek dapur", "alat-rumah", "tote", "potong", 28_000, 40_000, "apron"),
    g("Sarung bantal perca", "alat-rumah", "batik", "lembar", 25_000, 38_000, "patchwork"),
];

pub const KONVEKSI: Cluster = Cluster {
    key: "konveksi",
    heads: &["Konveksi", "Busana", "Hijab", "Jahit", "Butik"],
    spots: &[
        ("Warungasem", "Pejambon"),
        ("Bandar", "Wonodadi"),
        ("Batang", "Kecepak"),
        ("Gringsing", "Mentosari"),
        ("Kandeman", "Tragung"),
    ],
    shops: 5,
    koperasi: &[2, 3, 7],
    women: 70,
    food: false,
    stories: &[
        "{p} pulang dari pabrik garmen di kota dan membuka konveksi di {d} pada {t}. Sekarang delapan tetangga menjahit di sini, dekat dari rumah dan anak.",
        "Jahitan rapi dan ukuran jujur, itu yang kami jaga. Bila kurang pas, bisa dibetulkan tanpa biaya.",
    ],
    opening: &[
        "Dijahit rapi oleh penjahit {d} dengan bahan yang adem dan tidak menerawang.",
        "Potongan longgar, nyaman dipakai sehari-hari maupun ke acara.",
    ],
    facts: &[
        "Bahan katun, adem",
        "Ukuran S sampai XXL",
        "Jahitan ganda di bagian yang sering tertarik",
        "Tidak luntur",
        "Bisa pesan ukuran sendiri",
    ],
    closing: &["Untuk seragam mulai 12 potong ada harga khusus.", "Tukar ukuran boleh dalam tiga hari."],
    goods: KONVEKSI_GOODS,
};

const KULIT_GOODS: &[Goods] = &[
    m(7, g("Tas kulit wanita", "tas-kulit", "tas", "pcs", 850_000, 1_900_000, "tas jinjing kulit sapi")),
    m(7, g("Tas selempang kulit", "tas-kulit", "tas", "pcs", 780_000, 1_350_000, "sling bag")),
    m(10, g("Tas kerja kulit pria", "tas-kulit", "tas", "pcs", 1_250_000, 2_900_000, "briefcase laptop")),
    m(14, g("Ransel kulit", "tas-kulit", "tas", "pcs", 1_450_000, 2_800_000, "backpack")),
    m(7, g("Tas tote kulit", "tas-kulit", "tas", "pcs", 820_000, 1_400_000, "tote bag")),
    g("Dompet kulit pria lipat", "dompet", "dompet", "pcs", 215_000, 340_000, "dompet pull up"),
    g("Dompet kulit wanita panjang", "dompet", "dompet", "pcs", 265_000, 430_000, "dompet cewek"),
    g("Dompet kartu kulit", "dompet", "dompet", "pcs", 125_000, 185_000, "card holder"),
    g("Dompet STNK gantungan kunci", "dompet", "dompet", "pcs", 65_000, 95_000, "dompet kunci"),
    g("Sabuk kulit pria", "sabuk", "sabuk", "pcs", 165_000, 260_000, "ikat pinggang gesper"),
    g("Sabuk kulit jahit tangan", "sabuk", "sabuk", "pcs", 225_000, 340_000, "ikat pinggang"),
    g("Sandal kulit pria", "alas-kaki", "sandal", "pasang", 175_000, 260_000, "sendal"),
    g("Sandal kulit wanita", "alas-kaki", "sandal", "pasang", 155_000, 240_000, "sendal"),
    m(14, g("Sepatu pantofel kulit", "alas-kaki", "sandal", "pasang", 420_000, 680_000, "sepatu kerja")),
    g("Sarung kacamata kulit", "dompet", "dompet", "pcs", 85_000, 125_000, "tempat kacamata"),
];

pub const KULIT: Cluster = Cluster {
    key: "kulit",
    heads: &["Kulit", "Masin Leather", "Kerajinan Kulit", "Karya Kulit"],
    spots: &[("Warungasem", "Masin"), ("Warungasem", "Masin"), ("Warungasem", "Masin"), ("Warungasem", "Candiareng")],
    shops: 9,
    koperasi: &[7],
    women: 25,
    food: false,
    stories: &[
        "{d} sudah lama dikenal sebagai kampung kulit. {p} mulai dari menjahit sandal pada {t}; kini tasnya dipakai orang di Jakarta dan Surabaya.",
        "Setiap tas dikerjakan satu orang dari memotong sampai menjahit. {p} memberi garansi jahitan dua tahun.",
        "Kulit kami sapi asli dari penyamakan yang sama selama belasan tahun, dibeli bersama lewat koperasi supaya harganya wajar.",
    ],
    opening: &[
        "Kulit sapi asli, tebal dan lentur, dijahit dengan benang yang tidak mudah putus. Warnanya makin matang bila sering dipakai.",
        "Dibuat di {d} oleh perajin yang sudah puluhan tahun memegang kulit.",
        "Bentuk sederhana, tahan lama, dan pantas untuk hadiah.",
    ],
    facts: &[
        "Kulit sapi asli (full grain)",
        "Jahitan ganda, sebagian jahit tangan",
        "Gesper dan resleting kuat",
        "Garansi jahitan 2 tahun",
        "Bisa ukir nama",
        "Warna cokelat, hitam, tan",
    ],
    closing: &[
        "Bisa pesan warna dan ukuran sendiri.",
        "Rawat dengan kain lembap dan krim kulit dua bulan sekali.",
        "Untuk suvenir kantor mulai 20 buah ada harga khusus.",
    ],
    goods: KULIT_GOODS,
};
