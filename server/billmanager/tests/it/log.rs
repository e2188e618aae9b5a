use billmanager::{Certainty, Outcome};

use crate::{
    orders::request,
    panel::{PASSWORD, Panel, json},
};

#[tokio::test]
async fn a_record_keeps_what_was_asked_and_never_the_password() {
    let reply =
        format!(r#"{{"doc":{{"error":{{"$type":"x","msg":{{"$":"bad user reseller:{PASSWORD}"}}}}}}}}"#);
    let called = Panel::with(&reply).await.client().order(&request()).await;
    let error = called.result.unwrap_err();
    assert_eq!(error.words(), "bad user reseller:***");

    let record = &called.records[0];
    let fields: Vec<_> = record.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    insta::assert_snapshot!(fields.join("\n"), @r"
    clicked_button=finish
    ip=82.156.37.16
    licname=Item #7 addon web & mail
    period=12
    pricelist=55230
    addon_55236=2
    autoprolong=null
    remoteid=kp-1
    skipbasket=on
    sok=ok
    ");
    assert_eq!(
        (record.function.as_str(), record.is_change, record.status),
        ("soft.order.param", true, Some(200))
    );
    assert_eq!((record.reply_bytes, record.exchanges), (reply.len(), 1));
    let words = "bad user reseller:***".to_owned();
    assert_eq!(record.outcome, Outcome::Failed { kind: "other", words, certainty: Certainty::Refused });
    assert!(!format!("{record:?}").contains(PASSWORD));
}

#[tokio::test]
async fn a_log_in_leaves_a_record_without_user_password_and_session() {
    let forbidden = r#"{"doc":{"error":{"$type":"auth","$object":"forbidden_auth"}}}"#;
    let answers = [forbidden, r#"{"doc":{"auth":{"$id":"f33b"}}}"#, r#"{"doc":{"user":{"$id":"5"}}}"#];
    let panel = Panel::answering(answers.map(json)).await;
    let client = panel.client();
    let called = client.whoami().await;
    let functions: Vec<_> = called.records.iter().map(|record| record.function.as_str()).collect();
    assert_eq!(functions, ["whoami", "auth", "whoami"]);
    assert_eq!(called.records[1].fields, []);
    assert!(!format!("{:?}", called.records).contains("f33b"));
    let shown = format!("{client:?}");
    assert!(!shown.contains("f33b") && !shown.contains(PASSWORD));
}
