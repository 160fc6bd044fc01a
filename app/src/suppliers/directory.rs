//! `/pemasok`: all suppliers, narrowed by words, material and place.

use domain::lang::Lang;
use engine::koperasi::Listed;
use engine::suppliers::{Filter, MaterialUse, PlaceUse, SupplierRow};
use leptos::prelude::*;

use super::text::Text;
use super::{address, card};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Html, Icon, NavLink};

/// Suppliers on one page of the directory.
const PAGE: i64 = 24;
/// Materials among which one chooses with a touch; a search finds the others.
const CHIPS: i64 = 20;
const PATH: &str = "/pemasok";

pub async fn page(reader: Reader) -> PageResult {
    let desk = &reader.site.desk;
    let asked = posted::query(&reader.path);
    let typed = |name: &str| asked.one(name).trim().chars().take(80).collect::<String>();
    let (words, material, place) = (typed("q"), typed("bahan"), typed("tempat"));
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let filter = Filter {
        words: &words,
        material: Some(material.as_str()).filter(|m| !m.is_empty()),
        place: Some(place.as_str()).filter(|p| !p.is_empty()),
        limit: PAGE,
        offset: (nth - 1) * PAGE,
    };
    let found = engine::suppliers::directory(desk, &filter).await?;
    let materials = engine::suppliers::in_use(desk, filter.material, CHIPS).await?;
    let places = engine::suppliers::places(desk).await?;
    Ok(reader.page(DirectoryScreen { words, material, place, materials, places, found, nth }))
}

struct DirectoryScreen {
    words: String,
    /// A slug, as it was asked for.
    material: String,
    place: String,
    materials: Vec<MaterialUse>,
    places: Vec<PlaceUse>,
    found: Listed<SupplierRow>,
    nth: i64,
}

impl DirectoryScreen {
    /// The material that was asked for, if any supplier deals in it.
    fn chosen(&self) -> Option<&MaterialUse> {
        self.materials.iter().find(|m| m.slug == self.material)
    }

    fn is_narrowed(&self) -> bool {
        [&self.words, &self.material, &self.place].iter().any(|asked| !asked.is_empty())
    }

    fn with_material(&self, slug: &str) -> String {
        address(PATH, &[("q", &self.words), ("bahan", slug), ("tempat", &self.place)])
    }

    fn chips(&self, text: Text) -> Option<AnyView> {
        let mut chips = vec![NavLink::new(self.with_material(""), text.all_materials()).current(self.material.is_empty())];
        chips.extend(self.materials.iter().map(|m| {
            let count = u64::try_from(m.suppliers).unwrap_or(0);
            NavLink::new(self.with_material(&m.slug), &m.name).count(count).current(m.slug == self.material)
        }));
        (!self.materials.is_empty()).then(|| ui::chips(text.materials(), &chips))
    }

    fn search(&self, text: Text) -> AnyView {
        let mut places = Html::new();
        places.element("<option value=\"\">", text.everywhere(), "</option>");
        for place in &self.places {
            let is_chosen = place.name.to_lowercase() == self.place.to_lowercase();
            places
                .raw("<option")
                .attr("value", &place.name)
                .flag("selected", is_chosen)
                .raw(">")
                .text(&place.name)
                .raw("</option>");
        }
        let material = (!self.material.is_empty())
            .then(|| view! { <input type="hidden" name="bahan" value=self.material.clone()/> }.into_any());
        view! {
            <form class="cari-daftar" action=PATH role="search" aria-label=text.search()>
                {material}
                <label><span>{text.search()}</span><input type="search" name="q" value=self.words.clone()/></label>
                <label><span>{text.place()}</span><select name="tempat">{places.view()}</select></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
        }
        .into_any()
    }

    fn list(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.found.rows.is_empty() {
            return if self.is_narrowed() || self.nth > 1 {
                let all = Button::quiet(text.see_all()).link(PATH);
                ui::empty_state(Icon::Search, text.no_match(), text.no_match_hint(), Some(all))
            } else {
                let koperasi = Button::quiet(text.see_koperasi()).link("/koperasi");
                ui::empty_state(Icon::Truck, text.none(), text.none_hint(), Some(koperasi))
            };
        }
        let cards: Vec<_> = self.found.rows.iter().map(|s| card(text, s, format!("{PATH}/{}", s.slug), None)).collect();
        ui::shop_grid(lang, &cards)
    }
}

impl Screen for DirectoryScreen {
    fn head(&self, lang: Lang) -> Head {
        let text = Text(lang);
        let head = match self.chosen() {
            // A material by itself is worth a page of its own to search engines; other filters are not.
            Some(m) if self.words.is_empty() && self.place.is_empty() => Head::new(format!("{}: {}", text.title(), m.name))
                .describe(text.lead_of(&m.name))
                .canonical(address(PATH, &[("bahan", &m.slug)])),
            _ => Head::new(text.title()).describe(text.lead()).canonical(PATH),
        };
        head.tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let pager =
            ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), crate::koperasi::pages_of(self.found.total, PAGE), |n| {
                let page = n.to_string();
                address(PATH, &[("q", &self.words), ("bahan", &self.material), ("tempat", &self.place), ("hal", &page)])
            });
        view! {
            <div class="wadah">
                {ui::page_head(None, text.title(), Some(text.lead()))}
                {self.search(text)}
                {self.chips(text)}
                {self.list(frame.lang)}
                {pager}
            </div>
        }
        .into_any()
    }
}
