use billmanager::{Certainty, ErrorKind};

use crate::{
    orders::request,
    panel::{Panel, id, json, soft, status},
};

const FORBIDDEN: &str =
    r#"{"doc":{"error":{"$type":"auth","$object":"forbidden_auth","msg":{"$":"Not this way"}}}}"#;
const REQUIRED: &str = r#"{"doc":{"error":{"$type":"auth","msg":{"$":"Authorization required"}}}}"#;
const SESSION: &str = r#"{"doc":{"auth":{"$id":"f33b","$level":"16","$":"f33b"}}}"#;
const SECOND: &str = r#"{"doc":{"auth":{"$":"a11c"}}}"#;
const USER: &str = r#"{"doc":{"user":{"$id":"5"}}}"#;
const OK: &str = r#"{"doc":{"ok":{"$":""}}}"#;

fn keys(panel: &Panel) -> Vec<String> {
    let key = |request: &String| {
        let form = request.split(' ').nth(2).unwrap();
        let of = |name: &str| form.split('&').find(|field| field.starts_with(name)).map(str::to_owned);
        let function = of("func=").unwrap();
        format!("{function} {}", of("authinfo=").or(of("auth=")).or(of("password=")).unwrap())
    };
    panel.requests().iter().map(key).collect()
}

#[tokio::test]
async fn where_the_password_in_each_call_is_forbidden_a_session_is_opened_and_kept() {
    let panel = Panel::answering([FORBIDDEN, SESSION, USER].map(json)).await;
    let client = panel.client();
    client.whoami().await.into_result().unwrap();
    client.whoami().await.into_result().unwrap();
    insta::assert_snapshot!(keys(&panel).join("\n"), @r"
    func=whoami authinfo=reseller%3Ap%26ss+word
    func=auth password=p%26ss+word
    func=whoami auth=f33b
    func=whoami auth=f33b
    ");
}

#[tokio::test]
async fn a_dead_session_is_opened_again_for_a_read() {
    let panel = Panel::answering([FORBIDDEN, SESSION, USER, REQUIRED, SECOND, USER].map(json)).await;
    let client = panel.client();
    client.whoami().await.into_result().unwrap();
    client.whoami().await.into_result().unwrap();
    assert_eq!(keys(&panel).last().unwrap(), "func=whoami auth=a11c");
}

#[tokio::test]
async fn a_change_that_met_a_dead_session_is_refused_and_the_next_one_logs_in_first() {
    let panel = Panel::answering([FORBIDDEN, SESSION, USER, REQUIRED, SECOND, OK].map(json)).await;
    let client = panel.client();
    client.whoami().await.into_result().unwrap();
    let error = client.suspend(&soft(), id(1)).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::SessionOver, Certainty::Refused));
    client.suspend(&soft(), id(1)).await.into_result().unwrap();
    let keys = keys(&panel);
    assert_eq!(
        keys[3..],
        ["func=soft.suspend auth=f33b", "func=auth password=p%26ss+word", "func=soft.suspend auth=a11c"]
    );
}

#[tokio::test]
async fn an_order_never_left_where_the_log_in_before_it_failed() {
    let panel = Panel::answering([json(FORBIDDEN), status(500, "")]).await;
    let client = panel.client();
    let _ = client.order(&request()).await;
    let error = client.order(&request()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Http(500), Certainty::Unsent));
    assert_eq!(keys(&panel).iter().filter(|key| key.starts_with("func=soft.order.param")).count(), 1);
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let wrong = r#"{"doc":{"error":{"$type":"auth","$object":"badpassword","msg":{"$":"Wrong"}}}}"#;
    let panel = Panel::with(wrong).await;
    let error = panel.client().whoami().await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Auth { reason: Some("badpassword".to_owned()) });
    assert_eq!(panel.requests().len(), 1);
}

#[tokio::test]
async fn a_user_without_a_right_does_not_log_in_before_every_refusal() {
    let access = r#"{"doc":{"error":{"$type":"access"}}}"#;
    let panel = Panel::answering([access, SESSION, access].map(json)).await;
    let client = panel.client();
    for _ in 0..3 {
        assert_eq!(client.whoami().await.into_result().unwrap_err().kind(), &ErrorKind::Access);
    }
    assert_eq!(keys(&panel).iter().filter(|key| key.starts_with("func=auth")).count(), 1);
}

#[tokio::test]
async fn where_the_setting_says_so_a_session_is_opened_before_the_first_call() {
    let panel = Panel::answering([SESSION, USER].map(json)).await;
    panel.client().by_session().whoami().await.into_result().unwrap();
    assert_eq!(keys(&panel), ["func=auth password=p%26ss+word", "func=whoami auth=f33b"]);
}

#[tokio::test]
async fn the_setting_outlives_a_log_in_that_failed() {
    let panel = Panel::answering([status(500, ""), json(SESSION), json(USER)]).await;
    let client = panel.client().by_session();
    let error = client.whoami().await.into_result().unwrap_err();
    assert_eq!(error.certainty(), Certainty::Unsent);
    client.whoami().await.into_result().unwrap();
    assert!(keys(&panel).iter().all(|key| !key.contains("authinfo")), "{:?}", keys(&panel));
}

const ACCESS: &str = r#"{"doc":{"error":{"$type":"access","msg":{"$":"Insufficient privileges"}}}}"#;

#[tokio::test]
async fn no_access_in_a_session_that_has_died_is_no_lack_of_a_right() {
    let panel = Panel::answering([SESSION, USER, ACCESS, ACCESS, SECOND, USER].map(json)).await;
    let client = panel.client().by_session();
    client.whoami().await.into_result().unwrap();
    client.whoami().await.into_result().unwrap();
    assert_eq!(
        keys(&panel)[2..],
        [
            "func=whoami auth=f33b",
            "func=keepalive auth=f33b",
            "func=auth password=p%26ss+word",
            "func=whoami auth=a11c"
        ]
    );
}

#[tokio::test]
async fn no_access_in_a_session_that_lives_is_a_lack_of_a_right_and_asked_about_once() {
    let panel = Panel::answering([SESSION, USER, ACCESS, OK, ACCESS].map(json)).await;
    let client = panel.client().by_session();
    client.whoami().await.into_result().unwrap();
    for _ in 0..2 {
        assert_eq!(client.whoami().await.into_result().unwrap_err().kind(), &ErrorKind::Access);
    }
    assert_eq!(keys(&panel).iter().filter(|key| key.starts_with("func=keepalive")).count(), 1);
    assert_eq!(keys(&panel).iter().filter(|key| key.starts_with("func=auth")).count(), 1);
}

#[tokio::test]
async fn a_change_in_a_session_that_has_died_is_not_repeated_and_the_next_one_logs_in() {
    let panel = Panel::answering([SESSION, USER, ACCESS, ACCESS, SECOND, OK].map(json)).await;
    let client = panel.client().by_session();
    client.whoami().await.into_result().unwrap();
    let error = client.suspend(&soft(), id(1)).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::SessionOver, Certainty::Refused));
    client.suspend(&soft(), id(1)).await.into_result().unwrap();
    assert_eq!(keys(&panel).iter().filter(|key| key.starts_with("func=soft.suspend")).count(), 2);
}
