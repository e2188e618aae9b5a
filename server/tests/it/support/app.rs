//! A whole Keypool in a test: server, database, sandbox.

use std::collections::BTreeMap;
use std::time::Duration;

use engine::{Clock, Engine, Settings};
use sandbox::Running;
use secrecy::SecretString;
use serde_json::Value;
use server::config::{Config, Limits, Server};
use server::{Web, build_router, run_web};
use store::Db;
use store::sealed::Keyring;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::browser::TestClient;
use super::database::{Database, FreshDatabase};

/// Everything of one test; end it with [`TestApp::finish`].
pub struct TestApp {
    pub engine: Engine,
    pub sandbox: Running,
    pub base: String,
    stop: CancellationToken,
    server: JoinHandle<std::io::Result<()>>,
    pub database: FreshDatabase,
    _folder: TempDir,
}

/// Starts a Keypool with the demo's catalogue on a fresh database.
pub async fn spawn_app(database: Database) -> TestApp {
    spawn_app_with(database, sandbox::Config::strict()).await
}

/// The same with a sandbox that is set otherwise.
pub async fn spawn_app_with(database: Database, sandbox: sandbox::Config) -> TestApp {
    spawn(database, sandbox, settings()).await
}

/// The same with an engine that is set otherwise.
pub async fn spawn_app_with_settings(database: Database, settings: Settings) -> TestApp {
    spawn(database, sandbox::Config::strict(), settings).await
}

async fn spawn(database: Database, sandbox: sandbox::Config, settings: Settings) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let database = FreshDatabase::create(database).await;
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate().await.unwrap();
    let key_file = folder.path().join("keys");
    Keyring::create(&key_file).unwrap();
    let keyring = Keyring::read(&key_file).unwrap();

    let sandbox = sandbox::start(sandbox, TcpListener::bind("127.0.0.1:0").await.unwrap()).await.unwrap();
    let engine = Engine::new(db, keyring, Clock::following(sandbox.clock()), settings);
    engine::actions::seed_demo(&engine, &sandbox.url()).await.unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (server, limits) = web_settings(&base, &folder);
    let stop = CancellationToken::new();
    let web = Web::new(engine.clone(), server, limits, stop.clone());
    let server = tokio::spawn(run_web(listener, build_router(&web), stop.clone()));
    TestApp { engine, sandbox, base, stop, server, database, _folder: folder }
}

/// Nothing waits longer than it must.
pub fn settings() -> Settings {
    Settings {
        lease: Duration::from_secs(30),
        remote_timeout: Duration::from_secs(10),
        schedule_second: Duration::from_millis(1),
        ..Settings::default()
    }
}

fn web_settings(base: &str, folder: &TempDir) -> (Server, Limits) {
    let pkg = folder.path().join("site/pkg");
    std::fs::create_dir_all(&pkg).unwrap();
    std::fs::write(pkg.join("keypool.css"), "body { margin: 0 }").unwrap();
    let config = Config::load(None).unwrap();
    let server =
        Server { public_url: base.parse().unwrap(), static_dir: folder.path().join("site"), ..config.server };
    (server, config.limits)
}

impl TestApp {
    /// A browser that nobody is logged in with.
    pub fn stranger(&self) -> TestClient {
        TestClient::new(&self.base)
    }

    /// A browser in which somebody is logged in.
    pub async fn logged_in(&self, login: &str) -> TestClient {
        let browser = self.stranger();
        browser.login(login).await;
        browser
    }

    /// Runs every operation until nothing is due.
    pub async fn drain_operations(&self) {
        engine::worker::drain(&self.engine).await.unwrap();
    }

    /// Reads what pages show of the remote systems: price lists, systems, balances.
    pub async fn engine_refreshed(&self) {
        engine::worker::refresh_saved_reads(&self.engine).await.unwrap();
    }

    /// `GET /sandbox/state`
    pub fn sandbox_state(&self) -> Value {
        self.sandbox.state()
    }

    /// Moves the business day of Keypool and of its sandbox.
    pub async fn advance_days(&self, days: u32) {
        self.sandbox.advance_days(days).await;
    }

    /// Orders faults: a list of rules as `POST /sandbox/faults` takes it.
    pub async fn order_faults(&self, rules: Value) {
        let control = TestClient::new(&self.sandbox.url());
        let answer = control.request(reqwest::Method::POST, "/sandbox/faults").body(rules.to_string()).send();
        let answer = answer.await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// No fault is ordered any longer.
    pub async fn clear_faults(&self) {
        let control = TestClient::new(&self.sandbox.url());
        let answer = control.request(reqwest::Method::DELETE, "/sandbox/faults").send().await.unwrap();
        assert!(answer.status().is_success());
    }

    /// Every row of the database, and what the sandbox has sold and built: equal if nothing was changed.
    pub async fn contents(&self) -> (BTreeMap<String, Vec<String>>, [Value; 3]) {
        let state = self.sandbox_state();
        let remote = ["licenses", "charges", "vms"].map(|what| state[what].clone());
        (self.database.contents().await, remote)
    }

    /// Changes rows behind Keypool's back.
    pub async fn execute(&self, sql: &'static str) {
        self.database.execute(sql).await;
    }

    /// The same Keypool as another process with other timings would see it.
    pub fn engine_with(&self, settings: Settings) -> Engine {
        let engine = &self.engine;
        Engine::new(engine.db().clone(), engine.keyring().clone(), engine.clock().clone(), settings)
    }

    /// How many operations would go on by themselves.
    pub async fn open_operations(&self) -> i64 {
        store::operations::open(self.engine.db()).await.unwrap()
    }

    /// Tells the server to stop, as a signal does.
    pub fn stop_serving(&self) {
        self.stop.cancel();
    }

    /// Stops everything, whatever is left open.
    pub async fn abandon(self) {
        self.stop.cancel();
        self.server.await.unwrap().unwrap();
        self.sandbox.shutdown().await;
        self.engine.db().close().await;
        self.database.remove().await;
    }

    /// Stops everything; fails the test that leaves operations behind.
    pub async fn finish(self) {
        let open = self.open_operations().await;
        self.abandon().await;
        assert_eq!(open, 0, "the test leaves operations behind");
    }
}

/// A password as the engine takes it.
pub fn password(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}
