//! Where a koperasi pays a supplier: for the officer with the money duty alone.

use domain::access::Treasurer;
use domain::ids::SupplierId;
use domain::purchasing::BankAccount;
use domain::slug::Slug;
use serde_json::json;

use crate::Desk;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// A supplier as the page of its bank account shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankView {
    pub supplier: String,
    /// Bank, number, holder; `None` until somebody has written them down.
    pub account: Option<(String, String, String)>,
    /// What was seen; 0 for none.
    pub version: i64,
}

/// `None` when this koperasi sees no such supplier.
///
/// # Errors
/// When the database does not answer.
pub async fn bank(desk: &Desk, by: &Treasurer, supplier: &Slug) -> Result<Option<BankView>> {
    let row = sqlx::query!(
        r#"select s.name as "name!", b.bank as "bank?", b.number as "number?", b.holder as "holder?",
                  coalesce((extract(epoch from b.updated_at) * 1000000)::bigint, 0) as "version!"
           from supplier s left join supplier_bank b on b.supplier_id = s.id and b.koperasi_id = $1
           where s.slug = $2 and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))"#,
        by.koperasi().id.0,
        supplier.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|row| BankView {
        supplier: row.name,
        account: row.bank.zip(row.number).zip(row.holder).map(|((bank, number), holder)| (bank, number, holder)),
        version: row.version,
    }))
}

#[derive(Debug, thiserror::Error)]
pub enum BankError {
    /// No such supplier that this koperasi sees.
    #[error("no such supplier")]
    Unknown,
    /// Somebody else wrote it since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Writes the account down. `version` is the one that the page showed, 0 for none; without one, whatever
/// is there is overwritten. The audit log says that it changed, and keeps the number that was there: who
/// pays to a wrong account wants to know who wrote it.
///
/// # Errors
/// [`BankError::Unknown`], [`BankError::Stale`].
pub async fn write(
    desk: &Desk,
    by: &Treasurer,
    supplier: &Slug,
    version: Option<i64>,
    account: &BankAccount,
) -> Result<(), BankError> {
    let mut tx = desk.begin(by.account()).await?;
    let id = paid(&mut tx, by, supplier).await?.ok_or(BankError::Unknown)?;
    let koperasi = by.koperasi().id;
    let before =
        sqlx::query_scalar!("select number from supplier_bank where koperasi_id = $1 and supplier_id = $2", koperasi.0, id.0)
            .fetch_optional(tx.conn())
            .await
            .map_err(Trouble::from)?;
    if !put(&mut tx, by, id, version, account).await? {
        return Err(BankError::Stale);
    }
    // The last digits tell two accounts apart, and pay nobody.
    let tail = |number: &str| number.chars().skip(number.chars().count().saturating_sub(4)).collect::<String>();
    let detail = json!({ "from": before.as_deref().map(tail), "to": tail(&account.number) });
    tx.audit("supplier.bank", Some(koperasi), id.0, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Held, so that two who write do so one after the other.
async fn paid(tx: &mut Tx, by: &Treasurer, supplier: &Slug) -> Result<Option<SupplierId>> {
    let id = sqlx::query_scalar!(
        r#"select s.id as "id: SupplierId" from supplier s
           where s.slug = $2 and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))
           for no key update of s"#,
        by.koperasi().id.0,
        supplier.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id)
}

/// False when there is another account than the one that was seen.
async fn put(tx: &mut Tx, by: &Treasurer, supplier: SupplierId, version: Option<i64>, account: &BankAccount) -> Result<bool> {
    let now = tx.now();
    let done = sqlx::query!(
        "insert into supplier_bank as b (koperasi_id, supplier_id, bank, number, holder, written_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (koperasi_id, supplier_id) do update set bank = excluded.bank, number = excluded.number,
             holder = excluded.holder, written_by = excluded.written_by,
             updated_at = greatest(excluded.updated_at, b.updated_at + interval '1 microsecond')
         where $8::bigint is null or (extract(epoch from b.updated_at) * 1000000)::bigint = $8",
        by.koperasi().id.0,
        supplier.0,
        account.bank.as_str(),
        account.number,
        account.holder.as_str(),
        by.account().0,
        now,
        version
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
