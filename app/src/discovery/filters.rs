//! Filters: a form that opens, and what is set as chips that take themselves away.

use domain::discovery::{Count, Facet, SearchRequest, Sort};
use domain::lang::Lang;
use domain::permit::PermitKind;
use leptos::prelude::*;

use super::address;
use super::page::SearchScreen;
use super::text::Text;
use crate::house::{Filled, fields};
use crate::ui::{Button, Html, Icon, NavLink};

/// Values of a facet shown before the rest is asked for.
const SHOWN: usize = 8;
/// Kilometres offered.
const RADII: [u32; 4] = [2, 5, 10, 25];

/// What is set; touching one takes it away.
pub fn chosen(lang: Lang, screen: &SearchScreen) -> Vec<NavLink> {
    let (text, request) = (Text(lang), &screen.request);
    let mut set: Vec<NavLink> = Vec::new();
    for (facet, counts) in facets(screen) {
        let field = facet.field();
        set.extend(counts.iter().filter(|c| c.chosen).map(|c| {
            // A district may stand in the address by its code, so all its writings go.
            let href = address::without(request, |n, v| n == field && (v == c.key || is_written(screen, facet, v, &c.key)));
            NavLink::new(href, label(text, facet, c))
        }));
    }
    let mut single =
        |name: &'static str, label: String| set.push(NavLink::new(address::without(request, |n, _| n == name), label));
    if let Some(price) = request.price_from {
        single("harga_min", text.set_from(&price.to_string()));
    }
    if let Some(price) = request.price_to {
        single("harga_maks", text.set_to(&price.to_string()));
    }
    if request.available {
        single("tersedia", text.available_short().to_owned());
    }
    if let Some(near) = request.near {
        let label = near.radius_km.map_or_else(|| text.near_here().to_owned(), |km| text.within(km));
        let place = ["lat", "lng", "radius_km"];
        let href = address::without(request, |n, v| place.contains(&n) || (n == "urut" && v == Sort::Nearest.code()));
        set.push(NavLink::new(href, label));
    }
    set
}

/// Whether `value` of the address names the district of `key` otherwise: by its code or name.
fn is_written(screen: &SearchScreen, facet: Facet, value: &str, key: &str) -> bool {
    let keys: Vec<&str> = screen.page.facets.kecamatan.iter().map(|c| c.key.as_str()).collect();
    facet == Facet::District
        && !keys.contains(&value)
        && screen.page.facets.kecamatan.iter().filter(|c| c.chosen).count() == 1
        && !key.is_empty()
}

fn facets(screen: &SearchScreen) -> [(Facet, &[Count]); 4] {
    let f = &screen.page.facets;
    [
        (Facet::Category, &f.kategori),
        (Facet::District, &f.kecamatan),
        (Facet::Koperasi, &f.koperasi),
        (Facet::Certificate, &f.sertifikat),
    ]
}

fn label(text: Text, facet: Facet, count: &Count) -> String {
    match (facet, PermitKind::parse(&count.key)) {
        (Facet::Certificate, Ok(kind)) => text.permit(kind).to_owned(),
        _ => count.label.in_lang(text.0).to_owned(),
    }
}

/// The form. It is a GET like the page itself, so that every choice has an address to share.
pub fn panel(lang: Lang, screen: &SearchScreen) -> AnyView {
    let (text, request) = (Text(lang), &screen.request);
    let mut h = Html::new();
    let wrong = ["harga_min", "harga_maks"].iter().any(|field| screen.refused.error(field).is_some());
    h.raw("<details class=\"penyaring\"").flag("open", wrong).raw("><summary>").icon(Icon::Filter).element(
        "<span>",
        text.filter(),
        "</span></summary>",
    );
    h.raw("<form action=\"/cari\">");
    hidden(&mut h, request);
    sorts(&mut h, text, request);
    for (facet, counts) in facets(screen) {
        group(&mut h, text, facet, counts);
    }
    prices(&mut h, text, request, &screen.refused);
    radii(&mut h, text, request);
    h.raw("<label class=\"centang\"><input type=\"checkbox\" name=\"tersedia\" value=\"1\"")
        .flag("checked", request.available)
        .raw(">");
    h.element("<span>", text.available(), "</span></label><div class=\"tombol-tombol\">");
    Button::primary(text.apply()).write(&mut h);
    if request.is_filtered() {
        Button::plain(text.clear()).link(address::for_words(request.q())).write(&mut h);
    }
    h.raw("</div></form></details>");
    h.view()
}

fn hidden(h: &mut Html, request: &SearchRequest) {
    for (name, value) in request.parameters() {
        if ["q", "lat", "lng", "per_hal"].contains(&name) {
            h.raw("<input type=\"hidden\"").attr("name", name).attr("value", &value).raw(">");
        }
    }
}

fn sorts(h: &mut Html, text: Text, request: &SearchRequest) {
    h.element(
        "<label class=\"bidang\"><span class=\"label\">",
        text.sort(),
        "</span><span class=\"pilih\"><select class=\"isian\" name=\"urut\">",
    );
    for sort in Sort::ALL.into_iter().filter(|s| *s != Sort::Nearest || request.near.is_some()) {
        let label = match sort {
            Sort::Relevance => text.relevance(),
            Sort::Cheapest => text.cheapest(),
            Sort::CheapestPerUnit => text.cheapest_per_unit(),
            Sort::Dearest => text.dearest(),
            Sort::Newest => text.newest(),
            Sort::BestRated => text.best_rated(),
            Sort::Nearest => text.nearest(),
        };
        option(h, sort.code(), label, sort == request.sort);
    }
    h.raw("</select>").icon(Icon::ChevronDown).raw("</span></label>");
}

fn option(h: &mut Html, value: &str, label: &str, selected: bool) {
    h.raw("<option").attr("value", value).flag("selected", selected).raw(">").text(label).raw("</option>");
}

/// The values with most hits, and the others behind a second opening.
fn group(h: &mut Html, text: Text, facet: Facet, counts: &[Count]) {
    if counts.is_empty() {
        return;
    }
    let title = match facet {
        Facet::Category => text.categories(),
        Facet::District => text.district(),
        Facet::Koperasi => text.koperasi(),
        Facet::Certificate => text.certificate(),
    };
    // Categories keep the order of their tree: cutting it would tear children from their parent.
    let (first, rest) = if facet == Facet::Category { (counts, &[][..]) } else { counts.split_at(SHOWN.min(counts.len())) };
    h.element("<fieldset><legend>", title, "</legend>");
    h.raw(if facet == Facet::Category { "<div class=\"pilihan gulir\">" } else { "<div class=\"pilihan\">" });
    first.iter().for_each(|c| choice(h, text, facet, c));
    h.raw("</div>");
    if !rest.is_empty() {
        h.raw("<details").flag("open", rest.iter().any(|c| c.chosen)).raw("><summary>").text(&text.all_of(counts.len()));
        h.raw("</summary><div class=\"pilihan\">");
        rest.iter().for_each(|c| choice(h, text, facet, c));
        h.raw("</div></details>");
    }
    h.raw("</fieldset>");
}

fn choice(h: &mut Html, text: Text, facet: Facet, count: &Count) {
    h.raw(match count.depth {
        0 => "<label class=\"centang\">",
        _ => "<label class=\"centang bawahan\">",
    });
    h.raw("<input type=\"checkbox\"")
        .attr("name", facet.field())
        .attr("value", &count.key)
        .flag("checked", count.chosen)
        .raw(">");
    h.element("<span>", &label(text, facet, count), "</span> <small class=\"angka\">").number(count.hits).raw("</small></label>");
}

/// What cannot be read as a price stays in its field, with the reason beside it.
fn prices(h: &mut Html, text: Text, request: &SearchRequest, refused: &Filled) {
    h.element("<fieldset><legend>", text.price(), "</legend><div class=\"berdua\">");
    for (name, label, value) in
        [("harga_min", text.price_from(), request.price_from), ("harga_maks", text.price_to(), request.price_to)]
    {
        let why = refused.error(name).map(|why| fields::say(text.0, why));
        let typed = match &why {
            Some(_) => refused.value(name).to_owned(),
            None => value.map(|p| p.0.to_string()).unwrap_or_default(),
        };
        let id = format!("{name}-salah");
        h.element(
            "<label class=\"bidang\"><span class=\"label\">",
            label,
            "</span><input class=\"isian\" inputmode=\"numeric\" autocomplete=\"off\"",
        );
        h.attr("name", name).attr("value", &typed).flag("aria-invalid=\"true\"", why.is_some());
        h.attr_if("aria-describedby", why.as_ref().map(|_| id.as_str())).raw(">");
        if let Some(why) = &why {
            h.raw("<span class=\"salah\"").attr("id", &id).raw(">").icon(Icon::Warning);
            h.element("<span>", why, "</span></span>");
        }
        h.raw("</label>");
    }
    h.raw("</div></fieldset>");
}

fn radii(h: &mut Html, text: Text, request: &SearchRequest) {
    let Some(near) = request.near else { return };
    h.element(
        "<label class=\"bidang\"><span class=\"label\">",
        text.radius(),
        "</span><span class=\"pilih\"><select class=\"isian\" name=\"radius_km\">",
    );
    option(h, "", text.any_distance(), near.radius_km.is_none());
    let own = near.radius_km.filter(|km| !RADII.contains(km));
    for km in RADII.into_iter().chain(own) {
        option(h, &km.to_string(), &text.kilometres(km), near.radius_km == Some(km));
    }
    h.raw("</select>").icon(Icon::ChevronDown).raw("</span></label>");
}
