//! A new index beside the live one, which it replaces in one step while writes go on.
//!
//! A generation of the index is four Meilisearch indexes with its number in their names. Building
//! one: its number is noted, so that [`super::sync`] sends every change to it too; it gets its
//! settings; it is filled from the tables; then one statement makes it the live one, for all
//! servers, and the old one is deleted when no server can be asking it any more.

use std::time::{Duration, Instant};

use domain::dates::Day;
use meilisearch_sdk::errors::{Error, ErrorCode};
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

/// How long transactions that were under way at the start are waited for.
const OLDEST: Duration = Duration::from_secs(300);

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub documents: u64,
    pub of: u64,
}

/// Makes the key where there is to be one, and builds the index if there is none that can be used.
pub(super) async fn look_after(desk: &Desk, search: &MeiliSearch, first: bool) -> Result<()> {
    search.server.make_key().await?;
    if is_right(desk, &search.server, first).await? {
        return give_up_lost(desk, &search.server).await;
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

/// A build that was killed goes on being sent every change until it is given up.
async fn give_up_lost(desk: &Desk, server: &Server) -> Result<()> {
    let lost = sqlx::query_scalar!("select building from search_index").fetch_one(desk.db()).await?;
    if lost.is_none() {
        return Ok(());
    }
    let Some(_alone) = alone(desk).await? else { return Ok(()) };
    let mut own = desk.own_connection().await?;
    let mut tx = sync::in_order(&mut own).await?;
    sqlx::query!("update search_index set building = null").execute(&mut *tx).await?;
    tx.commit().await?;
    clean_up(desk, server, Kept::Live).await
}

/// The live generation is there, with the settings of this version of the program. `first`: whether it
/// may be another version's is looked at once, or two versions that run at once would build in turns.
async fn is_right(desk: &Desk, server: &Server, first: bool) -> Result<bool> {
    let row = sqlx::query!("select live, made_by from search_index").fetch_optional(desk.db()).await?;
    let Some((live, made_by)) = row.and_then(|r| Some((r.live?, r.made_by?))) else { return Ok(false) };
    if first && made_by != settings::fingerprint() {
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
    let mut own = desk.own_connection().await?;
    let generation = number(&mut own).await?;
    // What an earlier build left, and what a database had that was restored since.
    clean_up(desk, server, Kept::Live).await?;
    prepare(desk, server, generation).await?;
    begin(&mut own, generation).await?;
    let today = Day::of(desk.now());
    let of = expected(desk).await?;
    let mut documents = 0;
    for indexed in Indexed::ALL {
        fill(&mut own, server, indexed, generation, today, &mut |sent| {
            documents += sent;
            progress(Progress { documents, of });
        })
        .await?;
    }
    if go_live(&mut own, generation, today).await? {
        tokio::time::sleep(GRACE).await;
    }
    clean_up(desk, server, Kept::LiveAndBuilding).await?;
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

/// The number of the next generation. What an earlier build of this database was filling is given up.
async fn number(own: &mut PgConnection) -> Result<i32> {
    let mut tx = sync::in_order(own).await?;
    let generation = sqlx::query_scalar!(
        "insert into search_index (generation) values (1)
           on conflict (only_one) do update set generation = search_index.generation + 1, building = null
           returning generation"
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(generation)
}

/// From here on every change goes to the new generation too: also those of transactions that were
/// under way before anything was noted, since they are waited for.
async fn begin(own: &mut PgConnection, generation: i32) -> Result<()> {
    let mut tx = sync::in_order(own).await?;
    sqlx::query!("update search_index set building = $1 where generation = $1", generation).execute(&mut *tx).await?;
    tx.commit().await?;
    let now =
        sqlx::query_scalar!(r#"select pg_snapshot_xmax(pg_current_snapshot())::text as "now!""#).fetch_one(&mut *own).await?;
    let since = Instant::now();
    while since.elapsed() < OLDEST {
        let all = sqlx::query_scalar!(r#"select pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 as "all!""#, now)
            .fetch_one(&mut *own)
            .await?;
        if all {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Trouble::Other("a transaction has been open for minutes, and what it writes would be missed".into()))
}

/// Empty indexes with all that decides how they are filled.
async fn prepare(desk: &Desk, server: &Server, generation: i32) -> Result<()> {
    let words = sync::Words::load(&mut *desk.db().acquire().await?).await?;
    let mut tasks = Vec::new();
    for indexed in Indexed::ALL {
        let settings = words.of(indexed, settings::of(indexed));
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
    own: &mut PgConnection,
    server: &Server,
    indexed: Indexed,
    generation: i32,
    today: Day,
    sent: &mut (dyn FnMut(u64) + Send),
) -> Result<()> {
    let mut after = Uuid::nil();
    let mut before = Vec::new();
    loop {
        let mut tx = sync::in_order(own).await?;
        still_building(&mut tx, generation).await?;
        let lexicon = Lexicon::load(&mut tx).await?;
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

/// Whoever lost the lock of builds has been overtaken, and what he fills gets no changes any more.
async fn still_building(conn: &mut PgConnection, generation: i32) -> Result<()> {
    let building = sqlx::query_scalar!("select building from search_index").fetch_one(conn).await?;
    if building == Some(generation) { Ok(()) } else { Err(Trouble::Other("another build has overtaken this one".into())) }
}

/// Tells whether it takes the place of another.
async fn go_live(own: &mut PgConnection, generation: i32, today: Day) -> Result<bool> {
    let mut tx = sync::in_order(own).await?;
    still_building(&mut tx, generation).await?;
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Live,
    LiveAndBuilding,
}

/// Deletes this site's other indexes: old ones, and those of builds that did not come to an end.
async fn clean_up(desk: &Desk, server: &Server, keep: Kept) -> Result<()> {
    let kept = sqlx::query!("select live, building from search_index").fetch_one(desk.db()).await?;
    let kept: Vec<String> = kept
        .live
        .into_iter()
        .chain(kept.building.filter(|_| keep == Kept::LiveAndBuilding))
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
