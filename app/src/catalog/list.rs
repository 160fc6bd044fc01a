use domain::access::Keeper;
use domain::catalog::State;
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use engine::catalog::{Counts, Filter, OwnRow};
use leptos::prelude::*;

use super::scope::Scope;
use super::text::Text;
use super::{card, new};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Html, Icon, NavLink, Picture, Place, Tone, post_button};

/// Lines on one page.
const PAGE: i64 = 30;

/// The words for the states in addresses.
const STATES: [(&str, State); 3] = [("draf", State::Draft), ("terbit", State::Published), ("arsip", State::Archived)];

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let asked = posted::query(&reader.path);
    let state = STATES.into_iter().find(|(word, _)| *word == asked.one("keadaan")).map(|(_, state)| state);
    let words: String = asked.one("cari").chars().take(80).collect();
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let desk = &reader.site.desk;
    let filter = Filter { state, words: words.clone(), limit: PAGE, offset: (nth - 1) * PAGE };
    let rows = engine::catalog::own_list(desk, &by, &filter).await?;
    let counts = engine::catalog::counts(desk, &by, &words).await?;
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.page(ListScreen { scope, state, words, nth, rows, counts }))
}

struct ListScreen {
    scope: Scope,
    state: Option<State>,
    words: String,
    nth: i64,
    rows: Vec<OwnRow>,
    counts: Counts,
}

pub fn badge(lang: Lang, state: State) -> Badge {
    let text = Text(lang);
    match state {
        State::Draft => Badge::new(Tone::Waiting, text.draft()),
        State::Published => Badge::good(text.on_market()),
        State::Archived => Badge::new(Tone::Plain, text.put_away()),
    }
}

impl ListScreen {
    fn address(&self, state: Option<State>, nth: u64) -> String {
        let word = STATES.iter().find(|(_, s)| Some(*s) == state).map_or("", |(word, _)| word);
        let nth = if nth > 1 { nth.to_string() } else { String::new() };
        self.scope.with("/usaha/produk", &[("keadaan", word), ("cari", &self.words), ("hal", &nth)])
    }

    fn tabs(&self, text: Text) -> AnyView {
        let tab = |state: Option<State>, label: &str| {
            let count = u64::try_from(self.counts.of(state)).unwrap_or(0);
            NavLink::new(self.address(state, 1), label).current(self.state == state).count(count)
        };
        let tabs = [
            tab(None, text.all()),
            tab(Some(State::Published), text.on_market()),
            tab(Some(State::Draft), text.draft()),
            tab(Some(State::Archived), text.put_away()),
        ];
        ui::tabs(text.state(), &tabs)
    }

    fn search(&self, text: Text) -> AnyView {
        let state = STATES
            .iter()
            .find(|(_, s)| Some(*s) == self.state)
            .map(|(word, _)| view! { <input type="hidden" name="keadaan" value=*word/> });
        view! {
            <form class="cari-daftar" action="/usaha/produk" role="search" aria-label=text.search()>
                {self.scope.field()}
                {state}
                <label><span>{text.search()}</span><input class="isian" type="search" name="cari" value=self.words.clone()/></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
        }
        .into_any()
    }

    fn table(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.rows.is_empty() {
            let add = Button::primary(text.add()).icon(Icon::Plus).link(self.scope.path("/usaha/produk/baru"));
            return if !self.words.is_empty() {
                let all = Button::quiet(text.all_products()).link(self.scope.path("/usaha/produk"));
                ui::empty_state(Icon::Search, text.not_found(&self.words), text.not_found_hint(), Some(all))
            } else {
                ui::empty_state(Icon::Box, text.none(self.state), text.none_hint(), Some(add))
            };
        }
        let columns = [
            Column::words(text.product()),
            Column::words(text.state()),
            Column::figures(text.price()),
            Column::figures(text.stock_short()),
            Column::silent(text.actions()),
        ];
        ui::table_under(text.title(), &columns, self.rows.iter().map(|r| self.row(lang, r)).collect())
    }

    fn row(&self, lang: Lang, r: &OwnRow) -> Vec<Cell> {
        let text = Text(lang);
        let href = self.scope.path(&format!("/usaha/produk/{}", r.slug));
        let price = card::price_tag(lang, r.price, &r.sale_unit);
        let stock = match (r.stock, SaleUnit::parse(&r.sale_unit)) {
            (None, _) => text.made_to_order().to_owned(),
            (Some(n), Ok(unit)) => card::count(&unit, Quantity::from_thousandths(n), lang),
            (Some(n), Err(_)) => Quantity::from_thousandths(n).text(lang),
        };
        let post = |verb: &str, label: &str| {
            let action = self.scope.path(&format!("/usaha/produk/{}/{verb}", r.slug));
            post_button(action, vec![], Button::quiet(label).small().read_as(format!("{label}: {}", r.name)))
        };
        let act = match r.state {
            State::Draft => post("terbitkan", text.publish()),
            State::Published => Button::quiet(text.see())
                .small()
                .link(format!("/produk/{}", r.slug))
                .read_as(format!("{}: {}", text.see(), r.name))
                .view(),
            State::Archived => post("kembalikan", text.restore()),
        };
        vec![
            Cell::view(named(&href, r)),
            Cell::badge(&badge(lang, r.state)),
            Cell::text(price.amount).and(format!("/ {}", price.unit)),
            Cell::text(stock),
            Cell::view(view! { <span class="tombol-sel">{act}</span> }),
        ]
    }
}

/// The picture and the name, one link.
fn named(href: &str, r: &OwnRow) -> AnyView {
    let mut h = Html::new();
    h.raw("<a class=\"barang\"").attr("href", href).raw(">");
    let picture = r.picture.as_ref().map(card::picture).unwrap_or_default();
    Picture { alt: String::new(), ..picture }.write(&mut h, Place::Thumb, Icon::named(&r.icon));
    h.element("<span>", &r.name, "</span></a>");
    h.view()
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let last = u64::try_from(self.counts.of(self.state)).unwrap_or(0).div_ceil(u64::try_from(PAGE).unwrap_or(30));
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| self.address(self.state, n));
        let link = |button: Button, path: &str| button.link(self.scope.path(path)).view();
        view! {
            <div class="wadah">
                {self.scope.head(frame.lang, text.title(), Some(text.lead()))}
                {new::join_first(frame.lang, &self.scope)}
                <div class="tombol-baris">
                    {link(Button::primary(text.add()).icon(Icon::Plus), "/usaha/produk/baru")}
                    {link(Button::quiet(text.import()).icon(Icon::Upload), "/usaha/produk/impor")}
                    {link(Button::quiet(text.stock_warnings()).icon(Icon::Bell), "/usaha/stok")}
                    {link(Button::quiet("CSV").icon(Icon::Download).read_as(text.export("CSV")), "/usaha/produk.csv")}
                    {link(Button::quiet("XLSX").icon(Icon::Download).read_as(text.export("XLSX")), "/usaha/produk.xlsx")}
                </div>
                {self.tabs(text)}
                {self.search(text)}
                {self.table(frame.lang)}
                {pager}
            </div>
        }
        .into_any()
    }
}
