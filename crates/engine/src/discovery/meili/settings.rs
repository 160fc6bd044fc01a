//! The settings of every index, in one place.

use std::collections::{BTreeMap, HashMap};

use domain::discovery::{Synonym, allowed_typos, document_tokens, fold};
use meilisearch_sdk::settings::{
    FacetSortValue, FacetingSettings, FilterableAttribute, MinWordSizeForTypos, PaginationSetting, Settings,
    TypoToleranceSettings,
};
use sha2::{Digest as _, Sha256};

use super::server::Indexed;

/// To be raised when documents are made otherwise: the next start builds the index anew.
const SHAPE: u32 = 2;

/// More than any market here has; beyond it a count would be cut off.
const HITS_MAX: usize = 5_000_000;
const FACET_VALUES_MAX: usize = 1_000;
/// A word that fewer listings have may itself be a slip; those with more are taken as they stand.
const OFTEN: i32 = 3;

/// The facets of products, as attributes.
pub(super) const FACETS: [&str; 4] = ["categories", "district", "koperasi_label", "certificates"];

/// Everything about an index but what the market's own words decide.
///
/// * Words are folded by `domain::discovery` on both sides, so the server has nothing to stem, to
///   split off or to leave out: no stop words (a query drops its own, unless it has no others), no
///   separators of its own.
/// * A sort that was asked for comes before relevance: the cheapest is the cheapest.
/// * Of equal hits, what can be had comes first, then the newer.
pub(super) fn of(indexed: Indexed) -> Settings {
    let strings = |all: &[&str]| Some(all.iter().map(|s| (*s).to_owned()).collect());
    let attributes = |all: &[&str]| Some(all.iter().map(|s| FilterableAttribute::from(*s)).collect());
    let common = Settings {
        stop_words: Some(Vec::new()),
        separator_tokens: Some(Vec::new()),
        non_separator_tokens: Some(Vec::new()),
        distinct_attribute: Some(None),
        pagination: Some(PaginationSetting { max_total_hits: HITS_MAX }),
        faceting: Some(FacetingSettings {
            max_values_per_facet: FACET_VALUES_MAX,
            sort_facet_values_by: Some(BTreeMap::from([("*".to_owned(), FacetSortValue::Count)])),
        }),
        typo_tolerance: Some(typos(indexed, Vec::new())),
        ..Settings::default()
    };
    match indexed {
        Indexed::Product => Settings {
            searchable_attributes: strings(&["words_name", "words_about", "words_around", "words_text"]),
            displayed_attributes: strings(&["id", "digest", "card", "words_name", "words_about", "words_around"]),
            filterable_attributes: attributes(&[
                "categories",
                "district",
                "koperasi",
                "koperasi_label",
                "certificates",
                "price",
                "in_stock",
                "_geo",
            ]),
            sortable_attributes: strings(&["price", "unit_rank", "per_unit", "published", "rating", "in_stock", "no", "_geo"]),
            ranking_rules: strings(&["sort", "words", "typo", "proximity", "attribute", "exactness", "in_stock:desc", "no:desc"]),
            ..common
        },
        Indexed::Shop | Indexed::Koperasi | Indexed::Supplier => Settings {
            searchable_attributes: strings(&["words_name", "words_around"]),
            displayed_attributes: strings(&["id", "digest", "slug", "name", "place", "about"]),
            filterable_attributes: attributes(&[]),
            sortable_attributes: strings(&[]),
            ranking_rules: strings(&["words", "typo", "proximity", "attribute", "exactness"]),
            ..common
        },
    }
}

/// One slip from 4 letters, two from 8, as in [`allowed_typos`]; numbers are exact.
/// In what a description says nobody is taken to have mistyped.
pub(super) fn typos(indexed: Indexed, exact: Vec<String>) -> TypoToleranceSettings {
    let text = if indexed == Indexed::Product { vec!["words_text".to_owned()] } else { Vec::new() };
    let first = |typos| (1..=u8::MAX).find(|n| allowed_typos(&"x".repeat(usize::from(*n))) >= typos);
    TypoToleranceSettings {
        enabled: Some(true),
        disable_on_attributes: Some(text),
        disable_on_words: Some(exact),
        min_word_size_for_typos: Some(MinWordSizeForTypos { one_typo: first(1), two_typos: first(2) }),
        disable_on_numbers: Some(true),
    }
}

/// Words of the market that mean themselves: who asks for *kopi* does not ask for *topi*.
pub(super) async fn exact_words<'e>(db: impl sqlx::PgExecutor<'e>) -> crate::trouble::Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select folded from search_word where length(folded) > 3 group by folded having sum(named) > $1 order by folded",
        i64::from(OFTEN)
    )
    .fetch_all(db)
    .await?)
}

/// The operator's dictionary as the server takes it: each term with all that it also means.
pub(super) fn synonyms(entries: &[Synonym]) -> HashMap<String, Vec<String>> {
    let folded = |words: &[String]| words.iter().map(|w| fold(w)).collect::<Vec<_>>().join(" ");
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    let mut add = |term: &[String], means: &[String]| {
        let (term, means) = (folded(term), folded(means));
        if term != means {
            all.entry(term).or_default().push(means);
        }
    };
    for entry in entries {
        add(&entry.term, &entry.means);
        if entry.two_way {
            add(&entry.means, &entry.term);
        }
    }
    for means in all.values_mut() {
        means.sort_unstable();
        means.dedup();
    }
    all
}

/// Changes when an index would be built otherwise: by its settings, the shape of its documents, or
/// the normaliser.
pub(super) fn fingerprint() -> String {
    const SAMPLE: &str =
        "Krupuk/kerupuk usek ¼ kg, oleh2 & oleh-oleh Jum'at; minyak 1,5 liter (mlinjo) Rp12.500 dodhol chocolate tjap";
    let mut digest = Sha256::new();
    digest.update(SHAPE.to_be_bytes());
    for indexed in Indexed::ALL {
        digest.update(serde_json::to_vec(&of(indexed)).unwrap_or_default());
    }
    for word in document_tokens(SAMPLE) {
        digest.update(fold(&word));
        digest.update(b" ");
    }
    digest.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_those_of_the_domain() {
        let sizes = typos(Indexed::Product, Vec::new()).min_word_size_for_typos.unwrap();
        assert_eq!((sizes.one_typo, sizes.two_typos), (Some(4), Some(8)));
    }

    #[test]
    fn a_one_way_entry_goes_one_way() {
        let entry =
            |term: &str, means: &str, two_way| Synonym { term: document_tokens(term), means: document_tokens(means), two_way };
        let all = synonyms(&[
            entry("gula jawa", "gula aren", true),
            entry("gula jawa", "gula merah", true),
            entry("camilan", "kerupuk", false),
            entry("krupuk", "kerupuk", true),
        ]);
        assert_eq!(all.get("gula jawa").map(Vec::len), Some(2));
        assert!(all.contains_key(&fold("camilan")) && !all.contains_key(&fold("kerupuk")), "{all:?}");
    }

    #[test]
    fn the_fingerprint_stands_still() {
        assert_eq!(fingerprint(), fingerprint());
        assert_eq!(fingerprint().len(), 24);
    }
}
