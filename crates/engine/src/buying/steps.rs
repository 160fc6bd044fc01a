//! The steps of an order, each a press of one side.

use domain::access::Keeper;
use domain::buying::{Happened, OrderNumber, Side, State, Step};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::OrderId;
use domain::text::Line;
use serde_json::{Value, json};

use super::held::{By, Held, OrderReader, hold, lock_by_id};
use super::told::{Stock, Tale};
use super::{OrderError, back, due, told};
use crate::Desk;
use crate::till;
use crate::trouble::{Result, persistently};
use crate::tx::Tx;

/// The furthest day that a seller may promise, counted from today.
pub const MOST_DAYS: i64 = 180;
/// Orders that are accepted together, at most.
pub const MOST_TOGETHER: usize = 100;

/// Why an order is refused or called off, as the other side reads it.
pub type Reason = Line<200>;

/// The seller will deliver.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn accept(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    step(desk, OrderReader::Seller(by), number, Step::Accept, None).await
}

/// The seller will not. What the order had taken from stock comes back.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn refuse(desk: &Desk, by: &Keeper, number: &OrderNumber, reason: &Reason) -> Result<(), OrderError> {
    step(desk, OrderReader::Seller(by), number, Step::Refuse, Some(reason.as_str())).await
}

/// The seller has begun: the buyer cannot call it off any more.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn prepare(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    step(desk, OrderReader::Seller(by), number, Step::Prepare, None).await
}

/// It waits to be fetched.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn make_ready(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    step(desk, OrderReader::Seller(by), number, Step::MakeReady, None).await
}

/// It is on its way to the buyer.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn send(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    step(desk, OrderReader::Seller(by), number, Step::Send, None).await
}

/// The buyer has it. One that is paid in cash counts as paid by this: whoever presses it was there.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`].
pub async fn complete(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<(), OrderError> {
    step(desk, who, number, Step::Complete, None).await
}

/// Calls an order off. A seller says why, a buyer may. What it had taken from stock comes back.
///
/// # Errors
/// [`OrderError::Unknown`], [`OrderError::Moved`]; [`OrderError::Refused`] on `alasan` for a seller who says
/// nothing.
pub async fn cancel(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber, reason: Option<&Reason>) -> Result<(), OrderError> {
    if who.side() == Side::Seller && reason.is_none() {
        return Err(OrderError::Refused(FieldErrors::of("alasan", Invalid::Required)));
    }
    step(desk, who, number, Step::Cancel, reason.map(Reason::as_str)).await
}

async fn step(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber, step: Step, why: Option<&str>) -> Result<(), OrderError> {
    persistently(|| try_step(desk, who, number, step, why)).await
}

async fn try_step(
    desk: &Desk,
    who: OrderReader<'_>,
    number: &OrderNumber,
    step: Step,
    why: Option<&str>,
) -> Result<(), OrderError> {
    let mut tx = who.begin(desk).await?;
    let order = hold(desk, &mut tx, &who, number).await?;
    let by = By::of(&who, &order);
    take(desk, &mut tx, &order, step, by, why).await?;
    tx.commit().await?;
    Ok(())
}

/// What was done to several orders at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Together {
    pub accepted: usize,
    /// Somebody was quicker, or they are not this shop's.
    pub left: usize,
}

/// Accepts what is still to be answered of these orders; the others are left as they are.
///
/// # Errors
/// When the database does not answer.
pub async fn accept_all(desk: &Desk, by: &Keeper, numbers: &[OrderNumber]) -> Result<Together> {
    persistently(|| try_to_accept_all(desk, by, numbers)).await
}

async fn try_to_accept_all(desk: &Desk, by: &Keeper, numbers: &[OrderNumber]) -> Result<Together> {
    let asked: Vec<String> = numbers.iter().take(MOST_TOGETHER).map(|number| number.as_str().to_owned()).collect();
    let mut tx = desk.begin(by.account()).await?;
    let ids: Vec<OrderId> = sqlx::query_scalar!(
        r#"select id as "id: OrderId" from shop_order where business_id = $1 and number = any ($2) and state = 'new'
            order by id for update"#,
        by.business().0,
        &asked
    )
    .fetch_all(tx.conn())
    .await?;
    let hand = By { side: Side::Seller, account: Some(by.account()) };
    let mut accepted = 0;
    for id in ids {
        let Some(order) = lock_by_id(tx.conn(), id).await? else { continue };
        match take(desk, &mut tx, &order, Step::Accept, hand, None).await {
            Ok(_) => accepted += 1,
            Err(OrderError::Trouble(trouble)) => return Err(trouble),
            // Each was new when it was locked.
            Err(_) => {}
        }
    }
    tx.commit().await?;
    Ok(Together { accepted, left: numbers.len() - accepted })
}

/// The seller saw the money. The second press changes nothing.
///
/// # Errors
/// [`OrderError::Unknown`]; [`OrderError::Moved`] for an order that was not accepted, or is called off.
pub async fn paid(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    money(desk, by, number, true).await
}

/// The money was not there after all. The second press changes nothing.
///
/// # Errors
/// [`OrderError::Unknown`]; [`OrderError::Moved`] for an order that was not accepted, or is called off.
pub async fn unpaid(desk: &Desk, by: &Keeper, number: &OrderNumber) -> Result<(), OrderError> {
    money(desk, by, number, false).await
}

async fn money(desk: &Desk, by: &Keeper, number: &OrderNumber, came: bool) -> Result<(), OrderError> {
    persistently(|| try_money(desk, by, number, came)).await
}

async fn try_money(desk: &Desk, by: &Keeper, number: &OrderNumber, came: bool) -> Result<(), OrderError> {
    let who = OrderReader::Seller(by);
    let mut tx = who.begin(desk).await?;
    let order = hold(desk, &mut tx, &who, number).await?;
    if matches!(order.state, State::New | State::Refused | State::Cancelled) {
        return Err(OrderError::Moved { state: order.state });
    }
    if order.paid_at.is_some() == came {
        return Ok(());
    }
    let now = tx.now();
    sqlx::query!(
        "update shop_order set paid_at = $2, updated_at = greatest($3, updated_at + interval '1 microsecond') where id = $1",
        order.id.0,
        came.then_some(now),
        now
    )
    .execute(tx.conn())
    .await?;
    let what = if came { Happened::Paid } else { Happened::Unpaid };
    let hand = By::of(&who, &order);
    happened(&mut tx, &order, hand, what, json!({})).await?;
    tx.audit(if came { "order.paid" } else { "order.unpaid" }, order.koperasi, order.id.0, json!({ "total": order.total }))
        .await?;
    till::from_order(&mut tx, order.id).await?;
    told::tell(desk, &mut tx, &order, hand, &Tale::of(what)).await?;
    tx.commit().await?;
    Ok(())
}

/// The seller promises another day. The second press changes nothing.
///
/// # Errors
/// [`OrderError::Unknown`]; [`OrderError::Moved`] once it was handed over, or before it was accepted;
/// [`OrderError::Refused`] on `hari` for a day that is over, or further off than [`MOST_DAYS`].
pub async fn postpone(desk: &Desk, by: &Keeper, number: &OrderNumber, day: Day) -> Result<(), OrderError> {
    let who = OrderReader::Seller(by);
    let mut tx = who.begin(desk).await?;
    let order = hold(desk, &mut tx, &who, number).await?;
    if !matches!(order.state, State::Accepted | State::Prepared) {
        return Err(OrderError::Moved { state: order.state });
    }
    if order.ready_on == Some(day) {
        return Ok(());
    }
    let refused = |why| Err(OrderError::Refused(FieldErrors::of("hari", why)));
    match Day::of(tx.now()).days_until(day) {
        ..0 => return refused(Invalid::InThePast),
        0..=MOST_DAYS => {}
        _ => return refused(Invalid::TooLarge),
    }
    let now = tx.now();
    sqlx::query!(
        "update shop_order set ready_on = $2, updated_at = greatest($3, updated_at + interval '1 microsecond') where id = $1",
        order.id.0,
        day.date(),
        now
    )
    .execute(tx.conn())
    .await?;
    let hand = By::of(&who, &order);
    happened(&mut tx, &order, hand, Happened::Postponed, json!({ "day": day.iso() })).await?;
    tx.audit("order.postpone", order.koperasi, order.id.0, json!({ "day": day.iso() })).await?;
    let promised = day.iso();
    let tale = Tale { why: Some(&promised), ..Tale::of(Happened::Postponed) };
    told::tell(desk, &mut tx, &order, hand, &tale).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a held order one step on: its row, its timeline, what comes back to stock, the seller's book, the
/// clock's next look, and who is told. `why` is what the other side reads of a refusal or a calling off.
///
/// # Errors
/// [`OrderError::Moved`] when this side may not from where it stands.
pub(crate) async fn take(
    desk: &Desk,
    tx: &mut Tx,
    order: &Held,
    step: Step,
    by: By,
    why: Option<&str>,
) -> Result<State, OrderError> {
    let state = order.state.after(step, by.side)?;
    write(tx, order, (step, state), by.side, why).await?;
    let what = outcome(step);
    let detail = why.map_or_else(|| json!({}), |why| json!({ "why": why }));
    happened(tx, order, by, what, detail).await?;
    // Reasons are people's own words, which an audit does not hold.
    let detail = json!({ "from": order.state, "to": state, "side": by.side });
    tx.audit("order.step", order.koperasi, order.id.0, detail).await?;
    let handed = order.handed_at.is_some();
    let stock = if step.gives_back(handed) {
        if back::give_back(tx, order).await? { Stock::Back } else { Stock::Stays }
    } else if step == Step::TakeBack {
        Stock::ToCount
    } else {
        Stock::Stays
    };
    due::await_look(desk, tx, order, state).await?;
    if matches!(state, State::Done | State::Cancelled) {
        till::from_order(tx, order.id).await?;
    }
    told::tell(desk, tx, order, by, &Tale { what, why, stock }).await?;
    Ok(state)
}

/// What a step is on the timeline.
pub(super) const fn outcome(step: Step) -> Happened {
    match step {
        Step::Accept => Happened::Accepted,
        Step::Refuse => Happened::Refused,
        Step::Prepare => Happened::Prepared,
        Step::MakeReady => Happened::Ready,
        Step::Send => Happened::Sent,
        Step::Complete => Happened::Done,
        Step::Cancel => Happened::Cancelled,
        Step::Complain => Happened::Complained,
        Step::Settle | Step::ResumeAccepted | Step::ResumePrepared | Step::TakeBack => Happened::Decided,
    }
}

async fn write(tx: &mut Tx, order: &Held, (step, state): (Step, State), side: Side, why: Option<&str>) -> Result<()> {
    let now = tx.now();
    // Neither the clock nor the end of a complaint has seen money change hands.
    let handed_cash = step == Step::Complete && matches!(side, Side::Buyer | Side::Seller);
    sqlx::query!(
        "update shop_order set state = $2,
             answered_at = case when $2 in ('accepted', 'refused') then coalesce(answered_at, $3) else answered_at end,
             handed_at = case when $2 in ('ready', 'sent') then coalesce(handed_at, $3) else handed_at end,
             ended_at = case when $2 in ('done', 'refused', 'cancelled') then $3 end,
             ended_by = case when $2 in ('done', 'refused', 'cancelled') then $4::text end,
             reason = case when $2 in ('refused', 'cancelled') then $5::text end,
             paid_at = case when $7 and pay = 'cash' then coalesce(paid_at, $3) else paid_at end,
             updated_at = greatest($3, updated_at + interval '1 microsecond')
         where id = $1 and state = $6",
        order.id.0,
        state.code(),
        now,
        side.code(),
        why,
        order.state.code(),
        handed_cash
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a line to the timeline, and wakes the pages that follow the order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn happened(tx: &mut Tx, order: &Held, by: By, what: Happened, detail: Value) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "insert into order_event (order_id, at, account_id, side, what, detail) values ($1, $2, $3, $4, $5, $6)",
        order.id.0,
        now,
        by.account.map(|account| account.0),
        by.side.code(),
        what.code(),
        detail
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("select pg_notify('guyub_order', $1)", order.id.to_string()).execute(tx.conn()).await?;
    Ok(())
}
