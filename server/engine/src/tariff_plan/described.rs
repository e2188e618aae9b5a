//! A tariff plan as its history tells it: in words, not in numbers of rows.

use domain::Period;
use domain::catalogue::Described;
use store::tariffs::DeleteMode;
use store::tariffs::periods::Price;
use store::tariffs::plan::Plan;
use store::tariffs::recipes::Recipe;

use crate::remotes::vm_lists::VmLists;

/// Every field of a plan with its value.
pub(crate) fn described(plan: &Plan, lists: &[VmLists]) -> Vec<Described> {
    let details = &plan.tariff.details;
    let module = |id| {
        let known = lists.iter().find(|lists| lists.module.id == id);
        known.map_or_else(|| format!("#{id}"), |lists| lists.module.name.clone())
    };
    let modules: Vec<String> = plan.modules.iter().map(|id| module(*id)).collect();
    let systems: Vec<&str> = plan.systems.iter().map(|system| system.name.as_str()).collect();
    let mut fields = vec![
        field("name", &details.name),
        field("description", &details.description),
        field("provider", &details.provider),
        field("currency", details.currency),
        field("sort", details.sort),
        field("modules", modules.join(", ")),
    ];
    fields.extend(plan.periods.iter().map(|price| (format!("Cost, {}", period(price.period)), cost(price))));
    match &details.preset {
        Some(preset) => fields.push(field("preset", &preset.name)),
        None => fields.extend([
            field("cpu_number", details.cpu_number),
            field("ram_mib", details.ram_mib),
            field("disk_mib", details.disk_mib),
        ]),
    }
    fields.push(field("systems", systems.join(", ")));
    fields.push(field("delete_mode", delete_mode(details.delete_mode)));
    fields.push(field("suspend_release_days", details.suspend_release_days));
    fields.extend(plan.recipes.iter().map(|recipe| installation(recipe, plan)));
    fields
}

/// A tariff's state, for its history.
pub(crate) fn state(enabled: bool) -> Described {
    field("status", if enabled { "enabled" } else { "disabled" })
}

/// A field that has one value.
fn field(name: &str, value: impl ToString) -> Described {
    (name.to_owned(), value.to_string())
}

fn cost(price: &Price) -> String {
    if price.setup.is_zero() {
        return price.cost.to_string();
    }
    format!("{}, setup {}", price.cost, price.setup)
}

fn period(period: Period) -> String {
    match period.as_months() {
        Some(1) => "1 month".to_owned(),
        Some(months) => format!("{months} months"),
        None if period.is_trial() => "trial".to_owned(),
        None if period == Period::DAILY => "1 day".to_owned(),
        None => "one time".to_owned(),
    }
}

const fn delete_mode(mode: DeleteMode) -> &'static str {
    match mode {
        DeleteMode::AtOnce => "at once",
        DeleteMode::AfterPaidPeriod => "after the paid period",
    }
}

fn installation(recipe: &Recipe, plan: &Plan) -> Described {
    let panel = plan.panels.iter().find(|panel| panel.value_id == recipe.value_id);
    let panel = panel.map_or_else(|| format!("#{}", recipe.value_id), |panel| panel.name.clone());
    let how = match &recipe.run {
        Some(run) if run.params.pairs().is_empty() => format!("by the recipe {}", run.name),
        Some(run) => {
            format!("by the recipe {} with {}", run.name, run.params.to_string().replace('\n', ", "))
        }
        None => "by the client".to_owned(),
    };
    let steps = if recipe.steps.is_empty() { String::new() } else { format!("; steps: {}", recipe.steps) };
    (format!("Installation of {panel}"), how + &steps)
}
