//! Searches that had no hit yet and wait for one: who asked is told when it comes.

#[cfg(test)]
mod tests;
mod watch;
mod wish;

use domain::access::Person;
use domain::ids::SavedSearchId;
use serde_json::json;
use time::OffsetDateTime;

use crate::trouble::{Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

pub use watch::{keep_watch, match_waiting};
pub use wish::Wish;

/// Searches of one person that wait at a time.
pub const MOST_WAITING: i64 = 20;

#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// [`MOST_WAITING`] of them wait already.
    #[error("too many searches wait")]
    TooMany,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// What saving came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Fresh(SavedSearchId),
    /// The same search of this person waits already.
    Already,
}

/// Keeps a search of this person until something matches it.
///
/// # Errors
/// [`SaveError::TooMany`]
pub async fn save(desk: &Desk, by: &Person, wish: &Wish) -> Result<Saved, SaveError> {
    let mut tx = desk.begin(by.account()).await?;
    let (id, now): (SavedSearchId, _) = (ids::fresh(), tx.now());
    if !may_save(&mut tx, by, wish).await? {
        return Ok(Saved::Already);
    }
    sqlx::query!(
        "insert into saved_search (id, account_id, query, label, created_at, checked_at) values ($1, $2, $3, $4, $5, $5)",
        id.0,
        by.account().0,
        wish.query(),
        wish.label(),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("search.save", None, id.0, json!({})).await?;
    tx.commit().await?;
    Ok(Saved::Fresh(id))
}

/// False when it waits already. Two windows of one person come one after the other here, so that
/// they do not pass the limit together.
async fn may_save(tx: &mut Tx, by: &Person, wish: &Wish) -> Result<bool, SaveError> {
    let account = by.account().0;
    sqlx::query_scalar!("select id from account where id = $1 for no key update", account)
        .fetch_one(tx.conn())
        .await
        .map_err(Trouble::from)?;
    let there = sqlx::query!(
        r#"select count(*) as "waiting!", coalesce(bool_or(query = $2), false) as "already!" from saved_search
           where account_id = $1 and ended_at is null"#,
        account,
        wish.query()
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if !there.already && there.waiting >= MOST_WAITING {
        return Err(SaveError::TooMany);
    }
    Ok(!there.already)
}

/// A saved search as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    pub id: SavedSearchId,
    /// What stands behind the `?` of its address.
    pub query: String,
    pub label: String,
    pub created_at: OffsetDateTime,
    /// `None`: it waits.
    pub found_at: Option<OffsetDateTime>,
    /// The slug and name of what was found, while buyers can see it.
    pub product: Option<(String, String)>,
}

/// A person's searches: those that wait, then those that found something, the newest of each first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(desk: &Desk, by: &Person) -> Result<Vec<SavedSearch>> {
    let rows = sqlx::query!(
        r#"select s.id as "id!: SavedSearchId", s.query as "query!", s.label as "label!", s.created_at as "created_at!", s.found_at,
                  p.slug as "slug?", p.name as "name?"
             from saved_search s left join (listing l join product p on p.id = l.product_id) on l.product_id = s.product_id
            where s.account_id = $1 order by s.ended_at is not null, s.created_at desc, s.id desc limit 200"#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    let searches = rows.into_iter().map(|row| SavedSearch {
        id: row.id,
        query: row.query,
        label: row.label,
        created_at: row.created_at,
        found_at: row.found_at,
        product: row.slug.zip(row.name),
    });
    Ok(searches.collect())
}

/// Takes away one of the person's own searches, whether it waits or has found something; false when
/// it is none of theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(desk: &Desk, by: &Person, search: SavedSearchId) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let removed = sqlx::query!("delete from saved_search where id = $1 and account_id = $2", search.0, by.account().0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if removed > 0 {
        tx.audit("search.remove", None, search.0, json!({})).await?;
    }
    tx.commit().await?;
    Ok(removed > 0)
}

/// Takes away what ended before a day.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sweep(tx: &mut Tx, before: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from saved_search where ended_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}
