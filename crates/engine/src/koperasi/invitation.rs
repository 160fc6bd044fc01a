//! Members who come in person. A phone number that nobody has used yet gets an account and belongs at
//! once; one with an account is its owner's, who alone can say yes. Were it otherwise, an officer
//! could make anybody a member, and reach by that what officers may do for members.

use domain::access::{Officer, Person};
use domain::ids::{AccountId, KoperasiId, MembershipId};
use domain::koperasi::{InPerson, Step};
use serde_json::json;
use time::OffsetDateTime;

use super::membership::{News, lock, step, take_in, tell};
use super::{DecideError, LeaveError};
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

/// What became of somebody whom an officer added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// A new account, a member already.
    Admitted(AccountId),
    /// There was an account: its owner is asked.
    Invited,
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The person is a member already, is invited, or has applied: the officer finds the application
    /// on the list.
    #[error("has applied, or is a member")]
    Already,
    /// The regency's office has not verified the koperasi.
    #[error("not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Adds somebody face to face. A phone number that has no account gets one without a password: the
/// officer hands over a code with which the person chooses it. One that has an account is invited.
///
/// # Errors
/// [`AddError::Already`], [`AddError::NotVerified`].
pub async fn add_in_person(desk: &Desk, by: &Officer, who: InPerson) -> Result<Added, AddError> {
    let mut tx = desk.begin(by.account()).await?;
    let koperasi = by.koperasi().id;
    if !lock(&mut tx, koperasi).await? {
        return Err(AddError::NotVerified);
    }
    let (id, now): (MembershipId, _) = (ids::fresh(), tx.now());
    let added = match make_account(&mut tx, by, &who).await? {
        Some(account) => {
            sqlx::query!(
                "insert into membership (id, koperasi_id, account_id, state, in_person, applied_at) values ($1, $2, $3, 'applied', true, $4)",
                id.0, koperasi.0, account.0, now
            )
            .execute(tx.conn())
            .await
            .map_err(Trouble::from)?;
            let number = take_in(&mut tx, koperasi, id, account, by.account()).await?;
            tx.audit("membership.add_in_person", Some(koperasi), id.0, json!({ "number": number })).await?;
            Added::Admitted(account)
        }
        None => {
            let account = invite(&mut tx, by, id, &who).await?;
            tell(&mut tx, account, by, &News::Invited).await?;
            Added::Invited
        }
    };
    tx.commit().await?;
    Ok(added)
}

/// `None` when the phone number has an account: then nothing of it is changed, not even its name.
async fn make_account(tx: &mut Tx, by: &Officer, who: &InPerson) -> Result<Option<AccountId>> {
    let (id, now): (AccountId, _) = (ids::fresh(), tx.now());
    let made = sqlx::query_scalar!(
        r#"insert into account (id, name, phone, added_by, created_at) values ($1, $2, $3, $4, $5)
           on conflict (phone) do nothing returning id as "id: AccountId""#,
        id.0,
        who.name.as_str(),
        who.phone.as_str(),
        by.account().0,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    if let Some(made) = made {
        tx.audit("account.add_in_person", Some(by.koperasi().id), made.0, json!({})).await?;
    }
    Ok(made)
}

async fn invite(tx: &mut Tx, by: &Officer, id: MembershipId, who: &InPerson) -> Result<AccountId, AddError> {
    let now = tx.now();
    let account = sqlx::query_scalar!(
        r#"insert into membership (id, koperasi_id, account_id, state, in_person, invited_by, applied_at)
           select $1, $2, a.id, 'invited', true, $4, $5 from account a where a.phone = $3
           returning account_id as "account: AccountId""#,
        id.0,
        by.koperasi().id.0,
        who.phone.as_str(),
        by.account().0,
        now
    )
    .fetch_one(tx.conn())
    .await
    .on_constraint("membership_current", AddError::Already)?;
    tx.audit("membership.invite", Some(by.koperasi().id), id.0, json!({})).await?;
    Ok(account)
}

/// Takes an invitation back, such as one to a number typed wrongly.
///
/// # Errors
/// [`DecideError::Unknown`], [`DecideError::Illegal`] once it is answered.
pub async fn withdraw(desk: &Desk, by: &Officer, invitation: MembershipId) -> Result<(), DecideError> {
    let mut tx = desk.begin(by.account()).await?;
    let koperasi = by.koperasi().id;
    lock(&mut tx, koperasi).await?;
    step(&mut tx, koperasi, invitation, Step::Withdraw).await?;
    close(&mut tx, invitation, by.account()).await?;
    tx.audit("membership.withdraw", Some(koperasi), invitation.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// Never invited, answered before, or the officers took it back.
    #[error("no such invitation")]
    Unknown,
    /// The koperasi is not verified (any more).
    #[error("not verified")]
    NotVerified,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Says yes to an invitation: the person is a member from now on, with the next number.
///
/// # Errors
/// [`AcceptError::Unknown`], [`AcceptError::NotVerified`].
pub async fn accept(desk: &Desk, by: &Person, koperasi: KoperasiId) -> Result<i32, AcceptError> {
    let mut tx = desk.begin(by.account()).await?;
    if !lock(&mut tx, koperasi).await? {
        return Err(AcceptError::NotVerified);
    }
    let invitation = open_invitation(&mut tx, by, koperasi).await?.ok_or(AcceptError::Unknown)?;
    let number = take_in(&mut tx, koperasi, invitation, by.account(), by.account()).await?;
    tx.audit("membership.accept", Some(koperasi), invitation.0, json!({ "number": number })).await?;
    tx.commit().await?;
    Ok(number)
}

/// Says no to an invitation; the koperasi may ask again.
///
/// # Errors
/// [`LeaveError::Unknown`]
pub async fn turn_down(desk: &Desk, by: &Person, koperasi: KoperasiId) -> Result<(), LeaveError> {
    let mut tx = desk.begin(by.account()).await?;
    lock(&mut tx, koperasi).await?;
    let invitation = open_invitation(&mut tx, by, koperasi).await?.ok_or(LeaveError::Unknown)?;
    close(&mut tx, invitation, by.account()).await?;
    tx.audit("membership.turn_down", Some(koperasi), invitation.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

async fn open_invitation(tx: &mut Tx, by: &Person, koperasi: KoperasiId) -> Result<Option<MembershipId>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: MembershipId" from membership
           where koperasi_id = $1 and account_id = $2 and state = 'invited' for update"#,
        koperasi.0,
        by.account().0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id)
}

async fn close(tx: &mut Tx, invitation: MembershipId, by: AccountId) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update membership set state = 'declined', decided_at = $2, decided_by = $3 where id = $1",
        invitation.0,
        now,
        by.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An invitation as the person sees it.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub koperasi_slug: String,
    pub koperasi_name: String,
    pub invited_at: OffsetDateTime,
}

/// The invitations that a person has not answered, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn invitations(desk: &Desk, by: &Person) -> Result<Vec<Invitation>> {
    let rows = sqlx::query_as!(
        Invitation,
        r#"select k.slug as koperasi_slug, k.name as koperasi_name, m.applied_at as invited_at
           from membership m join koperasi k on k.id = m.koperasi_id and k.state = 'verified'
           where m.account_id = $1 and m.state = 'invited' order by m.applied_at desc"#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
