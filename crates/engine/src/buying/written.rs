//! The rows of a new order. All of them are one statement: whoever places an order holds rows that others wait
//! for, and each answer of the database that is waited for is time that they wait too.

use domain::buying::{Checkout, OrderNumber};
use domain::dates::Day;
use domain::ids::{AccountId, JobId, OrderLineId};
use uuid::Uuid;

use super::Receipt;
use super::bill::Bill;
use super::cart::CartOf;
use super::checkout::ShopSide;
use super::due;
use super::price::CartLine;
use crate::jobs::Job;
use crate::notices::{News, ShopOrderNews};
use crate::trouble::Result;
use crate::tx::Tx;
use crate::{Desk, ids};

/// All that becomes an order.
pub(super) struct Order<'a> {
    pub receipt: &'a Receipt,
    pub buyer: AccountId,
    /// They showed no session of that account.
    pub by_link: bool,
    /// As they are called from now on in this order, and reached.
    pub name: &'a str,
    pub phone: &'a str,
    pub cart: &'a CartOf,
    pub shop: &'a ShopSide,
    pub form: &'a Checkout,
    pub bill: &'a Bill<'a>,
    pub lines: &'a [CartLine],
    /// The days until all of it is made.
    pub made_days: Option<i16>,
}

/// The lines, a column each.
struct Columns {
    ids: Vec<Uuid>,
    numbers: Vec<i16>,
    products: Vec<Uuid>,
    names: Vec<String>,
    units: Vec<String>,
    quantities: Vec<i64>,
    prices: Vec<i64>,
    totals: Vec<i64>,
    days: Vec<Option<i16>>,
}

impl Columns {
    fn of(lines: &[CartLine]) -> Self {
        Self {
            ids: lines.iter().map(|_| ids::fresh::<OrderLineId>().0).collect(),
            numbers: (1..).take(lines.len()).collect(),
            products: lines.iter().map(|line| line.product.0).collect(),
            names: lines.iter().map(|line| line.name.clone()).collect(),
            units: lines.iter().map(|line| String::from(line.unit)).collect(),
            quantities: lines.iter().map(|line| line.quantity.thousandths()).collect(),
            prices: lines.iter().map(|line| i64::from(line.priced.price)).collect(),
            totals: lines.iter().map(|line| line.priced.total.0).collect(),
            days: lines.iter().map(|line| line.made_days).collect(),
        }
    }
}

/// The order with its lines as they were bought and its first event, the cart without them, less in stock of
/// what is there (whose history names the order), the seller's notice, and the clock's look when the time to
/// answer is over. The event says who ordered what and when, so there is no line in the audit beside it.
///
/// # Errors
/// When the database does not answer, or another order has its number (`shop_order_number_key`).
pub(super) async fn write(desk: &Desk, tx: &mut Tx, order: &Order<'_>) -> Result<()> {
    let now = tx.now();
    let Order { receipt, shop, form, bill, .. } = order;
    let lines = Columns::of(order.lines);
    let (account, token) = order.cart.keys();
    let what = ShopOrderNews::Placed { total: bill.total };
    let notice = News::ShopOrder { business: shop.slug.clone(), number: receipt.number.clone(), what }.row()?;
    let look = Job::OrderDue { order: receipt.order };
    sqlx::query!(
        "with placed as (
             insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, receive, koperasi_id, district_code,
                 address, pay, goods, delivery, total, note, ready_on, qris, created_at, updated_at, by_link)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $40)),
         lines as (
             insert into order_line (id, order_id, line, product_id, name, sale_unit, quantity, price, total, made_days)
             select t.id, $1, t.line, t.product, t.name, t.unit, t.quantity, t.price, t.total, t.days
             from unnest($19::uuid[], $20::smallint[], $21::uuid[], $22::text[], $23::text[], $24::bigint[], $25::bigint[], $26::bigint[], $27::smallint[])
                 as t (id, line, product, name, unit, quantity, price, total, days)),
         bought as (
             delete from cart_line l using cart k
             where k.id = l.cart_id and (k.account_id = $28 or k.token_hash = $29) and l.product_id = any ($21::uuid[])),
         taken as (
             update product p set stock = p.stock - t.quantity, updated_at = greatest($18, p.updated_at + interval '1 microsecond')
             from (select set_config('guyub.order', $30, true) as name) o, unnest($21::uuid[], $24::bigint[]) as t (id, quantity)
             where p.id = t.id and p.stock is not null and o.name is not null),
         begun as (
             insert into order_event (order_id, at, account_id, side, what) values ($1, $18, $4, 'buyer', 'placed')),
         told as (
             insert into notice (id, account_id, kind, data, link, at) values ($31, $32, $33, $34, $35, $18))
         insert into job (id, kind, payload, due_at, created_at) values ($36, $37, $38, $39, $18)",
        receipt.order.0,
        &receipt.number,
        shop.business.0,
        order.buyer.0,
        order.name,
        order.phone,
        form.receive.code(),
        bill.koperasi.map(|id| id.0),
        bill.district,
        form.address.as_ref().map(|address| address.as_str()),
        form.pay.code(),
        bill.goods.0,
        bill.delivery.0,
        bill.total.0,
        form.note.as_ref().map(|note| note.as_str()),
        order.made_days.map(|days| Day::of(now).plus_days(i64::from(days)).date()),
        bill.qris.as_deref(),
        now,
        &lines.ids,
        &lines.numbers,
        &lines.products,
        &lines.names,
        &lines.units,
        &lines.quantities,
        &lines.prices,
        &lines.totals,
        &lines.days as &[Option<i16>],
        account,
        token,
        receipt.order.to_string(),
        notice.id.0,
        shop.owner.0,
        notice.kind,
        notice.data,
        notice.link,
        ids::fresh::<JobId>().0,
        look.kind(),
        serde_json::to_value(&look)?,
        due::answer_by(desk, now),
        order.by_link
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

impl Receipt {
    /// An order of forty random bits.
    pub(super) fn fresh() -> Self {
        Self { order: ids::fresh(), number: OrderNumber::from_bits(rand::random()).to_string() }
    }
}
