use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::RoundId;
use domain::money::Rupiah;
use domain::purchasing::Candidate;
use domain::quantity::SaleUnit;
use time::OffsetDateTime;

use crate::Desk;
use crate::purchasing::reach::{reachable, sums};
use crate::purchasing::{read, terms};
use crate::trouble::Result;

/// Rounds to choose for that are told one by one; more are counted.
const NAMED: i64 = 3;

/// Something that waits: how many, and the one that has waited longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub count: i64,
    pub first: RoundId,
    pub title: String,
}

/// A closed round, and what it could order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToChoose {
    pub round: RoundId,
    pub title: String,
    pub closed_at: OffsetDateTime,
    pub unit: SaleUnit,
    /// None: nothing can be ordered, and somebody has to decide.
    pub recommended: Option<Candidate>,
}

/// What waits for the officers of a koperasi.
#[derive(Debug, Clone, Default)]
pub struct PurchasesDue {
    pub choose: Vec<ToChoose>,
    /// Closed ones beyond those.
    pub choose_more: i64,
    pub invitations: Option<Due>,
    /// The next of a series that could not open by itself.
    pub drafts: Option<Due>,
    pub unsent: Option<Due>,
    pub late: Option<Due>,
    pub settle: Option<Due>,
    /// Own members who have not fetched their goods although the day has come, and what these cost.
    pub unfetched: Option<Due>,
    pub unfetched_amount: Rupiah,
}

/// What is due of joint purchases today.
///
/// # Errors
/// When the database does not answer.
pub async fn due(desk: &Desk, by: &Overseer) -> Result<PurchasesDue> {
    let mut all = PurchasesDue::default();
    let rows = sqlx::query!(
        r#"with own as (select r.id, r.title, r.state, r.scheduled, r.created_by, r.created_at, r.ordered_at, r.pickup_at, r.received_at
                        from round r where r.koperasi_id = $1 and r.state in ('draft', 'ordered', 'received')),
           waits as (
               select 'invited' as kind, r.id, r.title, rk.invited_at as at, 1 as n, 0::bigint as amount
               from round_koperasi rk join round r on r.id = rk.round_id
               where rk.koperasi_id = $1 and rk.state = 'invited' and r.state in ('draft', 'open')
               union all
               select 'draft', id, title, created_at, 1, 0 from own where state = 'draft' and not scheduled and created_by is null
               union all
               select case when coalesce(po.sent_at, po.seen_at, po.confirmed_at) is null then 'unsent' else 'late' end,
                      o.id, o.title, o.ordered_at, 1, 0
               from own o join purchase_order po on po.round_id = o.id
               where o.state = 'ordered' and (coalesce(po.sent_at, po.seen_at, po.confirmed_at) is null
                     or coalesce(po.deliver_by < $2, o.pickup_at < $3))
               union all
               select 'settle', o.id, o.title, o.received_at, 1, 0 from own o
               where o.state = 'received' and not exists (select from allocation a where a.round_id = o.id and a.final > 0
                                                          and a.handed_at is null and a.confirmed_at is null)
               union all
               select 'unfetched', r.id, r.title, r.pickup_at, count(*), sum(a.goods + a.transport + a.fee)::bigint
               from round_koperasi rk join round r on r.id = rk.round_id
                    join allocation a on a.round_id = r.id and a.koperasi_id = $1
               where rk.koperasi_id = $1 and rk.state = 'joined' and r.pickup_at < $3
                 and (r.state = 'received' or (r.state = 'settled' and r.settled_at > $4))
                 and a.final > 0 and a.handed_at is null and a.confirmed_at is null
               group by r.id)
           select kind as "kind!", sum(n)::bigint as "n!", sum(amount)::bigint as "amount!: Rupiah",
                  (array_agg(id order by at, id))[1] as "first!: RoundId", (array_agg(title order by at, id))[1] as "title!"
           from waits group by kind"#,
        by.koperasi().id.0,
        Day::of(desk.now()).date(),
        desk.now(),
        desk.now() - UNFETCHED
    )
    .fetch_all(desk.db())
    .await?;
    for row in rows {
        let due = Some(Due { count: row.n, first: row.first, title: row.title });
        match row.kind.as_str() {
            "invited" => all.invitations = due,
            "draft" => all.drafts = due,
            "unsent" => all.unsent = due,
            "late" => all.late = due,
            "settle" => all.settle = due,
            _ => (all.unfetched, all.unfetched_amount) = (due, row.amount),
        }
    }
    (all.choose, all.choose_more) = to_choose(desk, by).await?;
    Ok(all)
}

/// What nobody fetched that long after a settlement, nobody will.
const UNFETCHED: time::Duration = time::Duration::days(60);

/// The rounds that closed longest ago first; those to which members still add wait for that.
async fn to_choose(desk: &Desk, by: &Overseer) -> Result<(Vec<ToChoose>, i64)> {
    let mut db = desk.db().acquire().await?;
    let closed = sqlx::query!(
        r#"select id as "id: RoundId", coalesce(closed_at, closes_at) as "closed_at!", count(*) over () as "all!" from round
           where koperasi_id = $1 and state = 'closed' and (topping_up_until is null or topping_up_until <= $2)
           order by 2, 1 limit $3"#,
        by.koperasi().id.0,
        desk.now(),
        NAMED
    )
    .fetch_all(&mut *db)
    .await?;
    let more = closed.first().map_or(0, |row| row.all - NAMED).max(0);
    let mut choose = Vec::with_capacity(closed.len());
    for row in closed {
        let Some(round) = read(&mut db, row.id).await? else { continue };
        let terms = terms(&mut db, round.offer).await?;
        let reach = reachable(&terms, sums(&mut db, round.id).await?, round.minimum);
        choose.push(ToChoose {
            round: round.id,
            title: round.title,
            closed_at: row.closed_at,
            unit: terms.unit,
            recommended: reach.into_iter().find(|candidate| candidate.recommended),
        });
    }
    Ok((choose, more))
}
