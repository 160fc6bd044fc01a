//! How often something may be tried. The counters lie in the database, so all servers share them
//! and a restart forgives nothing.

use std::time::Duration;

use time::OffsetDateTime;

use crate::desk::Desk;
use crate::trouble::Trouble;

/// At most `max` tries by `subject` in each window of `per`, counted under `name`.
#[derive(Debug, Clone, Copy)]
pub struct Limit<'a> {
    pub name: &'static str,
    /// Whom or what is limited: a phone number, an address. Only a keyed digest is stored.
    pub subject: &'a str,
    pub max: u32,
    /// At most a day.
    pub per: Duration,
}

/// How many tries are left in this window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    pub left: u32,
}

/// Too many tries: the next window starts after this long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries, again in {} s", .0.as_secs())]
pub struct RetryAfter(pub Duration);

#[derive(Debug, thiserror::Error)]
pub enum Throttled {
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Counts one try.
///
/// # Errors
/// [`Throttled::Wait`] when it was one too many; tries that are refused count as well.
pub async fn hit(desk: &Desk, limit: Limit<'_>) -> Result<Allowed, Throttled> {
    let now = desk.now();
    let window = window_start(now, limit.per);
    let hits = sqlx::query_scalar!(
        "insert into throttle (key, window_start, hits) values ($1, $2, 1)
         on conflict (key, window_start) do update set hits = least(throttle.hits + 1, 1000000000)
         returning hits",
        key(desk, limit),
        window,
    )
    .fetch_one(desk.db())
    .await
    .map_err(Trouble::from)?;
    match limit.max.checked_sub(u32::try_from(hits).unwrap_or(u32::MAX)) {
        Some(left) => Ok(Allowed { left }),
        None => Err(RetryAfter((window + limit.per - now).try_into().unwrap_or(limit.per)).into()),
    }
}

/// Forgets the tries of this window: the right password ends a row of wrong ones.
///
/// # Errors
/// When the database does not answer.
pub async fn forgive(desk: &Desk, limit: Limit<'_>) -> Result<(), Trouble> {
    let window = window_start(desk.now(), limit.per);
    sqlx::query!("delete from throttle where key = $1 and window_start = $2", key(desk, limit), window)
        .execute(desk.db())
        .await?;
    Ok(())
}

fn key(desk: &Desk, limit: Limit<'_>) -> Vec<u8> {
    desk.secret().keyed_digest(limit.name, limit.subject)
}

fn window_start(now: OffsetDateTime, per: Duration) -> OffsetDateTime {
    let per = i64::try_from(per.as_secs()).unwrap_or(i64::MAX).max(1);
    let seconds = now.unix_timestamp();
    OffsetDateTime::from_unix_timestamp(seconds - seconds.rem_euclid(per)).unwrap_or(now)
}
