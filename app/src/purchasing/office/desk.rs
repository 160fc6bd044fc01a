//! `/pengurus/{koperasi}/pembelian/{id}`: a round's own page. What is next stands first, with one button;
//! other steps below it, each with what it does.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::form::Inputs;
use domain::ids::{IdempotencyKey, RoundId};
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::invite::Participant;
use engine::purchasing::order::OrderView;
use engine::purchasing::overview::{MEMBERS, Next, Other, Overview, Part};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{RoundHead, amount, facts, find, place, round_head, round_of, steps, timeline};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::purchasing::path_of;
use crate::ui::{self, Badge, Button, Cell, Column, Html, Icon, NavLink, Notice, Tone, post_button};

/// The small forms of the page; each posts to an address of its own, where it also opens filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Small {
    Extend,
    TopUp,
    Cancel,
    Invite,
}

impl Small {
    const ALL: [Self; 4] = [Self::Extend, Self::TopUp, Self::Cancel, Self::Invite];

    pub const fn path(self) -> &'static str {
        match self {
            Self::Extend => "perpanjang",
            Self::TopUp => "genapkan",
            Self::Cancel => "batalkan",
            Self::Invite => "undang",
        }
    }
}

pub(super) async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let screen = DeskScreen::load(&reader, by, round_of(&id)?).await?;
    Ok(reader.page(screen))
}

/// The same with one of its forms open, as it was filled before the session turned out to be closed.
pub(super) async fn form_page(
    reader: Reader,
    overseer: Overseer,
    _by: Officer,
    Path((_, id)): Path<(String, String)>,
) -> PageResult {
    let last = reader.path.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let small = Small::ALL.into_iter().find(|small| small.path() == last).ok_or(PageError::NotFound)?;
    let mut screen = DeskScreen::load(&reader, overseer, round_of(&id)?).await?;
    screen.typed = Some((small, reader.form()));
    Ok(reader.page(screen))
}

/// The piece that moves while members pledge; `frontend/live.js` puts what comes anew where it is.
fn figures_piece(lang: Lang, round: &Overview, now: OffsetDateTime) -> Html {
    let mut h = Html::new();
    h.raw("<div id=\"r-angka\">").append_rendered(facts::figures(lang, round, now).to_html());
    h.raw("</div>");
    h
}

/// That piece alone, for the script.
pub(super) async fn figures(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let round = find(&reader, &by, round_of(&id)?).await?;
    let piece = figures_piece(reader.lang, &round, reader.now());
    Ok(Answer::page(piece.as_str().to_owned(), reader.secure()))
}

pub(super) struct DeskScreen {
    pub by: Overseer,
    pub round: Overview,
    others: Vec<Participant>,
    invitable: Vec<Other>,
    order: Option<OrderView>,
    pub key: IdempotencyKey,
    /// One of the forms as somebody has filled it.
    pub typed: Option<(Small, Filled)>,
    pub problem: Option<String>,
    page: i64,
}

impl DeskScreen {
    pub async fn load(reader: &Reader, by: Overseer, id: RoundId) -> Result<Self, PageError> {
        let desk = &reader.site.desk;
        let round = find(reader, &by, id).await?;
        let others = engine::purchasing::invite::participants(desk, &by, id).await?;
        let invitable = match by.officer() {
            Some(officer) if may_invite(&round) => engine::purchasing::overview::invitable(desk, officer, id).await?,
            _ => Vec::new(),
        };
        let order = match round.order {
            Some(_) => engine::purchasing::order::purchase_order(desk, &by, id).await?,
            None => None,
        };
        let page = crate::house::posted::query(&reader.path).one("hal").parse().unwrap_or(1_i64).clamp(1, 10_000);
        Ok(Self { by, round, others, invitable, order, key: engine::ids::fresh(), typed: None, problem: None, page })
    }

    pub fn here(&self) -> String {
        place(&self.by, self.round.id)
    }

    pub fn order(&self) -> Option<&OrderView> {
        self.order.as_ref()
    }

    /// True when the steps of this round are the reader's to take.
    pub fn acts(&self) -> bool {
        self.by.officer().is_some() && self.round.part == Part::Coordinator
    }

    /// What was typed into a form, or what it starts with.
    pub fn filled(&self, small: Small, start: Inputs) -> (Filled, bool) {
        match &self.typed {
            // What was sent empty was sent, and its reasons are to be seen.
            Some((typed, filled)) if *typed == small && (filled.inputs != Inputs::default() || !filled.errors.is_empty()) => {
                (filled.clone(), true)
            }
            Some((typed, _)) => (Filled::of(start), *typed == small),
            None => (Filled::of(start), false),
        }
    }

    fn notices(&self, frame: &Frame) -> AnyView {
        let (text, lang, round) = (Text(frame.lang), frame.lang, &self.round);
        let problem = self.problem.as_deref().map(|problem| Notice::Warning.view(lang, problem));
        let cancelled = (round.state == State::Cancelled).then(|| {
            let reason = round.cancel_reason.as_deref().unwrap_or("–");
            Notice::Danger.view(lang, text.was_cancelled_because(reason))
        });
        view! { {problem} {cancelled} }.into_any()
    }

    /// The one thing to do, and what it does.
    fn next_card(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let next = self.round.next(frame.now);
        let (title, sentence) = steps::next_words(frame, self);
        let action = match (next, self.by.officer().is_some()) {
            (_, false) | (Next::Nothing, _) => ().into_any(),
            _ => steps::next_action(frame, self),
        };
        ui::titled_card(&format!("{}: {title}", text.next_step()), view! { <p>{sentence}</p> {action} })
    }

    /// The pages from the order on.
    fn ways_on(&self, text: Text) -> AnyView {
        if !matches!(self.round.state, State::Ordered | State::Received | State::Settled) || self.round.part == Part::Invited {
            return ().into_any();
        }
        let here = self.here();
        let way = |path: &str, label: &str, icon: Icon| NavLink::new(format!("{here}{path}"), label).icon(icon);
        let mut ways = vec![
            way("/terima", text.to_receipt(), Icon::Truck),
            way("/jatah", text.to_allocation(), Icon::Box),
            way("/daftar-ambil", text.to_pickup(), Icon::Check),
            way("/selesaikan", text.to_settlement(), Icon::Wallet),
        ];
        if self.round.state == State::Settled {
            ways.push(way("/nilai", text.to_rating(), Icon::Star));
        }
        ui::titled_card(text.goods_and_money(), ui::menu(&ways))
    }

    fn members(&self, frame: &Frame) -> AnyView {
        let (text, round) = (Text(frame.lang), &self.round);
        if round.part == Part::Invited {
            return ().into_any();
        }
        if round.members.rows.is_empty() {
            return ui::titled_card(text.own_members(), view! { <p class="redup">{text.nobody_yet()}</p> });
        }
        let here = self.here();
        let last = crate::koperasi::pages_of(round.members.total, MEMBERS);
        let pager = ui::pager(frame.lang, u64::try_from(self.page).unwrap_or(1), last, |page| format!("{here}?hal={page}"));
        ui::titled_card(text.own_members(), view! { {members_table(frame.lang, round)} {pager} })
    }

    /// Who takes part, each as a whole.
    fn participants(&self, text: Text) -> AnyView {
        if self.others.len() < 2 && !self.round.shared {
            return ().into_any();
        }
        let lang = text.0;
        let unit = self.round.terms.unit;
        let columns = [
            Column::words(text.koperasi()),
            Column::words(text.state()),
            Column::figures(text.members()),
            Column::figures(text.quantity()),
            Column::figures(text.extra()),
        ];
        let rows = self.others.iter().map(|other| {
            let state = match (other.coordinator, other.state.as_str()) {
                (true, _) => Badge::new(Tone::Plain, text.coordinator()),
                (false, "joined") => Badge::good(text.takes_part()),
                (false, "declined") => Badge::new(Tone::Bad, text.said_no()),
                (false, _) => Badge::waiting(text.not_answered()),
            };
            vec![
                Cell::link(&format!("/koperasi/{}", other.slug), &other.name),
                Cell::badge(&state),
                Cell::text(other.members.to_string()),
                Cell::text(amount(lang, other.quantity, unit)),
                Cell::text(amount(lang, other.tolerance, unit)),
            ]
        });
        let table = ui::table_under(text.together(), &columns, rows.collect());
        let invite = self.acts().then(|| super::invite::form(lang, self, &self.invitable));
        ui::titled_card(text.taking_part(), view! { {table} {invite} <p class="redup">{text.only_totals()}</p> })
    }

    fn to_public(&self, text: Text) -> AnyView {
        if self.round.state == State::Draft {
            return ().into_any();
        }
        let there = path_of(self.round.id);
        view! { <p>{Button::quiet(text.see_public()).icon(Icon::Eye).link(there).view()}</p> }.into_any()
    }
}

/// Others are asked before it closes.
fn may_invite(round: &Overview) -> bool {
    round.part == Part::Coordinator && round.shared && matches!(round.state, State::Draft | State::Open)
}

fn members_table(lang: Lang, round: &Overview) -> AnyView {
    let text = Text(lang);
    let unit = round.terms.unit;
    let shared_out = round.members.rows.iter().any(|member| member.share.is_some());
    let mut columns = vec![Column::words(text.member()), Column::figures(text.quantity()), Column::figures(text.extra())];
    if shared_out {
        columns.extend([Column::figures(text.share()), Column::figures(text.charge()), Column::words(text.fetched())]);
    } else if round.deposit.0 > 0 {
        columns.push(Column::figures(text.deposit()));
    }
    let rows = round.members.rows.iter().map(|member| {
        let number = member.number.map(|n| text.member_number(n)).unwrap_or_default();
        let mut row = vec![
            Cell::text(&member.name).and(number),
            Cell::text(amount(lang, member.quantity, unit)),
            Cell::text(if member.tolerance.is_zero() { "–".to_owned() } else { amount(lang, member.tolerance, unit) }),
        ];
        if shared_out {
            row.push(member.share.map_or_else(Cell::default, |share| Cell::text(amount(lang, share, unit))));
            row.push(member.charge.map_or_else(Cell::default, |charge| Cell::text(charge.to_string())));
            row.push(if member.fetched { Cell::badge(&Badge::good(text.yes())) } else { Cell::text(text.not_yet()) });
        } else if round.deposit.0 > 0 {
            row.push(Cell::text(member.deposit_due.to_string()));
        }
        row
    });
    ui::table_under(text.own_members_caption(), &columns, rows.collect())
}

impl Screen for DeskScreen {
    fn head(&self, _lang: Lang) -> Head {
        let head = Head::new(&self.round.title).tab(Tab::Koperasi);
        if matches!(self.round.state, State::Open | State::Closed) { head.live() } else { head }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang, round) = (Text(frame.lang), frame.lang, &self.round);
        let unit = round.terms.unit;
        let room = format!("/pengurus/{}", self.by.koperasi().slug);
        let order = self.order.as_ref().map(|order| super::order::card(frame, &self, order));
        let others = self.acts().then(|| steps::others(frame, &self));
        let first = view! {
            {self.next_card(frame)}
            {ui::titled_card(text.figures(), view! { {figures_piece(lang, round, frame.now).view()} {self.to_public(text)} })}
            {order}
            {self.ways_on(text)}
            {self.members(frame)}
            {self.participants(text)}
        };
        let second = view! {
            {others}
            {ui::titled_card(text.the_plan(), facts::plan(lang, round, &room))}
            {ui::titled_card(text.history(), timeline::list(lang, &round.timeline, unit, frame.now))}
        };
        let (public, mark, moves) = (path_of(round.id), round.mark(), format!("{}/angka", self.here()));
        view! {
            <div class="wadah" data-putaran=public data-dilihat=mark data-angka=moves>
                {round_head(lang, &self.by, &RoundHead::of(round), None)}
                {self.notices(frame)}
                {ui::two_columns(first, second)}
            </div>
        }
        .into_any()
    }
}

/// A button that posts at once, with the page's key where the step makes something.
pub(super) fn button(here: &str, path: &str, key: Option<IdempotencyKey>, button: Button) -> AnyView {
    let hidden = key.map(|key| vec![("kunci", key.to_string())]).unwrap_or_default();
    post_button(format!("{here}/{path}"), hidden, button)
}
