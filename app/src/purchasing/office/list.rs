//! `/pengurus/{koperasi}/pembelian`: the rounds that a koperasi runs, has joined, or is asked to.

use domain::access::Overseer;
use domain::dates::relative;
use domain::lang::Lang;
use domain::purchasing::{Ladder, State};
use engine::purchasing::overview::{Next, OfficeList, Part, RoundRow, Which};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{amount, room, state_badge, state_name};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, NavLink};

/// Rounds on one page.
const PAGE: i64 = 20;

/// What stands in the address for a choice of the list.
fn which(word: &str) -> Which {
    match word {
        "" => Which::Running,
        "semua" => Which::All,
        word => State::ALL.into_iter().find(|state| code(*state) == word).map_or(Which::Running, Which::In),
    }
}

const fn code(state: State) -> &'static str {
    match state {
        State::Draft => "draf",
        State::Open => "buka",
        State::Closed => "tutup",
        State::Ordered => "pesan",
        State::Received => "terima",
        State::Settled => "selesai",
        State::Cancelled => "batal",
    }
}

fn word(which: Which) -> &'static str {
    match which {
        Which::Running => "",
        Which::All => "semua",
        Which::In(state) => code(state),
    }
}

pub(super) async fn page(reader: Reader, by: Overseer) -> PageResult {
    let asked = posted::query(&reader.path);
    let which = which(asked.one("keadaan"));
    let nth = asked.one("hal").parse().unwrap_or(1_i64).clamp(1, 10_000);
    let list = engine::purchasing::overview::office_list(&reader.site.desk, &by, which, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(ListScreen { by, list, which, nth }))
}

struct ListScreen {
    by: Overseer,
    list: OfficeList,
    which: Which,
    nth: i64,
}

impl ListScreen {
    fn base(&self) -> String {
        room(&self.by.koperasi().slug)
    }

    fn address(&self, which: Which, page: u64) -> String {
        let base = self.base();
        match (word(which), page) {
            ("", 1) => base,
            ("", page) => format!("{base}?hal={page}"),
            (word, 1) => format!("{base}?keadaan={word}"),
            (word, page) => format!("{base}?keadaan={word}&hal={page}"),
        }
    }

    fn chips(&self, text: Text) -> AnyView {
        let chip = |which: Which, label: &str| {
            let n = u64::try_from(self.list.count(which)).unwrap_or(0);
            NavLink::new(self.address(which, 1), label).count(n).current(self.which == which)
        };
        let mut chips = vec![chip(Which::Running, text.running())];
        // A state that no round is in says nothing, but the one that was asked for stays.
        let states = State::ALL.into_iter().map(Which::In);
        let shown = states.filter(|which| self.list.count(*which) > 0 || self.which == *which);
        chips.extend(shown.map(|which| match which {
            Which::In(state) => chip(which, state_name(text, state)),
            Which::Running | Which::All => chip(which, text.all()),
        }));
        chips.push(chip(Which::All, text.all()));
        ui::chips(text.by_state(), &chips)
    }

    fn add(&self, text: Text) -> Option<Button> {
        self.by.officer().map(|_| Button::primary(text.add()).icon(Icon::Plus).link(format!("{}/baru", self.base())))
    }

    fn nothing(&self, text: Text) -> AnyView {
        if self.list.count(Which::All) == 0 {
            return ui::empty_state(Icon::Together, text.none(), text.none_hint(), self.add(text));
        }
        let all = Button::quiet(text.see_all()).link(self.address(Which::All, 1));
        ui::empty_state(Icon::Together, text.none_such(), text.none_such_hint(), Some(all))
    }

    fn table(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let columns = [
            Column::words(text.round()),
            Column::words(text.state()),
            Column::words(text.collected()),
            Column::silent(text.next_step()),
        ];
        let rows = self.list.rows.iter().map(|row| self.row(frame, row)).collect();
        ui::table_under(text.rounds(), &columns, rows)
    }

    fn row(&self, frame: &Frame, row: &RoundRow) -> Vec<Cell> {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let here = format!("{}/{}", self.base(), row.id);
        let whose = match row.part {
            Part::Coordinator => format!("{} · {}", row.material, row.supplier),
            Part::Joined | Part::Invited => format!("{} · {}", row.material, text.run_by(&row.run_by)),
        };
        let badge = match row.part {
            Part::Invited => Badge::waiting(text.invited()),
            Part::Coordinator | Part::Joined => state_badge(text, row.state),
        };
        let step = next(text, row.next(frame.now)).filter(|_| self.by.officer().is_some());
        let button = step.map(|(label, path)| {
            Button::quiet(label).small().link(format!("{here}{path}")).read_as(format!("{label}: {}", row.title))
        });
        vec![
            Cell::link(&here, &row.title).and(whose),
            Cell::badge(&badge).and(when(lang, row, frame.now)),
            Cell::view(collected(lang, row)),
            button.map_or_else(Cell::default, |button| Cell::buttons(&[button])),
        ]
    }
}

/// What a button of the list does, and where.
fn next(text: Text, next: Next) -> Option<(&'static str, &'static str)> {
    match next {
        Next::Answer => Some((text.do_answer(), "")),
        Next::Open => Some((text.do_open(), "")),
        Next::Choose => Some((text.do_choose(), "/pilih")),
        Next::Decide => Some((text.do_decide(), "")),
        Next::Send => Some((text.do_send(), "")),
        Next::Receive => Some((text.do_receive(), "/terima")),
        Next::HandOut => Some((text.do_hand_out(), "/daftar-ambil")),
        Next::Settle => Some((text.do_settle(), "/selesaikan")),
        Next::Rate => Some((text.do_rate(), "/nilai")),
        Next::Waits | Next::Collect | Next::TopUp | Next::Nothing => None,
    }
}

/// The moment that counts in this state.
fn when(lang: Lang, row: &RoundRow, now: OffsetDateTime) -> String {
    let text = Text(lang);
    let far = |at: OffsetDateTime| relative(at, now, lang);
    match row.state {
        State::Draft if row.scheduled => text.opens_when(&far(row.opens_at)),
        State::Draft => text.not_open_yet().to_owned(),
        State::Open => text.closes_when(&far(row.closes_at)),
        State::Closed => match row.topping_up_until.filter(|until| *until > now) {
            Some(until) => text.topping_up_when(&far(until)),
            None => text.closed_when(&far(row.closes_at)),
        },
        State::Ordered | State::Received => text.fetched_when(&far(row.pickup_at)),
        State::Settled | State::Cancelled => domain::dates::Day::of(row.closes_at).short(lang),
    }
}

/// How far it is to the next rung; what was ordered, once that is known.
fn collected(lang: Lang, row: &RoundRow) -> AnyView {
    let text = Text(lang);
    let unit = row.terms.unit;
    let so_far = text.so_much_of(&amount(lang, row.demand, unit), row.members);
    if let Some(ordered) = row.ordered {
        return view! { <span>{text.ordered_amount(&amount(lang, ordered, unit))}<small>{so_far}</small></span> }.into_any();
    }
    let rung = Ladder::of(&row.terms, row.demand).next;
    let least = row.minimum.filter(|least| *least > row.demand);
    let (goal, note) = match (least, rung) {
        (Some(least), _) => (least, text.minimum_of(&amount(lang, least, unit))),
        (None, Some(rung)) => {
            let note = text.missing_to(&amount(lang, rung.missing, unit), &rung.price.to_string());
            (rung.from, note)
        }
        (None, None) => (row.demand, text.lowest_price().to_owned()),
    };
    let of = |quantity: domain::quantity::Quantity| u64::try_from(quantity.thousandths()).unwrap_or(0);
    ui::progress(&so_far, of(row.demand), of(goal), &note)
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).rounds(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let empty = self.list.rows.is_empty();
        let list = if empty { self.nothing(text) } else { ui::card(self.table(frame)) };
        // An empty room has the button already.
        let add = self.add(text).filter(|_| self.list.count(Which::All) > 0);
        let last = crate::koperasi::pages_of(self.list.count(self.which), PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |page| self.address(self.which, page));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Purchases, text.rounds(), Some(text.rounds_lead()))}
                {add.map(|add| view! { <p>{add.view()}</p> }.into_any())}
                {self.chips(text)}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_a_word_and_is_found_by_it() {
        let all = State::ALL.into_iter().map(Which::In).chain([Which::Running, Which::All]);
        for choice in all {
            assert_eq!(which(word(choice)), choice);
        }
        assert_eq!(which("<script>"), Which::Running);
    }
}
