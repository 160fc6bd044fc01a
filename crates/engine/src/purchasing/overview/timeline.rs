use domain::access::Overseer;
use domain::ids::RoundId;
use domain::money::Rupiah;
use domain::quantity::Quantity;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::trouble::Result;

/// More is history that nobody scrolls to; the audit has all of it.
const MOST: i64 = 60;

/// Who did something, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who acted for the own koperasi.
    Person(String),
    /// Somebody of another one.
    Koperasi(String),
    /// The clock; of a confirmation, the supplier.
    Itself,
}

/// Something that happened to a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: OffsetDateTime,
    pub who: Who,
    pub what: What,
}

/// The steps that are audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Created,
    /// Made like another round.
    Copied,
    /// The next of a series.
    Continued,
    Changed,
    Scheduled,
    Unscheduled,
    Opened,
    Closed {
        missed: bool,
    },
    Extended {
        until: Option<OffsetDateTime>,
    },
    ToppingUp {
        until: OffsetDateTime,
    },
    ToppedUp,
    Cancelled,
    Invited,
    Joined,
    Declined,
    Ordered {
        quantity: Option<Quantity>,
        total: Option<Rupiah>,
    },
    Sent,
    Confirmed,
    Arrived,
    ArrivalUndone,
    Received,
    ListLocked,
    ListUnlocked,
    Moved,
    Settled,
}

impl What {
    /// As audited. What a newer version may audit is left out.
    fn of(action: &str, detail: &Value) -> Option<Self> {
        let on = |name: &str| detail[name].as_bool().unwrap_or(false);
        Some(match action {
            "round.create" => Self::Created,
            "round.copy" => Self::Copied,
            "round.next" => Self::Continued,
            "round.change" => Self::Changed,
            "round.schedule" if on("scheduled") => Self::Scheduled,
            "round.schedule" => Self::Unscheduled,
            "round.open" => Self::Opened,
            "round.close" => Self::Closed { missed: on("missed") },
            "round.extend" => Self::Extended { until: read(detail, "until") },
            "round.top_up" => read(detail, "until").map_or(Self::ToppedUp, |until| Self::ToppingUp { until }),
            "round.cancel" => Self::Cancelled,
            "round.invite" => Self::Invited,
            "round.join" => Self::Joined,
            "round.decline" => Self::Declined,
            "round.order" => Self::Ordered { quantity: read(detail, "quantity"), total: read(detail, "total") },
            "round.order_sent" => Self::Sent,
            "round.order_confirmed" => Self::Confirmed,
            "round.receive" => Self::Arrived,
            "round.receive_undo" => Self::ArrivalUndone,
            "round.received" => Self::Received,
            "round.list" if on("locked") => Self::ListLocked,
            "round.list" => Self::ListUnlocked,
            "allocation.move" => Self::Moved,
            "round.settle" => Self::Settled,
            _ => return None,
        })
    }
}

fn read<T: DeserializeOwned>(detail: &Value, name: &str) -> Option<T> {
    serde_json::from_value(detail[name].clone()).ok()
}

/// What happened to a round, the newest first. Steps are everyone's who takes part; what was done for
/// single members is the own koperasi's, and each hand-over is left to the pick-up list.
pub(super) async fn timeline(db: &mut PgConnection, by: &Overseer, id: RoundId) -> Result<Vec<Event>> {
    let rows = sqlx::query!(
        r#"select e.at as "at!", e.action as "action!", e.detail as "detail!", e.account_id is null as "itself!",
                  case when e.koperasi_id = $2 then a.name end as "name?", k.name as "koperasi?"
           from (select e.* from audit e
                 where e.subject = $1 and (e.action like 'round.%' or (e.action = 'allocation.move' and e.koperasi_id = $2))
                 order by e.id desc limit $3) e
                left join account a on a.id = e.account_id left join koperasi k on k.id = e.koperasi_id
           order by e.id desc"#,
        id.0,
        by.koperasi().id.0,
        MOST
    )
    .fetch_all(db)
    .await?;
    let who = |itself: bool, name: Option<String>, koperasi: Option<String>| match (itself, name, koperasi) {
        (false, Some(name), _) => Who::Person(name),
        (false, None, Some(koperasi)) => Who::Koperasi(koperasi),
        _ => Who::Itself,
    };
    let events = rows.into_iter().filter_map(|row| {
        let what = What::of(&row.action, &row.detail)?;
        Some(Event { at: row.at, who: who(row.itself, row.name, row.koperasi), what })
    });
    Ok(events.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn what_was_audited_is_read_again() {
        let until = datetime!(2026-11-26 10:00 UTC);
        assert_eq!(What::of("round.extend", &json!({ "until": until })), Some(What::Extended { until: Some(until) }));
        assert_eq!(What::of("round.top_up", &json!({ "until": until })), Some(What::ToppingUp { until }));
        assert_eq!(What::of("round.top_up", &json!({ "until": null })), Some(What::ToppedUp));
        assert_eq!(What::of("round.schedule", &json!({ "scheduled": false })), Some(What::Unscheduled));
        let ordered = What::Ordered { quantity: Some(Quantity::whole(120)), total: Some(Rupiah(1_190_000)) };
        let detail = json!({ "quantity": Quantity::whole(120), "total": Rupiah(1_190_000) });
        assert_eq!(What::of("round.order", &detail), Some(ordered));
        assert_eq!(What::of("round.dance", &json!({})), None);
    }
}
