//! Rounds as officers see them: the list, one round with all that its page tells, and what is due.
//!
//! Of the own koperasi members are named; of others there are only totals, and their name in place of
//! who did something.

mod due;
mod list;
mod members;
mod others;
mod timeline;

use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::{PurchaseOrderId, RoundId};
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{Fee, IfMissed, Minimum, OfferTerms, Recurrence, State, TransportSplit};
use domain::quantity::Quantity;
use sqlx::PgConnection;
use time::OffsetDateTime;

pub use due::{Due, PurchasesDue, ToChoose, due};
pub use list::{OfficeList, RoundRow, Which, office_list};
pub use members::{MEMBERS, MemberPledge};
pub use others::{Habits, Other, habits, invitable};
pub use timeline::{Event, What, Who};

use super::reach::is_met;
use super::{Round, read, terms};
use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// What the own koperasi is to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Coordinator,
    Joined,
    /// It was asked and has not answered.
    Invited,
}

impl Part {
    fn of(own: bool, state: &str) -> Self {
        match (own, state) {
            (true, _) => Self::Coordinator,
            (false, "joined") => Self::Joined,
            (false, _) => Self::Invited,
        }
    }
}

/// What there is to do next, for the koperasi that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another koperasi asks to take part.
    Answer,
    /// A draft that somebody has to open.
    Open,
    /// A draft that opens by itself.
    Waits,
    /// Members pledge.
    Collect,
    /// Members add to a pack that is not full.
    TopUp,
    /// Nothing can be ordered: extend, fill up or cancel.
    Decide,
    Choose,
    /// The order is written, but the supplier has not got it.
    Send,
    Receive,
    HandOut,
    Settle,
    Rate,
    /// Others are at work, or all is done.
    Nothing,
}

/// All pledges together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub members: i64,
    /// With at least one pledge.
    pub koperasi: i64,
    pub demand: Quantity,
    pub tolerance: Quantity,
    pub own_members: i64,
    pub own_demand: Quantity,
}

/// Whose offer the round stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub supplier: String,
    pub supplier_slug: String,
    pub material: String,
    pub version: i32,
    pub valid_until: Day,
}

/// What the same costs elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketPrice {
    pub price: Price,
    pub day: Day,
    pub source: String,
}

/// How far the order to the supplier has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    pub id: PurchaseOrderId,
    /// `PO/2026/0001`
    pub number: String,
    pub deliver_by: Option<Day>,
    pub issued_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
    pub seen_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
}

impl Ordered {
    /// The supplier has it in hand, whoever brought it there.
    pub fn is_sent(&self) -> bool {
        self.sent_at.is_some() || self.seen_at.is_some() || self.confirmed_at.is_some()
    }
}

/// What has come of the goods, and gone on to members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub parts: i64,
    pub delivered: Quantity,
    pub damaged: Quantity,
    /// Own members who get something, and who of them has it.
    pub shares: i64,
    pub handed: i64,
}

/// A round with all that its page shows.
#[derive(Debug, Clone)]
pub struct Overview {
    pub id: RoundId,
    /// Microseconds: what a page was opened with.
    pub version: i64,
    pub part: Part,
    /// The coordinator's name.
    pub run_by: String,
    pub title: String,
    pub note: Option<String>,
    pub state: State,
    pub scheduled: bool,
    pub source: Source,
    pub terms: OfferTerms,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub pickup_at: OffsetDateTime,
    pub pickup_place: String,
    pub minimum: Option<Minimum>,
    pub minimum_met: bool,
    pub if_missed: IfMissed,
    pub extended: i16,
    pub fee: Fee,
    pub transport_split: TransportSplit,
    pub deposit: BasisPoints,
    pub shared: bool,
    pub repeat: Option<Recurrence>,
    pub market: Option<MarketPrice>,
    pub cancel_reason: Option<String>,
    pub ordered_quantity: Option<Quantity>,
    pub accepted_quantity: Option<Quantity>,
    pub stock_quantity: Option<Quantity>,
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub totals: Totals,
    pub order: Option<Ordered>,
    pub progress: Progress,
    /// The own koperasi has said what it found of the supplier.
    pub rated: bool,
    /// One page of the own members, by number.
    pub members: Listed<MemberPledge>,
    /// The newest first.
    pub timeline: Vec<Event>,
}

impl Overview {
    pub fn is_topping_up(&self, now: OffsetDateTime) -> bool {
        self.state == State::Closed && self.topping_up_until.is_some_and(|until| until > now)
    }

    pub fn next(&self, now: OffsetDateTime) -> Next {
        match self.part {
            Part::Invited if matches!(self.state, State::Draft | State::Open) => Next::Answer,
            Part::Invited => Next::Nothing,
            Part::Joined => match self.state {
                State::Received if self.progress.handed < self.progress.shares => Next::HandOut,
                _ => Next::Nothing,
            },
            Part::Coordinator => self.next_of_coordinator(now),
        }
    }

    fn next_of_coordinator(&self, now: OffsetDateTime) -> Next {
        match self.state {
            State::Draft if self.scheduled => Next::Waits,
            State::Draft => Next::Open,
            State::Open => Next::Collect,
            State::Closed if self.is_topping_up(now) => Next::TopUp,
            State::Closed if self.minimum_met => Next::Choose,
            State::Closed => Next::Decide,
            State::Ordered if self.order.as_ref().is_some_and(|order| !order.is_sent()) => Next::Send,
            State::Ordered => Next::Receive,
            State::Received if self.progress.handed < self.progress.shares => Next::HandOut,
            State::Received => Next::Settle,
            State::Settled if !self.rated => Next::Rate,
            State::Settled | State::Cancelled => Next::Nothing,
        }
    }

    /// What is missing to a full pack, or to the least that the supplier sells; nothing when none is.
    pub fn missing(&self) -> Quantity {
        let whole = self.terms.packs_for(self.totals.demand.max(self.terms.minimum));
        whole.checked_sub(self.totals.demand).unwrap_or(Quantity::ZERO)
    }
}

/// All of a round that the own koperasi runs, has joined or, as long as it can answer, was asked to; `None` for
/// every other.
/// `offset` turns the pages of its members.
///
/// # Errors
/// When the database does not answer.
pub async fn overview(desk: &Desk, by: &Overseer, id: RoundId, offset: i64) -> Result<Option<Overview>> {
    let mut db = desk.db().acquire().await?;
    // Its version is read first: what is saved in between is then seen as such.
    let Some(round) = read(&mut db, id).await? else { return Ok(None) };
    let Some(rest) = rest(&mut db, by, id).await? else { return Ok(None) };
    let terms = terms(&mut db, round.offer).await?;
    let minimum_met = is_met(&mut db, &round).await?;
    let totals = totals(&mut db, by, id).await?;
    let order = ordered(&mut db, id).await?;
    let progress = progress(&mut db, by, id).await?;
    let part = Part::of(round.koperasi == by.koperasi().id, &rest.part);
    let members = match part {
        Part::Invited => Listed { rows: Vec::new(), total: 0 },
        _ => members::members(&mut db, by, id, offset, totals.own_members).await?,
    };
    let timeline = timeline::timeline(&mut db, by, id).await?;
    let whole = Overview::of(round, rest, terms, part);
    Ok(Some(Overview { minimum_met, totals, order, progress, members, timeline, ..whole }))
}

impl Overview {
    /// Of the plan alone; what became of it is still to be filled in.
    fn of(round: Round, rest: Rest, terms: OfferTerms, part: Part) -> Self {
        let market = match (rest.reference_price, rest.reference_day, rest.reference_source) {
            (Some(price), Some(day), Some(source)) => Some(MarketPrice { price, day, source }),
            _ => None,
        };
        Self {
            id: round.id,
            version: round.version,
            part,
            run_by: rest.run_by,
            title: round.title,
            note: rest.note,
            state: round.state,
            scheduled: round.scheduled,
            source: Source {
                supplier: rest.supplier,
                supplier_slug: rest.supplier_slug,
                material: rest.material,
                version: rest.version,
                valid_until: rest.valid_until,
            },
            terms,
            opens_at: round.opens_at,
            closes_at: round.closes_at,
            topping_up_until: round.topping_up_until,
            pickup_at: rest.pickup_at,
            pickup_place: rest.pickup_place,
            minimum: round.minimum,
            minimum_met: false,
            if_missed: round.if_missed,
            extended: round.extended,
            fee: round.fee,
            transport_split: round.transport_split,
            deposit: round.deposit,
            shared: rest.shared,
            repeat: rest.repeat_rule.and_then(|rule| Recurrence::parse(&rule).ok()),
            market,
            cancel_reason: rest.cancel_reason,
            ordered_quantity: round.ordered_quantity,
            accepted_quantity: round.accepted_quantity,
            stock_quantity: round.stock_quantity,
            unit_price: round.unit_price,
            transport: round.transport,
            totals: Totals::default(),
            order: None,
            progress: Progress::default(),
            rated: rest.rated,
            members: Listed { rows: Vec::new(), total: 0 },
            timeline: Vec::new(),
        }
    }
}

/// What a round's own row does not tell a step.
struct Rest {
    part: String,
    run_by: String,
    note: Option<String>,
    supplier: String,
    supplier_slug: String,
    material: String,
    version: i32,
    valid_until: Day,
    pickup_at: OffsetDateTime,
    pickup_place: String,
    shared: bool,
    repeat_rule: Option<String>,
    reference_price: Option<Price>,
    reference_day: Option<Day>,
    reference_source: Option<String>,
    cancel_reason: Option<String>,
    rated: bool,
}

/// Here it is decided who sees a round at all.
async fn rest(db: &mut PgConnection, by: &Overseer, id: RoundId) -> Result<Option<Rest>> {
    let rest = sqlx::query_as!(
        Rest,
        r#"select own.state as part, k.name as run_by, r.note, s.name as supplier, s.slug as supplier_slug, m.name as material,
                  o.version, o.valid_until as "valid_until: Day", r.pickup_at, r.pickup_place, r.shared, r.repeat_rule,
                  r.reference_price as "reference_price: Price", r.reference_day as "reference_day: Day", r.reference_source,
                  r.cancel_reason,
                  exists (select from supplier_rating sr where sr.round_id = r.id and sr.koperasi_id = $2) as "rated!"
           from round r join round_koperasi own on own.round_id = r.id and own.koperasi_id = $2
                     and (own.state = 'joined' or own.state = 'invited' and r.state in ('draft', 'open'))
                join koperasi k on k.id = r.koperasi_id join offer o on o.id = r.offer_id
                join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
           where r.id = $1"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(rest)
}

async fn totals(db: &mut PgConnection, by: &Overseer, id: RoundId) -> Result<Totals> {
    let totals = sqlx::query_as!(
        Totals,
        r#"select count(*) as "members!", count(distinct koperasi_id) as "koperasi!",
                  coalesce(sum(quantity), 0)::bigint as "demand!: Quantity", coalesce(sum(tolerance), 0)::bigint as "tolerance!: Quantity",
                  count(*) filter (where koperasi_id = $2) as "own_members!",
                  coalesce(sum(quantity) filter (where koperasi_id = $2), 0)::bigint as "own_demand!: Quantity"
           from pledge where round_id = $1 and quantity > 0"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_one(db)
    .await?;
    Ok(totals)
}

async fn ordered(db: &mut PgConnection, id: RoundId) -> Result<Option<Ordered>> {
    let row = sqlx::query!(
        r#"select id as "id: PurchaseOrderId", year, number, deliver_by as "deliver_by: Day", issued_at, sent_at, seen_at, confirmed_at
           from purchase_order where round_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Ordered {
        id: row.id,
        number: format!("PO/{}/{:04}", row.year, row.number),
        deliver_by: row.deliver_by,
        issued_at: row.issued_at,
        sent_at: row.sent_at,
        seen_at: row.seen_at,
        confirmed_at: row.confirmed_at,
    }))
}

async fn progress(db: &mut PgConnection, by: &Overseer, id: RoundId) -> Result<Progress> {
    let progress = sqlx::query_as!(
        Progress,
        r#"select p.parts as "parts!", p.delivered as "delivered!: Quantity", p.damaged as "damaged!: Quantity",
                  a.shares as "shares!", a.handed as "handed!"
           from (select count(*) as parts, coalesce(sum(delivered), 0)::bigint as delivered, coalesce(sum(damaged), 0)::bigint as damaged
                 from receipt where round_id = $1) p,
                (select count(*) as shares, count(*) filter (where handed_at is not null or confirmed_at is not null) as handed
                 from allocation where round_id = $1 and koperasi_id = $2 and final > 0) a"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_one(db)
    .await?;
    Ok(progress)
}
