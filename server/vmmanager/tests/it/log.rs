use vmmanager::{Certainty, Outcome};

use crate::{
    hosts::host,
    vm::{PASSWORD, Vm},
};

#[tokio::test]
async fn a_record_keeps_what_was_asked_and_never_a_secret() {
    let reply = r#"{"error":{"code":7,"msg":"root-pw of 4-abc for vm secret is weak"}}"#;
    let vm = Vm::answering(&[(400, reply)]).await;
    let client = vm.client();
    let called = client.create_host(&host()).await;
    let log_in = &called.records[0];
    assert_eq!((log_in.function.as_str(), log_in.fields.len()), ("POST /auth/v4/public/token", 0));

    let record = &called.records[1];
    let fields: Vec<_> = record.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(fields, ["cpu_number=1", "hdd_mib=10240", "name=kp-7", "os=12", "ram_mib=1024"]);
    assert_eq!(
        (record.function.as_str(), record.is_change, record.status),
        ("POST /vm/v3/host", true, Some(400))
    );
    let words = "*** of *** for *** is weak".to_owned();
    assert_eq!(record.outcome, Outcome::Failed { kind: "other", words, certainty: Certainty::Refused });
    let shown = format!("{:?} {:?} {:?} {client:?}", called.records, called.result, host());
    for secret in ["root-pw", "4-abc", PASSWORD] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
