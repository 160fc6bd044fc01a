//! Making an account, and changing what it says.

use domain::access::Person;
use domain::email::Email;
use domain::ids::{AccountId, SessionId};
use domain::password::{Attempt, NewPassword};
use domain::people::{PasswordChange, Registration};
use domain::phone::Phone;
use time::OffsetDateTime;

use super::reset::forget;
use super::session::{Caller, end_all, open, per_address};
use crate::mail::Mail;
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Actor;
use crate::{Desk, ids, password};

#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    #[error("this phone number has an account")]
    PhoneTaken,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for RegisterError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// A new account, signed in at once.
///
/// # Errors
/// [`RegisterError::PhoneTaken`]; [`RegisterError::Wait`] after two hundred from one address within
/// a quarter of an hour (mobile carriers put thousands of phones behind one address).
pub async fn register(desk: &Desk, r: Registration, caller: &Caller) -> Result<(AccountId, Token), RegisterError> {
    throttle::hit(desk, per_address("register.address", caller, 200)).await?;
    let hash = password::hash(r.password.expose().to_owned()).await?;
    let id: AccountId = ids::fresh();
    let mut tx = desk.begin(Actor::Account(id)).await?;
    let now = tx.now();
    sqlx::query!(
        "insert into account (id, name, phone, password_hash, created_at) values ($1, $2, $3, $4, $5)",
        id.0,
        r.name.as_str(),
        r.phone.as_str(),
        hash,
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("account_phone_taken", RegisterError::PhoneTaken)?;
    tx.audit("account.register", None, id.0, serde_json::json!({})).await?;
    let token = open(&mut tx, id, caller).await?;
    tx.commit().await?;
    Ok((id, token))
}

/// What the account page shows.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    pub phone: Phone,
    pub email: Option<Email>,
    /// An account that an order has made has none: nobody can sign in to it anew.
    pub has_password: bool,
    pub created_at: OffsetDateTime,
}

/// # Errors
/// When the database does not answer.
pub async fn profile(desk: &Desk, by: &Person) -> Result<Profile> {
    let profile = sqlx::query_as!(
        Profile,
        r#"select name, phone as "phone: Phone", email as "email: Email", password_hash is not null as "has_password!", created_at
           from account where id = $1"#,
        by.account().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(profile)
}

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error("this e-mail belongs to another account")]
    EmailTaken,
    /// Another e-mail is a way to a new password, so it needs the one that counts now, where there is one.
    #[error("another e-mail needs the password")]
    PasswordMissing,
    #[error("the password is wrong")]
    PasswordWrong,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<ChangeError> for ProfileError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Wrong => Self::PasswordWrong,
            ChangeError::Wait(after) => Self::Wait(after),
            ChangeError::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// Name and e-mail. With another e-mail, the old address is told and links that were sent there
/// end.
///
/// # Errors
/// [`ProfileError::EmailTaken`]; with another e-mail of an account with a password [`ProfileError::PasswordMissing`],
/// [`ProfileError::PasswordWrong`] and [`ProfileError::Wait`].
pub async fn set_profile(
    desk: &Desk,
    by: &Person,
    p: domain::people::Profile,
    attempt: Option<Attempt>,
) -> Result<(), ProfileError> {
    let now = profile(desk, by).await?;
    let needs_password = now.has_password && now.email != p.email;
    if needs_password {
        let attempt = attempt.ok_or(ProfileError::PasswordMissing)?;
        check_password(desk, by, Some(attempt.expose().to_owned())).await?;
    }
    let mut tx = desk.begin(by.account()).await?;
    let before = sqlx::query!(
        r#"select email as "email: Email", password_hash is not null as "has_password!" from account where id = $1 for update"#,
        by.account().0
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let changes = before.email != p.email;
    if changes && before.has_password && !needs_password {
        // Another window was quicker.
        return Err(ProfileError::PasswordMissing);
    }
    sqlx::query!(
        "update account set name = $2, email = $3 where id = $1",
        by.account().0,
        p.name.as_str(),
        p.email.as_ref().map(Email::as_str)
    )
    .execute(tx.conn())
    .await
    .on_constraint("account_email_taken", ProfileError::EmailTaken)?;
    if changes {
        forget(&mut tx, by.account()).await?;
    }
    if let Some(old) = before.email.filter(|_| changes) {
        tx.mail(email_changed(&old)).await?;
    }
    tx.audit("account.profile", None, by.account().0, serde_json::json!({ "email": changes })).await?;
    tx.commit().await?;
    Ok(())
}

/// In both languages: nobody here knows which of them the person reads.
fn email_changed(old: &Email) -> Mail {
    let body = "E-mail akun Guyub Anda baru saja diganti; alamat ini tidak dipakai lagi. Bila bukan Anda yang menggantinya, \
        segera ganti kata sandi Anda, atau temui pengurus koperasi Anda.\n\n\
        The e-mail of your Guyub account was just changed; this address is no longer used. If it was not you, change your \
        password at once, or see an officer of your koperasi.\n";
    Mail { to: old.as_str().to_owned(), subject: "E-mail akun Guyub Anda diganti".to_owned(), body: body.to_owned() }
}

#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error("the current password is wrong")]
    Wrong,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for ChangeError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// A new password; every other session of the account ends, since one of them may be the reason.
///
/// # Errors
/// [`ChangeError::Wrong`]; [`ChangeError::Wait`] after ten tries within a quarter of an hour.
pub async fn change_password(desk: &Desk, by: &Person, keep: SessionId, change: PasswordChange) -> Result<(), ChangeError> {
    check_password(desk, by, change.current.map(|p| p.expose().to_owned())).await?;
    let hash = password::hash(change.new.expose().to_owned()).await?;
    let mut tx = desk.begin(by.account()).await?;
    sqlx::query!("update account set password_hash = $2 where id = $1", by.account().0, hash)
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?;
    forget(&mut tx, by.account()).await?;
    end_all(&mut tx, by.account(), Some(keep)).await?;
    tx.audit("account.password", None, by.account().0, serde_json::json!({ "way": "known" })).await?;
    tx.commit().await?;
    Ok(())
}

/// The first password of an account that has none; every other session of it ends: whoever typed the number on
/// another phone is not who chose it. False when it has one already, from another window.
///
/// # Errors
/// [`RetryAfter`] after ten tries within a quarter of an hour.
pub async fn first_password(desk: &Desk, by: &Person, keep: SessionId, new: NewPassword) -> Result<bool, Throttled> {
    let subject = by.account().to_string();
    throttle::hit(desk, Limit { name: "password.check", subject: &subject, max: 10, per: super::session::QUARTER }).await?;
    let hash = password::hash(new.expose().to_owned()).await?;
    let mut tx = desk.begin(by.account()).await?;
    let set = sqlx::query!(
        "update account set password_hash = $2 where id = $1 and password_hash is null and closed_at is null",
        by.account().0,
        hash
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?
    .rows_affected();
    if set == 0 {
        return Ok(false);
    }
    forget(&mut tx, by.account()).await?;
    end_all(&mut tx, by.account(), Some(keep)).await?;
    tx.audit("account.password", None, by.account().0, serde_json::json!({ "way": "first" })).await?;
    tx.commit().await?;
    Ok(true)
}

/// Asks for the password again before what cannot be undone.
pub(super) async fn check_password(desk: &Desk, by: &Person, attempt: Option<String>) -> Result<(), ChangeError> {
    let subject = by.account().to_string();
    throttle::hit(desk, Limit { name: "password.check", subject: &subject, max: 10, per: super::session::QUARTER }).await?;
    let hash = sqlx::query_scalar!("select password_hash from account where id = $1", by.account().0)
        .fetch_one(desk.db())
        .await
        .map_err(Trouble::from)?;
    if password::verify(attempt.unwrap_or_default(), hash).await? { Ok(()) } else { Err(ChangeError::Wrong) }
}

/// Where a person has applied and is not (yet) admitted; the last word of each koperasi.
#[derive(Debug, Clone)]
pub struct Application {
    pub koperasi_slug: String,
    pub koperasi_name: String,
    pub declined: bool,
    pub answer: Option<String>,
}

/// # Errors
/// When the database does not answer.
pub async fn applications(desk: &Desk, by: &Person) -> Result<Vec<Application>> {
    let rows = sqlx::query_as!(
        Application,
        r#"
        select k.slug as koperasi_slug, k.name as koperasi_name, last.state = 'declined' as "declined!", last.answer
        from (select distinct on (koperasi_id) koperasi_id, state, answer, applied_at from membership
              where account_id = $1 order by koperasi_id, applied_at desc) last
        join koperasi k on k.id = last.koperasi_id
        -- What the person took back or said no to themselves has no answer.
        where last.state = 'applied' or last.state = 'declined' and last.answer is not null order by last.applied_at desc
        "#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
