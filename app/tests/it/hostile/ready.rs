//! What has to be there before a form can be posted.

use std::sync::atomic::{AtomicU32, Ordering};

use engine::testing::world::{Role, World};
use engine::token::Token;

use super::forms::{PERMIT, PRODUCT, REGISTRATION};
use crate::client::{Answered, Client};

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
    /// A koperasi that waits for the regency; gives the path of the decision.
    Koperasi,
    /// A permit that waits for the regency; gives the path of the decision.
    Permit,
    /// A photo of `product-one`; gives its id.
    Picture,
    /// A token that looks like one.
    Token,
}

/// A text of the forms' tables with its braces filled.
pub fn filled_in(world: &World, text: &str, given: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    if !text.contains('{') {
        return text.to_owned();
    }
    let n = NUMBER.fetch_add(1, Ordering::Relaxed);
    let next_year = world.desk.now().date() + time::Duration::days(365);
    text.replace("{hp}", &format!("0813{n:08}"))
        .replace("{nik}", &format!("33250{n:08}"))
        .replace("{n}", &n.to_string())
        .replace("{depan}", &next_year.to_string())
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
            list.attr("form[action^='/dinas/koperasi/']", "action").expect("a koperasi waits")
        }
        Ready::Permit => {
            post_good(world, Role::Member, "/usaha/izin?usaha=shop-one", PERMIT).await;
            let list = Client::of(world, Role::Regency).get("/dinas/izin").await;
            list.attr("form[action^='/dinas/izin/']", "action").expect("a permit waits")
        }
        Ready::Picture => picture(world).await,
    }
}

async fn picture(world: &World) -> String {
    let path = "/usaha/produk/product-one?usaha=shop-one";
    let mut member = Client::of(world, Role::Member);
    let there = |page: &Answered| page.attr(".foto-atur input[name=foto]", "value");
    if let Some(id) = there(&member.get(path).await) {
        return id;
    }
    let photo = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 90]));
    let mut jpeg = std::io::Cursor::new(Vec::new());
    photo.write_to(&mut jpeg, image::ImageFormat::Jpeg).expect("a JPEG");
    member.post_files(path, PRODUCT, &[("foto", "a.jpg", &jpeg.into_inner())]).await;
    there(&member.get(path).await).expect("the product has a photo")
}
