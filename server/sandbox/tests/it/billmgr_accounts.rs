//! Who calls, and what they see.

use std::time::Duration;

use sandbox::Config;

use crate::place::{Place, plain, text};

#[tokio::test]
async fn an_order_gives_a_license_whose_key_appears_after_the_first_look() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    let card = place.card(&id).await;
    assert_eq!(text(&card["lickey"]), "");
    assert_eq!(text(&card["expiredate"]), "2026-02-28");
    let card = place.card(&id).await;
    assert!(text(&card["lickey"]).starts_with(&format!("{id}-")), "{card}");
    let list = place.call(&[("func", "soft")]).await;
    assert_eq!(text(&list["elem"]["remoteid"]), "kp-1");
    assert_eq!(text(&list["elem"]["status"]), "2");
    assert_eq!(list["elem"]["real_ipchange"]["$"], "");
    let state = place.running.state();
    assert_eq!(state["balance"], "9994.3300");
    assert_eq!(state["charges"][0]["amount"], "5.6700");
    assert_eq!(state["charges"][0]["kind"], "order");
}

#[tokio::test]
async fn everything_is_answered_200_and_a_page_without_a_format() {
    let place = Place::plain().await;
    let reply = place.post_form(&[("func", "whoami")]).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(reply.text().await.unwrap().starts_with("<!DOCTYPE html>"));
    let query = "func=whoami&out=xml&authinfo=reseller:sandbox-reseller";
    let reply = place.http.get(place.url(&format!("/manager/billmgr?{query}"))).send().await.unwrap();
    assert!(reply.text().await.unwrap().contains("<user id=\"101\" realname=\"reseller\""));
}

#[tokio::test]
async fn a_wrong_password_and_no_password_are_different_errors() {
    let place = Place::plain().await;
    let reply =
        place.post_form(&[("func", "whoami"), ("out", "json"), ("authinfo", "reseller:no")]).await.unwrap();
    let doc = &reply.json::<serde_json::Value>().await.unwrap()["doc"];
    assert_eq!(
        (doc["error"]["$type"].as_str(), doc["error"]["$object"].as_str()),
        (Some("auth"), Some("badpassword"))
    );
    let reply = place.post_form(&[("func", "whoami"), ("out", "json")]).await.unwrap();
    let doc = &reply.json::<serde_json::Value>().await.unwrap()["doc"];
    assert_eq!(doc["error"]["$type"], "auth");
    assert!(doc["error"].get("$object").is_none());
}

#[tokio::test]
async fn a_session_stands_for_the_password_until_it_dies() {
    let config = Config { session_life: Duration::from_millis(1500), ..plain() };
    let place = Place::start(config).await;
    let login =
        [("func", "auth"), ("out", "json"), ("username", "reseller"), ("password", "sandbox-reseller")];
    let reply: serde_json::Value = place.post_form(&login).await.unwrap().json().await.unwrap();
    let session = reply["doc"]["auth"]["$id"].as_str().unwrap().to_owned();
    assert_eq!(reply["doc"]["auth"]["$"], session.as_str());
    let whoami = [("func", "whoami"), ("out", "json"), ("auth", session.as_str())];
    let reply: serde_json::Value = place.post_form(&whoami).await.unwrap().json().await.unwrap();
    assert_eq!(reply["doc"]["user"]["$realname"], "reseller");
    tokio::time::sleep(Duration::from_millis(1700)).await;
    let reply: serde_json::Value = place.post_form(&whoami).await.unwrap().json().await.unwrap();
    assert_eq!(reply["doc"]["error"]["$type"], "auth");
    let keepalive = [("func", "keepalive"), ("out", "json"), ("auth", session.as_str())];
    let reply: serde_json::Value = place.post_form(&keepalive).await.unwrap().json().await.unwrap();
    assert_eq!(reply["doc"]["error"]["$type"], "access");
}

#[tokio::test]
async fn one_account_never_sees_the_licenses_of_another() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    let list = place.call_as("reseller2", &[("func", "soft")]).await;
    assert!(list.get("elem").is_none());
    assert_eq!(text(&list["p_elems"]), "0");
    for params in [
        vec![("func", "soft.edit"), ("elid", &id)],
        vec![("func", "soft.edit"), ("elid", &id), ("licname", "mine"), ("sok", "ok")],
        vec![("func", "soft.suspend"), ("elid", &id)],
        vec![("func", "service.prolong"), ("elid", &id), ("period", "1"), ("sok", "ok")],
        vec![("func", "soft.delete"), ("elid", &id), ("sok", "ok")],
    ] {
        let doc = place.call_as("reseller2", &params).await;
        assert_eq!(doc["error"]["$type"], "missed", "{params:?}");
    }
    assert_eq!(place.license(&id)["licname"], "one");
    let balance = place.call_as("reseller2", &[("func", "subaccount")]).await;
    assert_eq!(text(&balance["elem"]["balance"]), "10000.00 EUR");
}

#[tokio::test]
async fn an_account_without_the_right_may_look_but_not_order() {
    let place = Place::plain().await;
    let doc = place.call_as("readonly", &[("func", "whoami")]).await;
    assert_eq!(doc["user"]["$realname"], "readonly");
    let doc = place.call_as("readonly", &[("func", "soft.order.param"), ("sok", "ok")]).await;
    assert_eq!(doc["error"]["$type"], "access");
    assert_eq!(doc["error"]["$object"], "soft.order.param");
}

#[tokio::test]
async fn the_balance_is_told_by_three_functions() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    let doc = place.call(&[("func", "subaccount")]).await;
    assert_eq!(text(&doc["elem"]["balance"]), "9994.33 EUR");
    let doc = place.call(&[("func", "dashboard.info")]).await;
    assert_eq!(text(&doc["elem"]["realbalance"]), "9994.33 EUR");
    let doc = place.call(&[("func", "usrparam")]).await;
    assert_eq!(text(&doc["balance"]), "9994.33 EUR");
}
