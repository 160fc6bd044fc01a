//! Every address that strangers may find: what search engines are given.

use time::OffsetDateTime;

use crate::desk::Desk;
use crate::trouble::Result;

/// Addresses in one part. The protocol allows 50,000 and 50 MB (sitemaps.org, "Sitemap file size").
pub const PART: i32 = 20_000;

/// A thing that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    pub slug: String,
    pub changed: OffsetDateTime,
}

/// How many parts the products fill; parts are counted from 0, and one may be sparse, since
/// products come and go.
///
/// # Errors
/// When the database does not answer.
pub async fn product_parts(desk: &Desk) -> Result<i32> {
    let last = sqlx::query_scalar!("select max(no) from listing").fetch_one(desk.db()).await?;
    Ok(last.map_or(0, |no| no / PART + 1))
}

/// The products of one part.
///
/// # Errors
/// When the database does not answer.
pub async fn products(desk: &Desk, part: i32) -> Result<Vec<Public>> {
    let from = part.saturating_mul(PART);
    let found = sqlx::query_as!(
        Public,
        "select p.slug, p.updated_at as changed from listing l join product p on p.id = l.product_id
          where l.no >= $1 and l.no < $2 order by l.no",
        from,
        from.saturating_add(PART)
    );
    Ok(found.fetch_all(desk.db()).await?)
}

/// How many parts the shops of koperasi members fill; there is always one.
///
/// # Errors
/// When the database does not answer.
pub async fn shop_parts(desk: &Desk) -> Result<i32> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from business_public"#).fetch_one(desk.db()).await?;
    Ok(i32::try_from((count - 1).max(0) / i64::from(PART) + 1).unwrap_or(i32::MAX))
}

/// The shops of one part, the oldest first, so that a new one changes only the last part.
///
/// # Errors
/// When the database does not answer.
pub async fn shops(desk: &Desk, part: i32) -> Result<Vec<Public>> {
    let found = sqlx::query_as!(
        Public,
        r#"select slug as "slug!", updated_at as "changed!" from business_public order by id limit $1 offset $2"#,
        i64::from(PART),
        i64::from(part) * i64::from(PART)
    );
    Ok(found.fetch_all(desk.db()).await?)
}

/// Verified koperasi, the newest first, as many as a sitemap may hold.
///
/// # Errors
/// When the database does not answer.
pub async fn koperasi(desk: &Desk) -> Result<Vec<Public>> {
    let found = sqlx::query_as!(
        Public,
        r#"select slug, coalesce(decided_at, created_at) as "changed!" from koperasi where state = 'verified'
           order by id desc limit 50000"#
    );
    Ok(found.fetch_all(desk.db()).await?)
}

/// Joint purchases that are open, the ones that close soonest first, as many as a sitemap may hold; by id.
///
/// # Errors
/// When the database does not answer.
pub async fn rounds(desk: &Desk) -> Result<Vec<Public>> {
    let found = sqlx::query_as!(
        Public,
        r#"select id::text as "slug!", updated_at as changed from round where state = 'open' order by closes_at limit 50000"#
    );
    Ok(found.fetch_all(desk.db()).await?)
}

/// Suppliers in the directory, the newest first, as many as a sitemap may hold.
///
/// # Errors
/// When the database does not answer.
pub async fn suppliers(desk: &Desk) -> Result<Vec<Public>> {
    let found = sqlx::query_as!(
        Public,
        r#"select slug as "slug!", updated_at as "changed!" from supplier_public order by id desc limit 50000"#
    );
    Ok(found.fetch_all(desk.db()).await?)
}
