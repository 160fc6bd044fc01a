//! Publish, put away, take out again.

use domain::access::Keeper;
use domain::catalog::{IllegalStep, State, Step};
use domain::slug::Slug;
use serde_json::json;

use super::own::{lock, may_publish_in};
use crate::trouble::{Result, Trouble};
use crate::{Desk, discovery};

#[derive(Debug, thiserror::Error)]
pub enum StepError {
    #[error("no such product")]
    Unknown,
    /// The product does not stand where the page showed it.
    #[error(transparent)]
    Illegal(#[from] IllegalStep),
    /// No koperasi that admitted the owner vouches for the business.
    #[error("nobody vouches for the business")]
    NotVouchedFor,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Takes a product one step on.
///
/// # Errors
/// [`StepError`]
pub async fn step(desk: &Desk, by: &Keeper, slug: &Slug, step: Step) -> Result<State, StepError> {
    let mut tx = desk.begin(by.account()).await?;
    let there = lock(&mut tx, by, slug).await?.ok_or(StepError::Unknown)?;
    let state = there.state.after(step)?;
    if state == State::Published && !may_publish_in(&mut tx, by.business()).await? {
        return Err(StepError::NotVouchedFor);
    }
    let now = tx.now();
    sqlx::query!(
        "update product set state = $2, updated_at = greatest($3, updated_at + interval '1 microsecond'),
             published_at = case when $2 = 'published' then coalesce(published_at, $3) else published_at end
         where id = $1",
        there.id.0,
        state.code(),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    discovery::refresh(&mut tx, discovery::Changed::Products(&[there.id])).await?;
    let action = match step {
        Step::Publish => "product.publish",
        Step::Archive => "product.archive",
        Step::Restore => "product.restore",
    };
    tx.audit(action, by.koperasi(), there.id.0, json!({ "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(state)
}
