//! A koperasi comes to the market: told by one of its officers, verified by the regency's office.

use domain::access::{Officer, Person, Verifier};
use domain::ids::{KoperasiId, MembershipId};
use domain::koperasi::{Details, Registration};
use domain::permit::{Decision, Verification};
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;

use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Another koperasi has this number.
    #[error("this number of a koperasi is registered")]
    NikTaken,
    #[error("no such district")]
    UnknownDistrict,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A new koperasi, waiting to be verified. Who tells it becomes its first member and officer.
///
/// # Errors
/// [`RegisterError::NikTaken`], [`RegisterError::UnknownDistrict`].
pub async fn register(desk: &Desk, by: &Person, r: Registration) -> Result<Slug, RegisterError> {
    let mut tx = desk.begin(by.account()).await?;
    let id: KoperasiId = ids::fresh();
    let (d, now) = (&r.details, tx.now());
    let slug = free_slug(&mut tx, &Slug::from_name(d.name.as_str())).await?;
    sqlx::query!(
        "insert into koperasi (id, slug, name, legal_form, nik_koperasi, district_code, village, address, phone, email, story,
                               created_by, created_at, last_member_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
        id.0,
        slug.as_str(),
        d.name.as_str(),
        d.form.code(),
        r.nik.as_str(),
        d.district.as_str(),
        d.village.as_str(),
        d.address.as_ref().map(|a| a.as_str()),
        d.phone.as_str(),
        d.email.as_ref().map(|e| e.as_str()),
        d.story.as_ref().map(|s| s.as_str()),
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await
    .on_constraints(|name| match name {
        "koperasi_nik_taken" => Some(RegisterError::NikTaken),
        "koperasi_district_code_fkey" => Some(RegisterError::UnknownDistrict),
        _ => None,
    })?;
    let membership: MembershipId = ids::fresh();
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, number, state, applied_at, decided_at, decided_by)
         values ($1, $2, $3, 1, 'admitted', $4, $4, $3)",
        membership.0,
        id.0,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    super::offices::insert(&mut tx, id, by.account(), r.duty, domain::dates::Day::of(now), r.until)
        .await
        .map_err(Trouble::from)?;
    tx.audit("koperasi.register", Some(id), id.0, json!({})).await?;
    tx.commit().await?;
    Ok(slug)
}

/// The plain slug, or the first numbered one that is free.
async fn free_slug(tx: &mut Tx, plain: &Slug) -> Result<Slug> {
    let taken = sqlx::query_scalar!("select slug from koperasi where slug = $1 or slug like $1 || '-%'", plain.as_str())
        .fetch_all(tx.conn())
        .await?;
    Ok(std::iter::once(plain.clone())
        .chain((2..).map(|n| plain.numbered(n)))
        .find(|slug| !taken.iter().any(|t| t == slug.as_str()))
        .unwrap_or_else(|| plain.numbered(0)))
}

/// What the officers may change, as it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn details(desk: &Desk, koperasi: KoperasiId) -> Result<DetailsRow> {
    let row = sqlx::query_as!(
        DetailsRow,
        "select name, legal_form, district_code, village, address, phone, email, story, state, refusal_reason from koperasi where id = $1",
        koperasi.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(row)
}

#[derive(Debug, Clone)]
pub struct DetailsRow {
    pub name: String,
    pub legal_form: String,
    pub district_code: String,
    pub village: String,
    pub address: Option<String>,
    pub phone: String,
    pub email: Option<String>,
    pub story: Option<String>,
    pub state: String,
    pub refusal_reason: Option<String>,
}

/// Changes what a koperasi tells about itself. A refused one waits for verification anew.
///
/// # Errors
/// [`RegisterError::UnknownDistrict`]
pub async fn change(desk: &Desk, by: &Officer, d: Details) -> Result<(), RegisterError> {
    let mut tx = desk.begin(by.account()).await?;
    let id = by.koperasi().id;
    sqlx::query!(
        "update koperasi set name = $2, legal_form = $3, district_code = $4, village = $5, address = $6, phone = $7, email = $8, story = $9,
             state = case state when 'refused' then 'waiting' else state end,
             decided_at = case state when 'refused' then null else decided_at end,
             decided_by = case state when 'refused' then null else decided_by end,
             refusal_reason = null
         where id = $1",
        id.0, d.name.as_str(), d.form.code(), d.district.as_str(), d.village.as_str(), d.address.as_ref().map(|a| a.as_str()),
        d.phone.as_str(), d.email.as_ref().map(|e| e.as_str()), d.story.as_ref().map(|s| s.as_str())
    )
    .execute(tx.conn())
    .await
    .on_constraint("koperasi_district_code_fkey", RegisterError::UnknownDistrict)?;
    tx.audit("koperasi.change", Some(id), id.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// A koperasi that waits for the regency's office.
#[derive(Debug, Clone)]
pub struct Pending {
    pub id: KoperasiId,
    pub name: String,
    pub legal_form: String,
    pub nik_koperasi: String,
    pub village: String,
    pub district: String,
    pub phone: String,
    pub told_by: String,
    pub created_at: OffsetDateTime,
}

/// The koperasi waiting in the verifier's regencies, the longest first.
///
/// # Errors
/// When the database does not answer.
pub async fn pending(desk: &Desk, by: &Verifier) -> Result<Vec<Pending>> {
    let rows = sqlx::query_as!(
        Pending,
        r#"
        select k.id as "id: KoperasiId", k.name, k.legal_form, k.nik_koperasi, k.village, d.name as district, k.phone,
               a.name as told_by, k.created_at
        from koperasi k join district d on d.code = k.district_code join account a on a.id = k.created_by
        where k.state = 'waiting' and ($1::text[] is null or d.regency_code = any ($1))
        order by k.created_at limit 200
        "#,
        by.regencies()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// Verifies or refuses a waiting koperasi of the verifier's regency. False when there is none such:
/// unknown, elsewhere, or decided by somebody else meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn decide(desk: &Desk, by: &Verifier, koperasi: KoperasiId, refusal: Option<&str>) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let decision = if refusal.is_some() { Decision::Refuse } else { Decision::Verify };
    // Only a waiting one can be decided: the same rule as for permits.
    let Ok(state) = Verification::Waiting.after(decision) else { return Ok(false) };
    let decided = sqlx::query!(
        "update koperasi k set state = $2, decided_by = $3, decided_at = $4, refusal_reason = $5
         from district d
         where k.id = $1 and k.state = 'waiting' and d.code = k.district_code and ($6::text[] is null or d.regency_code = any ($6))",
        koperasi.0, state as Verification, by.account().0, now, refusal, by.regencies()
    )
    .execute(tx.conn())
    .await?;
    if decided.rows_affected() == 0 {
        return Ok(false);
    }
    tx.audit("koperasi.decide", Some(koperasi), koperasi.0, json!({ "state": state })).await?;
    tx.commit().await?;
    Ok(true)
}
