//! People: register, sign in and out, a lost password, and one's own account.

mod account;
mod leaving;
mod no_code;
mod notices;
mod register;
mod reset;
mod saved;
mod sign_in;
mod text;

pub use no_code::no_code;
pub use notices::in_one_sentence;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get("/daftar", register::form)
        .post("/daftar", register::submit)
        .get("/masuk", sign_in::form)
        .post("/masuk", sign_in::submit)
        .post("/keluar", sign_in::sign_out)
        .get("/lupa", reset::ask)
        .post("/lupa", reset::send)
        .get("/lupa/kode", reset::code_form)
        .post("/lupa/kode", reset::code_submit)
        .get("/lupa/tautan/{token}", reset::link_form)
        .post("/lupa/tautan/{token}", reset::link_submit)
        .get("/akun", account::page)
        .get("/akun/profil", account::profile_form)
        .post("/akun/profil", account::profile_submit)
        .get("/akun/kata-sandi", account::password_form)
        .post("/akun/kata-sandi", account::password_submit)
        .get("/akun/perangkat", account::devices)
        .post("/akun/perangkat", account::end_device)
        .get("/akun/kabar", notices::page)
        .post("/akun/kabar", notices::read_all)
        .get("/akun/kabar/{id}", notices::open)
        .get("/akun/pencarian", saved::page)
        .post("/akun/pencarian/{id}/hapus", saved::remove)
        .get("/akun/data.json", leaving::export)
        .get("/akun/tutup", leaving::form)
        .post("/akun/tutup", leaving::submit)
}
