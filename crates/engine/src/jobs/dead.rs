//! What the operator sees of the jobs.

use domain::ids::JobId;
use time::OffsetDateTime;

use super::Job;
use crate::desk::Desk;
use crate::trouble::Result;
use crate::tx::Tx;

/// A job that failed too often.
#[derive(Debug, Clone)]
pub struct DeadJob {
    pub id: JobId,
    pub kind: String,
    pub payload: serde_json::Value,
    pub attempts: i32,
    pub error: String,
    pub created_at: OffsetDateTime,
}

/// The newest dead jobs, at most 200.
///
/// # Errors
/// When the database does not answer.
pub async fn dead(desk: &Desk) -> Result<Vec<DeadJob>> {
    let rows = sqlx::query!(
        r#"select id, kind, payload, attempts, coalesce(error, '') as "error!", created_at
           from job where state = 'dead' order by created_at desc limit 200"#
    )
    .fetch_all(desk.db())
    .await?;
    let jobs = rows.into_iter().map(|r| DeadJob {
        id: r.id.into(),
        kind: r.kind,
        payload: r.payload,
        attempts: r.attempts,
        error: r.error,
        created_at: r.created_at,
    });
    Ok(jobs.collect())
}

/// Gives a dead job its eight attempts again; `false` when it is not dead (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn requeue(tx: &mut Tx, id: JobId) -> Result<bool> {
    let now = tx.now();
    let found = sqlx::query_scalar!(
        "update job set state = 'waiting', attempts = 0, due_at = $2, ended_at = null where id = $1 and state = 'dead'
         returning payload",
        id.0,
        now,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(payload) = found else { return Ok(false) };
    // One that this version of the program does not know will say so again.
    if let Ok(job) = serde_json::from_value::<Job>(payload) {
        job.revived(tx).await?;
    }
    tx.audit("job.requeue", None, id.0, serde_json::json!({})).await?;
    // Only an insert wakes the workers by itself.
    sqlx::query!("select pg_notify('guyub_job', '')").execute(tx.conn()).await?;
    Ok(true)
}

/// How much waits and how much is dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub waiting: i64,
    pub dead: i64,
}

/// # Errors
/// When the database does not answer.
pub async fn tally(desk: &Desk) -> Result<Tally> {
    let row = sqlx::query!(
        r#"select (select count(*) from job where state = 'waiting') as "waiting!",
                  (select count(*) from job where state = 'dead') as "dead!""#
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Tally { waiting: row.waiting, dead: row.dead })
}
