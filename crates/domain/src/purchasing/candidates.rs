//! What could be ordered once a round is closed.

use super::OfferTerms;
use crate::money::{Price, Rupiah};
use crate::quantity::Quantity;

/// An amount that can be ordered: whole packs, at least the minimum, no more than anybody accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub quantity: Quantity,
    pub unit_price: Price,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub total: Rupiah,
    /// The one with the lowest total for each unit.
    pub recommended: bool,
}

/// The amounts worth choosing among, from small to large; empty when none can be reached.
///
/// Within one tier and one rule of transport, more never costs more for each, so only the ends of such
/// stretches and the packs around the demand are listed. Of an amount below the demand there is only
/// the largest: less would serve members worse for nothing. The recommended one costs least for each
/// unit; of equals the one nearest to the demand. One that costs no less in all than a larger one is
/// never recommended.
///
/// `demand` is the sum of quantities, `tolerance` of what members would accept beyond them; `at_least`
/// is the round's own minimum.
pub fn candidates(terms: &OfferTerms, demand: Quantity, tolerance: Quantity, at_least: Quantity) -> Vec<Candidate> {
    let (Some(most), least) = (demand.checked_add(tolerance), terms.minimum.max(at_least)) else { return Vec::new() };
    let (low, high) = (terms.packs_for(least), terms.packs_within(most));
    if demand.is_zero() || low > high || high.is_zero() {
        return Vec::new();
    }
    let mut amounts = vec![terms.packs_within(demand), terms.packs_for(demand), high];
    let turns = terms.tiers.as_slice().iter().map(|t| t.from).chain(terms.transport.free_from);
    for turn in turns.filter(|turn| *turn > demand) {
        let first = terms.packs_for(turn);
        amounts.push(first);
        amounts.extend(first.checked_sub(terms.pack));
    }
    // Whatever the minimum asks for beyond the demand.
    amounts.push(low.max(terms.packs_within(demand)));
    amounts.retain(|amount| *amount >= low && *amount <= high && !amount.is_zero());
    amounts.sort_unstable();
    amounts.dedup();
    let mut all: Vec<Candidate> = amounts.into_iter().filter_map(|quantity| priced(terms, quantity)).collect();
    if let Some(best) = best(&all, demand) {
        all[best].recommended = true;
    }
    all
}

fn priced(terms: &OfferTerms, quantity: Quantity) -> Option<Candidate> {
    let unit_price = terms.tiers.price_for(quantity);
    let goods = unit_price.for_quantity(quantity)?;
    let transport = terms.transport.cost(quantity)?;
    Some(Candidate { quantity, unit_price, goods, transport, total: goods.checked_add(transport)?, recommended: false })
}

fn best(all: &[Candidate], demand: Quantity) -> Option<usize> {
    let distance = |c: &Candidate| (c.quantity.thousandths() - demand.thousandths()).abs();
    let dominated = |c: &Candidate| all.iter().any(|o| o.quantity > c.quantity && o.total <= c.total);
    (0..all.len()).filter(|&at| !dominated(&all[at])).min_by(|&a, &b| {
        let (a, b) = (&all[a], &all[b]);
        // a.total / a.quantity against b.total / b.quantity, without dividing.
        let (left, right) = (
            i128::from(a.total.0) * i128::from(b.quantity.thousandths()),
            i128::from(b.total.0) * i128::from(a.quantity.thousandths()),
        );
        left.cmp(&right).then(distance(a).cmp(&distance(b))).then(a.quantity.cmp(&b.quantity))
    })
}
