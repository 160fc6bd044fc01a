//! Rounds as everyone sees them, and what a member sees of the own part in one.

use domain::access::{Member, Person};
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, MembershipId, RoundId};
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{Fee, Ladder, Minimum, OfferTerms, State};
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use super::offered::Offered;
use crate::Desk;
use crate::ledger::{Credit, credit};
use crate::trouble::Result;

/// A round in a list.
#[derive(Debug, Clone)]
pub struct RoundCard {
    pub id: RoundId,
    pub title: String,
    pub state: State,
    /// The coordinator's name.
    pub koperasi: String,
    /// Koperasi that take part beside it.
    pub others: i64,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub terms: OfferTerms,
    /// What is pledged, and by how many.
    pub quantity: Quantity,
    pub members: i64,
    pub ordered: Option<Quantity>,
    pub reference: Option<Price>,
    /// What the reader has pledged: in the list of one's own only.
    pub mine: Option<Quantity>,
}

impl RoundCard {
    pub fn ladder(&self) -> Ladder {
        Ladder::of(&self.terms, self.quantity)
    }
}

/// The rounds that there are.
#[derive(Debug, Default)]
pub struct Lists {
    /// The ones that close soonest first.
    pub open: Vec<RoundCard>,
    pub all_open: i64,
    /// Planned to open by themselves.
    pub coming: Vec<RoundCard>,
    /// Lately closed or finished.
    pub past: Vec<RoundCard>,
    /// Those that the reader takes part in, the newest first.
    pub own: Vec<RoundCard>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub open: i64,
    pub offset: i64,
    pub coming: i64,
    pub past: i64,
    pub own: i64,
}

struct CardRow {
    part: i32,
    id: RoundId,
    title: String,
    state: State,
    koperasi: String,
    others: i64,
    opens_at: OffsetDateTime,
    closes_at: OffsetDateTime,
    topping_up_until: Option<OffsetDateTime>,
    quantity: Quantity,
    members: i64,
    ordered: Option<Quantity>,
    reference: Option<Price>,
    mine: Option<Quantity>,
    all_open: i64,
    unit: SaleUnit,
    pack: Quantity,
    minimum: Quantity,
    step: Quantity,
    lead_days: i16,
    fixed: Rupiah,
    per_unit: Rupiah,
    free_from: Option<Quantity>,
    starts: Vec<Quantity>,
    prices: Vec<i64>,
}

/// The lists of `/pembelian-bersama`; `reader` is whose own ones are among them. One statement: sums are
/// taken of the rounds that are listed only.
///
/// # Errors
/// When the database does not answer.
pub async fn lists(desk: &Desk, wanted: Wanted, reader: Option<AccountId>) -> Result<Lists> {
    let rows = sqlx::query_as!(
        CardRow,
        r#"with listed as (
             (select 1 as part, row_number() over (order by closes_at, id) as nth, id, null::bigint as mine
                from round where state = 'open' order by closes_at, id limit $1 offset $2)
             union all
             (select 2, row_number() over (order by opens_at, id), id, null
                from round where state = 'draft' and scheduled order by opens_at, id limit $3)
             union all
             (select 3, row_number() over (order by r.updated_at desc, r.id), r.id, null
                from unnest(array['closed', 'ordered', 'received', 'settled']) as s(state)
                     cross join lateral (select id, updated_at from round where state = s.state
                                          order by updated_at desc limit $4) r
               order by r.updated_at desc, r.id limit $4)
             union all
             (select 4, row_number() over (order by r.closes_at desc, r.id), r.id, p.quantity
                from membership m join pledge p on p.membership_id = m.id join round r on r.id = p.round_id
               where m.account_id = $6 and p.quantity > 0 order by r.closes_at desc, r.id limit $5))
           select l.part as "part!", r.id as "id: RoundId", r.title, r.state as "state: State", k.name as koperasi,
                  (select count(*) from round_koperasi o
                    where o.round_id = r.id and o.state = 'joined' and o.koperasi_id <> r.koperasi_id) as "others!",
                  r.opens_at, r.closes_at, r.topping_up_until, t.quantity as "quantity!: Quantity", t.members as "members!",
                  r.ordered_quantity as "ordered: Quantity", r.reference_price as "reference: Price",
                  l.mine as "mine?: Quantity", (select count(*) from round where state = 'open') as "all_open!",
                  f.sale_unit as "unit: SaleUnit", f.pack as "pack: Quantity", f.minimum as "minimum: Quantity",
                  f.step as "step: Quantity", f.lead_days, f.transport_fixed as "fixed: Rupiah",
                  f.transport_per_unit as "per_unit: Rupiah", f.transport_free_from as "free_from: Quantity",
                  array(select x.from_quantity from offer_tier x where x.offer_id = f.id order by 1) as "starts!: Vec<Quantity>",
                  array(select x.price from offer_tier x where x.offer_id = f.id order by x.from_quantity) as "prices!: Vec<i64>"
             from listed l join round r on r.id = l.id join koperasi k on k.id = r.koperasi_id join offer f on f.id = r.offer_id
                  cross join lateral (select coalesce(sum(p.quantity), 0)::bigint as quantity,
                                             count(*) filter (where p.quantity > 0) as members
                                        from pledge p where p.round_id = r.id) t
            order by l.part, l.nth"#,
        wanted.open,
        wanted.offset,
        wanted.coming,
        wanted.past,
        wanted.own,
        reader.map(|account| account.0)
    )
    .fetch_all(desk.db())
    .await?;
    let mut lists = Lists::default();
    for row in rows {
        lists.all_open = row.all_open;
        let part = row.part;
        let card = row.card()?;
        match part {
            1 => lists.open.push(card),
            2 => lists.coming.push(card),
            3 => lists.past.push(card),
            _ => lists.own.push(card),
        }
    }
    Ok(lists)
}

impl CardRow {
    fn card(self) -> Result<RoundCard> {
        let offered = Offered {
            unit: self.unit,
            pack: self.pack,
            minimum: self.minimum,
            step: self.step,
            lead_days: self.lead_days,
            fixed: self.fixed,
            per_unit: self.per_unit,
            free_from: self.free_from,
            starts: self.starts,
            prices: self.prices,
        };
        Ok(RoundCard {
            id: self.id,
            title: self.title,
            state: self.state,
            koperasi: self.koperasi,
            others: self.others,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            topping_up_until: self.topping_up_until,
            terms: offered.terms()?,
            quantity: self.quantity,
            members: self.members,
            ordered: self.ordered,
            reference: self.reference,
            mine: self.mine,
        })
    }
}

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
    pub fn ladder(&self) -> Ladder {
        Ladder::of(&self.terms, self.totals.quantity)
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
                  r.minimum_amount as "minimum_amount: Rupiah", r.opens_at, r.closes_at, r.topping_up_until,
                  r.pickup_place, r.pickup_at, r.reference_price as "reference_price: Price",
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

/// What somebody pledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MyPledge {
    pub quantity: Quantity,
    pub tolerance: Quantity,
    /// What it takes of the credit limit.
    pub held: Rupiah,
}

/// Jatah: what somebody gets, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MyShare {
    pub quantity: Quantity,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub fee: Rupiah,
    pub handed_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
}

/// The invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyCharge {
    /// `TAG/2026/0001`
    pub number: String,
    pub quantity: Quantity,
    pub total: Rupiah,
}

/// A person's part in a round, as a member of one of the koperasi that take part.
#[derive(Debug, Clone)]
pub struct MyPart {
    pub koperasi: KoperasiId,
    pub slug: String,
    pub name: String,
    pub membership: MembershipId,
    /// `None`: nothing was pledged, or it was taken back.
    pub pledge: Option<MyPledge>,
    pub share: Option<MyShare>,
    pub charge: Option<MyCharge>,
}

/// The person's parts: one for each koperasi that takes part and has admitted them, those with a pledge
/// first, then the coordinator's.
///
/// # Errors
/// When the database does not answer.
pub async fn my_parts(desk: &Desk, by: &Person, id: RoundId) -> Result<Vec<MyPart>> {
    let rows = sqlx::query!(
        r#"select k.id as "koperasi!: KoperasiId", k.slug as "slug!", k.name as "name!", m.id as "membership!: MembershipId",
                  p.quantity as "quantity?: Quantity", p.tolerance as "tolerance?: Quantity", p.held as "held?: Rupiah",
                  a.final as "given?: Quantity", a.goods as "goods?: Rupiah", a.transport as "transport?: Rupiah",
                  a.fee as "fee?: Rupiah", a.handed_at as "handed_at?", a.confirmed_at as "confirmed_at?",
                  c.year as "year?", c.number as "number?", c.quantity as "charged?: Quantity", c.total as "total?: Rupiah"
             from membership m join koperasi k on k.id = m.koperasi_id
                  join round_koperasi x on x.round_id = $1 and x.koperasi_id = m.koperasi_id and x.state = 'joined'
                  join round r on r.id = x.round_id
                  left join pledge p on p.round_id = $1 and p.membership_id = m.id
                  left join allocation a on a.pledge_id = p.id
                  left join charge c on c.round_id = $1 and c.membership_id = m.id
            where m.account_id = $2 and m.state = 'admitted'
            order by coalesce(p.quantity, 0) = 0, k.id <> r.koperasi_id, k.name, k.id"#,
        id.0,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    let parts = rows.into_iter().map(|row| {
        let pledge = match (row.quantity, row.tolerance, row.held) {
            (Some(quantity), Some(tolerance), Some(held)) if !quantity.is_zero() => Some(MyPledge { quantity, tolerance, held }),
            _ => None,
        };
        let share = match (row.given, row.goods, row.transport, row.fee) {
            (Some(quantity), Some(goods), Some(transport), Some(fee)) => {
                Some(MyShare { quantity, goods, transport, fee, handed_at: row.handed_at, confirmed_at: row.confirmed_at })
            }
            _ => None,
        };
        let charge = match (row.year, row.number, row.charged, row.total) {
            (Some(year), Some(number), Some(quantity), Some(total)) => {
                Some(MyCharge { number: format!("TAG/{year}/{number:04}"), quantity, total })
            }
            _ => None,
        };
        MyPart { koperasi: row.koperasi, slug: row.slug, name: row.name, membership: row.membership, pledge, share, charge }
    });
    Ok(parts.collect())
}

/// What a member may still pledge to a round: without what the own pledge there takes.
///
/// # Errors
/// When the database does not answer.
pub async fn my_credit(desk: &Desk, by: &Member, id: RoundId) -> Result<Credit> {
    let mut db = desk.db().acquire().await?;
    credit(&mut db, by.koperasi().id, by.membership(), Some(id.0)).await
}
