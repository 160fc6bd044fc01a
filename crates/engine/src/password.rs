//! Passwords as argon2id hashes.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::trouble::{Result, Trouble};

/// At most two hashes at once: 19 MiB each, and both cores stay with other requests in between.
static SEATS: Semaphore = Semaphore::const_new(2);

/// A hash that no password fits, for accounts that do not exist.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
    let noise: [u8; 32] = rand::random();
    hasher().ok()?.hash_password(&noise).ok().map(|hash| hash.to_string())
});

/// m = 19 MiB, t = 2, p = 1: the minimum of the OWASP Password Storage Cheat Sheet for argon2id.
fn hasher() -> password_hash::Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|_| password_hash::Error::ParamsInvalid)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a new password, as a PHC string. Takes about 30 ms of one core.
///
/// # Errors
/// Trouble when the work could not be done at all.
pub async fn hash(password: String) -> Result<String> {
    seated(&SEATS, move || Ok(hasher()?.hash_password(password.as_bytes())?.to_string())).await
}

/// Whether `password` is the one behind `hash`. Without a hash (no such account, or one that has
/// no password yet) the answer is no, after as much work as any other answer.
///
/// # Errors
/// Trouble when the stored hash cannot be read.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    seated(&SEATS, move || {
        let known = hash.is_some();
        let Some(hash) = hash.or_else(|| NOBODY.clone()) else { return Ok(false) };
        match hasher()?.verify_password(password.as_bytes(), &PasswordHash::new(&hash)?) {
            Ok(()) => Ok(known),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(e) => Err(e),
        }
    })
    .await
}

/// The seat is given back when the work ends, not when the one who asked goes away.
async fn seated<T: Send + 'static>(
    seats: &'static Semaphore,
    work: impl FnOnce() -> password_hash::Result<T> + Send + 'static,
) -> Result<T> {
    let seat = seats.acquire().await.map_err(|e| Trouble::Password(e.to_string()))?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(seat);
        done
    })
    .await?;
    done.map_err(|e| Trouble::Password(e.to_string()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let hashed = hash("rahasia sekali".into()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(verify("rahasia sekali".into(), Some(hashed.clone())).await.unwrap());
        assert!(!verify("rahasia Sekali".into(), Some(hashed)).await.unwrap());
        assert!(!verify("rahasia sekali".into(), None).await.unwrap());
        assert!(verify("x".into(), Some("no hash".into())).await.is_err());
    }

    #[tokio::test]
    async fn who_hangs_up_does_not_free_the_seat() {
        static ONE: Semaphore = Semaphore::const_new(1);
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let work = seated(&ONE, move || Ok(ended.recv().ok()));
        assert!(tokio::time::timeout(Duration::from_millis(50), work).await.is_err());
        assert_eq!(ONE.available_permits(), 0, "the work goes on");
        drop(end);
        assert!(tokio::time::timeout(Duration::from_secs(10), ONE.acquire()).await.is_ok());
    }
}
