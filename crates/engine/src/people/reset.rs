//! A lost password is found again by a link in a mail, or by a code that an officer of one's
//! koperasi hands over in person. Both count once, for half an hour.

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::password::NewPassword;
use domain::people::{CodeReset, OfficeCode};
use domain::phone::Phone;
use time::Duration;
use uuid::Uuid;

use super::session::{Caller, QUARTER, end_all, open, per_address};
use crate::mail::Mail;
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};
use crate::{Desk, ids, password};

const VALID: Duration = Duration::minutes(30);

#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// No such code for this person, used before, or older than half an hour.
    #[error("wrong or old code")]
    Wrong,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for ResetError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

impl From<sqlx::Error> for ResetError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}

/// Sends a link to the account's e-mail, if the number has an account and that has an e-mail. The
/// answer is the same in any case.
///
/// # Errors
/// [`ResetError::Wait`] after five for a number or twenty from an address within a quarter of an hour.
pub async fn ask_by_mail(desk: &Desk, phone: &Phone, lang: Lang, caller: &Caller) -> Result<(), ResetError> {
    throttle::hit(desk, per_address("reset.address", caller, 20)).await?;
    throttle::hit(desk, Limit { name: "reset.ask", subject: phone.as_str(), max: 5, per: QUARTER }).await?;
    let found = sqlx::query!(
        r#"select id as "id: AccountId", email as "email!" from account
           where phone = $1 and email is not null and closed_at is null"#,
        phone.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(account) = found else { return Ok(()) };
    let token = Token::fresh();
    let mut tx = desk.begin(Actor::Account(account.id)).await?;
    insert(&mut tx, account.id, token.digest(), None).await?;
    let link = desk.link(&format!("/lupa/tautan/{}", token.reveal()));
    tx.mail(mail(lang, account.email, &link)).await?;
    tx.commit().await?;
    Ok(())
}

fn mail(lang: Lang, to: String, link: &str) -> Mail {
    let (subject, body) = match lang {
        Lang::Id => (
            "Kata sandi baru untuk Guyub",
            format!(
                "Buka tautan ini untuk membuat kata sandi baru. Tautan berlaku 30 menit dan hanya sekali.\n\n{link}\n\nBila bukan Anda yang memintanya, abaikan pesan ini.\n"
            ),
        ),
        Lang::En => (
            "A new password for Guyub",
            format!(
                "Open this link to choose a new password. It works once, for 30 minutes.\n\n{link}\n\nIf you did not ask for it, ignore this message.\n"
            ),
        ),
    };
    Mail { to, subject: subject.to_owned(), body }
}

/// Why an officer gets no code.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// No member of this koperasi.
    #[error("no such member")]
    Unknown,
    /// Anyone may found a koperasi and enter members: its officers' word counts once the regency's
    /// office has looked at it.
    #[error("the koperasi is not verified")]
    NotVerified,
    /// An operator, staff of a regency's office, or an officer of another koperasi: more hangs on
    /// that account than this koperasi's own matters.
    #[error("the account is more than a member's")]
    Protected,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<sqlx::Error> for IssueError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}

/// A code for a member of the officer's own koperasi, to be told in person. Earlier codes of that
/// person end, and where the account has an e-mail, the person is told.
///
/// # Errors
/// [`IssueError::Unknown`], [`IssueError::NotVerified`], [`IssueError::Protected`].
pub async fn issue_code(desk: &Desk, by: &Officer, member: AccountId) -> Result<OfficeCode, IssueError> {
    let mut tx = desk.begin(by.account()).await?;
    let email = may_be_reset(&mut tx, by, member).await?;
    let code = OfficeCode::from_number(rand::random());
    forget(&mut tx, member).await?;
    insert(&mut tx, member, digest(desk, member, &code), Some(by.account())).await?;
    if let Some(to) = email {
        tx.mail(code_issued(to, &by.koperasi().name)).await?;
    }
    tx.audit("account.code_issued", Some(by.koperasi().id), member.0, serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(code)
}

/// Asks whether this officer may lead this person to a new password; gives the account's e-mail.
async fn may_be_reset(tx: &mut Tx, by: &Officer, member: AccountId) -> Result<Option<String>, IssueError> {
    let now = tx.now();
    let found = sqlx::query!(
        r#"
        select a.email, k.state = 'verified' as "verified!",
            (a.operator
             or exists (select from regency_officer r where r.account_id = a.id and (r.until is null or r.until > $3))
             or exists (select from office o where o.account_id = a.id and o.koperasi_id <> $1 and o.ended_at is null
                        and $4 between o.from_day and o.until_day)) as "protected!"
        from membership m join account a on a.id = m.account_id join koperasi k on k.id = m.koperasi_id
        where m.koperasi_id = $1 and m.account_id = $2 and m.state = 'admitted' and a.closed_at is null
        for share of k
        "#,
        by.koperasi().id.0,
        member.0,
        now,
        Day::of(now).date()
    )
    .fetch_optional(tx.conn())
    .await?;
    match found {
        None => Err(IssueError::Unknown),
        Some(row) if !row.verified => Err(IssueError::NotVerified),
        Some(row) if row.protected => Err(IssueError::Protected),
        Some(row) => Ok(row.email),
    }
}

/// In both languages: nobody here knows which of them the person reads. Never the code itself.
fn code_issued(to: String, koperasi: &str) -> Mail {
    let body = format!(
        "Pengurus {koperasi} baru saja membuat kode agar Anda bisa membuat kata sandi baru. Bila bukan Anda yang memintanya, \
         hubungi pengurus lain atau dinas koperasi, dan ganti kata sandi Anda.\n\n\
         An officer of {koperasi} has just made a code with which you can choose a new password. If you did not ask for it, \
         tell another officer or the regency's office, and change your password.\n"
    );
    Mail { to, subject: "Kode untuk kata sandi baru di Guyub".to_owned(), body }
}

/// Ends all ways to a new password that have not been gone.
pub(super) async fn forget(tx: &mut Tx, account: AccountId) -> Result<()> {
    sqlx::query!("delete from reset_code where account_id = $1 and used_at is null", account.0).execute(tx.conn()).await?;
    Ok(())
}

/// Eight digits are few: their digest is keyed, so that the table alone does not give them away.
fn digest(desk: &Desk, account: AccountId, code: &OfficeCode) -> Vec<u8> {
    desk.secret().keyed_digest("reset.code", &format!("{account}:{}", code.as_str()))
}

async fn insert(tx: &mut Tx, account: AccountId, hash: Vec<u8>, officer: Option<AccountId>) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "insert into reset_code (id, account_id, code_hash, way, issued_by, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
        ids::fresh::<Uuid>(), account.0, hash, if officer.is_some() { "officer" } else { "mail" }, officer.map(|o| o.0), now, now + VALID
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A new password by a code; signs in.
///
/// # Errors
/// [`ResetError::Wrong`]; [`ResetError::Wait`] after five tries for a number within a quarter of an
/// hour, so that eight digits are never guessed.
pub async fn reset_by_code(desk: &Desk, r: CodeReset, caller: &Caller) -> Result<Token, ResetError> {
    throttle::hit(desk, per_address("reset.address", caller, 20)).await?;
    throttle::hit(desk, Limit { name: "reset.code", subject: r.phone.as_str(), max: 5, per: QUARTER }).await?;
    let account = sqlx::query_scalar!(
        r#"select id as "id: AccountId" from account where phone = $1 and closed_at is null"#,
        r.phone.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(account) = account else { return Err(ResetError::Wrong) };
    use_code(desk, &digest(desk, account, &r.code), r.password, caller).await
}

/// A new password by a link from a mail; signs in.
///
/// # Errors
/// [`ResetError::Wrong`] for a link that was used or is old.
pub async fn reset_by_link(desk: &Desk, token: &Token, password: NewPassword, caller: &Caller) -> Result<Token, ResetError> {
    throttle::hit(desk, per_address("reset.address", caller, 20)).await?;
    use_code(desk, &token.digest(), password, caller).await
}

async fn use_code(desk: &Desk, digest: &[u8], password: NewPassword, caller: &Caller) -> Result<Token, ResetError> {
    let hash = password::hash(password.expose().to_owned()).await?;
    let mut tx = desk.begin(Actor::System).await?;
    let now = tx.now();
    // Marking it used and asking whether it was are one statement: two at once find one row.
    let used = sqlx::query!(
        r#"update reset_code set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2
           returning account_id as "account: AccountId", way"#,
        digest,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(used) = used else { return Err(ResetError::Wrong) };
    sqlx::query!("update account set password_hash = $2 where id = $1", used.account.0, hash).execute(tx.conn()).await?;
    forget(&mut tx, used.account).await?;
    end_all(&mut tx, used.account, None).await?;
    tx.audit("account.password", None, used.account.0, serde_json::json!({ "way": used.way })).await?;
    let token = open(&mut tx, used.account, caller).await?;
    tx.commit().await?;
    Ok(token)
}
