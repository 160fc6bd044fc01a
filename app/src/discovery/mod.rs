//! Finding things: the page `/cari`, and what programs and islands ask for.

mod address;
pub mod api;
mod beside;
mod card;
pub mod click;
mod filters;
mod outcome;
mod page;
mod tell_me;
mod text;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get("/cari", page::page)
        .get("/cari/kabari", tell_me::form)
        .post("/cari/kabari", tell_me::submit)
        .get("/api/v1/search", api::search)
        .get("/api/v1/suggest", api::suggest)
        .post("/api/v1/klik", click::count)
}
