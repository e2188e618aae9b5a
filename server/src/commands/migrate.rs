use secrecy::ExposeSecret;
use store::Db;

use super::{CommandError, say};
use crate::config::Config;

/// Applies what is missing; several may run at once.
pub(super) async fn migrate(config: &Config) -> Result<(), CommandError> {
    let db = Db::connect(config.database.url.expose_secret()).await?;
    db.migrate().await?;
    db.close().await;
    say("the database has the tables of this version")?;
    Ok(())
}
