//! What changes seldom and is needed by every search: categories, districts, synonyms, and where the
//! search server's index stands. Kept in the process for two seconds, so that what an operator adds
//! is live at once, on every server.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::discovery::{Label, Query, Synonym, Synonyms, document_tokens, fold};
use sqlx::{PgConnection, PgPool};
use tokio::sync::Mutex;

use crate::trouble::Result;

const FRESH_FOR: Duration = Duration::from_secs(2);

#[derive(Debug, Clone)]
pub(in crate::discovery) struct Category {
    pub parent: Option<i16>,
    pub slug: String,
    pub label: Label,
    pub sort: i16,
}

#[derive(Debug, Clone)]
pub(in crate::discovery) struct District {
    pub code: String,
    pub slug: String,
    pub name: String,
}

#[derive(Debug, Default)]
pub(in crate::discovery) struct Lexicon {
    pub categories: HashMap<i16, Category>,
    /// By their code without dots, as listings carry it.
    pub districts: HashMap<i32, District>,
    pub synonyms: Synonyms,
    /// Folded words that every listing has: the regency's name, as long as there is one regency. Asked
    /// for beside others they choose nothing, and only make the index read all of itself.
    pub everywhere: HashSet<String>,
    /// `None`: there is no index that could answer.
    pub index: Option<Index>,
}

/// The search server's index, as the tables know it.
#[derive(Debug, Clone, Copy)]
pub(in crate::discovery) struct Index {
    /// The generation that answers searches.
    pub live: i32,
    /// Seconds since the oldest change that it does not have yet.
    pub behind: f64,
}

impl Lexicon {
    pub async fn load(db: &mut PgConnection) -> Result<Self> {
        let categories = sqlx::query!("select id, parent_id, slug, name_id, name_en, sort from category")
            .fetch_all(&mut *db)
            .await?
            .into_iter()
            .map(|r| {
                let label = Label { id: r.name_id, en: Some(r.name_en) };
                (r.id, Category { parent: r.parent_id, slug: r.slug, label, sort: r.sort })
            })
            .collect();
        let districts = sqlx::query!(r#"select replace(code, '.', '')::int as "number!", code, slug, name from district"#)
            .fetch_all(&mut *db)
            .await?
            .into_iter()
            .map(|r| (r.number, District { code: r.code, slug: r.slug, name: r.name }))
            .collect();
        let entries = synonyms(&mut *db).await?;
        let regencies = sqlx::query_scalar!("select name from regency limit 2").fetch_all(&mut *db).await?;
        let everywhere = match regencies.as_slice() {
            [only] => document_tokens(only).iter().map(|w| fold(w)).collect(),
            _ => HashSet::new(),
        };
        let index = sqlx::query!(
            r#"select live as "live!", coalesce(extract(epoch from clock_timestamp() - (select min(changed_at) from search_change)), 0)::float8 as "behind!"
                 from search_index where live is not null"#
        )
        .fetch_optional(&mut *db)
        .await?
        .map(|r| Index { live: r.live, behind: r.behind });
        Ok(Self { categories, districts, synonyms: Synonyms::new(entries), everywhere, index })
    }

    /// The category and all above it, from itself upward.
    pub fn line(&self, id: i16) -> impl Iterator<Item = i16> + '_ {
        // A tree that an editor made into a ring must not hang a search.
        std::iter::successors(Some(id), |id| self.categories.get(id).and_then(|c| c.parent)).take(8)
    }

    pub fn category(&self, slug: &str) -> Option<i16> {
        self.categories.iter().find(|(_, c)| c.slug == slug).map(|(id, _)| *id)
    }

    /// By slug, by code with or without dots, or by name.
    pub fn district(&self, text: &str) -> Option<i32> {
        let digits = text.replace('.', "");
        let number = digits.parse().ok().filter(|n| self.districts.contains_key(n));
        number.or_else(|| {
            self.districts
                .iter()
                .find(|(_, d)| d.slug == text || d.name.eq_ignore_ascii_case(text) || d.code == text)
                .map(|(n, _)| *n)
        })
    }
}

/// What people say for the same thing, in words as they are found.
pub(in crate::discovery) async fn synonyms<'e>(db: impl sqlx::PgExecutor<'e>) -> Result<Vec<Synonym>> {
    let rows = sqlx::query!("select term, means, two_way from synonym").fetch_all(db).await?;
    // As they are asked for: of `oleh-oleh` the one word, which a document has beside its half.
    let words = |text: &str| Query::parse(text).words().map(str::to_owned).collect::<Vec<_>>();
    let entries = rows.into_iter().map(|r| Synonym { term: words(&r.term), means: words(&r.means), two_way: r.two_way });
    Ok(entries.filter(|s| !s.term.is_empty() && !s.means.is_empty()).collect())
}

/// The lexicon as it was at most two seconds ago.
#[derive(Default)]
pub(in crate::discovery) struct LexiconCache(Mutex<Option<(Instant, Arc<Lexicon>)>>);

impl LexiconCache {
    /// One search at a time loads it; the others wait those milliseconds rather than all load it.
    pub async fn get(&self, db: &PgPool) -> Result<Arc<Lexicon>> {
        let mut kept = self.0.lock().await;
        if let Some((_, lexicon)) = kept.as_ref().filter(|(since, _)| since.elapsed() < FRESH_FOR) {
            return Ok(lexicon.clone());
        }
        let lexicon = Arc::new(Lexicon::load(&mut *db.acquire().await?).await?);
        *kept = Some((Instant::now(), lexicon.clone()));
        Ok(lexicon)
    }
}
