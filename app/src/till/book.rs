//! `/usaha/kas`: a month of the cash book, and the book as a sheet.

use domain::access::Keeper;
use domain::dates::Day;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::till::{Direction, Month};
use engine::sheet::Sheet;
use engine::till::{Book, KindSum, Line};
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::scope::Scope;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Bar, Button, Cell, Column, Icon, LineChart, NavLink, Series, Stat, post_button};

/// Lines on one page.
const PAGE: i64 = 50;

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let asked = posted::query(&reader.path);
    let today = Month::of(Day::of(reader.now()));
    // A month that cannot be read, or is still to come, is this one: there is nothing in it.
    let month = asked_month(&reader).map_or(today, |month| month.min(today));
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let book = engine::till::book(&reader.site.desk, &by, month, PAGE, (nth - 1) * PAGE).await?;
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.page(BookScreen { scope, month, is_last: month == today, nth, book }))
}

fn asked_month(reader: &Reader) -> Option<Month> {
    Month::parse(posted::query(&reader.path).one("bulan")).ok()
}

pub async fn csv(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = sheet(&reader, &by).await?;
    super::csv(&reader, &sheet, &name)
}

pub async fn xlsx(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = sheet(&reader, &by).await?;
    super::xlsx(&reader, sheet, &name).await
}

/// The lines of the month that the address names, or of all time; and the file's name.
async fn sheet(reader: &Reader, by: &Keeper) -> Result<(Sheet, String), PageError> {
    let text = Text(reader.lang);
    let month = asked_month(reader);
    let (from, until) = (month.map(Month::first), month.map(Month::last));
    let lines = engine::till::lines(&reader.site.desk, by, from, until).await?;
    let head = [text.day(), text.came_in(), text.went_out(), text.kind(), text.what(), text.orders()];
    let mut sheet = Sheet::new(&head).figures(&[1, 2]);
    for line in lines {
        let (came_in, went_out) = match line.kind.direction() {
            Direction::In => (line.amount.0.to_string(), String::new()),
            Direction::Out => (String::new(), line.amount.0.to_string()),
        };
        let kind = text.kind_of(line.kind).to_owned();
        sheet.row(vec![line.day.iso(), came_in, went_out, kind, line.what.unwrap_or_default(), line.order.unwrap_or_default()]);
    }
    let slug = Scope::of(reader, by).await?.shop.slug;
    Ok((sheet, month.map_or_else(|| format!("kas-{slug}"), |month| format!("kas-{slug}-{}", month.code()))))
}

/// What a line is about: the order that wrote it, the keeper's words, or its kind.
fn about(text: Text, line: &Line) -> String {
    match (&line.order, &line.what) {
        (Some(number), _) => text.order(number),
        (None, Some(what)) => what.clone(),
        (None, None) => text.kind_of(line.kind).to_owned(),
    }
}

struct BookScreen {
    scope: Scope,
    month: Month,
    /// The month is the one that today is in.
    is_last: bool,
    nth: i64,
    book: Book,
}

impl BookScreen {
    fn address(&self, month: Month, nth: u64) -> String {
        let nth = if nth > 1 { nth.to_string() } else { String::new() };
        self.scope.with("/usaha/kas", &[("bulan", &month.code()), ("hal", &nth)])
    }

    fn months(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let name = |month: Month| month.first().month(lang);
        let before = self.month.before();
        let mut links = vec![
            NavLink::new(self.address(before, 1), text.earlier(&name(before))),
            NavLink::new(self.address(self.month, 1), name(self.month)).current(true),
        ];
        if !self.is_last {
            let next = self.month.next();
            links.push(NavLink::new(self.address(next, 1), text.later(&name(next))));
        }
        ui::tabs(text.months(), &links)
    }

    fn figures(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let stat = |name: &str, much: Rupiah, note: Option<&str>| Stat {
            name: name.to_owned(),
            value: much.to_string(),
            note: note.map(str::to_owned),
        };
        ui::stats(&[
            stat(text.came_in(), self.book.sum(Direction::In), None),
            stat(text.went_out(), self.book.sum(Direction::Out), None),
            stat(text.result(), self.book.result(), Some(text.result_note())),
            stat(text.in_box(), self.book.balance, Some(text.in_box_note())),
        ])
    }

    fn charts(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        // Months are places from left to right; their names stand where the months do.
        let points = |much: fn(&engine::till::MonthSum) -> Rupiah| {
            (0i64..).zip(&self.book.months).map(|(nth, month)| (nth, much(month).0)).collect::<Vec<_>>()
        };
        let series = [
            Series { name: text.came_in().to_owned(), points: points(|m| m.came_in) },
            Series { name: text.went_out().to_owned(), points: points(|m| m.went_out) },
        ];
        let name = |nth: i64| {
            let month = usize::try_from(nth).ok().and_then(|nth| self.book.months.get(nth));
            month.map(|m| m.month.first().month(lang)).unwrap_or_default()
        };
        let chart = LineChart {
            title: text.six_months(),
            across: text.months(),
            series: &series,
            x_text: &name,
            y_text: &|much| Rupiah(much).to_string(),
            y_short: &|much| Rupiah(much).short(lang),
            also: None,
            stepped: false,
            mark: None,
        };
        let of = |direction: Direction| -> Vec<Bar> {
            self.book.kinds.iter().filter(|k| k.kind.direction() == direction).map(|k| bar(lang, k)).collect()
        };
        let (came_in, went_out) = (of(Direction::In), of(Direction::Out));
        let card = |title: &str, bars: &[Bar]| (!bars.is_empty()).then(|| ui::card(ui::row_chart(lang, title, bars)));
        view! {
            {ui::card(ui::line_chart(lang, &chart))}
            {ui::two_columns(card(text.out_for(), &went_out), card(text.in_from(), &came_in))}
        }
        .into_any()
    }

    fn table(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.book.lines.is_empty() {
            return ui::empty_state(Icon::Book, text.quiet_month(), text.quiet_month_hint(), None);
        }
        let columns = [
            Column::words(text.what()),
            Column::words(text.day()),
            Column::figures(text.came_in()),
            Column::figures(text.went_out()),
            Column::silent(text.actions()),
        ];
        let rows = self.book.lines.iter().map(|line| self.row(lang, line)).collect();
        ui::section(text.lines(), None, ui::table_under(text.lines(), &columns, rows))
    }

    fn row(&self, lang: Lang, line: &Line) -> Vec<Cell> {
        let text = Text(lang);
        let what = about(text, line);
        let cell = Cell::text(&what);
        // A line without words is called by its kind already.
        let cell = if line.what.is_some() { cell.and(text.kind_of(line.kind)) } else { cell };
        let much = |direction: Direction| {
            Cell::text(if line.kind.direction() == direction { line.amount.to_string() } else { String::new() })
        };
        let button = match &line.order {
            Some(number) => Button::quiet(text.see_order())
                .read_as(format!("{}: {number}", text.see_order()))
                .link(self.scope.path(&format!("/usaha/pesanan/{number}"))),
            None => Button::quiet(text.change())
                .read_as(text.change_of(&what))
                .link(self.scope.path(&format!("/usaha/kas/{}", line.id))),
        };
        vec![cell, Cell::text(line.day.short(lang)), much(Direction::In), much(Direction::Out), Cell::buttons(&[button.small()])]
    }

    fn removed(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.book.removed.is_empty() {
            return ().into_any();
        }
        let columns = [
            Column::words(text.what()),
            Column::words(text.day()),
            Column::figures(text.amount()),
            Column::silent(text.actions()),
        ];
        let row = |line: &Line| {
            let what = about(text, line);
            let back = Button::quiet(text.bring_back()).small().read_as(text.bring_back_of(&what));
            let back = post_button(self.scope.path(&format!("/usaha/kas/{}/kembalikan", line.id)), vec![], back);
            let direction = match line.kind.direction() {
                Direction::In => text.money_in(),
                Direction::Out => text.money_out(),
            };
            vec![
                Cell::text(&what).and(text.kind_of(line.kind)),
                Cell::text(line.day.short(lang)),
                Cell::text(line.amount.to_string()).and(direction),
                Cell::view(view! { <span class="tombol-sel">{back}</span> }),
            ]
        };
        let rows = self.book.removed.iter().map(row).collect();
        ui::fold(text.removed_lines(), false, ui::table_under(text.removed_lines(), &columns, rows))
    }

    fn downloads(&self, text: Text) -> AnyView {
        let link = |label: String, path: &str, month: &str| {
            Button::quiet(label).icon(Icon::Download).link(self.scope.with(path, &[("bulan", month)])).view()
        };
        let month = self.month.code();
        let buttons = view! {
            <div class="tombol-baris">
                {link(text.this_month("XLSX"), "/usaha/kas.xlsx", &month)}
                {link(text.this_month("CSV"), "/usaha/kas.csv", &month)}
                {link(text.everything("XLSX"), "/usaha/kas.xlsx", "")}
                {link(text.everything("CSV"), "/usaha/kas.csv", "")}
            </div>
        };
        ui::section(text.download(), None, buttons)
    }
}

fn bar(lang: Lang, k: &KindSum) -> Bar {
    Bar { label: Text(lang).kind_of(k.kind).to_owned(), value: k.sum.0, shown: k.sum.to_string() }
}

impl Screen for BookScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).book(), self.month.first().month(lang))).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let entry = |direction: &str| self.scope.path(&format!("/usaha/kas/{direction}"));
        let content = if self.book.blank && self.is_last {
            let first = self.scope.with("/usaha/kas/masuk", &[("jenis", "capital")]);
            ui::empty_state(Icon::Book, text.blank(), text.blank_hint(), Some(Button::primary(text.first_entry()).link(first)))
        } else {
            let last = crate::koperasi::pages_of(self.book.total(), PAGE);
            let nth = u64::try_from(self.nth).unwrap_or(1);
            view! {
                {self.figures(frame.lang)}
                {self.table(frame.lang)}
                {ui::pager(frame.lang, nth, last, |n| self.address(self.month, n))}
                {self.charts(frame.lang)}
                {self.downloads(text)}
            }
            .into_any()
        };
        view! {
            <div class="wadah">
                {self.scope.head(frame.lang, text.book(), Some(text.book_lead()))}
                <div class="tombol-baris">
                    {Button::primary(text.money_in()).icon(Icon::Plus).link(entry("masuk")).view()}
                    {Button::primary(text.money_out()).icon(Icon::Minus).link(entry("keluar")).view()}
                </div>
                {self.months(frame.lang)}
                {content}
                {self.removed(frame.lang)}
            </div>
        }
        .into_any()
    }
}
