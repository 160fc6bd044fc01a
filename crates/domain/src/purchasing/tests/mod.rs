mod allocate;
mod candidates;
mod charges;
mod forms;
mod offer;
mod states;

use super::{OfferTerms, Tier, Tiers, Transport};
use crate::money::{Price, Rupiah};
use crate::quantity::{Quantity, SaleUnit, Unit};

fn q(units: u32) -> Quantity {
    Quantity::whole(units)
}

fn price(rupiah: i64) -> Price {
    Price::new(Rupiah(rupiah)).expect("a price")
}

fn tiers(all: &[(u32, i64)]) -> Tiers {
    let tiers = all.iter().map(|(from, each)| Tier { from: q(*from), price: price(*each) });
    Tiers::new(tiers.collect()).expect("falling tiers")
}

/// Flour by the kg in packs of 10: 1 → 9.000, 50 → 8.500, 100 → 8.100.
fn terms() -> OfferTerms {
    OfferTerms {
        unit: SaleUnit::one(Unit::Kg),
        tiers: tiers(&[(1, 9_000), (50, 8_500), (100, 8_100)]),
        pack: q(10),
        minimum: q(20),
        step: q(1),
        lead_days: 3,
        transport: Transport::default(),
    }
}
