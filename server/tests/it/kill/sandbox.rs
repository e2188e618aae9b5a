//! The sandbox as a process of its own: killed like the others, it remembers what it sold and built.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use super::process::{Process, lasting_address};
use crate::support::browser::{Page, TestClient};

/// How long ordered faults may wait for the calls that they are for.
const PATIENCE: Duration = Duration::from_secs(90);

/// The license server and the VMmanager.
pub struct Sandbox {
    process: Process,
}

impl Sandbox {
    /// Starts it in a folder; replies are shaped by the seed.
    pub async fn start(folder: &Path, address: &str, log: PathBuf, seed: u64, more: &[&str]) -> Self {
        let (seed, data) = (seed.max(1).to_string(), folder.join("sandbox"));
        let data = data.to_str().unwrap();
        let mut arguments = vec!["--listen", address, "--data", data, "--seed", &seed, "--vm-create-ms", "0"];
        arguments.extend_from_slice(more);
        let url = format!("http://{address}");
        let mut process = Process::new(&binary(), &arguments, url, Some("/sandbox/faults"), log);
        process.start().await;
        Self { process }
    }

    /// SIGKILL, and a new start: it forgets the faults that were ordered.
    pub async fn restart(&mut self) {
        self.process.kill().await;
        self.process.start().await;
    }

    /// `GET /sandbox/state`
    pub async fn state(&self) -> Value {
        self.ask(Method::GET, "/sandbox/state", String::new()).await
    }

    /// Moves its clock.
    pub async fn advance(&self, days: u32) {
        self.ask(Method::POST, "/sandbox/clock", json!({ "advance_days": days }).to_string()).await;
    }

    /// Somebody does something there by hand.
    pub async fn act(&self, act: &Value) {
        self.ask(Method::POST, "/sandbox/people", act.to_string()).await;
    }

    /// The rules in force, each with its `hits`.
    pub async fn faults(&self) -> Value {
        self.ask(Method::GET, "/sandbox/faults", String::new()).await
    }

    /// Orders faults, a list of rules, in place of all others.
    pub async fn order_faults(&self, rules: &Value) {
        self.clear_faults().await;
        self.ask(Method::POST, "/sandbox/faults", rules.to_string()).await;
    }

    /// No fault is ordered any longer.
    pub async fn clear_faults(&self) {
        self.ask(Method::DELETE, "/sandbox/faults", String::new()).await;
    }

    /// Waits until every fault has hit its call.
    pub async fn wait_for_faults(&self) {
        let begun = Instant::now();
        loop {
            let faults = self.faults().await;
            if faults.as_array().unwrap().iter().all(|rule| rule["hits"].as_u64() > Some(0)) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "calls do not come: {faults:#}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn ask(&self, method: Method, path: &str, body: String) -> Value {
        let asking = TestClient::new(self.process.url());
        let answer = Page::read(asking.request(method, path).body(body)).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    }

    /// Ends it with the test.
    pub async fn stop(self) {
        self.process.stop().await;
    }
}

/// Where it will be, whenever it lives.
pub fn address() -> String {
    lasting_address()
}

/// The binary of another package: it lies beside ours once it is built.
fn binary() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_keypool")).with_file_name("keypool-sandbox");
    assert!(
        binary.is_file(),
        "{} is missing: `cargo build -p sandbox --bin keypool-sandbox` makes it, and so does scripts/test.sh",
        binary.display()
    );
    binary
}
