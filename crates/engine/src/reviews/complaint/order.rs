//! The order under a complaint: held, moved by the rules of [`domain::buying::State`], its goods given back.

use domain::buying::{Happened, State};
use domain::ids::{AccountId, KoperasiId, OrderId};
use serde_json::Value;

use super::{ComplaintError, Held, Party};
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// Locks the order, before anything of its complaint and its goods.
pub(super) async fn hold(tx: &mut Tx, order: OrderId) -> Result<Held, ComplaintError> {
    sqlx::query_as!(
        Held,
        r#"select o.id as "id: OrderId", o.number, b.name as shop, b.owner_id as "owner: AccountId",
                  o.buyer_id as "buyer: AccountId", o.state as "state: State", o.ended_at, b.koperasi_id as "koperasi: KoperasiId"
           from shop_order o join business b on b.id = o.business_id where o.id = $1 for update of o"#,
        order.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(ComplaintError::Unknown)
}

/// The order goes where the rules said it may, and its timeline tells so. An order that is done in the end was
/// paid, if it is paid in cash.
pub(super) async fn go(tx: &mut Tx, held: &Held, to: State, by: &Party, what: Happened, detail: Value) -> Result<()> {
    let now = tx.now();
    let ended = to.is_over();
    sqlx::query!(
        "update shop_order set state = $2, updated_at = $3, ended_at = $4, ended_by = $5,
             paid_at = case when $2 = 'done' and pay = 'cash' then coalesce(paid_at, $3) else paid_at end where id = $1",
        held.id.0,
        to.code(),
        now,
        ended.then_some(now),
        ended.then_some(by.side.code())
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into order_event (order_id, at, account_id, side, what, detail) values ($1, $2, $3, $4, $5, $6)",
        held.id.0,
        now,
        by.account.0,
        by.side.code(),
        what.code(),
        detail
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was taken from stock goes back, once. Rows are locked in the order of their ids, as where they are taken.
pub(super) async fn give_back(tx: &mut Tx, order: OrderId) -> Result<()> {
    let first = sqlx::query!("update shop_order set stock_back = true where id = $1 and not stock_back", order.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if first == 0 {
        return Ok(());
    }
    sqlx::query!(
        "select p.id from product p join order_line l on l.product_id = p.id
         where l.order_id = $1 and l.made_days is null and p.stock is not null order by p.id for update of p",
        order.0
    )
    .fetch_all(tx.conn())
    .await?;
    // The history of stock names the order.
    sqlx::query!("select set_config('guyub.order', $1, true)", order.to_string()).fetch_one(tx.conn()).await?;
    sqlx::query!(
        "update product p set stock = p.stock + l.quantity from order_line l
         where l.order_id = $1 and l.product_id = p.id and l.made_days is null and p.stock is not null",
        order.0
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("select set_config('guyub.order', '', true)").fetch_one(tx.conn()).await?;
    Ok(())
}
