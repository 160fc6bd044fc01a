//! What a business sold by its orders: by day, by product, and where it went.
//!
//! An order counts from the moment the seller takes it on, on the day it was placed. What was refused or called
//! off counts no more.

use domain::access::Keeper;
use domain::buying::{Pay, Receive, State};
use domain::dates::Day;
use domain::money::Rupiah;
use domain::till::Period;
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::{Result, Trouble};

/// The states of an order that counts.
const SOLD: [State; 6] = [State::Accepted, State::Prepared, State::Ready, State::Sent, State::Done, State::Complaint];
/// Products that a page lists; an export has them all.
const PRODUCTS: i64 = 100;
/// Lines of an export.
const ALL: i64 = 100_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySales {
    pub day: Day,
    pub orders: i64,
    /// Without delivery.
    pub goods: Rupiah,
    pub delivery: Rupiah,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductSales {
    pub slug: String,
    pub name: String,
    /// What was sold under another unit stands apart: the two cannot be added up.
    pub sale_unit: String,
    /// Thousandths of the sale unit.
    pub quantity: i64,
    pub orders: i64,
    pub goods: Rupiah,
}

/// Where goods went: a district for what was brought, and none for what was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceSales {
    pub receive: Receive,
    pub district: Option<String>,
    pub orders: i64,
    pub goods: Rupiah,
}

#[derive(Debug, Clone, Default)]
pub struct Sales {
    /// Days on which something was sold, the oldest first.
    pub days: Vec<DaySales>,
    /// The one that brought most first.
    pub products: Vec<ProductSales>,
    pub places: Vec<PlaceSales>,
    /// Orders of the same days that wait for the seller's answer.
    pub waiting: i64,
}

impl Sales {
    pub fn orders(&self) -> i64 {
        self.days.iter().map(|d| d.orders).sum()
    }

    pub fn goods(&self) -> Rupiah {
        sum(self.days.iter().map(|d| d.goods))
    }

    pub fn delivery(&self) -> Rupiah {
        sum(self.days.iter().map(|d| d.delivery))
    }

    /// Goods of one order, rounded half up; nothing without orders.
    pub fn goods_per_order(&self) -> Option<Rupiah> {
        let each = domain::money::half_up(i128::from(self.goods().0), i128::from(self.orders()).max(1));
        each.map(Rupiah).filter(|_| self.orders() > 0)
    }
}

fn sum(amounts: impl Iterator<Item = Rupiah>) -> Rupiah {
    Rupiah(amounts.fold(0i64, |sum, amount| sum.saturating_add(amount.0)))
}

/// The moments in which orders of a period were placed: from the first, and before the second.
fn moments(period: Period) -> (OffsetDateTime, OffsetDateTime) {
    (period.from().start(), period.until().plus_days(1).start())
}

fn sold() -> Vec<String> {
    SOLD.iter().map(|state| state.code().to_owned()).collect()
}

/// # Errors
/// When the database does not answer.
pub async fn sales(desk: &Desk, by: &Keeper, period: Period) -> Result<Sales> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let (from, before) = moments(period);
    let waiting = sqlx::query_scalar!(
        r#"select count(*) as "waiting!" from shop_order
           where business_id = $1 and state = 'new' and created_at >= $2 and created_at < $3"#,
        by.business().0,
        from,
        before
    )
    .fetch_one(&mut *db)
    .await?;
    Ok(Sales {
        days: days(&mut db, by, period).await?,
        products: products(&mut db, by, period).await?,
        places: places(&mut db, by, period).await?,
        waiting,
    })
}

// Sums are numeric in PostgreSQL; what no bigint holds is taken for the most of one, since an error would close
// the page to somebody whose orders are nonsense.

async fn days(db: &mut PgConnection, by: &Keeper, period: Period) -> Result<Vec<DaySales>> {
    let (from, before) = moments(period);
    let days = sqlx::query_as!(
        DaySales,
        r#"select (created_at at time zone 'Asia/Jakarta')::date as "day!: Day", count(*) as "orders!",
               least(sum(goods), 9223372036854775807)::bigint as "goods!: Rupiah",
               least(sum(delivery), 9223372036854775807)::bigint as "delivery!: Rupiah"
           from shop_order where business_id = $1 and state = any ($2) and created_at >= $3 and created_at < $4
           group by 1 order by 1"#,
        by.business().0,
        &sold(),
        from,
        before
    )
    .fetch_all(db)
    .await?;
    Ok(days)
}

async fn products(db: &mut PgConnection, by: &Keeper, period: Period) -> Result<Vec<ProductSales>> {
    let (from, before) = moments(period);
    let products = sqlx::query_as!(
        ProductSales,
        r#"select p.slug, p.name, s.sale_unit as "sale_unit!", s.quantity as "quantity!", s.orders as "orders!",
               s.goods as "goods!: Rupiah"
           from (select l.product_id, l.sale_unit, least(sum(l.quantity), 9223372036854775807)::bigint as quantity,
                        count(*) as orders, least(sum(l.total), 9223372036854775807)::bigint as goods
                 from shop_order o join order_line l on l.order_id = o.id
                 where o.business_id = $1 and o.state = any ($2) and o.created_at >= $3 and o.created_at < $4
                 group by 1, 2 order by 5 desc, 1, 2 limit $5) s
           join product p on p.id = s.product_id
           order by s.goods desc, p.name, s.sale_unit"#,
        by.business().0,
        &sold(),
        from,
        before,
        PRODUCTS
    )
    .fetch_all(db)
    .await?;
    Ok(products)
}

async fn places(db: &mut PgConnection, by: &Keeper, period: Period) -> Result<Vec<PlaceSales>> {
    let (from, before) = moments(period);
    let places = sqlx::query_as!(
        PlaceSales,
        r#"select o.receive as "receive: Receive", d.name as "district?", count(*) as "orders!",
               least(sum(o.goods), 9223372036854775807)::bigint as "goods!: Rupiah"
           from shop_order o left join district d on d.code = o.district_code and o.receive = 'delivery'
           where o.business_id = $1 and o.state = any ($2) and o.created_at >= $3 and o.created_at < $4
           group by 1, 2 order by 4 desc, 1, 2"#,
        by.business().0,
        &sold(),
        from,
        before
    )
    .fetch_all(db)
    .await?;
    Ok(places)
}

/// A line of an order for a sheet: what was sold, and nothing of who bought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldLine {
    pub at: OffsetDateTime,
    pub order: String,
    pub state: State,
    pub name: String,
    pub sale_unit: String,
    /// Thousandths of the sale unit.
    pub quantity: i64,
    pub price: Rupiah,
    pub total: Rupiah,
    pub receive: Receive,
    pub district: Option<String>,
    pub pay: Pay,
    /// The seller saw the money; cash changed hands with the goods.
    pub paid: bool,
}

/// Every line that was sold in a period, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn sold_lines(desk: &Desk, by: &Keeper, period: Period) -> Result<Vec<SoldLine>> {
    let (from, before) = moments(period);
    let lines = sqlx::query_as!(
        SoldLine,
        r#"select o.created_at as at, o.number as "order", o.state as "state: State", l.name, l.sale_unit, l.quantity,
               l.price as "price: Rupiah", l.total as "total: Rupiah", o.receive as "receive: Receive", d.name as "district?",
               o.pay as "pay: Pay", o.paid_at is not null as "paid!"
           from shop_order o join order_line l on l.order_id = o.id
           left join district d on d.code = o.district_code and o.receive = 'delivery'
           where o.business_id = $1 and o.state = any ($2) and o.created_at >= $3 and o.created_at < $4
           order by o.created_at, o.id, l.line limit $5"#,
        by.business().0,
        &sold(),
        from,
        before,
        ALL
    )
    .fetch_all(desk.db())
    .await?;
    Ok(lines)
}
