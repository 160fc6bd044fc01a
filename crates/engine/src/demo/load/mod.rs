//! Loads the demo market into the database: the small one of Batang with a drawing for every
//! product, or a large one for benchmarks. Loading again changes nothing that is there.

mod batang;
mod pictures;
mod purchases;
mod rows;
mod suppliers;
mod write;

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use domain::slug::Slug;
use serde::Serialize;

pub(super) use batang::{category, hours_json, phone, table};
pub use pictures::render;
pub(super) use rows::{
    AccountRow, BusinessRow, KoperasiRow, MembershipRow, OfficeRow, PermitRow, ProductRow, Rows, Slugs, TierRow, fixed_id,
};

use super::data::{Market, Standing, market};
use super::large::{self, Large, Size};
use crate::desk::Desk;
use crate::password;
use crate::trouble::Result;
use crate::tx::Actor;

/// The password of every demo account.
pub const PASSWORD: &str = "pasar tetangga 2026";

/// What was loaded.
#[derive(Debug, Clone, Copy)]
pub struct Loaded {
    pub koperasi: usize,
    pub shops: usize,
    pub products: usize,
    /// Joint purchases that were made this time; none when there were some.
    pub rounds: usize,
    /// Orders that were placed this time; none when there were some.
    pub orders: usize,
    /// Drawn this time; none when all were there.
    pub pictures: usize,
    pub took: Duration,
}

/// Loads the market of Batang.
///
/// # Errors
/// When database or picture store refuse; what was loaded until then stays, and loading again goes on.
pub async fn batang(desk: &Desk) -> Result<Loaded> {
    let started = Instant::now();
    let market = market();
    let now = desk.now();
    let rows = batang::rows(&market, now);
    let hash = password::hash(PASSWORD.to_owned()).await?;
    let mut tx = desk.begin(Actor::System).await?;
    write::rows(tx.conn(), &rows, &hash, now).await?;
    suppliers::write(tx.conn(), &market, now).await?;
    tx.commit().await?;
    let rounds = super::year::play(desk, &market).await?;
    let orders = super::buying::play(desk, &market).await?;
    let pictures = pictures::hang(desk, &rows).await?;
    Ok(Loaded {
        koperasi: rows.koperasi.len(),
        shops: rows.businesses.len(),
        products: rows.products.len(),
        rounds,
        orders,
        pictures,
        took: started.elapsed(),
    })
}

/// The market of Batang without its drawings, which take most of the time.
#[cfg(test)]
pub(crate) async fn undrawn(desk: &Desk) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    write::rows(tx.conn(), &batang::rows(&market(), desk.now()), "-", desk.now()).await?;
    tx.commit().await
}

/// Loads a large data set of this size, the same for the same size.
///
/// # Errors
/// As [`batang`].
pub async fn large(desk: &Desk, size: Size) -> Result<Loaded> {
    let started = Instant::now();
    let now = desk.now();
    let hash = password::hash(PASSWORD.to_owned()).await?;
    let shared = pictures::Shared::draw(desk, large::kinds(), 2).await?;
    for rows in Large::new(size, now) {
        let mut tx = desk.begin(Actor::System).await?;
        write::rows(tx.conn(), &rows, &hash, now).await?;
        tx.commit().await?;
        shared.hang(desk, &rows.products).await?;
    }
    let rounds = large_rounds(desk, size).await?;
    sqlx::query("analyze").execute(desk.db()).await?;
    let (koperasi, shops, products) = (size.koperasi, size.shops, size.products);
    Ok(Loaded { koperasi, shops, products, rounds, orders: 0, pictures: 0, took: started.elapsed() })
}

/// The joint purchases of a large market, all or none. Their year ends with the day of loading, so a market
/// that has some, or whose books are kept already, gets no more. Gives how many were loaded.
async fn large_rounds(desk: &Desk, size: Size) -> Result<usize> {
    let all = large::purchases(size, desk.now());
    let mut tx = desk.begin(Actor::System).await?;
    if purchases::begun(tx.conn(), &all).await? {
        return Ok(0);
    }
    purchases::write(tx.conn(), &all, desk.now()).await?;
    tx.commit().await?;
    Ok(all.rounds.len())
}

/// An account that one can sign in with.
#[derive(Debug, Clone, Serialize)]
pub struct DemoAccount {
    /// operator, dinas, ketua, sekretaris, bendahara, manajer, pengawas, usaha (a member with a
    /// shop), anggota, pemohon (has applied), pembeli.
    pub role: &'static str,
    pub name: String,
    /// E.164.
    pub phone: String,
    pub password: &'static str,
    /// Slug.
    pub koperasi: Option<String>,
}

/// Every account of the market of Batang, the most powerful first.
#[must_use]
pub fn accounts() -> Vec<DemoAccount> {
    let m = market();
    let mut list = vec![account(&m, "operator", m.operator, None), account(&m, "dinas", m.dinas, None)];
    list.extend(m.offices.iter().map(|o| account(&m, o.duty, o.person, Some(o.koperasi))));
    list.extend(m.shops.iter().map(|s| account(&m, "usaha", s.owner, Some(s.koperasi))));
    let shopless = m.memberships.iter().filter(|x| !list.iter().any(|a| a.phone == phone(x.person))).collect::<Vec<_>>();
    for x in shopless {
        let role = match x.standing {
            Standing::Admitted => "anggota",
            Standing::Applied => "pemohon",
            Standing::Declined => "pembeli",
        };
        list.push(account(&m, role, x.person, Some(x.koperasi)));
    }
    list.extend(m.buyers.iter().map(|&b| account(&m, "pembeli", b, None)));
    list
}

fn account(m: &Market, role: &'static str, person: usize, koperasi: Option<usize>) -> DemoAccount {
    DemoAccount {
        role,
        name: m.people[person].name.clone(),
        phone: phone(person),
        password: PASSWORD,
        koperasi: koperasi.map(|k| Slug::from_name(m.koperasi[k].name).as_str().to_owned()),
    }
}
