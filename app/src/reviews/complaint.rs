//! `/pesanan/{nomor}/keluhan`: a complaint as the buyer raises it, and as buyer and seller follow it.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::buying::{Side, Step};
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::reviews::{ComplaintForm, MAX_PICTURES, Reason, Said, Wants};
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
    show(&reader, &asked, &party, Typed::of(filled, kept), StatusCode::OK).await
}

pub async fn submit(reader: Reader, asked: Asked, mut posted: Posted) -> PageResult {
    let party = find(&reader, &asked).await?;
    let taken = photos::take(&reader, party.account(), &asked.number, Place::Secret, &mut posted).await?;
    let more = says_more(&posted.inputs);
    let done = if more { say(&reader, &party, &posted, &taken).await } else { raise(&reader, &party, &posted, &taken).await };
    let (errors, status) = match done {
        Ok(()) => {
            let text = Text(reader.lang);
            let said = if more { text.said() } else { text.raised() };
            return Ok(reader.see_other(format!("{}/keluhan", asked.path())).saying(said));
        }
        Err(Refusal::Fields(errors)) => (errors, StatusCode::UNPROCESSABLE_ENTITY),
        // The page says how it stands now.
        Err(Refusal::Moved) => (FieldErrors::default(), StatusCode::CONFLICT),
        Err(Refusal::Page(error)) => return Err(error),
    };
    let typed = Typed::of(posted.refused(errors), taken.kept(&reader, party.account(), &asked.number));
    show(&reader, &asked, &party, typed, status).await
}

/// Why nothing was done.
pub(super) enum Refusal {
    Fields(FieldErrors),
    /// Somebody was quicker, or the page was an old one.
    Moved,
    Page(PageError),
}

impl From<ComplaintError> for Refusal {
    fn from(error: ComplaintError) -> Self {
        match error {
            ComplaintError::Unknown => Self::Page(PageError::NotFound),
            ComplaintError::Moved | ComplaintError::Already | ComplaintError::TooLate | ComplaintError::Ended => Self::Moved,
            ComplaintError::Trouble(trouble) => Self::Page(trouble.into()),
        }
    }
}

fn keys(taken: &Photos) -> Vec<String> {
    taken.stored.iter().map(|picture| picture.key.clone()).collect()
}

async fn raise(reader: &Reader, by: &Party, posted: &Posted, taken: &Photos) -> Result<(), Refusal> {
    let form = match (ComplaintForm::parse(&posted.inputs), &taken.refused) {
        (Ok(form), None) => form,
        (parsed, _) => return Err(Refusal::Fields(taken.and(parsed.err().unwrap_or_default()))),
    };
    Ok(complaint::complain(&reader.site.desk, by, &form, &keys(taken)).await?)
}

/// Of any side.
pub(super) async fn say(reader: &Reader, by: &Party, posted: &Posted, taken: &Photos) -> Result<(), Refusal> {
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
        Err(Refusal::Moved | Refusal::Fields(_)) => show(reader, asked, party, Typed::default(), StatusCode::CONFLICT).await,
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
async fn show(reader: &Reader, asked: &Asked, by: &Party, typed: Typed, status: StatusCode) -> PageResult {
    let shown = complaint::shown(&reader.site.desk, by).await?.ok_or(PageError::NotFound)?;
    if shown.raised.is_none() && by.side() != Side::Buyer {
        return Err(PageError::NotFound);
    }
    let moved = status == StatusCode::CONFLICT;
    Ok(reader.page(ComplaintScreen { order: asked.path(), shown, side: by.side(), typed, moved }).status(status))
}

struct ComplaintScreen {
    /// The path of the order, as this reader has it.
    order: String,
    shown: ComplaintShown,
    side: Side,
    typed: Typed,
    moved: bool,
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
                Some(ui::confirm(text.withdraw(), text.withdraw_question(), yes))
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
        let moved = self.moved.then(|| Notice::Warning.view(lang, text.changed()));
        let lead = self.shown.raised.is_none().then(|| text.lead(&self.shown.shop));
        let content = match &self.shown.raised {
            Some(raised) => self.follow(lang, raised),
            None => self.raise(frame),
        };
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, text.complaint())}
            {ui::page_head(Some(&self.shown.shop), &title, lead.as_deref())}
            {moved}
            {content}
        })
    }
}
