//! Both manners of sending against servers that misbehave.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod server;

use std::time::Duration;

use sendonce::{
    Answer, Certainty, ConnectFault, Deadline, Failure, FailureKind, Manner, Sender, Settings, SetupError,
    TlsFault,
};
use server::Server;

fn settings() -> Settings {
    Settings {
        connect_timeout: Duration::from_millis(400),
        request_timeout: Duration::from_millis(800),
        max_reply_bytes: 1000,
        ..Settings::default()
    }
}

async fn send(manner: Manner, url: String) -> Result<Answer, Failure> {
    let sender = Sender::new(&settings()).unwrap();
    sender.send(manner, sender.deadline(), |http| http.post(url).form(&[("func", "order")])).await
}

fn assert_failed(sent: Result<Answer, Failure>, kind: FailureKind, certainty: Certainty) {
    let failure = sent.unwrap_err();
    assert_eq!((failure.kind, failure.certainty), (kind, certainty), "{}", failure.words);
}

#[tokio::test]
async fn a_redirected_change_is_not_sent_again() {
    let to = |status| format!("HTTP/1.1 {status} Redirect\r\nlocation: /next\r\ncontent-length: 0\r\n\r\n");
    for status in [301, 302, 303, 307, 308] {
        let server = Server::replying(to(status)).await;
        let answer = send(Manner::Change, server.url("/")).await.unwrap();
        assert_eq!(answer.status, status);
        assert_eq!(server.requests(), ["POST / HTTP/1.1"]);
    }
}

#[tokio::test]
async fn a_change_whose_connection_is_closed_is_not_sent_again() {
    let server = Server::replying(String::new()).await;
    assert_failed(send(Manner::Change, server.url("/")).await, FailureKind::Cut, Certainty::Unknown);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.requests(), ["POST / HTTP/1.1"]);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn each_change_has_a_connection_of_its_own_and_reads_share_one() {
    let ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".to_owned();
    for (manner, connections) in [(Manner::Change, 3), (Manner::Read, 1)] {
        let server = Server::replying(ok.clone()).await;
        let sender = Sender::new(&settings()).unwrap();
        for _ in 0..3 {
            let answer =
                sender.send(manner, sender.deadline(), |http| http.get(server.url("/"))).await.unwrap();
            assert_eq!(answer.body, b"ok");
        }
        assert_eq!(server.connections(), connections, "{manner:?}");
    }
}

#[tokio::test]
async fn a_request_to_a_closed_port_never_left() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let sent = send(Manner::Change, format!("http://127.0.0.1:{port}/")).await;
    assert_failed(sent, FailureKind::Connect(ConnectFault::Refused), Certainty::Unsent);
}

#[tokio::test]
async fn a_request_to_a_name_that_is_not_there_never_left() {
    let failure = send(Manner::Change, "http://nowhere.invalid/".to_owned()).await.unwrap_err();
    let kind = FailureKind::Connect(ConnectFault::NoSuchName);
    assert_eq!((failure.kind, failure.certainty), (kind, Certainty::Unsent), "{}", failure.words);
}

#[tokio::test]
async fn a_request_without_a_tls_session_never_left() {
    let server = Server::replying("HTTP/1.1 400 Bad Request\r\n\r\n".to_owned()).await;
    let url = server.url("/").replace("http://", "https://");
    assert_failed(send(Manner::Change, url).await, FailureKind::Tls(TlsFault::NotTls), Certainty::Unsent);
}

#[tokio::test]
async fn a_request_to_a_server_that_stays_silent_in_the_tls_handshake_never_left() {
    let server = Server::silent().await;
    let url = server.url("/").replace("http://", "https://");
    assert_failed(send(Manner::Change, url).await, FailureKind::Timeout, Certainty::Unsent);
}

#[tokio::test]
async fn a_request_without_an_answer_in_time_is_unknown() {
    let server = Server::silent().await;
    assert_failed(send(Manner::Change, server.url("/")).await, FailureKind::Timeout, Certainty::Unknown);
}

#[tokio::test]
async fn nothing_is_sent_when_the_time_is_up() {
    let server = Server::silent().await;
    let sender = Sender::new(&settings()).unwrap();
    let sent =
        sender.send(Manner::Change, Deadline::after(Duration::ZERO), |http| http.post(server.url("/"))).await;
    assert_failed(sent, FailureKind::Timeout, Certainty::Unsent);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_connection_that_is_not_made_is_given_half_of_the_time() {
    let server = Server::silent().await;
    let settings = Settings { connect_timeout: Duration::from_secs(60), ..settings() };
    let sender = Sender::new(&settings).unwrap();
    let url = server.url("/").replace("http://", "https://");
    let sent = sender.send(Manner::Change, sender.deadline(), |http| http.post(url)).await;
    assert_failed(sent, FailureKind::Timeout, Certainty::Unsent);
}

#[tokio::test]
async fn a_reply_cut_short_is_unknown() {
    let server = Server::replying("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"doc\":".to_owned()).await;
    let sent = send(Manner::Change, server.url("/")).await;
    assert_eq!(sent.as_ref().unwrap_err().status, Some(200));
    assert_failed(sent, FailureKind::Cut, Certainty::Unknown);
}

#[tokio::test]
async fn a_reply_without_end_is_read_to_the_limit_only() {
    let body = "x".repeat(5000);
    let server = Server::replying(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}")).await;
    assert_failed(send(Manner::Read, server.url("/")).await, FailureKind::TooLarge, Certainty::Unknown);
}

#[test]
fn certificates_that_cannot_be_read_are_told() {
    let with = |pem: &[u8]| Sender::new(&Settings { root_certificates: Some(pem.to_vec()), ..settings() });
    assert!(matches!(with(b"nonsense"), Err(SetupError::NoCertificate)));
    let broken = b"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n";
    assert!(matches!(with(broken), Err(SetupError::RootCertificates(_) | SetupError::Client(_))));
}
