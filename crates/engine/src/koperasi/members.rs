//! The officers' lists: who waits, who is invited, who belongs.

use domain::access::Overseer;
use domain::ids::{AccountId, KoperasiId, MembershipId};
use domain::phone::Phone;
use time::OffsetDateTime;

use super::Listed;
use crate::Desk;
use crate::trouble::Result;

/// An application on the officers' list.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: MembershipId,
    pub name: String,
    pub phone: Phone,
    pub reason: Option<String>,
    pub applied_at: OffsetDateTime,
}

/// The applications to this koperasi, the longest waiting first; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(desk: &Desk, by: &Overseer, limit: i64, offset: i64) -> Result<Listed<Waiting>> {
    let rows = sqlx::query_as!(
        Waiting,
        r#"select m.id as "id: MembershipId", a.name, a.phone as "phone: Phone", m.reason, m.applied_at
           from membership m join account a on a.id = m.account_id
           where m.koperasi_id = $1 and m.state = 'applied' order by m.applied_at, m.id limit $2 offset $3"#,
        by.koperasi().id.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!" from membership where koperasi_id = $1 and state = 'applied'"#,
        by.koperasi().id.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Listed { rows, total })
}

/// One application that waits; `None` for every other.
///
/// # Errors
/// When the database does not answer.
pub async fn application(desk: &Desk, by: &Overseer, id: MembershipId) -> Result<Option<Waiting>> {
    let row = sqlx::query_as!(
        Waiting,
        r#"select m.id as "id: MembershipId", a.name, a.phone as "phone: Phone", m.reason, m.applied_at
           from membership m join account a on a.id = m.account_id
           where m.id = $2 and m.koperasi_id = $1 and m.state = 'applied'"#,
        by.koperasi().id.0,
        id.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

/// Somebody who was asked and has not answered. The name is the person's own and not shown before
/// they say yes: the officer knows whose number was typed.
#[derive(Debug, Clone)]
pub struct Invited {
    pub id: MembershipId,
    pub phone: Phone,
    pub invited_at: OffsetDateTime,
}

/// The open invitations of this koperasi, the newest first. Old ones that nobody answers are not
/// worth a second page.
///
/// # Errors
/// When the database does not answer.
pub async fn invited(desk: &Desk, by: &Overseer) -> Result<Vec<Invited>> {
    let rows = sqlx::query_as!(
        Invited,
        r#"select m.id as "id: MembershipId", a.phone as "phone: Phone", m.applied_at as invited_at
           from membership m join account a on a.id = m.account_id
           where m.koperasi_id = $1 and m.state = 'invited' order by m.applied_at desc, m.id limit 100"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A line of the register of members.
#[derive(Debug, Clone)]
pub struct MemberRow {
    pub account: AccountId,
    pub number: i32,
    pub name: String,
    pub phone: Phone,
    pub since: OffsetDateTime,
    pub in_person: bool,
    /// False until the person has chosen a password.
    pub can_sign_in: bool,
    pub shop_slug: Option<String>,
    pub shop_name: Option<String>,
}

/// One page of the register, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Members {
    pub rows: Vec<MemberRow>,
    pub total: i64,
}

/// The members of this koperasi by number; `search` looks in names, member numbers and phone digits.
///
/// # Errors
/// When the database does not answer.
pub async fn members(desk: &Desk, by: &Overseer, search: &str, limit: i64, offset: i64) -> Result<Members> {
    // PostgreSQL takes no NUL in a text.
    let search = search.replace('\0', "");
    let search = search.trim();
    let like = format!("%{}%", search.replace(['\\', '%', '_'], " ").to_lowercase());
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    // Whoever types 0812… means +62812…
    let phone = (digits.len() >= 4).then(|| format!("%{}%", digits.trim_start_matches('0')));
    let number: Option<i32> = search.parse().ok();
    let rows = sqlx::query!(
        r#"
        select a.id as "account: AccountId", m.number as "number!", a.name, a.phone as "phone: Phone", m.decided_at as "since!",
            m.in_person, a.password_hash is not null as "can_sign_in!", b.slug as "shop_slug?", b.name as "shop_name?",
            count(*) over () as "total!"
        from membership m join account a on a.id = m.account_id
        left join lateral (select slug, name from business
                           where owner_id = a.id and koperasi_id = m.koperasi_id and archived_at is null
                           order by created_at limit 1) b on true
        where m.koperasi_id = $1 and m.state = 'admitted'
          and ($2 = '' or lower(a.name) like $3 or lower(b.name) like $3 or a.phone like $4 or m.number = $5)
        order by m.number limit $6 offset $7
        "#,
        by.koperasi().id.0,
        search,
        like,
        phone,
        number,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| MemberRow {
        account: r.account,
        number: r.number,
        name: r.name,
        phone: r.phone,
        since: r.since,
        in_person: r.in_person,
        can_sign_in: r.can_sign_in,
        shop_slug: r.shop_slug,
        shop_name: r.shop_name,
    });
    Ok(Members { rows: rows.collect(), total })
}

/// The name of a member of this koperasi; `None` for everyone else.
///
/// # Errors
/// When the database does not answer.
pub async fn member_name(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        "select a.name from membership m join account a on a.id = m.account_id
         where m.koperasi_id = $1 and m.account_id = $2 and m.state = 'admitted'",
        koperasi.0,
        account.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(name)
}
