//! Orders as they lie in the tables, in any state: what tests of reviews and complaints stand on. Nothing
//! is taken from stock for them.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::access::BusinessRef;
use domain::buying::{OrderNumber, State};
use domain::ids::{AccountId, OrderId, OrderLineId, ProductId};
use time::Duration;

use crate::{Desk, ids};

pub struct Bought {
    pub order: OrderId,
    pub number: OrderNumber,
    pub line: OrderLineId,
}

/// Two of a product at Rp12.500, fetched at the shop and paid in cash, placed a day ago and, unless it is
/// new, accepted an hour later.
pub async fn bought(desk: &Desk, buyer: AccountId, shop: BusinessRef, product: ProductId, state: State) -> Bought {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let number = OrderNumber::from_bits(NUMBER.fetch_add(1, Ordering::Relaxed));
    let (order, line): (OrderId, OrderLineId) = (ids::fresh(), ids::fresh());
    let (now, placed) = (desk.now(), desk.now() - Duration::DAY);
    sqlx::query!(
        "insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, state, receive, pay, goods, total, reason,
                                 created_at, answered_at, handed_at, ended_at, ended_by, updated_at)
         select $1, $2, $3, $4, a.name, a.phone, $5, 'shop', 'cash', 25000, 25000, case when $5 = 'refused' then 'Habis.' end,
                $6, case when $5 <> 'new' then $6::timestamptz + interval '1 hour' end,
                case when $5 in ('ready', 'sent', 'done', 'complaint') then $7::timestamptz end,
                case when $5 in ('done', 'refused', 'cancelled') then $7::timestamptz end, case when $5 = 'done' then 'buyer' end, $7
         from account a where a.id = $4",
        order.0,
        number.as_str(),
        shop.id.0,
        buyer.0,
        state.code(),
        placed,
        now
    )
    .execute(desk.db())
    .await
    .expect("an order");
    sqlx::query!(
        "insert into order_line (id, order_id, line, product_id, name, sale_unit, quantity, price, total)
         select $1, $2, 1, p.id, p.name, p.sale_unit, 2000, 12500, 25000 from product p where p.id = $3",
        line.0,
        order.0,
        product.0
    )
    .execute(desk.db())
    .await
    .expect("its line");
    Bought { order, number, line }
}
