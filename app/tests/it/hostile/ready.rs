//! What has to be there before a form can be posted.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::access::Member;
use domain::buying::State;
use domain::dates::Day;
use domain::ids::JournalId;
use domain::ledger::forms::{Movement, Way};
use domain::money::Rupiah;
use engine::testing::goods::version;
use engine::testing::purchasing::officer_of;
use engine::testing::world::{Role, World};
use engine::testing::{books, carts, orders as placed, purchasing, set_password};
use engine::token::Token;

use super::forms::{OFFER, PERMIT, REGISTRATION, REQUEST, SUPPLIER};
use crate::client::Client;
use crate::{goods, offers, orders, reviews, round_office};

/// A form that was accepted has used it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// A supplier was asked for a price; gives the secret of its link.
    QuoteLink,
    /// A supplier has answered; gives the id of the request, and that of the offer behind a `#`.
    Answered,
    /// A round that is settled; gives its id.
    Settled,
    /// An offer that the first koperasi may use; gives its id.
    Offer,
    /// A round that is planned; gives its id, and its version and its offer's id behind a `#` each.
    Draft,
    /// A round that is open; gives its id.
    Open,
    /// A round that has closed, with a pack that is not full; gives its id, and its version behind a `#`.
    Closed,
    /// A round whose goods are expected; gives its id.
    Expected,
    /// A round whose goods have come; gives the path of a member's share.
    Share,
    /// The member of the first koperasi has paid in a million.
    Deposit,
    /// The member owes a million, and nobody has asked to write it off.
    Debt,
    /// An invoice of the member; gives its id.
    Invoice,
    /// A deposit that can be undone; gives its journal's id.
    Journal,
    /// A supplier that the first koperasi owes a million; gives its slug.
    SupplierDebt,
    /// The first koperasi owes the second a million.
    KoperasiDebt,
    /// The second koperasi owes the first a million.
    KoperasiClaim,
    /// A payment of the second koperasi to the first, to be confirmed; gives its id.
    Payment,
    /// A token that looks like one.
    Token,
    /// The person and the second koperasi's member have a password.
    Password,
    /// Staff of the regency's office have none, as whoever has only ordered.
    NoPassword,
    // buying: K
    /// Somebody has a kilogram of `product-one` in the cart.
    Cart,
    /// The same, and the shop brings it to Limpung.
    Brought,
    /// A new order of the person at `shop-one`; gives its number.
    Order,
    /// The same, by its signed link: gives the number and the signature.
    OrderLink,
    /// One that was accepted; gives its number.
    AcceptedOrder,
    // buying: R
    /// An order of the first shop that is done; gives its number and a line of it, as its address has them.
    DoneLine,
    /// An order of the first shop that is on its way; gives its number.
    SentOrder,
    /// A complaint about such an order; gives its number.
    Complained,
    /// A review that nobody has answered; gives its line.
    Reviewed,
    /// A review that somebody has reported; gives its line.
    Reported,
    /// A line of the cash book of `shop-one`, money in; gives its id.
    CashEntry,
}

/// A text of the forms' tables with its braces filled.
pub fn filled_in(world: &World, text: &str, given: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(1000);
    if !text.contains('{') {
        return text.to_owned();
    }
    let n = NUMBER.fetch_add(1, Ordering::Relaxed);
    let day = |days: i64| (world.desk.today().date() + time::Duration::days(days)).to_string();
    text.replace("{hp}", &format!("0813{n:08}"))
        .replace("{nik}", &format!("33250{n:08}"))
        .replace("{n}", &n.to_string())
        .replace("{kunci}", &engine::ids::fresh::<domain::ids::IdempotencyKey>().to_string())
        .replace("{kemarin}", &day(-1))
        .replace("{besok}", &day(1))
        .replace("{pekan}", &day(7))
        .replace("{dua_pekan}", &day(14))
        .replace("{depan}", &day(365))
        .replace("{versi}", given.split('#').nth(1).unwrap_or_default())
        .replace("{penawaran}", given.rsplit('#').next().unwrap_or_default())
        .replace("{}", given)
}

/// Posts what is accepted, whether or not it is there already.
async fn post_good(world: &World, role: Role, path: &str, good: &[(&str, &str)]) {
    let sent: Vec<(&str, String)> = good.iter().map(|(name, text)| (*name, filled_in(world, text, ""))).collect();
    let pairs: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Client::of(world, role).post(path, &pairs).await;
}

/// The slug of a supplier that is written to by chat: mails with a link are few a day.
async fn supplier(world: &World) -> String {
    let silent: Vec<_> = SUPPLIER.iter().copied().filter(|(name, _)| *name != "email").collect();
    let entered = Client::of(world, Role::Officer).post("/pengurus/koperasi-one/pemasok/baru", &silent).await;
    entered.location().rsplit('/').next().expect("a slug").to_owned()
}

/// Asks a new supplier for a price; gives the page of the request and the secret of the link.
async fn quote(world: &World) -> (String, String) {
    let mut officer = Client::of(world, Role::Officer);
    let supplier = supplier(world).await;
    let mut form: Vec<(&str, String)> = REQUEST.iter().map(|(name, text)| (*name, filled_in(world, text, ""))).collect();
    form.push(("pemasok", supplier));
    let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let asked = officer.post("/pengurus/koperasi-one/permintaan/baru", &form).await;
    let page = asked.location().to_owned();
    let link = officer.get(&page).await.attr("main input[readonly]", "value").expect("a link to send");
    (page, link.rsplit('/').next().expect("a secret").to_owned())
}

async fn member(world: &World) -> Member {
    purchasing::member_of(&world.desk, world.koperasi[0], world.account(Role::Member)).await
}

/// The treasurer of the first koperasi takes a million from the member.
async fn deposit(world: &World) -> JournalId {
    let by = books::treasurer(&officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await);
    let movement = Movement { amount: Rupiah(1_000_000), way: Way::Cash, day: Day::of(world.desk.now()), note: None };
    let membership = member(world).await.membership();
    engine::ledger::deposit_in(&world.desk, &by, membership, &movement, engine::ids::fresh()).await.expect("it is paid in")
}

/// Makes it so, and gives what `{}` stands for.
pub async fn ready(world: &World, what: Ready) -> String {
    match what {
        Ready::Nothing => String::new(),
        Ready::Token => Token::fresh().reveal().to_owned(),
        Ready::Password => {
            for role in [Role::Person, Role::OtherMember] {
                set_password(&world.desk, world.account(role), Some("sawah di tepi kali")).await;
            }
            String::new()
        }
        Ready::NoPassword => {
            set_password(&world.desk, world.account(Role::Regency), None).await;
            String::new()
        }
        Ready::DoneLine => {
            let one = reviews::bought(world, State::Done).await;
            format!("{}/ulasan/{}", one.number, one.line)
        }
        Ready::SentOrder => reviews::bought(world, State::Sent).await.number.to_string(),
        Ready::Complained => reviews::complained(world).await.number.to_string(),
        Ready::Reviewed => reviews::reviewed(world, "3").await.line.to_string(),
        Ready::Reported => {
            let line = reviews::reviewed(world, "3").await.line;
            Client::of(world, Role::OtherMember).post(&format!("/ulasan/{line}/lapor"), &[("alasan", "Kasar.")]).await;
            line.to_string()
        }
        Ready::Account => world.account(Role::Member).to_string(),
        Ready::Cart | Ready::Brought => {
            if what == Ready::Brought {
                carts::brings(&world.desk, world.shops[0].id).await;
            }
            carts::stock(&world.desk, world.products[0], 1_000_000_000).await;
            // Of what nobody has answered there are not many.
            placed::long_ago(&world.desk).await;
            Client::of(world, Role::Person).post("/keranjang", &[("produk", "product-one"), ("jumlah", "1")]).await;
            String::new()
        }
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
        Ready::Supplier => supplier(world).await,
        Ready::QuoteLink => quote(world).await.1,
        Ready::Answered => {
            let (request, secret) = quote(world).await;
            post_good(world, Role::Anyone, &format!("/penawaran/{secret}"), OFFER).await;
            let page = Client::of(world, Role::Officer).get(&request).await;
            let offer = page.attr("input[name=penawaran]", "value").expect("an answer");
            format!("{}#{offer}", request.rsplit('/').next().expect("an id"))
        }
        Ready::Settled => offers::settled(world).await.to_string(),
        Ready::Offer => round_office::offered(world).await.to_string(),
        Ready::Draft => {
            let (round, offer) = round_office::planned(world).await;
            format!("{round}#{}#{offer}", version(&world.desk, round).await)
        }
        Ready::Open => round_office::opened(world).await.to_string(),
        Ready::Closed => {
            let round = round_office::closed(world).await;
            format!("{round}#{}", version(&world.desk, round).await)
        }
        Ready::Expected => goods::expected(world).await.to_string(),
        Ready::Share => {
            let shares = format!("/pengurus/koperasi-one/pembelian/{}/jatah", goods::arrived(world).await);
            let list = Client::of(world, Role::Officer).get(&shares).await;
            let link = list.attr("main a[href*='?ubah=']", "href").expect("a line to change");
            link.replace("?ubah=", "/")
        }
        Ready::Deposit => {
            deposit(world).await;
            String::new()
        }
        Ready::Journal => deposit(world).await.to_string(),
        Ready::Debt => {
            books::owes(&world.desk, world.koperasi[0], member(world).await.membership(), 1_000_000).await;
            books::no_write_offs(&world.desk).await;
            String::new()
        }
        Ready::Invoice => {
            let by = officer_of(&world.desk, world.koperasi[0], world.account(Role::Officer)).await;
            let offer = purchasing::offer(&world.desk, world.koperasi[0]).await;
            let round = purchasing::open_round(&world.desk, &by, offer).await;
            books::invoice(&world.desk, round, &member(world).await, 1_000_000).await.to_string()
        }
        Ready::SupplierDebt => {
            let supplier = purchasing::supplier(&world.desk, world.koperasi[0]).await;
            books::owed_to_supplier(&world.desk, world.koperasi[0], supplier, None, 1_000_000).await;
            format!("pemasok-{supplier}")
        }
        Ready::KoperasiDebt => {
            books::between(&world.desk, world.koperasi[0], world.koperasi[1], 1_000_000).await;
            String::new()
        }
        Ready::KoperasiClaim => {
            books::between(&world.desk, world.koperasi[1], world.koperasi[0], 1_000_000).await;
            String::new()
        }
        Ready::Payment => {
            let [one, two] = world.koperasi;
            books::between(&world.desk, two, one, 1_000).await;
            books::paid_between(&world.desk, two, one, 1_000, world.account(Role::OtherOfficer)).await.to_string()
        }
        Ready::Order => fresh_order(world).await.number.to_string(),
        Ready::OrderLink => orders::link(world, &fresh_order(world).await),
        Ready::AcceptedOrder => {
            placed::long_ago(&world.desk).await;
            orders::accepted(world).await.number.to_string()
        }
        Ready::CashEntry => {
            // Of today, so that the book opens on its month.
            let good = [("jumlah", "25.000"), ("jenis", "sale")];
            post_good(world, Role::Member, "/usaha/kas/masuk?usaha=shop-one", &good).await;
            let book = Client::of(world, Role::Member).get("/usaha/kas?usaha=shop-one").await;
            let line = book.attr("td a[href^='/usaha/kas/']", "href").expect("a line to change");
            line.split(['/', '?']).nth(3).expect("an id").to_owned()
        }
        Ready::Permit => {
            post_good(world, Role::Member, "/usaha/izin?usaha=shop-one", PERMIT).await;
            let list = Client::of(world, Role::Regency).get("/dinas/izin").await;
            list.attr("form[action^='/dinas/izin/']", "action").expect("a permit waits")
        }
    }
}

/// However many there were before.
async fn fresh_order(world: &World) -> placed::NewOrder {
    placed::long_ago(&world.desk).await;
    orders::placed(world).await
}
