//! The settings of a processing module: a sentence for each, and the words of the choices.

use domain::pool::{ChangeRule, ClaimPolicy, FreeAddressPolicy};
use domain::{AfterSettle, LogIn};

use super::{catalogue, texts};

catalogue! {
    /// A sentence under each setting of a processing module.
    ModuleForm {
        general: "General",
        account: "Account",
        pool: "Free licenses",
        pool_hint: "A license that outlives its server goes into the pool and serves the next order, so that what is paid is not paid twice.",
        buying: "Buying and renewing",
        calls: "Calls",
        calls_hint: "How we talk to the license server. The limits hold for all processes together.",
        servers: "Servers",
        url_billmanager: "The address of the BILLmanager that sells you licenses. /billmgr is added where the path does not end with it.",
        url_vmmanager: "The address that you open VMmanager 6 with in a browser.",
        username_billmanager: "Your user at that BILLmanager: the customer's main user, or one that may order, suspend and delete licenses.",
        username_vmmanager: "The e-mail address of an administrator there.",
        password: "It is kept encrypted, and never shown again.",
        password_kept: "Leave empty to keep the password you entered.",
        password_stored: "Leave empty to keep the password as it is.",
        add_anyway: "What the missing rights are needed for will fail, and a task will say so.",
        name: "What staff call this module.",
        datacenter: "Where its servers stand, in your words.",
        department: "Who looks after it, in your words.",
        sort: "Of several modules that fit an order, the one with the lowest number is taken first.",
        min_balance: "The list warns when your balance there falls below this. Leave empty for no notice.",
        currency: "The currency of your account there: three letters.",
        time_zone: "Dates of licenses are days in this time zone. Take the one that the license server shows its times in.",
        claim_policy: "Which free license an order takes when several would do. The default puts long ones to work and lets short ones stop costing soon.",
        ip_change_rule: "How soon after a change of address the license server allows the next one.",
        key_change_rule: "How soon after a new key the license server allows the next one.",
        free_address: "Whether a license that becomes free is moved off its server's address at once. Keeping it spends one change of address for a reuse instead of two.",
        min_release_days: "With fewer days left a license is not worth the changes that a release spends: it expires unused.",
        purchases_on: "Off: orders take free licenses only, and wait where there is none. Renewals go on.",
        renewals_on: "Off: licenses run out at their expiry until this is on again. Purchases go on.",
        renew_before_days: "How many days before its expiry a license of a paid server is renewed.",
        shortest_renewals: "Renew for the shortest period sold unless a parameter says otherwise, as BILLmanager does it. Off: for the longest that the client has paid for.",
        reserve_days: "Money for the renewals of so many days is never spent on purchases.",
        settle_seconds: "After a purchase without a clear answer the license is looked for this long. If it is still not found then, the next setting says what is done; nothing is ordered twice.",
        after_settle: "What happens when the license is still not found at the settle time. Order again does so once for an order, and only if a whole list there shows nothing new with its marker, plan, name or address; everything else is left to a person.",
        log_in: "How Keypool shows who it is. A session is opened by one call and used for the next ones; choose it where the license server refuses the password in each call.",
        in_flight_limit: "How many requests may run there at one moment. 0 means no limit at all, and no time between requests either.",
        min_interval_ms: "The least time between the starts of two requests; sellers ask for about one request a second.",
        cluster: "The cluster in which servers are made, from VMmanager's own list.",
        cluster_unread: "VMmanager's list could not be read: enter the cluster's number.",
        use_recipes: "Run the recipe that a tariff plan names for a panel on the new server. Off: clients install the panel themselves.",
        license_server: "Where the licenses for the servers of this VMmanager are bought.",
        no_license_server: "None: no control panels",
        no_license_server_yet: "There is no license server yet: add one, then choose it here. Until then only servers without a control panel can be sold.",
        days: "days",
        seconds: "seconds",
        milliseconds: "ms",
        latest_expiry_first: "Latest expiry first",
        nearest_covering: "Nearest expiry that covers the paid term",
        nearest: "Nearest expiry",
        any: "Longest idle",
        more_than_month: "After more than a month",
        days31: "After 31 days",
        calendar_month: "Once per calendar month",
        by_password: "By password in each call",
        by_session: "By session (func=auth)",
        a_person: "A person decides",
        order_again: "Order again",
        to_free_address: "0.0.0.0",
        keep_until_reused: "Keep the address until it is used again",
    }
}

/// A policy of claims.
pub(crate) fn claim_policy(policy: ClaimPolicy) -> &'static str {
    let words = &texts().module_form;
    match policy {
        ClaimPolicy::LatestExpiryFirst => words.latest_expiry_first,
        ClaimPolicy::NearestCovering => words.nearest_covering,
        ClaimPolicy::Nearest => words.nearest,
        ClaimPolicy::Any => words.any,
    }
}

/// A rule about changes.
pub(crate) fn change_rule(rule: ChangeRule) -> &'static str {
    let words = &texts().module_form;
    match rule {
        ChangeRule::MoreThanMonth => words.more_than_month,
        ChangeRule::Days31 => words.days31,
        ChangeRule::CalendarMonth => words.calendar_month,
    }
}

/// The address of a free license.
pub(crate) fn free_address(policy: FreeAddressPolicy) -> &'static str {
    let words = &texts().module_form;
    match policy {
        FreeAddressPolicy::FreeAddress => words.to_free_address,
        FreeAddressPolicy::KeepUntilReused => words.keep_until_reused,
    }
}

/// How a license server is logged in to.
pub(crate) fn log_in(log_in: LogIn) -> &'static str {
    let words = &texts().module_form;
    match log_in {
        LogIn::Password => words.by_password,
        LogIn::Session => words.by_session,
    }
}

/// What is done with a purchase that stays unknown.
pub(crate) fn after_settle(choice: AfterSettle) -> &'static str {
    let words = &texts().module_form;
    match choice {
        AfterSettle::Person => words.a_person,
        AfterSettle::OrderAgain => words.order_again,
    }
}
