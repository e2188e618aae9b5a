//! Processing modules.

use domain::{ModuleStep, ProductType};

use super::{catalogue, texts};

catalogue! {
    /// Words of the pages of processing modules.
    Modules {
        title: "Processing modules",
        lead: "The license servers that licenses are bought from, and the VMmanagers that make servers.",
        number: "Id",
        name: "Name",
        kind: "Processing module",
        datacenter: "Datacenter",
        usage: "Usage",
        balance: "Processing module balance",
        sort: "Sort",
        status: "Status",
        services(n): "{n} service|{n} services",
        count(n): "{n} module|{n} modules",
        read_failed(time, error): "Read failed {time}: {error}",
        refreshed: "The balance was read.",
        empty: "No processing module yet",
        empty_text: "A license server and a VMmanager are needed before anything can be sold.",
        none_found: "No processing module matches",
        none_found_text: "Search for a part of the name, the address, the user or the data center.",
        no_balance: "–",
        low(amount): "below {amount}",
        edit: "Edit",
        parameters: "Parameters",
        check: "Check connection",
        suspend: "Suspend",
        resume: "Resume",
        history: "History",
        delete: "Delete",
        suspend_means: "A suspended module gets no new orders and no calls: what needs it waits, and goes on when the module is resumed. Servers and licenses keep running.",
        suspended: "The module is suspended. What needs it waits until it is resumed.",
        resumed: "The module works again. What waited for it goes on.",
        no_purchases: "No purchases",
        no_renewals: "No renewals",
        purchases: "Purchases",
        renewals: "Renewals",
        is_on: "on",
        stop: "Stop",
        allow: "Allow",
        purchases_stopped: "No purchases: orders take free licenses only, and wait where there is none. Renewals go on.",
        purchases_resumed: "Licenses are bought again. What waited for it goes on.",
        renewals_stopped: "No renewals: licenses run out at their expiry until this is allowed again. Purchases go on.",
        renewals_resumed: "Licenses are renewed again. What waited for it goes on.",
        connection: "Connection",
        checked(time): "checked {time}",
        when_checked: "Last check",
        overview: "Overview",
        never_checked: "Not checked yet",
        never_checked_text: "Check the connection to see what this user may do there.",
        check_good: "The connection is good.",
        check_bad(n): "The check found a problem.|The check found {n} problems.",
        works: "works",
        logged_in_as: "Logged in as",
        found(n): "{n} found",
        add: "Add processing module",
        added: "The processing module was added.",
        back: "Back",
        next: "Next",
        finish: "Finish",
        step_product_type: "Product type",
        step_module: "Processing module",
        step_connection: "Integration settings",
        step_parameters: "Processing module parameters",
        lead_product_type: "What should this module provide?",
        lead_module: "Which system provides it?",
        lead_connection: "Where that system is, and who we are there. The connection is checked when you go on; nothing is changed or bought by that.",
        lead_parameters: "What it is called here, and how it works. Everything can be changed later.",
        licenses: "Licenses",
        licenses_text: "Licenses of control panels, bought from the BILLmanager of the company that sells them.",
        vps: "VPS",
        vps_text: "Virtual servers, made by a VMmanager of your own.",
        billmanager_text: "A remote BILLmanager that sells licenses: a license server.",
        vmmanager_text: "A VMmanager 6, version 6 only.",
        cannot_add: "This connection cannot be used yet",
        rights_missing: "The connection works, but rights are missing",
        connected: "The connection is good",
        entered_already(name): "This account is entered already, as {name}.",
        see_existing: "See that module",
        kept_for: "What you enter is kept for seven days; the password is kept encrypted.",
        delete_title(name): "Delete {name}?",
        delete_settings: "Its settings, its password and what was read from it are deleted.",
        delete_parameters(n): "Its parameter is deleted.|Its {n} parameters are deleted.",
        delete_nothing_there: "Nothing is changed at the remote system.",
        delete_now: "Delete the module",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "It is used by what stands below. What was sold with it keeps its history: suspend the module instead, if it is to be used no longer.",
        moved(n, place): "{n} of ours is there and belongs to that {place}: it would be lost from sight. Add the other one as a module of its own.|{n} of ours are there and belong to that {place}: they would be lost from sight. Add the other one as a module of its own.",
        account: "account",
        installation: "VMmanager",
        rights_refused(problems): "Rights are missing: {problems} Tick this to save it nevertheless.",
        not_connected(problem, words): "{problem} The answer was: {words}",
    }
}

/// The name of a step.
pub(crate) fn step(step: ModuleStep) -> &'static str {
    let words = &texts().modules;
    match step {
        ModuleStep::ProductType => words.step_product_type,
        ModuleStep::Module => words.step_module,
        ModuleStep::Connection => words.step_connection,
        ModuleStep::Parameters => words.step_parameters,
    }
}

/// What a step asks.
pub(crate) fn lead(step: ModuleStep) -> &'static str {
    let words = &texts().modules;
    match step {
        ModuleStep::ProductType => words.lead_product_type,
        ModuleStep::Module => words.lead_module,
        ModuleStep::Connection => words.lead_connection,
        ModuleStep::Parameters => words.lead_parameters,
    }
}

/// What a module can provide, with a sentence.
pub(crate) fn product_type(product: ProductType) -> (&'static str, &'static str) {
    let words = &texts().modules;
    match product {
        ProductType::Licenses => (words.licenses, words.licenses_text),
        ProductType::Vps => (words.vps, words.vps_text),
    }
}
