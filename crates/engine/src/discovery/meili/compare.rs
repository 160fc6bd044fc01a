//! Proves that the index has what the tables say.

use std::collections::HashMap;
use std::time::Duration;

use domain::dates::Day;
use meilisearch_sdk::documents::DocumentsQuery;
use meilisearch_sdk::errors::{Error, ErrorCode};
use uuid::Uuid;

use super::MeiliSearch;
use super::document::{self, Document, Found};
use super::server::{Indexed, patiently};
use crate::desk::Desk;
use crate::discovery::lexicon::Lexicon;
use crate::trouble::Result;

const BATCH: usize = 5_000;

/// Every document that is missing, too many, or not what the tables say, each as one text. What
/// waits to be sent is left out: it is known to differ.
///
/// # Errors
/// When the database or the search server does not answer.
pub async fn compare(desk: &Desk, search: &MeiliSearch) -> Result<Vec<String>> {
    let mut offenders = look(desk, search).await?;
    if !offenders.is_empty() {
        // What changed while it was looked at differs once, but not twice.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let again = look(desk, search).await?;
        offenders.retain(|offender| again.contains(offender));
    }
    Ok(offenders)
}

async fn look(desk: &Desk, search: &MeiliSearch) -> Result<Vec<String>> {
    let row = sqlx::query!("select live from search_index").fetch_optional(desk.db()).await?;
    let Some(generation) = row.and_then(|r| r.live) else { return Ok(vec!["there is no index yet".to_owned()]) };
    let mut offenders = Vec::new();
    for indexed in Indexed::ALL {
        let Some(mut has) = in_index(search, indexed, generation).await? else {
            offenders.push(format!("{} has lost its index", indexed.code()));
            continue;
        };
        let mut differ: Vec<(Uuid, &str)> = Vec::new();
        let mut db = desk.db().acquire().await?;
        let lexicon = Lexicon::load(&mut db).await?;
        let mut after = Uuid::nil();
        loop {
            let ids = document::ids_after(&mut db, indexed, after, BATCH as i64).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            let documents = document::load(&mut db, indexed, &ids, &lexicon, Day::of(desk.now())).await?;
            differ.extend(documents.iter().filter_map(|d| Some((d.id(), unlike(d, has.remove(&d.id()))?))));
        }
        differ.extend(has.into_keys().map(|id| (id, "is in the index and should not be")));
        let waiting = waiting(desk, indexed).await?;
        differ.retain(|(id, _)| !waiting.contains(id));
        offenders.extend(differ.into_iter().map(|(id, how)| format!("{} {id} {how}", indexed.code())));
    }
    Ok(offenders)
}

fn unlike(document: &Document, digest: Option<String>) -> Option<&'static str> {
    match digest {
        None => Some("is not in the index"),
        Some(digest) if digest != document.digest() => Some("is in the index as it was before"),
        Some(_) => None,
    }
}

/// Digests by id; `None` when the index is not there.
async fn in_index(search: &MeiliSearch, indexed: Indexed, generation: i32) -> Result<Option<HashMap<Uuid, String>>> {
    let index = search.server.index(indexed, generation);
    let mut all = HashMap::new();
    loop {
        let mut query = DocumentsQuery::new(&index);
        query.with_offset(all.len()).with_limit(BATCH).with_fields(["id", "digest"]);
        let page = match patiently(query.execute::<Found>()).await {
            Ok(page) => page,
            Err(Error::Meilisearch(e)) if e.error_code == ErrorCode::IndexNotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let before = all.len();
        all.extend(page.results.into_iter().filter_map(|found| Some((found.id?, found.digest))));
        if all.len() == before {
            return Ok(Some(all));
        }
    }
}

async fn waiting(desk: &Desk, indexed: Indexed) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from search_change where kind = $1", indexed.code()).fetch_all(desk.db()).await?)
}
