//! The operator's rooms: mails that were not sent, jobs that failed, what is searched for, and what
//! says the same.

mod jobs;
mod mails;
mod searches;
mod synonyms;
mod text;

use domain::lang::Lang;
use leptos::prelude::AnyView;

use crate::house::Routes;
use crate::ui::{self, NavLink};

use text::Text;

pub fn routes() -> Routes {
    Routes::new()
        .get("/operator", jobs::page)
        .post("/operator/pekerjaan/{id}/ulangi", jobs::requeue)
        .get("/operator/surat", mails::page)
        .get("/operator/pencarian", searches::page)
        .get("/operator/pencarian.csv", searches::csv)
        .get("/operator/sinonim", synonyms::page)
        .post("/operator/sinonim", synonyms::add)
        .post("/operator/sinonim/{id}", synonyms::change)
        .post("/operator/sinonim/{id}/hapus", synonyms::remove)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Jobs,
    Mails,
    Categories,
    Searches,
    Synonyms,
    Reports,
}

/// The way between the operator's pages.
pub fn tabs(lang: Lang, room: Room) -> AnyView {
    let text = Text(lang);
    let tab = |of: Room, href: &str, label: &str| NavLink::new(href, label).current(of == room);
    ui::tabs(
        text.title(),
        &[
            tab(Room::Jobs, "/operator", text.jobs()),
            tab(Room::Mails, "/operator/surat", text.mails()),
            tab(Room::Categories, "/operator/kategori", text.categories()),
            tab(Room::Searches, "/operator/pencarian", text.searches()),
            tab(Room::Synonyms, "/operator/sinonim", text.synonyms()),
            tab(Room::Reports, "/operator/laporan", text.reports()),
        ],
    )
}
