use engine::{Clock, Engine};
use sandbox::Running;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use store::Db;
use store::sealed::Keyring;
use tokio::net::TcpListener;
use url::Url;

use super::run::{Parts, run};
use super::{CommandError, say};
use crate::arguments::Demo;
use crate::config::Config;
use crate::shutdown;

/// Serves everything, with a sandbox that the business clock follows; a second start finds the same state.
pub(super) async fn demo(mut config: Config, demo: &Demo) -> Result<(), CommandError> {
    let data = demo.data.as_path();
    let sandbox_data = data.join("sandbox");
    std::fs::create_dir_all(&sandbox_data)
        .map_err(|error| CommandError::Folder(sandbox_data.clone(), error))?;
    let stop = shutdown::on_signal()?;
    let listener = bind(demo.listen).await?;
    let address = listener.local_addr()?;
    let sandbox_config = sandbox::Config { data_dir: Some(sandbox_data), ..sandbox::Config::default() };
    let sandbox = sandbox::start(sandbox_config, bind(demo.sandbox_listen).await?).await?;

    config.server.public_url = Url::parse(&format!("http://{address}"))
        .map_err(|error| CommandError::Refused(format!("{address} makes no URL: {error}")))?;
    config.server.secure_cookies = Some(false);
    let engine = open(data, &config, &sandbox).await?;
    engine::actions::seed_demo(&engine, &sandbox.url()).await?;
    say(&greeting(address, &sandbox))?;

    let parts = Parts { web: Some((listener, config.server, config.limits)), has_worker: true };
    let ended = run(engine, parts, stop).await;
    sandbox.shutdown().await;
    ended
}

async fn bind(address: SocketAddr) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| CommandError::Listen(address, error))
}

async fn open(data: &Path, config: &Config, sandbox: &Running) -> Result<Engine, CommandError> {
    let key_file = data.join("keys");
    if !key_file.exists() {
        Keyring::create(&key_file)?;
    }
    let keyring = Keyring::read(&key_file)?;
    let db = Db::connect(&format!("sqlite://{}", data.join("keypool.db").display())).await?;
    db.migrate().await?;
    // Whoever tries things out buys more for one client than a client should without being asked.
    let settings = engine::Settings {
        slot_wait: Duration::from_secs(1),
        purchases_per_client: u32::MAX,
        ..config.settings()
    };
    Ok(Engine::new(db, keyring, Clock::following(sandbox.clock()), settings))
}

fn greeting(address: SocketAddr, sandbox: &Running) -> String {
    format!(
        "\nKeypool demo: http://{address}\n\
         \n  staff    staff@demo.test    keypool-demo\n  \
         client   client@demo.test   keypool-demo\n  \
         client   client2@demo.test  keypool-demo\n\
         \nSandbox (license server and VMmanager): {sandbox}\n  \
         its state   curl {sandbox}/sandbox/state\n  \
         40 days on  curl -d '{{\"advance_days\":40}}' {sandbox}/sandbox/clock\n\
         \nCtrl+C stops; the next start finds everything as it was.\n",
        sandbox = sandbox.url(),
    )
}
