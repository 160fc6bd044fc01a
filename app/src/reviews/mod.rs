//! Reviews of what was bought: the buyer writes one, everybody reads it, the seller answers, an officer
//! of the koperasi that vouches for the shop may hide it. Complaints about orders, which an officer decides.

mod block;
mod complaint;
mod complaint_text;
pub(crate) mod hide;
mod mediate;
pub(crate) mod office;
mod own;
mod photos;
pub(crate) mod product;
mod report;
mod shop;
mod text;
mod thread;
pub(crate) mod trust;

use std::collections::HashMap;

use crate::house::{PageError, Routes};

/// The parts of an address beside the order's number: the signed link has one more.
type Rest = HashMap<String, String>;

fn part<'a>(rest: &'a Rest, name: &str) -> Result<&'a str, PageError> {
    rest.get(name).map(String::as_str).ok_or(PageError::NotFound)
}

/// Four photos of twelve megabytes, and room for what is typed.
const FORM_BYTES: usize = domain::reviews::MAX_PICTURES * 12_000_000 + 1_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pesanan/{nomor}/ulasan", own::page)
        .get("/pesanan/{nomor}/ulasan/{baris}", own::form)
        .post_files("/pesanan/{nomor}/ulasan/{baris}", FORM_BYTES, own::submit)
        .get("/pesanan/{nomor}/keluhan", complaint::page)
        .post_files("/pesanan/{nomor}/keluhan", FORM_BYTES, complaint::submit)
        .post("/pesanan/{nomor}/keluhan/selesai", complaint::withdraw)
        .post("/pesanan/{nomor}/keluhan/kembalikan", complaint::give_in)
        .get("/pesanan/{nomor}/keluhan/foto/{kata}/{ke}", complaint::photo)
        // The same by the buyer's signed link.
        .get("/pesanan/{nomor}/{tanda}/ulasan", own::page)
        .get("/pesanan/{nomor}/{tanda}/ulasan/{baris}", own::form)
        .post_files("/pesanan/{nomor}/{tanda}/ulasan/{baris}", FORM_BYTES, own::submit)
        .get("/pesanan/{nomor}/{tanda}/keluhan", complaint::page)
        .post_files("/pesanan/{nomor}/{tanda}/keluhan", FORM_BYTES, complaint::submit)
        .post("/pesanan/{nomor}/{tanda}/keluhan/selesai", complaint::withdraw)
        .get("/pesanan/{nomor}/{tanda}/keluhan/foto/{kata}/{ke}", complaint::photo)
        .get("/produk/{slug}/ulasan", product::page)
        .get("/ulasan/{baris}/lapor", report::review_form)
        .post("/ulasan/{baris}/lapor", report::review_submit)
        .get("/toko/{slug}/lapor", report::shop_form)
        .post("/toko/{slug}/lapor", report::shop_submit)
        .post("/toko/{slug}/sembunyikan", hide::hide)
        .post("/toko/{slug}/tampilkan", hide::show)
        .get("/akun/toko-tersembunyi", hide::list)
        .get("/usaha/ulasan", shop::page)
        .get("/usaha/ulasan/{baris}", shop::form)
        .post("/usaha/ulasan/{baris}", shop::submit)
        .get("/usaha/blokir", block::page)
        .post("/usaha/blokir", block::submit)
        .post("/usaha/blokir/{akun}/buka", block::unblock)
        .get("/pengurus/{koperasi}/ulasan", office::page)
        .get("/pengurus/{koperasi}/ulasan/{baris}", office::form)
        .post("/pengurus/{koperasi}/ulasan/{baris}", office::submit)
        .get("/pengurus/{koperasi}/keluhan", mediate::list)
        .get("/pengurus/{koperasi}/keluhan/{nomor}", mediate::page)
        .post_files("/pengurus/{koperasi}/keluhan/{nomor}", FORM_BYTES, mediate::submit)
        .get("/pengurus/{koperasi}/keluhan/{nomor}/bukti", mediate::proof)
        .get("/pengurus/{koperasi}/keluhan/{nomor}/foto/{kata}/{ke}", mediate::photo)
        .get("/operator/laporan", report::shops)
        .post("/operator/laporan/{id}/selesai", report::settle)
}
