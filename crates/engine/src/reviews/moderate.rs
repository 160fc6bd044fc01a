//! Officers look at what was reported of reviews in the shops that their koperasi vouches for, and hide what
//! should not stand. Nobody judges reviews of the own shop, or the own ones.

use domain::access::{Officer, Overseer};
use domain::ids::{AccountId, OrderLineId};
use domain::reviews::Moderation;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::Desk;
use crate::notices::News;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// A review that was reported, or is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub line: OrderLineId,
    pub product: String,
    pub product_slug: String,
    pub shop: String,
    pub stars: i16,
    pub words: Option<String>,
    pub answer: Option<String>,
    pub at: OffsetDateTime,
    /// What readers said of it that nobody has settled, the oldest first.
    pub reports: Vec<String>,
    pub reported_at: Option<OffsetDateTime>,
    pub hidden_why: Option<String>,
    /// The reader's own shop, or own review: another officer decides.
    pub own: bool,
}

/// What waits, the longest first, then what is hidden, the newest first; at most a hundred in all.
///
/// # Errors
/// When the database does not answer.
pub async fn judged(desk: &Desk, by: &Overseer) -> Result<Vec<Judged>> {
    find(desk, by, None).await
}

/// One of them.
///
/// # Errors
/// When the database does not answer.
pub async fn one_judged(desk: &Desk, by: &Overseer, line: OrderLineId) -> Result<Option<Judged>> {
    Ok(find(desk, by, Some(line.0)).await?.pop())
}

async fn find(desk: &Desk, by: &Overseer, line: Option<Uuid>) -> Result<Vec<Judged>> {
    let rows = sqlx::query_as!(
        Judged,
        r#"select r.order_line_id as "line: OrderLineId", p.name as product, p.slug as product_slug, b.name as shop, r.stars, r.words,
                  r.answer, r.created_at as at, coalesce(w.reports, '{}') as "reports!", w.first as "reported_at?", r.hidden_why,
                  (b.owner_id = $2 or r.author_id = $2) as "own!"
           from review r join business b on b.id = r.business_id join product p on p.id = r.product_id
           left join lateral (select array_agg(why order by at) as reports, min(at) as first
                              from review_report where order_line_id = r.order_line_id and settled_at is null) w on true
           where b.koperasi_id = $1 and (w.first is not null or r.hidden_at is not null) and ($3::uuid is null or r.order_line_id = $3)
           order by w.first, r.hidden_at desc, r.order_line_id limit 100"#,
        by.koperasi().id.0,
        by.account().0,
        line
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// How many wait, and since when: for the officers' list of today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewsDue {
    pub reported: i64,
    pub oldest_report: Option<OffsetDateTime>,
    pub complaints: i64,
    pub oldest_complaint: Option<OffsetDateTime>,
}

/// # Errors
/// When the database does not answer.
pub async fn due(desk: &Desk, by: &Overseer) -> Result<ReviewsDue> {
    let due = sqlx::query_as!(
        ReviewsDue,
        r#"select r.n as "reported!", r.oldest as oldest_report, c.n as "complaints!", c.oldest as oldest_complaint
           from (select count(distinct w.order_line_id) as n, min(w.at) as oldest from review_report w
                 join review v on v.order_line_id = w.order_line_id join business b on b.id = v.business_id
                 where w.settled_at is null and b.koperasi_id = $1) r,
                (select count(*) as n, min(raised_at) as oldest from complaint where koperasi_id = $1 and decided_at is null) c"#,
        by.koperasi().id.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(due)
}

#[derive(Debug, thiserror::Error)]
pub enum ModerateError {
    /// Of a shop for which another koperasi vouches, or of none.
    #[error("no such review")]
    Unknown,
    /// Of the officer's own shop, or written by the officer.
    #[error("the officer's own")]
    Own,
    /// It is hidden already, or was never hidden.
    #[error("nothing to do")]
    AsItIs,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

struct Held {
    author: AccountId,
    /// The order is of its link: nothing is told to the author's account.
    by_link: bool,
    owner: AccountId,
    order: String,
    product: String,
    hidden: bool,
}

/// Hides a review, lets it stand, or shows it again. All that was reported of it is settled by this.
///
/// # Errors
/// [`ModerateError::Unknown`], [`ModerateError::Own`], [`ModerateError::AsItIs`]
pub async fn moderate(desk: &Desk, by: &Officer, line: OrderLineId, what: &Moderation) -> Result<(), ModerateError> {
    let mut tx = desk.begin(by.account()).await?;
    let held = hold(&mut tx, by, line).await?.ok_or(ModerateError::Unknown)?;
    if [held.author, held.owner].contains(&by.account()) {
        return Err(ModerateError::Own);
    }
    let action = match what {
        Moderation::Hide(why) if !held.hidden => {
            hide(&mut tx, line, Some((by.account(), why.as_str()))).await?;
            let news = News::ReviewHidden { order: held.order, product: held.product, reason: why.to_string() };
            if !held.by_link {
                tx.tell(held.author, &news).await?;
            }
            "review.hide"
        }
        Moderation::Restore if held.hidden => {
            hide(&mut tx, line, None).await?;
            "review.restore"
        }
        Moderation::Keep if !held.hidden => "review.keep",
        Moderation::Hide(_) | Moderation::Restore | Moderation::Keep => return Err(ModerateError::AsItIs),
    };
    settle_reports(&mut tx, line).await?;
    tx.audit(action, Some(by.koperasi().id), line.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

async fn hold(tx: &mut Tx, by: &Officer, line: OrderLineId) -> Result<Option<Held>> {
    let held = sqlx::query_as!(
        Held,
        r#"select r.author_id as "author: AccountId", o.by_link, b.owner_id as "owner: AccountId", o.number as order, l.name as product,
                  r.hidden_at is not null as "hidden!"
           from review r join business b on b.id = r.business_id join order_line l on l.id = r.order_line_id
           join shop_order o on o.id = l.order_id
           where r.order_line_id = $1 and b.koperasi_id = $2 for update of r"#,
        line.0,
        by.koperasi().id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(held)
}

async fn hide(tx: &mut Tx, line: OrderLineId, by: Option<(AccountId, &str)>) -> Result<()> {
    let at = by.map(|_| tx.now());
    sqlx::query!(
        "update review set hidden_at = $2, hidden_by = $3, hidden_why = $4 where order_line_id = $1",
        line.0,
        at,
        by.map(|(account, _)| account.0),
        by.map(|(_, why)| why)
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn settle_reports(tx: &mut Tx, line: OrderLineId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update review_report set settled_at = $2 where order_line_id = $1 and settled_at is null", line.0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
