//! What others are shown of a page: search engines read JSON-LD (schema.org), chats a preview.
//!
//! JSON-LD stands in the head as data. A browser runs nothing of it, so the policy that allows no inline
//! script has no say in it.

mod linked;
mod preview;

pub use linked::{Rating, breadcrumbs, market, product, shop};
pub use preview::{product_image, shop_image};

use serde_json::Value;

use crate::house::Routes;

pub fn routes() -> Routes {
    Routes::new().get("/pratinjau/produk/{slug}/{file}", preview::product).get("/pratinjau/toko/{slug}/{file}", preview::shop)
}

/// The address of a page in a language: each has one of its own, so that search engines keep both.
/// Indonesian is what one gets without asking.
pub fn address(path: &str, lang: domain::lang::Lang) -> String {
    match lang {
        domain::lang::Lang::Id => path.to_owned(),
        domain::lang::Lang::En => format!("{path}{}bahasa=en", if path.contains('?') { '&' } else { '?' }),
    }
}

/// JSON-LD for a head, in one element. `site` is put before every path that stands for an address.
pub fn script(mut all: Vec<Value>, site: &str) -> String {
    if all.is_empty() {
        return String::new();
    }
    for value in &mut all {
        make_absolute(value, site);
    }
    let graph = serde_json::json!({ "@context": "https://schema.org", "@graph": all });
    // In an element of this kind only `</script` and `<!--` mean something, and both begin with `<`.
    format!("<script type=\"application/ld+json\">{}</script>", graph.to_string().replace('<', "\\u003c"))
}

/// The properties that hold addresses; in any other a text may begin with a slash.
const ADDRESSES: [&str; 6] = ["@id", "url", "item", "image", "logo", "urlTemplate"];

fn make_absolute(value: &mut Value, site: &str) {
    match value {
        Value::Object(map) => {
            for (name, value) in map.iter_mut() {
                let address = ADDRESSES.contains(&name.as_str());
                match value {
                    Value::String(path) if address && path.starts_with('/') => path.insert_str(0, site),
                    Value::Array(paths) if address => {
                        for path in paths {
                            if let Value::String(path) = path
                                && path.starts_with('/')
                            {
                                path.insert_str(0, site);
                            }
                        }
                    }
                    other => make_absolute(other, site),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| make_absolute(value, site)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;
    use serde_json::json;

    use super::*;

    #[test]
    fn no_text_ends_the_element() {
        let html = script(vec![json!({ "name": "</script><script>alert(1)</script><!--" })], "https://guyub.example");
        assert_eq!(html.matches('<').count(), 2, "{html}");
        let inside = html.trim_start_matches("<script type=\"application/ld+json\">").trim_end_matches("</script>");
        let back: Value = serde_json::from_str(inside).unwrap();
        assert_eq!(back["@graph"][0]["name"], "</script><script>alert(1)</script><!--");
        assert_eq!(script(vec![], "https://guyub.example"), "");
    }

    #[test]
    fn paths_become_addresses_and_texts_stay() {
        let mut value = json!({ "url": "/produk/a", "name": "/produk/a", "image": ["/gambar/a", "https://x.example/b"],
            "offers": [{ "seller": { "@id": "/toko/b" } }] });
        make_absolute(&mut value, "https://guyub.example");
        assert_eq!(value["url"], "https://guyub.example/produk/a");
        assert_eq!(value["name"], "/produk/a");
        assert_eq!(value["image"], json!(["https://guyub.example/gambar/a", "https://x.example/b"]));
        assert_eq!(value["offers"][0]["seller"]["@id"], "https://guyub.example/toko/b");
    }

    #[test]
    fn each_language_has_its_address() {
        assert_eq!(address("/produk/a", Lang::Id), "/produk/a");
        assert_eq!(address("/produk/a", Lang::En), "/produk/a?bahasa=en");
        assert_eq!(address("/cari?q=emping", Lang::En), "/cari?q=emping&bahasa=en");
    }
}
