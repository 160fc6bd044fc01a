//! From a request to the queries of one multi-search, and back to what they found.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Instant;

use domain::discovery::{Beside, Facet, SearchRequest, Sort};
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::search::{MatchingStrategies, SearchQuery, SearchResults, Selectors};

use super::document::Found;
use super::server::{Indexed, Server};
use super::settings::FACETS;
use crate::discovery::chosen::Chosen;
use crate::discovery::lexicon::Lexicon;
use crate::trouble::{Result, Trouble};

/// What a card needs, and the words by which hits are put in order.
const SHOWN: &[&str] = &["card", "words_name", "words_about", "words_around"];
const CARD: &[&str] = &["card"];
const NOTHING: &[&str] = &["id"];
const NAMED: &[&str] = &["slug", "name", "place", "about"];

/// One query of a multi-search.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub indexed: Indexed,
    pub q: String,
    pub filter: String,
    pub facets: Vec<&'static str>,
    pub sort: Vec<String>,
    /// From 1.
    pub page: usize,
    pub per_page: usize,
    pub shown: &'static [&'static str],
    /// Look only there.
    pub on: Option<&'static [&'static str]>,
}

impl Ask {
    fn new(indexed: Indexed, q: String, per_page: usize, shown: &'static [&'static str]) -> Self {
        let (filter, facets, sort, on) = (String::new(), Vec::new(), Vec::new(), None);
        Self { indexed, q, filter, facets, sort, page: 1, per_page, shown, on }
    }

    /// How many products have these words, whatever their price and place, and the first of them.
    pub fn probe(q: String, first: usize) -> Self {
        Self::new(Indexed::Product, q, first, if first > 1 { SHOWN } else { NOTHING })
    }

    /// Products while typing.
    pub fn typed(q: String, first: usize, on: Option<&'static [&'static str]>) -> Self {
        Self { on, ..Self::new(Indexed::Product, q, first, SHOWN) }
    }

    /// Shops, koperasi or suppliers of this name.
    pub fn named(indexed: Indexed, q: String) -> Self {
        Self::new(indexed, q, Beside::MOST, NAMED)
    }
}

/// The words as they are looked for. `goes_on`: the last may be the beginning of a longer one.
pub(super) fn text<'a>(words: impl IntoIterator<Item = &'a str>, goes_on: bool) -> String {
    let folded: Vec<String> = words.into_iter().map(domain::discovery::fold).collect();
    // White space behind the last word ends it.
    if goes_on || folded.is_empty() { folded.join(" ") } else { format!("{} ", folded.join(" ")) }
}

/// The products of a page with its counts. Each facet that narrows is counted once more without its
/// own filter, since its values widen each other. `window`: as many as are put in order by us.
pub(super) fn products(
    q: &str,
    request: &SearchRequest,
    chosen: &Chosen,
    lexicon: &Lexicon,
    window: Option<usize>,
) -> Vec<(Option<Facet>, Ask)> {
    let per_page = request.per_page() as usize;
    let (page, per_page) = match window {
        Some(window) => (1, window.max(request.offset() + per_page)),
        None => (request.page() as usize, per_page),
    };
    let all = Ask {
        filter: filter(request, chosen, lexicon, None),
        facets: FACETS.to_vec(),
        sort: sort(request),
        page,
        ..Ask::new(Indexed::Product, q.to_owned(), per_page, if q.trim().is_empty() { CARD } else { SHOWN })
    };
    let mut asks = vec![(None, all)];
    let narrowing = [
        (Facet::Category, FACETS[0], chosen.categories.is_empty()),
        (Facet::District, FACETS[1], chosen.districts.is_empty()),
        (Facet::Koperasi, FACETS[2], chosen.koperasi.is_empty()),
    ];
    for (facet, attribute, _) in narrowing.into_iter().filter(|(_, _, none)| !none) {
        let ask = Ask {
            filter: filter(request, chosen, lexicon, Some(facet)),
            facets: vec![attribute],
            ..Ask::new(Indexed::Product, q.to_owned(), 0, NOTHING)
        };
        asks.push((Some(facet), ask));
    }
    asks
}

/// Everything that is put between quotes is a slug that the tables know, so it has none of its own.
fn filter(request: &SearchRequest, chosen: &Chosen, lexicon: &Lexicon, without: Option<Facet>) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut one_of = |facet: Facet, attribute: &str, values: Vec<&str>| {
        if !values.is_empty() && without != Some(facet) {
            let quoted: Vec<String> = values.iter().map(|v| format!("\"{v}\"")).collect();
            all.push(format!("{attribute} IN [{}]", quoted.join(", ")));
        }
    };
    let categories = chosen.categories.iter().filter_map(|id| lexicon.categories.get(id)).map(|c| c.slug.as_str());
    one_of(Facet::Category, "categories", categories.collect());
    let districts = chosen.districts.iter().filter_map(|n| lexicon.districts.get(n)).map(|d| d.slug.as_str());
    one_of(Facet::District, "district", districts.collect());
    one_of(Facet::Koperasi, "koperasi", chosen.koperasi.iter().map(|k| k.slug.as_str()).collect());
    all.extend(chosen.certificates.iter().map(|kind| format!("certificates = \"{}\"", kind.code())));
    all.extend(request.price_from.map(|price| format!("price >= {}", price.0)));
    all.extend(request.price_to.map(|price| format!("price <= {}", price.0)));
    if request.available {
        all.push("in_stock = 1".to_owned());
    }
    if let Some((near, km)) = request.near.and_then(|near| Some((near.position, near.radius_km?))) {
        all.push(format!("_geoRadius({}, {}, {})", near.lat(), near.lng(), u64::from(km) * 1000));
    }
    all.join(" AND ")
}

fn sort(request: &SearchRequest) -> Vec<String> {
    let by: &[&str] = match (request.sort, request.q().is_empty()) {
        (Sort::Relevance, false) => return Vec::new(),
        (Sort::Relevance, true) | (Sort::Newest, _) => &["published:desc"],
        (Sort::Cheapest, _) => &["price:asc"],
        (Sort::Dearest, _) => &["price:desc"],
        (Sort::CheapestPerUnit, _) => &["unit_rank:asc", "per_unit:asc"],
        (Sort::BestRated, _) => &["rating:desc"],
        (Sort::Nearest, _) => &[],
    };
    let mut by: Vec<String> = by.iter().map(|s| (*s).to_owned()).collect();
    if let (Sort::Nearest, Some(near)) = (request.sort, request.near) {
        let mut nearest = String::new();
        let _ = write!(nearest, "_geoPoint({}, {}):asc", near.position.lat(), near.position.lng());
        by.push(nearest);
    }
    by.extend(["in_stock:desc", "no:desc"].map(str::to_owned));
    by
}

impl Server {
    /// All queries in one request; the answers in their order.
    pub async fn ask(&self, generation: i32, asks: &[Ask]) -> Result<Vec<SearchResults<Found>>> {
        let indexes: Vec<Index> = asks.iter().map(|a| self.index(a.indexed, generation)).collect();
        let sorts: Vec<Vec<&str>> = asks.iter().map(|a| a.sort.iter().map(String::as_str).collect()).collect();
        let mut multi = self.client.multi_search();
        for ((ask, index), sort) in asks.iter().zip(&indexes).zip(&sorts) {
            let mut query = SearchQuery::new(index);
            query.with_query(&ask.q).with_page(ask.page).with_hits_per_page(ask.per_page);
            query.with_attributes_to_retrieve(Selectors::Some(ask.shown)).with_matching_strategy(MatchingStrategies::ALL);
            if !ask.filter.is_empty() {
                query.with_filter(&ask.filter);
            }
            if !ask.facets.is_empty() {
                query.with_facets(Selectors::Some(&ask.facets));
            }
            if !sort.is_empty() {
                query.with_sort(sort);
            }
            if let Some(on) = ask.on {
                query.with_attributes_to_search_on(on);
            }
            multi.with_search_query(query.build());
        }
        let since = Instant::now();
        let answer = multi.execute::<Found>().await?;
        metrics::histogram!("guyub_search_server_seconds").record(since.elapsed().as_secs_f64());
        if answer.results.len() != asks.len() {
            return Err(Trouble::SearchServer("it answered something else".into()));
        }
        Ok(answer.results)
    }
}

/// Exactly how many there are.
pub(super) fn total(results: &SearchResults<Found>) -> u64 {
    results.total_hits.unwrap_or(0) as u64
}

/// Counts of a facet's values.
pub(super) fn counts(results: &SearchResults<Found>, attribute: &str) -> HashMap<String, u64> {
    let of = results.facet_distribution.as_ref().and_then(|facets| facets.get(attribute));
    of.into_iter().flatten().map(|(value, hits)| (value.clone(), *hits as u64)).collect()
}

#[cfg(test)]
mod tests {
    use domain::form::Inputs;

    use super::*;

    fn request(pairs: &[(&str, &str)]) -> SearchRequest {
        let (request, errors) = SearchRequest::read(&pairs.iter().copied().collect::<Inputs>());
        assert!(errors.is_empty(), "{errors:?}");
        request
    }

    #[test]
    fn filters_come_from_what_was_read_not_from_what_was_typed() {
        let r = request(&[
            ("q", "emping\" OR price > 0"),
            ("harga_min", "1.000"),
            ("tersedia", "1"),
            ("lat", "-6.9"),
            ("lng", "109.7"),
            ("radius_km", "5"),
        ]);
        let made = filter(&r, &Chosen::default(), &Lexicon::default(), None);
        assert_eq!(made, "price >= 1000 AND in_stock = 1 AND _geoRadius(-6.9, 109.7, 5000)");
        let words = domain::discovery::Query::parse(r.q());
        assert!(text(words.words(), false).chars().all(|c| c.is_alphanumeric() || c == ' '));
    }

    #[test]
    fn a_space_ends_the_last_word() {
        assert!(!text(["teh", "sangan"], true).ends_with(' '));
        assert!(text(["teh"], false).ends_with(' '));
        assert_eq!(text([], false), "");
    }

    #[test]
    fn what_was_asked_for_comes_before_relevance() {
        let near = request(&[("q", "x"), ("urut", "terdekat"), ("lat", "-6.9"), ("lng", "109.7")]);
        assert_eq!(sort(&near), ["_geoPoint(-6.9, 109.7):asc", "in_stock:desc", "no:desc"]);
        assert!(sort(&request(&[("q", "x")])).is_empty());
        assert_eq!(sort(&request(&[]))[0], "published:desc");
        assert_eq!(sort(&request(&[("q", "x"), ("urut", "nilai")]))[0], "rating:desc");
    }
}
