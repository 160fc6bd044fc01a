//! The shop: the public page of a business.

use domain::dates::Day;
use domain::hours::OpeningHours;
use domain::ids::{AccountId, BusinessId, KoperasiId, ProductId};
use domain::permit::{self, PermitKind, Verification};
use domain::phone::Phone;
use domain::slug::Slug;
use serde::Deserialize;
use sqlx::types::Json;

use crate::Desk;
use crate::buying::ways::{self, Ways};
use crate::reviews::trust::{Kept, Trust};
use crate::trouble::Result;

/// A permit whose badge may be shown today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub kind: PermitKind,
    pub number: String,
    pub expires_on: Option<Day>,
}

#[derive(Debug, Clone)]
pub struct Shop {
    pub id: BusinessId,
    pub owner: AccountId,
    /// The koperasi whose officers may keep it, verified or not.
    pub kept_by: Option<KoperasiId>,
    pub slug: String,
    pub name: String,
    pub story: Option<String>,
    pub village: String,
    pub district: String,
    pub regency: String,
    pub lat: Option<i32>,
    pub lng: Option<i32>,
    pub whatsapp: Option<Phone>,
    pub hours: Option<OpeningHours>,
    /// The koperasi that vouches for it, by id, slug and name: there is one as long as the shop is
    /// public.
    pub koperasi: Option<(KoperasiId, String, String)>,
    pub permits: Vec<Held>,
    pub products: i64,
    /// How goods reach the buyer, and how the seller is paid.
    pub ways: Ways,
    /// What its orders say of it.
    pub trust: Trust,
}

#[derive(Debug, Deserialize)]
struct PermitRow {
    kind: PermitKind,
    number: String,
    state: Verification,
    expires_on: Option<Day>,
}

/// A shop that is not closed; whether it may be shown to this reader is the caller's question: one
/// without a verified koperasi is for its keepers only.
///
/// # Errors
/// When the database does not answer.
pub async fn shop(desk: &Desk, slug: &Slug) -> Result<Option<Shop>> {
    let row = sqlx::query!(
        r#"
        select b.id as "id: BusinessId", b.owner_id as "owner: AccountId", b.koperasi_id as "kept_by: KoperasiId", b.slug, b.name, b.story, b.village, d.name as district,
            r.name as regency, b.lat, b.lng, b.whatsapp as "whatsapp: Phone", b.hours as "hours: Json<OpeningHours>",
            k.id as "koperasi_id?: KoperasiId", k.slug as "koperasi_slug?", k.name as "koperasi_name?",
            w.ways as "ways?: Json<Ways>", b.created_at as since,
            u.done as "done?", u.answered as "answered?", u.answers_in as "answers_in?", u.reviews as "all_reviews?", u.stars as "all_stars?",
            (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'number', number, 'state', state, 'expires_on', expires_on)), '[]')
             from permit where business_id = b.id and replaced_at is null and state = 'verified') as "permits!: Json<Vec<PermitRow>>",
            (select count(*) from product p where p.business_id = b.id and p.state = 'published') as "products!"
        from business b join district d on d.code = b.district_code join regency r on r.code = d.regency_code
        left join business_public v on v.id = b.id
        left join koperasi k on k.id = v.koperasi_id
        left join shop_way w on w.business_id = b.id
        left join shop_trust u on u.business_id = b.id
        where b.slug = $1 and b.archived_at is null
        "#,
        slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let today = Day::of(desk.now());
    Ok(row.map(|r| Shop {
        id: r.id,
        owner: r.owner,
        kept_by: r.kept_by,
        slug: r.slug,
        name: r.name,
        story: r.story,
        village: r.village,
        district: r.district,
        regency: r.regency,
        lat: r.lat,
        lng: r.lng,
        whatsapp: r.whatsapp,
        hours: r.hours.map(|h| h.0),
        koperasi: match (r.koperasi_id, r.koperasi_slug, r.koperasi_name) {
            (Some(id), Some(slug), Some(name)) => Some((id, slug, name)),
            _ => None,
        },
        permits: r.permits.0.into_iter().filter_map(|p| held(p, today)).collect(),
        products: r.products,
        ways: ways::of(r.ways),
        trust: Trust::of(
            r.since,
            Kept { done: r.done, answered: r.answered, answers_in: r.answers_in, reviews: r.all_reviews, stars: r.all_stars },
        ),
    }))
}

fn held(p: PermitRow, today: Day) -> Option<Held> {
    permit::badge(p.kind, p.state, p.expires_on, today)?;
    Some(Held { kind: p.kind, number: p.number, expires_on: p.expires_on })
}

/// A shop's published goods, the newest first; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn shop_products(desk: &Desk, shop: BusinessId, limit: i64, offset: i64) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id: ProductId" from product where business_id = $1 and state = 'published'
           order by published_at desc, id desc limit $2 offset $3"#,
        shop.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(ids)
}
