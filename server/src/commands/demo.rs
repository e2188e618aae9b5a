use engine::{Clock, Engine};
use sandbox::{FaultPlan, Running};
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
    let plans: Vec<FaultPlan> =
        demo.fault_plans.iter().map(|plan| FaultPlan::open(plan)).collect::<Result<_, _>>()?;
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
    // The catalogue is made by then: what goes wrong, goes wrong for those who use it.
    for plan in &plans {
        sandbox.play(plan);
    }
    say(&greeting(address, &sandbox, &plans))?;

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

fn greeting(address: SocketAddr, sandbox: &Running, plans: &[FaultPlan]) -> String {
    format!(
        "\nKeypool demo: http://{address}\n\
         \n  staff    staff@demo.test    keypool-demo\n  \
         client   client@demo.test   keypool-demo\n  \
         client   client2@demo.test  keypool-demo\n\
         \nSandbox (license server and VMmanager): {sandbox}\n  \
         its state   curl {sandbox}/sandbox/state\n  \
         40 days on  curl -d '{{\"advance_days\":40}}' {sandbox}/sandbox/clock\n\
         {faults}\
         \nCtrl+C stops; the next start finds everything as it was.\n",
        faults = faults(sandbox, plans),
        sandbox = sandbox.url(),
    )
}

/// What goes wrong, and how to end it.
fn faults(sandbox: &Running, plans: &[FaultPlan]) -> String {
    if plans.is_empty() {
        return String::new();
    }
    let about = plans.iter().map(|plan| format!("\n  {}", plan.about())).collect::<String>();
    let url = sandbox.url();
    format!(
        "\nWhat goes wrong there:{about}\n  \
         how often   curl {url}/sandbox/faults\n  \
         no longer   curl -X DELETE {url}/sandbox/faults\n"
    )
}
