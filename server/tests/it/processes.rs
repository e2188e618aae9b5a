//! Several processes that share nothing but the database.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use engine::{Clock, Engine, Settings};
use store::Db;
use store::sealed::Keyring;
use tokio::net::TcpListener;
use tokio::process::Child;

use crate::support::browser::{CLIENT, TestClient};
use crate::support::database::{Database, FreshDatabase};
use crate::support::order::order;
use crate::support::process::{free_address, keypool, terminate};

/// How long a start or an order may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_taken_by_one_process_is_delivered_by_another() {
    let folder = tempfile::tempdir().unwrap();
    let database = FreshDatabase::create(Database::Postgres).await;
    let sandbox = sandbox::Config { vm_create: Duration::ZERO, ..sandbox::Config::default() };
    let sandbox = sandbox::start(sandbox, TcpListener::bind("127.0.0.1:0").await.unwrap()).await.unwrap();
    let address = free_address();
    let config = configure(folder.path(), address, &database.url());
    let db = Db::connect(&database.url()).await.unwrap();
    db.migrate().await.unwrap();
    let keyring = Keyring::read(&folder.path().join("keys")).unwrap();
    let engine = Engine::new(db.clone(), keyring, Clock::real(), Settings::default());
    engine::actions::seed_demo(&engine, &sandbox.url()).await.unwrap();

    let mut web = serve(&config, "--no-worker");
    let mut worker = serve(&config, "--no-web");
    until_listening(address).await;
    let client = TestClient::new(&format!("http://{address}"));
    client.login(CLIENT).await;
    order(&client, "processes.demo.test").await;
    let asked = Instant::now();
    while store::operations::open(&db).await.unwrap() > 0 {
        assert!(asked.elapsed() < PATIENCE, "nobody delivers the order");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(sandbox.state()["vms"].as_array().map(Vec::len), Some(1));

    for process in [&mut web, &mut worker] {
        let asked = Instant::now();
        assert_eq!(terminate(process).await, Some(0));
        assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());
    }
    sandbox.shutdown().await;
    db.close().await;
    database.remove().await;
}

fn configure(folder: &Path, listen: SocketAddr, database: &str) -> String {
    Keyring::create(&folder.join("keys")).unwrap();
    let path = folder.join("keypool.toml");
    let text = format!(
        "[server]\nlisten = '{listen}'\npublic_url = 'http://{listen}'\n[database]\nurl = '{database}'\n\
         [secrets]\nkey_file = '{}'\n",
        folder.join("keys").display()
    );
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn serve(config: &str, part: &str) -> Child {
    keypool(&["--config", config, "serve", part]).spawn().unwrap()
}

async fn until_listening(address: SocketAddr) {
    let asked = Instant::now();
    while tokio::net::TcpStream::connect(address).await.is_err() {
        assert!(asked.elapsed() < PATIENCE, "the pages are not served");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
