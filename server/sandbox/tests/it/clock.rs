//! What days do to licenses.

use jiff::civil::date;
use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain};

async fn advance(place: &Place, days: u32) -> Value {
    let body = json!({"advance_days": days});
    place.http.post(place.url("/sandbox/clock")).json(&body).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_license_is_suspended_at_its_end_and_deleted_30_days_later() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    assert_eq!(advance(&place, 27).await["today"], "2026-02-27");
    assert_eq!(place.license(&id)["status"], 2);
    advance(&place, 1).await;
    assert_eq!(place.license(&id)["status"], 3);
    assert_eq!(advance(&place, 29).await["today"], "2026-03-29");
    assert_eq!(place.license(&id)["status"], 3);
    advance(&place, 1).await;
    assert_eq!(place.license(&id)["status"], 4);
    assert_eq!(place.running.state()["licenses"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn one_long_step_does_the_same_as_many_days() {
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    advance(&place, 400).await;
    let license = place.license(&id);
    assert_eq!((license["status"].as_u64(), license["expiredate"].as_str()), (Some(4), Some("2026-02-28")));
}

#[tokio::test]
async fn a_license_that_renews_itself_pays_at_its_end_while_there_is_money() {
    let place = Place::start(Config { starting_balance: 3 * 56_700, ..plain() }).await;
    let id = place.ordered(&[("autoprolong", "1")]).await;
    advance(&place, 28).await;
    assert_eq!(place.license(&id)["expiredate"], "2026-03-28");
    advance(&place, 28).await;
    assert_eq!(place.license(&id)["expiredate"], "2026-04-28");
    advance(&place, 31).await;
    let license = place.license(&id);
    assert_eq!((license["status"].as_u64(), license["expiredate"].as_str()), (Some(3), Some("2026-04-28")));
    let state = place.running.state();
    let kinds: Vec<&str> =
        state["charges"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["order", "autoprolong", "autoprolong"]);
    assert_eq!(state["charges"][1]["date"], "2026-02-28");
}

#[tokio::test]
async fn whoever_follows_the_clock_hears_of_it() {
    let place = Place::plain().await;
    let mut clock = place.running.clock();
    assert_eq!(*clock.borrow_and_update(), 0);
    advance(&place, 40).await;
    clock.changed().await.unwrap();
    assert_eq!(*clock.borrow_and_update(), 40);
    assert_eq!(place.running.today(), date(2026, 3, 12));
}

#[tokio::test]
async fn a_clock_that_makes_no_sense_is_refused() {
    let place = Place::plain().await;
    for body in [
        json!({"advance_days": -1}),
        json!({"days": 1}),
        json!(3),
        json!({"advance_days": 4_000_000_000_u32}),
    ] {
        let reply = place.http.post(place.url("/sandbox/clock")).json(&body).send().await.unwrap();
        assert_eq!(reply.status(), 400);
    }
    assert_eq!(place.running.today(), date(2026, 1, 31));
}

#[tokio::test]
async fn a_month_code_may_end_on_the_first_of_the_next_month() {
    let place = Place::start(Config { ends_on_first: vec![55382], ..plain() }).await;
    let id = place.ordered(&[("pricelist", "55382")]).await;
    assert_eq!(place.license(&id)["expiredate"], "2026-02-01");
    let renew = [("func", "service.prolong"), ("elid", &id), ("period", "1"), ("sok", "ok")];
    place.call(&renew).await;
    assert_eq!(place.license(&id)["expiredate"], "2026-03-01");
}
