//! One round with all that its page tells, read piece by piece.

use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::{PurchaseOrderId, RoundId};
use domain::money::Price;
use domain::purchasing::{OfferTerms, Recurrence};
use domain::quantity::Quantity;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::{MarketPrice, Ordered, Overview, Part, Progress, Source, Totals, members, timeline};
use crate::Desk;
use crate::koperasi::Listed;
use crate::purchasing::reach::is_met;
use crate::purchasing::{Round, read, terms};
use crate::trouble::Result;

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
