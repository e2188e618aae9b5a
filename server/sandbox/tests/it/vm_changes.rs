//! Changing VMs and users, as other clients do it.

use std::time::Duration;

use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain};

/// A place with a machine, 101, that belongs to user 2.
async fn place() -> Place {
    let mut place = Place::plain().await;
    place.log_in().await;
    let anna = json!({"email": "anna@sandbox.test", "password": "x", "role": "@user"});
    let (_, user) = place.send("POST", "/vm/v3/account", &[], Some(anna)).await;
    let host = json!({"name": "kp-1", "password": "x", "os": 1, "cpu_number": 2, "ram_mib": 1024, "hdd_mib": 9000, "account": user["id"]});
    let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(host)).await;
    assert_eq!((status, reply["id"].as_u64()), (200, Some(101)), "{reply}");
    place.get("/vm/v3/host").await;
    place
}

async fn post(place: &Place, path: &str, body: Value) -> (u16, Value) {
    place.send("POST", path, &[], Some(body)).await
}

async fn row(place: &Place) -> Value {
    place.filtered("/vm/v3/host", "id EQ 101").await[0].take()
}

async fn task_name(place: &Place, task: &Value) -> String {
    let filter = format!("consul_id EQ {task}");
    place.filtered("/vm/v3/task", &filter).await;
    place.filtered("/vm/v3/task", &filter).await[0]["name"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_running_machine_grows_and_shrinks_only_if_it_may_be_stopped() {
    let place = place().await;
    let path = "/vm/v3/host/101/resource";
    let (_, reply) = post(&place, path, json!({"cpu_number": 4, "ram_mib": 2048})).await;
    assert_eq!(task_name(&place, &reply["task"]).await, "host_change_params");
    assert_eq!(post(&place, path, json!({"cpu_number": 1})).await.0, 400);
    assert_eq!(post(&place, path, json!({"cpu_number": 1, "defer": {"action": "host_stop"}})).await.0, 200);
    let row = row(&place).await;
    assert_eq!((row["cpu_number"].as_u64(), row["ram_mib"].as_u64()), (Some(1), Some(2048)));
    assert_eq!(post(&place, path, json!({"hdd_mib": 1})).await.1["error"]["code"], 3008);
}

#[tokio::test]
async fn a_disk_only_grows() {
    let place = place().await;
    let disk = row(&place).await["disk"]["id"].clone();
    let path = format!("/vm/v3/disk/{disk}");
    assert_eq!(post(&place, &path, json!({"size_mib": 8000})).await.0, 400);
    assert_eq!(post(&place, &path, json!({"size_mib": 20_000})).await.0, 200);
    assert_eq!(row(&place).await["disk"]["disk_mib"], 20_000);
    assert_eq!(post(&place, "/vm/v3/disk/7", json!({"size_mib": 8000})).await.0, 404);
}

#[tokio::test]
async fn a_machine_gets_another_system_another_password_and_more_addresses() {
    let place = place().await;
    let (_, reply) =
        post(&place, "/vm/v3/host/101/reinstall", json!({"os": 2, "password": "y", "recipe": 3})).await;
    assert_eq!(task_name(&place, &reply["task"]).await, "host_reinstall");
    assert_eq!(reply["recipe_task_list"].as_array().unwrap().len(), 1);
    assert_eq!(row(&place).await["os"]["id"], 2);
    assert_eq!(post(&place, "/vm/v3/host/101/reinstall", json!({"os": 99, "password": "y"})).await.0, 400);
    assert_eq!(post(&place, "/vm/v3/host/101/password", json!({"password": "z"})).await.0, 200);
    assert_eq!(post(&place, "/vm/v3/host/101/password", json!({})).await.0, 400);
    assert_eq!(post(&place, "/vm/v3/host/101/ip", json!({"ipv4_number": 2})).await.0, 200);
    assert_eq!(row(&place).await["ip4"].as_array().unwrap().len(), 3);
    let metadata = place.get("/vm/v3/host/101/metadata").await;
    assert_eq!(
        (metadata["metadata"]["ipv4"].as_array().unwrap().len(), metadata["metadata"]["name"].as_str()),
        (3, Some("kp-1"))
    );
}

#[tokio::test]
async fn a_user_is_suspended_with_the_machines_and_deleted_without_them() {
    let place = place().await;
    let user = row(&place).await["account"]["id"].clone();
    let path = format!("/vm/v3/user/{user}");
    post(&place, &format!("{path}/suspend"), json!({})).await;
    assert_eq!(row(&place).await["state"], "stopped");
    post(&place, &format!("{path}/resume"), json!({})).await;
    assert_eq!(row(&place).await["state"], "active");
    assert_eq!(post(&place, &path, json!({"roles": ["@advanced_user"]})).await.0, 200);
    assert_eq!(
        place.filtered("/vm/v3/account", &format!("id EQ {user}")).await[0]["roles"],
        json!(["@advanced_user"])
    );
    assert_eq!(place.send("DELETE", &path, &[], None).await.0, 400);
    place.send("DELETE", "/vm/v3/host/101", &[], None).await;
    assert_eq!(place.send("DELETE", &path, &[], None).await.0, 200);
    assert_eq!(place.send("DELETE", "/vm/v3/user/1", &[], None).await.0, 400);
}

#[tokio::test]
async fn a_running_task_is_aborted_and_a_long_lived_token_lets_in() {
    let mut place =
        Place::start(Config { vm_create: Duration::from_secs(60), vm_hidden_polls: 0, ..plain() }).await;
    place.log_in().await;
    let host = json!({"name": "kp-1", "password": "x", "os": 1, "preset": 1});
    post(&place, "/vm/v3/host", host).await;
    let task = place.get("/vm/v3/task").await["list"][0]["id"].clone();
    let path = format!("/vm/v3/task/{task}");
    assert_eq!(post(&place, &format!("{path}/abort"), json!({})).await.0, 200);
    assert_eq!(place.get(&path).await["status"], "fail");
    assert_eq!(post(&place, &format!("{path}/abort"), json!({})).await.0, 400);
    let body = json!({"expires_at": "2027-01-01 00:00:00", "description": "a program"});
    let (_, reply) = post(&place, "/auth/v4/token", body).await;
    place.token = reply["token"].as_str().unwrap().to_owned();
    assert_eq!(place.get("/auth/v4/whoami").await["email"], "admin@sandbox.test");
    assert_eq!(place.get("/ip/v3/ippool").await["list"][0]["name"], "main");
    assert_eq!(place.get("/vm/v3/os/all").await["list"].as_array().unwrap().len(), 4);
}
