//! `…/pilih` and `…/pesan`: what could be ordered, what each member would get of it, and the order.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Inputs};
use domain::ids::{IdempotencyKey, RoundId};
use domain::lang::Lang;
use domain::money::{Rupiah, half_up};
use domain::purchasing::{Candidate, OrderForm, State};
use domain::quantity::Quantity;
use engine::purchasing::RoundError;
use engine::purchasing::order::{Choice, Choices};
use engine::purchasing::overview::Overview;
use leptos::prelude::*;

use super::text::Text;
use super::{RoundHead, amount, curve, find_own, page_error, place, place_of, round_head, round_of, steps};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Fields, Icon, Notice};

/// Members of whom a page tells the amount; the rest are counted.
const NAMED: usize = 200;

/// Also where somebody comes back to whose session was closed when they ordered.
pub(super) async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let back = place(&by, id);
    match ChooseScreen::load(&reader, by, id, None).await? {
        Some(screen) => Ok(reader.page(screen)),
        None => Ok(reader.see_other(back).saying(Text(reader.lang).nothing_to_choose())),
    }
}

pub(super) async fn order(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (desk, text, id) = (&reader.site.desk, Text(reader.lang), round_of(&id)?);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    // A form without a version is none of ours: it is shown how things stand.
    let version = posted.one("versi").parse().unwrap_or(0);
    let ordered = match OrderForm::parse(&posted.inputs, reader.now()) {
        Ok(form) => {
            let note = form.note.as_ref();
            engine::purchasing::order::order(desk, &by, id, version, form.quantity, note, form.deliver_by, key).await
        }
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    let (status, errors) = match ordered {
        Ok(_) => return Ok(reader.see_other(place_of(&by, id)).saying(text.was_ordered())),
        Err(RoundError::Refused(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(RoundError::Stale { .. }) => (StatusCode::CONFLICT, FieldErrors::default()),
        Err(error @ RoundError::Moved { .. }) => return steps::refused(&reader, overseer, &by, id, error, None).await,
        Err(error) => return Err(page_error(error)),
    };
    let moved = RoundError::Moved { state: State::Closed };
    let asked = Some(posted.one("jumlah"));
    let Some(mut screen) = ChooseScreen::load(&reader, overseer.clone(), id, asked).await? else {
        return steps::refused(&reader, overseer, &by, id, moved, None).await;
    };
    screen.problem = (status == StatusCode::CONFLICT).then(|| text.choices_moved());
    screen.filled = posted.refused(errors);
    screen.key = key;
    Ok(reader.page(screen).status(status))
}

struct ChooseScreen {
    by: Overseer,
    round: Overview,
    choices: Choices,
    filled: Filled,
    key: IdempotencyKey,
    problem: Option<&'static str>,
}

impl ChooseScreen {
    /// `None` when the round has nothing to choose any more, or not yet. `posted` is the amount that a form was
    /// sent with; else the address says which one is looked at.
    async fn load(reader: &Reader, by: Overseer, id: RoundId, posted: Option<&str>) -> Result<Option<Self>, PageError> {
        let round = find_own(reader, &by, id).await?;
        let filled = reader.form_of(start(&round, reader.now()));
        let asked = match (posted, filled.value("jumlah")) {
            (Some(posted), _) => posted.to_owned(),
            (None, "") => posted::query(&reader.path).one("jumlah").to_owned(),
            (None, kept) => kept.to_owned(),
        };
        let asked = Quantity::parse(&asked).ok();
        let choices = match engine::purchasing::order::choices(&reader.site.desk, &by, id, asked).await {
            Ok(choices) => choices,
            Err(RoundError::Moved { .. }) => return Ok(None),
            Err(error) => return Err(page_error(error)),
        };
        Ok(Some(Self { by, round, choices, filled, key: engine::ids::fresh(), problem: None }))
    }

    fn here(&self) -> String {
        place(&self.by, self.round.id)
    }

    fn amount(&self, lang: Lang, quantity: Quantity) -> String {
        amount(lang, quantity, self.choices.terms.unit)
    }

    fn table(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let unit = self.choices.terms.unit.text(lang);
        let mut columns = vec![
            Column::words(text.quantity()),
            Column::figures(text.price_per(&unit)),
            Column::figures(text.total()),
            Column::figures(text.with_transport_per(&unit)),
        ];
        let saves = self.choices.list.iter().any(|choice| choice.saving.is_some());
        if saves {
            columns.push(Column::figures(text.saving()));
        }
        columns.push(Column::silent(text.look()));
        let rows = self.choices.list.iter().enumerate().map(|(nth, choice)| {
            let c = &choice.candidate;
            let mut row = vec![
                Cell::view(self.name(lang, choice)),
                Cell::text(c.unit_price.to_string()),
                Cell::text(c.total.to_string()).and(text.of_it_transport(&c.transport.to_string())),
                Cell::text(each(c).map_or_else(|| "–".to_owned(), |each| each.to_string())),
            ];
            if saves {
                row.push(Cell::text(choice.saving.map_or_else(|| "–".to_owned(), |saving| saving.to_string())));
            }
            let so_much = self.amount(lang, c.quantity);
            row.push(if nth == self.choices.taken {
                Cell::badge(&Badge::good(text.looked_at()))
            } else {
                let to = format!("{}/pilih?jumlah={}#pesan", self.here(), typed(c.quantity));
                Cell::buttons(&[Button::quiet(text.look()).small().link(to).read_as(format!("{}: {so_much}", text.look()))])
            });
            row
        });
        ui::table(text.choices(), &columns, rows.collect())
    }

    fn name(&self, lang: Lang, choice: &Choice) -> AnyView {
        let text = Text(lang);
        let c = &choice.candidate;
        let badge = c.recommended.then(|| ui::badges(&[Badge::offer(text.recommended()).icon(Icon::Star)]));
        let against = match (c.quantity.checked_sub(self.choices.demand), self.choices.demand.checked_sub(c.quantity)) {
            (Some(more), _) if !more.is_zero() => text.more_than_asked(&self.amount(lang, more)),
            (_, Some(less)) if !less.is_zero() => text.less_than_asked(&self.amount(lang, less)),
            _ => text.just_as_asked().to_owned(),
        };
        view! { <span>{self.amount(lang, c.quantity)} " " {badge}<small>{against}</small></span> }.into_any()
    }

    /// What each member would get.
    fn shares(&self, lang: Lang, choice: &Choice) -> AnyView {
        let text = Text(lang);
        let columns = [Column::words(text.member()), Column::figures(text.share())];
        let row = |(name, quantity): &(String, Quantity)| vec![Cell::text(name), Cell::text(self.amount(lang, *quantity))];
        let own = (!choice.own.is_empty())
            .then(|| ui::table(text.own_members_caption(), &columns, choice.own.iter().take(NAMED).map(row).collect()));
        let more = choice.own.len().checked_sub(NAMED).filter(|more| *more > 0);
        let more = more.map(|more| view! { <p class="redup">{text.more_members(more)}</p> }.into_any());
        let columns = [Column::words(text.koperasi()), Column::figures(text.share())];
        let others = (!choice.others.is_empty())
            .then(|| ui::table(text.other_koperasi(), &columns, choice.others.iter().map(row).collect()));
        ui::fold(text.who_gets_what(), choice.own.len() <= 12, view! { {own} {more} {others} })
    }

    fn order_form(&self, lang: Lang, choice: &Choice) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let so_much = self.amount(lang, choice.candidate.quantity);
        let fields = view! {
            {f.hidden("kunci", self.key)}
            {f.hidden("versi", self.choices.version)}
            {f.hidden("jumlah", choice.candidate.quantity)}
            {f.date("kirim_tanggal", text.deliver_by()).hint(text.deliver_by_hint()).optional()}
            {f.area("syarat", text.terms(), OrderForm::NOTE).rows(3).hint(text.terms_hint()).optional()}
            {ui::submit_row(vec![Button::primary(text.order_so_much(&so_much))])}
        };
        f.form(format!("{}/pesan", self.here()), fields).view()
    }

    fn chosen(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let Some(choice) = self.choices.list.get(self.choices.taken) else { return ().into_any() };
        let title = text.if_ordered(&self.amount(lang, choice.candidate.quantity));
        let form = if self.by.officer().is_none() {
            ().into_any()
        } else if self.round.state == State::Closed {
            view! { <p>{text.order_lead(&self.round.source.supplier)}</p> {self.order_form(lang, choice)} }.into_any()
        } else {
            Notice::Info.view(lang, text.not_closed_yet())
        };
        let card = ui::titled_card(&title, view! { {self.shares(lang, choice)} {form} });
        view! { <div id="pesan">{card}</div> }.into_any()
    }

    fn nothing(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let (demand, most) = (self.choices.demand, self.choices.demand.checked_add(self.choices.tolerance).unwrap_or_default());
        let hint = text.nothing_reachable_hint(
            &self.amount(lang, demand),
            &self.amount(lang, most),
            &self.amount(lang, self.choices.terms.minimum),
        );
        ui::empty_state(Icon::Box, text.nothing_reachable(), hint, Some(Button::quiet(text.to_round()).link(self.here())))
    }
}

/// The amount as the form sends it.
fn typed(quantity: Quantity) -> String {
    quantity.to_string().replace('.', "")
}

/// What one costs with its part of the transport, rounded to the rupiah.
fn each(c: &Candidate) -> Option<Rupiah> {
    half_up(i128::from(c.total.0) * 1000, i128::from(c.quantity.thousandths()).max(1)).map(Rupiah)
}

/// A delivery in time for the pick-up, where that lies ahead.
fn start(round: &Overview, now: time::OffsetDateTime) -> Inputs {
    let (today, before) = (Day::of(now), Day::of(round.pickup_at).plus_days(-1));
    if before > today { Inputs::default().with("kirim_tanggal", before.iso()) } else { Inputs::default() }
}

impl Screen for ChooseScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).choose(), self.round.title)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let content = if self.choices.list.is_empty() {
            self.nothing(lang)
        } else {
            let pledged = text.pledged_so_much(
                &self.amount(lang, self.choices.demand),
                &self.amount(lang, self.choices.tolerance),
                self.round.totals.members,
            );
            view! {
                {ui::card(view! { <p>{pledged}</p> {self.table(lang)} {curve::chart(lang, &self.choices, self.choices.taken)} })}
                {self.chosen(lang)}
            }
            .into_any()
        };
        view! {
            <div class="wadah">
                {round_head(lang, &self.by, &RoundHead::of(&self.round), Some(text.choose()))}
                {problem}
                {content}
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_in_an_address_is_read_again() {
        for thousandths in [500, 1_250_000, 12_500] {
            let quantity = Quantity::from_thousandths(thousandths);
            assert_eq!(Quantity::parse(&typed(quantity)), Ok(quantity));
        }
    }
}
