//! The order of hits. By relevance, the first few hundred are looked at word by word; those behind
//! them follow by what the database said of them. So pages never repeat or skip a hit.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::discovery::{Document, Field, Group, SearchRequest, score};
use sqlx::PgPool;

use super::matches::{Matches, Row};
use crate::trouble::Result;

/// Listings whose words are looked at.
pub(super) const WINDOW: usize = 120;

/// The listings of the page asked for, in order.
pub(super) async fn page(
    db: &PgPool,
    matches: &Matches,
    mut kept: Vec<Row>,
    groups: &[Group],
    request: &SearchRequest,
) -> Result<Vec<i32>> {
    let (from, per_page) = (request.offset(), request.per_page() as usize);
    let until = (from + per_page).min(kept.len());
    if from >= until {
        return Ok(Vec::new());
    }
    let first = |row: &Row| Reverse((row.key, row.available(), row.no));
    let sorted = if matches.ranked { until.max(WINDOW) } else { until }.min(kept.len());
    if sorted < kept.len() {
        kept.select_nth_unstable_by_key(sorted, first);
        kept.truncate(sorted);
    }
    kept.sort_unstable_by_key(first);
    if matches.ranked && from < WINDOW {
        let window = WINDOW.min(kept.len());
        look_closely(db, &mut kept[..window], groups).await?;
    }
    Ok(kept[from..until].iter().map(|row| row.no).collect())
}

async fn look_closely(db: &PgPool, rows: &mut [Row], groups: &[Group]) -> Result<()> {
    let nos: Vec<i32> = rows.iter().map(|row| row.no).collect();
    let scores = scores(db, &nos, groups).await?;
    let of = |row: &Row| scores.get(&row.no).copied().unwrap_or(0.0);
    rows.sort_by(|a, b| of(b).total_cmp(&of(a)).then_with(|| (b.available(), b.key, b.no).cmp(&(a.available(), a.key, a.no))));
    Ok(())
}

/// How well each of these listings answers.
pub(super) async fn scores(db: &PgPool, nos: &[i32], groups: &[Group]) -> Result<HashMap<i32, f64>> {
    let texts = sqlx::query!(
        r#"select l.no, ts_filter(l.words, '{a,b,c}')::text as "words!", l.name_words, p.name
             from listing l join product p on p.id = l.product_id where l.no = any ($1)"#,
        nos,
    )
    .fetch_all(db)
    .await?;
    Ok(texts
        .iter()
        .map(|r| {
            let mut document = Document::new(&r.name, u16::try_from(r.name_words).unwrap_or(1));
            lexemes(&r.words, |word, position, field| document.add(word, position, field));
            (r.no, score(&document, groups))
        })
        .collect())
}

/// Reads a `tsvector` as PostgreSQL writes it: `'~emping':1A,9B '~melinjo':2A`. Only words are told,
/// each by the lexeme that [`super::super::refresh`] made for it.
fn lexemes<'a>(text: &'a str, mut tell: impl FnMut(&'a str, u16, Field)) {
    for entry in text.split(' ') {
        let Some((word, places)) = entry.strip_prefix("'~").and_then(|rest| rest.split_once("':")) else { continue };
        for place in places.split(',') {
            let digits = place.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let field = match &place[digits.len()..] {
                "A" => Field::Name,
                "B" => Field::About,
                _ => Field::Around,
            };
            tell(word, digits.parse().unwrap_or(u16::MAX), field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tsvector_is_read() {
        let mut told = Vec::new();
        lexemes("'^emping':3A '~250g':9B,12C '=emping':1A '~emping':1A,40C 'it''s':1A '~x'", |w, at, f| {
            told.push((w.to_owned(), at, f))
        });
        assert_eq!(
            told,
            [
                ("250g".to_owned(), 9, Field::About),
                ("250g".to_owned(), 12, Field::Around),
                ("emping".to_owned(), 1, Field::Name),
                ("emping".to_owned(), 40, Field::Around),
            ]
        );
    }
}
