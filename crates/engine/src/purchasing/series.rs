//! Rounds after rounds: a copy, and the next of a series.

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{IdempotencyKey, OfferId, RoundId};
use domain::purchasing::Recurrence;
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::plan::{is_verified, take_part};
use super::{Round, RoundError, read};
use crate::jobs::Job;
use crate::notices::{OfficeNews, Officers};
use crate::trouble::Result;
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// The newest offer of the same supplier and material that holds until then.
async fn newest_usable(db: &mut PgConnection, offer: OfferId, until: OffsetDateTime) -> Result<Option<OfferId>> {
    let newest = sqlx::query_scalar!(
        r#"select u.id as "id!: OfferId" from offer o
           join offer_usable u on u.koperasi_id = o.koperasi_id and u.supplier_id = o.supplier_id and u.material_id = o.material_id
           where o.id = $1 and u.valid_until >= $2 order by u.version desc limit 1"#,
        offer.0,
        Day::of(until).date()
    )
    .fetch_optional(db)
    .await?;
    Ok(newest)
}

/// When a round opens and closes, and when its goods are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Times {
    opens: OffsetDateTime,
    closes: OffsetDateTime,
    pickup: OffsetDateTime,
}

impl Times {
    /// From now on, lasting as long, with the same days between closing and pick-up.
    fn moved_to(self, now: OffsetDateTime) -> Self {
        let closes = now + (self.closes - self.opens);
        Self { opens: now, closes, pickup: closes + (self.pickup - self.closes) }
    }

    /// By the rule. Where a short month would bring two of them together or into the wrong order, the
    /// distance is kept instead.
    fn next_by(self, rule: Recurrence) -> Self {
        let opens = rule.after(self.opens);
        let closes = Some(rule.after(self.closes)).filter(|at| *at > opens).unwrap_or(opens + (self.closes - self.opens));
        let pickup = Some(rule.after(self.pickup)).filter(|at| *at > closes).unwrap_or(closes + (self.pickup - self.closes));
        Self { opens, closes, pickup }
    }
}

/// As it was planned, whatever it was extended to: one extension does not lengthen all that follow.
async fn times(db: &mut PgConnection, id: RoundId) -> Result<Times> {
    let times = sqlx::query_as!(
        Times,
        r#"select opens_at as opens, coalesce(planned_closes_at, closes_at) as "closes!",
                  coalesce(planned_pickup_at, pickup_at) as "pickup!"
           from round where id = $1"#,
        id.0
    )
    .fetch_one(db)
    .await?;
    Ok(times)
}

/// A new draft like a round of the own koperasi, in whatever state that is: it opens now and lasts as
/// long as that was planned to. It is of no series, and other koperasi are invited anew.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::NotVerified`].
pub async fn copy(desk: &Desk, by: &Officer, id: RoundId, key: IdempotencyKey) -> Result<RoundId, RoundError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once::<RoundId>(by.account(), key, &("round.copy", koperasi, id)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let from = read(tx.conn(), id).await?.filter(|round| round.koperasi == koperasi).ok_or(RoundError::Unknown)?;
    if !is_verified(tx.conn(), koperasi).await? {
        return Err(RoundError::NotVerified);
    }
    let now = tx.now();
    let at = times(tx.conn(), id).await?.moved_to(now);
    let offer = newest_usable(tx.conn(), from.offer, at.closes).await?.unwrap_or(from.offer);
    let fresh: RoundId = ids::fresh();
    sqlx::query!(
        "insert into round (id, koperasi_id, offer_id, title, note, opens_at, closes_at, minimum_quantity, minimum_amount,
                            if_missed, extend_days, fee_bp, fee_per_unit, transport_split, deposit_bp, pickup_place, pickup_at,
                            shared, series, copied_from, reference_price, reference_day, reference_source, created_by,
                            created_at, updated_at)
         select $2, koperasi_id, $3, title, note, $4, $5, minimum_quantity, minimum_amount, if_missed, extend_days, fee_bp,
                fee_per_unit, transport_split, deposit_bp, pickup_place, $6, shared, $2, id, reference_price, reference_day,
                reference_source, $7, $8, $8
         from round where id = $1",
        id.0,
        fresh.0,
        offer.0,
        at.opens,
        at.closes,
        at.pickup,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    take_part(&mut tx, fresh, koperasi).await?;
    tx.audit("round.copy", Some(koperasi), fresh.0, json!({ "from": id, "offer": offer })).await?;
    tx.commit_with(&fresh).await?;
    Ok(fresh)
}

/// The next round of the series that a round belongs to, made once, however often this one closes and
/// wherever officers have moved the next: by the rule, from the newest offer of the same supplier and
/// material. Without one that holds, or when its time is over already, it waits as a draft and the officers
/// are told. Koperasi that took part are invited again.
pub(super) async fn make_next(tx: &mut Tx, round: &Round) -> Result<Option<RoundId>> {
    let rule = sqlx::query_scalar!("select repeat_rule from round where id = $1", round.id.0).fetch_one(tx.conn()).await?;
    let Some(rule) = rule.and_then(|rule| Recurrence::parse(&rule).ok()) else { return Ok(None) };
    let at = times(tx.conn(), round.id).await?.next_by(rule);
    let offer = newest_usable(tx.conn(), round.offer, at.closes).await?;
    let (id, now): (RoundId, _) = (ids::fresh(), tx.now());
    let opens_itself = offer.is_some() && at.closes > now;
    let made = sqlx::query!(
        "insert into round (id, koperasi_id, offer_id, title, note, scheduled, opens_at, closes_at, minimum_quantity,
                            minimum_amount, if_missed, extend_days, fee_bp, fee_per_unit, transport_split, deposit_bp,
                            pickup_place, pickup_at, shared, repeat_rule, series, reference_price, reference_day,
                            reference_source, created_at, updated_at)
         select $2, koperasi_id, $3, title, note, $4, $5, $6, minimum_quantity, minimum_amount, if_missed, extend_days, fee_bp,
                fee_per_unit, transport_split, deposit_bp, pickup_place, $7, shared, repeat_rule, series, reference_price,
                reference_day, reference_source, $8, $8
         from round r where id = $1
           and not exists (select from round later where later.series = r.series and later.id > r.id)
         on conflict (series, opens_at) do nothing",
        round.id.0,
        id.0,
        offer.unwrap_or(round.offer).0,
        opens_itself,
        at.opens,
        at.closes,
        at.pickup,
        now
    )
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 0 {
        return Ok(None);
    }
    take_part(tx, id, round.koperasi).await?;
    super::invite::again(tx, round, id).await?;
    tx.audit("round.next", Some(round.koperasi), id.0, json!({ "after": round.id, "scheduled": opens_itself })).await?;
    if opens_itself {
        tx.enqueue_at(&Job::RoundDue { round: id }, at.opens).await?;
    } else {
        tx.tell_officers(Officers::Of(round.koperasi), id, &round.title, OfficeNews::NextWaits).await?;
    }
    Ok(Some(id))
}

#[cfg(test)]
mod tests {
    use domain::purchasing::recurrence::Period;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_next_of_a_series_keeps_its_order_in_short_months() {
        let monthly = Recurrence::new(Period::Month, 1).unwrap();
        let late = Times {
            opens: datetime!(2027-01-30 12:00 +7),
            closes: datetime!(2027-01-31 10:00 +7),
            pickup: datetime!(2027-02-04 09:00 +7),
        };
        let next = late.next_by(monthly);
        assert_eq!(next.opens, datetime!(2027-02-28 12:00 +7));
        assert_eq!(next.closes, datetime!(2027-03-01 10:00 +7));
        assert_eq!(next.pickup, datetime!(2027-03-04 09:00 +7));
        let weekly = Recurrence::new(Period::Week, 2).unwrap();
        assert_eq!(late.next_by(weekly).closes, datetime!(2027-02-14 10:00 +7));
    }

    #[test]
    fn a_copy_keeps_the_distances() {
        let at = Times {
            opens: datetime!(2027-01-01 12:00 +7),
            closes: datetime!(2027-01-04 10:00 +7),
            pickup: datetime!(2027-01-08 09:00 +7),
        };
        let now = datetime!(2027-05-01 08:00 +7);
        let copied = at.moved_to(now);
        assert_eq!((copied.opens, copied.closes), (now, datetime!(2027-05-04 06:00 +7)));
        assert_eq!(copied.pickup, datetime!(2027-05-08 05:00 +7));
    }
}
