//! The operator's rooms: mails that were not sent, jobs that failed.

mod jobs;
mod mails;
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Jobs,
    Mails,
    Categories,
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
        ],
    )
}
