//! `/pesanan/{nomor}/ulasan`: what the buyer says of each line of an order that is done.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::buying::State;
use domain::dates::day_and_time;
use domain::form::{FieldErrors, Inputs};
use domain::ids::OrderLineId;
use domain::lang::Lang;
use domain::reviews::{MAX_PICTURES, ReviewForm, Stars};
use engine::pictures::Place;
use engine::reviews::{Buyer, LineReview, OrderLines, ReviewError, Written};
use leptos::prelude::*;

use super::photos::Photos;
use super::product::thumbs;
use super::text::Text;
use super::{Rest, part, photos, product};
use crate::buying::asked::Asked;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Choice, Fields, Notice};

pub async fn page(reader: Reader, asked: Asked) -> PageResult {
    let (_, order) = find(&reader, &asked).await?;
    Ok(reader.page(OrderScreen { path: asked.path(), by_link: asked.is_link(), order }))
}

pub async fn form(reader: Reader, asked: Asked, Path(rest): Path<Rest>) -> PageResult {
    let (by, order) = find(&reader, &asked).await?;
    let line = line_of(&order, part(&rest, "baris")?)?;
    let start = match &line.review {
        Some(own) => {
            let words = own.words.as_deref().unwrap_or_default();
            Inputs::default().with("bintang", own.stars).with("kata", words)
        }
        None => Inputs::default(),
    };
    let filled = reader.form_of(start);
    let kept = photos::kept_of(&reader, Place::Public, by.account(), &order.number, &filled.inputs);
    let (path, by_link) = (asked.path(), asked.is_link());
    Ok(reader.page(FormScreen { path, by_link, order, line, filled, kept, too_often: false }))
}

pub async fn submit(reader: Reader, asked: Asked, Path(rest): Path<Rest>, mut posted: Posted) -> PageResult {
    let (by, order) = find(&reader, &asked).await?;
    let line = line_of(&order, part(&rest, "baris")?)?;
    let mut photos = Photos::of(&reader, Place::Public, by.account(), &order.number, &posted);
    let again = |order: OrderLines, line: LineReview, photos: &Photos, posted: &Posted, errors: FieldErrors| FormScreen {
        path: asked.path(),
        by_link: asked.is_link(),
        order,
        line,
        filled: posted.refused(errors),
        kept: photos.kept(&reader),
        too_often: photos.too_often,
    };
    // Photos are looked at for what may be reviewed only. The page says so; what was typed stays in the form.
    if order.state != State::Done || order.reviews_from.is_some() {
        let screen = again(order, line, &photos, &posted, FieldErrors::default());
        return Ok(reader.page(screen).status(StatusCode::CONFLICT));
    }
    photos.take(&reader, &mut posted).await?;
    if photos.too_often {
        let screen = again(order, line, &photos, &posted, FieldErrors::default());
        return Ok(reader.page(screen).status(StatusCode::TOO_MANY_REQUESTS));
    }
    let review = match (ReviewForm::parse(&posted.inputs), &photos.refused) {
        (Ok(review), None) => review,
        (parsed, _) => {
            let errors = photos.and(parsed.err().unwrap_or_default());
            return Ok(reader.page(again(order, line, &photos, &posted, errors)).unprocessable());
        }
    };
    match engine::reviews::review(&reader.site.desk, &by, line.id, &review, &photos.stored).await {
        Ok(written) => {
            let text = Text(reader.lang);
            let said = if written == Written::Changed { text.replaced() } else { text.thanks() };
            Ok(reader.see_other(format!("{}/ulasan", asked.path())).saying(said))
        }
        Err(ReviewError::NotDone | ReviewError::TooNew { .. }) => {
            let screen = again(order, line, &photos, &posted, FieldErrors::default());
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(ReviewError::Unknown) => Err(PageError::NotFound),
        Err(ReviewError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn find(reader: &Reader, asked: &Asked) -> Result<(Buyer, OrderLines), PageError> {
    let desk = &reader.site.desk;
    let by = engine::reviews::buyer(desk, asked.who(), &asked.number).await?.ok_or(PageError::NotFound)?;
    Ok((by, engine::reviews::lines(desk, &by).await?))
}

fn line_of(order: &OrderLines, id: &str) -> Result<LineReview, PageError> {
    let id: OrderLineId = id.parse().map_err(|_| PageError::NotFound)?;
    order.lines.iter().find(|line| line.id == id).cloned().ok_or(PageError::NotFound)
}

/// `path` is the order's own, as this reader has it.
fn crumbs(lang: Lang, path: &str, order: &OrderLines, here: &str, inside: bool) -> AnyView {
    let text = Text(lang);
    let mut links = vec![(path.to_owned(), text.order(order.number.as_str()))];
    if inside {
        links.push((format!("{path}/ulasan"), text.reviews().to_owned()));
    }
    ui::breadcrumbs(lang, &links, here)
}

/// Above the page of an order that cannot be reviewed yet, or not by this account. Whoever comes by the link has no
/// session to choose a password with.
fn not_yet(lang: Lang, order: &OrderLines, by_link: bool) -> Option<AnyView> {
    let text = Text(lang);
    if order.state != State::Done {
        return Some(Notice::Info.view(lang, text.not_done()));
    }
    let from = order.reviews_from?;
    let password = Button::quiet(text.make_password()).small().link("/akun/kata-sandi");
    Some(Notice::Info.with(lang, text.too_new(&day_and_time(from, lang)), (!by_link).then_some(password)))
}

struct OrderScreen {
    path: String,
    by_link: bool,
    order: OrderLines,
}

impl Screen for OrderScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).review_order(), Text(lang).order(self.order.number.as_str()))).tab(Tab::Orders)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let lines = self.order.lines.iter().map(|line| line_card(lang, &self.path, &self.order, line)).collect_view();
        ui::narrow(view! {
            {crumbs(lang, &self.path, &self.order, text.review_order(), false)}
            {ui::page_head(Some(&self.order.shop), text.review_order(), Some(&text.own_lead(&self.order.shop)))}
            {not_yet(lang, &self.order, self.by_link)}
            {lines}
        })
    }
}

fn line_card(lang: Lang, path: &str, order: &OrderLines, line: &LineReview) -> AnyView {
    let text = Text(lang);
    let said = line.review.as_ref().map(|own| {
        let hidden = own.hidden_why.as_deref().map(|why| Notice::Warning.view(lang, text.hidden(why)));
        let words = own.words.as_deref().map(product::words);
        let answer = own.answer.as_deref().map(|answer| product::answer(lang, answer));
        view! { {hidden} <p>{ui::stars(lang, own.stars)}</p> {words} {thumbs(text, &own.pictures)} {answer} }
    });
    let button = (order.state == State::Done && order.reviews_from.is_none()).then(|| {
        let to = format!("{path}/ulasan/{}", line.id);
        let button = match line.review {
            Some(_) => Button::quiet(text.change()).read_as(text.change_of(&line.name)),
            None => Button::primary(text.write()).read_as(text.write_of(&line.name)),
        };
        view! { <p>{button.link(to).view()}</p> }
    });
    ui::titled_card(&line.name, view! { {said} {button} })
}

struct FormScreen {
    path: String,
    by_link: bool,
    order: OrderLines,
    line: LineReview,
    filled: Filled,
    kept: Vec<String>,
    /// Its photos were one form too many.
    too_often: bool,
}

impl FormScreen {
    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let stars = (1..=Stars::BEST)
            .rev()
            .map(|n| Choice::new(n.to_string(), ui::text::Words(lang).stars(n)).note(text.grade(n)))
            .collect();
        let has_pictures = self.line.review.as_ref().is_some_and(|own| !own.pictures.is_empty());
        let hint = if has_pictures { text.photos_replace(MAX_PICTURES) } else { text.photos_hint(MAX_PICTURES) };
        let without = has_pictures.then(|| f.checkbox("tanpa_foto", text.without_photos()).optional().view());
        let fields = view! {
            {f.radios("bintang", text.stars(), stars)}
            {f.area("kata", text.words(), ReviewForm::WORDS).hint(text.words_hint()).optional()}
            {without}
            {photos::field(lang, &f, &self.kept, hint)}
            {f.submit(text.send())}
        };
        f.form(format!("{}/ulasan/{}", self.path, self.line.id), fields).multipart().view()
    }
}

impl Screen for FormScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).how_was(&self.line.name)).tab(Tab::Orders).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.how_was(&self.line.name);
        ui::narrow(view! {
            {crumbs(lang, &self.path, &self.order, &title, true)}
            {ui::page_head(Some(&self.order.shop), &title, Some(text.public_hint()))}
            {not_yet(lang, &self.order, self.by_link)}
            {self.line.review.is_some().then(|| Notice::Info.view(lang, text.replaces()))}
            {self.too_often.then(|| Notice::Warning.view(lang, text.too_often()))}
            {self.form(lang)}
        })
    }
}
