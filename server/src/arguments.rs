//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::Role;

/// Sells virtual servers with control panels, and uses every license that is paid for.
#[derive(Debug, Parser)]
#[command(name = "keypool", version)]
pub struct Arguments {
    /// The configuration file; without it the defaults and the environment count.
    #[arg(long, env = "KEYPOOL_CONFIG", global = true, value_name = "PATH")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `keypool` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the web pages and run operations.
    Serve {
        /// Run no operations here: another process does.
        #[arg(long, conflicts_with = "no_web")]
        no_worker: bool,
        /// Serve no pages here: another process does.
        #[arg(long)]
        no_web: bool,
    },
    /// Serve the web pages only: as `serve --no-worker`.
    Web,
    /// Run operations only: as `serve --no-web`.
    Worker,
    /// Try Keypool with a license server and a VMmanager of its own.
    Demo(Demo),
    /// Bring the database to this version.
    Migrate,
    /// Users who log in.
    #[command(subcommand)]
    User(User),
    /// The keys that secrets are sealed with.
    #[command(subcommand)]
    Keys(Keys),
    /// Find what is wrong with the configuration before it hurts.
    CheckConfig,
}

/// `keypool demo`
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Where the web pages are served.
    #[arg(long, default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Where the sandbox is served.
    #[arg(long, default_value = "127.0.0.1:3100", value_name = "ADDRESS")]
    pub sandbox_listen: SocketAddr,
    /// The folder that everything is kept in.
    #[arg(long, default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// What goes wrong at the sandbox: a plan that is shipped, or a file; may be given several times.
    #[arg(long = "fault-plan", value_name = "NAME|FILE")]
    pub fault_plans: Vec<String>,
}

/// `keypool keys …`
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Add a key to the key file; from then on new secrets are sealed with it.
    Add,
    /// Seal every secret again with the newest key; may be interrupted, and servers may run.
    Reseal,
    /// Count the secrets by the key that they are sealed with.
    Status,
}

/// `keypool user …`
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add one; the password is read from the standard input, or made up and shown once.
    Add(AddUser),
}

/// `keypool user add`
#[derive(Debug, clap::Args)]
pub struct AddUser {
    /// `staff` works for the provider, `client` buys from it.
    #[arg(long)]
    pub role: Role,
    /// What the person types to log in: for a client an e-mail address.
    #[arg(long)]
    pub login: String,
    /// What to call the person.
    #[arg(long)]
    pub name: String,
    /// The currency of a client's balance.
    #[arg(long, default_value = "EUR")]
    pub currency: String,
    /// Read the password from the standard input: its first line.
    #[arg(long)]
    pub password_stdin: bool,
}
