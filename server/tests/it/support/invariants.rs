//! What is true whenever everything has come to rest, whatever broke before: ours in the database, and ours against
//! the sandbox's.
//!
//! A rule is a sentence that must not come true. Whoever tests gets every sentence that did, with what it is about.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::database::FreshDatabase;

/// What no rule of ours made: acts of people at the remote systems, which ours need not agree with.
#[derive(Debug, Default)]
pub struct Strange {
    /// Charges that people caused, or the license server by itself.
    pub charges: BTreeSet<u64>,
    /// Licenses that people touched, bought or renewed there.
    pub licenses: BTreeSet<String>,
    /// Licenses that people bought there: never ours.
    pub bought: BTreeSet<String>,
    /// Servers that people touched or made, by their number.
    pub servers: BTreeSet<String>,
}

/// Sentences about our own rows, each with a statement that finds what makes it true.
const OURS: &[(&str, &str)] = &[
    (
        "an address is locked by an operation that is over",
        "SELECT a.address || ' by operation ' || o.id FROM address_locks a JOIN operations o ON o.id = a.operation_id
         WHERE o.state IN ('done', 'given_up')",
    ),
    (
        "a license is reserved by an operation that is over",
        "SELECT 'license ' || l.id || ' by operation ' || o.id FROM licenses l JOIN operations o ON o.id = l.reserved_by
         WHERE o.state IN ('done', 'given_up')",
    ),
    (
        "a license serves a service that is deleted",
        "SELECT 'license ' || l.id || ' serves service ' || s.id FROM licenses l JOIN services s ON s.id = l.service_id
         WHERE l.state = 'attached' AND s.state = 'deleted'",
    ),
    (
        "a license is on its way back, and nothing brings it",
        "SELECT 'license ' || l.id || ' (' || l.state || ') of service ' || COALESCE(l.service_id, l.left_service_id, 0)
         FROM licenses l
         WHERE l.state IN ('releasing', 'waiting_address') AND NOT EXISTS (SELECT 1 FROM operations o
            WHERE o.service_id = COALESCE(l.service_id, l.left_service_id) AND o.state NOT IN ('done', 'given_up'))",
    ),
    (
        "an operation is leased",
        "SELECT 'operation ' || id || ' at ' || step FROM operations WHERE state = 'running'",
    ),
    (
        "an operation needs a person, and there is no task",
        "SELECT 'operation ' || o.id || ' at ' || o.step || ' is ' || o.state FROM operations o
         WHERE o.state IN ('failed', 'unknown')
           AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.operation_id = o.id AND t.closed_at IS NULL)",
    ),
    (
        "a task is open, and its operation is over",
        "SELECT 'task ' || t.id || ' of operation ' || o.id FROM tasks t JOIN operations o ON o.id = t.operation_id
         WHERE t.closed_at IS NULL AND o.state IN ('done', 'given_up')",
    ),
    (
        "an operation waits and does not say what for",
        "SELECT 'operation ' || id || ' at ' || step || ' is ' || state FROM operations
         WHERE state IN ('ready', 'failed', 'unknown') AND note IS NULL",
    ),
    (
        "a balance is not the sum of its entries",
        "SELECT 'client ' || c.id || ' has ' || c.balance FROM clients c
         WHERE c.balance <> (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM ledger_entries e
            WHERE e.client_id = c.id)",
    ),
    (
        "an order was not charged once",
        "SELECT 'order ' || o.id FROM orders o WHERE (SELECT COUNT(*) FROM ledger_entries e
            WHERE e.order_id = o.id AND e.kind = 'charge') <> 1",
    ),
    (
        "a client paid for a server that was never delivered",
        "SELECT 'service ' || s.id FROM services s JOIN orders o ON o.service_id = s.id
         WHERE s.delivered_at IS NULL AND s.state IN ('failed', 'deleted')
           AND (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM ledger_entries e WHERE e.service_id = s.id) <> 0",
    ),
    (
        "a purchase may have been made, and its operation is over",
        "SELECT 'purchase ' || p.id || ' (' || p.state || ') of operation ' || o.id FROM purchase_intents p
         JOIN operations o ON o.id = p.operation_id
         WHERE p.state IN ('sending', 'unknown') AND o.state IN ('done', 'given_up')",
    ),
    (
        "a renewal may have been made, and its operation is over",
        "SELECT 'renewal ' || r.id || ' (' || r.state || ') of operation ' || o.id FROM renewal_intents r
         JOIN operations o ON o.id = r.operation_id
         WHERE r.state IN ('sending', 'unknown') AND o.state IN ('done', 'given_up')",
    ),
    (
        "a change of plan may have been made, and its operation is over",
        "SELECT 'change of plan ' || c.id || ' (' || c.state || ') of operation ' || o.id FROM plan_change_intents c
         JOIN operations o ON o.id = c.operation_id
         WHERE c.state IN ('sending', 'unknown') AND o.state IN ('done', 'given_up')",
    ),
    (
        "a service is to be made or deleted, and nothing does it",
        "SELECT 'service ' || s.id || ' is ' || s.state FROM services s WHERE s.state IN ('provisioning', 'deleting')
           AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.service_id = s.id AND o.state NOT IN ('done', 'given_up'))",
    ),
    (
        "a client waits for a panel, and nothing brings it",
        "SELECT 'service ' || s.id FROM services s WHERE s.state = 'active' AND s.panel_state = 'pending'
           AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.service_id = s.id AND o.state NOT IN ('done', 'given_up'))",
    ),
    (
        "a service has a panel, and no license serves it",
        "SELECT 'service ' || s.id FROM services s WHERE s.state = 'active' AND s.panel_state = 'active'
           AND NOT EXISTS (SELECT 1 FROM licenses l WHERE l.service_id = s.id AND l.state = 'attached')
           AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.service_id = s.id AND o.state NOT IN ('done', 'given_up'))",
    ),
];

/// What is compared with the sandbox: a name, and a statement whose columns are texts behind each other.
const PURCHASES: &str =
    "SELECT p.id || '|' || p.marker || '|' || p.state || '|' || COALESCE(l.remote_id, '') || '|'
        || COALESCE(CAST(p.cost_e4 AS TEXT), '')
    FROM purchase_intents p LEFT JOIN licenses l ON l.id = p.license_id ORDER BY p.id";
const RENEWALS: &str =
    "SELECT r.id || '|' || r.state || '|' || l.remote_id || '|' || COALESCE(CAST(r.cost_e4 AS TEXT), '')
    FROM renewal_intents r JOIN licenses l ON l.id = r.license_id ORDER BY r.id";
const PLAN_CHANGES: &str = "SELECT c.id || '|' || c.state || '|' || l.remote_id || '|'
        || COALESCE(CAST(c.cost_e4 AS TEXT), '')
    FROM plan_change_intents c JOIN licenses l ON l.id = c.license_id ORDER BY c.id";
const LICENSES: &str = "SELECT l.id || '|' || l.remote_id || '|' || l.state || '|' || COALESCE(CAST(s.id AS TEXT), '')
        || '|' || COALESCE(s.address, '') || '|' || COALESCE(s.host_name, '') || '|' || COALESCE(s.state, '')
        || '|' || COALESCE(s.paid_until, '') || '|' || COALESCE((SELECT CAST(MAX(o.id) AS TEXT) FROM operations o
            WHERE o.service_id = s.id AND o.state NOT IN ('done', 'given_up')), '')
    FROM licenses l LEFT JOIN services s ON s.id = l.service_id ORDER BY l.id";
const SERVICES: &str = "SELECT s.id || '|' || s.state || '|' || s.vm_marker || '|' || COALESCE(s.vm_id, '')
        || '|' || COALESCE((SELECT CAST(MAX(o.id) AS TEXT) FROM operations o
            WHERE o.service_id = s.id AND o.state NOT IN ('done', 'given_up')), '')
    FROM services s ORDER BY s.id";

/// Every sentence that is true and must not be, of ours alone.
pub async fn broken_here(database: &FreshDatabase) -> Vec<String> {
    let statements: Vec<&str> = OURS.iter().map(|(_, statement)| *statement).collect();
    let found = database.texts(&statements).await;
    let told = |((sentence, _), rows): (&(&str, &str), Vec<String>)| {
        rows.into_iter().map(|row| format!("{sentence}: {row}")).collect::<Vec<_>>()
    };
    OURS.iter().zip(found).flat_map(told).collect()
}

/// The same of ours against what is at the license server and at VMmanager, for the account of one license server.
pub async fn broken_there(
    database: &FreshDatabase,
    there: &Value,
    account: &str,
    strange: &Strange,
) -> Vec<String> {
    let mut found =
        database.texts(&[PURCHASES, RENEWALS, PLAN_CHANGES, LICENSES, SERVICES]).await.into_iter();
    let mut table = || -> Vec<Vec<String>> {
        let rows = found.next().unwrap_or_default();
        rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    };
    let (purchases, renewals, plan_changes, licenses, services) =
        (table(), table(), table(), table(), table());
    let is_ours = |value: &&Value| value["account"] == account;
    let remote: Vec<&Value> = there["licenses"].as_array().unwrap().iter().filter(is_ours).collect();
    let charges: Vec<&Value> = there["charges"].as_array().unwrap().iter().filter(is_ours).collect();
    let mut broken = Vec::new();
    // An undecided purchase has no license yet: its marker tells which one it would be.
    let of_marker = |marker: &str| remote.iter().find(|there| there["remoteid"] == marker);
    let undecided: Vec<String> = purchases
        .iter()
        .map(|purchase| of_marker(&purchase[1]).map_or(String::new(), |there| there["id"].to_string()))
        .collect();
    // Behind a bill it is not paid yet, on either side; taken back from behind it, it never is.
    let is_charged = |there: &Value| charges.iter().any(|charge| charge["license_id"] == there["id"]);
    let is_billed = |id: &str| {
        let there = remote.iter().find(|there| is_numbered(there, id));
        there.is_some_and(|there| there["status"] == 1 || there["status"] == 4 && !is_charged(there))
    };
    let sent = purchases.iter().zip(&undecided).filter(|(purchase, _)| !is_billed(&purchase[3]));
    let bought = sent.map(|(purchase, id)| Cause {
        license: if purchase[2] == "unknown" { id } else { &purchase[3] },
        state: &purchase[2],
        cost: &purchase[4],
    });
    let causes = [
        ("order", "order", bought.collect()),
        ("prolong", "renewal", Cause::of(&renewals)),
        ("change_plan", "change of plan", Cause::of(&plan_changes)),
    ];
    money(&mut broken, &charges, causes, strange);
    known(&mut broken, &remote, &purchases, &licenses, strange);
    placed(&mut broken, &remote, &licenses, strange, there["today"].as_str().unwrap());
    servers(&mut broken, there["vms"].as_array().unwrap(), &services, strange);
    broken
}

/// What was paid for here: its license there, its state, what it cost.
struct Cause<'r> {
    license: &'r str,
    state: &'r str,
    cost: &'r str,
}

impl<'r> Cause<'r> {
    /// Of rows with id, state, license and cost.
    fn of(rows: &'r [Vec<String>]) -> Vec<Self> {
        rows.iter().map(|row| Self { license: &row[2], state: &row[1], cost: &row[3] }).collect()
    }
}

/// Every charge there has exactly one cause here, and every cause its charge; the sums are one. What is undecided
/// yet is counted on neither side.
fn money(
    broken: &mut Vec<String>,
    charges: &[&Value],
    causes: [(&str, &str, Vec<Cause<'_>>); 3],
    strange: &Strange,
) {
    let (mut sums, mut unknown) = ((0, 0), Vec::new());
    for (kind, what, causes) in &causes {
        let done = causes.iter().filter(|cause| matches!(cause.state, "bought" | "done"));
        let done = done.filter(|cause| !strange.licenses.contains(cause.license));
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        let open: Vec<&str> =
            causes.iter().filter(|cause| cause.state == "unknown").map(|cause| cause.license).collect();
        for cause in done.filter(|cause| !open.contains(&cause.license)) {
            *here.entry(cause.license).or_default() += 1;
            match cause.cost.parse::<i64>() {
                Ok(cost) => sums.1 += cost,
                Err(_) => unknown.push(format!("{what} of license {}", cause.license)),
            }
        }
        let mut there: BTreeMap<String, usize> = BTreeMap::new();
        for charge in charges.iter().filter(|charge| charge["kind"] == *kind) {
            let license = charge["license_id"].to_string();
            let is_strange = strange.charges.contains(&charge["id"].as_u64().unwrap())
                || strange.licenses.contains(&license);
            if !is_strange && !open.contains(&license.as_str()) {
                *there.entry(license).or_default() += 1;
                sums.0 += e4(charge["amount"].as_str().unwrap());
            }
        }
        compare(broken, what, &there, &here);
    }
    if sums.0 != sums.1 {
        broken.push(format!(
            "the license server took {} and {} are recorded (in 0.0001); without a cost: {unknown:?}",
            sums.0, sums.1
        ));
    }
}

fn compare(
    broken: &mut Vec<String>,
    what: &str,
    there: &BTreeMap<String, usize>,
    here: &BTreeMap<&str, usize>,
) {
    let all: BTreeSet<&str> = there.keys().map(String::as_str).chain(here.keys().copied()).collect();
    for license in all {
        let (paid, caused) =
            (there.get(license).copied().unwrap_or(0), here.get(license).copied().unwrap_or(0));
        if paid != caused {
            broken.push(format!(
                "license {license} was charged {paid} times by {what}, and {caused} are known here"
            ));
        }
    }
}

/// Everything that was paid is known here, and nothing is known that is not there.
fn known(
    broken: &mut Vec<String>,
    remote: &[&Value],
    purchases: &[Vec<String>],
    licenses: &[Vec<String>],
    strange: &Strange,
) {
    for there in remote {
        let id = there["id"].to_string();
        let is_known = licenses.iter().any(|license| license[1] == id);
        let marker = there["remoteid"].as_str().unwrap_or_default();
        let intent = purchases.iter().find(|purchase| purchase[1] == marker && !marker.is_empty());
        // Behind a bill it is not paid, and not ours yet.
        let is_paid = there["status"] != 1;
        let is_explained = intent.is_some_and(|intent| intent[2] == "unknown");
        if is_paid && !is_known && !is_explained && !strange.licenses.contains(&id) {
            let intent = intent.map(|intent| format!("purchase {} ({})", intent[0], intent[2]));
            broken.push(format!("a license is paid and not known here: {id} of {intent:?}"));
        }
    }
    for license in licenses {
        if strange.bought.contains(&license[1]) {
            broken.push(format!("a license that somebody else bought is taken for ours: {}", license[1]));
        }
        if !remote.iter().any(|there| is_numbered(there, &license[1])) {
            broken.push(format!("license {} is known here and not there: {}", license[0], license[1]));
        }
    }
}

/// Each license is where it serves, two are never on one address, and a free one is as everybody reads it.
fn placed(
    broken: &mut Vec<String>,
    remote: &[&Value],
    licenses: &[Vec<String>],
    strange: &Strange,
    today: &str,
) {
    let find = |id: &str| remote.iter().find(|there| is_numbered(there, id));
    let mut on: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for there in remote.iter().filter(|there| there["status"] == 2 || there["status"] == 3) {
        let ip = there["ip"].as_str().unwrap();
        if ip != "0.0.0.0" {
            on.entry(ip).or_default().push(there["id"].to_string());
        }
    }
    for (ip, ids) in on {
        if ids.len() > 1 && !ids.iter().any(|id| strange.licenses.contains(id)) {
            broken.push(format!("several licenses are on {ip}: {ids:?}"));
        }
    }
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for row in licenses {
        let [id, remote_id, state, service, address, host, service_state, paid_until, operation] =
            row.as_slice()
        else {
            panic!("a license reads as {row:?}")
        };
        let Some(there) = find(remote_id) else { continue };
        if strange.licenses.contains(remote_id) || !operation.is_empty() {
            continue;
        }
        let is_alive = there["status"] == 2 || there["status"] == 3;
        let about = || {
            format!(
                "license {id} ({state}) is {} {} {} until {} there",
                there["licname"], there["ip"], there["status_name"], there["expiredate"]
            )
        };
        match state.as_str() {
            "attached" => {
                if let Some(other) = names.insert(remote_id.clone(), service) {
                    broken.push(format!("license {id} serves {other} and {service}"));
                }
                let name = format!("Item #{service} addon {host}");
                if is_alive && (there["ip"] != address.as_str() || there["licname"] != name.as_str()) {
                    broken
                        .push(format!("a license is not where it serves, {name} at {address}: {}", about()));
                }
                let is_paid = paid_until.as_str() > today && service_state == "active";
                let is_valid = there["status"] == 2 && there["expiredate"].as_str().unwrap() > today;
                if is_paid && !is_valid {
                    broken.push(format!(
                        "service {service} is paid until {paid_until} and has no valid license: {}",
                        about()
                    ));
                }
            }
            "free" => {
                let is_free =
                    there["ip"] == "0.0.0.0" && there["licname"] == "free.lic" && there["status"] != 2;
                if is_alive && !is_free {
                    broken.push(format!("a free license is not as a free one is: {}", about()));
                }
            }
            _ => {}
        }
    }
    for there in remote.iter().filter(|there| there["licname"] == "free.lic" && there["ip"] == "0.0.0.0") {
        let id = there["id"].to_string();
        let state = licenses.iter().find(|license| license[1] == id).map(|license| license[2].as_str());
        // Whoever claims a license or brings it back is on the way.
        if !matches!(
            state,
            Some("free" | "reserved" | "releasing" | "waiting_address" | "lapsed" | "gone" | "held")
        ) && !strange.licenses.contains(&id)
            && there["status"] != 4
        {
            broken.push(format!("the pool there has license {id}, which is {state:?} here"));
        }
    }
}

/// Every server there belongs to one service that lives, and every service that is delivered has its server.
fn servers(broken: &mut Vec<String>, there: &[Value], services: &[Vec<String>], strange: &Strange) {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for row in services {
        let [service, state, marker, vm_id, operation] = row.as_slice() else {
            panic!("a service reads as {row:?}")
        };
        let vms: Vec<&Value> = there.iter().filter(|vm| vm["name"] == marker.as_str()).collect();
        owners.insert(marker, vms.len());
        let is_strange = vms.iter().any(|vm| strange.servers.contains(&vm["id"].to_string()))
            || strange.servers.contains(vm_id);
        if is_strange || !operation.is_empty() {
            continue;
        }
        match (state.as_str(), vms.len()) {
            ("active" | "suspended", 1) | ("deleted", 0) => {}
            // Given up: whether a server was left is for a person to see.
            ("failed", _) => {}
            (state, count) => broken.push(format!("service {service} is {state} and has {count} servers")),
        }
    }
    for vm in there {
        let name = vm["name"].as_str().unwrap();
        if !owners.contains_key(name) && !strange.servers.contains(&vm["id"].to_string()) {
            broken.push(format!("a server belongs to nobody: {name}"));
        }
    }
}

fn is_numbered(there: &Value, id: &str) -> bool {
    there["id"].as_u64() == id.parse().ok()
}

/// Money as the sandbox writes it, in ten-thousandths.
fn e4(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<4}");
    whole.parse::<i64>().unwrap() * 10_000 + part[..4].parse::<i64>().unwrap()
}
