//! What waits in the books for whoever opens the list of today: only what that one may do.

use domain::access::Overseer;
use time::OffsetDateTime;

use super::overview::{Overview, overview};
use crate::Desk;
use crate::trouble::Result;

#[derive(Debug, Clone, Default)]
pub struct BooksDue {
    /// Money, for the treasurer.
    pub money: Option<Overview>,
    /// Requests to give up a debt that the reader may decide: neither asked nor owed by themselves.
    pub write_offs: i64,
    pub oldest_write_off: Option<OffsetDateTime>,
}

/// Nothing for supervisors, who read the books but post nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn due(desk: &Desk, by: &Overseer) -> Result<BooksDue> {
    let Some(officer) = by.officer() else { return Ok(BooksDue::default()) };
    let money = if officer.treasurer().is_ok() { Some(overview(desk, by).await?) } else { None };
    let asked = sqlx::query!(
        r#"select count(*) as "n!", min(w.asked_at) as "oldest?" from write_off w join membership m on m.id = w.membership_id
           where w.koperasi_id = $1 and w.decided_at is null and w.asked_by <> $2 and m.account_id <> $2"#,
        by.koperasi().id.0,
        by.account().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(BooksDue { money, write_offs: asked.n, oldest_write_off: asked.oldest })
}
