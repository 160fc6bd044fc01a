//! What readers think should not stand: reviews are reported to the koperasi, shops to the operator.

use domain::access::{Operator, Person};
use domain::ids::OrderLineId;
use domain::reviews::{Report, short_name};
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::trouble::Result;
use crate::{Desk, ids};

/// A review, as the page on which it is reported repeats it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reportable {
    pub product: String,
    pub product_slug: String,
    pub author: Option<String>,
    pub stars: i16,
    pub words: Option<String>,
    /// This person has reported it before.
    pub reported: bool,
}

/// `None` when there is no such review to be read.
///
/// # Errors
/// When the database does not answer.
pub async fn reportable(desk: &Desk, by: &Person, line: OrderLineId) -> Result<Option<Reportable>> {
    let row = sqlx::query!(
        r#"select p.name as product, p.slug as product_slug, case when a.closed_at is null then a.name end as author, r.stars, r.words,
                  exists (select from review_report where order_line_id = $1 and account_id = $2) as "reported!"
           from review r join product p on p.id = r.product_id join account a on a.id = r.author_id
           where r.order_line_id = $1 and r.hidden_at is null"#,
        line.0,
        by.account().0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| Reportable {
        product: r.product,
        product_slug: r.product_slug,
        author: r.author.as_deref().map(short_name),
        stars: r.stars,
        words: r.words,
        reported: r.reported,
    }))
}

/// Reports a review, once for each person; false when there is none to be read.
///
/// # Errors
/// When the database does not answer.
pub async fn report_review(desk: &Desk, by: &Person, line: OrderLineId, why: &Report) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let there = sqlx::query!("select 1 as one from review where order_line_id = $1 and hidden_at is null for share", line.0)
        .fetch_optional(tx.conn())
        .await?;
    if there.is_none() {
        return Ok(false);
    }
    sqlx::query!(
        "insert into review_report (order_line_id, account_id, why, at) values ($1, $2, $3, $4) on conflict do nothing",
        line.0,
        by.account().0,
        why.0.as_str(),
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("review.report", None, line.0, json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Reports a public shop to the operator; who reports it again says why anew. False when there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn report_shop(desk: &Desk, by: &Person, shop: &Slug, why: &Report) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let (id, now): (Uuid, _) = (ids::fresh(), tx.now());
    let business = sqlx::query_scalar!(
        "insert into shop_report (id, business_id, account_id, why, at)
         select $1, b.id, $3, $4, $5 from business_public b where b.slug = $2
         on conflict (business_id, account_id) do update set why = excluded.why, at = excluded.at, settled_at = null, settled_by = null
         returning business_id",
        id,
        shop.as_str(),
        by.account().0,
        why.0.as_str(),
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(business) = business else { return Ok(false) };
    tx.audit("shop.report", None, business, json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// What was reported of one shop, and nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopReports {
    /// The newest of them.
    pub newest: Uuid,
    pub shop: String,
    pub shop_slug: String,
    pub koperasi: Option<String>,
    /// One for each person.
    pub count: i64,
    /// What the last three say, the newest first.
    pub whys: Vec<String>,
    pub at: OffsetDateTime,
}

/// A page of the shops that were reported, the last one first, and how many there are. However much is reported of
/// one shop, it takes one line.
///
/// # Errors
/// When the database does not answer.
pub async fn shop_reports(desk: &Desk, _by: &Operator, limit: i64, offset: i64) -> Result<(Vec<ShopReports>, i64)> {
    let rows = sqlx::query_as!(
        ShopReports,
        r#"select r.newest as "newest!", b.name as shop, b.slug as shop_slug, k.name as "koperasi?", r.count as "count!", r.whys as "whys!",
                  r.at as "at!"
           from (select business_id, count(*) as count, max(at) as at, (array_agg(id order by at desc, id desc))[1] as newest,
                        (array_agg(why order by at desc, id desc))[1:3] as whys
                 from shop_report where settled_at is null group by business_id) r
           join business b on b.id = r.business_id left join koperasi k on k.id = b.koperasi_id
           order by r.at desc, r.newest desc limit $1 offset $2"#,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total =
        sqlx::query_scalar!(r#"select count(distinct business_id) as "shops!" from shop_report where settled_at is null"#)
            .fetch_one(desk.db())
            .await?;
    Ok((rows, total))
}

/// The operator has seen to a shop: what was reported of it up to this report is settled, and what comes later is not.
/// False when somebody else has, or there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn settle_shop_reports(desk: &Desk, by: &Operator, newest: Uuid) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let settled = sqlx::query!(
        "update shop_report r set settled_at = $2, settled_by = $3 from shop_report n
         where n.id = $1 and n.settled_at is null and r.business_id = n.business_id and r.settled_at is null
           and (r.at, r.id) <= (n.at, n.id)",
        newest,
        now,
        by.account().0
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    if settled == 0 {
        return Ok(false);
    }
    tx.audit("shop.report_settled", None, newest, json!({ "reports": settled })).await?;
    tx.commit().await?;
    Ok(true)
}
