use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds an option to a tariff plan.
#[server(prefix = "/fn", endpoint = "add_option")]
pub async fn add_option(
    /// The plan.
    #[server(default)]
    tariff: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::TariffId;
    use domain::access::Action;
    use domain::option::ValueType;

    use super::option_fields::option_form;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let tariff: TariffId = tariff.parse().map_err(|_| Failure::NotFound)?;
    let (form, key) = (option_form(&typed), typed.get("key"));
    let added = engine::actions::add_option(&visitor::engine()?, caller, tariff, &form, key).await;
    match flash::refused(added)? {
        Ok(id) => {
            let (words, name) = (&texts().options, form.name.trim());
            let is_list = form.value_type.trim() == ValueType::Enumeration.as_str();
            let said = if is_list { words.was_added_value(name) } else { words.was_added(name) };
            flash::leave_notice(said).await?;
            leptos_axum::redirect(&format!("{}/prices", address::option(tariff, id)));
        }
        Err(refused) => {
            flash::leave_refused("add_option", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{}/add", address::options(tariff)));
        }
    }
    Ok(())
}
