use billmanager::LicenseId;

use crate::panel::{Panel, json};

fn page(days: &[&str], total: usize) -> String {
    let row = |(place, day): (usize, &&str)| {
        format!(r#"{{"id":{{"$":"{place}"}},"date":{{"$":"{day} 10:00"}},"amount":{{"$":"1.00 EUR"}}}}"#)
    };
    let rows: Vec<_> = days.iter().enumerate().map(row).collect();
    format!(r#"{{"doc":{{"elem":[{}],"p_elems":{{"$":"{total}"}}}}}}"#, rows.join(","))
}

#[tokio::test]
async fn what_was_taken_is_read_from_either_names_of_its_fields() {
    let reply = r#"{"doc":{"elem":[
        {"id":{"$":"1"},"date":{"$":"2026-10-04"},"amount":{"$":"5.67 EUR"},"item":{"$orig":"812","$":"lite"},"name":{"$":"Order"}},
        {"id":{"$":"2"},"realdate":{"$":"2026-10-05 11:00:00"},"cost":{"$":"9.4500"},"currency":{"$":"EUR"},
         "description":{"$":"ispmanager 6 pro #813, 1 month"}},
        {"id":{"$":"3"},"name":{"$":"nothing"}}],"p_elems":{"$":"3"}}}"#;
    let panel = Panel::with(reply).await;
    let list = panel.client().expenses(100).await.into_result().unwrap();
    assert_eq!((list.rows.len(), list.unreadable, list.total), (2, 1, Some(3)));
    assert_eq!(list.rows[0].license, Some(LicenseId::new(812)));
    assert_eq!(list.rows[1].license, Some(LicenseId::new(813)));
    assert_eq!(list.rows[1].amount.ten_thousandths, 94_500);
    assert_eq!(list.rows[1].amount.currency.as_deref(), Some("EUR"));
    assert_eq!(list.rows[1].day.date().unwrap().to_string(), "2026-10-05");
    assert!(panel.form().ends_with("p_cnt=100&p_col=%2Btime"), "{}", panel.form());
}

#[tokio::test]
async fn where_the_oldest_come_first_the_last_pages_are_read() {
    let pages = [
        page(&["2026-01-01", "2026-01-02"], 5),
        page(&["2026-05-01"], 5),
        page(&["2026-03-01", "2026-04-01"], 5),
    ];
    let panel = Panel::answering(pages.iter().map(|page| json(page))).await;
    let list = panel.client().expenses(2).await.into_result().unwrap();
    let days: Vec<_> = list.rows.iter().map(|row| row.day.date().unwrap().to_string()).collect();
    assert_eq!(days, ["2026-03-01", "2026-04-01", "2026-05-01"]);
    // All of one day: the newest may be at either end.
    let pages = [
        page(&["2026-01-01", "2026-01-01"], 5),
        page(&["2026-01-02"], 5),
        page(&["2026-01-01", "2026-01-02"], 5),
    ];
    let panel = Panel::answering(pages.iter().map(|page| json(page))).await;
    assert_eq!(panel.client().expenses(2).await.into_result().unwrap().rows.len(), 5);
    let panel = Panel::with(&page(&["2026-01-02", "2026-01-01"], 5)).await;
    assert_eq!(panel.client().expenses(2).await.into_result().unwrap().rows.len(), 2);
    assert_eq!(panel.requests().len(), 1);
}
