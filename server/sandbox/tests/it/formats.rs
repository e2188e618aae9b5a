//! Formats for other clients: XML and bjson (`docs/protocols/billmanager.md` §1.3).

use sandbox::Config;
use serde_json::Value;

use crate::place::{Place, plain};

async fn answer(place: &Place, out: &str, params: &[(&str, &str)]) -> (String, String) {
    let mut all = vec![("out", out), ("authinfo", "reseller:sandbox-reseller")];
    all.extend_from_slice(params);
    let reply = place.post_form(&all).await.unwrap();
    let content_type = reply.headers()["content-type"].to_str().unwrap().to_owned();
    (content_type, reply.text().await.unwrap())
}

async fn bjson(place: &Place, params: &[(&str, &str)]) -> Value {
    let (content_type, body) = answer(place, "bjson", params).await;
    assert!(content_type.starts_with("application/json"));
    serde_json::from_str(&body).unwrap()
}

const ORDER: &[(&str, &str)] = &[
    ("func", "soft.order.param"),
    ("clicked_button", "finish"),
    ("pricelist", "55227"),
    ("period", "1"),
    ("ip", "203.0.113.7"),
    ("licname", "a < b & \"c\" \u{1}"),
    ("skipbasket", "on"),
    ("sok", "ok"),
];

#[tokio::test]
async fn an_order_in_xml_has_its_id_and_a_list_escapes_what_it_must() {
    let place = Place::plain().await;
    let (content_type, body) = answer(&place, "xml", ORDER).await;
    assert!(content_type.starts_with("text/xml"));
    assert!(body.contains("<doc><id>1001</id><ok/></doc>"), "{body}");
    let (_, body) = answer(&place, "xml", &[("func", "soft")]).await;
    assert!(body.contains("<licname>a &lt; b &amp; &quot;c&quot; \u{fffd}</licname>"), "{body}");
    assert!(body.contains("<elem><id>1001</id>") && body.contains("<p_elems>1</p_elems>"), "{body}");
}

#[tokio::test]
async fn an_error_in_xml_has_its_attributes() {
    let place = Place::plain().await;
    let (_, body) = answer(&place, "xml", &[("func", "soft.edit"), ("elid", "x")]).await;
    assert!(body.contains("<error type=\"value\" object=\"elid\"><msg>"), "{body}");
}

#[tokio::test]
async fn bjson_is_flat_whatever_the_other_formats_do() {
    for shape_seed in [None, Some(1), Some(2), Some(3), Some(4)] {
        let place = Place::start(Config { shape_seed, ..plain() }).await;
        let reply = bjson(&place, ORDER).await;
        let id = reply.get("id").or_else(|| reply.get("item.id")).unwrap()["v"].clone();
        assert_eq!((id.as_str(), reply["ok"]["v"].as_str()), (Some("1001"), Some("")), "{reply}");
        let reply = bjson(&place, &[("func", "soft.edit"), ("elid", "1001")]).await;
        assert_eq!(
            (reply["model"]["ip"].as_str(), reply["model"]["status"].as_str()),
            (Some("203.0.113.7"), Some("2"))
        );
        let reply = bjson(&place, &[("func", "soft")]).await;
        assert_eq!(
            (reply["elem"][0]["pricelist"].as_str(), reply["p_elems"]["v"].as_str()),
            (Some("55227"), Some("1"))
        );
        let reply = bjson(&place, &[("func", "soft.edit"), ("elid", "7")]).await;
        let message = &reply["error"]["msg"];
        let words = message.as_str().or_else(|| message["v"].as_str()).unwrap();
        assert_eq!((reply["error"]["type"].as_str(), words), (Some("missed"), "The item does not exist"));
    }
}

#[tokio::test]
async fn xjson_and_sjson_are_json() {
    let place = Place::plain().await;
    for out in ["xjson", "sjson"] {
        let (_, body) = answer(&place, out, &[("func", "whoami"), ("sfrom", "ajax")]).await;
        assert_eq!(serde_json::from_str::<Value>(&body).unwrap()["doc"]["user"]["$realname"], "reseller");
    }
}

#[tokio::test]
async fn a_long_reply_is_in_the_format_that_was_asked_for() {
    let place = Place::plain().await;
    place.fault(serde_json::json!({"function": "soft.order.param", "what": "long_reply"})).await;
    let (content_type, page) = answer(&place, "xml", ORDER).await;
    assert!(content_type.starts_with("text/html"));
    let link = page.split('"').find(|part| part.starts_with("/long")).unwrap();
    let reply = place.http.get(place.url(link)).send().await.unwrap();
    assert!(reply.text().await.unwrap().starts_with("<?xml"));
}
