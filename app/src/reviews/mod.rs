//! Reviews of what was bought: the buyer writes one, everybody reads it, the seller answers, an officer
//! of the koperasi that vouches for the shop may hide it.

mod own;
mod photos;
pub(crate) mod product;
mod text;

use crate::house::Routes;

/// Four photos of twelve megabytes, and room for what is typed.
const FORM_BYTES: usize = domain::reviews::MAX_PICTURES * 12_000_000 + 1_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pesanan/{nomor}/ulasan", own::page)
        .get("/pesanan/{nomor}/ulasan/{baris}", own::form)
        .post_files("/pesanan/{nomor}/ulasan/{baris}", FORM_BYTES, own::submit)
        .get("/produk/{slug}/ulasan", product::page)
}
