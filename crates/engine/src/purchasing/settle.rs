//! Penyelesaian: members are charged for what they got, in the books of every koperasi that took part, in
//! one transaction. It happens once.

use std::collections::{BTreeMap, HashMap};

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{AccountId, ChargeId, IdempotencyKey, JournalId, KoperasiId, MembershipId, RoundId};
use domain::ledger::{BusinessUnit, Entry, Line, Role};
use domain::money::Rupiah;
use domain::purchasing::Step;
use domain::quantity::Quantity;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::goods::{fresh, own};
use super::{Round, RoundError};
use crate::ledger::{Posting, book, next_number, post};
use crate::notices::{News, OfficeNews, Officers, RoundNews};
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// What a settlement did, in all koperasi together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Members who were charged.
    pub charges: i64,
    /// What they were charged.
    pub total: Rupiah,
    /// How much of it their deposits paid at once.
    pub deposits: Rupiah,
}

/// What a member got, and owes for it.
struct Charged {
    koperasi: KoperasiId,
    membership: MembershipId,
    account: AccountId,
    number: i32,
    amount: Quantity,
    goods: Rupiah,
    transport: Rupiah,
    fee: Rupiah,
}

/// Settles a round: charges, journals, deposits, all or nothing. The second press of the button finds the
/// first one's result. Goods may be handed out before or after.
///
/// # Errors
/// [`RoundError::Moved`] when somebody else was quicker, [`RoundError::Stale`] when a line was moved since
/// the page was opened, [`RoundError::Unknown`].
pub async fn settle(desk: &Desk, by: &Officer, id: RoundId, version: i64, key: IdempotencyKey) -> Result<Settled, RoundError> {
    let mut tx = match desk.begin_once(by.account(), key, &("round.settle", id, version)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let round = own(&mut tx, by, id).await?;
    let state = round.state.after(Step::Settle)?;
    fresh(&round, version)?;
    let lines = locked(&mut tx, id).await?;
    let stock = prove(&round, &lines)?;
    let settled = post_all(&mut tx, &round, &lines, stock).await?;
    let now = tx.now();
    sqlx::query!(
        "update round set state = $2, settled_at = $3, updated_at = greatest($3, updated_at + interval '1 microsecond')
         where id = $1",
        id.0,
        state.code(),
        now
    )
    .execute(tx.conn())
    .await?;
    tell(&mut tx, &round, &lines).await?;
    tx.audit("round.settle", Some(round.koperasi), id.0, json!(settled)).await?;
    tx.commit_with(&settled).await?;
    Ok(settled)
}

/// Everyone who got something, their memberships held in the order of their ids, so that nobody's deposit
/// moves meanwhile. In the order of koperasi and member numbers.
async fn locked(tx: &mut Tx, id: RoundId) -> Result<Vec<Charged>> {
    let mut lines = sqlx::query_as!(
        Charged,
        r#"select a.koperasi_id as "koperasi: KoperasiId", a.membership_id as "membership: MembershipId",
                  m.account_id as "account: AccountId", coalesce(m.number, 0) as "number!", a.final as "amount: Quantity",
                  a.goods as "goods: Rupiah", a.transport as "transport: Rupiah", a.fee as "fee: Rupiah"
           from allocation a join membership m on m.id = a.membership_id
           where a.round_id = $1 and a.final > 0 order by m.id for no key update of m"#,
        id.0
    )
    .fetch_all(tx.conn())
    .await?;
    lines.sort_by_key(|l| (l.koperasi, l.number, l.membership));
    Ok(lines)
}

/// What the goods cost that nobody had asked for. Everything that was received has been shared out or is
/// stock, and all that the supplier gets is somebody's to pay: otherwise nothing may be posted.
fn prove(round: &Round, lines: &[Charged]) -> Result<Rupiah> {
    let wrong = || Trouble::Other(format!("round {}: what was received is not what was shared out", round.id));
    let (Some(accepted), Some(stock)) = (round.accepted_quantity, round.stock_quantity) else { return Err(wrong()) };
    let (Some(price), Some(transport)) = (round.unit_price, round.transport) else { return Err(wrong()) };
    let given = lines.iter().try_fold(stock, |sum, l| sum.checked_add(l.amount)).ok_or_else(wrong)?;
    let cost = price.for_quantity(accepted).and_then(|goods| goods.checked_add(transport)).ok_or_else(wrong)?;
    let of_members = Rupiah::checked_sum(lines.iter().flat_map(|l| [l.goods, l.transport])).ok_or_else(wrong)?;
    let rest = cost.checked_sub(of_members).ok_or_else(wrong)?;
    let holds = given == accepted && !rest.is_negative() && (rest == Rupiah::ZERO || !stock.is_zero());
    if holds { Ok(rest) } else { Err(wrong()) }
}

/// What the members of one koperasi owe together.
struct Sums {
    /// Goods and transport.
    cost: Rupiah,
    fee: Rupiah,
}

impl Sums {
    fn of(lines: &[&Charged]) -> Result<Self> {
        let sum = |of: fn(&Charged) -> [Rupiah; 2]| Rupiah::checked_sum(lines.iter().flat_map(|l| of(l))).ok_or_else(too_large);
        Ok(Self { cost: sum(|l| [l.goods, l.transport])?, fee: sum(|l| [l.fee, Rupiah::ZERO])? })
    }
}

fn too_large() -> Trouble {
    Trouble::Other("a charge does not fit".to_owned())
}

impl Charged {
    fn total(&self) -> Result<Rupiah> {
        Rupiah::checked_sum([self.goods, self.transport, self.fee]).ok_or_else(too_large)
    }
}

/// Book after book, in the order of the koperasi's ids.
async fn post_all(tx: &mut Tx, round: &Round, lines: &[Charged], stock: Rupiah) -> Result<Settled> {
    let mut by_koperasi: BTreeMap<KoperasiId, Vec<&Charged>> = BTreeMap::new();
    // Without members of its own the coordinator still passes the goods on.
    by_koperasi.entry(round.koperasi).or_default();
    for line in lines {
        by_koperasi.entry(line.koperasi).or_default().push(line);
    }
    let sums =
        by_koperasi.iter().map(|(koperasi, lines)| Ok((*koperasi, Sums::of(lines)?))).collect::<Result<BTreeMap<_, _>>>()?;
    let deposits = free_deposits(tx.conn(), round.id, None).await?;
    let mut settled = Settled { charges: 0, total: Rupiah::ZERO, deposits: Rupiah::ZERO };
    for (koperasi, lines) in &by_koperasi {
        let entry = if *koperasi == round.koperasi {
            coordinator(round, lines, &sums, stock)
        } else {
            joined(round, lines, &sums[koperasi])
        };
        let Some(entry) = balanced(entry?)? else { continue };
        let (book, day) = (book(tx, *koperasi).await?, Day::of(tx.now()));
        let memo = format!("Penyelesaian: {}", round.title);
        let journal = post(tx, &Posting::new(book, day, "settlement", &memo).round(round.id), &entry).await?;
        charge(tx, round, *koperasi, lines, journal).await?;
        settled.charges += i64::try_from(lines.len()).unwrap_or(i64::MAX);
        for line in lines {
            settled.total = settled.total.checked_add(line.total()?).ok_or_else(too_large)?;
        }
        let (entry, paid) = applied(lines, &deposits)?;
        if let Some(entry) = balanced(entry)? {
            let memo = format!("Titipan dipakai: {}", round.title);
            post(tx, &Posting::new(book, day, "deposit_applied", &memo).round(round.id), &entry).await?;
            settled.deposits = settled.deposits.checked_add(paid).ok_or_else(too_large)?;
        }
    }
    Ok(settled)
}

/// An entry of what is above zero; none when nothing is.
fn balanced(lines: Vec<Line>) -> Result<Option<Entry>> {
    if lines.iter().all(|l| l.amount == Rupiah::ZERO) {
        return Ok(None);
    }
    Entry::new(lines).map(Some).map_err(|why| Trouble::Other(format!("a settlement: {why}")))
}

/// The coordinator's journal: the goods leave its hands, against what its members, the other koperasi and
/// its own store take. Its fee is on its own members.
fn coordinator(round: &Round, own: &[&Charged], sums: &BTreeMap<KoperasiId, Sums>, stock: Rupiah) -> Result<Vec<Line>> {
    let mut entry = owed(own)?;
    let others = sums.iter().filter(|(koperasi, _)| **koperasi != round.koperasi);
    entry.extend(others.map(|(koperasi, sums)| Line::debit(Role::KoperasiReceivable, sums.cost).of(koperasi.0)));
    entry.push(Line::debit(Role::Stock, stock));
    let costs = sums.values().map(|s| s.cost).chain([stock]);
    entry.push(Line::credit(Role::RoundGoods, Rupiah::checked_sum(costs).ok_or_else(too_large)?));
    entry.push(Line::credit(Role::FeeIncome, sums.get(&round.koperasi).map_or(Rupiah::ZERO, |s| s.fee)));
    Ok(entry)
}

/// The journal of a koperasi that joined: what its members owe is the coordinator's, but for its own fee.
fn joined(round: &Round, own: &[&Charged], sums: &Sums) -> Result<Vec<Line>> {
    let mut entry = owed(own)?;
    entry.push(Line::credit(Role::KoperasiPayable, sums.cost).of(round.koperasi.0));
    entry.push(Line::credit(Role::FeeIncome, sums.fee));
    Ok(entry)
}

fn owed(lines: &[&Charged]) -> Result<Vec<Line>> {
    lines.iter().map(|l| Ok(Line::debit(Role::MemberReceivable, l.total()?).of(l.membership.0))).collect()
}

/// What deposits pay at once, and how much that is.
fn applied(lines: &[&Charged], deposits: &HashMap<MembershipId, Rupiah>) -> Result<(Vec<Line>, Rupiah)> {
    let mut entry = Vec::new();
    let mut paid = Rupiah::ZERO;
    for line in lines {
        let use_up = deposits.get(&line.membership).copied().unwrap_or(Rupiah::ZERO).min(line.total()?);
        paid = paid.checked_add(use_up).ok_or_else(too_large)?;
        entry.push(Line::debit(Role::MemberDeposit, use_up).of(line.membership.0));
        entry.push(Line::credit(Role::MemberReceivable, use_up).of(line.membership.0));
    }
    Ok((entry, paid))
}

/// What the deposits of those who get something may be used for: not what the other rounds that a member
/// is in ask for. `only` narrows it to one koperasi. Who decides by it holds the memberships.
pub(super) async fn free_deposits(
    db: impl PgExecutor<'_>,
    round: RoundId,
    only: Option<KoperasiId>,
) -> Result<HashMap<MembershipId, Rupiah>> {
    let rows = sqlx::query!(
        r#"select a.membership_id as "membership: MembershipId", b.credit - b.debit - other.due as "free!: Rupiah"
           from allocation a
                join ledger_book k on k.koperasi_id = a.koperasi_id and k.unit = $3
                join ledger_role r on r.book_id = k.id and r.role = $4
                join ledger_balance b on b.account_id = r.account_id and b.party = a.membership_id and b.credit > b.debit
                cross join lateral (
                    select coalesce(sum(p.deposit_due), 0)::bigint as due from pledge p join round d on d.id = p.round_id
                    where p.membership_id = a.membership_id and p.round_id <> a.round_id
                      and d.state in ('open', 'closed', 'ordered', 'received')) other
           where a.round_id = $1 and ($2::uuid is null or a.koperasi_id = $2) and a.final > 0
             and b.credit - b.debit > other.due"#,
        round.0,
        only.map(|k| k.0),
        BusinessUnit::Trade.code(),
        Role::MemberDeposit.code()
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|r| (r.membership, r.free)).collect())
}

/// The members' invoices, numbered without a gap.
async fn charge(tx: &mut Tx, round: &Round, koperasi: KoperasiId, lines: &[&Charged], journal: JournalId) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let year = Day::of(now).date().year();
    let count = i32::try_from(lines.len()).map_err(|_| too_large())?;
    let first = next_number(tx, koperasi.0, "TAG", year, count).await?;
    let ids: Vec<Uuid> = lines.iter().map(|_| ids::fresh::<ChargeId>().0).collect();
    let members: Vec<Uuid> = lines.iter().map(|l| l.membership.0).collect();
    let amounts: Vec<i64> = lines.iter().map(|l| l.amount.thousandths()).collect();
    let goods: Vec<i64> = lines.iter().map(|l| l.goods.0).collect();
    let transport: Vec<i64> = lines.iter().map(|l| l.transport.0).collect();
    let fees: Vec<i64> = lines.iter().map(|l| l.fee.0).collect();
    sqlx::query!(
        "insert into charge (id, round_id, koperasi_id, membership_id, year, number, quantity, goods, transport, fee, journal_id, at)
         select t.id, $1::uuid, $2::uuid, t.member, $3::int, $4::int + t.nth::int - 1, t.amount, t.goods, t.transport, t.fee,
                $5::uuid, $6::timestamptz
         from unnest($7::uuid[], $8::uuid[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
              with ordinality as t(id, member, amount, goods, transport, fee, nth)",
        round.id.0,
        koperasi.0,
        year,
        first,
        journal.0,
        now,
        &ids,
        &members,
        &amounts,
        &goods,
        &transport,
        &fees
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Members hear what they are charged, officers of all koperasi that it is done.
async fn tell(tx: &mut Tx, round: &Round, lines: &[Charged]) -> Result<()> {
    let mut news = Vec::with_capacity(lines.len());
    for line in lines {
        let what = RoundNews::Settled { total: line.total()? };
        news.push((line.account, News::Round { round: round.id, title: round.title.clone(), what }));
    }
    tx.tell_all(&news).await?;
    tx.tell_officers(Officers::All, round.id, &round.title, OfficeNews::Settled).await
}
