//! The demo's processing modules: both are the sandbox.

use std::time::Duration;

use domain::pool::{ClaimPolicy, ClaimRules};
use domain::{Currency, ModuleId, RemoteId};
use store::Tx;
use store::modules::license_server::LicenseServer;
use store::modules::vm_server::VmServer;

use crate::actions::connection::Connection;
use crate::actions::{add_license_server, add_vm_server};
use crate::{Engine, Result};

/// The license server; without rate limits, so that a demo does not wait.
pub(super) async fn license_server(tx: &mut Tx, engine: &Engine, sandbox_url: &str) -> Result<ModuleId> {
    let connection = Connection {
        name: "License server".to_owned(),
        url: format!("{}/billmgr", sandbox_url.trim_end_matches('/')),
        username: "reseller".to_owned(),
        password: "sandbox-reseller".into(),
        ..place(1)
    };
    let settings = LicenseServer {
        currency: Currency::EUR,
        time_zone: "UTC".to_owned(),
        claim_policy: ClaimPolicy::LatestExpiryFirst,
        claim_rules: ClaimRules::default(),
        renew_before_days: 3,
        reserve_days: 7,
        min_release_days: 2,
        purchases_on: true,
        renewals_on: true,
        release_counts_as_change: None,
        settle: Duration::from_secs(60),
        in_flight_limit: 0,
        min_interval: Duration::ZERO,
        shortest_renewals: false,
    };
    add_license_server::write(tx, engine, &connection, &settings).await
}

/// The VMmanager.
pub(super) async fn vm_server(
    tx: &mut Tx,
    engine: &Engine,
    sandbox_url: &str,
    license_server: ModuleId,
) -> Result<ModuleId> {
    let connection = Connection {
        name: "VMmanager 6".to_owned(),
        url: sandbox_url.to_owned(),
        username: "admin@sandbox.test".to_owned(),
        password: "sandbox-admin".into(),
        ..place(2)
    };
    let settings = VmServer {
        cluster_id: RemoteId::new("1"),
        use_recipes: false,
        license_server_id: Some(license_server),
    };
    add_vm_server::write(tx, engine, &connection, &settings).await
}

fn place(sort: i64) -> Connection {
    Connection {
        name: String::new(),
        url: String::new(),
        username: String::new(),
        password: String::new().into(),
        datacenter: "Main".to_owned(),
        department: "Technical support".to_owned(),
        sort,
        min_balance_e4: None,
    }
}
