//! What VMmanager refuses, and its moods.

use std::time::Duration;

use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain};

fn host() -> Value {
    json!({"name": "kp-1", "password": "x", "os": 1, "cpu_number": 1, "ram_mib": 512, "hdd_mib": 9000})
}

#[tokio::test]
async fn the_first_request_finds_it_asleep() {
    let mut place = Place::start(Config { vm_asleep: true, ..plain() }).await;
    assert_eq!(place.send("GET", "/vm/v3/host", &[], None).await.0, 503);
    assert_eq!(place.send("GET", "/vm/v3/host", &[], None).await.0, 401);
    place.log_in().await;
}

#[tokio::test]
async fn a_token_is_needed_and_dies() {
    let mut place = Place::start(Config { token_life: Duration::from_millis(1500), ..plain() }).await;
    let (status, reply) = place.send("GET", "/vm/v3/host", &[], None).await;
    assert_eq!((status, &reply["error"]["code"]), (401, &json!(1000)));
    place.log_in().await;
    place.get("/vm/v3/host").await;
    tokio::time::sleep(Duration::from_millis(1700)).await;
    let (status, reply) = place.send("GET", "/vm/v3/host", &[], None).await;
    assert_eq!((status, &reply["error"]["code"]), (401, &json!(1000)));
    let login = json!({"email": "admin@sandbox.test", "password": "no"});
    assert_eq!(place.send("POST", "/auth/v4/public/token", &[], Some(login)).await.0, 400);
}

#[tokio::test]
async fn a_cookie_must_agree_with_the_header() {
    let mut place = Place::plain().await;
    place.log_in().await;
    for (cookie, expected) in [(place.token.clone(), 200), ("other".to_owned(), 401)] {
        let request = place.http.get(place.url("/vm/v3/host")).header("x-xsrf-token", &place.token);
        let reply = request.header("cookie", format!("a=b; ses6={cookie}")).send().await.unwrap();
        assert_eq!(reply.status().as_u16(), expected);
    }
}

#[tokio::test]
async fn an_unknown_key_is_an_unexpected_property_everywhere() {
    let mut place = Place::plain().await;
    place.log_in().await;
    place.send("POST", "/vm/v3/host", &[], Some(host())).await;
    for path in [
        "/vm/v3/host",
        "/vm/v3/account",
        "/vm/v3/host/101",
        "/vm/v3/host/101/start",
        "/vm/v3/host/101/stop",
        "/vm/v3/host/101/restart",
        "/vm/v3/host/101/account",
        "/vm/v3/host/101/runrecipe",
        "/auth/v4/public/token",
        "/auth/v4/user/1/key",
    ] {
        let (status, reply) = place.send("POST", path, &[], Some(json!({"surprise": 1}))).await;
        assert_eq!((status, &reply["error"]["code"]), (400, &json!(3008)), "{path}");
        assert_eq!(reply["error"]["msg"], "Unexpected property");
    }
}

#[tokio::test]
async fn each_bad_property_of_a_new_vm_is_named() {
    let mut place = Place::plain().await;
    place.log_in().await;
    for (name, value) in [
        ("name", json!("two words")),
        ("name", json!("")),
        ("password", json!(7)),
        ("os", json!(99)),
        ("cluster", json!(99)),
        ("account", json!(99)),
        ("node", json!(0)),
        ("ipv4_number", json!(0)),
        ("ipv6_prefix", Value::Null),
        ("cpu_number", json!("1")),
        ("domain", json!("Upper.test")),
        ("recipe", json!(99)),
        ("recipe_list", json!([1])),
        ("recipe_params", json!([{"value": 1}])),
    ] {
        let mut body = host();
        body[name] = value;
        let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(body)).await;
        assert_eq!((status, &reply["error"]["value"]["property"]), (400, &json!(name)), "{reply}");
    }
    for missing in ["name", "password", "os", "cpu_number", "ram_mib", "hdd_mib"] {
        let mut body = host();
        body.as_object_mut().unwrap().remove(missing);
        let (_, reply) = place.send("POST", "/vm/v3/host", &[], Some(body)).await;
        assert_eq!(reply["error"]["value"]["property"], missing);
    }
    assert_eq!(place.running.state()["vms"], json!([]));
}

#[tokio::test]
async fn a_preset_stands_for_the_sizes_and_excludes_them() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let body = json!({"name": "kp-1", "password": "x", "os": 1, "preset": 2});
    assert_eq!(place.send("POST", "/vm/v3/host", &[], Some(body)).await.0, 200);
    assert_eq!(place.running.state()["vms"][0]["ram_mib"], 4096);
    let mut body = host();
    body["preset"] = json!(2);
    assert_eq!(place.send("POST", "/vm/v3/host", &[], Some(body)).await.1["error"]["code"], 3008);
}

#[tokio::test]
async fn a_filter_that_cannot_be_applied_is_a_server_error() {
    let mut place = Place::plain().await;
    place.log_in().await;
    for filter in ["cluster EQ 1", "(name EQ 'a'", "name+EQ+a"] {
        let (status, reply) = place.send("GET", "/vm/v3/host", &[("where", filter)], None).await;
        assert_eq!(status, 500, "{reply}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let mut place = Place::plain().await;
    place.log_in().await;
    for (method, path) in [
        ("GET", "/vm/v3/host/7"),
        ("DELETE", "/vm/v3/host/7"),
        ("POST", "/vm/v3/host/7/start"),
        ("GET", "/vm/v3/host/7/recipe"),
        ("GET", "/vm/v3/task/7"),
        ("GET", "/vm/v3/nothing"),
        ("PUT", "/vm/v3/host/7"),
        ("POST", "/vm/v4/host"),
    ] {
        assert_eq!(place.send(method, path, &[], None).await.0, 404, "{method} {path}");
    }
}

#[tokio::test]
async fn the_catalogues_are_listed_and_filtered() {
    let mut place = Place::plain().await;
    place.log_in().await;
    for (path, field) in [
        ("/vm/v3/os", "repository"),
        ("/vm/v3/cluster", "virtualization_type"),
        ("/vm/v3/preset", "ram_mib"),
        ("/vm/v3/recipe", "params_count"),
    ] {
        assert!(!place.get(path).await["list"][0][field].is_null(), "{path}");
        assert_eq!(place.filtered(path, "id EQ 1").await.as_array().unwrap().len(), 1);
    }
    assert_eq!(place.get("/vm/v3/recipe/1/params").await["list"][0]["name"], "license_key");
}

#[tokio::test]
async fn codes_and_ids_come_as_numbers_and_as_text() {
    let mut place = Place::start(Config { shape_seed: Some(4), ..plain() }).await;
    let (mut ids, mut codes, mut clusters) = ([false; 2], [false; 2], [false; 2]);
    for _ in 0..20 {
        let login = json!({"email": "admin@sandbox.test", "password": "sandbox-admin"});
        let (_, reply) = place.send("POST", "/auth/v4/public/token", &[], Some(login)).await;
        place.token = reply["token"].as_str().unwrap().to_owned();
        ids[usize::from(reply["id"].is_string())] = true;
        let (_, reply) = place.send("POST", "/vm/v3/host", &[], Some(json!({"surprise": 1}))).await;
        codes[usize::from(reply["error"]["code"] == "PROXY-3008")] = true;
        clusters[usize::from(place.get("/vm/v3/os").await["list"][0]["clusters"][0].is_object())] = true;
    }
    assert_eq!((ids, codes, clusters), ([true; 2], [true; 2], [true; 2]));
}
