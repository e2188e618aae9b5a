//! What must be true when everything is over: as many services, servers, licenses and charges as orders.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LicenseState, PanelState, ServiceState};
use engine::{Caller, actions, reads};
use serde_json::Value;

use super::clients;
use super::installation::Installation;
use crate::support::invariants;

/// Checks ours against the sandbox's; returns the kinds of everything that happened to the services.
pub async fn check(installation: &Installation, there: &Value, placed: &[String]) -> BTreeSet<String> {
    let distinct: BTreeSet<&String> = placed.iter().collect();
    assert_eq!(distinct.len(), placed.len(), "two orders led to one service: {placed:?}");
    let (licenses, servers) = (list(there, "licenses"), list(there, "vms"));
    check_charges(there, licenses, placed.len());
    check_servers(servers, placed.len());
    let mut kinds = BTreeSet::new();
    let mut served = BTreeSet::new();
    for line in services(installation, placed.len()).await {
        let address = line.address.unwrap().to_string();
        let page = reads::service(&installation.engine, Caller::Operator, line.id).await.unwrap();
        assert!(page.license.as_ref().unwrap().has_key, "no key: {page:#?}");
        kinds.extend(page.events.into_iter().map(|event| event.kind));
        let card = page.license.unwrap();
        let ours = reads::license(&installation.engine, Caller::Operator, card.id).await.unwrap().license;
        let license = only(licenses, "id", &ours.remote_id.to_string());
        assert!(served.insert(ours.remote_id.clone()), "it serves two services: {license:#}");
        assert_eq!((ours.state, ours.service_id), (LicenseState::Attached, Some(line.id)));
        assert_eq!(license["ip"], address.as_str(), "{license:#}");
        assert_eq!(license["licname"], format!("Item #{} addon {}", line.id, line.host_name), "{license:#}");
        assert_eq!(license["pricelist"].to_string(), ours.plan_code.to_string(), "{license:#}");
        let service = store::services::find(installation.engine.db(), line.id).await.unwrap().unwrap();
        let server = only(servers, "name", &service.vm_marker);
        assert_eq!(server["id"].to_string(), service.vm_id.unwrap().to_string(), "{server:#}");
        assert_eq!(server["ip"], address.as_str(), "{server:#}");
        assert_eq!(server["domain"], line.host_name.as_str(), "{server:#}");
    }
    assert_eq!(served.len(), licenses.len(), "licenses that serve nobody");
    let wanted = reads::LicensesWanted { limit: 10_000, ..reads::LicensesWanted::default() };
    let ours = reads::licenses(&installation.engine, Caller::Operator, &wanted).await.unwrap();
    assert_eq!(ours.rows.len(), licenses.len(), "licenses known here");
    clients::check_money(installation, placed.len()).await;
    check_rules(installation, there).await;
    kinds
}

/// Checks every rule that holds whatever broke before; fails with all that are broken.
pub async fn check_rules(installation: &Installation, there: &Value) {
    let database = installation.database();
    // What everything cost is learned some time later by itself: now.
    database.execute("DELETE FROM module_reads WHERE what = 'expenses'").await;
    actions::record_costs(&installation.engine).await.unwrap();
    let mut broken = invariants::broken_here(database).await;
    let strange = invariants::Strange::default();
    broken.extend(invariants::broken_there(database, there, sandbox::RESELLER, &strange).await);
    assert!(broken.is_empty(), "{} rules are broken:\n{}", broken.len(), broken.join("\n"));
}

fn list<'v>(there: &'v Value, what: &str) -> &'v [Value] {
    there[what].as_array().unwrap()
}

/// The only one of a list with this text or number.
fn only<'v>(all: &'v [Value], field: &str, value: &str) -> &'v Value {
    let same =
        |one: &&Value| one[field].as_str().map_or_else(|| one[field].to_string(), str::to_owned) == value;
    let found: Vec<&Value> = all.iter().filter(same).collect();
    match found.as_slice() {
        [one] => one,
        other => panic!("{} with {field} {value}: {other:#?}", other.len()),
    }
}

fn check_charges(there: &Value, licenses: &[Value], orders: usize) {
    let mut charged: BTreeMap<String, usize> = BTreeMap::new();
    for charge in list(there, "charges") {
        assert_eq!(charge["kind"], "order", "nothing but orders was to be paid: {charge:#}");
        *charged.entry(charge["license_id"].to_string()).or_default() += 1;
    }
    assert_eq!(licenses.len(), orders, "licenses bought: {licenses:#?}");
    assert_eq!(charged.len(), orders, "licenses paid");
    assert!(charged.values().all(|times| *times == 1), "paid twice: {charged:?}");
    for license in licenses {
        assert_eq!((&license["status"], &license["autoprolong"]), (&2.into(), &false.into()), "{license:#}");
    }
}

fn check_servers(servers: &[Value], orders: usize) {
    assert_eq!(servers.len(), orders, "servers made: {servers:#?}");
    let accounts: BTreeMap<String, String> =
        servers.iter().map(|server| (server["account"].to_string(), server["email"].to_string())).collect();
    let emails: BTreeSet<&String> = accounts.values().collect();
    assert_eq!(accounts.len(), emails.len(), "two accounts of one client: {accounts:?}");
}

async fn services(installation: &Installation, orders: usize) -> Vec<reads::ServiceLine> {
    let wanted = reads::ServicesWanted {
        search: "",
        state: None,
        client: None,
        sort: reads::ServicesSort::Id,
        descending: false,
        limit: 10_000,
        offset: 0,
    };
    let services =
        reads::staff_services(&installation.engine, Caller::Operator, &wanted).await.unwrap().lines;
    assert_eq!(services.len(), orders, "services: {services:#?}");
    for line in &services {
        let is_whole = (line.state, line.panel_state) == (ServiceState::Active, PanelState::Active);
        assert!(is_whole, "not active: {line:#?}");
    }
    services
}
