//! The steps of a round by hand: what is next and what else could be done, and the posts behind it.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::{Day, day_and_time, relative};
use domain::form::{FieldErrors, Inputs};
use domain::ids::RoundId;
use domain::purchasing::{State, asked};
use engine::purchasing::RoundError;
use engine::purchasing::overview::{Next, Overview, Part};
use leptos::prelude::*;

use super::desk::{DeskScreen, Small, button};
use super::text::Text;
use super::{amount, page_error, place_of, round_of, state_name, timeline};
use crate::house::{Frame, PageResult, Posted, Reader, fields};
use crate::ui::{self, Button, Fields, Icon};

type Place = Path<(String, String)>;

fn done(reader: &Reader, by: &Officer, id: RoundId, said: &str) -> PageResult {
    Ok(reader.see_other(place_of(by, id)).saying(said))
}

pub(super) async fn open(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    match engine::purchasing::steps::open(&reader.site.desk, &by, id).await {
        Ok(true) => done(&reader, &by, id, text.was_opened()),
        Ok(false) => done(&reader, &by, id, text.was_scheduled()),
        Err(error) => refused(&reader, overseer, &by, id, error, None).await,
    }
}

pub(super) async fn unschedule(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    match engine::purchasing::steps::unschedule(&reader.site.desk, &by, id).await {
        Ok(()) => done(&reader, &by, id, text.was_unscheduled()),
        Err(error) => refused(&reader, overseer, &by, id, error, None).await,
    }
}

pub(super) async fn close(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    match engine::purchasing::steps::close(&reader.site.desk, &by, id).await {
        Ok(()) => done(&reader, &by, id, text.was_closed()),
        Err(error) => refused(&reader, overseer, &by, id, error, None).await,
    }
}

pub(super) async fn extend(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place, posted: Posted) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let extended = match asked::until(&posted.inputs, reader.now()) {
        Ok(until) => engine::purchasing::steps::extend(&reader.site.desk, &by, id, until).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    match extended {
        Ok(()) => done(&reader, &by, id, text.was_extended()),
        Err(error) => refused(&reader, overseer, &by, id, error, Some((Small::Extend, &posted))).await,
    }
}

pub(super) async fn top_up(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place, posted: Posted) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let topping_up = match asked::until(&posted.inputs, reader.now()) {
        Ok(until) => engine::purchasing::steps::top_up(&reader.site.desk, &by, id, until).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    match topping_up {
        Ok(()) => done(&reader, &by, id, text.was_topping_up()),
        Err(error) => refused(&reader, overseer, &by, id, error, Some((Small::TopUp, &posted))).await,
    }
}

pub(super) async fn end_top_up(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    match engine::purchasing::steps::end_top_up(&reader.site.desk, &by, id).await {
        Ok(()) => done(&reader, &by, id, text.was_topped_up()),
        Err(error) => refused(&reader, overseer, &by, id, error, None).await,
    }
}

pub(super) async fn cancel(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place, posted: Posted) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let cancelled = match asked::reason(&posted.inputs) {
        Ok(reason) => engine::purchasing::steps::cancel(&reader.site.desk, &by, id, &reason).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    match cancelled {
        Ok(()) => done(&reader, &by, id, text.was_cancelled()),
        Err(error) => refused(&reader, overseer, &by, id, error, Some((Small::Cancel, &posted))).await,
    }
}

pub(super) async fn copy(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Place, posted: Posted) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    match engine::purchasing::plan::copy(&reader.site.desk, &by, id, key).await {
        Ok(fresh) => Ok(reader.see_other(format!("{}/ubah", place_of(&by, fresh))).saying(text.was_copied())),
        Err(error) => refused(&reader, overseer, &by, id, error, None).await,
    }
}

/// A step that was not taken: the round's page as it stands now, with a sentence that says why, and what
/// was typed in its form.
pub(super) async fn refused(
    reader: &Reader,
    overseer: Overseer,
    by: &Officer,
    id: RoundId,
    error: RoundError,
    typed: Option<(Small, &Posted)>,
) -> PageResult {
    let by_same = matches!(error, RoundError::SameOfficer);
    let (status, errors) = match error {
        RoundError::SameOfficer => (StatusCode::CONFLICT, FieldErrors::default()),
        RoundError::Moved { .. } | RoundError::Stale { .. } => (StatusCode::CONFLICT, FieldErrors::default()),
        RoundError::Refused(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        RoundError::NotVerified => return Ok(crate::koperasi::office::unverified(reader, by)),
        RoundError::Unknown | RoundError::Wait(_) | RoundError::Trouble(_) => return Err(page_error(error)),
    };
    let mut screen = DeskScreen::load(reader, overseer, id).await?;
    screen.problem = match status {
        _ if by_same => Some(Text(reader.lang).dearer_by_self().to_owned()),
        StatusCode::CONFLICT => Some(moved(reader, &screen.round, typed.map(|(small, _)| small))),
        _ if typed.is_none() => Some(why_not(reader, &errors)),
        _ => None,
    };
    screen.typed = typed.map(|(small, posted)| (small, posted.refused(errors)));
    Ok(reader.page(screen).status(status))
}

/// Who was quicker, with what and when.
fn moved(reader: &Reader, round: &Overview, small: Option<Small>) -> String {
    let (text, lang) = (Text(reader.lang), reader.lang);
    let before_closing = matches!(round.state, State::Draft | State::Open);
    match (small, &round.part) {
        (Some(Small::TopUp), Part::Coordinator) if round.state == State::Closed => text.nothing_missing().to_owned(),
        // Cancelled is what was only ordered.
        (Some(Small::Cancel), Part::Coordinator) if round.state == State::Ordered => text.goods_came().to_owned(),
        (_, Part::Joined) if before_closing => text.members_have_pledged().to_owned(),
        _ => match round.timeline.first() {
            Some(event) => {
                let when = relative(event.at, reader.now(), lang);
                text.meanwhile(&timeline::sentence(lang, event, round.terms.unit), &when)
            }
            None => text.meanwhile_state(state_name(text, round.state)),
        },
    }
}

/// Of a button without fields: what has to be put right in the plan.
fn why_not(reader: &Reader, errors: &FieldErrors) -> String {
    let text = Text(reader.lang);
    let words = errors.iter().map(|(field, why)| match field {
        "penawaran" => text.offer_does_not_hold().to_owned(),
        "tutup_tanggal" => text.closing_is_over().to_owned(),
        _ => fields::say(reader.lang, why),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What is next, as a title and a sentence that says what it does.
pub(super) fn next_words(frame: &Frame, screen: &DeskScreen) -> (String, String) {
    let (text, lang, round) = (Text(frame.lang), frame.lang, &screen.round);
    let far = |at| relative(at, frame.now, lang);
    let own = |title: &str, sentence: &str| (title.to_owned(), sentence.to_owned());
    match round.next(frame.now) {
        Next::Answer => (text.do_answer().to_owned(), text.answer_lead(&round.run_by)),
        Next::Open if round.opens_at > frame.now => {
            (text.do_schedule().to_owned(), text.schedule_lead(&day_and_time(round.opens_at, lang)))
        }
        Next::Open => own(text.do_open(), text.open_lead()),
        Next::Waits => (text.waits().to_owned(), text.waits_lead(&day_and_time(round.opens_at, lang))),
        Next::Collect => (text.collecting().to_owned(), text.collecting_lead(&far(round.closes_at))),
        Next::TopUp => {
            let until = round.topping_up_until.unwrap_or(frame.now);
            (text.topping_up().to_owned(), text.topping_up_lead(&far(until), &amount(lang, round.missing(), round.terms.unit)))
        }
        Next::Decide => own(text.do_decide(), text.decide_lead()),
        Next::Choose => own(text.do_choose(), text.choose_lead()),
        Next::Send => (text.do_send().to_owned(), text.send_lead(&round.source.supplier)),
        Next::Receive => own(text.do_receive(), receive_lead(text, round)),
        Next::HandOut => {
            let p = round.progress;
            (text.do_hand_out().to_owned(), text.hand_out_lead(p.handed, p.shares))
        }
        Next::Settle => own(text.do_settle(), text.settle_lead()),
        Next::Rate => (text.do_rate().to_owned(), text.rate_lead(&round.source.supplier)),
        Next::Nothing => nothing(text, round),
    }
}

fn receive_lead(text: Text, round: &Overview) -> &'static str {
    match &round.order {
        _ if round.progress.parts > 0 => text.receive_more(),
        Some(order) if order.confirmed_at.is_some() => text.receive_confirmed(),
        _ => text.receive_unconfirmed(),
    }
}

fn nothing(text: Text, round: &Overview) -> (String, String) {
    let (title, sentence) = match (round.part, round.state) {
        (_, State::Cancelled) => (text.over(), text.cancelled_lead()),
        (_, State::Settled) => (text.all_done(), text.all_done_lead()),
        (Part::Invited, _) => (text.too_late(), text.too_late_lead()),
        (_, State::Received) => (text.others_act(), text.others_settle()),
        _ => (text.others_act(), text.others_act_lead()),
    };
    (title.to_owned(), sentence.to_owned())
}

/// The button of what is next.
pub(super) fn next_action(frame: &Frame, screen: &DeskScreen) -> AnyView {
    let (text, round) = (Text(frame.lang), &screen.round);
    let here = screen.here();
    let go = |label: &str, path: &str| Button::primary(label).link(format!("{here}{path}")).wide().view();
    match round.next(frame.now) {
        Next::Answer => super::invite::buttons(text, &screen.by, round.id),
        Next::Open if round.opens_at > frame.now => button(&here, "buka", None, Button::primary(text.schedule()).wide()),
        Next::Open => button(&here, "buka", None, Button::primary(text.open_now()).wide()),
        Next::Waits => button(&here, "urungkan-jadwal", None, Button::quiet(text.unschedule())),
        Next::Collect => share(frame, round),
        Next::TopUp => {
            let end = button(&here, "akhiri-genapkan", None, Button::quiet(text.end_top_up()));
            view! { {go(text.do_choose(), "/pilih")} {end} }.into_any()
        }
        Next::Decide => until_form(frame, screen, Small::Extend),
        Next::Choose => go(text.choose(), "/pilih"),
        Next::Send => super::order::send(frame, screen),
        Next::Receive => go(text.do_receive(), "/terima"),
        Next::HandOut => go(text.do_hand_out(), "/daftar-ambil"),
        Next::Settle => go(text.do_settle(), "/selesaikan"),
        Next::Rate => go(text.do_rate(), "/nilai"),
        Next::Nothing => ().into_any(),
    }
}

/// Members are where people talk.
fn share(frame: &Frame, round: &Overview) -> AnyView {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let price = round.terms.tiers.price_for(round.totals.demand);
    let words = text.share_words(
        &round.title,
        &format!("{price} / {}", round.terms.unit.text(lang)),
        &day_and_time(round.closes_at, lang),
    );
    ui::share_row(lang, &words, &format!("{}/pembelian-bersama/{}", frame.public_url, round.id))
}

/// Until when members may pledge, or add.
fn until_form(frame: &Frame, screen: &DeskScreen, small: Small) -> AnyView {
    let (text, lang, round) = (Text(frame.lang), frame.lang, &screen.round);
    let from = round.closes_at.max(frame.now);
    let days = if small == Small::TopUp { 1 } else { 3 };
    let start = Inputs::default().with("sampai_tanggal", Day::of(from).plus_days(days).iso()).with("sampai_jam", "17:00");
    let (filled, _) = screen.filled(small, start);
    let f = Fields::new(lang, &filled).prefix(small.path());
    let (label, hint) = match small {
        Small::TopUp => (text.top_up(), text.top_up_hint()),
        _ => (text.extend(), text.extend_hint()),
    };
    let fields = view! {
        {f.date("sampai_tanggal", text.until_day()).hint(hint)}
        {f.time("sampai_jam", text.until_time()).optional()}
        {f.submit(label)}
    };
    f.form(format!("{}/{}", screen.here(), small.path()), fields).view()
}

/// Everything else that an officer of the coordinator may do now.
pub(super) fn others(frame: &Frame, screen: &DeskScreen) -> AnyView {
    let (text, round) = (Text(frame.lang), &screen.round);
    let (here, next) = (screen.here(), round.next(frame.now));
    let opened = |small| screen.typed.as_ref().is_some_and(|(typed, _)| *typed == small);
    let mut all: Vec<AnyView> = Vec::new();
    if round.state == State::Draft {
        all.push(Button::quiet(text.edit()).icon(Icon::Edit).link(format!("{here}/ubah")).view());
    }
    if round.state == State::Open {
        let close = button(&here, "tutup", None, Button::danger(text.close_yes()));
        all.push(ui::confirm(text.close(), text.close_question(), close));
    }
    if matches!(round.state, State::Open | State::Closed) && next != Next::Decide {
        let form = until_form(frame, screen, Small::Extend);
        all.push(ui::fold(text.extend(), opened(Small::Extend), view! { <p>{text.extend_lead()}</p> {form} }));
    }
    if round.state == State::Closed && next != Next::TopUp && (!round.missing().is_zero() || opened(Small::TopUp)) {
        let lead = text.top_up_lead(&amount(frame.lang, round.missing(), round.terms.unit));
        let form = until_form(frame, screen, Small::TopUp);
        all.push(ui::fold(text.top_up(), opened(Small::TopUp), view! { <p>{lead}</p> {form} }));
    }
    if next == Next::HandOut {
        all.push(Button::quiet(text.do_settle()).link(format!("{here}/selesaikan")).view());
    }
    all.push(button(&here, "salin", Some(screen.key), Button::quiet(text.copy()).icon(Icon::Copy)));
    if matches!(round.state, State::Draft | State::Open | State::Closed | State::Ordered) || opened(Small::Cancel) {
        all.push(ui::fold(text.cancel(), opened(Small::Cancel), cancel_form(frame, screen)));
    }
    ui::titled_card(text.other_steps(), view! { <div class="tumpuk">{all}</div> })
}

fn cancel_form(frame: &Frame, screen: &DeskScreen) -> AnyView {
    let text = Text(frame.lang);
    let (filled, _) = screen.filled(Small::Cancel, Inputs::default());
    let f = Fields::new(frame.lang, &filled).prefix(Small::Cancel.path());
    let fields = view! {
        <p>{text.cancel_lead()}</p>
        {f.text("alasan", text.reason()).hint(text.reason_hint())}
        {ui::submit_row(vec![Button::danger(text.cancel_yes())])}
    };
    f.form(format!("{}/{}", screen.here(), Small::Cancel.path()), fields).view()
}
