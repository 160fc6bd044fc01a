//! A message that only one browser can read (RFC 8291), in one record of `aes128gcm` (RFC 8188).

use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use sha2::Sha256;

use crate::trouble::{Result, Trouble};

/// Bytes of a message, at most: what every push service takes (RFC 8291, 4) without header and tag.
pub(super) const MOST: usize = 3993;
/// The record's size, which is larger than any message.
const RECORD: u32 = 4096;

/// The keys that a browser made for its subscription.
pub(super) struct Reader<'a> {
    /// Its point on P-256, 65 bytes.
    pub(super) p256dh: &'a [u8],
    /// What it shares with this site alone, 16 bytes.
    pub(super) auth: &'a [u8],
}

/// Seals a message with a key and a salt made for it alone.
pub(super) fn seal(message: &[u8], to: &Reader<'_>) -> Result<Vec<u8>> {
    // Of 2^256 numbers all but 2^32 are keys.
    let own = (0..8).find_map(|_| SecretKey::from_slice(&rand::random::<[u8; 32]>()).ok());
    let own = own.ok_or_else(|| broken("no key was made"))?;
    seal_with(message, to, &own, rand::random())
}

fn seal_with(message: &[u8], to: &Reader<'_>, own: &SecretKey, salt: [u8; 16]) -> Result<Vec<u8>> {
    if message.len() > MOST {
        return Err(broken("the message is too long"));
    }
    let theirs = PublicKey::from_sec1_bytes(to.p256dh).map_err(|_| broken("the browser's key is no point"))?;
    let ours = own.public_key().to_sec1_bytes();
    let shared = own.diffie_hellman(&theirs);
    let secret = hmac(to.auth, &[shared.raw_secret_bytes().as_slice()]);
    let material = hmac(&secret, &[b"WebPush: info\0", to.p256dh, &ours, &[1]]);
    let pseudo_random = hmac(&salt, &[&material]);
    let key = hmac(&pseudo_random, &[b"Content-Encoding: aes128gcm\0", &[1]]);
    let nonce = hmac(&pseudo_random, &[b"Content-Encoding: nonce\0", &[1]]);

    let mut body = message.to_vec();
    // The last record ends so, before what pads it.
    body.push(2);
    let key = UnboundKey::new(&AES_128_GCM, &key[..16]).map_err(|_| broken("AES took no key"))?;
    let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).map_err(|_| broken("AES took no nonce"))?;
    LessSafeKey::new(key).seal_in_place_append_tag(nonce, Aad::empty(), &mut body).map_err(|_| broken("AES sealed nothing"))?;

    let mut sealed = Vec::with_capacity(86 + body.len());
    sealed.extend_from_slice(&salt);
    sealed.extend_from_slice(&RECORD.to_be_bytes());
    // A point that is not compressed has 65 bytes.
    sealed.push(65);
    sealed.extend_from_slice(&ours);
    sealed.extend_from_slice(&body);
    Ok(sealed)
}

/// HMAC-SHA-256: both halves of HKDF (RFC 5869) for no more than 32 bytes.
fn hmac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes keys of any length, so this has no failure to report.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn broken(what: &str) -> Trouble {
    Trouble::Other(format!("web push: {what}"))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// RFC 8291, appendix A.
    #[test]
    fn the_example_of_the_standard() {
        let own = SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
        let p256dh = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let salt: [u8; 16] = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let to = Reader { p256dh: &p256dh, auth: &auth };
        let sealed = seal_with(b"When I grow up, I want to be a watermelon", &to, &own, salt).unwrap();
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
             yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn no_two_messages_are_alike_and_none_is_too_long() {
        let own = SecretKey::from_slice(&[7; 32]).unwrap();
        let p256dh = own.public_key().to_sec1_bytes();
        let to = Reader { p256dh: &p256dh, auth: &[1; 16] };
        assert_ne!(seal(b"kabar", &to).unwrap(), seal(b"kabar", &to).unwrap());
        assert_eq!(seal(&[b'x'; MOST], &to).unwrap().len(), 4096);
        assert!(seal(&[b'x'; MOST + 1], &to).is_err());
        // A number that is no point of the curve.
        assert!(seal(b"kabar", &Reader { p256dh: &[4; 65], auth: &[1; 16] }).is_err());
    }
}
