use tokio::io::{AsyncReadExt, AsyncWriteExt};
use vmmanager::{Certainty, ConnectFault, Error, ErrorKind};

use crate::{
    hosts::host,
    vm::{TOKEN, Vm, client_of},
};

async fn failed(answer: (u16, &str)) -> (Error, usize) {
    let vm = Vm::answering(&[answer]).await;
    let error = vm.client().create_host(&host()).await.into_result().unwrap_err();
    (error, vm.calls().len())
}

#[tokio::test]
async fn vmmanagers_own_errors_are_told_apart() {
    let other = |code: &str| ErrorKind::Other { code: Some(code.to_owned()) };
    for (answer, kind, certainty) in [
        ((400, r#"{"error":{"code":3001,"msg":"Unauthorized"}}"#), ErrorKind::Closed, Certainty::Refused),
        ((403, r#"{"error":{"code":3001,"msg":"Unauthorized"}}"#), ErrorKind::Closed, Certainty::Refused),
        ((403, r#"{"error":{"code":3007,"msg":"No rights"}}"#), ErrorKind::Access, Certainty::Refused),
        (
            (403, r#"{"error":{"code":3003,"msg":"The license of the platform is not active"}}"#),
            ErrorKind::LicenseUnpaid,
            Certainty::Refused,
        ),
        (
            (400, r#"{"error":{"code":9,"msg":"Срок действия лицензии истек"}}"#),
            ErrorKind::LicenseUnpaid,
            Certainty::Refused,
        ),
        (
            (400, r#"{"error":{"code":9,"msg":"The license allows no more nodes"}}"#),
            other("9"),
            Certainty::Refused,
        ),
        (
            (400, r#"{"error":{"code":"PROXY-3008","msg":"Unexpected property"}}"#),
            ErrorKind::UnexpectedProperty,
            Certainty::Refused,
        ),
        ((200, r#"{"error":{"code":2005,"msg":"No free addresses"}}"#), other("2005"), Certainty::Refused),
        ((400, r#"{"error":{"code":"X-7","msg":"","value":{}}}"#), other("X-7"), Certainty::Refused),
        ((500, r#"{"error":{"code":6000,"msg":"Internal"}}"#), other("6000"), Certainty::Unknown),
        ((200, r#"{"id":9,"error":{"code":7,"msg":"x"}}"#), other("7"), Certainty::Unknown),
        ((400, r#"{"error":{}}"#), ErrorKind::Other { code: None }, Certainty::Unknown),
    ] {
        let (error, requests) = failed(answer).await;
        assert_eq!((error.kind(), error.certainty()), (&kind, certainty), "{answer:?}");
        assert_eq!(requests, 1);
    }
}

#[tokio::test]
async fn what_is_not_vmmanagers_own_error_proves_nothing() {
    for (answer, kind) in [
        ((500, "oops"), ErrorKind::Http(500)),
        ((502, "{}"), ErrorKind::Http(502)),
        ((307, ""), ErrorKind::Http(307)),
        ((404, "<html>"), ErrorKind::Http(404)),
        ((200, "<html>"), ErrorKind::NotJson),
        ((200, r#"{"id":9,"ta"#), ErrorKind::NotJson),
        ((200, r#"{"task":101}"#), ErrorKind::Malformed),
    ] {
        let (error, requests) = failed(answer).await;
        assert_eq!((error.kind(), error.certainty()), (&kind, Certainty::Unknown), "{answer:?}");
        assert_eq!(requests, 1);
    }
}

#[tokio::test]
async fn a_create_whose_connection_is_closed_is_one_request_and_an_unknown_outcome() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let mut creates = 0;
        let wait = std::time::Duration::from_millis(500);
        while let Ok(Ok((mut stream, _))) = tokio::time::timeout(wait, listener.accept()).await {
            let mut text = vec![0; 4096];
            let read = stream.read(&mut text).await.unwrap();
            if String::from_utf8_lossy(&text[..read]).contains("/public/token") {
                let head = format!("HTTP/1.1 201 Created\r\ncontent-length: {}\r\n\r\n", TOKEN.len());
                stream.write_all(format!("{head}{TOKEN}").as_bytes()).await.unwrap();
            } else {
                creates += usize::from(read > 0);
            }
        }
        creates
    });
    let error = client_of(&format!("http://{address}")).create_host(&host()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Cut, Certainty::Unknown));
    assert_eq!(server.await.unwrap(), 1);
}

#[tokio::test]
async fn a_port_where_nobody_listens_never_got_the_create() {
    let error = client_of("http://127.0.0.1:1").create_host(&host()).await.into_result().unwrap_err();
    assert_eq!(
        (error.kind(), error.certainty()),
        (&ErrorKind::Connect(ConnectFault::Refused), Certainty::Unsent)
    );
}
