//! A product once more, to be changed into its sister.

use domain::access::Keeper;
use domain::ids::ProductId;
use domain::slug::Slug;
use serde_json::json;

use super::own::lock;
use super::slugs;
use crate::trouble::{Result, Trouble};
use crate::{Desk, ids};

/// A draft like `slug`, with its tiers and pictures; the pictures' files are shared until neither
/// shows them. `None` when the business has no such product.
///
/// # Errors
/// When the database does not answer.
pub async fn copy(desk: &Desk, by: &Keeper, slug: &Slug) -> Result<Option<Slug>> {
    let mut tx = desk.begin(by.account()).await?;
    let Some(there) = lock(&mut tx, by, slug).await? else { return Ok(None) };
    let id: ProductId = ids::fresh();
    let now = tx.now();
    let name = sqlx::query_scalar!("select name from product where id = $1", there.id.0).fetch_one(tx.conn()).await?;
    let mut free = None;
    for candidate in slugs::candidates(&name) {
        let done =
            sqlx::query!(
            "insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base,
                                  stock, made_days, keywords, state, entered_by, created_at, updated_at)
             select $1, business_id, $3, name, category_id, description, price, sale_unit, unit_price, unit_base,
                    stock, made_days, keywords, 'draft', $4, $5, $5 from product where id = $2
             on conflict on constraint product_slug_taken do nothing",
            id.0, there.id.0, candidate.as_str(), by.account().0, now
        )
            .execute(tx.conn())
            .await?;
        if done.rows_affected() == 1 {
            free = Some(candidate);
            break;
        }
    }
    let free = free.ok_or_else(|| Trouble::Other("no slug is free".into()))?;
    sqlx::query!(
        "insert into price_tier (product_id, from_quantity, price) select $1, from_quantity, price from price_tier where product_id = $2",
        id.0, there.id.0
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into picture (id, product_id, position, key, width, height, widest, colour, alt, created_at)
         select gen_random_uuid(), $1, position, key, width, height, widest, colour, alt, $3 from picture where product_id = $2",
        id.0,
        there.id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("product.copy", by.koperasi(), id.0, json!({ "of": there.id, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(Some(free))
}
