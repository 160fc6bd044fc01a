//! Orders as they lie in the tables, as far as a seller's till looks at them.

use domain::ids::{OrderId, ProductId};
use time::OffsetDateTime;

use super::world::{Role, World};
use crate::till::from_order;
use crate::tx::Actor;
use crate::{Desk, ids};

/// An order as it lies in the table: of two kilograms of the nth shop's product, with delivery at the first shop and
/// fetched at the second; gives its id.
pub async fn order(world: &World, nth: usize, number: &str, state: &str, pay: &str, at: OffsetDateTime) -> OrderId {
    let id: OrderId = ids::fresh();
    let (brought, ended) = (nth == 0, matches!(state, "done" | "refused" | "cancelled").then_some(at));
    sqlx::query!(
        "insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, state, receive, district_code, address, pay,
                                 goods, delivery, total, reason, paid_at, created_at, ended_at, updated_at)
         values ($1, $2, $3, $4, 'Bu Beli', '+628110000099', $5, case when $6 then 'delivery' else 'shop' end,
                 case when $6 then '33.25.08' end, case when $6 then 'Jl. Raya 1' end, $7, 25000, 3000, 28000, 'habis',
                 case when $5 = 'done' and $7 = 'cash' then $8::timestamptz end, $8, $9, $8)",
        id.0,
        number,
        world.shops[nth].id.0,
        world.account(Role::Person).0,
        state,
        brought,
        pay,
        at,
        ended
    )
    .execute(world.desk.db())
    .await
    .expect("an order");
    sqlx::query!(
        "insert into order_line (id, order_id, line, product_id, name, sale_unit, quantity, price, total)
         values ($1, $2, 1, $3, 'Emping', 'kg', 2000, 12500, 25000)",
        ids::fresh::<uuid::Uuid>(),
        id.0,
        world.products[nth].0
    )
    .execute(world.desk.db())
    .await
    .expect("its line");
    id
}

/// Moves an order on by hand, and lets the book follow.
pub async fn step(desk: &Desk, order: OrderId, state: &str, paid: bool) {
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    let (now, over) = (tx.now(), matches!(state, "done" | "refused" | "cancelled"));
    sqlx::query!(
        "update shop_order set state = $2, ended_at = case when $5 then $4::timestamptz end,
             paid_at = case when $3 then $4::timestamptz when $2 in ('complaint', 'cancelled') then paid_at end
         where id = $1",
        order.0,
        state,
        paid,
        now,
        over
    )
    .execute(tx.conn())
    .await
    .expect("a step");
    from_order(&mut tx, order).await.expect("the book follows");
    from_order(&mut tx, order).await.expect("twice is once");
    tx.commit().await.expect("a commit");
}

/// Takes from the stock as an order does.
pub async fn take(desk: &Desk, order: OrderId, product: ProductId, left: i64) {
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    sqlx::query!("select set_config('guyub.order', $1, true)", order.0.to_string())
        .fetch_one(tx.conn())
        .await
        .expect("a setting");
    sqlx::query!("update product set stock = $2 where id = $1", product.0, left).execute(tx.conn()).await.expect("an update");
    tx.commit().await.expect("a commit");
}
