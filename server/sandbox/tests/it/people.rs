//! What people do by hand.

use jiff::civil::date;
use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain, text};

async fn act(place: &Place, act: Value) {
    let reply = place.http.post(place.url("/sandbox/people")).json(&act).send().await.unwrap();
    assert_eq!(reply.status(), 200, "{act}: {}", reply.text().await.unwrap());
}

async fn vm(place: &Place, name: &str) -> Value {
    let body =
        json!({"name": name, "password": "x", "os": 1, "cpu_number": 1, "ram_mib": 512, "hdd_mib": 9000});
    let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(body)).await;
    assert_eq!(status, 200, "{reply}");
    reply["id"].clone()
}

#[tokio::test]
async fn a_person_deletes_renames_readdresses_and_suspends_a_license() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    act(&place, json!({"do": "rename_license", "license": 1001, "name": "Anna's"})).await;
    act(&place, json!({"do": "readdress_license", "license": "Anna's", "ip": "198.51.100.9"})).await;
    act(&place, json!({"do": "suspend_license"})).await;
    let doc = place.call(&[("func", "soft")]).await;
    let row = &doc["elem"];
    assert_eq!(
        (text(&row["licname"]), text(&row["ip"]), text(&row["status"]), text(&row["real_ipchange"])),
        ("Anna's".to_owned(), "198.51.100.9".to_owned(), "3".to_owned(), "2026-01-31".to_owned())
    );
    act(&place, json!({"do": "resume_license", "license": "newest"})).await;
    assert_eq!(place.license(&id)["status"], 2);
    act(&place, json!({"do": "delete_license", "license": "oldest"})).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["status"]), "4");
}

#[tokio::test]
async fn a_person_renews_a_license_buys_one_and_switches_its_renewal_on() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    act(&place, json!({"do": "renew_license", "period": 12})).await;
    act(&place, json!({"do": "autoprolong_on", "period": 1})).await;
    let bought = json!({"do": "buy_license", "user": "reseller", "pricelist": 55228, "period": 1, "ip": "198.51.100.7", "name": "by hand"});
    act(&place, bought).await;
    let doc = place.call(&[("func", "soft")]).await;
    let rows = doc["elem"].as_array().unwrap();
    assert_eq!(
        (text(&rows[0]["expiredate"]), text(&rows[0]["autoprolong"])),
        ("2027-02-28".to_owned(), "1".to_owned())
    );
    assert_eq!(
        (text(&rows[1]["licname"]), text(&rows[1]["remoteid"])),
        ("by hand".to_owned(), String::new())
    );
    let state = place.running.state();
    let kinds: Vec<&str> =
        state["charges"].as_array().unwrap().iter().map(|charge| charge["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["order", "prolong", "order"]);
}

#[tokio::test]
async fn a_person_pays_the_bill_of_an_order_once() {
    let place = Place::plain().await;
    place.order(&[("skipbasket", "off")]).await;
    assert_eq!(place.license("1001")["status"], 1);
    assert!(place.running.state()["charges"].as_array().unwrap().is_empty());
    act(&place, json!({"do": "pay_bill", "license": 1001})).await;
    assert_eq!(place.license("1001")["status"], 2);
    let state = place.running.state();
    let charges = state["charges"].as_array().unwrap();
    assert_eq!((charges.len(), &charges[0]["kind"]), (1, &json!("order")));
    let again =
        place.http.post(place.url("/sandbox/people")).json(&json!({"do": "pay_bill", "license": 1001}));
    assert_eq!(again.send().await.unwrap().status(), 400);
    assert_eq!(place.running.state()["charges"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_that_a_person_asks_for_is_another_one() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.card(&id).await;
    let first = text(&place.card(&id).await["lickey"]);
    act(&place, json!({"do": "new_key"})).await;
    place.card(&id).await;
    let second = text(&place.card(&id).await["lickey"]);
    assert!(!first.is_empty() && !second.is_empty() && first != second);
}

#[tokio::test]
async fn a_filter_that_somebody_left_hides_licenses_until_it_is_cleared() {
    let place = Place::start(Config { tells_filters: Some(true), ..plain() }).await;
    place.ordered(&[]).await;
    place.ordered(&[("ip", "203.0.113.8"), ("licname", "two")]).await;
    act(&place, json!({"do": "set_filter", "user": "reseller", "fields": {"licname": "two"}})).await;
    let doc = place.call(&[("func", "soft")]).await;
    assert_eq!((text(&doc["elem"]["id"]), text(&doc["p_elems"])), ("1002".to_owned(), "1".to_owned()));
    assert_eq!(doc["filter"]["param"]["$name"], "licname");
    assert!(place.card("1001").await.get("error").is_none());
    let other = place.call_as("reseller2", &[("func", "soft")]).await;
    assert!(other.get("filter").is_none());
    act(&place, json!({"do": "clear_filter", "user": "reseller"})).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["p_elems"]), "2");
}

#[tokio::test]
async fn a_filter_can_be_set_and_cleared_by_the_function_and_outlives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data_dir: Some(folder.path().to_owned()), ..plain() };
    let place = Place::start(config.clone()).await;
    place.ordered(&[]).await;
    let set = [("func", "soft.filter"), ("status", "3"), ("sok", "ok")];
    assert!(place.call(&set).await.get("ok").is_some());
    assert_eq!(text(&place.call(&[("func", "soft.filter")]).await["status"]), "3");
    place.running.shutdown().await;
    let place = Place::start(config).await;
    let doc = place.call(&[("func", "soft")]).await;
    assert!(doc.get("elem").is_none() && doc.get("filter").is_none(), "{doc}");
    let one = place.call(&[("func", "soft"), ("filter", "on"), ("status", "2")]).await;
    assert_eq!(text(&one["elem"]["id"]), "1001");
    place.call(&[("func", "soft.filter"), ("sok", "ok")]).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["p_elems"]), "1");
    let bad = place.call(&[("func", "soft.filter"), ("lickey", "x"), ("sok", "ok")]).await;
    assert_eq!(bad["error"]["$object"], "lickey");
}

#[tokio::test]
async fn a_person_moves_renames_stops_gives_away_and_removes_a_machine() {
    let mut place = Place::plain().await;
    place.log_in().await;
    let id = vm(&place, "kp-1").await;
    place.get("/vm/v3/host").await;
    act(&place, json!({"do": "readdress_vm", "ip": "198.51.100.200"})).await;
    act(&place, json!({"do": "rename_vm", "vm": id, "name": "annas"})).await;
    act(&place, json!({"do": "stop_vm", "vm": "annas"})).await;
    let anna = json!({"email": "anna@sandbox.test", "password": "x", "role": "@user"});
    assert_eq!(place.send("POST", "/vm/v3/account", &[], Some(anna)).await.0, 200);
    act(&place, json!({"do": "give_vm", "vm": "annas", "user": "anna@sandbox.test"})).await;
    let row = place.filtered("/vm/v3/host", "name EQ 'annas'").await[0].take();
    assert_eq!(
        (row["state"].as_str(), row["ip4"][0]["ip"].as_str()),
        (Some("stopped"), Some("198.51.100.200"))
    );
    assert_eq!(row["account"]["email"], "anna@sandbox.test");
    act(&place, json!({"do": "start_vm"})).await;
    act(&place, json!({"do": "create_vm", "name": "kp-2"})).await;
    let rows = place.filtered("/vm/v3/host", "state EQ active").await;
    assert_eq!(rows.as_array().unwrap().len(), 2);
    act(&place, json!({"do": "delete_vm", "vm": "annas"})).await;
    assert_eq!(place.filtered("/vm/v3/host", "name EQ 'annas'").await, json!([]));
}

#[tokio::test]
async fn what_nobody_can_do_is_refused() {
    let place = Place::plain().await;
    for act in [
        json!({"do": "explode"}),
        json!({"do": "delete_license", "license": 9}),
        json!({"do": "delete_vm"}),
        json!({"do": "rename_license", "license": "newest"}),
        json!({"do": "set_filter", "user": "reseller", "fields": {"lickey": "x"}}),
        json!({"do": "set_filter", "user": "nobody", "fields": {"ip": "x"}}),
        json!({"do": "delete_license", "lisence": 1001}),
        json!({"do": "create_vm"}),
    ] {
        let reply = place.http.post(place.url("/sandbox/people")).json(&act).send().await.unwrap();
        assert_eq!(reply.status(), 400, "{act}");
    }
}

#[tokio::test]
async fn in_a_plan_a_person_is_faster_or_slower_than_a_call() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place
        .fault(
            json!({"function": "soft.edit", "with": {"sok": "*"}, "what": "person", "do": "delete_license"}),
        )
        .await;
    let doc = place.edit(&id, &[("licname", "new")]).await;
    assert_eq!(doc["error"]["$object"], "status", "{doc}");
    assert_eq!(place.license(&id)["status"], 4);

    let id = place.ordered(&[("ip", "203.0.113.8")]).await;
    let rule = json!({"function": "soft.edit", "with": {"sok": "*"}, "what": "person", "when": "after",
        "do": "readdress_license", "ip": "198.51.100.9"});
    place.fault(rule).await;
    assert!(place.edit(&id, &[("licname", "new")]).await.get("ok").is_some());
    let license = place.license(&id);
    assert_eq!((license["licname"].as_str(), license["ip"].as_str()), (Some("new"), Some("198.51.100.9")));
    assert_eq!(place.running.today(), date(2026, 1, 31));
}
