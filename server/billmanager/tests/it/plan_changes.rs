use billmanager::{Amount, Certainty, ErrorKind, PlanChange, PlanChangeWay};

use crate::panel::{Panel, id, json};

const CHOICES: &str = r#"{"doc":{"elid":{"$":"812"},"slist":[{"$name":"pricelist","val":[
    {"$key":"","$":"-- none --"},{"$key":"55228","$cost":"9.45","$":"ispmanager 6 pro"},{"$key":"55229","$":"ispmanager 6 host"}]}]}}"#;
const VIEW: &str = r#"{"doc":{"oldprice":{"$":"5.67 EUR / Month"},"newprice":{"$":"9.45 EUR / Month"},
    "oldexpiredate":{"$":"2026-12-01"},"newexpiredate":{"$":"2026-12-24"},
    "oldpricelist":{"$":"ispmanager 6 lite"},"newpricelist":{"$":"ispmanager 6 pro"},
    "money_info":{"$":"To pay now: <b>7.20 EUR</b>"}}}"#;
const NO_FUNCTION: &str = r#"{"doc":{"error":{"$type":"missed","$object":"func","msg":{"$":"Function 'service.changepricelist.pricelist' is not found"}}}}"#;

fn change(way: PlanChangeWay) -> PlanChange {
    PlanChange { plan_code: "55228".to_owned(), period: 1, way }
}

fn eur(ten_thousandths: i64) -> Amount {
    Amount { ten_thousandths, currency: Some("EUR".to_owned()) }
}

#[tokio::test]
async fn the_plans_to_choose_from_are_read_with_their_codes() {
    let panel = Panel::with(CHOICES).await;
    let plans = panel.client().plan_choices(id(812)).await.into_result().unwrap();
    let codes: Vec<_> = plans.iter().map(|plan| plan.plan_code.as_str()).collect();
    assert_eq!((codes, plans[0].cost.as_ref().unwrap().ten_thousandths), (vec!["55228", "55229"], 94_500));
    assert!(panel.form().starts_with("func=service.changepricelist&"), "{}", panel.form());
}

#[tokio::test]
async fn a_change_of_plan_shows_its_money_before_it_is_made() {
    let panel = Panel::with(VIEW).await;
    let view = panel.client().plan_change_view(id(812), "55228", 1).await.into_result().unwrap();
    assert_eq!(view.way, PlanChangeWay::Wizard);
    assert_eq!((view.old_price, view.new_price), (Some(eur(56_700)), Some(eur(94_500))));
    assert_eq!(view.next_expires.date().unwrap().to_string(), "2026-12-24");
    assert_eq!((view.due, view.money_info.unwrap().contains("To pay now")), (Some(eur(72_000)), true));
    let form = panel.form();
    assert!(form.contains("func=service.changepricelist.pricelist&") && form.contains("snext=ok"), "{form}");
}

#[tokio::test]
async fn a_panel_without_the_wizard_is_asked_by_its_form_and_changed_in_one_call() {
    let panel =
        Panel::answering([NO_FUNCTION, CHOICES, r#"{"doc":{"id":{"$":"812"},"ok":{"$":""}}}"#].map(json))
            .await;
    let client = panel.client();
    let view = client.plan_change_view(id(812), "55228", 1).await.into_result().unwrap();
    assert_eq!((view.way, view.due), (PlanChangeWay::Direct, None));
    client.change_plan(id(812), &change(view.way)).await.into_result().unwrap();
    let last = panel.requests().pop().unwrap();
    assert!(last.contains("func=service.changepricelist&"), "{last}");
    assert!(last.ends_with("elid=812&pricelist=55228&period=1&sok=ok"), "{last}");
}

#[tokio::test]
async fn the_wizards_last_step_is_sent_once() {
    let panel = Panel::with(r#"{"doc":{"doc":{"newexpiredate":{"$":"2026-12-24"}},"ok":{"$":""}}}"#).await;
    let changed = panel.client().change_plan(id(812), &change(PlanChangeWay::Wizard)).await.into_result();
    assert_eq!(changed.unwrap().expires.date().unwrap().to_string(), "2026-12-24");
    assert!(panel.form().contains("func=service.changepricelist.getmoney"));
    assert!(panel.form().ends_with("elid=812&pricelist=55228&sok=ok"));
}

#[tokio::test]
async fn a_step_that_leads_on_a_form_and_a_bill_do_not_prove_that_the_plan_was_changed() {
    for (reply, kind) in [
        (r#"{"doc":{"ok":{"$":"func=service.changepricelist.pricelist&elid=812"}}}"#, ErrorKind::Malformed),
        (VIEW, ErrorKind::Malformed),
        (CHOICES, ErrorKind::Malformed),
        (
            r#"{"doc":{"billorder":{"$":"7"},"ok":{"$":"https://pay.example/"}}}"#,
            ErrorKind::PaymentRequired { bill: Some("7".to_owned()) },
        ),
    ] {
        let panel = Panel::with(reply).await;
        for way in [PlanChangeWay::Direct, PlanChangeWay::Wizard] {
            let error = panel.client().change_plan(id(812), &change(way)).await.into_result().unwrap_err();
            assert_eq!((error.kind(), error.certainty()), (&kind, Certainty::Unknown), "{reply}");
        }
        assert_eq!(panel.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_change_of_plan_without_money_is_refused() {
    let refused =
        r#"{"doc":{"error":{"$type":"x","msg":{"$":"insufficient funds to complete the operation"}}}}"#;
    let panel = Panel::with(refused).await;
    let error =
        panel.client().change_plan(id(812), &change(PlanChangeWay::Direct)).await.into_result().unwrap_err();
    assert_eq!((error.kind(), error.certainty()), (&ErrorKind::NoMoney, Certainty::Refused));
}
