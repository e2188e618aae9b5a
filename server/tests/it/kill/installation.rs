//! What an operator has installed: database, keys, configuration, and processes that use them.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::{Caller, Clock, Engine, Settings, reads};
use rand::Rng;
use store::Db;
use store::sealed::Keyring;
use tempfile::TempDir;
use tokio::sync::watch;

use super::process::{Process, lasting_address, tail};
use super::sandbox::{self, Sandbox};
use crate::support::database::{Database, FreshDatabase};

/// How long something may take to begin on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a second of the schedules lasts: minutes of looking for what was asked for become seconds, which still
/// outlive a request.
const SCHEDULE_SECOND_MS: u64 = 50;
/// Lines of each log that a report shows.
const LOG_LINES: usize = 80;

/// How patient the processes are.
#[derive(Clone, Copy)]
pub struct Timings {
    pub lease_seconds: u64,
    pub remote_timeout_seconds: u64,
}

/// Everything that outlives a killed process.
pub struct Installation {
    /// Chooses moments and faults. Moments are also the machine's: the same seed is a similar run, not the same.
    pub seed: u64,
    /// Looks at the same database, and runs nothing.
    pub engine: Engine,
    database: FreshDatabase,
    folder: TempDir,
    sandbox_address: String,
    days_ahead: watch::Sender<i64>,
}

impl Installation {
    /// A migrated database without anything in it.
    pub async fn create(database: Database, timings: Timings) -> Self {
        Self::create_by(database, timings, rand::rng().random()).await
    }

    /// The same by a seed.
    pub async fn create_by(database: Database, timings: Timings, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = FreshDatabase::create(database).await;
        let key_file = folder.path().join("keys");
        Keyring::create(&key_file).unwrap();
        write_configuration(folder.path(), &database.url(), timings);
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate().await.unwrap();
        let (days_ahead, clock) = watch::channel(0);
        let engine =
            Engine::new(db, Keyring::read(&key_file).unwrap(), Clock::following(clock), Settings::default());
        Self { seed, engine, database, folder, sandbox_address: sandbox::address(), days_ahead }
    }

    pub async fn start_sandbox(&self) -> Sandbox {
        self.start_sandbox_with(&[]).await
    }

    pub async fn start_sandbox_with(&self, more: &[&str]) -> Sandbox {
        let log = self.log("sandbox");
        Sandbox::start(self.folder.path(), &self.sandbox_address, log, self.seed, more).await
    }

    /// The demo's catalogue and people.
    pub async fn seed(&self) {
        self.seed_at(&self.sandbox_url()).await;
    }

    /// The same with the remote systems behind another address.
    pub async fn seed_at(&self, url: &str) {
        engine::actions::seed_demo(&self.engine, url).await.unwrap();
        engine::worker::refresh_saved_reads(&self.engine).await.unwrap();
    }

    /// Processes on this database that serve pages and work, each at a place of its own.
    pub async fn start_keypools(&self, count: usize) -> Vec<Process> {
        self.start_all("serve", count).await
    }

    /// Processes that serve pages and do not work.
    pub async fn start_web(&self, count: usize) -> Vec<Process> {
        self.start_all("web", count).await
    }

    /// Processes that work and serve no pages.
    pub async fn start_workers(&self, count: usize) -> Vec<Process> {
        self.start_all("worker", count).await
    }

    async fn start_all(&self, command: &str, count: usize) -> Vec<Process> {
        let mut all = Vec::new();
        for number in 0..count {
            let address = lasting_address();
            let url = format!("http://{address}");
            let configuration = self.folder.path().join("keypool.toml");
            let arguments = ["--config", configuration.to_str().unwrap(), command];
            let log = self.log(&format!("{command}-{number}"));
            let binary = Path::new(env!("CARGO_BIN_EXE_keypool"));
            let ready = (command != "worker").then_some("/readyz");
            let mut process = Process::new(binary, &arguments, url.clone(), ready, log)
                .with("KEYPOOL__SERVER__LISTEN", &address)
                .with("KEYPOOL__SERVER__PUBLIC_URL", &url);
            process.start().await;
            all.push(process);
        }
        all
    }

    pub fn database(&self) -> &FreshDatabase {
        &self.database
    }

    pub fn sandbox_url(&self) -> String {
        format!("http://{}", self.sandbox_address)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Tells what looks at the database how many days have passed; processes are told at their start.
    pub fn days_have_passed(&self, days: u32) {
        self.days_ahead.send_replace(i64::from(days));
    }

    /// Every operation, as staff see them.
    pub async fn operations(&self) -> Vec<reads::OperationLine> {
        reads::operations(&self.engine, Caller::Operator, &newest(1_000)).await.unwrap().lines
    }

    /// Waits until so many operations are in the middle of a step.
    pub async fn wait_for_running(&self, step: &str, count: usize) {
        let begun = Instant::now();
        loop {
            let lines = self.operations().await;
            let here = |line: &&reads::OperationLine| {
                line.step == step && line.state == domain::OperationState::Running
            };
            if lines.iter().filter(here).count() >= count {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{count} do not come to {step}: {lines:#?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What a failed test needs to be understood.
    pub async fn report(&self) -> String {
        let mut text = format!("seed {}\n", self.seed);
        for line in self.operations().await.iter().filter(|line| !line.state.is_over()) {
            writeln!(text, "{line:?}").unwrap();
        }
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "log") {
                writeln!(text, "--- {}\n{}", path.display(), tail(&path, LOG_LINES)).unwrap();
            }
        }
        text
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    pub async fn remove(self) {
        self.engine.db().close().await;
        self.database.remove().await;
    }
}

fn write_configuration(folder: &Path, database: &str, timings: Timings) {
    let pkg = folder.join("site/pkg");
    std::fs::create_dir_all(&pkg).unwrap();
    std::fs::write(pkg.join("keypool.css"), "body { margin: 0 }").unwrap();
    let text = format!(
        "[server]\nstatic_dir = '{0}/site'\n[database]\nurl = '{database}'\n[secrets]\nkey_file = '{0}/keys'\n\
         [worker]\nlease_seconds = {1}\nremote_timeout_seconds = {2}\nschedule_second_ms = {3}\n\
         [limits]\npurchases_per_client = 1000000\n",
        folder.display(),
        timings.lease_seconds,
        timings.remote_timeout_seconds,
        SCHEDULE_SECOND_MS,
    );
    std::fs::write(folder.join("keypool.toml"), text).unwrap();
}

/// The newest operations.
fn newest(limit: i64) -> reads::OperationsWanted<'static> {
    reads::OperationsWanted { limit, ..reads::OperationsWanted::default() }
}
