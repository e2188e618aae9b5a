//! What in the catalogue would make an order fail, lose money or wait: the configuration check of a tariff plan.

mod facts;
mod fault;
#[cfg(test)]
mod sample;

pub use facts::{LicenseServerFacts, PanelFacts, TariffFacts, VmServerFacts};
pub use fault::{Fault, Severity};

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ids::{ModuleId, TariffId};
use crate::money::Rate;
use crate::period::Period;
use crate::period::alignment::SkipReason;
use crate::price::{LicenseMargin, Margin, PlanCosts};

/// What the check is made against: the license servers, and the rates of the day.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The license servers there are.
    pub license_servers: &'a BTreeMap<ModuleId, LicenseServerFacts>,
    /// The rates that are known.
    pub rates: &'a [Rate],
    /// The day.
    pub today: Date,
}

/// Everything that is wrong with a tariff plan, errors first.
pub fn check(id: TariffId, tariff: &TariffFacts, around: &Surroundings<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_plan(tariff, &mut faults);
    for module in &tariff.modules {
        check_vm_server(tariff, module, &mut faults);
    }
    for server in servers_of(tariff, around) {
        check_license_server(server, &mut faults);
        for panel in tariff.offered_panels() {
            check_panel(id, tariff, panel, server, around, &mut faults);
        }
    }
    let servers: Vec<_> = servers_of(tariff, around).collect();
    for panel in tariff.panels.iter().flatten().filter(|panel| panel.available) {
        check_prices(tariff, panel, &servers, &mut faults);
    }
    faults.sort_by_key(Fault::severity);
    // Several panels and periods can find the same fault.
    let mut told: Vec<Fault> = Vec::with_capacity(faults.len());
    for fault in faults {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    told
}

fn check_plan(tariff: &TariffFacts, faults: &mut Vec<Fault>) {
    if tariff.periods.is_empty() {
        faults.push(Fault::NoPeriods);
    }
    if tariff.systems.is_empty() {
        faults.push(Fault::NoSystems);
    }
    if tariff.modules.is_empty() {
        faults.push(Fault::NoModules);
    } else if tariff.modules.iter().all(|module| !module.active) {
        faults.push(Fault::EveryModuleOff);
    }
    match &tariff.panels {
        None => faults.push(Fault::NoPanelOption),
        Some(panels) if !panels.iter().any(|panel| panel.available) => faults.push(Fault::NoPanelOffered),
        Some(_) => {}
    }
}

fn check_vm_server(tariff: &TariffFacts, module: &VmServerFacts, faults: &mut Vec<Fault>) {
    let (id, name) = (module.id, || module.name.clone());
    if !module.active {
        faults.push(Fault::ModuleOff { module: id, name: name() });
    }
    if module.unreachable {
        faults.push(Fault::ModuleUnreachable { module: id, name: name() });
    }
    if module.license_server.is_none() && tariff.offered_panels().next().is_some() {
        faults.push(Fault::NoLicenseServer { module: id, name: name() });
    }
    if let Some(systems) = &module.systems {
        let gone = tariff.systems.iter().filter(|(code, _)| !systems.contains(code));
        faults.extend(gone.map(|(_, system)| Fault::SystemGone { system: system.clone(), module: name() }));
    }
    if let (Some(preset), Some(presets)) = (&tariff.preset, &module.presets)
        && !presets.contains(preset)
    {
        faults.push(Fault::PresetGone { module: name() });
    }
    let recipes = || tariff.offered_panels().filter_map(|panel| Some((panel, panel.recipe.as_ref()?)));
    if !module.use_recipes && recipes().next().is_some() {
        faults.push(Fault::RecipesOff { module: id, name: name() });
    }
    if let Some(known) = &module.recipes {
        let gone = recipes().filter(|(_, recipe)| !known.contains(*recipe));
        faults.extend(gone.map(|(panel, _)| Fault::RecipeGone { panel: panel.name.clone(), module: name() }));
    }
}

fn servers_of<'a>(
    tariff: &TariffFacts,
    around: &Surroundings<'a>,
) -> impl Iterator<Item = &'a LicenseServerFacts> {
    let mut ids: Vec<ModuleId> = tariff.modules.iter().filter_map(|module| module.license_server).collect();
    ids.sort_unstable();
    ids.dedup();
    let needed = tariff.offered_panels().next().is_some();
    ids.into_iter().filter(move |_| needed).filter_map(|id| around.license_servers.get(&id))
}

fn check_license_server(server: &LicenseServerFacts, faults: &mut Vec<Fault>) {
    let (module, name) = (server.id, || server.name.clone());
    if !server.active {
        faults.push(Fault::ModuleOff { module, name: name() });
    }
    if server.unreachable {
        faults.push(Fault::ModuleUnreachable { module, name: name() });
    }
    if !server.purchases_on {
        faults.push(Fault::NoPurchases { module, name: name() });
    }
    if server.plans.is_none() {
        faults.push(Fault::PriceListUnread { module, name: name() });
    }
}

/// One panel at one license server: is it sold there, for which of the tariff's periods, and at what margin.
fn check_panel(
    id: TariffId,
    tariff: &TariffFacts,
    panel: &PanelFacts,
    server: &LicenseServerFacts,
    around: &Surroundings<'_>,
    faults: &mut Vec<Fault>,
) {
    let Some(plans) = &server.plans else { return };
    let name = || panel.name.clone();
    let Some(costs) = plans.get(&panel.plan) else {
        let (code, server) = (panel.plan.clone(), server.name.clone());
        let (enumeration, value) = (panel.enumeration, panel.value);
        faults.push(Fault::DeadPlanCode { enumeration, value, panel: name(), code, server });
        return;
    };
    let plan = PlanCosts { costs, rules: &server.rules, rates: around.rates, on: around.today };
    for &period in &tariff.periods {
        let Some((_, price)) = panel.prices.iter().find(|(priced, _)| *priced == period) else { continue };
        let Ok(LicenseMargin { choice, margin, .. }) =
            plan.license_margin(id, period, Some(*price), tariff.currency)
        else {
            faults.push(Fault::PeriodNotServed { panel: name(), period, server: server.name.clone() });
            continue;
        };
        let nowhere = choice.skipped.iter().filter(|rule| rule.reason == SkipReason::NotSold);
        faults.extend(nowhere.map(|rule| Fault::RuleNotApplied {
            module: server.id,
            rule: rule.rule,
            panel: name(),
            change_into: rule.change_into,
        }));
        match margin {
            Some(Margin::Known { cost, left: Some(left), .. }) if left.is_negative() => {
                let option = panel.option;
                faults.push(Fault::NegativeMargin { option, panel: name(), period, price: *price, cost });
            }
            Some(Margin::NotComparable { from, to }) => faults.push(Fault::NotComparable { from, to }),
            Some(Margin::Known { .. }) | None => {}
        }
    }
}

/// A panel that is offered must have one price at least, and one for every period of the tariff that its plan is
/// sold for as it is: that a yearly code has no price for a month is meant so.
fn check_prices(
    tariff: &TariffFacts,
    panel: &PanelFacts,
    servers: &[&LicenseServerFacts],
    faults: &mut Vec<Fault>,
) {
    let (option, name) = (panel.option, || panel.name.clone());
    let priced = |period: &Period| panel.prices.iter().any(|(priced, _)| priced == period);
    if !tariff.periods.is_empty() && !tariff.periods.iter().any(priced) {
        faults.push(Fault::NeverPriced { option, panel: name() });
        return;
    }
    let can_be_had = |period: Period| {
        let mut known = servers.iter().filter_map(|server| server.plans.as_ref()).peekable();
        panel.plan.is_no_panel()
            || known.peek().is_none()
            || known.filter_map(|plans| plans.get(&panel.plan)).flatten().any(|(sold, _)| *sold == period)
    };
    let missing = tariff.periods.iter().filter(|&period| !priced(period) && can_be_had(*period));
    faults.extend(missing.map(|&period| Fault::PriceMissing { option, panel: name(), period }));
}

#[cfg(test)]
mod tests;
