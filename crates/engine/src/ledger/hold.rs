//! Who is held while a balance decides, and what all movements of money have in common.

use domain::access::KoperasiRef;
use domain::ids::{AccountId, BookId, KoperasiId, MembershipId};
use domain::ledger::{Entry, Line};
use domain::money::Rupiah;

use super::BooksError;
use super::post::book;
use crate::notices::{MoneyNews, News};
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// A membership whose balances nobody else changes until the transaction ends.
pub(super) struct Held {
    pub account: AccountId,
    /// False for who has left, with whom there may still be something to settle.
    pub admitted: bool,
}

/// Holds a membership of this koperasi.
///
/// # Errors
/// [`BooksError::Unknown`], also for who only applied.
pub(super) async fn hold(tx: &mut Tx, koperasi: KoperasiId, membership: MembershipId) -> Result<Held, BooksError> {
    let row = sqlx::query!(
        r#"select account_id as "account: AccountId", state = 'admitted' as "admitted!" from membership
           where id = $1 and koperasi_id = $2 and number is not null for no key update"#,
        membership.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)?;
    Ok(Held { account: row.account, admitted: row.admitted })
}

/// Holds the koperasi's book: for balances that belong to no member.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn hold_book(tx: &mut Tx, koperasi: KoperasiId) -> Result<BookId> {
    let id = book(tx, koperasi).await?;
    sqlx::query_scalar!("select id from ledger_book where id = $1 for no key update", id.0).fetch_one(tx.conn()).await?;
    Ok(id)
}

/// An entry that is right by how it is built.
///
/// # Errors
/// When it is not.
pub(super) fn entry(lines: impl IntoIterator<Item = Line>) -> Result<Entry> {
    Entry::new(lines).map_err(|why| Trouble::Other(format!("an entry of a movement of money: {why}")))
}

/// Tells a member what happened to their money.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn tell(tx: &mut Tx, to: AccountId, by: &KoperasiRef, amount: Rupiah, what: MoneyNews) -> Result<()> {
    tx.tell(to, &News::Money { koperasi: by.name.clone(), amount, what }).await?;
    Ok(())
}
