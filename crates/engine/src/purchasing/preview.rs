//! What a settlement will write into a koperasi's own book, or has written.

use domain::access::Overseer;
use domain::ids::{JournalId, KoperasiId, MembershipId, RoundId};
use domain::ledger::{BusinessUnit, Role};
use domain::money::Rupiah;
use domain::purchasing::State;

use super::goods::{Goods, goods};
use super::settle::free_deposits;
use crate::Desk;
use crate::trouble::{Result, Trouble};

/// A line of the own book, with all members in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookLine {
    pub code: String,
    pub account: String,
    /// The other koperasi that it is about.
    pub party: Option<String>,
    pub debit: Rupiah,
    pub credit: Rupiah,
}

/// A journal of the round in the own book.
#[derive(Debug, Clone)]
pub struct Posted {
    pub id: JournalId,
    pub kind: String,
    pub year: i32,
    pub number: i32,
}

#[derive(Debug, Clone)]
pub struct Preview {
    pub goods: Goods,
    /// Own members who are charged.
    pub members: i64,
    /// Goods and transport of the own members.
    pub cost: Rupiah,
    pub fee: Rupiah,
    /// How much of it their deposits pay at once.
    pub deposits: Rupiah,
    /// Own members who have not fetched theirs.
    pub waiting: i64,
    /// The settlement's journal.
    pub lines: Vec<BookLine>,
    /// A second journal, for what deposits pay at once; empty when they pay nothing.
    pub from_deposits: Vec<BookLine>,
    pub journals: Vec<Posted>,
}

impl Preview {
    /// What the own members owe together; `None` when it does not fit.
    pub fn total(&self) -> Option<Rupiah> {
        self.cost.checked_add(self.fee)
    }
}

struct Sums {
    koperasi: KoperasiId,
    name: String,
    members: i64,
    cost: Rupiah,
    fee: Rupiah,
    waiting: i64,
}

/// The settlement as it looks in the own book. `None` for a koperasi that takes no part.
///
/// # Errors
/// When the database does not answer.
pub async fn preview(desk: &Desk, by: &Overseer, id: RoundId) -> Result<Option<Preview>> {
    let koperasi = by.koperasi().id;
    let Some(goods) = goods(desk.db(), koperasi, id).await? else { return Ok(None) };
    let sums = sqlx::query_as!(
        Sums,
        r#"select a.koperasi_id as "koperasi: KoperasiId", k.name, count(*) as "members!",
                  sum(a.goods + a.transport)::bigint as "cost!: Rupiah", sum(a.fee)::bigint as "fee!: Rupiah",
                  count(*) filter (where a.handed_at is null and a.confirmed_at is null) as "waiting!"
           from allocation a join koperasi k on k.id = a.koperasi_id
           where a.round_id = $1 and a.final > 0 group by a.koperasi_id, k.name order by k.name"#,
        id.0
    )
    .fetch_all(desk.db())
    .await?;
    let names = names(desk, koperasi).await?;
    let deposits = match goods.state {
        State::Settled => applied(desk, koperasi, id).await?,
        _ => will_pay(desk, koperasi, id).await?,
    };
    let own = sums.iter().find(|s| s.koperasi == koperasi);
    let (members, cost, fee, waiting) = own.map_or((0, Rupiah::ZERO, Rupiah::ZERO, 0), |s| (s.members, s.cost, s.fee, s.waiting));
    let lines = lines(&goods, koperasi, &sums, &names)?;
    let from_deposits = from_deposits(deposits, &names);
    let journals = journals(desk, koperasi, id).await?;
    Ok(Some(Preview { goods, members, cost, fee, deposits, waiting, lines, from_deposits, journals }))
}

fn line(names: &[Named], role: Role, party: Option<&str>, debit: Rupiah, credit: Rupiah) -> BookLine {
    let named = names.iter().find(|n| n.role == role.code());
    BookLine {
        code: named.map_or_else(|| seed_code(role).to_owned(), |n| n.code.clone()),
        account: named.map_or_else(|| role.title().to_owned(), |n| n.name.clone()),
        party: party.map(str::to_owned),
        debit,
        credit,
    }
}

/// Deposits are used up, and members owe so much less.
fn from_deposits(deposits: Rupiah, names: &[Named]) -> Vec<BookLine> {
    if deposits == Rupiah::ZERO {
        return Vec::new();
    }
    vec![
        line(names, Role::MemberDeposit, None, deposits, Rupiah::ZERO),
        line(names, Role::MemberReceivable, None, Rupiah::ZERO, deposits),
    ]
}

/// The lines of the settlement, those of zero left out.
fn lines(goods: &Goods, koperasi: KoperasiId, sums: &[Sums], names: &[Named]) -> Result<Vec<BookLine>> {
    let too_large = || Trouble::Other("a settlement does not fit".to_owned());
    let line = |role: Role, party: Option<&str>, debit, credit| line(names, role, party, debit, credit);
    let own = sums.iter().find(|s| s.koperasi == koperasi);
    let (cost, fee) = own.map_or((Rupiah::ZERO, Rupiah::ZERO), |s| (s.cost, s.fee));
    let owed = cost.checked_add(fee).ok_or_else(too_large)?;
    let mut lines = vec![line(Role::MemberReceivable, None, owed, Rupiah::ZERO)];
    if goods.coordinator {
        let others = sums.iter().filter(|s| s.koperasi != koperasi);
        lines.extend(others.map(|s| line(Role::KoperasiReceivable, Some(s.name.as_str()), s.cost, Rupiah::ZERO)));
        let all = whole(goods).ok_or_else(too_large)?;
        let of_members = Rupiah::checked_sum(sums.iter().map(|s| s.cost)).ok_or_else(too_large)?;
        let stock = all.checked_sub(of_members).ok_or_else(too_large)?;
        lines.push(line(Role::Stock, None, stock, Rupiah::ZERO));
        lines.push(line(Role::RoundGoods, None, Rupiah::ZERO, all));
    } else {
        lines.push(line(Role::KoperasiPayable, Some(goods.run_by.as_str()), Rupiah::ZERO, cost));
    }
    lines.push(line(Role::FeeIncome, None, Rupiah::ZERO, fee));
    lines.retain(|l| l.debit != Rupiah::ZERO || l.credit != Rupiah::ZERO);
    Ok(lines)
}

/// Goods and transport of the whole round; nothing before it was received.
fn whole(goods: &Goods) -> Option<Rupiah> {
    match (goods.accepted, goods.unit_price, goods.transport) {
        (Some(accepted), Some(price), Some(transport)) => price.for_quantity(accepted)?.checked_add(transport),
        _ => Some(Rupiah::ZERO),
    }
}

fn seed_code(role: Role) -> &'static str {
    domain::ledger::SEED.iter().find(|s| s.role == role).map_or("", |s| s.code)
}

struct Named {
    role: String,
    code: String,
    name: String,
}

/// The koperasi's own names of its accounts; none before it has a book.
async fn names(desk: &Desk, koperasi: KoperasiId) -> Result<Vec<Named>> {
    let names = sqlx::query_as!(
        Named,
        "select r.role, a.code, a.name from ledger_book b join ledger_role r on r.book_id = b.id
                join ledger_account a on a.id = r.account_id where b.koperasi_id = $1 and b.unit = $2",
        koperasi.0,
        BusinessUnit::Trade.code()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(names)
}

/// What deposits would pay if it were settled now.
async fn will_pay(desk: &Desk, koperasi: KoperasiId, id: RoundId) -> Result<Rupiah> {
    let free = free_deposits(desk.db(), id, Some(koperasi)).await?;
    let charged = sqlx::query!(
        r#"select membership_id as "membership: MembershipId", goods + transport + fee as "total!: Rupiah"
           from allocation where round_id = $1 and koperasi_id = $2 and final > 0"#,
        id.0,
        koperasi.0
    )
    .fetch_all(desk.db())
    .await?;
    let pays = charged.iter().filter_map(|c| Some((*free.get(&c.membership)?).min(c.total)));
    Rupiah::checked_sum(pays).ok_or_else(|| Trouble::Other("the deposits of a round do not fit".to_owned()))
}

/// What deposits have paid.
async fn applied(desk: &Desk, koperasi: KoperasiId, id: RoundId) -> Result<Rupiah> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(l.debit), 0)::bigint as "sum!: Rupiah"
           from journal j join ledger_book k on k.id = j.book_id join journal_line l on l.journal_id = j.id
           where j.round_id = $2 and j.kind = 'deposit_applied' and j.mirrors is null and k.koperasi_id = $1"#,
        koperasi.0,
        id.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(sum)
}

async fn journals(desk: &Desk, koperasi: KoperasiId, id: RoundId) -> Result<Vec<Posted>> {
    let journals = sqlx::query_as!(
        Posted,
        r#"select j.id as "id: JournalId", j.kind, j.year, j.number
           from journal j join ledger_book k on k.id = j.book_id
           where j.round_id = $2 and k.koperasi_id = $1 order by j.year, j.number"#,
        koperasi.0,
        id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(journals)
}
