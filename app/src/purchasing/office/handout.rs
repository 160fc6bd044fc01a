//! `/pengurus/{koperasi}/pembelian/{id}/daftar-ambil`: who fetches what, on paper and on the phone.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::{date_time, day_and_time};
use domain::form::Inputs;
use domain::ids::MembershipId;
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::RoundError;
use engine::purchasing::handout::{self, Filter, Pickup, PickupList};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::goods::{Page, failed, too_early, top};
use super::text_goods::Text;
use super::{amount, place, round_of};
use crate::house::{Frame, Head, PageError, PageResult, Posted, Reader, Routes, Screen, Tab, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Badge, Button, Cell, Column, Icon, NavLink, Notice, post_button};

/// Lines on one page, and so on one print: more than most koperasi have in a round.
const PAGE: i64 = 500;
/// `lihat`: only those who have not fetched theirs.
const WAITING: &str = "belum";

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}/pembelian/{id}/daftar-ambil", page)
        .post("/pengurus/{koperasi}/pembelian/{id}/daftar-ambil/kunci", lock)
        .post("/pengurus/{koperasi}/pembelian/{id}/serah/{anggota}", tick)
}

/// What part of the list is looked at.
#[derive(Debug, Clone, Default)]
struct Asked {
    only_waiting: bool,
    words: String,
    nth: i64,
}

impl Asked {
    fn of(inputs: &Inputs) -> Self {
        Self {
            only_waiting: inputs.one("lihat") == WAITING,
            words: inputs.one("q").trim().chars().take(80).collect(),
            nth: inputs.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000),
        }
    }

    fn query(&self, nth: i64) -> String {
        let words = utf8_percent_encode(&self.words, NON_ALPHANUMERIC).to_string();
        let mut parts = Vec::new();
        if self.only_waiting {
            parts.push(format!("lihat={WAITING}"));
        }
        if !words.is_empty() {
            parts.push(format!("q={words}"));
        }
        if nth > 1 {
            parts.push(format!("hal={nth}"));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let asked = Asked::of(&posted::query(&reader.path));
    let filter = Filter { only_waiting: asked.only_waiting, words: &asked.words, limit: PAGE, offset: (asked.nth - 1) * PAGE };
    let list = handout::pickup_list(&reader.site.desk, &by, id, filter).await?.ok_or(PageError::NotFound)?;
    Ok(reader.page(PickupScreen { by, list, asked }))
}

async fn lock(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let here = Page::Pickup.of(&overseer, id);
    let locked = posted.one("buka") != "ya";
    match handout::lock_list(&reader.site.desk, &by, id, locked).await {
        Ok(()) => Ok(reader.see_other(&here).saying(if locked { text.locked() } else { text.unlocked() })),
        Err(error) => failed(&reader, &here, error),
    }
}

/// Ticks a member off, or takes it back (`batal`).
async fn tick(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id, member)): Path<(String, String, String)>,
    posted: Posted,
) -> PageResult {
    let (desk, text, id) = (&reader.site.desk, Text(reader.lang), round_of(&id)?);
    let member: MembershipId = member.parse().map_err(|_| PageError::NotFound)?;
    let asked = Asked::of(&posted.inputs);
    let here = format!("{}{}", Page::Pickup.of(&overseer, id), asked.query(asked.nth));
    let undo = posted.one("batal") == "ya";
    let done =
        if undo { handout::undo_hand_out(desk, &by, id, member).await } else { handout::hand_out(desk, &by, id, member).await };
    match done {
        Ok(()) => Ok(reader.see_other(&here).saying(if undo { text.unticked() } else { text.ticked() })),
        Err(RoundError::Stale { .. }) => Ok(reader.see_other(&here).saying(text.member_confirmed())),
        Err(error) => failed(&reader, &here, error),
    }
}

struct PickupScreen {
    by: Overseer,
    list: PickupList,
    asked: Asked,
}

impl Screen for PickupScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).pickup_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let goods = &self.list.goods;
        let lead = text.pickup_lead(&goods.pickup_place, &day_and_time(goods.pickup_at, lang));
        let top = top(lang, &self.by, goods, Page::Pickup, text.pickup_title(), Some(&lead));
        if goods.ordered.is_none() {
            return view! { <div class="wadah">{top}{too_early(lang, &self.by, goods)}</div> }.into_any();
        }
        if !self.is_here() {
            let way = Button::quiet(text.to_receipt()).link(Page::Receipt.of(&self.by, goods.id));
            let nothing = ui::empty_state(Icon::Box, text.not_received(), text.not_received_hint(), Some(way));
            return view! { <div class="wadah">{top}{nothing}</div> }.into_any();
        }
        view! {
            <div class="wadah ambil">
                {top}
                <p class="tebal di-kertas">{text.of_from(&goods.title, &goods.supplier)}</p>
                {self.progress(lang)}
                {self.lock(lang)}
                {self.narrow(lang)}
                {self.lines(lang)}
            </div>
        }
        .into_any()
    }
}

impl PickupScreen {
    fn is_here(&self) -> bool {
        matches!(self.list.goods.state, State::Received | State::Settled)
    }

    fn here(&self) -> String {
        Page::Pickup.of(&self.by, self.list.goods.id)
    }

    fn progress(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let number = |n: i64| u64::try_from(n).unwrap_or_default();
        let fetched = self.list.count - self.list.waiting;
        let sum = text.sum(&amount(lang, self.list.amount, self.list.goods.unit));
        view! {
            {ui::progress(text.fetched(), number(fetched), number(self.list.count), &text.fetched_of(fetched, self.list.count))}
            <p>{sum}</p>
        }
        .into_any()
    }

    /// Printing, and what it is locked for.
    fn lock(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let goods = &self.list.goods;
        if goods.state != State::Received || self.list.count == 0 {
            return None;
        }
        let action = format!("{}/kunci", self.here());
        let acts = self.by.officer().is_some() && goods.coordinator;
        if let Some(at) = goods.locked_at {
            let unlock = acts.then(|| post_button(action, vec![("buka", "ya".to_owned())], Button::plain(text.unlock()).small()));
            let said = Notice::Info.view(lang, text.locked_at(&date_time(at, lang)));
            return Some(view! { <div class="kunci-daftar">{said}{unlock}</div> }.into_any());
        }
        let words = if goods.coordinator { text.lock_text().to_owned() } else { text.lock_text_other(&goods.run_by) };
        let button = acts.then(|| post_button(action, vec![], Button::quiet(text.lock())));
        let card = ui::titled_card(text.lock_title(), view! { <p>{words}</p> {button} });
        Some(view! { <div class="kunci-daftar">{card}</div> }.into_any())
    }

    fn narrow(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        if self.list.count == 0 {
            return None;
        }
        let here = self.here();
        let of = |only_waiting: bool| Asked { only_waiting, nth: 1, ..self.asked.clone() }.query(1);
        let chips = [
            NavLink::new(format!("{here}{}", of(false)), text.all_lines()).current(!self.asked.only_waiting),
            NavLink::new(format!("{here}{}", of(true)), text.only_waiting())
                .current(self.asked.only_waiting)
                .count(u64::try_from(self.list.waiting).unwrap_or_default()),
        ];
        let which = self.asked.only_waiting.then(|| view! { <input type="hidden" name="lihat" value=WAITING/> }.into_any());
        let form = view! {
            <form class="cari-daftar" action=here role="search" aria-label=text.search()>
                {which}
                <label><span>{text.search()}</span><input type="search" name="q" value=self.asked.words.clone()/></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
        };
        Some(view! { {form} {ui::chips(text.which(), &chips)} }.into_any())
    }

    fn lines(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.list.lines.is_empty() {
            let all = Button::quiet(text.see_all()).link(self.here());
            return match (self.list.count, self.asked.words.is_empty() && self.asked.nth == 1) {
                (0, _) => view! { <p class="redup">{text.no_own_members()}</p> }.into_any(),
                (_, true) => ui::empty_state(Icon::Check, text.everyone_fetched(), text.everyone_fetched_hint(), Some(all)),
                (_, false) => ui::empty_state(Icon::Search, text.nobody(), text.nobody_hint(), Some(all)),
            };
        }
        let columns = [
            Column::words(text.member()),
            Column::figures(text.amount()),
            Column::figures(text.to_pay()),
            Column::words(text.state()),
            Column::silent(text.signature()),
        ];
        let rows = self.list.lines.iter().map(|line| self.line(lang, line)).collect();
        // All of a narrowed list are those found: only the whole one has pages of a known number.
        let of = if self.asked.only_waiting { self.list.waiting } else { self.list.count };
        let last = if self.asked.words.is_empty() { pages_of(of, PAGE) } else { 1 };
        let here = self.here();
        let pager = ui::pager(lang, u64::try_from(self.asked.nth).unwrap_or(1), last, |n| {
            format!("{here}{}", self.asked.query(i64::try_from(n).unwrap_or(1)))
        });
        view! { {ui::table_under(text.pickup_title(), &columns, rows)} {pager} }.into_any()
    }

    fn line(&self, lang: Lang, line: &Pickup) -> Vec<Cell> {
        let text = Text(lang);
        let goods = &self.list.goods;
        let state = match (line.handed_at, line.confirmed_at) {
            (_, Some(at)) => Badge::good(text.confirmed(&date_time(at, lang))),
            (Some(at), None) => Badge::good(text.handed(&date_time(at, lang))),
            (None, None) => Badge::waiting(text.waiting()),
        };
        vec![
            Cell::text(&line.name).and(text.member_number(line.number)),
            Cell::text(amount(lang, line.amount, goods.unit)),
            Cell::text(line.total.to_string()),
            Cell::badge(&state),
            Cell::view(view! { {self.button(lang, line)} <span class="paraf" aria-hidden="true"></span> }),
        ]
    }

    fn button(&self, lang: Lang, line: &Pickup) -> Option<AnyView> {
        let text = Text(lang);
        self.by.officer()?;
        let goods = &self.list.goods;
        let action = format!("{}/serah/{}", place(&self.by, goods.id), line.membership);
        let mut hidden = self.hidden();
        if line.handed_at.is_none() {
            let button = Button::primary(text.tick()).icon(Icon::Check).read_as(text.tick_of(&line.name));
            return Some(post_button(action, hidden, button));
        }
        if line.confirmed_at.is_some() || goods.state == State::Settled {
            return None;
        }
        hidden.push(("batal", "ya".to_owned()));
        Some(post_button(action, hidden, Button::plain(text.untick()).small().read_as(text.untick_of(&line.name))))
    }

    /// So that the press of a button leads back to the same part of the list.
    fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut hidden = Vec::new();
        if self.asked.only_waiting {
            hidden.push(("lihat", WAITING.to_owned()));
        }
        if !self.asked.words.is_empty() {
            hidden.push(("q", self.asked.words.clone()));
        }
        if self.asked.nth > 1 {
            hidden.push(("hal", self.asked.nth.to_string()));
        }
        hidden
    }
}
