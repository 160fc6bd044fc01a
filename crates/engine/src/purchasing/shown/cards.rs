//! Rounds in lists.

use domain::ids::{AccountId, RoundId};
use domain::money::{Price, Rupiah};
use domain::purchasing::{OfferTerms, State};
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use crate::Desk;
use crate::purchasing::offered::Offered;
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
    /// What the reader has pledged: in the lists of one's own only.
    pub mine: Option<Quantity>,
}

/// The rounds that there are.
#[derive(Debug, Default)]
pub struct Lists {
    /// Where one can still pledge, topping up too: the ones that close soonest first.
    pub open: Vec<RoundCard>,
    pub all_open: i64,
    /// Planned to open by themselves.
    pub coming: Vec<RoundCard>,
    /// Lately closed or finished.
    pub past: Vec<RoundCard>,
    /// Those that the reader takes part in and that go on, the newest first.
    pub own: Vec<RoundCard>,
    /// Those that the reader took part in and that are over.
    pub done: Vec<RoundCard>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub open: i64,
    pub offset: i64,
    pub coming: i64,
    pub past: i64,
    pub own: i64,
    pub done: i64,
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
             (select 1 as part, row_number() over (order by o.until, o.id) as nth, o.id, null::bigint as mine
                from ((select id, closes_at as until from round where state = 'open'
                        order by closes_at, id limit $1::bigint + $2::bigint)
                      union all
                      (select id, topping_up_until from round where state = 'closed' and topping_up_until > $7
                        order by topping_up_until, id limit $1::bigint + $2::bigint)) o
               order by o.until, o.id limit $1 offset $2)
             union all
             (select 2, row_number() over (order by opens_at, id), id, null
                from round where state = 'draft' and scheduled order by opens_at, id limit $3)
             union all
             (select 3, row_number() over (order by r.updated_at desc, r.id), r.id, null
                from unnest(array['closed', 'ordered', 'received', 'settled']) as s(state)
                     cross join lateral (select id, updated_at from round
                                          where state = s.state and (topping_up_until > $7) is not true
                                          order by updated_at desc limit $4) r
               order by r.updated_at desc, r.id limit $4)
             union all
             (select 4, row_number() over (order by r.closes_at desc, r.id), r.id, p.quantity
                from membership m join pledge p on p.membership_id = m.id join round r on r.id = p.round_id
               where m.account_id = $6 and p.quantity > 0 and r.state not in ('settled', 'cancelled')
               order by r.closes_at desc, r.id limit $5)
             union all
             (select 5, row_number() over (order by r.closes_at desc, r.id), r.id, p.quantity
                from membership m join pledge p on p.membership_id = m.id join round r on r.id = p.round_id
               where m.account_id = $6 and p.quantity > 0 and r.state in ('settled', 'cancelled')
               order by r.closes_at desc, r.id limit $8))
           select l.part as "part!", r.id as "id: RoundId", r.title, r.state as "state: State", k.name as koperasi,
                  (select count(*) from round_koperasi o
                    where o.round_id = r.id and o.state = 'joined' and o.koperasi_id <> r.koperasi_id) as "others!",
                  r.opens_at, r.closes_at, r.topping_up_until, t.quantity as "quantity!: Quantity", t.members as "members!",
                  r.ordered_quantity as "ordered: Quantity", r.reference_price as "reference: Price",
                  l.mine as "mine?: Quantity", (select count(*) from round where state = 'open' or state = 'closed' and topping_up_until > $7) as "all_open!",
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
        reader.map(|account| account.0),
        desk.now(),
        wanted.done
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
            4 => lists.own.push(card),
            _ => lists.done.push(card),
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
