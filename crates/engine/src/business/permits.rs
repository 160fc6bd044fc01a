//! Permits: entered by the keeper, verified by the regency's office. The scan is a private picture.

use domain::access::{Keeper, Verifier};
use domain::business::Permit;
use domain::dates::Day;
use domain::ids::{BusinessId, KoperasiId, PermitId};
use domain::permit::{Decision, IllegalDecision, PermitKind, Verification};
use serde_json::json;
use time::OffsetDateTime;

use crate::pictures::{self, Pictures, Place, Upload, UploadError};
use crate::trouble::{Result, Trouble};
use crate::{Desk, ids};

/// A permit that nothing has taken the place of.
#[derive(Debug, Clone)]
pub struct Current {
    pub id: PermitId,
    pub kind: PermitKind,
    pub number: String,
    pub expires_on: Option<Day>,
    pub state: Verification,
    pub reason: Option<String>,
    pub has_scan: bool,
}

/// The permits of a business: of each kind the verified one, and the one that waits or was refused.
///
/// # Errors
/// When the database does not answer.
pub async fn current(desk: &Desk, by: &Keeper) -> Result<Vec<Current>> {
    let rows = sqlx::query_as!(
        Current,
        r#"select id as "id: PermitId", kind as "kind: PermitKind", number, expires_on as "expires_on: Day",
                  state as "state: Verification", reason, scan_key is not null as "has_scan!"
           from permit where business_id = $1 and replaced_at is null order by kind, id"#,
        by.business().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// The scan is no picture that can be read.
    #[error(transparent)]
    Scan(#[from] UploadError),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Enters a permit; it waits to be verified. Whatever waited or was refused of its kind gives way;
/// what was verified goes on counting until this one is.
///
/// # Errors
/// [`EnterError::Scan`]
pub async fn enter(desk: &Desk, by: &Keeper, p: Permit, scan: Option<Upload>) -> Result<PermitId, EnterError> {
    let key = match scan {
        Some(upload) => {
            let picture = pictures::process(upload).await?;
            let store = Pictures::new(desk.pictures().clone());
            Some(store.put(Place::Secret, picture).await?.key)
        }
        None => None,
    };
    let mut tx = desk.begin(by.account()).await?;
    let (id, now): (PermitId, _) = (ids::fresh(), tx.now());
    let statements = async {
        // The business's row is the lock: two entries at once replace one another in turn.
        sqlx::query!("select id from business where id = $1 for update", by.business().0).fetch_one(tx.conn()).await?;
        sqlx::query!(
            "update permit set replaced_at = $3 where business_id = $1 and kind = $2 and state <> 'verified' and replaced_at is null",
            by.business().0,
            p.number.kind().code(),
            now
        )
        .execute(tx.conn())
        .await?;
        sqlx::query!(
            "insert into permit (id, business_id, kind, number, expires_on, scan_key, entered_at) values ($1, $2, $3, $4, $5, $6, $7)",
            id.0,
            by.business().0,
            p.number.kind().code(),
            p.number.as_str(),
            p.expires_on.map(Day::date),
            key,
            now
        )
        .execute(tx.conn())
        .await
    };
    statements.await.map_err(Trouble::from)?;
    let detail = json!({ "kind": p.number.kind(), "on_behalf": by.on_behalf() });
    tx.audit("permit.enter", by.koperasi(), id.0, detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// A permit as the regency's office sees it.
#[derive(Debug, Clone)]
pub struct OfficePermit {
    pub id: PermitId,
    pub kind: PermitKind,
    pub number: String,
    pub expires_on: Option<Day>,
    pub has_scan: bool,
    pub entered_at: OffsetDateTime,
    pub shop_slug: String,
    pub shop_name: String,
    pub owner_name: String,
    pub district: String,
}

/// The permits waiting in the verifier's regencies, the longest first.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting_permits(desk: &Desk, by: &Verifier) -> Result<Vec<OfficePermit>> {
    let rows = sqlx::query_as!(
        OfficePermit,
        r#"
        select p.id as "id: PermitId", p.kind as "kind: PermitKind", p.number, p.expires_on as "expires_on: Day",
            p.scan_key is not null as "has_scan!", p.entered_at, b.slug as shop_slug, b.name as shop_name, a.name as owner_name,
            d.name as district
        from permit p join business b on b.id = p.business_id join account a on a.id = b.owner_id
        join district d on d.code = b.district_code
        where p.state = 'waiting' and p.replaced_at is null and b.archived_at is null
          and ($1::text[] is null or d.regency_code = any ($1))
        order by p.entered_at limit 100
        "#,
        by.regencies()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// The verified permits of the verifier's regencies in whose number or shop's name `words` stand,
/// those decided last first; without words, all. At most a hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn verified_permits(desk: &Desk, by: &Verifier, words: &str) -> Result<Vec<OfficePermit>> {
    // PostgreSQL takes no NUL in a text; numbers are kept without what groups them.
    let words = words.trim().replace('\0', "");
    let number: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
    let rows = sqlx::query_as!(
        OfficePermit,
        r#"
        select p.id as "id: PermitId", p.kind as "kind: PermitKind", p.number, p.expires_on as "expires_on: Day",
            p.scan_key is not null as "has_scan!", p.entered_at, b.slug as shop_slug, b.name as shop_name, a.name as owner_name,
            d.name as district
        from permit p join business b on b.id = p.business_id join account a on a.id = b.owner_id
        join district d on d.code = b.district_code
        where p.state = 'verified' and p.replaced_at is null and b.archived_at is null
          and ($1::text[] is null or d.regency_code = any ($1))
          and ($2 = '' or strpos(lower(b.name), lower($2)) > 0 or $3 <> '' and strpos(p.number, upper($3)) > 0)
        order by p.decided_at desc, p.id limit 100
        "#,
        by.regencies(),
        words,
        number
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// Verifies a permit of the verifier's regency, or refuses it with a reason; a verified one is
/// revoked by refusing it. What was verified, takes the place of the one that counted before.
/// `Ok(None)` when there is none such.
///
/// # Errors
/// [`IllegalDecision`] inside `Ok(Some(Err(…)))`: somebody else has decided meanwhile.
pub async fn decide_permit(
    desk: &Desk,
    by: &Verifier,
    permit: PermitId,
    refusal: Option<&str>,
) -> Result<Option<Result<(), IllegalDecision>>> {
    let mut tx = desk.begin(by.account()).await?;
    // The business's row is the lock, as when a permit is entered.
    let business = sqlx::query!(
        r#"
        select b.id as "id: BusinessId", b.koperasi_id as "koperasi: KoperasiId"
        from permit p join business b on b.id = p.business_id join district d on d.code = b.district_code
        where p.id = $1 and ($2::text[] is null or d.regency_code = any ($2))
        for update of b
        "#,
        permit.0,
        by.regencies()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(business) = business else { return Ok(None) };
    let found = sqlx::query!(
        r#"select kind as "kind: PermitKind", state as "state: Verification" from permit where id = $1 and replaced_at is null for update"#,
        permit.0
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(found) = found else { return Ok(None) };
    let decision = if refusal.is_some() { Decision::Refuse } else { Decision::Verify };
    let state = match found.state.after(decision) {
        Ok(state) => state,
        Err(illegal) => return Ok(Some(Err(illegal))),
    };
    let now = tx.now();
    sqlx::query!(
        "update permit set replaced_at = $4 where business_id = $1 and kind = $2 and state = $3 and replaced_at is null",
        business.id.0,
        found.kind.code(),
        state as Verification,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update permit set state = $2, decided_by = $3, decided_at = $4, reason = $5 where id = $1",
        permit.0,
        state as Verification,
        by.account().0,
        now,
        refusal
    )
    .execute(tx.conn())
    .await?;
    let detail = json!({ "from": found.state, "state": state, "business": business.id });
    tx.audit("permit.decide", business.koperasi, permit.0, detail).await?;
    tx.commit().await?;
    Ok(Some(Ok(())))
}

/// The scan of a permit, as a file.
pub type PermitScan = pictures::Served;

/// For the owner alone: an officer who keeps the business for a member needs no copy of the paper.
///
/// # Errors
/// When the database or the store does not answer.
pub async fn scan_for_owner(desk: &Desk, by: &Keeper, permit: PermitId) -> Result<Option<PermitScan>> {
    if by.on_behalf() {
        return Ok(None);
    }
    let key = sqlx::query_scalar!("select scan_key from permit where id = $1 and business_id = $2", permit.0, by.business().0)
        .fetch_optional(desk.db())
        .await?;
    read(desk, key.flatten()).await
}

/// # Errors
/// When the database or the store does not answer.
pub async fn scan_for_verifier(desk: &Desk, by: &Verifier, permit: PermitId) -> Result<Option<PermitScan>> {
    let key = sqlx::query_scalar!(
        "select p.scan_key from permit p join business b on b.id = p.business_id join district d on d.code = b.district_code
         where p.id = $1 and ($2::text[] is null or d.regency_code = any ($2))",
        permit.0,
        by.regencies()
    )
    .fetch_optional(desk.db())
    .await?;
    read(desk, key.flatten()).await
}

async fn read(desk: &Desk, key: Option<String>) -> Result<Option<PermitScan>> {
    match key {
        Some(key) => Ok(Pictures::new(desk.pictures().clone()).read_secret(&key).await?),
        None => Ok(None),
    }
}
