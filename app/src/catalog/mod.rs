//! Products: pages of buyers and of those who list.

pub mod card;
mod categories;
mod edit;
mod fields;
mod gallery;
mod import;
mod import_text;
mod list;
mod new;
mod page;
pub mod scope;
mod text;
mod unsaved;
mod upload;

use crate::house::Routes;

/// Eight pictures of twelve megabytes, and room for what is typed.
const FORM_BYTES: usize = 8 * 12_000_000 + 1_000_000;

/// A sheet of the size that is read, and somewhat more, so that the refusal can say so.
const SHEET_BYTES: usize = 20_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/produk/{slug}", page::page)
        .get("/usaha/produk", list::page)
        .get("/usaha/produk/baru", new::form)
        .post_files("/usaha/produk/baru", FORM_BYTES, new::submit)
        .get("/usaha/produk.csv", import::export_csv)
        .get("/usaha/produk.xlsx", import::export_xlsx)
        .get("/usaha/produk/impor", import::form)
        .post_files("/usaha/produk/impor", SHEET_BYTES, import::bring)
        .get("/usaha/produk/impor/contoh.xlsx", import::template)
        .get("/usaha/produk/impor/{id}", import::page)
        .post("/usaha/produk/impor/{id}", import::confirm)
        .get("/usaha/produk/{slug}", edit::form)
        .post_files("/usaha/produk/{slug}", FORM_BYTES, edit::submit)
        .post_files("/usaha/produk/{slug}/foto", FORM_BYTES, gallery::act)
        .post_files("/usaha/produk/{slug}/terbitkan", FORM_BYTES, edit::publish)
        .post_files("/usaha/produk/{slug}/arsipkan", FORM_BYTES, edit::archive)
        .post_files("/usaha/produk/{slug}/kembalikan", FORM_BYTES, edit::restore)
        .post_files("/usaha/produk/{slug}/salin", FORM_BYTES, edit::copy)
        .get("/operator/kategori", categories::page)
        .post("/operator/kategori", categories::add)
        .post("/operator/kategori/{id}", categories::change)
}
