//! A module's settings, read from what was typed.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::form::{FieldProblem, Problem, Reader};
use domain::money::MoneyTextError;
use domain::pool::{ChangeRule, ClaimPolicy, ClaimRules, FreeAddressPolicy};
use domain::{AfterSettle, Currency, LogIn, ModuleId, ModuleKind, RemoteId, RemoteMoney};
use jiff::tz::TimeZone;
use store::modules::license_server::LicenseServer;
use store::modules::vm_server::VmServer;

use super::{Place, System};

/// A form as typed, by its fields' names.
pub type Typed = BTreeMap<String, String>;

const PLACE: &[&str] = &["name", "datacenter", "department", "sort"];
const LICENSE_SERVER: &[&str] = &[
    "min_balance",
    "currency",
    "time_zone",
    "claim_policy",
    "ip_change_rule",
    "key_change_rule",
    "free_address",
    "renew_before_days",
    "shortest_renewals",
    "reserve_days",
    "min_release_days",
    "purchases_on",
    "renewals_on",
    "settle_seconds",
    "after_settle",
    "log_in",
    "in_flight_limit",
    "min_interval_ms",
];
const VM_SERVER: &[&str] = &["cluster", "use_recipes", "license_server"];

/// The names of the parameters' fields.
pub(crate) fn names(kind: ModuleKind) -> impl Iterator<Item = &'static str> {
    let own = match kind {
        ModuleKind::Billmanager => LICENSE_SERVER,
        ModuleKind::Vmmanager6 => VM_SERVER,
    };
    PLACE.iter().chain(own).copied()
}

/// Reads the parameters of a module; every problem at once.
pub(crate) fn parameters(kind: ModuleKind, typed: &Typed) -> Result<(Place, System), Vec<FieldProblem>> {
    let mut form = Form { read: Reader::default(), typed };
    let mut place = form.place();
    let system = match kind {
        ModuleKind::Billmanager => {
            let settings = form.license_server();
            place.min_balance_e4 = form.min_balance(settings.currency);
            System::LicenseServer(settings)
        }
        ModuleKind::Vmmanager6 => System::VmServer(form.vm_server()),
    };
    form.read.done()?;
    Ok((place, system))
}

struct Form<'a> {
    read: Reader,
    typed: &'a Typed,
}

impl<'a> Form<'a> {
    fn get(&self, name: &str) -> &'a str {
        self.typed.get(name).map(String::as_str).unwrap_or_default()
    }

    fn place(&mut self) -> Place {
        Place {
            name: self.read.text("name", self.get("name"), 100),
            datacenter: self.read.optional_text("datacenter", self.get("datacenter"), 100),
            department: self.read.optional_text("department", self.get("department"), 100),
            sort: self.number("sort", 0, 9_999),
            min_balance_e4: None,
        }
    }

    fn license_server(&mut self) -> LicenseServer {
        LicenseServer {
            currency: self.read.currency("currency", self.get("currency")),
            time_zone: self.time_zone(),
            claim_policy: self.choice("claim_policy", ClaimPolicy::LatestExpiryFirst),
            claim_rules: ClaimRules {
                ip_change: self.choice("ip_change_rule", ChangeRule::MoreThanMonth),
                key_change: self.choice("key_change_rule", ChangeRule::MoreThanMonth),
                free_address: self.choice("free_address", FreeAddressPolicy::FreeAddress),
            },
            renew_before_days: self.small("renew_before_days", 60),
            reserve_days: self.small("reserve_days", 365),
            min_release_days: self.small("min_release_days", 365),
            purchases_on: self.is_on("purchases_on"),
            renewals_on: self.is_on("renewals_on"),
            release_counts_as_change: None,
            settle: Duration::from_secs(self.number("settle_seconds", 10, 86_400).unsigned_abs()),
            in_flight_limit: u32::from(self.small("in_flight_limit", 20)),
            min_interval: Duration::from_millis(self.number("min_interval_ms", 0, 60_000).unsigned_abs()),
            shortest_renewals: self.is_on("shortest_renewals"),
            log_in: self.choice("log_in", LogIn::Password),
            after_settle: self.choice("after_settle", AfterSettle::Person),
        }
    }

    fn vm_server(&mut self) -> VmServer {
        let server: Option<ModuleId> =
            self.read.optional_choice("license_server", self.get("license_server"));
        VmServer {
            cluster_id: RemoteId::new(self.read.text("cluster", self.get("cluster"), 50)),
            use_recipes: self.is_on("use_recipes"),
            license_server_id: server,
        }
    }

    /// In 10⁻⁴, as balances are kept.
    fn min_balance(&mut self, currency: Currency) -> Option<i64> {
        let amount = self.read.optional_amount("min_balance", self.get("min_balance"), currency)?;
        let exact = RemoteMoney::exactly(amount);
        if exact.is_none() {
            self.read.refuse("min_balance", Problem::NotAnAmount(MoneyTextError::TooLarge));
        }
        exact.map(RemoteMoney::e4)
    }

    fn time_zone(&mut self) -> String {
        let name = self.read.text("time_zone", self.get("time_zone"), 100);
        if !name.is_empty() && TimeZone::get(&name).is_err() {
            self.read.refuse("time_zone", Problem::NotATimeZone);
        }
        name
    }

    fn number(&mut self, name: &str, min: i64, max: i64) -> i64 {
        self.read.number(name, self.get(name), min, max)
    }

    fn small(&mut self, name: &str, max: u16) -> u16 {
        // The reader lets nothing else through.
        u16::try_from(self.number(name, 0, i64::from(max))).unwrap_or_default()
    }

    fn choice<T: std::str::FromStr>(&mut self, name: &str, stand_in: T) -> T {
        self.read.choice(name, self.get(name), stand_in)
    }

    fn is_on(&self, name: &str) -> bool {
        Reader::switch(self.get(name))
    }
}
