//! The configuration check, in words: what is wrong, and where it is mended.

use domain::TariffId;
use domain::readiness::{Fault, Severity};

use super::{catalogue, money, period_name, texts};
use crate::pages::address;

catalogue! {
    /// Words of the configuration check.
    Readiness {
        title: "Configuration check",
        lead: "What would make an order fail, wait or lose money, with a link to the field that mends it. A tariff plan with an error cannot be enabled.",
        ready: "Nothing is wrong",
        ready_text: "Every tariff plan on this page can be ordered as it is.",
        no_tariffs: "No tariff plan yet",
        no_tariffs_text: "The check looks at tariff plans; add the first one.",
        error: "Error",
        warning: "Warning",
        what: "What is wrong",
        mend: "Mend",
        severity: "Severity",
        errors(n): "{n} error|{n} errors",
        warnings(n): "{n} warning|{n} warnings",
        no_periods: "It is sold for no period.",
        no_systems: "It offers no operating system.",
        no_modules: "No VMmanager is chosen to make its servers.",
        every_module_off: "Every VMmanager that makes its servers is suspended.",
        no_panel_option: "It has no enabled option of the type Control panel license.",
        no_panel_offered: "Every value of its panel option is turned down.",
        no_license_server(name): "{name} has no license server, and a panel on sale needs one.",
        dead_plan(panel, code, server): "{server} does not sell plan {code} of {panel}.",
        never_priced(panel): "{panel} is offered without any price.",
        preset_gone(name): "{name} no longer has the preset that servers are made from.",
        price_missing(panel, period): "{panel} has no price for {period}: it cannot be ordered for that.",
        not_served(panel, period, server): "{server} sells nothing that covers {period} of {panel}.",
        rule_not_applied(panel, period): "A parameter changes the period into {period}, for which {panel} is not sold: the rule does not apply to it.",
        loss(panel, period, price, cost): "{panel} for {period} is sold for {price}; its license costs {cost} at today's rate.",
        not_comparable(from, to): "Costs in {from} and prices in {to} cannot be compared: there is no rate.",
        module_off(name): "{name} is suspended.",
        unreachable(name): "{name} did not answer when it was last asked.",
        no_purchases(name): "Purchases at {name} are switched off: orders wait.",
        list_unread(name): "The price list of {name} was never read: nothing is known of its plans.",
        system_gone(system, name): "{name} no longer has {system}.",
        recipes_off(name): "A panel is to be installed automatically, and {name} does not use recipes.",
        recipe_gone(panel, name): "{name} no longer has the recipe that installs {panel}.",
        to_tariff: "Tariff plan",
        to_options: "Options",
        to_prices: "Prices",
        to_value: "Value",
        to_module: "Processing module",
        to_rule: "Parameter",
        to_rates: "Currencies",
    }
}

/// How bad it is, in a word.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts().readiness.error,
        Severity::Warning => texts().readiness.warning,
    }
}

/// What is wrong.
pub(crate) fn fault(fault: &Fault) -> String {
    let words = &texts().readiness;
    match fault {
        Fault::NoPeriods => words.no_periods.to_owned(),
        Fault::NoSystems => words.no_systems.to_owned(),
        Fault::NoModules => words.no_modules.to_owned(),
        Fault::EveryModuleOff => words.every_module_off.to_owned(),
        Fault::NoPanelOption => words.no_panel_option.to_owned(),
        Fault::NoPanelOffered => words.no_panel_offered.to_owned(),
        Fault::NoLicenseServer { name, .. } => words.no_license_server(name),
        Fault::DeadPlanCode { panel, code, server, .. } => words.dead_plan(panel, code, server),
        Fault::NeverPriced { panel, .. } => words.never_priced(panel),
        Fault::PresetGone { module } => words.preset_gone(module),
        Fault::PriceMissing { panel, period, .. } => words.price_missing(panel, period_name(*period)),
        Fault::PeriodNotServed { panel, period, server } => {
            words.not_served(panel, period_name(*period), server)
        }
        Fault::RuleNotApplied { panel, change_into, .. } => {
            words.rule_not_applied(panel, period_name(*change_into))
        }
        Fault::NegativeMargin { panel, period, price, cost, .. } => {
            words.loss(panel, period_name(*period), money(price), money(cost))
        }
        Fault::NotComparable { from, to } => words.not_comparable(from, to),
        Fault::ModuleOff { name, .. } => words.module_off(name),
        Fault::ModuleUnreachable { name, .. } => words.unreachable(name),
        Fault::NoPurchases { name, .. } => words.no_purchases(name),
        Fault::PriceListUnread { name, .. } => words.list_unread(name),
        Fault::SystemGone { system, module } => words.system_gone(system, module),
        Fault::RecipesOff { name, .. } => words.recipes_off(name),
        Fault::RecipeGone { panel, module } => words.recipe_gone(panel, module),
    }
}

/// Where it is mended: an address, and what stands there.
pub(crate) fn mended_at(tariff: TariffId, fault: &Fault) -> (String, &'static str) {
    let words = &texts().readiness;
    let plan = |part: &str| (format!("{}#{part}", address::tariff(tariff)), words.to_tariff);
    let prices = |option| (format!("{}/prices", address::option(tariff, option)), words.to_prices);
    match fault {
        Fault::NoPeriods | Fault::PeriodNotServed { .. } => plan("periods"),
        Fault::NoSystems | Fault::SystemGone { .. } => plan("systems"),
        Fault::NoModules | Fault::EveryModuleOff => plan("modules"),
        Fault::PresetGone { .. } => plan("template"),
        Fault::RecipeGone { .. } => plan("panels"),
        Fault::NoPanelOption | Fault::NoPanelOffered => (address::options(tariff), words.to_options),
        Fault::NeverPriced { option, .. }
        | Fault::PriceMissing { option, .. }
        | Fault::NegativeMargin { option, .. } => prices(*option),
        Fault::DeadPlanCode { enumeration, value, .. } => {
            (address::value(*enumeration, *value), words.to_value)
        }
        Fault::RuleNotApplied { module, rule, .. } => {
            (format!("{}/parameters/{rule}", address::module(*module)), words.to_rule)
        }
        Fault::NotComparable { .. } => (address::CURRENCIES.to_owned(), words.to_rates),
        Fault::NoLicenseServer { module, .. }
        | Fault::ModuleOff { module, .. }
        | Fault::ModuleUnreachable { module, .. }
        | Fault::NoPurchases { module, .. }
        | Fault::PriceListUnread { module, .. }
        | Fault::RecipesOff { module, .. } => (address::module(*module), words.to_module),
    }
}
