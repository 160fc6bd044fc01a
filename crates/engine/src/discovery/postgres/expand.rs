//! What the market's vocabulary knows of a query's words.

use domain::discovery::{Effort, Knowledge, Query, Word, allowed_typos, folds_to_look_up, unknown};
use sqlx::PgPool;

use crate::trouble::Result;

/// The words as they stand, their neighbours joined and their parts; and for words that are not
/// known, or hardly, those near to them.
pub(super) async fn knowledge(db: &PgPool, query: &Query, effort: Effort) -> Result<Knowledge> {
    let mut knowledge = as_typed(db, query).await?;
    widen(db, query, &mut knowledge, effort).await?;
    Ok(knowledge)
}

/// The words as they stand, their neighbours joined and their parts.
pub(in crate::discovery) async fn as_typed(db: &PgPool, query: &Query) -> Result<Knowledge> {
    let folds = folds_to_look_up(query);
    let words = sqlx::query_as!(Word, "select word, folded, named from search_word where folded = any ($1)", &folds);
    Ok(Knowledge::new(words.fetch_all(db).await?))
}

/// Adds the words that are near to those that `effort` does not take as they stand.
pub(super) async fn widen(db: &PgPool, query: &Query, knowledge: &mut Knowledge, effort: Effort) -> Result<()> {
    let tokens = unknown(query, knowledge, effort);
    if tokens.is_empty() {
        return Ok(());
    }
    let tokens: Vec<(String, String)> = tokens.iter().map(|t| (t.as_str().to_owned(), t.folded())).collect();
    let begin: Vec<String> =
        tokens.iter().filter(|(t, _)| t.chars().count() >= 2).flat_map(|(t, f)| [t, f]).map(|t| format!("{t}%")).collect();
    let mistyped: Vec<String> =
        tokens.iter().filter(|(t, _)| allowed_typos(t) > 0).flat_map(|(t, f)| [t.clone(), f.clone()]).collect();
    let twice: Vec<String> = tokens.iter().filter(|(t, _)| allowed_typos(t) > 1).map(|(t, _)| t.clone()).collect();
    // Tokens are letters and digits, so none brings a wildcard of its own into LIKE.
    let words = sqlx::query_as!(
        Word,
        r#"(select w.word as "word!", w.folded as "folded!", w.named as "named!"
              from unnest($1::text[]) t (begin) cross join lateral
                   (select * from search_word where word like t.begin and named > 0 order by named desc limit 12) w)
           union
           (select word, folded, named from search_word
             where spelled && array(select distinct s from unnest($2::text[]) t (word), unnest(one_less(t.word)) s) and named > 0
             order by named desc limit 200)
           union
           (select w.word, w.folded, w.named
              from unnest($3::text[]) t (word) cross join lateral
                   (select * from search_word s where s.word % t.word and s.named > 0 order by s.named desc limit 30) w)"#,
        &begin,
        &mistyped,
        &twice,
    )
    .fetch_all(db)
    .await?;
    knowledge.add(words);
    Ok(())
}
