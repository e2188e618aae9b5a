//! Secrets at rest: columns that are encrypted with a key that is not in the database.
//!
//! A sealed value is `key id (4 bytes) ‖ nonce (24) ‖ ciphertext and tag`; the column's name is authenticated with
//! it, so that a value copied into another column does not open.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};

use crate::{Error, Result};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const ID_BYTES: usize = 4;

/// An encrypted value as the database holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub(crate) Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// The keys of this installation; new values are sealed with the newest.
#[derive(Clone)]
pub struct Keyring {
    keys: BTreeMap<u32, XChaCha20Poly1305>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("ids", &self.keys.keys().collect::<Vec<_>>()).finish()
    }
}

impl Keyring {
    /// Reads a key file: one `id:64 hexadecimal digits` per line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|source| file_error("cannot read", path, source))?;
        let mut keys = BTreeMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (id, key) = parse_line(line).ok_or_else(|| {
                file_error("not a key file:", path, std::io::Error::other("a line is not `id:hex key`"))
            })?;
            keys.insert(id, XChaCha20Poly1305::new(&key.into()));
        }
        if keys.is_empty() {
            return Err(file_error("no key in", path, std::io::Error::other("the file is empty")));
        }
        Ok(Self { keys })
    }

    /// Writes a new key file, readable by its owner only; an existing file is never touched.
    pub fn create(path: &Path) -> Result<()> {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;
        let mut key = [0u8; KEY_BYTES];
        rand::rng().fill_bytes(&mut key);
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(|source| file_error("cannot create", path, source))?;
        writeln!(
            file,
            "# Keypool seals passwords and license keys with this. Keep it, and keep it secret.\n1:{hex}"
        )
        .and_then(|()| file.sync_all())
        .map_err(|source| file_error("cannot write", path, source))
    }

    /// Encrypts a secret for one column.
    pub fn seal(&self, column: &'static str, secret: &SecretString) -> Result<Sealed> {
        let (id, cipher) = self.keys.last_key_value().ok_or(Error::Unsealable(column))?;
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
        let cipher = self.keys.get(&u32::from_be_bytes(*id)).ok_or_else(unsealable)?;
        let payload = Payload { msg: text, aad: column.as_bytes() };
        let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unsealable())?;
        String::from_utf8(plain).map(SecretString::from).map_err(|_| unsealable())
    }
}

fn parse_line(line: &str) -> Option<(u32, [u8; KEY_BYTES])> {
    let (id, hex) = line.split_once(':')?;
    let id = id.trim().parse().ok()?;
    let hex = hex.trim().as_bytes();
    let mut key = [0u8; KEY_BYTES];
    (hex.len() == KEY_BYTES * 2).then_some(())?;
    for (byte, pair) in key.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some((id, key))
}

fn file_error(what: &str, path: &Path, source: std::io::Error) -> Error {
    Error::File { what: format!("{what} {}", path.display()), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyring() -> Keyring {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keyring::create(&path).unwrap();
        Keyring::read(&path).unwrap()
    }

    #[test]
    fn a_sealed_secret_opens_only_in_its_own_column() {
        let keyring = keyring();
        let sealed = keyring.seal("licenses.key", &SecretString::from("12-abcdef")).unwrap();
        assert!(!sealed.0.windows(6).any(|part| part == b"abcdef"));
        assert_eq!(keyring.open("licenses.key", &sealed).unwrap().expose_secret(), "12-abcdef");
        assert!(keyring.open("processing_modules.password", &sealed).is_err());
    }

    #[test]
    fn another_installations_keys_do_not_open_it() {
        let sealed = keyring().seal("licenses.key", &SecretString::from("12-abcdef")).unwrap();
        assert!(keyring().open("licenses.key", &sealed).is_err());
    }

    #[test]
    fn a_key_file_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keyring::create(&path).unwrap();
        assert!(Keyring::create(&path).is_err());
    }
}
