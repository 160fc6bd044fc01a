//! Shops that somebody does not want to see: their goods are left out of this person's searches, and no search that
//! waits tells of them. Buying there stays possible, and nobody else hears of it, the shop least of all.

use std::collections::HashSet;

use domain::access::Person;
use domain::ids::{AccountId, BusinessId};
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::Result;

/// A shop that one has hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    pub slug: String,
    pub name: String,
    pub at: OffsetDateTime,
}

/// Shops that one person can hide.
pub const MOST: i64 = 200;

/// One's own, the newest first; also those that strangers see no more.
///
/// # Errors
/// When the database does not answer.
pub async fn hidden(desk: &Desk, by: &Person) -> Result<Vec<Hidden>> {
    let rows = sqlx::query_as!(
        Hidden,
        "select b.slug, b.name, h.at from shop_hidden h join business b on b.id = h.business_id
         where h.account_id = $1 order by h.at desc, b.id limit $2",
        by.account().0,
        MOST
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// The slugs of the shops that somebody has hidden.
///
/// # Errors
/// When the database does not answer.
pub async fn slugs(desk: &Desk, account: AccountId) -> Result<HashSet<String>> {
    let slugs = sqlx::query_scalar!(
        "select b.slug from shop_hidden h join business b on b.id = h.business_id where h.account_id = $1",
        account.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(slugs.into_iter().collect())
}

/// # Errors
/// When the database does not answer.
pub async fn is_hidden(desk: &Desk, account: AccountId, shop: BusinessId) -> Result<bool> {
    let there = sqlx::query_scalar!(
        r#"select exists (select from shop_hidden where account_id = $1 and business_id = $2) as "there!""#,
        account.0,
        shop.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(there)
}

/// What became of hiding a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hide {
    /// Now, or before.
    Done,
    /// No such public shop, or one's own.
    Unknown,
    /// [`MOST`] are hidden already.
    TooMany,
}

/// The second press changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn hide(desk: &Desk, by: &Person, shop: &Slug) -> Result<Hide> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let found = sqlx::query!(
        r#"select b.id as "id!", exists (select from shop_hidden h where h.account_id = $2 and h.business_id = b.id) as "hidden!",
                  (select count(*) from shop_hidden h where h.account_id = $2) as "all!"
           from business_public b where b.slug = $1 and b.owner_id <> $2"#,
        shop.as_str(),
        by.account().0
    )
    .fetch_optional(tx.conn())
    .await?;
    match found {
        None => return Ok(Hide::Unknown),
        Some(found) if found.hidden => {}
        Some(found) if found.all >= MOST => return Ok(Hide::TooMany),
        Some(found) => {
            sqlx::query!(
                "insert into shop_hidden (account_id, business_id, at) values ($1, $2, $3) on conflict do nothing",
                by.account().0,
                found.id,
                now
            )
            .execute(tx.conn())
            .await?;
            tx.audit("shop.hide", None, found.id, json!({})).await?;
            tx.commit().await?;
        }
    }
    Ok(Hide::Done)
}

/// Shows a shop again; false when there is none of this name. One that was never hidden stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn show(desk: &Desk, by: &Person, shop: &Slug) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let business =
        sqlx::query_scalar!("select id from business where slug = $1", shop.as_str()).fetch_optional(tx.conn()).await?;
    let Some(business) = business else { return Ok(false) };
    let gone = sqlx::query!("delete from shop_hidden where account_id = $1 and business_id = $2", by.account().0, business)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if gone > 0 {
        tx.audit("shop.show", None, business, json!({})).await?;
        tx.commit().await?;
    }
    Ok(true)
}
