//! The regency's office: which koperasi wait, which there are, and what is known of them.

use domain::access::Verifier;
use domain::dates::Day;
use domain::ids::KoperasiId;
use domain::koperasi::Identity;
use domain::permit::{Decision, Verification};
use serde_json::json;
use time::OffsetDateTime;

use super::Listed;
use crate::Desk;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;

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
    /// Which telling this is: a decision is about what was seen.
    pub version: i64,
}

/// The koperasi waiting in the verifier's regencies, the longest first; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn pending(desk: &Desk, by: &Verifier, limit: i64, offset: i64) -> Result<Listed<Pending>> {
    let rows = sqlx::query_as!(
        Pending,
        r#"
        select k.id as "id: KoperasiId", k.name, k.legal_form, k.nik_koperasi, k.village, d.name as district, k.phone,
               a.name as told_by, k.created_at, (extract(epoch from k.updated_at) * 1000000)::bigint as "version!"
        from koperasi k join district d on d.code = k.district_code join account a on a.id = k.created_by
        where k.state = 'waiting' and ($1::text[] is null or d.regency_code = any ($1))
        order by k.created_at, k.id limit $2 offset $3
        "#,
        by.regencies(),
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Listed { rows, total: pending_count(desk, by).await?.0 })
}

/// How many wait, and since when the oldest.
///
/// # Errors
/// When the database does not answer.
pub async fn pending_count(desk: &Desk, by: &Verifier) -> Result<(i64, Option<OffsetDateTime>)> {
    let row = sqlx::query!(
        r#"select count(*) as "n!", min(k.created_at) as oldest from koperasi k join district d on d.code = k.district_code
           where k.state = 'waiting' and ($1::text[] is null or d.regency_code = any ($1))"#,
        by.regencies()
    )
    .fetch_one(desk.db())
    .await?;
    Ok((row.n, row.oldest))
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Saved,
    /// Unknown, in another regency, or decided by somebody else meanwhile.
    NotWaiting,
    /// Its officers changed what it tells since the page was opened.
    Changed,
}

/// Verifies or refuses a waiting koperasi of the verifier's regency, as it stood in `version`.
///
/// # Errors
/// When the database does not answer.
pub async fn decide(desk: &Desk, by: &Verifier, koperasi: KoperasiId, version: i64, refusal: Option<&str>) -> Result<Decided> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let decision = if refusal.is_some() { Decision::Refuse } else { Decision::Verify };
    // Only a waiting one can be decided: the same rule as for permits.
    let Ok(state) = Verification::Waiting.after(decision) else { return Ok(Decided::NotWaiting) };
    match lock_seen(&mut tx, by, koperasi, Verification::Waiting).await? {
        None => return Ok(Decided::NotWaiting),
        Some(there) if there != version => return Ok(Decided::Changed),
        Some(_) => {}
    }
    sqlx::query!(
        "update koperasi set state = $2, decided_by = $3, decided_at = $4, refusal_reason = $5 where id = $1",
        koperasi.0,
        state as Verification,
        by.account().0,
        now,
        refusal
    )
    .execute(tx.conn())
    .await?;
    tx.audit("koperasi.decide", Some(koperasi), koperasi.0, json!({ "state": state })).await?;
    tx.commit().await?;
    Ok(Decided::Saved)
}

/// Takes the row of a koperasi that is in this state and in the verifier's regencies; gives the
/// version it is in, with which the one that was seen is compared.
async fn lock_seen(tx: &mut Tx, by: &Verifier, koperasi: KoperasiId, state: Verification) -> Result<Option<i64>> {
    let version = sqlx::query_scalar!(
        r#"select (extract(epoch from k.updated_at) * 1000000)::bigint as "version!"
           from koperasi k join district d on d.code = k.district_code
           where k.id = $1 and k.state = $3 and ($2::text[] is null or d.regency_code = any ($2))
           for no key update of k"#,
        koperasi.0,
        by.regencies(),
        state as Verification
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(version)
}

/// A koperasi in the register of the regency's office.
#[derive(Debug, Clone)]
pub struct RegisterRow {
    pub id: KoperasiId,
    pub slug: String,
    pub name: String,
    pub nik_koperasi: String,
    pub district: String,
    pub members: i64,
    /// Terms that run today and are not a supervisor's.
    pub officers: i64,
}

/// Which koperasi of the register are asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// A part of the name, or of the number.
    pub words: String,
    /// Only those that nobody runs: every term is over.
    pub without_officers: bool,
}

/// The verified koperasi of the verifier's regencies by name; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn known(desk: &Desk, by: &Verifier, wanted: &Wanted, limit: i64, offset: i64) -> Result<Listed<RegisterRow>> {
    let like = format!("%{}%", wanted.words.trim().replace(['\\', '%', '_', '\0'], " ").to_lowercase());
    let rows = sqlx::query!(
        r#"
        select k.id as "id: KoperasiId", k.slug, k.name, k.nik_koperasi, d.name as district, run.officers as "officers!",
            (select count(*) from membership m where m.koperasi_id = k.id and m.state = 'admitted') as "members!",
            count(*) over () as "total!"
        from koperasi k join district d on d.code = k.district_code
        cross join lateral (select count(*) as officers from office o
                            where o.koperasi_id = k.id and o.ended_at is null and o.duty <> 'pengawas'
                              and o.from_day <= $2 and o.until_day >= $2) run
        where k.state = 'verified' and ($1::text[] is null or d.regency_code = any ($1))
          and (lower(k.name) like $3 or k.nik_koperasi like $3) and (not $4 or run.officers = 0)
        order by k.name, k.id limit $5 offset $6
        "#,
        by.regencies(),
        Day::of(desk.now()).date(),
        like,
        wanted.without_officers,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| RegisterRow {
        id: r.id,
        slug: r.slug,
        name: r.name,
        nik_koperasi: r.nik_koperasi,
        district: r.district,
        members: r.members,
        officers: r.officers,
    });
    Ok(Listed { rows: rows.collect(), total })
}

/// What was verified of a koperasi, as the form for corrections shows it.
#[derive(Debug, Clone)]
pub struct Known {
    pub name: String,
    pub legal_form: String,
    pub nik_koperasi: String,
    pub district_code: String,
    pub version: i64,
}

/// `None` when it is not verified, or of another regency.
///
/// # Errors
/// When the database does not answer.
pub async fn identity(desk: &Desk, by: &Verifier, koperasi: KoperasiId) -> Result<Option<Known>> {
    let row = sqlx::query_as!(
        Known,
        r#"select k.name, k.legal_form, k.nik_koperasi, k.district_code,
               (extract(epoch from k.updated_at) * 1000000)::bigint as "version!"
           from koperasi k join district d on d.code = k.district_code
           where k.id = $1 and k.state = 'verified' and ($2::text[] is null or d.regency_code = any ($2))"#,
        koperasi.0,
        by.regencies()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// Not verified, or of another regency.
    #[error("no such koperasi")]
    Unknown,
    /// Somebody saved it since the form was opened.
    #[error("changed meanwhile")]
    Changed,
    #[error("this number of a koperasi is registered")]
    NikTaken,
    /// No such district in the verifier's regencies.
    #[error("no such district")]
    UnknownDistrict,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Corrects what was verified of a koperasi, which stays verified: who verifies has seen it. Its
/// address stays, so that shared links keep working.
///
/// # Errors
/// [`CorrectError`]
pub async fn correct(desk: &Desk, by: &Verifier, koperasi: KoperasiId, version: i64, i: Identity) -> Result<(), CorrectError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let there = lock_seen(&mut tx, by, koperasi, Verification::Verified).await?.ok_or(CorrectError::Unknown)?;
    if there != version {
        return Err(CorrectError::Changed);
    }
    let covered = sqlx::query_scalar!(
        r#"select exists (select from district where code = $1 and ($2::text[] is null or regency_code = any ($2))) as "covered!""#,
        i.district.as_str(),
        by.regencies()
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if !covered {
        return Err(CorrectError::UnknownDistrict);
    }
    sqlx::query!(
        "update koperasi set name = $2, legal_form = $3, nik_koperasi = $4, district_code = $5,
             updated_at = greatest($6, updated_at + interval '1 microsecond')
         where id = $1",
        koperasi.0,
        i.name.as_str(),
        i.form.code(),
        i.nik.as_str(),
        i.district.as_str(),
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("koperasi_nik_taken", CorrectError::NikTaken)?;
    tx.audit("koperasi.correct", Some(koperasi), koperasi.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}
