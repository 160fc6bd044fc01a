//! Jatah: who gets how much of what there is, and what it costs them.

use domain::ids::PledgeId;
use domain::money::{Price, Rupiah};
use domain::purchasing::{Charges, OfferTerms, Share, allocate, charges};
use domain::quantity::Quantity;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Round, RoundError};
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
pub(super) fn costs(round: &Round, given: &[Quantity], accepted: Quantity, price: Price, transport: Rupiah) -> Result<Charges> {
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
