//! The facet filters of a request, looked up.

use std::collections::HashSet;

use domain::discovery::{Choice, Facet, Label, SearchRequest};
use domain::permit::PermitKind;
use sqlx::PgPool;

use super::lexicon::Lexicon;
use crate::trouble::Result;

/// A koperasi chosen as a filter.
#[derive(Debug, Clone)]
pub(super) struct Koperasi {
    pub no: i32,
    pub slug: String,
    pub label: Label,
}

/// What is chosen of each facet.
#[derive(Debug, Clone, Default)]
pub(super) struct Chosen {
    pub categories: HashSet<i16>,
    pub districts: HashSet<i32>,
    pub koperasi: Vec<Koperasi>,
    pub certificates: Vec<PermitKind>,
    /// Values that there are not, by field; they filter nothing.
    pub unknown: Vec<(&'static str, String)>,
}

impl Chosen {
    pub async fn of(db: &PgPool, request: &SearchRequest, lexicon: &Lexicon) -> Result<Self> {
        let mut unknown = Vec::new();
        let categories = known(&request.categories, Facet::Category, &mut unknown, |c| lexicon.category(c));
        let districts = known(&request.districts, Facet::District, &mut unknown, |d| lexicon.district(d));
        let named = if request.koperasi.is_empty() { Vec::new() } else { koperasi(db, &request.koperasi).await? };
        let there: HashSet<&str> = named.iter().map(|k| k.slug.as_str()).collect();
        let missing = request.koperasi.iter().map(Choice::as_str).filter(|slug| !there.contains(slug));
        unknown.extend(missing.map(|slug| (Facet::Koperasi.field(), slug.to_owned())));
        Ok(Self {
            categories: categories.into_iter().collect(),
            districts: districts.into_iter().collect(),
            koperasi: named,
            certificates: request.certificates.clone(),
            unknown,
        })
    }
}

async fn koperasi(db: &PgPool, choices: &[Choice]) -> Result<Vec<Koperasi>> {
    let slugs: Vec<String> = choices.iter().map(|k| k.as_str().to_owned()).collect();
    let rows = sqlx::query!("select no, slug, name from koperasi where slug = any ($1)", &slugs).fetch_all(db).await?;
    Ok(rows.into_iter().map(|r| Koperasi { no: r.no, slug: r.slug, label: Label::same(r.name) }).collect())
}

fn known<K>(
    choices: &[Choice],
    facet: Facet,
    unknown: &mut Vec<(&'static str, String)>,
    find: impl Fn(&str) -> Option<K>,
) -> Vec<K> {
    let mut found = Vec::new();
    for choice in choices {
        match find(choice.as_str()) {
            Some(key) => found.push(key),
            None => unknown.push((facet.field(), choice.as_str().to_owned())),
        }
    }
    found
}
