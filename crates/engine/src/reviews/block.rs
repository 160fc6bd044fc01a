//! A seller serves some people no more. Placing an order asks for this, and says so politely.

use domain::access::Keeper;
use domain::buying::OrderNumber;
use domain::ids::AccountId;
use domain::reviews::Report;
use serde_json::json;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::{Result, Trouble};

/// Somebody who is served no more, under the name of their last order here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    pub account: AccountId,
    pub name: String,
    pub at: OffsetDateTime,
    pub why: Option<String>,
}

/// The newest first, at most 200.
///
/// # Errors
/// When the database does not answer.
pub async fn blocked(desk: &Desk, by: &Keeper) -> Result<Vec<Blocked>> {
    let rows = sqlx::query_as!(
        Blocked,
        r#"select k.account_id as "account: AccountId", o.buyer_name as name, k.at, k.why
           from buyer_block k cross join lateral (
               select buyer_name from shop_order where business_id = k.business_id and buyer_id = k.account_id order by created_at desc limit 1) o
           where k.business_id = $1 order by k.at desc, k.account_id limit 200"#,
        by.business().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

#[derive(Debug, thiserror::Error)]
pub enum BlockError {
    /// Nobody has ordered anything here under this number.
    #[error("no such order")]
    Unknown,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Serves the buyer of this order no more. What is under way goes on.
///
/// # Errors
/// [`BlockError::Unknown`]
pub async fn block(desk: &Desk, by: &Keeper, number: &OrderNumber, why: &Report) -> Result<(), BlockError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let account = sqlx::query_scalar!(
        "insert into buyer_block (business_id, account_id, at, why)
         select business_id, buyer_id, $3, $4 from shop_order where number = $2 and business_id = $1
         on conflict (business_id, account_id) do update set why = excluded.why returning account_id",
        by.business().0,
        number.as_str(),
        now,
        why.0.as_str()
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(BlockError::Unknown)?;
    tx.audit("buyer.block", by.koperasi(), by.business().0, json!({ "buyer": account, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}

/// Serves somebody again; false when they were served all along.
///
/// # Errors
/// When the database does not answer.
pub async fn unblock(desk: &Desk, by: &Keeper, account: AccountId) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let gone = sqlx::query!("delete from buyer_block where business_id = $1 and account_id = $2", by.business().0, account.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if gone == 0 {
        return Ok(false);
    }
    tx.audit("buyer.unblock", by.koperasi(), by.business().0, json!({ "buyer": account, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(true)
}
