//! A product as a card shows it: on the home page, in a search, in a shop.

use domain::ids::ProductId;
use domain::reviews::Rating;
use time::Date;

use crate::Desk;
use crate::trouble::Result;

/// The facts on a card; the words and the formatting are the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCard {
    pub id: ProductId,
    pub slug: String,
    pub name: String,
    /// Rupiah for one sale unit.
    pub price: i64,
    /// `domain::quantity::SaleUnit` as code.
    pub sale_unit: String,
    /// Thousandths of the sale unit; `None`: made to order.
    pub stock: Option<i64>,
    pub shop: String,
    pub district: String,
    /// Name of the category's icon.
    pub icon: String,
    /// The first wholesale tier: from how many thousandths, at what price.
    pub tier_from: Option<i64>,
    pub tier_price: Option<i64>,
    /// Verified and unexpired on the day asked for.
    pub halal: bool,
    pub pirt: bool,
    pub picture: Option<CardPicture>,
    /// `None` until somebody has reviewed it.
    pub rating: Option<Rating>,
}

/// A stored picture, as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct CardPicture {
    pub key: String,
    pub width: i32,
    pub height: i32,
    /// Of the widest file, in pixels.
    pub widest: i32,
    pub colour: String,
    pub alt: String,
}

impl CardPicture {
    /// From the columns of an outer join: all of them, or none.
    pub(crate) fn of(
        key: Option<String>,
        width: Option<i32>,
        height: Option<i32>,
        widest: Option<i32>,
        colour: Option<String>,
        alt: Option<String>,
    ) -> Option<Self> {
        Some(Self { key: key?, width: width?, height: height?, widest: widest?, colour: colour?, alt: alt? })
    }

    /// As the picture store knows it: the names and sizes of its files.
    pub fn set(&self) -> crate::pictures::PictureSet {
        let pixels = |n: i32| u32::try_from(n).unwrap_or(1);
        crate::pictures::PictureSet {
            key: self.key.clone(),
            width: pixels(self.width),
            height: pixels(self.height),
            widest: pixels(self.widest),
            colour: self.colour.clone(),
        }
    }
}

/// Cards for these products, in this order; those that strangers may not see (any more) are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn cards(desk: &Desk, ids: &[ProductId], today: Date) -> Result<Vec<ProductCard>> {
    write(desk, ids, today, false).await
}

/// As [`cards`], with what is published in a shop that is not public: for those who keep it, and see
/// how it will look.
///
/// # Errors
/// When the database does not answer.
pub async fn cards_for_keeper(desk: &Desk, ids: &[ProductId], today: Date) -> Result<Vec<ProductCard>> {
    write(desk, ids, today, true).await
}

async fn write(desk: &Desk, ids: &[ProductId], today: Date, hidden_too: bool) -> Result<Vec<ProductCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"
        select p.id as "id: ProductId", p.slug, p.name, p.price, p.sale_unit, p.stock,
            b.name as shop, d.name as district, c.icon,
            t.from_quantity as "tier_from?", t.price as "tier_price?",
            s.score as "score?", s.count as "reviews?",
            coalesce('halal' = any (held.kinds), false) as "halal!", coalesce('pirt' = any (held.kinds), false) as "pirt!",
            i.key as "key?", i.width as "width?", i.height as "height?", i.widest as "widest?", i.colour as "colour?", i.alt as "alt?"
        from unnest($1::uuid[]) with ordinality as asked (id, place)
        join product p on p.id = asked.id and p.state = 'published'
        join business b on b.id = p.business_id and b.archived_at is null
        join district d on d.code = b.district_code
        left join business_public v on v.id = b.id
        join category c on c.id = p.category_id
        left join lateral (select from_quantity, price from price_tier
                           where product_id = p.id order by from_quantity limit 1) t on true
        left join picture i on i.product_id = p.id and i.position = 0
        left join review_sum s on s.product_id = p.id
        left join lateral (select array_agg(kind) as kinds from permit
                           where business_id = b.id and state = 'verified' and replaced_at is null
                             and (expires_on is null or expires_on >= $2)) held on true
        where v.id is not null or $3
        order by asked.place
        "#,
        &ids,
        today,
        hidden_too
    )
    .fetch_all(desk.db())
    .await?;
    let cards = rows.into_iter().map(|r| ProductCard {
        id: r.id,
        slug: r.slug,
        name: r.name,
        price: r.price,
        sale_unit: r.sale_unit,
        stock: r.stock,
        shop: r.shop,
        district: r.district,
        icon: r.icon,
        tier_from: r.tier_from,
        tier_price: r.tier_price,
        halal: r.halal,
        pirt: r.pirt,
        picture: CardPicture::of(r.key, r.width, r.height, r.widest, r.colour, r.alt),
        rating: Rating::of(r.score, r.reviews),
    });
    Ok(cards.collect())
}

/// The products on the market that were published last.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(desk: &Desk, limit: i64) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        r#"select product_id as "id: ProductId" from listing order by published_at desc, no desc limit $1"#,
        limit
    )
    .fetch_all(desk.db())
    .await?;
    Ok(ids)
}
