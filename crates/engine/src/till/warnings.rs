//! Below how much of a product its keeper is warned. The notice itself is written by the database, where an
//! order takes from the stock (`stock_fell` in `0036_till.sql`).

use domain::access::Keeper;
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use serde_json::json;

use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// A product with a stock that can run low: what is made to order cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    pub slug: String,
    pub name: String,
    pub sale_unit: SaleUnit,
    /// Thousandths of the sale unit, as is the warning.
    pub stock: i64,
    pub below: Option<i64>,
}

impl Watched {
    /// Sold out, or below its warning.
    pub fn is_low(&self) -> bool {
        self.stock < self.below.unwrap_or(1)
    }
}

/// Which of the business's products.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// Those that run low first, then by name.
    Page { limit: i64, offset: i64 },
    /// Those of these slugs, in the same order: what a form is about.
    Named(&'a [String]),
}

/// # Errors
/// When the database does not answer.
pub async fn watched(desk: &Desk, by: &Keeper, which: Which<'_>) -> Result<Listed<Watched>> {
    let (named, limit, offset) = match which {
        Which::Page { limit, offset } => (None, Some(limit), offset),
        Which::Named(slugs) => (Some(slugs), None, 0),
    };
    let rows = sqlx::query_as!(
        Watched,
        r#"select p.slug, p.name, p.sale_unit as "sale_unit: SaleUnit", p.stock as "stock!", w.below as "below?"
           from product p left join stock_warning w on w.product_id = p.id
           where p.business_id = $1 and p.state <> 'archived' and p.stock is not null and ($2::text[] is null or p.slug = any ($2))
           order by p.stock < coalesce(w.below, 1) desc, p.name, p.id limit $3 offset $4"#,
        by.business().0,
        named,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!" from product where business_id = $1 and state <> 'archived' and stock is not null"#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Listed { rows, total })
}

/// Sets warnings, and takes them away where there is none; of products that are none of the business's nothing
/// happens.
///
/// # Errors
/// When the database does not answer.
pub async fn set_warnings(desk: &Desk, by: &Keeper, warnings: &[(Slug, Option<Quantity>)]) -> Result<()> {
    let slugs: Vec<String> = warnings.iter().map(|(slug, _)| slug.as_str().to_owned()).collect();
    let below: Vec<Option<i64>> = warnings.iter().map(|(_, below)| below.map(Quantity::thousandths)).collect();
    let mut tx = desk.begin(by.account()).await?;
    sqlx::query!(
        "delete from stock_warning w using product p, unnest($2::text[], $3::bigint[]) as t (slug, below)
         where p.id = w.product_id and p.business_id = $1 and p.slug = t.slug and t.below is null",
        by.business().0,
        &slugs,
        &below as &[Option<i64>]
    )
    .execute(tx.conn())
    .await?;
    // In the order of their ids, in which placing an order holds products too.
    sqlx::query!(
        "insert into stock_warning (product_id, below)
         select distinct on (p.id) p.id, t.below from unnest($2::text[], $3::bigint[]) as t (slug, below)
         join product p on p.slug = t.slug and p.business_id = $1 where t.below is not null order by p.id
         on conflict (product_id) do update set below = excluded.below where stock_warning.below <> excluded.below",
        by.business().0,
        &slugs,
        &below as &[Option<i64>]
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "products": warnings.len(), "on_behalf": by.on_behalf() });
    tx.audit("till.warnings", by.koperasi(), by.business().0, detail).await?;
    tx.commit().await
}

/// How many published products are below their warning and not yet sold out.
///
/// # Errors
/// When the database does not answer.
pub async fn running_low(desk: &Desk, by: &Keeper) -> Result<i64> {
    let low = sqlx::query_scalar!(
        r#"select count(*) as "low!" from product p join stock_warning w on w.product_id = p.id
           where p.business_id = $1 and p.state = 'published' and p.stock > 0 and p.stock < w.below"#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(low)
}
