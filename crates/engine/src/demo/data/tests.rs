use super::categories::CATEGORIES;
use super::clusters::CLUSTERS;
use super::places::PLACES;
use super::*;
use std::collections::{HashMap, HashSet};

#[test]
fn the_market_has_the_promised_size_and_is_always_the_same() {
    let (a, b) = (market(), market());
    assert_eq!(a.koperasi.iter().filter(|k| k.verified).count(), 8);
    assert!((145..=160).contains(&a.shops.len()), "{} shops", a.shops.len());
    assert!((1150..=1280).contains(&a.products.len()), "{} products", a.products.len());
    assert_eq!(format!("{:?}", a.products), format!("{:?}", b.products));
    assert_eq!(format!("{:?}", a.people), format!("{:?}", b.people));
}

#[test]
fn every_kecamatan_has_a_shop_and_villages_belong_to_theirs() {
    let m = market();
    for place in &PLACES {
        assert!(m.shops.iter().any(|s| s.place.code == place.code), "{}", place.name);
    }
    for cluster in CLUSTERS {
        for (kecamatan, village) in cluster.spots {
            let place = PLACES.iter().find(|p| p.name == *kecamatan).expect(kecamatan);
            assert!(place.villages.contains(village), "{village} in {kecamatan}");
        }
    }
}

#[test]
fn names_are_unique_where_they_must_be() {
    let m = market();
    let shops: HashSet<_> = m.shops.iter().map(|s| &s.name).collect();
    assert_eq!(shops.len(), m.shops.len());
    let in_shop: HashSet<_> = m.products.iter().map(|p| (p.shop, &p.name)).collect();
    assert_eq!(in_shop.len(), m.products.len());
    let pictures: HashSet<_> = m.products.iter().map(|p| (p.kind, p.picture_seed)).collect();
    assert_eq!(pictures.len(), m.products.len());
    assert!(m.shops.iter().all(|s| s.name.chars().count() <= 80));
}

#[test]
fn prices_tiers_and_stock_hold_together() {
    for p in market().products {
        let goods = CLUSTERS.iter().flat_map(|c| c.goods).filter(|g| g.name == p.name);
        assert!(goods.into_iter().any(|g| (g.price.0..=g.price.1).contains(&p.price)), "{} {}", p.name, p.price);
        let mut before = (0, p.price);
        for tier in &p.tiers {
            assert!(tier.0 > before.0 && tier.1 < before.1 && tier.1 > 0, "{}: {:?} of {}", p.name, p.tiers, p.price);
            before = *tier;
        }
        assert_eq!(p.stock.is_none(), p.made_days.is_some(), "{}", p.name);
        assert!(!p.description.contains('{') && p.description.contains("\n- "), "{}", p.description);
    }
}

#[test]
fn shops_sell_four_to_fifteen_things_of_known_categories_and_pictures() {
    let m = market();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for p in &m.products {
        *counts.entry(p.shop).or_default() += 1;
        assert!(CATEGORIES.iter().any(|c| c.slug == p.category && !c.parent.is_empty()), "{}", p.category);
        assert!(crate::demo::draw::KINDS.contains(&p.kind), "{}", p.kind);
    }
    assert_eq!(counts.len(), m.shops.len());
    assert!(counts.values().all(|n| (4..=15).contains(n)));
    for leaf in CATEGORIES.iter().filter(|c| !c.parent.is_empty()) {
        assert!(m.products.iter().any(|p| p.category == leaf.slug), "nothing in {}", leaf.slug);
    }
}

#[test]
fn permits_come_in_every_state() {
    let m = market();
    let all: Vec<_> = m.shops.iter().flat_map(|s| &s.permits).collect();
    let verified = |p: &&&DemoPermit| p.decision == Decision::Verified;
    assert!(all.iter().filter(verified).any(|p| p.expires_in.is_some_and(|d| d > 60)));
    assert!(all.iter().filter(verified).any(|p| p.expires_in.is_some_and(|d| (0..30).contains(&d))));
    assert!(all.iter().filter(verified).any(|p| p.expires_in.is_some_and(|d| d < 0)));
    assert!(all.iter().any(|p| p.decision == Decision::Waiting));
    assert!(all.iter().any(|p| matches!(p.decision, Decision::Refused(_))));
    for p in all {
        let digits = p.number.bytes().filter(u8::is_ascii_digit).count();
        let wanted = match p.kind {
            "nib" => 13,
            "pirt" => 15,
            "halal" => 15,
            _ => 9,
        };
        assert_eq!(digits, wanted, "{} {}", p.kind, p.number);
    }
}

#[test]
fn people_are_of_every_standing() {
    let m = market();
    let count = |s: Standing| m.memberships.iter().filter(|x| x.standing == s).count();
    assert!(count(Standing::Applied) >= 10 && count(Standing::Declined) >= 1);
    for (nth, k) in m.koperasi.iter().enumerate().filter(|(_, k)| k.verified) {
        for duty in DUTIES {
            assert!(m.offices.iter().any(|o| o.koperasi == nth && o.duty == duty), "{} {duty}", k.name);
        }
    }
    assert!(m.products.iter().any(|p| p.shown == Shown::Draft) && m.products.iter().any(|p| p.shown == Shown::Archived));
}

#[test]
fn category_seed_names_each_parent_first() {
    let sql = categories::seed_sql();
    assert!(include_str!("../../../../../migrations/0009_categories.sql").contains(&sql), "the migration has other categories");
    assert!(sql.contains("(101, 100, 'emping'"));
    let ids: HashSet<_> = CATEGORIES.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), CATEGORIES.len());
    for (nth, c) in CATEGORIES.iter().enumerate().filter(|(_, c)| !c.parent.is_empty()) {
        assert!(CATEGORIES[..nth].iter().any(|p| p.slug == c.parent && p.parent.is_empty()), "{}", c.slug);
    }
}
