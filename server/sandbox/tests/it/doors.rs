//! Accounts and addresses with something wrong about them.

use sandbox::Certificate;
use serde_json::json;

use crate::place::{Place, text};

/// Type and object of the error that `function` answers with.
async fn error(place: &Place, user: &str, function: &str) -> (String, String) {
    let doc = place.call_as(user, &[("func", function)]).await;
    let of = |name: &str| doc["error"][name].as_str().unwrap_or_default().to_owned();
    (of("$type"), of("$object"))
}

#[tokio::test]
async fn an_account_of_other_addresses_and_a_blocked_one_are_turned_away_by_name() {
    let place = Place::plain().await;
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(error(&place, "elsewhere", "whoami").await, pair("auth", "badip"));
    assert_eq!(error(&place, "blocked", "whoami").await, pair("auth", "blocklogon"));
    let log_in =
        [("func", "auth"), ("out", "json"), ("username", "elsewhere"), ("password", "sandbox-elsewhere")];
    let reply: serde_json::Value = place.post_form(&log_in).await.unwrap().json().await.unwrap();
    assert_eq!(reply["doc"]["error"]["$object"], "badip", "a session is no way in either");
}

#[tokio::test]
async fn an_account_with_a_second_factor_sees_nothing_before_it() {
    let place = Place::plain().await;
    let whoami = place.call_as("secondfactor", &[("func", "whoami")]).await;
    assert_eq!(text(&whoami["ok"]), "func=totp.confirm");
    assert_eq!(error(&place, "secondfactor", "soft").await.0, "extraconfirm");
    let log_in = [
        ("func", "auth"),
        ("out", "json"),
        ("username", "secondfactor"),
        ("password", "sandbox-secondfactor"),
    ];
    let reply: serde_json::Value = place.post_form(&log_in).await.unwrap().json().await.unwrap();
    let session = reply["doc"]["auth"]["$id"].as_str().unwrap();
    let balance = [("func", "usrparam"), ("out", "json"), ("auth", session)];
    let reply: serde_json::Value = place.post_form(&balance).await.unwrap().json().await.unwrap();
    assert_eq!(reply["doc"]["error"]["$type"], "extraconfirm");
}

#[tokio::test]
async fn the_right_to_order_and_the_right_to_end_are_two() {
    let place = Place::plain().await;
    for (user, order, suspend) in
        [("noorder", "access", "missed"), ("nosuspend", "value", "access"), ("readonly", "access", "access")]
    {
        assert_eq!(error(&place, user, "soft.order.param").await.0, order, "{user}");
        let doc = place.call_as(user, &[("func", "soft.suspend"), ("elid", "0")]).await;
        assert_eq!(doc["error"]["$type"], suspend, "{user}");
    }
}

#[tokio::test]
async fn a_user_of_vmmanager_who_is_no_administrator_may_ask_who_it_is() {
    let mut place = Place::plain().await;
    let login = json!({"email": "user@sandbox.test", "password": "sandbox-user"});
    let (status, reply) = place.send("POST", "/auth/v4/public/token", &[], Some(login)).await;
    assert_eq!(status, 201, "{reply}");
    place.token = reply["token"].as_str().unwrap().to_owned();
    assert_eq!(place.get("/auth/v4/whoami").await["roles"], json!(["@user"]));
    let (status, reply) = place.send("GET", "/vm/v3/cluster", &[], None).await;
    assert_eq!((status, reply["error"]["code"].as_i64()), (403, Some(3001)));
}

#[tokio::test]
async fn a_token_without_its_second_factor_opens_nothing() {
    let mut place = Place::plain().await;
    let login = json!({"email": "secondfactor@sandbox.test", "password": "sandbox-secondfactor"});
    let (_, reply) = place.send("POST", "/auth/v4/public/token", &[], Some(login)).await;
    assert_eq!(reply["confirmed"], false);
    place.token = reply["token"].as_str().unwrap().to_owned();
    assert_eq!(place.send("GET", "/auth/v4/whoami", &[], None).await.0, 401);
}

#[tokio::test]
async fn some_addresses_are_of_something_else() {
    let place = Place::plain().await;
    let page = place.http.post(place.url("/plain/billmgr")).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().starts_with("<!DOCTYPE html>"));
    let api: serde_json::Value =
        place.http.post(place.url("/api/billmgr")).send().await.unwrap().json().await.unwrap();
    assert!(api.get("doc").is_none());
    assert_eq!(place.http.post(place.url("/nowhere/billmgr")).send().await.unwrap().status(), 404);
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a client that trusts nobody's certificate is what is needed")]
async fn behind_tls_is_the_same_sandbox_for_those_who_look_away() {
    let place = Place::plain().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = place.running.listen_tls(listener, Certificate::SelfSigned).await.unwrap();
    let state = format!("{url}/sandbox/state");
    assert!(place.http.get(&state).send().await.unwrap_err().is_connect());
    let trusting =
        reqwest::Client::builder().tls_danger_accept_invalid_certs(true).no_proxy().build().unwrap();
    let reply: serde_json::Value = trusting.get(&state).send().await.unwrap().json().await.unwrap();
    assert_eq!(reply["licenses"], json!([]));
}
