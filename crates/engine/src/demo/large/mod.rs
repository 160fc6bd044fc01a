//! A large market for benchmarks: the goods of Batang, multiplied with made-up names so that the
//! vocabulary is as wide as a real one's. Given out in batches; equal sizes give equal markets.

mod books;
mod rounds;
mod rows;

use std::collections::HashSet;

use domain::phone::Phone;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::data::clusters::{CLUSTERS, Cluster, Goods};
use super::data::places::PLACES;
use super::data::{describe, near, priced, tiers};
use super::load::{
    AccountRow, BusinessRow, KoperasiRow, MembershipRow, OfficeRow, PermitRow, ProductRow, Rows, Slugs, TierRow, category,
    fixed_id, hours_json, table,
};
use super::seed::Seed;

pub use rounds::purchases;
pub use rows::{JournalRow, LineRow, Purchases};

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub products: usize,
    pub shops: usize,
    /// At least one.
    pub koperasi: usize,
    /// Joint purchases, by the members of these koperasi.
    pub rounds: usize,
}

/// Added to a table's number for ids, so that both markets can stand in one database.
const APART: u8 = 100;
/// The first demo phone of a large market.
const PHONES: usize = 1_000_000;
const DUTIES: [&str; 5] = ["ketua", "sekretaris", "bendahara", "manajer", "pengawas"];
/// Shops in one batch.
const BATCH: usize = 200;

/// The pictures that the goods ask for.
#[must_use]
pub fn kinds() -> Vec<&'static str> {
    let all: HashSet<&str> = CLUSTERS.iter().flat_map(|c| c.goods).map(|g| g.kind).collect();
    let mut all: Vec<&'static str> = all.into_iter().collect();
    all.sort_unstable();
    all
}

/// Gives out the market: first koperasi and their officers, then shops with all they have.
pub struct Large {
    size: Size,
    now: OffsetDateTime,
    seed: Seed,
    shop_slugs: Slugs,
    product_slugs: Slugs,
    next_shop: usize,
    next_product: usize,
    next_permit: usize,
    begun: bool,
}

impl Large {
    /// At least one koperasi; without shops there are no products.
    #[must_use]
    pub fn new(size: Size, now: OffsetDateTime) -> Self {
        Self {
            size: Size { koperasi: size.koperasi.max(1), ..size },
            now,
            seed: Seed::named("besar", 1),
            shop_slugs: Slugs::default(),
            product_slugs: Slugs::default(),
            next_shop: 0,
            next_product: 0,
            next_permit: 0,
            begun: false,
        }
    }
}

impl Iterator for Large {
    type Item = Rows;

    fn next(&mut self) -> Option<Rows> {
        if !self.begun {
            self.begun = true;
            return Some(self.founders());
        }
        if self.next_shop >= self.size.shops {
            return None;
        }
        let mut rows = Rows::default();
        let end = (self.next_shop + BATCH).min(self.size.shops);
        while self.next_shop < end {
            self.shop(&mut rows);
            self.next_shop += 1;
        }
        Some(rows)
    }
}

fn id(of: u8, nth: usize) -> Uuid {
    fixed_id(APART + of, nth)
}

fn phone(person: usize) -> String {
    Phone::demo(u32::try_from(PHONES + person).unwrap_or(0)).as_str().to_owned()
}

impl Large {
    fn ago(&self, days: i64) -> OffsetDateTime {
        self.now - Duration::days(days) - Duration::minutes(days * 7 % 600)
    }

    fn account(&mut self, rows: &mut Rows, person: usize, name: String) -> Uuid {
        let account = id(table::ACCOUNT, person);
        rows.accounts.push(AccountRow { id: account, name, phone: phone(person), operator: false, at: self.ago(1200) });
        account
    }

    fn member(&mut self, rows: &mut Rows, nth: usize, koperasi: usize, account: Uuid, number: usize) {
        let at = self.ago(650);
        rows.memberships.push(MembershipRow {
            id: id(table::MEMBERSHIP, nth),
            koperasi: id(table::KOPERASI, koperasi),
            account,
            number: i32::try_from(number).ok(),
            state: "admitted",
            reason: "Ingin menjual bersama.".to_owned(),
            answer: None,
            applied: at,
            decided: Some(at),
            decided_by: None,
        });
    }

    fn founders(&mut self) -> Rows {
        let mut rows = Rows::default();
        let mut slugs = Slugs::default();
        for k in 0..self.size.koperasi {
            let place = &PLACES[k % PLACES.len()];
            let village = *self.seed.pick(place.villages);
            let (form, head) = *self.seed.pick(&[
                ("ksu", "KSU"),
                ("kud", "KUD"),
                ("kopdes", "Kopdes Merah Putih"),
                ("produsen", "Koperasi Produsen"),
                ("konsumen", "Koperasi Wanita"),
            ]);
            let name = format!("{head} {} {} {village}", coined(&mut self.seed), coined(&mut self.seed));
            for (d, duty) in DUTIES.into_iter().enumerate() {
                let person = k * DUTIES.len() + d;
                let name = person_name(&mut self.seed);
                let account = self.account(&mut rows, person, name);
                self.member(&mut rows, person, k, account, d + 1);
                rows.offices.push(OfficeRow {
                    id: id(table::OFFICE, person),
                    koperasi: id(table::KOPERASI, k),
                    account,
                    duty: duty.to_owned(),
                    from: self.ago(500).date(),
                    until: self.ago(-900).date(),
                });
            }
            let chair = k * DUTIES.len();
            let members = DUTIES.len() + (self.size.shops + self.size.koperasi - 1 - k) / self.size.koperasi;
            rows.koperasi.push(KoperasiRow {
                id: id(table::KOPERASI, k),
                slug: slugs.take(&format!("{name} {}", k + 1)),
                name,
                legal_form: form.to_owned(),
                nik: format!("33251{k:08}"),
                district: place.code.to_owned(),
                village: village.to_owned(),
                address: "Balai desa".to_owned(),
                phone: phone(chair),
                email: None,
                story: "Koperasi contoh untuk uji beban.".to_owned(),
                verified: true,
                created_by: id(table::ACCOUNT, chair),
                at: self.ago(1100),
                last_member: i32::try_from(members).unwrap_or(0),
            });
        }
        rows
    }

    fn shop(&mut self, rows: &mut Rows) {
        let nth = self.next_shop;
        let cluster = weighted(&mut self.seed);
        let place = self.seed.pick(&PLACES);
        let village = *self.seed.pick(place.villages);
        let owner_name = person_name(&mut self.seed);
        let person = self.size.koperasi * DUTIES.len() + nth;
        let brand = format!("{} {}", coined(&mut self.seed), coined(&mut self.seed));
        let name = format!("{} {brand}", *self.seed.pick(cluster.heads));
        let owner = self.account(rows, person, owner_name.clone());
        let koperasi = nth % self.size.koperasi;
        self.member(rows, person, koperasi, owner, DUTIES.len() + 1 + nth / self.size.koperasi);
        let story = self.seed.pick(cluster.stories).replace("{p}", &owner_name).replace("{d}", village).replace("{t}", "2015");
        let (lat, lng) = near(&mut self.seed, place);
        let business = id(table::BUSINESS, nth);
        rows.businesses.push(BusinessRow {
            id: business,
            slug: self.shop_slugs.take(&name),
            owner,
            koperasi: id(table::KOPERASI, koperasi),
            name,
            story,
            district: place.code.to_owned(),
            village: village.to_owned(),
            lat,
            lng,
            whatsapp: phone(person),
            hours: hours_json(&[Some(("08:00", "17:00")); 7]),
            at: self.ago(700),
        });
        self.permits(rows, business, nth, cluster.food);
        let left = self.size.products - self.next_product;
        let shops = self.size.shops - nth;
        let even = left / shops + usize::from(!left.is_multiple_of(shops));
        for _ in 0..if shops == 1 { left } else { even } {
            self.product(rows, business, owner, cluster, village, &brand);
        }
    }

    fn permits(&mut self, rows: &mut Rows, business: Uuid, nth: usize, food: bool) {
        let kinds: &[&'static str] = if food { &["nib", "pirt", "halal"] } else { &["nib"] };
        for &kind in kinds {
            if !self.seed.chance(65) {
                continue;
            }
            let number = match kind {
                "nib" => format!("0001{nth:09}"),
                "pirt" => format!("2063325{nth:06}31"),
                _ => format!("ID33000000{nth:07}"),
            };
            let days = self.seed.between(-100, 1500);
            let expires_on = (kind == "pirt").then(|| self.ago(-days).date());
            rows.permits.push(PermitRow {
                id: id(table::PERMIT, self.next_permit),
                business,
                kind,
                number,
                expires_on,
                state: "verified",
                reason: None,
            });
            self.next_permit += 1;
        }
    }

    fn product(&mut self, rows: &mut Rows, business: Uuid, owner: Uuid, cluster: &Cluster, village: &str, brand: &str) {
        let nth = self.next_product;
        self.next_product += 1;
        let goods = self.seed.pick(cluster.goods);
        let name = varied(&mut self.seed, goods, village, brand);
        let price = priced(&mut self.seed, goods);
        let stock = (goods.days == 0).then(|| self.seed.between(0, 120) * 1000);
        let days = self.seed.between(0, 900);
        let product = id(table::PRODUCT, nth);
        rows.tiers.extend(tiers(&mut self.seed, price, stock.is_none()).into_iter().map(|(from, price)| TierRow {
            product,
            from: from * 1000,
            price,
        }));
        rows.products.push(ProductRow {
            id: product,
            business,
            slug: self.product_slugs.take(&name),
            name,
            category: category(goods.category),
            description: describe(&mut self.seed, cluster, goods, village),
            price,
            sale_unit: goods.unit,
            stock,
            made_days: (goods.days > 0).then(|| i16::try_from(goods.days).unwrap_or(7)),
            keywords: format!("{} {}", goods.keywords, coined(&mut self.seed)),
            state: "published",
            entered_by: owner,
            at: self.ago(days),
            picture: (goods.kind, nth as u64),
        });
    }
}

/// Clusters as often as they are in Batang.
fn weighted(seed: &mut Seed) -> &'static Cluster {
    let all: usize = CLUSTERS.iter().map(|c| c.shops).sum();
    let mut at = usize::try_from(seed.below(all as u64)).unwrap_or(0);
    for cluster in CLUSTERS {
        if at < cluster.shops {
            return cluster;
        }
        at -= cluster.shops;
    }
    CLUSTERS[0]
}

const PRAISE: &[&str] = &[
    "asli",
    "pilihan",
    "istimewa",
    "rumahan",
    "spesial",
    "segar",
    "premium",
    "hemat",
    "kemasan baru",
    "tanpa pengawet",
    "khas pesisir",
    "khas lereng",
    "ala simbah",
    "isi lebih",
    "mini",
    "jumbo",
];

fn varied(seed: &mut Seed, goods: &Goods, village: &str, brand: &str) -> String {
    match seed.below(6) {
        0 => format!("{} {brand}", goods.name),
        1 => format!("{} khas {village}", goods.name),
        2 => format!("{} {}", goods.name, *seed.pick(PRAISE)),
        3 => format!("{} {} {}", goods.name, *seed.pick(PRAISE), coined(seed)),
        4 => format!("{} {} {village}", goods.name, coined(seed)),
        _ => format!("{} {}", goods.name, coined(seed)),
    }
}

const ONSETS: &[&str] =
    &["b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny", "pr", "tr", "kl", "sl"];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "a", "o"];
const CODAS: &[&str] = &["", "", "", "n", "ng", "r", "h", "s", "m", "k"];

/// A word that could be Javanese: two or three syllables, some hundred thousand of them.
fn coined(seed: &mut Seed) -> String {
    let mut word = String::new();
    for _ in 0..seed.between(2, 3) {
        word.push_str(seed.pick::<&str>(ONSETS));
        word.push_str(seed.pick::<&str>(VOWELS));
    }
    word.push_str(seed.pick::<&str>(CODAS));
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn person_name(seed: &mut Seed) -> String {
    format!("{} {}", coined(seed), coined(seed))
}
