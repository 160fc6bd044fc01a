//! `/pengurus/{koperasi}/permintaan/{id}`: a request, its links, and its answers side by side.

use axum::extract::Path;
use domain::access::Overseer;
use domain::dates::{Day, date_time, day_and_time};
use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::{Rupiah, half_up};
use domain::purchasing::{Cover, cheapest, cover};
use engine::suppliers::offers::{Offer, OfferStanding};
use engine::suppliers::quotes::Comparison;
use leptos::prelude::*;

use super::text::Text;
use super::{chart, id_of, links};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::suppliers::terms;
use crate::ui::{self, Badge, Button, Cell, Choice, Column, Fields, Icon, Notice, post_button};

pub async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let asked = engine::suppliers::quotes::compare(&reader.site.desk, &by, id_of(&id)?).await?.ok_or(PageError::NotFound)?;
    let today = Day::of(reader.now());
    // The cheapest is chosen to begin with; the officer may know better.
    let best = best(&asked, today).map(|offer| offer.id.to_string()).unwrap_or_default();
    let filled = reader.form_of(Inputs::default().with("penawaran", best));
    Ok(reader.page(CompareScreen { by, asked, filled, problem: None }))
}

pub struct CompareScreen {
    pub by: Overseer,
    pub asked: Comparison,
    /// The form by which one is accepted.
    pub filled: Filled,
    pub problem: Option<&'static str>,
}

/// What may still be chosen.
fn is_choice(offer: &Offer, today: Day) -> bool {
    offer.standing == OfferStanding::Undecided && offer.valid_until >= today
}

/// Of those that may be chosen the one that costs least for what is needed; once the request has ended,
/// of all.
fn best(asked: &Comparison, today: Day) -> Option<&Offer> {
    let counts: Vec<&Offer> = asked.answers.iter().filter(|o| asked.ended_at.is_some() || is_choice(o, today)).collect();
    let at = cheapest(counts.iter().map(|offer| &offer.terms), asked.demand)?;
    counts.get(at).copied()
}

impl CompareScreen {
    fn base(&self) -> String {
        format!("/pengurus/{}/permintaan/{}", self.by.koperasi().slug, self.asked.id)
    }

    fn about(&self, frame: &Frame) -> AnyView {
        let (lang, text, asked) = (frame.lang, Text(frame.lang), &self.asked);
        let mut facts = vec![
            (text.material(), asked.material.clone()),
            (text.demand(), terms::amount(lang, asked.demand, &asked.unit)),
            (text.until(), day_and_time(asked.answer_until, lang)),
            (text.made(), date_time(asked.created_at, lang)),
        ];
        if let Some(reason) = &asked.reason {
            facts.push((text.reason(), reason.clone()));
        }
        if let Some(name) = &asked.decided_by {
            facts.push((text.decided_by(), name.clone()));
        }
        let facts = ui::facts(facts.into_iter().map(|(name, value)| (name.to_owned(), Cell::text(value))).collect());
        let steps = self.by.officer().map(|_| self.steps(text));
        ui::titled_card(text.about(), view! { {facts} {terms::note(asked.note.as_deref())} {steps} })
    }

    /// Close it while it is open; go on with what was accepted.
    fn steps(&self, text: Text) -> AnyView {
        let room = format!("/pengurus/{}", self.by.koperasi().slug);
        if self.asked.ended_at.is_none() {
            let button = post_button(format!("{}/tarik", self.base()), vec![], Button::danger(text.withdraw_yes()));
            return ui::confirm(text.withdraw(), text.withdraw_question(), button);
        }
        let Some(offer) = self.asked.answers.iter().find(|o| Some(o.id) == self.asked.accepted) else { return ().into_any() };
        let see = format!("{room}/penawaran/{}/{}", offer.supplier_slug, offer.material_slug);
        ui::submit_row(vec![
            Button::primary(text.open_round()).link(format!("{room}/pembelian/baru?penawaran={}", offer.id)),
            Button::quiet(text.see_offer()).link(see),
        ])
    }

    fn answers(&self, frame: &Frame) -> AnyView {
        let (lang, text, asked) = (frame.lang, Text(frame.lang), &self.asked);
        if asked.answers.is_empty() {
            return ui::empty_state(Icon::Clock, text.no_answers(), text.no_answers_hint(), None);
        }
        let best = best(asked, Day::of(frame.now)).map(|offer| offer.id);
        let demand = terms::amount(lang, asked.demand, &asked.unit);
        let columns = [
            Column::words(text.supplier()),
            Column::figures(text.total()),
            Column::figures(text.per_unit()),
            Column::words(text.minimum()),
            Column::words(text.delivery()),
            Column::words(text.transport()),
            Column::words(text.valid()),
        ];
        let rows = asked.answers.iter().map(|offer| self.row(lang, offer, Some(offer.id) == best)).collect();
        let full: Vec<AnyView> = asked.answers.iter().map(|offer| in_full(lang, offer)).collect();
        let chart = view! {
            {chart::cost_by_quantity(lang, &asked.unit, asked.demand, &asked.answers)}
            <p class="petunjuk">{text.chart_hint()}</p>
        };
        view! {
            {ui::card(chart)}
            {ui::card(view! { {ui::table(&text.side_by_side(&demand), &columns, rows)} {full} })}
        }
        .into_any()
    }

    fn row(&self, lang: Lang, offer: &Offer, is_best: bool) -> Vec<Cell> {
        let (text, asked, terms) = (Text(lang), &self.asked, &offer.terms);
        let mut badges = Vec::new();
        if asked.accepted == Some(offer.id) {
            badges.push(Badge::good(text.chosen()));
        } else if offer.standing == OfferStanding::Withdrawn {
            badges.push(terms::badge(lang, offer));
        }
        if is_best {
            badges.push(Badge::offer(text.best()));
        }
        let name = offer.supplier.clone();
        let supplier = Cell::view(view! { <span>{name}</span> " " {ui::badges(&badges)} });
        let (total, each) = match cover(terms, asked.demand) {
            Some(cover) => (
                Cell::text(cover.total.to_string()).and(text.buys(&terms::amount(lang, cover.quantity, &terms.unit))),
                Cell::text(per_unit(&cover).to_string()),
            ),
            None => (Cell::text("–"), Cell::text("–")),
        };
        let least = text.least(&terms::amount(lang, terms.minimum, &terms.unit));
        vec![
            supplier,
            total,
            each,
            Cell::text(terms::amount(lang, terms.pack, &terms.unit)).and(least),
            Cell::text(terms::delivery(terms::Text(lang), terms.lead_days)),
            Cell::text(terms::transport(lang, &terms.transport, &terms.unit)),
            Cell::text(offer.valid_until.short(lang)),
        ]
    }

    /// Only while there is something to choose, and for those who may.
    fn choose(&self, frame: &Frame) -> Option<AnyView> {
        let (lang, text, asked) = (frame.lang, Text(frame.lang), &self.asked);
        let today = Day::of(frame.now);
        let choices: Vec<Choice> = asked.answers.iter().filter(|o| is_choice(o, today)).map(|o| choice(lang, asked, o)).collect();
        if choices.is_empty() || asked.ended_at.is_some() || self.by.officer().is_none() {
            return None;
        }
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.radios("penawaran", text.which(), choices)}
            {f.text("alasan", text.why()).hint(text.why_hint()).autocomplete("off")}
            {f.submit(text.accept())}
        };
        let form = f.form(format!("{}/terima", self.base()), fields).view();
        Some(ui::titled_card(text.choose(), view! { <p>{text.choose_lead()}</p> {form} }))
    }
}

fn choice(lang: Lang, asked: &Comparison, offer: &Offer) -> Choice {
    let choice = Choice::new(offer.id.to_string(), &offer.supplier);
    match cover(&offer.terms, asked.demand) {
        Some(cover) => {
            let quantity = terms::amount(lang, cover.quantity, &offer.terms.unit);
            choice.note(Text(lang).choice(&cover.total.to_string(), &quantity))
        }
        None => choice,
    }
}

/// Everything together for one unit of what is ordered.
pub(super) fn per_unit(cover: &Cover) -> Rupiah {
    let quantity = i128::from(cover.quantity.thousandths().max(1));
    half_up(i128::from(cover.total.0) * 1000, quantity).map_or(cover.total, Rupiah)
}

/// All tiers and what the supplier wrote, folded away.
fn in_full(lang: Lang, offer: &Offer) -> AnyView {
    let content = view! {
        {terms::prices(lang, &offer.terms)}
        {terms::facts(lang, &offer.terms, offer.valid_until)}
        {terms::note(offer.note.as_deref())}
    };
    ui::fold(&Text(lang).in_full(&offer.supplier), false, content)
}

impl Screen for CompareScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).of(&self.asked.material)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let title = text.of(&self.asked.material);
        let crumbs = [(format!("/pengurus/{}/permintaan", self.by.koperasi().slug), text.title().to_owned())];
        let problem = self.problem.map(|problem| Notice::Warning.view(frame.lang, problem));
        let koperasi = self.by.koperasi().name.clone();
        let links = links::cards(frame, &koperasi, &self.base(), &self.asked, self.by.officer().is_some());
        let told = view! { {self.answers(frame)} {self.choose(frame)} };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, &title, None)}
                {ui::breadcrumbs(frame.lang, &crumbs, &title)}
                {problem}
                {ui::two_columns(told, view! { {self.about(frame)} {links} })}
            </div>
        }
        .into_any()
    }
}
