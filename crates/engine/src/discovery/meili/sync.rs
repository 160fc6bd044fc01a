//! From the outbox into the index.
//!
//! * **At least once, any number of times the same.** A row of `search_change` says only that a
//!   document is older than the tables; what is sent is always what the tables say now. The row goes
//!   when the server has confirmed, and only if nothing changed meanwhile (`seq`).
//! * **In order per document.** Whoever sends documents first takes one lock, reads and sends under
//!   it; the server works off its tasks in the order in which they came. So an older reading does not
//!   land on a newer one (only a request that was given up after ten seconds and arrives all the same
//!   could; `guyub check` would show it).
//! * **One at a time.** Of all servers of the site one leads; the others look again after a second.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use domain::dates::Day;
use meilisearch_sdk::settings::Settings;
use meilisearch_sdk::task_info::TaskInfo;
use sqlx::{Connection as _, PgConnection, PgTransaction};
use uuid::Uuid;

use super::server::{Indexed, Server, patiently};
use super::{MeiliSearch, document, rebuild, settings};
use crate::desk::Desk;
use crate::discovery::lexicon::{self, Lexicon};
use crate::trouble::Result;

/// Changes sent together.
const BATCH: i64 = 1_000;
/// How long the server may take for a batch before it counts as failed.
const BATCH_LIMIT: Duration = Duration::from_secs(45);
/// How often to look without being woken.
const POLL: Duration = Duration::from_secs(1);
/// How often to look whether the index is there and made as it should be.
const LOOK_AFTER: Duration = Duration::from_secs(30);

/// What waits to be sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lag {
    pub waiting: i64,
    /// Since the oldest of them changed.
    pub seconds: f64,
}

/// # Errors
/// When the database does not answer.
pub async fn lag(desk: &Desk) -> Result<Lag> {
    let row = sqlx::query!(
        r#"select count(*) as "waiting!", coalesce(extract(epoch from clock_timestamp() - min(changed_at)), 0)::float8 as "seconds!"
             from search_change"#
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Lag { waiting: row.waiting, seconds: row.seconds })
}

/// The server's loop: builds the index when there is none or it is made otherwise than it should be,
/// and brings every change into it. Ends when the task is dropped; at once without a search server.
pub async fn keep_in_step(desk: Desk) {
    let Some(search) = desk.meilisearch().cloned() else { return };
    tokio::join!(look_after(&desk, &search), follow(&desk, &search),);
}

async fn follow(desk: &Desk, search: &MeiliSearch) {
    loop {
        // Woken by the triggers; when the ear is lost, by the clock until there is a new one.
        let mut ear = match desk.listener().await {
            Ok(mut ear) => ear.listen("guyub_index").await.ok().map(|()| ear),
            Err(_) => None,
        };
        let mut leading = None;
        let mut quiet = true;
        loop {
            match everything(desk, search, &mut leading).await {
                Ok(()) => quiet = true,
                Err(trouble) => {
                    leading = None;
                    metrics::counter!("guyub_index_failures_total").increment(1);
                    if std::mem::take(&mut quiet) {
                        tracing::warn!(%trouble, "the search index is not brought up to date; trying again each second");
                    }
                }
            }
            let Some(heard) = &mut ear else { break tokio::time::sleep(POLL).await };
            match tokio::time::timeout(POLL, heard.recv()).await {
                Ok(Err(_)) => break,
                Ok(Ok(_)) => while heard.next_buffered().is_some() {},
                Err(_) => {}
            }
        }
    }
}

async fn look_after(desk: &Desk, search: &MeiliSearch) {
    let (mut first, mut quiet) = (true, true);
    loop {
        match rebuild::look_after(desk, search, first).await {
            Ok(()) => (first, quiet) = (false, true),
            Err(trouble) if std::mem::take(&mut quiet) => {
                tracing::warn!(%trouble, "the search index could not be looked after; it is tried again");
            }
            Err(_) => {}
        }
        tokio::time::sleep(LOOK_AFTER).await;
    }
}

/// Brings all that waits into the index: for commands and tests, which have no loop.
///
/// # Errors
/// When the database or the search server does not answer.
pub async fn settle(desk: &Desk) -> Result<()> {
    match desk.meilisearch() {
        Some(search) => everything(desk, search, &mut None).await,
        None => Ok(()),
    }
}

/// Connections that are not of the pool, since they are held while the search server is waited for.
struct Own {
    lead: PgConnection,
    order: PgConnection,
}

/// `leading` are the connections for it, opened when there are none.
async fn everything(desk: &Desk, search: &MeiliSearch, leading: &mut Option<Own>) -> Result<()> {
    let own = match leading {
        Some(own) => own,
        None => leading.insert(Own { lead: desk.own_connection().await?, order: desk.own_connection().await? }),
    };
    // By itself: what it locks must not stay locked while the server is waited for.
    turn_the_day(&mut own.lead, Day::of(desk.now())).await?;
    while pass(desk, search, own).await? > 0 {}
    Ok(())
}

/// One batch; gives how many changes it was.
async fn pass(desk: &Desk, search: &MeiliSearch, own: &mut Own) -> Result<usize> {
    let mut leading = own.lead.begin().await?;
    // Waiting for the server must not count as idling.
    sqlx::query!("set local idle_in_transaction_session_timeout = '120s'").execute(&mut *leading).await?;
    let leads = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtext('guyub.index.lead')) as "leads!""#)
        .fetch_one(&mut *leading)
        .await?;
    if !leads {
        return Ok(0);
    }
    let today = Day::of(desk.now());
    let changes =
        sqlx::query!("select kind, id, seq from search_change order by seq limit $1", BATCH).fetch_all(&mut *leading).await?;
    if changes.is_empty() {
        leading.commit().await?;
        return Ok(0);
    }
    let mut tasks = Vec::new();
    let mut sending = in_order(&mut own.order).await?;
    let generations = generations(&mut sending).await?;
    // Not the one that is kept for two seconds: what is sent stays.
    let lexicon = Lexicon::load(&mut sending).await?;
    for indexed in Indexed::ALL {
        let ids: Vec<Uuid> = changes.iter().filter(|c| c.kind == indexed.code()).map(|c| c.id).collect();
        if !ids.is_empty() {
            tasks.extend(send(&mut sending, &search.server, indexed, &ids, &generations, &lexicon, today).await?);
        }
    }
    if changes.iter().any(|c| c.kind == "synonym") {
        for generation in &generations {
            tasks.extend(send_words(&mut sending, &search.server, *generation).await?);
        }
    }
    sending.commit().await?;
    search.server.done(&tasks, BATCH_LIMIT).await?;
    let (kinds, (ids, seqs)): (Vec<String>, (Vec<Uuid>, Vec<i64>)) =
        changes.iter().map(|c| (c.kind.clone(), (c.id, c.seq))).unzip();
    // One that somebody is changing at this moment is left: it is to be sent again anyway, and whoever
    // holds it may hold it for long, or wait for another of these.
    sqlx::query!(
        "delete from search_change where (kind, id) in (
             select c.kind, c.id from search_change c
               join unnest($1::text[], $2::uuid[], $3::bigint[]) s (kind, id, seq) on c.kind = s.kind and c.id = s.id and c.seq = s.seq
                for update of c skip locked)",
        &kinds,
        &ids,
        &seqs
    )
    .execute(&mut *leading)
    .await?;
    leading.commit().await?;
    metrics::counter!("guyub_index_changes_total").increment(changes.len() as u64);
    Ok(changes.len())
}

/// Certificates run out by date: on a new day the goods of shops that had one yesterday change.
async fn turn_the_day(conn: &mut PgConnection, today: Day) -> Result<()> {
    sqlx::query!(
        "with turned as (
             update search_index i set day = $1 from (select day from search_index where day < $1 and day > '-infinity' for update) before
              where i.day < $1 returning before.day)
         select search_changed('product', array(
             select p.id from turned t join permit m on m.expires_on >= t.day and m.expires_on < $1 and m.state = 'verified'
               join product p on p.business_id = m.business_id and p.state = 'published'))",
        today.date()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whoever reads documents to send them holds this until they are sent. One after the other, whatever
/// each takes: who waits here has nothing else to do.
pub(super) async fn in_order(own: &mut PgConnection) -> Result<PgTransaction<'_>> {
    let mut tx = own.begin().await?;
    sqlx::query!("set local statement_timeout = '10min'").execute(&mut *tx).await?;
    sqlx::query!("set local idle_in_transaction_session_timeout = '120s'").execute(&mut *tx).await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtext('guyub.index.order'))").execute(&mut *tx).await?;
    Ok(tx)
}

/// The generations that are to have every change: the live one, and the one that is being built.
async fn generations(conn: &mut PgConnection) -> Result<Vec<i32>> {
    let row = sqlx::query!("select live, building from search_index").fetch_optional(conn).await?;
    Ok(row.map(|r| r.live.into_iter().chain(r.building).collect()).unwrap_or_default())
}

/// Sends what the tables say of these ids now, and takes out those that are no longer to be seen.
pub(super) async fn send(
    conn: &mut PgConnection,
    server: &Server,
    indexed: Indexed,
    ids: &[Uuid],
    generations: &[i32],
    lexicon: &Lexicon,
    today: Day,
) -> Result<Vec<TaskInfo>> {
    let documents = document::load(conn, indexed, ids, lexicon, today).await?;
    let there: HashSet<Uuid> = documents.iter().map(document::Document::id).collect();
    let gone: Vec<Uuid> = ids.iter().copied().filter(|id| !there.contains(id)).collect();
    let mut tasks = Vec::new();
    for generation in generations {
        let index = server.index(indexed, *generation);
        if !documents.is_empty() {
            tasks.push(patiently(index.add_or_replace(&documents, Some("id"))).await?);
        }
        if !gone.is_empty() {
            tasks.push(patiently(index.delete_documents(&gone)).await?);
        }
    }
    Ok(tasks)
}

/// What the market's own words decide of the settings: the dictionary, and the words that mean themselves.
pub(super) struct Words {
    synonyms: HashMap<String, Vec<String>>,
    exact: Vec<String>,
}

impl Words {
    pub async fn load(conn: &mut PgConnection) -> Result<Self> {
        let synonyms = settings::synonyms(&lexicon::synonyms(&mut *conn).await?);
        Ok(Self { synonyms, exact: settings::exact_words(conn).await? })
    }

    /// The same settings, with these.
    pub fn of(&self, indexed: Indexed, others: Settings) -> Settings {
        let typo_tolerance = Some(settings::typos(indexed, self.exact.clone()));
        Settings { synonyms: Some(self.synonyms.clone()), typo_tolerance, ..others }
    }
}

async fn send_words(conn: &mut PgConnection, server: &Server, generation: i32) -> Result<Vec<TaskInfo>> {
    let words = Words::load(conn).await?;
    let mut tasks = Vec::new();
    for indexed in Indexed::ALL {
        let settings = words.of(indexed, Settings::default());
        tasks.push(patiently(server.index(indexed, generation).set_settings(&settings)).await?);
    }
    Ok(tasks)
}
