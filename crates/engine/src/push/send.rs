//! One notice on its way to the devices of its reader.

use std::sync::LazyLock;
use std::time::Duration;

use domain::ids::NoticeId;
use domain::lang::Lang;
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use time::OffsetDateTime;
use uuid::Uuid;

use super::keys::SiteKey;
use super::seal::{Reader, seal};
use crate::Desk;
use crate::desk::Url;
use crate::trouble::{Result, Trouble};

/// A push service keeps what it cannot deliver for so long: a day, as what is told of rarely waits longer.
const KEPT_FOR: &str = "86400";
/// A service that did not answer is asked again for so long after the notice.
const TRIED_FOR: time::Duration = time::Duration::hours(1);
/// Letters of a sentence, at most; a device shows fewer.
const LETTERS: usize = 300;

const TTL: HeaderName = HeaderName::from_static("ttl");
const URGENCY: HeaderName = HeaderName::from_static("urgency");
const TOPIC: HeaderName = HeaderName::from_static("topic");

/// Follows nobody: where news goes is what was looked at when it was asked for.
static CLIENT: LazyLock<Result<reqwest::Client, reqwest::Error>> = LazyLock::new(|| {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(10)).build()
});

/// What became of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Taken,
    /// The browser is not subscribed any more, or not with our key.
    Gone,
    /// The service is busy or away.
    Later,
    /// The service does not want this message, whoever it is for.
    Refused(u16),
}

struct Device {
    id: Uuid,
    endpoint: String,
    p256dh: Vec<u8>,
    auth: Vec<u8>,
    lang: String,
}

/// The job's handler. A notice that was read meanwhile is told nobody. A second run tells the same under the
/// same topic, which takes the place of the first.
pub(crate) async fn tell(desk: &Desk, notice: NoticeId) -> Result<()> {
    let Some(worder) = desk.worder() else { return Ok(()) };
    let row = sqlx::query!("select account_id, kind, data, at from notice where id = $1 and read_at is null", notice.0)
        .fetch_optional(desk.db())
        .await?;
    let Some(row) = row else { return Ok(()) };
    // A newer version on another server knows more kinds than this one.
    let Ok(news) = serde_json::from_value(serde_json::json!({ "kind": row.kind, "data": row.data })) else { return Ok(()) };
    let devices = sqlx::query_as!(
        Device,
        "select id, endpoint, p256dh, auth, lang from push_subscription where account_id = $1",
        row.account_id
    )
    .fetch_all(desk.db())
    .await?;
    let mut later = false;
    for device in devices {
        let words = worder(Lang::from_tag(&device.lang).unwrap_or_default(), &news);
        let outcome = send(desk, &device, notice, &words).await?;
        later |= outcome == Outcome::Later;
        note(desk, &device, outcome).await?;
    }
    if later && desk.now() < row.at + TRIED_FOR {
        return Err(Trouble::Other("web push: a push service did not answer".into()));
    }
    Ok(())
}

async fn send(desk: &Desk, device: &Device, notice: NoticeId, words: &str) -> Result<Outcome> {
    let Ok(endpoint) = Url::parse(&device.endpoint) else { return Ok(Outcome::Gone) };
    let kata: String = words.chars().take(LETTERS).collect();
    let message = serde_json::json!({ "kata": kata, "ke": format!("/akun/kabar/{notice}"), "tanda": notice.to_string() });
    let reader = Reader { p256dh: &device.p256dh, auth: &device.auth };
    let sealed = seal(message.to_string().as_bytes(), &reader)?;
    let by = SiteKey::of(desk.secret())?.authorization(&endpoint.origin().ascii_serialization(), &contact(desk), desk.now());
    post(endpoint, by, notice.0.simple().to_string(), sealed).await
}

/// Where the people of a push service would write to (RFC 8292, 2.1). A site without TLS is a developer's.
fn contact(desk: &Desk) -> String {
    let site = desk.public_url();
    if site.scheme() == "https" { site.to_string() } else { "mailto:guyub@localhost".to_owned() }
}

pub(super) async fn post(endpoint: Url, by: String, topic: String, sealed: Vec<u8>) -> Result<Outcome> {
    let client = CLIENT.as_ref().map_err(|error| Trouble::Other(format!("web push: {error}")))?;
    let asked = client
        .post(endpoint)
        .header(AUTHORIZATION, by)
        .header(CONTENT_TYPE, "application/octet-stream")
        .header(CONTENT_ENCODING, "aes128gcm")
        .header(TTL, KEPT_FOR)
        .header(URGENCY, "normal")
        .header(TOPIC, topic)
        .body(sealed)
        .send()
        .await;
    Ok(match asked {
        Err(_) => Outcome::Later,
        Ok(answer) => outcome(answer.status()),
    })
}

fn outcome(status: StatusCode) -> Outcome {
    match status.as_u16() {
        200..=299 => Outcome::Taken,
        401 | 403 | 404 | 410 => Outcome::Gone,
        429 | 500..=599 => Outcome::Later,
        other => Outcome::Refused(other),
    }
}

async fn note(desk: &Desk, device: &Device, outcome: Outcome) -> Result<()> {
    let failed: Option<OffsetDateTime> = match outcome {
        Outcome::Gone => {
            sqlx::query!("delete from push_subscription where id = $1", device.id).execute(desk.db()).await?;
            return Ok(());
        }
        Outcome::Taken => None,
        Outcome::Later => Some(desk.now()),
        Outcome::Refused(status) => {
            tracing::warn!(status, "a push service refused a message");
            Some(desk.now())
        }
    };
    sqlx::query!(
        "update push_subscription set failed_at = $2 where id = $1 and failed_at is distinct from $2",
        device.id,
        failed
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_means() {
        for (status, means) in [
            (201, Outcome::Taken),
            (404, Outcome::Gone),
            (410, Outcome::Gone),
            (403, Outcome::Gone),
            (429, Outcome::Later),
            (503, Outcome::Later),
            (301, Outcome::Refused(301)),
            (413, Outcome::Refused(413)),
        ] {
            assert_eq!(outcome(StatusCode::from_u16(status).unwrap()), means, "{status}");
        }
    }
}
