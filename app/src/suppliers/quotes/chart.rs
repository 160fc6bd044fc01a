//! What one costs by each answer, by how much is needed.

use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::{OfferTerms, cover};
use domain::quantity::{Quantity, SaleUnit};
use engine::suppliers::offers::Offer;
use leptos::prelude::*;

use super::compare::per_unit;
use super::text::Text;
use crate::suppliers::terms;
use crate::ui::{self, LineChart, Series};

/// Places between the least that is sold and twice the need.
const PLACES: i64 = 16;

/// One line for each answer, from the least that it sells; nothing without answers. Totals would lie on each
/// other, since what is needed counts for more in them than who sells it: they stand in the table.
pub fn cost_by_quantity(lang: Lang, unit: &SaleUnit, demand: Quantity, answers: &[Offer]) -> AnyView {
    let text = Text(lang);
    let all: Vec<&OfferTerms> = answers.iter().map(|offer| &offer.terms).collect();
    let places = places(demand, &all);
    let line = |offer: &Offer| Series { name: offer.supplier.clone(), points: points(&offer.terms, &places) };
    let series: Vec<Series> = answers.iter().map(line).collect();
    let amount = |at: i64| terms::amount(lang, Quantity::from_thousandths(at), unit);
    let total = |line: usize, at: i64| {
        let cover = cover(all.get(line)?, Quantity::from_thousandths(at))?;
        Some(text.in_all(&cover.total.to_string(), &terms::amount(lang, cover.quantity, unit)))
    };
    ui::line_chart(
        lang,
        &LineChart {
            title: &text.cost_by_quantity(&unit.text(lang)),
            across: text.quantity(),
            series: &series,
            x_text: &amount,
            y_text: &|each| Rupiah(each).to_string(),
            y_short: &|each| Rupiah(each).to_string(),
            also: Some(&total),
            stepped: false,
            mark: Some((demand.thousandths(), text.now())),
        },
    )
}

/// The least that an offer sells, in whole packs.
fn least(terms: &OfferTerms) -> i64 {
    terms.packs_for(terms.minimum).thousandths()
}

/// Amounts from the least that anybody sells to twice the need, whole where they can be; the need is one of
/// them, and wherever a price changes.
fn places(demand: Quantity, all: &[&OfferTerms]) -> Vec<i64> {
    let Some(first) = all.iter().map(|terms| least(terms)).min() else { return Vec::new() };
    let last = demand.thousandths().max(first).saturating_mul(2);
    let place = |nth: i64| {
        let way = i128::from(last - first) * i128::from(nth) / i128::from(PLACES);
        let exact = first.saturating_add(i64::try_from(way).unwrap_or(i64::MAX));
        if exact >= 10_000 { exact / 1000 * 1000 } else { exact }
    };
    let turns = all.iter().flat_map(|terms| terms.tiers.as_slice().iter().map(|tier| tier.from.thousandths()));
    let mut places: Vec<i64> = (0..=PLACES).map(place).chain(all.iter().map(|terms| least(terms))).chain(turns).collect();
    places.push(demand.thousandths());
    places.retain(|at| (first..=last).contains(at));
    places.sort_unstable();
    places.dedup();
    places
}

fn points(terms: &OfferTerms, places: &[i64]) -> Vec<(i64, i64)> {
    let from = least(terms);
    let each = |at: &i64| Some((*at, per_unit(&cover(terms, Quantity::from_thousandths(*at))?).0));
    places.iter().filter(|at| **at >= from).filter_map(each).collect()
}

#[cfg(test)]
mod tests {
    use domain::money::Price;
    use domain::purchasing::{Tier, Tiers, Transport};

    use super::*;

    fn terms(tiers: &[(u32, i64)], minimum: u32) -> OfferTerms {
        let tier = |(from, price): &(u32, i64)| Tier {
            from: Quantity::whole(*from),
            price: Price::new(Rupiah(*price)).expect("a price"),
        };
        OfferTerms {
            unit: SaleUnit::parse("kg").expect("a unit"),
            tiers: Tiers::new(tiers.iter().map(tier).collect()).expect("tiers that fall"),
            pack: Quantity::whole(5),
            minimum: Quantity::whole(minimum),
            step: Quantity::ONE,
            lead_days: 2,
            transport: Transport { fixed: Rupiah(50_000), ..Transport::default() },
        }
    }

    #[test]
    fn the_need_is_one_of_the_places_and_none_is_below_what_is_sold() {
        let (one, two) = (terms(&[(1, 14_000), (500, 13_500)], 100), terms(&[(1, 14_200)], 52));
        let at = places(Quantity::whole(605), &[&one, &two]);
        assert!(at.contains(&605_000) && at.contains(&500_000) && at.contains(&100_000), "{at:?}");
        assert_eq!((at.first(), at.last()), (Some(&55_000), Some(&1_210_000)), "in whole packs");
        assert!(at.len() < 25 && at.iter().all(|q| q % 1000 == 0) && at.is_sorted(), "{at:?}");
        assert_eq!(places(Quantity::whole(605), &[]), Vec::<i64>::new());
        assert!(places(Quantity::MAX, &[&one]).is_sorted());
        // Less is needed than anybody sells.
        assert_eq!(places(Quantity::ONE, &[&one]).first(), Some(&100_000));
    }

    #[test]
    fn a_line_begins_at_the_least_that_is_sold_and_tells_what_one_costs() {
        let one = terms(&[(1, 14_000), (500, 13_500)], 100);
        let drawn = points(&one, &[50_000, 100_000, 500_000]);
        assert_eq!(drawn, [(100_000, 14_500), (500_000, 13_600)]);
    }
}
