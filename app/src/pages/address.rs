//! What an address names.

use std::str::FromStr;

use domain::{EnumerationId, ModuleId, ModuleStep, OptionId, ProductId, TariffId, ValueId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::failure::Failure;
use crate::flash;
use crate::texts::texts;

/// The list of processing modules.
pub(crate) const MODULES: &str = "/staff/integration/processing-modules";

/// The first step of the wizard that adds one.
pub(crate) const ADD_MODULE: &str = "/staff/integration/processing-modules/add";

/// The list of tariff plans.
pub(crate) const TARIFFS: &str = "/staff/products/tariff-plans";
/// The list of currency rates.
pub(crate) const CURRENCIES: &str = "/staff/currencies";

/// A tariff plan's form.
pub(crate) fn tariff(id: TariffId) -> String {
    format!("{TARIFFS}/{id}")
}

/// The options of a tariff plan.
pub(crate) fn options(tariff: TariffId) -> String {
    format!("{TARIFFS}/{tariff}/options")
}

/// An option's form.
pub(crate) fn option(tariff: TariffId, option: OptionId) -> String {
    format!("{TARIFFS}/{tariff}/options/{option}")
}

/// The list of enumerations.
pub(crate) const ENUMERATIONS: &str = "/staff/products/enumerations";
/// The list of product groups.
pub(crate) const PRODUCT_GROUPS: &str = "/staff/products/product-groups";

/// An enumeration's form.
pub(crate) fn enumeration(id: EnumerationId) -> String {
    format!("{ENUMERATIONS}/{id}")
}

/// An enumeration's values.
pub(crate) fn values(id: EnumerationId) -> String {
    format!("{ENUMERATIONS}/{id}/values")
}

/// The form of a value.
pub(crate) fn value(list: EnumerationId, id: ValueId) -> String {
    format!("{ENUMERATIONS}/{list}/values/{id}")
}

/// Where plan codes of the license server's price list are ticked for an enumeration.
pub(crate) fn import_values(id: EnumerationId) -> String {
    format!("{ENUMERATIONS}/{id}/values/import")
}

/// The second step of that import: what is ticked stands in the address.
pub(crate) fn import_of(id: EnumerationId, module: &str, codes: &[&str]) -> String {
    let ticks = codes.iter().map(|code| format!("&plan_{}=on", crate::visitor::encode(code)));
    format!("{}?module={}{}", import_values(id), crate::visitor::encode(module), ticks.collect::<String>())
}

/// A product group's form.
pub(crate) fn product_group(id: ProductId) -> String {
    format!("{PRODUCT_GROUPS}/{id}")
}

/// The id in a part of the address; what is no id names nothing.
pub(crate) fn id_in_address<T: FromStr>(part: &str) -> Result<T, Failure> {
    use_params_map().get_untracked().get(part).and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)
}

/// A processing module's page.
pub(crate) fn module(id: ModuleId) -> String {
    format!("{MODULES}/{id}")
}

/// Where a form about a processing module leads back to.
pub(crate) fn module_or_list(id: ModuleId, from: &str) -> String {
    if from == "module" { module(id) } else { MODULES.to_owned() }
}

/// A step of the wizard that adds a processing module.
pub(crate) fn module_step(draft: &str, step: ModuleStep) -> String {
    format!("{MODULES}/add/{}/{step}", crate::visitor::encode(draft))
}

/// The module that was chosen in the list; where none was, the list says so.
pub(crate) async fn chosen_module(id: &str) -> Result<Option<ModuleId>, Failure> {
    if id.is_empty() {
        flash::leave_warning(texts().forms.choose_first).await?;
        leptos_axum::redirect(MODULES);
        return Ok(None);
    }
    id.parse().map(Some).map_err(|_| Failure::NotFound)
}
