//! Streams that tell a page of a change.

use std::time::Duration;

use axum::http::StatusCode;
use reqwest::{Method, Response};

use crate::support::browser::{CLIENT, STAFF, TestClient};
use crate::support::order::order;

/// A change is told within a second or two; a busy machine gets more.
const PATIENCE: Duration = Duration::from_secs(20);

on_both! {
    async fn a_change_of_a_service_is_told_to_its_client_and_to_staff(app: TestApp) {
        let client = app.logged_in(CLIENT).await;
        let service = order(&client, "events.demo.test").await;
        let mut streams = [
            open(&client, &format!("/events{service}")).await,
            open(&app.logged_in(STAFF).await, &format!("/events{service}")).await,
        ];
        let mut before = Vec::new();
        for stream in &mut streams {
            before.push(change(stream).await);
        }
        app.drain_operations().await;
        for (stream, before) in streams.iter_mut().zip(before) {
            assert_ne!(change(stream).await, before);
        }
    }

    async fn streams_are_for_those_who_may_see_the_page(app: TestApp) {
        assert_eq!(app.stranger().get("/events/services/1").await.status, StatusCode::UNAUTHORIZED);
        let client = app.logged_in(CLIENT).await;
        assert_eq!(client.get("/events/services/999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.get("/events/operations/1").await.status, StatusCode::NOT_FOUND);
    }

    async fn an_open_stream_does_not_keep_the_server_from_stopping(app: TestApp) {
        let client = app.logged_in(CLIENT).await;
        let service = order(&client, "stop.demo.test").await;
        app.drain_operations().await;
        let mut stream = open(&client, &format!("/events{service}")).await;
        change(&mut stream).await;
        app.stop_serving();
        let ended = async { while stream.chunk().await.unwrap().is_some() {} };
        tokio::time::timeout(PATIENCE, ended).await.expect("the stream goes on");
    }
}

pub async fn open(browser: &TestClient, path: &str) -> Response {
    let response =
        browser.request(Method::GET, path).header("accept", "text/event-stream").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(response.headers().get("content-type").unwrap(), "text/event-stream");
    response
}

/// The next stamp that the stream tells.
pub async fn change(stream: &mut Response) -> String {
    let told = async {
        loop {
            let chunk = stream.chunk().await.unwrap().expect("the stream ended");
            let text = String::from_utf8(chunk.to_vec()).unwrap();
            if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
                assert!(text.contains("event: change"), "{text}");
                return data.to_owned();
            }
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("nothing was told")
}
