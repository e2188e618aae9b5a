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
