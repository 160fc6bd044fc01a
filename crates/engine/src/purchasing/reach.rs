//! What the pledges of a round can reach: how much is wanted, and which amounts could be ordered.

use domain::ids::RoundId;
use domain::purchasing::{Candidate, Minimum, OfferTerms, candidates};
use domain::quantity::Quantity;
use sqlx::PgConnection;

use super::{Round, terms};
use crate::trouble::Result;

/// The sums of all pledges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sums {
    pub demand: Quantity,
    pub tolerance: Quantity,
}

/// # Errors
/// When the database does not answer.
pub(crate) async fn sums(db: &mut PgConnection, round: RoundId) -> Result<Sums> {
    let sums = sqlx::query_as!(
        Sums,
        r#"select coalesce(sum(quantity), 0)::bigint as "demand!: Quantity", coalesce(sum(tolerance), 0)::bigint as "tolerance!: Quantity"
           from pledge where round_id = $1"#,
        round.0
    )
    .fetch_one(db)
    .await?;
    Ok(sums)
}

/// True when something could be ordered: the minimum of the round and that of the supplier lie within
/// what members pledged and would accept.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn is_met(db: &mut PgConnection, round: &Round) -> Result<bool> {
    let terms = terms(&mut *db, round.offer).await?;
    let sums = sums(db, round.id).await?;
    Ok(!reachable(&terms, sums, round.minimum).is_empty())
}

/// The amounts to choose among. Those whose goods are worth less than a minimum in rupiah are none.
pub(super) fn reachable(terms: &OfferTerms, sums: Sums, minimum: Option<Minimum>) -> Vec<Candidate> {
    match minimum {
        None => candidates(terms, sums.demand, sums.tolerance, Quantity::ZERO),
        Some(Minimum::Quantity(least)) => candidates(terms, sums.demand, sums.tolerance, least),
        Some(Minimum::Amount(amount)) => {
            let Some(least) = least_worth(terms, amount.0) else { return Vec::new() };
            let mut all = candidates(terms, sums.demand, sums.tolerance, least);
            // Where a cheaper tier begins, more goods may be worth less.
            all.retain(|c| c.goods >= amount);
            if !all.iter().any(|c| c.recommended) {
                let each = |c: &Candidate, other: &Candidate| i128::from(c.total.0) * i128::from(other.quantity.thousandths());
                if let Some(best) = all.iter_mut().min_by(|a, b| each(a, b).cmp(&each(b, a))) {
                    best.recommended = true;
                }
            }
            all
        }
    }
}

/// The smallest amount of whole packs that is worth so many rupiah; `None` when it does not fit.
fn least_worth(terms: &OfferTerms, amount: i64) -> Option<Quantity> {
    let tiers = terms.tiers.as_slice();
    tiers.iter().enumerate().find_map(|(nth, tier)| {
        let price = i128::from(tier.price.rupiah().0);
        let needed = (i128::from(amount) * 1000 + price - 1) / price;
        let begins = if nth == 0 { Quantity::ZERO } else { tier.from };
        let least = terms.packs_for(Quantity::from_thousandths(i64::try_from(needed).ok()?).max(begins));
        let ends = tiers.get(nth + 1).map(|next| next.from);
        ends.is_none_or(|end| least < end).then_some(least)
    })
}

#[cfg(test)]
mod tests {
    use domain::money::{Price, Rupiah};
    use domain::purchasing::{Tier, Tiers, Transport};
    use domain::quantity::{SaleUnit, Unit};

    use super::*;

    fn kg(units: u32) -> Quantity {
        Quantity::whole(units)
    }

    /// Packs of 10 kg: Rp10.000, from 100 kg Rp9.500, from 500 kg Rp9.000.
    fn offered() -> OfferTerms {
        let tier = |from: u32, price: i64| Tier { from: kg(from), price: Price::try_from(price).expect("it is good") };
        OfferTerms {
            unit: SaleUnit::one(Unit::Kg),
            tiers: Tiers::new(vec![tier(10, 10_000), tier(100, 9_500), tier(500, 9_000)]).expect("it is good"),
            pack: kg(10),
            minimum: kg(10),
            step: kg(1),
            lead_days: 2,
            transport: Transport::default(),
        }
    }

    fn amounts(demand: u32, tolerance: u32, minimum: Minimum) -> Vec<(i64, bool)> {
        let sums = Sums { demand: kg(demand), tolerance: kg(tolerance) };
        let all = reachable(&offered(), sums, Some(minimum));
        all.into_iter().map(|c| (c.quantity.thousandths() / 1000, c.recommended)).collect()
    }

    #[test]
    fn a_minimum_in_rupiah_is_an_amount_of_goods() {
        assert_eq!(least_worth(&offered(), 1), Some(kg(10)));
        assert_eq!(least_worth(&offered(), 900_000), Some(kg(90)));
        // 100 kg are worth Rp950.000 only.
        assert_eq!(least_worth(&offered(), 960_000), Some(kg(110)));
        assert_eq!(least_worth(&offered(), 4_600_000), Some(kg(490)));
    }

    #[test]
    fn what_is_worth_less_is_no_choice() {
        let least = |rupiah| Minimum::Amount(Rupiah(rupiah));
        assert!(amounts(90, 5, least(960_000)).is_empty());
        assert_eq!(amounts(110, 0, least(960_000)), [(110, true)]);
        // 500 kg cost Rp4.500.000, less than 490 kg; nobody may choose them.
        assert_eq!(amounts(490, 10, least(4_600_000)), [(490, true)]);
        assert!(amounts(95, 0, Minimum::Quantity(kg(100))).is_empty());
        assert_eq!(amounts(95, 5, Minimum::Quantity(kg(100))), [(100, true)]);
    }
}
