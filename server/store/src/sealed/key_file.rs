use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

use rand::RngCore;

use crate::{Error, Result};

const KEY_BYTES: usize = 32;

type Key = [u8; KEY_BYTES];

/// By what a changed file is noticed: its number, its length, and when it was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64, u64, i64, i64);

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    Some(Stamp(found.ino(), found.len(), found.mtime(), found.mtime_nsec()))
}

/// The keys by their ids; never none.
pub(super) fn read(path: &Path) -> Result<BTreeMap<u32, Key>> {
    let text = fs::read_to_string(path).map_err(|source| file_error("cannot read", path, source))?;
    parse(&text, path)
}

fn parse(text: &str, path: &Path) -> Result<BTreeMap<u32, Key>> {
    let mut keys = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (id, key) = parse_line(line).ok_or_else(|| {
            file_error("not a key file:", path, io::Error::other("a line is not `id:hex key`"))
        })?;
        if keys.insert(id, key).is_some() {
            return Err(file_error("not a key file:", path, io::Error::other("two lines have one id")));
        }
    }
    if keys.is_empty() {
        return Err(file_error("no key in", path, io::Error::other("the file is empty")));
    }
    Ok(keys)
}

fn parse_line(line: &str) -> Option<(u32, Key)> {
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

/// A line with a new key.
fn new_line(id: u32) -> String {
    let mut key = [0u8; KEY_BYTES];
    rand::rng().fill_bytes(&mut key);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{id}:{hex}\n")
}

pub(super) fn create(path: &Path) -> Result<()> {
    let mut file = private(path).map_err(|source| file_error("cannot create", path, source))?;
    let first = new_line(1);
    write!(
        file,
        "# Keypool seals passwords and license keys with this. Keep it, and keep it secret.\n{first}"
    )
    .and_then(|()| file.sync_all())
    .map_err(|source| file_error("cannot write", path, source))
}

/// Adds a key by writing the whole file anew beside the old one and putting it in its place: whoever reads meanwhile
/// sees the old file or the new one, and a crash leaves one of them.
pub(super) fn add(path: &Path) -> Result<u32> {
    // A link stays a link.
    let path = &fs::canonicalize(path).map_err(|source| file_error("cannot read", path, source))?;
    let new_path = &path.with_file_name(beside(path));
    let added = private(new_path).map_err(|source| file_error("cannot create", new_path, source));
    // Whoever has this file open is the only one who adds a key now.
    let file = added?;
    let done = write_with_a_key_more(path, file).and_then(|id| {
        fs::rename(new_path, path).map_err(|source| file_error("cannot replace", path, source))?;
        Ok(id)
    });
    match done {
        Ok(id) => {
            let folder = path.parent().unwrap_or(Path::new("/"));
            let synced = File::open(folder).and_then(|folder| folder.sync_all());
            synced.map_err(|source| file_error("cannot write", folder, source))?;
            Ok(id)
        }
        Err(error) => {
            // The first failure is the one to tell.
            let _ = fs::remove_file(new_path);
            Err(error)
        }
    }
}

fn write_with_a_key_more(path: &Path, mut file: File) -> Result<u32> {
    let text = fs::read_to_string(path).map_err(|source| file_error("cannot read", path, source))?;
    let highest = parse(&text, path)?.keys().next_back().copied().unwrap_or_default();
    let id = highest.checked_add(1).ok_or_else(|| {
        file_error("no id is left in", path, io::Error::other("the highest id is the last"))
    })?;
    let written = fs::metadata(path).and_then(|old| {
        // Run by somebody else than the server, it must stay readable for the server.
        fchown(&file, Some(old.uid()), Some(old.gid()))?;
        write!(file, "{}\n{}", text.trim_end(), new_line(id))?;
        file.sync_all()
    });
    written.map_err(|source| file_error("cannot write beside", path, source))?;
    Ok(id)
}

fn beside(path: &Path) -> OsString {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    name
}

/// A file that was not there, for its owner's eyes only.
fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn file_error(what: &str, path: &Path, source: io::Error) -> Error {
    Error::File { what: format!("{what} {}", path.display()), source }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_key_file_is_never_overwritten() {
        let folder = folder();
        let path = folder.path().join("keys");
        create(&path).unwrap();
        assert!(create(&path).is_err());
    }

    #[test]
    fn an_added_key_has_the_next_id_and_leaves_the_others_as_they_were() {
        let folder = folder();
        let path = folder.path().join("keys");
        create(&path).unwrap();
        let before = fs::read_to_string(&path).unwrap();
        assert_eq!((add(&path).unwrap(), add(&path).unwrap()), (2, 3));
        let after = fs::read_to_string(&path).unwrap();
        assert!(after.starts_with(&before), "comments and lines stay");
        assert_eq!(read(&path).unwrap().into_keys().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn two_at_once_do_not_add_one_id_twice() {
        let folder = folder();
        let path = folder.path().join("keys");
        create(&path).unwrap();
        let in_work = path.with_file_name("keys.new");
        private(&in_work).unwrap();
        let error = add(&path).unwrap_err().to_string();
        assert!(error.contains("keys.new"), "{error}");
        assert!(in_work.exists(), "the other's file is the other's");
        assert_eq!(read(&path).unwrap().len(), 1);
    }

    #[test]
    fn one_id_for_two_keys_is_refused() {
        let folder = folder();
        let path = folder.path().join("keys");
        fs::write(&path, format!("{}{}", new_line(1), new_line(1))).unwrap();
        assert!(read(&path).is_err());
    }

    #[test]
    fn a_link_to_the_file_stays_a_link() {
        let folder = folder();
        let (path, link) = (folder.path().join("keys"), folder.path().join("link"));
        create(&path).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        add(&link).unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&path).unwrap().len(), 2);
    }
}
