//! One fact, several shapes.

use std::collections::BTreeSet;

use sandbox::Config;
use serde_json::Value;

use crate::place::{Place, plain, text};

/// Which shapes of a thing came up in many replies.
#[derive(Default)]
struct Seen(BTreeSet<&'static str>);

impl Seen {
    fn note(&mut self, yes: bool, name: &'static str) {
        if yes {
            self.0.insert(name);
        }
    }

    fn all(&self, expected: &[&'static str]) {
        assert_eq!(self.0, expected.iter().copied().collect());
    }
}

async fn seeded(seed: u64) -> Place {
    Place::start(Config { shape_seed: Some(seed), ..plain() }).await
}

#[tokio::test]
async fn the_new_id_is_in_one_of_three_places() {
    let place = seeded(7).await;
    let mut seen = Seen::default();
    for number in 1..=30 {
        let doc = place.order(&[("ip", &format!("203.0.113.{number}"))]).await;
        let (flat, dotted, nested) = (text(&doc["id"]), text(&doc["item.id"]), text(&doc["doc"]["id"]));
        let expected = (1000 + number).to_string();
        assert_eq!([&flat, &dotted, &nested].iter().filter(|id| ***id == expected).count(), 1, "{doc}");
        seen.note(!flat.is_empty(), "id");
        seen.note(!dotted.is_empty(), "item.id");
        seen.note(!nested.is_empty(), "doc.id");
    }
    seen.all(&["doc.id", "id", "item.id"]);
}

#[tokio::test]
async fn a_list_says_the_same_in_every_shape() {
    let place = seeded(3).await;
    place.order(&[("autoprolong", "1")]).await;
    let mut seen = Seen::default();
    for _ in 0..60 {
        let doc = place.call(&[("func", "soft")]).await;
        seen.note(doc["elem"].is_object(), "one object");
        seen.note(doc["elem"].is_array(), "array of one");
        let row = if doc["elem"].is_array() { &doc["elem"][0] } else { &doc["elem"] };
        seen.note(row["ip"].is_string(), "bare");
        seen.note(row["ip"].is_object(), "dollar");
        seen.note(row["createdate"].is_array(), "twice");
        assert_eq!(text(&row["createdate"]), "2026-01-31");
        assert_eq!(text(&row["id"]), "1001");
        assert_eq!(text(&row["status"]), "2");
        seen.note(row["status"].get("$orig").is_some(), "orig");
        assert_eq!(row["item_status"]["$orig"], "2");
        let words = text(&row["expiredate"]) == "Daily charges";
        seen.note(words, "words");
        let end = if words { &row["real_expiredate"] } else { &row["expiredate"] };
        assert_eq!(text(end), "2026-02-28");
        seen.note(text(&row["autoprolong"]) == "Month", "autoprolong word");
        assert!(matches!(text(&row["autoprolong"]).as_str(), "1" | "Month"));
    }
    seen.all(&["array of one", "autoprolong word", "bare", "dollar", "one object", "orig", "twice", "words"]);
}

#[tokio::test]
async fn card_and_renewal_may_be_nested_once_more() {
    let place = seeded(5).await;
    place.order(&[]).await;
    let mut seen = Seen::default();
    for _ in 0..30 {
        let card = place.card("1001").await;
        let inner = if card.get("pricelist").is_some() { &card } else { &card["doc"] };
        assert_eq!(text(&inner["pricelist"]), "55227");
        seen.note(card.get("doc").is_some(), "nested card");
        seen.note(card.get("pricelist").is_some(), "flat card");
        let renew = [("func", "service.prolong"), ("elid", "1001"), ("period", "1"), ("sok", "ok")];
        let doc = place.call(&renew).await;
        seen.note(doc.get("newexpiredate").is_some(), "flat renewal");
        seen.note(doc["doc"].get("newexpiredate").is_some(), "nested renewal");
    }
    seen.all(&["flat card", "flat renewal", "nested card", "nested renewal"]);
}

#[tokio::test]
async fn errors_are_short_or_wordy_and_money_may_be_spaced() {
    let place = seeded(2).await;
    let mut seen = Seen::default();
    for _ in 0..30 {
        let doc = place.call(&[("func", "soft.edit"), ("elid", "1")]).await;
        assert_eq!(doc["error"]["$type"], "missed");
        assert_eq!(text(&doc["error"]["msg"]), "The item does not exist");
        seen.note(doc["error"].get("param").is_some(), "wordy");
        seen.note(doc["error"].get("param").is_none(), "short");
        let doc = place.call(&[("func", "usrparam")]).await;
        seen.note(text(&doc["balance"]) == "10\u{a0}000.00 EUR", "spaced");
        seen.note(text(&doc["balance"]) == "10000.00 EUR", "plain");
    }
    seen.all(&["plain", "short", "spaced", "wordy"]);
}

#[tokio::test]
async fn an_empty_list_is_absent() {
    let place = seeded(2).await;
    for _ in 0..10 {
        assert!(place.call(&[("func", "soft")]).await.get("elem").is_none());
    }
}

#[tokio::test]
async fn the_same_seed_and_requests_give_the_same_shapes() {
    async fn replies(seed: u64) -> Vec<Value> {
        let place = seeded(seed).await;
        let mut replies = vec![place.order(&[]).await];
        for _ in 0..10 {
            replies.push(place.call(&[("func", "soft")]).await);
        }
        replies
    }
    assert_eq!(replies(11).await, replies(11).await);
    assert_ne!(replies(11).await, replies(12).await);
}

#[tokio::test]
async fn xml_says_the_same_as_json() {
    let place = Place::plain().await;
    place.ordered(&[("licname", "a<b")]).await;
    let params = [("func", "soft"), ("out", "xml"), ("authinfo", "reseller:sandbox-reseller")];
    let xml = place.post_form(&params).await.unwrap().text().await.unwrap();
    assert!(xml.contains("<elem><id>1001</id><licname>a&lt;b</licname><ip>203.0.113.7</ip>"), "{xml}");
    assert!(xml.contains("<real_ipchange/>"));
}
