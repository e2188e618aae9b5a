use billmanager::{Amount, ErrorKind};

use crate::panel::{Panel, json};

const ACCESS: &str = r#"{"doc":{"error":{"$type":"access","$object":"subaccount","msg":{"$":"Insufficient privileges to access the function"}}}}"#;
const SESSION: &str = r#"{"doc":{"auth":{"$id":"f33b"}}}"#;

fn eur(ten_thousandths: i64) -> Amount {
    Amount { ten_thousandths, currency: Some("EUR".to_owned()) }
}

#[tokio::test]
async fn the_balance_is_read_for_each_project() {
    let reply = r#"{"doc":{"elem":[{"id":{"$":"1"},"project":{"$":"ispmanager"},"balance":{"$":"12.50 EUR"}},
        {"id":{"$":"2"},"project":{"$":"other"},"balance":{"$":"3.00"},"currency":{"$":"EUR"}}]}}"#;
    let balance = Panel::with(reply).await.client().balance().await.into_result().unwrap();
    assert_eq!(balance.rows[0].project.as_deref(), Some("ispmanager"));
    assert_eq!((&balance.rows[0].balance, &balance.rows[1].balance), (&eur(125_000), &eur(30_000)));
}

#[tokio::test]
async fn a_client_account_without_the_right_is_asked_in_another_way() {
    let dashboard = r#"{"doc":{"elem":{"realbalance":{"$":"5.00 EUR"},"credit":{"$":"1.00 EUR"}}}}"#;
    let panel = Panel::answering([json(ACCESS), json(SESSION), json(ACCESS), json(dashboard)]).await;
    let called = panel.client().balance().await;
    let functions: Vec<_> = called.records.iter().map(|record| record.function.as_str()).collect();
    assert_eq!(functions, ["subaccount", "auth", "subaccount", "dashboard.info"]);
    let row = called.result.unwrap().rows.remove(0);
    assert_eq!((row.balance, row.credit), (eur(50_000), Some(eur(10_000))));
}

#[tokio::test]
async fn a_dashboard_without_a_balance_sends_us_to_the_notices_and_then_to_our_own_parameters() {
    let notify = r#"{"doc":{"realbalance":{"$":"4.00 EUR"}}}"#;
    let usrparam = r#"{"doc":{"balance":{"$":"-2.00 EUR"}}}"#;
    let empty = r#"{"doc":{}}"#;
    let answers = [ACCESS, SESSION, ACCESS, empty, notify].map(json);
    let called = Panel::answering(answers).await.client().balance().await;
    assert_eq!(called.records.last().unwrap().function, "notify");
    assert_eq!(called.result.unwrap().rows[0].balance, eur(40_000));
    let answers = [ACCESS, SESSION, ACCESS, empty, empty, usrparam].map(json);
    let called = Panel::answering(answers).await.client().balance().await;
    assert_eq!(called.records.last().unwrap().function, "usrparam");
    assert_eq!(called.result.unwrap().rows[0].balance, eur(-20_000));
}

#[tokio::test]
async fn of_the_accounts_that_an_administrator_sees_only_a_single_one_is_ours() {
    let empty = r#"{"doc":{}}"#;
    let one = r#"{"doc":{"elem":{"id":{"$":"7"},"balance":{"$":"3.00 EUR"}}}}"#;
    let two = r#"{"doc":{"elem":[{"id":{"$":"7"},"balance":{"$":"3.00 EUR"}},{"id":{"$":"8"},"balance":{"$":"9.00 EUR"}}]}}"#;
    let panel = Panel::answering([empty, empty, empty, empty, one].map(json)).await;
    assert_eq!(panel.client().balance().await.into_result().unwrap().rows[0].balance, eur(30_000));
    let panel = Panel::answering([empty, empty, empty, empty, two].map(json)).await;
    assert_eq!(panel.client().balance().await.into_result().unwrap_err().kind(), &ErrorKind::Malformed);
}

#[tokio::test]
async fn a_balance_that_may_not_be_seen_is_no_access() {
    let panel = Panel::answering([ACCESS, SESSION, ACCESS].map(json)).await;
    assert_eq!(panel.client().balance().await.into_result().unwrap_err().kind(), &ErrorKind::Access);
}
