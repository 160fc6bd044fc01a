//! `/pengurus/{koperasi}/pemasok`: the directory for those who buy from it.

use domain::access::Overseer;
use domain::lang::Lang;
use engine::koperasi::Listed;
use engine::suppliers::SupplierRow;
use leptos::prelude::*;

use super::text::Text;
use super::{address, card};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Icon, NavLink, Tone};

/// Suppliers on one page of the list.
const PAGE: i64 = 40;
/// `lihat`: only those that this koperasi entered, the archived ones among them.
const OWN: &str = "kami";

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let asked = posted::query(&reader.path);
    let words: String = asked.one("q").trim().chars().take(80).collect();
    let all = asked.one("lihat") != OWN;
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let found = engine::suppliers::room(&reader.site.desk, &by, all, &words, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(RoomScreen { by, found, words, all, nth }))
}

struct RoomScreen {
    by: Overseer,
    found: Listed<SupplierRow>,
    words: String,
    all: bool,
    nth: i64,
}

impl RoomScreen {
    fn base(&self) -> String {
        format!("/pengurus/{}/pemasok", self.by.koperasi().slug)
    }

    fn which(&self) -> &'static str {
        if self.all { "" } else { OWN }
    }

    fn add(&self, text: Text) -> Option<Button> {
        self.by.officer().map(|_| Button::primary(text.add()).link(format!("{}/baru", self.base())))
    }

    fn list(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.found.rows.is_empty() {
            return if self.words.is_empty() && self.nth == 1 {
                let title = if self.all { text.none() } else { text.none_own() };
                ui::empty_state(Icon::Truck, title, text.none_own_hint(), self.add(text))
            } else {
                let all = Button::quiet(text.see_all()).link(self.base());
                ui::empty_state(Icon::Search, text.no_match(), text.no_match_hint(), Some(all))
            };
        }
        let cards: Vec<_> = self.found.rows.iter().map(|s| card(text, s, self.place_of(s), state(text, s))).collect();
        ui::shop_grid(lang, &cards)
    }

    /// Contact and notes are the officers'; a supervisor sees what everyone sees.
    fn place_of(&self, s: &SupplierRow) -> String {
        match self.by.officer() {
            Some(_) => format!("{}/{}", self.base(), s.slug),
            None => format!("/pemasok/{}", s.slug),
        }
    }
}

fn state(text: Text, s: &SupplierRow) -> Option<Badge> {
    match (s.archived, s.own) {
        (true, _) => Some(Badge::new(Tone::Bad, text.archived()).icon(Icon::Archive)),
        (false, true) => Some(Badge::good(text.own_badge())),
        (false, false) => None,
    }
}

impl Screen for RoomScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).room_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let base = self.base();
        let chips = [
            NavLink::new(address(&base, &[("q", &self.words)]), text.all()).current(self.all),
            NavLink::new(address(&base, &[("q", &self.words), ("lihat", OWN)]), text.own()).current(!self.all),
        ];
        let which = (!self.all).then(|| view! { <input type="hidden" name="lihat" value=OWN/> }.into_any());
        let last = crate::koperasi::pages_of(self.found.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| {
            address(&base, &[("q", &self.words), ("lihat", self.which()), ("hal", &n.to_string())])
        });
        // An empty list has the button already.
        let add = self.add(text).filter(|_| !self.found.rows.is_empty()).map(|add| view! { <p>{add.view()}</p> }.into_any());
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Suppliers, text.room_title(), Some(text.room_lead()))}
                {add}
                <form class="cari-daftar" action=base.clone() role="search" aria-label=text.search()>
                    {which}
                    <label><span>{text.search()}</span><input type="search" name="q" value=self.words.clone()/></label>
                    <button class="tombol tenang">{text.search_button()}</button>
                </form>
                {ui::chips(text.which(), &chips)}
                {self.list(frame.lang)}
                {pager}
            </div>
        }
        .into_any()
    }
}
