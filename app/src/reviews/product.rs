//! What buyers say of a product: some of it on the product's own page, all of it at
//! `/produk/{slug}/ulasan`.

use axum::extract::Path;
use domain::dates::Day;
use domain::lang::Lang;
use domain::reviews::Rating;
use domain::slug::Slug;
use engine::pictures::PictureSet;
use engine::reviews::ReviewShown;
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::card;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Bar, Button, Html, Icon, NavLink, Picture, Place};

/// Reviews on the product's own page.
pub(crate) const FIRST: i64 = 4;
/// Reviews on a page of all.
const PAGE: i64 = 20;

pub async fn page(reader: Reader, Path(slug): Path<String>) -> PageResult {
    let desk = &reader.site.desk;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let today = Day::of(reader.now()).date();
    let shown = engine::catalog::shown(desk, &slug, today).await?.filter(|shown| shown.public).ok_or(PageError::NotFound)?;
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let reviews = engine::reviews::of_product(desk, shown.product.id, PAGE, (nth - 1) * PAGE).await?;
    let by_stars = engine::reviews::by_stars(desk, shown.product.id).await?;
    let (name, rating) = (shown.product.name, shown.product.rating);
    Ok(reader.page(ReviewsScreen { slug, name, rating, reviews, by_stars, nth }))
}

struct ReviewsScreen {
    slug: Slug,
    name: String,
    rating: Option<Rating>,
    reviews: Vec<ReviewShown>,
    by_stars: [i64; 5],
    nth: i64,
}

impl ReviewsScreen {
    fn path(&self) -> String {
        format!("/produk/{}/ulasan", self.slug)
    }

    fn list(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        match (self.reviews.is_empty(), self.rating) {
            (true, None) => {
                let back = Button::quiet(text.to_product()).link(format!("/produk/{}", self.slug));
                ui::empty_state(Icon::Star, text.reviews(), text.no_reviews(), Some(back))
            }
            (true, Some(_)) => ui::empty_state(Icon::Star, text.reviews(), text.beyond(), None),
            (false, _) => reviews(frame, &self.reviews),
        }
    }
}

impl Screen for ReviewsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).reviews_of(&self.name)).tab(Tab::Search).canonical(self.path())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let crumbs = ui::breadcrumbs(lang, &[(format!("/produk/{}", self.slug), self.name.clone())], text.reviews());
        let total = self.rating.map_or(0, |rating| u64::try_from(rating.count).unwrap_or(0));
        let last = total.div_ceil(PAGE.unsigned_abs());
        let pager = ui::pager(lang, self.nth.unsigned_abs(), last, |n| format!("{}?hal={n}", self.path()));
        let summary = self.rating.map(|rating| {
            view! { <p class="nilai-besar">{ui::rating(lang, rating)}</p> {distribution(lang, &self.by_stars)} {formula(text)} }
        });
        view! {
            <div class="wadah">
                {crumbs}
                {ui::page_head(None, &text.reviews_of(&self.name), None)}
                {summary}
                {self.list(frame)}
                {pager}
            </div>
        }
        .into_any()
    }
}

/// From five stars down to one.
fn distribution(lang: Lang, by_stars: &[i64; 5]) -> AnyView {
    let text = Text(lang);
    let bar = |(n, count): (usize, &i64)| Bar { label: text.n_stars(n + 1), value: *count, shown: count.to_string() };
    let bars: Vec<Bar> = by_stars.iter().enumerate().rev().map(bar).collect();
    ui::row_chart(lang, text.distribution(), &bars)
}

fn formula(text: Text) -> AnyView {
    ui::fold(text.how_computed(), false, view! { <p>{text.formula()}</p> })
}

/// The part of a product's own page; `reviews` are its first ones.
pub(crate) fn section(frame: &Frame, slug: &str, rating: Option<Rating>, first: &[ReviewShown]) -> AnyView {
    let text = Text(frame.lang);
    let more = rating
        .filter(|rating| i64::from(rating.count) > FIRST)
        .map(|rating| NavLink::new(format!("/produk/{slug}/ulasan"), text.all_reviews(rating.count)));
    let content = match rating {
        Some(rating) => view! {
            <p class="nilai-besar">{ui::rating(frame.lang, rating)}</p>
            <p class="bantu">{text.only_buyers()}</p>
            {reviews(frame, first)}
            {formula(text)}
        }
        .into_any(),
        None => view! { <p class="redup">{text.no_reviews()}</p> }.into_any(),
    };
    view! { <div id="ulasan">{ui::section(text.reviews(), more, content)}</div> }.into_any()
}

fn reviews(frame: &Frame, all: &[ReviewShown]) -> AnyView {
    let items: Vec<_> = all.iter().map(|one| view! { <li>{review(frame, one)}</li> }.into_any()).collect();
    view! { <ul class="ulasan">{items}</ul> }.into_any()
}

fn review(frame: &Frame, one: &ReviewShown) -> AnyView {
    let (lang, text) = (frame.lang, Text(frame.lang));
    let author = one.author.as_deref().unwrap_or(text.a_buyer());
    let when = Day::of(one.at).short(lang);
    let when = if one.changed { format!("{when} · {}", text.changed()) } else { when };
    let report = Button::plain(text.report()).small().read_as(text.report_of(author)).link(format!("/ulasan/{}/lapor", one.line));
    view! {
        <p class="ulasan-kepala">{ui::stars(lang, one.stars)} " " <b>{author.to_owned()}</b> " " <small>{when}</small></p>
        {one.words.as_deref().map(words)}
        {thumbs(text, &one.pictures)}
        {one.answer.as_deref().map(|said| answer(lang, said))}
        {report.view()}
    }
    .into_any()
}

/// What somebody wrote, in its paragraphs.
pub(super) fn words(text: &str) -> AnyView {
    ui::rich_text(&domain::richtext::blocks(text))
}

pub(super) fn answer(lang: Lang, said: &str) -> AnyView {
    view! { <div class="jawaban"><p class="tebal">{Text(lang).seller_says()}</p>{words(said)}</div> }.into_any()
}

/// Pictures in a row, each leading to its large file.
pub(super) fn thumbs(text: Text, pictures: &[PictureSet]) -> Option<AnyView> {
    if pictures.is_empty() {
        return None;
    }
    let mut h = Html::new();
    h.raw("<ul class=\"ulasan-foto\">");
    for (n, set) in (1u64..).zip(pictures) {
        let picture = card::stored(set, "");
        let large = picture.sources.last().map(|source| source.url.clone());
        h.raw("<li><a").attr_if("href", large.as_deref()).attr("aria-label", &text.photo(n)).raw(">");
        Picture { alt: String::new(), ..picture }.write(&mut h, Place::Thumb, Icon::Image);
        h.raw("</a></li>");
    }
    h.raw("</ul>");
    Some(h.view())
}
