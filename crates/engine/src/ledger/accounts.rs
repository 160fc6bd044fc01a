//! Accounts as they stand: all of them, one line by line, and the trial balance of a day.

use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::{JournalId, KoperasiId};
use domain::ledger::{AccountCode, AccountKind, Party, Role, SEED};
use domain::money::Rupiah;
use uuid::Uuid;

use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::{Result, Trouble};

/// An account with the sums of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    pub code: String,
    pub name: String,
    pub kind: AccountKind,
    pub party: Option<Party>,
    /// What use cases post to it.
    pub roles: Vec<Role>,
    pub debit: Rupiah,
    pub credit: Rupiah,
}

impl AccountRow {
    /// Positive on the side that raises the account.
    pub fn balance(&self) -> Rupiah {
        let net = self.debit.0 - self.credit.0;
        Rupiah(if self.kind.is_debit() { net } else { -net })
    }

    /// What stands in the debit and the credit column of a trial balance: one of them.
    pub fn columns(&self) -> (Rupiah, Rupiah) {
        let net = self.debit.0 - self.credit.0;
        (Rupiah(net.max(0)), Rupiah((-net).max(0)))
    }
}

struct Row {
    code: String,
    name: String,
    kind: String,
    party: Option<String>,
    roles: Vec<String>,
    debit: Rupiah,
    credit: Rupiah,
}

impl TryFrom<Row> for AccountRow {
    type Error = Trouble;

    fn try_from(row: Row) -> Result<Self> {
        let unknown = || Trouble::Other(format!("account {} is of an unknown kind or party", row.code));
        let party = match row.party.as_deref() {
            None => None,
            Some(code) => Some(Party::ALL.into_iter().find(|p| p.code() == code).ok_or_else(unknown)?),
        };
        let kind = AccountKind::from_code(&row.kind).ok_or_else(unknown)?;
        // A role of a newer version on another server is none that this one knows.
        let roles = row.roles.iter().filter_map(|code| Role::from_code(code)).collect();
        Ok(Self { code: row.code, name: row.name, kind, party, roles, debit: row.debit, credit: row.credit })
    }
}

/// Every account by its code. A koperasi that has no book yet has the ones that its book will begin with.
///
/// # Errors
/// When the database does not answer.
pub async fn accounts(desk: &Desk, by: &Overseer) -> Result<Vec<AccountRow>> {
    of_koperasi(desk, by.koperasi().id).await
}

pub(super) async fn of_koperasi(desk: &Desk, koperasi: KoperasiId) -> Result<Vec<AccountRow>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select a.code as "code!", a.name as "name!", a.kind as "kind!", a.party,
                  array(select r.role from ledger_role r where r.book_id = k.id and r.account_id = a.id order by r.role) as "roles!",
                  coalesce(s.debit, 0)::bigint as "debit!: Rupiah", coalesce(s.credit, 0)::bigint as "credit!: Rupiah"
           from ledger_book k join ledger_account a on a.book_id = k.id
                left join lateral (select sum(b.debit) as debit, sum(b.credit) as credit from ledger_balance b
                                   where b.account_id = a.id) s on true
           where k.koperasi_id = $1 and k.unit = 'perdagangan' order by a.code"#,
        koperasi.0
    )
    .fetch_all(desk.db())
    .await?;
    if rows.is_empty() {
        return Ok(to_begin_with());
    }
    rows.into_iter().map(AccountRow::try_from).collect()
}

fn to_begin_with() -> Vec<AccountRow> {
    let row = |seed: &domain::ledger::Seed| AccountRow {
        code: seed.code.to_owned(),
        name: seed.name.to_owned(),
        kind: seed.kind,
        party: seed.role.party(),
        roles: vec![seed.role],
        debit: Rupiah::ZERO,
        credit: Rupiah::ZERO,
    };
    let mut rows: Vec<AccountRow> = SEED.iter().map(row).collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    rows
}

/// What all accounts stand at by the end of a day.
#[derive(Debug, Clone)]
pub struct TrialBalance {
    /// Those that anything was ever posted to.
    pub rows: Vec<AccountRow>,
    pub debit: Rupiah,
    pub credit: Rupiah,
}

/// The trial balance (neraca saldo) as of a day, added up from the lines.
///
/// # Errors
/// When the database does not answer.
pub async fn trial_balance(desk: &Desk, by: &Overseer, day: Day) -> Result<TrialBalance> {
    let rows = sqlx::query_as!(
        Row,
        r#"select a.code, a.name, a.kind, a.party, '{}'::text[] as "roles!", s.debit as "debit!: Rupiah", s.credit as "credit!: Rupiah"
           from (select l.account_id, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
                 from ledger_book k join journal j on j.book_id = k.id and j.day <= $2 join journal_line l on l.journal_id = j.id
                 where k.koperasi_id = $1 and k.unit = 'perdagangan' group by l.account_id) s
                join ledger_account a on a.id = s.account_id
           order by a.code"#,
        by.koperasi().id.0,
        day.date()
    )
    .fetch_all(desk.db())
    .await?;
    let rows: Vec<AccountRow> = rows.into_iter().map(AccountRow::try_from).collect::<Result<_>>()?;
    let sum = |side: fn((Rupiah, Rupiah)) -> Rupiah| Rupiah(rows.iter().map(|r| side(r.columns()).0).sum());
    let (debit, credit) = (sum(|c| c.0), sum(|c| c.1));
    Ok(TrialBalance { rows, debit, credit })
}

/// A line of an account, with what the account stands at after it.
#[derive(Debug, Clone)]
pub struct AccountLine {
    pub journal: JournalId,
    pub year: i32,
    pub number: i32,
    pub day: Day,
    pub kind: String,
    pub memo: String,
    /// The member by number and name, the supplier, the koperasi.
    pub party: Option<String>,
    pub debit: Rupiah,
    pub credit: Rupiah,
    pub balance: Rupiah,
}

/// An account and a page of its lines, the newest first.
#[derive(Debug, Clone)]
pub struct AccountPage {
    pub account: AccountRow,
    pub lines: Listed<AccountLine>,
    /// Whose lines alone are shown, by name.
    pub party: Option<String>,
}

struct LineRow {
    journal: JournalId,
    year: i32,
    number: i32,
    day: Day,
    kind: String,
    memo: String,
    party: Option<String>,
    debit: Rupiah,
    credit: Rupiah,
    net: Rupiah,
    total: i64,
}

/// The account of a code, all its lines or one party's; `None` when there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn account(
    desk: &Desk,
    by: &Overseer,
    code: &AccountCode,
    party: Option<Uuid>,
    limit: i64,
    offset: i64,
) -> Result<Option<AccountPage>> {
    let all = accounts(desk, by).await?;
    let Some(account) = all.into_iter().find(|a| a.code == code.as_str()) else { return Ok(None) };
    let rows = sqlx::query_as!(
        LineRow,
        r#"with lines as (
               select j.id, j.year, j.number, j.day, j.kind, j.memo, l.line, l.party, l.debit, l.credit, a.party as whose,
                      sum(l.debit - l.credit) over (order by j.day, j.year, j.number, l.line) as net, count(*) over () as total
               from ledger_book k join ledger_account a on a.book_id = k.id and a.code = $2
                    join journal_line l on l.account_id = a.id join journal j on j.id = l.journal_id
               where k.koperasi_id = $1 and k.unit = 'perdagangan' and ($3::uuid is null or l.party = $3)
               order by j.day desc, j.year desc, j.number desc, l.line desc limit $4 offset $5)
           select l.id as "journal!: JournalId", l.year as "year!", l.number as "number!", l.day as "day!: Day", l.kind as "kind!",
                  l.memo as "memo!",
                  case l.whose
                      when 'member' then (select m.number || ' · ' || p.name from membership m join account p on p.id = m.account_id where m.id = l.party)
                      when 'supplier' then (select s.name from supplier s where s.id = l.party)
                      when 'koperasi' then (select o.name from koperasi o where o.id = l.party) end as party,
                  l.debit as "debit!: Rupiah", l.credit as "credit!: Rupiah", l.net::bigint as "net!: Rupiah", l.total as "total!"
           from lines l order by l.day desc, l.year desc, l.number desc, l.line desc"#,
        by.koperasi().id.0,
        code.as_str(),
        party,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let shown = party.and(rows.first()).and_then(|r| r.party.clone());
    let sign = if account.kind.is_debit() { 1 } else { -1 };
    let line = |r: LineRow| AccountLine {
        journal: r.journal,
        year: r.year,
        number: r.number,
        day: r.day,
        kind: r.kind,
        memo: r.memo,
        party: r.party,
        debit: r.debit,
        credit: r.credit,
        balance: Rupiah(r.net.0 * sign),
    };
    let lines = Listed { rows: rows.into_iter().map(line).collect(), total };
    Ok(Some(AccountPage { account, lines, party: shown }))
}
