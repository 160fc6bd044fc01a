//! The demo market as plain values: eight koperasi (and one that waits), their people, about 150
//! shops and 1,200 products, always the same. Nothing here touches a database; `demo::load` does.

pub mod categories;
pub mod clusters;
pub mod names;
pub mod orders;
mod people;
pub mod places;
mod products;
pub mod purchases;
mod shops;
pub mod suppliers;
#[cfg(test)]
mod tests;
mod words;

pub use people::{DUTIES, KOPERASI};
pub(super) use products::{describe, priced, tiers};
pub(super) use shops::near;

/// Where a person stands in [`Market::people`]; their phone is the demo number of the same index.
pub type Person = usize;

/// A person with an account.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// Made up.
    pub name: String,
}

/// A koperasi.
#[derive(Debug, Clone, Copy)]
pub struct DemoKoperasi {
    /// Its name.
    pub name: &'static str,
    /// As the table's check allows: ksu, kud, kopdes, konsumen, produsen, pemasaran.
    pub legal_form: &'static str,
    /// A sample: real ones do not begin with 33250000.
    pub nik: &'static str,
    /// Kecamatan.
    pub district: &'static str,
    /// Desa or kelurahan.
    pub village: &'static str,
    /// Street.
    pub address: &'static str,
    /// E-mail at a domain that cannot exist (RFC 2606).
    pub email: &'static str,
    /// What it is for.
    pub story: &'static str,
    /// False: registered, waiting for the dinas.
    pub verified: bool,
}

/// A term of office.
#[derive(Debug, Clone, Copy)]
pub struct DemoOffice {
    /// Index into koperasi.
    pub koperasi: usize,
    /// Who.
    pub person: Person,
    /// ketua, sekretaris, bendahara, manajer, pengawas.
    pub duty: &'static str,
}

/// Where a membership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Waits for the officers.
    Applied,
    /// Member.
    Admitted,
    /// Refused with an answer.
    Declined,
}

/// A membership or an application for one.
#[derive(Debug, Clone, Copy)]
pub struct DemoMembership {
    /// Index into koperasi.
    pub koperasi: usize,
    /// Who.
    pub person: Person,
    /// How it stands.
    pub standing: Standing,
    /// Why they applied.
    pub reason: &'static str,
    /// How long ago they applied.
    pub days_ago: i64,
}

/// What was decided on a permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Seen and found right.
    Verified,
    /// Not looked at yet.
    Waiting,
    /// Sent back.
    Refused(&'static str),
}

/// A permit with a sample number.
#[derive(Debug, Clone)]
pub struct DemoPermit {
    /// nib, pirt, halal, trademark.
    pub kind: &'static str,
    /// A sample number in the right form.
    pub number: String,
    /// Days from the day of loading until it ends; negative: ended; none: does not end.
    pub expires_in: Option<i64>,
    /// What was decided.
    pub decision: Decision,
}

/// From and to, such as 08:00.
pub type Hours = [Option<(&'static str, &'static str)>; 7];

/// A shop.
#[derive(Debug, Clone)]
pub struct DemoShop {
    /// Its name.
    pub name: String,
    /// Who owns it.
    pub owner: Person,
    /// Which koperasi vouches for it.
    pub koperasi: usize,
    /// Its line of business.
    pub cluster: &'static clusters::Cluster,
    /// Kecamatan.
    pub place: &'static places::Place,
    /// Desa or kelurahan.
    pub village: &'static str,
    /// About where, in millionths of a degree.
    pub lat: i32,
    /// About where, in millionths of a degree.
    pub lng: i32,
    /// Two to four sentences.
    pub story: String,
    /// Monday first.
    pub hours: Hours,
    /// In each state.
    pub permits: Vec<DemoPermit>,
    /// For its cover picture, kind "sampul".
    pub cover_seed: u64,
}

/// Whether people see a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// On the market.
    Published,
    /// Not yet.
    Draft,
    /// No more.
    Archived,
}

/// A product.
#[derive(Debug, Clone)]
pub struct DemoProduct {
    /// Index into shops.
    pub shop: usize,
    /// Unique within the shop.
    pub name: String,
    /// Category slug.
    pub category: &'static str,
    /// Paragraphs and a list, plain text.
    pub description: String,
    /// Rupiah for one sale unit.
    pub price: i64,
    /// Code of a `domain::quantity::SaleUnit`.
    pub sale_unit: &'static str,
    /// Whole sale units in stock; none: made to order.
    pub stock: Option<i64>,
    /// Days to make it, when made to order.
    pub made_days: Option<i64>,
    /// From this many sale units on, this price; both strictly ordered.
    pub tiers: Vec<(i64, i64)>,
    /// Other spellings.
    pub keywords: &'static str,
    /// Whether people see it.
    pub shown: Shown,
    /// Picture kind.
    pub kind: &'static str,
    /// Picture seed.
    pub picture_seed: u64,
    /// How long ago it was listed.
    pub days_ago: i64,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Market {
    /// Eight verified and one waiting.
    pub koperasi: Vec<DemoKoperasi>,
    /// Everyone; the person's index is their demo phone number.
    pub people: Vec<DemoPerson>,
    /// Runs the platform.
    pub operator: Person,
    /// Works at the dinas.
    pub dinas: Person,
    /// People who only buy.
    pub buyers: Vec<Person>,
    /// Terms of office.
    pub offices: Vec<DemoOffice>,
    /// Memberships and applications.
    pub memberships: Vec<DemoMembership>,
    /// Shops.
    pub shops: Vec<DemoShop>,
    /// Products, by shop.
    pub products: Vec<DemoProduct>,
}

/// The market of Batang, the same on every call.
#[must_use]
pub fn market() -> Market {
    let mut market = people::founders();
    let mut names = names::Names::new(2026);
    shops::open(&mut market, &mut names);
    people::join(&mut market, &mut names);
    products::list(&mut market);
    market
}
