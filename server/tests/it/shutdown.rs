//! Stopping and starting the real binary.

use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::support::browser::{CLIENT, STAFF, TestClient};
use crate::support::process::Demo;

#[tokio::test]
async fn sigterm_ends_the_demo_within_ten_seconds_and_the_next_start_finds_the_same_state() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::start(folder.path()).await;
    for word in [STAFF, CLIENT, "keypool-demo", "/sandbox/clock"] {
        assert!(demo.greeting.contains(word), "{word} is missing in\n{}", demo.greeting);
    }
    let browser = TestClient::new(&demo.url);
    browser.login(STAFF).await;
    assert_eq!(browser.get("/staff").await.status, StatusCode::OK);
    let keys = std::fs::read(folder.path().join("keys")).unwrap();

    let asked = Instant::now();
    assert_eq!(demo.terminate().await, Some(0));
    assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());

    let demo = Demo::start(folder.path()).await;
    assert_eq!(std::fs::read(folder.path().join("keys")).unwrap(), keys);
    TestClient::new(&demo.url).login(CLIENT).await;
    assert_eq!(demo.terminate().await, Some(0));
}
