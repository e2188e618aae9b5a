use billmanager::{Amount, Certainty, Day, ErrorKind};

use crate::panel::{Panel, id};

fn on(text: &str) -> Day {
    Day::On(text.parse().unwrap())
}

#[tokio::test]
async fn a_view_of_a_renewal_asks_without_a_confirmation() {
    let reply = r#"{"doc":{"expiredate":{"$":"2026-12-31"},"newexpiredate":{"$":"2027-01-31"},"status":{"$":"2"},
        "suspendpenaltywarn":{"$":""},"slist":[{"$name":"autoprolong","val":[{"$key":"null","$":"Off"}]},
        {"$name":"period","val":[{"$key":"1","$":"1 month","$cost":"7.35 EUR"},{"$key":"12","$":"1 year"}]}]}}"#;
    let panel = Panel::with(reply).await;
    let view = panel.client().prolong_view(id(812), Some(1)).await.into_result().unwrap();
    insta::assert_snapshot!(panel.form(), @"func=service.prolong&out=json&lang=en&authinfo=reseller%3Ap%26ss+word&elid=812&period=1");
    assert_eq!((view.expires, view.next_expires), (on("2026-12-31"), on("2027-01-31")));
    assert_eq!(view.periods.iter().map(|choice| choice.months).collect::<Vec<_>>(), [1, 12]);
    let cost = Amount { ten_thousandths: 73_500, currency: Some("EUR".to_owned()) };
    assert_eq!((view.periods[0].cost.clone(), view.periods[1].label.as_str()), (Some(cost), "1 year"));
    assert_eq!(view.penalty_warning, None);
}

#[tokio::test]
async fn a_single_select_with_a_single_choice_is_read_too() {
    let reply = r#"{"doc":{"slist":{"$name":"period","val":{"$key":"1","$":"1 month"}}}}"#;
    let view = Panel::with(reply).await.client().prolong_view(id(812), None).await.into_result().unwrap();
    assert_eq!((view.periods.len(), view.expires), (1, Day::Unknown));
}

#[tokio::test]
async fn a_renewal_reads_the_new_expiry_in_doc_or_in_the_doc_inside() {
    for reply in [
        r#"{"doc":{"newexpiredate":{"$":"2027-01-31"},"ok":{"$":""}}}"#,
        r#"{"doc":{"doc":{"newexpiredate":{"$":"2027-01-31"}}}}"#,
    ] {
        let panel = Panel::with(reply).await;
        let renewed = panel.client().prolong(id(812), 1).await.into_result().unwrap();
        assert_eq!(renewed.expires, on("2027-01-31"));
    }
}

#[tokio::test]
async fn a_renewal_is_charged_at_once_and_not_put_into_the_basket() {
    let panel = Panel::with(r#"{"doc":{"ok":{"$":""}}}"#).await;
    panel.client().prolong(id(812), 1).await.into_result().unwrap();
    insta::assert_snapshot!(panel.form(), @"func=service.prolong&out=json&lang=en&authinfo=reseller%3Ap%26ss+word&elid=812&period=1&skipbasket=on&sok=ok");
}

#[tokio::test]
async fn a_renewal_that_is_only_confirmed_leaves_the_expiry_to_the_card() {
    let panel = Panel::with(r#"{"doc":{"ok":{"$":"func=service"}}}"#).await;
    assert_eq!(panel.client().prolong(id(812), 1).await.into_result().unwrap().expires, Day::Unknown);
}

#[tokio::test]
async fn a_renewal_behind_a_bill_or_without_a_word_is_unknown() {
    for (reply, kind) in [
        (r#"{"doc":{"billorder":{"$":"9"}}}"#, ErrorKind::PaymentRequired { bill: Some("9".to_owned()) }),
        (r#"{"doc":{"slist":{"$name":"period"}}}"#, ErrorKind::Malformed),
    ] {
        let error = Panel::with(reply).await.client().prolong(id(812), 1).await.into_result().unwrap_err();
        assert_eq!((error.kind(), error.certainty()), (&kind, Certainty::Unknown));
    }
}
