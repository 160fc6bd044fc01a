//! What a closed round could order, and what the one that is looked at would mean for its members.

use domain::access::Overseer;
use domain::ids::{KoperasiId, PledgeId, RoundId};
use domain::money::{Price, Rupiah};
use domain::purchasing::{Candidate, OfferTerms, Share, State, allocate};
use domain::quantity::Quantity;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::reach::{Sums, reachable};
use super::{RoundError, read, terms};
use crate::Desk;
use crate::trouble::{Result, Trouble};

/// What an officer chooses among.
#[derive(Debug, Clone)]
pub struct Choices {
    pub terms: OfferTerms,
    pub demand: Quantity,
    pub tolerance: Quantity,
    /// From small to large; empty when nothing can be reached.
    pub list: Vec<Choice>,
    /// Which of them is looked at.
    pub taken: usize,
    pub version: i64,
}

#[derive(Debug, Clone)]
pub struct Choice {
    pub candidate: Candidate,
    /// Against the reference price of the round; negative when it is dearer.
    pub saving: Option<Rupiah>,
    /// What each member of the own koperasi gets: number and name. As what follows, of the choice that is
    /// looked at only: sharing thousands of pledges out takes its time.
    pub own: Vec<(String, Quantity)>,
    /// What the members of each other koperasi get together.
    pub others: Vec<(String, Quantity)>,
}

struct Pledged {
    id: PledgeId,
    at: OffsetDateTime,
    quantity: Quantity,
    tolerance: Quantity,
    koperasi_id: KoperasiId,
    koperasi: String,
    /// Of the own koperasi's members only.
    member: Option<String>,
}

/// The amounts that a round can order once it is closed; while it is open, as it stands now. `looked_at` is the
/// one whose shares are told; else it is the recommended one.
///
/// # Errors
/// [`RoundError::Unknown`], also for a round that another koperasi coordinates; [`RoundError::Moved`].
pub async fn choices(desk: &Desk, by: &Overseer, id: RoundId, looked_at: Option<Quantity>) -> Result<Choices, RoundError> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let own = by.koperasi().id;
    let round = read(&mut db, id).await?.filter(|round| round.koperasi == own).ok_or(RoundError::Unknown)?;
    if !matches!(round.state, State::Open | State::Closed) {
        return Err(RoundError::Moved { state: round.state });
    }
    let terms = terms(&mut db, round.offer).await?;
    let pledges = pledges(&mut db, id, own).await?;
    let sums = added(&pledges).ok_or_else(|| Trouble::Other(format!("the pledges of round {id} do not fit")))?;
    let reference = sqlx::query_scalar!(r#"select reference_price as "price: Price" from round where id = $1"#, id.0)
        .fetch_one(&mut *db)
        .await?;
    let list = reachable(&terms, sums, round.minimum);
    let asked = looked_at.and_then(|quantity| list.iter().position(|c| c.quantity == quantity));
    let taken = asked.or_else(|| list.iter().position(|c| c.recommended)).unwrap_or(0);
    let list = list.into_iter().enumerate().map(|(nth, candidate)| {
        let (own, others) = if nth == taken { shared(&pledges, &terms, candidate.quantity) } else { Default::default() };
        let elsewhere = reference.and_then(|price| price.for_quantity(candidate.quantity));
        Choice { candidate, saving: elsewhere.and_then(|cost| cost.checked_sub(candidate.total)), own, others }
    });
    let list = list.collect();
    Ok(Choices { terms, demand: sums.demand, tolerance: sums.tolerance, list, taken, version: round.version })
}

/// By koperasi, within one by the members' numbers.
async fn pledges(db: &mut PgConnection, round: RoundId, own: KoperasiId) -> Result<Vec<Pledged>> {
    let rows = sqlx::query_as!(
        Pledged,
        r#"select p.id as "id: PledgeId", p.created_at as at, p.quantity as "quantity: Quantity", p.tolerance as "tolerance: Quantity",
                  p.koperasi_id as "koperasi_id: KoperasiId", k.name as koperasi,
                  case when p.koperasi_id = $2 then concat(m.number, ' · ', a.name) end as member
           from pledge p join koperasi k on k.id = p.koperasi_id join membership m on m.id = p.membership_id
           join account a on a.id = m.account_id
           where p.round_id = $1 and p.quantity > 0 order by lower(k.name), k.id, m.number"#,
        round.0,
        own.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

fn added(pledges: &[Pledged]) -> Option<Sums> {
    let zero = Sums { demand: Quantity::ZERO, tolerance: Quantity::ZERO };
    pledges.iter().try_fold(zero, |sums, p| {
        Some(Sums { demand: sums.demand.checked_add(p.quantity)?, tolerance: sums.tolerance.checked_add(p.tolerance)? })
    })
}

/// Amounts by the name that they are shown under.
type Named = Vec<(String, Quantity)>;

/// What each would get of so much.
fn shared(pledges: &[Pledged], terms: &OfferTerms, supply: Quantity) -> (Named, Named) {
    let shares: Vec<Share> =
        pledges.iter().map(|p| Share { id: p.id.0, at: p.at, quantity: p.quantity, tolerance: p.tolerance }).collect();
    parts(pledges, &allocate(&shares, terms.step, supply))
}

/// The own members' amounts, and the totals of the others.
fn parts(pledges: &[Pledged], given: &[Quantity]) -> (Named, Named) {
    let mut own = Vec::new();
    let mut others: Vec<(KoperasiId, String, Quantity)> = Vec::new();
    for (pledge, amount) in pledges.iter().zip(given) {
        if let Some(member) = &pledge.member {
            own.push((member.clone(), *amount));
            continue;
        }
        match others.iter_mut().find(|(koperasi, ..)| *koperasi == pledge.koperasi_id) {
            Some((.., sum)) => *sum = sum.checked_add(*amount).unwrap_or(*sum),
            None => others.push((pledge.koperasi_id, pledge.koperasi.clone(), *amount)),
        }
    }
    (own, others.into_iter().map(|(_, name, sum)| (name, sum)).collect())
}
