//! `/cari`: a search as a page, the same with and without scripts.

use axum::extract::RawQuery;
use axum::http::HeaderName;
use domain::dates::Day;
use domain::discovery::{Facet, Kind, Page, SearchRequest};
use domain::form::Invalid;
use domain::lang::Lang;
use frontend::near::{NearMe, PlaceWords};
use leptos::prelude::*;

use super::text::Text;
use super::{address, beside, card, click, filters, outcome, tell_me};
use crate::house::posted::parse_pairs;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::reviews::hide;
use crate::ui::{self, NavLink};

/// Which engine answered, for operators and tests.
pub const ENGINE: HeaderName = HeaderName::from_static("x-guyub-engine");
/// Cards whose pictures are on the first screen of a phone.
const EAGER: usize = 2;

pub async fn page(reader: Reader, RawQuery(query): RawQuery) -> PageResult {
    if let Some(kept) = reader.hot() {
        click::note_again(&reader, query.as_deref());
        return Ok(kept);
    }
    let typed = parse_pairs(query.unwrap_or_default().as_bytes());
    let (request, mut refused) = SearchRequest::read(&typed);
    let today = Day::of(reader.now());
    let mut page = reader.site.desk.search().search(&request, today).await?;
    reader.site.desk.learning().note(&page, &request, today);
    let left_out = leave_out(&reader, &mut page).await?;
    let engine = page.engine.code();
    for (field, _) in &page.unknown {
        refused.add(*field, Invalid::UnknownChoice);
    }
    // A shared link goes on answering 200, whatever has become of its filters since.
    let screen = SearchScreen { request, page, left_out, refused: Filled::refused(typed, refused) };
    Ok(reader.page_for_all(screen, Vec::new()).header(ENGINE, engine))
}

/// Takes the goods of shops that this reader has hidden off the page; how many they were.
async fn leave_out(reader: &Reader, page: &mut Page) -> Result<usize, PageError> {
    let Some(standing) = reader.standing() else { return Ok(0) };
    let hidden = engine::reviews::hide::slugs(&reader.site.desk, standing.account).await?;
    let before = page.hits.len();
    page.hits.retain(|hit| !hidden.contains(&hit.shop_slug));
    page.beside.retain(|one| one.kind != Kind::Shop || !hidden.contains(&one.slug));
    Ok(before - page.hits.len())
}

/// A search and its answer.
pub struct SearchScreen {
    pub request: SearchRequest,
    pub page: Page,
    /// Goods of shops that the reader has hidden.
    pub left_out: usize,
    /// The parameters as they came, and why some were not used.
    pub refused: Filled,
}

impl SearchScreen {
    /// The one category asked for, if that is all.
    fn only_category(&self, lang: Lang) -> Option<String> {
        let parameters = self.request.parameters();
        let plain = matches!(parameters.as_slice(), [(name, _)] if *name == Facet::Category.field());
        let chosen = self.page.facets.kategori.iter().find(|c| c.chosen)?;
        plain.then(|| chosen.label.in_lang(lang).to_owned())
    }

    fn title(&self, lang: Lang) -> String {
        let text = Text(lang);
        match (self.request.q(), self.only_category(lang)) {
            ("", Some(category)) => category,
            ("", None) => text.market().to_owned(),
            (q, _) => text.results_for(q),
        }
    }

    fn last_page(&self) -> u64 {
        self.page.total.div_ceil(u64::from(self.request.per_page())).min(u64::from(SearchRequest::PAGE_MAX))
    }
}

impl Screen for SearchScreen {
    fn head(&self, lang: Lang) -> Head {
        let title = match self.request.page() {
            1 => self.title(lang),
            n => format!("{}, {}", self.title(lang), Text(lang).page(n)),
        };
        let head = Head::new(title).describe(Text(lang).describe(&self.title(lang))).tab(Tab::Search).islands();
        // Categories and the market are pages of their own; other searches are nobody's to index.
        let own = self.request.parameters().is_empty() || self.only_category(lang).is_some();
        if own { head.canonical(address::of(&self.request)) } else { head }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let cards = self.page.hits.iter().map(|hit| card::view(lang, hit)).collect();
        let cards: Vec<ui::ProductCard> = click::with_pings(&self.request, cards);
        let products = (!cards.is_empty()).then(|| ui::product_grid(lang, &cards, EAGER));
        let pager = ui::pager(lang, u64::from(self.request.page()), self.last_page(), |n| address::on_page(&self.request, n));
        let lead = if self.request.q().is_empty() && !self.request.is_filtered() {
            text.lead().to_owned()
        } else {
            text.products(self.page.total)
        };
        view! {
            {ui::page_head(None, &self.title(lang), Some(&lead))}
            {outcome::notices(lang, &self)}
            {categories(lang, &self)}
            {beside::pointer(lang, &self)}
            <div class="temuan">
                <div class="temuan-sisi">
                    {near_me(text, &self)}
                    {filters::panel(lang, &self)}
                </div>
                <div class="temuan-isi">
                    {ui::set_filters(lang, &filters::chosen(lang, &self))}
                    {(!self.page.hits.is_empty()).then(|| tell_me::card(lang, &self)).flatten()}
                    {hide::left_out(lang, self.left_out)}
                    {products}
                    {pager}
                    {(self.left_out == 0).then(|| outcome::when_empty(lang, &self)).flatten()}
                </div>
                {beside::list(lang, &self)}
            </div>
        }
        .into_any()
    }
}

/// Only where a script can ask for the position; without one, a kecamatan can be chosen.
fn near_me(text: Text, screen: &SearchScreen) -> Option<AnyView> {
    (screen.request.near.is_none() && screen.page.total > 0).then(|| {
        let words = PlaceWords {
            label: text.near_here().to_owned(),
            asking: text.asking_place().to_owned(),
            refused: text.no_place().to_owned(),
            found: String::new(),
        };
        view! { <NearMe goal=address::near(&screen.request) words/> }.into_any()
    })
}

/// The next step down the tree, where there is one.
fn categories(lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let all = &screen.page.facets.kategori;
    let chosen = all.iter().position(|c| c.chosen);
    let depth = chosen.map_or(0, |at| all[at].depth + 1);
    let below = all[chosen.map_or(0, |at| at + 1)..].iter().take_while(|c| chosen.is_none() || c.depth >= depth);
    let links: Vec<NavLink> = below
        .filter(|c| c.depth == depth && c.hits > 0)
        .map(|c| {
            let href = address::of_category(&screen.request, &c.key);
            NavLink::new(href, c.label.in_lang(lang)).count(c.hits)
        })
        .collect();
    (links.len() > 1).then(|| ui::chips(Text(lang).categories(), &links))
}
