//! The pages of the site itself: home, errors, the choice of language, the house's style.

pub mod error;
pub mod gaya;
pub mod home;
pub mod language;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new().get("/", home::page).get("/gaya", gaya::page).post("/bahasa", language::choose)
}
