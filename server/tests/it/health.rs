//! What a load balancer asks.

use crate::support::database::{Database, FreshDatabase};
use axum::http::StatusCode;
use engine::{Clock, Engine, Settings};
use server::config::Config;
use server::{Web, build_router, run_web};
use store::Db;
use store::sealed::Keyring;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::browser::TestClient;

on_both! {
    async fn a_process_with_its_database_is_healthy_and_ready(app: TestApp) {
        let machine = app.stranger();
        for path in ["/healthz", "/readyz"] {
            assert_eq!(machine.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn a_process_without_its_tables_is_healthy_but_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let database = FreshDatabase::create(Database::Sqlite).await;
    let db = Db::connect(&database.url()).await.unwrap();
    Keyring::create(&folder.path().join("keys")).unwrap();
    let keyring = Keyring::read(&folder.path().join("keys")).unwrap();
    let engine = Engine::new(db, keyring, Clock::real(), Settings::default());
    let config = Config::load(None).unwrap();
    let stop = CancellationToken::new();
    let web = Web::new(engine, config.server, config.limits, stop.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let machine = TestClient::new(&format!("http://{}", listener.local_addr().unwrap()));
    let serving = tokio::spawn(run_web(listener, build_router(&web), stop.clone()));

    assert_eq!(machine.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(machine.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    stop.cancel();
    serving.await.unwrap().unwrap();
}
