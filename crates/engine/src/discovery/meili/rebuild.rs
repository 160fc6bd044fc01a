//! A new index beside the live one, which it replaces in one step while writes go on.
//!
//! A generation of the index is four Meilisearch indexes with its number in their names. Building
//! one: its number is noted, so that [`super::sync`] sends every change to it too; it gets its
//! settings; it is filled from the tables; then one statement makes it the live one, for all
//! servers, and the old one is deleted when no server can be asking it any more.

use std::time::Duration;

use domain::dates::Day;
use meilisearch_sdk::errors::{Error, ErrorCode};
use meilisearch_sdk::settings::Settings;
use sqlx::PgConnection;
use uuid::Uuid;

use super::server::{Indexed, Server, patiently};
use super::{MeiliSearch, document, settings, sync};
use crate::desk::Desk;
use crate::discovery::lexicon::Lexicon;
use crate::trouble::{Result, Trouble};

/// Documents sent together.
const BATCH: i64 = 4_000;
/// How long the server may take for a batch, behind whatever else it has to do.
const BATCH_LIMIT: Duration = Duration::from_secs(600);
/// Servers know the live generation from at most two seconds ago, and a search takes less than one.
const GRACE: Duration = Duration::from_secs(5);

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub documents: u64,
    pub of: u64,
}

/// Makes the key where there is to be one, and builds the index if there is none that can be used.
pub(super) async fn look_after(desk: &Desk, search: &MeiliSearch) -> Result<()> {
    search.server.make_key().await?;
    if is_right(desk, &search.server).await? {
        return Ok(());
    }
    match build(desk, search, &mut |_| ()).await? {
        Some(documents) => tracing::info!(documents, "the search index was built"),
        None => tracing::debug!("another server builds the search index"),
    }
    Ok(())
}

/// Builds the index anew, telling how far it is.
///
/// # Errors
/// When there is no search server, it or the database does not answer, or another build is under way.
pub async fn rebuild(desk: &Desk, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<u64> {
    let search =
        desk.meilisearch().ok_or_else(|| Trouble::Other("there is no search server: MEILISEARCH_URL is not set".into()))?;
    search.server.make_key().await?;
    let built = build(desk, search, progress).await?;
    built.ok_or_else(|| Trouble::Other("the search index is being built already".into()))
}

/// The live generation is there, with the settings of this version of the program.
async fn is_right(desk: &Desk, server: &Server) -> Result<bool> {
    let row = sqlx::query!("select live, made_by from search_index").fetch_optional(desk.db()).await?;
    let Some((live, made_by)) = row.and_then(|r| Some((r.live?, r.made_by?))) else { return Ok(false) };
    if made_by != settings::fingerprint() {
        return Ok(false);
    }
    for indexed in Indexed::ALL {
        // An index that was lost and came back by itself, with the next change, has other settings.
        match patiently(server.index(indexed, live).get_settings()).await {
            Ok(has) if has.searchable_attributes == settings::of(indexed).searchable_attributes => {}
            Ok(_) => return Ok(false),
            Err(Error::Meilisearch(e)) if e.error_code == ErrorCode::IndexNotFound => return Ok(false),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(true)
}

/// Gives the number of documents; `None` when another server is building.
async fn build(desk: &Desk, search: &MeiliSearch, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Option<u64>> {
    // Closed, and the lock with it, whatever comes of this.
    let Some(_alone) = alone(desk).await? else { return Ok(None) };
    let server = &search.server;
    let generation = begin(desk).await?;
    clean_up(desk, server).await?;
    prepare(desk, server, generation).await?;
    let today = Day::of(desk.now());
    let of = expected(desk).await?;
    let mut documents = 0;
    for indexed in Indexed::ALL {
        fill(desk, server, indexed, generation, today, &mut |sent| {
            documents += sent;
            progress(Progress { documents, of });
        })
        .await?;
    }
    if go_live(desk, generation, today).await? {
        tokio::time::sleep(GRACE).await;
    }
    clean_up(desk, server).await?;
    Ok(Some(documents))
}

/// One build at a time in the whole system; the lock lasts as long as the connection.
async fn alone(desk: &Desk) -> Result<Option<PgConnection>> {
    let mut own = desk.own_connection().await?;
    let alone = sqlx::query_scalar!(r#"select pg_try_advisory_lock(hashtext('guyub.index.build')) as "alone!""#)
        .fetch_one(&mut own)
        .await?;
    Ok(alone.then_some(own))
}

/// From here on every change goes to the new generation too.
async fn begin(desk: &Desk) -> Result<i32> {
    let mut tx = sync::in_order(desk).await?;
    let generation = sqlx::query_scalar!(
        r#"insert into search_index (generation, building) values (1, 1)
           on conflict (only_one) do update set generation = search_index.generation + 1, building = search_index.generation + 1
           returning generation"#
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(generation)
}

/// Empty indexes with all that decides how they are filled.
async fn prepare(desk: &Desk, server: &Server, generation: i32) -> Result<()> {
    let words = sync::words(&mut *desk.db().acquire().await?).await?;
    let mut tasks = Vec::new();
    for indexed in Indexed::ALL {
        let (synonyms, typo_tolerance) = (words.synonyms.clone(), words.typo_tolerance.clone());
        let settings = Settings { synonyms, typo_tolerance, ..settings::of(indexed) };
        tasks.push(patiently(server.client.create_index(server.uid(indexed, generation), Some("id"))).await?);
        tasks.push(patiently(server.index(indexed, generation).set_settings(&settings)).await?);
    }
    server.done(&tasks, BATCH_LIMIT).await
}

/// Roughly how many documents there will be.
async fn expected(desk: &Desk) -> Result<u64> {
    let count = sqlx::query_scalar!(
        r#"select (select count(*) from listing) + (select count(*) from business_public)
                + (select count(*) from koperasi where state = 'verified') + (select count(*) from supplier_public) as "count!""#
    )
    .fetch_one(desk.db())
    .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The next batch is read and sent while the server works on the one before.
async fn fill(
    desk: &Desk,
    server: &Server,
    indexed: Indexed,
    generation: i32,
    today: Day,
    sent: &mut (dyn FnMut(u64) + Send),
) -> Result<()> {
    let lexicon = Lexicon::load(desk.db()).await?;
    let mut after = Uuid::nil();
    let mut before = Vec::new();
    loop {
        let mut tx = sync::in_order(desk).await?;
        let ids = document::ids_after(&mut tx, indexed, after, BATCH).await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        let tasks = sync::send(&mut tx, server, indexed, &ids, &[generation], &lexicon, today).await?;
        tx.commit().await?;
        server.done(&before, BATCH_LIMIT).await?;
        before = tasks;
        sent(ids.len() as u64);
    }
    server.done(&before, BATCH_LIMIT).await
}

/// Tells whether it takes the place of another.
async fn go_live(desk: &Desk, generation: i32, today: Day) -> Result<bool> {
    let mut tx = sync::in_order(desk).await?;
    let before = sqlx::query_scalar!("select live from search_index").fetch_one(&mut *tx).await?;
    sqlx::query!(
        "update search_index set live = $1, building = null, made_by = $2, day = $3",
        generation,
        settings::fingerprint(),
        today.date()
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(before.is_some())
}

/// Deletes this site's indexes that are neither live nor being built: old ones, and those of builds
/// that did not come to an end.
async fn clean_up(desk: &Desk, server: &Server) -> Result<()> {
    let kept = sqlx::query!("select live, building from search_index").fetch_one(desk.db()).await?;
    let kept: Vec<String> = kept
        .live
        .into_iter()
        .chain(kept.building)
        .flat_map(|generation| Indexed::ALL.map(|indexed| server.uid(indexed, generation)))
        .collect();
    let mut tasks = Vec::new();
    let mut query = meilisearch_sdk::indexes::IndexesQuery::new(&server.client);
    let all = patiently(query.with_limit(1_000).execute()).await?;
    for index in all.results.into_iter().filter(|i| server.is_ours(&i.uid) && !kept.contains(&i.uid)) {
        tasks.push(patiently(server.client.delete_index(&index.uid)).await?);
    }
    server.done(&tasks, BATCH_LIMIT).await
}
