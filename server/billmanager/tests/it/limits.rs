//! Replies that would take more memory, stack or time than an answer is worth.

use std::time::Duration;

use billmanager::{Called, Certainty, Client, Endpoint, ErrorKind, LicenseList, NotJson, Ordered};

use crate::{
    flood::{Flood, Flooded},
    orders::request,
    panel::{client_with, soft},
};

const MIB: usize = 1024 * 1024;

fn client(server: &Flooded) -> Client {
    let endpoint = Endpoint::parse(&format!("http://{}", server.address)).unwrap();
    client_with(endpoint, Duration::from_secs(20))
}

async fn list(flood: Flood) -> (Called<LicenseList>, usize) {
    let server = Flooded::by(flood).await;
    let called = client(&server).licenses(&soft()).await;
    let sent = server.sent();
    (called, sent)
}

async fn order(flood: Flood) -> Called<Ordered> {
    let server = Flooded::by(flood).await;
    client(&server).order(&request()).await
}

fn rows() -> Flood {
    let piece = r#"{"id":{"$":"812"},"ip":{"$":"203.0.113.7"}},"#.repeat(2000).into_bytes();
    let times = 100 * MIB / piece.len() + 1;
    Flood::Repeated { head: r#"{"doc":{"elem":["#, piece, times }
}

fn nested(open: &str, inside: &str, close: &str) -> Flood {
    let body = [&open.repeat(100_000), inside, &close.repeat(100_000)].concat();
    Flood::Repeated { head: "", piece: body.into_bytes(), times: 1 }
}

#[tokio::test]
async fn a_reply_of_100_mb_is_refused_before_it_is_read_whole() {
    let (called, sent) = list(rows()).await;
    assert_eq!(called.result.unwrap_err().kind(), &ErrorKind::TooLarge);
    assert!(called.records[0].reply_bytes <= 16 * MIB, "{}", called.records[0].reply_bytes);
    assert!(sent < 40 * MIB, "the server got rid of {sent} bytes");
}

#[tokio::test]
async fn an_order_answered_with_100_mb_is_sent_once_and_unknown() {
    let error = order(rows()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::TooLarge, Certainty::Unknown));
}

#[tokio::test]
async fn a_reply_nested_a_hundred_thousand_times_is_refused() {
    for flood in [nested("[", "", "]"), nested(r#"{"doc":"#, "1", "}"), nested(r#"{"$":["#, "", "]}")] {
        let error = order(flood).await.into_result().unwrap_err();
        assert_eq!(
            (error.kind(), error.certainty()),
            (&ErrorKind::NotJson(NotJson::Text), Certainty::Unknown)
        );
    }
}

#[tokio::test]
async fn a_page_nested_a_hundred_thousand_times_is_a_page() {
    let error = order(nested("<div>", "<html>", "</div>")).await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::NotJson(NotJson::Html));
}

#[tokio::test]
async fn a_gzip_bomb_is_never_unpacked() {
    let (called, sent) = list(Flood::Gzip(b" ".repeat(100 * MIB))).await;
    assert_eq!(called.result.unwrap_err().kind(), &ErrorKind::NotJson(NotJson::Text));
    assert!(sent < MIB && called.records[0].reply_bytes == sent, "{sent}");
}

#[tokio::test]
async fn a_reply_of_a_million_tiny_values_is_refused_before_it_is_decoded() {
    let piece = b"{\"a\":1},".repeat(1000);
    let flood = Flood::Repeated { head: r#"{"doc":{"elem":["#, piece, times: 1000 };
    let (called, _) = list(flood).await;
    assert_eq!(called.result.unwrap_err().kind(), &ErrorKind::TooLarge);
}
