//! Who is behind a session, and what they are: the facts on which `domain::access` decides.

use domain::access::{Belonging, Duty, KoperasiRef, Office, Ownership, Standing};
use domain::ids::{AccountId, BusinessId, KoperasiId, MembershipId, SessionId};
use domain::slug::Slug;
use serde::Deserialize;
use sqlx::types::Json;
use time::macros::format_description;
use time::{Date, Duration};

use crate::Desk;
use crate::token::Token;
use crate::trouble::{Result, Trouble};

/// The session of a cookie, if it is open, in one query: it runs on every page of someone signed in.
///
/// # Errors
/// When the database does not answer.
pub async fn session(desk: &Desk, cookie: &str) -> Result<Option<(SessionId, Standing)>> {
    let Some(token) = Token::parse(cookie) else { return Ok(None) };
    let now = desk.now();
    let found = sqlx::query!(
        r#"
        select s.id as "session: SessionId", s.last_seen_at, a.id as "account: AccountId", a.name, a.operator,
            array(select r.regency_code from regency_officer r
                  where r.account_id = a.id and (r.until is null or r.until > $2)) as "regencies!",
            (select coalesce(jsonb_agg(jsonb_build_object(
                    'koperasi', k.id, 'slug', k.slug, 'name', k.name, 'duty', o.duty,
                    'from', o.from_day, 'until', o.until_day) order by o.from_day), '[]')
             from office o join koperasi k on k.id = o.koperasi_id
             where o.account_id = a.id and o.ended_at is null) as "offices!: Json<Vec<OfficeRow>>",
            (select coalesce(jsonb_agg(jsonb_build_object(
                    'koperasi', k.id, 'slug', k.slug, 'name', k.name, 'membership', m.id, 'number', m.number)
                    order by m.applied_at), '[]')
             from membership m join koperasi k on k.id = m.koperasi_id
             where m.account_id = a.id and m.state = 'admitted') as "memberships!: Json<Vec<BelongingRow>>",
            (select coalesce(jsonb_agg(jsonb_build_object(
                    'business', b.id, 'slug', b.slug, 'name', b.name, 'koperasi', b.koperasi_id)
                    order by b.created_at), '[]')
             from business b
             where b.owner_id = a.id and b.archived_at is null) as "businesses!: Json<Vec<OwnershipRow>>",
            (select count(*) from (select from notice n where n.account_id = a.id and n.read_at is null limit 100) n) as "unread!",
            (select count(*) from cart c join cart_line l on l.cart_id = c.id where c.account_id = a.id) as "cart!"
        from session s join account a on a.id = s.account_id
        where s.token_hash = $1 and s.expires_at > $2 and a.closed_at is null
        "#,
        token.digest(),
        now
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = found else { return Ok(None) };
    if now - row.last_seen_at > SEEN_EVERY {
        touch(desk, row.session).await?;
    }
    let standing = Standing {
        account: row.account,
        name: row.name,
        operator: row.operator,
        regencies: row.regencies,
        offices: row.offices.0.into_iter().map(OfficeRow::into_office).collect::<Result<_>>()?,
        memberships: row.memberships.0.into_iter().map(BelongingRow::into_belonging).collect(),
        businesses: row.businesses.0.into_iter().map(OwnershipRow::into_ownership).collect(),
        unread: u64::try_from(row.unread).unwrap_or_default(),
        cart: u64::try_from(row.cart).unwrap_or_default(),
    };
    Ok(Some((row.session, standing)))
}

/// "Last seen" is shown in the list of one's devices; writing it on every page would cost more than
/// it tells.
const SEEN_EVERY: Duration = Duration::minutes(10);

async fn touch(desk: &Desk, session: SessionId) -> Result<()> {
    sqlx::query!("update session set last_seen_at = $2 where id = $1", session.0, desk.now()).execute(desk.db()).await?;
    Ok(())
}

#[derive(Debug, Deserialize)]
struct OfficeRow {
    koperasi: KoperasiId,
    slug: Slug,
    name: String,
    duty: String,
    from: String,
    until: String,
}

impl OfficeRow {
    fn into_office(self) -> Result<Office> {
        Ok(Office {
            koperasi: KoperasiRef { id: self.koperasi, slug: self.slug, name: self.name },
            duty: Duty::parse(&self.duty).map_err(|_| Trouble::Other(format!("unknown duty {}", self.duty)))?,
            from: day(&self.from)?,
            until: day(&self.until)?,
        })
    }
}

/// A date as PostgreSQL writes it into JSON.
fn day(text: &str) -> Result<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).map_err(|e| Trouble::Other(e.to_string()))
}

#[derive(Debug, Deserialize)]
struct BelongingRow {
    koperasi: KoperasiId,
    slug: Slug,
    name: String,
    membership: MembershipId,
    number: i32,
}

impl BelongingRow {
    fn into_belonging(self) -> Belonging {
        let koperasi = KoperasiRef { id: self.koperasi, slug: self.slug, name: self.name };
        Belonging { koperasi, membership: self.membership, number: self.number }
    }
}

#[derive(Debug, Deserialize)]
struct OwnershipRow {
    business: BusinessId,
    slug: Slug,
    name: String,
    koperasi: Option<KoperasiId>,
}

impl OwnershipRow {
    fn into_ownership(self) -> Ownership {
        Ownership { business: self.business, slug: self.slug, name: self.name, koperasi: self.koperasi }
    }
}
