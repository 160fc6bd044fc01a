//! Buying: how a shop is paid, and what becomes of its orders.

mod qris;

use crate::house::Routes;

/// A photo of a code and its fields.
const PHOTO_BYTES: usize = 13_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/usaha/qris", qris::page)
        .post_files("/usaha/qris", PHOTO_BYTES, qris::enter)
        .post("/usaha/qris/hapus", qris::remove)
}
