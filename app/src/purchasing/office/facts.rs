//! A round in figures and in plain facts: on its own page, and as a preview of what members will see.

use domain::dates::{day_and_time, relative};
use domain::lang::Lang;
use domain::purchasing::recurrence::Period;
use domain::purchasing::{Fee, IfMissed, Ladder, Minimum, OfferTerms, Recurrence, RoundPlan, State, Tier, TransportSplit};
use domain::quantity::Quantity;
use engine::purchasing::overview::{Overview, Part};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{amount, ladder};
use crate::ui::{self, Badge, Cell, Html, LadderView, Rung, Stat};

type Facts = Vec<(String, Cell)>;

fn fact(name: &str, value: impl AsRef<str>) -> (String, Cell) {
    (name.to_owned(), Cell::text(value))
}

/// What counts now: how much is there, from whom, at which price, until when.
pub(super) fn figures(lang: Lang, round: &Overview, now: OffsetDateTime) -> AnyView {
    let text = Text(lang);
    let (terms, totals) = (&round.terms, &round.totals);
    let unit = terms.unit;
    let so_much = |quantity| amount(lang, quantity, unit);
    let extra = (!totals.tolerance.is_zero()).then(|| text.and_extra(&so_much(totals.tolerance)));
    let collected = Stat { name: text.collected().to_owned(), value: so_much(totals.demand), note: extra };
    let among = if totals.koperasi > 1 { text.among_koperasi(totals.koperasi) } else { text.of_your_own(totals.own_members) };
    let members = Stat { name: text.members().to_owned(), value: totals.members.to_string(), note: Some(among) };
    let all = [collected, members, price(lang, round), moment(lang, round, now)];
    view! { {ui::stats(&all)} {minimum_badge(text, round)} {towards(lang, round)} {rungs(lang, round)} }.into_any()
}

/// The ladder as a picture, as members see it; its table stands with the plan.
fn rungs(lang: Lang, round: &Overview) -> AnyView {
    let tiers = round.terms.tiers.as_slice();
    if tiers.len() < 2 {
        return ().into_any();
    }
    let text = Text(lang);
    let here = round.ordered_quantity.unwrap_or(round.totals.demand);
    let rung = |tier: &Tier| Rung { from: tier.from.thousandths(), from_shown: tier.from.text(lang), price: tier.price };
    let picture = LadderView {
        rungs: tiers.iter().map(rung).collect(),
        now: here.thousandths(),
        now_shown: text.now_so_much(&amount(lang, here, round.terms.unit)),
        starting: text.starting().to_owned(),
    };
    let mut h = Html::new();
    picture.write(&mut h, lang);
    h.view()
}

fn price(lang: Lang, round: &Overview) -> Stat {
    let text = Text(lang);
    let unit = round.terms.unit.text(lang);
    let (name, each) = match round.unit_price {
        Some(price) => (text.price_ordered(), price),
        None => (text.price_now(), round.terms.tiers.price_for(round.totals.demand)),
    };
    let market = round.market.as_ref().map(|market| text.market_is(&market.price.to_string()));
    Stat { name: text.per_unit(name, &unit), value: each.to_string(), note: market }
}

/// The moment that counts in this state.
fn moment(lang: Lang, round: &Overview, now: OffsetDateTime) -> Stat {
    let text = Text(lang);
    let (name, at) = match round.state {
        State::Draft => (text.opens(), round.opens_at),
        State::Closed if round.is_topping_up(now) => (text.topping_up_until(), round.topping_up_until.unwrap_or(now)),
        State::Open | State::Closed | State::Cancelled => (text.closes(), round.closes_at),
        State::Ordered | State::Received | State::Settled => (text.pick_up(), round.pickup_at),
    };
    Stat { name: name.to_owned(), value: relative(at, now, lang), note: Some(day_and_time(at, lang)) }
}

/// How far the next price is, and how full the last pack.
fn towards(lang: Lang, round: &Overview) -> AnyView {
    if !matches!(round.state, State::Draft | State::Open | State::Closed) {
        return ().into_any();
    }
    let text = Text(lang);
    let (terms, demand) = (&round.terms, round.totals.demand);
    let of = |quantity: Quantity| u64::try_from(quantity.thousandths()).unwrap_or(0);
    let next = Ladder::of(terms, demand).next.map(|rung| {
        let note = text.missing_to(&amount(lang, rung.missing, terms.unit), &rung.price.to_string());
        ui::progress(text.next_price(), of(demand), of(rung.from), &note)
    });
    let whole = terms.packs_within(demand);
    let begun = demand.checked_sub(whole).filter(|rest| !rest.is_zero()).map(|rest| {
        let missing = terms.pack.checked_sub(rest).unwrap_or_default();
        ui::progress(text.last_pack(), of(rest), of(terms.pack), &text.missing_to_pack(&amount(lang, missing, terms.unit)))
    });
    view! { {next} {begun} }.into_any()
}

fn minimum_badge(text: Text, round: &Overview) -> AnyView {
    match round.state {
        State::Open | State::Closed if round.minimum_met => ui::badges(&[Badge::good(text.minimum_met())]),
        State::Open | State::Closed => ui::badges(&[Badge::waiting(text.minimum_not_met())]),
        _ => ().into_any(),
    }
}

/// What was planned, for officers.
pub(super) fn plan(lang: Lang, round: &Overview, room: &str) -> AnyView {
    let text = Text(lang);
    let s = &round.source;
    let supplier = match round.part {
        Part::Coordinator => Cell::link(&format!("{room}/pemasok/{}", s.supplier_slug), &s.supplier),
        Part::Joined | Part::Invited => Cell::link(&format!("/pemasok/{}", s.supplier_slug), &s.supplier),
    };
    let offer = text.offer_version(s.version, &s.valid_until.short(lang));
    let mut facts: Facts = vec![
        (text.supplier().to_owned(), supplier.and(offer)),
        fact(text.material(), &s.material),
        fact(text.opens(), day_and_time(round.opens_at, lang)),
        fact(text.closes(), day_and_time(round.closes_at, lang)),
        (text.pick_up().to_owned(), Cell::text(&round.pickup_place).and(day_and_time(round.pickup_at, lang))),
        fact(text.minimum(), minimum(lang, round.minimum, &round.terms)),
        fact(text.if_missed(), if_missed(text, round.if_missed)),
        fact(text.fee(), fee(lang, round.fee, &round.terms)),
        fact(text.transport(), transport(lang, round)),
        fact(text.deposit(), if round.deposit.0 == 0 { text.no_deposit().to_owned() } else { round.deposit.exact(lang) }),
    ];
    if let Some(market) = &round.market {
        let source = text.market_source(&market.source, &market.day.short(lang));
        facts.push((text.market_price().to_owned(), Cell::text(market.price.to_string()).and(source)));
    }
    facts.push(fact(text.repeats(), round.repeat.map_or_else(|| text.once().to_owned(), |rule| repeats(text, rule))));
    facts.push(fact(text.for_others(), if round.shared { text.yes() } else { text.no() }));
    let note = round.note.as_deref().map(|note| ui::rich_text(&domain::richtext::blocks(note)));
    view! { {ui::facts(facts)} {ladder(lang, text.ladder(), &round.terms)} {note} }.into_any()
}

fn minimum(lang: Lang, minimum: Option<Minimum>, terms: &OfferTerms) -> String {
    match minimum {
        Some(Minimum::Quantity(quantity)) => amount(lang, quantity, terms.unit),
        Some(Minimum::Amount(rupiah)) => rupiah.to_string(),
        None => Text(lang).only_suppliers_minimum(&amount(lang, terms.minimum, terms.unit)),
    }
}

pub(super) fn if_missed(text: Text, rule: IfMissed) -> &'static str {
    match rule {
        IfMissed::Ask => text.missed_ask(),
        IfMissed::Extend => text.missed_extend(),
        IfMissed::Cancel => text.missed_cancel(),
    }
}

fn fee(lang: Lang, fee: Fee, terms: &OfferTerms) -> String {
    let text = Text(lang);
    match fee {
        Fee::Share(share) if share.0 == 0 => text.no_fee().to_owned(),
        Fee::Share(share) => text.fee_share(&share.exact(lang)),
        Fee::PerUnit(each) => text.fee_each(&each.to_string(), &terms.unit.text(lang)),
    }
}

fn transport(lang: Lang, round: &Overview) -> String {
    let text = Text(lang);
    let split = match round.transport_split {
        TransportSplit::Quantity => text.split_by_quantity(),
        TransportSplit::Value => text.split_by_value(),
    };
    match round.transport {
        Some(known) => format!("{known}, {split}"),
        None => format!("{}, {split}", transport_terms(lang, &round.terms)),
    }
}

/// What the supplier takes for bringing it.
pub(super) fn transport_terms(lang: Lang, terms: &OfferTerms) -> String {
    let text = Text(lang);
    let t = terms.transport;
    let mut parts = Vec::new();
    if t.fixed.0 > 0 {
        parts.push(t.fixed.to_string());
    }
    if t.per_unit.0 > 0 {
        parts.push(text.fee_each(&t.per_unit.to_string(), &terms.unit.text(lang)));
    }
    if parts.is_empty() {
        return text.transport_free().to_owned();
    }
    let cost = parts.join(" + ");
    match t.free_from {
        Some(from) => text.free_from(&cost, &amount(lang, from, terms.unit)),
        None => cost,
    }
}

pub(super) fn repeats(text: Text, rule: Recurrence) -> String {
    match (rule.every(), rule.interval()) {
        (Period::Week, 1) => text.every_week().to_owned(),
        (Period::Week, n) => text.every_weeks(n),
        (Period::Month, 1) => text.every_month().to_owned(),
        (Period::Month, n) => text.every_months(n),
    }
}

/// What members will see of a plan that is not saved yet.
pub(super) fn preview(lang: Lang, plan: &RoundPlan, supplier: &str, material: &str, terms: &OfferTerms) -> AnyView {
    let text = Text(lang);
    let mut facts = vec![
        fact(text.material(), material),
        fact(text.supplier(), supplier),
        fact(text.closes(), day_and_time(plan.closes_at, lang)),
        (text.pick_up().to_owned(), Cell::text(plan.pickup_place.as_str()).and(day_and_time(plan.pickup_at, lang))),
        fact(text.pledged_in(), text.steps_of(&amount(lang, terms.step, terms.unit))),
        fact(text.fee(), fee(lang, plan.fee, terms)),
        fact(text.transport(), transport_terms(lang, terms)),
    ];
    if plan.deposit.0 > 0 {
        facts.push(fact(text.deposit(), plan.deposit.exact(lang)));
    }
    if let Some(reference) = &plan.reference {
        let source = text.market_source(reference.source.as_str(), &reference.day.short(lang));
        facts.push((text.market_price().to_owned(), Cell::text(reference.price.to_string()).and(source)));
    }
    let note = plan.note.as_ref().map(|note| ui::rich_text(&domain::richtext::blocks(note.as_str())));
    let opens = day_and_time(plan.opens_at, lang);
    let title = plan.title.as_str().to_owned();
    ui::titled_card(
        text.preview(),
        view! {
            <p class="tebal">{title}</p>
            {ladder(lang, text.ladder(), terms)}
            {ui::facts(facts)}
            {note}
            <p class="redup">{text.preview_opens(&opens)}</p>
        },
    )
}
