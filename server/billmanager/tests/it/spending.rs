use billmanager::{Certainty, ConnectFault, Endpoint, Error, ErrorKind, NotJson, OrderRequest};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    orders::request,
    panel::{Answer, Panel, client_of, id, json, late, soft, status},
};

async fn failed_order(answer: Answer) -> (Error, usize) {
    let panel = Panel::answering([answer]).await;
    let error = panel.client().order(&request()).await.into_result().unwrap_err();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    (error, panel.requests().len())
}

#[tokio::test]
async fn a_307_answer_to_an_order_is_one_request_and_an_unknown_outcome() {
    let (error, requests) = failed_order(status(307, "")).await;
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Http(307), Certainty::Unknown));
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn an_order_whose_connection_is_closed_is_one_request_and_an_unknown_outcome() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let mut orders = 0;
        while let Ok(Ok((mut stream, _))) =
            tokio::time::timeout(std::time::Duration::from_millis(500), listener.accept()).await
        {
            let mut text = vec![0; 4096];
            let read = stream.read(&mut text).await.unwrap();
            orders += usize::from(read > 0);
            stream.shutdown().await.unwrap();
        }
        orders
    });
    let client = client_of(Endpoint::parse(&format!("http://{address}")).unwrap());
    let error = client.order(&request()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Cut, Certainty::Unknown));
    assert_eq!(server.await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_not_the_panels_own_refusal_proves_nothing() {
    for (answer, kind) in [
        (status(500, "oops"), ErrorKind::Http(500)),
        (status(502, r#"{"doc":{"error":{"$type":"value"}}}"#), ErrorKind::Http(502)),
        (json("<html><body>please wait</body></html>"), ErrorKind::NotJson(NotJson::Html)),
        (json("<html><div class='g-recaptcha'></div></html>"), ErrorKind::NotJson(NotJson::Captcha)),
        (json(r#"{"doc":{"id":{"$":"81"#), ErrorKind::NotJson(NotJson::Text)),
        (json(""), ErrorKind::NotJson(NotJson::Empty)),
        (json("{}"), ErrorKind::Malformed),
        (json(r#"{"doc":{"slist":{"$name":"period"}}}"#), ErrorKind::Malformed),
    ] {
        let (error, requests) = failed_order(answer).await;
        assert_eq!((error.kind(), error.certainty()), (&kind, Certainty::Unknown));
        assert_eq!(requests, 1, "{kind:?}");
    }
}

#[tokio::test]
async fn an_order_without_an_answer_in_time_is_unknown() {
    let panel = Panel::answering([late("{}")]).await;
    let error = panel.impatient_client().order(&request()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Timeout, Certainty::Unknown));
    assert_eq!(panel.requests().len(), 1);
}

#[tokio::test]
async fn an_error_without_a_type_or_beside_a_success_proves_nothing() {
    for reply in [
        r#"{"doc":{"error":{"msg":{"$":"something"}}}}"#,
        r#"{"doc":{"error":"something"}}"#,
        r#"{"doc":{"item.id":{"$":"812"},"error":{"$type":"value","$object":"licname"}}}"#,
        r#"{"doc":{"ok":{"$":""},"error":{"$type":"mail","msg":{"$":"the letter could not be sent"}}}}"#,
    ] {
        let (error, _) = failed_order(json(reply)).await;
        assert_eq!(error.certainty(), Certainty::Unknown, "{reply}");
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_never_got_the_order() {
    let client = client_of(Endpoint::parse("http://127.0.0.1:1").unwrap());
    let error = client.order(&request()).await.into_result().unwrap_err();
    assert_eq!(
        (error.kind(), error.certainty()),
        (&ErrorKind::Connect(ConnectFault::Refused), Certainty::Unsent)
    );
}

#[tokio::test]
async fn no_change_is_repeated_when_it_is_refused_at_the_door() {
    let refused = r#"{"doc":{"error":{"$type":"access","msg":{"$":"Insufficient privileges"}}}}"#;
    let panel = Panel::with(refused).await;
    let client = panel.client();
    let error = client.order(&OrderRequest { ..request() }).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Access, Certainty::Refused));
    assert_eq!(panel.requests().len(), 1);

    let panel = Panel::with(refused).await;
    let error = panel.client().prolong(id(7), 1).await.into_result().unwrap_err();
    assert_eq!(error.certainty(), Certainty::Refused);
    assert_eq!(panel.requests().len(), 1);

    let panel = Panel::with(refused).await;
    let error = panel.client().resume(&soft(), id(7)).await.into_result().unwrap_err();
    assert_eq!(error.certainty(), Certainty::Refused);
    assert_eq!(panel.requests().len(), 1);
}
