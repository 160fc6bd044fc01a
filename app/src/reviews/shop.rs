//! `/usaha/ulasan`: what buyers say of the shop, and the seller's one answer to each.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::Keeper;
use domain::dates::Day;
use domain::form::FieldErrors;
use domain::ids::OrderLineId;
use domain::lang::Lang;
use domain::reviews::Answer;
use engine::reviews::{AnswerError, ShopReview};
use leptos::prelude::*;

use super::product::{answer, words};
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Fields, Icon, Notice, Tone};

/// Reviews on one page.
const PAGE: i64 = 20;

/// A page of this business, which its address names.
pub(super) fn link(path: &str, slug: &str) -> String {
    // Slugs are letters, digits and hyphens: they need no encoding.
    format!("{path}?usaha={slug}")
}

/// Whose page it is.
#[derive(Debug, Clone)]
pub(super) struct Shop {
    pub slug: String,
    pub name: String,
}

impl Shop {
    pub async fn of(reader: &Reader, by: &Keeper) -> Result<Self, PageError> {
        let kept = engine::business::kept(&reader.site.desk, by).await?;
        Ok(Self { slug: kept.slug, name: kept.name })
    }
}

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let (reviews, total) = engine::reviews::of_shop(&reader.site.desk, &by, PAGE, (nth - 1) * PAGE).await?;
    let shop = Shop::of(&reader, &by).await?;
    Ok(reader.page(ListScreen { shop, reviews, total, nth }))
}

pub async fn form(reader: Reader, by: Keeper, Path(line): Path<String>) -> PageResult {
    let review = find(&reader, &by, &line).await?;
    let shop = Shop::of(&reader, &by).await?;
    Ok(reader.page(AnswerScreen { shop, review, filled: reader.form() }))
}

pub async fn submit(reader: Reader, by: Keeper, Path(line): Path<String>, posted: Posted) -> PageResult {
    let review = find(&reader, &by, &line).await?;
    let shop = Shop::of(&reader, &by).await?;
    let said = match Answer::parse(&posted.inputs) {
        Ok(said) => said,
        Err(errors) => return Ok(reader.page(AnswerScreen { shop, review, filled: posted.refused(errors) }).unprocessable()),
    };
    match engine::reviews::answer(&reader.site.desk, &by, review.line, &said).await {
        Ok(()) => Ok(reader.see_other(link("/usaha/ulasan", &shop.slug)).saying(Text(reader.lang).answered())),
        // The page shows the answer that stands.
        Err(AnswerError::Already) => {
            let review = find(&reader, &by, &line).await?;
            let filled = posted.refused(FieldErrors::default());
            Ok(reader.page(AnswerScreen { shop, review, filled }).status(StatusCode::CONFLICT))
        }
        Err(AnswerError::Unknown) => Err(PageError::NotFound),
        Err(AnswerError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn find(reader: &Reader, by: &Keeper, line: &str) -> Result<ShopReview, PageError> {
    let line: OrderLineId = line.parse().map_err(|_| PageError::NotFound)?;
    engine::reviews::one_of_shop(&reader.site.desk, by, line).await?.ok_or(PageError::NotFound)
}

/// What the buyer said, with what was answered.
fn said(lang: Lang, shop: &str, review: &ShopReview) -> AnyView {
    let text = Text(lang);
    let when = Day::of(review.at).short(lang);
    let order = link(&format!("/usaha/pesanan/{}", review.order), shop);
    let hidden = review.hidden.then(|| Badge::new(Tone::Plain, text.is_hidden()).view());
    view! {
        <p class="ulasan-kepala">{ui::stars(lang, review.stars)} " " <b>{review.buyer.clone()}</b> " " {hidden} " " <small>{when}</small></p>
        <p class="bantu"><a href=order>{text.order(&review.order)}</a></p>
        {review.words.as_deref().map(words)}
        {review.answer.as_deref().map(|said| answer(lang, said))}
    }
    .into_any()
}

struct ListScreen {
    shop: Shop,
    reviews: Vec<ShopReview>,
    total: i64,
    nth: i64,
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).reviews(), self.shop.name)).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let list = if self.reviews.is_empty() {
            let back = Button::quiet(text.to_business()).link(link("/usaha", &self.shop.slug));
            let why = if self.total > 0 { text.beyond() } else { text.shop_none() };
            ui::empty_state(Icon::Star, text.reviews(), why, Some(back))
        } else {
            let items: Vec<_> = self.reviews.iter().map(|review| self.item(lang, review)).collect();
            view! { <ul class="ulasan">{items}</ul> }.into_any()
        };
        let last = self.total.unsigned_abs().div_ceil(PAGE.unsigned_abs());
        let to = |n| format!("{}&hal={n}", link("/usaha/ulasan", &self.shop.slug));
        let pager = ui::pager(lang, self.nth.unsigned_abs(), last, to);
        ui::narrow(view! {
            {ui::page_head(Some(&self.shop.name), text.reviews(), Some(text.shop_lead()))}
            {list}
            {pager}
        })
    }
}

impl ListScreen {
    fn item(&self, lang: Lang, review: &ShopReview) -> AnyView {
        let text = Text(lang);
        let button = review.answer.is_none().then(|| {
            let to = link(&format!("/usaha/ulasan/{}", review.line), &self.shop.slug);
            let read_as = text.answer_of(&review.buyer, &review.product);
            Button::quiet(text.answer()).small().read_as(read_as).link(to).view()
        });
        let product = format!("/produk/{}", review.product_slug);
        view! { <li><a class="tebal" href=product>{review.product.clone()}</a>{said(lang, &self.shop.slug, review)}{button}</li> }
            .into_any()
    }
}

struct AnswerScreen {
    shop: Shop,
    review: ShopReview,
    filled: Filled,
}

impl AnswerScreen {
    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.review.answer.is_some() {
            return Notice::Info.view(lang, text.answered_already());
        }
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.area("jawaban", text.your_answer(), Answer::WORDS).rows(4).hint(text.answer_hint())}
            {f.submit(text.send_answer())}
        };
        f.form(link(&format!("/usaha/ulasan/{}", self.review.line), &self.shop.slug), fields).view()
    }
}

impl Screen for AnswerScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).answer_title(&self.review.product)).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.answer_title(&self.review.product);
        let crumbs = [(link("/usaha/ulasan", &self.shop.slug), text.reviews().to_owned())];
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, &title)}
            {ui::page_head(Some(&self.shop.name), &title, None)}
            {ui::card(said(lang, &self.shop.slug, &self.review))}
            {self.form(lang)}
        })
    }
}
