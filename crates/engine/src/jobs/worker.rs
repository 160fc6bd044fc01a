//! Takes due jobs one by one and runs them.
//!
//! Taking a job moves its `due_at` a short lease ahead, which the worker keeps renewing while it
//! runs: no transaction stays open meanwhile, and when a server dies its jobs fall due again by
//! themselves.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use domain::ids::JobId;
use futures::FutureExt as _;
use rand::RngExt as _;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::noted::noted;
use super::{Job, housekeeping};
use crate::desk::Desk;
use crate::trouble::{Result, Trouble};
use crate::tx::Actor;

/// After this many failures a job is dead.
const MAX_ATTEMPTS: i32 = 8;
/// How long a taken job is left alone by other workers unless its lease is renewed.
const LEASE: Duration = Duration::from_secs(30);
/// Longest a job may run.
const TIME_LIMIT: Duration = Duration::from_secs(600);
/// How often to look without being woken: for jobs due later, and for what a lost notification
/// would have told.
const POLL: Duration = Duration::from_secs(5);

struct Taken {
    id: JobId,
    payload: serde_json::Value,
    kind: String,
    attempts: i32,
}

/// Works until `stop`; a job that is running then is finished first. Any number of these may run,
/// in one process or in many.
pub async fn work(desk: Desk, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(trouble) = work_while_connected(&desk, &stop).await {
            warn!(%trouble, "jobs: the database does not answer, trying again");
            tokio::select! {
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            }
        }
    }
}

async fn work_while_connected(desk: &Desk, stop: &CancellationToken) -> Result<()> {
    let mut listener = desk.listener().await?;
    listener.listen("guyub_job").await?;
    let mut tidied = None::<Instant>;
    loop {
        while !stop.is_cancelled() && run_one(desk).await? {}
        if tidied.is_none_or(|at| at.elapsed() > housekeeping::EVERY) {
            housekeeping::tidy(desk).await?;
            tidied = Some(Instant::now());
        }
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            woken = listener.recv() => { woken?; }
            () = tokio::time::sleep(POLL) => {}
        }
        // One job wakes all workers, many jobs many times: what waits in the buffer says nothing new.
        while listener.next_buffered().is_some() {}
    }
}

/// Runs all jobs that are due now, and says how many: for commands and tests.
///
/// # Errors
/// When the database does not answer. A job's own failure is noted in its row instead.
pub async fn run_due(desk: &Desk) -> Result<usize> {
    let mut ran = 0;
    while run_one(desk).await? {
        ran += 1;
    }
    Ok(ran)
}

async fn run_one(desk: &Desk) -> Result<bool> {
    let Some(taken) = take(desk).await? else { return Ok(false) };
    // It was taken as often as it may be and none of those who took it lived to say what happened.
    if taken.attempts > MAX_ATTEMPTS {
        bury(desk, &taken, "never came to an end: the server ended with it").await?;
        return Ok(true);
    }
    let started = Instant::now();
    let outcome = tokio::select! {
        outcome = attempt(desk, &taken) => outcome,
        never = renew(desk, &taken) => match never {},
    };
    let result = if outcome.is_ok() { "done" } else { "failed" };
    metrics::counter!("guyub_jobs_total", "kind" => taken.kind.clone(), "result" => result).increment(1);
    match outcome {
        Ok(()) => {
            info!(job = %taken.id, kind = taken.kind, ms = started.elapsed().as_millis() as u64, "job done");
            finish(desk, &taken).await?;
        }
        Err(trouble) => postpone(desk, &taken, &trouble).await?,
    }
    Ok(true)
}

async fn take(desk: &Desk) -> Result<Option<Taken>> {
    let now = desk.now();
    let row = sqlx::query!(
        "update job set attempts = attempts + 1, due_at = $2
         where id = (select id from job where state = 'waiting' and due_at <= $1
                     order by due_at limit 1 for update skip locked)
         returning id, payload, kind, attempts",
        now,
        now + LEASE,
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| Taken { id: r.id.into(), payload: r.payload, kind: r.kind, attempts: r.attempts }))
}

/// Runs the job; once more at once when only another transaction was in its way.
async fn attempt(desk: &Desk, taken: &Taken) -> Result<()> {
    let job: Job = serde_json::from_value(taken.payload.clone())?;
    match run(desk, job.clone()).await {
        Err(trouble) if trouble.is_retryable() => run(desk, job).await,
        outcome => outcome,
    }
}

/// A panic in a handler is that job's failure, not the worker's end.
async fn run(desk: &Desk, job: Job) -> Result<()> {
    let run = tokio::time::timeout(TIME_LIMIT, job.run(desk));
    match AssertUnwindSafe(run).catch_unwind().await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Trouble::Other(format!("ran longer than {} s", TIME_LIMIT.as_secs()))),
        // Its words may quote anything; where it happened, the log has.
        Err(_) => Err(Trouble::Other("panicked".into())),
    }
}

async fn renew(desk: &Desk, taken: &Taken) -> std::convert::Infallible {
    loop {
        tokio::time::sleep(LEASE / 3).await;
        let due = desk.now() + LEASE;
        let renewed = sqlx::query!(
            "update job set due_at = $3 where id = $1 and attempts = $2 and state = 'waiting'",
            taken.id.0,
            taken.attempts,
            due
        )
        .execute(desk.db())
        .await;
        if let Err(trouble) = renewed {
            warn!(job = %taken.id, error = noted(&Trouble::from(trouble)), "a job's lease was not renewed");
        }
    }
}

/// Like all that is written about a taken job, only while it is still this worker's: one that lost
/// its lease has no say any more, since another worker has taken the job since (`attempts` tells).
async fn finish(desk: &Desk, taken: &Taken) -> Result<()> {
    sqlx::query!(
        "update job set state = 'done', ended_at = $3, error = null where id = $1 and attempts = $2 and state = 'waiting'",
        taken.id.0,
        taken.attempts,
        desk.now()
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

async fn postpone(desk: &Desk, taken: &Taken, trouble: &Trouble) -> Result<()> {
    let error = noted(trouble);
    if taken.attempts >= MAX_ATTEMPTS {
        return bury(desk, taken, &error).await;
    }
    sqlx::query!(
        "update job set due_at = $3, error = $4 where id = $1 and attempts = $2 and state = 'waiting'",
        taken.id.0,
        taken.attempts,
        desk.now() + back_off(taken.attempts),
        error.as_str()
    )
    .execute(desk.db())
    .await?;
    warn!(job = %taken.id, kind = taken.kind, attempt = taken.attempts, error, "job failed, will be tried again");
    Ok(())
}

/// The job is not tried again by itself, and whoever waits for its work is told: both or neither.
async fn bury(desk: &Desk, taken: &Taken, error: &str) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let now = tx.now();
    let buried = sqlx::query!(
        "update job set state = 'dead', ended_at = $3, error = $4 where id = $1 and attempts = $2 and state = 'waiting'",
        taken.id.0,
        taken.attempts,
        now,
        error
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    if buried == 0 {
        return Ok(());
    }
    if let Ok(job) = serde_json::from_value::<Job>(taken.payload.clone()) {
        job.died(&mut tx).await?;
    }
    tx.commit().await?;
    error!(job = %taken.id, kind = taken.kind, error, "job is dead; the operator can requeue it");
    Ok(())
}

/// 5 s, 20 s, 80 s, … at most an hour, and up to a quarter more by chance, so that what failed
/// together is not tried together.
fn back_off(attempts: i32) -> Duration {
    let exponent = u32::try_from(attempts.clamp(1, 7) - 1).unwrap_or(0);
    let seconds = (5 * 4_u64.pow(exponent)).min(3600);
    Duration::from_millis(seconds * 1000 + rand::rng().random_range(0..=seconds * 250))
}

#[cfg(test)]
mod tests {
    use super::back_off;

    #[test]
    fn waits_grow_up_to_an_hour() {
        for (attempt, least, most) in [(1, 5, 7), (2, 20, 25), (3, 80, 100), (7, 3600, 4500), (i32::MAX, 3600, 4500)] {
            let wait = back_off(attempt).as_secs();
            assert!((least..=most).contains(&wait), "attempt {attempt} waits {wait} s");
        }
    }
}
