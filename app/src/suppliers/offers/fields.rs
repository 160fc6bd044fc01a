//! The fields that an officer and a supplier fill in alike.

use domain::dates::Day;
use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::{OfferForm, Tiers};
use engine::suppliers::offers::Offer;
use leptos::prelude::*;

use super::text::Text;
use crate::house::Filled;
use crate::ui::{Fields, field_set};

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

/// Prices, packing, delivery. `f` is of `rows_apart`, `typed` is what it came from.
pub fn all(lang: Lang, f: &Fields<'_>, typed: &Filled) -> AnyView {
    let text = Text(lang);
    let prices = view! { <p class="bantu">{text.prices_hint()}</p> {rows(text, f, typed)} };
    let packing = view! {
        {f.number("isi_kemasan", text.pack_size()).optional().hint(text.pack_hint())}
        {f.number("minimum", text.minimum()).optional().hint(text.minimum_hint())}
        {f.number("langkah", text.step()).optional().hint(text.step_hint())}
    };
    let delivery = view! {
        {f.number("hari", text.lead_days()).inputmode("numeric").hint(text.lead_days_hint())}
        {f.money("ongkos_tetap", text.fixed()).optional()}
        {f.money("ongkos_satuan", text.per_unit()).optional()}
        {f.number("gratis_mulai", text.free_from()).optional()}
    };
    view! {
        {field_set(text.prices(), prices)}
        {field_set(text.packing(), packing)}
        {field_set(text.delivery(), delivery)}
        {f.date("berlaku_sampai", text.until())}
        {f.area("catatan", text.note(), OfferForm::NOTE).rows(3).optional().hint(text.note_hint())}
    }
    .into_any()
}

/// One row more than is filled.
fn rows(text: Text, f: &Fields<'_>, typed: &Filled) -> AnyView {
    let filled = typed.inputs.many("mulai").len().max(typed.inputs.many("harga").len());
    let row = |n: usize| {
        let from = f.number(&format!("mulai-{n}"), text.row_from(n + 1)).named("mulai").optional();
        let price = f.money(&format!("harga-{n}"), text.row_price(n + 1)).named("harga");
        let price = if n == 0 { price } else { price.optional() };
        view! { <div class="berdua">{from}{price}</div> }.into_any()
    };
    (0..(filled + 1).clamp(3, Tiers::MAX + 1)).map(row).collect::<Vec<_>>().into_any()
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
