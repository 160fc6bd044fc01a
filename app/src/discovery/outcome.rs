//! What is said about an answer: how the words were read, and ways on when nothing was found.

use domain::discovery::{Count, WayOut};
use domain::lang::Lang;
use leptos::prelude::*;

use super::address;
use super::page::SearchScreen;
use super::tell_me;
use super::text::Text;
use crate::ui::{self, Button, Icon, NavLink, Notice};

/// At most two sentences above the hits.
pub fn notices(lang: Lang, screen: &SearchScreen) -> Vec<AnyView> {
    let text = Text(lang);
    let reading = &screen.page.reading;
    let mut all = Vec::new();
    if !screen.refused.errors.is_empty() {
        let mut labels: Vec<&str> = screen.refused.errors.iter().map(|(field, _)| text.parameter(field)).collect();
        // Latitude and longitude go by one name.
        labels.dedup();
        all.push(Notice::Info.view(lang, text.ignored(&labels.join(", "))));
    }
    if screen.page.total == 0 {
        return all;
    }
    let said = if reading.any_word {
        Some(text.any_word().to_owned())
    } else if !reading.dropped.is_empty() {
        Some(text.dropped(&reading.dropped.join(" ")))
    } else {
        reading.meant.as_deref().map(|q| text.meant(q))
    };
    all.extend(said.map(|sentence| Notice::Info.view(lang, sentence)));
    all
}

/// In place of the hits.
pub fn when_empty(lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let text = Text(lang);
    if !screen.page.hits.is_empty() {
        return None;
    }
    let Some(out) = &screen.page.way_out else {
        let first = Button::quiet(text.to_first()).link(address::on_page(&screen.request, 1));
        return Some(ui::empty_state(Icon::Search, text.nothing(), text.beyond(), Some(first)));
    };
    let q = screen.request.q();
    let sentence = if out.without_filters > 0 || q.is_empty() { text.nothing_here().to_owned() } else { text.nothing_for(q) };
    let button = if out.without_filters > 0 {
        Button::quiet(text.without_filters(out.without_filters)).link(address::for_words(q))
    } else {
        Button::quiet(text.see_market()).link("/cari")
    };
    Some(
        view! {
            {ui::empty_state(Icon::Search, text.nothing(), sentence, Some(button))}
            {tell_me::card(lang, screen)}
            {spellings(text, out)}
            {ways(text.look_in_categories(), "kategori", &out.kategori, lang, screen)}
            {ways(text.look_in_districts(), "kecamatan", &out.kecamatan, lang, screen)}
        }
        .into_any(),
    )
}

fn spellings(text: Text, out: &WayOut) -> Option<AnyView> {
    let links: Vec<NavLink> = out.spellings.iter().map(|word| NavLink::new(address::for_words(word), word)).collect();
    (!links.is_empty()).then(|| ui::section(text.spelled(), None, ui::chips(text.spelled(), &links)))
}

/// Keeps the words when there are hits for them outside of the filters.
fn ways(title: &'static str, field: &'static str, counts: &[Count], lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let kept = screen.page.way_out.as_ref().is_some_and(|out| out.without_filters > 0);
    let words = domain::discovery::SearchRequest::of(if kept { screen.request.q() } else { "" });
    let links: Vec<NavLink> =
        counts.iter().map(|c| NavLink::new(address::with(&words, field, &c.key), c.label.in_lang(lang)).count(c.hits)).collect();
    (!links.is_empty()).then(|| ui::section(title, None, ui::chips(title, &links)))
}
