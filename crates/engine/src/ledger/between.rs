//! What koperasi owe each other for joint purchases. The payer says that it paid, the other one confirms
//! that it came: until then the one's book has it gone and the other's has it owed.

use domain::access::{Overseer, Treasurer};
use domain::ids::{IdempotencyKey, JournalId, KoperasiId, KoperasiPaymentId};
use domain::ledger::forms::{Arrival, Movement};
use domain::ledger::{Line, Role};
use domain::money::Rupiah;
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;

use super::hold::{entry, hold_book};
use super::post::{Posting, balance, post};
use super::{BooksError, Obstacle, at_most, memo};
use crate::trouble::Result;
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// Another koperasi, and how one stands with it.
#[derive(Debug, Clone)]
pub struct Neighbour {
    pub id: KoperasiId,
    pub slug: Slug,
    pub name: String,
    /// What this koperasi owes it.
    pub owes: Rupiah,
    /// What it owes this koperasi.
    pub owed: Rupiah,
}

/// A payment from one koperasi to another.
#[derive(Debug, Clone)]
pub struct Payment {
    pub id: KoperasiPaymentId,
    /// The other one.
    pub name: String,
    pub amount: Rupiah,
    /// To this koperasi.
    pub incoming: bool,
    pub paid_at: OffsetDateTime,
    pub confirmed: bool,
}

#[derive(Debug, Clone)]
pub struct Between {
    pub neighbours: Vec<Neighbour>,
    /// Those that wait for a confirmation first; at most a hundred.
    pub payments: Vec<Payment>,
}

/// How this koperasi stands with the others.
///
/// # Errors
/// When the database does not answer.
pub async fn between(desk: &Desk, by: &Overseer) -> Result<Between> {
    let koperasi = by.koperasi().id;
    let neighbours = neighbours(desk, koperasi, None).await?;
    let payments = sqlx::query_as!(
        Payment,
        r#"select p.id as "id: KoperasiPaymentId", o.name, p.amount as "amount: Rupiah", p.to_id = $1 as "incoming!", p.paid_at,
                  p.got_at is not null as "confirmed!"
           from koperasi_payment p join koperasi o on o.id = case when p.to_id = $1 then p.from_id else p.to_id end
           where (p.from_id = $1 or p.to_id = $1) and p.withdrawn_at is null order by p.got_at is not null, p.paid_at desc limit 100"#,
        koperasi.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Between { neighbours, payments })
}

/// A payment to this koperasi; `None` for every other.
///
/// # Errors
/// When the database does not answer.
pub async fn incoming(desk: &Desk, by: &Overseer, id: KoperasiPaymentId) -> Result<Option<Payment>> {
    let payment = sqlx::query_as!(
        Payment,
        r#"select p.id as "id: KoperasiPaymentId", o.name, p.amount as "amount: Rupiah", true as "incoming!", p.paid_at,
                  p.got_at is not null as "confirmed!"
           from koperasi_payment p join koperasi o on o.id = p.from_id where p.id = $1 and p.to_id = $2 and p.withdrawn_at is null"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(payment)
}

/// How this koperasi stands with one other; `None` when there is nothing between them.
///
/// # Errors
/// When the database does not answer.
pub async fn neighbour(desk: &Desk, by: &Overseer, slug: &Slug) -> Result<Option<Neighbour>> {
    Ok(neighbours(desk, by.koperasi().id, Some(slug.as_str())).await?.pop())
}

async fn neighbours(desk: &Desk, koperasi: KoperasiId, slug: Option<&str>) -> Result<Vec<Neighbour>> {
    let rows = sqlx::query_as!(
        Neighbour,
        r#"select o.id as "id: KoperasiId", o.slug as "slug: Slug", o.name,
                  coalesce(sum(b.credit - b.debit) filter (where r.role = 'koperasi_payable'), 0)::bigint as "owes!: Rupiah",
                  coalesce(sum(b.debit - b.credit) filter (where r.role = 'koperasi_receivable'), 0)::bigint as "owed!: Rupiah"
           from ledger_book k join ledger_role r on r.book_id = k.id and r.role in ('koperasi_payable', 'koperasi_receivable')
                join ledger_balance b on b.account_id = r.account_id join koperasi o on o.id = b.party
           where k.koperasi_id = $1 and k.unit = 'perdagangan' and b.debit <> b.credit and ($2::text is null or o.slug = $2)
           group by o.id order by lower(o.name), o.id"#,
        koperasi.0,
        slug
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// Pays another koperasi; it is asked to confirm.
///
/// # Errors
/// [`BooksError::Unknown`] for no such koperasi; [`BooksError::Refused`] above what is owed.
pub async fn pay_koperasi(
    desk: &Desk,
    by: &Treasurer,
    to: &Slug,
    m: &Movement,
    key: IdempotencyKey,
) -> Result<KoperasiPaymentId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.pay_koperasi", koperasi, to, m)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let other = sqlx::query_scalar!(r#"select id as "id: KoperasiId" from koperasi where slug = $1"#, to.as_str())
        .fetch_optional(tx.conn())
        .await?
        .filter(|other| *other != koperasi)
        .ok_or(BooksError::Unknown)?;
    let book = hold_book(&mut tx, koperasi).await?;
    let owes = balance(tx.conn(), koperasi, Role::KoperasiPayable, Some(other.0)).await?;
    at_most(m.amount, owes)?;
    let entry = entry([Line::debit(Role::KoperasiPayable, m.amount).of(other.0), Line::credit(m.way.role(), m.amount)])?;
    let memo = memo("Pembayaran ke koperasi lain", m.note.as_ref().map(|n| n.as_str()));
    let journal = post(&mut tx, &Posting::new(book, m.day, "koperasi_paid", &memo), &entry).await?;
    let (id, now): (KoperasiPaymentId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into koperasi_payment (id, from_id, to_id, amount, paid_journal, paid_by, paid_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        koperasi.0,
        other.0,
        m.amount.0,
        journal.0,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("ledger.pay_koperasi", Some(koperasi), id.0, json!({ "to": other, "amount": m.amount })).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

/// Confirms that a payment of another koperasi has come: cash or bank grows, what it owes sinks.
///
/// # Errors
/// [`BooksError::Unknown`] for a payment to somebody else; [`BooksError::Done`] for the second officer.
pub async fn confirm(desk: &Desk, by: &Treasurer, id: KoperasiPaymentId, a: &Arrival) -> Result<(), BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = desk.begin(by.account()).await?;
    let payment = sqlx::query!(
        r#"select from_id as "from: KoperasiId", amount as "amount: Rupiah", got_at is not null as "confirmed!"
           from koperasi_payment where id = $1 and to_id = $2 and withdrawn_at is null for update"#,
        id.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)?;
    if payment.confirmed {
        return Err(BooksError::Done);
    }
    let book = hold_book(&mut tx, koperasi).await?;
    let entry = entry([
        Line::debit(a.way.role(), payment.amount),
        Line::credit(Role::KoperasiReceivable, payment.amount).of(payment.from.0),
    ])?;
    let journal = post(&mut tx, &Posting::new(book, a.day, "koperasi_got", "Pembayaran koperasi lain diterima"), &entry).await?;
    let now = tx.now();
    sqlx::query!(
        "update koperasi_payment set got_journal = $2, got_by = $3, got_at = $4 where id = $1",
        id.0,
        journal.0,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.audit("ledger.confirm_payment", Some(koperasi), id.0, json!({ "from": payment.from, "amount": payment.amount })).await?;
    tx.commit().await?;
    Ok(())
}

/// What became of the payment that a journal was about, before the journal is undone: one that the other
/// side has not confirmed counts no more, a confirmation waits anew.
///
/// # Errors
/// [`BooksError::Fixed`] for a payment that was confirmed.
pub(super) async fn undo(tx: &mut Tx, journal: JournalId) -> Result<(), BooksError> {
    let payment = sqlx::query!(
        r#"select id, got_journal is not null as "confirmed!", got_journal is not distinct from $1 as "got!"
           from koperasi_payment where (paid_journal = $1 or got_journal = $1) and withdrawn_at is null for update"#,
        journal.0
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(payment) = payment else { return Ok(()) };
    match (payment.got, payment.confirmed) {
        (true, _) => {
            sqlx::query!(
                "update koperasi_payment set got_journal = null, got_by = null, got_at = null where id = $1",
                payment.id
            )
            .execute(tx.conn())
            .await?;
        }
        (false, true) => return Err(BooksError::Fixed(Obstacle::Confirmed)),
        (false, false) => {
            let now = tx.now();
            sqlx::query!("update koperasi_payment set withdrawn_at = $2 where id = $1", payment.id, now)
                .execute(tx.conn())
                .await?;
        }
    }
    Ok(())
}
