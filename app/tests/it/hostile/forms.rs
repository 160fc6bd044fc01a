//! Every form of the router, with what it accepts.

use engine::testing::world::Role;

use super::ready::Ready;

/// A form. In its path and values, `{}` is what was made ready, `{hp}` a phone number that nobody
/// has, `{nik}` a koperasi's number that none has, `{versi}` the version of what was made ready, `{n}` a number, `{kunci}` a key that was never used, `{depan}` a day
/// next year, `{kemarin}`, `{besok}`, `{pekan}` and `{dua_pekan}` yesterday, tomorrow, in a week and in two, `{penawaran}` the offer of what was made ready.
pub struct Form {
    pub role: Role,
    /// As the router lists it.
    pub route: &'static str,
    pub path: &'static str,
    pub ready: Ready,
    /// What is accepted. Each of these fields is tried, and has to be kept while the others are.
    pub good: &'static [(&'static str, &'static str)],
    /// What goes along as it is.
    pub fixed: &'static [(&'static str, &'static str)],
    /// What nobody types: tried too, but not shown.
    pub unseen: &'static [&'static str],
    /// Fields that are judged together, so that a value of one may be refused at another.
    pub akin: &'static [&'static [&'static str]],
    /// It may be refused as a whole, with a notice above it.
    pub whole: bool,
    /// Its tries are counted.
    pub counted: bool,
}

const PLAIN: Form = Form {
    role: Role::Anyone,
    route: "",
    path: "",
    ready: Ready::Nothing,
    good: &[],
    fixed: &[],
    unseen: &[],
    akin: &[],
    whole: false,
    counted: false,
};

pub const PEOPLE: &[Form] = &[
    Form {
        route: "/daftar",
        path: "/daftar",
        good: &[("nama", "Bu Tini"), ("telepon", "{hp}"), ("kata_sandi", "melati di kebun belakang")],
        unseen: &["kembali"],
        counted: true,
        ..PLAIN
    },
    Form {
        route: "/masuk",
        path: "/masuk",
        good: &[("telepon", "0812-3456-7890"), ("kata_sandi", "bukan kata sandinya")],
        unseen: &["kembali"],
        whole: true,
        counted: true,
        ..PLAIN
    },
    Form { route: "/lupa", path: "/lupa", good: &[("telepon", "0812-3456-7890")], counted: true, ..PLAIN },
    Form {
        route: "/lupa/kode",
        path: "/lupa/kode",
        good: &[("telepon", "0812-3456-7890"), ("kode", "1234 5678"), ("kata_sandi", "melati di kebun belakang")],
        // Where all else is right, it is the code that is wrong.
        akin: &[&["telepon", "kode", "kata_sandi"]],
        counted: true,
        ..PLAIN
    },
    Form {
        route: "/lupa/tautan/{token}",
        path: "/lupa/tautan/{}",
        ready: Ready::Token,
        good: &[("kata_sandi", "melati di kebun belakang")],
        whole: true,
        counted: true,
        ..PLAIN
    },
    Form { role: Role::Person, route: "/akun/profil", path: "/akun/profil", good: &[("nama", "Bu Tini")], ..PLAIN },
    Form {
        role: Role::Person,
        route: "/akun/profil",
        path: "/akun/profil",
        ready: Ready::Password,
        good: &[("email", "tini@contoh.id")],
        fixed: &[("nama", "Bu Tini")],
        // Another address needs the password.
        akin: &[&["email", "kata_sandi"]],
        counted: true,
        ..PLAIN
    },
    Form {
        role: Role::Person,
        route: "/akun/kata-sandi",
        path: "/akun/kata-sandi",
        ready: Ready::Password,
        good: &[("kata_sandi_lama", "bukan yang lama"), ("kata_sandi_baru", "melati di kebun belakang")],
        akin: &[&["kata_sandi_lama", "kata_sandi_baru"]],
        counted: true,
        ..PLAIN
    },
    Form {
        role: Role::OtherMember,
        route: "/akun/tutup",
        path: "/akun/tutup",
        ready: Ready::Password,
        good: &[("kata_sandi", "bukan kata sandinya")],
        counted: true,
        ..PLAIN
    },
    // The same of an account without a password.
    Form {
        role: Role::Regency,
        route: "/akun/profil",
        path: "/akun/profil",
        ready: Ready::NoPassword,
        good: &[("email", "dinas@contoh.id")],
        fixed: &[("nama", "Bu Dinas")],
        ..PLAIN
    },
    Form {
        role: Role::Regency,
        route: "/akun/kata-sandi",
        path: "/akun/kata-sandi",
        ready: Ready::NoPassword,
        good: &[("kata_sandi_baru", "melati di kebun belakang")],
        counted: true,
        ..PLAIN
    },
    Form {
        role: Role::Regency,
        route: "/akun/tutup",
        path: "/akun/tutup",
        ready: Ready::NoPassword,
        good: &[("telepon", "0812-3456-7890")],
        ..PLAIN
    },
    Form { role: Role::Person, route: "/cari/kabari", path: "/cari/kabari", unseen: &["cari"], whole: true, ..PLAIN },
];

/// What is told of a koperasi.
pub const REGISTRATION: &[(&str, &str)] = &[
    ("nama", "Koperasi Sumber Baru"),
    ("bentuk", "ksu"),
    ("kecamatan", "33.25.08"),
    ("desa", "Limpung"),
    ("alamat", "Jl. Raya Limpung 14"),
    ("telepon", "0812-3456-7890"),
    ("email", "baru@contoh.id"),
    ("cerita", "Berdiri dari kelompok arisan."),
    ("nik_koperasi", "{nik}"),
    ("tugas", "ketua"),
    ("sampai", "{depan}"),
];

pub const KOPERASI: &[Form] = &[
    Form { role: Role::Person, route: "/koperasi/daftar", path: "/koperasi/daftar", good: REGISTRATION, whole: true, ..PLAIN },
    Form {
        role: Role::Person,
        route: "/koperasi/{slug}/gabung",
        path: "/koperasi/koperasi-one/gabung",
        ready: Ready::Outside,
        good: &[("alasan", "Saya membuat emping.")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/permohonan/{membership}/tolak",
        path: "{}",
        ready: Ready::Application,
        good: &[("alasan", "Belum lengkap.")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/anggota/baru",
        path: "/pengurus/koperasi-one/anggota/baru",
        good: &[("nama", "Mbah Karto"), ("telepon", "{hp}")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/tugas",
        path: "/pengurus/koperasi-one/tugas",
        ready: Ready::Member,
        good: &[("telepon", "{}"), ("tugas", "sekretaris"), ("mulai", ""), ("sampai", "{depan}")],
        akin: &[&["mulai", "sampai"]],
        whole: true,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/profil",
        path: "/pengurus/koperasi-one/profil",
        // A verified one keeps its name, kind and kecamatan.
        good: REGISTRATION.split_at(3).1.split_at(5).0,
        ..PLAIN
    },
    Form {
        role: Role::Regency,
        route: "/dinas/koperasi/{id}",
        path: "{}",
        ready: Ready::Koperasi,
        good: &[("alasan", "Nomornya keliru.")],
        fixed: &[("keputusan", "tolak"), ("versi", "{versi}")],
        ..PLAIN
    },
    Form {
        role: Role::Regency,
        route: "/dinas/koperasi/{id}/data",
        path: "/dinas/koperasi/{}/data",
        ready: Ready::Verified,
        good: &[("nama", "Koperasi Satu"), ("bentuk", "ksu"), ("nik_koperasi", "{nik}"), ("kecamatan", "33.25.08")],
        fixed: &[("versi", "{versi}")],
        unseen: &["versi"],
        whole: true,
        ..PLAIN
    },
    Form {
        role: Role::Regency,
        route: "/dinas/koperasi/{id}/pengurus",
        path: "/dinas/koperasi/{}/pengurus",
        ready: Ready::Verified,
        good: &[("telepon", "0812-3456-7890"), ("tugas", "sekretaris"), ("mulai", ""), ("sampai", "{depan}")],
        // Nobody has this number.
        akin: &[&["telepon", "tugas", "mulai", "sampai"]],
        ..PLAIN
    },
];

const SHOP: &[(&str, &str)] = &[
    ("nama", "Dapur Bu Tini"),
    ("deskripsi", "Emping sejak 1998."),
    ("kecamatan", "33.25.08"),
    ("desa", "Ngaliyan"),
    ("whatsapp", "0812-3456-7890"),
    ("buka_1", "08:00"),
    ("tutup_1", "16:00"),
    ("lat", "-6.9981"),
    ("lng", "109.9254"),
];

const SHOP_AKIN: &[&[&str]] = &[&["buka_1", "tutup_1"], &["lat", "lng"]];

pub const PERMIT: &[(&str, &str)] = &[("jenis", "trademark"), ("nomor", "IDM001234567"), ("berlaku", "{depan}")];

pub const BUSINESS: &[Form] = &[
    Form {
        role: Role::Person,
        route: "/usaha/buka",
        path: "/usaha/buka",
        good: SHOP,
        unseen: &["koperasi"],
        akin: SHOP_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/anggota/{akun}/usaha",
        path: "/pengurus/koperasi-one/anggota/{}/usaha",
        ready: Ready::Account,
        good: SHOP,
        akin: SHOP_AKIN,
        ..PLAIN
    },
    Form { role: Role::Member, route: "/usaha/ubah", path: "/usaha/ubah?usaha=shop-one", good: SHOP, akin: SHOP_AKIN, ..PLAIN },
    Form { role: Role::Member, route: "/usaha/izin", path: "/usaha/izin?usaha=shop-one", good: PERMIT, ..PLAIN },
    Form {
        role: Role::Regency,
        route: "/dinas/izin/{id}",
        path: "{}",
        ready: Ready::Permit,
        good: &[("alasan", "Nomornya keliru.")],
        fixed: &[("keputusan", "tolak")],
        ..PLAIN
    },
    // buying: Q
    Form {
        role: Role::Member,
        route: "/usaha/qris",
        path: "/usaha/qris?usaha=shop-one",
        good: &[(
            "teks",
            "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9",
        )],
        fixed: &[("konfirmasi", "ya")],
        ..PLAIN
    },
];

pub const PRODUCT: &[(&str, &str)] = &[
    ("nama", "Emping super"),
    ("kategori", "emping"),
    ("deskripsi", "Renyah."),
    ("harga", "16.000"),
    ("satuan", "bungkus 250 g"),
    ("stok", ""),
    ("batas", "5"),
    ("hari", "5"),
    ("kata_kunci", "emping, oleh-oleh"),
    ("grosir_jumlah", "10"),
    ("grosir_harga", "15.000"),
];

const PRODUCT_AKIN: &[&[&str]] = &[&["harga", "satuan", "grosir_jumlah", "grosir_harga"], &["stok", "hari"]];

pub const CATALOG: &[Form] = &[
    Form {
        role: Role::Member,
        route: "/usaha/produk/baru",
        path: "/usaha/produk/baru?usaha=shop-one",
        good: PRODUCT,
        unseen: &["kunci", "foto_simpan", "aksi"],
        akin: PRODUCT_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/produk/{slug}",
        path: "/usaha/produk/product-one?usaha=shop-one",
        good: PRODUCT,
        unseen: &["versi", "stok_tadi", "foto_simpan", "aksi"],
        akin: PRODUCT_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/produk/impor",
        path: "/usaha/produk/impor?usaha=shop-one",
        // Sent as text it is no file; files are tried below.
        good: &[("berkas", "")],
        ..PLAIN
    },
    Form {
        role: Role::Operator,
        route: "/operator/kategori",
        path: "/operator/kategori",
        good: &[("nama_id", "Kacang {n}"), ("nama_en", "Nuts {n}"), ("ikon", "snack")],
        unseen: &["induk"],
        akin: &[&["nama_id", "nama_en"]],
        ..PLAIN
    },
    Form {
        role: Role::Operator,
        route: "/operator/kategori/{id}",
        path: "/operator/kategori/101",
        good: &[("nama_id", "Kacang {n}"), ("nama_en", "Nuts {n}"), ("ikon", "snack")],
        unseen: &["aksi"],
        akin: &[&["nama_id", "nama_en"]],
        ..PLAIN
    },
    Form {
        role: Role::Operator,
        route: "/operator/sinonim",
        path: "/operator/sinonim",
        good: &[("istilah", "gimbal {n}"), ("artinya", "rempeyek {n}")],
        unseen: &["dua_arah"],
        akin: &[&["istilah", "artinya"]],
        ..PLAIN
    },
    Form {
        role: Role::Operator,
        route: "/operator/sinonim/{id}",
        path: "/operator/sinonim/1",
        good: &[("istilah", "gimbal {n}"), ("artinya", "rempeyek {n}")],
        unseen: &["dua_arah"],
        akin: &[&["istilah", "artinya"]],
        ..PLAIN
    },
];

pub const SUPPLIER: &[(&str, &str)] = &[
    ("nama", "UD Sumber Kedelai"),
    ("bahan", "Kedelai, ragi tempe (bungkus)"),
    ("kecamatan", "33.25.08"),
    ("kota", ""),
    ("deskripsi", "Karung 50 kg."),
    ("wilayah", "Limpung dan Tersono"),
    ("whatsapp", "0844-0000-0001"),
    ("telepon", "(0285) 391234"),
    ("email", "sumber@contoh.example"),
    ("alamat", "Jl. Raya Limpung 14"),
];

const SUPPLIER_AKIN: &[&[&str]] = &[&["kecamatan", "kota"], &["whatsapp", "telepon"]];

pub const SUPPLIERS: &[Form] = &[
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pemasok/baru",
        path: "/pengurus/koperasi-one/pemasok/baru",
        good: SUPPLIER,
        unseen: &["kunci"],
        akin: SUPPLIER_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pemasok/baru",
        path: "/pengurus/koperasi-one/pemasok/baru",
        good: &[("kecamatan", ""), ("kota", "Kota Pekalongan"), ("whatsapp", ""), ("telepon", "(0285) 391234")],
        fixed: &[("nama", "Toko Mori"), ("bahan", "Kain mori")],
        akin: SUPPLIER_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pemasok/{slug}/ubah",
        path: "/pengurus/koperasi-one/pemasok/{}/ubah",
        ready: Ready::Supplier,
        good: SUPPLIER,
        unseen: &["versi"],
        akin: SUPPLIER_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::OtherOfficer,
        route: "/pengurus/{koperasi}/pemasok/{slug}",
        path: "/pengurus/koperasi-two/pemasok/{}",
        ready: Ready::Supplier,
        good: &[("catatan", "Harga turun saat panen.")],
        unseen: &["versi"],
        ..PLAIN
    },
];

/// What a supplier offers, as an officer and the supplier fill it in alike.
pub const OFFER: &[(&str, &str)] = &[
    ("mulai", "100"),
    ("harga", "14.000"),
    ("isi_kemasan", "50"),
    ("minimum", "100"),
    ("langkah", "5"),
    ("hari", "3"),
    ("ongkos_tetap", "150.000"),
    ("ongkos_satuan", "200"),
    ("gratis_mulai", "1.000"),
    ("berlaku_sampai", "{depan}"),
    ("catatan", "Karung baru."),
];

pub const REQUEST: &[(&str, &str)] = &[
    ("bahan", "kedelai"),
    ("satuan", "kg"),
    ("kebutuhan", "600"),
    ("batas_tanggal", "{pekan}"),
    ("batas_jam", "09:30"),
    ("catatan", "Kedelai lokal, kering."),
];

const OFFER_AKIN: &[&[&str]] = &[&["mulai", "harga"], &["isi_kemasan", "langkah"]];

pub const OFFERS: &[Form] = &[
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/penawaran/baru",
        path: "/pengurus/koperasi-one/penawaran/baru",
        ready: Ready::Supplier,
        good: OFFER,
        fixed: &[("pemasok", "{}"), ("bahan", "kedelai"), ("satuan", "kg")],
        unseen: &["kunci"],
        akin: OFFER_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/penawaran/baru",
        path: "/pengurus/koperasi-one/penawaran/baru",
        ready: Ready::Supplier,
        good: &[("pemasok", "{}"), ("bahan", "kedelai"), ("satuan", "kg")],
        fixed: &[("harga", "14.000"), ("hari", "0"), ("berlaku_sampai", "{depan}")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/permintaan/baru",
        path: "/pengurus/koperasi-one/permintaan/baru",
        ready: Ready::Supplier,
        good: REQUEST,
        fixed: &[("pemasok", "{}")],
        unseen: &["kunci", "pemasok"],
        akin: &[&["satuan", "kebutuhan"], &["batas_tanggal", "batas_jam"]],
        ..PLAIN
    },
    Form {
        route: "/penawaran/{token}",
        path: "/penawaran/{}",
        ready: Ready::QuoteLink,
        good: OFFER,
        unseen: &["aksi"],
        akin: OFFER_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/permintaan/{id}/terima",
        path: "/pengurus/koperasi-one/permintaan/{}/terima",
        ready: Ready::Answered,
        good: &[("alasan", "Paling murah.")],
        fixed: &[("penawaran", "{versi}")],
        unseen: &["penawaran"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pemasok/{slug}/rekening",
        path: "/pengurus/koperasi-one/pemasok/{}/rekening",
        ready: Ready::Supplier,
        good: &[("bank", "Bank Jateng"), ("nomor", "1234-567-890"), ("atas_nama", "UD Sumber Kedelai")],
        unseen: &["versi"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/nilai",
        path: "/pengurus/koperasi-one/pembelian/{}/nilai",
        ready: Ready::Settled,
        good: &[("catatan", "Karung utuh.")],
        fixed: &[("tepat_waktu", "ya"), ("jumlah_pas", "tidak"), ("mutu", "4")],
        unseen: &["tepat_waktu", "jumlah_pas", "mutu"],
        ..PLAIN
    },
];

pub const GOODS: &[Form] = &[
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/terima",
        path: "/pengurus/koperasi-one/pembelian/{}/terima",
        ready: Ready::Expected,
        good: &[("datang", "50"), ("rusak", "2,5"), ("harga", "9.600"), ("ongkos", "40.000"), ("catatan", "Dua karung basah.")],
        unseen: &["kunci", "rusak_dibayar", "foto_simpan"],
        akin: &[&["datang", "rusak"]],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/jatah/{anggota}",
        path: "{}",
        ready: Ready::Share,
        good: &[("jumlah", "10"), ("alasan", "Sisanya cukup.")],
        ..PLAIN
    },
];

pub const LEDGER: &[Form] = &[
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/jurnal/baru",
        path: "/pengurus/koperasi-one/buku/jurnal/baru",
        good: &[("debit", "1-1100"), ("kredit", "3-1100"), ("jumlah", "1.000"), ("tanggal", ""), ("catatan", "Saldo awal kas")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/jurnal/{id}/koreksi",
        path: "/pengurus/koperasi-one/buku/jurnal/{}/koreksi",
        ready: Ready::Journal,
        good: &[("alasan", "Salah ketik.")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/titipan",
        path: "/pengurus/koperasi-one/buku/anggota/1/titipan",
        good: &[("jumlah", "1.000"), ("cara", "tunai"), ("tanggal", ""), ("catatan", "Kuitansi 12")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/kembalikan",
        path: "/pengurus/koperasi-one/buku/anggota/1/kembalikan",
        ready: Ready::Deposit,
        good: &[("jumlah", "1.000"), ("cara", "tunai"), ("tanggal", ""), ("catatan", "Kuitansi 12")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/bayar",
        path: "/pengurus/koperasi-one/buku/anggota/1/bayar",
        ready: Ready::Debt,
        good: &[("jumlah", "1.000"), ("cara", "tunai"), ("tanggal", ""), ("catatan", "Kuitansi 12")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/batas",
        path: "/pengurus/koperasi-one/buku/anggota/1/batas",
        good: &[("jumlah", "500.000")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/hapus",
        path: "/pengurus/koperasi-one/buku/anggota/1/hapus",
        ready: Ready::Debt,
        good: &[("jumlah", "1.000"), ("alasan", "Pindah tanpa alamat.")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/anggota/{number}/nota",
        path: "/pengurus/koperasi-one/buku/anggota/1/nota",
        ready: Ready::Invoice,
        good: &[("tagihan", "{}"), ("arah", "kurangi"), ("jumlah", "1.000"), ("alasan", "Kurang satu kilo.")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/pemasok/{slug}/bayar",
        path: "/pengurus/koperasi-one/buku/pemasok/{}/bayar",
        ready: Ready::SupplierDebt,
        good: &[("jumlah", "1.000"), ("cara", "tunai"), ("tanggal", ""), ("catatan", "Kuitansi 12")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/pemasok/{slug}/nota",
        path: "/pengurus/koperasi-one/buku/pemasok/{}/nota",
        ready: Ready::SupplierDebt,
        good: &[("arah", "kurangi"), ("jumlah", "1.000"), ("alasan", "Fakturnya lebih murah.")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/koperasi/{slug}/nota",
        path: "/pengurus/koperasi-one/buku/koperasi/koperasi-two/nota",
        ready: Ready::KoperasiClaim,
        good: &[("jumlah", "1.000"), ("alasan", "Dua karung basah.")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/koperasi/{slug}/bayar",
        path: "/pengurus/koperasi-one/buku/koperasi/koperasi-two/bayar",
        ready: Ready::KoperasiDebt,
        good: &[("jumlah", "1.000"), ("cara", "tunai"), ("tanggal", ""), ("catatan", "Kuitansi 12")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/koperasi/terima/{payment}",
        path: "/pengurus/koperasi-one/buku/koperasi/terima/{}",
        ready: Ready::Payment,
        good: &[("cara", "bank"), ("tanggal", "")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/pemetaan",
        path: "/pengurus/koperasi-one/buku/pemetaan",
        good: &[("peran", "cash"), ("akun", "1-1100")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/pemetaan/akun",
        path: "/pengurus/koperasi-one/buku/pemetaan/akun",
        good: &[("kode", "5-{n}"), ("nama", "Biaya bank"), ("pihak", "member")],
        // A code may be taken already.
        akin: &[&["kode", "nama", "pihak"]],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/buku/pemetaan/akun/{code}",
        path: "/pengurus/koperasi-one/buku/pemetaan/akun/1-1100",
        good: &[("nama", "Kas toko")],
        ..PLAIN
    },
];

/// Posts without a field that somebody types into: a button, with an id in its path or beside it.
pub const BUTTONS: &[&str] = &[
    // It has fields; they are tried by pledges.rs.
    "/pembelian-bersama/{id}/ikut",
    "/pembelian-bersama/{id}/batal-ikut",
    "/pembelian-bersama/{id}/sudah-terima",
    "/bahasa",
    "/keluar",
    "/akun/perangkat",
    "/akun/kabar",
    "/akun/pencarian/{id}/hapus",
    "/toko/{slug}/sembunyikan",
    "/toko/{slug}/tampilkan",
    "/koperasi/{slug}/keluar",
    "/koperasi/{slug}/undangan",
    "/pengurus/{koperasi}/undangan/{membership}/tarik",
    "/pengurus/{koperasi}/permohonan/{membership}/terima",
    "/pengurus/{koperasi}/anggota/{akun}/kode",
    "/pengurus/{koperasi}/tugas/{office}/akhiri",
    "/pengurus/{koperasi}/pemasok/{slug}/arsipkan",
    "/pengurus/{koperasi}/pemasok/{slug}/kembalikan",
    "/pengurus/{koperasi}/penawaran/{offer}/tarik",
    "/pengurus/{koperasi}/permintaan/{id}/tarik",
    "/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/tarik",
    "/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/kirim-ulang",
    "/pengurus/{koperasi}/pembelian/{id}/terima/hapus",
    "/pengurus/{koperasi}/pembelian/{id}/terima/selesai",
    "/pengurus/{koperasi}/pembelian/{id}/daftar-ambil/kunci",
    "/pengurus/{koperasi}/pembelian/{id}/serah/{anggota}",
    "/pengurus/{koperasi}/pembelian/{id}/selesaikan",
    "/pengurus/{koperasi}/buku/penghapusan/{id}/setuju",
    "/pengurus/{koperasi}/buku/penghapusan/{id}/tolak",
    "/usaha/tutup",
    "/usaha/produk/{slug}/foto",
    "/usaha/produk/{slug}/terbitkan",
    "/usaha/produk/{slug}/arsipkan",
    "/usaha/produk/{slug}/kembalikan",
    "/usaha/produk/{slug}/salin",
    "/usaha/produk/impor/{id}",
    "/operator/pekerjaan/{id}/ulangi",
    "/operator/sinonim/{id}/hapus",
    // buying: P. A script fills it in; tried in push.rs.
    "/akun/pemberitahuan",
    // What it reads stands in its address; tried in learning.rs.
    "/api/v1/klik",
    "/pengurus/{koperasi}/pembelian/undangan/{id}",
    "/pengurus/{koperasi}/pembelian/{id}/buka",
    "/pengurus/{koperasi}/pembelian/{id}/urungkan-jadwal",
    "/pengurus/{koperasi}/pembelian/{id}/tutup",
    "/pengurus/{koperasi}/pembelian/{id}/akhiri-genapkan",
    "/pengurus/{koperasi}/pembelian/{id}/salin",
    "/pengurus/{koperasi}/pembelian/{id}/terkirim",
    "/po/{id}/{tanda}",
    // buying: S. Those with fields are tried by orders.rs.
    "/pesanan/{nomor}/batal",
    "/pesanan/{nomor}/{tanda}/batal",
    "/usaha/pesanan/{nomor}/tolak",
    "/usaha/pesanan/{nomor}/batal",
    "/usaha/pesanan/{nomor}/tunda",
    // Only a picture, as `orders.rs` beside the hostile forms sends them.
    "/pesanan/{nomor}/bukti",
    "/pesanan/{nomor}/{tanda}/bukti",
    "/pesanan/{nomor}/diterima",
    "/pesanan/{nomor}/lagi",
    "/pesanan/{nomor}/{tanda}/lagi",
    // Tried in by_link.rs.
    "/pesanan/{nomor}/{tanda}/simpan",
    "/pesanan/{nomor}/{tanda}/diterima",
    "/usaha/pesanan/terima",
    "/usaha/pesanan/{nomor}/terima",
    "/usaha/pesanan/{nomor}/siapkan",
    "/usaha/pesanan/{nomor}/siap",
    "/usaha/pesanan/{nomor}/kirim",
    "/usaha/pesanan/{nomor}/selesai",
    "/usaha/pesanan/{nomor}/lunas",
    "/usaha/pesanan/{nomor}/belum-lunas",
    // buying: R. Those with fields are tried by reviews.rs.
    "/pesanan/{nomor}/ulasan/{baris}",
    "/pesanan/{nomor}/{tanda}/ulasan/{baris}",
    "/pesanan/{nomor}/{tanda}/keluhan",
    "/pesanan/{nomor}/{tanda}/keluhan/selesai",
    "/pesanan/{nomor}/keluhan",
    "/pesanan/{nomor}/keluhan/selesai",
    "/pesanan/{nomor}/keluhan/kembalikan",
    "/ulasan/{baris}/lapor",
    "/toko/{slug}/lapor",
    "/usaha/ulasan/{baris}",
    "/usaha/blokir",
    "/usaha/blokir/{akun}/buka",
    "/pengurus/{koperasi}/ulasan/{baris}",
    "/pengurus/{koperasi}/keluhan/{nomor}",
    "/operator/laporan/{id}/selesai",
    // buying: T
    "/usaha/kas/{id}/hapus",
    "/usaha/kas/{id}/kembalikan",
    // buying: Q
    "/usaha/qris/hapus",
];

const PLAN: &[(&str, &str)] = &[
    ("judul", "Kedelai {n}"),
    ("catatan", "Karung baru."),
    ("buka_tanggal", ""),
    ("buka_jam", ""),
    ("tutup_tanggal", "{pekan}"),
    ("tutup_jam", "17:00"),
    ("minimum_jumlah", "100"),
    ("minimum_rupiah", ""),
    ("bila_kurang", "extend"),
    ("perpanjang_hari", "2"),
    ("biaya_persen", "1,5"),
    ("biaya_satuan", ""),
    ("ongkos", "value"),
    ("titipan_persen", "10"),
    ("ambil_tempat", "Balai desa Limpung"),
    ("ambil_tanggal", "{dua_pekan}"),
    ("ambil_jam", "09:00"),
    ("ulang", "minggu"),
    ("ulang_tiap", "2"),
    ("harga_pasar", "12.000"),
    ("harga_pasar_tanggal", "{kemarin}"),
    ("harga_pasar_sumber", "Pasar Limpung"),
];

const PLAN_AKIN: &[&[&str]] = &[
    &["buka_tanggal", "buka_jam", "tutup_tanggal", "tutup_jam", "ambil_tanggal", "ambil_jam"],
    &["minimum_jumlah", "minimum_rupiah"],
    &["biaya_persen", "biaya_satuan"],
    &["ulang", "ulang_tiap"],
    &["harga_pasar", "harga_pasar_tanggal", "harga_pasar_sumber"],
];

/// The officers' own forms of a round.
pub const ROUNDS: &[Form] = &[
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/baru",
        path: "/pengurus/koperasi-one/pembelian/baru",
        ready: Ready::Offer,
        good: PLAN,
        fixed: &[("penawaran", "{}"), ("bersama", "ya")],
        unseen: &["kunci", "penawaran", "bersama", "aksi"],
        akin: PLAN_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/ubah",
        path: "/pengurus/koperasi-one/pembelian/{}/ubah",
        ready: Ready::Draft,
        good: PLAN,
        fixed: &[("penawaran", "{penawaran}"), ("bersama", "ya")],
        unseen: &["versi", "penawaran", "bersama", "aksi"],
        akin: PLAN_AKIN,
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/perpanjang",
        path: "/pengurus/koperasi-one/pembelian/{}/perpanjang",
        ready: Ready::Open,
        good: &[("sampai_tanggal", "{pekan}"), ("sampai_jam", "17:00")],
        akin: &[&["sampai_tanggal", "sampai_jam"]],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/genapkan",
        path: "/pengurus/koperasi-one/pembelian/{}/genapkan",
        ready: Ready::Closed,
        good: &[("sampai_tanggal", "{besok}"), ("sampai_jam", "17:00")],
        akin: &[&["sampai_tanggal", "sampai_jam"]],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/batalkan",
        path: "/pengurus/koperasi-one/pembelian/{}/batalkan",
        ready: Ready::Open,
        good: &[("alasan", "Pemasok kehabisan barang.")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/undang",
        path: "/pengurus/koperasi-one/pembelian/{}/undang",
        ready: Ready::Open,
        good: &[("koperasi", "koperasi-two")],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/pembelian/{id}/pesan",
        path: "/pengurus/koperasi-one/pembelian/{}/pesan",
        ready: Ready::Closed,
        good: &[("kirim_tanggal", "{besok}"), ("syarat", "Dibayar tunai saat barang datang.")],
        fixed: &[("versi", "{versi}"), ("jumlah", "100")],
        unseen: &["kunci", "versi", "jumlah"],
        ..PLAIN
    },
];

// buying: K

/// Carts, orders before they are placed, and how a shop sells.
pub const BUYING: &[Form] = &[
    Form {
        role: Role::Person,
        route: "/keranjang",
        path: "/keranjang",
        good: &[("jumlah", "1")],
        fixed: &[("produk", "product-one")],
        ..PLAIN
    },
    // A product that is not there has no form to be shown again.
    Form {
        role: Role::Person,
        route: "/keranjang",
        path: "/keranjang",
        fixed: &[("produk", "product-one"), ("jumlah", "1")],
        unseen: &["produk", "aksi"],
        whole: true,
        ..PLAIN
    },
    Form {
        role: Role::Person,
        route: "/keranjang",
        path: "/keranjang",
        ready: Ready::Cart,
        good: &[("jumlah", "2")],
        fixed: &[("produk", "product-one"), ("aksi", "ubah")],
        ..PLAIN
    },
    Form {
        role: Role::Person,
        route: "/pesanan/baru/{toko}",
        path: "/pesanan/baru/shop-one",
        ready: Ready::Cart,
        good: &[("catatan", "Yang renyah.")],
        fixed: &[("cara_terima", "ambil"), ("cara_bayar", "tunai")],
        unseen: &["kunci", "cara_terima", "cara_bayar", "kecamatan", "versi_harga"],
        counted: true,
        ..PLAIN
    },
    Form {
        role: Role::Person,
        route: "/pesanan/baru/{toko}",
        path: "/pesanan/baru/shop-one",
        ready: Ready::Brought,
        good: &[("alamat", "Jl. Raya 14, depan masjid")],
        fixed: &[("cara_terima", "antar"), ("kecamatan", "33.25.08"), ("cara_bayar", "tunai")],
        unseen: &["kecamatan"],
        counted: true,
        ..PLAIN
    },
    // Without anything in the cart: only the fields are looked at.
    Form {
        route: "/pesanan/baru/{toko}",
        path: "/pesanan/baru/shop-one",
        good: &[("nama", "Bu Tini"), ("telepon", "{hp}"), ("catatan", "Yang renyah.")],
        fixed: &[("cara_terima", "ambil"), ("cara_bayar", "tunai")],
        counted: true,
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/cara-jual",
        path: "/usaha/cara-jual?usaha=shop-one",
        good: &[
            ("ongkir_33.25.08", "5.000"),
            ("gratis_mulai", "100.000"),
            ("bank", "BRI"),
            ("nomor", "1234-5678-90"),
            ("atas_nama", "Tini"),
            ("catatan", "Pesanan siap sore hari."),
        ],
        fixed: &[("cara_terima", "ambil"), ("cara_terima", "antar"), ("tunai", "ya")],
        unseen: &["versi", "cara_terima", "tunai"],
        akin: &[&["ongkir_33.25.08", "ongkir_33.25.02"], &["bank", "nomor", "atas_nama"]],
        ..PLAIN
    },
];

// buying: T
/// What a seller writes down.
const CASH: &[(&str, &str)] =
    &[("jumlah", "25.000"), ("jenis", "sale"), ("keterangan", "Pasar Limpung"), ("tanggal", "{kemarin}")];

pub const TILL: &[Form] = &[
    Form {
        role: Role::Member,
        route: "/usaha/kas/masuk",
        path: "/usaha/kas/masuk?usaha=shop-one",
        good: CASH,
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci", "aksi"],
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/kas/keluar",
        path: "/usaha/kas/keluar?usaha=shop-one",
        good: &[("jumlah", "12.500"), ("jenis", "material"), ("keterangan", "Gula"), ("tanggal", "")],
        fixed: &[("kunci", "{kunci}")],
        unseen: &["kunci", "aksi"],
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/kas/{id}",
        path: "/usaha/kas/{}?usaha=shop-one",
        ready: Ready::CashEntry,
        good: CASH,
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/stok",
        path: "/usaha/stok?usaha=shop-one",
        good: &[("batas-product-one", "2,5")],
        unseen: &["batas-product-two", "batas-"],
        ..PLAIN
    },
];
