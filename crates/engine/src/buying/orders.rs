//! Lists of orders: a buyer's own, and those of a shop with what is to be done first.

use domain::access::{Keeper, Person};
use domain::buying::{OrderNumber, Pay, Receive, State};
use domain::dates::Day;
use domain::ids::{BusinessId, OrderId};
use domain::money::Rupiah;
use sqlx::PgConnection;
use sqlx::types::Json;
use time::OffsetDateTime;

use crate::Desk;
use crate::catalog::card::CardPicture;
use crate::trouble::Result;

/// Orders that stand alike for whoever looks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Nobody has answered.
    New,
    /// Accepted and being prepared.
    Work,
    /// Ready to be fetched, or on the way.
    Handed,
    /// All of these, and what is complained about: somebody still waits.
    Open,
    Done,
    /// Refused or called off.
    Over,
}

impl Group {
    pub const fn states(self) -> &'static [State] {
        match self {
            Self::New => &[State::New],
            Self::Work => &[State::Accepted, State::Prepared],
            Self::Handed => &[State::Ready, State::Sent],
            Self::Open => &[State::New, State::Accepted, State::Prepared, State::Ready, State::Sent, State::Complaint],
            Self::Done => &[State::Done],
            Self::Over => &[State::Refused, State::Cancelled],
        }
    }

    fn codes(this: Option<Self>) -> Option<Vec<String>> {
        this.map(|group| group.states().iter().map(|state| state.code().to_owned()).collect())
    }
}

/// Which orders are asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    /// `None`: all.
    pub group: Option<Group>,
    /// The order of this number alone.
    pub number: Option<OrderNumber>,
    pub limit: i64,
    pub offset: i64,
}

/// An order in a list.
#[derive(Debug, Clone)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: OrderNumber,
    pub state: State,
    /// The shop's name for a buyer, the buyer's for a seller.
    pub other: String,
    /// The first line's name, and how many more there are.
    pub first: String,
    pub more: i64,
    pub receive: Receive,
    pub pay: Pay,
    pub total: Rupiah,
    pub ready_on: Option<Day>,
    pub created_at: OffsetDateTime,
    pub is_paid: bool,
    pub has_proof: bool,
    /// Of the first line's category, for what has no picture.
    pub icon: String,
    thumb: Option<Json<CardPicture>>,
}

impl OrderRow {
    /// The first picture of what stands in the first line.
    pub fn picture(&self) -> Option<&CardPicture> {
        self.thumb.as_deref()
    }
}

/// How many orders there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: i64,
    pub work: i64,
    pub handed: i64,
    pub complaint: i64,
    pub done: i64,
    pub over: i64,
    /// Done, but nobody said that the money came.
    pub unpaid: i64,
}

impl Counts {
    pub const fn open(&self) -> i64 {
        self.new + self.work + self.handed + self.complaint
    }

    pub const fn of(&self, group: Option<Group>) -> i64 {
        match group {
            Some(Group::New) => self.new,
            Some(Group::Work) => self.work,
            Some(Group::Handed) => self.handed,
            Some(Group::Open) => self.open(),
            Some(Group::Done) => self.done,
            Some(Group::Over) => self.over,
            None => self.open() + self.done + self.over,
        }
    }
}

/// A person's own orders, the newest first: what is of a link alone is not among them.
///
/// # Errors
/// When the database does not answer.
pub async fn own(desk: &Desk, by: &Person, filter: &Filter) -> Result<Vec<OrderRow>> {
    let states = Group::codes(filter.group);
    let rows = sqlx::query_as!(
        OrderRow,
        r#"select o.id as "id!: OrderId", o.number as "number!: OrderNumber", o.state as "state!: State", b.name as "other!",
                  f.name as "first!", f.lines - 1 as "more!", o.receive as "receive!: Receive", o.pay as "pay!: Pay",
                  o.total as "total!: Rupiah", o.ready_on as "ready_on?: Day", o.created_at as "created_at!",
                  o.paid_at is not null as "is_paid!", o.proof_key is not null as "has_proof!", c.icon as "icon!",
                  case when i.key is not null then jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                      'widest', i.widest, 'colour', i.colour, 'alt', i.alt) end as "thumb?: Json<CardPicture>"
             from (select * from shop_order
                    where buyer_id = $1 and not by_link and ($2::text[] is null or state = any ($2)) and ($3::text is null or number = $3)
                    order by created_at desc, id desc limit $4 offset $5) o
             join business b on b.id = o.business_id
             cross join lateral (select min(l.name) filter (where l.line = 1) as name, count(*) as lines,
                                        (array_agg(l.product_id) filter (where l.line = 1))[1] as product
                                   from order_line l where l.order_id = o.id) f
             join product p on p.id = f.product join category c on c.id = p.category_id
             left join picture i on i.product_id = p.id and i.position = 0
            order by o.created_at desc, o.id desc"#,
        by.account().0,
        states.as_deref(),
        filter.number.as_ref().map(OrderNumber::as_str),
        filter.limit,
        filter.offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// The orders at a shop. What waits comes first: what is to be answered, then what was promised for the earliest
/// day, then what was handed over; what is over comes by when it ended, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_shop(desk: &Desk, by: &Keeper, filter: &Filter) -> Result<Vec<OrderRow>> {
    let states = Group::codes(filter.group);
    let rows = sqlx::query_as!(
        OrderRow,
        r#"select o.id as "id!: OrderId", o.number as "number!: OrderNumber", o.state as "state!: State", o.buyer_name as "other!",
                  f.name as "first!", f.lines - 1 as "more!", o.receive as "receive!: Receive", o.pay as "pay!: Pay",
                  o.total as "total!: Rupiah", o.ready_on as "ready_on?: Day", o.created_at as "created_at!",
                  o.paid_at is not null as "is_paid!", o.proof_key is not null as "has_proof!", c.icon as "icon!",
                  case when i.key is not null then jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                      'widest', i.widest, 'colour', i.colour, 'alt', i.alt) end as "thumb?: Json<CardPicture>"
             from (select * from (
                       (select *, case state when 'new' then 0 when 'complaint' then 1 when 'accepted' then 2 when 'prepared' then 2
                                       else 3 end as place
                          from shop_order
                         where business_id = $1 and state in ('new', 'accepted', 'prepared', 'ready', 'sent', 'complaint'))
                       union all
                       -- What is over may be thousands: their index gives no more than are shown.
                       (select *, 4 as place from shop_order
                         where business_id = $1 and ended_at is not null and ($2::text[] is null or state = any ($2))
                           and ($3::text is null or number = $3)
                         order by ended_at desc limit $4::bigint + $5::bigint)) s
                    where ($2::text[] is null or state = any ($2)) and ($3::text is null or number = $3)
                    order by place, ended_at desc nulls first, coalesce(ready_on, (created_at at time zone 'Asia/Jakarta')::date), created_at, id
                    limit $4 offset $5) o
             cross join lateral (select min(l.name) filter (where l.line = 1) as name, count(*) as lines,
                                        (array_agg(l.product_id) filter (where l.line = 1))[1] as product
                                   from order_line l where l.order_id = o.id) f
             join product p on p.id = f.product join category c on c.id = p.category_id
             left join picture i on i.product_id = p.id and i.position = 0
            order by o.place, o.ended_at desc nulls first, coalesce(o.ready_on, (o.created_at at time zone 'Asia/Jakarta')::date), o.created_at, o.id"#,
        by.business().0,
        states.as_deref(),
        filter.number.as_ref().map(OrderNumber::as_str),
        filter.limit,
        filter.offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// # Errors
/// When the database does not answer.
pub async fn own_counts(desk: &Desk, by: &Person) -> Result<Counts> {
    let rows = sqlx::query!(
        r#"select state as "state: State", count(*) as "n!", count(*) filter (where paid_at is null) as "unpaid!"
             from shop_order where buyer_id = $1 and not by_link group by state"#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(tally(rows.into_iter().map(|row| (row.state, row.n, row.unpaid))))
}

/// # Errors
/// When the database does not answer.
pub async fn shop_counts(desk: &Desk, by: &Keeper) -> Result<Counts> {
    let rows = sqlx::query!(
        r#"select state as "state: State", count(*) as "n!", count(*) filter (where paid_at is null) as "unpaid!"
             from shop_order where business_id = $1 group by state"#,
        by.business().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(tally(rows.into_iter().map(|row| (row.state, row.n, row.unpaid))))
}

/// How a shop's open orders stood when somebody looked: another mark says that there is something to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When the newest came, in microseconds.
    pub newest: i64,
    pub open: i64,
    /// When one of them was last moved.
    pub moved: i64,
}

/// As a page carries it: the newest first.
impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.newest, self.open, self.moved)
    }
}

/// Cheap, since every open list of a shop asks for it again and again.
///
/// # Errors
/// When the database does not answer.
pub async fn mark(desk: &Desk, by: &Keeper) -> Result<Mark> {
    let mark = sqlx::query_as!(
        Mark,
        r#"select coalesce((extract(epoch from max(created_at)) * 1000000)::bigint, 0) as "newest!", count(*) as "open!",
                  coalesce((extract(epoch from max(updated_at)) * 1000000)::bigint, 0) as "moved!"
             from shop_order
            where business_id = $1 and state in ('new', 'accepted', 'prepared', 'ready', 'sent', 'complaint')"#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(mark)
}

/// At how many orders of a shop somebody still waits.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn under_way(db: &mut PgConnection, business: BusinessId) -> Result<i64> {
    let states: Vec<String> = Group::Open.states().iter().map(|state| state.code().to_owned()).collect();
    let open = sqlx::query_scalar!(
        r#"select count(*) as "open!" from shop_order where business_id = $1 and state = any ($2)"#,
        business.0,
        &states
    )
    .fetch_one(db)
    .await?;
    Ok(open)
}

fn tally(rows: impl Iterator<Item = (State, i64, i64)>) -> Counts {
    let mut counts = Counts::default();
    for (state, n, unpaid) in rows {
        let slot = match state {
            State::New => &mut counts.new,
            State::Accepted | State::Prepared => &mut counts.work,
            State::Ready | State::Sent => &mut counts.handed,
            State::Complaint => &mut counts.complaint,
            State::Done => {
                counts.unpaid += unpaid;
                &mut counts.done
            }
            State::Refused | State::Cancelled => &mut counts.over,
        };
        *slot += n;
    }
    counts
}
