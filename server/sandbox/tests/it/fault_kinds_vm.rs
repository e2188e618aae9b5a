//! Each kind of fault of VMmanager, seen on the wire.

use serde_json::{Value, json};

use crate::place::Place;

fn body(name: &str) -> Value {
    json!({"name": name, "password": "x", "os": 1, "cpu_number": 1, "ram_mib": 512, "hdd_mib": 9000, "recipe": 1})
}

async fn place() -> Place {
    let mut place = Place::plain().await;
    place.log_in().await;
    place
}

async fn create(place: &Place, name: &str) -> (u16, Value) {
    place.send("POST", "/vm/v3/host", &[], Some(body(name))).await
}

async fn status_of(place: &Place, task: &Value) -> Option<String> {
    let list = place.filtered("/vm/v3/task", &format!("consul_id EQ {task}")).await;
    list[0]["status"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn every_documented_error_can_be_ordered_by_its_name() {
    let place = place().await;
    for (name, status, code) in [
        ("unauthorized", 401, 1000),
        ("token_in_200", 200, 1000),
        ("closed_function", 403, 3001),
        ("unexpected_property", 400, 3008),
        ("not_found", 404, 3002),
        ("exists", 400, 3005),
        ("busy", 400, 3011),
        ("no_resources", 400, 4001),
        ("no_addresses", 400, 4002),
        ("license_unpaid", 403, 3003),
        ("internal", 500, 5000),
    ] {
        place.fault(json!({"function": "POST /vm/v3/host", "what": "refuse", "error": name})).await;
        let (got, reply) = create(&place, "kp-1").await;
        assert_eq!((got, reply["error"]["code"].as_i64()), (status, Some(code)), "{name}");
    }
    assert_eq!(place.get("/vm/v3/host").await["list"], json!([]));
}

#[tokio::test]
async fn an_installation_wakes_up_a_token_dies_and_a_page_comes_instead() {
    let place = place().await;
    place.fault(json!({"function": "GET /vm/v3/host", "times": 2, "what": "http_503"})).await;
    for status in [503, 503, 200] {
        assert_eq!(place.send("GET", "/vm/v3/host", &[], None).await.0, status);
    }
    place.fault(json!({"function": "GET /vm/v3/host", "what": "captcha"})).await;
    assert_eq!(place.send("GET", "/vm/v3/host", &[], None).await, (200, Value::Null));
    place.fault(json!({"function": "GET *", "what": "expire_sessions"})).await;
    let (status, reply) = place.send("GET", "/vm/v3/host", &[], None).await;
    assert_eq!((status, reply["error"]["code"].as_i64()), (401, Some(1000)));
}

#[tokio::test]
async fn a_task_is_not_listed_for_some_look_ups() {
    let place = place().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "hide_task", "polls": 3})).await;
    let (_, reply) = create(&place, "kp-1").await;
    for listed in [None, None, None, Some("complete")] {
        assert_eq!(status_of(&place, &reply["task"]).await.as_deref(), listed);
    }
}

#[tokio::test]
async fn a_task_fails_and_a_recipe_fails_by_itself() {
    let place = place().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "recipe_fail"})).await;
    let (_, reply) = create(&place, "kp-1").await;
    for _ in 0..2 {
        status_of(&place, &reply["task"]).await;
        status_of(&place, &reply["recipe_task"]).await;
    }
    assert_eq!(status_of(&place, &reply["task"]).await.as_deref(), Some("complete"));
    assert_eq!(status_of(&place, &reply["recipe_task"]).await.as_deref(), Some("fail"));
    let path = format!("/vm/v3/host/{}/runrecipe", reply["id"]);
    place.fault(json!({"function": "POST /vm/v3/host/{id}/runrecipe", "what": "task_fail"})).await;
    let (_, reply) = place.send("POST", &path, &[], Some(json!({"recipe": 1}))).await;
    status_of(&place, &reply["task"]).await;
    assert_eq!(status_of(&place, &reply["task"]).await.as_deref(), Some("fail"));
}

#[tokio::test]
async fn a_machine_exists_by_its_marker_although_it_was_refused() {
    let place = place().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "vm_exists"})).await;
    let (status, reply) = create(&place, "kp-7").await;
    assert_eq!((status, reply["error"]["code"].as_i64()), (400, Some(3005)));
    assert_eq!(place.filtered("/vm/v3/host", "name EQ 'kp-7'").await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn somebody_makes_a_machine_with_the_marker_before_the_call() {
    let place = place().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "person", "do": "create_vm"})).await;
    assert_eq!(create(&place, "kp-7").await.0, 200);
    assert_eq!(place.filtered("/vm/v3/host", "name EQ 'kp-7'").await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_machine_is_gone_or_has_another_address_when_it_is_looked_at() {
    let place = place().await;
    let (_, one) = create(&place, "kp-1").await;
    let (_, two) = create(&place, "kp-2").await;
    let moved = json!({"function": "GET /vm/v3/host/{id}/ipv4", "what": "person", "do": "readdress_vm", "ip": "198.51.100.200"});
    place.fault(moved).await;
    let reply = place.get(&format!("/vm/v3/host/{}/ipv4", one["id"])).await;
    assert_eq!(reply["list"][0]["ip_addr"], "198.51.100.200");
    place.fault(json!({"function": "GET /vm/v3/host/{id}", "what": "person", "do": "delete_vm"})).await;
    assert_eq!(place.send("GET", &format!("/vm/v3/host/{}", two["id"]), &[], None).await.0, 404);
    assert_eq!(place.get("/vm/v3/host").await["list"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn states_are_told_in_unknown_words() {
    let place = place().await;
    let (_, reply) = create(&place, "kp-1").await;
    place.fault(json!({"function": "GET *", "every": true, "what": "unknown_words"})).await;
    assert_eq!(place.get("/vm/v3/host").await["list"][0]["state"], "migrating");
    status_of(&place, &reply["task"]).await;
    assert_eq!(status_of(&place, &reply["task"]).await.as_deref(), Some("postponed"));
}

#[tokio::test]
async fn connections_end_before_and_after_the_effect() {
    let place = place().await;
    for (what, count) in [("close_unread", 0), ("close_before", 0), ("close_after", 1), ("cut_reply", 2)] {
        place.fault(json!({"function": "POST /vm/v3/host", "what": what})).await;
        let request = place.http.post(place.url("/vm/v3/host")).header("x-xsrf-token", &place.token);
        let reply = match request.json(&body("kp-1")).send().await {
            Ok(reply) => reply.text().await,
            Err(error) => Err(error),
        };
        assert!(reply.is_err(), "{what}");
        assert_eq!(place.get("/vm/v3/host").await["list"].as_array().unwrap().len(), count, "{what}");
    }
}

#[tokio::test]
async fn a_slow_task_runs_as_long_as_it_is_told() {
    let place = place().await;
    place.fault(json!({"function": "POST /vm/v3/host", "what": "slow_task", "ms": 60_000})).await;
    let (_, reply) = create(&place, "kp-1").await;
    status_of(&place, &reply["task"]).await;
    assert_eq!(status_of(&place, &reply["task"]).await.as_deref(), Some("running"));
}
