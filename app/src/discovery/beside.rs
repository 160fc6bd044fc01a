//! Shops, koperasi and suppliers that the words name: beside the products on a wide screen, below them
//! on a phone.

use domain::discovery::{Beside, Kind};
use domain::lang::Lang;
use leptos::prelude::*;

use super::page::SearchScreen;
use super::text::Text;
use crate::ui::{self, Html, Icon, NavLink};

/// Where the list is on the page.
const PLACE: &str = "yang-bernama-ini";

pub fn list(lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let all = &screen.page.beside;
    if all.is_empty() {
        return None;
    }
    let text = Text(lang);
    let mut h = Html::new();
    h.raw("<aside class=\"sebelah\"").attr("id", PLACE).attr("aria-label", text.named_so());
    h.raw("><h2>").text(text.named_so()).raw("</h2><ul>");
    for one in all {
        let (path, icon, kind) = match one.kind {
            Kind::Koperasi => ("koperasi", Icon::Cooperative, text.koperasi()),
            Kind::Supplier => ("pemasok", Icon::Truck, text.supplier()),
            _ => ("toko", Icon::Store, text.shop()),
        };
        h.raw("<li>")
            .icon(icon)
            .raw("<span><a")
            .attr("href", &format!("/{path}/{}", one.slug))
            .raw(">")
            .text(&one.name)
            .raw("</a>");
        h.element("<small>", &about(kind, one), "</small>").raw("</span></li>");
    }
    h.raw("</ul></aside>");
    Some(h.view())
}

fn about(kind: &str, one: &Beside) -> String {
    [kind, &one.place, &one.about].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// On a phone the list is below the products, so the way there is told above them.
pub fn pointer(lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let many = screen.page.beside.len() as u64;
    let shown = many > 0 && !screen.page.hits.is_empty();
    shown.then(|| {
        let link = NavLink::new(format!("#{PLACE}"), Text(lang).named_so()).icon(Icon::Store).count(many);
        view! { <div class="ke-sebelah">{ui::chips(Text(lang).named_so(), &[link])}</div> }.into_any()
    })
}
