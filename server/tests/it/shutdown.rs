//! Stopping and starting the real binary.

use std::path::Path;
use std::time::{Duration, Instant};

use reqwest::Method;
use store::Db;

use crate::support::browser::{CLIENT, STAFF, TestClient};
use crate::support::order::order;
use crate::support::process::{Demo, free_address};

/// How long an order may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn sigterm_in_the_middle_of_an_order_ends_within_ten_seconds_and_the_next_start_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = free_address();
    let demo = Demo::start(folder.path(), sandbox).await;
    for word in [STAFF, CLIENT, "keypool-demo", "/sandbox/clock"] {
        assert!(demo.greeting.contains(word), "{word} is missing in\n{}", demo.greeting);
    }
    let browser = TestClient::new(&demo.url);
    browser.login(CLIENT).await;
    let service = order(&browser, "stop.demo.test").await;
    let stream = browser.request(Method::GET, &format!("/events{service}")).send().await.unwrap();
    assert!(stream.status().is_success());
    let keys = std::fs::read(folder.path().join("keys")).unwrap();

    let asked = Instant::now();
    assert_eq!(demo.terminate().await, Some(0));
    assert!(asked.elapsed() < Duration::from_secs(10), "it took {:?}", asked.elapsed());
    assert_eq!(open_operations(folder.path()).await, 1, "the order was still under way");

    let demo = Demo::start(folder.path(), sandbox).await;
    assert_eq!(std::fs::read(folder.path().join("keys")).unwrap(), keys);
    let browser = TestClient::new(&demo.url);
    browser.login(CLIENT).await;
    let asked = Instant::now();
    while open_operations(folder.path()).await > 0 {
        assert!(asked.elapsed() < PATIENCE, "the order does not go on");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let page = browser.get(&service).await;
    assert!(page.status.is_success() && page.text.contains("stop.demo.test"), "{}", page.text);
    let state = TestClient::new(&format!("http://{sandbox}")).get("/sandbox/state").await.text;
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["vms"].as_array().map(Vec::len), Some(1), "{state}");
    assert_eq!(demo.terminate().await, Some(0));
}

async fn open_operations(data: &Path) -> i64 {
    let db = Db::connect(&format!("sqlite://{}", data.join("keypool.db").display())).await.unwrap();
    let open = store::operations::open(&db).await.unwrap();
    db.close().await;
    open
}
