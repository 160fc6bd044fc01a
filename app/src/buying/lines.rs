//! The lines of a cart as both the cart and the page before an order show them.

use domain::lang::Lang;
use engine::buying::{CartLine, LineTrouble, ShopCart};
use leptos::prelude::*;

use super::amount;
use super::text::Text;
use crate::catalog::card;
use crate::ui::{self, Cell, Html, Icon, Picture, Place};

/// What the buyer has to know of a line, what is in the way first.
fn notes(lang: Lang, line: &CartLine) -> Vec<(&'static str, String)> {
    const BAD: &str = "buruk";
    const NEW: &str = "baru";
    const GOOD: &str = "hemat";
    let (text, unit) = (Text(lang), line.unit.text(lang));
    let mut notes = Vec::new();
    match line.trouble {
        Some(LineTrouble::Gone) => notes.push((BAD, text.gone().to_owned())),
        Some(LineTrouble::SoldOut) => notes.push((BAD, text.sold_out().to_owned())),
        Some(LineTrouble::Short(left)) => notes.push((BAD, text.left(&amount(lang, &line.unit, left)))),
        Some(LineTrouble::NotWhole) => notes.push((BAD, text.not_whole().to_owned())),
        Some(LineTrouble::CostsNothing) => notes.push((BAD, text.costs_nothing().to_owned())),
        None => {}
    }
    if line.trouble == Some(LineTrouble::Gone) {
        return notes;
    }
    if let Some(was) = line.was {
        notes.push((NEW, text.price_changed(&line.priced.price.to_string(), &was.to_string())));
    }
    if let Some(was) = &line.was_unit {
        notes.push((NEW, text.unit_changed(&unit, was)));
    }
    if let Some(days) = line.made_days {
        notes.push(("", text.made_in(days)));
    }
    if line.priced.saving.0 > 0 {
        notes.push((GOOD, text.saved(&line.priced.saving.to_string())));
    }
    if let Some(next) = &line.priced.next {
        let more = amount(lang, &line.unit, next.more);
        notes.push((GOOD, text.further(&more, &next.price.to_string(), &unit, &next.saves.to_string())));
    }
    notes
}

/// Something of the line was another when the buyer saw it last.
pub(super) fn has_changed(line: &CartLine) -> bool {
    line.was.is_some() || line.was_unit.is_some()
}

/// A line with its picture, its price, and what is to be known of it; `form` is what can be done with it.
pub(super) fn line(lang: Lang, line: &CartLine, form: Option<AnyView>) -> AnyView {
    let picture = line.picture.as_ref().map(card::picture).unwrap_or_default();
    // The name beside it says what it shows.
    let picture = Picture { alt: String::new(), ..picture };
    let each = format!("{} / {}", line.priced.price, line.unit.text(lang));
    let mut h = Html::new();
    h.raw("<div class=\"isi\"><a").attr("href", &format!("/produk/{}", line.slug)).raw(">").text(&line.name).raw("</a>");
    let quantity = amount(lang, &line.unit, line.quantity);
    h.element("<p class=\"angka\">", &format!("{quantity} · {each}"), "</p>");
    for (kind, note) in notes(lang, line) {
        h.raw("<p").attr("class", kind).raw(">").text(&note).raw("</p>");
    }
    h.raw("</div><b class=\"angka\">");
    if line.trouble.is_none() {
        h.text(&line.priced.total.to_string());
    }
    h.raw("</b>");
    view! { <li>{picture.view(Place::Thumb, Icon::named(&line.icon))}{h.view()}{form}</li> }.into_any()
}

/// The lines one under the other.
pub(super) fn list(lines: Vec<AnyView>) -> AnyView {
    view! { <ul class="isi-keranjang">{lines}</ul> }.into_any()
}

/// What the goods of a shop cost together.
pub(super) fn sums(lang: Lang, shop: &ShopCart) -> AnyView {
    let text = Text(lang);
    let mut facts = vec![(text.goods().to_owned(), Cell::text(shop.goods().to_string()))];
    if shop.saving().0 > 0 {
        facts.push((text.saving().to_owned(), Cell::text(shop.saving().to_string())));
    }
    ui::facts(facts)
}
