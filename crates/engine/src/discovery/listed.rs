//! A product as search shows it: what every engine answers with, read from the tables or kept in an
//! index.

use std::collections::HashMap;

use domain::dates::Day;
use domain::discovery::{Hit, Image, Kind, SearchRequest};
use domain::geo::{Position, distance_m};
use domain::money::Rupiah;
use domain::permit::PermitKind;
use domain::reviews::Rating;
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;

use crate::trouble::Result;

/// The card of one listing, the same for everybody and on every day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Listed {
    pub no: i32,
    /// Of the shop, or about the middle of its district; millionths of a degree.
    pub lat: i32,
    pub lng: i32,
    pub slug: String,
    pub name: String,
    pub price: i64,
    pub unit: String,
    pub unit_price: Option<i64>,
    pub unit_base: Option<String>,
    pub shop: String,
    pub shop_slug: String,
    pub village: String,
    pub district: String,
    pub category: String,
    pub icon: String,
    pub available: bool,
    pub made_to_order: bool,
    pub wholesale_from: Option<i64>,
    /// Last days of the verified permits, in the order of [`PermitKind::ALL`], as [`day_number`] counts;
    /// the largest number for one that does not run out.
    pub until: [Option<i32>; 4],
    pub image: Option<Picture>,
    #[serde(default)]
    pub rating: Option<Rating>,
}

/// The first picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Picture {
    pub key: String,
    pub width: i32,
    pub height: i32,
    pub widest: i32,
    pub colour: String,
    pub alt: String,
}

/// Days since the first of 2000, as PostgreSQL counts them.
pub(super) fn day_number(day: Day) -> i32 {
    const FIRST: time::Date = time::macros::date!(2000 - 01 - 01);
    i32::try_from((day.date() - FIRST).whole_days()).unwrap_or(i32::MAX)
}

impl Listed {
    /// The certificates that are valid on a day.
    pub fn certificates(&self, today: Day) -> Vec<PermitKind> {
        let today = day_number(today);
        PermitKind::ALL
            .into_iter()
            .zip(self.until)
            .filter(|(_, last)| last.is_some_and(|last| last >= today))
            .map(|(k, _)| k)
            .collect()
    }

    pub fn hit(self, request: &SearchRequest, today: Day) -> Hit {
        Hit {
            kind: Kind::Product,
            certificates: self.certificates(today),
            distance_m: distance(request, self.lat, self.lng),
            slug: self.slug,
            name: self.name,
            price: Rupiah(self.price),
            unit: self.unit,
            unit_price: self.unit_price.map(Rupiah),
            unit_base: self.unit_base,
            shop: self.shop,
            shop_slug: self.shop_slug,
            kecamatan: self.district,
            village: self.village,
            kategori: self.category,
            icon: self.icon,
            available: self.available,
            made_to_order: self.made_to_order,
            wholesale_from: self.wholesale_from,
            rating: self.rating,
            image: self.image.map(|i| Image {
                key: i.key,
                width: i.width,
                height: i.height,
                widest: i.widest,
                colour: i.colour,
                alt: i.alt,
            }),
        }
    }
}

/// To 100 m: a member's home is not to be found by asking from all sides.
fn distance(request: &SearchRequest, lat: i32, lng: i32) -> Option<u32> {
    let near = request.near?;
    let place = Position::from_micro(lat, lng).ok()?;
    let hundreds = (distance_m(near.position, place) / 100.0).round();
    Some(hundreds as u32 * 100)
}

/// In the order of `nos`; a product withdrawn in this very moment is left out.
pub(super) async fn load<'e>(db: impl PgExecutor<'e>, nos: &[i32]) -> Result<Vec<Listed>> {
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select l.no, l.lat, l.lng, l.available, p.slug, p.name, p.price, p.sale_unit, p.unit_price, p.unit_base,
                  b.name as shop, b.slug as shop_slug, b.village, d.name as district, c.slug as category, c.icon,
                  p.stock is null as "made_to_order!", s.score as "score?", s.count as "reviews?", t.from_quantity as "wholesale_from?",
                  case when l.nib_until = 'infinity' then 2147483647 else l.nib_until - date '2000-01-01' end as nib,
                  case when l.pirt_until = 'infinity' then 2147483647 else l.pirt_until - date '2000-01-01' end as pirt,
                  case when l.halal_until = 'infinity' then 2147483647 else l.halal_until - date '2000-01-01' end as halal,
                  case when l.trademark_until = 'infinity' then 2147483647 else l.trademark_until - date '2000-01-01' end as trademark,
                  i.key as "key?", i.width as "width?", i.height as "height?", i.widest as "widest?", i.colour as "colour?", i.alt as "alt?"
             from listing l
             join product p on p.id = l.product_id
             join business b on b.id = p.business_id
             join district d on d.code = b.district_code
             join category c on c.id = p.category_id
             left join lateral (select from_quantity from price_tier where product_id = p.id order by from_quantity limit 1) t on true
             left join review_sum s on s.product_id = p.id
             left join lateral (select * from picture where product_id = p.id order by position limit 1) i on true
            where l.no = any ($1)"#,
        nos,
    )
    .fetch_all(db)
    .await?;
    let mut by_no: HashMap<i32, Listed> = rows
        .into_iter()
        .map(|r| {
            let image = r.key.map(|key| Picture {
                key,
                width: r.width.unwrap_or(0),
                height: r.height.unwrap_or(0),
                widest: r.widest.unwrap_or(0),
                colour: r.colour.unwrap_or_default(),
                alt: r.alt.unwrap_or_default(),
            });
            let listed = Listed {
                no: r.no,
                lat: r.lat,
                lng: r.lng,
                slug: r.slug,
                name: r.name,
                price: r.price,
                unit: r.sale_unit,
                unit_price: r.unit_price,
                unit_base: r.unit_base,
                shop: r.shop,
                shop_slug: r.shop_slug,
                village: r.village,
                district: r.district,
                category: r.category,
                icon: r.icon,
                available: r.available,
                made_to_order: r.made_to_order,
                wholesale_from: r.wholesale_from,
                until: [r.nib, r.pirt, r.halal, r.trademark],
                image,
                rating: Rating::of(r.score, r.reviews),
            };
            (r.no, listed)
        })
        .collect();
    Ok(nos.iter().filter_map(|no| by_no.remove(no)).collect())
}
