//! Who takes part in the demo's joint purchases: officers and members as the database has them, so that
//! they may do what they do.

use domain::access::{Belonging, Duty, KoperasiRef, Member, Office, Officer, Overseer, Standing, Treasurer};
use domain::ids::{AccountId, KoperasiId, MembershipId};
use domain::slug::Slug;
use time::{Date, OffsetDateTime};

use super::super::data::Market;
use crate::desk::Desk;
use crate::trouble::Result;

/// A koperasi's people.
pub struct House {
    pub slug: Slug,
    pub chair: Officer,
    pub treasurer: Treasurer,
    /// The chair with the money duty, for what no treasurer decides: their own limit.
    pub stand_in: Treasurer,
    pub overseer: Overseer,
    /// By their numbers.
    pub members: Vec<Player>,
}

pub struct Player {
    pub member: Member,
    pub number: i32,
    /// Pledges to nothing that opened before.
    pub since: OffsetDateTime,
}

/// The house of each koperasi of the market; none for one that is not verified or has lost its officers.
///
/// # Errors
/// When the database does not answer.
pub async fn houses(desk: &Desk, market: &Market) -> Result<Vec<Option<House>>> {
    let mut houses = Vec::with_capacity(market.koperasi.len());
    for koperasi in &market.koperasi {
        let slug = Slug::from_name(koperasi.name);
        houses.push(if koperasi.verified { house(desk, slug).await? } else { None });
    }
    Ok(houses)
}

async fn house(desk: &Desk, slug: Slug) -> Result<Option<House>> {
    let row = sqlx::query!(
        r#"select id as "id: KoperasiId", name from koperasi where slug = $1 and state = 'verified'"#,
        slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let koperasi = KoperasiRef { id: row.id, slug: slug.clone(), name: row.name };
    let offices = offices(desk, &koperasi).await?;
    let today = desk.today().date();
    let holder = |duty: Duty| offices.iter().find(|s| s.offices.iter().any(|o| o.duty == duty && o.runs_on(today)));
    let (Some(chair), Some(treasurer)) = (holder(Duty::Chair), holder(Duty::Treasurer)) else { return Ok(None) };
    let (Ok(officer), Ok(treasurer), Ok(overseer)) =
        (chair.officer(koperasi.id, today), treasurer.treasurer(koperasi.id, today), chair.overseer(koperasi.id, today))
    else {
        return Ok(None);
    };
    let with_money = chair.offices.iter().map(|office| Office { duty: Duty::Treasurer, ..office.clone() }).collect();
    let Ok(stand_in) = (Standing { offices: with_money, ..standing(chair.account) }).treasurer(koperasi.id, today) else {
        return Ok(None);
    };
    Ok(Some(House { slug, chair: officer, treasurer, stand_in, overseer, members: members(desk, &koperasi).await? }))
}

/// A standing that knows of one koperasi only; nothing else is asked of it here.
pub fn standing(account: AccountId) -> Standing {
    Standing {
        account,
        name: String::new(),
        operator: false,
        regencies: Vec::new(),
        offices: Vec::new(),
        memberships: Vec::new(),
        businesses: Vec::new(),
        unread: 0,
        cart: 0,
    }
}

async fn offices(desk: &Desk, koperasi: &KoperasiRef) -> Result<Vec<Standing>> {
    let rows = sqlx::query!(
        r#"select account_id as "account: AccountId", duty, from_day, until_day from office
           where koperasi_id = $1 and ended_at is null order by from_day, id"#,
        koperasi.id.0
    )
    .fetch_all(desk.db())
    .await?;
    let office = |duty: &str, from: Date, until: Date| {
        Duty::parse(duty).ok().map(|duty| Office { koperasi: koperasi.clone(), duty, from, until })
    };
    let held = rows.iter().map(|row| {
        let offices = office(&row.duty, row.from_day, row.until_day).into_iter().collect();
        Standing { offices, ..standing(row.account) }
    });
    Ok(held.collect())
}

async fn members(desk: &Desk, koperasi: &KoperasiRef) -> Result<Vec<Player>> {
    let rows = sqlx::query!(
        r#"select id as "id: MembershipId", account_id as "account: AccountId", number as "number!",
                  coalesce(decided_at, applied_at) as "since!"
           from membership where koperasi_id = $1 and state = 'admitted' order by number"#,
        koperasi.id.0
    )
    .fetch_all(desk.db())
    .await?;
    let players = rows.into_iter().filter_map(|row| {
        let belonging = Belonging { koperasi: koperasi.clone(), membership: row.id, number: row.number };
        let standing = Standing { memberships: vec![belonging], ..standing(row.account) };
        Some(Player { member: standing.member(koperasi.id).ok()?, number: row.number, since: row.since })
    });
    Ok(players.collect())
}
