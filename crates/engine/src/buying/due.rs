//! What the clock does to an order that waits for somebody: nobody answered it, nobody fetched it, nobody said that
//! it arrived, or nobody ended the complaint about it.

use domain::buying::{Happened, State, Step};
use domain::ids::OrderId;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::held::{By, lock_by_id};
use super::steps::{happened, take};
use super::told::Tale;
use super::{Held, OrderError, told};
use crate::Desk;
use crate::jobs::Job;
use crate::reviews::complaint;
use crate::trouble::Result;
use crate::tx::{Actor, Tx};

/// How long an order waits (settings `GUYUB_ORDER_ANSWER_HOURS`, `GUYUB_ORDER_DONE_DAYS`, `GUYUB_COMPLAINT_DAYS` and
/// `GUYUB_COMPLAINT_CLOSE_DAYS`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// For the seller's answer; then it is called off.
    pub answer: Duration,
    /// From being sent until it counts as done; from being ready until whoever did not fetch it is reminded.
    pub done: Duration,
    /// From being done until its buyer can complain no more: what was eaten a month ago shows nobody any more what
    /// was wrong with it.
    pub complain: Duration,
    /// From the last word of a complaint until it ends by itself.
    pub close: Duration,
}

impl Times {
    /// In hours and days; the usual ones for what is not set.
    pub fn of(answer_hours: Option<u32>, done_days: Option<u32>, complaint_days: Option<u32>, close_days: Option<u32>) -> Self {
        let usual = Self::default();
        let days = |set: Option<u32>, usual: Duration| set.map_or(usual, |days| Duration::days(days.into()));
        Self {
            answer: answer_hours.map_or(usual.answer, |hours| Duration::hours(hours.into())),
            done: days(done_days, usual.done),
            complain: days(complaint_days, usual.complain),
            close: days(close_days, usual.close),
        }
    }
}

impl Default for Times {
    fn default() -> Self {
        Self { answer: Duration::hours(48), done: Duration::days(3), complain: Duration::days(14), close: Duration::days(30) }
    }
}

/// Why the clock calls an order off, in the language that everyone reads.
const NO_ANSWER: &str = "Penjual belum menjawab sampai batas waktunya.";

/// Until when the seller may answer.
pub(super) fn answer_by(desk: &Desk, created_at: OffsetDateTime) -> OffsetDateTime {
    created_at + desk.order_times().answer
}

/// Asks for a look at an order that has just come to stand so, if the clock has to look at it some day.
pub(super) async fn await_look(desk: &Desk, tx: &mut Tx, order: &Held, state: State) -> Result<()> {
    let times = desk.order_times();
    let at = match state {
        State::Ready | State::Sent => tx.now() + times.done,
        State::Complaint => tx.now() + times.close,
        _ => return Ok(()),
    };
    tx.enqueue_at(&Job::OrderDue { order: order.id }, at).await?;
    Ok(())
}

/// When the clock looks at an order that stands so, if nobody does anything before.
pub(super) fn looks_at(
    desk: &Desk,
    state: State,
    created_at: OffsetDateTime,
    handed_at: Option<OffsetDateTime>,
) -> Option<OffsetDateTime> {
    match state {
        State::New => Some(answer_by(desk, created_at)),
        State::Ready | State::Sent => handed_at.map(|at| at + desk.order_times().done),
        _ => None,
    }
}

/// Does whatever has become due for an order; nothing when somebody was quicker. A complaint that was settled
/// does not come here: it has ended.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn due(desk: &Desk, id: OrderId) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let Some(order) = lock_by_id(tx.conn(), id).await? else { return Ok(()) };
    let at = match order.state {
        State::Complaint => complaint::last_word(&mut tx, id).await?.map(|at| at + desk.order_times().close),
        state => looks_at(desk, state, order.created_at, order.handed_at),
    };
    let Some(at) = at else { return Ok(()) };
    if at > tx.now() {
        // The setting gives it longer than it did, or somebody has said something since.
        tx.enqueue_at(&Job::OrderDue { order: id }, at).await?;
        return tx.commit().await;
    }
    let done = match order.state {
        State::New => take(desk, &mut tx, &order, Step::Cancel, By::CLOCK, Some(NO_ANSWER)).await.map(|_| ()),
        State::Sent => take(desk, &mut tx, &order, Step::Complete, By::CLOCK, None).await.map(|_| ()),
        State::Ready => remind(desk, &mut tx, &order).await.map_err(OrderError::from),
        State::Complaint => complaint::lapse(desk, &mut tx, &order).await,
        _ => return Ok(()),
    };
    match done {
        Ok(()) => tx.commit().await,
        Err(OrderError::Trouble(trouble)) => Err(trouble),
        // The states above are those from which the clock may.
        Err(_) => Ok(()),
    }
}

/// It was not fetched in time, as far as anybody has said. Its buyer is reminded and its seller told, once: whether
/// it was fetched and paid, or is to be called off, only the seller can say.
async fn remind(desk: &Desk, tx: &mut Tx, order: &Held) -> Result<()> {
    let told_before = sqlx::query_scalar!(
        r#"select exists (select from order_event where order_id = $1 and what = $2) as "before!""#,
        order.id.0,
        Happened::Reminded.code()
    )
    .fetch_one(tx.conn())
    .await?;
    if told_before {
        return Ok(());
    }
    let now = tx.now();
    sqlx::query!(
        "update shop_order set updated_at = greatest($2, updated_at + interval '1 microsecond') where id = $1",
        order.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    happened(tx, order, By::CLOCK, Happened::Reminded, json!({})).await?;
    tx.audit("order.remind", order.koperasi, order.id.0, json!({})).await?;
    told::tell(desk, tx, order, By::CLOCK, &Tale::of(Happened::Reminded)).await
}
