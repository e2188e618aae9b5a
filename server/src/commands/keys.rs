use secrecy::ExposeSecret;
use store::Db;
use store::sealed::{Keyring, reseal};

use super::{CommandError, say};
use crate::config::Config;

/// Adds a key to the key file.
pub(super) fn add(config: &Config) -> Result<(), CommandError> {
    let path = &config.secrets.key_file;
    let id = Keyring::add_key(path)?;
    say(&format!("added key {id} to {}; back the file up, then run `keypool keys reseal`", path.display()))?;
    Ok(())
}

/// Seals everything again with the newest key; fails where something does not open.
pub(super) async fn reseal(config: &Config) -> Result<(), CommandError> {
    let (keyring, db) = open(config).await?;
    let done = reseal::reseal(&db, &keyring).await;
    db.close().await;
    let done = done?;
    for column in &done {
        let unopened = match column.unopened {
            0 => String::new(),
            count => format!(", {count} do not open"),
        };
        say(&format!("{}: {} sealed again{unopened}", column.column, column.resealed))?;
    }
    match done.iter().map(|column| column.unopened).sum::<u64>() {
        0 => Ok(()),
        count => Err(CommandError::Refused(format!(
            "{count} secrets do not open with the keys of {}: put back the lines that are missing there",
            config.secrets.key_file.display()
        ))),
    }
}

/// Prints how many secrets each key still opens.
pub(super) async fn status(config: &Config) -> Result<(), CommandError> {
    let (keyring, db) = open(config).await?;
    let counted = reseal::count(&db).await;
    db.close().await;
    let counted = counted?;
    let newest = keyring.newest();
    let mut ids = keyring.ids();
    ids.extend(counted.iter().flat_map(|column| column.by_key.keys().copied()));
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let of = |column: &reseal::Counted| column.by_key.get(&id).copied().unwrap_or_default();
        let all: u64 = counted.iter().map(of).sum();
        let what = match id {
            _ if !keyring.ids().contains(&id) => " (not in the key file: these do not open)",
            _ if id == newest => " (the newest: new secrets are sealed with it)",
            _ if all == 0 => " (its line may be removed, and kept with old backups)",
            _ => "",
        };
        say(&format!("key {id}: {all}{what}"))?;
        for column in counted.iter().filter(|column| of(column) > 0) {
            say(&format!("  {}: {}", column.column, of(column)))?;
        }
    }
    Ok(())
}

async fn open(config: &Config) -> Result<(Keyring, Db), CommandError> {
    let keyring = Keyring::read(&config.secrets.key_file)?;
    let db = Db::connect(config.database.url.expose_secret()).await?;
    if !matches!(db.is_migrated().await, Ok(true)) {
        return Err(CommandError::NotMigrated);
    }
    Ok((keyring, db))
}
