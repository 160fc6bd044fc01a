//! What has to be there before a form can be posted.

use std::sync::atomic::{AtomicU32, Ordering};

use engine::testing::world::{Role, World};
use engine::token::Token;

use super::forms::{PERMIT, REGISTRATION, SUPPLIER};
use crate::client::Client;

/// A form that was accepted has used it up.
#[derive(Debug, Clone, Copy)]
pub enum Ready {
    Nothing,
    /// The person belongs to no koperasi, nor has applied.
    Outside,
    /// An application that waits; gives the path of its refusal.
    Application,
    /// A new member; gives the phone number.
    Member,
    /// Gives the id of the member who owns `shop-one`.
    Account,
    /// A koperasi that waits for the regency; gives the path of the decision, and its version behind a `#`.
    Koperasi,
    /// The first koperasi; gives its id, and its version behind a `#`.
    Verified,
    /// A permit that waits for the regency; gives the path of the decision.
    Permit,
    /// A supplier that the first koperasi entered; gives its slug.
    Supplier,
    /// A token that looks like one.
    Token,
}

/// A text of the forms' tables with its braces filled.
pub fn filled_in(world: &World, text: &str, given: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(1000);
    if !text.contains('{') {
        return text.to_owned();
    }
    let n = NUMBER.fetch_add(1, Ordering::Relaxed);
    let next_year = world.desk.now().date() + time::Duration::days(365);
    text.replace("{hp}", &format!("0813{n:08}"))
        .replace("{nik}", &format!("33250{n:08}"))
        .replace("{n}", &n.to_string())
        .replace("{depan}", &next_year.to_string())
        .replace("{versi}", given.split_once('#').map_or("", |(_, version)| version))
        .replace("{}", given)
}

/// Posts what is accepted, whether or not it is there already.
async fn post_good(world: &World, role: Role, path: &str, good: &[(&str, &str)]) {
    let sent: Vec<(&str, String)> = good.iter().map(|(name, text)| (*name, filled_in(world, text, ""))).collect();
    let pairs: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Client::of(world, role).post(path, &pairs).await;
}

/// Makes it so, and gives what `{}` stands for.
pub async fn ready(world: &World, what: Ready) -> String {
    match what {
        Ready::Nothing => String::new(),
        Ready::Token => Token::fresh().reveal().to_owned(),
        Ready::Account => world.account(Role::Member).to_string(),
        Ready::Outside => {
            Client::of(world, Role::Person).post("/koperasi/koperasi-one/keluar", &[]).await;
            String::new()
        }
        Ready::Application => {
            post_good(world, Role::Person, "/koperasi/koperasi-one/gabung", &[]).await;
            let list = Client::of(world, Role::Officer).get("/pengurus/koperasi-one/permohonan").await;
            list.attr("a[href$='/tolak']", "href").expect("an application waits")
        }
        Ready::Member => {
            let phone = filled_in(world, "{hp}", "");
            let good = [("nama", "Mbah Karto"), ("telepon", phone.as_str())];
            post_good(world, Role::Officer, "/pengurus/koperasi-one/anggota/baru", &good).await;
            phone
        }
        Ready::Koperasi => {
            post_good(world, Role::Person, "/koperasi/daftar", REGISTRATION).await;
            let list = Client::of(world, Role::Regency).get("/dinas/koperasi").await;
            let path = list.attr("form[action^='/dinas/koperasi/']", "action").expect("a koperasi waits");
            let version = list.attr(&format!("form[action='{path}'] input[name=versi]"), "value").expect("a version");
            format!("{path}#{version}")
        }
        Ready::Verified => {
            let id = world.koperasi[0];
            let form = Client::of(world, Role::Regency).get(&format!("/dinas/koperasi/{id}/data")).await;
            format!("{id}#{}", form.attr("input[name=versi]", "value").expect("a version"))
        }
        Ready::Supplier => {
            let entered = Client::of(world, Role::Officer).post("/pengurus/koperasi-one/pemasok/baru", SUPPLIER).await;
            entered.location().rsplit('/').next().expect("a slug").to_owned()
        }
        Ready::Permit => {
            post_good(world, Role::Member, "/usaha/izin?usaha=shop-one", PERMIT).await;
            let list = Client::of(world, Role::Regency).get("/dinas/izin").await;
            list.attr("form[action^='/dinas/izin/']", "action").expect("a permit waits")
        }
    }
}
