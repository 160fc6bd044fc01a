//! The frame of what stands on a page: its heading, sections, cards, two columns, described text.

use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::nav::NavLink;

/// The heading of a page: what it belongs to, its name, a sentence.
pub fn page_head(over: Option<&str>, title: &str, lead: Option<&str>) -> AnyView {
    let mut h = Html::new();
    h.raw("<header class=\"kepala\">");
    if let Some(over) = over {
        h.element("<p class=\"atas\">", over, "</p>");
    }
    h.element("<h1>", title, "</h1>");
    if let Some(lead) = lead {
        h.element("<p class=\"antar\">", lead, "</p>");
    }
    h.raw("</header>");
    h.view()
}

/// A part of a page under its heading, with a link to all of it.
pub fn section(title: &str, more: Option<NavLink>, content: impl IntoView + 'static) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"judul\">").element("<h2>", title, "</h2>");
    if let Some(more) = more {
        more.write(&mut h);
    }
    h.raw("</div>");
    view! { <section class="bagian">{h.view()}{content.into_any()}</section> }.into_any()
}

/// Something apart, on its own surface.
pub fn card(content: impl IntoView + 'static) -> AnyView {
    view! { <div class="lembar">{content.into_any()}</div> }.into_any()
}

/// A card under a heading.
pub fn titled_card(title: &str, content: impl IntoView + 'static) -> AnyView {
    view! { <section class="lembar"><h2>{title.to_owned()}</h2>{content.into_any()}</section> }.into_any()
}

/// Side by side where there is room, the first above the second on a phone.
pub fn two_columns(first: impl IntoView + 'static, second: impl IntoView + 'static) -> AnyView {
    view! { <div class="dua"><div>{first.into_any()}</div><div>{second.into_any()}</div></div> }.into_any()
}

/// A thing's pictures, how it is bought, and what is told of it at length: in this order on a phone, the
/// last under the first on a desk.
pub fn three_parts(pictures: impl IntoView + 'static, buy: impl IntoView + 'static, about: impl IntoView + 'static) -> AnyView {
    view! { <div class="dua tiga-bagian"><div>{pictures.into_any()}</div><div>{buy.into_any()}</div><div>{about.into_any()}</div></div> }
        .into_any()
}

/// A narrow column, for a form and for reading.
pub fn narrow(content: impl IntoView + 'static) -> AnyView {
    view! { <div class="sempit-saja">{content.into_any()}</div> }.into_any()
}
