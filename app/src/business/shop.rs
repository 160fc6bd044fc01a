use axum::extract::Path;
use domain::dates::{Day, week_minute, weekday_short};
use domain::hours::{OpeningHours, WeekMinute};
use domain::lang::Lang;
use domain::slug::Slug;
use engine::business::Shop;
use engine::catalog::card::{ProductCard, cards, cards_for_keeper};
use leptos::prelude::*;

use super::text::Text;
use super::verify::permit_name;
use crate::buying::ways;
use crate::catalog::card as product_card;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::reviews::{hide, trust};
use crate::sharing::Rating;
use crate::ui::{self, Button, Cell, Icon, Notice, Permit};

/// Goods on one page of a shop.
pub const GOODS: i64 = 36;

pub async fn page(reader: Reader, Path(slug): Path<String>) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let (shop, keeps) = find(&reader, &slug).await?;
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let desk = &reader.site.desk;
    let ids = engine::business::shop_products(desk, shop.id, GOODS, (nth - 1) * GOODS).await?;
    let today = Day::of(reader.now()).date();
    let goods = if keeps { cards_for_keeper(desk, &ids, today).await? } else { cards(desk, &ids, today).await? };
    let shows =
        [Some(shop.id.0), shop.koperasi.as_ref().map(|k| k.0.0)].into_iter().flatten().chain(ids.iter().map(|p| p.0)).collect();
    let hidden = match reader.standing() {
        Some(standing) if !keeps => Some(engine::reviews::hide::is_hidden(desk, standing.account, shop.id).await?),
        _ => None,
    };
    Ok(reader.page_for_all(ShopScreen { shop, goods, keeps, nth, hidden }, shows))
}

/// The shop of a path, and whether this reader keeps it. While it is not public it is for its keepers
/// only.
pub(super) async fn find(reader: &Reader, slug: &Slug) -> Result<(Shop, bool), PageError> {
    let shop = engine::business::shop(&reader.site.desk, slug).await?.ok_or(PageError::NotFound)?;
    let business = domain::access::BusinessRef { id: shop.id, owner: shop.owner, koperasi: shop.kept_by };
    let keeps = reader.standing().is_some_and(|s| s.keeper(business, Day::of(reader.now()).date()).is_ok());
    if shop.koperasi.is_some() || keeps { Ok((shop, keeps)) } else { Err(PageError::NotFound) }
}

struct ShopScreen {
    shop: Shop,
    goods: Vec<ProductCard>,
    keeps: bool,
    nth: i64,
    /// Whether this reader has hidden it; `None` for who is not signed in, or keeps it.
    hidden: Option<bool>,
}

impl Screen for ShopScreen {
    fn head(&self, lang: Lang) -> Head {
        let s = &self.shop;
        let place = format!("{}, {}", Text(lang).place(&s.village, &s.district), s.regency);
        let about = s.story.as_deref().map(|t| domain::richtext::summary(t, 150)).unwrap_or(place);
        let image = self.goods.iter().find_map(|g| g.picture.as_ref()).map(|p| format!("/gambar/{}-640.jpg", p.key));
        let head = Head::new(&s.name).describe(about);
        if s.koperasi.is_none() {
            return head.tab(Tab::Business);
        }
        let given = self.shop.trust.rating.map(|rating| Rating { stars: rating.stars(), count: i64::from(rating.count) });
        let linked = crate::sharing::shop(s, given, image);
        // Each page of its goods is a page of its own.
        let path = format!("/toko/{}", s.slug);
        if self.nth > 1 {
            return head.canonical(format!("{path}?hal={}", self.nth));
        }
        head.canonical(path).linked([linked]).image(Some(crate::sharing::shop_image(s, &self.goods, lang)))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, s) = (Text(frame.lang), &self.shop);
        let place = format!("{}, {}", text.place(&s.village, &s.district), s.regency);
        let keeper = self.keeps.then(|| keeper_note(frame, s));
        let hidden = self.hidden.filter(|hidden| *hidden).map(|_| hide::notice(frame.lang, &s.slug));
        let hide = self.hidden.filter(|hidden| !hidden).map(|_| hide::button(frame.lang, &s.slug));
        let story = s.story.as_deref().map(|t| ui::rich_text(&domain::richtext::blocks(t)));
        let goods = if self.goods.is_empty() && s.products > 0 {
            let first = Button::quiet(text.first_page()).link(format!("/toko/{}", s.slug));
            ui::empty_state(Icon::Box, text.no_more_goods(), text.beyond(), Some(first))
        } else if self.goods.is_empty() {
            ui::empty_state(Icon::Box, text.no_goods(), text.no_goods_hint(), None)
        } else {
            let cards: Vec<_> = self.goods.iter().map(|g| product_card::view(frame.lang, g)).collect();
            ui::product_grid(frame.lang, &cards, 4)
        };
        let last = u64::try_from(s.products).unwrap_or(0).div_ceil(u64::try_from(GOODS).unwrap_or(36));
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("/toko/{}?hal={n}", s.slug));
        view! {
            <div class="wadah">
                {ui::page_head(Some(&place), &s.name, None)}
                {keeper}
                {hidden}
                {ui::two_columns(view! { {story} {permits(frame.lang, s)} {trust::figures(frame.lang, &s.slug, &s.trust)} {hide} }, side(frame, s))}
                {ui::section(text.goods(), None, goods)}
                {pager}
                {ways::full(frame.lang, &s.ways, &text.place(&s.village, &s.district), s.koperasi.as_ref().map(|(_, _, name)| name.as_str()))}
            </div>
        }
        .into_any()
    }
}

fn keeper_note(frame: &Frame, s: &Shop) -> AnyView {
    let text = Text(frame.lang);
    let manage = Button::quiet(text.manage()).link(format!("/usaha?usaha={}", s.slug));
    match s.koperasi {
        Some(_) => view! { <p>{manage.view()}</p> }.into_any(),
        None => Notice::Warning.with(frame.lang, text.only_you(), Some(manage)),
    }
}

fn permits(lang: Lang, s: &Shop) -> AnyView {
    let held: Vec<_> = s
        .permits
        .iter()
        .map(|p| Permit {
            name: permit_name(lang, p.kind).to_owned(),
            number: Some(p.number.clone()),
            valid_until: p.expires_on.map(|d| d.short(lang)),
        })
        .collect();
    ui::permits(lang, &held)
}

/// How to reach the shop: hours, WhatsApp, the map, the koperasi that vouches, sharing.
fn side(frame: &Frame, s: &Shop) -> AnyView {
    let text = Text(frame.lang);
    let koperasi = s.koperasi.as_ref().map(|(_, slug, name)| {
        view! { <p><a href=format!("/koperasi/{slug}")>{text.shop_of(name)}</a></p> }
    });
    let chat = s.whatsapp.as_ref().map(|p| Button::whatsapp(text.chat(), p.whatsapp(&text.hello(&s.name))).wide().view());
    let map = s.lat.zip(s.lng).and_then(|(lat, lng)| domain::geo::Position::from_micro(lat, lng).ok()).map(|p| {
        let href = format!("https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=16/{0}/{1}", p.lat(), p.lng());
        Button::quiet(text.map()).icon(Icon::Pin).link(href).new_tab().wide().view()
    });
    let hours = s.hours.as_ref().map(|h| hours(frame, h));
    let url = format!("{}/toko/{}", frame.public_url, s.slug);
    ui::card(
        view! { {koperasi} {chat} {ways::short(frame.lang, &s.ways, &s.slug)} {hours} {map} {ui::share_row(frame.lang, &text.share(&s.name), &url)} },
    )
}

fn hours(frame: &Frame, hours: &OpeningHours) -> AnyView {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let now = week_minute(frame.now);
    let state = if hours.is_open(now) {
        hours.closes(now).map_or_else(|| text.open_always().to_owned(), |at| text.open_now(&clock(lang, at)))
    } else {
        hours.next_opening(now).map_or_else(
            || text.closed_now().to_owned(),
            |at| text.opens_at(&format!("{} {}", weekday_short(at.day(), lang), clock(lang, at))),
        )
    };
    let rows =
        hours.rows(lang).into_iter().map(|r| (r.days, Cell::text(r.times.unwrap_or_else(|| text.closed_day().to_owned()))));
    view! { <p class="tebal">{state}</p> {ui::facts(rows.collect())} }.into_any()
}

fn clock(lang: Lang, at: WeekMinute) -> String {
    format!("{:02}{}{:02}", at.minutes() / 60, lang.pick('.', ':'), at.minutes() % 60)
}
