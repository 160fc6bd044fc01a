//! Applying, admitting, leaving.
//!
//! Whoever changes who belongs to a koperasi or runs it takes the koperasi's row first, then the
//! membership, then the shops.

use domain::access::{Officer, Person};
use domain::ids::{AccountId, KoperasiId, MembershipId};
use domain::koperasi::{Application, Declined, IllegalStep, Membership, Step};
use serde_json::json;

use super::offices;
use crate::ledger::{Unfinished, unfinished};
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// An application or an invitation waits already, or the person is a member.
    #[error("has applied, or is a member")]
    Already,
    /// The koperasi is not verified (any more).
    #[error("not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A person asks to join; the officers find it on their list.
///
/// # Errors
/// [`ApplyError::Already`], also for the second press of the button; [`ApplyError::NotVerified`].
pub async fn apply(desk: &Desk, by: &Person, koperasi: KoperasiId, a: Application) -> Result<MembershipId, ApplyError> {
    let mut tx = desk.begin(by.account()).await?;
    let (id, now): (MembershipId, _) = (ids::fresh(), tx.now());
    let verified =
        sqlx::query_scalar!(r#"select state = 'verified' as "verified!" from koperasi where id = $1 for share"#, koperasi.0)
            .fetch_optional(tx.conn())
            .await
            .map_err(Trouble::from)?;
    if verified != Some(true) {
        return Err(ApplyError::NotVerified);
    }
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, state, reason, applied_at) values ($1, $2, $3, 'applied', $4, $5)",
        id.0,
        koperasi.0,
        by.account().0,
        a.reason.as_ref().map(|r| r.as_str()),
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("membership_current", ApplyError::Already)?;
    tx.audit("membership.apply", Some(koperasi), id.0, json!({})).await?;
    tx.commit().await?;
    Ok(id)
}

#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// None of this koperasi's, or none at all.
    #[error("no such membership")]
    Unknown,
    /// Somebody else was quicker, or the person took it back.
    #[error(transparent)]
    Illegal(#[from] IllegalStep),
    /// The regency's office has not verified the koperasi: nobody knows yet whether it is one.
    #[error("not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Admits an applicant, who gets the next member number. The shops of that person which no koperasi
/// vouches for yet are vouched for by this one.
///
/// # Errors
/// [`DecideError::Unknown`], [`DecideError::Illegal`], [`DecideError::NotVerified`].
pub async fn admit(desk: &Desk, by: &Officer, membership: MembershipId) -> Result<i32, DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let koperasi = by.koperasi().id;
    if !lock(&mut tx, koperasi).await? {
        return Err(DecideError::NotVerified);
    }
    let account = step(&mut tx, koperasi, membership, Step::Admit).await?;
    let number = take_in(&mut tx, koperasi, membership, account, by.account()).await?;
    tx.audit("membership.admit", Some(koperasi), membership.0, json!({ "number": number })).await?;
    tell(&mut tx, account, by, &News::Admitted).await?;
    tx.commit().await?;
    Ok(number)
}

/// Declines an applicant, who reads why.
///
/// # Errors
/// [`DecideError::Unknown`], [`DecideError::Illegal`].
pub async fn decline(desk: &Desk, by: &Officer, membership: MembershipId, why: Declined) -> Result<(), DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let account = step(&mut tx, by.koperasi().id, membership, Step::Decline).await?;
    let now = tx.now();
    sqlx::query!(
        "update membership set state = 'declined', answer = $2, decided_at = $3, decided_by = $4 where id = $1",
        membership.0,
        why.reason.as_str(),
        now,
        by.account().0
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("membership.decline", Some(by.koperasi().id), membership.0, json!({})).await?;
    tell(&mut tx, account, by, &News::Declined(why.reason.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// The person neither belongs there nor has applied or been invited.
    #[error("no such membership")]
    Unknown,
    #[error(transparent)]
    Illegal(#[from] IllegalStep),
    /// The only one who runs the koperasi: somebody else is given a duty first.
    #[error("the last officer")]
    LastOfficer,
    /// Money or goods between the two.
    #[error("something is to be settled first: {0:?}")]
    Unfinished(Unfinished),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Takes an application back, says no to an invitation, or leaves: open to everyone at any time
/// (UU 25/1992 art. 5 (1) a), only that the last officer hands over first, and that debts are paid. Shops that this koperasi
/// vouched for are nobody's again: nothing of them is shown.
///
/// # Errors
/// [`LeaveError::Unknown`], [`LeaveError::LastOfficer`], [`LeaveError::Unfinished`].
pub async fn leave(desk: &Desk, by: &Person, koperasi: KoperasiId) -> Result<(), LeaveError> {
    let mut tx = desk.begin(by.account()).await?;
    lock(&mut tx, koperasi).await?;
    let current = sqlx::query!(
        r#"select id as "id: MembershipId", state from membership
           where koperasi_id = $1 and account_id = $2 and state in ('applied', 'invited', 'admitted') for update"#,
        koperasi.0,
        by.account().0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(LeaveError::Unknown)?;
    let after = known(&current.state)?.after(Step::Leave)?;
    if let Some(what) = unfinished(&mut tx, by.account(), Some(koperasi)).await? {
        return Err(LeaveError::Unfinished(what));
    }
    if !offices::step_down(&mut tx, koperasi, by.account()).await? {
        return Err(LeaveError::LastOfficer);
    }
    let now = tx.now();
    let statements = async {
        sqlx::query!(
            "update membership set state = $2, decided_at = coalesce(decided_at, $3), left_at = case when $2 = 'left' then $3::timestamptz end where id = $1",
            current.id.0, after.code(), now
        )
        .execute(tx.conn())
        .await?;
        sqlx::query!(
            "update business set koperasi_id = null, updated_at = $3 where koperasi_id = $1 and owner_id = $2",
            koperasi.0,
            by.account().0,
            now
        )
        .execute(tx.conn())
        .await
    };
    statements.await.map_err(Trouble::from)?;
    tx.audit("membership.leave", Some(koperasi), current.id.0, json!({ "state": after.code() })).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends all that a person is in any koperasi, within the transaction that closes the account. When
/// one would be left without anybody to run it, gives its name, and nothing may be committed.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn part(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let now = tx.now();
    let all = sqlx::query!(
        r#"select id as "id: KoperasiId", name from koperasi
           where id in (select koperasi_id from membership where account_id = $1 and state in ('applied', 'invited', 'admitted')
                        union select koperasi_id from office where account_id = $1 and ended_at is null)
           order by id for no key update"#,
        account.0
    )
    .fetch_all(tx.conn())
    .await?;
    for koperasi in all {
        if !offices::step_down(tx, koperasi.id, account).await? {
            return Ok(Some(koperasi.name));
        }
    }
    sqlx::query!(
        "update membership set state = case state when 'admitted' then 'left' else 'declined' end,
             decided_at = coalesce(decided_at, $2), left_at = case when state = 'admitted' then $2::timestamptz end
         where account_id = $1 and state in ('applied', 'invited', 'admitted')",
        account.0,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update business set koperasi_id = null, updated_at = $2 where owner_id = $1 and koperasi_id is not null",
        account.0,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(None)
}

/// Takes the koperasi's row, behind which all who change its members and officers queue, and says
/// whether the regency's office has verified it.
pub(crate) async fn lock(tx: &mut Tx, koperasi: KoperasiId) -> Result<bool> {
    let verified = sqlx::query_scalar!(
        r#"select state = 'verified' as "verified!" from koperasi where id = $1 for no key update"#,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(verified == Some(true))
}

/// Makes a member with the next number; the caller holds the koperasi's row, so that two officers at
/// once give two numbers. Shops that no koperasi vouches for yet are vouched for by this one.
pub(super) async fn take_in(
    tx: &mut Tx,
    koperasi: KoperasiId,
    membership: MembershipId,
    account: AccountId,
    decided_by: AccountId,
) -> Result<i32> {
    let now = tx.now();
    let number = sqlx::query_scalar!(
        "update koperasi set last_member_number = last_member_number + 1 where id = $1 returning last_member_number",
        koperasi.0
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!(
        "update membership set state = 'admitted', number = $2, decided_at = $3, decided_by = $4 where id = $1",
        membership.0,
        number,
        now,
        decided_by.0
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update business set koperasi_id = $2, updated_at = $3 where owner_id = $1 and koperasi_id is null and archived_at is null",
        account.0, koperasi.0, now
    )
    .execute(tx.conn())
    .await?;
    Ok(number)
}

/// Locks a membership of this koperasi and asks the rule; gives whose it is.
pub(super) async fn step(
    tx: &mut Tx,
    koperasi: KoperasiId,
    membership: MembershipId,
    step: Step,
) -> Result<AccountId, DecideError> {
    let row = sqlx::query!(
        r#"select account_id as "account: AccountId", state from membership where id = $1 and koperasi_id = $2 for update"#,
        membership.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(DecideError::Unknown)?;
    known(&row.state)?.after(step)?;
    Ok(row.account)
}

fn known(state: &str) -> Result<Membership> {
    Membership::from_code(state).ok_or_else(|| Trouble::Other(format!("unknown state of a membership: {state}")))
}

/// What a person is told about a membership.
pub(super) enum News<'a> {
    Admitted,
    Declined(&'a str),
    Invited,
}

/// Tells the person by mail, where there is an address; the account page shows it in any case.
pub(super) async fn tell(tx: &mut Tx, account: AccountId, by: &Officer, news: &News<'_>) -> Result<()> {
    let email = sqlx::query_scalar!("select email from account where id = $1", account.0).fetch_one(tx.conn()).await?;
    let Some(to) = email else { return Ok(()) };
    let koperasi = &by.koperasi().name;
    let (subject, body) = match news {
        News::Admitted => (
            format!("Anda diterima sebagai anggota {koperasi}"),
            format!(
                "Permohonan Anda diterima. Sekarang Anda dapat menerbitkan barang dagangan di Guyub.\n\nYour application to {koperasi} was accepted.\n"
            ),
        ),
        News::Declined(why) => (
            format!("Permohonan Anda ke {koperasi}"),
            format!("Permohonan Anda belum diterima. Alasannya:\n\n{why}\n\nYour application to {koperasi} was declined.\n"),
        ),
        News::Invited => (
            format!("{koperasi} mengundang Anda"),
            format!(
                "{koperasi} mengundang Anda menjadi anggota. Buka halaman akun Anda di Guyub untuk menerima atau menolaknya.\n\n{koperasi} invites you to become a member. Answer on your account page.\n"
            ),
        ),
    };
    tx.mail(crate::mail::Mail { to, subject, body }).await?;
    Ok(())
}
