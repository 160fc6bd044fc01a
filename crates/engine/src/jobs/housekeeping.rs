//! What nobody needs any more is swept away now and then.

use std::time::Duration;

use crate::desk::Desk;
use crate::mail;
use crate::trouble::Result;
use crate::tx::Actor;

pub(super) const EVERY: Duration = Duration::from_secs(600);

const KEEP: Duration = Duration::from_secs(30 * 24 * 3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Sweeps ended sessions, forms kept for a day, throttle windows of two days ago (none is longer
/// than one), and, after 30 days, used-up reset codes, idempotency keys, imports, mails and done jobs. When another server is at it already, this one lets it.
///
/// # Errors
/// When the database does not answer.
pub async fn tidy(desk: &Desk) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let alone = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtext('guyub tidy')) as "alone!""#)
        .fetch_one(tx.conn())
        .await?;
    if !alone {
        return Ok(());
    }
    let now = tx.now();
    sqlx::query!("delete from session where expires_at < $1", now).execute(tx.conn()).await?;
    sqlx::query!("delete from reset_code where expires_at < $1", now - KEEP).execute(tx.conn()).await?;
    sqlx::query!("delete from kept_form where kept_at < $1", now - DAY).execute(tx.conn()).await?;
    sqlx::query!("delete from throttle where window_start < $1", now - 2 * DAY).execute(tx.conn()).await?;
    sqlx::query!("delete from idempotency where at < $1", now - KEEP).execute(tx.conn()).await?;
    sqlx::query!("delete from product_import where created_at < $1 and state <> 'running'", now - KEEP)
        .execute(tx.conn())
        .await?;
    mail::sweep(&mut tx, now - KEEP).await?;
    sqlx::query!("delete from job where state = 'done' and ended_at < $1", now - KEEP).execute(tx.conn()).await?;
    tx.commit().await
}
