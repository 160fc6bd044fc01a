//! The chart of accounts is the koperasi's own: which account a use case posts to, what accounts are
//! called, and which there are beside those that a book begins with.

use domain::access::Treasurer;
use domain::form::Invalid;
use domain::ids::{BookId, LedgerAccountId};
use domain::ledger::forms::{Mapping, NewAccount};
use domain::ledger::{AccountCode, Party, Role};
use domain::text::Line;
use serde_json::json;

use super::BooksError;
use super::post::{book, fits};
use crate::trouble::{OnConstraint as _, Result};
use crate::tx::Tx;
use crate::{Desk, ids};

/// Lets a role post to another account of its kind and party. One that keeps balances moves only while all
/// of them are zero: nobody's deposit or debt stays behind on the old account.
///
/// # Errors
/// [`BooksError::Refused`] for an account that does not fit; [`BooksError::Done`] while balances stand on
/// the present one.
pub async fn set_account(desk: &Desk, by: &Treasurer, m: &Mapping) -> Result<(), BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = desk.begin(by.account()).await?;
    let book = lock_mapping(&mut tx, by).await?;
    let account = sqlx::query!(
        r#"select id as "id: LedgerAccountId", kind, party from ledger_account where book_id = $1 and code = $2"#,
        book.0,
        m.account.as_str()
    )
    .fetch_optional(tx.conn())
    .await?
    .filter(|a| a.kind == m.role.kind().code() && fits(m.role, a.party.as_deref()))
    .ok_or_else(|| BooksError::refused("akun", Invalid::UnknownChoice))?;
    let before = sqlx::query!(
        r#"select r.account_id as "account: LedgerAccountId",
                  exists (select from ledger_balance b where b.account_id = r.account_id and b.debit <> b.credit) as "standing!"
           from ledger_role r where r.book_id = $1 and r.role = $2"#,
        book.0,
        m.role.code()
    )
    .fetch_optional(tx.conn())
    .await?;
    let moves = before.as_ref().is_none_or(|b| b.account != account.id);
    if moves && keeps(m.role) && before.is_some_and(|b| b.standing) {
        return Err(BooksError::Done);
    }
    if moves {
        sqlx::query!(
            "insert into ledger_role (book_id, role, account_id) values ($1, $2, $3)
             on conflict (book_id, role) do update set account_id = excluded.account_id",
            book.0,
            m.role.code(),
            account.id.0
        )
        .execute(tx.conn())
        .await?;
        let detail = json!({ "role": m.role.code(), "account": m.account });
        tx.audit("ledger.mapping", Some(koperasi), book.0, detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether use cases decide by what stands on the role's account.
fn keeps(role: Role) -> bool {
    role.party().is_some() || role == Role::RoundGoods
}

/// Holds the book against whoever posts: a journal's row needs it (its foreign key), and postings read the
/// mapping only once they have it.
async fn lock_mapping(tx: &mut Tx, by: &Treasurer) -> Result<BookId> {
    let id = book(tx, by.koperasi().id).await?;
    sqlx::query_scalar!("select id from ledger_book where id = $1 for update", id.0).fetch_one(tx.conn()).await?;
    Ok(id)
}

/// Adds an account of one's own.
///
/// # Errors
/// [`BooksError::Refused`] for a code that is taken.
pub async fn add_account(desk: &Desk, by: &Treasurer, a: &NewAccount) -> Result<(), BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = desk.begin(by.account()).await?;
    let book = book(&mut tx, koperasi).await?;
    let (id, now): (LedgerAccountId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into ledger_account (id, book_id, code, name, kind, party, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        book.0,
        a.code.as_str(),
        a.name.as_str(),
        a.kind().code(),
        a.party.map(Party::code),
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("ledger_account_code_taken", BooksError::refused("kode", Invalid::Taken))?;
    tx.audit("ledger.account_added", Some(koperasi), id.0, json!({ "code": a.code })).await?;
    tx.commit().await?;
    Ok(())
}

/// Calls an account otherwise. Its code stays: people know it by that.
///
/// # Errors
/// [`BooksError::Unknown`]
pub async fn rename_account(desk: &Desk, by: &Treasurer, code: &AccountCode, name: &Line<80>) -> Result<(), BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = desk.begin(by.account()).await?;
    let book = book(&mut tx, koperasi).await?;
    let id = sqlx::query_scalar!(
        "update ledger_account set name = $3 where book_id = $1 and code = $2 returning id",
        book.0,
        code.as_str(),
        name.as_str()
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)?;
    tx.audit("ledger.account_renamed", Some(koperasi), id, json!({ "code": code })).await?;
    tx.commit().await?;
    Ok(())
}
