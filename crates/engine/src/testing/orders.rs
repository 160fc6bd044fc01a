//! Orders as placing leaves them: what tests of their life stand on.

use domain::access::BusinessRef;
use domain::buying::{OrderNumber, Pay, Receive};
use domain::ids::{AccountId, OrderId, OrderLineId, ProductId};

use crate::{Desk, ids};

/// A new order, and what it is called.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub id: OrderId,
    pub number: OrderNumber,
}

/// One line of `quantity` whole units at the product's price, taken from its stock, and the clock asked to look.
///
/// # Panics
/// When a row cannot be written, or the stock does not suffice.
pub async fn new_order(
    desk: &Desk,
    buyer: AccountId,
    shop: BusinessRef,
    product: ProductId,
    quantity: i64,
    (receive, pay): (Receive, Pay),
) -> NewOrder {
    let (id, line): (OrderId, OrderLineId) = (ids::fresh(), ids::fresh());
    let number = OrderNumber::from_bits(rand::random());
    let address = (receive == Receive::Delivery).then_some("Jl. Melati 3, dekat musala");
    let mut tx = desk.begin(buyer).await.expect("a transaction");
    sqlx::query!(
        "insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, receive, koperasi_id, address, pay,
                                 goods, total, created_at, updated_at)
         select $1, $2, $3, a.id, a.name, a.phone, $5, case when $5 = 'koperasi' then $6::uuid end, $7, $8,
                p.price * $9::bigint, p.price * $9::bigint, $10, $10
           from account a, product p where a.id = $4 and p.id = $11",
        id.0,
        number.as_str(),
        shop.id.0,
        buyer.0,
        receive.code(),
        shop.koperasi.map(|koperasi| koperasi.0),
        address,
        pay.code(),
        quantity,
        desk.now(),
        product.0
    )
    .execute(tx.conn())
    .await
    .expect("an order");
    sqlx::query!(
        "insert into order_line (id, order_id, line, product_id, name, sale_unit, quantity, price, total, made_days)
         select $1, $2, 1, id, name, sale_unit, $4::bigint * 1000, price, price * $4::bigint, made_days from product where id = $3",
        line.0,
        id.0,
        product.0,
        quantity
    )
    .execute(tx.conn())
    .await
    .expect("its line");
    sqlx::query!("select set_config('guyub.order', $1, true)", id.to_string())
        .fetch_one(tx.conn())
        .await
        .expect("a name for the stock");
    sqlx::query!("update product set stock = stock - $2::bigint * 1000 where id = $1", product.0, quantity)
        .execute(tx.conn())
        .await
        .expect("enough of it");
    sqlx::query!(
        "insert into order_event (order_id, at, account_id, side, what) values ($1, $2, $3, 'buyer', 'placed')",
        id.0,
        desk.now(),
        buyer.0
    )
    .execute(tx.conn())
    .await
    .expect("its first event");
    crate::buying::placed(desk, &mut tx, id).await.expect("the seller is told");
    tx.commit().await.expect("an order");
    NewOrder { id, number }
}

/// A thousand of a product that runs out.
///
/// # Panics
/// When the row cannot be written.
pub async fn restock(desk: &Desk, product: ProductId) {
    sqlx::query!("update product set stock = 1000000 where id = $1 and stock < 5000", product.0)
        .execute(desk.db())
        .await
        .expect("more of it");
}

/// How much of a product there is, in thousandths.
///
/// # Panics
/// When there is no such product.
pub async fn stock(desk: &Desk, product: ProductId) -> Option<i64> {
    sqlx::query_scalar!("select stock from product where id = $1", product.0).fetch_one(desk.db()).await.expect("a product")
}
