//! What each answer costs in all, by how much is needed.

use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::{OfferTerms, cover};
use domain::quantity::{Quantity, SaleUnit};
use engine::suppliers::offers::Offer;
use leptos::prelude::*;

use super::text::Text;
use crate::suppliers::terms;
use crate::ui::{self, LineChart, Series};

/// Places between nothing and twice the need.
const PLACES: i64 = 16;

/// One line for each answer; nothing without answers.
pub fn total_by_quantity(lang: Lang, unit: &SaleUnit, demand: Quantity, answers: &[Offer]) -> AnyView {
    let text = Text(lang);
    let places = places(demand);
    let line = |offer: &Offer| Series { name: offer.supplier.clone(), points: points(&offer.terms, &places) };
    let series: Vec<Series> = answers.iter().map(line).collect();
    let amount = |at: i64| terms::amount(lang, Quantity::from_thousandths(at), unit);
    ui::line_chart(
        lang,
        &LineChart {
            title: text.total_by_quantity(),
            across: text.quantity(),
            series: &series,
            x_text: &amount,
            y_text: &|total| Rupiah(total).to_string(),
            y_short: &|total| Rupiah(total).short(lang),
            stepped: false,
            mark: Some((demand.thousandths(), text.now())),
        },
    )
}

/// Amounts from a part of the need to twice of it, whole where they can be; the need is one of them.
fn places(demand: Quantity) -> Vec<i64> {
    let need = i128::from(demand.thousandths());
    let place = |nth: i64| {
        let exact = i64::try_from(need * 2 * i128::from(nth) / i128::from(PLACES)).unwrap_or(i64::MAX);
        if exact >= 10_000 { exact / 1000 * 1000 } else { exact }
    };
    let mut places: Vec<i64> = (1..=PLACES).map(place).filter(|at| *at > 0).collect();
    places.push(demand.thousandths());
    places.sort_unstable();
    places.dedup();
    places
}

fn points(terms: &OfferTerms, places: &[i64]) -> Vec<(i64, i64)> {
    let total = |at: &i64| Some((*at, cover(terms, Quantity::from_thousandths(*at))?.total.0));
    places.iter().filter_map(total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_need_is_one_of_the_places() {
        let at = places(Quantity::whole(605));
        assert!(at.contains(&605_000) && at.len() == 16, "{at:?}");
        assert!(at.iter().all(|q| q % 1000 == 0) && at.last() == Some(&1_210_000), "{at:?}");
        assert_eq!(places(Quantity::from_thousandths(1)), [1, 2]);
        assert!(places(Quantity::MAX).is_sorted());
    }
}
