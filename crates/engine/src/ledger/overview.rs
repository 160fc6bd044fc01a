//! How the books stand, and what waits for somebody.

use domain::access::Overseer;
use domain::dates::Day;
use domain::ledger::Role;
use domain::money::Rupiah;
use time::OffsetDateTime;

use super::accounts::{AccountRow, accounts};
use super::age::ages;
use super::supplier::supplier_debts;
use crate::Desk;
use crate::trouble::Result;

#[derive(Debug, Clone)]
pub struct Overview {
    pub accounts: Vec<AccountRow>,
    /// False for a koperasi whose book has no journal yet.
    pub begun: bool,
    /// Members with debts older than thirty days, and how much that is.
    pub overdue: i64,
    pub overdue_amount: Rupiah,
    pub suppliers: i64,
    pub suppliers_amount: Rupiah,
    pub oldest_supplier_debt: Option<Day>,
    /// Payments of other koperasi that nobody has confirmed.
    pub to_confirm: i64,
    pub to_confirm_amount: Rupiah,
    /// Other koperasi that this one owes.
    pub koperasi_owed: i64,
    pub write_offs: i64,
    pub oldest_write_off: Option<OffsetDateTime>,
}

impl Overview {
    /// What the account of a role stands at.
    pub fn balance(&self, role: Role) -> Rupiah {
        self.accounts.iter().find(|a| a.roles.contains(&role)).map_or(Rupiah::ZERO, AccountRow::balance)
    }

    /// Debit and credit of the whole book, added up.
    pub fn sums(&self) -> (Rupiah, Rupiah) {
        let sum = |side: fn(&AccountRow) -> Rupiah| Rupiah(self.accounts.iter().map(|a| side(a).0).sum());
        (sum(|a| a.debit), sum(|a| a.credit))
    }
}

/// # Errors
/// When the database does not answer.
pub async fn overview(desk: &Desk, by: &Overseer) -> Result<Overview> {
    let koperasi = by.koperasi().id;
    let accounts = accounts(desk, by).await?;
    let late: Vec<Rupiah> = ages(desk, by).await?.iter().map(super::Aged::overdue).filter(|r| *r > Rupiah::ZERO).collect();
    let suppliers = supplier_debts(desk, by).await?;
    let waiting = sqlx::query!(
        r#"select payments.n as "payments!", payments.amount as "amount!: Rupiah", asked.n as "asked!", asked.oldest as "oldest?", owed.n as "owed!"
           from (select count(*) as n, coalesce(sum(amount), 0)::bigint as amount from koperasi_payment where to_id = $1 and got_at is null and withdrawn_at is null) payments,
                (select count(*) as n, min(asked_at) as oldest from write_off where koperasi_id = $1 and decided_at is null) asked,
                (select count(*) as n from ledger_book k join ledger_role r on r.book_id = k.id and r.role = 'koperasi_payable'
                        join ledger_balance b on b.account_id = r.account_id
                 where k.koperasi_id = $1 and k.unit = 'perdagangan' and b.credit > b.debit) owed"#,
        koperasi.0
    )
    .fetch_one(desk.db())
    .await?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(Overview {
        begun: accounts.iter().any(|a| a.debit != Rupiah::ZERO || a.credit != Rupiah::ZERO),
        accounts,
        overdue: count(late.len()),
        overdue_amount: Rupiah(late.iter().map(|r| r.0).sum()),
        suppliers: count(suppliers.len()),
        suppliers_amount: Rupiah(suppliers.iter().map(|s| s.owed.0).sum()),
        oldest_supplier_debt: suppliers.iter().filter_map(super::SupplierDebt::oldest).min(),
        to_confirm: waiting.payments,
        to_confirm_amount: waiting.amount,
        koperasi_owed: waiting.owed,
        write_offs: waiting.asked,
        oldest_write_off: waiting.oldest,
    })
}
