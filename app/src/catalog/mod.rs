//! Products: pages of buyers and of those who list.

pub mod card;
mod edit;
mod fields;
mod gallery;
mod list;
mod new;
mod page;
mod scope;
mod text;
mod upload;

use crate::house::Routes;

/// Eight pictures of twelve megabytes, and room for what is typed.
const FORM_BYTES: usize = 8 * 12_000_000 + 1_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/produk/{slug}", page::page)
        .get("/usaha/produk", list::page)
        .get("/usaha/produk/baru", new::form)
        .post_files("/usaha/produk/baru", FORM_BYTES, new::submit)
        .get("/usaha/produk/{slug}", edit::form)
        .post_files("/usaha/produk/{slug}", FORM_BYTES, edit::submit)
        .post("/usaha/produk/{slug}/foto", gallery::act)
        .post("/usaha/produk/{slug}/terbitkan", edit::publish)
        .post("/usaha/produk/{slug}/arsipkan", edit::archive)
        .post("/usaha/produk/{slug}/kembalikan", edit::restore)
        .post("/usaha/produk/{slug}/salin", edit::copy)
}
