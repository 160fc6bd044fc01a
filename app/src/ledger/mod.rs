//! The books of a koperasi: what officers and supervisors read, what the treasurer posts, and each member's
//! own part of it.

mod accounts;
mod ages;
mod between;
mod deeds;
pub(crate) mod due;
mod form;
mod journals;
mod mapping;
mod members;
mod notes;
mod overview;
mod own;
mod statement;
mod suppliers;
mod text;
mod write_offs;

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::{Posted, Reader, Routes};
use crate::koperasi::office::{self, Room};
use crate::ui::{self, NavLink};

use deeds::Deed;
use text::Text;

pub fn routes() -> Routes {
    let routes = Routes::new()
        .get("/pengurus/{koperasi}/buku", overview::page)
        .get("/pengurus/{koperasi}/buku/jurnal", journals::page)
        .get("/pengurus/{koperasi}/buku/jurnal/baru", journals::new_form)
        .post("/pengurus/{koperasi}/buku/jurnal/baru", journals::add)
        .get("/pengurus/{koperasi}/buku/jurnal/{id}", journals::one)
        .get("/pengurus/{koperasi}/buku/jurnal/{id}/koreksi", journals::correct_form)
        .post("/pengurus/{koperasi}/buku/jurnal/{id}/koreksi", journals::correct)
        .get("/pengurus/{koperasi}/buku/akun/{code}", accounts::page)
        .get("/pengurus/{koperasi}/buku/neraca", accounts::trial_balance)
        .get("/pengurus/{koperasi}/buku/anggota", members::page)
        .get("/pengurus/{koperasi}/buku/anggota/{number}", members::one)
        .get("/pengurus/{koperasi}/buku/anggota/{number}/rekening.pdf", members::pdf)
        .get("/pengurus/{koperasi}/buku/anggota/{number}/rekening.xlsx", members::xlsx)
        .get("/pengurus/{koperasi}/buku/umur", ages::page)
        .get("/pengurus/{koperasi}/buku/pemasok", suppliers::page)
        .get("/pengurus/{koperasi}/buku/pemasok/{slug}/bayar", suppliers::form)
        .post("/pengurus/{koperasi}/buku/pemasok/{slug}/bayar", suppliers::pay)
        .get("/pengurus/{koperasi}/buku/pemasok/{slug}/nota", notes::supplier_form)
        .post("/pengurus/{koperasi}/buku/pemasok/{slug}/nota", notes::supplier)
        .get("/pengurus/{koperasi}/buku/koperasi", between::page)
        .get("/pengurus/{koperasi}/buku/koperasi/{slug}/bayar", between::form)
        .post("/pengurus/{koperasi}/buku/koperasi/{slug}/bayar", between::pay)
        .get("/pengurus/{koperasi}/buku/koperasi/{slug}/nota", notes::koperasi_form)
        .post("/pengurus/{koperasi}/buku/koperasi/{slug}/nota", notes::koperasi)
        .get("/pengurus/{koperasi}/buku/koperasi/terima/{payment}", between::confirm_form)
        .post("/pengurus/{koperasi}/buku/koperasi/terima/{payment}", between::confirm)
        .get("/pengurus/{koperasi}/buku/penghapusan", write_offs::page)
        .post("/pengurus/{koperasi}/buku/penghapusan/{id}/setuju", write_offs::agree)
        .post("/pengurus/{koperasi}/buku/penghapusan/{id}/tolak", write_offs::refuse)
        .get("/pengurus/{koperasi}/buku/pemetaan", mapping::page)
        .post("/pengurus/{koperasi}/buku/pemetaan", mapping::set)
        .get("/pengurus/{koperasi}/buku/pemetaan/akun", mapping::new_form)
        .post("/pengurus/{koperasi}/buku/pemetaan/akun", mapping::add)
        .get("/pengurus/{koperasi}/buku/pemetaan/akun/{code}", mapping::rename_form)
        .post("/pengurus/{koperasi}/buku/pemetaan/akun/{code}", mapping::rename)
        .get("/akun/buku", own::page)
        .get("/akun/buku.pdf", own::pdf)
        .get("/akun/buku.xlsx", own::xlsx);
    let routes = deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/titipan", Deed::DepositIn);
    let routes = deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/kembalikan", Deed::DepositOut);
    let routes = deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/bayar", Deed::Pay);
    let routes = deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/batas", Deed::Limit);
    let routes = deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/hapus", Deed::WriteOff);
    deed(routes, "/pengurus/{koperasi}/buku/anggota/{number}/nota", Deed::Note)
}

/// The form of something that the treasurer does for one member, and what it does.
fn deed(routes: Routes, path: &'static str, deed: Deed) -> Routes {
    routes
        .get(path, move |reader: Reader, overseer: Overseer, by: Treasurer, member: Path<(String, String)>| {
            deeds::form(deed, reader, overseer, by, member)
        })
        .post(path, move |reader: Reader, overseer: Overseer, by: Treasurer, member: Path<(String, String)>, posted: Posted| {
            deeds::submit(deed, reader, overseer, by, member, posted)
        })
}

/// The pages of the books, as chips on each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Overview,
    Members,
    Ages,
    Suppliers,
    Koperasi,
    Journals,
    TrialBalance,
    WriteOffs,
    Mapping,
}

/// The head of every officers' page of the books.
fn head(lang: Lang, by: &Overseer, leaf: Leaf, title: &str, lead: Option<&str>) -> AnyView {
    let text = Text(lang);
    let base = base(by);
    let chip = |of: Leaf, path: &str, label: &str| NavLink::new(format!("{base}{path}"), label).current(of == leaf);
    let chips = [
        chip(Leaf::Overview, "", text.overview()),
        chip(Leaf::Members, "/anggota", text.members()),
        chip(Leaf::Ages, "/umur", text.ages()),
        chip(Leaf::Suppliers, "/pemasok", text.suppliers()),
        chip(Leaf::Koperasi, "/koperasi", text.other_koperasi()),
        chip(Leaf::Journals, "/jurnal", text.journals()),
        chip(Leaf::TrialBalance, "/neraca", text.trial_balance()),
        chip(Leaf::WriteOffs, "/penghapusan", text.write_offs()),
        chip(Leaf::Mapping, "/pemetaan", text.mapping()),
    ];
    view! { {office::head(lang, by, Room::Books, title, lead)} {ui::chips(text.pages(), &chips)} }.into_any()
}

fn base(by: &Overseer) -> String {
    format!("/pengurus/{}/buku", by.koperasi().slug)
}

/// Whether the reader posts money; everybody else is told who does.
fn posts_money(by: &Overseer) -> bool {
    by.officer().is_some_and(|officer| officer.treasurer().is_ok())
}

/// In place of the forms, for those who only read.
fn who_posts(text: Text, by: &Overseer) -> Option<AnyView> {
    (!posts_money(by)).then(|| view! { <p class="petunjuk">{text.who_posts()}</p> }.into_any())
}

/// The page of a list that an address asks for, from 1.
fn nth(reader: &Reader) -> i64 {
    crate::house::posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000)
}
