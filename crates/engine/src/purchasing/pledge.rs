//! Pledges (ikut serta): a member says how much, changes it, takes it back.
//!
//! Many members pledge to one round at once, so a pledge only shares the round's row; a step, such as
//! the closing, waits for them, and who comes after it finds the round closed. What one member may owe is
//! decided while that membership's row is held, so that two tabs cannot pass the limit together. Every
//! change is kept as a row of its own, with who made it: that is the pledge's audit, and what says how often
//! one may change one's mind, since everybody who looks at the round is told of each.

use domain::access::Member;
use domain::form::{FieldErrors, Invalid};
use domain::ids::{IdempotencyKey, PledgeId, RoundId};
use domain::ledger::{BusinessUnit, Role};
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::{Fee, OfferTerms, Pledge, State};
use domain::quantity::{Quantity, SaleUnit};
use time::{Duration, OffsetDateTime};

use super::RoundError;
use super::offered::Offered;
use crate::ledger::{Credit, FIRST_LIMIT};
use crate::throttle::RetryAfter;
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// Pledges so much, or changes the pledge that is there. While a closed round is topped up one can only
/// add.
///
/// # Errors
/// `Unknown`; `Moved` when nothing is collected any more, or not yet; `Refused` at `jumlah`, `toleransi`
/// for what is off the step, above the limit, without its deposit, or less than what is pledged while
/// topping up, and at `koperasi` when that koperasi does not take part; `Wait` for who has changed pledges
/// too often.
pub async fn pledge(desk: &Desk, by: &Member, id: RoundId, pledge: &Pledge, key: IdempotencyKey) -> Result<PledgeId, RoundError> {
    let request = ("pledge", id, by.membership(), pledge);
    let mut tx = match desk.begin_once::<()>(by.account(), key, &request).await? {
        Once::Done(()) => return pledged(desk, by, id).await,
        Once::Fresh(tx) => tx,
    };
    let collecting = hold(&mut tx, by, id).await?;
    let topping_up = collecting.collects(tx.now())?;
    collecting.seldom(tx.now())?;
    in_steps(pledge, collecting.terms.step)?;
    let held = pledge.held(&collecting.terms, collecting.fee).ok_or_else(|| refused("jumlah", Invalid::TooLarge))?;
    let due = Pledge::deposit_due(held, collecting.deposit).ok_or_else(|| refused("jumlah", Invalid::TooLarge))?;
    let written = write(&mut tx, by, id, pledge, (held, due), topping_up).await?;
    if !written.joined {
        return Err(not_taking_part());
    }
    if topping_up {
        only_more(pledge, &written.before)?;
    }
    // Who owes more than the limit by now may still lower what is pledged.
    if held > written.before.held {
        within(&written.credit, held, due)?;
    }
    tx.commit().await?;
    if !written.before.is(pledge) {
        desk.live().moved(id);
    }
    Ok(written.pledge)
}

/// What the first press of the same button has pledged.
async fn pledged(desk: &Desk, by: &Member, id: RoundId) -> Result<PledgeId, RoundError> {
    let pledge = sqlx::query_scalar!(
        r#"select id as "id: PledgeId" from pledge where round_id = $1 and membership_id = $2"#,
        id.0,
        by.membership().0
    )
    .fetch_optional(desk.db())
    .await?;
    pledge.ok_or(RoundError::Unknown)
}

/// Takes a pledge back; nothing happens where it was taken back before.
///
/// # Errors
/// `Unknown` when nothing was pledged; `Moved` when the round is not open any more.
pub async fn withdraw(desk: &Desk, by: &Member, id: RoundId, key: IdempotencyKey) -> Result<(), RoundError> {
    let mut tx = match desk.begin_once::<()>(by.account(), key, &("withdraw", id, by.membership())).await? {
        Once::Done(()) => return Ok(()),
        Once::Fresh(tx) => tx,
    };
    let collecting = hold(&mut tx, by, id).await?;
    if collecting.collects(tx.now())? {
        // While it is topped up others count on what is there.
        return Err(RoundError::Moved { state: collecting.state });
    }
    let now = tx.now();
    let row = sqlx::query!(
        r#"with p as (update pledge set quantity = 0, tolerance = 0, held = 0, deposit_due = 0, changed_at = $3
                       where round_id = $1 and membership_id = $2 and quantity > 0 returning id),
                c as (insert into pledge_change (pledge_id, at, account_id, quantity, tolerance)
                      select id, $3, $4, 0, 0 from p)
           select exists (select from p) as "changed!",
                  exists (select from pledge where round_id = $1 and membership_id = $2) as "there!""#,
        id.0,
        by.membership().0,
        now,
        by.account().0
    )
    .fetch_one(tx.conn())
    .await?;
    if !row.there {
        return Err(RoundError::Unknown);
    }
    tx.commit().await?;
    if row.changed {
        desk.live().moved(id);
    }
    Ok(())
}

/// The round as far as a pledge needs it.
struct Collecting {
    state: State,
    closes_at: OffsetDateTime,
    topping_up_until: Option<OffsetDateTime>,
    fee: Fee,
    deposit: BasisPoints,
    terms: OfferTerms,
    /// What the member has changed within the last hour, in all rounds, and when that began.
    changes: i64,
    changing_since: Option<OffsetDateTime>,
}

/// How often a member may change pledges within [`AN_HOUR`].
pub const MOST_CHANGES: i64 = 60;
const AN_HOUR: Duration = Duration::hours(1);

impl Collecting {
    fn seldom(&self, now: OffsetDateTime) -> Result<(), RoundError> {
        match self.changing_since {
            Some(since) if self.changes >= MOST_CHANGES => {
                let wait = (since + AN_HOUR - now).try_into().unwrap_or_default();
                Err(RoundError::Wait(RetryAfter(wait)))
            }
            _ => Ok(()),
        }
    }

    /// True when it is topped up.
    fn collects(&self, now: OffsetDateTime) -> Result<bool, RoundError> {
        match self.state {
            State::Open if now < self.closes_at => Ok(false),
            // The job that closes it is a moment late; the time on the page is what counts.
            State::Open => Err(RoundError::Moved { state: State::Closed }),
            State::Closed if self.topping_up_until.is_some_and(|until| now < until) => Ok(true),
            state => Err(RoundError::Moved { state }),
        }
    }
}

/// Shares the round's row and holds the membership's, in this order, in one statement: after a wait
/// PostgreSQL reads both anew, but not who takes part, so that [`write()`] looks at that once more.
async fn hold(tx: &mut Tx, by: &Member, id: RoundId) -> Result<Collecting, RoundError> {
    let lately = tx.now() - AN_HOUR;
    let row = sqlx::query!(
        r#"select r.state as "state: State", r.closes_at, r.topping_up_until, r.fee_bp, r.fee_per_unit, r.deposit_bp,
                  o.sale_unit as "unit: SaleUnit", o.pack as "pack: Quantity", o.minimum as "minimum: Quantity",
                  o.step as "step: Quantity", o.lead_days, o.transport_fixed as "fixed: Rupiah",
                  o.transport_per_unit as "per_unit: Rupiah", o.transport_free_from as "free_from: Quantity",
                  array(select t.from_quantity from offer_tier t where t.offer_id = o.id order by 1) as "starts!: Vec<Quantity>",
                  array(select t.price from offer_tier t where t.offer_id = o.id order by t.from_quantity) as "prices!: Vec<i64>",
                  exists (select from round_koperasi k
                           where k.round_id = r.id and k.koperasi_id = m.koperasi_id and k.state = 'joined') as "joined!",
                  m.state = 'admitted' as "admitted!",
                  (select count(*) from pledge p join pledge_change c on c.pledge_id = p.id
                    where p.membership_id = m.id and c.at > $3) as "changes!",
                  (select min(c.at) from pledge p join pledge_change c on c.pledge_id = p.id
                    where p.membership_id = m.id and c.at > $3) as "changing_since?"
           from round r join offer o on o.id = r.offer_id join membership m on m.id = $2
           where r.id = $1
           for share of r for no key update of m"#,
        id.0,
        by.membership().0,
        lately
    )
    .fetch_optional(tx.conn())
    .await?
    .filter(|row| row.state != State::Draft)
    .ok_or(RoundError::Unknown)?;
    if !row.joined || !row.admitted {
        return Err(not_taking_part());
    }
    let fee = match row.fee_per_unit {
        0 => Fee::Share(BasisPoints(row.fee_bp)),
        each => Fee::PerUnit(Rupiah(each)),
    };
    let offered = Offered {
        unit: row.unit,
        pack: row.pack,
        minimum: row.minimum,
        step: row.step,
        lead_days: row.lead_days,
        fixed: row.fixed,
        per_unit: row.per_unit,
        free_from: row.free_from,
        starts: row.starts,
        prices: row.prices,
    };
    Ok(Collecting {
        state: row.state,
        closes_at: row.closes_at,
        topping_up_until: row.topping_up_until,
        fee,
        deposit: BasisPoints(row.deposit_bp),
        terms: offered.terms()?,
        changes: row.changes,
        changing_since: row.changing_since,
    })
}

/// What a pledge was before this one.
struct Before {
    quantity: Quantity,
    tolerance: Quantity,
    held: Rupiah,
}

impl Before {
    /// Nothing changes.
    fn is(&self, pledge: &Pledge) -> bool {
        (self.quantity, self.tolerance) == (pledge.quantity, pledge.tolerance)
    }
}

/// A pledge that is written, and whether it may stay: dropped with its transaction it never was.
struct Written {
    pledge: PledgeId,
    before: Before,
    /// The koperasi had not declined while this pledge waited for the round.
    joined: bool,
    /// Without what this pledge takes.
    credit: Credit,
}

/// The form was read with the step of its page; this is the offer's.
fn in_steps(pledge: &Pledge, step: Quantity) -> Result<(), RoundError> {
    if pledge.quantity.is_zero() {
        return Err(refused("jumlah", Invalid::Zero));
    }
    let is_off = |amount: Quantity| amount.thousandths() % step.thousandths().max(1) != 0;
    for (field, amount) in [("jumlah", pledge.quantity), ("toleransi", pledge.tolerance)] {
        if is_off(amount) {
            return Err(refused(field, Invalid::OffStep { step }));
        }
    }
    Ok(())
}

fn within(credit: &Credit, held: Rupiah, due: Rupiah) -> Result<(), RoundError> {
    let left = credit.left().max(Rupiah::ZERO);
    if held > left {
        return Err(refused("jumlah", Invalid::AboveLimit { left }));
    }
    let free = credit.free_deposit().max(Rupiah::ZERO);
    match due.checked_sub(free) {
        Some(missing) if missing > Rupiah::ZERO => Err(refused("jumlah", Invalid::DepositMissing { missing })),
        _ => Ok(()),
    }
}

fn only_more(pledge: &Pledge, before: &Before) -> Result<(), RoundError> {
    if pledge.quantity < before.quantity {
        return Err(refused("jumlah", Invalid::OnlyMore { least: before.quantity }));
    }
    let most = before.quantity.checked_add(before.tolerance);
    let least = most.and_then(|most| most.checked_sub(pledge.quantity)).unwrap_or(Quantity::ZERO);
    if pledge.tolerance < least {
        return Err(refused("toleransi", Invalid::OnlyMore { least }));
    }
    Ok(())
}

/// Writes a pledge, and in the same statement reads what it is judged by, as it was before: each statement
/// less is one that nobody else waits for. Who comes back after taking a pledge back stands behind those
/// who stayed; what is the same as before is no change.
async fn write(
    tx: &mut Tx,
    by: &Member,
    id: RoundId,
    pledge: &Pledge,
    (held, due): (Rupiah, Rupiah),
    topping_up: bool,
) -> Result<Written, RoundError> {
    let (fresh, now): (PledgeId, _) = (ids::fresh(), tx.now());
    let (deposit, receivable) = (Role::MemberDeposit, Role::MemberReceivable);
    let row = sqlx::query!(
        r#"with before as (
               select quantity, tolerance, held from pledge where round_id = $2 and membership_id = $4),
           other as (
               select coalesce(sum(p.held), 0)::bigint as held, coalesce(sum(p.deposit_due), 0)::bigint as due
                 from pledge p join round r on r.id = p.round_id
                where p.membership_id = $4 and p.round_id <> $2 and r.state in ('open', 'closed', 'ordered', 'received')),
           books as (
               select coalesce(sum(b.debit - b.credit) filter (where r.role = $12), 0)::bigint as deposit,
                      coalesce(sum(b.debit - b.credit) filter (where r.role = $13), 0)::bigint as owed
                 from ledger_book k join ledger_role r on r.book_id = k.id and r.role in ($12, $13)
                      join ledger_balance b on b.account_id = r.account_id and b.party = $4
                where k.koperasi_id = $3 and k.unit = $14),
           written as (
               insert into pledge as p (id, round_id, koperasi_id, membership_id, quantity, tolerance, held, deposit_due, created_at, changed_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
               on conflict on constraint pledge_once do update
               set quantity = excluded.quantity, tolerance = excluded.tolerance, held = excluded.held,
                   deposit_due = excluded.deposit_due,
                   changed_at = case when (p.quantity, p.tolerance) = (excluded.quantity, excluded.tolerance)
                                     then p.changed_at else excluded.changed_at end,
                   created_at = case when p.quantity = 0 then excluded.created_at else p.created_at end
               returning id),
           noted as (
               insert into pledge_change (pledge_id, at, account_id, quantity, tolerance, topping_up)
               select w.id, $9, $10, $5, $6, $11 from written w left join before b on true
                where (b.quantity, b.tolerance) is distinct from ($5, $6))
           select w.id as "pledge!: PledgeId", b.quantity as "quantity?: Quantity", b.tolerance as "tolerance?: Quantity",
                  b.held as "held_before?: Rupiah", o.held as "held!: Rupiah", o.due as "due!: Rupiah",
                  k.deposit as "deposit!: i64", k.owed as "owed!: i64",
                  (select amount from credit_limit where membership_id = $4) as "limit?: Rupiah",
                  exists (select from round_koperasi x
                           where x.round_id = $2 and x.koperasi_id = $3 and x.state = 'joined') as "joined!"
             from written w cross join other o cross join books k left join before b on true"#,
        fresh.0,
        id.0,
        by.koperasi().id.0,
        by.membership().0,
        pledge.quantity.thousandths(),
        pledge.tolerance.thousandths(),
        held.0,
        due.0,
        now,
        by.account().0,
        topping_up,
        deposit.code(),
        receivable.code(),
        BusinessUnit::Trade.code()
    )
    .fetch_one(tx.conn())
    .await?;
    let standing = |role: Role, sum: i64| Rupiah(if role.kind().is_debit() { sum } else { -sum });
    let credit = Credit {
        deposit: standing(deposit, row.deposit),
        limit: row.limit.unwrap_or(FIRST_LIMIT),
        owed: standing(receivable, row.owed),
        held: row.held,
        deposit_due: row.due,
    };
    let before = Before {
        quantity: row.quantity.unwrap_or_default(),
        tolerance: row.tolerance.unwrap_or_default(),
        held: row.held_before.unwrap_or_default(),
    };
    Ok(Written { pledge: row.pledge, before, joined: row.joined, credit })
}

fn not_taking_part() -> RoundError {
    refused("koperasi", Invalid::UnknownChoice)
}

fn refused(field: &'static str, why: Invalid) -> RoundError {
    RoundError::Refused(FieldErrors::of(field, why))
}
