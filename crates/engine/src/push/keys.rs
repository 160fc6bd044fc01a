//! The key by which push services know this site (VAPID, RFC 8292). It is made from the server's secret, so
//! all servers of one database have the same one and nothing else has to be kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use time::{Duration, OffsetDateTime};

use crate::token::Secret;
use crate::trouble::{Result, Trouble};

/// How long a signed word is good for; at most a day (RFC 8292, 2).
const GOOD_FOR: Duration = Duration::hours(12);

pub(super) struct SiteKey(SecretKey);

impl SiteKey {
    pub(super) fn of(secret: &Secret) -> Result<Self> {
        // Of 2^256 digests all but 2^32 are keys.
        let key = (0..8).find_map(|n: u8| SecretKey::from_slice(&secret.keyed_digest("web push", &n.to_string())).ok());
        key.map(Self).ok_or_else(|| Trouble::Other("web push: the secret makes no key".into()))
    }

    /// What a browser is given when it subscribes, and a push service with each message.
    pub(super) fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key().to_sec1_bytes())
    }

    /// The `Authorization` for a push service, by the origin of its endpoint; `contact` is where its people
    /// would write to.
    pub(super) fn authorization(&self, audience: &str, contact: &str, now: OffsetDateTime) -> String {
        let claims = serde_json::json!({ "aud": audience, "exp": (now + GOOD_FOR).unix_timestamp(), "sub": contact });
        let head = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature: Signature = SigningKey::from(&self.0).sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public())
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    use super::*;

    fn key(secret: char) -> SiteKey {
        SiteKey::of(&Secret::parse(&secret.to_string().repeat(32)).unwrap()).unwrap()
    }

    #[test]
    fn one_secret_makes_one_key() {
        assert_eq!(key('k').public(), key('k').public());
        assert_ne!(key('k').public(), key('l').public());
        assert_eq!(URL_SAFE_NO_PAD.decode(key('k').public()).unwrap().len(), 65);
    }

    #[test]
    fn what_is_signed_can_be_checked_by_whoever_has_the_public_key() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let said = key('k').authorization("https://fcm.googleapis.com", "https://guyub.example", now);
        let (token, public) = said.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let verify = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(public).unwrap()).unwrap();
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
        assert!(verify.verify(signed.as_bytes(), &signature).is_ok());
        assert!(verify.verify(b"something else", &signature).is_err());
        let claims: serde_json::Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split_once('.').unwrap().1).unwrap()).unwrap();
        assert_eq!((&claims["aud"], &claims["exp"]), (&"https://fcm.googleapis.com".into(), &(12 * 3600).into()));
    }
}
