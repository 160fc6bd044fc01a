//! Web push: news for people who are not looking, on the devices where they asked for it.
//!
//! A notice asks for a [job](crate::jobs::Job::PushNotice) by itself, when its reader has such a device (a
//! trigger in `0037_push.sql`). The sentence is the one of the notices' page: `app` says how it is worded
//! ([`Desk::word_news_by`]).

mod keys;
mod seal;
mod send;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Person;
use domain::ids::SessionId;
use domain::lang::Lang;
use uuid::Uuid;

use crate::desk::Url;
use crate::notices::News;
use crate::trouble::Result;
use crate::{Desk, ids};

use keys::SiteKey;
pub(crate) use send::tell;

/// How a piece of news is told in one sentence.
pub type Worder = fn(Lang, &News) -> String;

/// Devices of one person, at most; a new one takes the place of the oldest.
const DEVICES: i64 = 10;

/// The push services of the browsers there are. What a browser says is an address that this server posts to,
/// so no other is believed: it could be one inside our own network.
const SERVICES: [&str; 5] =
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", ".notify.windows.com", ".push.apple.com"];

/// What a browser made for this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    endpoint: Url,
    p256dh: Vec<u8>,
    auth: Vec<u8>,
}

impl Subscription {
    /// `None` for what no browser makes: an address of no push service, or keys that are none.
    pub fn parse(endpoint: &str, p256dh: &str, auth: &str) -> Option<Self> {
        let endpoint = Url::parse(endpoint).ok().filter(is_service)?;
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let (p256dh, auth) = (bytes(p256dh)?, bytes(auth)?);
        let point = p256dh.len() == 65 && p256::PublicKey::from_sec1_bytes(&p256dh).is_ok();
        (point && auth.len() == 16).then_some(Self { endpoint, p256dh, auth })
    }
}

fn is_service(endpoint: &Url) -> bool {
    let host = endpoint.host_str().unwrap_or_default();
    let known = SERVICES.iter().any(|name| if name.starts_with('.') { host.ends_with(name) } else { host == *name });
    let plain = endpoint.port().is_none() && endpoint.username().is_empty() && endpoint.password().is_none();
    endpoint.scheme() == "https" && known && plain && endpoint.as_str().len() <= 2000
}

/// The site's public key, which a browser subscribes with.
///
/// # Errors
/// When the secret makes none, which no secret does.
pub fn public_key(desk: &Desk) -> Result<String> {
    Ok(SiteKey::of(desk.secret())?.public())
}

/// From now on news is told on this device too, for as long as the session lasts. A browser that was somebody
/// else's before is this person's now.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(desk: &Desk, by: &Person, session: SessionId, lang: Lang, device: &Subscription) -> Result<()> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    sqlx::query!(
        "insert into push_subscription (id, account_id, session_id, endpoint, p256dh, auth, lang, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint push_subscription_endpoint do update set account_id = excluded.account_id,
            session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth, lang = excluded.lang,
            created_at = excluded.created_at, failed_at = null",
        ids::fresh::<Uuid>(),
        by.account().0,
        session.0,
        device.endpoint.as_str(),
        device.p256dh,
        device.auth,
        lang.tag(),
        now,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "delete from push_subscription where id in
            (select id from push_subscription where account_id = $1 order by created_at desc, id desc offset $2)",
        by.account().0,
        DEVICES,
    )
    .execute(tx.conn())
    .await?;
    tx.audit("push.begin", None, by.account().0, serde_json::json!({})).await?;
    tx.commit().await
}

/// This device is told nothing any more. `false` when it was not, or is another person's.
///
/// # Errors
/// When the database does not answer.
pub async fn stop(desk: &Desk, by: &Person, endpoint: &str) -> Result<bool> {
    let mut tx = desk.begin(by.account()).await?;
    let gone = sqlx::query!("delete from push_subscription where account_id = $1 and endpoint = $2", by.account().0, endpoint)
        .execute(tx.conn())
        .await?
        .rows_affected();
    if gone > 0 {
        tx.audit("push.stop", None, by.account().0, serde_json::json!({})).await?;
    }
    tx.commit().await?;
    Ok(gone > 0)
}

/// On how many devices the person is told.
///
/// # Errors
/// When the database does not answer.
pub async fn devices(desk: &Desk, by: &Person) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"select count(*) as "count!" from push_subscription where account_id = $1"#, by.account().0)
            .fetch_one(desk.db())
            .await?;
    Ok(count)
}
