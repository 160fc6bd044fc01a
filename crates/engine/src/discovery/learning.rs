//! What the market learns from searches: what is asked for, whether it was found, and whether it was
//! opened. Counted in this process and added to `search_asked` every two seconds, so that a search
//! pays for a lock and not for a write; who asks is never noted.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::access::Operator;
use domain::dates::Day;
use domain::discovery::{Asked, ClickRank, EngineName, Page, SearchRequest};
use time::{Date, OffsetDateTime};
use tokio_util::sync::CancellationToken;

use crate::Desk;
use crate::throttle::RetryAfter;
use crate::trouble::Result;

const EVERY: Duration = Duration::from_secs(2);
/// Different searches that are counted between two flushes, and as many that were clicked; what
/// comes beyond is an attack, and dropped.
const MOST: usize = 5_000;
/// Clicks of one address within a minute. Carriers put thousands of phones behind one address, so
/// this only keeps a program from filling the counts.
const CLICKS: u32 = 300;
const MINUTE: i64 = 60;
/// Addresses that are counted within a minute; more are let through uncounted.
const ADDRESSES: usize = 10_000;

/// The counts of this process that are not in the database yet.
#[derive(Debug, Default)]
pub struct Learning(Mutex<Noted>);

#[derive(Debug, Default)]
struct Noted {
    searches: HashMap<Key, Counts>,
    /// Clicks on searches that are not among those above: the database says whether it knows them.
    clicks: HashMap<Asked, Clicks>,
    /// What the searches before the last flush found: a page kept in memory is never older.
    found: HashMap<Asked, (EngineName, i64)>,
    callers: Callers,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    day: Day,
    query: Asked,
    engine: EngineName,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    asked: i32,
    empty: i32,
    hits: i64,
    clicks: Clicks,
}

#[derive(Debug, Clone, Copy, Default)]
struct Clicks {
    count: i32,
    ranks: i64,
}

impl Clicks {
    fn add(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.ranks = self.ranks.saturating_add(other.ranks);
    }
}

/// How often each address clicked in this minute. Forgotten with the minute, and written nowhere.
#[derive(Debug, Default)]
struct Callers {
    minute: i64,
    clicks: HashMap<String, u32>,
}

impl Learning {
    /// Counts a search for words, on its first page. What filters alone left nothing of is no search
    /// without a result: the market has it.
    pub fn note(&self, page: &Page, request: &SearchRequest, today: Day) {
        let Some(query) = counted(request) else { return };
        let without_filters = page.way_out.as_ref().map_or(0, |out| out.without_filters);
        let hits = i64::try_from(page.total.max(without_filters)).unwrap_or(i64::MAX);
        self.lock().ask(Key { day: today, query, engine: page.engine }, hits);
    }

    /// Counts the same search again, which a page kept in memory answers: it found what it found when
    /// that page was made.
    pub fn note_again(&self, request: &SearchRequest, today: Day) {
        let Some(query) = counted(request) else { return };
        let mut noted = self.lock();
        if let Some((engine, hits)) = noted.last_found(&query, today) {
            noted.ask(Key { day: today, query, engine }, hits);
        }
    }

    /// Counts that a hit was opened, if its search is known of today or yesterday; what was never
    /// searched for is not counted.
    pub fn clicked(&self, query: &Asked, rank: ClickRank, today: Day) {
        self.lock().click(query, Clicks { count: 1, ranks: i64::from(rank.get()) }, today);
    }

    /// Counts one click of an address.
    ///
    /// # Errors
    /// When it was one too many for this minute.
    pub fn lets_click(&self, address: &str, now: OffsetDateTime) -> Result<(), RetryAfter> {
        let seconds = now.unix_timestamp();
        let minute = seconds.div_euclid(MINUTE);
        let mut noted = self.lock();
        let callers = &mut noted.callers;
        if callers.minute != minute {
            *callers = Callers { minute, clicks: HashMap::new() };
        }
        if callers.clicks.len() >= ADDRESSES && !callers.clicks.contains_key(address) {
            return Ok(());
        }
        let clicks = callers.clicks.entry(address.to_owned()).or_insert(0);
        *clicks = clicks.saturating_add(1);
        if *clicks > CLICKS {
            let left = MINUTE - seconds.rem_euclid(MINUTE);
            return Err(RetryAfter(Duration::from_secs(left.unsigned_abs())));
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is counted of it: nothing of further pages.
fn counted(request: &SearchRequest) -> Option<Asked> {
    if request.page() == 1 { Asked::of(request.q()) } else { None }
}

impl Noted {
    fn ask(&mut self, key: Key, hits: i64) {
        if self.searches.len() >= MOST && !self.searches.contains_key(&key) {
            return dropped();
        }
        let counts = self.searches.entry(key).or_default();
        counts.asked = counts.asked.saturating_add(1);
        counts.empty = counts.empty.saturating_add(i32::from(hits == 0));
        counts.hits = hits;
    }

    fn click(&mut self, query: &Asked, click: Clicks, today: Day) {
        if let Some(key) = self.key_of(query, today) {
            self.searches.entry(key).or_default().clicks.add(click);
            return;
        }
        if self.clicks.len() >= MOST && !self.clicks.contains_key(query) {
            return dropped();
        }
        self.clicks.entry(query.clone()).or_default().add(click);
    }

    /// The search of today that waits here.
    fn key_of(&self, query: &Asked, day: Day) -> Option<Key> {
        [EngineName::Postgres, EngineName::Meilisearch]
            .map(|engine| Key { day, query: query.clone(), engine })
            .into_iter()
            .find(|key| self.searches.contains_key(key))
    }

    fn last_found(&self, query: &Asked, today: Day) -> Option<(EngineName, i64)> {
        let waits = self.key_of(query, today).and_then(|key| Some((key.engine, self.searches.get(&key)?.hits)));
        waits.or_else(|| self.found.get(query).copied())
    }

    /// All that waits; what it found is still known until the next time.
    fn take(&mut self) -> (HashMap<Key, Counts>, HashMap<Asked, Clicks>) {
        self.found = self.searches.iter().map(|(key, counts)| (key.query.clone(), (key.engine, counts.hits))).collect();
        (std::mem::take(&mut self.searches), std::mem::take(&mut self.clicks))
    }

    /// After a flush that failed. What was counted meanwhile is newer.
    fn put_back(&mut self, searches: HashMap<Key, Counts>, clicks: HashMap<Asked, Clicks>) {
        for (key, old) in searches {
            if self.searches.len() >= MOST && !self.searches.contains_key(&key) {
                dropped();
                continue;
            }
            let counts = self.searches.entry(key).or_insert(Counts { hits: old.hits, ..Counts::default() });
            counts.asked = counts.asked.saturating_add(old.asked);
            counts.empty = counts.empty.saturating_add(old.empty);
            counts.clicks.add(old.clicks);
        }
        for (query, old) in clicks {
            if self.clicks.len() >= MOST && !self.clicks.contains_key(&query) {
                dropped();
                continue;
            }
            self.clicks.entry(query).or_default().add(old);
        }
    }
}

fn dropped() {
    metrics::counter!("guyub_searches_not_counted_total").increment(1);
}

/// Adds what this process has counted to the counts of all servers. What fails is kept for the next
/// time.
///
/// # Errors
/// When the database does not answer.
pub async fn flush(desk: &Desk) -> Result<()> {
    let (searches, clicks) = desk.learning().lock().take();
    if searches.is_empty() && clicks.is_empty() {
        return Ok(());
    }
    let written = write(desk, &searches, &clicks).await;
    if written.is_err() {
        desk.learning().lock().put_back(searches, clicks);
    }
    written
}

/// One statement, which takes its rows in the order of their key, so that two servers wait for one
/// another and never for each other. A click whose search is not in this batch goes to the newest
/// row of that search of today or yesterday, and nowhere when there is none.
async fn write(desk: &Desk, searches: &HashMap<Key, Counts>, clicks: &HashMap<Asked, Clicks>) -> Result<()> {
    let today = Day::of(desk.now());
    let lately = vec![today.date(), today.plus_days(-1).date()];
    let mut rows = Columns::default();
    for (key, counts) in searches {
        rows.push(key, counts);
    }
    let clicked: Vec<String> = clicks.keys().map(|query| query.as_str().to_owned()).collect();
    let clicked_times: Vec<i32> = clicks.values().map(|c| c.count).collect();
    let clicked_ranks: Vec<i64> = clicks.values().map(|c| c.ranks).collect();
    sqlx::query!(
        "insert into search_asked as s (day, query, engine, asked, empty, hits, clicked, click_rank_sum)
         select n.day, n.query, n.engine, sum(n.asked), sum(n.empty), max(n.hits), sum(n.clicked), sum(n.ranks)
           from (select day, query, engine, asked, empty, hits, clicked, ranks
                   from unnest($1::date[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bigint[], $7::int[], $8::bigint[])
                        f (day, query, engine, asked, empty, hits, clicked, ranks)
                 union all
                 select known.day, c.query, known.engine, 0, 0, 0, c.clicked, c.ranks
                   from unnest($9::text[], $10::int[], $11::bigint[]) c (query, clicked, ranks)
                  cross join lateral (select a.day, a.engine from search_asked a
                                       where a.day = any ($12::date[]) and a.query = c.query
                                       order by a.day desc, a.asked desc, a.engine limit 1) known) n
          group by n.day, n.query, n.engine
          order by n.day, n.query, n.engine
         on conflict on constraint search_asked_once do update set
             asked = s.asked + excluded.asked, empty = s.empty + excluded.empty,
             hits = case when excluded.asked > 0 then excluded.hits else s.hits end,
             clicked = s.clicked + excluded.clicked, click_rank_sum = s.click_rank_sum + excluded.click_rank_sum",
        &rows.days,
        &rows.queries,
        &rows.engines,
        &rows.asked,
        &rows.empty,
        &rows.hits,
        &rows.clicked,
        &rows.ranks,
        &clicked,
        &clicked_times,
        &clicked_ranks,
        &lately,
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// The rows as the statement takes them.
#[derive(Default)]
struct Columns {
    days: Vec<Date>,
    queries: Vec<String>,
    engines: Vec<String>,
    asked: Vec<i32>,
    empty: Vec<i32>,
    hits: Vec<i64>,
    clicked: Vec<i32>,
    ranks: Vec<i64>,
}

impl Columns {
    fn push(&mut self, key: &Key, counts: &Counts) {
        self.days.push(key.day.date());
        self.queries.push(key.query.as_str().to_owned());
        self.engines.push(key.engine.code().to_owned());
        self.asked.push(counts.asked);
        self.empty.push(counts.empty);
        self.hits.push(counts.hits);
        self.clicked.push(counts.clicks.count);
        self.ranks.push(counts.clicks.ranks);
    }
}

/// The server's loop: flushes every two seconds, and a last time when it stops.
pub async fn keep_tally(desk: Desk, stop: CancellationToken) {
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        // Only the waiting is cut off: a flush that has begun ends.
        let stopped = tokio::select! {
            _ = tick.tick() => false,
            () = stop.cancelled() => true,
        };
        if let Err(trouble) = flush(&desk).await {
            tracing::warn!(%trouble, "searches are counted at the next try");
        }
        if stopped {
            return;
        }
    }
}

/// What was asked for in some days, all engines and servers together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRow {
    pub query: String,
    pub asked: i64,
    /// How many of them found nothing.
    pub empty: i64,
    /// The last time.
    pub hits: i64,
    pub clicked: i64,
    pub click_rank_sum: i64,
}

impl AskedRow {
    /// How many searches of a hundred led to a click, rounded half up. Who opens several hits of one
    /// search counts for each, so it is cut at all of them.
    pub fn clicked_percent(&self) -> i64 {
        if self.asked <= 0 { 0 } else { ((self.clicked * 200 + self.asked) / (self.asked * 2)).min(100) }
    }

    /// The mean place of what was opened, in tenths, rounded half up.
    pub fn mean_rank_tenths(&self) -> Option<i64> {
        (self.clicked > 0).then(|| (self.click_rank_sum * 20 + self.clicked) / (self.clicked * 2))
    }

    /// Nothing was found the last time, or nothing of it opened.
    pub fn needs_help(&self) -> bool {
        self.hits == 0 || self.clicked == 0
    }
}

/// The three lists of the operator's page, the most asked first in each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedLists {
    pub often: Vec<AskedRow>,
    /// Those that found nothing the last time.
    pub without_result: Vec<AskedRow>,
    /// Those with hits of which nobody opened any.
    pub without_click: Vec<AskedRow>,
}

/// What was asked from this day on; at most so many rows in each list.
///
/// # Errors
/// When the database does not answer.
pub async fn asked_lists(desk: &Desk, _by: &Operator, since: Day, most: i64) -> Result<AskedLists> {
    let rows = sqlx::query!(
        r#"with asked as materialized (
               select query, sum(asked)::bigint as asked, sum(empty)::bigint as empty, sum(clicked)::bigint as clicked,
                      sum(click_rank_sum)::bigint as ranks, (array_agg(hits order by day desc, hits desc))[1] as hits
                 from search_asked where day >= $1 group by query)
           select list as "list!", query as "query!", asked as "asked!", empty as "empty!", hits as "hits!",
                  clicked as "clicked!", ranks as "ranks!"
             from ((select 0 as list, * from asked order by asked desc, query limit $2)
                   union all
                   (select 1, * from asked where hits = 0 order by asked desc, query limit $2)
                   union all
                   (select 2, * from asked where hits > 0 and clicked = 0 order by asked desc, query limit $2)) lists
            order by list, asked desc, query"#,
        since.date(),
        most
    )
    .fetch_all(desk.db())
    .await?;
    let mut lists = AskedLists::default();
    for r in rows {
        let row = AskedRow {
            query: r.query,
            asked: r.asked,
            empty: r.empty,
            hits: r.hits,
            clicked: r.clicked,
            click_rank_sum: r.ranks,
        };
        match r.list {
            0 => lists.often.push(row),
            1 => lists.without_result.push(row),
            _ => lists.without_click.push(row),
        }
    }
    Ok(lists)
}
