//! Opens the shops: owner, place, hours, permits.

use super::clusters::{CLUSTERS, Cluster};
use super::names::Names;
use super::places::{self, Place};
use super::{Decision, DemoMembership, DemoPermit, DemoPerson, DemoShop, Hours, Market, Standing};
use crate::demo::seed::Seed;

/// Opens every cluster's shops.
pub fn open(market: &mut Market, names: &mut Names) {
    let mut seed = Seed::named("toko", 1);
    for cluster in CLUSTERS {
        for nth in 0..cluster.shops {
            let (kecamatan, village) = cluster.spots[nth % cluster.spots.len()];
            let place = places::named(kecamatan);
            let owner = names.person(cluster.women);
            let name = names.shop(cluster.heads, &owner);
            let year = seed.between(1994, 2021);
            let story = seed
                .pick(cluster.stories)
                .replace("{p}", &owner.called)
                .replace("{d}", village)
                .replace("{t}", &year.to_string());
            let koperasi = cluster.koperasi[nth % cluster.koperasi.len()];
            market.people.push(DemoPerson { name: owner.full });
            let person = market.people.len() - 1;
            market.memberships.push(DemoMembership {
                koperasi,
                person,
                standing: Standing::Admitted,
                reason: "Ingin menjual lewat pasar bersama.",
                days_ago: seed.between(60, 800),
            });
            let (lat, lng) = near(&mut seed, place);
            let shop = market.shops.len();
            market.shops.push(DemoShop {
                name,
                owner: person,
                koperasi,
                cluster,
                place,
                village,
                lat,
                lng,
                story,
                hours: hours(&mut seed, cluster),
                permits: permits(&mut seed, cluster, shop),
                cover_seed: seed.bits() >> 12,
            });
        }
    }
}

/// Within about two kilometers of the kecamatan's middle.
pub fn near(seed: &mut Seed, place: &Place) -> (i32, i32) {
    let off = |seed: &mut Seed| i32::try_from(seed.between(-18_000, 18_000)).unwrap_or(0);
    (place.lat + off(seed), place.lng + off(seed))
}

fn hours(seed: &mut Seed, cluster: &Cluster) -> Hours {
    let span = *seed.pick(match cluster.key {
        "serabi" => &[("04:00", "10:00"), ("05:00", "11:00")][..],
        "ikan-asap" | "ikan-asin" | "dapur" => &[("05:00", "14:00"), ("06:00", "16:00")][..],
        _ => &[("07:00", "17:00"), ("08:00", "16:00"), ("08:00", "20:00"), ("07:30", "16:30")][..],
    });
    let mut week: Hours = [Some(span); 7];
    match seed.below(4) {
        0 => week[4] = None,
        1 | 2 => week[6] = None,
        _ => {}
    }
    week
}

const REFUSALS: [&str; 3] = [
    "Foto sertifikat tidak terbaca, mohon unggah ulang.",
    "Nama usaha pada sertifikat berbeda dengan nama toko.",
    "Nomor tidak ditemukan pada sistem.",
];

fn permits(seed: &mut Seed, cluster: &Cluster, shop: usize) -> Vec<DemoPermit> {
    let mut list = Vec::new();
    if seed.chance(86) {
        // Samples: OSS gives none that begin with four zeros.
        let decision = decision(seed);
        list.push(DemoPermit { kind: "nib", number: format!("0000{:09}", 100_000 + shop), expires_in: None, decision });
    }
    if cluster.food {
        if seed.chance(78) {
            let (expires_in, decision) = standing(seed, 1500);
            let year = (26 + expires_in.max(0) / 365) % 100;
            list.push(DemoPermit {
                kind: "pirt",
                number: format!("2063325010{:03}{year:02}", shop % 1000),
                expires_in: Some(expires_in),
                decision,
            });
        }
        if seed.chance(70) {
            let (_, decision) = standing(seed, 0);
            list.push(DemoPermit { kind: "halal", number: format!("ID33000000000{shop:04}"), expires_in: None, decision });
        }
    }
    if seed.chance(22) {
        let (expires_in, decision) = standing(seed, 3000);
        list.push(DemoPermit { kind: "trademark", number: format!("IDM000{shop:06}"), expires_in: Some(expires_in), decision });
    }
    list
}

fn decision(seed: &mut Seed) -> Decision {
    match seed.below(20) {
        0..=16 => Decision::Verified,
        17 | 18 => Decision::Waiting,
        _ => Decision::Refused(seed.pick::<&str>(&REFUSALS)),
    }
}

/// Mostly valid for long; some end soon, some have ended.
fn standing(seed: &mut Seed, longest: i64) -> (i64, Decision) {
    let decision = decision(seed);
    let days = match seed.below(20) {
        0..=14 => seed.between(120, longest.max(121)),
        15..=17 => seed.between(3, 29),
        _ => -seed.between(2, 200),
    };
    (days, decision)
}
