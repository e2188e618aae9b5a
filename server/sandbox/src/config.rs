//! What the sandbox is set to be.

use std::{path::PathBuf, time::Duration};

use jiff::civil::Date;

use crate::{FaultPlan, calendar::ChangeRule, money::EURO};

/// A customer account of the sandbox's license server.
#[derive(Clone, Debug)]
pub struct Login {
    /// The user name, as in `authinfo=name:password`.
    pub name: String,
    /// Its password.
    pub password: String,
    /// Whether it may order, renew and change plans.
    pub may_order: bool,
    /// Whether it may suspend and delete licenses.
    pub may_suspend: bool,
    /// What happens when it knocks.
    pub door: Door,
}

/// Whether an account is let in that knows its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// It is.
    Open,
    /// Only from addresses that nobody calls from.
    OtherAddresses,
    /// Only after a second factor, which nobody can give.
    SecondFactor,
    /// Its log-ins are blocked.
    Blocked,
}

/// A user of the sandbox's VMmanager besides the administrator.
#[derive(Clone, Debug)]
pub struct VmLogin {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The role, such as `@user`.
    pub role: String,
    /// Whether its tokens wait for a second factor.
    pub second_factor: bool,
}

impl Login {
    /// An account that may do everything and is let in.
    pub fn new(name: &str, password: &str) -> Self {
        Self {
            name: name.to_owned(),
            password: password.to_owned(),
            may_order: true,
            may_suspend: true,
            door: Door::Open,
        }
    }

    /// The accounts of the demo: two to work with, and one for each thing that can be wrong with an account. The
    /// password is `sandbox-` and the name.
    fn shipped() -> Vec<Self> {
        let named = |name: &str| Self::new(name, &format!("sandbox-{name}"));
        vec![
            named(crate::RESELLER),
            named(crate::RESELLER2),
            Self { may_order: false, may_suspend: false, ..named(crate::READONLY) },
            Self { may_order: false, ..named(crate::NO_ORDER) },
            Self { may_suspend: false, ..named(crate::NO_SUSPEND) },
            Self { door: Door::OtherAddresses, ..named(crate::ELSEWHERE) },
            Self { door: Door::SecondFactor, ..named(crate::SECOND_FACTOR) },
            Self { door: Door::Blocked, ..named(crate::BLOCKED) },
        ]
    }
}

impl VmLogin {
    /// One for each thing that can be wrong with a user.
    fn shipped() -> Vec<Self> {
        let user = |email: &str, password: &str, second_factor: bool| Self {
            email: email.to_owned(),
            password: password.to_owned(),
            role: if second_factor { "@admin" } else { "@user" }.to_owned(),
            second_factor,
        };
        vec![
            user(crate::VM_USER, crate::VM_USER_PASSWORD, false),
            user(crate::VM_SECOND_FACTOR, crate::VM_SECOND_FACTOR_PASSWORD, true),
        ]
    }
}

/// Everything that can be set before the sandbox starts; the default is the demo.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of `sandbox.jsonl`; without one nothing outlives the process.
    pub data_dir: Option<PathBuf>,
    /// Chooses one of the documented shapes for each reply; none gives the plainest shape always.
    pub shape_seed: Option<u64>,
    /// A fixed day zero of the business clock instead of the calendar day in UTC.
    pub start_date: Option<Date>,
    /// The customer accounts of the license server.
    pub accounts: Vec<Login>,
    /// What each account starts with, in ten-thousandths of a euro.
    pub starting_balance: i64,
    /// When an address may be changed again.
    pub address_change: ChangeRule,
    /// When a key may be changed again.
    pub key_change: ChangeRule,
    /// Whether setting the address to `0.0.0.0` is a change of address.
    pub release_counts: bool,
    /// Whether a new address brings a new key.
    pub new_address_new_key: bool,
    /// Whether a second license with the same `remoteid` is refused.
    pub unique_remoteid: bool,
    /// Whether lists and cards show the `remoteid`.
    pub shows_remoteid: bool,
    /// Whether the card repeats the list's dates of the last address and key change.
    pub card_shows_changes: bool,
    /// Reads of a card that show no key before the key appears.
    pub key_after_reads: u32,
    /// Time that must pass before the key appears.
    pub key_after: Duration,
    /// Whether the old key stays visible until the new one is there.
    pub old_key_until_ready: bool,
    /// Plan codes whose terms end on the first of a month.
    pub ends_on_first: Vec<u32>,
    /// Whether a license suspended by hand is renewed from today instead of from its end.
    pub stopped_renews_from_today: bool,
    /// Whether a renewal without `skipbasket=on` goes to the cart unpaid.
    pub prolong_needs_skipbasket: bool,
    /// Whether a list says that a filter is on it; none leaves it to the shape of the reply.
    pub tells_filters: Option<bool>,
    /// Whether a plan is changed in a wizard too, besides the one call that names plan and period.
    pub plan_wizard: bool,
    /// What everything costs at the license server, in percent of the shipped prices.
    pub price_percent: i64,
    /// Days by which the license server's calendar is ahead of the business clock.
    pub clock_skew_days: i8,
    /// What goes wrong from the start.
    pub fault_plan: Option<FaultPlan>,
    /// How long a session of the license server lives after its last request.
    pub session_life: Duration,
    /// E-mail address of the VMmanager administrator.
    pub vm_admin: String,
    /// Password of the VMmanager administrator.
    pub vm_password: String,
    /// The other users of VMmanager.
    pub vm_logins: Vec<VmLogin>,
    /// Whether the first request to VMmanager is answered 503.
    pub vm_asleep: bool,
    /// How long a VM takes to be created.
    pub vm_create: Duration,
    /// Look-ups that do not list a new task yet.
    pub vm_hidden_polls: u32,
    /// How long a VMmanager token lives after its last request.
    pub token_life: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: None,
            shape_seed: Some(1),
            start_date: None,
            accounts: Login::shipped(),
            starting_balance: 10_000 * EURO,
            address_change: ChangeRule::MoreThanMonth,
            key_change: ChangeRule::MoreThanMonth,
            release_counts: false,
            new_address_new_key: false,
            unique_remoteid: false,
            shows_remoteid: true,
            card_shows_changes: false,
            key_after_reads: 1,
            key_after: Duration::ZERO,
            old_key_until_ready: false,
            ends_on_first: Vec::new(),
            stopped_renews_from_today: false,
            prolong_needs_skipbasket: false,
            tells_filters: None,
            plan_wizard: true,
            price_percent: 100,
            clock_skew_days: 0,
            fault_plan: None,
            session_life: Duration::from_hours(1),
            vm_admin: crate::VM_ADMIN.to_owned(),
            vm_password: crate::VM_ADMIN_PASSWORD.to_owned(),
            vm_logins: VmLogin::shipped(),
            vm_asleep: false,
            vm_create: Duration::from_secs(2),
            vm_hidden_polls: 1,
            token_life: Duration::from_hours(1),
        }
    }
}

impl Config {
    /// For tests: nothing takes time, and VMmanager sleeps (503) at the first request.
    pub fn strict() -> Self {
        Self { vm_asleep: true, vm_create: Duration::ZERO, ..Self::default() }
    }

    /// A shipped price as it is now.
    pub(crate) fn price_now(&self, shipped: i64) -> i64 {
        shipped.saturating_mul(self.price_percent) / 100
    }
}
