use billmanager::{Certainty, Error, ErrorKind, LicenseId, OrderRequest, Ordered, Prefix};

use crate::panel::Panel;

pub fn request() -> OrderRequest {
    OrderRequest {
        prefix: Prefix::soft(),
        plan_code: "55230".to_owned(),
        period: 12,
        ip: "82.156.37.16".parse().unwrap(),
        licname: "Item #7 addon web & mail".to_owned(),
        addons: vec![("55236".to_owned(), "2".to_owned())],
        remoteid: "kp-1".to_owned(),
    }
}

async fn order(reply: &str) -> Result<Ordered, Error> {
    Panel::with(reply).await.client().order(&request()).await.into_result()
}

#[tokio::test]
async fn an_order_is_sent_in_the_vendors_form() {
    let panel = Panel::with(r#"{"doc":{"item.id":{"$":"812"},"ok":{"$":""}}}"#).await;
    let _ = panel.client().order(&request()).await;
    insta::assert_snapshot!(panel.form().replace('&', "\n"), @r"
    func=soft.order.param
    out=json
    lang=en
    authinfo=reseller%3Ap%26ss+word
    clicked_button=finish
    ip=82.156.37.16
    licname=Item+%237+addon+web+%26+mail
    period=12
    pricelist=55230
    addon_55236=2
    autoprolong=null
    remoteid=kp-1
    skipbasket=on
    sok=ok
    ");
}

#[tokio::test]
async fn the_prefix_of_a_product_names_the_function() {
    let panel = Panel::with(r#"{"doc":{"ok":{"$":""}}}"#).await;
    let _ = panel.client().order(&OrderRequest { prefix: Prefix::platform(), ..request() }).await;
    assert!(panel.form().starts_with("func=platform.order.param&"));
}

#[tokio::test]
async fn the_new_license_is_named_in_one_of_three_places_or_not_at_all() {
    let named = Some(LicenseId::new(812));
    for reply in [
        r#"{"doc":{"id":{"$":"812"}}}"#,
        r#"{"doc":{"item.id":{"$":"812"},"ok":{"$":""}}}"#,
        r#"{"doc":{"doc":{"id":{"$":"812"}},"ok":{"$":"func=soft"}}}"#,
    ] {
        assert_eq!(order(reply).await.unwrap().id, named, "{reply}");
    }
    assert_eq!(order(r#"{"doc":{"ok":{"$":""}}}"#).await.unwrap().id, None);
}

#[tokio::test]
async fn an_order_behind_a_bill_is_neither_bought_nor_refused() {
    let error =
        order(r#"{"doc":{"billorder":{"$":"77"},"ok":{"$":"https://pay.example/"}}}"#).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::PaymentRequired { bill: Some("77".to_owned()) });
    assert_eq!(error.certainty(), Certainty::Unknown);
    let error = order(r#"{"doc":{"ok":{"$":"https://pay.example/"}}}"#).await.unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::PaymentRequired { bill: None });
}

#[tokio::test]
async fn clear_refusals_are_told_apart() {
    let refusal = |type_: &str, object: &str, msg: &str| {
        format!(r#"{{"doc":{{"error":{{"$type":"{type_}","$object":"{object}","msg":{{"$":"{msg}"}}}}}}}}"#)
    };
    let no_money = "insufficient funds to complete the operation. Required amount 9. Your current balance: 1";
    let other = |kind: &str, object: &str| ErrorKind::Other {
        kind: kind.to_owned(),
        object: Some(object.to_owned()),
        code: None,
    };
    let badpassword = ErrorKind::Auth { reason: Some("badpassword".to_owned()) };
    for (reply, kind) in [
        (refusal("auth", "badpassword", "Wrong"), badpassword),
        (
            refusal("access", "subaccount", "Insufficient privileges to access the function"),
            ErrorKind::Access,
        ),
        (refusal("missed", "", "The item does not exist"), ErrorKind::NotFound),
        (refusal("exists", "licname", "Already there"), ErrorKind::Exists),
        (refusal("exists", "ip", "Already there"), ErrorKind::AddressRefused),
        (refusal("value", "ip", "Bad"), ErrorKind::AddressRefused),
        (refusal("value", "period", "Bad"), ErrorKind::Value { field: "period".to_owned() }),
        (refusal("license", "elid", "This IP has a license"), ErrorKind::AddressRefused),
        (refusal("money", "x", no_money), ErrorKind::NoMoney),
        (refusal("value", "x", "Недостаточно средств"), ErrorKind::NoMoney),
        (refusal("busy", "runningoperation", "Running"), ErrorKind::Busy),
        (refusal("promocode_not_use", "p", "No"), other("promocode_not_use", "p")),
        (refusal("shipping", "x", "Shipping refused"), other("shipping", "x")),
    ] {
        let error = order(&reply).await.unwrap_err();
        assert_eq!((error.kind(), error.certainty()), (&kind, Certainty::Refused), "{reply}");
    }
}

#[tokio::test]
async fn the_panels_own_words_are_kept_and_a_request_in_process_may_be_ours() {
    let reply = r#"{"doc":{"error":{"$type":"busy","msg":{"$":"Request in process, please wait"}}}}"#;
    let error = order(reply).await.unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Busy, Certainty::Unknown));
    assert_eq!(error.words(), "Request in process, please wait");
}
