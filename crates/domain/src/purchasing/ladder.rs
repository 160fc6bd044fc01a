//! The ladder of prices as members see it: where the round stands, and what is missing to the next rung.

use super::OfferTerms;
use crate::money::{Price, Rupiah};
use crate::quantity::Quantity;

/// Where a round stands on its offer's ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// What is pledged.
    pub demand: Quantity,
    pub price: Price,
    pub next: Option<NextRung>,
}

/// "Kurang 12 kg lagi, semua hemat Rp400/kg."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextRung {
    pub from: Quantity,
    pub price: Price,
    /// How much more has to be pledged.
    pub missing: Quantity,
    /// What everyone then saves on each unit.
    pub saving: Rupiah,
}

impl Ladder {
    pub fn of(terms: &OfferTerms, demand: Quantity) -> Self {
        let price = terms.tiers.price_for(demand);
        let next = terms.tiers.next_after(demand).and_then(|tier| {
            // Whole packs only: a tier between two packs begins with the next one.
            let from = terms.packs_for(tier.from);
            Some(NextRung {
                from,
                price: tier.price,
                missing: from.checked_sub(demand)?,
                saving: price.rupiah().checked_sub(tier.price.rupiah())?,
            })
        });
        Self { demand, price, next }
    }
}
