//! Titipan: money that a member pays in before anything is bought, and takes out again.

use domain::access::Treasurer;
use domain::ids::{IdempotencyKey, JournalId, MembershipId};
use domain::ledger::forms::Movement;
use domain::ledger::{Line, Role};
use serde_json::json;

use super::hold::{entry, hold, tell};
use super::post::{Posting, book, post};
use super::{BooksError, at_most, credit, memo};
use crate::Desk;
use crate::notices::MoneyNews;
use crate::tx::Once;

/// A member pays in: cash or bank, and the deposit, grow.
///
/// # Errors
/// [`BooksError::Unknown`] for whoever is no member (any more).
pub async fn deposit_in(
    desk: &Desk,
    by: &Treasurer,
    member: MembershipId,
    m: &Movement,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi();
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.deposit_in", koperasi.id, member, m)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let held = hold(&mut tx, koperasi.id, member).await?;
    if !held.admitted {
        return Err(BooksError::Unknown);
    }
    let entry = entry([Line::debit(m.way.role(), m.amount), Line::credit(Role::MemberDeposit, m.amount).of(member.0)])?;
    let memo = memo("Titipan diterima", m.note.as_ref().map(|n| n.as_str()));
    let book = book(&mut tx, koperasi.id).await?;
    let journal = post(&mut tx, &Posting::new(book, m.day, "deposit_in", &memo), &entry).await?;
    let detail = json!({ "membership": member, "amount": m.amount });
    tx.audit("ledger.deposit_in", Some(koperasi.id), journal.0, detail).await?;
    tell(&mut tx, held.account, koperasi, m.amount, MoneyNews::DepositIn).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}

/// A member gets back what no pledge asks for and nothing rests on; also who has left.
///
/// # Errors
/// [`BooksError::Unknown`]; [`BooksError::Refused`] above what may be paid back.
pub async fn deposit_out(
    desk: &Desk,
    by: &Treasurer,
    member: MembershipId,
    m: &Movement,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi();
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.deposit_out", koperasi.id, member, m)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let held = hold(&mut tx, koperasi.id, member).await?;
    let credit = credit(tx.conn(), koperasi.id, member, None).await?;
    at_most(m.amount, credit.returnable())?;
    let entry = entry([Line::debit(Role::MemberDeposit, m.amount).of(member.0), Line::credit(m.way.role(), m.amount)])?;
    let memo = memo("Titipan dikembalikan", m.note.as_ref().map(|n| n.as_str()));
    let book = book(&mut tx, koperasi.id).await?;
    let journal = post(&mut tx, &Posting::new(book, m.day, "deposit_out", &memo), &entry).await?;
    let detail = json!({ "membership": member, "amount": m.amount });
    tx.audit("ledger.deposit_out", Some(koperasi.id), journal.0, detail).await?;
    tell(&mut tx, held.account, koperasi, m.amount, MoneyNews::DepositOut).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}
