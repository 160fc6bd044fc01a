//! A member's statement: what was paid in, bought and paid, with what stood after each.

use domain::access::{Member, Overseer};
use domain::dates::Day;
use domain::ids::{JournalId, KoperasiId, MembershipId};
use domain::money::Rupiah;

use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// What one journal did to a member's deposit and debt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    pub journal: JournalId,
    pub year: i32,
    pub number: i32,
    pub day: Day,
    pub kind: String,
    pub memo: String,
    /// The joint purchase that it belongs to.
    pub title: Option<String>,
    pub deposit_change: Rupiah,
    pub owed_change: Rupiah,
    /// After it.
    pub deposit: Rupiah,
    pub owed: Rupiah,
}

impl StatementLine {
    /// What the name of its kind does not say: the joint purchase, or what was noted.
    pub fn about(&self) -> Option<&str> {
        self.title.as_deref().or_else(|| domain::ledger::beyond(&self.kind, &self.memo))
    }
}

/// A page of a member's statement, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn statement(
    desk: &Desk,
    by: &Overseer,
    membership: MembershipId,
    limit: i64,
    offset: i64,
) -> Result<Listed<StatementLine>> {
    lines(desk, by.koperasi().id, membership, limit, offset).await
}

/// The same of the member's own.
///
/// # Errors
/// When the database does not answer.
pub async fn own_statement(desk: &Desk, by: &Member, limit: i64, offset: i64) -> Result<Listed<StatementLine>> {
    lines(desk, by.koperasi().id, by.membership(), limit, offset).await
}

/// All accounts of members count, not only those of today's mapping: what was posted before it changed is
/// the member's too.
async fn lines(
    desk: &Desk,
    koperasi: KoperasiId,
    membership: MembershipId,
    limit: i64,
    offset: i64,
) -> Result<Listed<StatementLine>> {
    let rows = sqlx::query!(
        r#"with moved as (
               select l.journal_id,
                      coalesce(sum(l.credit - l.debit) filter (where a.kind = 'liability'), 0) as deposit,
                      coalesce(sum(l.debit - l.credit) filter (where a.kind = 'asset'), 0) as owed
               from ledger_book k join ledger_account a on a.book_id = k.id and a.party = 'member'
                    join journal_line l on l.account_id = a.id and l.party = $2
               where k.koperasi_id = $1 and k.unit = 'perdagangan' group by l.journal_id
           )
           select j.id as "journal!: JournalId", j.year as "year!", j.number as "number!", j.day as "day!: Day", j.kind as "kind!", j.memo as "memo!", r.title as "title?",
                  m.deposit::bigint as "deposit_change!: Rupiah", m.owed::bigint as "owed_change!: Rupiah",
                  (sum(m.deposit) over (order by j.day, j.year, j.number))::bigint as "deposit!: Rupiah",
                  (sum(m.owed) over (order by j.day, j.year, j.number))::bigint as "owed!: Rupiah", count(*) over () as "total!"
           from moved m join journal j on j.id = m.journal_id left join round r on r.id = j.round_id
           order by j.day desc, j.year desc, j.number desc limit $3 offset $4"#,
        koperasi.0,
        membership.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| StatementLine {
        journal: r.journal,
        year: r.year,
        number: r.number,
        day: r.day,
        kind: r.kind,
        memo: r.memo,
        title: r.title,
        deposit_change: r.deposit_change,
        owed_change: r.owed_change,
        deposit: r.deposit,
        owed: r.owed,
    });
    Ok(Listed { rows: rows.collect(), total })
}
