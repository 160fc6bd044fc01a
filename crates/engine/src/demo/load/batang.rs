//! The small market of Batang as rows.

use std::collections::HashMap;

use domain::phone::Phone;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::rows::{
    AccountRow, BusinessRow, KoperasiRow, MembershipRow, OfficeRow, PermitRow, ProductRow, Rows, Slugs, TierRow, fixed_id,
};
use crate::demo::data::categories::CATEGORIES;
use crate::demo::data::{Decision, Hours, Market, Shown, Standing};

/// Which table an id is for; part of the id.
pub mod table {
    pub const ACCOUNT: u8 = 1;
    pub const KOPERASI: u8 = 2;
    pub const OFFICE: u8 = 3;
    pub const MEMBERSHIP: u8 = 4;
    pub const BUSINESS: u8 = 5;
    pub const PERMIT: u8 = 6;
    pub const PRODUCT: u8 = 7;
    pub const MATERIAL: u8 = 19;
    pub const SUPPLIER: u8 = 20;
    pub const OFFER: u8 = 21;
    pub const ROUND: u8 = 22;
    pub const PLEDGE: u8 = 23;
    pub const PURCHASE_ORDER: u8 = 24;
    pub const RECEIPT: u8 = 25;
    pub const JOURNAL: u8 = 26;
    pub const CHARGE: u8 = 27;
}
use table::{ACCOUNT, BUSINESS, KOPERASI, MEMBERSHIP, OFFICE, PERMIT, PRODUCT};

/// All rows of the market as of `now`.
#[must_use]
pub fn rows(market: &Market, now: OffsetDateTime) -> Rows {
    let ago = |days: i64| now - Duration::days(days) - Duration::minutes(days * 7 % 600);
    let mut rows = Rows { dinas: Some(person(market.dinas)), ..Rows::default() };
    for (nth, p) in market.people.iter().enumerate() {
        rows.accounts.push(AccountRow {
            id: person(nth),
            name: p.name.clone(),
            phone: phone(nth),
            operator: nth == market.operator,
            at: ago(1000),
        });
    }
    koperasi(market, &mut rows, &ago);
    members(market, &mut rows, &ago);
    shops(market, &mut rows, &ago, now);
    products(market, &mut rows, &ago);
    rows
}

/// The demo phone of a person, in E.164.
pub fn phone(person: usize) -> String {
    Phone::demo(u32::try_from(person).unwrap_or(0)).as_str().to_owned()
}

fn person(nth: usize) -> Uuid {
    fixed_id(ACCOUNT, nth)
}

fn koperasi(market: &Market, rows: &mut Rows, ago: &dyn Fn(i64) -> OffsetDateTime) {
    let mut slugs = Slugs::default();
    for (nth, k) in market.koperasi.iter().enumerate() {
        let chair = market.offices.iter().find(|o| o.koperasi == nth).map_or(market.operator, |o| o.person);
        let members = market.memberships.iter().filter(|m| m.koperasi == nth && m.standing == Standing::Admitted).count();
        rows.koperasi.push(KoperasiRow {
            id: fixed_id(KOPERASI, nth),
            slug: slugs.take(k.name),
            name: k.name.to_owned(),
            legal_form: k.legal_form.to_owned(),
            nik: k.nik.to_owned(),
            district: k.district.to_owned(),
            village: k.village.to_owned(),
            address: k.address.to_owned(),
            phone: phone(chair),
            email: Some(k.email.to_owned()),
            story: k.story.to_owned(),
            verified: k.verified,
            created_by: person(chair),
            at: ago(if k.verified { 950 } else { 3 }),
            last_member: i32::try_from(members).unwrap_or(0),
        });
    }
    for (nth, o) in market.offices.iter().enumerate() {
        rows.offices.push(OfficeRow {
            id: fixed_id(OFFICE, nth),
            koperasi: fixed_id(KOPERASI, o.koperasi),
            account: person(o.person),
            duty: o.duty.to_owned(),
            from: ago(400).date(),
            until: ago(-1000).date(),
        });
    }
}

fn members(market: &Market, rows: &mut Rows, ago: &dyn Fn(i64) -> OffsetDateTime) {
    let chairs: HashMap<usize, Uuid> =
        market.offices.iter().filter(|o| o.duty == "ketua").map(|o| (o.koperasi, person(o.person))).collect();
    let mut last: HashMap<usize, i32> = HashMap::new();
    for (nth, m) in market.memberships.iter().enumerate() {
        let number = (m.standing == Standing::Admitted).then(|| {
            let n = last.entry(m.koperasi).or_default();
            *n += 1;
            *n
        });
        let (state, answer) = match m.standing {
            Standing::Applied => ("applied", None),
            Standing::Admitted => ("admitted", None),
            Standing::Declined => ("declined", Some("Usaha berada di luar wilayah koperasi ini, silakan ke koperasi terdekat.")),
        };
        let decided = (m.standing != Standing::Applied).then(|| ago(m.days_ago - 2));
        rows.memberships.push(MembershipRow {
            id: fixed_id(MEMBERSHIP, nth),
            koperasi: fixed_id(KOPERASI, m.koperasi),
            account: person(m.person),
            number,
            state,
            reason: m.reason.to_owned(),
            answer,
            applied: ago(m.days_ago),
            decided,
            decided_by: decided.and_then(|_| chairs.get(&m.koperasi).copied()),
        });
    }
}

/// Opening hours as the table keeps them.
pub fn hours_json(hours: &Hours) -> serde_json::Value {
    hours.iter().map(|span| span.map(|(from, to)| format!("{from}-{to}"))).collect::<Vec<_>>().into()
}

fn shops(market: &Market, rows: &mut Rows, ago: &dyn Fn(i64) -> OffsetDateTime, now: OffsetDateTime) {
    let mut slugs = Slugs::default();
    let mut permits = 0;
    for (nth, s) in market.shops.iter().enumerate() {
        let id = fixed_id(BUSINESS, nth);
        rows.businesses.push(BusinessRow {
            id,
            slug: slugs.take(&s.name),
            owner: person(s.owner),
            koperasi: fixed_id(KOPERASI, s.koperasi),
            name: s.name.clone(),
            story: s.story.clone(),
            district: s.place.code.to_owned(),
            village: s.village.to_owned(),
            lat: s.lat,
            lng: s.lng,
            whatsapp: phone(s.owner),
            hours: hours_json(&s.hours),
            at: ago(400),
        });
        for p in &s.permits {
            let (state, reason) = match p.decision {
                Decision::Verified => ("verified", None),
                Decision::Waiting => ("waiting", None),
                Decision::Refused(why) => ("refused", Some(why)),
            };
            rows.permits.push(PermitRow {
                id: fixed_id(PERMIT, permits),
                business: id,
                kind: p.kind,
                number: p.number.clone(),
                expires_on: p.expires_in.map(|days| (now + Duration::days(days)).date()),
                state,
                reason,
            });
            permits += 1;
        }
    }
}

/// The number of a category in the seeded tree.
pub fn category(slug: &str) -> i16 {
    CATEGORIES.iter().find(|c| c.slug == slug).map_or(CATEGORIES[0].id, |c| c.id)
}

fn products(market: &Market, rows: &mut Rows, ago: &dyn Fn(i64) -> OffsetDateTime) {
    let mut slugs = Slugs::default();
    for (nth, p) in market.products.iter().enumerate() {
        let shop = &market.shops[p.shop];
        let id = fixed_id(PRODUCT, nth);
        rows.products.push(ProductRow {
            id,
            business: fixed_id(BUSINESS, p.shop),
            slug: slugs.take(&format!("{} {}", p.name, shop.name)),
            name: p.name.clone(),
            category: category(p.category),
            description: p.description.clone(),
            price: p.price,
            sale_unit: p.sale_unit,
            stock: p.stock.map(|n| n * 1000),
            made_days: p.made_days.and_then(|d| i16::try_from(d).ok()),
            keywords: p.keywords.to_owned(),
            state: match p.shown {
                Shown::Published => "published",
                Shown::Draft => "draft",
                Shown::Archived => "archived",
            },
            entered_by: person(shop.owner),
            at: ago(p.days_ago),
            picture: (p.kind, p.picture_seed),
        });
        rows.tiers.extend(p.tiers.iter().map(|&(from, price)| TierRow { product: id, from: from * 1000, price }));
    }
}
