//! What is typed about what was bought: reviews, answers, reports, complaints.

use engine::testing::world::Role;

use super::forms::Form;
use super::ready::Ready;
use super::try_all;

const PLAIN: Form = Form {
    role: Role::Person,
    route: "",
    path: "",
    ready: Ready::Nothing,
    good: &[("alasan", "Tidak benar.")],
    fixed: &[],
    unseen: &[],
    akin: &[],
    whole: false,
    counted: false,
};

const REVIEWS: &[Form] = &[
    Form {
        route: "/pesanan/{nomor}/ulasan/{baris}",
        path: "/pesanan/{}",
        ready: Ready::DoneLine,
        good: &[("kata", "Renyah.")],
        fixed: &[("bintang", "5")],
        unseen: &["bintang", "tanpa_foto", "foto_simpan"],
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/ulasan/{baris}",
        path: "/usaha/ulasan/{}?usaha=shop-one",
        ready: Ready::Reviewed,
        good: &[("jawaban", "Terima kasih.")],
        ..PLAIN
    },
    Form { route: "/ulasan/{baris}/lapor", path: "/ulasan/{}/lapor", ready: Ready::Reviewed, ..PLAIN },
    Form { route: "/toko/{slug}/lapor", path: "/toko/shop-one/lapor", ..PLAIN },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/ulasan/{baris}",
        path: "/pengurus/koperasi-one/ulasan/{}",
        ready: Ready::Reported,
        fixed: &[("putusan", "sembunyikan")],
        unseen: &["putusan"],
        ..PLAIN
    },
    Form {
        role: Role::Member,
        route: "/usaha/blokir",
        path: "/usaha/blokir?usaha=shop-one",
        ready: Ready::SentOrder,
        good: &[("nomor", "{}"), ("alasan", "Tidak pernah datang.")],
        ..PLAIN
    },
];

const COMPLAINTS: &[Form] = &[
    Form {
        route: "/pesanan/{nomor}/keluhan",
        path: "/pesanan/{}/keluhan",
        ready: Ready::SentOrder,
        good: &[("kata", "Pecah semua.")],
        fixed: &[("alasan", "rusak"), ("minta", "uang_kembali")],
        unseen: &["alasan", "minta", "aksi", "foto_simpan"],
        ..PLAIN
    },
    Form {
        route: "/pesanan/{nomor}/keluhan",
        path: "/pesanan/{}/keluhan",
        ready: Ready::Complained,
        good: &[("kata", "Mohon dijawab.")],
        fixed: &[("aksi", "kata")],
        unseen: &["kunci", "foto_simpan"],
        ..PLAIN
    },
    Form {
        role: Role::Officer,
        route: "/pengurus/{koperasi}/keluhan/{nomor}",
        path: "/pengurus/koperasi-one/keluhan/{}",
        ready: Ready::Complained,
        good: &[("pertimbangan", "Fotonya jelas.")],
        fixed: &[("putusan", "batal")],
        unseen: &["putusan", "aksi"],
        ..PLAIN
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_reviews() {
    try_all(REVIEWS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_complaints() {
    try_all(COMPLAINTS).await;
}
