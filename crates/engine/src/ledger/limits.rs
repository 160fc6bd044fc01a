//! How far the treasurer trusts a member beyond the deposit.

use domain::access::Treasurer;
use domain::ids::MembershipId;
use domain::money::Rupiah;
use serde_json::json;

use super::BooksError;
use super::hold::{hold, tell};
use crate::Desk;
use crate::notices::MoneyNews;

/// Sets a member's limit. It may be below what they owe: then they pledge no more until they have paid.
/// Setting it to what it is changes nothing and tells nobody.
///
/// # Errors
/// [`BooksError::Unknown`]; [`BooksError::SameOfficer`] for the treasurer's own.
pub async fn set_limit(desk: &Desk, by: &Treasurer, member: MembershipId, amount: Rupiah) -> Result<(), BooksError> {
    let koperasi = by.koperasi();
    let mut tx = desk.begin(by.account()).await?;
    let held = hold(&mut tx, koperasi.id, member).await?;
    if !held.admitted {
        return Err(BooksError::Unknown);
    }
    if held.account == by.account() {
        return Err(BooksError::SameOfficer);
    }
    let now = tx.now();
    let set = sqlx::query!(
        "insert into credit_limit as l (membership_id, koperasi_id, amount, set_by, set_at) values ($1, $2, $3, $4, $5)
         on conflict (membership_id) do update set amount = excluded.amount, set_by = excluded.set_by, set_at = excluded.set_at
         where l.amount <> excluded.amount",
        member.0,
        koperasi.id.0,
        amount.0,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    if set.rows_affected() == 1 {
        tx.audit("ledger.limit", Some(koperasi.id), member.0, json!({ "amount": amount })).await?;
        tell(&mut tx, held.account, koperasi, amount, MoneyNews::LimitSet).await?;
    }
    tx.commit().await?;
    Ok(())
}
