//! What readers think should not stand: `/ulasan/{baris}/lapor` and `/toko/{slug}/lapor`; and what was
//! reported of shops, for the operator.

use axum::extract::Path;
use domain::access::{Operator, Person};
use domain::dates::relative;
use domain::ids::OrderLineId;
use domain::lang::Lang;
use domain::reviews::Report;
use domain::slug::Slug;
use engine::reviews::report::{Reportable, ShopReports};
use leptos::prelude::*;

use super::product::words;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::operator::{Room, tabs};
use crate::ui::{self, Button, Cell, Column, Fields, Icon, Notice, post_button};

/// Characters of a reason.
const WHY: usize = 300;
/// Shops on one page of the operator's.
const PAGE: i64 = 20;

pub async fn review_form(reader: Reader, by: Person, Path(line): Path<String>) -> PageResult {
    let (line, review) = find(&reader, &by, &line).await?;
    Ok(reader.page(ReviewScreen { line, review, filled: reader.form() }))
}

pub async fn review_submit(reader: Reader, by: Person, Path(line): Path<String>, posted: Posted) -> PageResult {
    let (line, review) = find(&reader, &by, &line).await?;
    let why = match Report::parse(&posted.inputs) {
        Ok(why) => why,
        Err(errors) => return Ok(reader.page(ReviewScreen { line, review, filled: posted.refused(errors) }).unprocessable()),
    };
    if !engine::reviews::report::report_review(&reader.site.desk, &by, line, &why).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other(format!("/produk/{}#ulasan", review.product_slug)).saying(Text(reader.lang).reported()))
}

async fn find(reader: &Reader, by: &Person, line: &str) -> Result<(OrderLineId, Reportable), PageError> {
    let line: OrderLineId = line.parse().map_err(|_| PageError::NotFound)?;
    let review = engine::reviews::report::reportable(&reader.site.desk, by, line).await?.ok_or(PageError::NotFound)?;
    Ok((line, review))
}

pub async fn shop_form(reader: Reader, _by: Person, Path(slug): Path<String>) -> PageResult {
    let (slug, name) = public_shop(&reader, &slug).await?;
    Ok(reader.page(ShopScreen { slug, name, filled: reader.form() }))
}

pub async fn shop_submit(reader: Reader, by: Person, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let (slug, name) = public_shop(&reader, &slug).await?;
    let why = match Report::parse(&posted.inputs) {
        Ok(why) => why,
        Err(errors) => return Ok(reader.page(ShopScreen { slug, name, filled: posted.refused(errors) }).unprocessable()),
    };
    if !engine::reviews::report::report_shop(&reader.site.desk, &by, &slug, &why).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other(format!("/toko/{slug}")).saying(Text(reader.lang).shop_reported()))
}

async fn public_shop(reader: &Reader, slug: &str) -> Result<(Slug, String), PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    let shop = engine::business::shop(&reader.site.desk, &slug).await?.filter(|shop| shop.koperasi.is_some());
    Ok((slug, shop.ok_or(PageError::NotFound)?.name))
}

pub async fn shops(reader: Reader, by: Operator) -> PageResult {
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let (reports, total) = engine::reviews::report::shop_reports(&reader.site.desk, &by, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(ShopsScreen { reports, total, nth }))
}

pub async fn settle(reader: Reader, by: Operator, Path(id): Path<String>) -> PageResult {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    if !engine::reviews::report::settle_shop_reports(&reader.site.desk, &by, id).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other("/operator/laporan").saying(Text(reader.lang).report_settled()))
}

struct ReviewScreen {
    line: OrderLineId,
    review: Reportable,
    filled: Filled,
}

impl Screen for ReviewScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).report_title()).tab(Tab::Search)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text, r) = (frame.lang, Text(frame.lang), &self.review);
        let crumbs = [(format!("/produk/{}#ulasan", r.product_slug), r.product.clone())];
        let author = r.author.clone().unwrap_or_else(|| text.a_buyer().to_owned());
        let said = view! { <p>{ui::stars(lang, r.stars)} " " <b>{author}</b></p> {r.words.as_deref().map(words)} };
        let form = if r.reported {
            Notice::Info.view(lang, text.reported_before())
        } else {
            form(lang, &self.filled, format!("/ulasan/{}/lapor", self.line), text.report_why())
        };
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &crumbs, text.report_title())}
            {ui::page_head(None, text.report_title(), Some(text.report_lead()))}
            {ui::card(said)}
            {form}
        })
    }
}

struct ShopScreen {
    slug: Slug,
    name: String,
    filled: Filled,
}

impl Screen for ShopScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).report_shop_title(&self.name)).tab(Tab::Search)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let title = text.report_shop_title(&self.name);
        ui::narrow(view! {
            {ui::breadcrumbs(lang, &[(format!("/toko/{}", self.slug), self.name.clone())], &title)}
            {ui::page_head(None, &title, Some(text.report_shop_lead()))}
            {form(lang, &self.filled, format!("/toko/{}/lapor", self.slug), text.report_shop_why())}
        })
    }
}

fn form(lang: Lang, filled: &Filled, to: String, label: &str) -> AnyView {
    let f = Fields::new(lang, filled);
    let fields = view! {
        {f.area("alasan", label, WHY).rows(3)}
        {f.submit(Text(lang).send_report())}
    };
    f.form(to, fields).view()
}

struct ShopsScreen {
    reports: Vec<ShopReports>,
    total: i64,
    nth: i64,
}

impl Screen for ShopsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).shop_reports())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let row = |r: &ShopReports| {
            let whys: Vec<_> = r.whys.iter().map(|why| view! { <li>{why.clone()}</li> }.into_any()).collect();
            let left = usize::try_from(r.count).unwrap_or(0).saturating_sub(r.whys.len());
            let more = (left > 0).then(|| view! { <p class="bantu">{text.more_reports(left)}</p> });
            let button = Button::quiet(text.settle()).small().read_as(format!("{}: {}", text.settle(), r.shop));
            vec![
                Cell::link(&format!("/toko/{}", r.shop_slug), &r.shop).and(r.koperasi.as_deref().unwrap_or("–")),
                Cell::text(text.reports(r.count)).and(relative(r.at, frame.now, lang)),
                Cell::view(view! { <ul>{whys}</ul> {more} }),
                Cell::view(post_button(format!("/operator/laporan/{}/selesai", r.newest), vec![], button)),
            ]
        };
        let list = if self.reports.is_empty() {
            let why = if self.total > 0 { text.beyond() } else { text.no_shop_reports_hint() };
            ui::empty_state(Icon::Check, text.no_shop_reports(), why, None)
        } else {
            let columns = [
                Column::words(text.shop()),
                Column::words(text.how_many()),
                Column::words(text.why()),
                Column::silent(text.settle()),
            ];
            ui::table(text.shop_reports(), &columns, self.reports.iter().map(row).collect())
        };
        let last = self.total.unsigned_abs().div_ceil(PAGE.unsigned_abs());
        let pager = ui::pager(lang, self.nth.unsigned_abs(), last, |n| format!("/operator/laporan?hal={n}"));
        view! {
            <div class="wadah">
                {ui::page_head(None, text.shop_reports(), None)}
                {tabs(lang, Room::Reports)}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}
