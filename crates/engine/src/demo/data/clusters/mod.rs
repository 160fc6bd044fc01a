//! What is made where: the clusters of Batang, with goods, prices and words of their own. Prices
//! are the reported ones of `docs` (2018–2021) raised to about those of 2026.

mod craft;
mod drinks;
mod farm;
mod kitchen;
mod sea;
mod snacks;
mod textile;

/// One thing that a shop of a cluster may sell.
#[derive(Debug, Clone, Copy)]
pub struct Goods {
    /// Its name as people would write it.
    pub name: &'static str,
    /// Category slug.
    pub category: &'static str,
    /// Picture, see `demo::draw::KINDS`.
    pub kind: &'static str,
    /// What one buys one of.
    pub unit: &'static str,
    /// Lowest and highest price in rupiah.
    pub price: (i64, i64),
    /// Days to make it; 0 is sold from stock.
    pub days: i64,
    /// Other spellings and words that buyers use.
    pub keywords: &'static str,
}

pub(super) const fn g(
    name: &'static str,
    category: &'static str,
    kind: &'static str,
    unit: &'static str,
    lo: i64,
    hi: i64,
    keywords: &'static str,
) -> Goods {
    Goods { name, category, kind, unit, price: (lo, hi), days: 0, keywords }
}

/// Made to order.
pub(super) const fn m(days: i64, goods: Goods) -> Goods {
    Goods { days, ..goods }
}

/// A line of business in certain villages.
#[derive(Debug, Clone, Copy)]
pub struct Cluster {
    /// Its key.
    pub key: &'static str,
    /// How shop names begin.
    pub heads: &'static [&'static str],
    /// Kecamatan and village, the strongest first.
    pub spots: &'static [(&'static str, &'static str)],
    /// How many shops.
    pub shops: usize,
    /// Which koperasi its makers belong to (index into the list of koperasi).
    pub koperasi: &'static [usize],
    /// Women among the owners, in a hundred.
    pub women: u64,
    /// Food needs SPP-IRT and halal.
    pub food: bool,
    /// Stories of a shop; `{p}` is the owner, `{d}` the village, `{t}` a year.
    pub stories: &'static [&'static str],
    /// First paragraph of a description; `{d}` is the village.
    pub opening: &'static [&'static str],
    /// Lines of the list.
    pub facts: &'static [&'static str],
    /// Last paragraph.
    pub closing: &'static [&'static str],
    /// What they sell; the first few nearly always.
    pub goods: &'static [Goods],
}

/// All clusters.
pub const CLUSTERS: [&Cluster; 19] = [
    &snacks::EMPING,
    &snacks::KERUPUK,
    &snacks::KERIPIK,
    &snacks::OPAK,
    &textile::BATIK,
    &textile::KONVEKSI,
    &textile::KULIT,
    &sea::TERASI,
    &sea::ASIN,
    &sea::ASAP,
    &drinks::TEH,
    &drinks::KOPI,
    &drinks::JAMU,
    &kitchen::SERABI,
    &kitchen::KUE,
    &kitchen::DAPUR,
    &farm::TANI,
    &craft::KERAJINAN,
    &craft::JASA,
];
