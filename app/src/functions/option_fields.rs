//! The fields of an option's form, and what its two switches do.

use domain::access::Action;
use engine::actions::{OptionForm, set_option_enabled};

use crate::failure::Failure;
use crate::pages::address;
use crate::texts::texts;
use crate::typed::Typed;
use crate::{flash, visitor};

/// The form of an option as it was typed.
pub(super) fn option_form(typed: &Typed) -> OptionForm {
    OptionForm {
        billing_type: typed.text("billing_type"),
        kind: typed.text("type"),
        name: typed.text("name"),
        intname: typed.text("intname"),
        value_type: typed.text("value_type"),
        enumeration: typed.text("enumeration"),
        default_value: typed.text("default_value"),
        default_on: typed.text("default_on"),
        default_amount: typed.text("default_amount"),
        included: typed.text("included"),
        minimum: typed.text("minimum"),
        maximum: typed.text("maximum"),
        step: typed.text("step"),
        unit: typed.text("unit"),
        sort: typed.text("sort"),
    }
}

/// Enables or disables an option and leads back to its list.
pub(super) async fn switch(id: &str, base: &str, enabled: bool) -> Result<(), Failure> {
    let caller = visitor::require(Action::ManageProducts).await?.caller;
    if id.is_empty() {
        flash::leave_warning(texts().forms.choose_first).await?;
        let list = visitor::local_path(base).filter(|base| base.starts_with(address::TARIFFS));
        leptos_axum::redirect(list.unwrap_or(address::TARIFFS));
        return Ok(());
    }
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let option = set_option_enabled(&visitor::engine()?, caller, id, enabled).await?;
    let words = &texts().options;
    let name = &option.details.name;
    let said = if enabled { words.was_enabled(name) } else { words.was_disabled(name) };
    flash::leave_notice(said).await?;
    leptos_axum::redirect(&address::options(option.tariff_id));
    Ok(())
}
