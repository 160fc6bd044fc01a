//! Koperasi: the directory, a koperasi's page, joining; and the officers' rooms.

mod directory;
pub(crate) mod invitation;
mod join;
pub mod office;
mod page;
pub mod register;
mod text;

use crate::house::Routes;

/// How many pages a list fills.
pub(crate) fn pages_of(total: i64, page: i64) -> u64 {
    u64::try_from(total).unwrap_or(0).div_ceil(u64::try_from(page).unwrap_or(1).max(1))
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/koperasi", directory::page)
        .get("/koperasi/daftar", register::form)
        .post("/koperasi/daftar", register::submit)
        .get("/koperasi/{slug}", page::page)
        .get("/koperasi/{slug}/gabung", join::form)
        .post("/koperasi/{slug}/gabung", join::submit)
        .post("/koperasi/{slug}/undangan", invitation::answer)
        .post("/koperasi/{slug}/keluar", join::leave)
        .merge(office::routes())
}
