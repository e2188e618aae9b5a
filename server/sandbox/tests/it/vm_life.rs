//! The life of a VM.

use std::{collections::BTreeSet, time::Duration};

use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain};

fn body(name: &str) -> Value {
    json!({
        "name": name, "password": "secret", "cluster": 1, "os": 1, "cpu_number": 1, "ram_mib": 1024,
        "hdd_mib": 10240, "account": 1, "ipv4_number": 1, "comment": "kp",
    })
}

async fn created(place: &Place, name: &str) -> (u64, u64) {
    let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(body(name))).await;
    assert_eq!(status, 200, "{reply}");
    (reply["id"].as_u64().unwrap(), reply["task"].as_u64().unwrap())
}

async fn task(place: &Place, consul_id: u64) -> Value {
    place.filtered("/vm/v3/task", &format!("(consul_id EQ '{consul_id}')")).await
}

#[tokio::test]
async fn a_vm_gets_as_many_addresses_as_were_asked_for_and_gives_them_back() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let ask = |count: u64| {
        let mut body = body("kp-1");
        body["ipv4_number"] = json!(count);
        body
    };
    for count in [0, 65] {
        assert_eq!(place.send("POST", "/vm/v3/host", &[], Some(ask(count))).await.0, 400, "{count}");
    }
    let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(ask(3))).await;
    assert_eq!(status, 200, "{reply}");
    let id = &reply["id"];
    let listed = place.get(&format!("/vm/v3/host/{id}/ipv4")).await;
    let addresses: BTreeSet<&str> =
        listed["list"].as_array().unwrap().iter().map(|row| row["ip_addr"].as_str().unwrap()).collect();
    assert_eq!((addresses.len(), &listed["size"]), (3, &json!(3)));
    let host = place.filtered("/vm/v3/host", &format!("(id EQ {id})")).await;
    assert_eq!(host[0]["ip4"].as_array().unwrap().len(), 3);
    assert_eq!(host[0]["ip4"][0]["ip"], listed["list"][0]["ip_addr"], "the main address stands first");
    let (_, other) = place.send("POST", "/vm/v3/host", &[], Some(body("kp-2"))).await;
    let other = place.get(&format!("/vm/v3/host/{}/ipv4", other["id"])).await;
    assert!(!addresses.contains(other["list"][0]["ip_addr"].as_str().unwrap()));
}

#[tokio::test]
async fn a_vm_is_created_used_and_deleted() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let whoami = place.get("/auth/v4/whoami").await;
    assert_eq!(whoami["roles"], json!(["@admin"]));
    let (id, consul_id) = created(&place, "kp-1").await;
    assert_eq!(task(&place, consul_id).await, json!([]), "hidden at the first look");
    let filter = format!("((consul_id EQ '{consul_id}') AND (name EQ 'host_create'))");
    let tasks = place.filtered("/vm/v3/task", &filter).await;
    assert_eq!(tasks[0]["status"], "complete");
    let task_id = tasks[0]["id"].as_u64().unwrap();
    assert_ne!(task_id, consul_id);
    assert_eq!(place.get(&format!("/vm/v3/task/{task_id}")).await["consul_id"], consul_id);
    assert_eq!(place.send("GET", &format!("/vm/v3/task/{consul_id}"), &[], None).await.0, 404);

    let hosts = place.filtered("/vm/v3/host", "(name CP 'kp-%')").await;
    assert_eq!(hosts[0]["id"], id);
    assert_eq!(hosts[0]["ip4"][0]["ip"], "203.0.113.1");
    assert_eq!(place.get(&format!("/vm/v3/host/{id}")).await["state"], "active");
    let addresses = place.get(&format!("/vm/v3/host/{id}/ipv4")).await;
    assert_eq!(addresses["list"][0]["ip_addr"], "203.0.113.1");
    assert_eq!(addresses["size"], 1);

    place.send("POST", &format!("/vm/v3/host/{id}/stop"), &[], Some(json!({"force": false}))).await;
    assert_eq!(place.get(&format!("/vm/v3/host/{id}")).await["state"], "stopped");
    place.send("POST", &format!("/vm/v3/host/{id}/start"), &[], Some(json!({}))).await;
    assert_eq!(place.get(&format!("/vm/v3/host/{id}")).await["state"], "active");
    let (_, reply) = place.send("POST", &format!("/vm/v3/host/{id}/restart"), &[], None).await;
    assert!(reply["start_task"].is_u64());

    let (status, reply) =
        place.send("DELETE", &format!("/vm/v3/host/{id}"), &[("force", "false")], None).await;
    assert_eq!(status, 200, "{reply}");
    assert_eq!(place.filtered("/vm/v3/host", &format!("(id EQ {id})")).await, json!([]));
    assert_eq!(place.send("GET", &format!("/vm/v3/host/{id}"), &[], None).await.0, 404);
}

#[tokio::test]
async fn a_vm_takes_its_time_and_has_its_address_before_it_is_ready() {
    let mut place = Place::start(Config { vm_create: Duration::from_millis(1500), ..plain() }).await;
    place.log_in().await;
    let (id, consul_id) = created(&place, "slow").await;
    task(&place, consul_id).await;
    assert_eq!(task(&place, consul_id).await[0]["status"], "running");
    let host = &place.filtered("/vm/v3/host", &format!("id EQ {id}")).await[0];
    assert_eq!(
        (host["state"].as_str(), host["ip4"][0]["ip"].as_str()),
        (Some("creating"), Some("203.0.113.1"))
    );
    tokio::time::sleep(Duration::from_millis(1700)).await;
    assert_eq!(task(&place, consul_id).await[0]["status"], "complete");
}

#[tokio::test]
async fn an_address_is_unique_and_not_given_out_again_at_once() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let mut seen = BTreeSet::new();
    for number in 0..5 {
        let (id, _) = created(&place, &format!("kp-{number}")).await;
        let host = &place.filtered("/vm/v3/host", &format!("id EQ {id}")).await[0];
        assert!(seen.insert(host["ip4"][0]["ip"].as_str().unwrap().to_owned()));
        if number % 2 == 0 {
            place.send("DELETE", &format!("/vm/v3/host/{id}"), &[], None).await;
        }
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(place.running.state()["vms"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_client_account_is_found_created_and_given_a_vm() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let filter = "(email EQ 'a+b@example.test')";
    assert_eq!(place.filtered("/vm/v3/account", filter).await, json!([]));
    let account = json!({"email": "a+b@example.test", "password": "secret", "role": "@user"});
    let (_, reply) = place.send("POST", "/vm/v3/account", &[], Some(account.clone())).await;
    let user = reply["id"].as_u64().unwrap();
    assert_eq!(place.send("POST", "/vm/v3/account", &[], Some(account)).await.0, 400);
    assert_eq!(place.filtered("/vm/v3/account", filter).await[0]["roles"], json!(["@user"]));
    let (id, _) = created(&place, "kp-9").await;
    place.send("POST", &format!("/vm/v3/host/{id}/account"), &[], Some(json!({"account": user}))).await;
    let filter = format!("(account.id EQ {user})");
    assert_eq!(place.filtered("/vm/v3/host", &filter).await[0]["account"]["email"], "a+b@example.test");
    let (_, key) = place.send("POST", "/auth/v4/user/a%2Bb@example.test/key", &[], Some(json!({}))).await;
    assert!(key["key"].as_str().unwrap().starts_with(&format!("{user}-")), "{key}");
}

#[tokio::test]
async fn a_recipe_runs_after_creation_as_a_task_of_its_own() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let (id, _) = created(&place, "kp-r").await;
    let recipe = json!({"recipe": 1, "recipe_params": [{"name": "license_key", "value": "1-AB"}], "send_email": false});
    let (_, reply) = place.send("POST", &format!("/vm/v3/host/{id}/runrecipe"), &[], Some(recipe)).await;
    let consul_id = reply["recipe_task"].as_u64().unwrap();
    assert_eq!(reply["recipe_task_list"], json!([consul_id]));
    task(&place, consul_id).await;
    assert_eq!(task(&place, consul_id).await[0]["status"], "complete");
    let state = place.running.state();
    assert_eq!(state["vms"][0]["recipes"], json!([1]));
    let asked = state["requests"]
        .as_array()
        .unwrap()
        .iter()
        .find(|request| request["path"].as_str().unwrap().ends_with("runrecipe"));
    assert_eq!(asked.unwrap()["params"]["recipe_params"], "***");
}
