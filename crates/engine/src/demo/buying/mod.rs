//! A year of buying in the demo market: shops say how they sell, buyers order, goods change hands, and some
//! of it is praised, complained of, or called off. As in the year of joint purchases nothing is written past
//! the use cases; each step is taken at a desk whose clock stands at its moment.
//!
//! Shops do not wait for each other: what happens in one is played in the order of time, several shops at
//! once. A market with any order in one of its shops is left alone.

mod acts;
mod cast;
mod plot;
mod said;
mod story;
mod terms;
#[cfg(test)]
mod tests;
mod till;

use std::collections::HashMap;

use domain::access::Officer;
use domain::ids::KoperasiId;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::data::Market;
use super::data::places::Place;
use crate::desk::Desk;
use crate::trouble::{Result, Trouble};
use acts::Lane;
use cast::Buyer;
use plot::Plan;
use story::Act;

/// Shops that are played at the same time.
const AT_ONCE: usize = 4;

/// What the year is played with.
struct Trade<'a> {
    desk: &'a Desk,
    now: OffsetDateTime,
    market: &'a Market,
    plans: Vec<Plan>,
    /// As the plans number them; none for somebody whose account is gone.
    buyers: Vec<Option<Buyer>>,
    /// Where they live.
    homes: Vec<&'static Place>,
    /// Who decides complaints.
    officers: HashMap<KoperasiId, Officer>,
}

/// Plays the year; gives the number of orders, 0 when there were some already.
///
/// # Errors
/// When the database does not answer, or a step is refused that must not be.
pub(super) async fn play(desk: &Desk, market: &Market) -> Result<usize> {
    let stalls = cast::stalls(desk, market).await?;
    let shops: Vec<Uuid> = stalls.iter().map(|s| s.keeper.business().0).collect();
    let begun = sqlx::query_scalar!(r#"select exists (select from shop_order where business_id = any ($1)) as "begun!""#, &shops)
        .fetch_one(desk.db())
        .await?;
    if begun {
        return Ok(0);
    }
    let now = desk.now();
    let (plans, buyers) = (plot::plans(market, now), cast::buyers(desk, market).await?);
    let homes = cast::list(market).iter().map(|buyer| buyer.place).collect();
    let trade = Trade { desk, now, market, plans, buyers, homes, officers: cast::officers(desk, market).await? };
    let lanes: Vec<Lane<'_>> = stalls.into_iter().map(|stall| Lane::new(&trade, stall)).collect();
    let placed: Vec<usize> = stream::iter(lanes).map(|lane| lane.play()).buffer_unordered(AT_ONCE).try_collect().await?;
    tidy(desk, &shops, now).await?;
    Ok(placed.into_iter().sum())
}

impl Trade<'_> {
    /// All that happens to the orders of a shop, the earliest first.
    fn events(&self, shop: usize) -> Vec<(OffsetDateTime, usize, Act)> {
        let own = self.plans.iter().enumerate().filter(|(_, plan)| plan.shop == shop);
        let mut all: Vec<(OffsetDateTime, usize, Act)> = own
            .flat_map(|(nth, plan)| {
                let acts = story::acts(nth, plan, self.desk.order_times(), self.now);
                acts.into_iter().map(move |(at, act)| (at, nth, act))
            })
            .collect();
        // Of one moment in the order of the list: a stable sort.
        all.sort_by_key(|(at, ..)| *at);
        all
    }
}

/// What was told long ago has been read, and the clock has looked at what is over.
async fn tidy(desk: &Desk, shops: &[Uuid], now: OffsetDateTime) -> Result<()> {
    let people = sqlx::query_scalar!(
        r#"select buyer_id as "id!" from shop_order where business_id = any ($1)
           union select owner_id from business where id = any ($1)
           union select o.account_id from office o join business b on b.koperasi_id = o.koperasi_id where b.id = any ($1)"#,
        shops
    )
    .fetch_all(desk.db())
    .await?;
    sqlx::query!("delete from notice where account_id = any ($1) and at < $2", &people, now - Duration::days(30))
        .execute(desk.db())
        .await?;
    sqlx::query!(
        "update notice set read_at = at + interval '2 hours' where account_id = any ($1) and at < $2 and read_at is null",
        &people,
        now - Duration::days(2)
    )
    .execute(desk.db())
    .await?;
    sqlx::query!(
        "delete from job where kind = 'order_due' and due_at <= $2
            and payload ->> 'order' in (select id::text from shop_order where business_id = any ($1))",
        shops,
        now
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// A step that the demo's data makes impossible is a fault of the data.
fn refused(what: &str, why: &impl std::fmt::Display) -> Trouble {
    Trouble::Other(format!("the demo's {what}: {why}"))
}

/// The same for a text of the demo's own.
fn text<T, E: std::fmt::Display>(parsed: Result<T, E>) -> Result<T> {
    parsed.map_err(|e| refused("text", &e))
}
