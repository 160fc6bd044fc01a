//! The regency's office: what waits to be verified, the register of koperasi, and figures by kecamatan.
//! The permits' page is in the room of businesses.

mod correct;
mod figures;
mod koperasi;
mod officers;
mod overview;
mod register;
mod text;

use domain::lang::Lang;
use leptos::prelude::AnyView;

use crate::house::Routes;
use crate::ui::{self, NavLink};

use text::Text;

pub fn routes() -> Routes {
    Routes::new()
        .get("/dinas", overview::page)
        .get("/dinas/koperasi", koperasi::page)
        .post("/dinas/koperasi/{id}", koperasi::decide)
        .get("/dinas/koperasi/semua", register::page)
        .get("/dinas/koperasi/{id}/pengurus", officers::page)
        .post("/dinas/koperasi/{id}/pengurus", officers::appoint)
        .get("/dinas/koperasi/{id}/data", correct::form)
        .post("/dinas/koperasi/{id}/data", correct::submit)
        .get("/dinas/angka", figures::page)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Overview,
    Koperasi,
    Register,
    Permits,
    Figures,
}

/// The way between the office's pages.
pub fn tabs(lang: Lang, room: Room) -> AnyView {
    let text = Text(lang);
    let tab = |of: Room, href: &str, label: &str| NavLink::new(href, label).current(of == room);
    ui::tabs(
        text.title(),
        &[
            tab(Room::Overview, "/dinas", text.overview()),
            tab(Room::Koperasi, "/dinas/koperasi", text.koperasi()),
            tab(Room::Register, "/dinas/koperasi/semua", text.register()),
            tab(Room::Permits, "/dinas/izin", text.permits()),
            tab(Room::Figures, "/dinas/angka", text.figures()),
        ],
    )
}
