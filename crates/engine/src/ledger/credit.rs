//! How far a member may go: the own deposit, and what the treasurer trusts them with.

use domain::ids::{KoperasiId, MembershipId};
use domain::ledger::{BusinessUnit, Role};
use domain::money::Rupiah;
use sqlx::PgConnection;

use crate::trouble::Result;

/// The limit of members for whom the treasurer has set none.
pub const FIRST_LIMIT: Rupiah = Rupiah(1_000_000);

/// What a member may still pledge, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// Titipan: paid in beforehand.
    pub deposit: Rupiah,
    /// What the treasurer lets them owe beyond it.
    pub limit: Rupiah,
    /// What they owe for rounds that are settled.
    pub owed: Rupiah,
    /// What their other pledges take until they are charged.
    pub held: Rupiah,
    /// The deposit that those pledges ask for.
    pub deposit_due: Rupiah,
}

impl Credit {
    /// Below zero for who owes more than the limit.
    pub fn left(&self) -> Rupiah {
        Rupiah(self.deposit.0 + self.limit.0 - self.owed.0 - self.held.0)
    }

    /// The deposit that no pledge asks for yet.
    pub fn free_deposit(&self) -> Rupiah {
        Rupiah(self.deposit.0 - self.deposit_due.0)
    }

    /// What may be paid back of the deposit: no more than is free, and nothing on which a pledge or a debt
    /// beyond the limit rests. Never below zero.
    pub fn returnable(&self) -> Rupiah {
        self.free_deposit().min(self.left()).max(Rupiah::ZERO)
    }

    /// What a debt may be paid with of the deposit: debt and deposit sink together, so that the limit is
    /// no matter.
    pub fn payable_from_deposit(&self) -> Rupiah {
        self.owed.min(self.free_deposit()).max(Rupiah::ZERO)
    }
}

/// Reads a member's credit, without what the pledge in the round `except` takes. Who decides by it holds the
/// membership's row (`for no key update`), so that two tabs cannot both pass.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn credit(
    db: &mut PgConnection,
    koperasi: KoperasiId,
    membership: MembershipId,
    except: Option<uuid::Uuid>,
) -> Result<Credit> {
    let (deposit, receivable) = (Role::MemberDeposit, Role::MemberReceivable);
    // One statement, since a pledge waits for it while others wait for the member.
    let row = sqlx::query!(
        r#"select coalesce(sum(b.debit - b.credit) filter (where r.role = $3), 0)::bigint as "deposit!: i64",
                  coalesce(sum(b.debit - b.credit) filter (where r.role = $4), 0)::bigint as "owed!: i64",
                  (select amount from credit_limit where membership_id = $2) as "limit: Rupiah",
                  max(other.held)::bigint as "held!: Rupiah", max(other.due)::bigint as "due!: Rupiah"
           from (select coalesce(sum(p.held), 0) as held, coalesce(sum(p.deposit_due), 0) as due
                   from pledge p join round r on r.id = p.round_id
                  where p.membership_id = $2 and p.round_id is distinct from $5
                    and r.state in ('open', 'closed', 'ordered', 'received')) other
                left join ledger_book k on k.koperasi_id = $1 and k.unit = $6
                left join ledger_role r on r.book_id = k.id and r.role in ($3, $4)
                left join ledger_balance b on b.account_id = r.account_id and b.party = $2"#,
        koperasi.0,
        membership.0,
        deposit.code(),
        receivable.code(),
        except,
        BusinessUnit::Trade.code()
    )
    .fetch_one(db)
    .await?;
    let standing = |role: Role, sum: i64| Rupiah(if role.kind().is_debit() { sum } else { -sum });
    Ok(Credit {
        deposit: standing(deposit, row.deposit),
        limit: row.limit.unwrap_or(FIRST_LIMIT),
        owed: standing(receivable, row.owed),
        held: row.held,
        deposit_due: row.due,
    })
}
