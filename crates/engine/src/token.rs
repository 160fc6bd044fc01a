//! Secrets: the tokens that we hand out, of which the database keeps only digests, and the
//! server's own key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// A secret handed to one person: 32 random bytes as base64url. Whoever reads the database cannot
/// make it out of its digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub fn fresh() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// A secret that this server makes again whenever its page shows the link, and nobody else can:
    /// so an officer sends it by chat today or tomorrow, and the database still keeps its digest alone.
    pub fn of(secret: &Secret, purpose: &str, what: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(secret.keyed_digest(purpose, what)))
    }

    /// What came back from a cookie or a link; `None` when it cannot be one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The text for the cookie or the link.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// SHA-256, which is enough since the token itself is 256 random bits.
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// Tokens never reach a log.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The server's key (`GUYUB_SECRET`), the same on all servers of one database.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// At least this many characters, so that nobody guesses it.
    pub const MIN_LENGTH: usize = 32;

    /// `None` when it is too short to keep anything safe.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.chars().count() >= Self::MIN_LENGTH).then(|| Self(text.as_bytes().to_vec()))
    }

    pub fn fresh() -> (Self, String) {
        let text = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
        (Self(text.clone().into_bytes()), text)
    }

    /// HMAC-SHA-256 of `text` for one `purpose`. Unlike a bare hash, it hides what can be guessed,
    /// such as a phone number or a six-digit code.
    pub fn keyed_digest(&self, purpose: &str, text: &str) -> Vec<u8> {
        // HMAC takes keys of any length, so this has no failure to report.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return Vec::new() };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_as_itself_and_stays_out_of_logs() {
        let token = Token::fresh();
        assert_ne!(token, Token::fresh());
        assert_eq!(Token::parse(token.reveal()), Some(token.clone()));
        assert_eq!(token.digest().len(), 32);
        assert!(!format!("{token:?}").contains(token.reveal()));
        for odd in ["", "abc", "ä", &"A".repeat(44), &"A".repeat(10_000)] {
            assert_eq!(Token::parse(odd), None, "{odd:.20}");
        }
    }

    #[test]
    fn a_token_of_something_is_the_same_each_time_and_no_other() {
        let (one, other) = (Secret::parse(&"k".repeat(32)).unwrap(), Secret::fresh().0);
        let token = Token::of(&one, "quote", "1");
        assert_eq!(token, Token::of(&one, "quote", "1"));
        assert_eq!(Token::parse(token.reveal()), Some(token.clone()));
        for different in [Token::of(&one, "quote", "2"), Token::of(&one, "order", "1"), Token::of(&other, "quote", "1")] {
            assert_ne!(token, different);
        }
    }

    #[test]
    fn digests_differ_by_key_purpose_and_text() {
        assert!(Secret::parse("short").is_none());
        let one = Secret::parse(&"k".repeat(32)).unwrap();
        let other = Secret::fresh().0;
        let digest = one.keyed_digest("phone", "+62811");
        assert_eq!(digest, one.keyed_digest("phone", "+62811"));
        for different in
            [other.keyed_digest("phone", "+62811"), one.keyed_digest("address", "+62811"), one.keyed_digest("phone", "+62812")]
        {
            assert_ne!(digest, different);
        }
    }
}
