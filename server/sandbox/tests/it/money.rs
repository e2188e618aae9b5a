//! What things cost: changes of plan, expenses, the cart, order forms, groups.

use sandbox::{Config, FaultPlan};
use serde_json::Value;

use crate::place::{Place, plain, text};

async fn change(place: &Place, function: &str, more: &[(&str, &str)]) -> Value {
    let mut params = vec![("func", function), ("elid", "1001")];
    params.extend_from_slice(more);
    place.call(&params).await
}

#[tokio::test]
async fn the_wizard_shows_the_money_and_its_last_step_takes_it() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    let plans = change(&place, "service.changepricelist", &[]).await;
    assert_eq!(plans["slist"]["$name"], "pricelist");
    let step = [("pricelist", "55228"), ("snext", "ok"), ("sok", "ok")];
    let view = change(&place, "service.changepricelist.pricelist", &step).await;
    assert_eq!(text(&view["oldprice"]), "5.67 EUR / Month");
    assert_eq!(text(&view["newprice"]), "9.45 EUR / Month");
    assert_eq!(text(&view["money_info"]), "To pay now: 9.45 EUR");
    assert_eq!(
        (text(&view["oldexpiredate"]), text(&view["newexpiredate"])),
        ("2026-02-28".to_owned(), "2026-02-28".to_owned())
    );
    assert_eq!(place.license("1001")["pricelist"], 55227);
    let done =
        change(&place, "service.changepricelist.getmoney", &[("pricelist", "55228"), ("sok", "ok")]).await;
    assert!(done.get("ok").is_some(), "{done}");
    assert_eq!(place.license("1001")["pricelist"], 55228);
    assert_eq!(place.running.state()["balance"], "9984.8800");
}

#[tokio::test]
async fn a_step_that_only_confirms_and_a_plan_of_another_family_are_refused() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    let step =
        change(&place, "service.changepricelist.pricelist", &[("pricelist", "55228"), ("sok", "ok")]).await;
    assert_eq!(step["error"]["$object"], "snext");
    let step =
        change(&place, "service.changepricelist.getmoney", &[("pricelist", "55382"), ("sok", "ok")]).await;
    assert_eq!(step["error"]["$object"], "pricelist");
    let period = [("pricelist", "55228"), ("period", "1"), ("sok", "ok")];
    let step = change(&place, "service.changepricelist.getmoney", &period).await;
    assert_eq!(step["error"]["$object"], "period");
}

#[tokio::test]
async fn a_panel_without_the_wizard_knows_the_one_call_only() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    place.running.play(&FaultPlan::parse("[settings]\nplan_wizard = false").unwrap());
    let step = change(&place, "service.changepricelist.pricelist", &[("pricelist", "55228")]).await;
    assert_eq!(
        (step["error"]["$type"].as_str(), step["error"]["$object"].as_str()),
        (Some("missed"), Some("func"))
    );
    let done =
        change(&place, "service.changepricelist", &[("pricelist", "55228"), ("period", "12"), ("sok", "ok")])
            .await;
    assert_eq!(text(&done["newexpiredate"]), "2027-01-31");
}

#[tokio::test]
async fn what_was_taken_is_listed_newest_first_or_by_time() {
    for shape_seed in [None, Some(5), Some(6), Some(7)] {
        let place = Place::start(Config { shape_seed, ..plain() }).await;
        place.order(&[]).await;
        place.order(&[("ip", "203.0.113.8"), ("pricelist", "55228")]).await;
        let renew = [
            ("func", "service.prolong"),
            ("elid", "1001"),
            ("period", "1"),
            ("skipbasket", "on"),
            ("sok", "ok"),
        ];
        place.call(&renew).await;
        let doc = place
            .call(&[("func", "expense"), ("p_cnt", "2"), ("p_col", "+time"), ("clickstat", "yes")])
            .await;
        assert_eq!((text(&doc["p_elems"]), text(&doc["elem"][0]["id"])), ("3".to_owned(), "1".to_owned()));
        let doc = place.call(&[("func", "expense"), ("p_cnt", "1")]).await;
        let row = if doc["elem"].is_array() { &doc["elem"][0] } else { &doc["elem"] };
        assert_eq!(text(&row["id"]), "3");
        let (words, day) = match row.get("amount") {
            Some(amount) => {
                assert_eq!((text(amount), text(&row["item"])), ("5.67 EUR".to_owned(), "1001".to_owned()));
                (text(&row["name"]), text(&row["date"]))
            }
            None => {
                assert_eq!(
                    (text(&row["cost"]), text(&row["currency"])),
                    ("5.6700".to_owned(), "EUR".to_owned())
                );
                (text(&row["description"]), text(&row["realdate"]))
            }
        };
        assert!(
            words.starts_with("Renewal: ispmanager 6 lite #1001") && day.starts_with("2026-01-31"),
            "{row}"
        );
        let theirs = place.call_as("reseller2", &[("func", "expense")]).await;
        assert_eq!(text(&theirs["p_elems"]), "0");
    }
}

#[tokio::test]
async fn an_order_that_was_not_paid_waits_in_the_cart_until_it_is_taken_out() {
    let place = Place::plain().await;
    place.order(&[("skipbasket", "off")]).await;
    place.order(&[("skipbasket", "off"), ("ip", "203.0.113.8")]).await;
    place.order(&[("skipbasket", "off"), ("ip", "203.0.113.9")]).await;
    let doc = place.call(&[("func", "cart")]).await;
    assert_eq!(
        (text(&doc["total_sum"]), text(&doc["billorder"])),
        ("17.01 EUR".to_owned(), "7001".to_owned())
    );
    assert_eq!(doc["list"]["$name"], "itemlist");
    assert_eq!(text(&doc["list"]["elem"][0]["item.type"]), "soft");
    let delete = [("func", "basket"), ("id", "1001"), ("clicked_button", "delete"), ("sok", "ok")];
    assert!(place.call(&delete).await.get("ok").is_some());
    assert_eq!(place.call(&delete).await["error"]["$type"], "missed");
    place.call(&[("func", "cart.empty"), ("sok", "ok")]).await;
    let doc = place.call(&[("func", "basket")]).await;
    assert_eq!((text(&doc["total_sum"]), doc["list"].get("elem")), ("0.00 EUR".to_owned(), None));
    assert_eq!(place.running.state()["balance"], "10000.0000");
}

#[tokio::test]
async fn the_order_form_shows_what_is_sold_for_a_period() {
    let place = Place::plain().await;
    let doc = place.call(&[("func", "soft.order.pricelist"), ("period", "12")]).await;
    let plans = doc["list"]["elem"].as_array().unwrap();
    assert!(plans.iter().any(|plan| text(&plan["pricelist"]) == "55384"), "{doc}");
    assert!(!plans.iter().any(|plan| text(&plan["pricelist"]) == "55382"));
    assert!(text(&plans[0]["price"]).contains("EUR</b> / Year"));
    assert_eq!(doc["slist"]["$name"], "period");
    assert_eq!(place.call(&[("func", "soft.order"), ("period", "5")]).await["error"]["$object"], "period");
    assert_eq!(place.call_as("readonly", &[("func", "soft.order")]).await["error"]["$type"], "access");
}

#[tokio::test]
async fn several_licenses_are_renewed_by_one_call_and_the_first_refusal_ends_it() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    place.ordered(&[("ip", "203.0.113.8")]).await;
    let group = |ids: &'static str| {
        [("func", "groupedit"), ("faction", "service.prolong"), ("elid", ids), ("period", "1"), ("sok", "ok")]
    };
    assert!(place.call(&group("1001, 1002")).await.get("ok").is_some());
    assert_eq!(place.license("1002")["expiredate"], "2026-03-28");
    assert_eq!(place.call(&group("1001, 7, 1002")).await["error"]["$type"], "missed");
    assert_eq!(
        (place.license("1001")["expiredate"].as_str(), place.license("1002")["expiredate"].as_str()),
        (Some("2026-04-28"), Some("2026-03-28"))
    );
    let order = [("func", "groupedit"), ("faction", "soft.order.param"), ("elid", "1001")];
    assert_eq!(place.call(&order).await["error"]["$object"], "faction");
}

#[tokio::test]
async fn the_balance_stands_in_the_notices_too_and_everybodys_accounts_are_for_administrators() {
    let place = Place::plain().await;
    assert_eq!(text(&place.call(&[("func", "notify")]).await["realbalance"]), "10000.00 EUR");
    assert_eq!(place.call(&[("func", "account")]).await["error"]["$type"], "access");
    let menu = place.call(&[("func", "menu")]).await.to_string();
    assert!(menu.contains("soft.order"), "{menu}");
    assert!(!place.call_as("readonly", &[("func", "menu")]).await.to_string().contains("soft.order"));
}
