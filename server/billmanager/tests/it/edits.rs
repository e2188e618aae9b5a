use billmanager::{Certainty, ErrorKind, LicenseEdit};

use crate::panel::{Panel, id, soft};

const OK: &str = r#"{"doc":{"ok":{"$":""}}}"#;

async fn edit(edit: LicenseEdit) -> String {
    let panel = Panel::with(OK).await;
    panel.client().edit(&soft(), id(812), &edit).await.into_result().unwrap();
    panel.form().replace("out=json&lang=en&authinfo=reseller%3Ap%26ss+word&", "… ")
}

#[tokio::test]
async fn each_edit_changes_one_field() {
    let name = edit(LicenseEdit::Name("free.lic".to_owned())).await;
    insta::assert_snapshot!(name, @"func=soft.edit&… elid=812&licname=free.lic&sok=ok");
    let address = edit(LicenseEdit::Address("0.0.0.0".parse().unwrap())).await;
    insta::assert_snapshot!(address, @"func=soft.edit&… elid=812&ip=0.0.0.0&sok=ok");
    let cleared = edit(LicenseEdit::RemoteId(String::new())).await;
    insta::assert_snapshot!(cleared, @"func=soft.edit&… elid=812&remoteid=&sok=ok");
    let off = edit(LicenseEdit::AutoprolongOff).await;
    insta::assert_snapshot!(off, @"func=soft.edit&… elid=812&autoprolong=null&sok=ok");
    let key = edit(LicenseEdit::NewKey).await;
    insta::assert_snapshot!(key, @"func=soft.edit&… elid=812&clicked_button=newkey&sok=ok");
}

#[tokio::test]
async fn a_license_is_suspended_resumed_and_deleted_by_its_own_functions() {
    let panel = Panel::with(OK).await;
    let client = panel.client();
    client.suspend(&soft(), id(812)).await.into_result().unwrap();
    client.resume(&soft(), id(812)).await.into_result().unwrap();
    client.delete(&soft(), id(812)).await.into_result().unwrap();
    for (request, function) in panel.requests().iter().zip(["soft.suspend", "soft.resume", "soft.delete"]) {
        assert!(request.starts_with(&format!("POST /manager/billmgr func={function}&")), "{request}");
        assert!(request.ends_with("&elid=812&sok=ok"), "{request}");
    }
}

#[tokio::test]
async fn an_address_that_may_not_be_changed_yet_is_a_refusal_of_the_address() {
    let address = LicenseEdit::Address("10.0.0.1".parse().unwrap());
    let refused = ErrorKind::AddressRefused;
    for (error, kind) in [
        (r#"{"$type":"ipchange","msg":{"$":"The IP may be changed once a month"}}"#, &refused),
        (r#"{"$type":"value","$object":"real_ipchange","msg":{"$":"Too early"}}"#, &refused),
        (r#"{"$type":"value","$object":"ip","msg":{"$":"It is taken"}}"#, &refused),
        (
            r#"{"$type":"value","$object":"description"}"#,
            &ErrorKind::Value { field: "description".to_owned() },
        ),
    ] {
        let panel = Panel::with(&format!(r#"{{"doc":{{"error":{error}}}}}"#)).await;
        let error = panel.client().edit(&soft(), id(812), &address).await.into_result().unwrap_err();
        assert_eq!((error.kind(), error.certainty()), (kind, Certainty::Refused));
    }
}

#[tokio::test]
async fn a_deletion_before_its_time_keeps_the_panels_type() {
    let reply = r#"{"doc":{"error":{"$type":"pricelist_min_order","$code":"1","msg":{"$":"Too early"}}}}"#;
    let error = Panel::with(reply).await.client().delete(&soft(), id(812)).await.into_result().unwrap_err();
    let kind =
        ErrorKind::Other { kind: "pricelist_min_order".to_owned(), object: None, code: Some("1".to_owned()) };
    assert_eq!((error.kind(), error.words()), (&kind, "Too early"));
}
