//! Signing in and out. A session is a random token in a cookie; the table keeps its digest.

use std::time::Duration as Span;

use domain::access::Person;
use domain::ids::{AccountId, SessionId};
use domain::people::SignIn;
use time::{Duration, OffsetDateTime};

use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};
use crate::{Desk, ids, password};

/// Where a request comes from.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The network address, as text. Only a keyed digest of it is ever stored.
    pub address: String,
    /// "Chrome, Android".
    pub device: String,
}

/// How long a session lasts: long, since a phone is a person's own and typing is slow.
const LASTS: Duration = Duration::days(90);

#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such number, or the wrong password: which of them is not told.
    #[error("wrong phone or password")]
    Wrong,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for SignInError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// Signs in; gives the token for the cookie.
///
/// # Errors
/// [`SignInError::Wrong`] after the same work whatever is wrong; [`SignInError::Wait`] after ten
/// tries for a number or two hundred from an address (carriers share theirs among many phones) within a quarter of an hour.
pub async fn sign_in(desk: &Desk, tried: SignIn, caller: &Caller) -> Result<Token, SignInError> {
    throttle::hit(desk, per_address("sign_in.address", caller, 200)).await?;
    let phone = tried.phone.as_ref().map(|phone| phone.as_str());
    // What is no number is nobody's: it uses up no account's tries.
    let per_account = phone.map(|subject| Limit { name: "sign_in.account", subject, max: 10, per: QUARTER });
    if let Some(limit) = per_account {
        throttle::hit(desk, limit).await?;
    }
    let found =
        sqlx::query!(r#"select id as "id: AccountId", password_hash from account where phone = $1 and closed_at is null"#, phone)
            .fetch_optional(desk.db())
            .await
            .map_err(Trouble::from)?;
    let (account, hash) = found.map_or((None, None), |row| (Some(row.id), row.password_hash));
    let attempt = tried.password.map(|p| p.expose().to_owned()).unwrap_or_default();
    let fits = password::verify(attempt, hash).await?;
    let Some(account) = account.filter(|_| fits) else { return Err(SignInError::Wrong) };
    if let Some(limit) = per_account {
        throttle::forgive(desk, limit).await?;
    }
    let mut tx = desk.begin(Actor::Account(account)).await?;
    let token = open(&mut tx, account, caller).await?;
    tx.commit().await?;
    Ok(token)
}

pub(super) const QUARTER: Span = Span::from_secs(15 * 60);

pub(super) fn per_address<'a>(name: &'static str, caller: &'a Caller, max: u32) -> Limit<'a> {
    Limit { name, subject: &caller.address, max, per: QUARTER }
}

/// A new session within a transaction.
pub(crate) async fn open(tx: &mut Tx, account: AccountId, caller: &Caller) -> Result<Token> {
    let token = Token::fresh();
    let (id, now): (SessionId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into session (id, account_id, token_hash, device, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $5, $6)",
        id.0,
        account.0,
        token.digest(),
        caller.device,
        now,
        now + LASTS
    )
    .execute(tx.conn())
    .await?;
    tx.audit("session.open", None, id.0, serde_json::json!({})).await?;
    Ok(token)
}

/// What a person's own browser knows them by, whichever session it is: neither an id nor a secret.
pub fn marker(desk: &Desk, account: AccountId) -> String {
    Token::of(desk.secret(), "reader", &account.to_string()).reveal().chars().take(16).collect()
}

/// One of a person's own devices.
#[derive(Debug, Clone)]
pub struct OpenSession {
    pub id: SessionId,
    pub device: String,
    pub created_at: OffsetDateTime,
    pub last_seen_at: OffsetDateTime,
}

/// The open sessions of a person, the one used last first.
///
/// # Errors
/// When the database does not answer.
pub async fn sessions(desk: &Desk, by: &Person) -> Result<Vec<OpenSession>> {
    let rows = sqlx::query_as!(
        OpenSession,
        r#"select id as "id: SessionId", device, created_at, last_seen_at from session
           where account_id = $1 and expires_at > $2 order by last_seen_at desc limit 50"#,
        by.account().0,
        desk.now()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// Ends one of the person's own sessions; false when it is none of theirs, or has ended.
///
/// # Errors
/// When the database does not answer.
pub async fn end(desk: &Desk, by: &Person, session: SessionId) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let ended = sqlx::query!("delete from session where id = $1 and account_id = $2", session.0, by.account().0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if ended > 0 {
        tx.audit("session.end", None, session.0, serde_json::json!({})).await?;
    }
    tx.commit().await?;
    Ok(ended > 0)
}

/// Ends every session but this one; gives how many.
///
/// # Errors
/// When the database does not answer.
pub async fn end_others(desk: &Desk, by: &Person, keep: SessionId) -> Result<u64> {
    let mut tx = desk.begin(by.account()).await?;
    let ended = end_all(&mut tx, by.account(), Some(keep)).await?;
    tx.audit("session.end_others", None, by.account().0, serde_json::json!({ "ended": ended })).await?;
    tx.commit().await?;
    Ok(ended)
}

pub(super) async fn end_all(tx: &mut Tx, account: AccountId, keep: Option<SessionId>) -> Result<u64> {
    let ended = sqlx::query!(
        "delete from session where account_id = $1 and ($2::uuid is null or id <> $2)",
        account.0,
        keep.map(|s| s.0)
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected())
}
