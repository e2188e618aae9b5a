//! A module's settings as its form would send them.

use std::time::Duration;

use domain::pool::{ClaimPolicy, ClaimRules};
use domain::{AfterSettle, Currency, LogIn, ModuleKind, RemoteId};
use store::modules::license_server::LicenseServer;
use store::modules::vm_server::VmServer;

use super::{Account, Place, Setup, System, Typed};
use crate::remotes::connection::ConnectionReport;

/// What the form of a stored module shows.
pub(crate) fn typed(setup: &Setup) -> Typed {
    let mut all: Vec<(&str, String)> = vec![
        ("url", setup.account.url.clone()),
        ("username", setup.account.username.clone()),
        ("name", setup.place.name.clone()),
        ("datacenter", setup.place.datacenter.clone()),
        ("department", setup.place.department.clone()),
        ("sort", setup.place.sort.to_string()),
    ];
    match &setup.system {
        System::LicenseServer(server) => {
            let min_balance = setup.min_balance().map(|amount| amount.number()).unwrap_or_default();
            all.push(("min_balance", min_balance));
            all.extend(license_server(server));
        }
        System::VmServer(server) => all.extend(vm_server(server)),
    }
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What the parameters of a new module begin with, by what its check has seen.
pub(crate) fn defaults(account: &Account, sort: i64, report: Option<&ConnectionReport>) -> Typed {
    let host = account.url.split_once("://").map_or(account.url.as_str(), |(_, rest)| rest);
    let name = host.split('/').next().unwrap_or_default().to_owned();
    let place =
        Place { name, datacenter: String::new(), department: String::new(), sort, min_balance_e4: None };
    let system = match account.kind {
        ModuleKind::Billmanager => {
            let balance = report.and_then(|report| report.balance.first());
            System::LicenseServer(new_license_server(
                balance.map_or(Currency::EUR, |amount| amount.currency()),
            ))
        }
        ModuleKind::Vmmanager6 => {
            let cluster = report.and_then(|report| report.clusters.first());
            let cluster_id = RemoteId::new(cluster.map(|cluster| cluster.id.clone()).unwrap_or_default());
            System::VmServer(VmServer { cluster_id, use_recipes: true, license_server_id: None })
        }
    };
    typed(&Setup { account: account.clone(), place, system })
}

/// The settings of a license server that nobody has changed; `docs/domain.md` says why each is what it is.
fn new_license_server(currency: Currency) -> LicenseServer {
    LicenseServer {
        currency,
        time_zone: "UTC".to_owned(),
        claim_policy: ClaimPolicy::LatestExpiryFirst,
        claim_rules: ClaimRules::default(),
        renew_before_days: 3,
        reserve_days: 7,
        min_release_days: 2,
        purchases_on: true,
        renewals_on: true,
        release_counts_as_change: None,
        settle: Duration::from_secs(600),
        in_flight_limit: 1,
        min_interval: Duration::from_secs(1),
        shortest_renewals: false,
        log_in: LogIn::Password,
        after_settle: AfterSettle::Person,
    }
}

fn license_server(server: &LicenseServer) -> Vec<(&'static str, String)> {
    vec![
        ("currency", server.currency.to_string()),
        ("time_zone", server.time_zone.clone()),
        ("claim_policy", server.claim_policy.to_string()),
        ("ip_change_rule", server.claim_rules.ip_change.to_string()),
        ("key_change_rule", server.claim_rules.key_change.to_string()),
        ("free_address", server.claim_rules.free_address.to_string()),
        ("renew_before_days", server.renew_before_days.to_string()),
        ("shortest_renewals", switch(server.shortest_renewals)),
        ("reserve_days", server.reserve_days.to_string()),
        ("min_release_days", server.min_release_days.to_string()),
        ("purchases_on", switch(server.purchases_on)),
        ("renewals_on", switch(server.renewals_on)),
        ("settle_seconds", server.settle.as_secs().to_string()),
        ("after_settle", server.after_settle.to_string()),
        ("log_in", server.log_in.to_string()),
        ("in_flight_limit", server.in_flight_limit.to_string()),
        ("min_interval_ms", server.min_interval.as_millis().to_string()),
    ]
}

fn vm_server(server: &VmServer) -> Vec<(&'static str, String)> {
    vec![
        ("cluster", server.cluster_id.to_string()),
        ("use_recipes", switch(server.use_recipes)),
        ("license_server", server.license_server_id.map(|id| id.to_string()).unwrap_or_default()),
    ]
}

fn switch(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::{names, parameters};

    #[test]
    fn what_the_form_of_a_new_module_sends_back_is_what_it_was_drawn_from() {
        for kind in ModuleKind::ALL {
            let url = "https://h.example/billmgr".to_owned();
            let account = Account { kind: *kind, url, username: "me".to_owned() };
            let mut all = defaults(&account, 4, None);
            all.insert("min_balance".to_owned(), "12.50".to_owned());
            all.insert("cluster".to_owned(), "1".to_owned());
            let (place, system) = parameters(*kind, &all).unwrap();
            assert_eq!((place.name.as_str(), place.sort), ("h.example", 4));
            let again = typed(&Setup { account, place, system });
            for name in names(*kind) {
                assert_eq!(again.get(name), all.get(name), "{kind}: {name}");
            }
        }
    }
}
