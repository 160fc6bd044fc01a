//! `/pesanan/{nomor}/keluhan`: a complaint as the buyer raises it, and as buyer and seller follow it.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::buying::{Side, Step};
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::reviews::{ComplaintForm, MAX_PICTURES, Reason, Said, Wants};
use engine::Trouble;
use engine::pictures::Place;
use engine::reviews::complaint::{self, ComplaintError, ComplaintShown, Party, Raised};
use leptos::prelude::*;

use super::complaint_text::Text;
use super::photos::{self, Photos};
use super::thread::{Typed, about, private, said, say_form, says_more};
use super::{Rest, part};
use crate::buying::asked::Asked;
use crate::house::{Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Choice, Fields, Notice, post_button};

pub async fn page(reader: Reader, asked: Asked) -> PageResult {
    let party = find(&reader, &asked).await?;
    let filled = reader.form();
    let kept = photos::kept_of(&reader, Place::Secret, party.account(), &asked.number, &filled.inputs);
    show(&reader, &asked, &party, Typed::of(filled, kept), None).await
}

pub async fn submit(reader: Reader, asked: Asked, mut posted: Posted) -> PageResult {
    let party = find(&reader, &asked).await?;
    let more = says_more(&posted.inputs);
    let mut photos = Photos::of(&reader, Place::Secret, party.account(), &asked.number, &posted);
    // Photos are looked at for whoever may say something now, and for nobody else.
    let done = match complaint::may_speak(&reader.site.desk, &party, more).await {
        Err(error) => Err(error.into()),
        Ok(()) => {
            photos.take(&reader, &mut posted).await?;
            if more { say(&reader, &party, &posted, &photos).await } else { raise(&reader, &party, &posted, &photos).await }
        }
    };
    let (errors, problem) = match done {
        Ok(()) => {
            let text = Text(reader.lang);
            let said = if more { text.said() } else { text.raised() };
            return Ok(reader.see_other(format!("{}/keluhan", asked.path())).saying(said));
        }
        Err(Refusal::Fields(errors)) => (errors, None),
        // The page says how it stands now.
        Err(Refusal::Problem(problem)) => (FieldErrors::default(), Some(problem)),
        Err(Refusal::Page(error)) => return Err(error),
    };
    let typed = Typed::of(posted.refused(errors), photos.kept(&reader));
    let page = show(&reader, &asked, &party, typed, problem).await?;
    Ok(if problem.is_none() { page.unprocessable() } else { page })
}

/// Why nothing was done.
pub(super) enum Refusal {
    Fields(FieldErrors),
    Problem(Problem),
    Page(PageError),
}

/// What is wrong with none of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// Somebody was quicker, or the page was an old one.
    Moved,
    /// The form was sent before, with other words.
    Reused,
    TooOften,
}

impl Problem {
    pub fn status(self) -> StatusCode {
        match self {
            Self::Moved | Self::Reused => StatusCode::CONFLICT,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    pub fn notice(self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let says = match self {
            Self::Moved => text.changed(),
            Self::Reused => text.said_before(),
            Self::TooOften => text.too_often(),
        };
        Notice::Warning.view(lang, says)
    }
}

impl From<ComplaintError> for Refusal {
    fn from(error: ComplaintError) -> Self {
        match error {
            ComplaintError::Unknown => Self::Page(PageError::NotFound),
            ComplaintError::Moved | ComplaintError::Already | ComplaintError::TooLate | ComplaintError::Ended => {
                Self::Problem(Problem::Moved)
            }
            ComplaintError::Wait(_) => Self::Problem(Problem::TooOften),
            ComplaintError::Trouble(Trouble::KeyReused) => Self::Problem(Problem::Reused),
            ComplaintError::Trouble(trouble) => Self::Page(trouble.into()),
        }
    }
}

fn keys(taken: &Photos) -> Vec<String> {
    taken.stored.iter().map(|picture| picture.key.clone()).collect()
}

async fn raise(reader: &Reader, by: &Party, posted: &Posted, taken: &Photos) -> Result<(), Refusal> {
    if taken.too_often {
        return Err(Refusal::Problem(Problem::TooOften));
    }
    let form = match (ComplaintForm::parse(&posted.inputs), &taken.refused) {
        (Ok(form), None) => form,
        (parsed, _) => return Err(Refusal::Fields(taken.and(parsed.err().unwrap_or_default()))),
    };
    Ok(complaint::complain(&reader.site.desk, by, &form, &keys(taken)).await?)
}

/// Of any side.
pub(super) async fn say(reader: &Reader, by: &Party, posted: &Posted, taken: &Photos) -> Result<(), Refusal> {
    if taken.too_often {
        return Err(Refusal::Problem(Problem::TooOften));
    }
    let words = match (Said::parse(posted.one("kata")), &taken.refused) {
        (Ok(words), None) => words,
        (parsed, _) => {
            let errors = parsed.err().map(|why: Invalid| FieldErrors::of("kata", why)).unwrap_or_default();
            return Err(Refusal::Fields(taken.and(errors)));
        }
    };
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    Ok(complaint::say(&reader.site.desk, by, &words, &keys(taken), key).await?)
}

/// The buyer is content.
pub async fn withdraw(reader: Reader, asked: Asked) -> PageResult {
    let party = find(&reader, &asked).await?;
    let done = complaint::withdraw(&reader.site.desk, &party).await;
    ended(&reader, &asked, &party, done, Text(reader.lang).withdrawn()).await
}

/// The seller pays back.
pub async fn give_in(reader: Reader, asked: Asked) -> PageResult {
    let party = find(&reader, &asked).await?;
    let done = complaint::give_in(&reader.site.desk, &party).await;
    ended(&reader, &asked, &party, done, Text(reader.lang).gave_in()).await
}

async fn ended(reader: &Reader, asked: &Asked, party: &Party, done: Result<(), ComplaintError>, said: &str) -> PageResult {
    match done.map_err(Refusal::from) {
        Ok(()) => Ok(reader.see_other(format!("{}/keluhan", asked.path())).saying(said)),
        Err(Refusal::Page(error)) => Err(error),
        Err(Refusal::Problem(problem)) => show(reader, asked, party, Typed::default(), Some(problem)).await,
        // There is nothing to be typed.
        Err(Refusal::Fields(_)) => show(reader, asked, party, Typed::default(), Some(Problem::Moved)).await,
    }
}

pub async fn photo(reader: Reader, asked: Asked, Path(rest): Path<Rest>) -> PageResult {
    let party = find(&reader, &asked).await?;
    let (word, nth) = place(part(&rest, "kata")?, part(&rest, "ke")?)?;
    private(&reader, complaint::photo(&reader.site.desk, &party, word, nth).await?)
}

/// Which picture of which word an address names.
pub(super) fn place(word: &str, nth: &str) -> Result<(i64, i32), PageError> {
    let word = word.parse().map_err(|_| PageError::NotFound)?;
    Ok((word, nth.parse().map_err(|_| PageError::NotFound)?))
}

async fn find(reader: &Reader, asked: &Asked) -> Result<Party, PageError> {
    complaint::party(&reader.site.desk, asked.who(), &asked.number).await?.ok_or(PageError::NotFound)
}

/// A seller sees what was raised; there is nothing to be seen before.
async fn show(reader: &Reader, asked: &Asked, by: &Party, typed: Typed, problem: Option<Problem>) -> PageResult {
    let shown = complaint::shown(&reader.site.desk, by).await?.ok_or(PageError::NotFound)?;
    if shown.raised.is_none() && by.side() != Side::Buyer {
        return Err(PageError::NotFound);
    }
    let page = reader.page(ComplaintScreen { order: asked.path(), shown, side: by.side(), typed, problem });
    Ok(page.status(problem.map_or(StatusCode::OK, Problem::status)))
}

struct ComplaintScreen {
    /// The path of the order, as this reader has it.
    order: String,
    shown: ComplaintShown,
    side: Side,
    typed: Typed,
    problem: Option<Problem>,
}

impl ComplaintScreen {
    fn path(&self) -> String {
        format!("{}/keluhan", self.order)
    }

    /// The form to complain, or why there is none.
    fn raise(&self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        if self.shown.state.after(Step::Complain, Side::Buyer).is_err() {
            return Notice::Info.view(lang, text.cannot());
        }
        if self.shown.complain_until.is_some_and(|until| until < frame.now) {
            return Notice::Info.view(lang, text.too_late(self.shown.complain_days));
        }
        let f = Fields::new(lang, &self.typed.other);
        let reasons = Reason::ALL.iter().map(|one| Choice::new(one.field(), text.reason_of(*one))).collect();
        let wants = Wants::ALL.iter().map(|one| Choice::new(one.field(), text.wants_of(*one))).collect();
        let fields = view! {
            {f.radios("alasan", text.reason(), reasons)}
            {f.radios("minta", text.wants(), wants)}
            {f.area("kata", text.words(), ComplaintForm::WORDS).hint(text.words_hint())}
            {photos::field(lang, &f, &self.typed.kept, text.photos_hint(MAX_PICTURES))}
            {f.submit(text.send())}
        };
        f.form(self.path(), fields).multipart().view()
    }

    /// The complaint, and what this side can do about it.
    fn follow(&self, lang: Lang, raised: &Raised) -> AnyView {
        let open = raised.ended.is_none().then(|| {
            view! { {say_form(lang, &self.typed, &self.path())} {self.end(lang)} }
        });
        view! {
            {about(lang, &self.shown, raised)}
            {said(lang, &raised.words, &format!("{}/foto", self.path()))}
            {open}
        }
        .into_any()
    }

    fn end(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        match self.side {
            Side::Buyer => {
                let yes = post_button(format!("{}/selesai", self.path()), vec![], Button::primary(text.withdraw_yes()));
                Some(ui::confirm(text.withdraw(), text.withdraw_question(self.shown.handed), yes))
            }
            Side::Seller => {
                let yes = post_button(format!("{}/kembalikan", self.path()), vec![], Button::danger(text.give_in_yes()));
                let question = format!("{} {}", text.give_in_question(), text.stock(self.shown.handed));
                Some(ui::confirm(text.give_in(), &question, yes))
            }
            Side::Officer | Side::Clock => None,
        }
    }
}

impl Screen for ComplaintScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title(&self.shown.number)).tab(Tab::Orders).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.title(&self.shown.number);
        let order = match self.side {
            Side::Seller => format!("/usaha/pesanan/{}?usaha={}", self.shown.number, self.shown.shop_slug),
            Side::Buyer | Side::Officer | Side::Clock => self.order.clone(),
        };
        let crumbs = [(order, text.order(&self.shown.number))];
        let problem = self.problem.map(|problem| problem.notice(lang));
        let lead = self.shown.raised.is_none().then(|| text.lead(&self.shown.shop));
        let content = match &self.shown.raised {
            Some(raised) => self.follow(lang, raised),
            None => self.raise(frame),
        };
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, text.complaint())}
            {ui::page_head(Some(&self.shown.shop), &title, lead.as_deref())}
            {problem}
            {content}
        })
    }
}
