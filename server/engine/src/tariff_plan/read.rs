//! Reads the form of a tariff plan: what is right of it, and everything that is wrong beside its field.

use domain::form::{FieldProblem, Problem, Reader};
use domain::{Currency, ModuleId, Money, Period, RemoteId};
use store::tariffs::periods::Price;
use store::tariffs::plan::Plan;
use store::tariffs::systems::System;
use store::tariffs::{DeleteMode, Details, Preset};

use super::form::{TariffForm, TypedPrice};
use super::recipes;
use crate::remotes::vm_lists::{SavedPreset, VmLists};

/// The longest name.
const NAME: usize = 100;
/// The longest description.
const DESCRIPTION: usize = 500;
/// The longest term, in months.
const LONGEST_TERM: i64 = 120;

/// What a plan is after its form: `old` with everything that the form says.
pub(crate) fn read(form: &TariffForm, old: &Plan, lists: &[VmLists]) -> Result<Plan, Vec<FieldProblem>> {
    let mut read = Reader::default();
    let currency = currency(&mut read, form, old);
    let mut plan = Plan {
        modules: modules(&mut read, form, lists),
        periods: periods(&mut read, form, currency),
        systems: systems(&mut read, form, old, lists),
        recipes: recipes::read(&mut read, &form.recipes, old, lists),
        ..old.clone()
    };
    let preset = preset(&mut read, form, old, lists);
    plan.tariff.details = Details {
        name: read.text("name", &form.name, NAME),
        description: read.optional_text("description", &form.description, DESCRIPTION),
        provider: read.text("provider", &form.provider, NAME),
        currency,
        enabled: old.tariff.details.enabled,
        sort: read.number("sort", &form.sort, 0, 1_000_000),
        delete_mode: read.choice("delete_mode", &form.delete_mode, DeleteMode::AfterPaidPeriod),
        suspend_release_days: u16::try_from(read.number(
            "suspend_release_days",
            &form.suspend_release_days,
            0,
            365,
        ))
        .unwrap_or_default(),
        ..sized(&mut read, form, &old.tariff.details, preset)
    };
    read.done()?;
    Ok(plan)
}

/// Prices and orders are numbers in the tariff's currency: once there is one, the currency stays.
fn currency(read: &mut Reader, form: &TariffForm, old: &Plan) -> Currency {
    let kept = old.tariff.details.currency;
    if !old.currency_is_fixed {
        return read.currency("currency", &form.currency);
    }
    let typed = form.currency.trim();
    if !typed.is_empty() && typed.to_uppercase() != kept.as_str() {
        read.refuse("currency", Problem::Fixed);
    }
    kept
}

fn modules(read: &mut Reader, form: &TariffForm, lists: &[VmLists]) -> Vec<ModuleId> {
    // In the modules' own order: what is ticked has none.
    let ticked = |lists: &&VmLists| form.modules.iter().any(|typed| *typed == lists.module.id.to_string());
    let modules: Vec<ModuleId> = lists.iter().filter(ticked).map(|lists| lists.module.id).collect();
    if modules.len() < form.modules.len() {
        read.refuse("modules", Problem::NotAChoice);
    }
    modules
}

fn periods(read: &mut Reader, form: &TariffForm, currency: Currency) -> Vec<Price> {
    let mut prices: Vec<Price> = Vec::new();
    for typed in &form.periods {
        let field = format!("cost_{}", typed.period);
        match typed.period.parse::<Period>() {
            Ok(period) if prices.iter().any(|price| price.period == period) => {
                read.refuse(&field, Problem::Taken);
            }
            Ok(period) => {
                let price = price(read, typed, &typed.period, currency);
                prices.extend(price.map(|price| Price { period, ..price }));
            }
            Err(_) => read.refuse(&field, Problem::NotAChoice),
        }
    }
    let other = &form.other;
    let is_empty = [&form.other_months, &other.cost, &other.setup].iter().all(|text| text.trim().is_empty());
    if !is_empty {
        let months = read.number("other_months", &form.other_months, 1, LONGEST_TERM);
        let period = Period::months(u16::try_from(months).unwrap_or_default());
        if form.periods.iter().any(|shown| shown.period.parse() == Ok(period)) {
            read.refuse("other_months", Problem::Taken);
        }
        if other.cost.trim().is_empty() {
            read.refuse("cost_other", Problem::Missing);
        }
        prices.extend(price(read, other, "other", currency).map(|price| Price { period, ..price }));
    }
    prices.sort_by_key(|price| price.period);
    prices
}

/// A price without its period; none where nothing was typed.
fn price(read: &mut Reader, typed: &TypedPrice, suffix: &str, currency: Currency) -> Option<Price> {
    let (cost_field, setup_field) = (format!("cost_{suffix}"), format!("setup_{suffix}"));
    let cost = read.optional_amount(&cost_field, &typed.cost, currency);
    let setup = read.optional_amount(&setup_field, &typed.setup, currency);
    if cost.is_none() && setup.is_some() && suffix != "other" {
        read.refuse(&cost_field, Problem::Missing);
    }
    let setup = setup.unwrap_or(Money::zero(currency));
    cost.map(|cost| Price { period: Period::ONE_TIME, cost, setup })
}

fn systems(read: &mut Reader, form: &TariffForm, old: &Plan, lists: &[VmLists]) -> Vec<System> {
    let is_known = |id: &str| {
        let listed = lists.iter().flat_map(|lists| lists.systems.items());
        listed
            .map(|system| system.id.as_str())
            .chain(old.systems.iter().map(|system| system.code.as_str()))
            .any(|known| known == id)
    };
    let mut systems: Vec<((i64, usize), System)> = Vec::new();
    for (place, typed) in form.systems.iter().enumerate() {
        if systems.iter().any(|(_, system)| system.code == typed.id) {
            continue;
        }
        if !is_known(&typed.id) {
            read.refuse(&format!("os_{}", typed.id), Problem::NotAChoice);
        }
        let name = read.text(&format!("os_name_{}", typed.id), &typed.name, NAME);
        let sort = read.optional_number(&format!("os_sort_{}", typed.id), &typed.sort, 0, 1_000_000);
        systems.push(((sort.unwrap_or(i64::MAX), place), System { code: typed.id.clone(), name }));
    }
    systems.sort_by_key(|(place, _)| *place);
    systems.into_iter().map(|(_, system)| system).collect()
}

/// The chosen preset, with what it has where that is known.
fn preset(
    read: &mut Reader,
    form: &TariffForm,
    old: &Plan,
    lists: &[VmLists],
) -> Option<(Preset, Option<SavedPreset>)> {
    let typed = form.preset.trim();
    if typed.is_empty() {
        return None;
    }
    let listed = lists.iter().flat_map(|lists| lists.presets.items()).find(|preset| preset.id == typed);
    let kept = old.tariff.details.preset.as_ref().filter(|preset| preset.id.as_str() == typed);
    match (listed, kept) {
        (Some(listed), _) => {
            let preset = Preset { id: RemoteId::new(typed), name: listed.name.clone() };
            Some((preset, Some(listed.clone())))
        }
        (None, Some(kept)) => Some((kept.clone(), None)),
        (None, None) => {
            read.refuse("preset", Problem::NotAChoice);
            None
        }
    }
}

/// The size of a plan's servers. With a preset, what was typed of it is of no importance: what the preset has is kept
/// beside its id, to be shown to clients.
fn sized(
    read: &mut Reader,
    form: &TariffForm,
    old: &Details,
    preset: Option<(Preset, Option<SavedPreset>)>,
) -> Details {
    let Some((preset, listed)) = preset else {
        let mut number = |field: &str, typed: &str, min, max| {
            u32::try_from(read.number(field, typed, min, max)).unwrap_or_default()
        };
        return Details {
            preset: None,
            cpu_number: number("cpu_number", &form.cpu_number, 1, 512),
            ram_mib: number("ram_mib", &form.ram_mib, 128, 16_777_216),
            disk_mib: number("disk_mib", &form.disk_mib, 1024, 1_073_741_824),
            ..old.clone()
        };
    };
    let same = old.preset.as_ref() == Some(&preset);
    let kept = |number: u32| if same { number } else { 0 };
    let listed = listed.as_ref();
    Details {
        cpu_number: listed.and_then(|preset| preset.cpu_number).unwrap_or(kept(old.cpu_number)),
        ram_mib: listed.and_then(|preset| preset.ram_mib).unwrap_or(kept(old.ram_mib)),
        disk_mib: listed.and_then(|preset| preset.disk_mib).unwrap_or(kept(old.disk_mib)),
        preset: Some(preset),
        ..old.clone()
    }
}

#[cfg(test)]
mod tests;
