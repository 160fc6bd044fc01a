//! Words for a category, used where a cluster's own would not fit the thing described.

/// Two first paragraphs and four lines of a list.
pub struct Words {
    /// First paragraphs; `{d}` is the village.
    pub opening: [&'static str; 2],
    /// Lines of the list.
    pub facts: [&'static str; 4],
}

const fn w(opening: [&'static str; 2], facts: [&'static str; 4]) -> Words {
    Words { opening, facts }
}

/// The words of a category; whatever has none of its own gets those of any good craft.
#[must_use]
#[allow(clippy::too_many_lines)]
pub fn of(category: &str) -> Words {
    match category {
        "emping" => w(
            ["Olahan melinjo rumahan dari {d}. Gurih, renyah, dan bersih.", "Melinjo pilihan yang diolah tangan, bukan mesin."],
            ["Tanpa pengawet", "Simpan di tempat kering", "Disortir tangan", "Kemasan rapat"],
        ),
        "kerupuk" => w(
            [
                "Kerupuk rumahan dari {d} yang mekar dan renyah, rasanya tidak hanya tepung.",
                "Teman makan yang selalu dicari. Dijemur matahari, dikemas rapat.",
            ],
            ["Tanpa pengawet", "Dijemur sampai kering benar", "Tahan 2 bulan bila tertutup rapat", "Cocok dijual lagi"],
        ),
        "keripik" => w(
            [
                "Renyah sampai potongan terakhir, bumbunya rata. Dibuat di dapur kami di {d}.",
                "Dipotong tipis dan digoreng kering, ditiriskan lama supaya tidak berminyak.",
            ],
            ["Minyak baru", "Tanpa pengawet", "Tahan 3 bulan bila tertutup", "Kemasan berklip"],
        ),
        "opak" => w(
            [
                "Dijemur matahari di {d} dan digoreng bila dipesan. Renyah dan ringan.",
                "Camilan lama yang masih dicari, dibuat dari bahan desa sendiri.",
            ],
            ["Tanpa pewarna", "Dijemur dua hari", "Tahan 4 bulan bila kering", "Tidak mudah remuk"],
        ),
        "oleh-oleh" => w(
            [
                "Pilihan kami untuk buah tangan, dikemas rapi dan siap diberikan.",
                "Beberapa hasil terbaik dari {d} dalam satu paket, lebih hemat daripada beli satuan.",
            ],
            [
                "Isi bisa diganti, tinggal bilang",
                "Kartu ucapan gratis",
                "Kemasan aman untuk perjalanan",
                "Pesan banyak untuk hari raya mohon lebih awal",
            ],
        ),
        "serabi" => w(
            [
                "Dimasak di wajan tanah pagi ini di {d}. Lembut di tengah, kering di pinggir.",
                "Santan segar dan gula jawa asli, manisnya cukup.",
            ],
            ["Habiskan hari itu juga", "Tanpa pengawet", "Bisa dipesan untuk hajatan", "Kemasan dus"],
        ),
        "jajan-pasar" => w(
            [
                "Jajan pasar buatan subuh di {d}, masih hangat saat diambil.",
                "Kelapa diparut pagi itu, gulanya gula jawa. Rasa yang kita kenal sejak kecil.",
            ],
            [
                "Tanpa pengawet, habiskan hari itu",
                "Warna dari daun dan buah",
                "Dibungkus daun atau kertas",
                "Bisa campur beberapa macam",
            ],
        ),
        "kue-basah" => w(
            [
                "Lembut, wangi, dan tidak terlalu manis. Dipanggang setelah dipesan.",
                "Kue rumahan dari {d} untuk syukuran, ulang tahun, atau teman teh sore.",
            ],
            ["Telur dan mentega asli", "Tahan 3 hari", "Bisa tulis ucapan", "Kotak kue disertakan"],
        ),
        "kue-kering" => w(
            [
                "Renyah dan lumer, dibuat sedikit demi sedikit supaya matangnya rata.",
                "Kue toples buatan {d} yang cepat habis bila ada tamu.",
            ],
            ["Mentega asli", "Tanpa pengawet", "Tahan 2 bulan bila tertutup", "Toples bersegel"],
        ),
        "roti" => w(
            [
                "Dipanggang setiap pagi di {d}. Empuk sampai keesokan hari.",
                "Adonan diuleni lama supaya seratnya halus dan lembut.",
            ],
            ["Tanpa pengawet", "Tahan 3 hari", "Isi melimpah", "Bisa pesan untuk acara"],
        ),
        "tempe-tahu" => w(
            [
                "Dibuat setiap hari di {d} dari kedelai yang dicuci bersih berkali-kali.",
                "Segar, padat, dan tidak asam. Langganan warung sekitar.",
            ],
            ["Tanpa pengawet", "Dibuat hari ini", "Simpan di kulkas, tahan 3 hari", "Bisa pesan rutin"],
        ),
        "nasi-katering" => w(
            [
                "Masakan rumahan dari {d} untuk rapat, pengajian, dan hajatan. Porsi cukup, rasa tetap.",
                "Dimasak hari itu juga dan dikemas hangat.",
            ],
            ["Lauk bisa dipilih", "Siap tepat waktu", "Sendok dan tisu disertakan", "Tidak memakai penguat rasa berlebihan"],
        ),
        "telur" => w(
            ["Dikumpulkan setiap pagi dari kandang di {d}.", "Kuningnya jingga, ukurannya disortir satu per satu."],
            ["Baru, bukan stok lama", "Yang retak diganti", "Dikemas aman dengan sekam", "Grosir untuk warung dan kue"],
        ),
        "kopi-bubuk" => w(
            ["Kopi rakyat dari {d}, disangrai sendiri dan siap diseduh.", "Wangi, hangat, dan pas untuk menemani sore."],
            [
                "Tanggal sangrai tertulis",
                "Seduh dengan air panas 90–95°",
                "Simpan rapat, jauh dari matahari",
                "Bisa minta giling sesuai alat",
            ],
        ),
        "kopi-biji" => w(
            [
                "Biji pilihan dari kebun {d}, disortir dua kali sebelum dikirim.",
                "Biji utuh supaya wanginya bertahan sampai digiling.",
            ],
            ["Disortir tangan", "Kadar air 12%", "Kemasan berkatup", "Contoh 50 g tersedia"],
        ),
        "teh" => w(
            [
                "Dari kebun teh di lereng {d}, diolah tangan dalam jumlah kecil.",
                "Seduhannya jernih dan wanginya lembut, enak dengan atau tanpa gula.",
            ],
            ["Tanpa perisa buatan", "Simpan kedap, jauh dari bau", "Seduh 3–5 menit", "Bisa diseduh dua kali"],
        ),
        "sirup-jamu" => w(
            [
                "Rempah segar dari pekarangan {d}, direbus pelan, disaring bersih.",
                "Enak hangat di malam hari, segar dengan es di siang hari.",
            ],
            ["Tanpa pengawet", "Gula asli", "Kocok dahulu", "Simpan di kulkas setelah dibuka"],
        ),
        "madu" => w(
            [
                "Dipanen dari kotak lebah di sekitar {d}, disaring tanpa dipanaskan.",
                "Kentalnya mengikuti musim bunga; warnanya bisa berbeda setiap panen.",
            ],
            ["Madu murni, tanpa gula tambahan", "Tidak dipanaskan", "Boleh diuji di tempat", "Tidak untuk bayi di bawah 1 tahun"],
        ),
        "ikan-asin" => w(
            [
                "Ditangkap nelayan setempat, digarami secukupnya, dijemur di {d}.",
                "Kering merata, tidak terlalu asin, tidak berbau.",
            ],
            ["Tanpa pengawet", "Dijemur dengan kelambu", "Simpan di kulkas lebih tahan", "Ukuran disortir"],
        ),
        "ikan-asap" => w(
            ["Diasap pagi ini di {d} dengan batok kelapa.", "Ikan segar dari pelelangan, diolah hari itu juga."],
            ["Tanpa pewarna", "Tahan 2 hari di suhu ruang", "Bisa divakum", "Enak untuk mangut"],
        ),
        "pindang" => w(
            [
                "Direbus pelan dengan garam dan rempah, dagingnya padat dan gurih.",
                "Ikan segar pagi dari pelelangan, siap goreng.",
            ],
            ["Tanpa pengawet", "Tahan 3 hari di kulkas", "Sudah dibersihkan", "Wadah besek bambu"],
        ),
        "ikan-segar" => w(
            ["Turun dari perahu pagi ini, langsung di atas es.", "Segar, mata bening, insang merah. Silakan pilih sendiri."],
            ["Bisa dibersihkan gratis", "Berat ditimbang di depan Anda", "Es disertakan", "Harga mengikuti tangkapan"],
        ),
        "terasi" => w(
            ["Olahan udang dari pesisir {d}, wangi dan pekat.", "Sedikit saja sudah membuat masakan harum."],
            ["Tanpa pewarna", "Tahan lama di tempat sejuk", "Kemasan kedap", "Udang segar pilihan"],
        ),
        "sambal" => w(
            [
                "Diulek dan ditumis sampai matang, pedasnya jujur.",
                "Sambal dapur kami di {d}, tinggal buka untuk teman nasi hangat.",
            ],
            ["Cabai segar", "Tanpa pengawet", "Tahan 1 bulan di kulkas", "Pedas bisa dipilih"],
        ),
        "bumbu" => w(
            ["Rempah dan bumbu yang diracik di {d}, tinggal pakai.", "Menghemat waktu di dapur tanpa kehilangan rasa."],
            ["Tanpa penguat rasa", "Digiling halus", "Kemasan rapat", "Tahan 6 bulan di tempat kering"],
        ),
        "gula-jawa" => w(
            [
                "Nira disadap pagi dan sore di {d}, dimasak dengan kayu sampai pekat.",
                "Wangi dan legit, tanpa campuran gula pasir.",
            ],
            ["Tanpa sulfit", "Nira murni", "Tahan 6 bulan di tempat kering", "Cocok untuk kue, kopi, dan kinca"],
        ),
        "minyak" => w(
            [
                "Dibuat dari kelapa tua di {d}, disaring sampai jernih.",
                "Minyak kampung yang wangi, untuk menumis dan menggoreng.",
            ],
            ["Tanpa pemutih", "Botol bersih bersegel", "Simpan di tempat teduh", "Isi ulang lebih murah"],
        ),
        "garam" => w(
            ["Garam laut dari tambak pesisir, dikeringkan matahari.", "Untuk dapur, pengasinan ikan, dan telur asin."],
            ["Putih dan kering", "Tanpa campuran", "Bisa beli karungan", "Simpan kering"],
        ),
        "beras" => w(
            ["Dari sawah {d}, digiling setelah dipesan supaya tetap wangi.", "Pulen, bersih, tanpa pemutih."],
            ["Giling baru", "Tanpa pemutih dan pewangi", "Sedikit menir", "Bisa antar satu kecamatan"],
        ),
        "sayur" => w(
            ["Dipetik pagi di kebun {d}, siang sudah sampai.", "Segar, dicuci sekali, diikat rapi."],
            ["Panen hari ini", "Sedikit pestisida, ada jeda panen", "Harga mengikuti panen", "Bisa langganan"],
        ),
        "buah" => w(
            ["Masak di pohon, dipetik tangan di {d}.", "Manis alami dari kebun sendiri, bukan karbitan."],
            ["Petik pagi", "Yang busuk diganti", "Boleh pilih sendiri", "Musim terbatas"],
        ),
        "melinjo" => w(
            ["Melinjo tua dari pekarangan {d}, siap dipipihkan atau disayur.", "Bijinya besar dan kering merata."],
            ["Petik tua", "Disortir dari ranting dan daun", "Bisa kirim rutin untuk perajin emping", "Ditimbang bersih"],
        ),
        "bibit" => w(
            ["Bibit sehat dari persemaian {d}, akarnya sudah kuat.", "Siap dipindah ke tanah, kami beri petunjuk menanam."],
            ["Tinggi 30–60 cm", "Sudah dikuatkan matahari", "Yang mati dalam seminggu diganti", "Kirim dengan polybag"],
        ),
        "pupuk" => w(
            [
                "Pupuk kandang dan daun yang sudah matang, tidak panas dan tidak berbau.",
                "Dibuat kelompok tani {d} untuk kebun sendiri dan tetangga.",
            ],
            ["Matang tiga bulan", "Sudah diayak", "Karung bersih", "Beli banyak diantar"],
        ),
        "batik-tulis" => w(
            [
                "Digambar tangan dengan canting, lembar demi lembar, di {d}.",
                "Kain halus dengan isen-isen rapat dan warna yang tenang.",
            ],
            ["Ukuran sekitar 2,4 × 1,05 m", "Katun primisima", "Cuci dengan lerak", "Setiap lembar berbeda"],
        ),
        "batik-cap" => w(
            [
                "Dicap dengan tembaga dan dicelup berkali-kali di {d}. Motifnya rapi, harganya terjangkau.",
                "Untuk seragam, gamis, atau kemeja sehari-hari.",
            ],
            ["Ukuran sekitar 2,3 × 1,1 m", "Katun prima", "Tidak mudah luntur", "Stok sewarna tersedia"],
        ),
        "sarung-selendang" => w(
            [
                "Lembut dan jatuh, pantas untuk salat, kondangan, dan hadiah.",
                "Pinggirnya dijahit rapi, warnanya dari bak celup kami di {d}.",
            ],
            ["Katun halus", "Cuci terpisah pertama kali", "Bisa dipilih warnanya", "Kotak hadiah atas permintaan"],
        ),
        "kemeja-batik" => w(
            [
                "Kain batik kami sendiri, dijahit penjahit {d}. Motif bertemu di saku dan kancing.",
                "Potongan nyaman, kainnya adem, cocok untuk kerja dan kondangan.",
            ],
            ["Ukuran M sampai XXL", "Furing pada lengan panjang", "Cuci tangan lebih awet", "Bisa pesan ukuran"],
        ),
        "hijab" => w(
            ["Bahan ringan, mudah dibentuk, tidak mudah kusut.", "Jahitan tepi rapi, dibuat di {d}."],
            ["Tidak menerawang", "Banyak warna", "Mudah disetrika", "Grosir campur warna"],
        ),
        "tas-kulit" => w(
            ["Kulit sapi asli yang dipotong dan dijahit satu perajin di {d}.", "Bentuk sederhana yang tidak lekang waktu."],
            ["Kulit sapi asli", "Resleting kuat", "Garansi jahitan 2 tahun", "Bisa ukir nama"],
        ),
        "dompet" => w(
            ["Kulit sapi lentur, tipis di saku, jahitannya rapat.", "Hadiah kecil yang dipakai setiap hari, dibuat di {d}."],
            ["Kulit sapi asli", "Bisa ukir nama", "Kotak hadiah", "Garansi jahitan 2 tahun"],
        ),
        "sabuk" => w(
            ["Kulit utuh satu lapis, tidak mengelupas.", "Gesper padat, lubang rapi, bisa dipotong sesuai ukuran."],
            ["Lebar 3,5 cm", "Kulit sapi asli", "Gesper anti karat", "Panjang bisa disesuaikan"],
        ),
        "alas-kaki" => w(
            [
                "Sol dijahit, bukan hanya dilem. Nyaman dipakai jalan jauh.",
                "Kulit lembut yang mengikuti bentuk kaki, buatan {d}.",
            ],
            ["Ukuran 36–44", "Sol karet", "Bisa ganti sol", "Ukur kaki di rumah, kirim fotonya"],
        ),
        "kayu-mebel" => w(
            [
                "Kayu tua dan kering, dirakit dengan pasak, dihaluskan tangan.",
                "Dibuat di bengkel kecil kami di {d} menurut pesanan.",
            ],
            ["Kayu kering oven matahari", "Cat atau minyak, silakan pilih", "Garansi rayap 1 tahun", "Ukuran bisa diubah"],
        ),
        "gerabah" => w(
            ["Tanah liat {d} yang diputar tangan dan dibakar semalam.", "Tampilan hangat, tiap buah sedikit berbeda."],
            ["Dibakar matang", "Rendam dulu sebelum dipakai", "Dikemas jerami", "Yang pecah di jalan diganti"],
        ),
        "alat-rumah" => w(
            ["Barang rumah tangga yang kuat dan tidak manja, buatan {d}.", "Diikat rapat supaya tidak mudah lepas."],
            ["Bahan pilihan", "Tahan lama", "Grosir untuk toko", "Bisa pesan ukuran"],
        ),
        "sablon-cetak" | "kemasan" => w(
            ["Membantu usaha kecil tampil rapi, mulai jumlah sedikit.", "Warna tajam dan tidak mudah luntur, dikerjakan di {d}."],
            ["Mulai jumlah kecil", "Desain sederhana gratis", "Contoh dulu", "Bahan aman untuk makanan"],
        ),
        "tepung-gula" => w(
            [
                "Eceran dari pembelian bersama koperasi, harganya lebih ringan.",
                "Ditimbang bersih, kemasan kecil untuk dapur rumah.",
            ],
            [
                "Kemasan ulang yang bersih",
                "Stok baru setiap minggu",
                "Karungan lewat pembelian bersama",
                "Tanpa kutu, disimpan kering",
            ],
        ),
        "jahit" => w(
            ["Dikerjakan teliti, dikabari bila selesai.", "Boleh dijemput di rumah untuk satu kecamatan."],
            [
                "Ongkos disepakati dulu",
                "Garansi pekerjaan 1 minggu",
                "Suku cadang dikembalikan",
                "Bisa ditunggu untuk yang ringan",
            ],
        ),
        _ => w(
            ["Dibuat dengan tangan di {d}, rapi dan tahan dipakai.", "Bahan yang jujur dan pengerjaan yang sabar."],
            ["Bahan pilihan", "Dikerjakan tangan", "Bisa pesan khusus", "Boleh lihat dulu"],
        ),
    }
}
