//! The options of a tariff plan: the list and the pages beside it.

use domain::option::{BillingType, OptionKind, ValueType};

use super::{catalogue, texts};

catalogue! {
    /// Words of the options of a tariff plan.
    Options {
        title: "Options",
        title_of(tariff): "Options of {tariff}",
        lead: "What clients choose when they order: the control panel, and whatever you sell beside it.",
        id: "Id",
        kind: "Type",
        value_type: "Value type",
        prices: "Prices",
        status: "Status",
        edit: "Edit",
        enable: "Enable",
        disable: "Disable",
        history: "History",
        delete: "Delete",
        enabled: "Enabled",
        disabled: "Disabled",
        no_prices: "no prices yet",
        not_charged: "Not charged",
        prices_set(n): "{n} price|{n} prices",
        values_up(n): "{n} value up|{n} values up",
        none_yet: "No options yet",
        none_yet_text: "A plan is ordered with a control panel, or with “No control panel”: add an option of the type Control panel license first.",
        was_enabled(name): "{name} is enabled: clients can choose it now.",
        was_disabled(name): "{name} is disabled: nobody can choose it. Services that have it keep it and are renewed with it.",
        panel_license: "Control panel license",
        backups: "Backups",
        extra_addresses: "Extra IPv4 addresses",
        other: "Other",
        boolean: "Boolean",
        integer: "Integer",
        enumeration: "Enumeration",
        per_period: "Per period",
        add_title: "Add option",
        general: "Option",
        billing_help: "Per period: by its prices, with every order and renewal. Not charged: free for everybody, and no prices are needed.",
        kind_help: "Control panel license is chosen from an enumeration; each choice with a plan code brings a license. Extra IPv4 addresses are asked of VMmanager with the server. Backups and Other change nothing there: you set them up by hand, and find them on the service's page.",
        kind_kept: "An option keeps its type. For another one, add an option and disable this.",
        custom_name: "Custom name",
        name_help: "Clients read it on the order form, and on every quote.",
        intname_help: "Names the field on the order form, option_NAME. One plan has each name once.",
        value_type_help: "Enumeration goes with Control panel license; the other types are a Boolean or an Integer.",
        sort_help: "The lowest stands first on the order form.",
        limits_of(value_type): "Tariff limits: {value_type}",
        only_for(value_type): "Counts when the value type is {value_type}.",
        enumeration_help: "The list that clients choose from. Every value of it is up at first; values that join it later are down until you turn them up.",
        default_value_help: "Chosen when the order form opens; it has to be a value of the enumeration.",
        no_default: "Nothing: the client chooses",
        value_of(enumeration, value): "{enumeration}: {value}",
        default_on_help: "The box is ticked when the order form opens.",
        included_help: "So many cost nothing; each one beyond them costs its price.",
        minimum_help: "The least that can be ordered; empty for 0.",
        maximum_help: "The most that can be ordered.",
        step_help: "The numbers between are so far apart; empty for 1.",
        default_amount_help: "The number when the order form opens; empty for the minimum.",
        unit_help: "What it is counted in, for example GiB; may stay empty.",
        saved(name): "{name} is saved.",
        was_added_value(name): "{name} is added. A value can be ordered for the periods that you give it a price for.",
        was_added(name): "{name} is added. It can be ordered for the periods that you give it a price for.",
        delete_title(name): "Delete {name}?",
        delete_prices(n): "Its price is deleted with it.|Its {n} prices are deleted with it.",
        delete_choice: "Nobody can choose it any more.",
        delete_panel: "Without an option of the type Control panel license the plan cannot be ordered.",
        delete_history: "Its history stays with the plan.",
        delete_button: "Delete the option",
        keep: "Keep it",
        cannot_delete(name): "{name} cannot be deleted",
        cannot_delete_text: "These services are renewed by its prices. Disable it: nobody can choose it then.",
        history_of(name): "History of {name}",
        by_hand: "set up by hand",
        yes: "yes",
        restore_before: "Restore the prices from before",
    }
}

/// What an option is for.
pub(crate) fn kind(kind: OptionKind) -> &'static str {
    let words = &texts().options;
    match kind {
        OptionKind::PanelLicense => words.panel_license,
        OptionKind::Backups => words.backups,
        OptionKind::ExtraAddresses => words.extra_addresses,
        OptionKind::Other => words.other,
    }
}

/// What is chosen with an option.
pub(crate) fn value_type(value_type: ValueType) -> &'static str {
    let words = &texts().options;
    match value_type {
        ValueType::Enumeration => words.enumeration,
        ValueType::Boolean => words.boolean,
        ValueType::Integer => words.integer,
    }
}

/// How an option is paid.
pub(crate) fn billing(billing: BillingType) -> &'static str {
    let words = &texts().options;
    match billing {
        BillingType::PerPeriod => words.per_period,
        BillingType::NotCharged => words.not_charged,
    }
}
