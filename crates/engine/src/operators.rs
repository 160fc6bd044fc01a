//! Operators, who keep the whole site, and the staff of regencies' offices: both are made by a command
//! on the machine itself.

use domain::ids::AccountId;

use crate::desk::Desk;
use crate::ids;
use crate::trouble::{OnConstraint as _, Trouble};
use crate::tx::Actor;

/// What [`appoint`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointed {
    pub account: AccountId,
    /// There was no account with this phone number before.
    pub is_new: bool,
}

/// What a person is made besides having an account.
#[derive(Debug, Clone, Copy, Default)]
pub struct Post<'a> {
    pub operator: bool,
    /// Code of the regency whose office the person works for, such as `33.25`.
    pub regency: Option<&'a str>,
}

#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    #[error("no such regency")]
    UnknownRegency,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Makes the person with this phone number (E.164) an account, or gives the one they have this
/// password, and the post. Whoever could sign in with the old password no longer can: open sessions
/// end.
///
/// # Errors
/// [`AppointError::UnknownRegency`]
pub async fn appoint(
    desk: &Desk,
    name: &str,
    phone: &str,
    password_hash: &str,
    post: Post<'_>,
) -> Result<Appointed, AppointError> {
    let mut tx = desk.begin(Actor::System).await?;
    let (fresh, now): (AccountId, _) = (ids::fresh(), tx.now());
    // xmax is zero only in a row that this statement inserted.
    let row = sqlx::query!(
        r#"insert into account (id, name, phone, password_hash, operator, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (phone) do update
               set password_hash = excluded.password_hash, operator = account.operator or excluded.operator
           returning id, (xmax::text = '0') as "is_new!""#,
        fresh.0,
        name,
        phone,
        password_hash,
        post.operator,
        now,
    )
    .fetch_one(tx.conn())
    .await
    .map_err(Trouble::from)?;
    sqlx::query!("delete from session where account_id = $1", row.id).execute(tx.conn()).await.map_err(Trouble::from)?;
    if let Some(regency) = post.regency {
        sqlx::query!(
            "insert into regency_officer (account_id, regency_code, since) values ($1, $2, $3)
             on conflict (account_id, regency_code) do update set since = excluded.since, until = null
             where regency_officer.until is not null",
            row.id,
            regency,
            now
        )
        .execute(tx.conn())
        .await
        .on_constraint("regency_officer_regency_code_fkey", AppointError::UnknownRegency)?;
    }
    let detail = serde_json::json!({ "new": row.is_new, "operator": post.operator, "regency": post.regency });
    tx.audit("account.appoint", None, row.id, detail).await?;
    tx.commit().await?;
    Ok(Appointed { account: row.id.into(), is_new: row.is_new })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_regencys_officer_verifies_there_and_nowhere_else() {
        let desk = testing::desk().await;
        let post = |regency| Post { operator: false, regency: Some(regency) };
        let appointed = appoint(&desk, "Bu Dinas", "+6281200000001", "-", post("33.25")).await.unwrap();
        assert!(appointed.is_new);
        let again = appoint(&desk, "Bu Dinas", "+6281200000001", "-", post("33.25")).await.unwrap();
        assert_eq!((again.account, again.is_new), (appointed.account, false));
        let token = testing::world::session(&desk, appointed.account).await;
        let (_, standing) = crate::people::session(&desk, &token).await.unwrap().expect("an open session");
        assert_eq!(standing.regencies, ["33.25"]);
        assert!(!standing.operator);
        let nowhere = appoint(&desk, "Bu Dinas", "+6281200000002", "-", post("99.99")).await;
        assert!(matches!(nowhere, Err(AppointError::UnknownRegency)), "{nowhere:?}");
        let left = sqlx::query_scalar!(r#"select count(*) as "n!" from account where phone = '+6281200000002'"#);
        assert_eq!(left.fetch_one(desk.db()).await.unwrap(), 0, "nothing is left of a refused one");
    }
}
