//! The rules of the license server: addresses, keys, renewal, money.

use jiff::civil::date;
use sandbox::{ChangeRule, Config};
use serde_json::Value;

use crate::place::{Place, plain, text};

fn error(doc: &Value) -> (&str, &str) {
    (doc["error"]["$type"].as_str().unwrap_or_default(), doc["error"]["$object"].as_str().unwrap_or_default())
}

async fn prolong(place: &Place, id: &str, period: &str) -> Value {
    let params =
        [("func", "service.prolong"), ("elid", id), ("period", period), ("skipbasket", "on"), ("sok", "ok")];
    place.call(&params).await
}

#[tokio::test]
async fn an_address_with_a_license_of_the_same_family_is_refused() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    let doc = place.order(&[("pricelist", "55228")]).await;
    assert_eq!(error(&doc), ("exists", "ip"));
    let check = [("func", "soft.checkip"), ("pricelist", "55229"), ("period", "1"), ("ip", "203.0.113.7")];
    assert_eq!(error(&place.call(&check).await), ("exists", "ip"));
    let other = place.ordered(&[("ip", "203.0.113.8")]).await;
    assert_eq!(error(&place.edit(&other, &[("ip", "203.0.113.7")]).await), ("exists", "ip"));
    place.ordered(&[("pricelist", "55382")]).await;
    assert_eq!(place.call(&[("func", "soft.delete"), ("elid", &id), ("sok", "ok")]).await["ok"]["$"], "");
    assert_eq!(place.call(&check).await["ok"]["$"], "");
}

#[tokio::test]
async fn an_address_changes_at_most_once_a_month_and_the_order_is_no_change() {
    let place = Place::plain().await;
    let id = place.ordered(&[("period", "12")]).await;
    assert!(place.license(&id)["real_ipchange"].is_null());
    assert!(place.edit(&id, &[("ip", "203.0.113.8")]).await.get("ok").is_some());
    assert_eq!(place.license(&id)["real_ipchange"], "2026-01-31");
    let doc = place.edit(&id, &[("ip", "203.0.113.9"), ("licname", "other")]).await;
    assert_eq!(error(&doc), ("value", "real_ipchange"));
    assert_eq!(place.license(&id)["licname"], "one", "all or nothing");
    place.running.advance_days(28).await;
    assert_eq!(error(&place.edit(&id, &[("ip", "203.0.113.9")]).await), ("value", "real_ipchange"));
    place.running.advance_days(1).await;
    assert_eq!(place.running.today(), date(2026, 3, 1));
    assert!(place.edit(&id, &[("ip", "203.0.113.9")]).await.get("ok").is_some());
}

#[tokio::test]
async fn a_release_counts_as_a_change_only_where_it_is_set_so() {
    for (release_counts, expected) in [(false, Value::Null), (true, Value::from("2026-01-31"))] {
        let place = Place::start(Config { release_counts, ..plain() }).await;
        let id = place.ordered(&[]).await;
        place.edit(&id, &[("ip", "0.0.0.0"), ("licname", "free.lic"), ("remoteid", "")]).await;
        let license = place.license(&id);
        assert_eq!(license["real_ipchange"], expected);
        assert_eq!((license["ip"].as_str(), license["remoteid"].as_str()), (Some("0.0.0.0"), Some("")));
        let reuse = place.edit(&id, &[("ip", "203.0.113.50")]).await;
        assert_eq!(reuse.get("ok").is_some(), !release_counts);
    }
}

#[tokio::test]
async fn the_rule_of_changes_is_a_setting() {
    let place = Place::start(Config { address_change: ChangeRule::CalendarMonth, ..plain() }).await;
    let id = place.ordered(&[]).await;
    place.edit(&id, &[("ip", "203.0.113.8")]).await;
    place.running.advance_days(1).await;
    assert!(place.edit(&id, &[("ip", "203.0.113.9")]).await.get("ok").is_some());
}

#[tokio::test]
async fn a_new_key_is_made_once_a_month_and_an_address_leaves_the_key_alone() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.card(&id).await;
    let first = text(&place.card(&id).await["lickey"]);
    place.edit(&id, &[("ip", "203.0.113.8")]).await;
    assert_eq!(text(&place.card(&id).await["lickey"]), first);
    assert!(place.edit(&id, &[("clicked_button", "newkey")]).await.get("ok").is_some());
    assert_eq!(place.license(&id)["real_keychange"], "2026-01-31");
    assert_eq!(text(&place.card(&id).await["lickey"]), "");
    let second = text(&place.card(&id).await["lickey"]);
    assert!(second.starts_with(&format!("{id}-")) && second != first);
    assert_eq!(error(&place.edit(&id, &[("clicked_button", "newkey")]).await), ("value", "real_keychange"));
}

#[tokio::test]
async fn settings_make_a_new_address_bring_a_key_and_keep_the_old_one_meanwhile() {
    let config = Config { new_address_new_key: true, old_key_until_ready: true, ..plain() };
    let place = Place::start(config).await;
    let id = place.ordered(&[]).await;
    place.card(&id).await;
    let first = text(&place.card(&id).await["lickey"]);
    place.edit(&id, &[("ip", "203.0.113.8")]).await;
    assert_eq!(text(&place.card(&id).await["lickey"]), first);
    assert_ne!(text(&place.card(&id).await["lickey"]), first);
}

#[tokio::test]
async fn a_renewal_is_seen_first_and_then_extends_from_the_end() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    let view = place.call(&[("func", "service.prolong"), ("elid", &id)]).await;
    assert_eq!(text(&view["expiredate"]), "2026-02-28");
    assert_eq!(text(&view["newexpiredate"]), "2026-03-28");
    assert_eq!(view["slist"]["$name"], "period");
    assert_eq!(view["slist"]["val"][1]["$key"], "12");
    assert_eq!(place.running.state()["charges"].as_array().unwrap().len(), 1, "a view costs nothing");
    let doc = prolong(&place, &id, "12").await;
    assert_eq!(text(&doc["newexpiredate"]), "2027-02-28");
    assert_eq!(place.license(&id)["expiredate"], "2027-02-28");
    let charge = &place.running.state()["charges"][1];
    assert_eq!((charge["kind"].as_str(), charge["amount"].as_str()), (Some("prolong"), Some("56.7000")));
}

#[tokio::test]
async fn a_license_that_is_over_is_renewed_from_today() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.running.advance_days(38).await;
    assert_eq!(place.license(&id)["status"], 3);
    assert_eq!(error(&place.call(&[("func", "soft.resume"), ("elid", &id)]).await), ("value", "expiredate"));
    prolong(&place, &id, "1").await;
    let license = place.license(&id);
    assert_eq!((license["status"].as_u64(), license["expiredate"].as_str()), (Some(2), Some("2026-04-10")));
}

#[tokio::test]
async fn a_license_suspended_by_hand_keeps_its_end_and_stays_suspended_when_renewed() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.call(&[("func", "soft.suspend"), ("elid", &id)]).await;
    prolong(&place, &id, "1").await;
    let license = place.license(&id);
    assert_eq!((license["status"].as_u64(), license["expiredate"].as_str()), (Some(3), Some("2026-03-28")));
    assert!(place.call(&[("func", "soft.resume"), ("elid", &id), ("sok", "yes")]).await.get("ok").is_some());
    assert_eq!(place.license(&id)["status"], 2);

    place.call(&[("func", "soft.suspend"), ("elid", &id)]).await;
    place.running.advance_days(60).await;
    prolong(&place, &id, "1").await;
    assert_eq!(place.license(&id)["status"], 2, "renewed after its end it runs");

    let place = Place::start(Config { stopped_renews_from_today: true, ..plain() }).await;
    let id = place.ordered(&[("period", "12")]).await;
    place.call(&[("func", "soft.suspend"), ("elid", &id)]).await;
    prolong(&place, &id, "1").await;
    assert_eq!(place.license(&id)["expiredate"], "2026-02-28");
}

#[tokio::test]
async fn too_little_money_is_said_in_the_known_words_and_nothing_is_sold() {
    let place = Place::start(Config { starting_balance: 10_000, ..plain() }).await;
    let doc = place.order(&[]).await;
    let expected = "insufficient funds to complete the operation. Required amount 5.67 EUR. \
                    Your current balance: 1.00 EUR, credit limit 0.00 EUR";
    assert_eq!(text(&doc["error"]["msg"]), expected);
    let doc = place.order(&[("lang", "ru")]).await;
    assert!(text(&doc["error"]["msg"]).starts_with("Недостаточно средств"));
    assert_eq!(place.running.state()["licenses"], Value::Array(Vec::new()));
    let body = serde_json::json!({"account": "reseller", "balance": "6.00"});
    place.http.post(place.url("/sandbox/balance")).json(&body).send().await.unwrap();
    place.ordered(&[]).await;
    assert_eq!(place.running.state()["balance"], "0.3300");
}

#[tokio::test]
async fn an_order_without_skipbasket_waits_unpaid_in_the_cart() {
    let place = Place::plain().await;
    let doc = place.order(&[("skipbasket", "")]).await;
    assert!(doc.get("billorder").is_some());
    assert!(text(&doc["ok"]).starts_with("https://"));
    let license = place.license(&text(&doc["id"]));
    assert_eq!((license["status"].as_u64(), license["has_key"].as_bool()), (Some(1), Some(false)));
    assert_eq!(place.running.state()["balance"], "10000.0000");
}

#[tokio::test]
async fn a_marker_may_repeat_unless_it_is_set_otherwise() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    place.ordered(&[("ip", "203.0.113.8")]).await;
    let place = Place::start(Config { unique_remoteid: true, ..plain() }).await;
    place.ordered(&[]).await;
    assert_eq!(error(&place.order(&[("ip", "203.0.113.8")]).await), ("exists", "remoteid"));
}

#[tokio::test]
async fn nodes_are_an_add_on_that_costs() {
    let place = Place::plain().await;
    place.ordered(&[("pricelist", "55230"), ("addon_55236", "3")]).await;
    assert_eq!(place.running.state()["charges"][0]["amount"], "37.8000");
    let doc = place.order(&[("addon_55236", "1"), ("ip", "203.0.113.8")]).await;
    assert_eq!(error(&doc), ("value", "addon_55236"));
}

#[tokio::test]
async fn platform_licenses_have_their_own_functions() {
    let place = Place::plain().await;
    let order = [("func", "platform.order.param"), ("pricelist", "55163"), ("ip", ""), ("addon_55165", "2")];
    let id = place.ordered(&order).await;
    assert_eq!(place.license(&id)["ip"], "0.0.0.0");
    assert!(place.call(&[("func", "soft")]).await.get("elem").is_none());
    assert_eq!(text(&place.call(&[("func", "platform")]).await["elem"]["id"]), id);
    assert_eq!(error(&place.card(&id).await).0, "missed");
}

#[tokio::test]
async fn a_setting_sends_a_renewal_without_skipbasket_to_the_cart() {
    let place = Place::start(Config { prolong_needs_skipbasket: true, ..plain() }).await;
    let id = place.ordered(&[]).await;
    let doc = place.call(&[("func", "service.prolong"), ("elid", &id), ("period", "1"), ("sok", "ok")]).await;
    assert!(doc.get("billorder").is_some());
    assert_eq!(place.license(&id)["expiredate"], "2026-02-28");
    prolong(&place, &id, "1").await;
    assert_eq!(place.license(&id)["expiredate"], "2026-03-28");
}

#[tokio::test]
async fn a_plan_changes_within_its_family_from_today() {
    let place = Place::plain().await;
    let id = place.ordered(&[("period", "12")]).await;
    let view = place.call(&[("func", "service.changepricelist"), ("elid", &id)]).await;
    assert_eq!(view["slist"]["val"][0]["$key"], "55228");
    let change = |plan| {
        [
            ("func", "service.changepricelist"),
            ("elid", id.as_str()),
            ("pricelist", plan),
            ("period", "1"),
            ("sok", "ok"),
        ]
    };
    assert_eq!(error(&place.call(&change("55382")).await), ("value", "pricelist"));
    assert!(place.call(&change("55228")).await.get("ok").is_some());
    let license = place.license(&id);
    assert_eq!(
        (license["pricelist"].as_u64(), license["expiredate"].as_str()),
        (Some(55228), Some("2026-02-28"))
    );
    assert_eq!(place.running.state()["charges"][1]["amount"], "9.4500");
}
