//! What suppliers are owed for goods that came, and paying it.

use domain::access::{Overseer, Treasurer};
use domain::dates::Day;
use domain::ids::{IdempotencyKey, JournalId, KoperasiId, RoundId, SupplierId};
use domain::ledger::forms::Movement;
use domain::ledger::{Line, Role};
use domain::money::Rupiah;
use domain::slug::Slug;
use serde_json::json;
use sqlx::PgExecutor;

use super::hold::{entry, hold_book};
use super::post::{Posting, balance, post};
use super::{BooksError, at_most, memo};
use crate::Desk;
use crate::trouble::Result;
use crate::tx::Once;

/// A delivery, or another reason to owe, that is not paid in full: payments take the oldest first.
#[derive(Debug, Clone)]
pub struct OpenItem {
    pub journal: JournalId,
    pub round: Option<RoundId>,
    pub title: String,
    pub day: Day,
    pub amount: Rupiah,
    pub open: Rupiah,
}

/// A supplier whom this koperasi owes something.
#[derive(Debug, Clone)]
pub struct SupplierDebt {
    pub supplier: SupplierId,
    pub slug: Slug,
    pub name: String,
    pub owed: Rupiah,
    /// The oldest first.
    pub items: Vec<OpenItem>,
}

impl SupplierDebt {
    pub fn oldest(&self) -> Option<Day> {
        self.items.first().map(|item| item.day)
    }
}

struct Row {
    supplier: SupplierId,
    slug: Slug,
    name: String,
    owed: Rupiah,
    journal: JournalId,
    round: Option<RoundId>,
    title: String,
    day: Day,
    amount: Rupiah,
    open: Rupiah,
}

/// Whom this koperasi owes, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn supplier_debts(desk: &Desk, by: &Overseer) -> Result<Vec<SupplierDebt>> {
    debts(desk, by.koperasi().id, None).await
}

/// What this koperasi owes one supplier; `None` when it is nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn supplier_debt(desk: &Desk, by: &Overseer, slug: &Slug) -> Result<Option<SupplierDebt>> {
    Ok(debts(desk, by.koperasi().id, Some(slug.as_str())).await?.pop())
}

async fn debts(desk: &Desk, koperasi: KoperasiId, slug: Option<&str>) -> Result<Vec<SupplierDebt>> {
    let rows = sqlx::query_as!(
        Row,
        r#"with owing as (
               select s.id, s.slug, s.name, r.account_id, b.credit - b.debit as owed
               from ledger_book k join ledger_role r on r.book_id = k.id and r.role = 'supplier_payable'
                    join ledger_balance b on b.account_id = r.account_id join supplier s on s.id = b.party
               where k.koperasi_id = $1 and k.unit = 'perdagangan' and b.credit > b.debit and ($2::text is null or s.slug = $2)
           ), lines as (
               select o.id, l.debit, l.credit, j.mirrors is not null as undoes, j.id as journal, j.round_id, j.memo, j.day, j.year,
                      j.number, l.line
               from owing o join journal_line l on l.account_id = o.account_id and l.party = o.id join journal j on j.id = l.journal_id
           ), paid as (
               select id, coalesce(sum(debit) filter (where not undoes), 0) - coalesce(sum(credit) filter (where undoes), 0) as amount
               from lines group by id
           ), items as (
               select l.*, sum(l.credit) over (partition by l.id order by l.day, l.year, l.number, l.line) as upto
               from lines l where l.credit > 0 and not l.undoes
           )
           select o.id as "supplier!: SupplierId", o.slug as "slug!: Slug", o.name as "name!", o.owed as "owed!: Rupiah",
                  i.journal as "journal!: JournalId", i.round_id as "round: RoundId", coalesce(rd.title, i.memo) as "title!",
                  i.day as "day!: Day", i.credit as "amount!: Rupiah",
                  least(i.credit, i.upto - p.amount)::bigint as "open!: Rupiah"
           from owing o join paid p on p.id = o.id join items i on i.id = o.id left join round rd on rd.id = i.round_id
           where i.upto > p.amount
           order by lower(o.name), o.id, i.day, i.year, i.number, i.line"#,
        koperasi.0,
        slug
    )
    .fetch_all(desk.db())
    .await?;
    let mut debts: Vec<SupplierDebt> = Vec::new();
    for r in rows {
        let item = OpenItem { journal: r.journal, round: r.round, title: r.title, day: r.day, amount: r.amount, open: r.open };
        match debts.last_mut().filter(|last| last.supplier == r.supplier) {
            Some(last) => last.items.push(item),
            None => {
                debts.push(SupplierDebt { supplier: r.supplier, slug: r.slug, name: r.name, owed: r.owed, items: vec![item] });
            }
        }
    }
    Ok(debts)
}

/// A supplier that a koperasi has to do with.
pub(super) struct Known {
    pub id: SupplierId,
    name: String,
}

/// A supplier that this koperasi may know of: a public one, its own, or one that has been in its book, which
/// may still be owed something when it is in the directory no more.
pub(super) async fn known(db: impl PgExecutor<'_>, koperasi: KoperasiId, slug: &Slug) -> Result<Option<Known>> {
    let known = sqlx::query_as!(
        Known,
        r#"select s.id as "id: SupplierId", s.name from supplier s
           where s.slug = $2 and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id)
                 or exists (select from ledger_book k join ledger_account a on a.book_id = k.id and a.party = 'supplier'
                                   join ledger_balance b on b.account_id = a.id and b.party = s.id
                            where k.koperasi_id = $1))"#,
        koperasi.0,
        slug.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(known)
}

/// What a supplier is called; `None` for one that this koperasi has nothing to do with.
///
/// # Errors
/// When the database does not answer.
pub async fn supplier_name(desk: &Desk, by: &Overseer, slug: &Slug) -> Result<Option<String>> {
    Ok(known(desk.db(), by.koperasi().id, slug).await?.map(|supplier| supplier.name))
}

/// Pays a supplier: the debt, and cash or bank, sink.
///
/// # Errors
/// [`BooksError::Unknown`] for no such supplier, or one that this koperasi has nothing to do with; [`BooksError::Refused`] above what is owed.
pub async fn pay_supplier(
    desk: &Desk,
    by: &Treasurer,
    supplier: &Slug,
    m: &Movement,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.pay_supplier", koperasi, supplier, m)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let id = known(tx.conn(), koperasi, supplier).await?.ok_or(BooksError::Unknown)?.id;
    let book = hold_book(&mut tx, koperasi).await?;
    let owed = balance(tx.conn(), koperasi, Role::SupplierPayable, Some(id.0)).await?;
    at_most(m.amount, owed)?;
    let entry = entry([Line::debit(Role::SupplierPayable, m.amount).of(id.0), Line::credit(m.way.role(), m.amount)])?;
    let memo = memo("Pembayaran pemasok", m.note.as_ref().map(|n| n.as_str()));
    let journal = post(&mut tx, &Posting::new(book, m.day, "supplier_paid", &memo), &entry).await?;
    tx.audit("ledger.pay_supplier", Some(koperasi), journal.0, json!({ "supplier": id, "amount": m.amount })).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}
