//! Who holds which duty, until when.

use domain::access::{Duty, Officer, Overseer, Verifier};
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, OfficeId};
use domain::koperasi::NewOffice;
use domain::phone::Phone;
use serde_json::json;

use super::membership::lock;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

/// A term of office that has not been ended.
#[derive(Debug, Clone)]
pub struct OfficeRow {
    pub id: OfficeId,
    pub account: AccountId,
    pub name: String,
    pub duty: Duty,
    pub from: Day,
    pub until: Day,
}

/// The terms of this koperasi, chair first.
///
/// # Errors
/// When the database does not answer.
pub async fn offices(desk: &Desk, by: &Overseer) -> Result<Vec<OfficeRow>> {
    open_terms(desk, by.koperasi().id).await
}

async fn open_terms(desk: &Desk, koperasi: KoperasiId) -> Result<Vec<OfficeRow>> {
    let rows = sqlx::query!(
        r#"select o.id as "id: OfficeId", o.account_id as "account: AccountId", a.name, o.duty, o.from_day as "from: Day", o.until_day as "until: Day"
           from office o join account a on a.id = o.account_id
           where o.koperasi_id = $1 and o.ended_at is null
           order by array_position(array['ketua', 'sekretaris', 'bendahara', 'manajer', 'pengawas'], o.duty), o.from_day"#,
        koperasi.0
    )
    .fetch_all(desk.db())
    .await?;
    rows.into_iter()
        .map(|r| {
            let duty = Duty::parse(&r.duty).map_err(|_| Trouble::Other(format!("unknown duty {}", r.duty)))?;
            Ok(OfficeRow { id: r.id, account: r.account, name: r.name, duty, from: r.from, until: r.until })
        })
        .collect()
}

/// The terms of a koperasi as the regency's office sees them, with its name; `None` outside of its
/// regency.
///
/// # Errors
/// When the database does not answer.
pub async fn offices_for_verifier(desk: &Desk, by: &Verifier, koperasi: KoperasiId) -> Result<Option<(String, Vec<OfficeRow>)>> {
    let name = sqlx::query_scalar!(
        "select k.name from koperasi k join district d on d.code = k.district_code
         where k.id = $1 and k.state = 'verified' and ($2::text[] is null or d.regency_code = any ($2))",
        koperasi.0,
        by.regencies()
    )
    .fetch_optional(desk.db())
    .await?;
    match name {
        Some(name) => Ok(Some((name, open_terms(desk, koperasi).await?))),
        None => Ok(None),
    }
}

#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    /// No verified koperasi of the verifier's regency.
    #[error("no such koperasi")]
    Unknown,
    /// No member of this koperasi has that number.
    #[error("not a member")]
    NotAMember,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Gives a member a duty, as the meeting decided it. Who has this duty already gets a new term in
/// place of the old one.
///
/// # Errors
/// [`AppointError::NotAMember`]
pub async fn appoint(desk: &Desk, by: &Officer, member: &Phone, office: NewOffice) -> Result<(), AppointError> {
    let mut tx = desk.begin(by.account()).await?;
    lock(&mut tx, by.koperasi().id).await?;
    give(&mut tx, by.koperasi().id, member, office, "koperasi").await?;
    tx.commit().await?;
    Ok(())
}

/// As [`appoint`], by the regency's office: the way back into a koperasi whose terms have all run
/// out, so that nobody there may appoint.
///
/// # Errors
/// [`AppointError::Unknown`], [`AppointError::NotAMember`].
pub async fn appoint_for(
    desk: &Desk,
    by: &Verifier,
    koperasi: KoperasiId,
    member: &Phone,
    office: NewOffice,
) -> Result<(), AppointError> {
    let mut tx = desk.begin(by.account()).await?;
    let covered = sqlx::query_scalar!(
        r#"select exists (select from koperasi k join district d on d.code = k.district_code
           where k.id = $1 and ($2::text[] is null or d.regency_code = any ($2))) as "covered!""#,
        koperasi.0,
        by.regencies()
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if !covered || !lock(&mut tx, koperasi).await? {
        return Err(AppointError::Unknown);
    }
    give(&mut tx, koperasi, member, office, "regency").await?;
    tx.commit().await?;
    Ok(())
}

/// The caller holds the koperasi's row.
async fn give(
    tx: &mut Tx,
    koperasi: KoperasiId,
    member: &Phone,
    office: NewOffice,
    by: &'static str,
) -> Result<(), AppointError> {
    let account = sqlx::query_scalar!(
        r#"select a.id as "id: AccountId" from account a join membership m on m.account_id = a.id
           where a.phone = $2 and m.koperasi_id = $1 and m.state = 'admitted'"#,
        koperasi.0,
        member.as_str()
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(AppointError::NotAMember)?;
    let (today, now) = (Day::of(tx.now()), tx.now());
    let old = sqlx::query!(
        r#"update office set ended_at = $4 where koperasi_id = $1 and account_id = $2 and duty = $3 and ended_at is null
           returning from_day as "from: Day", until_day as "until: Day""#,
        koperasi.0,
        account.0,
        office.duty.code(),
        now
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let runs = old.as_ref().is_some_and(|o| o.from <= today && today <= o.until);
    // A term that runs goes on without a gap, whichever day the new one was to begin.
    let from = if runs { office.from.min(today) } else { office.from };
    insert(tx, koperasi, account, office.duty, from, office.until).await.map_err(Trouble::from)?;
    let detail = json!({ "duty": office.duty.code(), "by": by, "renewed": old.is_some() });
    tx.audit("office.appoint", Some(koperasi), account.0, detail).await?;
    Ok(())
}

pub(super) async fn insert(
    tx: &mut Tx,
    koperasi: KoperasiId,
    account: AccountId,
    duty: Duty,
    from: Day,
    until: Day,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into office (id, koperasi_id, account_id, duty, from_day, until_day) values ($1, $2, $3, $4, $5, $6)",
        ids::fresh::<uuid::Uuid>(),
        koperasi.0,
        account.0,
        duty.code(),
        from.date(),
        until.date()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum EndError {
    #[error("no such term here")]
    Unknown,
    /// Without it nobody could run the koperasi any more.
    #[error("the last officer")]
    Last,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Ends a term before its last day.
///
/// # Errors
/// [`EndError::Unknown`]; [`EndError::Last`] for the last running term that is not a supervisor's.
pub async fn end_office(desk: &Desk, by: &Officer, office: OfficeId) -> Result<(), EndError> {
    let mut tx = desk.begin(by.account()).await?;
    let (koperasi, today, now) = (by.koperasi().id, Day::of(tx.now()), tx.now());
    // The koperasi's row is the lock: two officers who end each other's term leave one of them.
    lock(&mut tx, koperasi).await?;
    let ended = sqlx::query_scalar!(
        "update office set ended_at = $3 where id = $1 and koperasi_id = $2 and ended_at is null returning duty",
        office.0,
        koperasi.0,
        now
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(EndError::Unknown)?;
    if running(&mut tx, koperasi, today).await? == 0 {
        return Err(EndError::Last);
    }
    tx.audit("office.end", Some(koperasi), office.0, json!({ "duty": ended })).await?;
    tx.commit().await?;
    Ok(())
}

/// How many terms run on this day that are not a supervisor's.
async fn running(tx: &mut Tx, koperasi: KoperasiId, today: Day) -> Result<i64> {
    let running = sqlx::query_scalar!(
        r#"select count(*) as "running!" from office
           where koperasi_id = $1 and ended_at is null and duty <> 'pengawas' and from_day <= $2 and until_day >= $2"#,
        koperasi.0,
        today.date()
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(running)
}

/// Ends every term of a person who leaves. False, and then nothing may be committed, when a verified
/// koperasi would be left without anybody to run it. One that is not verified has no members but
/// its founder, who has nobody to hand over to and is not kept in.
pub(super) async fn step_down(tx: &mut Tx, koperasi: KoperasiId, account: AccountId) -> Result<bool> {
    let verified = lock(tx, koperasi).await?;
    let (today, now) = (Day::of(tx.now()), tx.now());
    let before = running(tx, koperasi, today).await?;
    let ended = sqlx::query!(
        "update office set ended_at = $3 where koperasi_id = $1 and account_id = $2 and ended_at is null returning id",
        koperasi.0,
        account.0,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    for office in &ended {
        tx.audit("office.end", Some(koperasi), office.id, json!({ "way": "left" })).await?;
    }
    Ok(!verified || before == 0 || running(tx, koperasi, today).await? > 0)
}
