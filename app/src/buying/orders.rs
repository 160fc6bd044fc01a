//! `/pesanan`: a person's own orders, by how they stand, and found by their number.

use domain::access::Person;
use domain::buying::OrderNumber;
use domain::dates::relative;
use domain::lang::Lang;
use engine::buying::orders::{Counts, Filter, Group, OrderRow};
use leptos::prelude::*;

use super::order_text::Text;
use super::seller_list::badges;
use super::thumb::Thumb;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Cell, Column, Icon, NavLink, post_button};

/// Lines on one page.
const PAGE: i64 = 20;

/// The words for the groups in addresses; all of them have none.
const GROUPS: [(&str, Group); 3] = [("berjalan", Group::Open), ("selesai", Group::Done), ("batal", Group::Over)];

pub async fn page(reader: Reader, by: Person) -> PageResult {
    let asked = posted::query(&reader.path);
    let desk = &reader.site.desk;
    let group = GROUPS.into_iter().find(|(word, _)| *word == asked.one("keadaan")).map(|(_, group)| group);
    let typed: String = asked.one("nomor").trim().chars().take(40).collect();
    let number = OrderNumber::parse(&typed).ok();
    let looks = !typed.is_empty();
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let filter = Filter {
        // Who looks for a number looks for it among all.
        group: group.filter(|_| !looks),
        number: number.clone(),
        limit: PAGE,
        offset: if looks { 0 } else { (nth - 1) * PAGE },
    };
    let rows = if looks && number.is_none() { Vec::new() } else { engine::buying::orders::own(desk, &by, &filter).await? };
    let counts = engine::buying::orders::own_counts(desk, &by).await?;
    Ok(reader.page(OwnScreen { group, nth, typed, is_number: number.is_some(), rows, counts }))
}

struct OwnScreen {
    group: Option<Group>,
    nth: i64,
    /// What was looked for.
    typed: String,
    is_number: bool,
    rows: Vec<OrderRow>,
    counts: Counts,
}

fn address(group: Option<Group>, nth: u64) -> String {
    let word = GROUPS.into_iter().find(|(_, known)| Some(*known) == group).map(|(word, _)| format!("keadaan={word}"));
    let page = (nth > 1).then(|| format!("hal={nth}"));
    let query: Vec<String> = word.into_iter().chain(page).collect();
    if query.is_empty() { "/pesanan".to_owned() } else { format!("/pesanan?{}", query.join("&")) }
}

impl OwnScreen {
    fn tabs(&self, text: Text) -> AnyView {
        let tab = |group: Option<Group>, label: &str| {
            let count = u64::try_from(self.counts.of(group)).unwrap_or(0);
            let here = self.typed.is_empty() && self.group == group;
            NavLink::new(address(group, 1), label).current(here).count(count)
        };
        let tabs = [
            tab(None, text.all()),
            tab(Some(Group::Open), text.running()),
            tab(Some(Group::Done), text.done()),
            tab(Some(Group::Over), text.over()),
        ];
        ui::tabs(text.which(), &tabs)
    }

    fn search(&self, text: Text) -> AnyView {
        view! {
            <form class="cari-daftar" action="/pesanan" role="search" aria-label=text.search()>
                <label><span>{text.search()}</span><input class="isian" type="search" name="nomor" value=self.typed.clone()/></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
        }
        .into_any()
    }

    fn list(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        if !self.rows.is_empty() {
            let columns = [
                Column::words(text.orders()),
                Column::words(text.seller()),
                Column::words(text.state()),
                Column::figures(text.total()),
                Column::silent(text.actions()),
            ];
            return ui::table_under(text.own_orders(), &columns, self.rows.iter().map(|row| line(frame, row)).collect());
        }
        if !self.typed.is_empty() {
            let hint = if self.is_number { text.not_found_hint() } else { text.not_a_number() };
            let all = Button::quiet(text.all_orders()).link("/pesanan");
            return ui::empty_state(Icon::Search, text.not_found(&self.typed), hint, Some(all));
        }
        if self.nth > 1 {
            let first = Button::quiet(text.first_page()).link(address(self.group, 1));
            return ui::empty_state(Icon::Orders, text.beyond(), text.beyond_hint(), Some(first));
        }
        if self.group.is_some() && self.counts.of(None) > 0 {
            let all = Button::quiet(text.all_orders()).link("/pesanan");
            return ui::empty_state(Icon::Orders, text.none_here(), text.none_here_hint(), Some(all));
        }
        let market = Button::primary(text.to_market()).icon(Icon::Search).link("/cari");
        ui::empty_state(Icon::Orders, text.none(), text.none_hint(), Some(market))
    }
}

fn line(frame: &Frame, row: &OrderRow) -> Vec<Cell> {
    let text = Text(frame.lang);
    let number = row.number.as_str();
    let what = if row.more > 0 { text.and_more(&row.first, row.more) } else { row.first.clone() };
    let thumb = Thumb {
        picture: row.picture(),
        icon: &row.icon,
        href: Some(format!("/pesanan/{number}")),
        name: number,
        under: Some(what),
        tick: None,
    };
    // The same once more, in one press, of what is over.
    let again = if row.state.is_over() {
        let button = Button::quiet(text.again()).icon(Icon::Cart).small().read_as(format!("{}: {number}", text.again()));
        let press = post_button(format!("/pesanan/{number}/lagi"), vec![], button);
        Cell::view(view! { <span class="tombol-sel">{press}</span> })
    } else {
        Cell::default()
    };
    vec![
        thumb.cell(),
        Cell::text(&row.other).and(relative(row.created_at, frame.now, frame.lang)),
        Cell::view(badges(frame.lang, row)),
        Cell::text(row.total.to_string()),
        again,
    ]
}

impl Screen for OwnScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).own_orders()).tab(Tab::Orders)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let pages = u64::try_from(self.counts.of(self.group)).unwrap_or(0).div_ceil(u64::try_from(PAGE).unwrap_or(20));
        let last = if self.typed.is_empty() { pages } else { 1 };
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| address(self.group, n));
        view! {
            <div class="wadah">
                {ui::page_head(None, text.own_orders(), Some(text.list_lead()))}
                {self.tabs(text)}
                {self.search(text)}
                {self.list(frame)}
                {pager}
            </div>
        }
        .into_any()
    }
}
