use engine::{Clock, Engine};
use secrecy::ExposeSecret;
use store::Db;
use store::sealed::Keyring;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::CommandError;
use super::run::{Parts, run};
use crate::config::Config;
use crate::shutdown;

/// Serves pages, runs operations, or both, over a migrated database.
pub(super) async fn serve(config: Config, has_web: bool, has_worker: bool) -> Result<(), CommandError> {
    let settings = config.settings();
    if settings.lease <= settings.remote_timeout {
        return Err(CommandError::ShortLease);
    }
    let keyring = Keyring::read(&config.secrets.key_file)?;
    let db = Db::connect(config.database.url.expose_secret()).await?;
    // On a database without any table the question itself fails; it was reached a moment ago.
    if !matches!(db.is_migrated().await, Ok(true)) {
        return Err(CommandError::NotMigrated);
    }
    let stop = shutdown::on_signal()?;
    let web = if has_web {
        let listen = config.server.listen;
        let listener =
            TcpListener::bind(listen).await.map_err(|error| CommandError::Listen(listen, error))?;
        tracing::info!(address = %listener.local_addr()?, "web.listening");
        Some((listener, config.server, config.limits))
    } else {
        None
    };
    let clock = match config.worker.days_ahead {
        0 => Clock::real(),
        // Nobody moves it while this process runs: the value stays after its sender.
        days => Clock::following(watch::channel(i64::from(days)).1),
    };
    let engine = Engine::new(db, keyring, clock, settings);
    run(engine, Parts { web, has_worker }, stop).await
}
