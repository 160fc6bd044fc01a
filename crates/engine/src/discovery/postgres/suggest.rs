//! Suggestions while typing: products, shops and categories.

use std::collections::HashSet;

use domain::discovery::{Effort, EngineName, Kind, Plan, Query, SearchRequest, Suggestion, Suggestions, fold};

use super::super::lexicon::Lexicon;
use super::PgSearch;
use super::expand;
use super::matches::Text;
use super::order::scores;
use crate::trouble::Result;

pub(in crate::discovery) const PRODUCTS: usize = 6;
/// Of a shorter text no shop can be meant.
pub(in crate::discovery) const SHORTEST_OF_A_SHOP: usize = 3;
const SHOPS: i64 = 3;
const CATEGORIES: usize = 2;
/// Products looked at for different names among them.
const LOOKED_AT: i64 = 100;

impl PgSearch {
    pub(super) async fn suggestions(&self, q: &str) -> Result<Suggestions> {
        let request = SearchRequest::of(q);
        let query = Query::parse(request.q());
        let mut items = Vec::new();
        if !query.is_empty() {
            let lexicon = self.lexicon().await?;
            items.extend(categories(&query, &lexicon));
            items.extend(self.products(&query, &lexicon).await?);
            items.extend(self.shops(&query).await?);
        }
        Ok(Suggestions { q: request.q().to_owned(), items, engine: EngineName::Postgres }.marked(&query))
    }

    async fn products(&self, query: &Query, lexicon: &Lexicon) -> Result<Vec<Suggestion>> {
        let mut query = query.clone();
        query.forget_a_single_letter();
        let knowledge = expand::knowledge(&self.db, &query, Effort::Typing).await?;
        let plan = Plan::of(&query, &knowledge, &lexicon.synonyms, Effort::Typing);
        let mut nos = self.first_few(&Text::named(&plan)).await?;
        if nos.is_empty() {
            nos = self.first_few(&Text::All(&plan).tsquery().unwrap_or_default()).await?;
        }
        let scores = scores(&self.db, &nos, &plan.groups).await?;
        nos.sort_by(|a, b| scores.get(b).unwrap_or(&0.0).total_cmp(scores.get(a).unwrap_or(&0.0)));
        let mut rows = sqlx::query!(
            "select l.no, p.slug, p.name, b.name as shop from listing l join product p on p.id = l.product_id
               join business b on b.id = p.business_id where l.no = any ($1)",
            &nos,
        )
        .fetch_all(&self.db)
        .await?;
        rows.sort_by_key(|r| nos.iter().position(|no| *no == r.no));
        let mut seen = HashSet::new();
        Ok(rows
            .into_iter()
            .filter(|r| seen.insert(r.name.to_lowercase()))
            .take(PRODUCTS)
            .map(|r| Suggestion { kind: Kind::Product, slug: r.slug, name: r.name, detail: r.shop, parts: Vec::new() })
            .collect())
    }

    /// The first few in the order of the index, not the best of all: a suggestion is a word to go on
    /// with, and has to be there before the next key is pressed.
    async fn first_few(&self, tsquery: &str) -> Result<Vec<i32>> {
        Ok(sqlx::query_scalar("select no from listing where words @@ $1::text::tsquery limit $2")
            .bind(tsquery)
            .bind(LOOKED_AT)
            .persistent(false)
            .fetch_all(&self.db)
            .await?)
    }

    async fn shops(&self, query: &Query) -> Result<Vec<Suggestion>> {
        let text = query.raw.to_lowercase();
        if text.chars().count() < SHORTEST_OF_A_SHOP {
            return Ok(Vec::new());
        }
        let within = format!("%{}%", text.replace(['\\', '%', '_'], ""));
        let rows = sqlx::query!(
            r#"select b.slug as "slug!", b.name as "name!", d.name as district
               from business_public b join district d on d.code = b.district_code
               where lower(b.name) like $1 or lower(b.name) %> $2
               order by lower(b.name) like $1 desc, word_similarity($2, lower(b.name)) desc, b.name limit $3"#,
            within,
            text,
            SHOPS,
        )
        .fetch_all(&self.db)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| Suggestion { kind: Kind::Shop, slug: r.slug, name: r.name, detail: r.district, parts: Vec::new() })
            .collect())
    }
}

/// Categories of whose name each word typed begins a word.
pub(in crate::discovery) fn categories(query: &Query, lexicon: &Lexicon) -> Vec<Suggestion> {
    let typed: Vec<String> = query.words().map(fold).collect();
    let mut found: Vec<_> = lexicon
        .categories
        .values()
        .filter(|category| {
            let name = format!("{} {}", category.label.id, category.label.en.as_deref().unwrap_or_default());
            let words: Vec<String> = domain::discovery::document_tokens(&name).iter().map(|w| fold(w)).collect();
            typed.iter().all(|t| words.iter().any(|w| w.starts_with(t)))
        })
        .collect();
    found.sort_by_key(|c| (c.sort, c.slug.clone()));
    found
        .into_iter()
        .take(CATEGORIES)
        .map(|c| {
            let above = c.parent.and_then(|id| lexicon.categories.get(&id)).map(|c| c.label.id.clone());
            Suggestion {
                kind: Kind::Category,
                slug: c.slug.clone(),
                name: c.label.id.clone(),
                detail: above.unwrap_or_default(),
                parts: Vec::new(),
            }
        })
        .collect()
}
