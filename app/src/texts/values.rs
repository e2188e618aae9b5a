//! Values of enumerations.

use domain::pool::Addons;
use engine::actions::Imported;
use engine::reads::{FunctionPrefix, PlanCheck, PriceSource};

use super::{catalogue, dates, texts};

catalogue! {
    /// Words of the pages of an enumeration's values.
    Values {
        title: "Values",
        lead: "What a client can choose, in this order. An internal name is a plan code at the license server.",
        order: "Order",
        number: "Id",
        used_in: "Used in",
        options(n): "{n} option|{n} options",
        unused: "Nothing yet",
        count(n): "{n} value|{n} values",
        edit: "Edit",
        delete: "Delete",
        import: "Import",
        history: "History",
        edit_list: "Edit the list",
        add_title: "Add a value",
        up(name): "Move {name} up",
        down(name): "Move {name} down",
        reordered: "Somebody changed the list meanwhile. It is shown as it is now; nothing was moved.",
        none_yet: "No values yet",
        none_yet_text: "Import the plans that your license server sells, or add a value by hand.",
        list_empty: "No value fits",
        list_empty_text: "Search for part of a name or of a plan code, or take the filter away.",
        sold: "License server's plan",
        is_sold: "On a price list",
        is_not_sold: "On no price list",
        no_plan: "no license",
        sold_as(plan, server): "{plan} at {server}",
        not_on(servers): "Not on the price list of {servers}",
        name_help: "What clients read on the order form.",
        intname_help: "The plan code at the license server, like 55227; nopanel means that there is no license.",
        sold_there(server, plan): "At {server} this is “{plan}”.",
        not_sold(code, servers): "{code} is not on the price list of {servers}: no license can be bought for it. Check the code, or refresh the price list if the plan is new.",
        also_not_on(servers): "It is not on the price list of {servers}.",
        not_read: "No price list was read yet: nobody knows what this code is. Refresh it below.",
        no_server: "There is no license server yet: add one under Integration → Processing modules, then the code is checked.",
        check: "Check the code",
        product_help: "Plan codes of one group are one product: a free license of any of them serves the next order. nopanel has none.",
        choose: "Choose a group …",
        new_group: "A new group …",
        group_legend: "New product group",
        group_name: "Name of the group",
        group_name_help: "The product, like ispmanager 6 lite. Its monthly and yearly codes share it.",
        prefix_help: "soft for ispmanager and BILLmanager, softexternal for CloudLinux and other vendors, platform for VMmanager 6 and DCImanager 6.",
        addons_help: "Code and amount, like 55236 = 3, with commas between several. Licenses with other add-ons never serve the same order: give them a group of their own.",
        sort_help(n): "Its place in the list. Empty is the end; there is {n} value now.|Its place in the list. Empty is the end; there are {n} values now.",
        soft: "soft",
        softexternal: "softexternal",
        platform: "platform",
        services_keep(n, code): "{n} service was sold {code}.|{n} services were sold {code}.",
        services_keep_text: "They keep that code: it stands in each service, their licenses are renewed under it, and the client goes on paying the prices of this value. Another internal name counts for new orders only.",
        prices(server, plans, time): "{server}: {plans} on the price list as of {time}",
        plans(n): "{n} plan|{n} plans",
        prices_unread(server): "{server}: price list not read yet",
        prices_failed(time, words): "Last try {time}: {words}",
        price_list_read: "The price list was read.",
        delete_title(name): "Delete the value {name}?",
        delete_value(code): "Nobody can order {code} from this list any more. Its product group stays.",
        delete_close: "The values after it move up.",
        delete_button: "Delete the value",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "It is still used. In an option of a tariff plan, turn it down and clear its prices; what was sold has to end first:",
        import_title: "Import plans",
        import_lead(list): "Tick what the license server sells and clients shall choose from {list}. Nothing is added before the next step.",
        import_server: "License server",
        import_show: "Show",
        import_code: "Plan code",
        import_plan: "Plan at the license server",
        import_costs: "Sold for",
        import_state: "In this list",
        import_known: "In the list already",
        import_tick(plan): "Import {plan}",
        import_next: "Next",
        import_none: "Tick at least one plan.",
        import_no_server: "No license server yet",
        import_no_server_text: "Plans are imported from the price list of a license server. Add one under Integration first.",
        import_unread: "The price list was not read yet",
        import_unread_text: "Refresh it: the plans that the license server sells appear here.",
        import_check_lead(list): "What will be added at the end of {list}. Change names and groups as you like.",
        import_summary(n): "{n} value will be added.|{n} values will be added.",
        import_no_groups: "No product group is new.",
        import_groups(groups): "New product groups: {groups}.",
        import_skipped(n): "{n} plan is in the list already and stays as it is.|{n} plans are in the list already and stay as they are.",
        import_group_new: "Not there yet: it is made. The name of another takes that one.",
        import_group_there: "A group that is there already.",
        import_prefix_help: "Of the new groups: soft for ispmanager and BILLmanager, softexternal for other vendors, platform for VMmanager 6 and DCImanager 6. Add-ons are set in the group afterwards.",
        import_back: "Back",
        import_button(n): "Add {n} value|Add {n} values",
        imported(n): "{n} value added.|{n} values added.",
        imported_known(n): "{n} was in the list already.|{n} were in the list already.",
    }
}

/// That no license server sells a plan, if the price lists say so.
pub(crate) fn not_sold(code: &str, check: &PlanCheck) -> Option<String> {
    let is_dead = check.sellers.is_empty() && !check.silent.is_empty();
    is_dead.then(|| texts().values.not_sold(code, check.silent.join(", ")))
}

/// What an import did.
pub(crate) fn imported(imported: Imported) -> String {
    let words = &texts().values;
    let added = words.imported(imported.added);
    if imported.known == 0 {
        return added;
    }
    format!("{added} {}", words.imported_known(imported.known))
}

/// The age of a saved price list.
pub(crate) fn price_list_age(source: &PriceSource) -> String {
    let words = &texts().values;
    match source.read {
        Some((plans, at_ms)) => words.prices(&source.name, words.plans(plans), dates::moment(at_ms)),
        None => words.prices_unread(&source.name),
    }
}

/// The word of a function prefix.
pub(crate) fn prefix(prefix: FunctionPrefix) -> &'static str {
    let words = &texts().values;
    match prefix {
        FunctionPrefix::Soft => words.soft,
        FunctionPrefix::SoftExternal => words.softexternal,
        FunctionPrefix::Platform => words.platform,
    }
}

/// Add-ons as text; a dash where there are none.
pub(crate) fn addons(addons: &Addons) -> String {
    if addons.is_empty() { texts().general.none.to_owned() } else { domain::form::addons_text(addons) }
}
