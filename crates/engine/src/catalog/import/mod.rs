//! Many products at once: a sheet is read and kept, its rows are shown with what is wrong in them,
//! and a job takes them over, all or the good ones.

mod read;
mod take_over;
mod workbook;

use std::sync::{Arc, LazyLock};

use domain::access::Keeper;
use domain::catalog::Details;
use domain::form::{FieldErrors, Inputs};
use domain::ids::{BusinessId, ImportId};
use domain::slug::Slug;
use serde_json::json;
use sqlx::types::Json;
use tokio::sync::Semaphore;

use super::categories::{self, Categories};
use crate::jobs::Job;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

pub use read::{MAX_FILE_MB, MAX_ROWS, SheetError};
pub(crate) use take_over::take_over;

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum ImportState {
    /// For the keeper to look at.
    Waiting,
    Running,
    Done,
    /// The job gave up; the keeper may ask again.
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub id: ImportId,
    pub file_name: String,
    pub total: i32,
    pub bad: i32,
    pub state: ImportState,
    /// Rows that the job has looked at.
    pub done: i32,
    /// Products made, once it is done.
    pub made: Option<i32>,
    pub publish: bool,
}

/// A row as it was read just now.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// As the sheet's owner counts.
    pub line: i32,
    pub cells: Inputs,
    /// The shop has a product of this name: taken over, there will be two.
    pub there: bool,
    pub outcome: Result<Details, FieldErrors>,
}

/// One file at a time in the whole process: unpacked, each may take a hundred megabytes.
static READING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

/// Reads a sheet and keeps its rows to be looked at; nothing is listed yet.
///
/// # Errors
/// [`ImportError::Sheet`] when it is none, or too large.
pub async fn bring(desk: &Desk, by: &Keeper, file_name: &str, file: Vec<u8>) -> Result<ImportId, ImportError> {
    let known = categories::tree(desk).await?;
    // The semaphore is never closed. The permit goes with the work, which goes on when whoever asked
    // for it has gone away.
    let permit = Arc::clone(&READING).acquire_owned().await.map_err(|_| SheetError::NotASheet)?;
    // A reader of somebody else's that panics on a hostile file refuses it, nothing more.
    let reading = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let rows = read::read(&file)?;
        let bad = rows.iter().map(|row| parse(&known, &inputs(&row.cells)).is_err()).collect::<Vec<bool>>();
        Ok::<_, SheetError>((rows, bad))
    });
    let (rows, bad) = reading.await.unwrap_or(Err(SheetError::NotASheet))?;
    let mut tx = desk.begin(by.account()).await?;
    let id: ImportId = ids::fresh();
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(120).collect();
    let now = tx.now();
    sqlx::query!(
        "insert into product_import (id, business_id, account_id, file_name, total, bad, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        by.business().0,
        by.account().0,
        file_name,
        count(rows.len()),
        count(bad.iter().filter(|b| **b).count()),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let lines: Vec<i32> = rows.iter().map(|r| r.line).collect();
    let cells: Vec<serde_json::Value> = rows.iter().map(|r| json!(r.cells)).collect();
    sqlx::query!(
        "insert into import_row (import_id, line, bad, cells)
         select $1, line, bad, cells from unnest($2::int[], $3::bool[], $4::jsonb[]) as r (line, bad, cells)",
        id.0,
        &lines,
        &bad,
        &cells
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("product.import_bring", by.koperasi(), id.0, json!({ "rows": rows.len(), "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(id)
}

fn inputs(cells: &std::collections::BTreeMap<String, String>) -> Inputs {
    cells.iter().map(|(field, text)| (field.clone(), text.clone())).collect()
}

/// The one reading of a row: when it is brought, shown, and taken over.
fn parse(known: &Categories, cells: &Inputs) -> Result<Details, FieldErrors> {
    Details::parse_row(cells, |text| known.meant(text).and_then(|c| Slug::parse(&c.slug).ok()))
}

/// An import of the keeper's business.
///
/// # Errors
/// When the database does not answer.
pub async fn import(desk: &Desk, by: &Keeper, id: ImportId) -> Result<Option<Import>> {
    let row = sqlx::query_as!(
        Import,
        r#"select id as "id: ImportId", file_name, total, bad, state as "state: ImportState", done, made, publish
           from product_import where id = $1 and business_id = $2"#,
        id.0,
        by.business().0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

/// Rows of an import as they are read now, those with errors first.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(desk: &Desk, of: &Import, limit: i64, offset: i64) -> Result<Vec<ImportRow>> {
    let known = categories::tree(desk).await?;
    let rows = sqlx::query!(
        r#"select r.line, r.cells as "cells: Json<std::collections::BTreeMap<String, String>>",
                  exists (select from product p where p.business_id = i.business_id and p.state <> 'archived'
                            and lower(p.name) = lower(regexp_replace(trim(r.cells ->> 'nama'), '\s+', ' ', 'g'))) as "there!"
           from import_row r join product_import i on i.id = r.import_id
           where r.import_id = $1 order by r.bad desc, r.line limit $2 offset $3"#,
        of.id.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let rows = rows.into_iter().map(|r| {
        let cells = inputs(&r.cells.0);
        ImportRow { line: r.line, there: r.there, outcome: parse(&known, &cells), cells }
    });
    Ok(rows.collect())
}

/// How many good rows have the name of a product that the shop has.
///
/// # Errors
/// When the database does not answer.
pub async fn already_there(desk: &Desk, of: &Import) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"with names as (select lower(p.name) as name from product p join product_import i on i.business_id = p.business_id
                          where i.id = $1 and p.state <> 'archived')
           select count(*) as "n!" from import_row
           where import_id = $1 and not bad
             and lower(regexp_replace(trim(cells ->> 'nama'), '\s+', ' ', 'g')) in (select name from names)"#,
        of.id.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(count)
}

/// What pressing the button led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// The job runs, or ran: a second press changes nothing.
    Taken,
    /// All rows were asked for, and some are bad.
    HasBadRows,
    /// Not one row is good.
    NothingGood,
    Unknown,
}

/// Takes the rows over: all of them or none, or only the good ones.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm(desk: &Desk, by: &Keeper, id: ImportId, only_good: bool, publish: bool) -> Result<Confirmed> {
    let mut tx = desk.begin(by.account()).await?;
    let row = sqlx::query!(
        r#"select total, bad, state as "state: ImportState" from product_import where id = $1 and business_id = $2 for update"#,
        id.0,
        by.business().0
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(Confirmed::Unknown) };
    if row.state != ImportState::Waiting {
        return Ok(Confirmed::Taken);
    }
    if row.bad > 0 && !only_good {
        return Ok(Confirmed::HasBadRows);
    }
    if row.bad == row.total {
        return Ok(Confirmed::NothingGood);
    }
    sqlx::query!(
        "update product_import set state = 'running', only_good = $2, publish = $3, account_id = $4, done = 0 where id = $1",
        id.0,
        only_good,
        publish,
        by.account().0
    )
    .execute(tx.conn())
    .await?;
    tx.enqueue(&Job::ImportProducts { import: id }).await?;
    let detail = json!({ "only_good": only_good, "publish": publish, "on_behalf": by.on_behalf() });
    tx.audit("product.import_confirm", by.koperasi(), id.0, detail).await?;
    tx.commit().await?;
    Ok(Confirmed::Taken)
}

/// The job has given up: the import's page says so, and offers to ask again.
pub(crate) async fn gave_up(tx: &mut Tx, import: ImportId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update product_import set state = 'failed', ended_at = $2 where id = $1 and state = 'running'", import.0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The work that was given up is asked for again.
pub(crate) async fn goes_on(tx: &mut Tx, import: ImportId) -> Result<()> {
    sqlx::query!(
        "update product_import set state = 'running', ended_at = null, done = 0 where id = $1 and state = 'failed'",
        import.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The keeper asks again for what the job gave up. `false` when there is no such import; one that
/// runs or is done stays as it is, so that a second press changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn again(desk: &Desk, by: &Keeper, id: ImportId) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let state = sqlx::query_scalar!(
        r#"select state as "state: ImportState" from product_import where id = $1 and business_id = $2 for update"#,
        id.0,
        by.business().0
    )
    .fetch_optional(tx.conn())
    .await?;
    if state == Some(ImportState::Failed) {
        goes_on(&mut tx, id).await?;
        tx.enqueue(&Job::ImportProducts { import: id }).await?;
        tx.audit("product.import_again", by.koperasi(), id.0, json!({ "on_behalf": by.on_behalf() })).await?;
        tx.commit().await?;
    }
    Ok(state.is_some())
}

/// What the job needs to know of an import.
struct Running {
    business: BusinessId,
    account: domain::ids::AccountId,
    only_good: bool,
    publish: bool,
}
