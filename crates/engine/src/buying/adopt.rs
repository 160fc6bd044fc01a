//! An order that is of its link, taken into the account with whose number it was placed.

use domain::access::Person;
use domain::buying::OrderNumber;
use serde_json::json;

use super::held::hold;
use super::{OrderError, OrderReader};
use crate::Desk;

/// From now on it is an order of this account like any other. The link alone does not say that its holder may sign in,
/// nor does a session say that the order is its owner's; who has both is both. The second press changes nothing.
///
/// # Errors
/// [`OrderError::Unknown`] for whoever has no link of it, or another account.
pub async fn adopt(desk: &Desk, by: &Person, number: &OrderNumber, signature: &str) -> Result<(), OrderError> {
    let mut tx = desk.begin(by.account()).await?;
    let order = hold(desk, &mut tx, &OrderReader::Link(signature), number).await?;
    if order.buyer != by.account() {
        return Err(OrderError::Unknown);
    }
    if !order.by_link {
        return Ok(());
    }
    sqlx::query!("update shop_order set by_link = false where id = $1", order.id.0).execute(tx.conn()).await?;
    tx.audit("order.adopt", order.koperasi, order.id.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}
