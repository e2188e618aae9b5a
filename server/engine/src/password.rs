//! Passwords: argon2id, off the async threads.

use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use secrecy::{ExposeSecret, SecretString};

use crate::{Error, Result};

/// The shortest password accepted, in characters.
pub const MIN_LENGTH: usize = 8;

/// A hash of nobody's password, of the same cost as everybody's: verifying against it takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBmaXhlZCBzYWx0$\
    mJzmaNhKyhkNQZnJX4JZVPgGWOuMOKBYDPuE6IgR0tU";

/// Hashes a password.
pub async fn hash(password: SecretString) -> Result<SecretString> {
    off_thread(move || {
        let salt = SaltString::generate(&mut OsRng);
        let hash = Argon2::default().hash_password(password.expose_secret().as_bytes(), &salt);
        hash.map(|hash| SecretString::from(hash.to_string())).map_err(Error::password)
    })
    .await?
}

/// Whether the password is the one that was hashed; without a hash the answer is no, after the same time.
pub async fn verify(hash: Option<SecretString>, password: SecretString) -> Result<bool> {
    off_thread(move || {
        let text = hash.as_ref().map_or(NOBODY, |hash| hash.expose_secret());
        let parsed = PasswordHash::new(text).map_err(Error::password)?;
        let fits = Argon2::default().verify_password(password.expose_secret().as_bytes(), &parsed).is_ok();
        Ok(fits && hash.is_some())
    })
    .await?
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_hashed_password_fits() {
        let hash = hash("correct horse".into()).await.unwrap();
        assert!(hash.expose_secret().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(Some(hash.clone()), "correct horse".into()).await.unwrap());
        assert!(!verify(Some(hash), "correct horsf".into()).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_everybodys_does_and_never_fits() {
        let (nobody, somebody) =
            (PasswordHash::new(NOBODY).unwrap(), hash("a password".into()).await.unwrap());
        let somebody = PasswordHash::new(somebody.expose_secret()).unwrap();
        assert_eq!((nobody.algorithm, nobody.version), (somebody.algorithm, somebody.version));
        assert_eq!(nobody.params, somebody.params);
        assert_eq!(nobody.hash.unwrap().len(), somebody.hash.unwrap().len());
        assert!(!verify(None, "a password".into()).await.unwrap());
    }
}
