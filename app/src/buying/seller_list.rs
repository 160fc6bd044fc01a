//! `/usaha/pesanan`: the orders at a shop, what is to be done first, each with its next step.

use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use domain::access::Keeper;
use domain::buying::{OrderNumber, State};
use domain::dates::{Day, relative, relative_day};
use domain::lang::Lang;
use engine::buying::orders::{Counts, Filter, Group, Mark, OrderRow};
use engine::buying::steps;
use leptos::prelude::*;

use super::order_text::Text;
use super::thumb::Thumb;
use super::{order, seller};
use crate::house::{Frame, Head, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::push;
use crate::ui::{self, Badge, Button, Cell, Column, Html, Icon, NavLink, Notice};

/// Lines on one page.
const PAGE: i64 = 30;
/// The form around the list, whose buttons are those of its rows.
const FORM: &str = "pesanan-masuk";

/// The words for the groups in addresses; what is to be done has none.
const GROUPS: [(&str, Group); 5] =
    [("baru", Group::New), ("siapkan", Group::Work), ("serah", Group::Handed), ("selesai", Group::Done), ("batal", Group::Over)];

pub(super) fn group(word: &str) -> Group {
    GROUPS.into_iter().find(|(known, _)| *known == word).map_or(Group::Open, |(_, group)| group)
}

fn word(group: Group) -> &'static str {
    GROUPS.into_iter().find(|(_, other)| *other == group).map_or("", |(word, _)| word)
}

/// An address of the list.
pub(super) fn address(shop: &str, group: Group, nth: u64) -> String {
    let word = word(group);
    let kept = if word.is_empty() { String::new() } else { format!("&keadaan={word}") };
    let page = if nth > 1 { format!("&hal={nth}") } else { String::new() };
    format!("/usaha/pesanan?usaha={shop}{kept}{page}")
}

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let asked = posted::query(&reader.path);
    let typed: String = asked.one("cari").trim().chars().take(40).collect();
    let screen = load(&reader, &by, group(asked.one("keadaan")), asked.one("hal"), typed).await?;
    Ok(super::of_shop(&by, reader.page(screen)))
}

/// What `frontend/orders.js` asks for while the list is looked at.
pub async fn mark(reader: Reader, by: Keeper) -> PageResult {
    let mark = engine::buying::orders::mark(&reader.site.desk, &by).await?;
    Ok(reader.answer(mark.to_string()).header(CACHE_CONTROL, "private, no-store"))
}

async fn load(
    reader: &Reader,
    by: &Keeper,
    group: Group,
    nth: &str,
    typed: String,
) -> Result<ListScreen, crate::house::PageError> {
    let desk = &reader.site.desk;
    let nth = nth.parse().unwrap_or(1i64).clamp(1, 10_000);
    let number = OrderNumber::parse(&typed).ok();
    let looks = !typed.is_empty();
    // Who looks for a number looks for it among all.
    let filter = Filter {
        group: (!looks).then_some(group),
        number: number.clone(),
        limit: PAGE,
        offset: if looks { 0 } else { (nth - 1) * PAGE },
    };
    // Before the rows are read, so that nothing falls between the two.
    let mark = engine::buying::orders::mark(desk, by).await?;
    let rows = if looks && number.is_none() { Vec::new() } else { engine::buying::orders::of_shop(desk, by, &filter).await? };
    let counts = engine::buying::orders::shop_counts(desk, by).await?;
    let shop = engine::catalog::own_shop(desk, by).await?;
    // Who has had an order knows what there would be to hear of; the owner is told, and nobody else.
    let is_told = counts.of(None) > 0 && !by.on_behalf();
    let push_key = if is_told { Some(engine::push::public_key(desk)?) } else { None };
    Ok(ListScreen {
        shop: shop.slug,
        name: shop.name,
        on_behalf: by.on_behalf(),
        group,
        nth,
        typed,
        is_number: number.is_some(),
        mark,
        rows,
        counts,
        push_key,
        problem: None,
    })
}

/// Accepts all that were ticked.
pub async fn accept_all(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let numbers: Vec<OrderNumber> =
        posted.inputs.many("pesanan").iter().filter_map(|number| OrderNumber::parse(number).ok()).collect();
    let from = group(posted.one("daftar"));
    if numbers.is_empty() {
        let mut screen = load(&reader, &by, from, "", String::new()).await?;
        screen.problem = Some(text.choose_some());
        return Ok(reader.page(screen).status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let done = steps::accept_all(&reader.site.desk, &by, &numbers).await?;
    let shop = engine::catalog::own_shop(&reader.site.desk, &by).await?;
    let left = if done.left > 0 { format!(" {}", text.some_left(done.left)) } else { String::new() };
    let said = format!("{}{left}", text.were_accepted(done.accepted));
    Ok(reader.see_other(address(&shop.slug, from, 1)).saying(&said))
}

struct ListScreen {
    shop: String,
    name: String,
    on_behalf: bool,
    group: Group,
    nth: i64,
    /// What was looked for.
    typed: String,
    is_number: bool,
    mark: Mark,
    rows: Vec<OrderRow>,
    counts: Counts,
    /// For the owner of a shop that has had an order: the next one can be told on this device.
    push_key: Option<String>,
    problem: Option<&'static str>,
}

impl ListScreen {
    fn tabs(&self, text: Text) -> AnyView {
        let tab = |group: Group, label: &str| {
            let count = u64::try_from(self.counts.of(Some(group))).unwrap_or(0);
            let here = self.typed.is_empty() && self.group == group;
            NavLink::new(address(&self.shop, group, 1), label).current(here).count(count)
        };
        let tabs = [
            tab(Group::Open, text.to_do()),
            tab(Group::New, text.to_answer()),
            tab(Group::Work, text.to_prepare()),
            tab(Group::Handed, text.handed()),
            tab(Group::Done, text.done()),
            tab(Group::Over, text.over()),
        ];
        ui::tabs(text.which(), &tabs)
    }

    /// Says that there is more by now, once the page's script has seen it.
    fn more(&self, text: Text) -> AnyView {
        let to = address(&self.shop, self.group, 1);
        let mut h = Html::new();
        h.raw("<div class=\"kabar-baru\" role=\"status\"");
        h.attr("data-kabar", &format!("/usaha/pesanan/jumlah?usaha={}", self.shop));
        h.attr("data-dilihat", &self.mark.to_string()).raw(">");
        for (open, said) in [("<p hidden data-baru>", text.there_is_new()), ("<p hidden data-berubah>", text.there_is_moved())] {
            h.element(open, said, " <a").attr("href", &to).element(">", text.load_again(), "</a></p>");
        }
        h.raw("</div>");
        h.view()
    }

    fn search(&self, text: Text) -> AnyView {
        view! {
            <form class="cari-daftar" action="/usaha/pesanan" role="search" aria-label=text.search()>
                <input type="hidden" name="usaha" value=self.shop.clone()/>
                <label><span>{text.search()}</span><input class="isian" type="search" name="cari" value=self.typed.clone()/></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
        }
        .into_any()
    }

    fn empty(&self, text: Text) -> AnyView {
        if !self.typed.is_empty() {
            let all = Button::quiet(text.all_orders()).link(address(&self.shop, Group::Open, 1));
            let hint = if self.is_number { text.not_found_hint() } else { text.not_a_number() };
            return ui::empty_state(Icon::Search, text.not_found(&self.typed), hint, Some(all));
        }
        if self.nth > 1 {
            let first = Button::quiet(text.first_page()).link(address(&self.shop, self.group, 1));
            return ui::empty_state(Icon::Orders, text.beyond(), text.beyond_hint(), Some(first));
        }
        if self.counts.of(None) > 0 {
            if self.group == Group::Open {
                return ui::empty_state(Icon::Check, text.nothing_to_do(), text.nothing_to_do_hint(), None);
            }
            let to_do = Button::quiet(text.to_do()).link(address(&self.shop, Group::Open, 1));
            return ui::empty_state(Icon::Orders, text.none_here(), text.none_here_hint(), Some(to_do));
        }
        let share = Button::quiet(text.share_shop()).link(format!("/toko/{}", self.shop));
        ui::empty_state(Icon::Orders, text.none(), text.seller_none_hint(), Some(share))
    }

    fn list(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        if self.rows.is_empty() {
            return self.empty(text);
        }
        let columns = [
            Column::words(text.orders()),
            Column::words(text.buyer()),
            Column::words(text.state()),
            Column::figures(text.total()),
            Column::silent(text.actions()),
        ];
        let table = ui::table_under(text.orders(), &columns, self.rows.iter().map(|row| self.row(frame, row)).collect());
        let together = self.rows.iter().any(|row| row.state == State::New).then(|| {
            let button = Button::primary(text.accept_chosen()).icon(Icon::Check);
            ui::submit_row(vec![button])
        });
        let action = format!("/usaha/pesanan/terima?usaha={}", self.shop);
        view! {
            <form id=FORM method="post" action=action>
                <input type="hidden" name="daftar" value=word(self.group)/>
                {table}
                {together}
            </form>
        }
        .into_any()
    }

    fn row(&self, frame: &Frame, row: &OrderRow) -> Vec<Cell> {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let number = row.number.as_str();
        let to = |room: &str| format!("/usaha/pesanan/{number}{room}?usaha={}", self.shop);
        let what = if row.more > 0 { text.and_more(&row.first, row.more) } else { row.first.clone() };
        let thumb = Thumb {
            picture: row.picture(),
            icon: &row.icon,
            href: Some(to("")),
            name: number,
            under: Some(what),
            tick: (row.state == State::New).then(|| (number, text.choose(number))),
        };
        let mut buttons = Vec::new();
        if let Some((room, label)) = seller::next(text, row.state, row.receive) {
            let label = if row.state == State::New { text.accept() } else { label };
            buttons.push(Button::primary(label).small().to(to(&format!("/{room}"))).read_as(format!("{label}: {number}")));
        }
        if row.state == State::Done && !row.is_paid {
            let label = text.mark_paid();
            buttons.push(Button::quiet(label).small().to(to("/lunas")).read_as(format!("{label}: {number}")));
        }
        let total = Cell::text(row.total.to_string()).and(order::pay_name(lang, row.pay));
        let buttons = if buttons.is_empty() { Cell::default() } else { Cell::buttons(&buttons) };
        vec![thumb.cell(), Cell::text(&row.other).and(when(frame, row)), Cell::view(badges(lang, row)), total, buttons]
    }
}

/// When it came, or until when it was promised.
fn when(frame: &Frame, row: &OrderRow) -> String {
    match row.ready_on.filter(|_| !row.state.is_over()) {
        Some(day) => format!("{}: {}", Text(frame.lang).ready_on(), relative_day(day, Day::of(frame.now), frame.lang)),
        None => relative(row.created_at, frame.now, frame.lang),
    }
}

pub(super) fn badges(lang: Lang, row: &OrderRow) -> AnyView {
    let paid = order::paid_badge(lang, row.state, row.is_paid, row.has_proof);
    let all: Vec<Badge> = std::iter::once(order::state_badge(lang, row.state)).chain(paid).collect();
    ui::badges(&all)
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        let head = Head::new(format!("{}: {}", Text(lang).orders(), self.name)).tab(Tab::Business).asks();
        if self.push_key.is_some() { head.push() } else { head }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let behalf = self.on_behalf.then(|| Notice::Info.view(lang, text.behalf(&self.name)));
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let pages = u64::try_from(self.counts.of(Some(self.group))).unwrap_or(0).div_ceil(u64::try_from(PAGE).unwrap_or(30));
        let last = if self.typed.is_empty() { pages } else { 1 };
        let pager = ui::pager(lang, u64::try_from(self.nth).unwrap_or(1), last, |n| address(&self.shop, self.group, n));
        let offer = self.push_key.as_ref().map(|key| push::offer(lang, key, &address(&self.shop, Group::Open, 1)));
        view! {
            <div class="wadah">
                {ui::page_head(Some(&self.name), text.orders(), Some(text.seller_lead()))}
                {behalf}
                {problem}
                {self.tabs(text)}
                {self.search(text)}
                {self.list(frame)}
                {pager}
                {self.more(text)}
                {offer}
            </div>
        }
        .into_any()
    }
}
