//! Jatah: who gets how much of what there is, and what it costs them.

use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Invalid};
use domain::ids::{AccountId, KoperasiId, MembershipId, PledgeId, RoundId};
use domain::money::{Price, Rupiah};
use domain::purchasing::{Charges, IllegalStep, OfferTerms, Share, State, Step, allocate, charges};
use domain::quantity::Quantity;
use domain::text::Line;
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::goods::{Goods, goods, takes_part};
use super::{Round, RoundError, lock, terms};
use crate::Desk;
use crate::ledger::credit;
use crate::notices::{News, RoundNews};
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

struct Pledged {
    id: PledgeId,
    at: OffsetDateTime,
    quantity: Quantity,
    tolerance: Quantity,
}

/// Shares `supply` out anew among all who pledged, members of every koperasi alike, and writes down what
/// each gets and costs. What an officer had moved by hand is forgotten. Gives what is nobody's: the
/// coordinator's stock. The caller holds the round's row.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn allocate_anew(
    tx: &mut Tx,
    round: &Round,
    terms: &OfferTerms,
    supply: Quantity,
    price: Price,
    transport: Rupiah,
) -> Result<Quantity, RoundError> {
    // The order is that of the ties: of equal remainders the earlier pledge gets the rupiah.
    let pledges = sqlx::query_as!(
        Pledged,
        r#"select id as "id: PledgeId", created_at as at, quantity as "quantity: Quantity", tolerance as "tolerance: Quantity"
           from pledge where round_id = $1 and quantity > 0 order by created_at, id"#,
        round.id.0
    )
    .fetch_all(tx.conn())
    .await?;
    let shares: Vec<Share> =
        pledges.iter().map(|p| Share { id: p.id.0, at: p.at, quantity: p.quantity, tolerance: p.tolerance }).collect();
    let given = allocate(&shares, terms.step, supply);
    let handed = given.iter().try_fold(Quantity::ZERO, |sum, part| sum.checked_add(*part));
    let stock = handed.and_then(|handed| supply.checked_sub(handed)).ok_or_else(|| Trouble::Other(TOO_MUCH.to_owned()))?;
    let costs = costs(round, &given, supply, price, transport)?;
    write(tx, &pledges, &given, &costs).await?;
    Ok(stock)
}

const TOO_MUCH: &str = "more was given than there is, or an amount does not fit";

/// What everyone owes of so much accepted, by the rules of the round.
fn costs(round: &Round, given: &[Quantity], accepted: Quantity, price: Price, transport: Rupiah) -> Result<Charges> {
    charges(given, accepted, price, transport, round.transport_split, round.fee)
        .ok_or_else(|| Trouble::Other(TOO_MUCH.to_owned()))
}

/// All lines in one statement: a round may have ten thousand.
async fn write(tx: &mut Tx, pledges: &[Pledged], given: &[Quantity], costs: &Charges) -> Result<()> {
    let ids: Vec<Uuid> = pledges.iter().map(|p| p.id.0).collect();
    let amounts: Vec<i64> = given.iter().map(|q| q.thousandths()).collect();
    let goods: Vec<i64> = costs.members.iter().map(|c| c.goods.0).collect();
    let transport: Vec<i64> = costs.members.iter().map(|c| c.transport.0).collect();
    let fees: Vec<i64> = costs.members.iter().map(|c| c.fee.0).collect();
    sqlx::query!(
        "insert into allocation (pledge_id, round_id, koperasi_id, membership_id, computed, final, goods, transport, fee)
         select p.id, p.round_id, p.koperasi_id, p.membership_id, t.amount, t.amount, t.goods, t.transport, t.fee
         from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                as t(pledge, amount, goods, transport, fee)
              join pledge p on p.id = t.pledge
         on conflict (pledge_id) do update set computed = excluded.computed, final = excluded.final, goods = excluded.goods,
             transport = excluded.transport, fee = excluded.fee, moved_by = null, moved_at = null, moved_reason = null",
        &ids,
        &amounts,
        &goods,
        &transport,
        &fees
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a member of the officer's own koperasi another amount. What is freed is the coordinator's stock,
/// and more comes from there. What it costs is split anew among all. Nobody gets more than they said they
/// would take, nor than their limit lets them owe.
///
/// # Errors
/// [`RoundError::Refused`] (`jumlah`) for what is off the step, more than there is, than was pledged with its
/// tolerance, or than the member's limit covers; [`RoundError::Stale`] once the pick-up list was printed, or
/// the member has fetched their goods; [`RoundError::Moved`] before the goods came and after the settlement;
/// [`RoundError::Unknown`].
pub async fn move_line(
    desk: &Desk,
    by: &Officer,
    id: RoundId,
    membership: MembershipId,
    to: Quantity,
    reason: &Line<200>,
) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = lock(tx.conn(), id).await?;
    takes_part(&mut tx, &round, by.koperasi().id).await?;
    if round.state != State::Received {
        return Err(IllegalStep { from: round.state, step: Step::Settle }.into());
    }
    let line = sqlx::query!(
        r#"select a.pledge_id, a.final as "amount: Quantity", m.account_id as "account: AccountId",
                  g.quantity + g.tolerance as "pledged!: Quantity", a.goods + a.transport + a.fee as "total!: Rupiah",
                  a.handed_at is not null or a.confirmed_at is not null as "fetched!"
           from allocation a join membership m on m.id = a.membership_id join pledge g on g.id = a.pledge_id
           where a.round_id = $1 and a.membership_id = $2 and a.koperasi_id = $3 for no key update of m"#,
        id.0,
        membership.0,
        by.koperasi().id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(RoundError::Unknown)?;
    if round.list_locked || line.fetched {
        return Err(RoundError::Stale { version: round.version });
    }
    if line.amount == to {
        return Ok(());
    }
    let step = terms(tx.conn(), round.offer).await?.step;
    let there = line.amount.checked_add(round.stock_quantity.unwrap_or_default()).unwrap_or(line.amount);
    check(to, step, there.min(line.pledged)).map_err(|why| RoundError::Refused(FieldErrors::of("jumlah", why)))?;
    let now = tx.now();
    sqlx::query!(
        "update allocation set final = $2, moved_by = $3, moved_at = $4, moved_reason = $5 where pledge_id = $1",
        line.pledge_id,
        to.thousandths(),
        by.account().0,
        now,
        reason.as_str()
    )
    .execute(tx.conn())
    .await?;
    charge_anew(&mut tx, &round).await?;
    if to > line.amount {
        within_limit(&mut tx, by.koperasi().id, id, membership, line.total).await?;
    }
    let detail = json!({ "membership": membership, "from": line.amount, "to": to });
    tx.audit("allocation.move", Some(by.koperasi().id), id.0, detail).await?;
    let what = RoundNews::Moved { quantity: to, reason: reason.to_string() };
    tx.tell(line.account, &News::Round { round: id, title: round.title.clone(), what }).await?;
    tx.commit().await?;
    Ok(())
}

fn check(to: Quantity, step: Quantity, most: Quantity) -> Result<(), Invalid> {
    if to.thousandths() % step.thousandths().max(1) != 0 {
        Err(Invalid::OffStep { step })
    } else if to > most {
        Err(Invalid::MoreThan { max: most })
    } else {
        Ok(())
    }
}

/// Whether a member may owe what the line costs by now; `before` it was this. The caller holds the membership,
/// and drops what was written when it is too much.
async fn within_limit(
    tx: &mut Tx,
    koperasi: KoperasiId,
    round: RoundId,
    membership: MembershipId,
    before: Rupiah,
) -> Result<(), RoundError> {
    let total = sqlx::query_scalar!(
        r#"select goods + transport + fee as "total!: Rupiah" from allocation where round_id = $1 and membership_id = $2"#,
        round.0,
        membership.0
    )
    .fetch_one(tx.conn())
    .await?;
    // The pledge held all that it could become, but as limit and price were then, without a fixed transport.
    let left = credit(tx.conn(), koperasi, membership, Some(round.0)).await?.left();
    if total <= left {
        return Ok(());
    }
    let more = left.checked_sub(before).unwrap_or_default().max(Rupiah::ZERO);
    Err(RoundError::Refused(FieldErrors::of("jumlah", Invalid::AboveTheirLimit { left: more })))
}

/// Splits what the accepted goods cost among the amounts as they are, and says what is left as stock.
async fn charge_anew(tx: &mut Tx, round: &Round) -> Result<()> {
    let (Some(accepted), Some(price), Some(transport)) = (round.accepted_quantity, round.unit_price, round.transport) else {
        return Err(Trouble::Other(format!("round {} was received without saying what", round.id)));
    };
    let rows = sqlx::query!(
        r#"select a.pledge_id, a.final as "amount: Quantity" from allocation a join pledge p on p.id = a.pledge_id
           where a.round_id = $1 order by p.created_at, p.id"#,
        round.id.0
    )
    .fetch_all(tx.conn())
    .await?;
    let given: Vec<Quantity> = rows.iter().map(|r| r.amount).collect();
    let costs = costs(round, &given, accepted, price, transport)?;
    let handed: i64 = given.iter().map(|q| q.thousandths()).sum();
    let ids: Vec<Uuid> = rows.iter().map(|r| r.pledge_id).collect();
    let goods: Vec<i64> = costs.members.iter().map(|c| c.goods.0).collect();
    let transport: Vec<i64> = costs.members.iter().map(|c| c.transport.0).collect();
    let fees: Vec<i64> = costs.members.iter().map(|c| c.fee.0).collect();
    sqlx::query!(
        "update allocation a set goods = t.goods, transport = t.transport, fee = t.fee
         from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) as t(pledge, goods, transport, fee)
         where a.pledge_id = t.pledge and (a.goods, a.transport, a.fee) is distinct from (t.goods, t.transport, t.fee)",
        &ids,
        &goods,
        &transport,
        &fees
    )
    .execute(tx.conn())
    .await?;
    let now = tx.now();
    sqlx::query!(
        "update round set stock_quantity = $2, updated_at = greatest($3, updated_at + interval '1 microsecond') where id = $1",
        round.id.0,
        accepted.thousandths() - handed,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a member of the own koperasi gets.
#[derive(Debug, Clone)]
pub struct Allotted {
    pub membership: MembershipId,
    pub number: i32,
    pub name: String,
    pub pledged: Quantity,
    pub tolerance: Quantity,
    /// By the rule.
    pub computed: Quantity,
    /// As it is, after an officer may have moved it.
    pub amount: Quantity,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub fee: Rupiah,
    pub reason: Option<String>,
    /// Handed out, or confirmed by the member.
    pub fetched: bool,
}

impl Allotted {
    /// `None` when it does not fit.
    pub fn total(&self) -> Option<Rupiah> {
        self.goods.checked_add(self.transport)?.checked_add(self.fee)
    }
}

/// What the members of a koperasi get together.
#[derive(Debug, Clone)]
pub struct Together {
    pub koperasi: String,
    /// The one that asks.
    pub own: bool,
    pub members: i64,
    pub pledged: Quantity,
    pub amount: Quantity,
    pub total: Rupiah,
}

#[derive(Debug, Clone)]
pub struct Allocations {
    pub goods: Goods,
    /// Members of the own koperasi, by number: one page of them.
    pub lines: Vec<Allotted>,
    /// How many there are in all.
    pub count: i64,
    pub by_koperasi: Vec<Together>,
}

/// Who gets what, as far as this koperasi may know: its own members by name, those of others together.
///
/// # Errors
/// When the database does not answer.
pub async fn allocations(desk: &Desk, by: &Overseer, id: RoundId, limit: i64, offset: i64) -> Result<Option<Allocations>> {
    let koperasi = by.koperasi().id;
    let Some(goods) = goods(desk.db(), koperasi, id).await? else { return Ok(None) };
    let lines = lines(desk, koperasi, id, None, limit, offset).await?;
    let by_koperasi = sqlx::query_as!(
        Together,
        r#"select k.name as koperasi, a.koperasi_id = $2 as "own!", count(*) as "members!",
                  sum(g.quantity)::bigint as "pledged!: Quantity", sum(a.final)::bigint as "amount!: Quantity",
                  sum(a.goods + a.transport + a.fee)::bigint as "total!: Rupiah"
           from allocation a join koperasi k on k.id = a.koperasi_id join pledge g on g.id = a.pledge_id
           where a.round_id = $1 group by k.name, a.koperasi_id order by 2 desc, 1"#,
        id.0,
        koperasi.0
    )
    .fetch_all(desk.db())
    .await?;
    let count = by_koperasi.iter().find(|t| t.own).map_or(0, |t| t.members);
    Ok(Some(Allocations { goods, lines, count, by_koperasi }))
}

/// One line, for the form that moves it. `None` for what is none of the own koperasi's.
///
/// # Errors
/// When the database does not answer.
pub async fn allotted(desk: &Desk, by: &Overseer, id: RoundId, membership: MembershipId) -> Result<Option<Allotted>> {
    Ok(lines(desk, by.koperasi().id, id, Some(membership), 1, 0).await?.pop())
}

async fn lines(
    desk: &Desk,
    koperasi: KoperasiId,
    id: RoundId,
    only: Option<MembershipId>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Allotted>> {
    let lines = sqlx::query_as!(
        Allotted,
        r#"select a.membership_id as "membership: MembershipId", coalesce(m.number, 0) as "number!", p.name,
                  g.quantity as "pledged: Quantity", g.tolerance as "tolerance: Quantity",
                  a.computed as "computed: Quantity", a.final as "amount: Quantity", a.goods as "goods: Rupiah",
                  a.transport as "transport: Rupiah", a.fee as "fee: Rupiah", a.moved_reason as reason,
                  a.handed_at is not null or a.confirmed_at is not null as "fetched!"
           from allocation a join membership m on m.id = a.membership_id join account p on p.id = m.account_id
                join pledge g on g.id = a.pledge_id
           where a.round_id = $1 and a.koperasi_id = $2 and ($3::uuid is null or a.membership_id = $3)
           order by m.number, a.membership_id limit $4 offset $5"#,
        id.0,
        koperasi.0,
        only.map(|m| m.0),
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(lines)
}
