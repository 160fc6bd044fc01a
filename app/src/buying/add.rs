//! What stands on a product's page: how much, and into the cart.

use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::Price;
use domain::quantity::Quantity;
use domain::tiers::PriceTiers;
use leptos::prelude::*;

use super::amounts;
use super::text::Text;
use crate::house::Filled;
use crate::ui::{Button, Fields, Icon, submit_row};

/// What its form has to know of a product.
pub struct OnOffer<'a> {
    pub slug: &'a str,
    /// What is counted.
    pub unit: &'a str,
    /// Where a page knows it, what is typed is reckoned with at once. The page has to be `Head::amounts`.
    pub ladder: Option<(Price, PriceTiers)>,
    /// `None`: made when it is ordered, or not known here.
    pub stock: Option<Quantity>,
}

/// The form of a product's page.
pub fn add_form(lang: Lang, product: &OnOffer<'_>) -> AnyView {
    form(lang, product, &Filled::of(Inputs::default().with("jumlah", "1")))
}

/// The same with what was typed and refused.
pub(super) fn form(lang: Lang, product: &OnOffer<'_>, filled: &Filled) -> AnyView {
    let text = Text(lang);
    let f = Fields::new(lang, filled).prefix("t");
    let comes_to = product.ladder.as_ref().map(|(price, tiers)| amounts::of_line(lang, product.unit, *price, tiers));
    let fields = view! {
        {f.number("jumlah", text.how_much()).suffix(product.unit).stepper(Quantity::ONE, Quantity::ONE).most(product.stock)}
        {comes_to}
        {f.hidden("produk", product.slug)}
        {submit_row(vec![Button::primary(text.add()).icon(Icon::Cart).wide()])}
    };
    f.form("/keranjang", fields).view()
}
