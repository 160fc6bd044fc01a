//! A complaint that nobody ends. Perhaps no koperasi vouches for the shop any more, perhaps its only officer has bought
//! or sold, perhaps all have forgotten it: long after the last word the clock ends it. What was handed over stands; what
//! never was is called off, and its goods come back to the stock.

use domain::ids::OrderId;
use domain::reviews::Outcome;
use time::OffsetDateTime;

use super::{find, finish};
use crate::Desk;
use crate::buying::{By, Held, OrderError};
use crate::trouble::Result;
use crate::tx::Tx;

/// When something was said last in the open complaint about an order.
pub(crate) async fn last_word(tx: &mut Tx, order: OrderId) -> Result<Option<OffsetDateTime>> {
    let at = sqlx::query_scalar!(
        r#"select greatest(c.raised_at, (select max(w.at) from complaint_word w where w.complaint_id = c.id)) as "at!"
           from complaint c where c.order_id = $1 and c.decided_at is null"#,
        order.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(at)
}

/// The clock ends the complaint about a held order.
///
/// # Errors
/// [`OrderError::Unknown`] when there is none, or it has ended.
pub(crate) async fn lapse(desk: &Desk, tx: &mut Tx, held: &Held) -> Result<(), OrderError> {
    let complaint = find(tx, held.id).await?.filter(|complaint| !complaint.ended).ok_or(OrderError::Unknown)?;
    finish(desk, tx, held, &complaint, (By::CLOCK, Outcome::Lapsed), None).await
}
