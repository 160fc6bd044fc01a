//! Counts of a facet's values as people read them: named, in an order, with what is chosen.

use std::collections::{HashMap, HashSet};

use domain::discovery::{Count, Label};
use domain::permit::PermitKind;

use super::chosen::Koperasi;
use super::lexicon::Lexicon;

/// Koperasi named at most, those with most hits; a chosen one always is.
pub(super) const KOPERASI_MAX: usize = 100;

/// In the order of the tree. `totals` has, for each category, what is in it and in those below it.
pub(super) fn categories(lexicon: &Lexicon, mut totals: HashMap<i16, u64>, chosen: &HashSet<i16>) -> Vec<Count> {
    for id in chosen {
        totals.entry(*id).or_default();
    }
    let mut counts: Vec<(Vec<(i16, &str)>, Count)> = totals
        .into_iter()
        .filter_map(|(id, hits)| {
            let category = lexicon.categories.get(&id)?;
            let mut path: Vec<(i16, &str)> =
                lexicon.line(id).filter_map(|id| lexicon.categories.get(&id)).map(|c| (c.sort, c.slug.as_str())).collect();
            path.reverse();
            let depth = u8::try_from(path.len().saturating_sub(1)).unwrap_or(u8::MAX);
            let (key, label) = (category.slug.clone(), category.label.clone());
            Some((path, Count { key, label, hits, depth, chosen: chosen.contains(&id) }))
        })
        .collect();
    counts.sort_by(|a, b| a.0.cmp(&b.0));
    counts.into_iter().map(|(_, count)| count).collect()
}

pub(super) fn districts(lexicon: &Lexicon, hits: &HashMap<i32, u64>, chosen: &HashSet<i32>) -> Vec<Count> {
    let none = chosen.iter().filter(|n| !hits.contains_key(n)).map(|n| (*n, 0));
    let mut counts: Vec<Count> = hits
        .iter()
        .map(|(n, hits)| (*n, *hits))
        .chain(none)
        .filter_map(|(number, hits)| {
            let district = lexicon.districts.get(&number)?;
            let (key, label) = (district.slug.clone(), Label::same(&district.name));
            Some(Count { key, label, hits, depth: 0, chosen: chosen.contains(&number) })
        })
        .collect();
    counts.sort_by(by_hits);
    counts
}

/// `hits` are of slugs, each with its name.
pub(super) fn koperasi(hits: Vec<(String, Label, u64)>, chosen: &[Koperasi]) -> Vec<Count> {
    let is_chosen = |slug: &str| chosen.iter().any(|k| k.slug == slug);
    let mut counts: Vec<Count> =
        hits.into_iter().map(|(key, label, hits)| Count { chosen: is_chosen(&key), key, label, hits, depth: 0 }).collect();
    let missing: Vec<&Koperasi> = chosen.iter().filter(|k| !counts.iter().any(|c| c.key == k.slug)).collect();
    counts.extend(missing.into_iter().map(|k| Count {
        key: k.slug.clone(),
        label: k.label.clone(),
        hits: 0,
        depth: 0,
        chosen: true,
    }));
    counts.sort_by(by_hits);
    counts.into_iter().enumerate().filter(|(at, c)| *at < KOPERASI_MAX || c.chosen).map(|(_, c)| c).collect()
}

pub(super) fn certificates(hits: impl Fn(PermitKind) -> u64, chosen: &[PermitKind]) -> Vec<Count> {
    PermitKind::ALL
        .into_iter()
        .map(|kind| Count {
            key: kind.code().to_owned(),
            label: Label::same(kind.code()),
            hits: hits(kind),
            depth: 0,
            chosen: chosen.contains(&kind),
        })
        .filter(|c| c.hits > 0 || c.chosen)
        .collect()
}

fn by_hits(a: &Count, b: &Count) -> std::cmp::Ordering {
    b.hits.cmp(&a.hits).then_with(|| a.label.id.cmp(&b.label.id))
}
