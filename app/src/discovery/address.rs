//! Addresses of searches: each a small step from the one on the page.

use domain::discovery::SearchRequest;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand as it is in a query string.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// The address of a search.
pub fn of(request: &SearchRequest) -> String {
    from_pairs(request.parameters())
}

/// The same search on another page.
pub fn on_page(request: &SearchRequest, page: u64) -> String {
    of(&request.clone().on_page(u32::try_from(page).unwrap_or(u32::MAX)))
}

/// The same search, from its first page, without parameters for which `gone` holds.
pub fn without(request: &SearchRequest, gone: impl Fn(&str, &str) -> bool) -> String {
    from_pairs(request.parameters().into_iter().filter(|(name, value)| *name != "hal" && !gone(name, value)).collect())
}

/// The same search, from its first page, with one more parameter.
pub fn with(request: &SearchRequest, name: &'static str, value: &str) -> String {
    let mut pairs = request.parameters();
    pairs.retain(|(n, _)| *n != "hal");
    if !pairs.iter().any(|(n, v)| *n == name && v == value) {
        pairs.push((name, value.to_owned()));
    }
    from_pairs(pairs)
}

/// The same search in one category, whatever others were chosen.
pub fn of_category(request: &SearchRequest, slug: &str) -> String {
    let mut pairs = request.parameters();
    pairs.retain(|(name, _)| !["hal", "kategori"].contains(name));
    pairs.push(("kategori", slug.to_owned()));
    from_pairs(pairs)
}

/// The same search within ten kilometres, nearest first; the position is still to be added.
pub fn near(request: &SearchRequest) -> String {
    let mut pairs = request.parameters();
    pairs.retain(|(name, _)| !["hal", "urut", "lat", "lng", "radius_km"].contains(name));
    pairs.extend([("urut", "terdekat".to_owned()), ("radius_km", "10".to_owned())]);
    from_pairs(pairs)
}

/// A search for words alone.
pub fn for_words(q: &str) -> String {
    from_pairs(vec![("q", q.to_owned())])
}

fn from_pairs(pairs: Vec<(&'static str, String)>) -> String {
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, KEPT))).collect();
    if query.is_empty() { "/cari".to_owned() } else { format!("/cari?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(query: &str) -> SearchRequest {
        SearchRequest::read(&crate::house::posted::parse_pairs(query.as_bytes())).0
    }

    #[test]
    fn a_step_changes_one_thing_and_starts_from_the_first_page() {
        let r = request("q=emping+%26+teh&kategori=emping&kategori=teh&sertifikat=halal&hal=3");
        assert_eq!(
            without(&r, |n, v| n == "kategori" && v == "teh"),
            "/cari?q=emping%20%26%20teh&kategori=emping&sertifikat=halal"
        );
        assert_eq!(
            with(&r, "kecamatan", "limpung"),
            "/cari?q=emping%20%26%20teh&kategori=emping&kategori=teh&sertifikat=halal&kecamatan=limpung"
        );
        assert_eq!(with(&r, "kategori", "teh"), without(&r, |_, _| false));
        assert_eq!(on_page(&r, 2).split('&').next_back(), Some("hal=2"));
        assert_eq!(without(&r, |_, _| true), "/cari");
        assert_eq!(for_words("\"><script>"), "/cari?q=%22%3E%3Cscript%3E");
    }
}
