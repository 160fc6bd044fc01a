//! Gives listings their words. The triggers of `0008_discovery.sql` say which need them.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use domain::discovery::{document_tokens, fold};
use domain::ids::{BusinessId, ProductId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Desk;
use crate::trouble::Result;

/// Listings a statement works on at most.
const BATCH: i64 = 500;
/// Words of a description that are kept; what comes later says little about the goods.
pub(super) const DESCRIPTION_WORDS: usize = 60;
/// Words of a name that are counted: four bits of what a search returns of each listing.
const NAME_WORDS_MAX: i16 = 15;
/// A position in a tsvector is at most this (PostgreSQL, "Limitations" of text search).
const POSITION_MAX: usize = 16_383;

/// The texts of a listing, by where they stand.
pub(super) struct Texts {
    pub no: i32,
    pub name: String,
    pub about: Vec<String>,
    pub around: Vec<String>,
    pub description: String,
}

/// Which listings a use case changed.
#[derive(Debug, Clone, Copy)]
pub enum Changed<'a> {
    Products(&'a [ProductId]),
    /// All listings of a shop: its name or place changed.
    Shop(BusinessId),
}

/// Gives the listings that a use case changed their words, within its transaction: then a product is
/// found by all of its words as soon as it is there. Called last, after what changed a name, a
/// description, keywords, a category or a place; whoever forgets it leaves the work to
/// [`keep_fresh`], a second later.
///
/// # Errors
/// When the database does not answer.
pub async fn refresh(conn: &mut PgConnection, changed: Changed<'_>) -> Result<()> {
    let stale = match changed {
        Changed::Products(ids) => {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            sqlx::query_scalar!("select no from listing where product_id = any ($1) and stale order by no", &ids)
                .fetch_all(&mut *conn)
                .await?
        }
        Changed::Shop(id) => sqlx::query_scalar!(
            "select l.no from listing l join product p on p.id = l.product_id where p.business_id = $1 and l.stale order by l.no",
            id.0,
        )
        .fetch_all(&mut *conn)
        .await?,
    };
    for batch in stale.chunks(BATCH as usize) {
        write_words(conn, batch).await?;
    }
    Ok(())
}

/// Up to a batch of those that nobody refreshed; gives how many it dealt with, so that whoever asks
/// until nothing is left comes to an end. Taken first and read in a statement of its own, so that
/// what is read is not older than the lock; who is at work on a listing marks it stale again.
///
/// A listing whose texts are not to be found is of a product that nobody may see, which a trigger
/// should have removed: it is removed here.
async fn refresh_waiting(desk: &Desk) -> Result<u64> {
    let mut tx = desk.open().await?;
    let stale = sqlx::query_scalar!("select no from listing where stale order by no limit $1 for update skip locked", BATCH)
        .fetch_all(&mut *tx)
        .await?;
    let written = write_words(&mut tx, &stale).await?;
    let lost: Vec<i32> = stale.into_iter().filter(|no| !written.contains(no)).collect();
    let mut removed = 0;
    if !lost.is_empty() {
        tracing::warn!(count = lost.len(), "listings without their texts are removed");
        removed = sqlx::query!("delete from listing where no = any ($1)", &lost).execute(&mut *tx).await?.rows_affected();
    }
    tx.commit().await?;
    Ok(written.len() as u64 + removed)
}

/// Gives those of the listings that were written.
async fn write_words(conn: &mut PgConnection, nos: &[i32]) -> Result<Vec<i32>> {
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let (mut fresh, mut words, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
    for listing in texts(&mut *conn, nos).await? {
        let (vector, name_words) = vector(&listing);
        fresh.push(listing.no);
        words.push(vector);
        lengths.push(name_words);
    }
    sqlx::query!(
        "update listing l set words = f.words::tsvector, name_words = f.name_words, stale = false
           from unnest($1::int[], $2::text[], $3::smallint[]) f (no, words, name_words) where l.no = f.no",
        &fresh,
        &words,
        &lengths,
    )
    .execute(conn)
    .await?;
    Ok(fresh)
}

pub(super) async fn texts(conn: &mut PgConnection, nos: &[i32]) -> Result<Vec<Texts>> {
    let rows = sqlx::query!(
        r#"with recursive above as (
               select id as of, parent_id, '' as names from category
               union all
               select a.of, c.parent_id, a.names || ' ' || c.name_id || ' ' || c.name_en
                 from category c join above a on c.id = a.parent_id),
           named as (select of, names from above where parent_id is null)
           select l.no, p.name, p.keywords, p.sale_unit, p.description, b.name as shop, b.village,
                  c.name_id || ' ' || c.name_en as "category!", n.names as "above!",
                  d.name as district, r.name as regency, k.name as koperasi
             from listing l join product p on p.id = l.product_id join business b on b.id = p.business_id
             join koperasi k on k.id = b.koperasi_id join district d on d.code = b.district_code
             join regency r on r.code = d.regency_code join category c on c.id = p.category_id
             join named n on n.of = p.category_id
            where l.no = any ($1)"#,
        nos,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Texts {
            no: r.no,
            name: r.name,
            about: vec![r.keywords, one_of(&r.sale_unit), r.sale_unit],
            around: vec![r.category, r.shop, r.village, r.district],
            description: format!("{} {} {} {}", r.above, r.regency, r.koperasi, r.description),
        })
        .collect())
}

/// What is sold by the kg is found by "1 kg" too; a bundle is no amount.
fn one_of(sale_unit: &str) -> String {
    let one = format!("1 {sale_unit}");
    if document_tokens(&one).len() == 1 { one } else { String::new() }
}

/// A listing's words as the text of a `tsvector`, and how many words its name has. Tokens are
/// letters and digits only, so quotes are all they need.
fn vector(texts: &Texts) -> (String, i16) {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut put = |mark: char, folded: &str, position: usize, weight: char| {
        let at = format!("{}{weight}", position.min(POSITION_MAX));
        places.entry(format!("{mark}{folded}")).or_default().push(at);
    };
    let name = document_tokens(&texts.name);
    for (at, word) in name.iter().enumerate() {
        let folded = fold(word);
        put('~', &folded, at + 1, 'A');
        put('=', &folded, at + 1, 'A');
        if at == 0 {
            put('^', &folded, 1, 'A');
        }
    }
    let description = [texts.description.clone()];
    let fields: [(char, &[String], usize); 3] =
        [('B', &texts.about, usize::MAX), ('C', &texts.around, usize::MAX), ('D', &description, DESCRIPTION_WORDS)];
    let others = fields.into_iter().flat_map(|(weight, texts, most)| {
        texts.iter().flat_map(|text| document_tokens(text)).take(most).map(move |word| (word, weight))
    });
    for (at, (word, weight)) in others.enumerate() {
        put('~', &fold(&word), name.len() + 1 + at, weight);
    }
    let text = places.into_iter().map(|(lexeme, at)| format!("'{lexeme}':{}", at.join(","))).collect::<Vec<_>>().join(" ");
    (text, i16::try_from(name.len()).unwrap_or(NAME_WORDS_MAX).min(NAME_WORDS_MAX))
}

/// Brings the words of new listings into the vocabulary, from which typos and beginnings are
/// guessed. One at a time in the whole system, in a short transaction of its own, so that no use
/// case waits for another's words. Returns how many listings were learnt from.
async fn learn(desk: &Desk) -> Result<u64> {
    let mut tx = desk.open().await?;
    let alone = sqlx::query_scalar!("select pg_try_advisory_xact_lock(hashtext('guyub.learn')) as \"alone!\"")
        .fetch_one(&mut *tx)
        .await?;
    if !alone {
        return Ok(0);
    }
    let nos = sqlx::query_scalar!(
        "select no from listing where unlearned and not stale order by no limit $1 for update skip locked",
        BATCH
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut counts: HashMap<String, i32> = HashMap::new();
    for listing in texts(&mut tx, &nos).await? {
        count(&listing, &mut counts);
    }
    write_counts(&mut tx, counts).await?;
    sqlx::query!("update listing set unlearned = false where no = any ($1)", &nos).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(nos.len() as u64)
}

fn count(listing: &Texts, counts: &mut HashMap<String, i32>) {
    let mut named: Vec<String> =
        std::iter::once(&listing.name).chain(&listing.about).chain(&listing.around).flat_map(|t| document_tokens(t)).collect();
    named.sort_unstable();
    named.dedup();
    for word in document_tokens(&listing.description).into_iter().take(DESCRIPTION_WORDS) {
        counts.entry(word).or_insert(0);
    }
    for word in named {
        *counts.entry(word).or_insert(0) += 1;
    }
}

async fn write_counts(conn: &mut PgConnection, counts: HashMap<String, i32>) -> Result<()> {
    let (words, named): (Vec<String>, Vec<i32>) = counts.into_iter().unzip();
    let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
    sqlx::query!(
        "insert into search_word as w (word, folded, named)
         select word, folded, named from unnest($1::text[], $2::text[], $3::int[]) f (word, folded, named)
         on conflict (word) do update set named = w.named + excluded.named, folded = excluded.folded
         where excluded.named > 0 or w.folded <> excluded.folded",
        &words,
        &folded,
        &named,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts the vocabulary anew from all listings: drops what nothing says any more, and repairs
/// what repeated changes counted twice. Part of `guyub reindex`, and of a nightly job.
///
/// # Errors
/// When the database does not answer.
pub async fn recount(desk: &Desk) -> Result<()> {
    let mut tx = desk.open().await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtext('guyub.learn'))").execute(&mut *tx).await?;
    sqlx::query!("set local statement_timeout = 0").execute(&mut *tx).await?;
    sqlx::query!("delete from search_word").execute(&mut *tx).await?;
    let mut counts: HashMap<String, i32> = HashMap::new();
    let mut after = 0;
    loop {
        let nos = sqlx::query_scalar!("select no from listing where no > $1 order by no limit $2", after, BATCH)
            .fetch_all(&mut *tx)
            .await?;
        let Some(last) = nos.last() else { break };
        after = *last;
        for listing in texts(&mut tx, &nos).await? {
            count(&listing, &mut counts);
        }
    }
    write_counts(&mut tx, counts).await?;
    sqlx::query!("update listing set unlearned = false where unlearned and not stale").execute(&mut *tx).await?;
    // The search server is told which words mean themselves.
    sqlx::query!("select search_changed('synonym', array[$1::uuid]) from search_index", Uuid::nil())
        .fetch_optional(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// All that waits, words and vocabulary: after an import, a restore, or before a test.
///
/// # Errors
/// When the database does not answer.
pub async fn refresh_all(desk: &Desk) -> Result<()> {
    while refresh_waiting(desk).await? > 0 {}
    while learn(desk).await? > 0 {}
    Ok(())
}

/// The server's loop: gives every listing that a use case left stale its words within a second,
/// and the vocabulary its new ones. Ends when the task is dropped.
pub async fn keep_fresh(desk: Desk) {
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(trouble) = refresh_all(&desk).await {
            tracing::warn!(%trouble, "listings keep old words until the next try");
        }
    }
}
