//! The pages of the site itself: home, errors, the choice of language, the house's style.

pub mod error;
pub mod gaya;
pub mod home;
pub mod language;
mod offline;
mod openapi;
mod sitemap;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get("/", home::page)
        .get("/gaya", gaya::page)
        .post("/bahasa", language::choose)
        .get("/luring", offline::page)
        .get("/robots.txt", sitemap::robots)
        .get("/sitemap.xml", sitemap::index)
        .get("/sitemap/{file}", sitemap::part)
        .get("/api/v1/openapi.json", openapi::document)
}
