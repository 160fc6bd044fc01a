//! Koperasi: the directory, a koperasi's page, joining; and the officers' rooms.

mod directory;
mod join;
pub mod office;
mod page;
pub mod register;
mod text;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get("/koperasi", directory::page)
        .get("/koperasi/daftar", register::form)
        .post("/koperasi/daftar", register::submit)
        .get("/koperasi/{slug}", page::page)
        .get("/koperasi/{slug}/gabung", join::form)
        .post("/koperasi/{slug}/gabung", join::submit)
        .post("/koperasi/{slug}/keluar", join::leave)
        .merge(office::routes())
}
