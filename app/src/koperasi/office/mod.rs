//! The officers' rooms. Supervisors see all of it, without buttons.

mod applications;
mod due;
mod members;
pub(crate) mod offices;
mod profile;
mod purchases_due;
mod quotes_due;
mod shops;
mod text;

use axum::http::StatusCode;
use domain::access::{Duty, Officer, Overseer};
use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::{Answer, Frame, Head, Reader, Routes, Screen, Tab};
use crate::ui::{self, Button, NavLink, Notice};

use text::Text;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}", due::page)
        .get("/pengurus/{koperasi}/permohonan", applications::page)
        .post("/pengurus/{koperasi}/permohonan/{membership}/terima", applications::admit)
        .get("/pengurus/{koperasi}/permohonan/{membership}/tolak", applications::decline_form)
        .post("/pengurus/{koperasi}/permohonan/{membership}/tolak", applications::decline)
        .post("/pengurus/{koperasi}/undangan/{membership}/tarik", applications::withdraw)
        .get("/pengurus/{koperasi}/anggota", members::page)
        .get("/pengurus/{koperasi}/anggota.csv", members::csv)
        .get("/pengurus/{koperasi}/anggota.xlsx", members::xlsx)
        .get("/pengurus/{koperasi}/anggota/baru", members::add_form)
        .post("/pengurus/{koperasi}/anggota/baru", members::add)
        .post("/pengurus/{koperasi}/anggota/{akun}/kode", members::issue_code)
        .get("/pengurus/{koperasi}/usaha", shops::page)
        .get("/pengurus/{koperasi}/tugas", offices::page)
        .post("/pengurus/{koperasi}/tugas", offices::appoint)
        .post("/pengurus/{koperasi}/tugas/{office}/akhiri", offices::end)
        .get("/pengurus/{koperasi}/profil", profile::form)
        .post("/pengurus/{koperasi}/profil", profile::submit)
}

/// The rooms, as tabs on each officers' page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Due,
    Applications,
    Members,
    Shops,
    Complaints,
    Reviews,
    Suppliers,
    Offers,
    Purchases,
    Books,
    Insight,
    Offices,
    Profile,
}

/// The head of every officers' page: whose it is, its name, the way to the others.
pub(crate) fn head(lang: Lang, by: &Overseer, room: Room, title: &str, lead: Option<&str>) -> AnyView {
    let text = Text(lang);
    let base = format!("/pengurus/{}", by.koperasi().slug);
    let tab = |of: Room, path: &str, label: &str| NavLink::new(format!("{base}{path}"), label).current(of == room);
    let tabs = [
        tab(Room::Due, "", text.due()),
        tab(Room::Applications, "/permohonan", text.applications()),
        tab(Room::Members, "/anggota", text.members()),
        tab(Room::Shops, "/usaha", text.shops()),
        tab(Room::Complaints, "/keluhan", text.complaints()),
        tab(Room::Reviews, "/ulasan", text.reviews()),
        tab(Room::Purchases, "/pembelian", text.purchases()),
        tab(Room::Books, "/buku", text.books()),
        tab(Room::Suppliers, "/pemasok", text.suppliers()),
        tab(Room::Offers, "/penawaran", text.offers()),
        tab(Room::Insight, "/wawasan", text.insight()),
        tab(Room::Offices, "/tugas", text.offices()),
        tab(Room::Profile, "/profil", text.profile()),
    ];
    view! {
        {ui::page_head(Some(&by.koperasi().name), title, lead)}
        {ui::tabs(text.rooms(), &tabs)}
    }
    .into_any()
}

pub fn duty_name(lang: Lang, duty: Duty) -> &'static str {
    match duty {
        Duty::Chair => lang.pick("Ketua", "Chair"),
        Duty::Secretary => lang.pick("Sekretaris", "Secretary"),
        Duty::Treasurer => lang.pick("Bendahara", "Treasurer"),
        Duty::Manager => lang.pick("Manajer", "Manager"),
        Duty::Supervisor => lang.pick("Pengawas", "Supervisor"),
    }
}

/// What an officer of a koperasi that nobody has verified is told in place of what they asked for.
pub(crate) fn unverified(reader: &Reader, by: &Officer) -> Answer {
    let screen = UnverifiedScreen { name: by.koperasi().name.clone(), back: format!("/pengurus/{}", by.koperasi().slug) };
    reader.page(screen).status(StatusCode::CONFLICT)
}

struct UnverifiedScreen {
    name: String,
    back: String,
}

impl Screen for UnverifiedScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).unverified()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        ui::narrow(view! {
            {ui::page_head(Some(&self.name), text.unverified(), None)}
            {Notice::Warning.with(frame.lang, text.verified_first(), Some(Button::quiet(text.due()).link(self.back)))}
        })
    }
}
