//! What a sandbox remembers when it starts again.

use std::io::Write;

use sandbox::Config;
use serde_json::{Value, json};

use crate::place::{Place, plain};

fn kept(folder: &tempfile::TempDir) -> Config {
    Config { data_dir: Some(folder.path().to_owned()), ..plain() }
}

fn facts(place: &Place) -> Value {
    let mut state = place.running.state();
    state["requests"].take();
    state
}

async fn with_everything(config: Config) -> Place {
    let mut place = Place::start(config).await;
    let id = place.ordered(&[]).await;
    place.card(&id).await;
    place.card(&id).await;
    place.edit(&id, &[("ip", "203.0.113.9")]).await;
    place.log_in().await;
    for name in ["kp-1", "kp-2"] {
        let host =
            json!({"name": name, "password": "x", "os": 1, "cpu_number": 1, "ram_mib": 512, "hdd_mib": 9000});
        let (status, reply) = place.send("POST", "/vm/v3/host", &[], Some(host)).await;
        assert_eq!(status, 200, "{reply}");
    }
    place.running.advance_days(10).await;
    place
}

#[tokio::test]
async fn a_sandbox_that_starts_again_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let place = with_everything(kept(&folder)).await;
    let before = facts(&place);
    assert_eq!(before["today"], "2026-02-10");
    place.running.shutdown().await;
    let mut place = Place::start(kept(&folder)).await;
    assert_eq!(facts(&place), before);
    place.log_in().await;
    place.send("DELETE", "/vm/v3/host/101", &[], None).await;
    place.get("/vm/v3/host").await;
    let next = place.ordered(&[("ip", "203.0.113.30")]).await;
    assert_eq!(next, "1002");
    let before = facts(&place);
    assert_eq!(before["vms"].as_array().unwrap().len(), 1);
    let place = Place::start(kept(&folder)).await;
    assert_eq!(facts(&place), before);
}

#[tokio::test]
async fn a_line_torn_by_a_crash_is_dropped_and_what_follows_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let place = with_everything(kept(&folder)).await;
    let before = facts(&place);
    place.running.shutdown().await;
    let path = folder.path().join("sandbox.jsonl");
    for torn in ["[{\"license\":{\"id\":10", "[{\"addresses\":{\"next\":99}}]"] {
        let mut file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(torn.as_bytes()).unwrap();
        let place = Place::start(kept(&folder)).await;
        assert_eq!(facts(&place), before);
        place.running.shutdown().await;
    }
    let place = Place::start(kept(&folder)).await;
    place.ordered(&[("ip", "203.0.113.30")]).await;
    let before = facts(&place);
    place.running.shutdown().await;
    assert_eq!(facts(&Place::start(kept(&folder)).await), before);
}

#[tokio::test]
async fn a_journal_broken_in_its_middle_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sandbox.jsonl"), "nonsense\n[]\n").unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    assert!(sandbox::start(kept(&folder), listener).await.is_err());
}

#[tokio::test]
async fn days_that_passed_while_it_was_away_are_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::start(kept(&folder)).await;
    let id = place.ordered(&[]).await;
    place.running.shutdown().await;
    let start_date = Some(jiff::civil::date(2026, 3, 1));
    let place = Place::start(Config { start_date, ..kept(&folder) }).await;
    assert_eq!(place.license(&id)["status"], 3);
}
