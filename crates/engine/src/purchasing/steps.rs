//! The steps of a round until it is ordered, by hand and by the clock.
//!
//! A step by hand is the coordinator's officers' only. The clock's are jobs: one is asked for whenever a
//! moment is set, and does nothing when that moment was put off or somebody was quicker.

use domain::access::Officer;
use domain::form::Invalid;
use domain::ids::RoundId;
use domain::purchasing::{IfMissed, RoundPlan, State, Step};
use domain::quantity::Quantity;
use domain::text::Line;
use serde_json::json;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

use super::plan::{held, is_usable, is_verified, must_be_usable, refused};
use super::reach::{is_met, sums};
use super::series::make_next;
use super::{Round, RoundError, lock, read, terms};
use crate::Desk;
use crate::jobs::Job;
use crate::notices::{Members, OfficeNews, Officers, RoundNews};
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};

/// How often the clock extends a round whose minimum is missed; then it closes, and somebody decides.
const MOST_EXTENSIONS: i16 = 2;

/// Longest that members may add to a pack that is not full.
pub const MOST_TOPPING_UP: Duration = Duration::days(7);

/// Why the clock cancels a round, in the language that everyone reads.
const MISSED: &str = "Minimum pembelian tidak tercapai sampai waktu tutup.";

/// Opens a draft: at once (true), or when its opening lies ahead, by itself at that time (false).
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::NotVerified`], [`RoundError::Moved`]; [`RoundError::Refused`] on
/// `tutup_tanggal` when the closing is over, on `penawaran` when the offer does not hold until then.
pub async fn open(desk: &Desk, by: &Officer, id: RoundId) -> Result<bool, RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    round.state.after(Step::Open)?;
    if !is_verified(tx.conn(), round.koperasi).await? {
        return Err(RoundError::NotVerified);
    }
    if round.closes_at <= tx.now() {
        return Err(refused("tutup_tanggal", Invalid::InThePast));
    }
    must_be_usable(tx.conn(), round.koperasi, round.offer, round.closes_at).await?;
    let at_once = round.opens_at <= tx.now();
    if at_once {
        start(&mut tx, &round).await?;
    } else if !round.scheduled {
        schedule(&mut tx, &round, true).await?;
        tx.enqueue_at(&Job::RoundDue { round: id }, round.opens_at).await?;
    }
    tx.commit().await?;
    Ok(at_once)
}

async fn start(tx: &mut Tx, round: &Round) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set state = 'open', scheduled = false, opened_at = $2,
             updated_at = greatest($2, updated_at + interval '1 microsecond')
         where id = $1 and state = 'draft'",
        round.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("round.open", Some(round.koperasi), round.id.0, json!({})).await?;
    tx.tell_members(Members::All, round.id, &round.title, RoundNews::Opened).await?;
    tx.enqueue_at(&Job::RoundDue { round: round.id }, round.closes_at).await?;
    Ok(())
}

async fn schedule(tx: &mut Tx, round: &Round, scheduled: bool) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set scheduled = $2, updated_at = greatest($3, updated_at + interval '1 microsecond')
         where id = $1 and state = 'draft'",
        round.id.0,
        scheduled,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("round.schedule", Some(round.koperasi), round.id.0, json!({ "scheduled": scheduled })).await
}

/// The draft does not open by itself any more. The second press changes nothing.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`].
pub async fn unschedule(desk: &Desk, by: &Officer, id: RoundId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    if round.state != State::Draft {
        return Err(RoundError::Moved { state: round.state });
    }
    if round.scheduled {
        schedule(&mut tx, &round, false).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Closes an open round before its time. The next of its series is made.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`].
pub async fn close(desk: &Desk, by: &Officer, id: RoundId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    round.state.after(Step::Close)?;
    shut(&mut tx, &round, OfficeNews::Closed).await?;
    tx.commit().await?;
    Ok(())
}

async fn shut(tx: &mut Tx, round: &Round, news: OfficeNews) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set state = 'closed', closed_at = $2, updated_at = greatest($2, updated_at + interval '1 microsecond')
         where id = $1 and state = 'open'",
        round.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    let sums = sums(tx.conn(), round.id).await?;
    let missed = news == OfficeNews::Missed;
    let detail = json!({ "demand": sums.demand, "tolerance": sums.tolerance, "missed": missed });
    tx.audit("round.close", Some(round.koperasi), round.id.0, detail).await?;
    tx.tell_officers(Officers::Of(round.koperasi), round.id, &round.title, news).await?;
    make_next(tx, round).await?;
    Ok(())
}

/// Collects until a later time: an open round goes on, a closed one opens again. A pick-up that would come
/// before the new closing moves with it. The second press changes nothing.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`]; [`RoundError::Refused`] on `sampai_tanggal` for a time
/// that is over, no later than the closing of an open round, more than [`RoundPlan::MOST_DAYS`] after the
/// opening, or beyond the offer's last day.
pub async fn extend(desk: &Desk, by: &Officer, id: RoundId, until: OffsetDateTime) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    if round.state != State::Open {
        round.state.after(Step::Extend)?;
    }
    if round.state == State::Open && until == round.closes_at {
        return Ok(());
    }
    check_until(&mut tx, &round, until).await?;
    prolong(&mut tx, &round, until, round.extended).await?;
    tx.commit().await?;
    Ok(())
}

async fn check_until(tx: &mut Tx, round: &Round, until: OffsetDateTime) -> Result<(), RoundError> {
    let why = if until <= tx.now() {
        Some(Invalid::InThePast)
    } else if round.state == State::Open && until < round.closes_at {
        Some(Invalid::NotAfter)
    } else if until - round.opens_at > Duration::days(RoundPlan::MOST_DAYS)
        || !is_usable(tx.conn(), round.koperasi, round.offer, until).await?
    {
        Some(Invalid::TooLarge)
    } else {
        None
    };
    why.map_or(Ok(()), |why| Err(refused("sampai_tanggal", why)))
}

async fn prolong(tx: &mut Tx, round: &Round, until: OffsetDateTime, extended: i16) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set state = 'open', closes_at = $2, extended = $3, closed_at = null, topping_up_until = null,
             planned_closes_at = coalesce(planned_closes_at, closes_at), planned_pickup_at = coalesce(planned_pickup_at, pickup_at),
             pickup_at = case when pickup_at > $2 then pickup_at else $2 + (pickup_at - closes_at) end,
             updated_at = greatest($4, updated_at + interval '1 microsecond')
         where id = $1 and state in ('open', 'closed')",
        round.id.0,
        until,
        extended,
        now
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "until": until, "extended": extended });
    tx.audit("round.extend", Some(round.koperasi), round.id.0, detail).await?;
    tx.tell_members(Members::Pledged, round.id, &round.title, RoundNews::Extended { until }).await?;
    tx.enqueue_at(&Job::RoundDue { round: round.id }, until).await?;
    Ok(())
}

/// What is missing to a full pack, and to the least that the supplier sells.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn missing(db: &mut PgConnection, round: &Round) -> Result<Quantity> {
    let terms = terms(&mut *db, round.offer).await?;
    let demand = sums(db, round.id).await?.demand;
    Ok(terms.packs_for(demand.max(terms.minimum)).checked_sub(demand).unwrap_or(Quantity::ZERO))
}

/// Lets members add to a pack that is not full, for a while after the closing; nobody can take less.
///
/// # Errors
/// [`RoundError::Unknown`]; [`RoundError::Moved`], also when no pack is missing anything;
/// [`RoundError::Refused`] on `sampai_tanggal` for a time that is over, or later than [`MOST_TOPPING_UP`].
pub async fn top_up(desk: &Desk, by: &Officer, id: RoundId, until: OffsetDateTime) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    if round.state != State::Closed {
        return Err(RoundError::Moved { state: round.state });
    }
    if round.topping_up_until == Some(until) {
        return Ok(());
    }
    if until <= tx.now() {
        return Err(refused("sampai_tanggal", Invalid::InThePast));
    }
    if until - tx.now() > MOST_TOPPING_UP {
        return Err(refused("sampai_tanggal", Invalid::TooLarge));
    }
    let missing = missing(tx.conn(), &round).await?;
    if missing.is_zero() {
        return Err(RoundError::Moved { state: round.state });
    }
    set_topping_up(&mut tx, &round, Some(until)).await?;
    tx.tell_members(Members::Pledged, id, &round.title, RoundNews::ToppingUp { until, missing }).await?;
    tx.enqueue_at(&Job::RoundDue { round: id }, until).await?;
    tx.commit().await?;
    Ok(())
}

async fn set_topping_up(tx: &mut Tx, round: &Round, until: Option<OffsetDateTime>) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set topping_up_until = $2, updated_at = greatest($3, updated_at + interval '1 microsecond')
         where id = $1 and state = 'closed'",
        round.id.0,
        until,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("round.top_up", Some(round.koperasi), round.id.0, json!({ "until": until })).await
}

/// Nobody adds any more. The second press changes nothing.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`].
pub async fn end_top_up(desk: &Desk, by: &Officer, id: RoundId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    if round.state != State::Closed {
        return Err(RoundError::Moved { state: round.state });
    }
    if round.topping_up_until.is_some() {
        set_topping_up(&mut tx, &round, None).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives a round up before its goods have come. Its series ends. What came damaged and is paid for all the
/// same is posted.
///
/// # Errors
/// [`RoundError::Unknown`]; [`RoundError::Moved`], also once undamaged goods came: then receiving is finished;
/// [`RoundError::SameOfficer`] for who wrote down a price or a transport above what was ordered.
pub async fn cancel(desk: &Desk, by: &Officer, id: RoundId, reason: &Line<200>) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    round.state.after(Step::Cancel)?;
    if round.state == State::Ordered {
        super::receipt::owe_for_damage(&mut tx, by, &round).await?;
    }
    give_up(&mut tx, &round, reason.as_str()).await?;
    tx.commit().await?;
    Ok(())
}

async fn give_up(tx: &mut Tx, round: &Round, reason: &str) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round set state = 'cancelled', cancelled_at = $2, cancel_reason = $3, scheduled = false, topping_up_until = null,
             updated_at = greatest($2, updated_at + interval '1 microsecond')
         where id = $1 and state in ('draft', 'open', 'closed', 'ordered')",
        round.id.0,
        now,
        reason
    )
    .execute(tx.conn())
    .await?;
    tx.audit("round.cancel", Some(round.koperasi), round.id.0, json!({ "from": round.state })).await?;
    // Of a draft only those know who joined it.
    let reason = reason.to_owned();
    tx.tell_members(Members::Pledged, round.id, &round.title, RoundNews::Cancelled { reason: reason.clone() }).await?;
    tx.tell_officers(Officers::All, round.id, &round.title, OfficeNews::Cancelled { reason }).await?;
    if round.state == State::Ordered {
        super::order::call_off(tx, round).await?;
    }
    Ok(())
}

/// Does whatever has become due for a round; nothing when it was done already, or put off.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn due(desk: &Desk, id: RoundId) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let round = match lock(tx.conn(), id).await {
        Ok(round) => round,
        Err(RoundError::Trouble(trouble)) => return Err(trouble),
        Err(_) => return Ok(()),
    };
    let now = tx.now();
    match round.state {
        State::Draft if round.scheduled && round.opens_at <= now => open_by_clock(&mut tx, &round).await?,
        State::Open if round.closes_at <= now => close_by_clock(&mut tx, &round).await?,
        State::Closed if round.topping_up_until.is_some_and(|until| until <= now) => {
            set_topping_up(&mut tx, &round, None).await?;
            tx.tell_officers(Officers::Of(round.koperasi), id, &round.title, OfficeNews::Closed).await?;
        }
        _ => return Ok(()),
    }
    tx.commit().await
}

/// What has changed since it was scheduled may keep it from opening; then its officers are told.
async fn open_by_clock(tx: &mut Tx, round: &Round) -> Result<()> {
    let holds = round.closes_at > tx.now()
        && is_verified(tx.conn(), round.koperasi).await?
        && is_usable(tx.conn(), round.koperasi, round.offer, round.closes_at).await?;
    if holds {
        return start(tx, round).await;
    }
    schedule(tx, round, false).await?;
    tx.tell_officers(Officers::Of(round.koperasi), round.id, &round.title, OfficeNews::NextWaits).await
}

async fn close_by_clock(tx: &mut Tx, round: &Round) -> Result<()> {
    if is_met(tx.conn(), round).await? {
        return shut(tx, round, OfficeNews::Closed).await;
    }
    match round.if_missed {
        IfMissed::Cancel => {
            give_up(tx, round, MISSED).await?;
            make_next(tx, round).await?;
            Ok(())
        }
        IfMissed::Extend if round.extended < MOST_EXTENSIONS => {
            let until = round.closes_at.max(tx.now()) + Duration::days(i64::from(round.extend_days));
            if is_usable(tx.conn(), round.koperasi, round.offer, until).await? {
                prolong(tx, round, until, round.extended + 1).await
            } else {
                shut(tx, round, OfficeNews::Missed).await
            }
        }
        IfMissed::Extend | IfMissed::Ask => shut(tx, round, OfficeNews::Missed).await,
    }
}

/// True when what was pledged, with what members would accept, reaches an amount that can be ordered: at
/// least the round's minimum and the supplier's.
///
/// # Errors
/// [`RoundError::Unknown`]
pub async fn meets_minimum(desk: &Desk, id: RoundId) -> Result<bool, RoundError> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let round = read(&mut db, id).await?.ok_or(RoundError::Unknown)?;
    Ok(is_met(&mut db, &round).await?)
}
