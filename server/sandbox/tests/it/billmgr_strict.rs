//! What the license server refuses.

use serde_json::Value;

use crate::place::{Place, text};

fn error(doc: &Value) -> (&str, &str) {
    (doc["error"]["$type"].as_str().unwrap_or_default(), doc["error"]["$object"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn an_unknown_function_is_missed() {
    let place = Place::plain().await;
    for function in ["soft.newkey", "softregistration", "nothing", "", "soft.order.pay", "vds"] {
        assert_eq!(error(&place.call(&[("func", function)]).await).0, "missed", "{function}");
    }
}

#[tokio::test]
async fn each_bad_field_of_an_order_is_named() {
    let place = Place::plain().await;
    for (changed, object) in [
        (("sok", ""), "sok"),
        (("clicked_button", ""), "clicked_button"),
        (("clicked_button", "next"), "clicked_button"),
        (("pricelist", ""), "pricelist"),
        (("pricelist", "1"), "pricelist"),
        (("pricelist", "lite"), "pricelist"),
        (("pricelist", "9203"), "pricelist"),
        (("period", ""), "period"),
        (("period", "3"), "period"),
        (("period", "-100"), "period"),
        (("ip", ""), "ip"),
        (("ip", "203.0.113.300"), "ip"),
        (("ip", "203.0.113.7 "), "ip"),
        (("ip", "host.test"), "ip"),
        (("remoteip", "x"), "remoteip"),
        (("autoprolong", "3"), "autoprolong"),
        (("skipbasket", "yes"), "skipbasket"),
        (("addon_1", "1"), "addon_1"),
        (("order_period", "1"), "order_period"),
        (("datacenter", "1"), "datacenter"),
    ] {
        let doc = place.order(&[changed]).await;
        assert_eq!(error(&doc), ("value", object), "{changed:?}");
    }
    let state = place.running.state();
    assert_eq!(
        (state["licenses"].as_array().unwrap().len(), state["charges"].as_array().unwrap().len()),
        (0, 0)
    );
}

#[tokio::test]
async fn every_documented_parameter_of_an_order_is_accepted() {
    let place = Place::plain().await;
    let id = place
        .ordered(&[
            ("remoteip", "203.0.113.9"),
            ("project", "1"),
            ("pid", "7"),
            ("promocode", "x"),
            ("licence_agreement", "on"),
            ("autoprolong", "12"),
            ("lang", "en"),
        ])
        .await;
    assert_eq!(place.license(&id)["autoprolong"], true);
}

#[tokio::test]
async fn a_trial_is_sold_only_as_a_trial_and_never_renewed() {
    let place = Place::plain().await;
    assert_eq!(error(&place.order(&[("pricelist", "55239")]).await), ("value", "period"));
    let trial = [("pricelist", "55239"), ("period", "-100")];
    assert_eq!(
        error(&place.order(&[trial[0], trial[1], ("autoprolong", "1")]).await),
        ("value", "autoprolong")
    );
    let id = place.ordered(&trial).await;
    let renew = [("func", "service.prolong"), ("elid", &id), ("period", "-100"), ("sok", "ok")];
    assert_eq!(error(&place.call(&renew).await), ("value", "period"));
    assert_eq!(place.running.state()["balance"], "10000.0000");
}

#[tokio::test]
async fn each_bad_field_of_an_edit_is_named() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    for (changed, object) in [
        (("ip", "1.2.3"), "ip"),
        (("ip", ""), "ip"),
        (("clicked_button", "destroy"), "clicked_button"),
        (("autoprolong", "7"), "autoprolong"),
        (("period", "1"), "period"),
        (("lickey", "x"), "lickey"),
    ] {
        assert_eq!(error(&place.edit(&id, &[changed]).await), ("value", object), "{changed:?}");
    }
    let unconfirmed = place.call(&[("func", "soft.edit"), ("elid", &id), ("licname", "new")]).await;
    assert_eq!(error(&unconfirmed), ("value", "sok"));
    assert_eq!(error(&place.edit("x", &[("licname", "n")]).await), ("value", "elid"));
    assert_eq!(error(&place.edit("9999", &[("licname", "n")]).await).0, "missed");
    assert_eq!(place.license(&id)["licname"], "one");
}

#[tokio::test]
async fn other_functions_refuse_what_they_do_not_know() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    for (params, object) in [
        (vec![("func", "whoami"), ("elid", "1")], "elid"),
        (vec![("func", "soft"), ("p_cnt", "0")], "p_cnt"),
        (vec![("func", "soft"), ("p_num", "x")], "p_num"),
        (vec![("func", "soft"), ("p_col", "+nothing")], "p_col"),
        (vec![("func", "soft"), ("ip", "203.0.113.7")], "ip"),
        (vec![("func", "soft"), ("filter", "on"), ("lickey", "x")], "lickey"),
        (vec![("func", "soft.checkip"), ("pricelist", "55227"), ("period", "1")], "ip"),
        (vec![("func", "soft.checkip"), ("pricelist", "55227"), ("ip", "1.2.3.4")], "period"),
        (vec![("func", "soft.delete"), ("elid", &id)], "sok"),
        (vec![("func", "soft.suspend")], "elid"),
        (vec![("func", "soft.suspend"), ("elid", &id), ("period", "1")], "period"),
        (vec![("func", "service.prolong"), ("elid", &id), ("sok", "ok")], "period"),
        (vec![("func", "service.prolong"), ("elid", &id), ("period", "2"), ("sok", "ok")], "period"),
        (vec![("func", "service.changepricelist"), ("elid", &id), ("sok", "ok")], "pricelist"),
        (vec![("func", "pricelist.export"), ("itemtype", "nothing")], "itemtype"),
    ] {
        assert_eq!(error(&place.call(&params).await), ("value", object), "{params:?}");
    }
}

#[tokio::test]
async fn a_deleted_license_stays_in_the_list_and_takes_no_change() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.call(&[("func", "soft.delete"), ("elid", &id), ("sok", "ok")]).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["status"]), "4");
    assert_eq!(error(&place.edit(&id, &[("licname", "n")]).await), ("value", "status"));
    assert_eq!(error(&place.call(&[("func", "soft.resume"), ("elid", &id)]).await), ("value", "status"));
}

#[tokio::test]
async fn a_list_is_paged_sorted_and_filtered() {
    let place = Place::plain().await;
    for number in 1..=5 {
        let (ip, name) = (format!("203.0.113.{number}"), format!("name {}", 9 - number));
        place.ordered(&[("ip", &ip), ("licname", &name)]).await;
    }
    let ids = |doc: &Value| -> Vec<String> {
        doc["elem"].as_array().unwrap().iter().map(|row| text(&row["id"])).collect()
    };
    let doc = place.call(&[("func", "soft"), ("p_cnt", "2"), ("p_num", "2")]).await;
    assert_eq!(
        (ids(&doc), text(&doc["p_elems"])),
        (vec!["1003".to_owned(), "1004".to_owned()], "5".to_owned())
    );
    let doc = place.call(&[("func", "soft"), ("p_col", "+licname"), ("p_cnt", "2")]).await;
    assert_eq!(ids(&doc), ["1005", "1004"]);
    let doc = place.call(&[("func", "soft"), ("p_col", "-id"), ("p_cnt", "2")]).await;
    assert_eq!(ids(&doc), ["1005", "1004"]);
    let doc = place.call(&[("func", "soft"), ("filter", "on"), ("ip", "203.0.113.4")]).await;
    assert_eq!(text(&doc["elem"]["id"]), "1004");
}

#[tokio::test]
async fn several_ids_are_suspended_together_or_not_at_all() {
    let place = Place::plain().await;
    let one = place.ordered(&[]).await;
    let two = place.ordered(&[("ip", "203.0.113.8")]).await;
    let doc = place.call(&[("func", "soft.suspend"), ("elid", &format!("{one}, 5"))]).await;
    assert_eq!(error(&doc).0, "missed");
    assert_eq!(place.license(&one)["status"], 2);
    place.call(&[("func", "soft.suspend"), ("elid", &format!("{one}, {two}"))]).await;
    assert_eq!(
        (place.license(&one)["status"].as_u64(), place.license(&two)["status"].as_u64()),
        (Some(3), Some(3))
    );
}
