//! What an order had taken from stock comes back to it, once.

use domain::ids::ProductId;

use super::Held;
use crate::discovery;
use crate::trouble::Result;
use crate::tx::Tx;

/// Gives back what a refused or cancelled order had taken, and says whether anything came back. What is made to order
/// by now, or counted in another unit, is its keeper's to count.
pub(super) async fn give_back(tx: &mut Tx, order: &Held) -> Result<bool> {
    let first = sqlx::query!(
        "update shop_order set stock_back = true where id = $1 and not stock_back and state in ('refused', 'cancelled')",
        order.id.0
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    if first == 0 {
        return Ok(false);
    }
    let products: Vec<ProductId> = sqlx::query_scalar!(
        r#"select p.id as "id: ProductId" from order_line l join product p on p.id = l.product_id
            where l.order_id = $1 and l.made_days is null and p.stock is not null and p.sale_unit = l.sale_unit
            order by p.id for no key update of p"#,
        order.id.0
    )
    .fetch_all(tx.conn())
    .await?;
    if products.is_empty() {
        return Ok(false);
    }
    on_behalf_of(tx, &order.id.to_string()).await?;
    let now = tx.now();
    sqlx::query!(
        "update product p set stock = p.stock + l.quantity, updated_at = greatest($2, p.updated_at + interval '1 microsecond')
           from order_line l
          where l.order_id = $1 and p.id = l.product_id and l.made_days is null and p.stock is not null
            and p.sale_unit = l.sale_unit",
        order.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    on_behalf_of(tx, "").await?;
    discovery::refresh(tx.conn(), discovery::Changed::Products(&products)).await?;
    Ok(true)
}

/// `stock_move` names this order for what changes now.
async fn on_behalf_of(tx: &mut Tx, order: &str) -> Result<()> {
    sqlx::query!("select set_config('guyub.order', $1, true)", order).fetch_one(tx.conn()).await?;
    Ok(())
}
