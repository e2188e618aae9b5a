use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::select,
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::{Map, Value};
use vmmanager::Certainty;

use crate::{hosts::host, vm::Vm};

const KEYS: [&str; 22] = [
    "list",
    "id",
    "task",
    "consul_id",
    "status",
    "error",
    "code",
    "msg",
    "name",
    "state",
    "account",
    "email",
    "roles",
    "cluster",
    "clusters",
    "ip4",
    "ip",
    "ip_addr",
    "vxlan",
    "tags",
    "recipe_task_list",
    "token",
];
const TEXTS: [&str; 10] =
    ["", "9", "101", "kp-7", "complete", "fail", "a@b.c", "10.0.0.5", "99999999999999999999", "привет"];

fn reply() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        5 => select(&TEXTS[..]).prop_map(Value::from),
        2 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            3 => btree_map(select(&KEYS[..]), inner.clone(), 0..6)
                .prop_map(|map| Value::from(map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>())),
            1 => vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

#[tokio::test]
async fn no_reply_makes_the_decoder_panic_or_a_refusal_out_of_nothing() {
    let mut runner = TestRunner::deterministic();
    let vm = Vm::with("").await;
    let client = vm.client();
    for _ in 0..150 {
        let reply = reply().new_tree(&mut runner).unwrap().current();
        vm.answer_now(reply.to_string());
        let _ = client.whoami().await;
        let _ = client.find_account("a@b.c").await;
        let _ = client.hosts_named("kp-7").await;
        let _ = client.host(9).await;
        let _ = client.addresses(9).await;
        let _ = client.task(101, None).await;
        let _ = client.os_list().await;
        match client.create_host(&host()).await.into_result() {
            Ok(_) => assert!(reply["id"].is_u64() || reply["id"].is_string(), "{reply}"),
            Err(error) => {
                let may_refuse = reply["error"].to_string().len() > 2;
                assert!(error.certainty() == Certainty::Unknown || may_refuse, "{error}: {reply}");
            }
        }
    }
}
