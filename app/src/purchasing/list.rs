//! `/pembelian-bersama`: the reader's own that go on, what is open, what comes, what was lately closed,
//! and last the reader's own that are over.

use domain::dates::relative;
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::shown::{Lists, RoundCard, Wanted, lists};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::told::Told;
use super::{PATH, amount, path_of};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Html, Icon, Tone};

/// Open rounds on one page of the list.
const PAGE: i64 = 24;

pub async fn page(reader: Reader) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    // What is not the list of open ones stands on its first page only.
    let beside = |n: i64| if nth == 1 { n } else { 0 };
    let (open, offset) = (PAGE, (nth - 1) * PAGE);
    let wanted = Wanted { open, offset, coming: beside(6), past: beside(6), own: beside(12), done: beside(6) };
    let account = reader.standing().map(|standing| standing.account);
    let found = lists(&reader.site.desk, wanted, account).await?;
    let shows = found.open.iter().chain(&found.coming).chain(&found.past).map(|round| round.id.0).collect();
    Ok(reader.page_for_all(ListScreen { found, nth }, shows))
}

struct ListScreen {
    found: Lists,
    nth: i64,
}

impl ListScreen {
    fn open(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        if self.found.open.is_empty() {
            let koperasi = Button::primary(text.see_koperasi()).link("/koperasi");
            return ui::empty_state(Icon::Together, text.none_open(), text.none_open_hint(), Some(koperasi));
        }
        cards(frame.lang, frame.now, &self.found.open)
    }

    fn part(&self, title: &str, rounds: &[RoundCard], frame: &Frame) -> Option<AnyView> {
        (!rounds.is_empty()).then(|| ui::section(title, None, cards(frame.lang, frame.now, rounds)))
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        let text = Text(lang);
        Head::new(text.title()).describe(text.lead()).tab(Tab::Together).canonical(PATH)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let nth = u64::try_from(self.nth).unwrap_or(1);
        let pages = crate::koperasi::pages_of(self.found.all_open, PAGE);
        view! {
            <div class="wadah">
                {ui::page_head(None, text.title(), Some(text.lead()))}
                {self.part(text.own(), &self.found.own, frame)}
                {ui::section(text.open_now(), None, self.open(frame))}
                {ui::pager(frame.lang, nth, pages, |n| format!("{PATH}?hal={n}"))}
                {self.part(text.coming(), &self.found.coming, frame)}
                {self.part(text.past(), &self.found.past, frame)}
                {self.part(text.done(), &self.found.done, frame)}
            </div>
        }
        .into_any()
    }
}

/// Rounds in a grid: how far each has come, what is missing, and how long there is.
pub fn cards(lang: Lang, now: OffsetDateTime, rounds: &[RoundCard]) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"kisi-lebar\">");
    for round in rounds {
        card(&mut h, lang, now, round);
    }
    h.raw("</ul>");
    h.view()
}

fn card(h: &mut Html, lang: Lang, now: OffsetDateTime, round: &RoundCard) {
    let (text, told) = (Text(lang), Told::from(round));
    h.raw("<li class=\"toko putaran-kartu\"><span class=\"isi\"><a class=\"nama\"").attr("href", &path_of(round.id)).raw(">");
    h.text(&round.title).raw("</a>");
    let by = if round.others > 0 { text.by_with(&round.koperasi, round.others) } else { round.koperasi.clone() };
    h.element("<span class=\"dari\"><span>", &by, "</span></span>");
    if round.state != State::Draft {
        told.ladder(lang).write_meter(h);
    }
    h.element("<span class=\"seruan\">", &told.sentence(lang, now), "</span>");
    let mut badges = vec![told.badge(lang, now)];
    let until = match round.state {
        State::Open => Some(round.closes_at),
        State::Closed => round.topping_up_until,
        _ => None,
    };
    if let Some(until) = until.filter(|until| now < *until) {
        let far = text.closes_in(&relative(until, now, lang));
        badges.push(Badge::new(Tone::Plain, far).icon(Icon::Clock));
    }
    if let Some(mine) = round.mine {
        badges.push(Badge::offer(text.mine(&amount(lang, &round.terms.unit, mine))));
    } else if round.members > 0 {
        badges.push(Badge::new(Tone::Plain, text.members(round.members, 1)).icon(Icon::Users));
    }
    ui::badge::write_row(h, &badges);
    h.raw("</span></li>");
}
