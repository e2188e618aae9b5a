//! Fault plans: files, settings, chance.

use std::{fs, path::Path};

use jiff::civil::date;
use sandbox::{Config, FaultPlan};
use serde_json::{Value, json};

use crate::place::{Place, plain, text};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn plan(text: &str) -> FaultPlan {
    FaultPlan::parse(text).unwrap()
}

async fn playing(settings: &str) -> Place {
    Place::start(Config { fault_plan: Some(plan(settings)), ..plain() }).await
}

fn error(doc: &Value) -> (&str, &str) {
    (doc["error"]["$type"].as_str().unwrap_or_default(), doc["error"]["$object"].as_str().unwrap_or_default())
}

#[test]
fn every_plan_that_is_shipped_can_be_played_and_says_what_it_is_for() {
    let mut count = 0;
    for entry in fs::read_dir(PLANS).unwrap() {
        let path = entry.unwrap().path();
        let plan = FaultPlan::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(plan.about().len() > 20, "{}", path.display());
        assert!(fs::read_to_string(&path).unwrap().starts_with('#'), "{}: a comment first", path.display());
        count += 1;
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn every_plan_that_is_shipped_is_in_the_document() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sandbox.md");
    let document = fs::read_to_string(document).unwrap();
    for entry in fs::read_dir(PLANS).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(document.contains(&format!("`{name}`")), "{name}");
    }
}

#[tokio::test]
async fn a_plan_in_toml_is_played_over_http_and_stopped() {
    let place = Place::plain().await;
    let plan = "about = \"x\"\n[settings]\nshows_remoteid = false\n[[rule]]\nfunction = \"whoami\"\nwhat = \"refuse\"\nerror = \"access\"\n";
    let reply = place.http.post(place.url("/sandbox/faults")).body(plan).send().await.unwrap();
    assert_eq!(reply.status(), 200, "{}", reply.text().await.unwrap());
    place.ordered(&[]).await;
    assert_eq!(error(&place.call(&[("func", "whoami")]).await).0, "access");
    assert!(place.call(&[("func", "soft")]).await["elem"].get("remoteid").is_none());
    place.http.delete(place.url("/sandbox/faults")).send().await.unwrap();
    assert!(place.call(&[("func", "whoami")]).await.get("error").is_none());
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["remoteid"]), "kp-1");
}

#[tokio::test]
async fn a_duplicate_remoteid_is_accepted_or_refused_as_the_plan_says() {
    let place = Place::plain().await;
    place.ordered(&[]).await;
    place.ordered(&[("ip", "203.0.113.8")]).await;
    place.running.play(&plan("[settings]\nunique_remoteid = true"));
    assert_eq!(error(&place.order(&[("ip", "203.0.113.9")]).await), ("exists", "remoteid"));
}

#[tokio::test]
async fn a_release_counts_as_a_change_of_address_or_does_not() {
    let place = playing("[settings]\nrelease_counts = true").await;
    let id = place.ordered(&[]).await;
    place.edit(&id, &[("ip", "0.0.0.0")]).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["real_ipchange"]), "2026-01-31");
    assert_eq!(error(&place.edit(&id, &[("ip", "203.0.113.8")]).await), ("value", "real_ipchange"));
    let place = Place::plain().await;
    let id = place.ordered(&[]).await;
    place.edit(&id, &[("ip", "0.0.0.0")]).await;
    assert!(place.edit(&id, &[("ip", "203.0.113.8")]).await.get("ok").is_some());
}

#[tokio::test]
async fn a_month_code_ends_on_the_first_of_the_next_month_where_the_plan_says_so() {
    let place = playing("[settings]\nends_on_first = [55382]").await;
    place.ordered(&[("pricelist", "55382")]).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["expiredate"]), "2026-02-01");
}

#[tokio::test]
async fn the_license_servers_calendar_is_a_day_ahead_or_behind() {
    for (skew, created) in [(1, "2026-02-01"), (-1, "2026-01-30")] {
        let place = playing(&format!("[settings]\nclock_skew_days = {skew}")).await;
        place.ordered(&[]).await;
        assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["createdate"]), created);
        assert_eq!(place.running.today(), date(2026, 1, 31));
        let clock = place.http.post(place.url("/sandbox/clock")).json(&json!({"advance_days": 1}));
        clock.send().await.unwrap();
        assert_eq!(place.running.today(), date(2026, 2, 1));
    }
}

#[tokio::test]
async fn a_calendar_that_falls_behind_while_it_runs_stands_still_for_a_day() {
    let place = Place::plain().await;
    place.running.play(&plan("[settings]\nclock_skew_days = -1"));
    place.ordered(&[]).await;
    assert_eq!(text(&place.call(&[("func", "soft")]).await["elem"]["createdate"]), "2026-01-31");
    place.running.advance_days(1).await;
    place.ordered(&[("ip", "203.0.113.8")]).await;
    let doc = place.call(&[("func", "soft")]).await;
    assert_eq!(text(&doc["elem"][1]["createdate"]), "2026-01-31");
    place.running.advance_days(1).await;
    assert_eq!(place.running.state()["today"], "2026-02-01");
}

#[tokio::test]
async fn chance_hits_the_same_calls_for_the_same_seed() {
    let mut runs = Vec::new();
    for seed in [3, 3, 4] {
        let rule =
            "[[rule]]\nfunction = \"whoami\"\nprobability = 0.4\nwhat = \"refuse\"\nerror = \"access\"\n";
        let place = playing(&format!("seed = {seed}\n{rule}")).await;
        let mut refused = Vec::new();
        for _ in 0..30 {
            refused.push(place.call(&[("func", "whoami")]).await.get("error").is_some());
        }
        assert!(refused.contains(&true) && refused.contains(&false));
        runs.push(refused);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn with_a_probability_times_is_the_most_that_are_hit() {
    let place =
        playing("[[rule]]\nfunction = \"who*\"\nprobability = 1.0\ntimes = 2\nnth = 2\nwhat = \"refuse\"")
            .await;
    let mut refused = Vec::new();
    for _ in 0..5 {
        refused.push(place.call(&[("func", "whoami")]).await.get("error").is_some());
    }
    assert_eq!(refused, [false, true, true, false, false]);
}
