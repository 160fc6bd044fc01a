//! `/operator/pencarian`: what people search for, what the market does not have for them, and what
//! they do not open.

use domain::access::Operator;
use domain::dates::Day;
use domain::lang::Lang;
use engine::discovery::learning::{self, AskedLists, AskedRow};
use engine::sheet::Sheet;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen, posted};
use crate::ui::{self, Button, Cell, Column, Icon, NavLink};

crate::texts! {
    Text {
        title: "Pencarian", "Searches";
        over: "Operator", "Operator";
        lead: "Kata yang dicari pembeli, tanpa nama siapa pun. Hitungan baru tampil dalam beberapa detik.", "The words that buyers search for, with nobody’s name. New counts appear within seconds.";
        span: "Rentang waktu", "Period";
        days(n: i64): format!("{n} hari"), format!("{n} days");
        often: "Paling sering dicari", "Most searched";
        without_result: "Tidak ada hasilnya", "Nothing found";
        without_click: "Ada hasilnya, tetapi tidak dibuka", "Found, but never opened";
        all_found: "Semua yang dicari ada hasilnya.", "Every search found something.";
        all_opened: "Dari semua yang ada hasilnya, ada yang dibuka.", "Something was opened for every search that found anything.";
        words: "Kata", "Words";
        asked: "Dicari", "Searched";
        empty: "Tanpa hasil", "Without result";
        hits: "Hasil terakhir", "Last found";
        clicked: "Dibuka", "Opened";
        rank: "Urutan rata-rata", "Mean position";
        add: "Tambah sinonim", "Add a synonym";
        export_csv: "Unduh CSV", "Download CSV";
        none: "Belum ada pencarian", "No searches yet";
        none_hint: "Kata yang dicari pembeli di pasar tampil di sini.", "What buyers search for on the market appears here.";
        see_market: "Lihat pasar", "See the market";
    }
}

/// The spans to choose from, in days; the middle one unless told.
const SPANS: [i64; 3] = [7, 30, 90];
/// Rows in each list.
const ROWS: i64 = 50;
/// Rows of an export.
const ALL: i64 = 20_000;

/// How many days the page is about (`hari`).
fn span(reader: &Reader) -> i64 {
    let asked = posted::query(&reader.path);
    SPANS.into_iter().find(|days| asked.one("hari") == days.to_string()).unwrap_or(SPANS[1])
}

/// The first day of a span that ends today.
fn since(reader: &Reader, days: i64) -> Day {
    Day::of(reader.now()).plus_days(1 - days)
}

pub async fn page(reader: Reader, by: Operator) -> PageResult {
    let days = span(&reader);
    let lists = learning::asked_lists(&reader.site.desk, &by, since(&reader, days), ROWS).await?;
    Ok(reader.page(SearchesScreen { days, lists }))
}

pub async fn csv(reader: Reader, by: Operator) -> PageResult {
    let (days, text) = (span(&reader), Text(reader.lang));
    let lists = learning::asked_lists(&reader.site.desk, &by, since(&reader, days), ALL).await?;
    let mut sheet = Sheet::new(&[text.words(), text.asked(), text.empty(), text.hits(), text.clicked(), text.rank()]);
    for row in lists.often {
        let rank = mean_rank(reader.lang, &row).unwrap_or_default();
        let figures = [row.asked, row.empty, row.hits, row.clicked].map(|n| n.to_string());
        sheet.row([vec![row.query], figures.to_vec(), vec![rank]].concat());
    }
    let name = format!("pencarian-{}-{days}.csv", Day::of(reader.now()).iso());
    Ok(reader.file(sheet.csv()?, "text/csv; charset=utf-8", &name))
}

/// `2,3`
fn mean_rank(lang: Lang, row: &AskedRow) -> Option<String> {
    row.mean_rank_tenths().map(|tenths| format!("{}{}{}", tenths / 10, lang.pick(',', '.'), tenths % 10))
}

struct SearchesScreen {
    days: i64,
    lists: AskedLists,
}

impl Screen for SearchesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let spans = SPANS
            .map(|days| NavLink::new(format!("/operator/pencarian?hari={days}"), text.days(days)).current(days == self.days));
        let lists = if self.lists.often.is_empty() {
            let market = Button::quiet(text.see_market()).link("/cari");
            ui::empty_state(Icon::Search, text.none(), text.none_hint(), Some(market))
        } else {
            let export = Button::quiet(text.export_csv()).icon(Icon::Download);
            view! {
                {list(lang, text.often(), &self.lists.often, "")}
                {list(lang, text.without_result(), &self.lists.without_result, text.all_found())}
                {list(lang, text.without_click(), &self.lists.without_click, text.all_opened())}
                <div class="tombol-baris">{export.link(format!("/operator/pencarian.csv?hari={}", self.days)).view()}</div>
            }
            .into_any()
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.over()), text.title(), Some(text.lead()))}
                {tabs(lang, Room::Searches)}
                {ui::chips(text.span(), &spans)}
                {lists}
            </div>
        }
        .into_any()
    }
}

fn list(lang: Lang, title: &str, rows: &[AskedRow], none: &'static str) -> AnyView {
    let text = Text(lang);
    if rows.is_empty() {
        return ui::section(title, None, view! { <p class="redup">{none}</p> });
    }
    let columns = [
        Column::words(text.words()),
        Column::figures(text.asked()),
        Column::figures(text.hits()),
        Column::figures(text.clicked()),
        Column::figures(text.rank()),
        Column::silent(text.add()),
    ];
    let table = ui::table(title, &columns, rows.iter().map(|r| row(lang, r)).collect());
    view! { <section class="bagian">{table}</section> }.into_any()
}

fn row(lang: Lang, r: &AskedRow) -> Vec<Cell> {
    let text = Text(lang);
    let encoded = utf8_percent_encode(&r.query, NON_ALPHANUMERIC).to_string();
    let add = r.needs_help().then(|| {
        let button = Button::quiet(text.add()).small().read_as(format!("{}: {}", text.add(), r.query));
        button.link(format!("/operator/sinonim?istilah={encoded}"))
    });
    vec![
        Cell::link(&format!("/cari?q={encoded}"), &r.query),
        Cell::text(r.asked.to_string()),
        Cell::text(r.hits.to_string()),
        Cell::text(format!("{} %", r.clicked_percent())),
        Cell::text(mean_rank(lang, r).unwrap_or_else(|| "–".to_owned())),
        add.map_or_else(Cell::default, |button| Cell::buttons(&[button])),
    ]
}
