use billmanager::Right;

use crate::panel::{Panel, soft};

#[tokio::test]
async fn a_right_is_seen_by_a_question_that_can_change_nothing() {
    let panel =
        Panel::with(r#"{"doc":{"error":{"$type":"missed","msg":{"$":"The item does not exist"}}}}"#).await;
    let client = panel.client();
    assert_eq!(client.may_order(&soft()).await.into_result().unwrap(), Right::Given);
    assert_eq!(client.may_suspend(&soft()).await.into_result().unwrap(), Right::Given);
    assert_eq!(client.may_delete(&soft()).await.into_result().unwrap(), Right::Given);
    let asked = panel.requests().join("\n");
    assert!(!asked.contains("sok=") && !asked.contains("pricelist="), "{asked}");
    for function in ["func=soft.order.param&", "func=soft.suspend&", "func=soft.delete&"] {
        assert!(asked.contains(function), "{asked}");
    }
    assert_eq!(asked.matches("elid=0").count(), 2, "{asked}");
}

#[tokio::test]
async fn a_right_that_is_missing_is_told_with_the_panels_words() {
    let refused = r#"{"doc":{"error":{"$type":"access","msg":{"$":"Insufficient privileges"}}}}"#;
    let panel = Panel::with(refused).await;
    let words = "Insufficient privileges".to_owned();
    assert_eq!(panel.client().may_suspend(&soft()).await.into_result().unwrap(), Right::Refused { words });
}
