use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a period alignment rule.
#[server(prefix = "/fn", endpoint = "delete_rule")]
pub async fn delete_rule(
    /// The license server.
    #[server(default)]
    module: String,
    /// The rule.
    #[server(default)]
    rule: String,
) -> Result<(), Failure> {
    use domain::{ModuleId, RuleId, access::Action};

    use crate::pages::staff::parameters::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let module: ModuleId = module.parse().map_err(|_| Failure::NotFound)?;
    let rule: RuleId = rule.parse().map_err(|_| Failure::NotFound)?;
    engine::actions::delete_rule(&visitor::engine()?, caller, module, rule).await?;
    flash::leave_notice(texts().parameters.deleted).await?;
    leptos_axum::redirect(&address(module));
    Ok(())
}
