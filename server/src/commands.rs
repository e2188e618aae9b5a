//! What the binary does for each command.

mod add_user;
mod check_config;
mod demo;
mod keys;
mod migrate;
mod run;
mod serve;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use tracing_subscriber::filter::ParseError;

use crate::arguments::{Arguments, Command, Keys, User};
use crate::config::{Config, ConfigError};
use crate::telemetry;

/// Why a command ended without doing what it should.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The log filter does not read.
    #[error("log.filter does not read")]
    Filter(#[from] ParseError),
    /// The database or the key file cannot be used.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The database is not at this version.
    #[error("the database has not the tables of this version: run `keypool migrate` first")]
    NotMigrated,
    /// A lease would run out while its owner waits for an answer.
    #[error("worker.lease_seconds must be longer than worker.remote_timeout_seconds")]
    ShortLease,
    /// An address cannot be listened on.
    #[error("cannot listen on {0}")]
    Listen(std::net::SocketAddr, #[source] io::Error),
    /// A folder cannot be made.
    #[error("cannot make the folder {}", .0.display())]
    Folder(PathBuf, #[source] io::Error),
    /// The sandbox did not start.
    #[error(transparent)]
    Sandbox(#[from] sandbox::StartError),
    /// What should go wrong at the sandbox cannot be played.
    #[error(transparent)]
    FaultPlan(#[from] sandbox::FaultPlanError),
    /// An action of the engine failed.
    #[error(transparent)]
    Engine(#[from] engine::Error),
    /// The worker ended because its code failed; the log has the rest.
    #[error("the worker broke")]
    WorkerBroke,
    /// What was asked for is refused, in words for the operator.
    #[error("{0}")]
    Refused(String),
    /// The terminal, a signal or the network failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Does what the command line asks for.
pub async fn run(arguments: Arguments) -> Result<ExitCode, CommandError> {
    let config = Config::load(arguments.config.as_deref())?;
    if let Command::CheckConfig = arguments.command {
        return check_config::check_config(&config).await;
    }
    telemetry::start(&config.log)?;
    match arguments.command {
        Command::Serve { no_worker, no_web } => serve::serve(config, !no_web, !no_worker).await?,
        Command::Web => serve::serve(config, true, false).await?,
        Command::Worker => serve::serve(config, false, true).await?,
        Command::Demo(demo) => demo::demo(config, &demo).await?,
        Command::Migrate => migrate::migrate(&config).await?,
        Command::User(User::Add(new)) => add_user::add_user(&config, &new).await?,
        Command::Keys(Keys::Add) => keys::add(&config)?,
        Command::Keys(Keys::Reseal) => keys::reseal(&config).await?,
        Command::Keys(Keys::Status) => keys::status(&config).await?,
        Command::CheckConfig => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes for the person at the terminal; logs go elsewhere.
fn say(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{text}")?;
    output.flush()
}
