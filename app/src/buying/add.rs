//! What stands on a product's page: how much, and into the cart.

use domain::form::Inputs;
use domain::lang::Lang;
use leptos::prelude::*;

use super::text::Text;
use crate::house::Filled;
use crate::ui::{Button, Fields, Icon, submit_row};

/// The form of a product's page. `unit` says what is counted.
pub fn add_form(lang: Lang, slug: &str, unit: &str) -> AnyView {
    form(lang, slug, unit, &Filled::of(Inputs::default().with("jumlah", "1")))
}

/// The same with what was typed and refused.
pub(super) fn form(lang: Lang, slug: &str, unit: &str, filled: &Filled) -> AnyView {
    let text = Text(lang);
    let f = Fields::new(lang, filled).prefix("t");
    let fields = view! {
        {f.number("jumlah", text.how_much()).suffix(unit)}
        {f.hidden("produk", slug)}
        {submit_row(vec![Button::primary(text.add()).icon(Icon::Cart).wide()])}
    };
    f.form("/keranjang", fields).view()
}
