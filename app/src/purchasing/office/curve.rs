//! What one costs by how much is ordered, as a line.

use domain::lang::Lang;
use domain::money::{Rupiah, half_up};
use domain::purchasing::OfferTerms;
use domain::quantity::Quantity;
use engine::purchasing::order::Choices;
use leptos::prelude::*;

use super::amount;
use super::text::Text;
use crate::ui::{self, LineChart, Series};

/// What one costs with its transport, by the amount, from the least that is sold.
pub(super) fn chart(lang: Lang, choices: &Choices, taken: usize) -> AnyView {
    let text = Text(lang);
    let terms = &choices.terms;
    let Some(taken) = choices.list.get(taken) else { return ().into_any() };
    let points = points(terms, choices.list.iter().map(|choice| choice.candidate.quantity));
    let series = [Series { name: text.with_transport_per(&terms.unit.text(lang)), points }];
    let mark = amount(lang, taken.candidate.quantity, terms.unit);
    ui::line_chart(
        lang,
        &LineChart {
            title: &text.cost_by_amount(&terms.unit.text(lang)),
            across: text.quantity(),
            series: &series,
            x_text: &|at| amount(lang, Quantity::from_thousandths(at), terms.unit),
            y_text: &|each| Rupiah(each).to_string(),
            y_short: &|each| Rupiah(each).to_string(),
            also: None,
            stepped: false,
            mark: Some((taken.candidate.quantity.thousandths(), &mark)),
        },
    )
}

/// Places between the least and the most.
const PLACES: i64 = 24;

/// What one costs at whole packs up to the largest choice, each choice among them.
fn points(terms: &OfferTerms, choices: impl Iterator<Item = Quantity>) -> Vec<(i64, i64)> {
    let mut places: Vec<i64> = choices.map(Quantity::thousandths).collect();
    let (first, pack) = (terms.packs_for(terms.minimum).thousandths(), terms.pack.thousandths().max(1));
    let last = places.iter().copied().max().unwrap_or(first);
    let every = ((last - first) / pack / PLACES + 1).saturating_mul(pack);
    let mut at = first;
    while at < last {
        places.push(at);
        let Some(next) = at.checked_add(every) else { break };
        at = next;
    }
    places.sort_unstable();
    places.dedup();
    let cost = |at: i64| {
        let total = terms.total(Quantity::from_thousandths(at))?;
        Some((at, half_up(i128::from(total.0) * 1000, i128::from(at).max(1))?))
    };
    places.into_iter().filter_map(cost).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_has_every_choice_and_few_places() {
        let price = |rupiah| domain::money::Price::try_from(rupiah).expect("a price");
        let tier = |from, rupiah| domain::purchasing::Tier { from: Quantity::whole(from), price: price(rupiah) };
        let terms = OfferTerms {
            unit: domain::quantity::SaleUnit::parse("kg").expect("a unit"),
            tiers: domain::purchasing::Tiers::new(vec![tier(10, 10_000), tier(100, 9_500)]).expect("tiers"),
            pack: Quantity::whole(10),
            minimum: Quantity::whole(10),
            step: Quantity::ONE,
            lead_days: 2,
            transport: domain::purchasing::Transport { fixed: Rupiah(50_000), ..Default::default() },
        };
        let drawn = points(&terms, [Quantity::whole(90), Quantity::whole(100)].into_iter());
        assert_eq!(drawn.first(), Some(&(10_000, 15_000)));
        assert_eq!(drawn.last(), Some(&(100_000, 10_000)));
        assert_eq!(drawn.len(), 10);
        let far = points(&terms, [Quantity::whole(90), Quantity::whole(1_000_000)].into_iter());
        assert!(far.len() < 30 && far.iter().any(|(at, _)| *at == 90_000), "{far:?}");
        assert_eq!(points(&terms, [Quantity::whole(10)].into_iter()).len(), 1);
    }
}
