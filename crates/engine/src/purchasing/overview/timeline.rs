use domain::access::Overseer;
use domain::ids::RoundId;
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::trouble::Result;

/// More is history that nobody scrolls to; the books and the audit have all of it.
const MOST: i64 = 60;

/// Who did something, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who acted for the own koperasi.
    Person(String),
    /// Somebody of another one.
    Koperasi(String),
    /// The clock, or the supplier by its link.
    Itself,
}

/// Something that happened to a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: OffsetDateTime,
    pub who: Who,
    /// As audited: `round.close`.
    pub action: String,
    pub detail: serde_json::Value,
}

/// What happened to a round, the newest first. Steps are everyone's who takes part; what was done for
/// single members is the own koperasi's, and each hand-over is left to the pick-up list.
pub(super) async fn timeline(db: &mut PgConnection, by: &Overseer, id: RoundId) -> Result<Vec<Event>> {
    let rows = sqlx::query!(
        r#"select e.at as "at!", e.action as "action!", e.detail as "detail!", e.account_id is null as "itself!",
                  case when e.koperasi_id = $2 then a.name end as "name?", k.name as "koperasi?"
           from (select e.* from audit e
                 where e.subject in (select $1::uuid union all select po.id from purchase_order po where po.round_id = $1)
                   and (e.action like 'round.%' or e.action like 'order.%' or (e.action = 'allocation.move' and e.koperasi_id = $2))
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
    let events = rows.into_iter().map(|row| Event {
        at: row.at,
        who: who(row.itself, row.name, row.koperasi),
        action: row.action,
        detail: row.detail,
    });
    Ok(events.collect())
}
