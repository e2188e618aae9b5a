//! Faults on order.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::place::{Place, text};

/// An order that a client gives up after `patience` milliseconds.
async fn order_raw(place: &Place, patience: u64) -> reqwest::Result<reqwest::Response> {
    let params = [
        ("func", "soft.order.param"),
        ("out", "json"),
        ("authinfo", "reseller:sandbox-reseller"),
        ("clicked_button", "finish"),
        ("pricelist", "55227"),
        ("period", "1"),
        ("ip", "203.0.113.7"),
        ("skipbasket", "on"),
        ("sok", "ok"),
    ];
    let request = place.http.post(place.url("/billmgr")).form(&params);
    request.timeout(Duration::from_millis(patience)).send().await
}

fn licenses(place: &Place) -> usize {
    place.running.state()["licenses"].as_array().unwrap().len()
}

fn last_outcome(place: &Place) -> String {
    let state = place.running.state();
    state["requests"].as_array().unwrap().last().unwrap()["outcome"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_time_out_before_has_no_effect_and_one_after_has() {
    let place = Place::plain().await;
    for (what, expected) in [("timeout_before", 0), ("timeout_after", 1)] {
        place.fault(json!({"function": "soft.order.param", "what": what})).await;
        let started = Instant::now();
        assert!(order_raw(&place, 1000).await.unwrap_err().is_timeout(), "{what}");
        assert!(started.elapsed() >= Duration::from_secs(1));
        assert_eq!(licenses(&place), expected, "{what}");
    }
    assert_eq!(last_outcome(&place), "fault timeout_after: ok");
}

#[tokio::test]
async fn a_connection_is_closed_before_or_after_the_effect() {
    let place = Place::plain().await;
    for (what, expected) in [("close_before", 0), ("close_after", 1)] {
        place.fault(json!({"function": "soft.order.param", "what": what})).await;
        let error = order_raw(&place, 10_000).await.unwrap_err();
        assert!(!error.is_timeout(), "{what}: {error:?}");
        assert_eq!(licenses(&place), expected, "{what}");
    }
}

#[tokio::test]
async fn a_reply_is_cut_in_its_middle() {
    let place = Place::plain().await;
    place.fault(json!({"function": "soft.order.param", "what": "cut_reply"})).await;
    let reply = order_raw(&place, 10_000).await.unwrap();
    assert!(reply.text().await.is_err());
    assert_eq!(licenses(&place), 1);
}

#[tokio::test]
async fn pages_and_statuses_replace_the_reply_without_effect() {
    let place = Place::plain().await;
    for (what, status) in
        [("http_500", 500), ("http_503", 503), ("html_page", 200), ("captcha", 200), ("redirect", 307)]
    {
        place.fault(json!({"function": "soft.order.param", "what": what})).await;
        let reply = order_raw(&place, 10_000).await.unwrap();
        assert_eq!(reply.status().as_u16(), status, "{what}");
        if what == "redirect" {
            assert_eq!(reply.headers()["location"], "/billmgr");
        }
        assert!(reply.text().await.unwrap().contains("<html>"), "{what}");
        assert_eq!(licenses(&place), 0, "{what}");
    }
    place.fault(json!({"function": "soft.order.param", "what": "http_500_after"})).await;
    assert_eq!(order_raw(&place, 10_000).await.unwrap().status(), 500);
    assert_eq!(licenses(&place), 1);
}

#[tokio::test]
async fn a_refusal_says_what_it_is_told_to_say() {
    let place = Place::plain().await;
    let rule = json!({"function": "soft.order.param", "what": "refuse", "type": "odd", "object": "ip", "msg": "No."});
    place.fault(rule).await;
    let doc = place.order(&[]).await;
    assert_eq!((doc["error"]["$type"].as_str(), doc["error"]["$object"].as_str()), (Some("odd"), Some("ip")));
    assert_eq!(text(&doc["error"]["msg"]), "No.");
    place.fault(json!({"function": "soft.order.param", "what": "no_money"})).await;
    assert!(text(&place.order(&[]).await["error"]["msg"]).starts_with("insufficient funds"));
    place.ordered(&[]).await;
}

#[tokio::test]
async fn the_nth_call_is_hit_and_the_rules_can_be_cleared() {
    let place = Place::plain().await;
    place.fault(json!({"function": "whoami", "nth": 2, "times": 2, "what": "refuse"})).await;
    let mut refused = Vec::new();
    for _ in 0..4 {
        refused.push(place.call(&[("func", "whoami")]).await.get("error").is_some());
    }
    assert_eq!(refused, [false, true, true, false]);
    place.fault(json!({"function": "whoami", "every": true, "account": "reseller2", "what": "refuse"})).await;
    assert!(place.call(&[("func", "whoami")]).await.get("error").is_none());
    assert!(place.call_as("reseller2", &[("func", "whoami")]).await.get("error").is_some());
    let rules: Value =
        place.http.get(place.url("/sandbox/faults")).send().await.unwrap().json().await.unwrap();
    assert_eq!((rules[0]["seen"].as_u64(), rules[0]["hits"].as_u64()), (Some(6), Some(2)));
    place.http.delete(place.url("/sandbox/faults")).send().await.unwrap();
    assert!(place.call_as("reseller2", &[("func", "whoami")]).await.get("error").is_none());
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_refused() {
    let place = Place::plain().await;
    for rules in [
        json!([{"function": "soft", "what": "explode"}]),
        json!([{"what": "http_500"}]),
        json!({}),
        json!([{"function": "soft", "what": "http_500", "nht": 2}]),
    ] {
        let reply = place.http.post(place.url("/sandbox/faults")).json(&rules).send().await.unwrap();
        assert_eq!(reply.status(), 400);
    }
}

#[tokio::test]
async fn a_key_can_be_slow_and_an_order_without_an_id() {
    let place = Place::plain().await;
    place.fault(json!({"function": "soft.order.param", "what": "slow_key", "reads": 3})).await;
    let id = place.ordered(&[]).await;
    let mut keys = Vec::new();
    for _ in 0..4 {
        keys.push(!text(&place.card(&id).await["lickey"]).is_empty());
    }
    assert_eq!(keys, [false, false, false, true]);
    place.fault(json!({"function": "soft.order.param", "what": "no_id"})).await;
    let doc = place.order(&[("ip", "203.0.113.8")]).await;
    assert_eq!(doc.as_object().unwrap().keys().collect::<Vec<_>>(), ["ok"]);
}

#[tokio::test]
async fn a_long_operation_answers_with_a_link_to_its_reply() {
    let place = Place::plain().await;
    place.fault(json!({"function": "soft.order.param", "what": "long_reply"})).await;
    let page = order_raw(&place, 10_000).await.unwrap().text().await.unwrap();
    let link = page.split('"').find(|part| part.starts_with("/long")).unwrap();
    let reply = place.http.get(place.url(link)).send().await.unwrap();
    assert_eq!(reply.json::<Value>().await.unwrap()["doc"]["id"]["$"], "1001");
}

#[tokio::test]
async fn vmmanager_can_be_told_to_fail_too() {
    let mut place = Place::plain().await;
    place.log_in().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "task_fail"})).await;
    let body =
        json!({"name": "kp-1", "password": "x", "os": 1, "cpu_number": 1, "ram_mib": 512, "hdd_mib": 9000});
    let (_, reply) = place.send("POST", "/vm/v3/host", &[], Some(body.clone())).await;
    let filter = format!("consul_id EQ {}", reply["task"]);
    place.filtered("/vm/v3/task", &filter).await;
    assert_eq!(place.filtered("/vm/v3/task", &filter).await[0]["status"], "fail");

    place.fault(json!({"function": "POST /vm/v3/host", "what": "close_after"})).await;
    let request = place.http.post(place.url("/vm/v3/host")).header("x-xsrf-token", &place.token).json(&body);
    assert!(request.send().await.is_err());
    assert_eq!(place.running.state()["vms"].as_array().unwrap().len(), 2);

    place
        .fault(json!({"function": "POST /vm/v3/host/{id}/stop", "what": "refuse", "code": 42, "status": 500}))
        .await;
    let (status, reply) = place.send("POST", "/vm/v3/host/102/stop", &[], None).await;
    assert_eq!((status, reply["error"]["code"].as_u64()), (500, Some(42)));

    place.fault(json!({"function": "GET /vm/v3/host", "what": "expire_sessions"})).await;
    assert_eq!(place.send("GET", "/vm/v3/host", &[], None).await.0, 401);
}

#[tokio::test]
async fn secrets_are_not_in_the_list_of_requests() {
    let mut place = Place::plain().await;
    place.ordered(&[]).await;
    place.log_in().await;
    let requests = place.running.state()["requests"].to_string();
    assert!(!requests.contains("sandbox-reseller") && !requests.contains("sandbox-admin"), "{requests}");
    assert!(requests.contains("203.0.113.7"));
}

#[tokio::test]
async fn a_sandbox_stops_although_a_connection_hangs() {
    let place = Place::plain().await;
    place.fault(json!({"function": "whoami", "what": "timeout_before"})).await;
    let hanging = place.http.get(place.url("/billmgr?func=whoami")).send();
    let stopping = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let started = Instant::now();
        place.running.shutdown().await;
        started.elapsed()
    };
    let (reply, time) = tokio::join!(hanging, stopping);
    assert!(reply.is_err());
    assert!(time < Duration::from_secs(2), "{time:?}");
}
