//! A complaint about an order: the buyer says what is wrong, the seller answers, an officer of the koperasi
//! that vouches for the shop decides. It holds the order; its end lets it go on, or calls it off. One that nobody
//! ends does not hold it for ever: the clock does (`lapse`).

mod lapse;
mod mail;
mod shown;

use domain::access::Officer;
use domain::buying::{OrderNumber, Side, State, Step};
use domain::ids::{AccountId, ComplaintId, IdempotencyKey, KoperasiId, OrderId};
use domain::reviews::{ComplaintForm, Decision, Outcome, Said};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

use crate::buying::{self, By, Held, OrderError, OrderReader, link};
use crate::notices::{ComplaintNews, News};
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::trouble::{Hindered, Result, Trouble, persistently};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

pub(crate) use lapse::{lapse, last_word};
pub use shown::{ComplaintRow, ComplaintShown, Ended, Raised, Word, list, photo, photo_for, shown, shown_to};

/// Words of one side about one order within an hour: each is told to the others.
pub const MOST_WORDS: u32 = 20;
const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);

/// Who stands in a complaint, and on which side; only [`party`] and [`mediator`] make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    account: AccountId,
    order: OrderId,
    side: Side,
}

impl Party {
    pub fn account(&self) -> AccountId {
        self.account
    }

    pub fn side(&self) -> Side {
        self.side
    }

    fn hand(&self) -> By {
        By { side: self.side, account: Some(self.account) }
    }
}

/// The buyer of an order, signed in or by the signed link, or the owner of its shop; `None` for everybody else.
///
/// # Errors
/// When the database does not answer.
pub async fn party(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<Option<Party>> {
    let row = sqlx::query!(
        r#"select o.id as "order: OrderId", o.buyer_id as "buyer: AccountId", o.by_link, b.owner_id as "owner: AccountId"
           from shop_order o join business b on b.id = o.business_id where o.number = $1"#,
        number.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let side = match who {
        OrderReader::Buyer(person) if person.account() == row.buyer && !row.by_link => Side::Buyer,
        OrderReader::Buyer(person) if person.account() == row.owner => Side::Seller,
        OrderReader::Link(signature) if link::is_signed(desk, row.order, signature) => Side::Buyer,
        OrderReader::Buyer(_) | OrderReader::Link(_) | OrderReader::Seller(_) | OrderReader::Mediator(_) => return Ok(None),
    };
    let account = if side == Side::Buyer { row.buyer } else { row.owner };
    Ok(Some(Party { account, order: row.order, side }))
}

/// An officer of the koperasi that mediates, who is neither buyer nor seller, and has not done the seller's part of
/// this order for them; `None` when there is no such complaint, or the officer stands on a side of it.
///
/// # Errors
/// When the database does not answer.
pub async fn mediator(desk: &Desk, by: &Officer, number: &OrderNumber) -> Result<Option<Party>> {
    let order = sqlx::query_scalar!(
        r#"select o.id as "order: OrderId" from complaint c join shop_order o on o.id = c.order_id join business b on b.id = o.business_id
           where o.number = $1 and c.koperasi_id = $2 and o.buyer_id <> $3 and b.owner_id <> $3
             and not exists (select from order_event e where e.order_id = o.id and e.account_id = $3 and e.side = 'seller')"#,
        number.as_str(),
        by.koperasi().id.0,
        by.account().0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(order.map(|order| Party { account: by.account(), order, side: Side::Officer }))
}

#[derive(Debug, thiserror::Error)]
pub enum ComplaintError {
    /// There is no complaint about this order.
    #[error("no such complaint")]
    Unknown,
    /// The order does not stand where this can be done, or this side may not.
    #[error("not from where it stands")]
    Moved,
    /// About one order one complains once.
    #[error("complained already")]
    Already,
    /// The order has been done for too long.
    #[error("too late")]
    TooLate,
    /// It has ended meanwhile.
    #[error("ended already")]
    Ended,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    /// [`Trouble::KeyReused`] among it: the form was sent before, with other contents.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Hindered for ComplaintError {
    fn was_hindered(&self) -> bool {
        matches!(self, Self::Trouble(trouble) if trouble.is_retryable())
    }
}

impl From<OrderError> for ComplaintError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Unknown => Self::Unknown,
            OrderError::Trouble(trouble) => Self::Trouble(trouble),
            OrderError::Wait(after) => Self::Wait(after),
            OrderError::Moved { .. } | OrderError::Refused(_) => Self::Moved,
        }
    }
}

impl From<Throttled> for ComplaintError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// Whether a side may speak now: complain, or say `more` where somebody has complained. Asked before pictures that
/// come along are looked at; what then writes it asks again, with the order held.
///
/// # Errors
/// As [`complain`] and [`say`].
pub async fn may_speak(desk: &Desk, by: &Party, more: bool) -> Result<(), ComplaintError> {
    let order = sqlx::query!(
        r#"select o.state as "state: State", o.ended_at, c.id is not null as "raised!", c.decided_at is not null as "ended!"
           from shop_order o left join complaint c on c.order_id = o.id where o.id = $1"#,
        by.order.0
    )
    .fetch_one(desk.db())
    .await
    .map_err(Trouble::from)?;
    let last_day = desk.now() - desk.order_times().complain;
    match (more, order.raised) {
        (true, false) => Err(ComplaintError::Unknown),
        (true, true) if order.ended => Err(ComplaintError::Ended),
        (true, true) => Ok(()),
        (false, true) => Err(ComplaintError::Already),
        (false, false) if order.state == State::Done && order.ended_at.is_some_and(|at| at < last_day) => {
            Err(ComplaintError::TooLate)
        }
        (false, false) => order.state.after(Step::Complain, by.side).map(|_| ()).map_err(|_| ComplaintError::Moved),
    }
}

/// The complaint, held with its order.
struct HeldComplaint {
    id: ComplaintId,
    koperasi: Option<KoperasiId>,
    koperasi_slug: Option<String>,
    /// Where the order stood when it was raised.
    from: State,
    ended: bool,
}

/// The buyer complains: the order stands still until the complaint ends. `pictures` are keys of stored
/// pictures that only the three sides see.
///
/// # Errors
/// [`ComplaintError::Already`], [`ComplaintError::TooLate`], [`ComplaintError::Moved`]
pub async fn complain(desk: &Desk, by: &Party, form: &ComplaintForm, pictures: &[String]) -> Result<(), ComplaintError> {
    persistently(|| try_to_complain(desk, by, form, pictures)).await
}

async fn try_to_complain(desk: &Desk, by: &Party, form: &ComplaintForm, pictures: &[String]) -> Result<(), ComplaintError> {
    let mut tx = desk.begin(by.account).await?;
    let held = buying::lock_by_id(tx.conn(), by.order).await?.ok_or(ComplaintError::Unknown)?;
    if find(&mut tx, by.order).await?.is_some() {
        return Err(ComplaintError::Already);
    }
    if was_done_before(&mut tx, by.order, desk.order_times().complain).await? {
        return Err(ComplaintError::TooLate);
    }
    // The database keeps it only if the order may go there, which `take` asks.
    let (id, now): (ComplaintId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into complaint (id, order_id, reason, koperasi_id, raised_at, from_state, wants) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        by.order.0,
        form.reason.code(),
        held.koperasi.map(|koperasi| koperasi.0),
        now,
        held.state.code(),
        form.wants.code()
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    write_word(&mut tx, id, by, &form.words, pictures).await?;
    buying::steps::take(desk, &mut tx, &held, Step::Complain, by.hand(), None).await?;
    let complaint = find(&mut tx, by.order).await?.ok_or(ComplaintError::Unknown)?;
    tell_officers(&mut tx, &held, &complaint, by.account, ComplaintNews::Raised).await?;
    mail::to_sides(desk, &mut tx, &held, by.side, ComplaintNews::Raised).await?;
    mail::to_officers(desk, &mut tx, &held, &complaint).await?;
    tx.audit("complaint.raise", held.koperasi, id.0, json!({ "order": by.order, "reason": form.reason })).await?;
    tx.commit().await?;
    Ok(())
}

/// One of the three sides says something more; pressed twice, it is said once.
///
/// # Errors
/// [`ComplaintError::Unknown`], [`ComplaintError::Ended`], [`ComplaintError::Wait`]; [`Trouble::KeyReused`] for other
/// words, or another number of pictures, under the key of a page that was sent before.
pub async fn say(desk: &Desk, by: &Party, words: &Said, pictures: &[String], key: IdempotencyKey) -> Result<(), ComplaintError> {
    let subject = format!("{} {}", by.order, by.side.code());
    throttle::hit(desk, Limit { name: "complaint.say", subject: &subject, max: MOST_WORDS, per: HOUR }).await?;
    // A picture that is sent again has another key.
    let request = ("complaint.say", by.order, words, pictures.len());
    let mut tx = match desk.begin_once::<()>(by.account, key, &request).await? {
        Once::Done(()) => return Ok(()),
        Once::Fresh(tx) => tx,
    };
    let (held, complaint) = hold_open(&mut tx, by).await?;
    write_word(&mut tx, complaint.id, by, words, pictures).await?;
    tell_sides(&mut tx, &held, by, ComplaintNews::Said).await?;
    mail::to_sides(desk, &mut tx, &held, by.side, ComplaintNews::Said).await?;
    tell_officers(&mut tx, &held, &complaint, by.account, ComplaintNews::Said).await?;
    tx.audit("complaint.say", complaint.koperasi, complaint.id.0, json!({ "side": by.side })).await?;
    tx.commit().await?;
    Ok(())
}

/// The buyer is content: the order is done, or goes on where it was not handed over yet.
///
/// # Errors
/// [`ComplaintError::Unknown`], [`ComplaintError::Ended`], [`ComplaintError::Moved`] for another side.
pub async fn withdraw(desk: &Desk, by: &Party) -> Result<(), ComplaintError> {
    end(desk, by, Outcome::Withdrawn, None).await
}

/// The seller pays back without waiting for a decision, and the order is called off.
///
/// # Errors
/// As [`withdraw`].
pub async fn give_in(desk: &Desk, by: &Party) -> Result<(), ComplaintError> {
    end(desk, by, Outcome::SellerGives, None).await
}

/// The officer decides.
///
/// # Errors
/// As [`withdraw`].
pub async fn decide(desk: &Desk, by: &Party, decision: &Decision) -> Result<(), ComplaintError> {
    end(desk, by, decision.outcome, Some(&decision.why)).await
}

async fn end(desk: &Desk, by: &Party, outcome: Outcome, why: Option<&Said>) -> Result<(), ComplaintError> {
    persistently(|| try_to_end(desk, by, outcome, why)).await
}

async fn try_to_end(desk: &Desk, by: &Party, outcome: Outcome, why: Option<&Said>) -> Result<(), ComplaintError> {
    let mut tx = desk.begin(by.account).await?;
    let (held, complaint) = hold_open(&mut tx, by).await?;
    finish(desk, &mut tx, &held, &complaint, (by.hand(), outcome), why).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends a held complaint, and takes its held order on. The mails of it are these alone: `take` sends notices.
async fn finish(
    desk: &Desk,
    tx: &mut Tx,
    held: &Held,
    complaint: &HeldComplaint,
    (by, outcome): (By, Outcome),
    why: Option<&Said>,
) -> Result<(), OrderError> {
    let now = tx.now();
    sqlx::query!(
        "update complaint set decided_at = $2, decided_by = $3, outcome = $4, decision = $5 where id = $1",
        complaint.id.0,
        now,
        by.account.filter(|_| by.side == Side::Officer).map(|officer| officer.0),
        outcome.code(),
        why.map(|why| why.as_str())
    )
    .execute(tx.conn())
    .await?;
    buying::steps::take(desk, tx, held, outcome.step(complaint.from), by, why.map(|why| why.as_str())).await?;
    let but = by.account.unwrap_or(held.buyer);
    tell_officers(tx, held, complaint, but, ComplaintNews::Ended(outcome)).await?;
    mail::to_sides(desk, tx, held, by.side, ComplaintNews::Ended(outcome)).await?;
    let detail = json!({ "order": held.id, "outcome": outcome, "side": by.side });
    tx.audit("complaint.end", complaint.koperasi, complaint.id.0, detail).await?;
    Ok(())
}

/// The order first, as everywhere, then its complaint.
async fn hold_open(tx: &mut Tx, by: &Party) -> Result<(Held, HeldComplaint), ComplaintError> {
    let held = buying::lock_by_id(tx.conn(), by.order).await?.ok_or(ComplaintError::Unknown)?;
    let complaint = find(tx, by.order).await?.ok_or(ComplaintError::Unknown)?;
    if complaint.ended {
        return Err(ComplaintError::Ended);
    }
    Ok((held, complaint))
}

/// Whether the order has been done for longer than this.
async fn was_done_before(tx: &mut Tx, order: OrderId, ago: Duration) -> Result<bool> {
    let before = tx.now() - ago;
    let was = sqlx::query_scalar!(
        r#"select coalesce(state = 'done' and ended_at < $2, false) as "was!" from shop_order where id = $1"#,
        order.0,
        before
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(was)
}

async fn find(tx: &mut Tx, order: OrderId) -> Result<Option<HeldComplaint>> {
    let found = sqlx::query_as!(
        HeldComplaint,
        r#"select c.id as "id: ComplaintId", c.koperasi_id as "koperasi: KoperasiId", k.slug as "koperasi_slug?", c.from_state as "from: State", c.decided_at is not null as "ended!"
           from complaint c left join koperasi k on k.id = c.koperasi_id where c.order_id = $1 for update of c"#,
        order.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

async fn write_word(tx: &mut Tx, complaint: ComplaintId, by: &Party, words: &Said, pictures: &[String]) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "insert into complaint_word (complaint_id, at, account_id, side, words, pictures) values ($1, $2, $3, $4, $5, $6)",
        complaint.0,
        now,
        by.account.0,
        by.side.code(),
        words.as_str(),
        pictures
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Buyer and seller hear of what changes the order by [`buying::steps::take`]; of what is only said, by this. The buyer
/// of an order that is of its link reads it there.
async fn tell_sides(tx: &mut Tx, held: &Held, by: &Party, what: ComplaintNews) -> Result<()> {
    let all: Vec<(AccountId, News)> = [(held.buyer, Side::Buyer), (held.owner, Side::Seller)]
        .into_iter()
        .filter(|(_, side)| *side != by.side && !(*side == Side::Buyer && held.by_link))
        .map(|(account, _)| (account, news(held, None, what)))
        .collect();
    tx.tell_all(&all).await
}

/// All officers but one who did it; those who stand on a side hear of it as that side only.
async fn tell_officers(tx: &mut Tx, held: &Held, complaint: &HeldComplaint, but: AccountId, what: ComplaintNews) -> Result<()> {
    let Some((koperasi, slug)) = complaint.koperasi.zip(complaint.koperasi_slug.as_ref()) else { return Ok(()) };
    let sides = [held.buyer.0, held.owner.0, but.0];
    let officers = officers(tx, koperasi, &sides).await?;
    let all: Vec<(AccountId, News)> =
        officers.into_iter().map(|account| (account, news(held, Some(slug.clone()), what))).collect();
    tx.tell_all(&all).await
}

fn news(held: &Held, koperasi: Option<String>, what: ComplaintNews) -> News {
    News::Complaint { order: held.number.to_string(), koperasi, shop: held.business_name.clone(), what }
}

/// All officers in a running term, without these.
async fn officers(tx: &mut Tx, koperasi: KoperasiId, without: &[Uuid]) -> Result<Vec<AccountId>> {
    let today = domain::dates::Day::of(tx.now()).date();
    let found = sqlx::query_scalar!(
        r#"select distinct account_id as "account: AccountId" from office
           where koperasi_id = $1 and ended_at is null and duty <> 'pengawas' and from_day <= $2 and until_day >= $2
             and account_id <> all ($3)"#,
        koperasi.0,
        today,
        without
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}
