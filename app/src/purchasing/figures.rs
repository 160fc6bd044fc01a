//! The figures that move: each in a piece of its own, on the page and in what its script asks for.

use domain::dates::{Day, day_and_time, relative};
use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::{Price, Rupiah};
use domain::purchasing::estimate::saving;
use domain::purchasing::{Estimate, Fee, Ladder, Minimum, Pledge, State};
use domain::quantity::Quantity;
use engine::purchasing::shown::RoundShown;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::part::{Membership, Seat};
use super::text::Text;
use super::told::Told;
use super::{amount, path_of, per};
use crate::ui::{Button, Html, Notice};

/// The ids of the pieces; `frontend/live.js` puts what comes anew where they are.
pub(super) const SENTENCE: &str = "r-kalimat";
pub(super) const LADDER: &str = "r-tangga";
pub(super) const TABLE: &str = "r-tabel";
pub(super) const FACTS: &str = "r-fakta";
pub(super) const COSTS: &str = "r-biaya";

/// What the pieces are made of.
pub(super) struct Figures<'a> {
    pub lang: Lang,
    pub now: OffsetDateTime,
    pub round: &'a RoundShown,
    pub seat: &'a Seat,
    /// What is typed into the form.
    pub typed: &'a Inputs,
}

impl Figures<'_> {
    fn text(&self) -> Text {
        Text(self.lang)
    }

    fn amount(&self, n: Quantity) -> String {
        amount(self.lang, &self.round.terms.unit, n)
    }

    fn per(&self) -> String {
        per(self.lang, &self.round.terms.unit)
    }

    fn a_unit(&self, price: Price) -> String {
        format!("{price} / {}", self.per())
    }

    /// All pieces, for the script.
    pub fn all(&self) -> String {
        let mut h = Html::new();
        let mut piece = |id: &str, content: &Html| {
            h.raw("<div").attr("id", id).raw(">").append(content).raw("</div>");
        };
        piece(SENTENCE, &self.sentence());
        piece(LADDER, &self.ladder());
        piece(TABLE, &self.table());
        piece(FACTS, &self.facts());
        if let Some(membership) = self.seat.membership() {
            piece(COSTS, &self.costs(membership));
        }
        h.as_str().to_owned()
    }

    pub fn sentence(&self) -> Html {
        let mut h = Html::new();
        h.text(&Told::from(self.round).sentence(self.lang, self.now)).raw(".");
        h
    }

    pub fn ladder(&self) -> Html {
        let mut h = Html::new();
        Told::from(self.round).ladder(self.lang).write(&mut h, self.lang);
        h
    }

    pub fn table(&self) -> Html {
        let (text, demand) = (self.text(), self.round.ladder().demand);
        let mut h = Html::new();
        h.raw("<table class=\"tangga\"><caption class=\"tersembunyi\">").text(text.ladder()).raw("</caption><thead><tr>");
        h.element("<th scope=\"col\">", text.from(), "</th>");
        h.element("<th scope=\"col\" class=\"kanan\">", &text.price_per(&self.per()), "</th>");
        h.element("<th scope=\"col\" class=\"kanan\">", text.reached(), "</th></tr></thead><tbody>");
        for tier in self.round.terms.tiers.as_slice() {
            h.element("<tr><th scope=\"row\">", &self.amount(tier.from), "</th>");
            h.element("<td class=\"kanan angka\">", &tier.price.to_string(), "</td>");
            let state = match tier.from.checked_sub(demand).filter(|missing| !missing.is_zero()) {
                None => text.is_reached().to_owned(),
                Some(_) if self.round.is_decided() => text.not_reached().to_owned(),
                Some(missing) => text.is_missing(&self.amount(missing)),
            };
            h.element("<td class=\"kanan\">", &state, "</td></tr>");
        }
        h.raw("</tbody></table>");
        h
    }

    pub fn facts(&self) -> Html {
        let (text, round, lang) = (self.text(), self.round, self.lang);
        let mut f = Facts::new();
        // Of what was called off nothing was paid or saved, and nothing is fetched.
        let called_off = round.state == State::Cancelled;
        if !called_off {
            self.prices(&mut f);
        }
        let totals = round.totals;
        let more =
            (!totals.tolerance.is_zero() && !round.is_decided()).then(|| text.and_tolerance(&self.amount(totals.tolerance)));
        f.noted(text.pledged(), &self.amount(totals.quantity), more.as_deref().unwrap_or_default());
        self.packs(&mut f);
        self.minimum(&mut f);
        f.line(text.taking_part(), &text.members(totals.members, round.taking.len()));
        self.times(&mut f);
        if !called_off {
            f.noted(text.pick_up(), &round.pickup_place, &day_and_time(round.pickup_at, lang));
        }
        f.end()
    }

    /// What it costs, here and elsewhere: as it was ordered, once it was.
    fn prices(&self, f: &mut Facts) {
        let (text, round) = (self.text(), self.round);
        let (price, together) = match round.bought() {
            Some(_) => (text.price_ordered(), text.saved_together()),
            None => (text.price_now(), text.saved_so_far()),
        };
        f.line(price, &self.a_unit(round.ladder().price));
        let Some(reference) = &round.reference else { return };
        let source = text.market_of(&reference.day.short(self.lang), &reference.source);
        f.noted(text.market_price(), &self.a_unit(reference.price), &source);
        if let Some(saved) = self.saved(reference.price) {
            f.good(together, &saved.to_string(), text.all_included());
        }
    }

    /// What all save together: by what was bought, or if it were ordered as it stands.
    fn saved(&self, elsewhere: Price) -> Option<Rupiah> {
        let round = self.round;
        let Some((ordered, price)) = round.bought() else {
            let all = round.totals.quantity;
            return Estimate::of(&round.terms, round.fee, all, all)?.saving(elsewhere, all);
        };
        // What came damaged is of use to nobody.
        let all = round.accepted.unwrap_or(ordered);
        let goods = price.for_quantity(all)?;
        let total = goods.checked_add(round.transport?)?.checked_add(round.fee.on(all, goods)?)?;
        saving(elsewhere, all, total)
    }

    fn packs(&self, f: &mut Facts) {
        let (terms, demand) = (&self.round.terms, self.round.totals.quantity);
        if terms.pack == terms.step || !matches!(self.round.state, State::Open | State::Closed) {
            return;
        }
        let full = demand.thousandths() / terms.pack.thousandths().max(1);
        let missing = terms.packs_for(demand).checked_sub(demand).filter(|missing| !missing.is_zero());
        let open = missing.map(|missing| self.text().pack_open(&self.amount(missing)));
        f.noted(self.text().packs(), &full.to_string(), open.as_deref().unwrap_or_default());
    }

    fn minimum(&self, f: &mut Facts) {
        let (text, Ladder { demand, price, .. }) = (self.text(), self.round.ladder());
        let (shown, missing) = match self.round.minimum {
            None => return,
            Some(Minimum::Quantity(least)) => {
                let missing = least.checked_sub(demand).filter(|missing| !missing.is_zero());
                (self.amount(least), missing.map(|missing| self.amount(missing)))
            }
            Some(Minimum::Amount(least)) => {
                let worth = price.for_quantity(demand).unwrap_or(Rupiah::ZERO);
                let missing = least.checked_sub(worth).filter(|missing| missing.0 > 0);
                (least.to_string(), missing.map(|missing| missing.to_string()))
            }
        };
        let note = match missing {
            None => text.minimum_reached().to_owned(),
            Some(missing) if self.round.is_decided() => text.minimum_missed(&missing),
            Some(missing) => text.minimum_missing(&missing),
        };
        f.noted(text.minimum(), &shown, &note);
    }

    fn times(&self, f: &mut Facts) {
        let (text, round, lang) = (self.text(), self.round, self.lang);
        let when = |at| (day_and_time(at, lang), relative(at, self.now, lang));
        let (name, (at, far)) = match round.state {
            State::Draft => (text.opens_at(), when(round.opens_at)),
            State::Closed => match round.topping_up_until.filter(|_| round.tops_up(self.now)) {
                Some(until) => (text.topping_up_until(), when(until)),
                None => (text.closes(), when(round.closes_at)),
            },
            _ => (text.closes(), when(round.closes_at)),
        };
        f.noted(name, &at, &far);
    }

    /// What is typed would cost, now and at the next tier; what is left of the limit.
    pub fn costs(&self, membership: &Membership) -> Html {
        let text = self.text();
        if !self.round.collects(self.now) {
            let again = Button::quiet(text.reload()).link(path_of(self.round.id));
            let mut h = Html::new();
            h.append_rendered(Notice::Warning.with(self.lang, text.closed_meanwhile(), Some(again)).to_html());
            return h;
        }
        let step = self.round.terms.step;
        let mut f = Facts::new();
        let pledge = Pledge::parse(self.typed, step).ok();
        match pledge.and_then(|pledge| Some((pledge, self.estimate(membership, pledge.quantity)?))) {
            Some((pledge, now)) => self.priced(&mut f, membership, &pledge, &now),
            None => f.lead(text.type_first()),
        }
        self.credit(&mut f, membership, pledge.as_ref());
        f.end()
    }

    /// All that would be pledged with `own` in place of what the member has pledged so far.
    fn with(&self, membership: &Membership, own: Quantity) -> Option<Quantity> {
        let before = membership.part().pledge.map_or(Quantity::ZERO, |pledge| pledge.quantity);
        self.round.totals.quantity.checked_sub(before).unwrap_or(Quantity::ZERO).checked_add(own)
    }

    fn estimate(&self, membership: &Membership, own: Quantity) -> Option<Estimate> {
        Estimate::of(&self.round.terms, self.round.fee, self.with(membership, own)?, own)
    }

    fn priced(&self, f: &mut Facts, membership: &Membership, pledge: &Pledge, now: &Estimate) {
        let (text, round, own) = (self.text(), self.round, pledge.quantity);
        if let Some(content) = self.content(own) {
            f.lead(&text.is_content(&self.amount(own), &content));
        }
        f.noted(text.goods(), &now.goods.to_string(), &text.times(&self.amount(own), &now.price.to_string()));
        if round.terms.transport != domain::purchasing::Transport::default() {
            f.line(text.my_transport(), &now.transport.to_string());
        }
        if round.fee != Fee::NONE {
            f.line(text.fee(), &now.fee.to_string());
        }
        f.loud(text.pay_now(), &now.total.to_string());
        let next = self.with(membership, own).and_then(|all| Ladder::of(&round.terms, all).next);
        if let Some(next) = next
            && let Some(then) = Estimate::of(&round.terms, round.fee, next.from, own)
        {
            f.good(&text.pay_at(&self.amount(next.from)), &then.total.to_string(), "");
        }
        if let Some(saved) = round.reference.as_ref().and_then(|reference| now.saving(reference.price, own)) {
            f.good(text.my_saving(), &saved.to_string(), "");
        }
    }

    /// `100 kg`: what is in so many sacks.
    fn content(&self, own: Quantity) -> Option<String> {
        let unit = &self.round.terms.unit;
        let (held, of) = unit.content()?;
        let all = unit.amount().checked_mul(held)?.checked_mul(own)?;
        Some(format!("{} {}", all.text(self.lang), of.name_for(all, self.lang)))
    }

    fn credit(&self, f: &mut Facts, membership: &Membership, pledge: Option<&Pledge>) {
        let (text, round) = (self.text(), self.round);
        let Some(credit) = &membership.credit else { return };
        let held = pledge.and_then(|pledge| pledge.held(&round.terms, round.fee)).unwrap_or(Rupiah::ZERO);
        if let Some(due) = Pledge::deposit_due(held, round.deposit).filter(|due| due.0 > 0) {
            f.line(text.deposit_asked(), &due.to_string());
        }
        f.line(text.my_deposit(), &credit.deposit.to_string());
        let left = credit.left().checked_sub(held).unwrap_or(Rupiah(i64::MIN));
        if left.is_negative() {
            f.bad(text.limit_left(), &left.to_string(), text.limit_passed());
        } else {
            f.line(text.limit_left(), &left.to_string());
        }
    }
}

/// Names and values, some of which are told apart.
pub(super) struct Facts(Html);

impl Facts {
    pub fn new() -> Self {
        let mut h = Html::new();
        h.raw("<dl class=\"fakta\">");
        Self(h)
    }

    pub fn line(&mut self, name: &str, value: &str) {
        self.write("<div><dt>", name, value, "");
    }

    pub fn noted(&mut self, name: &str, value: &str, note: &str) {
        self.write("<div><dt>", name, value, note);
    }

    pub fn good(&mut self, name: &str, value: &str, note: &str) {
        self.write("<div class=\"hemat\"><dt>", name, value, note);
    }

    pub fn bad(&mut self, name: &str, value: &str, note: &str) {
        self.write("<div class=\"lewat\"><dt>", name, value, note);
    }

    pub fn loud(&mut self, name: &str, value: &str) {
        self.write("<div class=\"utama\"><dt>", name, value, "");
    }

    /// A sentence among them, over the whole width.
    pub fn lead(&mut self, words: &str) {
        self.0.element("<div><dt>", words, "</dt><dd></dd></div>");
    }

    fn write(&mut self, open: &'static str, name: &str, value: &str, note: &str) {
        self.0.element(open, name, "</dt><dd class=\"angka\">").text(value);
        if !note.is_empty() {
            self.0.element("<small>", note, "</small>");
        }
        self.0.raw("</dd></div>");
    }

    pub fn end(mut self) -> Html {
        self.0.raw("</dl>");
        self.0
    }
}

/// When something happened, for the facts after the closing.
pub(super) fn on_day(at: OffsetDateTime, lang: Lang) -> String {
    Day::of(at).short(lang)
}
