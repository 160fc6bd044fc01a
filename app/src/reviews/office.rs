//! `/pengurus/{koperasi}/ulasan`: reviews that readers reported, in the shops that the koperasi vouches for.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::{Day, relative};
use domain::form::FieldErrors;
use domain::ids::OrderLineId;
use domain::lang::Lang;
use domain::reviews::Moderation;
use engine::reviews::moderate::{Judged, ModerateError, ReviewsDue};
use leptos::prelude::*;

use super::product::{answer, words};
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Choice, Fields, Icon, Notice, Task};

/// Characters of a reason.
const WHY: usize = 300;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let all = engine::reviews::moderate::judged(&reader.site.desk, &by).await?;
    Ok(reader.page(ListScreen { by, all }))
}

pub async fn form(reader: Reader, by: Overseer, _officer: Officer, Path((_, line)): Path<(String, String)>) -> PageResult {
    let review = find(&reader, &by, &line).await?;
    Ok(reader.page(JudgeScreen { by, review, filled: reader.form() }))
}

pub async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, line)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let review = find(&reader, &overseer, &line).await?;
    let refused = |review, errors, status| {
        let screen = JudgeScreen { by: overseer.clone(), review, filled: posted.refused(errors) };
        Ok(reader.page(screen).status(status))
    };
    let what = match Moderation::parse(&posted.inputs) {
        Ok(what) => what,
        Err(errors) => return refused(review, errors, StatusCode::UNPROCESSABLE_ENTITY),
    };
    match engine::reviews::moderate::moderate(&reader.site.desk, &by, review.line, &what).await {
        Ok(()) => {
            let to = format!("/pengurus/{}/ulasan", by.koperasi().slug);
            Ok(reader.see_other(to).saying(said(Text(reader.lang), &what)))
        }
        // Of the own shop the page says so; what another has decided meanwhile is shown.
        Err(ModerateError::Own | ModerateError::AsItIs) => {
            let review = find(&reader, &overseer, &line).await?;
            refused(review, FieldErrors::default(), StatusCode::CONFLICT)
        }
        Err(ModerateError::Unknown) => Err(PageError::NotFound),
        Err(ModerateError::Trouble(trouble)) => Err(trouble.into()),
    }
}

fn said(text: Text, what: &Moderation) -> &'static str {
    match what {
        Moderation::Hide(_) => text.was_hidden(),
        Moderation::Keep => text.was_kept(),
        Moderation::Restore => text.was_restored(),
    }
}

async fn find(reader: &Reader, by: &Overseer, line: &str) -> Result<Judged, PageError> {
    let line: OrderLineId = line.parse().map_err(|_| PageError::NotFound)?;
    engine::reviews::moderate::one_judged(&reader.site.desk, by, line).await?.ok_or(PageError::NotFound)
}

/// The tasks of today.
pub(crate) fn tasks(frame: &Frame, by: &Overseer, due: &ReviewsDue) -> Vec<Task> {
    /// Hours after which it is late.
    const PATIENCE: time::Duration = time::Duration::hours(48);
    let text = Text(frame.lang);
    let task = |count: i64, title: &str, oldest: Option<time::OffsetDateTime>, path: &str| Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: oldest.map(|at| text.waits_since(&relative(at, frame.now, frame.lang))).unwrap_or_default(),
        href: format!("/pengurus/{}{path}", by.koperasi().slug),
        action: text.open().to_owned(),
        late: oldest.is_some_and(|at| frame.now - at > PATIENCE),
    };
    vec![
        task(due.complaints, text.complaints_task(), due.oldest_complaint, "/keluhan"),
        task(due.reported, text.reported_task(), due.oldest_report, "/ulasan"),
    ]
}

/// The review with what was reported of it.
fn shown(frame: &Frame, review: &Judged) -> AnyView {
    let (lang, text) = (frame.lang, Text(frame.lang));
    let reports: Vec<_> = review.reports.iter().map(|why| view! { <li>{why.clone()}</li> }.into_any()).collect();
    let reports = (!reports.is_empty()).then(|| view! { <p class="tebal">{text.reported_as()}</p><ul>{reports}</ul> });
    let hidden = review.hidden_why.as_deref().map(|why| Notice::Warning.view(lang, text.hidden(why)));
    view! {
        <p class="ulasan-kepala">{ui::stars(lang, review.stars)} " " <b>{review.shop.clone()}</b> " " <small>{Day::of(review.at).short(lang)}</small></p>
        {review.words.as_deref().map(words)}
        {review.answer.as_deref().map(|said| answer(lang, said))}
        {reports}
        {hidden}
    }
    .into_any()
}

struct ListScreen {
    by: Overseer,
    all: Vec<Judged>,
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).reviews(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.all.is_empty() {
            ui::empty_state(Icon::Check, text.nothing_reported(), text.nothing_reported_hint(), None)
        } else {
            let items: Vec<_> = self.all.iter().map(|review| self.item(frame, review)).collect();
            view! { <ul class="ulasan">{items}</ul> }.into_any()
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Reviews, text.reviews(), Some(text.office_lead()))}
                {list}
            </div>
        }
        .into_any()
    }
}

impl ListScreen {
    fn item(&self, frame: &Frame, review: &Judged) -> AnyView {
        let text = Text(frame.lang);
        let product = format!("/produk/{}", review.product_slug);
        let button = (self.by.officer().is_some() && !review.own).then(|| {
            let to = format!("/pengurus/{}/ulasan/{}", self.by.koperasi().slug, review.line);
            Button::quiet(text.judge()).small().read_as(format!("{}: {}", text.judge(), review.product)).link(to).view()
        });
        let own = review.own.then(|| Badge::waiting(text.own_shop()).view());
        view! { <li><a class="tebal" href=product>{review.product.clone()}</a>{own}{shown(frame, review)}{button}</li> }
            .into_any()
    }
}

struct JudgeScreen {
    by: Overseer,
    review: Judged,
    filled: Filled,
}

impl JudgeScreen {
    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.review.own {
            return Notice::Warning.view(lang, text.own_shop_why());
        }
        let f = Fields::new(lang, &self.filled);
        let choices = match self.review.hidden_why {
            Some(_) => vec![Choice::new("tampilkan", text.restore())],
            None => vec![
                Choice::new("biarkan", text.keep()).note(text.keep_note()),
                Choice::new("sembunyikan", text.hide()).note(text.hide_note()),
            ],
        };
        let fields = view! {
            {f.radios("putusan", text.decision(), choices)}
            {f.area("alasan", text.hide_why(), WHY).rows(3).hint(text.hide_why_hint()).optional()}
            {f.submit(text.decide())}
        };
        f.form(format!("/pengurus/{}/ulasan/{}", self.by.koperasi().slug, self.review.line), fields).view()
    }
}

impl Screen for JudgeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).judge_title(&self.review.product)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.judge_title(&self.review.product);
        let crumbs = [(format!("/pengurus/{}/ulasan", self.by.koperasi().slug), text.reviews().to_owned())];
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, &title)}
            {ui::page_head(Some(&self.by.koperasi().name), &title, None)}
            {ui::card(shown(frame, &self.review))}
            {self.form(lang)}
        })
    }
}
