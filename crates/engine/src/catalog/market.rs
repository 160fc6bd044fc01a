//! What the home page shows of the whole market.

use crate::Desk;
use crate::trouble::Result;

/// How much there is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarketSize {
    pub products: i64,
    pub shops: i64,
    pub koperasi: i64,
}

/// Counts what buyers can see. Above ten thousand products their number is the one that PostgreSQL
/// keeps of the index, some minutes old: counting a hundred thousand takes longer than the rest of
/// the home page.
///
/// # Errors
/// When the database does not answer.
pub async fn size(desk: &Desk) -> Result<MarketSize> {
    let row = sqlx::query_as!(
        MarketSize,
        r#"select (select case when n.counted <= 10000 then n.counted else greatest(n.counted, i.reltuples::bigint) end
                   from (select count(*) as counted from (select from listing limit 10001) first) n,
                        pg_class i where i.oid = 'listing_newest'::regclass) as "products!",
                  (select count(*) from business_public) as "shops!",
                  (select count(*) from koperasi where state = 'verified') as "koperasi!""#
    )
    .fetch_one(desk.db())
    .await?;
    Ok(row)
}

/// A top category with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopCategory {
    pub slug: String,
    pub name_id: String,
    pub name_en: String,
    pub icon: String,
}

/// The tops of the category tree, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn top_categories(desk: &Desk) -> Result<Vec<TopCategory>> {
    let rows = sqlx::query_as!(
        TopCategory,
        "select slug, name_id, name_en, icon from category where parent_id is null and archived_at is null order by sort, id limit 24"
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
