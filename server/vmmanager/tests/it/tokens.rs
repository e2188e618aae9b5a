use vmmanager::{Certainty, ErrorKind};

use crate::vm::{TOKEN, Vm};

const ADMIN: &str = r#"{"id":"4","email":"admin@example.com","roles":["@admin"]}"#;
const SECOND: &str = r#"{"id":"5","token":"5-def"}"#;
const OLD: &str = r#"{"error":{"code":1000,"msg":"Unauthorized"}}"#;

#[tokio::test]
async fn a_log_in_is_sent_to_the_prefix_and_its_token_is_kept() {
    let vm = Vm::new(&[(201, TOKEN)], &[(200, ADMIN)]).await;
    let client = vm.client();
    assert!(client.whoami().await.into_result().unwrap().is_admin());
    assert!(client.whoami().await.into_result().unwrap().is_admin());
    insta::assert_snapshot!(vm.requests().join("\n"), @r#"
    POST /api/auth/v4/public/token {"email":"admin@example.com","password":"vm secret"}
    GET /api/auth/v4/whoami [4-abc]
    GET /api/auth/v4/whoami [4-abc]
    "#);
}

#[tokio::test]
async fn an_older_installation_answers_a_log_in_with_200() {
    let vm = Vm::new(&[(200, r#"{"id":"4","token":"4-abc"}"#)], &[(200, ADMIN)]).await;
    vm.client().whoami().await.into_result().unwrap();
}

#[tokio::test]
async fn a_user_without_the_role_is_no_administrator() {
    let vm = Vm::with(r#"{"roles":[{"name":"@user"}]}"#).await;
    assert!(!vm.client().whoami().await.into_result().unwrap().is_admin());
    let error = Vm::with("{}").await.client().whoami().await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::Malformed);
}

#[tokio::test]
async fn an_old_token_is_renewed_once_whatever_form_its_refusal_has() {
    for refusal in [
        (401, ""),
        (401, OLD),
        (200, OLD),
        (400, r#"{"error":{"code":"1000","msg":"x"}}"#),
        (400, r#"{"error":{"code":"AUTH-1000","msg":"x"}}"#),
    ] {
        let vm = Vm::new(&[(201, TOKEN), (201, SECOND)], &[(200, ADMIN), refusal, (200, ADMIN)]).await;
        let client = vm.client();
        client.whoami().await.into_result().unwrap();
        client.whoami().await.into_result().unwrap();
        assert_eq!(vm.log_ins(), 2, "{refusal:?}");
        assert_eq!(vm.requests().last().unwrap(), "GET /api/auth/v4/whoami [5-def]");
    }
}

#[tokio::test]
async fn a_change_turned_away_for_its_old_token_is_sent_again_with_a_new_one() {
    let vm =
        Vm::new(&[(201, TOKEN), (201, SECOND)], &[(200, ADMIN), (401, OLD), (200, r#"{"id":9,"task":3}"#)])
            .await;
    let client = vm.client();
    client.whoami().await.into_result().unwrap();
    let called = client.stop_host(9).await;
    assert_eq!(called.records.len(), 3);
    assert_eq!(called.result.unwrap().task, Some(3));
}

#[tokio::test]
async fn a_fresh_token_that_is_refused_is_not_renewed_again() {
    let vm = Vm::new(&[(201, TOKEN)], &[(401, OLD)]).await;
    let error = vm.client().whoami().await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::TokenRefused, Certainty::Refused));
    assert_eq!((vm.log_ins(), vm.calls().len()), (1, 1));
}

#[tokio::test]
async fn a_wrong_password_is_told_and_what_was_asked_for_never_left() {
    for refusal in [(401, ""), (400, r#"{"error":{"code":2011,"msg":"Invalid credentials"}}"#)] {
        let vm = Vm::new(&[refusal], &[]).await;
        let error = vm.client().delete_host(9).await.into_result().unwrap_err();
        assert_eq!((error.kind(), error.certainty()), (&ErrorKind::Auth, Certainty::Unsent));
        assert_eq!(vm.log_ins(), 1);
    }
}

#[tokio::test]
async fn a_sleeping_installation_is_asked_again() {
    let vm = Vm::new(&[(503, ""), (503, ""), (201, TOKEN)], &[(503, "waking up"), (200, ADMIN)]).await;
    let called = vm.client().whoami().await;
    let exchanges: Vec<_> = called.records.iter().map(|record| record.exchanges).collect();
    assert_eq!(exchanges, [3, 2]);
    called.result.unwrap();
}

#[tokio::test]
async fn an_installation_that_stays_asleep_is_told_so() {
    let vm = Vm::answering(&[(503, "")]).await;
    let error = vm.client().whoami().await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::WakingUp);
    assert_eq!(vm.calls().len(), 5);
}

#[tokio::test]
async fn a_change_is_not_repeated_while_the_installation_wakes_up() {
    let vm = Vm::answering(&[(503, "")]).await;
    let error = vm.client().stop_host(9).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::WakingUp, Certainty::Unknown));
    assert_eq!(vm.calls().len(), 1);
}

#[tokio::test]
async fn a_token_that_waits_for_a_second_factor_is_told_from_a_wrong_password() {
    let unconfirmed = r#"{"id":"4","token":"4-abc","confirmed":false}"#;
    let vm = Vm::new(&[(201, unconfirmed)], &[(401, OLD)]).await;
    let error = vm.client().whoami().await.into_result().unwrap_err();
    assert_eq!(error.kind(), &ErrorKind::SecondFactor);
}

#[tokio::test]
async fn an_unconfirmed_token_that_works_is_no_reason_to_complain() {
    let unconfirmed = r#"{"id":"4","token":"4-abc","confirmed":false}"#;
    let vm = Vm::new(&[(201, unconfirmed)], &[(200, ADMIN)]).await;
    assert!(vm.client().whoami().await.into_result().unwrap().is_admin());
}
