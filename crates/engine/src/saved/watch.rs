//! Looks now and then whether something matches the searches that wait, and tells who asked.

use std::time::Duration;

use domain::dates::Day;
use domain::discovery::Reading;
use domain::ids::{AccountId, ProductId, SavedSearchId};
use serde_json::json;

use super::Wish;
use crate::Desk;
use crate::mail::Mail;
use crate::notices::News;
use crate::trouble::Result;
use crate::tx::{Actor, Tx};

const EVERY: Duration = Duration::from_secs(20);
/// Searches that one round looks for at most; the next goes on with those checked longest ago.
const BATCH: i64 = 50;
/// A product's own change is not all that brings a hit: a koperasi is verified, a shop opens again, a
/// permit is added, a synonym is entered. So each search is tried this often, whatever changed.
const ANYWAY: time::Duration = time::Duration::HOUR;

pub(super) struct Waiting {
    pub id: SavedSearchId,
    pub query: String,
}

/// Tries the searches that may have a hit by now, and gives how many had. One server at a time: what
/// another looks for meanwhile is left to it.
///
/// # Errors
/// When the database does not answer.
pub async fn match_waiting(desk: &Desk) -> Result<u64> {
    let mut turn = desk.begin(Actor::System).await?;
    let alone = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtext('guyub.saved')) as "alone!""#)
        .fetch_one(turn.conn())
        .await?;
    if !alone {
        return Ok(0);
    }
    let (mut told, mut checked) = (0, Vec::new());
    for waiting in due(&mut turn).await? {
        match look(desk, &waiting).await {
            Ok(true) => told += 1,
            Ok(false) => checked.push(waiting.id.0),
            Err(trouble) if trouble.is_away() => return Err(trouble),
            // One that cannot be answered must not keep the others waiting.
            Err(trouble) => {
                tracing::warn!(search = %waiting.id, %trouble, "a saved search was not tried");
                checked.push(waiting.id.0);
            }
        }
    }
    let now = turn.now();
    sqlx::query!("update saved_search set checked_at = $2 where id = any ($1) and ended_at is null", &checked, now)
        .execute(turn.conn())
        .await?;
    turn.commit().await?;
    Ok(told)
}

/// The searches worth a try: the market changed since their last, or that was long ago. What changed
/// within the two minutes before counts again: it may not have been committed yet, or its words not
/// been learnt.
pub(super) async fn due(turn: &mut Tx) -> Result<Vec<Waiting>> {
    let long_ago = turn.now() - ANYWAY;
    let waiting = sqlx::query_as!(
        Waiting,
        r#"with newest as (select max(updated_at) as at from product where state = 'published')
           select s.id as "id!: SavedSearchId", s.query as "query!" from saved_search s cross join newest n
            where s.ended_at is null and s.checked_at < greatest($1, n.at + interval '2 minutes')
            order by s.checked_at, s.id limit $2"#,
        long_ago,
        BATCH
    )
    .fetch_all(turn.conn())
    .await?;
    Ok(waiting)
}

async fn look(desk: &Desk, waiting: &Waiting) -> Result<bool> {
    for slug in hits(desk, &waiting.query).await? {
        if found(desk, waiting.id, &slug).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The slugs of the best hits, the best first, if they are hits for the very words: who waits for emping keju is not told
/// of emping.
async fn hits(desk: &Desk, query: &str) -> Result<Vec<String>> {
    let Ok(wish) = Wish::parse(query) else { return Ok(Vec::new()) };
    let page = desk.search().search(wish.request(), Day::of(desk.now())).await?;
    // A filter that is gone since would let through what was not asked for.
    let exact = page.reading == Reading::default() && page.unknown.is_empty();
    Ok(page.hits.into_iter().filter(|_| exact).map(|hit| hit.slug).collect())
}

/// Ends the wait, and tells the person: together or not at all, and only for who ends it first. Not by goods of a shop
/// that the person has hidden.
pub(super) async fn found(desk: &Desk, search: SavedSearchId, slug: &str) -> Result<bool> {
    let mut tx = desk.begin(Actor::System).await?;
    let now = tx.now();
    let ended = sqlx::query!(
        r#"update saved_search s set ended_at = $3, found_at = $3, checked_at = $3, product_id = p.id
             from account a, product p join listing l on l.product_id = p.id
            where s.id = $1 and s.ended_at is null and a.id = s.account_id and p.slug = $2
              and not exists (select from shop_hidden h where h.account_id = s.account_id and h.business_id = p.business_id)
           returning s.account_id as "account!: AccountId", s.query as "query!", s.label as "label!",
                     p.id as "product!: ProductId", p.name as "name!", a.email as "email?""#,
        search.0,
        slug,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(ended) = ended else { return Ok(false) };
    if let Some(to) = ended.email {
        tx.mail(mail(desk, to, &ended.label, &ended.name, slug)).await?;
    }
    let news = News::Found { query: ended.query, label: ended.label, slug: slug.to_owned(), name: ended.name };
    tx.tell(ended.account, &news).await?;
    tx.audit("search.found", None, search.0, json!({ "product": ended.product })).await?;
    tx.commit().await?;
    Ok(true)
}

/// In both languages: nobody here knows which of them the person reads.
fn mail(desk: &Desk, to: String, label: &str, name: &str, slug: &str) -> Mail {
    let (product, searches) = (desk.link(&format!("/produk/{slug}")), desk.link("/akun/pencarian"));
    let body = format!(
        "Yang Anda tunggu di Guyub (“{label}”) sekarang ada: {name}.\n{product}\n\n\
         Untuk pencarian ini kami tidak mengirim pesan lagi. Pencarian Anda yang lain: {searches}\n\n\
         What you were waiting for on Guyub (“{label}”) is here now: {name}.\n{product}\n\n\
         We send no more messages for this search. Your other searches: {searches}\n"
    );
    Mail { to, subject: "Yang Anda tunggu sekarang ada di Guyub".to_owned(), body }
}

/// The server's loop. Ends when the task is dropped; what was half done then is undone.
pub async fn keep_watch(desk: Desk) {
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        match match_waiting(&desk).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "searches that waited found something"),
            Err(trouble) => tracing::warn!(%trouble, "searches wait until the next try"),
        }
    }
}
