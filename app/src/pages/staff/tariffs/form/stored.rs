//! What the form begins with: the plan as the form would send it.

use domain::Money;
use engine::reads::{DeleteMode, TariffFormPage, TariffPlan};

use super::{panels, systems};

/// A field's name and what it begins with.
type Field = (String, String);

/// Every field of the form.
pub(in crate::pages::staff::tariffs) fn values(page: &TariffFormPage) -> Vec<Field> {
    let mut fields = match &page.plan {
        Some(plan) => stored(plan),
        None => vec![
            field("sort", page.next_sort),
            field("currency", "EUR"),
            field("provider", page.providers.first().cloned().unwrap_or_default()),
            field("delete_mode", DeleteMode::AfterPaidPeriod),
            field("suspend_release_days", 7),
        ],
    };
    if let (None, [only]) = (&page.plan, &page.lists[..]) {
        fields.push(field(format!("module_{}", only.module.id), "on"));
    }
    // What is not offered yet is offered by VMmanager's name for it, unless a person types another.
    for system in systems::shown(page) {
        let name = format!("os_name_{}", system.id);
        if fields.iter().all(|(field, _)| *field != name) {
            fields.push((name, system.name));
        }
    }
    fields
}

fn stored(plan: &TariffPlan) -> Vec<Field> {
    let details = &plan.tariff.details;
    let mut fields = vec![
        field("name", &details.name),
        field("description", &details.description),
        field("provider", &details.provider),
        field("currency", details.currency),
        field("sort", details.sort),
        field("preset", details.preset.as_ref().map(|preset| preset.id.to_string()).unwrap_or_default()),
        field("cpu_number", details.cpu_number),
        field("ram_mib", details.ram_mib),
        field("disk_mib", details.disk_mib),
        field("delete_mode", details.delete_mode),
        field("suspend_release_days", details.suspend_release_days),
    ];
    fields.extend(plan.modules.iter().map(|id| field(format!("module_{id}"), "on")));
    for price in &plan.periods {
        fields.push(field(format!("cost_{}", price.period), number(price.cost)));
        if !price.setup.is_zero() {
            fields.push(field(format!("setup_{}", price.period), number(price.setup)));
        }
    }
    for (place, system) in (1..).zip(&plan.systems) {
        fields.push(field(format!("os_{}", system.code), "on"));
        fields.push(field(format!("os_name_{}", system.code), &system.name));
        fields.push(field(format!("os_sort_{}", system.code), place));
    }
    for panel in panels::shown(plan) {
        let id = panel.value_id;
        let recipe = plan.recipes.iter().find(|recipe| recipe.value_id == id);
        let run = recipe.and_then(|recipe| recipe.run.as_ref());
        fields.push(field(format!("install_{id}"), if run.is_some() { "automatic" } else { "by_client" }));
        if let Some(run) = run {
            fields.push(field(format!("recipe_{id}"), &run.recipe_id));
            fields.push(field(format!("params_{id}"), &run.params));
        }
        fields.extend(recipe.map(|recipe| field(format!("steps_{id}"), &recipe.steps)));
    }
    fields
}

fn field(name: impl Into<String>, value: impl ToString) -> Field {
    (name.into(), value.to_string())
}

/// An amount as it is typed: without its currency.
fn number(amount: Money) -> String {
    let text = amount.to_string();
    text.split_once(' ').map_or_else(|| text.clone(), |(number, _)| number.to_owned())
}
