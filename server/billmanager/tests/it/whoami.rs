use billmanager::{ErrorKind, User};

use crate::panel::Panel;

#[tokio::test]
async fn the_user_is_read_from_attributes() {
    let reply =
        r#"{"doc":{"user":{"$realname":"Ann","$email":"ann@example.com","$id":"5","$email_verified":"on"}}}"#;
    let panel = Panel::with(reply).await;
    let user = panel.client().whoami().await.into_result().unwrap();
    insta::assert_snapshot!(panel.form(), @"func=whoami&out=json&lang=en&authinfo=reseller%3Ap%26ss+word");
    let [id, name, email] = ["5", "Ann", "ann@example.com"].map(|text| Some(text.to_owned()));
    assert_eq!(user, User { id, name, email });
}

#[tokio::test]
async fn a_panel_that_does_not_know_us_is_no_good_connection() {
    let error = Panel::with(r#"{"doc":{}}"#).await.client().whoami().await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Malformed);
}

#[tokio::test]
async fn an_account_that_is_sent_to_confirm_a_second_factor_is_told_so_and_asked_no_more() {
    for reply in [
        r#"{"doc":{"ok":{"$":"func=totp.confirm"}}}"#,
        r#"{"doc":{"error":{"$type":"extraconfirm","msg":{"$":"Confirm the log-in"}}}}"#,
    ] {
        let panel = Panel::with(reply).await;
        let error = panel.client().whoami().await.into_result().unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Auth { reason: Some("second_factor".to_owned()) });
        assert_eq!(panel.requests().len(), 1);
    }
}
