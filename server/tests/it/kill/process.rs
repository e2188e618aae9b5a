//! A process that is killed and started again at the same place.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rand::Rng;
use reqwest::Method;
use tokio::process::{Child, Command};

use crate::support::browser::TestClient;
use crate::support::process::terminate;

/// How long a start may take on a busy machine.
const START: Duration = Duration::from_secs(60);
/// Ports that are never a connection's own: whoever is killed finds its port free again.
const PORTS: std::ops::Range<u16> = 12_000..32_000;

/// What is started, and where it says what it does.
pub struct Process {
    program: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    url: String,
    /// The page that answers once it works; who serves no pages is left to itself.
    ready: Option<&'static str>,
    log: PathBuf,
    child: Option<Child>,
}

impl Process {
    /// Describes a process that answers at `url` with `ready` once it works.
    pub fn new(
        program: &Path,
        arguments: &[&str],
        url: String,
        ready: Option<&'static str>,
        log: PathBuf,
    ) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Self { program: program.to_owned(), arguments, environment: Vec::new(), url, ready, log, child: None }
    }

    /// With a variable in its environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a variable of its environment, from the next start on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Starts it and does not wait.
    pub fn spawn(&mut self) {
        let log = OpenOptions::new().create(true).append(true).open(&self.log).unwrap();
        let both = |log: &File| Stdio::from(log.try_clone().unwrap());
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).envs(self.environment.iter().cloned()).stdin(Stdio::null());
        command.stdout(both(&log)).stderr(both(&log)).kill_on_drop(true);
        self.child = Some(command.spawn().unwrap());
    }

    /// Starts it and waits until it answers.
    pub async fn start(&mut self) {
        self.spawn();
        let Some(ready) = self.ready else { return };
        let (begun, asking) = (Instant::now(), TestClient::new(&self.url));
        loop {
            let answer = asking.request(Method::GET, ready).timeout(START).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            let ended = self.child.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "{} ended at its start: {ended:?}", self.program.display());
            assert!(begun.elapsed() < START, "{} does not answer", self.url);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// SIGKILL.
    pub async fn kill(&mut self) {
        self.child.take().unwrap().kill().await.unwrap();
    }

    /// SIGSTOP: it stands still wherever it is, and its connections stay open.
    pub async fn freeze(&self) {
        self.signal("-STOP").await;
    }

    /// SIGCONT: it goes on as if no time had passed.
    pub async fn wake(&self) {
        self.signal("-CONT").await;
    }

    async fn signal(&self, signal: &str) {
        let id = self.child.as_ref().unwrap().id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().await.unwrap().success());
    }

    /// SIGTERM; waits for the exit code.
    pub async fn terminate(&mut self) -> Option<i32> {
        terminate(&mut self.child.take().unwrap()).await
    }

    /// Ends it with the test.
    pub async fn stop(mut self) {
        self.kill().await;
    }
}

/// An address that nobody listens on, and that no outgoing connection takes meanwhile.
pub fn lasting_address() -> String {
    loop {
        let address = format!("127.0.0.1:{}", rand::rng().random_range(PORTS));
        if std::net::TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
}

/// The end of a log.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
