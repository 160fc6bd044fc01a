//! A keeper writes into the cash book, mends a line, takes one back.

use domain::access::Keeper;
use domain::dates::Day;
use domain::ids::{CashEntryId, IdempotencyKey};
use domain::till::{Entry, Kind, What};
use serde_json::json;

use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// No such line in this business's book, or none that counts.
    #[error("no such line")]
    Unknown,
    /// An order wrote it, and it changes with the order only.
    #[error("the line of an order")]
    OfOrder,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A new line. The second press of the button finds the first's.
///
/// # Errors
/// [`Trouble::KeyReused`] for a form that was sent before with other contents; when the database does not answer.
pub async fn enter(desk: &Desk, by: &Keeper, entry: &Entry, key: IdempotencyKey) -> Result<CashEntryId> {
    let mut tx = match desk.begin_once(by.account(), key, &("till.enter", by.business(), entry)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let (id, now): (CashEntryId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into cash_entry (id, business_id, day, direction, amount, kind, what, entered_by, entered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        by.business().0,
        entry.day.date(),
        entry.kind.direction().code(),
        entry.amount.rupiah().0,
        entry.kind.code(),
        entry.what.as_ref().map(What::as_str),
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "kind": entry.kind, "amount": entry.amount, "on_behalf": by.on_behalf() });
    tx.audit("till.enter", by.koperasi(), id.0, detail).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

/// Mends a line that counts; what stood there before is in the audit log.
///
/// # Errors
/// [`BookError::Unknown`], [`BookError::OfOrder`].
pub async fn change(desk: &Desk, by: &Keeper, id: CashEntryId, entry: &Entry) -> Result<(), BookError> {
    let mut tx = desk.begin(by.account()).await?;
    let held = hold(&mut tx, by, id).await?;
    if held.removed {
        return Err(BookError::Unknown);
    }
    sqlx::query!(
        "update cash_entry set day = $2, direction = $3, amount = $4, kind = $5, what = $6 where id = $1",
        id.0,
        entry.day.date(),
        entry.kind.direction().code(),
        entry.amount.rupiah().0,
        entry.kind.code(),
        entry.what.as_ref().map(What::as_str)
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let before = json!({ "kind": held.kind, "amount": held.amount, "day": held.day });
    let detail = json!({ "before": before, "kind": entry.kind, "amount": entry.amount, "on_behalf": by.on_behalf() });
    tx.audit("till.change", by.koperasi(), id.0, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a line back: it counts no more, and can be brought back. Pressed twice it is taken back once.
///
/// # Errors
/// [`BookError::Unknown`], [`BookError::OfOrder`].
pub async fn remove(desk: &Desk, by: &Keeper, id: CashEntryId) -> Result<(), BookError> {
    mark(desk, by, id, true).await
}

/// A line that was taken back counts again.
///
/// # Errors
/// As [`remove`].
pub async fn bring_back(desk: &Desk, by: &Keeper, id: CashEntryId) -> Result<(), BookError> {
    mark(desk, by, id, false).await
}

async fn mark(desk: &Desk, by: &Keeper, id: CashEntryId, removed: bool) -> Result<(), BookError> {
    let mut tx = desk.begin(by.account()).await?;
    if hold(&mut tx, by, id).await?.removed == removed {
        return Ok(());
    }
    let at = removed.then_some(tx.now());
    sqlx::query!("update cash_entry set removed_at = $2 where id = $1", id.0, at)
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?;
    let action = if removed { "till.remove" } else { "till.bring_back" };
    tx.audit(action, by.koperasi(), id.0, json!({ "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}

/// A line as it stood, held until the transaction ends.
struct Held {
    of_order: bool,
    removed: bool,
    kind: Kind,
    amount: i64,
    day: Day,
}

async fn hold(tx: &mut Tx, by: &Keeper, id: CashEntryId) -> Result<Held, BookError> {
    let held = sqlx::query_as!(
        Held,
        r#"select order_id is not null as "of_order!", removed_at is not null as "removed!", kind as "kind: Kind", amount,
               day as "day: Day"
           from cash_entry where id = $1 and business_id = $2 for update"#,
        id.0,
        by.business().0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(BookError::Unknown)?;
    if held.of_order { Err(BookError::OfOrder) } else { Ok(held) }
}
