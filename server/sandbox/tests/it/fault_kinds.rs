//! Each kind of fault of the license server, seen on the wire.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::place::{Place, text};

fn licenses(place: &Place) -> usize {
    place.running.state()["licenses"].as_array().unwrap().len()
}

fn error(doc: &Value) -> (String, String, String) {
    let of = |name: &str| doc["error"][name].as_str().unwrap_or_default().to_owned();
    (of("$type"), of("$object"), text(&doc["error"]["msg"]))
}

async fn order_raw(place: &Place) -> reqwest::Result<reqwest::Response> {
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
    place.post_form(&params).await
}

async fn order_fault(place: &Place, rule: Value) {
    let mut rule = rule;
    rule["function"] = json!("soft.order.param");
    place.fault(rule).await;
}

#[tokio::test]
async fn every_documented_error_can_be_ordered_by_its_name() {
    let place = Place::plain().await;
    for (name, kind, object, words) in [
        ("authorization_required", "auth", "", "Authorization required"),
        ("badpassword", "auth", "badpassword", "Invalid"),
        ("badip", "auth", "badip", "IP address"),
        ("blocklogon", "auth", "blocklogon", "blocked"),
        ("blockgeoip", "auth", "blockgeoip", "country"),
        ("blocked_ip", "auth", "blocked_ip", "Too many"),
        ("forbidden_auth", "auth", "forbidden_auth", "forbidden"),
        ("access", "access", "subaccount", "Insufficient privileges"),
        ("missed", "missed", "", "does not exist"),
        ("no_function", "missed", "func", "not found"),
        ("no_function_ru", "missed", "func", "Не удалось найти функцию"),
        ("bad_promocode", "missed", "promocode", "promo"),
        ("exists", "exists", "licname", "exists"),
        ("value", "value", "licname", "invalid value"),
        ("extraconfirm", "extraconfirm", "", "code"),
        ("promocode_not_use", "promocode_not_use", "", "promo"),
        ("pricelist_min_order", "pricelist_min_order", "", "minimal term"),
        ("min_email_send_timeout", "min_email_send_timeout", "", "Mails"),
        ("wizard_unavailable", "wizard_unavailable", "", "order form"),
        ("runningoperation", "value", "runningoperation", "running"),
        ("in_process", "running", "", "Request in process, please wait"),
        ("no_money_ru", "nomoney", "balance", "Недостаточно средств"),
        ("ip_taken", "exists", "ip", "already exists"),
        ("ip_taken_in_words", "license", "", "already licensed"),
        ("ip_too_recent", "value", "real_ipchange", "once a month"),
        ("key_too_recent", "value", "real_keychange", "once a month"),
        ("remoteid_taken", "exists", "remoteid", "already exists"),
        ("untyped", "", "", "Something went wrong"),
    ] {
        order_fault(&place, json!({"what": "refuse", "error": name})).await;
        let (got_kind, got_object, got_words) = error(&place.order(&[]).await);
        assert_eq!((got_kind.as_str(), got_object.as_str()), (kind, object), "{name}");
        assert!(got_words.contains(words), "{name}: {got_words}");
    }
    assert_eq!(licenses(&place), 0);
}

#[tokio::test]
async fn a_connection_is_reset_with_the_request_unread() {
    let place = Place::plain().await;
    order_fault(&place, json!({"what": "close_unread"})).await;
    let error = order_raw(&place).await.unwrap_err();
    assert!(format!("{error:?}").to_lowercase().contains("reset"), "{error:?}");
    assert_eq!(licenses(&place), 0);
}

#[tokio::test]
async fn a_reply_comes_late_after_the_effect_or_the_effect_comes_late() {
    let place = Place::plain().await;
    for what in ["late_reply", "delay_ms"] {
        place.fault(json!({"function": "whoami", "what": what, "ms": 300})).await;
        let started = Instant::now();
        assert!(place.call(&[("func", "whoami")]).await.get("user").is_some());
        assert!(started.elapsed() >= Duration::from_millis(300), "{what}");
    }
    order_fault(&place, json!({"what": "late_reply", "ms": 60_000})).await;
    let (ended, ()) = tokio::join!(
        tokio::time::timeout(Duration::from_millis(900), order_raw(&place)),
        tokio::time::sleep(Duration::from_millis(600))
    );
    assert!(ended.is_err());
    assert_eq!(licenses(&place), 1);
}

#[tokio::test]
async fn any_status_comes_before_or_after_the_effect() {
    let place = Place::plain().await;
    for (what, status, count) in [("http", 502, 0), ("http", 403, 0), ("http_after", 504, 1)] {
        order_fault(&place, json!({"what": what, "status": status})).await;
        assert_eq!(order_raw(&place).await.unwrap().status().as_u16(), status);
        assert_eq!(licenses(&place), count, "{what} {status}");
    }
}

#[tokio::test]
async fn too_many_calls_are_turned_away_with_the_time_to_come_again() {
    let place = Place::plain().await;
    order_fault(&place, json!({"what": "rate_limit", "retry_after": 7})).await;
    let reply = order_raw(&place).await.unwrap();
    assert_eq!((reply.status().as_u16(), reply.headers()["retry-after"].to_str().unwrap()), (429, "7"));
    assert_eq!(licenses(&place), 0);
}

#[tokio::test]
async fn a_long_operation_answers_with_its_link_again_before_its_reply() {
    let place = Place::plain().await;
    order_fault(&place, json!({"what": "long_reply", "pages": 3})).await;
    let mut page = order_raw(&place).await.unwrap().text().await.unwrap();
    let mut pages = 1;
    while let Some(link) = page.split('"').find(|part| part.starts_with("/long")).map(str::to_owned) {
        page = place.http.get(place.url(&link)).send().await.unwrap().text().await.unwrap();
        pages += 1;
    }
    assert_eq!(pages, 4);
    assert!(page.contains("\"1001\""), "{page}");
}

#[tokio::test]
async fn a_key_never_arrives() {
    let place = Place::plain().await;
    order_fault(&place, json!({"what": "no_key"})).await;
    let id = place.ordered(&[]).await;
    for _ in 0..20 {
        assert_eq!(text(&place.card(&id).await["lickey"]), "");
    }
    assert_eq!(text(&place.card(&id).await["status"]), "2");
}

#[tokio::test]
async fn an_order_a_renewal_and_a_change_of_plan_are_put_behind_a_bill() {
    let place = Place::plain().await;
    order_fault(&place, json!({"what": "payment_required"})).await;
    let doc = place.order(&[]).await;
    assert!(!text(&doc["billorder"]).is_empty() && text(&doc["ok"]).starts_with("https://"), "{doc}");
    let list = place.call(&[("func", "soft")]).await;
    assert_eq!(text(&list["elem"]["status"]), "1");
    let id = place.ordered(&[("ip", "203.0.113.8")]).await;
    for (function, more) in
        [("service.prolong", ("period", "1")), ("service.changepricelist", ("pricelist", "55228"))]
    {
        place.fault(json!({"function": function, "what": "payment_required"})).await;
        let doc =
            place.call(&[("func", function), ("elid", &id), more, ("period", "1"), ("sok", "ok")]).await;
        assert!(!text(&doc["billorder"]).is_empty(), "{doc}");
    }
    assert_eq!(place.license(&id)["expiredate"], "2026-02-28");
    assert_eq!(place.running.state()["charges"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_marker_is_not_shown_in_list_and_card() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.fault(json!({"function": "soft*", "every": true, "what": "hide_remoteid"})).await;
    let doc = place.call(&[("func", "soft")]).await;
    assert!(doc["elem"].get("remoteid").is_none() && doc["elem"].get("licname").is_some());
    assert!(place.card(&id).await.get("remoteid").is_none());
}

#[tokio::test]
async fn states_are_told_in_unknown_words() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.fault(json!({"function": "soft*", "every": true, "what": "unknown_words"})).await;
    let doc = place.call(&[("func", "soft")]).await;
    assert_eq!(
        (text(&doc["elem"]["status"]), text(&doc["elem"]["period"])),
        ("9".to_owned(), "Fortnight".to_owned())
    );
    assert_eq!(text(&place.card(&id).await["status"]), "9");
}

#[tokio::test]
async fn a_session_dies_before_a_call() {
    let place = Place::plain().await;
    let login =
        [("func", "auth"), ("out", "json"), ("username", "reseller"), ("password", "sandbox-reseller")];
    let reply: Value = place.post_form(&login).await.unwrap().json().await.unwrap();
    let session = text(&reply["doc"]["auth"]);
    place.fault(json!({"function": "soft", "what": "expire_sessions"})).await;
    for (function, kind) in [("soft", "auth"), ("whoami", "auth"), ("keepalive", "access")] {
        let call = [("func", function), ("out", "json"), ("auth", session.as_str())];
        let reply: Value = place.post_form(&call).await.unwrap().json().await.unwrap();
        assert_eq!(error(&reply["doc"]).0, kind, "{function}");
    }
}

#[tokio::test]
async fn an_ip_that_somebody_licensed_and_a_change_that_is_too_recent_are_refused() {
    let place = Place::plain().await;
    let taken = json!({"what": "person", "do": "buy_license", "user": "reseller2", "pricelist": 55227, "period": 1,
        "ip": "203.0.113.7", "name": "theirs"});
    order_fault(&place, taken).await;
    assert_eq!(error(&place.order(&[]).await).1, "ip");
    let id = place.ordered(&[("ip", "203.0.113.8")]).await;
    let moved = json!({"function": "soft.edit", "with": {"ip": "*"}, "what": "person", "do": "readdress_license", "ip": "203.0.113.9"});
    place.fault(moved).await;
    assert_eq!(error(&place.edit(&id, &[("ip", "203.0.113.10")]).await).1, "real_ipchange");
}
