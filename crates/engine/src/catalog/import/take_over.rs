//! The job: rows become products, all in one transaction. Its progress is written beside it, on
//! another connection, since nobody sees what a transaction has not ended.

use std::collections::BTreeMap;

use domain::catalog::Details;
use domain::ids::{AccountId, BusinessId, ImportId, ProductId};
use domain::slug::Slug;
use serde_json::json;
use sqlx::PgConnection;
use sqlx::types::Json;
use time::OffsetDateTime;

use super::super::categories::{self, Categories};
use super::super::own::may_publish_in;
use super::super::slugs;
use super::{Running, inputs, parse};
use crate::trouble::{Result, Trouble};
use crate::{Desk, discovery, ids};

/// Rows of one statement.
const BATCH: i64 = 250;

/// Takes over the rows of a confirmed import. Ran before, it does nothing; run again after a server
/// died in it, it starts anew, since nothing of the first try is left.
pub(crate) async fn take_over(desk: &Desk, import: ImportId) -> Result<()> {
    let known = categories::tree(desk).await?;
    let Some(running) = running(desk, import).await? else { return Ok(()) };
    let mut tx = desk.begin(running.account).await?;
    // The import's own row stays free for its progress, so something else keeps a second worker out.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))", import.0.to_string())
        .execute(tx.conn())
        .await?;
    if self::running(desk, import).await?.is_none() {
        return Ok(());
    }
    let publish = running.publish && may_publish_in(&mut tx, running.business).await?;
    let now = tx.now();
    let (mut made, mut looked_at, mut bad) = (Vec::<ProductId>::new(), 0, Vec::<i32>::new());
    while let Some(batch) = batch(&mut tx, import, looked_at).await? {
        looked_at += i64::try_from(batch.len()).unwrap_or(BATCH);
        let mut good = Vec::new();
        for (line, cells) in batch {
            match parse(&known, &inputs(&cells)) {
                Ok(details) => good.push(details),
                Err(_) => bad.push(line),
            }
        }
        if bad.is_empty() || running.only_good {
            made.extend(insert(&mut tx, &running, &known, &good, publish, now).await?);
        }
        sqlx::query!("update product_import set done = $2 where id = $1", import.0, i32::try_from(looked_at).unwrap_or(i32::MAX))
            .execute(desk.db())
            .await?;
    }
    if !bad.is_empty() && !running.only_good {
        drop(tx);
        return turned_bad(desk, import, &bad).await;
    }
    discovery::refresh(&mut tx, discovery::Changed::Products(&made)).await?;
    let count = i32::try_from(made.len()).unwrap_or(i32::MAX);
    sqlx::query!(
        "update product_import set state = 'done', made = $2, publish = $3, ended_at = $4 where id = $1",
        import.0,
        count,
        publish,
        now
    )
    .execute(tx.conn())
    .await?;
    let koperasi = sqlx::query_scalar!(
        r#"select koperasi_id as "id: domain::ids::KoperasiId" from business where id = $1"#,
        running.business.0
    )
    .fetch_one(tx.conn())
    .await?;
    tx.audit("product.import", koperasi, import.0, json!({ "made": count, "published": publish })).await?;
    tx.commit().await
}

async fn running(desk: &Desk, import: ImportId) -> Result<Option<Running>> {
    let row = sqlx::query_as!(
        Running,
        r#"select business_id as "business: BusinessId", account_id as "account: AccountId", only_good, publish
           from product_import where id = $1 and state = 'running'"#,
        import.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

/// Rows that were good when they were looked at and are not any more (a category is gone): none is
/// taken, and the person is shown them again.
async fn turned_bad(desk: &Desk, import: ImportId, lines: &[i32]) -> Result<()> {
    let mut tx = desk.begin(crate::tx::Actor::System).await?;
    sqlx::query!("update import_row set bad = true where import_id = $1 and line = any ($2)", import.0, lines)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "update product_import set state = 'waiting', done = 0, bad = (select count(*) from import_row where import_id = $1 and bad) where id = $1",
        import.0
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

type Line = (i32, BTreeMap<String, String>);

async fn batch(db: &mut PgConnection, import: ImportId, offset: i64) -> Result<Option<Vec<Line>>> {
    let rows = sqlx::query!(
        r#"select line, cells as "cells: Json<BTreeMap<String, String>>" from import_row
           where import_id = $1 order by line limit $2 offset $3"#,
        import.0,
        BATCH,
        offset
    )
    .fetch_all(db)
    .await?;
    let rows: Vec<Line> = rows.into_iter().map(|r| (r.line, r.cells.0)).collect();
    Ok((!rows.is_empty()).then_some(rows))
}

/// A product on its way into the table, with the slugs it may still get.
struct Coming<'a> {
    id: ProductId,
    details: &'a Details,
    slugs: Box<dyn Iterator<Item = Slug> + Send + Sync + 'a>,
}

async fn insert(
    db: &mut PgConnection,
    by: &Running,
    known: &Categories,
    good: &[Details],
    publish: bool,
    now: OffsetDateTime,
) -> Result<Vec<ProductId>> {
    let coming = good.iter().map(|details| Coming {
        id: ids::fresh(),
        details,
        slugs: Box::new(slugs::candidates(details.name.as_str())),
    });
    let mut waiting: Vec<Coming<'_>> = coming.collect();
    let made: Vec<(ProductId, &Details)> = waiting.iter().map(|c| (c.id, c.details)).collect();
    while !waiting.is_empty() {
        let there = insert_once(db, by, known, &mut waiting, publish, now).await?;
        waiting.retain(|c| !there.contains(&c.id));
    }
    insert_tiers(db, &made).await?;
    Ok(made.into_iter().map(|(id, _)| id).collect())
}

/// Tries the next slug of each; gives those that got theirs.
async fn insert_once(
    db: &mut PgConnection,
    by: &Running,
    known: &Categories,
    waiting: &mut [Coming<'_>],
    publish: bool,
    now: OffsetDateTime,
) -> Result<Vec<ProductId>> {
    let next = waiting.iter_mut().map(|c| c.slugs.next().map(|s| s.to_string()));
    let slugs: Vec<String> = next.collect::<Option<_>>().ok_or_else(|| Trouble::Other("no slug is free".into()))?;
    let all = || waiting.iter().map(|c| c.details);
    let ids: Vec<uuid::Uuid> = waiting.iter().map(|c| c.id.0).collect();
    let names: Vec<String> = all().map(|d| d.name.to_string()).collect();
    let categories: Vec<i16> = all().filter_map(|d| known.by_slug(d.category.as_str())).map(|c| c.id).collect();
    let descriptions: Vec<String> = all().map(|d| d.description.as_ref().map_or("", |t| t.as_str()).to_owned()).collect();
    let prices: Vec<i64> = all().map(|d| d.price.rupiah().0).collect();
    let units: Vec<String> = all().map(|d| d.unit.code()).collect();
    let unit_prices: Vec<Option<i64>> = all().map(|d| d.unit_price().map(|u| u.0)).collect();
    let unit_bases: Vec<Option<String>> = all().map(|d| d.unit_price().map(|u| u.1.to_owned())).collect();
    let stocks: Vec<Option<i64>> = all().map(|d| d.availability.stock().map(|q| q.thousandths())).collect();
    let days: Vec<Option<i16>> = all().map(|d| d.availability.lead_days().map(|l| l.days())).collect();
    let keywords: Vec<String> = all().map(|d| d.keywords.as_ref().map_or("", |k| k.as_str()).to_owned()).collect();
    let there = sqlx::query_scalar!(
        r#"
        insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base,
                             stock, made_days, keywords, state, entered_by, created_at, updated_at, published_at)
        select r.id, $1, r.slug, r.name, r.category, r.description, r.price, r.unit, r.unit_price, r.unit_base, r.stock, r.days, r.keywords,
               case when $2::boolean then 'published' else 'draft' end, $3, $4, $4, case when $2::boolean then $4::timestamptz end
        from unnest($5::uuid[], $6::text[], $7::text[], $8::smallint[], $9::text[], $10::bigint[], $11::text[], $12::bigint[],
                    $13::text[], $14::bigint[], $15::smallint[], $16::text[])
             as r (id, slug, name, category, description, price, unit, unit_price, unit_base, stock, days, keywords)
        on conflict on constraint product_slug_taken do nothing
        returning id as "id: ProductId"
        "#,
        by.business.0,
        publish,
        by.account.0,
        now,
        &ids,
        &slugs,
        &names,
        &categories,
        &descriptions,
        &prices,
        &units,
        &unit_prices as &[Option<i64>],
        &unit_bases as &[Option<String>],
        &stocks as &[Option<i64>],
        &days as &[Option<i16>],
        &keywords
    )
    .fetch_all(db)
    .await?;
    Ok(there)
}

async fn insert_tiers(db: &mut PgConnection, made: &[(ProductId, &Details)]) -> Result<()> {
    let (mut products, mut from, mut price) = (Vec::new(), Vec::new(), Vec::new());
    for (id, details) in made {
        for tier in details.tiers.as_slice() {
            products.push(id.0);
            from.push(tier.from.thousandths());
            price.push(tier.price.rupiah().0);
        }
    }
    sqlx::query!(
        "insert into price_tier (product_id, from_quantity, price) select * from unnest($1::uuid[], $2::bigint[], $3::bigint[])",
        &products,
        &from,
        &price
    )
    .execute(db)
    .await?;
    Ok(())
}
