//! `/pengurus/{koperasi}/keluhan`: complaints that officers of the koperasi mediate and decide.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::buying::OrderNumber;
use domain::dates::{date_time, relative};
use domain::form::FieldErrors;
use domain::lang::Lang;
use domain::reviews::{Decision, Outcome};
use engine::buying::OrderReader;
use engine::buying::shown::OrderShown;
use engine::pictures::Place;
use engine::reviews::complaint::{self, ComplaintRow, ComplaintShown, Party, Raised};
use leptos::prelude::*;

use super::complaint::{Problem, Refusal, place, say};
use super::complaint_text::Text;
use super::photos::{self, Photos};
use super::thread::{Typed, about, private, said, say_form, says_more};
use crate::buying::order;
use crate::house::{Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Choice, Column, Fields, Icon, Notice};

/// Characters of an officer's reasons.
const WHY: usize = 1000;

pub async fn list(reader: Reader, by: Overseer) -> PageResult {
    let all = complaint::list(&reader.site.desk, &by).await?;
    Ok(reader.page(ListScreen { by, all }))
}

pub async fn page(reader: Reader, overseer: Overseer, Path((_, number)): Path<(String, String)>) -> PageResult {
    let number = number_of(&number)?;
    let filled = reader.form();
    let kept = photos::kept_of(&reader, Place::Secret, overseer.account(), &number, &filled.inputs);
    show(&reader, overseer, &number, Typed::of(filled, kept), None).await
}

/// With `aksi=kata` the officer says something; otherwise decides.
pub async fn submit(
    reader: Reader,
    overseer: Overseer,
    officer: Officer,
    Path((_, number)): Path<(String, String)>,
    mut posted: Posted,
) -> PageResult {
    let number = number_of(&number)?;
    let Some(party) = complaint::mediator(&reader.site.desk, &officer, &number).await? else {
        // Who stands on a side is told so; nobody else is told anything.
        return show(&reader, overseer, &number, Typed::default(), Some(Problem::Moved)).await;
    };
    let mut photos = Photos::of(&reader, Place::Secret, officer.account(), &number, &posted);
    let more = says_more(&posted.inputs);
    let done = if more {
        match complaint::may_speak(&reader.site.desk, &party, more).await {
            Err(error) => Err(error.into()),
            Ok(()) => {
                photos.take(&reader, &mut posted).await?;
                say(&reader, &party, &posted, &photos).await
            }
        }
    } else {
        decide(&reader, &party, &posted).await
    };
    let (errors, problem) = match done {
        Ok(()) => {
            let text = Text(reader.lang);
            let to = format!("/pengurus/{}/keluhan/{number}", officer.koperasi().slug);
            return Ok(reader.see_other(to).saying(if more { text.said() } else { text.decided() }));
        }
        Err(Refusal::Fields(errors)) => (errors, None),
        Err(Refusal::Problem(problem)) => (FieldErrors::default(), Some(problem)),
        Err(Refusal::Page(error)) => return Err(error),
    };
    let typed = Typed::of(posted.refused(errors), photos.kept(&reader));
    let page = show(&reader, overseer, &number, typed, problem).await?;
    Ok(if problem.is_none() { page.unprocessable() } else { page })
}

async fn decide(reader: &Reader, by: &Party, posted: &Posted) -> Result<(), Refusal> {
    let decision = Decision::parse(&posted.inputs).map_err(Refusal::Fields)?;
    Ok(complaint::decide(&reader.site.desk, by, &decision).await?)
}

pub async fn photo(
    reader: Reader,
    by: Overseer,
    Path((_, number, word, nth)): Path<(String, String, String, String)>,
) -> PageResult {
    let (number, (word, nth)) = (number_of(&number)?, place(&word, &nth)?);
    private(&reader, complaint::photo_for(&reader.site.desk, &by, &number, word, nth).await?)
}

/// The picture of the transfer, as both sides see it.
pub async fn proof(reader: Reader, by: Overseer, Path((_, number)): Path<(String, String)>) -> PageResult {
    let (number, who) = (number_of(&number)?, OrderReader::Mediator(&by));
    private(&reader, engine::buying::proof::picture(&reader.site.desk, who, &number).await?)
}

fn number_of(text: &str) -> Result<OrderNumber, PageError> {
    OrderNumber::parse(text).map_err(|_| PageError::NotFound)
}

async fn show(reader: &Reader, by: Overseer, number: &OrderNumber, typed: Typed, problem: Option<Problem>) -> PageResult {
    let mut shown = complaint::shown_to(&reader.site.desk, &by, number).await?.ok_or(PageError::NotFound)?;
    let raised = shown.raised.take().ok_or(PageError::NotFound)?;
    let order = engine::buying::shown::order(&reader.site.desk, OrderReader::Mediator(&by), number).await?;
    let order = order.ok_or(PageError::NotFound)?;
    let status = problem.map_or(StatusCode::OK, Problem::status);
    // Who stands on a side reads that instead.
    let problem = problem.filter(|_| !shown.on_a_side);
    Ok(reader.page(ComplaintScreen { by, shown, raised, order, typed, problem }).status(status))
}

struct ListScreen {
    by: Overseer,
    all: Vec<ComplaintRow>,
}

impl ListScreen {
    fn row(&self, frame: &Frame, c: &ComplaintRow) -> Vec<Cell> {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let to = format!("/pengurus/{}/keluhan/{}", self.by.koperasi().slug, c.number);
        let state = match c.outcome {
            Some(outcome) => Cell::text(text.ended_as(outcome)),
            None => Cell::badge(&Badge::waiting(text.waits())),
        };
        let last = c.last.filter(|_| c.outcome.is_none()).map(|side| text.last_spoke(text.side_of(side)));
        vec![
            Cell::link(&to, &c.number).and(relative(c.raised_at, frame.now, lang)),
            Cell::text(&c.shop).and(&c.buyer),
            Cell::text(text.reason_of(c.reason)),
            match last {
                Some(last) => state.and(last),
                None => state,
            },
        ]
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).complaints(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.all.is_empty() {
            ui::empty_state(Icon::Check, text.none(), text.none_hint(), None)
        } else {
            let columns = [
                Column::words(text.complaint()),
                Column::words(text.shop()),
                Column::words(text.reason()),
                Column::words(text.state()),
            ];
            ui::table_under(text.complaints(), &columns, self.all.iter().map(|c| self.row(frame, c)).collect())
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Complaints, text.complaints(), Some(text.list_lead()))}
                {list}
            </div>
        }
        .into_any()
    }
}

struct ComplaintScreen {
    by: Overseer,
    shown: ComplaintShown,
    raised: Raised,
    order: OrderShown,
    typed: Typed,
    problem: Option<Problem>,
}

impl ComplaintScreen {
    fn path(&self) -> String {
        format!("/pengurus/{}/keluhan/{}", self.by.koperasi().slug, self.shown.number)
    }

    /// What the two disagree about: the goods, the money, and what happened when.
    fn order(&self, lang: Lang) -> AnyView {
        let (text, shown) = (Text(lang), &self.order);
        let mut facts = order::facts(lang, shown);
        if let Some(at) = shown.paid_at {
            facts.push((text.paid_at().to_owned(), Cell::text(date_time(at, lang))));
        }
        let proof = shown.has_proof.then(|| {
            let see = Button::quiet(text.see_proof()).icon(Icon::Image).link(format!("{}/bukti", self.path()));
            view! { <p>{see.view()}</p> }
        });
        let details = view! { {order::badges(lang, shown)} {ui::facts(facts)} {proof} };
        view! {
            {order::goods(lang, shown)}
            {ui::titled_card(text.order_details(), details)}
            {ui::titled_card(text.order_history(), order::history(lang, shown))}
        }
        .into_any()
    }

    /// What an officer can do, as long as it has not ended.
    fn act(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        if self.raised.ended.is_some() || self.by.officer().is_none() {
            return None;
        }
        if self.shown.on_a_side {
            return Some(Notice::Warning.view(lang, text.own()));
        }
        let say = say_form(lang, &self.typed, &self.path());
        Some(view! { {say} {ui::titled_card(text.decide_title(), self.decision(lang))} }.into_any())
    }

    fn decision(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.typed.other);
        let cancelled = format!("{} {}", text.cancel_note(), text.stock(self.shown.handed));
        let choices = vec![
            Choice::new(Outcome::SellerGives.field(), text.cancel()).note(cancelled),
            Choice::new(Outcome::BuyerKeeps.field(), text.keep()).note(text.keep_note(self.shown.handed)),
        ];
        let fields = view! {
            {f.radios("putusan", text.decision(), choices)}
            {f.area("pertimbangan", text.why(), WHY).rows(4).hint(text.why_hint())}
            {ui::submit_row(vec![Button::danger(text.decide())])}
        };
        f.form(self.path(), fields).view()
    }
}

impl Screen for ComplaintScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title(&self.shown.number)).tab(Tab::Koperasi).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.title(&self.shown.number);
        let crumbs = [(format!("/pengurus/{}/keluhan", self.by.koperasi().slug), text.complaints().to_owned())];
        let problem = self.problem.map(|problem| problem.notice(lang));
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, &title)}
            {ui::page_head(Some(&self.by.koperasi().name), &title, None)}
            {problem}
            {about(lang, &self.shown, &self.raised)}
            {said(lang, &self.raised.words, &format!("{}/foto", self.path()))}
            {self.order(lang)}
            {self.act(lang)}
        })
    }
}
