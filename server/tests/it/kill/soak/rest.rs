//! How everything comes to rest after a soak: staff retry what failed, and decide what nobody else can know.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::OperationId;
use domain::operation::Note;
use futures::StreamExt;
use futures::stream;
use serde_json::{Value, json};

use crate::kill::decisions::Staff;
use crate::kill::installation::Installation;
use crate::kill::sandbox::Sandbox;

/// How long the queue may take after faults are lifted.
const PATIENCE: Duration = Duration::from_secs(7_200);
/// How often staff help one operation until the next days, and at the end.
pub const TRIES: (usize, usize) = (2, 4);
/// Operations that staff look at together.
const TOGETHER: usize = 4;
/// What looks for something that never comes moves for ever: staff look at it when nothing has ended for so long.
const QUIET: Duration = Duration::from_secs(10);
/// A wait that is not worth hurrying, in milliseconds.
const SHORT_MS: i64 = 3_000;

/// An operation that is not over.
#[derive(Debug)]
pub struct Open {
    pub id: OperationId,
    pub kind: String,
    pub step: String,
    pub state: String,
    pub note: Option<Note>,
    run_at_ms: i64,
    waits_for_a_day: bool,
}

impl Open {
    /// Whether it goes on by itself within some seconds.
    pub fn is_moving(&self, installation: &Installation) -> bool {
        let soon = installation.engine.clock().now_ms() + SHORT_MS;
        let is_due = !self.waits_for_a_day && self.run_at_ms <= soon;
        self.state == "running" || self.state == "ready" && is_due
    }
}

/// Every operation that is not over.
pub async fn open(installation: &Installation) -> Vec<Open> {
    let open = "SELECT id || '|' || kind || '|' || step || '|' || state || '|' || run_at || '|'
            || COALESCE(not_before, '') || '|' || COALESCE(note, 'null') FROM operations
        WHERE state NOT IN ('done', 'given_up') ORDER BY id";
    let rows = installation.database().texts(&[open]).await.remove(0);
    let today = installation.engine.clock().today().to_string();
    let read = |row: String| {
        let parts: Vec<&str> = row.splitn(7, '|').collect();
        Open {
            id: OperationId::new(parts[0].parse().unwrap()),
            kind: parts[1].to_owned(),
            step: parts[2].to_owned(),
            state: parts[3].to_owned(),
            run_at_ms: parts[4].parse().unwrap(),
            waits_for_a_day: parts[5] > today.as_str(),
            note: serde_json::from_str(parts[6]).unwrap(),
        }
    };
    rows.into_iter().map(read).collect()
}

/// What is left once everything has come to rest.
pub async fn left(installation: &Installation) -> Vec<Open> {
    let left = open(installation).await;
    for line in &left {
        let Open { id, kind, step, state, note, .. } = line;
        println!("left: operation {id} ({kind}) is {state} at {step}: {note:?}");
    }
    left
}

/// Waits, retries and decides until nothing moves or was helped so often; says how much was decided.
pub async fn come_to_rest(
    installation: &Installation,
    sandbox: &Sandbox,
    url: &str,
    most_tries: usize,
) -> usize {
    let staff = Staff::at_work(installation, url).await;
    let (begun, mut tried, mut decided) = (Instant::now(), BTreeMap::<OperationId, usize>::new(), 0);
    let mut last_end = (Instant::now(), 0);
    loop {
        assert!(begun.elapsed() < PATIENCE, "this does not come to rest: {:#?}", open(installation).await);
        let lines = open(installation).await;
        if last_end.1 != lines.len() {
            last_end = (Instant::now(), lines.len());
        }
        if lines.iter().any(|line| line.is_moving(installation)) && last_end.0.elapsed() < QUIET {
            tokio::time::sleep(Duration::from_millis(300)).await;
            continue;
        }
        last_end.0 = Instant::now();
        let mut helped: Vec<&Open> = Vec::new();
        for line in lines.iter().filter(|line| !line.waits_for_a_day && line.state != "running") {
            let tries = tried.entry(line.id).or_default();
            if *tries < most_tries {
                *tries += 1;
                helped.push(line);
            }
        }
        if helped.is_empty() {
            return decided;
        }
        let there = sandbox.state().await;
        take_back_bills(installation, sandbox, &there).await;
        mend_there(sandbox, &there, &helped).await;
        let (count, began) = (helped.len(), decided);
        let mut helping = stream::iter(helped).map(|line| help(&staff, line)).buffer_unordered(TOGETHER);
        while let Some(is_decided) = helping.next().await {
            decided += usize::from(is_decided);
        }
        println!("        staff help {count} operations, {} of them by a decision", decided - began);
    }
}

/// Says whether it was a decision.
async fn help(staff: &Staff<'_>, line: &Open) -> bool {
    if line.state == "unknown" {
        return staff.decide(line.id).await;
    }
    staff.hurry(line.id).await;
    false
}

/// What waits there for a payment that nobody makes is taken back, as somebody would who then orders again.
async fn take_back_bills(installation: &Installation, sandbox: &Sandbox, there: &Value) {
    let markers = "SELECT marker FROM purchase_intents WHERE state = 'unknown'";
    let markers = installation.database().texts(&[markers]).await.remove(0);
    for license in there["licenses"].as_array().unwrap() {
        let is_undecided = markers.iter().any(|marker| license["remoteid"] == marker.as_str());
        if is_undecided && license["status"] == 1 {
            sandbox.act(&json!({ "do": "delete_license", "license": license["id"] })).await;
        }
    }
}

/// What the page of an operation asks for before *Retry*: a server that is half-made is removed, a bill is paid.
async fn mend_there(sandbox: &Sandbox, there: &Value, operations: &[&Open]) {
    let has = |list: &str, id: u64, is_so: fn(&Value) -> bool| {
        there[list].as_array().unwrap().iter().any(|one| one["id"] == id && is_so(one))
    };
    for operation in operations {
        match &operation.note {
            Some(Note::ServerHalfMade { vm, .. }) => {
                let vm = vm.as_str().parse().unwrap();
                if has("vms", vm, |_| true) {
                    sandbox.act(&json!({ "do": "delete_vm", "vm": vm })).await;
                }
            }
            Some(Note::NotPaidThere { license }) => {
                let license = license.as_str().parse().unwrap();
                if has("licenses", license, |license| license["status"] == 1) {
                    sandbox.act(&json!({ "do": "pay_bill", "license": license })).await;
                }
            }
            _ => {}
        }
    }
}
