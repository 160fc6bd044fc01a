//! The order of the first hits: the server finds them, and the domain's rule puts them in order, the
//! same for every engine. What the words mean is read from the words of the hits themselves.

use std::collections::HashMap;

use domain::discovery::{Document, Effort, Field, Knowledge, Plan, Query, Synonyms, Word, document_tokens, fold, score};

use super::document::Found;

/// Hits that are put in order; behind them the server's own order stands.
pub(super) const WINDOW: usize = 48;

/// What the words of the hits say of a query, beside what the market knows of it as it stands.
pub(super) fn plan(found: &[Found], query: &Query, known: &Knowledge, synonyms: &Synonyms, effort: Effort) -> Plan {
    let mut named: HashMap<(String, String), i32> = HashMap::new();
    for hit in found {
        let mut words: Vec<(String, String)> = Vec::new();
        if let Some(card) = &hit.card {
            // As it is written, to say what was meant in the market's spelling.
            for text in [&card.name, &card.shop, &card.village, &card.district] {
                words.extend(document_tokens(text).into_iter().map(|w| (fold(&w), w)).map(|(f, w)| (w, f)));
            }
        }
        let others = [&hit.words_about, &hit.words_around].into_iter().flat_map(|t| t.split(' ')).filter(|w| !w.is_empty());
        words.extend(others.map(|w| (w.to_owned(), w.to_owned())));
        words.sort_unstable();
        words.dedup();
        // Of two writings of one word the folded one adds nothing.
        for (word, folded) in &words {
            if word != folded || !words.iter().any(|(w, f)| f == folded && w != folded) {
                *named.entry((word.clone(), folded.clone())).or_default() += 1;
            }
        }
    }
    let words = named.into_iter().map(|((word, folded), named)| Word { word, folded, named }).collect();
    let mut knowledge = known.clone();
    knowledge.add(words);
    Plan::of(query, &knowledge, synonyms, effort)
}

/// How well each hit answers, best first; equal ones stay as they came.
pub(super) fn by_score(found: Vec<Found>, plan: &Plan) -> Vec<(f64, Found)> {
    let mut scored: Vec<(f64, Found)> = found.into_iter().map(|hit| (of(&hit, plan), hit)).collect();
    let available = |hit: &Found| hit.card.as_ref().is_some_and(|card| card.available);
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| available(other).cmp(&available(one))));
    scored
}

fn of(hit: &Found, plan: &Plan) -> f64 {
    let name = hit.card.as_ref().map(|card| card.name.as_str()).unwrap_or_default();
    let in_name: Vec<&str> = words(&hit.words_name).collect();
    let mut document = Document::new(name, u16::try_from(in_name.len()).unwrap_or(u16::MAX));
    let mut at = 0;
    let fields = [(&hit.words_name, Field::Name), (&hit.words_about, Field::About), (&hit.words_around, Field::Around)];
    for (text, field) in fields {
        for word in words(text) {
            at += 1;
            document.add(word, at, field);
        }
    }
    score(&document, &plan.groups)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|w| !w.is_empty())
}
