use billmanager::{Amount, Autoprolong, Day, Error, ErrorKind, LicenseCard, LicenseList, LicenseStatus};
use secrecy::ExposeSecret;

use crate::panel::{Panel, id, soft};

async fn list(reply: &str) -> LicenseList {
    Panel::with(reply).await.client().licenses(&soft()).await.into_result().unwrap()
}

async fn card(reply: &str) -> Result<LicenseCard, Error> {
    Panel::with(reply).await.client().card(&soft(), id(812)).await.into_result()
}

fn on(text: &str) -> Day {
    Day::On(text.parse().unwrap())
}

const ROW: &str = r#"{"doc":{"p_elems":{"$":"1"},"elem":[{
    "id":{"$":"812"},"licname":{"$":"free.lic"},"ip":{"$":"0.0.0.0"},"period":{"$":"12"},
    "remoteid":{"$":"kp-1"},"pricelist":{"$":"ispmanager lite"},"pricelist_id":{"$":"55227"},
    "update_expiredate":{"$":"2027-01-02"},"real_ipchange":{"$":"0000-00-00"},"real_keychange":{"$":"2026-03-01"},
    "createdate":[{"$":"2026-10-04"},{"$":"2026-10-04"}],"expiredate":{"$":"2026-12-31"},
    "autoprolong":{"$orig":"null","$":"Off"},"item_status":{"$color":"green","$orig":"2","$":"Active"},
    "special_status":{"$":"0"},"cost":{"$":"7.35 EUR / Month"}}]}}"#;

#[tokio::test]
async fn a_list_asks_for_everything_without_a_filter() {
    let panel = Panel::with(ROW).await;
    let _ = panel.client().licenses(&soft()).await;
    insta::assert_snapshot!(panel.form(), @"func=soft&out=json&lang=en&authinfo=reseller%3Ap%26ss+word&p_cnt=100000");
}

#[tokio::test]
async fn every_field_of_a_row_is_read() {
    let list = list(ROW).await;
    assert!(list.is_complete());
    let row = &list.rows[0];
    assert_eq!((row.id, row.remoteid.as_deref()), (id(812), Some("kp-1")));
    assert_eq!(
        (row.plan_code.as_deref(), row.plan_name.as_deref()),
        (Some("55227"), Some("ispmanager lite"))
    );
    assert_eq!((row.licname.as_deref(), row.ip.as_deref()), (Some("free.lic"), Some("0.0.0.0")));
    assert_eq!((&row.status, row.is_changing), (&LicenseStatus::Active, false));
    assert_eq!((row.expires, row.updates_until), (on("2026-12-31"), on("2027-01-02")));
    assert_eq!(
        (row.ip_changed, row.key_changed, row.created),
        (Day::Never, on("2026-03-01"), on("2026-10-04"))
    );
    assert_eq!((&row.autoprolong, row.period), (&Autoprolong::Off, Some(12)));
    let cost = Amount { ten_thousandths: 73_500, currency: Some("EUR".to_owned()) };
    assert_eq!(row.cost, Some(cost));
}

#[tokio::test]
async fn elements_are_an_array_an_object_or_absent() {
    assert_eq!(list(r#"{"doc":{"elem":{"id":{"$":"812"}}}}"#).await.rows.len(), 1);
    assert_eq!(list(r#"{"doc":{"elem":[{"id":"1"},{"id":2}]}}"#).await.rows.len(), 2);
    assert_eq!(list(r#"{"doc":{"p_elems":{"$":"0"}}}"#).await.rows, []);
}

#[tokio::test]
async fn what_a_row_leaves_out_is_absent_and_not_empty() {
    let list =
        list(r#"{"doc":{"elem":[{"id":"1"},{"id":"2","remoteid":{"$":""},"real_ipchange":{}}]}}"#).await;
    let (bare, empty) = (&list.rows[0], &list.rows[1]);
    assert_eq!((bare.remoteid.as_deref(), empty.remoteid.as_deref()), (None, Some("")));
    assert_eq!((bare.ip_changed, empty.ip_changed), (Day::Unknown, Day::Never));
    assert_eq!(
        (&bare.autoprolong, &bare.status),
        (&Autoprolong::Unknown, &LicenseStatus::Other(String::new()))
    );
}

#[tokio::test]
async fn a_list_that_is_cut_or_partly_unreadable_is_not_complete() {
    assert!(!list(r#"{"doc":{"p_elems":{"$":"3"},"elem":[{"id":"1"},{"id":"2"}]}}"#).await.is_complete());
    let list = list(r#"{"doc":{"elem":[{"id":"1"},{"licname":"x"}]}}"#).await;
    assert_eq!((list.rows.len(), list.unreadable, list.is_complete()), (1, 1, false));
}

#[tokio::test]
async fn statuses_and_renewals_are_read_from_numbers_and_words() {
    let rows = r#"{"doc":{"elem":[
        {"id":"1","status":{"$":"1"},"autoprolong":{"$":"Month"}},
        {"id":"2","status":"3","autoprolong":{"$":"12"}},
        {"id":"3","status":{"$":"Deleted"},"autoprolong":"off"},
        {"id":"4","status":{"$":"5"},"special_status":{"$":"1"}},
        {"id":"5","status":{"$":"9"}}]}}"#;
    let rows = list(rows).await.rows;
    let statuses: Vec<_> = rows.iter().map(|row| row.status.clone()).collect();
    let other = LicenseStatus::Other("9".to_owned());
    use LicenseStatus::{Deleted, Ordered, Processing, Stopped};
    assert_eq!(statuses, [Ordered, Stopped, Deleted, Processing, other]);
    assert_eq!(rows[0].autoprolong, Autoprolong::On("Month".to_owned()));
    assert_eq!(rows[1].autoprolong, Autoprolong::On("12".to_owned()));
    assert_eq!(rows[2].autoprolong, Autoprolong::Off);
    assert!(rows[3].is_changing);
}

#[tokio::test]
async fn a_card_holds_the_key_in_doc_or_in_the_doc_inside() {
    for reply in [
        r#"{"doc":{"elid":{"$":"812"},"licname":{"$":"x"},"lickey":{"$":"812-KEY"},"pricelist":{"$":"55227"}}}"#,
        r#"{"doc":{"elid":{"$":"812"},"doc":{"licname":{"$":"x"},"lickey":{"$":"812-KEY"},"pricelist":"55227"}}}"#,
    ] {
        let card = card(reply).await.unwrap();
        assert_eq!(card.key.as_ref().unwrap().expose_secret(), "812-KEY");
        assert_eq!(card.license.plan_code.as_deref(), Some("55227"));
        assert!(!format!("{card:?}").contains("812-KEY"));
    }
}

#[tokio::test]
async fn a_key_that_is_not_made_yet_is_absent() {
    assert!(card(r#"{"doc":{"licname":{"$":"x"},"lickey":{"$":""}}}"#).await.unwrap().key.is_none());
    assert!(card(r#"{"doc":{"licname":{"$":"x"}}}"#).await.unwrap().key.is_none());
}

#[tokio::test]
async fn the_card_of_another_license_or_no_card_at_all_is_malformed() {
    for reply in [r#"{"doc":{"elid":{"$":"813"},"licname":{"$":"x"}}}"#, r#"{"doc":{"ok":{"$":""}}}"#] {
        assert_eq!(card(reply).await.unwrap_err().kind(), &ErrorKind::Malformed);
    }
    let missed = r#"{"doc":{"error":{"$type":"missed","msg":{"$":"The item does not exist"}}}}"#;
    assert_eq!(card(missed).await.unwrap_err().kind(), &ErrorKind::NotFound);
}

#[tokio::test]
async fn an_address_is_free_when_the_panel_does_not_object() {
    let ip = "82.156.37.16".parse().unwrap();
    let panel = Panel::with(r#"{"doc":{"ok":{"$":""}}}"#).await;
    panel.client().check_address(&soft(), "55227", 12, ip).await.into_result().unwrap();
    insta::assert_snapshot!(panel.form(), @"func=soft.checkip&out=json&lang=en&authinfo=reseller%3Ap%26ss+word&pricelist=55227&period=12&ip=82.156.37.16");

    for (error, kind) in [
        (r#"{"$type":"lic_exists","msg":{"$":"Already licensed"}}"#, ErrorKind::AddressRefused),
        (r#"{"$type":"value","$object":"pricelist"}"#, ErrorKind::Value { field: "pricelist".to_owned() }),
        (r#"{"$type":"missed"}"#, ErrorKind::NotFound),
    ] {
        let panel = Panel::with(&format!(r#"{{"doc":{{"error":{error}}}}}"#)).await;
        let result = panel.client().check_address(&soft(), "55227", 12, ip).await.into_result();
        assert_eq!(result.unwrap_err().kind(), &kind);
    }
}

#[tokio::test]
async fn a_list_behind_a_filter_that_somebody_left_is_not_complete() {
    let row = r#""elem":{"id":{"$":"812"}},"p_elems":{"$":"1"}"#;
    for (sign, is_complete) in [
        (r#","filter":{"$":"on"}"#, false),
        (r#","filter":{"param":{"$name":"licname","$":"free.lic"}}"#, false),
        (r#","filter":{"$":""}"#, true),
        ("", true),
    ] {
        let panel = Panel::with(&format!(r#"{{"doc":{{{row}{sign}}}}}"#)).await;
        let list = panel.client().licenses(&soft()).await.into_result().unwrap();
        assert_eq!(list.is_complete(), is_complete, "{sign}");
    }
}
