use vmmanager::{Certainty, ErrorKind, NewAccount};

use crate::vm::Vm;

#[tokio::test]
async fn an_account_is_found_by_its_mail_address() {
    let reply = r#"{"last_notify":5,"list":[{"id":"7","email":"A+B@c.d","state":"active","roles":["@user"],"host_count":1}]}"#;
    let vm = Vm::with(reply).await;
    let account = vm.client().find_account("a+b@c.d").await.into_result().unwrap().unwrap();
    assert_eq!((account.id, account.is_admin()), (7, false));
    insta::assert_snapshot!(vm.calls()[0], @"GET /vm/v3/account?where=%28email+EQ+%27a%2Bb%40c.d%27%29");
}

#[tokio::test]
async fn an_account_that_the_filter_should_have_kept_out_is_not_ours() {
    let vm = Vm::with(r#"{"list":[{"id":1,"email":"admin@example.com","roles":["@admin"]}]}"#).await;
    assert_eq!(vm.client().find_account("a@b.c").await.into_result().unwrap(), None);
    assert!(vm.client().find_account("admin@example.com").await.into_result().unwrap().unwrap().is_admin());
}

#[tokio::test]
async fn an_address_with_a_quote_is_not_asked_for() {
    let vm = Vm::with(r#"{"list":[]}"#).await;
    let error = vm.client().find_account("o'neil@b.c").await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Malformed, Certainty::Unsent));
    assert!(vm.requests().is_empty());
}

#[tokio::test]
async fn a_new_account_is_a_plain_user() {
    let vm = Vm::with(r#"{"id":"12"}"#).await;
    let account = NewAccount { email: "a@b.c".to_owned(), password: "pw-1".into(), full_name: None };
    assert_eq!(vm.client().create_account(&account).await.into_result().unwrap(), 12);
    insta::assert_snapshot!(vm.calls()[0], @r#"POST /vm/v3/account {"email":"a@b.c","password":"pw-1","role":"@user"}"#);
}
