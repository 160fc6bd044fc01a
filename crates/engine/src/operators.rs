//! Operators: who keeps the whole site. The first is made by a command on the machine itself.

use domain::ids::AccountId;

use crate::desk::Desk;
use crate::ids;
use crate::trouble::Result;
use crate::tx::Actor;

/// What [`appoint`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointed {
    pub account: AccountId,
    /// There was no account with this phone number before.
    pub is_new: bool,
}

/// Makes the person with this phone number (E.164) an account, or gives the one they have this
/// password; with `operator` they also become an operator. Whoever could sign in with the old
/// password no longer can: open sessions end.
///
/// # Errors
/// When the database does not answer.
pub async fn appoint(desk: &Desk, name: &str, phone: &str, password_hash: &str, operator: bool) -> Result<Appointed> {
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
        operator,
        now,
    )
    .fetch_one(tx.conn())
    .await?;
    sqlx::query!("delete from session where account_id = $1", row.id).execute(tx.conn()).await?;
    let detail = serde_json::json!({ "new": row.is_new, "operator": operator });
    tx.audit("account.appoint", None, row.id, detail).await?;
    tx.commit().await?;
    Ok(Appointed { account: row.id.into(), is_new: row.is_new })
}
