//! The sandbox as a process of its own.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::Parser;
use sandbox::{Config, FaultPlan, FaultPlanError};
use tokio::signal::unix::{SignalKind, signal};

/// A license server and a VMmanager to practise with.
#[derive(Debug, Parser)]
#[command(name = "keypool-sandbox", version)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:3100")]
    listen: SocketAddr,
    /// Where to listen with TLS too, with a certificate that nobody trusts.
    #[arg(long)]
    tls_listen: Option<SocketAddr>,
    /// The folder of the journal; without one nothing is kept.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Chooses the shapes of replies; 0 always gives the plainest.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Milliseconds that a VM takes to be created.
    #[arg(long, default_value_t = 2000)]
    vm_create_ms: u64,
    /// Whole euros that each account starts with.
    #[arg(long, default_value_t = 10_000)]
    balance: u32,
    /// What goes wrong, and when: a plan that is shipped, or a file; may be given several times.
    #[arg(long, value_name = "NAME|FILE")]
    fault_plan: Vec<String>,
    /// The settings of strict tests: VMs take no time, VMmanager answers 503 first.
    #[arg(long)]
    strict: bool,
}

impl Arguments {
    fn config(&self) -> Config {
        let config = if self.strict {
            Config::strict()
        } else {
            Config { vm_create: std::time::Duration::from_millis(self.vm_create_ms), ..Config::default() }
        };
        Config {
            data_dir: self.data.clone(),
            shape_seed: (self.seed != 0).then_some(self.seed),
            starting_balance: i64::from(self.balance) * 10_000,
            ..config
        }
    }

    fn plans(&self) -> Result<Vec<FaultPlan>, FaultPlanError> {
        self.fault_plan.iter().map(|plan| FaultPlan::open(plan)).collect()
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = %error, cause = ?error.source(), "sandbox.start.failed");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut terminated = signal(SignalKind::terminate())?;
    let plans = arguments.plans()?;
    let listener = tokio::net::TcpListener::bind(arguments.listen).await?;
    let running = sandbox::start(arguments.config(), listener).await?;
    for plan in &plans {
        running.play(plan);
    }
    if let Some(address) = arguments.tls_listen {
        let listener = tokio::net::TcpListener::bind(address).await?;
        let url = running.listen_tls(listener, sandbox::Certificate::SelfSigned).await?;
        tracing::info!(%url, "sandbox.tls.listening");
    }
    announce(&running.url())?;
    tokio::select! {
        _ = terminated.recv() => {}
        result = tokio::signal::ctrl_c() => result?,
    }
    running.shutdown().await;
    Ok(())
}

/// The one line by which whoever started the process knows that it is ready.
fn announce(url: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut output = std::io::stdout().lock();
    writeln!(output, "keypool-sandbox ready on {url}")?;
    output.flush()
}
