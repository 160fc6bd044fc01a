//! Forms that were posted after their session was closed, kept until the person has signed in.

use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use crate::Desk;
use crate::throttle::{self, Limit, Throttled};
use crate::trouble::Result;

/// Nobody is signed in who could be asked: thirty forms of one address within a quarter of an hour.
const MOST: u32 = 30;
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Keeps what was typed into the form at `path`; `None` when this address has kept enough for now.
/// The id is random: whoever knows it may read it.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(desk: &Desk, address: &str, path: &str, inputs: &Value) -> Result<Option<Uuid>> {
    match throttle::hit(desk, Limit { name: "forms.keep", subject: address, max: MOST, per: QUARTER }).await {
        Ok(_) => {}
        Err(Throttled::Wait(_)) => return Ok(None),
        Err(Throttled::Trouble(trouble)) => return Err(trouble),
    }
    let id = Uuid::from_u128(rand::random());
    sqlx::query!("insert into kept_form (id, path, inputs, kept_at) values ($1, $2, $3, $4)", id, path, inputs, desk.now())
        .execute(desk.db())
        .await?;
    Ok(Some(id))
}

/// What was kept for this form within the last day.
///
/// # Errors
/// When the database does not answer.
pub async fn kept(desk: &Desk, id: Uuid, path: &str) -> Result<Option<Value>> {
    let inputs = sqlx::query_scalar!(
        "select inputs from kept_form where id = $1 and path = $2 and kept_at > $3",
        id,
        path,
        desk.now() - time::Duration::DAY
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(inputs)
}
