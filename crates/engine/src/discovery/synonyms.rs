//! What people say for the same thing, as the operator keeps it. A search knows a change within two
//! seconds, on every server.

use domain::access::Operator;
use domain::discovery::SynonymEntry;
use serde_json::json;
use uuid::Uuid;

use crate::Desk;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymRow {
    pub id: i32,
    pub term: String,
    pub means: String,
    pub two_way: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum SynonymError {
    #[error("no such synonym")]
    Unknown,
    /// An entry says this already, perhaps in another spelling or turned around.
    #[error("this synonym is there already")]
    Listed,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// One page of the list, and how long it is.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    pub rows: Vec<SynonymRow>,
    pub total: i64,
}

/// Those with these words on either side, by their first word.
///
/// # Errors
/// When the database does not answer.
pub async fn synonyms(desk: &Desk, _by: &Operator, words: &str, limit: i64, offset: i64) -> Result<Synonyms> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "n!" from synonym
            where strpos(lower(term), lower($1)) > 0 or strpos(lower(means), lower($1)) > 0"#,
        words
    )
    .fetch_one(desk.db())
    .await?;
    let rows = sqlx::query_as!(
        SynonymRow,
        "select id, term, means, two_way from synonym
          where strpos(lower(term), lower($1)) > 0 or strpos(lower(means), lower($1)) > 0
          order by lower(term), lower(means), id limit $2 offset $3",
        words,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Synonyms { rows, total })
}

/// One entry.
///
/// # Errors
/// When the database does not answer.
pub async fn synonym(desk: &Desk, _by: &Operator, id: i32) -> Result<Option<SynonymRow>> {
    let row = sqlx::query_as!(SynonymRow, "select id, term, means, two_way from synonym where id = $1", id)
        .fetch_optional(desk.db())
        .await?;
    Ok(row)
}

/// # Errors
/// [`SynonymError::Listed`].
pub async fn add_synonym(desk: &Desk, by: &Operator, entry: &SynonymEntry) -> Result<i32, SynonymError> {
    let mut tx = desk.begin(by.account()).await?;
    refuse_listed(&mut tx, entry, None).await?;
    let id = sqlx::query_scalar!(
        "insert into synonym (term, means, two_way) values ($1, $2, $3) returning id",
        entry.term.as_str(),
        entry.means.as_str(),
        entry.two_way
    )
    .fetch_one(tx.conn())
    .await
    .on_constraint("synonym_once", SynonymError::Listed)?;
    tx.audit("synonym.add", None, subject(id), detail(id, entry)).await?;
    tx.commit().await?;
    Ok(id)
}

/// # Errors
/// [`SynonymError::Unknown`], [`SynonymError::Listed`].
pub async fn change_synonym(desk: &Desk, by: &Operator, id: i32, entry: &SynonymEntry) -> Result<(), SynonymError> {
    let mut tx = desk.begin(by.account()).await?;
    refuse_listed(&mut tx, entry, Some(id)).await?;
    let done = sqlx::query!(
        "update synonym set term = $2, means = $3, two_way = $4 where id = $1",
        id,
        entry.term.as_str(),
        entry.means.as_str(),
        entry.two_way
    )
    .execute(tx.conn())
    .await
    .on_constraint("synonym_once", SynonymError::Listed)?;
    if done.rows_affected() == 0 {
        return Err(SynonymError::Unknown);
    }
    tx.audit("synonym.change", None, subject(id), detail(id, entry)).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// [`SynonymError::Unknown`]
pub async fn remove_synonym(desk: &Desk, by: &Operator, id: i32) -> Result<(), SynonymError> {
    let mut tx = desk.begin(by.account()).await?;
    let gone = sqlx::query!("delete from synonym where id = $1 returning term, means, two_way", id)
        .fetch_optional(tx.conn())
        .await
        .map_err(Trouble::from)?
        .ok_or(SynonymError::Unknown)?;
    let detail = json!({ "synonym": id, "term": gone.term, "means": gone.means, "two_way": gone.two_way });
    tx.audit("synonym.remove", None, subject(id), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Spellings are compared in Rust, which alone folds words. One operator at a time, so that the same
/// pair in two spellings does not get in twice; readers wait for nothing.
async fn refuse_listed(tx: &mut Tx, entry: &SynonymEntry, but: Option<i32>) -> Result<(), SynonymError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('guyub.synonym'))").execute(tx.conn()).await.map_err(Trouble::from)?;
    let others =
        sqlx::query_as!(SynonymRow, "select id, term, means, two_way from synonym where $1::int is null or id <> $1", but)
            .fetch_all(tx.conn())
            .await
            .map_err(Trouble::from)?;
    let listed = others.iter().any(|other| entry.is_said_by(&other.term, &other.means, other.two_way));
    if listed { Err(SynonymError::Listed) } else { Ok(()) }
}

fn detail(id: i32, entry: &SynonymEntry) -> serde_json::Value {
    json!({ "synonym": id, "term": entry.term.as_str(), "means": entry.means.as_str(), "two_way": entry.two_way })
}

/// Audit rows name things by UUID; a synonym's is its number.
fn subject(id: i32) -> Uuid {
    Uuid::from_u128(u128::from(id.unsigned_abs()))
}
