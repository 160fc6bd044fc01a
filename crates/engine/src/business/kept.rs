//! A business as its keeper sees and changes it.

use domain::access::{Keeper, Officer, Person, Standing};
use domain::business::Business;
use domain::hours::OpeningHours;
use domain::ids::{AccountId, BusinessId, IdempotencyKey, KoperasiId};
use domain::phone::Phone;
use domain::slug::Slug;
use serde::Serialize;
use serde_json::json;
use sqlx::types::Json;

use crate::buying::orders;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("no such district")]
    UnknownDistrict,
    /// Not one of the koperasi that admitted the owner.
    #[error("not this person's koperasi")]
    UnknownKoperasi,
    /// The regency's office has not verified the officer's koperasi.
    #[error("koperasi not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Opens a business of one's own. The koperasi that vouches for it is the one chosen, or the only
/// one that admitted the owner; without one its goods stay drafts. The second press of the button
/// finds the first's business.
///
/// # Errors
/// [`OpenError::UnknownDistrict`], [`OpenError::UnknownKoperasi`].
pub async fn open(desk: &Desk, by: &Person, standing: &Standing, b: &Business, key: IdempotencyKey) -> Result<Slug, OpenError> {
    let koperasi = match &b.koperasi {
        Some(slug) => {
            let chosen = standing.memberships.iter().find(|m| m.koperasi.slug == *slug);
            Some(chosen.ok_or(OpenError::UnknownKoperasi)?.koperasi.id)
        }
        None => standing.memberships.first().map(|m| m.koperasi.id),
    };
    let mut tx = match once(desk, by.account(), key, &("business.open", b)).await? {
        Once::Done(slug) => return Ok(slug),
        Once::Fresh(tx) => tx,
    };
    let (id, slug) = insert(&mut tx, by.account(), koperasi, None, b).await?;
    tx.audit("business.open", koperasi, id.0, json!({})).await?;
    tx.commit_with(&slug).await?;
    Ok(slug)
}

/// A form sent again with other contents opens another business.
async fn once(desk: &Desk, account: AccountId, key: IdempotencyKey, request: &impl Serialize) -> Result<Once<Slug>> {
    match desk.begin_once(account, key, request).await {
        Err(Trouble::KeyReused) => desk.begin_once(account, ids::fresh(), request).await,
        other => other,
    }
}

/// An officer opens a business for a member of the own koperasi, which is recorded as such. `None`
/// when the account is no member there. Pressed twice, it is one business, as with [`open`].
///
/// # Errors
/// [`OpenError::UnknownDistrict`], [`OpenError::NotVerified`].
pub async fn open_for(
    desk: &Desk,
    by: &Officer,
    member: AccountId,
    b: &Business,
    key: IdempotencyKey,
) -> Result<Option<Slug>, OpenError> {
    let koperasi = by.koperasi().id;
    let mut tx = match once(desk, by.account(), key, &("business.open_for", koperasi, member, b)).await? {
        Once::Done(slug) => return Ok(Some(slug)),
        Once::Fresh(tx) => tx,
    };
    if !crate::koperasi::lock(&mut tx, koperasi).await? {
        return Err(OpenError::NotVerified);
    }
    let belongs = sqlx::query_scalar!(
        r#"select exists (select from membership where koperasi_id = $1 and account_id = $2 and state = 'admitted') as "belongs!""#,
        koperasi.0,
        member.0
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if !belongs {
        return Ok(None);
    }
    let (id, slug) = insert(&mut tx, member, Some(koperasi), Some(by.account()), b).await?;
    tx.audit("business.open_for", Some(koperasi), id.0, json!({ "owner": member })).await?;
    tx.commit_with(&slug).await?;
    Ok(Some(slug))
}

/// Names that others may take at the same moment, so often it is tried.
const TRIES: usize = 10;

async fn insert(
    tx: &mut Tx,
    owner: AccountId,
    koperasi: Option<KoperasiId>,
    entered_by: Option<AccountId>,
    b: &Business,
) -> Result<(BusinessId, Slug), OpenError> {
    let (id, now): (BusinessId, _) = (ids::fresh(), tx.now());
    for _ in 0..TRIES {
        let slug = free_slug(tx, &Slug::from_name(b.name.as_str())).await?;
        // Somebody else's of that name that is not committed yet is waited for.
        let done = sqlx::query!(
            "insert into business (id, slug, owner_id, koperasi_id, name, story, district_code, village, lat, lng, whatsapp, hours,
                                   entered_by, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
             on conflict on constraint business_slug_taken do nothing",
            id.0,
            slug.as_str(),
            owner.0,
            koperasi.map(|k| k.0),
            b.name.as_str(),
            b.story.as_ref().map(|s| s.as_str()),
            b.district.as_str(),
            b.village.as_str(),
            b.position.map(|p| p.lat_micro()),
            b.position.map(|p| p.lng_micro()),
            b.whatsapp.as_ref().map(Phone::as_str),
            b.hours.map(Json) as _,
            entered_by.map(|a| a.0),
            now
        )
        .execute(tx.conn())
        .await
        .on_constraint("business_district_code_fkey", OpenError::UnknownDistrict)?;
        if done.rows_affected() == 1 {
            return Ok((id, slug));
        }
    }
    Err(Trouble::Other("no slug is free".into()).into())
}

async fn free_slug(tx: &mut Tx, plain: &Slug) -> Result<Slug> {
    let taken = sqlx::query_scalar!("select slug from business where slug = $1 or slug like $1 || '-%'", plain.as_str())
        .fetch_all(tx.conn())
        .await?;
    let free = |slug: &Slug| !taken.iter().any(|t| t == slug.as_str());
    let numbered = (2..).map(|n| plain.numbered(n));
    // The numbers never run out before a free one is found.
    Ok(std::iter::once(plain.clone()).chain(numbered).find(free).unwrap_or_else(|| plain.numbered(0)))
}

/// All that the keeper's desk and the form for changes show.
#[derive(Debug, Clone)]
pub struct Kept {
    pub slug: String,
    pub name: String,
    pub story: Option<String>,
    pub district_code: String,
    pub village: String,
    pub lat: Option<i32>,
    pub lng: Option<i32>,
    pub whatsapp: Option<Phone>,
    pub hours: Option<Json<OpeningHours>>,
    pub koperasi_slug: Option<String>,
    pub koperasi_name: Option<String>,
    pub owner_name: String,
    pub published: i64,
    pub drafts: i64,
    pub sold_out: i64,
}

/// # Errors
/// When the database does not answer.
pub async fn kept(desk: &Desk, by: &Keeper) -> Result<Kept> {
    let row = sqlx::query_as!(
        Kept,
        r#"
        select b.slug, b.name, b.story, b.district_code, b.village, b.lat, b.lng, b.whatsapp as "whatsapp: Phone",
            b.hours as "hours: Json<OpeningHours>", k.slug as "koperasi_slug?", k.name as "koperasi_name?", a.name as owner_name,
            (select count(*) from product p where p.business_id = b.id and p.state = 'published') as "published!",
            (select count(*) from product p where p.business_id = b.id and p.state = 'draft') as "drafts!",
            (select count(*) from product p where p.business_id = b.id and p.state = 'published' and p.stock = 0) as "sold_out!"
        from business b join account a on a.id = b.owner_id left join koperasi k on k.id = b.koperasi_id
        where b.id = $1
        "#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(row)
}

/// Changes what a business tells about itself. Its address stays, so that shared links keep working.
///
/// # Errors
/// [`OpenError::UnknownDistrict`]
pub async fn change(desk: &Desk, by: &Keeper, b: Business) -> Result<(), OpenError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    sqlx::query!(
        "update business set name = $2, story = $3, district_code = $4, village = $5, lat = $6, lng = $7, whatsapp = $8, hours = $9,
             updated_at = $10 where id = $1",
        by.business().0,
        b.name.as_str(),
        b.story.as_ref().map(|s| s.as_str()),
        b.district.as_str(),
        b.village.as_str(),
        b.position.map(|p| p.lat_micro()),
        b.position.map(|p| p.lng_micro()),
        b.whatsapp.as_ref().map(Phone::as_str),
        b.hours.map(Json) as _,
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("business_district_code_fkey", OpenError::UnknownDistrict)?;
    tx.audit("business.change", by.koperasi(), by.business().0, json!({ "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// So many orders are under way: their buyers wait for goods or money, and nobody could go on with them.
    #[error("{0} orders are under way")]
    Orders(i64),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Closes a business: its shop and goods are no longer shown, nothing is deleted.
///
/// # Errors
/// [`ArchiveError::Orders`]
pub async fn archive(desk: &Desk, by: &Keeper) -> Result<(), ArchiveError> {
    let mut tx = desk.begin(by.account()).await?;
    // Whoever places an order holds this row as well, after its products and before it is asked whether the shop is
    // open (`buying::place`): their order is seen here, or they see a closed shop. Nothing else is held here, so
    // that the two never wait for each other.
    sqlx::query!("select id from business where id = $1 for update", by.business().0)
        .fetch_one(tx.conn())
        .await
        .map_err(Trouble::from)?;
    let open = orders::under_way(tx.conn(), by.business()).await?;
    if open > 0 {
        return Err(ArchiveError::Orders(open));
    }
    let now = tx.now();
    sqlx::query!(
        "update business set archived_at = $2, updated_at = $2 where id = $1 and archived_at is null",
        by.business().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("business.archive", by.koperasi(), by.business().0, json!({ "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}
