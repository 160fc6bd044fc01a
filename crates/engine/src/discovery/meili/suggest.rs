//! Suggestions while typing.

use std::collections::HashSet;

use domain::discovery::{Effort, EngineName, Kind, Knowledge, Query, SearchRequest, Suggestion, Suggestions};

use super::MeiliSearch;
use super::ask::{self, Ask};
use super::document::Found;
use super::order;
use super::server::Indexed;
use crate::discovery::lexicon::Lexicon;
use crate::discovery::postgres::expand;
use crate::discovery::postgres::suggest::{PRODUCTS, SHORTEST_OF_A_SHOP, categories};
use crate::trouble::Result;

/// Products looked at for different names among them.
const LOOKED_AT: usize = 40;
const IN_THE_NAME: &[&str] = &["words_name"];

impl MeiliSearch {
    pub(super) async fn suggestions(&self, q: &str) -> Result<Suggestions> {
        let request = SearchRequest::of(q);
        let typed = Query::parse(request.q());
        let mut query = typed.clone();
        let mut items = Vec::new();
        if !query.is_empty() {
            let generation = self.generation().await?;
            let lexicon = self.tables.lexicon().await?;
            items.extend(categories(&query, &lexicon));
            let shops = Ask::named(Indexed::Shop, ask::text(query.words(), true));
            query.forget_a_single_letter();
            let q = ask::text(query.words(), true);
            let asks = [Ask::typed(q.clone(), LOOKED_AT, Some(IN_THE_NAME)), Ask::typed(q, LOOKED_AT, None), shops];
            let mut found = self
                .server
                .ask(generation, &asks)
                .await?
                .into_iter()
                .map(|results| results.hits.into_iter().map(|hit| hit.result).collect::<Vec<Found>>());
            let (named, all, shops) =
                (found.next().unwrap_or_default(), found.next().unwrap_or_default(), found.next().unwrap_or_default());
            let known = expand::as_typed(&self.db, &query).await?;
            items.extend(products(if named.is_empty() { all } else { named }, &query, &known, &lexicon));
            if request.q().chars().count() >= SHORTEST_OF_A_SHOP {
                items.extend(shops.into_iter().map(|s| Suggestion {
                    kind: Kind::Shop,
                    slug: s.slug,
                    name: s.name,
                    detail: s.place,
                    parts: Vec::new(),
                }));
            }
        }
        Ok(Suggestions { q: request.q().to_owned(), items, engine: EngineName::Meilisearch }.marked(&typed))
    }
}

fn products(found: Vec<Found>, query: &Query, known: &Knowledge, lexicon: &Lexicon) -> Vec<Suggestion> {
    let plan = order::plan(&found, query, known, &lexicon.synonyms, Effort::Typing);
    let mut seen = HashSet::new();
    order::by_score(found, &plan)
        .into_iter()
        .filter_map(|(_, hit)| hit.card)
        .filter(|card| seen.insert(card.name.to_lowercase()))
        .take(PRODUCTS)
        .map(|card| Suggestion { kind: Kind::Product, slug: card.slug, name: card.name, detail: card.shop, parts: Vec::new() })
        .collect()
}
