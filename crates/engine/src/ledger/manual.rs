//! Entries by hand: what the koperasi had before it kept its books here, a fee of the bank, an ink cartridge.

use domain::access::Treasurer;
use domain::form::Invalid;
use domain::ids::{BookId, IdempotencyKey, JournalId};
use domain::ledger::AccountCode;
use domain::ledger::forms::Manual;
use serde_json::json;
use uuid::Uuid;

use super::BooksError;
use super::hold::hold_book;
use super::post::{Posting, begin_journal};
use crate::Desk;
use crate::tx::{Once, Tx};

/// Posts an amount from one account to another. Accounts that keep a balance for each member, supplier or
/// koperasi move by their own forms only.
///
/// # Errors
/// [`BooksError::Refused`] for an account that is not there, or has parties.
pub async fn post_manual(desk: &Desk, by: &Treasurer, m: &Manual, key: IdempotencyKey) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.manual", koperasi, m)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let book = hold_book(&mut tx, koperasi).await?;
    let debit = plain_account(&mut tx, book, &m.debit, "debit").await?;
    let credit = plain_account(&mut tx, book, &m.credit, "kredit").await?;
    let journal = begin_journal(&mut tx, &Posting::new(book, m.day, "manual", m.memo.as_str())).await?;
    sqlx::query!(
        "insert into journal_line (journal_id, line, account_id, debit, credit) values ($1, 1, $2, $4, 0), ($1, 2, $3, 0, $4)",
        journal.0,
        debit,
        credit,
        m.amount.0
    )
    .execute(tx.conn())
    .await?;
    tx.audit("ledger.manual", Some(koperasi), journal.0, json!({ "amount": m.amount })).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}

async fn plain_account(tx: &mut Tx, book: BookId, code: &AccountCode, field: &str) -> Result<Uuid, BooksError> {
    sqlx::query_scalar!("select id from ledger_account where book_id = $1 and code = $2 and party is null", book.0, code.as_str())
        .fetch_optional(tx.conn())
        .await?
        .ok_or_else(|| BooksError::refused(field, Invalid::UnknownChoice))
}
