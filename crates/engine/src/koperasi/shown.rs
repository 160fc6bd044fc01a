//! What everyone may see of koperasi.

use domain::ids::{AccountId, BusinessId, KoperasiId};
use domain::slug::Slug;

use super::Listed;
use crate::Desk;
use crate::trouble::Result;

/// A district with its name, for lists of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub code: String,
    pub name: String,
    pub slug: String,
    pub regency: String,
}

/// All districts, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn districts(desk: &Desk) -> Result<Vec<District>> {
    let rows = sqlx::query_as!(
        District,
        "select d.code, d.name, d.slug, r.name as regency from district d join regency r on r.code = d.regency_code order by r.name, d.name"
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A verified koperasi in the directory.
#[derive(Debug, Clone)]
pub struct KoperasiRow {
    pub slug: String,
    pub name: String,
    pub village: String,
    pub district: String,
    pub members: i64,
    pub shops: i64,
}

/// The verified koperasi, of one district or all, by name; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn directory(desk: &Desk, district: Option<&str>, limit: i64, offset: i64) -> Result<Listed<KoperasiRow>> {
    let rows = sqlx::query!(
        r#"
        select k.slug as "slug!", k.name as "name!", k.village as "village!", k.district as "district!", k.total as "total!",
            (select count(*) from membership m where m.koperasi_id = k.id and m.state = 'admitted') as "members!",
            (select count(*) from business_public b where b.koperasi_id = k.id) as "shops!"
        from (select k.id, k.slug, k.name, k.village, d.name as district, count(*) over () as total
              from koperasi k join district d on d.code = k.district_code
              where k.state = 'verified' and ($1::text is null or d.slug = $1 or d.code = $1)
              order by k.name, k.id limit $2 offset $3) k
        order by k.name, k.id
        "#,
        district,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| KoperasiRow {
        slug: r.slug,
        name: r.name,
        village: r.village,
        district: r.district,
        members: r.members,
        shops: r.shops,
    });
    Ok(Listed { rows: rows.collect(), total })
}

/// Verified koperasi with many members, for the home page. The last member number stands in for the
/// count of all while it is chosen who is shown; those few are counted.
///
/// # Errors
/// When the database does not answer.
pub async fn largest(desk: &Desk, limit: i64) -> Result<Vec<KoperasiRow>> {
    let rows = sqlx::query_as!(
        KoperasiRow,
        r#"
        select k.slug as "slug!", k.name as "name!", k.village as "village!", d.name as district, n.members as "members!",
            (select count(*) from business_public b where b.koperasi_id = k.id) as "shops!"
        from (select id, slug, name, village, district_code from koperasi
              where state = 'verified' order by last_member_number desc, id limit $1) k
        join district d on d.code = k.district_code
        cross join lateral (select count(*) as members from membership m where m.koperasi_id = k.id and m.state = 'admitted') n
        order by n.members desc, k.id
        "#,
        limit
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A koperasi's public page.
#[derive(Debug, Clone)]
pub struct KoperasiShown {
    pub id: KoperasiId,
    pub slug: String,
    pub name: String,
    pub legal_form: String,
    pub nik_koperasi: String,
    pub village: String,
    pub district: String,
    pub regency: String,
    pub address: Option<String>,
    pub phone: String,
    pub story: Option<String>,
    pub verified: bool,
    pub members: i64,
}

/// `None` when there is none of that name. One that is not verified (yet) is shown to nobody but its
/// own people: the caller asks.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(desk: &Desk, slug: &Slug) -> Result<Option<KoperasiShown>> {
    let row = sqlx::query_as!(
        KoperasiShown,
        r#"
        select k.id as "id: KoperasiId", k.slug, k.name, k.legal_form, k.nik_koperasi, k.village, d.name as district, r.name as regency,
            k.address, k.phone, k.story, k.state = 'verified' as "verified!",
            (select count(*) from membership m where m.koperasi_id = k.id and m.state = 'admitted') as "members!"
        from koperasi k join district d on d.code = k.district_code join regency r on r.code = d.regency_code
        where k.slug = $1
        "#,
        slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

/// A member's shop on the koperasi's page.
#[derive(Debug, Clone)]
pub struct ShopRow {
    pub id: BusinessId,
    pub slug: String,
    pub name: String,
    pub story: Option<String>,
    pub village: String,
    pub district: String,
    pub products: i64,
}

/// The public shops of a koperasi's members, those with most goods first; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn shops(desk: &Desk, koperasi: KoperasiId, limit: i64, offset: i64) -> Result<Vec<ShopRow>> {
    let rows = sqlx::query_as!(
        ShopRow,
        r#"
        select b.id as "id!: BusinessId", b.slug as "slug!", b.name as "name!", b.story, b.village as "village!", d.name as district,
            (select count(*) from product p where p.business_id = b.id and p.state = 'published') as "products!"
        from business_public b join district d on d.code = b.district_code
        where b.koperasi_id = $1
        order by 7 desc, b.name, b.id limit $2 offset $3
        "#,
        koperasi.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// How a signed-in reader stands to a koperasi, for the button on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MyPlace {
    Stranger,
    Waiting,
    /// The officers have asked, and wait for an answer.
    Invited,
    Member,
}

/// # Errors
/// When the database does not answer.
pub async fn my_place(desk: &Desk, account: AccountId, koperasi: KoperasiId) -> Result<MyPlace> {
    let state = sqlx::query_scalar!(
        "select state from membership where koperasi_id = $1 and account_id = $2 and state in ('applied', 'invited', 'admitted')",
        koperasi.0,
        account.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(match state.as_deref() {
        Some("admitted") => MyPlace::Member,
        Some("invited") => MyPlace::Invited,
        Some(_) => MyPlace::Waiting,
        None => MyPlace::Stranger,
    })
}
