//! What somebody waits for: a search in the one form under which it is kept.

use domain::discovery::{Choice, Query, SearchRequest};
use domain::form::{Inputs, Invalid};
use url::form_urlencoded;

/// A search for words that may wait for its first hit, without what only orders, measures or pages
/// the hits: two who wait for the same write it alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    request: SearchRequest,
    query: String,
}

/// Characters of a label at most; the search itself is kept whole.
const LABEL_MAX: usize = 300;

impl Wish {
    /// Bytes of the written form at most: it stands in an index.
    pub const QUERY_MAX: usize = 2000;

    /// The wish behind a search. Filters that name nothing there is (`unknown`, as
    /// [`domain::discovery::Page`] has them) are left out.
    ///
    /// # Errors
    /// [`Invalid::Required`] without a word to look for, [`Invalid::TooLong`].
    pub fn of(request: &SearchRequest, unknown: &[(&'static str, String)]) -> Result<Self, Invalid> {
        let narrows = request.near.is_some_and(|near| near.radius_km.is_some());
        let is_kept = |pair: &(&'static str, String)| match pair.0 {
            "hal" | "per_hal" | "urut" => false,
            // Where somebody is, is nobody's business when it narrows nothing.
            "lat" | "lng" => narrows,
            _ => !unknown.contains(pair),
        };
        let words = request.q().split_whitespace().collect::<Vec<_>>().join(" ");
        let one_form = request.clone().with_q(&words);
        let pairs: Vec<(&'static str, String)> = one_form.parameters().into_iter().filter(is_kept).collect();
        let mut written = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &pairs {
            written.append_pair(name, value);
        }
        let query = written.finish();
        let (request, _) = SearchRequest::read(&pairs.into_iter().collect());
        // What has no word in it would find the whole market.
        if Query::parse(request.q()).is_empty() {
            return Err(Invalid::Required);
        }
        if query.len() > Self::QUERY_MAX {
            return Err(Invalid::TooLong { max: Self::QUERY_MAX });
        }
        Ok(Self { request, query })
    }

    /// Reads what [`Wish::query`] writes, or any query string of `/cari`.
    ///
    /// # Errors
    /// As [`Wish::of`], and for every parameter that cannot be used.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if text.len() > Self::QUERY_MAX {
            return Err(Invalid::TooLong { max: Self::QUERY_MAX });
        }
        let inputs: Inputs = form_urlencoded::parse(text.as_bytes()).collect();
        let (request, errors) = SearchRequest::read(&inputs);
        if let Some((_, why)) = errors.iter().next() {
            return Err(why.clone());
        }
        Self::of(&request, &[])
    }

    pub fn request(&self) -> &SearchRequest {
        &self.request
    }

    /// What stands behind the `?` of the search's address; ASCII.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The same as people read it, alike in both languages: the words, then what narrows them.
    pub fn label(&self) -> String {
        let r = &self.request;
        let mut parts = vec![r.q().to_owned()];
        let chosen = [&r.categories, &r.districts, &r.koperasi].into_iter().flatten();
        parts.extend(chosen.map(|choice: &Choice| choice.as_str().replace('-', " ")));
        parts.extend(r.certificates.iter().map(|kind| kind.code().to_uppercase()));
        parts.extend(match (r.price_from, r.price_to) {
            (Some(from), Some(to)) => Some(format!("{from}–{to}")),
            (Some(from), None) => Some(format!("≥ {from}")),
            (None, Some(to)) => Some(format!("≤ {to}")),
            (None, None) => None,
        });
        parts.extend(r.near.and_then(|near| near.radius_km).map(|km| format!("{km} km")));
        parts.join(" · ").chars().take(LABEL_MAX).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_one_search_are_one_wish() {
        let long = Wish::parse("hal=3&urut=terdekat&lat=-6.9&lng=109.7&kecamatan=bandar&q=gula++kelapa&per_hal=6").unwrap();
        let short = Wish::parse("q=gula%20kelapa&kecamatan=bandar").unwrap();
        assert_eq!((long.query(), &long), (short.query(), &short));
        assert_eq!(Wish::parse(short.query()).unwrap(), short);
        assert_eq!(short.label(), "gula kelapa · bandar");
        let near = Wish::parse("q=kopi&lat=-6.9&lng=109.7&radius_km=10&harga_maks=20.000").unwrap();
        assert_eq!(Wish::parse(near.query()).unwrap(), near);
        assert_eq!(near.label(), "kopi · ≤ Rp20.000 · 10 km");
    }

    #[test]
    fn filters_that_name_nothing_are_left_out() {
        let (request, _) =
            SearchRequest::read(&[("q", "kopi"), ("kategori", "kopi"), ("kategori", "tidak-ada")].into_iter().collect());
        let wish = Wish::of(&request, &[("kategori", "tidak-ada".to_owned())]).unwrap();
        assert_eq!(wish.query(), "q=kopi&kategori=kopi");
    }

    #[test]
    fn what_is_no_search_for_words_is_refused() {
        let long = "x".repeat(10_000);
        for (text, why) in [
            ("", Invalid::Required),
            ("kategori=kopi", Invalid::Required),
            ("q=%3F%21", Invalid::Required),
            ("q=+%00+", Invalid::Required),
            ("kopi", Invalid::Required),
            ("q=kopi&urut=acak", Invalid::UnknownChoice),
            ("q=kopi&kategori=%00", Invalid::UnknownChoice),
            (long.as_str(), Invalid::TooLong { max: Wish::QUERY_MAX }),
        ] {
            assert_eq!(Wish::parse(text).unwrap_err(), why, "{text:.40}");
        }
        let crowded: Vec<String> = (0..20).map(|n| format!("kategori={n}{}", "k".repeat(78))).collect();
        let (request, errors) = SearchRequest::read(&form_urlencoded::parse(crowded.join("&").as_bytes()).collect());
        assert!(errors.is_empty(), "{errors:?}");
        let crowded = Wish::of(&request.with_q(&"ü".repeat(60)), &[]);
        assert_eq!(crowded.unwrap_err(), Invalid::TooLong { max: Wish::QUERY_MAX });
    }
}
