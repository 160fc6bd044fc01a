//! Who buys and sells: the demo's shops as their owners keep them, and people as the database has them.

use std::collections::HashMap;

use domain::access::{BusinessRef, Keeper, Officer, Person};
use domain::ids::{AccountId, BusinessId, KoperasiId};
use domain::people::PersonName;
use domain::phone::Phone;
use domain::slug::Slug;
use uuid::Uuid;

use super::text;
use crate::demo::data::names::Names;
use crate::demo::data::places::{PLACES, Place};
use crate::demo::data::{Market, Standing};
use crate::demo::load::{fixed_id, phone, table};
use crate::demo::seed::Seed;
use crate::demo::year;
use crate::desk::Desk;
use crate::trouble::Result;

/// Far from the numbers of people, behind those of suppliers.
const GUEST_PHONES: usize = 950_000;

/// A shop that strangers see.
pub struct Stall {
    /// In the market.
    pub nth: usize,
    pub slug: Slug,
    pub keeper: Keeper,
    /// The owner as a person, who speaks in complaints.
    pub owner: Person,
    /// Of what it sells, by the product's place in the market.
    pub goods: HashMap<usize, Slug>,
}

/// Somebody who buys, before the database is asked.
pub struct DemoBuyer {
    pub who: Who,
    /// Where goods are brought.
    pub place: &'static Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Of the market's people.
    Person(usize),
    /// Orders with a name and a number, without a password.
    Guest(usize),
}

/// The same, as they order.
pub enum Buyer {
    Account(Person),
    Guest(PersonName, Phone),
}

/// How many buy without an account of their own.
pub const GUESTS: usize = 6;

/// Everyone who buys: the demo's known buyer first, the guests last.
pub fn list(market: &Market) -> Vec<DemoBuyer> {
    let mut seed = Seed::named("pembeli", 1);
    let is_officer = |person: usize| market.offices.iter().any(|o| o.person == person);
    let is_owner = |person: usize| market.shops.iter().any(|s| s.owner == person);
    let members = market.memberships.iter().filter(|m| m.standing == Standing::Admitted);
    let members = members.map(|m| m.person).filter(|p| !is_officer(*p) && !is_owner(*p)).step_by(3);
    let owners = market.shops.iter().enumerate().filter(|(nth, _)| nth % 23 == 7).map(|(_, s)| s.owner);
    let people: Vec<usize> =
        known(market).into_iter().chain(market.buyers.iter().copied()).chain(members).chain(owners).collect();
    let all = people.into_iter().map(Who::Person).chain((0..GUESTS).map(Who::Guest));
    // The first ones live where the demo's seller does.
    let homes = (0..).map(|nth| if nth < 5 { market.shops[0].place } else { seed.pick(&PLACES) });
    all.zip(homes).map(|(who, place)| DemoBuyer { who, place }).collect()
}

/// Whom `guyub demo` prints as the buyer: who was turned down by a koperasi is the first.
fn known(market: &Market) -> Option<usize> {
    let first = market.memberships.iter().find(|m| m.standing == Standing::Declined);
    first.map(|m| m.person)
}

/// The shops of the market that are open, with what they have on sale.
///
/// # Errors
/// When the database does not answer.
pub async fn stalls(desk: &Desk, market: &Market) -> Result<Vec<Stall>> {
    let ids: Vec<Uuid> = (0..market.shops.len()).map(|nth| fixed_id(table::BUSINESS, nth)).collect();
    let rows = sqlx::query!(
        r#"select id as "id!: BusinessId", slug as "slug!", owner_id as "owner!: AccountId", koperasi_id as "koperasi?: KoperasiId"
           from business_public where id = any ($1)"#,
        &ids
    )
    .fetch_all(desk.db())
    .await?;
    let goods = goods(desk, market).await?;
    let today = desk.today().date();
    let mut stalls = Vec::with_capacity(rows.len());
    for (nth, id) in ids.into_iter().enumerate() {
        let Some(row) = rows.iter().find(|row| row.id.0 == id) else { continue };
        let standing = year::standing(row.owner);
        let business = BusinessRef { id: row.id, owner: row.owner, koperasi: row.koperasi };
        let Ok(keeper) = standing.keeper(business, today) else { continue };
        let own = goods.iter().filter(|(product, _)| market.products[**product].shop == nth);
        let goods = own.map(|(product, slug)| (*product, slug.clone())).collect();
        stalls.push(Stall { nth, slug: text(Slug::parse(&row.slug))?, keeper, owner: standing.person(), goods });
    }
    Ok(stalls)
}

async fn goods(desk: &Desk, market: &Market) -> Result<HashMap<usize, Slug>> {
    let ids: Vec<Uuid> = (0..market.products.len()).map(|nth| fixed_id(table::PRODUCT, nth)).collect();
    let places: HashMap<Uuid, usize> = ids.iter().copied().zip(0..).collect();
    let rows = sqlx::query!("select id, slug from product where id = any ($1) and state = 'published'", &ids)
        .fetch_all(desk.db())
        .await?;
    let found = rows.into_iter().filter_map(|row| Some((*places.get(&row.id)?, Slug::parse(&row.slug).ok()?)));
    Ok(found.collect())
}

/// The buyers, in the order of [`list`].
///
/// # Errors
/// When the database does not answer.
pub async fn buyers(desk: &Desk, market: &Market) -> Result<Vec<Option<Buyer>>> {
    let all = list(market);
    let phones: Vec<String> = all.iter().map(|b| number(b.who)).collect();
    let rows =
        sqlx::query!(r#"select id as "id: AccountId", phone from account where phone = any ($1) and closed_at is null"#, &phones)
            .fetch_all(desk.db())
            .await?;
    let mut names = Names::new(950);
    let buyers = all.iter().zip(&phones).map(|(buyer, phone)| match buyer.who {
        Who::Person(_) => rows.iter().find(|row| row.phone == *phone).map(|row| Buyer::Account(year::standing(row.id).person())),
        Who::Guest(_) => {
            let name = PersonName::parse(&names.person(60).full).ok();
            name.zip(Phone::parse(phone).ok()).map(|(name, phone)| Buyer::Guest(name, phone))
        }
    });
    Ok(buyers.collect())
}

fn number(who: Who) -> String {
    match who {
        Who::Person(nth) => phone(nth),
        Who::Guest(nth) => phone(GUEST_PHONES + nth),
    }
}

/// The chairs, by their koperasi.
///
/// # Errors
/// When the database does not answer.
pub async fn officers(desk: &Desk, market: &Market) -> Result<HashMap<KoperasiId, Officer>> {
    let houses = year::houses(desk, market).await?;
    Ok(houses.into_iter().flatten().map(|house| (house.chair.koperasi().id, house.chair)).collect())
}
