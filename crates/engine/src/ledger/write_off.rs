//! A debt is given up by two: the treasurer asks and says why, another officer decides.

use domain::access::{Officer, Overseer, Treasurer};
use domain::dates::Day;
use domain::ids::{IdempotencyKey, JournalId, MembershipId, WriteOffId};
use domain::ledger::forms::WriteOff;
use domain::ledger::{Line, Role};
use domain::money::Rupiah;
use serde_json::json;
use time::OffsetDateTime;

use super::hold::{entry, hold, tell};
use super::post::{Posting, balance, book, post};
use super::{BooksError, at_most};
use crate::notices::MoneyNews;
use crate::trouble::{OnConstraint as _, Result};
use crate::tx::Once;
use crate::{Desk, ids};

/// Asks to give up what a member owes; one request at a time.
///
/// # Errors
/// [`BooksError::Unknown`]; [`BooksError::Refused`] above what is owed; [`BooksError::Done`] while another
/// request about this member waits.
pub async fn ask_write_off(
    desk: &Desk,
    by: &Treasurer,
    member: MembershipId,
    w: &WriteOff,
    key: IdempotencyKey,
) -> Result<WriteOffId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.write_off", koperasi, member, w)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    hold(&mut tx, koperasi, member).await?;
    let owed = balance(tx.conn(), koperasi, Role::MemberReceivable, Some(member.0)).await?;
    at_most(w.amount, owed)?;
    let (id, now): (WriteOffId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into write_off (id, koperasi_id, membership_id, amount, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        koperasi.0,
        member.0,
        w.amount.0,
        w.reason.as_str(),
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("write_off_open", BooksError::Done)?;
    tx.audit("ledger.write_off_asked", Some(koperasi), id.0, json!({ "membership": member, "amount": w.amount })).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

/// Another officer says yes or no. What is given up is no more than is still owed by then.
///
/// # Errors
/// [`BooksError::Unknown`], [`BooksError::Done`] for what is decided, [`BooksError::SameOfficer`],
/// [`BooksError::Refused`] when less is owed by now.
pub async fn decide_write_off(desk: &Desk, by: &Officer, id: WriteOffId, yes: bool) -> Result<Option<JournalId>, BooksError> {
    let koperasi = by.koperasi();
    let mut tx = desk.begin(by.account()).await?;
    let member = sqlx::query_scalar!(
        r#"select membership_id as "member: MembershipId" from write_off where id = $1 and koperasi_id = $2"#,
        id.0,
        koperasi.id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)?;
    let held = hold(&mut tx, koperasi.id, member).await?;
    // Who decides holds the membership, so nobody decides meanwhile.
    let asked = sqlx::query!(
        r#"select amount as "amount: Rupiah", asked_by = $2 as "own!", decided_at is not null as "decided!" from write_off where id = $1"#,
        id.0,
        by.account().0
    )
    .fetch_one(tx.conn())
    .await?;
    if asked.decided {
        return Err(BooksError::Done);
    }
    // Nor does whoever owes it.
    if asked.own || held.account == by.account() {
        return Err(BooksError::SameOfficer);
    }
    let journal = match yes {
        false => None,
        true => {
            let owed = balance(tx.conn(), koperasi.id, Role::MemberReceivable, Some(member.0)).await?;
            at_most(asked.amount, owed)?;
            let entry = entry([
                Line::debit(Role::WriteOffLoss, asked.amount),
                Line::credit(Role::MemberReceivable, asked.amount).of(member.0),
            ])?;
            let book = book(&mut tx, koperasi.id).await?;
            let day = Day::of(tx.now());
            Some(post(&mut tx, &Posting::new(book, day, "write_off", "Piutang dihapus"), &entry).await?)
        }
    };
    let now = tx.now();
    sqlx::query!(
        "update write_off set decided_by = $2, decided_at = $3, journal_id = $4 where id = $1",
        id.0,
        by.account().0,
        now,
        journal.map(|j| j.0)
    )
    .execute(tx.conn())
    .await?;
    tx.audit("ledger.write_off_decided", Some(koperasi.id), id.0, json!({ "yes": yes, "journal": journal })).await?;
    if yes {
        tell(&mut tx, held.account, koperasi, asked.amount, MoneyNews::WrittenOff).await?;
    }
    tx.commit().await?;
    Ok(journal)
}

/// A request to give up a debt, and what became of it.
#[derive(Debug, Clone)]
pub struct WriteOffRow {
    pub id: WriteOffId,
    pub number: i32,
    pub name: String,
    pub amount: Rupiah,
    pub reason: String,
    pub asked_by: String,
    /// The reader asked: somebody else decides.
    pub own: bool,
    pub asked_at: OffsetDateTime,
    pub decided_by: Option<String>,
    pub decided_at: Option<OffsetDateTime>,
    pub journal: Option<JournalId>,
}

/// The requests of this koperasi, those that wait first; at most two hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn write_offs(desk: &Desk, by: &Overseer) -> Result<Vec<WriteOffRow>> {
    let rows = sqlx::query_as!(
        WriteOffRow,
        r#"select w.id as "id!: WriteOffId", m.number as "number!", a.name as "name!", w.amount as "amount!: Rupiah", w.reason as "reason!",
                  asker.name as "asked_by!", w.asked_by = $2 as "own!", w.asked_at as "asked_at!", decider.name as "decided_by?", w.decided_at,
                  w.journal_id as "journal: JournalId"
           from write_off w join membership m on m.id = w.membership_id join account a on a.id = m.account_id
                join account asker on asker.id = w.asked_by left join account decider on decider.id = w.decided_by
           where w.koperasi_id = $1 order by w.decided_at is not null, w.asked_at desc limit 200"#,
        by.koperasi().id.0,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
