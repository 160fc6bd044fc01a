//! A product's page: all that it shows, in one query.

use domain::access::BusinessRef;
use domain::catalog::State;
use domain::ids::{AccountId, BusinessId, KoperasiId, ProductId};
use domain::reviews::Rating;
use domain::slug::Slug;
use serde::Deserialize;
use sqlx::types::Json;
use time::Date;

use super::card::CardPicture;
use crate::Desk;
use crate::buying::ways::{self, Ways};
use crate::reviews::trust::{Kept, Trust};
use crate::trouble::Result;

/// What a product's page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    pub product: Parcel,
    pub shop: ShopShown,
    pub tiers: Vec<TierShown>,
    pub pictures: Vec<CardPicture>,
    /// Verified and unexpired on the day asked for.
    pub permits: Vec<PermitShown>,
    /// Other products of the shop, the newest first.
    pub more: Vec<ProductId>,
    /// On the market: published, in a public shop.
    pub public: bool,
}

/// The product itself.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub id: ProductId,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub price: i64,
    pub sale_unit: String,
    pub stock: Option<i64>,
    pub made_days: Option<i16>,
    pub state: State,
    pub icon: String,
    /// The categories from the widest to the product's own.
    pub categories: Vec<CategoryName>,
    /// `None` until somebody has reviewed it.
    pub rating: Option<Rating>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct CategoryName {
    pub slug: String,
    pub name_id: String,
    pub name_en: String,
}

#[derive(Debug, Clone)]
pub struct ShopShown {
    pub business: BusinessRef,
    pub slug: String,
    pub name: String,
    pub story: Option<String>,
    pub village: String,
    pub district: String,
    pub whatsapp: Option<String>,
    pub products: i64,
    /// How goods reach the buyer, and how the seller is paid.
    pub ways: Ways,
    /// What its orders say of it.
    pub trust: Trust,
    /// Slug and name of the verified koperasi that vouches for it.
    pub koperasi: Option<(String, String)>,
}

/// From so many thousandths of the sale unit on, so many rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct TierShown {
    pub from: i64,
    pub price: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PermitShown {
    /// `domain::permit::PermitKind` as code.
    pub kind: String,
    /// The last day, as `2028-03-31`.
    pub until: Option<String>,
}

/// How many others of the shop are shown.
const MORE: i64 = 6;

/// `None` when there is no product of this name. Whether the reader may see one that is not public
/// is the caller's to ask.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(desk: &Desk, slug: &Slug, today: Date) -> Result<Option<Shown>> {
    let row = sqlx::query!(
        r#"
        select p.id as "id: ProductId", p.slug, p.name, p.description, p.price, p.sale_unit, p.stock, p.made_days,
            p.state as "state: State", c.icon,
            (with recursive up as (
                select c.parent_id, c.slug, c.name_id, c.name_en, 0 as height
                union all
                select a.parent_id, a.slug, a.name_id, a.name_en, up.height + 1
                from up join category a on a.id = up.parent_id where up.height < 5)
             select jsonb_agg(jsonb_build_object('slug', slug, 'name_id', name_id, 'name_en', name_en) order by height desc)
             from up) as "categories!: Json<Vec<CategoryName>>",
            b.id as "business: BusinessId", b.owner_id as "owner: AccountId", b.koperasi_id as "koperasi: KoperasiId",
            b.slug as shop_slug, b.name as shop_name, b.story, b.village, b.whatsapp, v.id is not null as "open!",
            s.score as "score?", s.count as "reviews?",
            d.name as district, k.slug as "koperasi_slug?", k.name as "koperasi_name?",
            w.ways as "ways?: Json<Ways>", b.created_at as since,
            u.done as "done?", u.answered as "answered?", u.answers_in as "answers_in?", u.reviews as "all_reviews?", u.stars as "all_stars?",
            (select count(*) from product o where o.business_id = b.id and o.state = 'published') as "products!",
            (select coalesce(jsonb_agg(jsonb_build_object('from', t.from_quantity, 'price', t.price) order by t.from_quantity), '[]')
             from price_tier t where t.product_id = p.id) as "tiers!: Json<Vec<TierShown>>",
            (select coalesce(jsonb_agg(jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                    'widest', i.widest, 'colour', i.colour, 'alt', i.alt) order by i.position), '[]')
             from picture i where i.product_id = p.id) as "pictures!: Json<Vec<CardPicture>>",
            (select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'until', m.expires_on) order by m.kind), '[]')
             from permit m where m.business_id = b.id and m.state = 'verified' and m.replaced_at is null
               and (m.expires_on is null or m.expires_on >= $2)) as "permits!: Json<Vec<PermitShown>>",
            array(select o.id from product o where o.business_id = b.id and o.state = 'published' and o.id <> p.id
                  order by o.published_at desc, o.id desc limit $3) as "more!: Vec<ProductId>"
        from product p join category c on c.id = p.category_id
        join business b on b.id = p.business_id
        join district d on d.code = b.district_code
        left join business_public v on v.id = b.id
        left join koperasi k on k.id = v.koperasi_id
        left join review_sum s on s.product_id = p.id
        left join shop_way w on w.business_id = b.id
        left join shop_trust u on u.business_id = b.id
        where p.slug = $1
        "#,
        slug.as_str(), today, MORE
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| Shown {
        public: r.state == State::Published && r.open,
        product: Parcel {
            id: r.id,
            slug: r.slug,
            name: r.name,
            description: r.description,
            price: r.price,
            sale_unit: r.sale_unit,
            stock: r.stock,
            made_days: r.made_days,
            state: r.state,
            icon: r.icon,
            categories: r.categories.0,
            rating: Rating::of(r.score, r.reviews),
        },
        shop: ShopShown {
            business: BusinessRef { id: r.business, owner: r.owner, koperasi: r.koperasi },
            slug: r.shop_slug,
            name: r.shop_name,
            story: r.story,
            village: r.village,
            district: r.district,
            whatsapp: r.whatsapp,
            products: r.products,
            ways: ways::of(r.ways),
            trust: Trust::of(
                r.since,
                Kept { done: r.done, answered: r.answered, answers_in: r.answers_in, reviews: r.all_reviews, stars: r.all_stars },
            ),
            koperasi: r.koperasi_slug.zip(r.koperasi_name),
        },
        tiers: r.tiers.0,
        pictures: r.pictures.0,
        permits: r.permits.0,
        more: r.more,
    }))
}
