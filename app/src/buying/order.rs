//! What both sides see of an order: how far it is, what was bought, how it is received, what happened.

use domain::buying::{Happened, Pay, Receive, Side, State};
use domain::dates::{date_time, day_and_time};
use domain::lang::Lang;
use engine::buying::shown::{Event, OrderShown};
use leptos::prelude::*;

use super::order_text::Text;
use super::thumb::Thumb;
use crate::purchasing::amount;
use crate::ui::{self, Badge, Cell, Column, Tone};

/// The ids of the pieces that follow what happens; the page's script puts new ones in their place.
pub const STATE: &str = "keadaan";
pub const HISTORY: &str = "riwayat";

pub fn state_name(lang: Lang, state: State) -> &'static str {
    let text = Text(lang);
    match state {
        State::New => text.state_new(),
        State::Accepted => text.accepted(),
        State::Prepared => text.prepared(),
        State::Ready => text.ready(),
        State::Sent => text.sent(),
        State::Done => text.done(),
        State::Refused => text.refused(),
        State::Cancelled => text.cancelled(),
        State::Complaint => text.complaint(),
    }
}

pub fn state_badge(lang: Lang, state: State) -> Badge {
    let name = state_name(lang, state);
    match state {
        State::New => Badge::waiting(name),
        State::Accepted | State::Prepared => Badge::new(Tone::Waiting, name),
        State::Ready | State::Sent => Badge::offer(name),
        State::Done => Badge::good(name),
        State::Refused | State::Cancelled => Badge::new(Tone::Plain, name),
        State::Complaint => Badge::bad(name),
    }
}

/// Whether it is paid; nothing of what will not be.
pub fn paid_badge(lang: Lang, state: State, is_paid: bool, has_proof: bool) -> Option<Badge> {
    let text = Text(lang);
    match (is_paid, has_proof, state) {
        (true, ..) => Some(Badge::good(text.paid())),
        (false, _, State::New | State::Refused | State::Cancelled) => None,
        (false, true, _) => Some(Badge::offer(text.proof_there())),
        (false, false, _) => Some(Badge::new(Tone::Waiting, text.unpaid())),
    }
}

pub fn badges(lang: Lang, order: &OrderShown) -> AnyView {
    let paid = paid_badge(lang, order.state, order.paid_at.is_some(), order.has_proof);
    let all: Vec<Badge> = std::iter::once(state_badge(lang, order.state)).chain(paid).collect();
    ui::badges(&all)
}

/// How far it is; nothing for what ended before its time.
pub fn progress(lang: Lang, order: &OrderShown) -> AnyView {
    let text = Text(lang);
    let current = match order.state {
        State::Refused | State::Cancelled => return ().into_any(),
        State::New => 1,
        State::Accepted | State::Prepared => 2,
        // A complaint may come before anything was handed over.
        State::Complaint if order.handed_at.is_none() => 2,
        State::Ready | State::Sent | State::Complaint => 3,
        State::Done => 5,
    };
    let handed = if order.receive == Receive::Delivery { text.step_sent() } else { text.step_ready() };
    let steps = [text.step_placed(), text.step_answered(), text.step_prepared(), handed, text.step_done()];
    ui::steps(lang, &steps, current)
}

pub fn pay_name(lang: Lang, pay: Pay) -> &'static str {
    let text = Text(lang);
    match pay {
        Pay::Cash => text.cash(),
        Pay::Transfer => text.transfer(),
        Pay::Qris => "QRIS",
    }
}

/// Where it is fetched, or that it is brought.
pub fn place(lang: Lang, order: &OrderShown) -> String {
    let text = Text(lang);
    match (order.receive, &order.koperasi) {
        (Receive::Koperasi, Some((name, _))) => text.at_koperasi(name),
        (Receive::Delivery, _) => text.delivered().to_owned(),
        _ => text.at_shop().to_owned(),
    }
}

/// How it reaches the buyer, how it is paid, when it was placed.
pub fn facts(lang: Lang, order: &OrderShown) -> Vec<(String, Cell)> {
    let text = Text(lang);
    let place = Cell::text(place(lang, order));
    let place = match (order.receive, &order.koperasi) {
        (Receive::Koperasi, Some((_, address))) => place.and(address),
        (Receive::Shop, _) => place.and(&order.shop_place),
        _ => place,
    };
    let mut facts = vec![(text.receive().to_owned(), place)];
    if let Some(address) = &order.address {
        let district = order.district.as_deref().unwrap_or_default();
        facts.push((text.to().to_owned(), Cell::text(address).and(district)));
    }
    facts.push((text.pay().to_owned(), Cell::text(pay_name(lang, order.pay))));
    if let Some(day) = order.ready_on {
        facts.push((text.ready_on().to_owned(), Cell::text(day.with_weekday(lang))));
    }
    facts.push((text.placed_on().to_owned(), Cell::text(date_time(order.created_at, lang))));
    if let Some(note) = &order.note {
        facts.push((text.note().to_owned(), Cell::text(note)));
    }
    facts
}

/// The lines, and what they come to.
pub fn goods(lang: Lang, order: &OrderShown) -> AnyView {
    let text = Text(lang);
    let columns =
        [Column::words(text.goods()), Column::figures(text.amount()), Column::figures(text.price()), Column::figures(text.sum())];
    let rows = order.lines.iter().map(|line| {
        let name = Thumb {
            picture: line.picture(),
            icon: &line.icon,
            href: line.slug.as_ref().map(|slug| format!("/produk/{slug}")),
            name: &line.name,
            under: line.made_days.map(|days| text.made_to_order(days.into())),
            tick: None,
        };
        let many = Cell::text(amount(lang, &line.unit, line.quantity));
        vec![name.cell(), many, Cell::text(line.price.to_string()), Cell::text(line.total.to_string())]
    });
    let table = ui::table_under(text.what(), &columns, rows.collect());
    let mut sums = Vec::new();
    if order.receive == Receive::Delivery {
        let fee = if order.delivery.0 == 0 { text.free().to_owned() } else { order.delivery.to_string() };
        sums.push((text.goods_sum().to_owned(), Cell::text(order.goods.to_string())));
        sums.push((text.delivery_fee().to_owned(), Cell::text(fee)));
    }
    sums.push((text.total().to_owned(), Cell::text(order.total.to_string())));
    ui::titled_card(text.what(), view! { {table} {ui::facts(sums)} })
}

/// What happened, the latest first.
pub fn history(lang: Lang, order: &OrderShown) -> AnyView {
    let events: Vec<(String, String)> =
        order.events.iter().rev().map(|event| (sentence(lang, order, event), date_time(event.at, lang))).collect();
    ui::timeline(&events)
}

/// `Dibatalkan oleh pembeli. Alasan: salah pesan`.
pub fn sentence(lang: Lang, order: &OrderShown, event: &Event) -> String {
    let text = Text(lang);
    let what = match event.what {
        Happened::Placed => text.happened_placed().to_owned(),
        Happened::Accepted => text.happened_accepted().to_owned(),
        Happened::Refused => text.happened_refused().to_owned(),
        Happened::Prepared => text.happened_prepared().to_owned(),
        Happened::Ready => text.happened_ready().to_owned(),
        Happened::Sent => text.happened_sent().to_owned(),
        Happened::Done if event.side == Side::Clock => text.happened_lapsed().to_owned(),
        Happened::Done => format!("{} ({})", text.happened_done(), by(text, event.side)),
        Happened::Cancelled => format!("{} {}", text.happened_cancelled(), by(text, event.side)),
        Happened::Proof => text.happened_proof().to_owned(),
        Happened::Paid => text.happened_paid().to_owned(),
        Happened::Unpaid => text.happened_unpaid().to_owned(),
        Happened::Complained => text.happened_complained().to_owned(),
        Happened::Decided if event.side == Side::Clock => text.happened_complaint_lapsed().to_owned(),
        // The buyer decides nothing, but is content.
        Happened::Decided if event.side == Side::Buyer => text.happened_complaint_closed().to_owned(),
        Happened::Decided => format!("{} {}", text.happened_decided(), by(text, event.side)),
        // What is of the link alone is told to no account.
        Happened::Reminded if order.by_link => text.happened_waits().to_owned(),
        Happened::Reminded => text.happened_reminded().to_owned(),
        Happened::Postponed => text.happened_postponed(&event.day.map(|day| day.with_weekday(lang)).unwrap_or_default()),
    };
    match &event.why {
        Some(why) => format!("{what}. {}", text.why(why)),
        None => what,
    }
}

fn by(text: Text, side: Side) -> &'static str {
    match side {
        Side::Buyer => text.by_buyer(),
        Side::Seller => text.by_seller(),
        Side::Officer => text.by_officer(),
        Side::Clock => text.by_clock(),
    }
}

/// Who was quicker, with what and when.
pub fn meanwhile(lang: Lang, now: time::OffsetDateTime, order: &OrderShown) -> String {
    let text = Text(lang);
    match order.events.last() {
        Some(event) => text.meanwhile(&sentence(lang, order, event), &domain::dates::relative(event.at, now, lang)),
        None => text.meanwhile_state(state_name(lang, order.state)),
    }
}

/// Until when somebody has to say something, before the clock does.
pub fn clock(lang: Lang, order: &OrderShown) -> String {
    order.clock_at.map(|at| day_and_time(at, lang)).unwrap_or_default()
}
