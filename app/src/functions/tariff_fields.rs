//! The form of a tariff plan, field by field, and what its functions share.

use domain::TariffId;
use domain::access::Action;
use domain::form::Reader;
use engine::{TariffForm, TypedPrice, TypedRecipe, TypedSystem};

use crate::failure::Failure;
use crate::flash;
use crate::pages::address;
use crate::texts::texts;
use crate::typed::Typed;
use crate::visitor;

/// The form as it was sent.
pub(super) fn tariff_form(typed: &Typed) -> TariffForm {
    let ticked = |prefix| {
        typed.starting_with(prefix).filter(|(_, typed)| Reader::switch(typed)).map(|(id, _)| id.to_owned())
    };
    let price = |period: &str| TypedPrice {
        period: period.to_owned(),
        cost: typed.text(&format!("cost_{period}")),
        setup: typed.text(&format!("setup_{period}")),
    };
    let system = |id: String| TypedSystem {
        name: typed.text(&format!("os_name_{id}")),
        sort: typed.text(&format!("os_sort_{id}")),
        id,
    };
    let recipe = |value: &str| TypedRecipe {
        value: value.to_owned(),
        install: typed.text(&format!("install_{value}")),
        recipe: typed.text(&format!("recipe_{value}")),
        params: typed.text(&format!("params_{value}")),
        steps: typed.text(&format!("steps_{value}")),
    };
    let is_part = |id: &String| id.starts_with("name_") || id.starts_with("sort_");
    TariffForm {
        name: typed.text("name"),
        description: typed.text("description"),
        provider: typed.text("provider"),
        currency: typed.text("currency"),
        sort: typed.text("sort"),
        modules: ticked("module_").collect(),
        periods: typed
            .starting_with("cost_")
            .filter(|(period, _)| *period != "other")
            .map(|(period, _)| price(period))
            .collect(),
        other_months: typed.text("other_months"),
        other: price("other"),
        preset: typed.text("preset"),
        cpu_number: typed.text("cpu_number"),
        ram_mib: typed.text("ram_mib"),
        disk_mib: typed.text("disk_mib"),
        systems: ticked("os_").filter(|id| !is_part(id)).map(system).collect(),
        delete_mode: typed.text("delete_mode"),
        suspend_release_days: typed.text("suspend_release_days"),
        recipes: typed.starting_with("install_").map(|(value, _)| recipe(value)).collect(),
        version: typed.number("version"),
    }
}

/// The plan that was chosen in the list; where none was, the list says so.
pub(super) async fn chosen(id: &str) -> Result<Option<TariffId>, Failure> {
    if id.is_empty() {
        flash::leave_warning(texts().forms.choose_first).await?;
        leptos_axum::redirect(address::TARIFFS);
        return Ok(None);
    }
    id.parse().map(Some).map_err(|_| Failure::NotFound)
}

/// Enables or disables a plan, and leads back to where that was asked for.
pub(super) async fn switch(id: &str, enabled: bool) -> Result<(), Failure> {
    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let Some(id) = chosen(id).await? else { return Ok(()) };
    let engine = visitor::engine()?;
    let switched = engine::actions::switch_tariff(&engine, caller, id, enabled).await;
    let words = &texts().tariffs;
    match flash::refused(switched)? {
        Ok(()) => {
            let name = engine::reads::tariff(&engine, caller, id).await?.details.name;
            let notice = if enabled { words.was_enabled(name) } else { words.was_disabled(name) };
            flash::leave_notice(notice).await?;
            leptos_axum::redirect(&came_from());
        }
        Err(refused) => {
            flash::leave_warning(refused.about).await?;
            leptos_axum::redirect(&address::tariff(id));
        }
    }
    Ok(())
}

/// The page of a plan, or the list as it was searched, that the form stood on.
fn came_from() -> String {
    visitor::came_from()
        .filter(|from| from.starts_with(address::TARIFFS))
        .unwrap_or_else(|| address::TARIFFS.to_owned())
}
