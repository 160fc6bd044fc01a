use domain::access::Verifier;
use domain::lang::Lang;
use engine::koperasi::{Listed, RegisterRow, Wanted};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Badge, Button, Cell, Column, Icon, NavLink, Tone};

/// Lines on one page of the register.
const PAGE: i64 = 50;

/// `q` looks in names and numbers; `perlu=pengurus` leaves those that nobody runs.
pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    let asked = posted::query(&reader.path);
    let words: String = asked.one("q").chars().take(80).collect();
    let wanted = Wanted { words, without_officers: asked.one("perlu") == "pengurus" };
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let all = engine::koperasi::known(&reader.site.desk, &by, &wanted, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(RegisterScreen { all, wanted, nth }))
}

struct RegisterScreen {
    all: Listed<RegisterRow>,
    wanted: Wanted,
    nth: i64,
}

const BASE: &str = "/dinas/koperasi/semua";

impl Screen for RegisterScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).register_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let alone = self.wanted.without_officers;
        let chips = [
            NavLink::new(BASE, text.all()).current(!alone),
            NavLink::new(format!("{BASE}?perlu=pengurus"), text.without_officers()).current(alone),
        ];
        let list = if self.all.rows.is_empty() {
            let all = Button::quiet(text.all()).link(BASE);
            ui::empty_state(Icon::Cooperative, text.none_match(), text.none_match_hint(), Some(all))
        } else {
            table(frame.lang, &self.all.rows)
        };
        let query = percent_encoding::utf8_percent_encode(&self.wanted.words, percent_encoding::NON_ALPHANUMERIC).to_string();
        let need = if alone { "perlu=pengurus&" } else { "" };
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), pages_of(self.all.total, PAGE), |n| {
            format!("{BASE}?{need}q={query}&hal={n}")
        });
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.register_title(), Some(text.register_lead()))}
                {tabs(frame.lang, Room::Register)}
                {ui::chips(text.officers(), &chips)}
                <form class="cari-daftar" action=BASE role="search" aria-label=text.search()>
                    <label><span>{text.search()}</span><input type="search" name="q" value=self.wanted.words/></label>
                    <button class="tombol tenang">{text.search_button()}</button>
                </form>
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

fn table(lang: Lang, all: &[RegisterRow]) -> AnyView {
    let text = Text(lang);
    let columns = [
        Column::words(text.koperasi()),
        Column::words(text.nik()),
        Column::words(text.district()),
        Column::figures(text.members()),
        Column::figures(text.officers()),
        Column::silent(text.correct()),
    ];
    let rows = all.iter().map(|k| {
        let officers = match k.officers {
            0 => Cell::badge(&Badge::new(Tone::Bad, text.nobody_runs())),
            n => Cell::text(n.to_string()),
        };
        let to = |label: &str, page: &str| {
            let named = format!("{label}: {}", k.name);
            Button::quiet(label).small().link(format!("/dinas/koperasi/{}/{page}", k.id)).read_as(named)
        };
        vec![
            Cell::link(&format!("/koperasi/{}", k.slug), &k.name),
            Cell::text(&k.nik_koperasi),
            Cell::text(&k.district),
            Cell::text(k.members.to_string()),
            officers,
            Cell::buttons(&[to(text.officers(), "pengurus"), to(text.correct(), "data")]),
        ]
    });
    ui::table_under(text.register_title(), &columns, rows.collect())
}
