use domain::access::Overseer;
use domain::lang::Lang;
use engine::koperasi::{KeptShop, Listed, Need};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Button, Cell, Column, Icon, NavLink};

/// Businesses on one page of the list.
const PAGE: i64 = 50;

/// `perlu` is `izin` or `draf`: only those where that is to be done.
pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let asked = posted::query(&reader.path);
    let need = Need::from_code(asked.one("perlu"));
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let shops = engine::koperasi::kept_shops(&reader.site.desk, &by, need, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(ShopsScreen { by, shops, need, nth }))
}

struct ShopsScreen {
    by: Overseer,
    shops: Listed<KeptShop>,
    need: Option<Need>,
    nth: i64,
}

impl Screen for ShopsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).shops_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let base = format!("/pengurus/{}/usaha", self.by.koperasi().slug);
        let of = |need: Option<Need>| need.map_or_else(|| base.clone(), |n| format!("{base}?perlu={}", n.code()));
        let chip = |need: Option<Need>, label: &str| NavLink::new(of(need), label).current(self.need == need);
        let chips = [
            chip(None, text.all_shops()),
            chip(Some(Need::Permits), text.with_permits()),
            chip(Some(Need::Drafts), text.with_drafts()),
        ];
        let list = if self.shops.rows.is_empty() { nothing(text, self.need, &base) } else { self.table(frame) };
        let word = self.need.map(|n| format!("perlu={}&", n.code())).unwrap_or_default();
        let last = pages_of(self.shops.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{base}?{word}hal={n}"));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Shops, text.shops_title(), Some(text.shops_lead()))}
                {ui::chips(text.shops(), &chips)}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

fn nothing(text: Text, need: Option<Need>, base: &str) -> AnyView {
    let all = || Some(Button::quiet(text.see_all()).link(base));
    match need {
        None => ui::empty_state(Icon::Store, text.no_shops(), text.no_shops_hint(), None),
        Some(Need::Permits) => ui::empty_state(Icon::Check, text.nothing_to_renew(), text.nothing_due_hint(), all()),
        Some(Need::Drafts) => ui::empty_state(Icon::Check, text.no_drafts(), text.drafts_text(), all()),
    }
}

impl ShopsScreen {
    fn table(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let keeps = self.by.officer().is_some();
        let columns = [
            Column::words(text.shop()),
            Column::words(text.owner()),
            Column::figures(text.shops_goods()),
            Column::figures(text.drafts()),
            Column::words(text.permits()),
            Column::silent(text.keep()),
        ];
        let rows = self.shops.rows.iter().map(|s| {
            let keep = keeps.then(|| {
                let href = format!("{}?usaha={}", self.place(), s.slug);
                Button::quiet(text.keep()).small().link(href).read_as(format!("{}: {}", text.keep(), s.name)).view()
            });
            vec![
                Cell::link(&format!("/toko/{}", s.slug), &s.name).and(format!("{}, {}", s.village, s.district)),
                Cell::text(&s.owner),
                Cell::text(s.published.to_string()),
                Cell::text(s.drafts.to_string()),
                permits(frame.lang, s),
                Cell::view(keep),
            ]
        });
        ui::table_under(text.shops_title(), &columns, rows.collect())
    }

    /// Where the thing that the list was narrowed to is done.
    fn place(&self) -> &'static str {
        match self.need {
            None => "/usaha",
            Some(Need::Permits) => "/usaha/izin",
            Some(Need::Drafts) => "/usaha/produk",
        }
    }
}

fn permits(lang: Lang, s: &KeptShop) -> Cell {
    let text = Text(lang);
    let mut words = Vec::new();
    if s.expired > 0 {
        words.push(text.expired(s.expired));
    }
    if s.expiring > 0 {
        words.push(text.expiring(s.expiring));
    }
    match s.first_expiry {
        None => Cell::text("–"),
        Some(day) => Cell::text(words.join(", ")).and(text.first_expires(&day.short(lang))),
    }
}
