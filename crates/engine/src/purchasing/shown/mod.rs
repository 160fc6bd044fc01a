//! Rounds as everyone sees them, and what a member sees of the own part in one.

mod cards;
mod mine;

use domain::dates::Day;
use domain::ids::RoundId;
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{Fee, Ladder, Minimum, OfferTerms, State};
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use super::offered::Offered;
use crate::Desk;
use crate::trouble::Result;

pub use cards::{Lists, RoundCard, Wanted, lists};
pub use mine::{MyCharge, MyPart, MyPledge, MyShare, my_credit, my_parts};

/// A koperasi that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    pub slug: String,
    pub name: String,
}

/// What it would have cost elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePrice {
    pub price: Price,
    pub day: Day,
    pub source: String,
}

/// Sums of all pledges; whose they are is for the own koperasi's officers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub quantity: Quantity,
    /// The extra that would be accepted.
    pub tolerance: Quantity,
    pub members: i64,
}

pub(super) fn mark(version: i64, Totals { quantity, tolerance, members }: Totals) -> String {
    format!("{version}.{}.{}.{members}", quantity.thousandths(), tolerance.thousandths())
}

/// A round as everyone sees it.
#[derive(Debug, Clone)]
pub struct RoundShown {
    pub id: RoundId,
    pub title: String,
    pub note: Option<String>,
    pub state: State,
    /// The koperasi that take part, the coordinator first.
    pub taking: Vec<Taking>,
    pub material: String,
    pub supplier: String,
    /// Where the directory shows it.
    pub supplier_slug: Option<String>,
    pub terms: OfferTerms,
    pub fee: Fee,
    pub deposit: BasisPoints,
    pub minimum: Option<Minimum>,
    pub opens_at: OffsetDateTime,
    /// When it closes; when it did, once it has.
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub pickup_place: String,
    pub pickup_at: OffsetDateTime,
    pub reference: Option<ReferencePrice>,
    pub totals: Totals,
    pub ordered: Option<Quantity>,
    pub accepted: Option<Quantity>,
    /// What was ordered or delivered at.
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub cancel_reason: Option<String>,
    /// Microseconds of its last step.
    pub version: i64,
}

impl RoundShown {
    /// Where it stands: at what was ordered, once it was; until then at what is pledged.
    pub fn ladder(&self) -> Ladder {
        match self.bought() {
            Some((demand, price)) => Ladder { demand, price, next: None },
            None => {
                let ladder = Ladder::of(&self.terms, self.totals.quantity);
                // What was called off comes no further.
                if self.state == State::Cancelled { Ladder { next: None, ..ladder } } else { ladder }
            }
        }
    }

    /// What was ordered, and what each costs; `None` before, and of what was called off.
    pub fn bought(&self) -> Option<(Quantity, Price)> {
        let ordered = matches!(self.state, State::Ordered | State::Received | State::Settled);
        self.ordered.zip(self.unit_price).filter(|_| ordered)
    }

    /// True once no price can change by what is pledged.
    pub fn is_decided(&self) -> bool {
        self.state == State::Cancelled || self.bought().is_some()
    }

    /// True when nothing more happens.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Settled | State::Cancelled)
    }

    /// Changes whenever what is shown does: a reader who brings another one has missed something.
    pub fn mark(&self) -> String {
        mark(self.version, self.totals)
    }

    /// True while members may pledge at `now`, or add.
    pub fn collects(&self, now: OffsetDateTime) -> bool {
        match self.state {
            State::Open => now < self.closes_at,
            State::Closed => self.tops_up(now),
            _ => false,
        }
    }

    /// True while members may only add towards the missing pack.
    pub fn tops_up(&self, now: OffsetDateTime) -> bool {
        self.state == State::Closed && self.topping_up_until.is_some_and(|until| now < until)
    }
}

/// A round; `None` for one that is only planned by its officers, or was dropped before it opened.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(desk: &Desk, id: RoundId) -> Result<Option<RoundShown>> {
    let row = sqlx::query!(
        r#"select r.title, r.note, r.state as "state: State", m.name as material, s.name as supplier,
                  (select d.slug from supplier_public d where d.id = s.id) as supplier_slug,
                  r.fee_bp, r.fee_per_unit, r.deposit_bp, r.minimum_quantity as "minimum_quantity: Quantity",
                  r.minimum_amount as "minimum_amount: Rupiah", r.opens_at,
                  case when r.state in ('draft', 'open') then r.closes_at
                       else least(r.closes_at, r.closed_at, r.cancelled_at) end as "closes_at!",
                  r.topping_up_until, r.pickup_place, r.pickup_at, r.reference_price as "reference_price: Price",
                  r.reference_day as "reference_day: Day", r.reference_source,
                  r.ordered_quantity as "ordered: Quantity", r.accepted_quantity as "accepted: Quantity",
                  r.unit_price as "unit_price: Price", r.transport as "transport: Rupiah", r.cancel_reason,
                  (extract(epoch from r.updated_at) * 1000000)::bigint as "version!",
                  t.quantity as "quantity!: Quantity", t.tolerance as "tolerance!: Quantity", t.members as "members!",
                  array(select k.slug from round_koperasi x join koperasi k on k.id = x.koperasi_id
                         where x.round_id = r.id and x.state = 'joined'
                         order by x.koperasi_id <> r.koperasi_id, k.name, k.id) as "slugs!: Vec<String>",
                  array(select k.name from round_koperasi x join koperasi k on k.id = x.koperasi_id
                         where x.round_id = r.id and x.state = 'joined'
                         order by x.koperasi_id <> r.koperasi_id, k.name, k.id) as "names!: Vec<String>",
                  f.sale_unit as "unit: SaleUnit", f.pack as "pack: Quantity", f.minimum as "minimum: Quantity",
                  f.step as "step: Quantity", f.lead_days, f.transport_fixed as "fixed: Rupiah",
                  f.transport_per_unit as "per_unit: Rupiah", f.transport_free_from as "free_from: Quantity",
                  array(select y.from_quantity from offer_tier y where y.offer_id = f.id order by 1) as "starts!: Vec<Quantity>",
                  array(select y.price from offer_tier y where y.offer_id = f.id order by y.from_quantity) as "prices!: Vec<i64>"
             from round r join offer f on f.id = r.offer_id join material m on m.id = f.material_id
                  join supplier s on s.id = f.supplier_id
                  cross join lateral (select coalesce(sum(p.quantity), 0)::bigint as quantity,
                                             coalesce(sum(p.tolerance), 0)::bigint as tolerance,
                                             count(*) filter (where p.quantity > 0) as members
                                        from pledge p where p.round_id = r.id) t
            where r.id = $1 and (r.state <> 'draft' or r.scheduled) and (r.state <> 'cancelled' or r.opened_at is not null)"#,
        id.0
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let offered = Offered {
        unit: row.unit,
        pack: row.pack,
        minimum: row.minimum,
        step: row.step,
        lead_days: row.lead_days,
        fixed: row.fixed,
        per_unit: row.per_unit,
        free_from: row.free_from,
        starts: row.starts,
        prices: row.prices,
    };
    let reference = match (row.reference_price, row.reference_day, row.reference_source) {
        (Some(price), Some(day), Some(source)) => Some(ReferencePrice { price, day, source }),
        _ => None,
    };
    Ok(Some(RoundShown {
        id,
        title: row.title,
        note: row.note,
        state: row.state,
        taking: row.slugs.into_iter().zip(row.names).map(|(slug, name)| Taking { slug, name }).collect(),
        material: row.material,
        supplier: row.supplier,
        supplier_slug: row.supplier_slug,
        terms: offered.terms()?,
        fee: match row.fee_per_unit {
            0 => Fee::Share(BasisPoints(row.fee_bp)),
            each => Fee::PerUnit(Rupiah(each)),
        },
        deposit: BasisPoints(row.deposit_bp),
        minimum: row.minimum_quantity.map(Minimum::Quantity).or(row.minimum_amount.map(Minimum::Amount)),
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        topping_up_until: row.topping_up_until,
        pickup_place: row.pickup_place,
        pickup_at: row.pickup_at,
        reference,
        totals: Totals { quantity: row.quantity, tolerance: row.tolerance, members: row.members },
        ordered: row.ordered,
        accepted: row.accepted,
        unit_price: row.unit_price,
        transport: row.transport,
        cancel_reason: row.cancel_reason,
        version: row.version,
    }))
}
