//! A round is planned, and changed while it is a draft.

use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::{IdempotencyKey, KoperasiId, OfferId, RoundId};
use domain::money::Price;
use domain::purchasing::{Fee, Minimum, Recurrence, Reference, RoundPlan, State};
use domain::text::{Line, Paragraphs};
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;

pub use super::series::copy;
use super::{Round, RoundError, lock, read};
use crate::jobs::Job;
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// A new draft. The second press of the button finds the first's; a form sent again with other contents
/// is another round.
///
/// # Errors
/// [`RoundError::NotVerified`]; [`RoundError::Refused`] on `penawaran` for an offer that the koperasi may
/// not use, or that has run out before the closing.
pub async fn create(desk: &Desk, by: &Officer, plan: &RoundPlan, key: IdempotencyKey) -> Result<RoundId, RoundError> {
    // An opening left empty is the moment of the press, which the second one has later.
    let opens = (plan.opens_at > desk.now()).then_some(plan.opens_at);
    let request = ("round.create", by.koperasi().id, opens, RoundPlan { opens_at: plan.closes_at, ..plan.clone() });
    let mut tx = match desk.begin_once::<RoundId>(by.account(), key, &request).await {
        Ok(Once::Done(before)) => return Ok(before),
        Ok(Once::Fresh(tx)) => tx,
        Err(Trouble::KeyReused) => match desk.begin_once(by.account(), ids::fresh(), &request).await? {
            Once::Done(before) => return Ok(before),
            Once::Fresh(tx) => tx,
        },
        Err(trouble) => return Err(trouble.into()),
    };
    let koperasi = by.koperasi().id;
    if !is_verified(tx.conn(), koperasi).await? {
        return Err(RoundError::NotVerified);
    }
    must_be_usable(tx.conn(), koperasi, OfferId(plan.offer), plan.closes_at).await?;
    let id: RoundId = ids::fresh();
    insert(&mut tx, by, id, plan).await?;
    take_part(&mut tx, id, koperasi).await?;
    tx.audit("round.create", Some(koperasi), id.0, json!({ "offer": plan.offer })).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

/// Held until the transaction ends.
pub(super) async fn is_verified(db: &mut PgConnection, koperasi: KoperasiId) -> Result<bool> {
    let verified =
        sqlx::query_scalar!(r#"select state = 'verified' as "verified!" from koperasi where id = $1 for share"#, koperasi.0)
            .fetch_optional(db)
            .await?;
    Ok(verified == Some(true))
}

/// True when the koperasi may buy by this offer until that moment.
pub(super) async fn is_usable(
    db: &mut PgConnection,
    koperasi: KoperasiId,
    offer: OfferId,
    until: OffsetDateTime,
) -> Result<bool> {
    let usable = sqlx::query_scalar!(
        r#"select exists (select from offer_usable where id = $1 and koperasi_id = $2 and valid_until >= $3) as "usable!""#,
        offer.0,
        koperasi.0,
        Day::of(until).date()
    )
    .fetch_one(db)
    .await?;
    Ok(usable)
}

pub(super) async fn must_be_usable(
    db: &mut PgConnection,
    koperasi: KoperasiId,
    offer: OfferId,
    until: OffsetDateTime,
) -> Result<(), RoundError> {
    if is_usable(db, koperasi, offer, until).await? { Ok(()) } else { Err(refused("penawaran", Invalid::UnknownChoice)) }
}

pub(super) fn refused(field: &str, why: Invalid) -> RoundError {
    RoundError::Refused(FieldErrors::of(field, why))
}

/// The columns that two rules share: one of each pair, or none.
struct Columns {
    minimum_quantity: Option<i64>,
    minimum_amount: Option<i64>,
    fee_bp: i32,
    fee_per_unit: i64,
    reference_price: Option<i64>,
    reference_day: Option<time::Date>,
    reference_source: Option<String>,
    repeat: Option<String>,
}

impl Columns {
    fn of(plan: &RoundPlan) -> Self {
        let (minimum_quantity, minimum_amount) = match plan.minimum {
            Some(Minimum::Quantity(quantity)) => (Some(quantity.thousandths()), None),
            Some(Minimum::Amount(amount)) => (None, Some(amount.0)),
            None => (None, None),
        };
        let (fee_bp, fee_per_unit) = match plan.fee {
            Fee::Share(share) => (share.0, 0),
            Fee::PerUnit(each) => (0, each.0),
        };
        let reference = plan.reference.as_ref();
        Self {
            minimum_quantity,
            minimum_amount,
            fee_bp,
            fee_per_unit,
            reference_price: reference.map(|r| r.price.rupiah().0),
            reference_day: reference.map(|r| r.day.date()),
            reference_source: reference.map(|r| r.source.as_str().to_owned()),
            repeat: plan.repeat.map(|rule| rule.to_string()),
        }
    }
}

async fn insert(tx: &mut Tx, by: &Officer, id: RoundId, plan: &RoundPlan) -> Result<()> {
    let (c, now) = (Columns::of(plan), tx.now());
    sqlx::query!(
        "insert into round (id, koperasi_id, offer_id, title, note, opens_at, closes_at, minimum_quantity, minimum_amount,
                            if_missed, extend_days, fee_bp, fee_per_unit, transport_split, deposit_bp, pickup_place, pickup_at,
                            shared, repeat_rule, series, reference_price, reference_day, reference_source, created_by,
                            created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $1, $20, $21, $22, $23, $24, $24)",
        id.0,
        by.koperasi().id.0,
        plan.offer,
        plan.title.as_str(),
        plan.note.as_ref().map(|n| n.as_str()),
        plan.opens_at,
        plan.closes_at,
        c.minimum_quantity,
        c.minimum_amount,
        plan.if_missed.code(),
        plan.extend_days,
        c.fee_bp,
        c.fee_per_unit,
        plan.transport_split.code(),
        plan.deposit.0,
        plan.pickup_place.as_str(),
        plan.pickup_at,
        plan.shared,
        c.repeat,
        c.reference_price,
        c.reference_day,
        c.reference_source,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The coordinator is one of those who take part.
pub(super) async fn take_part(tx: &mut Tx, round: RoundId, koperasi: KoperasiId) -> Result<()> {
    let (now, by) = (tx.now(), tx.actor().account().map(|a| a.0));
    sqlx::query!(
        "insert into round_koperasi (round_id, koperasi_id, state, invited_by, invited_at, answered_by, answered_at)
         values ($1, $2, 'joined', $3, $4, $3, $4)",
        round.0,
        koperasi.0,
        by,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The own koperasi's round, held for a step.
///
/// # Errors
/// [`RoundError::Unknown`], also for one that another koperasi coordinates.
pub(super) async fn held(tx: &mut Tx, by: &Officer, id: RoundId) -> Result<Round, RoundError> {
    let round = lock(tx.conn(), id).await?;
    if round.koperasi == by.koperasi().id { Ok(round) } else { Err(RoundError::Unknown) }
}

/// Changes a draft. `version` is the one that the form was opened with; without one, whatever is there is
/// overwritten. A draft that waits for its opening goes on doing so while that lies ahead.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`] once it has opened, [`RoundError::Stale`], and
/// [`RoundError::Refused`] as with [`create`].
pub async fn change(desk: &Desk, by: &Officer, id: RoundId, version: Option<i64>, plan: &RoundPlan) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    if round.state != State::Draft {
        return Err(RoundError::Moved { state: round.state });
    }
    if version.is_some_and(|v| v != round.version) {
        return Err(RoundError::Stale { version: round.version });
    }
    must_be_usable(tx.conn(), round.koperasi, OfferId(plan.offer), plan.closes_at).await?;
    let scheduled = round.scheduled && plan.opens_at > tx.now();
    update(&mut tx, id, plan, scheduled).await?;
    if !plan.shared {
        // Nobody has pledged in a draft.
        sqlx::query!("delete from round_koperasi where round_id = $1 and koperasi_id <> $2", id.0, round.koperasi.0)
            .execute(tx.conn())
            .await?;
    }
    if scheduled {
        tx.enqueue_at(&Job::RoundDue { round: id }, plan.opens_at).await?;
    }
    tx.audit("round.change", Some(round.koperasi), id.0, json!({ "offer": plan.offer, "scheduled": scheduled })).await?;
    tx.commit().await?;
    Ok(())
}

async fn update(tx: &mut Tx, id: RoundId, plan: &RoundPlan, scheduled: bool) -> Result<()> {
    let (c, now) = (Columns::of(plan), tx.now());
    sqlx::query!(
        "update round set offer_id = $2, title = $3, note = $4, opens_at = $5, closes_at = $6, minimum_quantity = $7,
             minimum_amount = $8, if_missed = $9, extend_days = $10, fee_bp = $11, fee_per_unit = $12, transport_split = $13,
             deposit_bp = $14, pickup_place = $15, pickup_at = $16, shared = $17, repeat_rule = $18, reference_price = $19,
             reference_day = $20, reference_source = $21, scheduled = $22,
             updated_at = greatest($23, updated_at + interval '1 microsecond')
         where id = $1 and state = 'draft'",
        id.0,
        plan.offer,
        plan.title.as_str(),
        plan.note.as_ref().map(|n| n.as_str()),
        plan.opens_at,
        plan.closes_at,
        c.minimum_quantity,
        c.minimum_amount,
        plan.if_missed.code(),
        plan.extend_days,
        c.fee_bp,
        c.fee_per_unit,
        plan.transport_split.code(),
        plan.deposit.0,
        plan.pickup_place.as_str(),
        plan.pickup_at,
        plan.shared,
        c.repeat,
        c.reference_price,
        c.reference_day,
        c.reference_source,
        scheduled,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A round as it was planned, for the form that changes it.
#[derive(Debug, Clone)]
pub struct Planned {
    pub plan: RoundPlan,
    pub state: State,
    pub version: i64,
}

/// The plan of a round of the own koperasi; `None` when there is no such round.
///
/// # Errors
/// When the database does not answer.
pub async fn planned(desk: &Desk, by: &Overseer, id: RoundId) -> Result<Option<Planned>> {
    let mut db = desk.db().acquire().await?;
    // Its version is read first: what is saved in between is then seen as such.
    let Some(round) = read(&mut db, id).await?.filter(|round| round.koperasi == by.koperasi().id) else { return Ok(None) };
    let row = sqlx::query!(
        r#"select note, pickup_place, pickup_at, shared, repeat_rule, reference_price as "reference_price: Price",
                  reference_day as "reference_day: Day", reference_source
           from round where id = $1"#,
        id.0
    )
    .fetch_one(&mut *db)
    .await?;
    let reference = match (row.reference_price, row.reference_day, row.reference_source) {
        (Some(price), Some(day), Some(source)) => {
            Some(Reference { price, day, source: Line::parse(&source).map_err(unreadable)? })
        }
        _ => None,
    };
    let plan = RoundPlan {
        offer: round.offer.0,
        title: Line::parse(&round.title).map_err(unreadable)?,
        note: row.note.as_deref().map(Paragraphs::parse).transpose().map_err(unreadable)?,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        minimum: round.minimum,
        if_missed: round.if_missed,
        extend_days: round.extend_days,
        fee: round.fee,
        transport_split: round.transport_split,
        deposit: round.deposit,
        pickup_place: Line::parse(&row.pickup_place).map_err(unreadable)?,
        pickup_at: row.pickup_at,
        shared: row.shared,
        repeat: row.repeat_rule.as_deref().map(Recurrence::parse).transpose().map_err(unreadable)?,
        reference,
    };
    Ok(Some(Planned { plan, state: round.state, version: round.version }))
}

fn unreadable(why: Invalid) -> Trouble {
    Trouble::Other(format!("a round's plan cannot be read: {why}"))
}
