//! Businesses: the keeper's desk, and the shop that everyone sees.

mod choose;
mod desk;
mod edit;
mod permits;
mod poster;
mod shop;
mod text;
mod verify;

pub(crate) use desk::link;
pub use shop::GOODS;
pub use verify::permit_name;

use crate::house::Routes;

/// A scan of a permit and its fields.
const SCAN_BYTES: usize = 13_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/toko/{slug}", shop::page)
        .get("/toko/{slug}/poster.pdf", poster::file)
        .get("/usaha", desk::page)
        .get("/usaha/pilih", choose::page)
        .get("/usaha/buka", edit::open_form)
        .post("/usaha/buka", edit::open)
        .get("/pengurus/{koperasi}/anggota/{akun}/usaha", edit::open_for_form)
        .post("/pengurus/{koperasi}/anggota/{akun}/usaha", edit::open_for)
        .get("/usaha/ubah", edit::change_form)
        .post("/usaha/ubah", edit::change)
        .post("/usaha/tutup", desk::close)
        .get("/usaha/izin", permits::page)
        .post_files("/usaha/izin", SCAN_BYTES, permits::enter)
        .get("/usaha/izin/{id}/foto", permits::scan)
        .get("/dinas/izin", verify::page)
        .post("/dinas/izin/{id}", verify::decide)
        .get("/dinas/izin/{id}/foto", verify::scan)
}
