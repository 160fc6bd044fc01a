//! The cards of one page.

use std::collections::HashMap;

use domain::dates::Day;
use domain::discovery::{Hit, Image, Kind, SearchRequest};
use domain::geo::{Position, distance_m};
use domain::money::Rupiah;
use domain::permit::PermitKind;
use sqlx::PgPool;

use crate::trouble::Result;

/// In the order of `nos`; a product withdrawn in this very moment is left out.
pub(super) async fn load(db: &PgPool, nos: &[i32], request: &SearchRequest, today: Day) -> Result<Vec<Hit>> {
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select l.no, l.lat, l.lng, l.available, p.slug, p.name, p.price, p.sale_unit, p.unit_price, p.unit_base,
                  b.name as shop, b.slug as shop_slug, b.village, d.name as district, c.slug as category, c.icon,
                  p.stock is null as "made_to_order!", t.from_quantity as "wholesale_from?",
                  coalesce(l.nib_until >= $2, false) as "nib!", coalesce(l.pirt_until >= $2, false) as "pirt!",
                  coalesce(l.halal_until >= $2, false) as "halal!", coalesce(l.trademark_until >= $2, false) as "trademark!",
                  i.key as "key?", i.width as "width?", i.height as "height?", i.widest as "widest?", i.colour as "colour?", i.alt as "alt?"
             from listing l
             join product p on p.id = l.product_id
             join business b on b.id = p.business_id
             join district d on d.code = b.district_code
             join category c on c.id = p.category_id
             left join lateral (select from_quantity from price_tier where product_id = p.id order by from_quantity limit 1) t on true
             left join lateral (select * from picture where product_id = p.id order by position limit 1) i on true
            where l.no = any ($1)"#,
        nos, today.date(),
    )
    .fetch_all(db)
    .await?;
    let mut by_no: HashMap<i32, Hit> = rows
        .into_iter()
        .map(|r| {
            let certificates = [
                (PermitKind::Nib, r.nib),
                (PermitKind::Pirt, r.pirt),
                (PermitKind::Halal, r.halal),
                (PermitKind::Trademark, r.trademark),
            ];
            let image = r.key.map(|key| Image {
                key,
                width: r.width.unwrap_or(0),
                height: r.height.unwrap_or(0),
                widest: r.widest.unwrap_or(0),
                colour: r.colour.unwrap_or_default(),
                alt: r.alt.unwrap_or_default(),
            });
            let hit = Hit {
                kind: Kind::Product,
                slug: r.slug,
                name: r.name,
                price: Rupiah(r.price),
                unit: r.sale_unit,
                unit_price: r.unit_price.map(Rupiah),
                unit_base: r.unit_base,
                shop: r.shop,
                shop_slug: r.shop_slug,
                kecamatan: r.district,
                village: r.village,
                kategori: r.category,
                icon: r.icon,
                available: r.available,
                made_to_order: r.made_to_order,
                wholesale_from: r.wholesale_from,
                certificates: certificates.into_iter().filter(|(_, valid)| *valid).map(|(kind, _)| kind).collect(),
                distance_m: distance(request, r.lat, r.lng),
                image,
            };
            (r.no, hit)
        })
        .collect();
    Ok(nos.iter().filter_map(|no| by_no.remove(no)).collect())
}

/// To 100 m: a member's home is not to be found by asking from all sides.
fn distance(request: &SearchRequest, lat: i32, lng: i32) -> Option<u32> {
    let near = request.near?;
    let place = Position::from_micro(lat, lng).ok()?;
    let hundreds = (distance_m(near.position, place) / 100.0).round();
    Some(hundreds as u32 * 100)
}
