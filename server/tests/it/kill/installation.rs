//! What an operator has installed: database, keys, configuration, and processes that use them.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::{Caller, Clock, Engine, Settings, reads};
use rand::Rng;
use store::Db;
use store::sealed::Keyring;
use tempfile::TempDir;

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
}

impl Installation {
    /// A migrated database without anything in it.
    pub async fn create(database: Database, timings: Timings) -> Self {
        let seed = rand::rng().random();
        let folder = tempfile::tempdir().unwrap();
        let database = FreshDatabase::create(database).await;
        let key_file = folder.path().join("keys");
        Keyring::create(&key_file).unwrap();
        write_configuration(folder.path(), &database.url(), timings);
        let db = Db::connect(&database.url()).await.unwrap();
        db.migrate().await.unwrap();
        let engine = Engine::new(db, Keyring::read(&key_file).unwrap(), Clock::real(), Settings::default());
        Self { seed, engine, database, folder, sandbox_address: sandbox::address() }
    }

    pub async fn start_sandbox(&self) -> Sandbox {
        Sandbox::start(self.folder.path(), &self.sandbox_address, self.log("sandbox"), self.seed).await
    }

    /// The demo's catalogue and people.
    pub async fn seed(&self) {
        let url = format!("http://{}", self.sandbox_address);
        engine::actions::seed_demo(&self.engine, &url).await.unwrap();
        engine::worker::refresh_saved_reads(&self.engine).await.unwrap();
    }

    /// Processes on this database, each at a place of its own.
    pub async fn start_keypools(&self, count: usize) -> Vec<Process> {
        let mut all = Vec::new();
        for number in 0..count {
            let address = lasting_address();
            let url = format!("http://{address}");
            let configuration = self.folder.path().join("keypool.toml");
            let arguments = ["--config", configuration.to_str().unwrap(), "serve"];
            let log = self.log(&format!("keypool-{number}"));
            let binary = Path::new(env!("CARGO_BIN_EXE_keypool"));
            let mut process = Process::new(binary, &arguments, url.clone(), "/readyz", log)
                .with("KEYPOOL__SERVER__LISTEN", &address)
                .with("KEYPOOL__SERVER__PUBLIC_URL", &url);
            process.start().await;
            all.push(process);
        }
        all
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
         [limits]\npurchases_per_client = 1000\n",
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
