//! No search is a dead end: where to go when nothing was found.

use std::collections::HashSet;

use domain::dates::Day;
use domain::discovery::{Count, Plan, Query, SearchRequest, WayOut};

use super::super::chosen::Chosen;
use super::super::lexicon::Lexicon;
use super::matches::{self, Text};
use super::sift::Sieve;
use super::{PgSearch, Read};
use crate::trouble::Result;

const SPELLINGS: i64 = 3;
const PLACES: usize = 6;

impl PgSearch {
    /// Called when `read` and the filters leave nothing.
    pub(super) async fn way_out(
        &self,
        query: &Query,
        read: &Read,
        request: &SearchRequest,
        today: Day,
        lexicon: &Lexicon,
    ) -> Result<WayOut> {
        let open = SearchRequest::of(request.q());
        let plan = if read.plan.groups.is_empty() {
            Plan::of(query, &read.knowledge, &lexicon.synonyms, domain::discovery::Effort::Usual)
        } else {
            read.plan.clone()
        };
        let text = if query.is_empty() {
            Text::Anything
        } else if read.reading.any_word {
            Text::Any(&plan)
        } else {
            Text::All(&plan)
        };
        let mut outside = matches::load(&self.db, &text, &open, today).await?;
        let without_filters = if request.is_filtered() { outside.rows.len() as u64 } else { 0 };
        if outside.is_empty() {
            outside = matches::load(&self.db, &Text::Anything, &SearchRequest::default(), today).await?;
        }
        let nothing_chosen = Chosen::default();
        let counts = Sieve::new(&nothing_chosen, lexicon).sift(&outside, &open).counts;
        let mut kategori: Vec<Count> = counts.categories(lexicon, &HashSet::new());
        kategori.sort_by_key(|c| (std::cmp::Reverse(c.hits), c.depth));
        kategori.truncate(PLACES);
        let mut kecamatan = counts.districts(lexicon, &HashSet::new());
        kecamatan.truncate(PLACES);
        Ok(WayOut { spellings: self.spellings(query, request).await?, without_filters, kategori, kecamatan })
    }

    /// Known words that look most like the longest one typed.
    async fn spellings(&self, query: &Query, request: &SearchRequest) -> Result<Vec<String>> {
        let Some(longest) = query.words().max_by_key(|w| w.chars().count()) else { return Ok(Vec::new()) };
        if request.is_filtered() || longest.chars().count() < 3 {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_scalar!(
            "select word from search_word where named > 0 and length(word) > 2 and similarity(word, $1) > 0.15
              order by similarity(word, $1) desc, named desc limit $2",
            longest,
            SPELLINGS,
        )
        .fetch_all(&self.db)
        .await?)
    }
}
