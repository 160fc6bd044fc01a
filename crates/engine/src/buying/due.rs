//! What the clock does to an order that waits for somebody: nobody answered it, or nobody said that it arrived.

use domain::buying::{State, Step};
use domain::ids::OrderId;
use time::{Duration, OffsetDateTime};

use super::held::{By, lock_by_id};
use super::steps::take;
use super::{Held, OrderError};
use crate::Desk;
use crate::jobs::Job;
use crate::trouble::Result;
use crate::tx::{Actor, Tx};

/// How long an order waits (settings `GUYUB_ORDER_ANSWER_HOURS`, `GUYUB_ORDER_DONE_DAYS` and
/// `GUYUB_COMPLAINT_DAYS`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// For the seller's answer; then it is called off.
    pub answer: Duration,
    /// From being handed over until it counts as done.
    pub done: Duration,
    /// From being done until its buyer can complain no more: what was eaten a month ago shows nobody any more what
    /// was wrong with it.
    pub complain: Duration,
}

impl Times {
    /// In hours and days; the usual ones for what is not set.
    pub fn of(answer_hours: Option<u32>, done_days: Option<u32>, complaint_days: Option<u32>) -> Self {
        let usual = Self::default();
        Self {
            answer: answer_hours.map_or(usual.answer, |hours| Duration::hours(hours.into())),
            done: done_days.map_or(usual.done, |days| Duration::days(days.into())),
            complain: complaint_days.map_or(usual.complain, |days| Duration::days(days.into())),
        }
    }
}

impl Default for Times {
    fn default() -> Self {
        Self { answer: Duration::hours(48), done: Duration::days(3), complain: Duration::days(14) }
    }
}

/// Why the clock calls an order off, in the language that everyone reads.
const NO_ANSWER: &str = "Penjual belum menjawab sampai batas waktunya.";

/// Until when the seller may answer.
pub(super) fn answer_by(desk: &Desk, created_at: OffsetDateTime) -> OffsetDateTime {
    created_at + desk.order_times().answer
}

/// Asks for a look at an order that was handed over when its time to be said done is over.
pub(super) async fn await_done(tx: &mut Tx, order: &Held, done: Duration) -> Result<()> {
    let at = tx.now() + done;
    tx.enqueue_at(&Job::OrderDue { order: order.id }, at).await?;
    Ok(())
}

/// Does whatever has become due for an order; nothing when somebody was quicker. A complaint that was settled
/// does not come here: it has ended.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn due(desk: &Desk, id: OrderId) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let Some(order) = lock_by_id(tx.conn(), id).await? else { return Ok(()) };
    let (step, at, why) = match (order.state, order.handed_at) {
        (State::New, _) => (Step::Cancel, answer_by(desk, order.created_at), Some(NO_ANSWER)),
        (State::Ready | State::Sent, Some(at)) => (Step::Complete, at + desk.order_times().done, None),
        _ => return Ok(()),
    };
    if at > tx.now() {
        // The setting gives it longer than it did.
        tx.enqueue_at(&Job::OrderDue { order: id }, at).await?;
        return tx.commit().await;
    }
    match take(desk, &mut tx, &order, step, By::CLOCK, why).await {
        Ok(_) => tx.commit().await,
        Err(OrderError::Trouble(trouble)) => Err(trouble),
        // The states above are those from which the clock may.
        Err(_) => Ok(()),
    }
}
