//! Lists what each shop sells, with prices, tiers, stock and words.

use super::clusters::{Cluster, Goods};
use super::{DemoProduct, Market, Shown, words};
use crate::demo::seed::Seed;

/// Lists 4 to 15 products for every shop.
pub fn list(market: &mut Market) {
    let mut seed = Seed::named("produk", 1);
    for shop in 0..market.shops.len() {
        let (cluster, village) = (market.shops[shop].cluster, market.shops[shop].village);
        for goods in choose(&mut seed, cluster) {
            let nth = market.products.len() as u64;
            let price = priced(&mut seed, goods);
            let stock = (goods.days == 0)
                .then(|| if seed.chance(4) { 0 } else { seed.between(2, if price > 150_000 { 14 } else { 140 }) });
            let tiers = tiers(&mut seed, price, stock.is_none());
            let shown = match seed.below(40) {
                0 => Shown::Draft,
                1 => Shown::Archived,
                _ => Shown::Published,
            };
            market.products.push(DemoProduct {
                shop,
                name: goods.name.to_owned(),
                category: goods.category,
                description: describe(&mut seed, cluster, goods, village),
                price,
                sale_unit: goods.unit,
                stock,
                made_days: (goods.days > 0).then_some(goods.days),
                tiers,
                keywords: goods.keywords,
                shown,
                kind: goods.kind,
                picture_seed: nth,
                days_ago: seed.between(0, 300),
            });
        }
    }
}

/// The first goods nearly always, the others by chance, in the cluster's order.
fn choose<'a>(seed: &mut Seed, cluster: &'a Cluster) -> Vec<&'a Goods> {
    let many = usize::try_from(seed.between(5, 11)).unwrap_or(8);
    let mut order: Vec<(u64, usize)> =
        (0..cluster.goods.len()).map(|i| (seed.below(100) + if i < 2 && cluster.key != "tani" { 200 } else { 0 }, i)).collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    let mut picked: Vec<usize> = order.into_iter().take(many).map(|(_, i)| i).collect();
    picked.sort_unstable();
    picked.into_iter().map(|i| &cluster.goods[i]).collect()
}

/// A price within the goods' range, as people round it.
pub fn priced(seed: &mut Seed, goods: &Goods) -> i64 {
    round_price(seed.between(goods.price.0, goods.price.1)).clamp(goods.price.0, goods.price.1)
}

/// To 100 rupiah below 5,000, 500 below 100,000, 1,000 below 500,000, else 5,000; never to nothing.
#[must_use]
pub const fn round_price(price: i64) -> i64 {
    let step = match price {
        ..5_000 => 100,
        5_000..100_000 => 500,
        100_000..500_000 => 1_000,
        _ => 5_000,
    };
    let rounded = (price + step / 2) / step * step;
    if rounded < step { step } else { rounded }
}

/// Wholesale tiers: from how many sale units, at which price; both strictly ordered, or none.
pub fn tiers(seed: &mut Seed, price: i64, made: bool) -> Vec<(i64, i64)> {
    if !seed.chance(if made { 35 } else { 58 }) {
        return Vec::new();
    }
    let steps: &[(i64, i64)] = match price {
        ..8_000 => &[(20, 93), (50, 88), (100, 84)],
        8_000..40_000 => &[(10, 95), (25, 91), (100, 86)],
        40_000..150_000 => &[(5, 95), (20, 90)],
        150_000..600_000 => &[(3, 96), (10, 91)],
        _ => &[(3, 95)],
    };
    let many = usize::try_from(seed.between(1, i64::try_from(steps.len()).unwrap_or(1))).unwrap_or(1);
    let mut before = price;
    let mut list = Vec::new();
    for &(from, percent) in &steps[..many] {
        let lower = round_price(price * percent / 100);
        if lower < before {
            list.push((from, lower));
            before = lower;
        }
    }
    list
}

/// A paragraph, a list, a paragraph.
pub fn describe(seed: &mut Seed, cluster: &Cluster, goods: &Goods, village: &str) -> String {
    let main = &cluster.goods[0];
    let own = words::of(goods.category);
    let typical = goods.category == main.category && goods.kind == main.kind;
    let (opening, facts): (&[&str], &[&str]) =
        if typical { (cluster.opening, cluster.facts) } else { (&own.opening, &own.facts) };
    let mut facts = facts.to_vec();
    seed.shuffle(&mut facts);
    let lines: Vec<String> =
        facts.iter().take(usize::try_from(seed.between(3, 4)).unwrap_or(3)).map(|f| format!("- {f}")).collect();
    let text = format!("{}\n\n{}\n\n{}", *seed.pick(opening), lines.join("\n"), *seed.pick(cluster.closing));
    text.replace("{d}", village)
}
