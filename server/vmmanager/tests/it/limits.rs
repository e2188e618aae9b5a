//! Replies that would take more memory or stack than an answer is worth.

use vmmanager::{Called, Certainty, ErrorKind, Os};

use crate::{
    flood::{Flood, Flooded},
    hosts::host,
    vm::client_of,
};

const MIB: usize = 1024 * 1024;

async fn list(flood: Flood) -> (Called<Vec<Os>>, usize) {
    let server = Flooded::by(flood).await;
    let called = client_of(&format!("http://{}", server.address)).os_list().await;
    let sent = server.sent();
    (called, sent)
}

fn rows() -> Flood {
    let piece = r#"{"id":1,"name":"Debian-12-x86_64"},"#.repeat(2000).into_bytes();
    let times = 100 * MIB / piece.len() + 1;
    Flood::Repeated { head: r#"{"list":["#, piece, times }
}

fn nested(open: &str, close: &str) -> Flood {
    let body = [&open.repeat(100_000), "1", &close.repeat(100_000)].concat();
    Flood::Repeated { head: "", piece: body.into_bytes(), times: 1 }
}

#[tokio::test]
async fn a_reply_of_100_mb_is_refused_before_it_is_read_whole() {
    let (called, sent) = list(rows()).await;
    assert_eq!(called.result.unwrap_err().kind(), &ErrorKind::TooLarge);
    assert!(sent < 40 * MIB, "the server got rid of {sent} bytes");
}

#[tokio::test]
async fn a_new_server_answered_with_100_mb_is_unknown() {
    let server = Flooded::by(rows()).await;
    let client = client_of(&format!("http://{}", server.address));
    let error = client.create_host(&host()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::TooLarge, Certainty::Unknown));
}

#[tokio::test]
async fn a_reply_nested_a_hundred_thousand_times_is_refused() {
    for flood in [nested("[", "]"), nested(r#"{"list":"#, "}"), nested(r#"{"error":["#, "]}")] {
        assert_eq!(list(flood).await.0.result.unwrap_err().kind(), &ErrorKind::NotJson);
    }
}

#[tokio::test]
async fn a_gzip_bomb_is_never_unpacked() {
    let (called, sent) = list(Flood::Gzip(b" ".repeat(100 * MIB))).await;
    assert_eq!(called.result.unwrap_err().kind(), &ErrorKind::NotJson);
    assert!(sent < MIB, "{sent}");
}

#[tokio::test]
async fn a_reply_of_a_million_tiny_values_is_refused_before_it_is_decoded() {
    let piece = b"{\"a\":1},".repeat(1000);
    let flood = Flood::Repeated { head: r#"{"list":["#, piece, times: 1000 };
    assert_eq!(list(flood).await.0.result.unwrap_err().kind(), &ErrorKind::TooLarge);
}
