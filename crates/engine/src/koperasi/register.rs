//! A koperasi comes to the market: told by one of its officers, who keeps the telling right.

use domain::access::{Officer, Person};
use domain::ids::{KoperasiId, MembershipId};
use domain::koperasi::{Profile, Registration};
use domain::slug::Slug;
use serde_json::json;

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
    let (i, c, now) = (&r.identity, &r.contact, tx.now());
    let slug = free_slug(&mut tx, &Slug::from_name(i.name.as_str())).await?;
    sqlx::query!(
        "insert into koperasi (id, slug, name, legal_form, nik_koperasi, district_code, village, address, phone, email, story,
                               created_by, created_at, updated_at, last_member_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)",
        id.0,
        slug.as_str(),
        i.name.as_str(),
        i.form.code(),
        i.nik.as_str(),
        i.district.as_str(),
        c.village.as_str(),
        c.address.as_ref().map(|a| a.as_str()),
        c.phone.as_str(),
        c.email.as_ref().map(|e| e.as_str()),
        c.story.as_ref().map(|s| s.as_str()),
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
    tx.audit("membership.found", Some(id), membership.0, json!({ "number": 1 })).await?;
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
        "select name, legal_form, nik_koperasi, district_code, village, address, phone, email, story, state, refusal_reason from koperasi where id = $1",
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
    pub nik_koperasi: String,
    pub district_code: String,
    pub village: String,
    pub address: Option<String>,
    pub phone: String,
    pub email: Option<String>,
    pub story: Option<String>,
    pub state: String,
    pub refusal_reason: Option<String>,
}

impl DetailsRow {
    pub fn is_verified(&self) -> bool {
        self.state == "verified"
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Another koperasi has this number.
    #[error("this number of a koperasi is registered")]
    NikTaken,
    #[error("no such district")]
    UnknownDistrict,
    /// It was verified while the form was open: its name, kind, number and district are fixed now.
    #[error("verified meanwhile")]
    Verified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Changes what a koperasi tells about itself. A refused one waits for verification anew, so that
/// it is corrected and not told a second time.
///
/// Name, kind, number and district are what was verified. Setting a verified koperasi back to
/// waiting when they change would take all its members' shops off the market for a corrected
/// letter; so they are fixed, and the regency's office changes them
/// ([`correct`](super::correct)).
///
/// # Errors
/// [`ProfileError`]
pub async fn change(desk: &Desk, by: &Officer, p: Profile) -> Result<(), ProfileError> {
    let mut tx = desk.begin(by.account()).await?;
    let (id, now) = (by.koperasi().id, tx.now());
    let verified = super::membership::lock(&mut tx, id).await?;
    if let Some(i) = &p.identity {
        if verified {
            return Err(ProfileError::Verified);
        }
        sqlx::query!(
            "update koperasi set name = $2, legal_form = $3, nik_koperasi = $4, district_code = $5,
                 state = 'waiting', decided_at = null, decided_by = null, refusal_reason = null
             where id = $1",
            id.0,
            i.name.as_str(),
            i.form.code(),
            i.nik.as_str(),
            i.district.as_str()
        )
        .execute(tx.conn())
        .await
        .on_constraints(|name| match name {
            "koperasi_nik_taken" => Some(ProfileError::NikTaken),
            "koperasi_district_code_fkey" => Some(ProfileError::UnknownDistrict),
            _ => None,
        })?;
    }
    let c = &p.contact;
    sqlx::query!(
        "update koperasi set village = $2, address = $3, phone = $4, email = $5, story = $6,
             updated_at = greatest($7, updated_at + interval '1 microsecond')
         where id = $1",
        id.0,
        c.village.as_str(),
        c.address.as_ref().map(|a| a.as_str()),
        c.phone.as_str(),
        c.email.as_ref().map(|e| e.as_str()),
        c.story.as_ref().map(|s| s.as_str()),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("koperasi.change", Some(id), id.0, json!({ "identity": p.identity.is_some() })).await?;
    tx.commit().await?;
    Ok(())
}
