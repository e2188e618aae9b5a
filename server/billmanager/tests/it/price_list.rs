use billmanager::{Amount, PriceListQuery};

use crate::panel::Panel;

const LIST: &str = r#"{"doc":{"pricelist":[
    {"id":{"$":"55227"},"name":{"$":"ispmanager lite"},"itemtype":{"$":"7"},
     "price":{"$currency":"EUR","period":[
        {"$cost":"7.35","$type":"month","$length":"1","$":"monthly"},
        {"$cost":"913.9286","$type":"month","$length":"12"},
        {"$cost":"0","$type":"trial","$length":"14"},
        {"$cost":"1","$type":"fortnight","$length":"1"}]},
     "addon":[{"id":{"$":"55236"},"intname":{"$":"nodes"},"price":{"$currency":"EUR","period":{"$cost":"2","$type":"year","$length":"1"}}}]},
    {"id":{"$":"277"},"additionintname":{"$":"x"}}]}}"#;

#[tokio::test]
async fn plans_are_read_with_the_price_of_each_period_sold() {
    let panel = Panel::with(LIST).await;
    let query = PriceListQuery { itemtype: Some("soft".to_owned()), provider: None };
    let plans = panel.client().price_list(&query).await.into_result().unwrap();
    insta::assert_snapshot!(panel.form(), @"func=pricelist.export&out=json&lang=en&authinfo=reseller%3Ap%26ss+word&onlyavailable=on&itemtype=soft");

    let lite = &plans[0];
    assert_eq!((lite.plan_code.as_str(), lite.name.as_deref()), ("55227", Some("ispmanager lite")));
    let periods: Vec<_> = lite.prices.iter().map(|price| price.period).collect();
    assert_eq!(periods, [Some(1), Some(12), Some(-100), None]);
    let eur = |ten_thousandths| Amount { ten_thousandths, currency: Some("EUR".to_owned()) };
    assert_eq!(lite.prices[1].cost, eur(9_139_286));
    assert_eq!((lite.addons[0].id.as_str(), lite.addons[0].prices[0].period), ("55236", Some(12)));
    assert_eq!((plans[1].plan_code.as_str(), plans[1].prices.len()), ("277", 0));
}

#[tokio::test]
async fn a_price_list_of_one_plan_is_a_bare_object() {
    let panel = Panel::with(r#"{"doc":{"pricelist":{"id":"1","price":{"period":{"$cost":"1"}}}}}"#).await;
    let plans = panel.client().price_list(&PriceListQuery::default()).await.into_result().unwrap();
    assert_eq!(plans.len(), 1);
}
