use domain::access::Overseer;
use domain::ids::RoundId;
use domain::money::{Price, Rupiah};
use domain::purchasing::{OfferTerms, State, Tier, Tiers, Transport};
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use super::{Next, Part};
use crate::Desk;
use crate::trouble::{Result, Trouble};

/// Which rounds a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Neither settled nor cancelled.
    Running,
    All,
    In(State),
}

impl Which {
    fn states(self) -> Vec<String> {
        let of = |states: &[State]| states.iter().map(|state| state.code().to_owned()).collect();
        match self {
            Self::Running => of(&[State::Draft, State::Open, State::Closed, State::Ordered, State::Received]),
            Self::All => of(&State::ALL),
            Self::In(state) => of(&[state]),
        }
    }
}

/// A round in the officers' list.
#[derive(Debug, Clone)]
pub struct RoundRow {
    pub id: RoundId,
    pub title: String,
    pub state: State,
    pub scheduled: bool,
    pub part: Part,
    /// The coordinator's name.
    pub run_by: String,
    pub supplier: String,
    pub material: String,
    pub terms: OfferTerms,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub pickup_at: OffsetDateTime,
    /// What is asked for at least, where that is an amount.
    pub minimum: Option<Quantity>,
    pub members: i64,
    pub demand: Quantity,
    pub tolerance: Quantity,
    /// Once it was ordered.
    pub ordered: Option<Quantity>,
    pub unit_price: Option<Price>,
    /// The order was written, and its supplier has not got it.
    pub unsent: bool,
    /// Own members who have not fetched what is theirs.
    pub waiting: i64,
}

impl RoundRow {
    /// What a list can tell without asking more: whether a missed minimum has to be decided on, or what
    /// was settled is to be rated, the round's own page says.
    pub fn next(&self, now: OffsetDateTime) -> Next {
        match (self.part, self.state) {
            (Part::Invited, State::Draft | State::Open) => Next::Answer,
            (Part::Coordinator | Part::Joined, State::Received) if self.waiting > 0 => Next::HandOut,
            (Part::Invited | Part::Joined, _) => Next::Nothing,
            (Part::Coordinator, State::Draft) if self.scheduled => Next::Waits,
            (Part::Coordinator, State::Draft) => Next::Open,
            (Part::Coordinator, State::Open) => Next::Collect,
            (Part::Coordinator, State::Closed) if self.topping_up_until.is_some_and(|until| until > now) => Next::TopUp,
            (Part::Coordinator, State::Closed) => Next::Choose,
            (Part::Coordinator, State::Ordered) if self.unsent => Next::Send,
            (Part::Coordinator, State::Ordered) => Next::Receive,
            (Part::Coordinator, State::Received) => Next::Settle,
            (Part::Coordinator, State::Settled | State::Cancelled) => Next::Nothing,
        }
    }
}

/// One page of a koperasi's rounds.
#[derive(Debug, Clone)]
pub struct OfficeList {
    pub rows: Vec<RoundRow>,
    /// How many there are of each state, whichever are shown.
    pub counts: Vec<(State, i64)>,
}

impl OfficeList {
    pub fn count(&self, which: Which) -> i64 {
        let states = which.states();
        self.counts.iter().filter(|(state, _)| states.iter().any(|s| s == state.code())).map(|(_, n)| n).sum()
    }
}

/// The rounds that this koperasi runs, has joined, or was asked to while one can still answer; the newest
/// first.
///
/// # Errors
/// When the database does not answer.
pub async fn office_list(desk: &Desk, by: &Overseer, which: Which, limit: i64, offset: i64) -> Result<OfficeList> {
    Ok(OfficeList { rows: rows(desk, by, which, limit, offset).await?, counts: counts(desk, by).await? })
}

async fn counts(desk: &Desk, by: &Overseer) -> Result<Vec<(State, i64)>> {
    let rows = sqlx::query!(
        r#"select r.state as "state: State", count(*) as "n!"
           from round_koperasi own join round r on r.id = own.round_id
           where own.koperasi_id = $1 and (own.state = 'joined' or (own.state = 'invited' and r.state in ('draft', 'open')))
           group by r.state"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.n)).collect())
}

/// The page is cut before anything is added up: only its own rounds are.
async fn rows(desk: &Desk, by: &Overseer, which: Which, limit: i64, offset: i64) -> Result<Vec<RoundRow>> {
    let rows = sqlx::query!(
        r#"select r.id as "id!: RoundId", r.title as "title!", r.state as "state!: State", r.scheduled as "scheduled!", r.koperasi_id = $1 as "own!",
                  own.part as "part!", k.name as "run_by!", s.name as "supplier!", m.name as "material!",
                  r.opens_at as "opens_at!", r.closes_at as "closes_at!", r.topping_up_until as "topping_up_until?",
                  r.pickup_at as "pickup_at!", r.minimum_quantity as "minimum?: Quantity",
                  r.ordered_quantity as "ordered?: Quantity", r.unit_price as "unit_price?: Price",
                  p.members as "members!", p.demand as "demand!: Quantity", p.tolerance as "tolerance!: Quantity",
                  po.id is not null and coalesce(po.sent_at, po.seen_at, po.confirmed_at) is null as "unsent!",
                  case when r.state = 'received' then (select count(*) from allocation a
                       where a.round_id = r.id and a.koperasi_id = $1 and a.final > 0 and a.handed_at is null and a.confirmed_at is null)
                       else 0 end as "waiting!",
                  o.sale_unit as "unit!: SaleUnit", o.pack as "pack!: Quantity", o.minimum as "least!: Quantity", o.step as "step!: Quantity",
                  o.lead_days as "lead_days!", o.transport_fixed as "fixed!: Rupiah", o.transport_per_unit as "per_unit!: Rupiah",
                  o.transport_free_from as "free_from?: Quantity",
                  array(select t.from_quantity from offer_tier t where t.offer_id = o.id order by 1) as "starts!: Vec<Quantity>",
                  array(select t.price from offer_tier t where t.offer_id = o.id order by t.from_quantity) as "prices!: Vec<i64>"
           from (select r.id, own.state as part
                 from round_koperasi own join round r on r.id = own.round_id
                 where own.koperasi_id = $1 and r.state = any($2)
                   and (own.state = 'joined' or (own.state = 'invited' and r.state in ('draft', 'open')))
                 order by r.created_at desc, r.id desc limit $3 offset $4) own
                join round r on r.id = own.id join koperasi k on k.id = r.koperasi_id join offer o on o.id = r.offer_id
                join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
                left join purchase_order po on po.round_id = r.id
                cross join lateral (select count(*) as members, coalesce(sum(p.quantity), 0)::bigint as demand,
                                           coalesce(sum(p.tolerance), 0)::bigint as tolerance
                                    from pledge p where p.round_id = r.id and p.quantity > 0) p
           order by r.created_at desc, r.id desc"#,
        by.koperasi().id.0,
        &which.states(),
        limit,
        offset.max(0)
    )
    .fetch_all(desk.db())
    .await?;
    rows.into_iter()
        .map(|row| {
            let terms = OfferTerms {
                unit: row.unit,
                tiers: tiers(row.id, row.starts, row.prices)?,
                pack: row.pack,
                minimum: row.least,
                step: row.step,
                lead_days: u16::try_from(row.lead_days).unwrap_or(0),
                transport: Transport { fixed: row.fixed, per_unit: row.per_unit, free_from: row.free_from },
            };
            Ok(RoundRow {
                id: row.id,
                title: row.title,
                state: row.state,
                scheduled: row.scheduled,
                part: Part::of(row.own, &row.part),
                run_by: row.run_by,
                supplier: row.supplier,
                material: row.material,
                terms,
                opens_at: row.opens_at,
                closes_at: row.closes_at,
                topping_up_until: row.topping_up_until,
                pickup_at: row.pickup_at,
                minimum: row.minimum,
                members: row.members,
                demand: row.demand,
                tolerance: row.tolerance,
                ordered: row.ordered,
                unit_price: row.unit_price,
                unsent: row.unsent,
                waiting: row.waiting,
            })
        })
        .collect()
}

fn tiers(round: RoundId, starts: Vec<Quantity>, prices: Vec<i64>) -> Result<Tiers> {
    let broken = || Trouble::Other(format!("the tiers of the offer of round {round} do not fall"));
    let tier = |(from, price): (Quantity, i64)| Some(Tier { from, price: Price::try_from(price).ok()? });
    let tiers: Option<Vec<Tier>> = starts.into_iter().zip(prices).map(tier).collect();
    Tiers::new(tiers.ok_or_else(broken)?).map_err(|_| broken())
}
