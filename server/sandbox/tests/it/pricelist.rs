//! The price list.

use serde_json::Value;

use crate::place::{Place, text};

#[tokio::test]
async fn the_price_list_has_periods_prices_and_add_ons() {
    let place = Place::plain().await;
    let doc = place.call(&[("func", "pricelist.export"), ("itemtype", "soft")]).await;
    let plans = doc["pricelist"].as_array().unwrap();
    let plan = |code: &str| plans.iter().find(|plan| text(&plan["id"]) == code).unwrap();
    let codes: Vec<String> = plans.iter().map(|plan| text(&plan["id"])).collect();
    assert_eq!(codes, ["55227", "55228", "55229", "55230", "55239", "55240", "55382", "55384"]);
    let lite = &plan("55227")["price"];
    assert_eq!(lite["$currency"], "EUR");
    assert_eq!(lite["period"][0]["$cost"], "5.6700");
    assert_eq!(
        (lite["period"][1]["$length"].as_str(), lite["period"][1]["$cost"].as_str()),
        (Some("12"), Some("56.7000"))
    );
    let business = &plan("55230")["addon"];
    assert_eq!((text(&business["id"]), text(&business["addontype"])), ("55236".to_owned(), "2".to_owned()));
    assert_eq!(plan("55384")["price"]["period"]["$length"], "12");
}

#[tokio::test]
async fn the_price_list_is_public_but_not_for_a_wrong_password() {
    let place = Place::plain().await;
    let get = async |query: &str| -> Value {
        let url = place.url(&format!("/billmgr?func=pricelist.export&out=json&{query}"));
        place.http.get(url).send().await.unwrap().json().await.unwrap()
    };
    let doc = get("elid=1&onlyavailable=on").await;
    assert_eq!(doc["doc"]["pricelist"].as_array().unwrap().len(), 11);
    let doc = get("authinfo=reseller:wrong").await;
    assert_eq!(doc["doc"]["error"]["$object"], "badpassword");
}

#[tokio::test]
async fn what_is_charged_is_what_the_price_list_says() {
    let place = Place::plain().await;
    let doc = place.call(&[("func", "pricelist.export"), ("itemtype", "soft")]).await;
    let mut expected = Vec::new();
    for (number, plan) in doc["pricelist"].as_array().unwrap().iter().enumerate() {
        let periods = &plan["price"]["period"];
        let period = if periods.is_array() { &periods[1] } else { periods };
        if !plan["addon"].is_null() {
            continue;
        }
        let ip = format!("203.0.113.{}", number + 1);
        let length = period["$length"].as_str().unwrap();
        place.ordered(&[("pricelist", &text(&plan["id"])), ("period", length), ("ip", &ip)]).await;
        expected.push(period["$cost"].as_str().unwrap().to_owned());
    }
    let state = place.running.state();
    let amounts: Vec<&str> =
        state["charges"].as_array().unwrap().iter().map(|c| c["amount"].as_str().unwrap()).collect();
    assert_eq!(amounts, expected);
}
