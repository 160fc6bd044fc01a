//! A complaint as its three sides read it.

use domain::access::Overseer;
use domain::buying::{OrderNumber, Side, State};
use domain::ids::OrderId;
use domain::money::Rupiah;
use domain::reviews::{Outcome, Reason, Wants};
use time::OffsetDateTime;
use uuid::Uuid;

use super::Party;
use crate::Desk;
use crate::pictures::{Pictures, Served};
use crate::trouble::Result;

/// An order, and the complaint about it where there is one.
#[derive(Debug, Clone)]
pub struct ComplaintShown {
    pub number: String,
    pub state: State,
    pub shop: String,
    pub shop_slug: String,
    pub buyer: String,
    pub total: Rupiah,
    pub placed_at: OffsetDateTime,
    /// Until when the buyer of an order that is done may complain, and how many days that is.
    pub complain_until: Option<OffsetDateTime>,
    pub complain_days: i64,
    /// The goods were ready to be fetched, or sent.
    pub handed: bool,
    /// Names of what was bought.
    pub lines: Vec<String>,
    /// The reader stands on a side of it, or has done the seller's part, and so decides nothing.
    pub on_a_side: bool,
    pub raised: Option<Raised>,
}

#[derive(Debug, Clone)]
pub struct Raised {
    pub reason: Reason,
    pub wants: Wants,
    pub at: OffsetDateTime,
    /// The koperasi that mediates.
    pub koperasi: Option<String>,
    pub ended: Option<Ended>,
    /// When it ends by itself, if nobody says anything more.
    pub closes_at: OffsetDateTime,
    pub words: Vec<Word>,
}

#[derive(Debug, Clone)]
pub struct Ended {
    pub at: OffsetDateTime,
    pub outcome: Outcome,
    /// An officer's reasons; `None` when the two agreed.
    pub decision: Option<String>,
}

/// What one side said.
#[derive(Debug, Clone)]
pub struct Word {
    pub id: i64,
    pub at: OffsetDateTime,
    pub side: Side,
    pub words: String,
    /// How many pictures came with it.
    pub pictures: i32,
}

/// For the buyer and the seller, also before anything was raised.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(desk: &Desk, by: &Party) -> Result<Option<ComplaintShown>> {
    load(desk, by.order, by.account.0).await
}

/// For officers and supervisors of the koperasi that mediates; `None` when there is no such complaint.
///
/// # Errors
/// When the database does not answer.
pub async fn shown_to(desk: &Desk, by: &Overseer, number: &OrderNumber) -> Result<Option<ComplaintShown>> {
    match mediated(desk, by, number).await? {
        Some(order) => load(desk, order, by.account().0).await,
        None => Ok(None),
    }
}

async fn mediated(desk: &Desk, by: &Overseer, number: &OrderNumber) -> Result<Option<OrderId>> {
    let order = sqlx::query_scalar!(
        r#"select o.id as "order: OrderId" from complaint c join shop_order o on o.id = c.order_id where o.number = $1 and c.koperasi_id = $2"#,
        number.as_str(),
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(order)
}

async fn load(desk: &Desk, order: OrderId, reader: Uuid) -> Result<Option<ComplaintShown>> {
    let row = sqlx::query!(
        r#"select o.number, o.state as "state: State", b.name as shop, b.slug as shop_slug, o.buyer_name as buyer, o.total as "total: Rupiah",
                  o.created_at as placed_at, o.handed_at is not null as "handed!", o.ended_at, $2 in (o.buyer_id, b.owner_id) or exists (
                      select from order_event e where e.order_id = o.id and e.account_id = $2 and e.side = 'seller') as "on_a_side!",
                  array(select name from order_line where order_id = o.id order by line) as "lines!",
                  c.reason as "reason?: Reason", c.wants as "wants?: Wants", c.raised_at as "raised_at?", k.name as "koperasi?",
                  c.decided_at as "decided_at?", c.outcome as "outcome?: Outcome", c.decision as "decision?"
           from shop_order o join business b on b.id = o.business_id left join complaint c on c.order_id = o.id
           left join koperasi k on k.id = c.koperasi_id where o.id = $1"#,
        order.0,
        reader
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(r) = row else { return Ok(None) };
    let times = desk.order_times();
    let time = times.complain;
    let ended = r.decided_at.zip(r.outcome).map(|(at, outcome)| Ended { at, outcome, decision: r.decision });
    let raised = match (r.reason, r.wants, r.raised_at) {
        (Some(reason), Some(wants), Some(at)) => {
            let words = words(desk, order).await?;
            let closes_at = words.last().map_or(at, |last| last.at) + times.close;
            Some(Raised { reason, wants, at, koperasi: r.koperasi, ended, closes_at, words })
        }
        _ => None,
    };
    Ok(Some(ComplaintShown {
        number: r.number,
        state: r.state,
        shop: r.shop,
        shop_slug: r.shop_slug,
        buyer: r.buyer,
        total: r.total,
        placed_at: r.placed_at,
        complain_until: r.ended_at.filter(|_| r.state == State::Done).map(|ended| ended + time),
        complain_days: time.whole_days(),
        handed: r.handed,
        lines: r.lines,
        on_a_side: r.on_a_side,
        raised,
    }))
}

async fn words(desk: &Desk, order: OrderId) -> Result<Vec<Word>> {
    let words = sqlx::query_as!(
        Word,
        r#"select w.id, w.at, w.side as "side: Side", w.words, cardinality(w.pictures) as "pictures!"
           from complaint_word w join complaint c on c.id = w.complaint_id where c.order_id = $1 order by w.id"#,
        order.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(words)
}

/// The `nth` picture (from 1) of a word, for a side of the complaint.
///
/// # Errors
/// When the database or the store does not answer.
pub async fn photo(desk: &Desk, by: &Party, word: i64, nth: i32) -> Result<Option<Served>> {
    read(desk, by.order, word, nth).await
}

/// The same, for officers and supervisors of the koperasi that mediates.
///
/// # Errors
/// When the database or the store does not answer.
pub async fn photo_for(desk: &Desk, by: &Overseer, number: &OrderNumber, word: i64, nth: i32) -> Result<Option<Served>> {
    match mediated(desk, by, number).await? {
        Some(order) => read(desk, order, word, nth).await,
        None => Ok(None),
    }
}

async fn read(desk: &Desk, order: OrderId, word: i64, nth: i32) -> Result<Option<Served>> {
    let key = sqlx::query_scalar!(
        "select w.pictures[$3::int] as key from complaint_word w join complaint c on c.id = w.complaint_id where c.order_id = $1 and w.id = $2",
        order.0,
        word,
        nth
    )
    .fetch_optional(desk.db())
    .await?;
    match key.flatten() {
        Some(key) => Pictures::of(desk).read_secret(&key).await,
        None => Ok(None),
    }
}

/// A complaint in the officers' list.
#[derive(Debug, Clone)]
pub struct ComplaintRow {
    pub number: String,
    pub shop: String,
    pub buyer: String,
    pub reason: Reason,
    pub raised_at: OffsetDateTime,
    pub outcome: Option<Outcome>,
    /// Who has spoken last.
    pub last: Option<Side>,
}

/// Those that wait, the oldest first, then those that have ended, the newest first; at most a hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn list(desk: &Desk, by: &Overseer) -> Result<Vec<ComplaintRow>> {
    let rows = sqlx::query_as!(
        ComplaintRow,
        r#"select o.number, b.name as shop, o.buyer_name as buyer, c.reason as "reason: Reason", c.raised_at, c.outcome as "outcome: Outcome",
                  (select side from complaint_word where complaint_id = c.id order by id desc limit 1) as "last: Side"
           from complaint c join shop_order o on o.id = c.order_id join business b on b.id = o.business_id
           where c.koperasi_id = $1
           order by c.decided_at is not null, case when c.decided_at is null then c.raised_at end, c.decided_at desc, c.id limit 100"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
