//! Beside the figures: the form to take part with, how to become a member, and after the closing what
//! came of the own pledge.

use domain::dates::day_and_time;
use domain::ids::IdempotencyKey;
use domain::money::Rupiah;
use domain::purchasing::State;
use domain::quantity::Quantity;
use engine::purchasing::shown::{MyPledge, MyShare, RoundShown};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::figures::{COSTS, Facts, Figures, on_day};
use super::page::RoundScreen;
use super::part::{Membership, Seat};
use super::text::Text;
use super::{PATH, amount, path_of};
use crate::house::Frame;
use crate::ui::{self, Button, Choice, Fields, Html, Notice};

/// Koperasi named to those who look for one to join.
const NAMED: usize = 6;

/// The column as it is for this reader.
pub(super) fn view(screen: &RoundScreen, figures: &Figures<'_>, frame: &Frame) -> AnyView {
    let (round, text) = (&screen.round, Text(frame.lang));
    let collects = round.collects(frame.now);
    let mine = match &screen.seat {
        Seat::SignedOut if collects => signed_out(round, text),
        Seat::Stranger if collects => strangers(round, text),
        Seat::Member(membership) if collects || screen.keep_form => form(screen, membership, figures, frame),
        Seat::Member(membership) if round.state != State::Draft => afterwards(round, membership, frame),
        _ => ().into_any(),
    };
    view! { {mine} {share(round, frame)} }.into_any()
}

/// While others can take part they are invited; then they are told how it goes on. Nobody is asked to
/// look at what is over.
fn share(round: &RoundShown, frame: &Frame) -> Option<AnyView> {
    if round.is_over() {
        return None;
    }
    let text = Text(frame.lang);
    let sentence = super::told::Told::from(round).sentence(frame.lang, frame.now);
    let (label, words) = if round.state == State::Draft || round.collects(frame.now) {
        (text.invite(), text.share(&round.title, &sentence))
    } else {
        (text.pass_on(), text.share_decided(&round.title, &sentence))
    };
    let words = format!("{words}\n{}{}", frame.public_url, path_of(round.id));
    Some(Button::whatsapp(label, ui::whatsapp_share(&words)).icon(ui::Icon::Share).wide().view())
}

fn signed_out(round: &RoundShown, text: Text) -> AnyView {
    let back = path_of(round.id);
    let sign_in = format!("/masuk?kembali={}", utf8_percent_encode(&back, NON_ALPHANUMERIC));
    ui::titled_card(
        text.take_part(),
        view! {
            <p>{text.sign_in_text()}</p>
            {Button::primary(text.sign_in()).link(sign_in).wide().view()}
            {joinable(round, text)}
        },
    )
}

fn strangers(round: &RoundShown, text: Text) -> AnyView {
    ui::titled_card(text.members_only(), joinable(round, text))
}

/// The koperasi by which one could take part.
fn joinable(round: &RoundShown, text: Text) -> AnyView {
    let links: Vec<AnyView> = round
        .taking
        .iter()
        .take(NAMED)
        .map(|k| Button::quiet(text.join_koperasi(&k.name)).link(format!("/koperasi/{}/gabung", k.slug)).wide().view())
        .collect();
    view! { <p>{text.how_to_join()}</p> {links} }.into_any()
}

fn form(screen: &RoundScreen, membership: &Membership, figures: &Figures<'_>, frame: &Frame) -> AnyView {
    let (round, lang, text) = (&screen.round, frame.lang, Text(frame.lang));
    let path = path_of(round.id);
    let pledge = membership.part().pledge;
    let tops_up = round.tops_up(frame.now);
    let f = Fields::new(lang, &screen.filled);
    let step = round.terms.step;
    let unit = &round.terms.unit;
    // Of what is topped up nothing is taken away.
    let least = pledge.filter(|_| tops_up).map_or(step, |pledge| pledge.quantity);
    let mut quantity = f.number("jumlah", text.quantity_of(&super::per(lang, unit))).stepper(step, least);
    if step != Quantity::ONE {
        quantity = quantity.hint(text.step(&amount(lang, unit, step)));
    }
    let koperasi = match membership.parts() {
        [_] => f.hidden("koperasi", &membership.part().slug),
        parts => {
            let choices = parts.iter().map(|part| Choice::new(&part.slug, &part.name)).collect();
            f.select("koperasi", text.for_koperasi(), choices).view()
        }
    };
    let costs = figures.costs(membership).view();
    let mut buttons = Html::new();
    let join = if pledge.is_some() { text.save() } else { text.join() };
    Button::primary(join).wide().write(&mut buttons);
    buttons.raw("<button class=\"tombol tenang lebar\" formmethod=\"get\" data-hitung").attr("formaction", &path);
    buttons.element(">", text.calculate(), "</button>");
    let fields = view! {
        {koperasi}
        {quantity}
        {f.number("toleransi", text.tolerance()).stepper(step, "0").hint(text.tolerance_hint()).optional()}
        <div id=COSTS class="biaya">{costs}</div>
        <p class="bantu">{text.estimate()}</p>
        {f.hidden("kunci", screen.key)}
        {buttons.view()}
    };
    let title = match (tops_up, pledge) {
        (true, _) => text.add(),
        (false, Some(_)) => text.change(),
        (false, None) => text.take_part(),
    };
    let lead = tops_up.then(|| view! { <p>{text.add_lead()}</p> }.into_any());
    let leave = pledge.filter(|_| round.state == State::Open).map(|_| leave(screen, membership, text));
    let form = f.form(format!("{path}/ikut"), fields).id("ikut").view();
    view! { {ui::titled_card(title, view! { {lead} {form} })} {leave} }.into_any()
}

fn leave(screen: &RoundScreen, membership: &Membership, text: Text) -> AnyView {
    let key: IdempotencyKey = engine::ids::fresh();
    let hidden = vec![("kunci", key.to_string()), ("koperasi", membership.part().slug.clone())];
    let action = format!("{}/batal-ikut", path_of(screen.round.id));
    ui::confirm(text.leave(), text.leave_question(), ui::post_button(action, hidden, Button::danger(text.leave_yes())))
}

/// What came of the own pledge.
fn afterwards(round: &RoundShown, membership: &Membership, frame: &Frame) -> AnyView {
    let text = Text(frame.lang);
    let part = membership.part();
    let Some(pledge) = part.pledge else {
        let other = Button::quiet(text.next_time()).link(PATH).wide().view();
        return ui::titled_card(text.my_part(), view! { <p>{text.none_for_me()}</p> {other} });
    };
    let facts = part_facts(round, membership, &pledge, frame);
    let next = match (round.state, &part.share) {
        (State::Closed, _) => view! { <p>{text.choosing()}</p> }.into_any(),
        (State::Received | State::Settled, Some(share)) if !share.quantity.is_zero() => receipt(round, share, &part.slug, frame),
        _ => ().into_any(),
    };
    let book = (round.state == State::Settled).then(|| Button::quiet(text.my_book()).link("/akun/buku").wide().view());
    ui::titled_card(text.my_part(), view! { {facts} {next} {book} })
}

fn part_facts(round: &RoundShown, membership: &Membership, pledge: &MyPledge, frame: &Frame) -> AnyView {
    let (text, lang, part) = (Text(frame.lang), frame.lang, membership.part());
    let count = |n: Quantity| amount(lang, &round.terms.unit, n);
    let mut f = Facts::new();
    let most = pledge.quantity.checked_add(pledge.tolerance).filter(|_| !pledge.tolerance.is_zero());
    f.noted(text.my_pledge(), &count(pledge.quantity), &most.map(|most| text.up_to(&count(most))).unwrap_or_default());
    if round.state != State::Cancelled
        && let Some(share) = &part.share
    {
        f.loud(text.my_share(), &count(share.quantity));
        f.line(text.goods(), &share.goods.to_string());
        f.line(text.my_transport(), &share.transport.to_string());
        f.line(text.fee(), &share.fee.to_string());
        let total = Rupiah::checked_sum([share.goods, share.transport, share.fee]).unwrap_or(Rupiah::ZERO);
        match &part.charge {
            Some(charge) => f.loud(&text.charged(&charge.number), &charge.total.to_string()),
            None => f.loud(text.to_pay(), &total.to_string()),
        }
        let total = part.charge.as_ref().map_or(total, |charge| charge.total);
        let saved = round
            .reference
            .as_ref()
            .and_then(|reference| domain::purchasing::estimate::saving(reference.price, share.quantity, total));
        if let Some(saved) = saved {
            f.good(text.i_saved(), &saved.to_string(), text.all_included());
        }
        f.noted(text.pick_up(), &round.pickup_place, &day_and_time(round.pickup_at, lang));
        if let Some(at) = share.handed_at {
            f.line(text.fetched(), &on_day(at, lang));
        }
    }
    f.end().view()
}

/// The member says that the goods are there; an officer ticks off the same on the pick-up list.
fn receipt(round: &RoundShown, share: &MyShare, koperasi: &str, frame: &Frame) -> AnyView {
    let text = Text(frame.lang);
    if share.confirmed_at.is_some() {
        return Notice::Success.view(frame.lang, text.confirmed());
    }
    let action = format!("{}/sudah-terima", path_of(round.id));
    ui::post_button(action, vec![("koperasi", koperasi.to_owned())], Button::primary(text.got_it()).wide())
}
