//! What is true whenever everything has come to rest.

use std::collections::BTreeSet;

use domain::{LicenseState, PanelState, ServiceState};
use engine::actions::record_costs;
use engine::reads::{LicenseRow, ServiceLine};
use engine::{Caller, reads};
use serde_json::Value;

use crate::support::app::TestApp;

/// Checks ours against the sandbox's: every charge there has one license here, every license here serves at most one
/// service and is where it should be, every server there belongs to a service that lives.
pub async fn hold(app: &TestApp, context: &str) {
    let state = app.sandbox_state();
    let remote = state["licenses"].as_array().unwrap();
    let orders =
        state["charges"].as_array().unwrap().iter().filter(|charge| charge["kind"] == "order").count();
    assert_eq!(remote.len(), orders, "{context}: licenses and charges there");

    let wanted = reads::LicensesWanted { limit: 10_000, ..reads::LicensesWanted::default() };
    let ours = reads::licenses(&app.engine, Caller::Operator, &wanted).await.unwrap();
    assert_eq!(ours.rows.len(), remote.len(), "{context}: licenses known here");

    let mut served = BTreeSet::new();
    for row in &ours.rows {
        let license = &row.license;
        let there = find(remote, license.remote_id.as_str());
        let is_alive = there["status"] == 2 || there["status"] == 3;
        match license.state {
            LicenseState::Attached => {
                let service = license.service_id.expect("an attached license serves a service");
                assert!(served.insert(service), "{context}: two licenses for {service}");
                let page = reads::service(&app.engine, Caller::Operator, service).await.unwrap();
                let address = page.card.address.unwrap().to_string();
                assert_eq!(there["ip"], address.as_str(), "{context}: address of {license:#?}");
                let name = format!("Item #{service} addon {}", page.card.host_name);
                assert!(!is_alive || there["licname"] == name.as_str(), "{context}: name of {there}");
                assert!(page.license.unwrap().has_key, "{context}: no key of {there}");
            }
            LicenseState::Free => {
                let is_free = there["ip"] == "0.0.0.0" && there["licname"] == "free.lic";
                assert!(is_free && there["status"] != 2, "{context}: not as a free license is: {there}");
            }
            LicenseState::Lapsed | LicenseState::Gone => {}
            other => panic!("{context}: a license rests as {other}: {license:#?}"),
        }
    }
    servers(app, &state, context).await;
    money(app, &state, context).await;
    covered(app, &state, &ours.rows, context).await;
}

/// What was taken there and has been seen has its one cause here, and every recorded cost was taken: the difference is
/// what was not read yet.
async fn money(app: &TestApp, state: &Value, context: &str) {
    record_costs(&app.engine).await.unwrap();
    let sums = reads::charge_sums(&app.engine, Caller::Operator).await.unwrap();
    let charges = state["charges"].as_array().unwrap();
    assert_eq!(sums.is_empty(), charges.is_empty(), "{context}: charges there and here");
    for sums in sums {
        assert!(sums.is_closed(), "{context}: the circle of the money is open: {sums:#?}");
        let there: i64 = charges.iter().map(|charge| e4(charge["amount"].as_str().unwrap())).sum();
        assert_eq!(sums.taken.e4(), there, "{context}: taken there, and seen here");
    }
}

/// Every active service with a panel has a valid license there, or stands among the alerts: time passes here without
/// anybody paying or renewing.
async fn covered(app: &TestApp, state: &Value, ours: &[LicenseRow], context: &str) {
    let alerts = reads::coverage_alerts(&app.engine).await.unwrap();
    let told: BTreeSet<_> = alerts.iter().map(|alert| alert.service).collect();
    let valid: BTreeSet<_> =
        ours.iter().filter(|row| is_valid(row, state)).filter_map(|row| row.license.service_id).collect();
    for line in services(app, ServiceState::Active).await {
        let has_panel = matches!(line.panel_state, PanelState::Active | PanelState::Pending);
        let is_safe = valid.contains(&line.id) || told.contains(&line.id);
        assert!(!has_panel || is_safe, "{context}: no valid license and no alert: {line:#?}, {alerts:#?}");
    }
}

fn is_valid(row: &LicenseRow, state: &Value) -> bool {
    let there = find(state["licenses"].as_array().unwrap(), row.license.remote_id.as_str());
    let lasts = there["expiredate"].as_str().unwrap() > state["today"].as_str().unwrap();
    row.license.state == LicenseState::Attached && there["status"] == 2 && lasts
}

/// Money as the sandbox writes it, in ten-thousandths.
fn e4(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<4}");
    whole.parse::<i64>().unwrap() * 10_000 + part[..4].parse::<i64>().unwrap()
}

fn find<'v>(licenses: &'v [Value], id: &str) -> &'v Value {
    licenses
        .iter()
        .find(|license| license["id"].as_i64() == id.parse().ok())
        .expect("known here, and not there")
}

async fn servers(app: &TestApp, state: &Value, context: &str) {
    // A suspended service has its server, which stands still.
    for (here, power) in [(ServiceState::Active, "active"), (ServiceState::Suspended, "stopped")] {
        let services = services(app, here).await;
        let vms = state["vms"].as_array().unwrap();
        let there = vms
            .iter()
            .filter(|vm| vm["state"].as_str().is_some_and(|state| state.eq_ignore_ascii_case(power)));
        assert_eq!(there.count(), services.len(), "{context}: servers there and services here, {power}");
    }
}

async fn services(app: &TestApp, state: ServiceState) -> Vec<ServiceLine> {
    let wanted = reads::ServicesWanted {
        search: "",
        state: Some(state),
        client: None,
        sort: reads::ServicesSort::Id,
        descending: false,
        limit: 10_000,
        offset: 0,
    };
    reads::staff_services(&app.engine, Caller::Operator, &wanted).await.unwrap().lines
}
