use std::net::IpAddr;

use billmanager::{Certainty, LicenseEdit, PriceListQuery};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::select,
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::{Map, Value, json};

use crate::{
    orders::request,
    panel::{Panel, id, soft},
};

const KEYS: [&str; 38] = [
    "$",
    "$orig",
    "$type",
    "$object",
    "$name",
    "$key",
    "$cost",
    "$id",
    "doc",
    "elem",
    "id",
    "item.id",
    "error",
    "msg",
    "ok",
    "billorder",
    "ip",
    "licname",
    "lickey",
    "status",
    "expiredate",
    "real_ipchange",
    "pricelist",
    "price",
    "period",
    "slist",
    "val",
    "user",
    "balance",
    "auth",
    "addon",
    "p_elems",
    "cost",
    "autoprolong",
    "remoteid",
    "newexpiredate",
    "elid",
    "currency",
];
const TEXTS: [&str; 16] = [
    "",
    "1",
    "812",
    "-100",
    "0000-00-00",
    "2026-10-04",
    "Daily charges",
    "12.50 EUR",
    "1\u{a0}234,56 руб.",
    "1,234",
    "дата неизвестна",
    "access",
    "https://pay.example/",
    "99999999999999999999",
    "period",
    "<b>9,</b>",
];

fn reply() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => select(&TEXTS[..]).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => ".{0,12}".prop_map(Value::from),
    ];
    let tree = leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            4 => btree_map(select(&KEYS[..]), inner.clone(), 0..6)
                .prop_map(|map| Value::from(map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>())),
            1 => vec(inner, 0..4).prop_map(Value::from),
        ]
    });
    tree.prop_map(|doc| json!({ "doc": doc }))
}

/// Whether an order's reply may be taken for a clear refusal.
fn has_typed_error(reply: &Value) -> bool {
    [&reply["doc"]["error"], &reply["doc"]["doc"]["error"]]
        .iter()
        .any(|error| error.to_string().contains("$type"))
}

#[tokio::test]
async fn no_reply_makes_the_decoder_panic_or_a_refusal_out_of_nothing() {
    let mut runner = TestRunner::deterministic();
    let panel = Panel::with("").await;
    let client = panel.client();
    for _ in 0..150 {
        let reply = reply().new_tree(&mut runner).unwrap().current();
        panel.answer_now(reply.to_string());
        let _ = client.whoami().await;
        let _ = client.licenses(&soft()).await;
        let _ = client.card(&soft(), id(812)).await;
        let _ = client.balance().await;
        let _ = client.prolong_view(id(812), None).await;
        let _ = client.price_list(&PriceListQuery::default()).await;
        let _ = client.edit(&soft(), id(812), &LicenseEdit::NewKey).await;
        let _ = client.check_address(&soft(), "1", 1, IpAddr::from([1, 2, 3, 4])).await;
        let changes = [
            client.order(&request()).await.into_result().map(|_| ()),
            client.prolong(id(812), 1).await.into_result().map(|_| ()),
        ];
        for error in changes.into_iter().filter_map(Result::err) {
            assert!(error.certainty() != Certainty::Refused || has_typed_error(&reply), "{error}: {reply}");
        }
    }
}

#[tokio::test]
async fn no_piece_of_a_whole_reply_is_taken_for_a_success_or_a_refusal() {
    let whole = r#"{"doc":{"item.id":{"$":"812"},"ok":{"$":""},"error":{"$type":"value"}}}"#;
    let panel = Panel::with("").await;
    let client = panel.client();
    for end in 0..whole.len() {
        panel.answer_now(&whole[..end]);
        let error = client.order(&request()).await.into_result().unwrap_err();
        assert_eq!(error.certainty(), Certainty::Unknown, "{}", &whole[..end]);
    }
}
