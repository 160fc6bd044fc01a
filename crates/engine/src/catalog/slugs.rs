//! A new product finds its address.

use domain::slug::Slug;
use rand::RngExt as _;

/// Addresses of `/usaha/produk/…` that are no product.
const RESERVED: [&str; 2] = ["baru", "impor"];

/// The slugs to try for a name, the plain one first. From the sixth on they are drawn: a thousand
/// shops sell "keripik singkong", and counting up through all of them would cost a query each.
pub(crate) fn candidates(name: &str) -> impl Iterator<Item = Slug> {
    let plain = Slug::from_name(name);
    let first = (!RESERVED.contains(&plain.as_str())).then(|| plain.clone());
    let drawn = std::iter::repeat_with(|| rand::rng().random_range(1000..1_000_000));
    first.into_iter().chain((2..6).chain(drawn).map(move |n| plain.numbered(n)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_one_comes_first_and_pages_are_never_hidden() {
        let slugs: Vec<String> = candidates("Keripik Singkong").take(7).map(|s| s.to_string()).collect();
        assert_eq!(slugs[..3], ["keripik-singkong", "keripik-singkong-2", "keripik-singkong-3"]);
        assert!(slugs.iter().all(|s| Slug::parse(s).is_ok()));
        assert_eq!(candidates("Baru!").next().unwrap().as_str(), "baru-2");
        assert!(candidates(&"a".repeat(120)).nth(9).unwrap().as_str().len() <= Slug::MAX);
    }
}
