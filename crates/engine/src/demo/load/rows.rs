//! The market as rows of the tables, with ids, slugs and days worked out.

use std::collections::HashSet;

use domain::money::{Price, Rupiah};
use domain::quantity::{SaleUnit, Unit};
use domain::slug::Slug;
use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A person.
pub struct AccountRow {
    pub id: Uuid,
    pub name: String,
    pub phone: String,
    pub operator: bool,
    pub at: OffsetDateTime,
}

/// A koperasi; decided by the dinas when `verified`.
pub struct KoperasiRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub legal_form: String,
    pub nik: String,
    pub district: String,
    pub village: String,
    pub address: String,
    pub phone: String,
    pub email: Option<String>,
    pub story: String,
    pub verified: bool,
    pub created_by: Uuid,
    pub at: OffsetDateTime,
    pub last_member: i32,
}

/// A term of office.
pub struct OfficeRow {
    pub id: Uuid,
    pub koperasi: Uuid,
    pub account: Uuid,
    pub duty: String,
    pub from: Date,
    pub until: Date,
}

/// A membership in any state.
pub struct MembershipRow {
    pub id: Uuid,
    pub koperasi: Uuid,
    pub account: Uuid,
    pub number: Option<i32>,
    pub state: &'static str,
    pub reason: String,
    pub answer: Option<&'static str>,
    pub applied: OffsetDateTime,
    pub decided: Option<OffsetDateTime>,
    pub decided_by: Option<Uuid>,
}

/// A business.
pub struct BusinessRow {
    pub id: Uuid,
    pub slug: String,
    pub owner: Uuid,
    pub koperasi: Uuid,
    pub name: String,
    pub story: String,
    pub district: String,
    pub village: String,
    pub lat: i32,
    pub lng: i32,
    pub whatsapp: String,
    pub hours: Value,
    pub at: OffsetDateTime,
}

/// A permit.
pub struct PermitRow {
    pub id: Uuid,
    pub business: Uuid,
    pub kind: &'static str,
    pub number: String,
    pub expires_on: Option<Date>,
    pub state: &'static str,
    pub reason: Option<&'static str>,
}

/// A product.
pub struct ProductRow {
    pub id: Uuid,
    pub business: Uuid,
    pub slug: String,
    pub name: String,
    pub category: i16,
    pub description: String,
    pub price: i64,
    pub sale_unit: &'static str,
    pub stock: Option<i64>,
    pub made_days: Option<i16>,
    pub keywords: String,
    pub state: &'static str,
    pub entered_by: Uuid,
    pub at: OffsetDateTime,
    /// How it is drawn: kind and seed.
    pub picture: (&'static str, u64),
}

/// A wholesale tier.
pub struct TierRow {
    pub product: Uuid,
    pub from: i64,
    pub price: i64,
}

/// A part of a market, in the order in which the tables want it.
#[derive(Default)]
pub struct Rows {
    pub accounts: Vec<AccountRow>,
    pub dinas: Option<Uuid>,
    pub koperasi: Vec<KoperasiRow>,
    pub offices: Vec<OfficeRow>,
    pub memberships: Vec<MembershipRow>,
    pub businesses: Vec<BusinessRow>,
    pub permits: Vec<PermitRow>,
    pub products: Vec<ProductRow>,
    pub tiers: Vec<TierRow>,
}

/// A `UUIDv7` of 2026 that depends only on what it is for, so that loading again meets the same rows.
#[must_use]
pub fn fixed_id(table: u8, nth: usize) -> Uuid {
    /// 1 January 2026, 00:00 UTC, in milliseconds.
    const START: u64 = 1_767_225_600_000;
    let nth = nth as u64;
    let mut rest = crate::demo::seed::Seed::new(nth ^ (u64::from(table) << 56));
    let (high, low) = (rest.bits(), rest.bits());
    let top = ((START + nth) << 16) | 0x7000 | (high & 0x0fff);
    Uuid::from_u64_pair(top, 0x8000_0000_0000_0000 | (low >> 2))
}

/// Slugs without repetition.
#[derive(Default)]
pub struct Slugs(HashSet<String>);

impl Slugs {
    /// A free slug for this name.
    pub fn take(&mut self, name: &str) -> String {
        let wanted = Slug::from_name(name);
        let mut slug = wanted.clone();
        let mut n = 1;
        while !self.0.insert(slug.as_str().to_owned()) {
            n += 1;
            slug = wanted.numbered(n);
        }
        slug.as_str().to_owned()
    }
}

/// Rupiah per kg, liter or piece and which of them, where the sale unit tells.
#[must_use]
pub fn unit_price(price: i64, sale_unit: &str) -> Option<(i64, &'static str)> {
    let unit = SaleUnit::parse(sale_unit).ok()?;
    let base = match unit.base() {
        Unit::Kg => "kg",
        Unit::Liter => "l",
        Unit::Pcs => "pcs",
        _ => return None,
    };
    let thousandths = unit.sort_price(Price::new(Rupiah(price)).ok()?);
    Some(((thousandths + 500) / 1000, base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_fixed_and_apart() {
        let a = fixed_id(1, 5);
        assert_eq!(a.get_version_num(), 7);
        assert_eq!(a, fixed_id(1, 5));
        assert_ne!(a, fixed_id(2, 5));
        assert!(fixed_id(1, 6) > a);
    }

    #[test]
    fn slugs_do_not_repeat() {
        let mut s = Slugs::default();
        assert_eq!(s.take("Emping Bu Tini"), "emping-bu-tini");
        assert_ne!(s.take("Emping, bu Tini"), "emping-bu-tini");
    }

    #[test]
    fn unit_prices_are_per_kg_liter_or_piece() {
        assert_eq!(unit_price(20_000, "bungkus 250 g"), Some((80_000, "kg")));
        assert_eq!(unit_price(14_000, "botol 350 ml"), Some((40_000, "l")));
        assert_eq!(unit_price(95_000, "kg"), Some((95_000, "kg")));
        assert_eq!(unit_price(9_000, "porsi"), None);
    }

    #[test]
    fn every_sale_unit_of_the_market_is_one_and_stands_as_its_code() {
        for cluster in crate::demo::data::clusters::CLUSTERS {
            for goods in cluster.goods {
                assert_eq!(SaleUnit::parse(goods.unit).map(|u| u.code()).as_deref(), Ok(goods.unit), "{}", goods.name);
            }
        }
    }
}
