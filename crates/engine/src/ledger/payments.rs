//! A member pays what they owe for goods.

use domain::access::Treasurer;
use domain::ids::{IdempotencyKey, JournalId, MembershipId};
use domain::ledger::forms::{MemberPayment, PayWay};
use domain::ledger::{Line, Role};
use serde_json::json;

use super::hold::{entry, hold, tell};
use super::post::{Posting, book, post};
use super::{BooksError, at_most, credit, memo};
use crate::Desk;
use crate::notices::MoneyNews;
use crate::tx::Once;

/// A member pays with money, or out of the own deposit as far as no pledge asks for it.
///
/// # Errors
/// [`BooksError::Unknown`]; [`BooksError::Refused`] above what is owed, or what the deposit gives.
pub async fn member_pays(
    desk: &Desk,
    by: &Treasurer,
    member: MembershipId,
    p: &MemberPayment,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi();
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.member_pays", koperasi.id, member, p)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let held = hold(&mut tx, koperasi.id, member).await?;
    let credit = credit(tx.conn(), koperasi.id, member, None).await?;
    let (most, from, kind, what) = match p.way {
        PayWay::Money(way) => (credit.owed, Line::debit(way.role(), p.amount), "member_paid", "Pembayaran anggota"),
        PayWay::Deposit => {
            let from = Line::debit(Role::MemberDeposit, p.amount).of(member.0);
            (credit.payable_from_deposit(), from, "deposit_used", "Titipan dipakai membayar")
        }
    };
    at_most(p.amount, most)?;
    let entry = entry([from, Line::credit(Role::MemberReceivable, p.amount).of(member.0)])?;
    let memo = memo(what, p.note.as_ref().map(|n| n.as_str()));
    let book = book(&mut tx, koperasi.id).await?;
    let journal = post(&mut tx, &Posting::new(book, p.day, kind, &memo), &entry).await?;
    let detail = json!({ "membership": member, "amount": p.amount, "way": p.way.code() });
    tx.audit("ledger.member_pays", Some(koperasi.id), journal.0, detail).await?;
    tell(&mut tx, held.account, koperasi, p.amount, MoneyNews::Paid).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}
