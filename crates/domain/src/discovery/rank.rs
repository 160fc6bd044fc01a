//! Which of the products that have all the words was meant: the order of hits by relevance.

use std::collections::HashMap;

use super::{Alternative, Group, How};

/// Where a word of a listing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    /// Keywords, what it is sold by.
    About,
    /// Category, shop, place. What a description says, and what many have in common (koperasi,
    /// regency, wider categories), is found but does not count here.
    Around,
}

impl Field {
    /// How much a word says there, from 0 to 1.
    const fn weight(self) -> f64 {
        match self {
            Self::Name => 1.0,
            Self::About => 0.55,
            Self::Around => 0.5,
        }
    }
}

/// The words of a listing, folded, with their places. Positions in the name count from 1.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    places: HashMap<&'a str, Vec<(u16, Field)>>,
    /// How many words the name has.
    name_words: u16,
    /// The name as it is written.
    name: &'a str,
}

impl<'a> Document<'a> {
    pub fn new(name: &'a str, name_words: u16) -> Self {
        Self { places: HashMap::new(), name_words, name }
    }

    pub fn add(&mut self, folded: &'a str, position: u16, field: Field) {
        self.places.entry(folded).or_default().push((position, field));
    }

    fn best(&self, folded: &str) -> Option<(f64, Option<u16>)> {
        let places = self.places.get(folded)?;
        let weight = places.iter().map(|(_, field)| field.weight()).fold(0.0, f64::max);
        let in_name = places.iter().filter(|(_, field)| *field == Field::Name).map(|(at, _)| *at).min();
        Some((weight, in_name))
    }
}

/// How one group is found in a document.
struct Found {
    value: f64,
    how: How,
    /// Where in the name, if there.
    at: Vec<u16>,
}

fn found(document: &Document<'_>, alternative: &Alternative) -> Option<Found> {
    let mut value = f64::MAX;
    let mut at = Vec::with_capacity(alternative.folded.len());
    for word in &alternative.folded {
        let (weight, position) = document.best(word)?;
        value = value.min(weight);
        at.extend(position);
    }
    Some(Found { value: value * alternative.how.weight(), how: alternative.how, at })
}

/// What a name is worth beside the words found in it.
const COVERED: f64 = 0.25;
const FIRST: f64 = 0.12;
const IN_ORDER: f64 = 0.08;
const AS_TYPED: f64 = 0.05;
/// More than all the rest together.
const EACH: f64 = 2.0;

/// How well a document answers the groups of a query; 0 when it has none of them. A document that
/// has more of the groups is always worth more.
///
/// It goes by where the words are (name before keywords before shop and place)
/// and how they are meant (as typed before another spelling, synonym or typo); then by how much of
/// the name was asked for, whether the name begins with it (in Indonesian the thing itself comes
/// first: *kopi bubuk*, but *permen kopi*), and whether its words stand in the order typed.
pub fn score(document: &Document<'_>, groups: &[Group]) -> f64 {
    let found: Vec<Found> = groups
        .iter()
        .filter_map(|group| {
            group.alternatives.iter().filter_map(|a| found(document, a)).max_by(|a, b| a.value.total_cmp(&b.value))
        })
        .collect();
    if found.is_empty() {
        return 0.0;
    }
    let all = groups.len() as f64;
    let meant = found.iter().map(|f| f.value).sum::<f64>() / all;
    let mut named: Vec<u16> =
        found.iter().filter(|f| !matches!(f.how, How::Typo(_))).flat_map(|f| f.at.iter().copied()).collect();
    let in_order = order(&found);
    named.sort_unstable();
    named.dedup();
    let covered = named.len() as f64 / f64::from(document.name_words.max(1));
    let first = if named.first() == Some(&1) { FIRST } else { 0.0 };
    EACH * found.len() as f64
        + meant
        + COVERED * covered.min(1.0)
        + first
        + IN_ORDER * in_order
        + AS_TYPED * as_typed(document, groups)
}

/// The share of neighbours of the query that stand in the name in their order, side by side.
fn order(found: &[Found]) -> f64 {
    let at: Vec<u16> = found.iter().flat_map(|f| f.at.iter().copied()).collect();
    if at.len() < 2 {
        return 0.0;
    }
    let steps = at.windows(2).map(|pair| match pair[1].checked_sub(pair[0]) {
        Some(1) => 1.0,
        Some(0) | None => 0.0,
        Some(_) => 0.5,
    });
    steps.sum::<f64>() / (at.len() - 1) as f64
}

/// The share of words that stand in the name letter by letter.
fn as_typed(document: &Document<'_>, groups: &[Group]) -> f64 {
    let name = document.name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let said: Vec<&String> = groups.iter().flat_map(|g| &g.said).collect();
    said.iter().filter(|w| words.contains(&w.as_str())).count() as f64 / said.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discovery::{Effort, Knowledge, Plan, Query, Synonym, Synonyms, Word, document_tokens, fold};

    struct Listing {
        name: &'static str,
        about: &'static str,
        seller: &'static str,
    }

    const fn listing(name: &'static str, about: &'static str, seller: &'static str) -> Listing {
        Listing { name, about, seller }
    }

    fn best(q: &str, listings: &[Listing], synonyms: &[(&str, &str)]) -> &'static str {
        let words: Vec<Vec<(String, Field)>> = listings
            .iter()
            .map(|l| {
                [(l.name, Field::Name), (l.about, Field::About), (l.seller, Field::Around)]
                    .into_iter()
                    .flat_map(|(text, field)| document_tokens(text).into_iter().map(move |w| (w, field)))
                    .collect()
            })
            .collect();
        let known = words.iter().flatten().map(|(w, _)| Word { word: w.clone(), folded: fold(w), named: 5 }).collect();
        let synonyms = Synonyms::new(synonyms.iter().map(|(t, m)| Synonym {
            term: document_tokens(t),
            means: document_tokens(m),
            two_way: true,
        }));
        let plan = Plan::of(&Query::parse(q), &Knowledge::new(known), &synonyms, Effort::Usual);
        let scores: Vec<f64> = words
            .iter()
            .zip(listings)
            .map(|(words, l)| {
                let folded: Vec<String> = words.iter().map(|(w, _)| fold(w)).collect();
                let in_name = words.iter().filter(|(_, f)| *f == Field::Name).count();
                let mut d = Document::new(l.name, in_name as u16);
                folded.iter().zip(words).enumerate().for_each(|(at, (f, (_, field)))| d.add(f, at as u16 + 1, *field));
                score(&d, &plan.groups)
            })
            .collect();
        let first = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap();
        listings[first].name
    }

    #[test]
    fn what_was_meant_comes_first() {
        let market = [
            listing("Permen Kopi", "kopi", "Toko Manis Bandar"),
            listing("Kopi Bubuk Robusta Tombo Premium", "", "Warung Pak Slamet Bandar"),
            listing("Kopi Bubuk", "", "Warung Pak Joko Tombo"),
            listing("Emping Melinjo Super", "250 g", "Dapur Bu Tini Limpung"),
            listing("Emping Melinjo", "500 g", "Dapur Bu Sri Reban"),
            listing("Melinjo Kupas", "1 kg", "Tani Limpung"),
            listing("Gula Aren Cair", "500 ml", "Blado"),
            listing("Gula Pasir Merah Putih", "", "Batang"),
        ];
        for (q, first) in [
            ("kopi bubuk", "Kopi Bubuk"),
            ("bubuk kopi", "Kopi Bubuk"),
            ("kopi tombo", "Kopi Bubuk Robusta Tombo Premium"),
            ("permen", "Permen Kopi"),
            ("mlinjo", "Melinjo Kupas"),
            ("emping", "Emping Melinjo"),
            ("emping mlinjo", "Emping Melinjo"),
            ("emping limpung", "Emping Melinjo Super"),
            ("emping 250gr", "Emping Melinjo Super"),
            ("gula jawa", "Gula Aren Cair"),
            ("empng melinjo", "Emping Melinjo"),
            ("tini", "Emping Melinjo Super"),
        ] {
            assert_eq!(best(q, &market, &[("gula jawa", "gula aren")]), first, "{q}");
        }
    }

    #[test]
    fn more_of_the_words_is_always_better() {
        let market = [listing("Emping", "", ""), listing("Rempah Panjang Sekali Dengan Emping Dan Durian Di Ujung", "", "")];
        assert_eq!(best("emping durian", &market, &[]), market[1].name);
        assert_eq!(best("xyzzy", &market, &[]), market[1].name); // neither has it: all scores are 0
    }
}
