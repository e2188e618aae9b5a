use billmanager::{Certainty, ErrorKind, LicenseId};

use crate::{
    orders::request,
    panel::{Panel, json, status},
};

const LONG: &str = r#"<html><head><meta http-equiv="refresh" content="0; url=/longrequest/7/billmgr?a=1&amp;b=2"></head></html>"#;
const BOUGHT: &str = r#"{"doc":{"item.id":{"$":"812"},"ok":{"$":""}}}"#;

#[tokio::test]
async fn a_long_order_is_followed_to_its_answer_and_ordered_once() {
    let panel = Panel::answering([LONG, LONG, BOUGHT].map(json)).await;
    let called = panel.client().order(&request()).await;
    assert_eq!(called.records[0].exchanges, 3);
    assert_eq!(called.result.unwrap().id, Some(LicenseId::new(812)));
    let requests = panel.requests();
    assert!(requests[0].starts_with("POST /manager/billmgr func=soft.order.param"));
    assert_eq!(requests[1..], ["GET /longrequest/7/billmgr?a=1&b=2", "GET /longrequest/7/billmgr?a=1&b=2"]);
}

#[tokio::test]
async fn a_long_order_that_ends_with_a_refusal_is_refused() {
    let refused =
        r#"{"doc":{"error":{"$type":"x","msg":{"$":"insufficient funds to complete the operation"}}}}"#;
    let panel = Panel::answering([json(LONG), json(refused)]).await;
    let error = panel.client().order(&request()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::NoMoney, Certainty::Refused));
}

#[tokio::test]
async fn a_long_order_whose_answer_cannot_be_fetched_is_unknown() {
    let locked = r#"{"doc":{"error":{"$type":"auth","msg":{"$":"Authorization required"}}}}"#;
    let missed = r#"{"doc":{"error":{"$type":"missed","msg":{"$":"No such request"}}}}"#;
    for answer in [status(404, ""), json(locked), json(missed)] {
        let panel = Panel::answering([json(LONG), answer]).await;
        let error = panel.client().order(&request()).await.into_result().unwrap_err();
        assert_eq!(error.certainty(), Certainty::Unknown);
    }
}

#[tokio::test]
async fn a_long_order_without_an_end_is_unknown_when_the_time_is_up() {
    let panel = Panel::with(LONG).await;
    let error = panel.impatient_client().order(&request()).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Busy, Certainty::Unknown));
    assert_eq!(panel.requests().iter().filter(|request| request.starts_with("POST")).count(), 1);
}
