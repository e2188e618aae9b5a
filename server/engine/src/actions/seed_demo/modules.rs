//! The demo's processing modules: both are the sandbox.

use std::time::Duration;

use domain::pool::{ClaimPolicy, ClaimRules};
use domain::{AfterSettle, Currency, LogIn, ModuleId, ModuleKind, RemoteId};
use store::Tx;
use store::modules::license_server::LicenseServer;
use store::modules::vm_server::VmServer;

use crate::modules::{self, Account, Place, Setup, System};
use crate::{Caller, Engine, Result};

/// The license server; without rate limits, so that a demo does not wait.
pub(super) async fn license_server(
    tx: &mut Tx,
    engine: &Engine,
    staff: Caller,
    sandbox_url: &str,
) -> Result<ModuleId> {
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
        log_in: LogIn::Password,
        after_settle: AfterSettle::Person,
    };
    let account = Account {
        kind: ModuleKind::Billmanager,
        url: format!("{}/billmgr", sandbox_url.trim_end_matches('/')),
        username: "reseller".to_owned(),
    };
    let setup = Setup { account, place: place("License server", 1), system: System::LicenseServer(settings) };
    modules::insert(tx, engine, staff, &setup, &"sandbox-reseller".into()).await
}

/// The VMmanager.
pub(super) async fn vm_server(
    tx: &mut Tx,
    engine: &Engine,
    staff: Caller,
    sandbox_url: &str,
    license_server: ModuleId,
) -> Result<ModuleId> {
    let settings = VmServer {
        cluster_id: RemoteId::new("1"),
        use_recipes: true,
        license_server_id: Some(license_server),
    };
    let account = Account {
        kind: ModuleKind::Vmmanager6,
        url: sandbox_url.trim_end_matches('/').to_owned(),
        username: "admin@sandbox.test".to_owned(),
    };
    let setup = Setup { account, place: place("VMmanager 6", 2), system: System::VmServer(settings) };
    modules::insert(tx, engine, staff, &setup, &"sandbox-admin".into()).await
}

fn place(name: &str, sort: i64) -> Place {
    Place {
        name: name.to_owned(),
        datacenter: "Main".to_owned(),
        department: "Technical support".to_owned(),
        sort,
        min_balance_e4: None,
    }
}
