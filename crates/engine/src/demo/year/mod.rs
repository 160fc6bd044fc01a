//! A year of joint purchases in the demo market. Nothing is written past the use cases: each step is taken
//! by whoever would take it, at a desk whose clock stands at that moment, so that what it leaves behind
//! (journals, invoices, audit) is what a real year would have left.
//!
//! Each step is a transaction of its own. A market with any round in one of its koperasi is left alone:
//! what a kill cut short is a shorter year, as true as the whole.

mod acts;
mod cast;
mod goods;
mod money;
mod plot;
mod quotes;

use std::collections::HashMap;

use domain::ids::{KoperasiPaymentId, OfferId, RoundId};
use time::OffsetDateTime;

use super::data::Market;
use super::data::purchases::ROUNDS;
use super::data::suppliers::{MATERIALS, SUPPLIERS};
use super::load::Slugs;
use crate::desk::Desk;
use crate::trouble::{Result, Trouble};
use cast::House;
pub(super) use cast::{houses, standing};

/// What has come of the year so far.
struct Year<'a> {
    desk: &'a Desk,
    now: OffsetDateTime,
    houses: Vec<Option<House>>,
    /// By offer and version.
    offers: HashMap<(usize, usize), OfferId>,
    rounds: Vec<Option<RoundId>>,
    payments: HashMap<(usize, usize), KoperasiPaymentId>,
    asked: HashMap<usize, quotes::Asked>,
}

/// Plays the year; gives the number of rounds, 0 when there were some already.
///
/// # Errors
/// When the database does not answer, or a step is refused that must not be.
pub(super) async fn play(desk: &Desk, market: &Market) -> Result<usize> {
    let houses = houses(desk, market).await?;
    let koperasi: Vec<uuid::Uuid> = houses.iter().flatten().map(|h| h.chair.koperasi().id.0).collect();
    let begun = sqlx::query_scalar!(
        r#"select (exists (select from round where koperasi_id = any ($1))
                   or exists (select from ledger_book where koperasi_id = any ($1))) as "begun!""#,
        &koperasi
    )
    .fetch_one(desk.db())
    .await?;
    if begun {
        return Ok(0);
    }
    let mut year = Year {
        desk,
        now: desk.now(),
        houses,
        offers: HashMap::new(),
        rounds: vec![None; ROUNDS.len()],
        payments: HashMap::new(),
        asked: HashMap::new(),
    };
    for (at, event) in plot::events(year.now) {
        year.act(at, event).await?;
    }
    year.tidy().await?;
    Ok(year.rounds.iter().flatten().count())
}

impl Year<'_> {
    fn house(&self, koperasi: usize) -> Option<&House> {
        self.houses.get(koperasi)?.as_ref()
    }

    /// The demo's suppliers reach nobody, so no mail waits for them; what was told long ago has been read.
    async fn tidy(&self) -> Result<()> {
        let accounts: Vec<uuid::Uuid> = self
            .houses
            .iter()
            .flatten()
            .flat_map(|h| {
                let officers = [h.chair.account(), h.treasurer.account()];
                h.members.iter().map(|p| p.member.account()).chain(officers).map(|a| a.0).collect::<Vec<_>>()
            })
            .collect();
        let recent = self.now - time::Duration::days(2);
        sqlx::query!(
            "delete from notice where account_id = any ($1) and at < $2",
            &accounts,
            self.now - time::Duration::days(30)
        )
        .execute(self.desk.db())
        .await?;
        sqlx::query!(
            "update notice set read_at = at + interval '2 hours' where account_id = any ($1) and at < $2 and read_at is null",
            &accounts,
            recent
        )
        .execute(self.desk.db())
        .await?;
        Ok(())
    }
}

/// Mails of the demo go to domains that cannot exist (RFC 2606): sending them would only end in dead jobs.
async fn no_mail(desk: &Desk) -> Result<()> {
    sqlx::query!(
        "with gone as (delete from mail where to_address like '%.example' and sent_at is null returning id)
         delete from job using gone where job.kind = 'send_mail' and job.payload ->> 'mail' = gone.id::text"
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// A step that the demo's data makes impossible is a fault of the data.
fn refused(what: &str, why: &impl std::fmt::Display) -> Trouble {
    Trouble::Other(format!("the demo's {what}: {why}"))
}

/// The slugs of suppliers and materials are those that they were loaded with.
fn supplier_slug(name: &str) -> Option<domain::slug::Slug> {
    slug_of(SUPPLIERS.iter().map(|s| s.name), name)
}

fn material_slug(name: &str) -> Option<domain::slug::Slug> {
    slug_of(MATERIALS.iter().map(|m| m.name), name)
}

fn slug_of<'a>(all: impl Iterator<Item = &'a str>, name: &str) -> Option<domain::slug::Slug> {
    let mut slugs = Slugs::default();
    let found = all.map(|n| (n, slugs.take(n))).find(|(n, _)| *n == name)?.1;
    domain::slug::Slug::parse(&found).ok()
}
