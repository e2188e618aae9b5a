//! The sandbox as a process of its own.

use std::{path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// Starts it on a free port; the process and its URL.
async fn start(data: &Path) -> (Child, String) {
    start_with(data, &[]).await
}

async fn start_with(data: &Path, more: &[&str]) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_keypool-sandbox"))
        .args(["--listen", "127.0.0.1:0", "--seed", "0", "--strict", "--data"])
        .arg(data)
        .args(more)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let url = line.strip_prefix("keypool-sandbox ready on ").unwrap().to_owned();
    (child, url)
}

async fn state(url: &str) -> serde_json::Value {
    reqwest::get(format!("{url}/sandbox/state")).await.unwrap().json().await.unwrap()
}

async fn order(url: &str, number: u32) -> reqwest::Result<String> {
    let query = format!(
        "func=soft.order.param&out=json&authinfo=reseller:sandbox-reseller&clicked_button=finish&pricelist=55227\
         &period=1&ip=203.0.113.{number}&skipbasket=on&sok=ok"
    );
    reqwest::get(format!("{url}/billmgr?{query}")).await?.text().await
}

#[tokio::test]
async fn killed_it_remembers_every_order_that_it_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, url) = start(folder.path()).await;
    let (done, mut enough) = tokio::sync::watch::channel(0);
    let ordering = async {
        for number in 1..=250 {
            match order(&url, number).await {
                Ok(reply) if reply.contains("\"ok\"") => done.send_modify(|count| *count += 1),
                _ => break,
            }
        }
        *done.borrow()
    };
    let killing = async {
        enough.wait_for(|confirmed| *confirmed >= 20).await.unwrap();
        child.kill().await.unwrap();
    };
    let (confirmed, ()) = tokio::join!(ordering, killing);
    let (_child, url) = start(folder.path()).await;
    let kept = state(&url).await["licenses"].as_array().unwrap().len();
    assert!(confirmed >= 20 && (kept == confirmed || kept == confirmed + 1), "{kept} of {confirmed}");
}

#[tokio::test]
async fn asked_to_terminate_it_ends_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, url) = start(folder.path()).await;
    assert_eq!(state(&url).await["licenses"].as_array().unwrap().len(), 0);
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    assert!(child.wait().await.unwrap().success());
}

#[tokio::test]
async fn a_plan_is_played_from_the_start_and_one_that_cannot_be_read_ends_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/plans/sticky-filter.toml");
    let (_child, url) = start_with(folder.path(), &["--fault-plan", "no-money", "--fault-plan", plan]).await;
    assert!(order(&url, 1).await.unwrap().contains("insufficient funds"));
    let rules = reqwest::get(format!("{url}/sandbox/faults")).await.unwrap().text().await.unwrap();
    assert!(rules.contains("set_filter"), "{rules}");
    let wrong = folder.path().join("wrong.toml");
    std::fs::write(&wrong, "[[rule]]\nfunction = \"soft\"\nwhat = \"explode\"\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_keypool-sandbox"))
        .args(["--listen", "127.0.0.1:0", "--fault-plan"])
        .arg(&wrong)
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("explode"));
}
