//! Who holds which duty, until when.

use domain::access::{Duty, Officer, Overseer};
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, OfficeId};
use domain::koperasi::NewOffice;
use domain::phone::Phone;
use serde_json::json;

use crate::trouble::{OnConstraint as _, Result, Trouble};
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
    let rows = sqlx::query!(
        r#"select o.id as "id: OfficeId", o.account_id as "account: AccountId", a.name, o.duty, o.from_day as "from: Day", o.until_day as "until: Day"
           from office o join account a on a.id = o.account_id
           where o.koperasi_id = $1 and o.ended_at is null
           order by array_position(array['ketua', 'sekretaris', 'bendahara', 'manajer', 'pengawas'], o.duty), o.from_day"#,
        by.koperasi().id.0
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

#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    /// No member of this koperasi has that number.
    #[error("not a member")]
    NotAMember,
    /// This person has that duty already.
    #[error("has this duty")]
    Already,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Gives a member a duty, as the meeting decided it.
///
/// # Errors
/// [`AppointError::NotAMember`], [`AppointError::Already`].
pub async fn appoint(desk: &Desk, by: &Officer, member: &Phone, office: NewOffice) -> Result<(), AppointError> {
    let mut tx = desk.begin(by.account()).await?;
    let account = sqlx::query_scalar!(
        r#"select a.id as "id: AccountId" from account a join membership m on m.account_id = a.id
           where a.phone = $2 and m.koperasi_id = $1 and m.state = 'admitted'"#,
        by.koperasi().id.0,
        member.as_str()
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(AppointError::NotAMember)?;
    insert(&mut tx, by.koperasi().id, account, office.duty, office.from, office.until)
        .await
        .on_constraint("office_duty_held", AppointError::Already)?;
    tx.audit("office.appoint", Some(by.koperasi().id), account.0, json!({ "duty": office.duty.code() })).await?;
    tx.commit().await?;
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
    sqlx::query!("select id from koperasi where id = $1 for update", koperasi.0)
        .fetch_one(tx.conn())
        .await
        .map_err(Trouble::from)?;
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
    let left = sqlx::query_scalar!(
        r#"select count(*) as "left!" from office
           where koperasi_id = $1 and ended_at is null and duty <> 'pengawas' and from_day <= $2 and until_day >= $2"#,
        koperasi.0,
        today.date()
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if left == 0 {
        return Err(EndError::Last);
    }
    tx.audit("office.end", Some(koperasi), office.0, json!({ "duty": ended })).await?;
    tx.commit().await?;
    Ok(())
}
