//! The fields that an officer and a supplier fill in alike.

use std::ops::Range;

use domain::dates::Day;
use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::{OfferForm, Tiers};
use domain::quantity::SaleUnit;
use engine::suppliers::offers::Offer;
use leptos::prelude::*;

use super::text::Text;
use crate::house::Filled;
use crate::ui::{Fields, field_set, fold};

/// Days that a price usually holds, as the form begins.
const DAYS: i64 = 14;

/// Repeated fields get a name for each row, under which their values and errors are found.
pub fn rows_apart(filled: &Filled) -> Filled {
    let mut inputs = filled.inputs.clone();
    for field in ["mulai", "harga"] {
        for (row, value) in filled.inputs.many(field).iter().enumerate().take(Tiers::MAX + 1) {
            inputs.push(format!("{field}-{row}"), value);
        }
    }
    Filled { inputs, errors: filled.errors.clone() }
}

/// Prices, packing, delivery, all in sight. `f` is of `rows_apart`, `typed` is what it came from.
pub fn all(lang: Lang, f: &Fields<'_>, typed: &Filled) -> AnyView {
    let text = Text(lang);
    let prices = view! { <p class="bantu">{text.prices_hint()}</p> {rows(text, f, 0..count(typed), None)} };
    let delivery = view! { {lead_days(text, f)} {transport(text, f)} };
    view! {
        {field_set(text.prices(), prices)}
        {field_set(text.packing(), packing(text, f))}
        {field_set(text.delivery(), delivery)}
        {until_and_note(text, f)}
    }
    .into_any()
}

/// The same for who answers by phone: one price and two answers that are filled in already are enough,
/// and the rest is folded away until it is used. `unit` is what was asked for.
pub fn short(lang: Lang, f: &Fields<'_>, typed: &Filled, unit: &SaleUnit) -> AnyView {
    let text = Text(lang);
    let unit = unit.text(lang);
    let more = view! { <p class="bantu">{text.prices_hint()}</p> {rows(text, f, 1..count(typed), Some(&unit))} };
    let tiers = ["mulai", "harga"].iter().any(|field| typed.inputs.many(field).iter().skip(1).any(|t| !t.trim().is_empty()));
    let prices = view! {
        <p class="bantu">{text.one_price()}</p>
        {rows(text, f, 0..1, Some(&unit))}
        {fold(text.more_prices(), tiers, more)}
    };
    let used = FOLDED.iter().any(|name| !typed.inputs.one(name).trim().is_empty() || typed.errors.get(name).is_some());
    let rest = view! { {packing(text, f)} {transport(text, f)} };
    view! {
        {field_set(text.prices(), prices)}
        {lead_days(text, f)}
        {until_and_note(text, f)}
        <p class="bantu">{text.when_left_out(&unit)}</p>
        {fold(text.packing_and_transport(), used, rest)}
    }
    .into_any()
}

/// What `short` folds away together.
const FOLDED: [&str; 6] = ["isi_kemasan", "minimum", "langkah", "ongkos_tetap", "ongkos_satuan", "gratis_mulai"];

fn packing(text: Text, f: &Fields<'_>) -> AnyView {
    view! {
        {f.number("isi_kemasan", text.pack_size()).optional().hint(text.pack_hint())}
        {f.number("minimum", text.minimum()).optional().hint(text.minimum_hint())}
        {f.number("langkah", text.step()).optional().hint(text.step_hint())}
    }
    .into_any()
}

fn lead_days(text: Text, f: &Fields<'_>) -> AnyView {
    f.number("hari", text.lead_days()).inputmode("numeric").hint(text.lead_days_hint()).view()
}

fn transport(text: Text, f: &Fields<'_>) -> AnyView {
    view! {
        {f.money("ongkos_tetap", text.fixed()).optional()}
        {f.money("ongkos_satuan", text.per_unit()).optional()}
        {f.number("gratis_mulai", text.free_from()).optional()}
    }
    .into_any()
}

fn until_and_note(text: Text, f: &Fields<'_>) -> AnyView {
    view! {
        {f.date("berlaku_sampai", text.until())}
        {f.area("catatan", text.note(), OfferForm::NOTE).rows(3).optional().hint(text.note_hint())}
    }
    .into_any()
}

/// One row more than is filled.
fn count(typed: &Filled) -> usize {
    let filled = typed.inputs.many("mulai").len().max(typed.inputs.many("harga").len());
    (filled + 1).clamp(3, Tiers::MAX + 1)
}

/// The rows of these numbers; with a unit they say what is counted.
fn rows(text: Text, f: &Fields<'_>, which: Range<usize>, unit: Option<&str>) -> AnyView {
    let row = |n: usize| {
        let (from, price) = match unit {
            Some(unit) => (text.row_from_in(n + 1, unit), text.row_price_per(n + 1, unit)),
            None => (text.row_from(n + 1), text.row_price(n + 1)),
        };
        let from = f.number(&format!("mulai-{n}"), from).named("mulai").optional();
        let price = f.money(&format!("harga-{n}"), price).named("harga");
        let price = if n == 0 { price } else { price.optional() };
        view! { <div class="berdua">{from}{price}</div> }.into_any()
    };
    which.map(row).collect::<Vec<_>>().into_any()
}

/// How an empty form begins.
pub fn start(today: Day) -> Inputs {
    Inputs::default().with("hari", 3).with("berlaku_sampai", today.plus_days(DAYS).iso())
}

/// A new version begins as the one before it; only the day is another.
pub fn from_before(before: &Offer, today: Day) -> Inputs {
    let terms = &before.terms;
    let some = |cost: Rupiah| if cost > Rupiah::ZERO { plain(cost) } else { String::new() };
    let mut inputs = start(today)
        .with("satuan", terms.unit)
        .with("isi_kemasan", terms.pack)
        .with("minimum", terms.minimum)
        .with("langkah", terms.step)
        .with("hari", terms.lead_days)
        .with("ongkos_tetap", some(terms.transport.fixed))
        .with("ongkos_satuan", some(terms.transport.per_unit))
        .with("gratis_mulai", terms.transport.free_from.map(|from| from.to_string()).unwrap_or_default())
        .with("catatan", before.note.as_deref().unwrap_or_default());
    for tier in terms.tiers.as_slice() {
        inputs.push("mulai", tier.from.to_string());
        inputs.push("harga", plain(tier.price.rupiah()));
    }
    inputs
}

/// As it is typed into a field that has the currency before it.
fn plain(amount: Rupiah) -> String {
    amount.to_string().trim_start_matches("Rp").to_owned()
}
