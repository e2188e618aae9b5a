//! Secrets at rest: columns that are encrypted with a key that is not in the database.
//!
//! A sealed value is `key id (4 bytes) ‖ nonce (24) ‖ ciphertext and tag`; the column's name is authenticated with
//! it, so that a value copied into another column does not open.

mod key_file;
pub mod reseal;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};

use crate::{Error, Result};
use key_file::Stamp;

const NONCE_BYTES: usize = 24;
const ID_BYTES: usize = 4;

/// The column that a license's key is sealed for.
pub const LICENSE_KEY_COLUMN: &str = "licenses.key";

/// An encrypted value as the database holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub(crate) Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// The keys of this installation; new values are sealed with the newest.
///
/// The file is looked at again before a value is sealed and when a value names a key that is not known, so that a
/// running process follows a key that was added. A key that was read once is kept until the process ends.
#[derive(Clone)]
pub struct Keyring {
    path: Arc<PathBuf>,
    keys: Arc<RwLock<Keys>>,
}

struct Keys {
    by_id: BTreeMap<u32, XChaCha20Poly1305>,
    /// The highest id in the file.
    newest: u32,
    /// The file as it was when it was read.
    stamp: Option<Stamp>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("ids", &self.ids()).finish()
    }
}

impl Keyring {
    /// Reads a key file: one `id:64 hexadecimal digits` per line.
    pub fn read(path: &Path) -> Result<Self> {
        let stamp = key_file::stamp(path);
        let (by_id, newest) = ciphers(path)?;
        let keys = Keys { by_id, newest, stamp };
        Ok(Self { path: Arc::new(path.to_owned()), keys: Arc::new(RwLock::new(keys)) })
    }

    /// Writes a new key file, readable by its owner only; an existing file is never touched.
    pub fn create(path: &Path) -> Result<()> {
        key_file::create(path)
    }

    /// Adds a key with the next id to a key file, all of it or nothing, and returns the id.
    pub fn add_key(path: &Path) -> Result<u32> {
        key_file::add(path)
    }

    /// The ids of the keys at hand, the newest last.
    pub fn ids(&self) -> Vec<u32> {
        self.with(|keys| keys.by_id.keys().copied().collect())
    }

    /// The id of the key that new values are sealed with.
    pub fn newest(&self) -> u32 {
        self.look_again();
        self.with(|keys| keys.newest)
    }

    /// Encrypts a secret for one column.
    pub fn seal(&self, column: &'static str, secret: &SecretString) -> Result<Sealed> {
        self.look_again();
        let newest = self.with(|keys| Some((keys.newest, keys.by_id.get(&keys.newest)?.clone())));
        let (id, cipher) = newest.ok_or(Error::Unsealable(column))?;
        let mut nonce = [0u8; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload { msg: secret.expose_secret().as_bytes(), aad: column.as_bytes() };
        let text =
            cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| Error::Unsealable(column))?;
        let mut bytes = Vec::with_capacity(ID_BYTES + NONCE_BYTES + text.len());
        bytes.extend_from_slice(&id.to_be_bytes());
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&text);
        Ok(Sealed(bytes))
    }

    /// Decrypts what [`Keyring::seal`] made for the same column.
    pub fn open(&self, column: &'static str, sealed: &Sealed) -> Result<SecretString> {
        let unsealable = || Error::Unsealable(column);
        let (id, rest) = sealed.0.split_first_chunk::<ID_BYTES>().ok_or_else(unsealable)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(unsealable)?;
        let cipher = self.cipher(u32::from_be_bytes(*id)).ok_or_else(unsealable)?;
        let payload = Payload { msg: text, aad: column.as_bytes() };
        let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unsealable())?;
        String::from_utf8(plain).map(SecretString::from).map_err(|_| unsealable())
    }

    fn cipher(&self, id: u32) -> Option<XChaCha20Poly1305> {
        let known = || self.with(|keys| keys.by_id.get(&id).cloned());
        known().or_else(|| {
            self.look_again();
            known()
        })
    }

    /// Takes over what was added to the file. A file that does not read, as one that is being edited, changes
    /// nothing: it is looked at again next time.
    fn look_again(&self) {
        let stamp = key_file::stamp(&self.path);
        if stamp.is_none() || self.with(|keys| keys.stamp == stamp) {
            return;
        }
        let Ok((by_id, newest)) = ciphers(&self.path) else { return };
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        keys.by_id.extend(by_id);
        (keys.newest, keys.stamp) = (newest, stamp);
    }

    fn with<T>(&self, look: impl FnOnce(&Keys) -> T) -> T {
        look(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn ciphers(path: &Path) -> Result<(BTreeMap<u32, XChaCha20Poly1305>, u32)> {
    let keys = key_file::read(path)?;
    let newest = keys.keys().next_back().copied().unwrap_or_default();
    Ok((keys.into_iter().map(|(id, key)| (id, XChaCha20Poly1305::new(&key.into()))).collect(), newest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = LICENSE_KEY_COLUMN;

    struct File(#[expect(dead_code, reason = "the folder lives as long as this")] tempfile::TempDir, PathBuf);

    fn file() -> File {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keyring::create(&path).unwrap();
        File(folder, path)
    }

    fn keyring() -> Keyring {
        Keyring::read(&file().1).unwrap()
    }

    #[test]
    fn a_sealed_secret_opens_only_in_its_own_column() {
        let keyring = keyring();
        let sealed = keyring.seal(KEY, &SecretString::from("12-abcdef")).unwrap();
        assert!(!sealed.0.windows(6).any(|part| part == b"abcdef"));
        assert_eq!(keyring.open(KEY, &sealed).unwrap().expose_secret(), "12-abcdef");
        assert!(keyring.open("processing_modules.password", &sealed).is_err());
    }

    #[test]
    fn another_installations_keys_do_not_open_it() {
        let sealed = keyring().seal(KEY, &SecretString::from("12-abcdef")).unwrap();
        assert!(keyring().open(KEY, &sealed).is_err());
    }

    #[test]
    fn a_running_process_follows_a_key_that_was_added() {
        let file = file();
        let (running, other) = (Keyring::read(&file.1).unwrap(), Keyring::read(&file.1).unwrap());
        let old = running.seal(KEY, &"old".into()).unwrap();
        assert_eq!(Keyring::add_key(&file.1).unwrap(), 2);
        let new = running.seal(KEY, &"new".into()).unwrap();
        assert_eq!((old.key_id(), new.key_id()), (Some(1), Some(2)));
        assert_eq!(
            other.open(KEY, &new).unwrap().expose_secret(),
            "new",
            "it meets a key that it has not read"
        );
        assert_eq!(other.open(KEY, &old).unwrap().expose_secret(), "old");
    }

    #[test]
    fn a_file_that_is_being_edited_takes_no_key_away() {
        let file = file();
        let running = Keyring::read(&file.1).unwrap();
        let sealed = running.seal(KEY, &"kept".into()).unwrap();
        std::fs::write(&file.1, "1:half a li").unwrap();
        assert_eq!(running.open(KEY, &sealed).unwrap().expose_secret(), "kept");
        assert_eq!(running.seal(KEY, &"kept".into()).unwrap().key_id(), Some(1));
    }
}
