//! What nobody needs any more is swept away now and then.

use std::time::Duration;

use domain::dates::Day;
use time::{OffsetDateTime, Time};

use super::NIGHTLY;
use crate::desk::Desk;
use crate::trouble::Result;
use crate::tx::{Actor, Tx};
use crate::{buying, mail, notices, saved};

pub(super) const EVERY: Duration = Duration::from_secs(600);

const KEEP: Duration = Duration::from_secs(30 * 24 * 3600);
/// A season, and the same one a year ago.
const KEEP_SEARCHES: i64 = 400;
const DAY: Duration = Duration::from_secs(24 * 3600);
/// What a person has read, or was told, they may look for once more.
const LOOK_BACK: Duration = Duration::from_secs(90 * 24 * 3600);

/// Sweeps ended sessions, forms kept for a day, throttle windows of two days ago (none is longer
/// than one), and, after 30 days, used-up reset codes, idempotency keys, imports, mails, done jobs and carts of nobody;
/// after 90 days, read notices and ended searches; after 400, counts of searches; asks for tonight's
/// work. When another server is at it already, this one lets it.
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
    sqlx::query!("delete from product_import where created_at < $1", now - KEEP).execute(tx.conn()).await?;
    let searched = Day::of(now).plus_days(-KEEP_SEARCHES).date();
    sqlx::query!("delete from search_asked where day < $1", searched).execute(tx.conn()).await?;
    mail::sweep(&mut tx, now - KEEP).await?;
    notices::sweep(&mut tx, now - LOOK_BACK).await?;
    saved::sweep(&mut tx, now - LOOK_BACK).await?;
    buying::cart::sweep(&mut tx).await?;
    sqlx::query!("delete from job where state = 'done' and ended_at < $1", now - KEEP).execute(tx.conn()).await?;
    ask_for_tonight(&mut tx).await?;
    tx.commit().await
}

/// What reads all of a table or of the store runs as jobs, once a night, on whichever server takes it.
async fn ask_for_tonight(tx: &mut Tx) -> Result<()> {
    let tonight = next_night(tx.now());
    for job in NIGHTLY {
        let asked = sqlx::query_scalar!(
            r#"select exists (select from job where kind = $1 and created_at > $2) as "asked!""#,
            job.kind(),
            tonight - DAY
        )
        .fetch_one(tx.conn())
        .await?;
        if !asked {
            tx.enqueue_at(&job, tonight).await?;
        }
    }
    Ok(())
}

/// Two o'clock at night in Jakarta, which has no summer time.
fn next_night(now: OffsetDateTime) -> OffsetDateTime {
    const NIGHT: Time = time::macros::time!(19:00);
    let today = now.replace_time(NIGHT);
    if today > now { today } else { today + DAY }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::next_night;

    #[test]
    fn night_is_the_next_two_oclock_of_jakarta() {
        for (now, night) in [
            (datetime!(2026-11-24 18:59 UTC), datetime!(2026-11-24 19:00 UTC)),
            (datetime!(2026-11-24 19:00 UTC), datetime!(2026-11-25 19:00 UTC)),
            (datetime!(2026-12-31 23:00 UTC), datetime!(2027-01-01 19:00 UTC)),
        ] {
            assert_eq!(next_night(now), night, "{now}");
        }
    }
}
