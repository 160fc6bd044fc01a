//! Pages and forms: a request in, HTML out.
//!
//! One capability, one room: its `routes()` is the table of contents, a handler fits on a screen, a
//! view is a function of data, and its texts stand beside it in both languages.

pub mod business;
pub mod buying;
pub mod catalog;
pub mod dinas;
pub mod discovery;
pub mod house;
pub mod koperasi;
pub mod ledger;
pub mod operator;
pub mod people;
pub mod pictures;
pub mod purchasing;
pub mod push;
pub mod reviews;
pub mod sharing;
pub mod site;
pub mod suppliers;
pub mod till;
pub mod ui;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

use house::{Routes, Site};

/// Every page, form and API of the site.
pub fn routes() -> Routes {
    Routes::new()
        .merge(business::routes())
        .merge(buying::routes())
        .merge(catalog::routes())
        .merge(dinas::routes())
        .merge(discovery::routes())
        .merge(koperasi::routes())
        .merge(ledger::routes())
        .merge(operator::routes())
        .merge(people::routes())
        .merge(purchasing::routes())
        .merge(reviews::routes())
        .merge(push::routes())
        .merge(sharing::routes())
        .merge(site::routes())
        .merge(suppliers::routes())
        .merge(till::routes())
}

/// The router, with every error worded for its reader.
pub fn router(site: Site) -> Router {
    site.desk.word_news_by(people::in_one_sentence);
    ui::Icon::sprite_is_at(&site.assets.url("ikon.svg"));
    routes()
        .into_router()
        .fallback(async || house::PageError::NotFound)
        .layer(from_fn_with_state(site.clone(), house::error::render_errors))
        .layer(from_fn(pictures::next::name_it))
        // After the layers: a picture is the same for everybody, so nobody is looked up for it.
        .merge(pictures::router())
        .with_state(site)
}
