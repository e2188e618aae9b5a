use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a period alignment rule, once its effect has been looked at.
#[server(prefix = "/fn", endpoint = "save_rule")]
pub async fn save_rule(
    /// The license server.
    #[server(default)]
    module: String,
    /// The rule; empty for a new one.
    #[server(default)]
    rule: String,
    /// Everything else in the form.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{ModuleId, RuleId, access::Action};
    use engine::actions::{RuleForm, RuleToSave};

    use crate::pages::staff::parameters::{address, form_name};
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let module: ModuleId = module.parse().map_err(|_| Failure::NotFound)?;
    let rule: Option<RuleId> = match rule.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::NotFound)?),
    };
    let form = RuleForm {
        param: typed.text("param"),
        source_period: typed.text("source_period"),
        change_into: typed.text("change_into"),
        compare_tariff: typed.text("compare_tariff"),
        product_type: typed.text("product_type"),
        tariff: typed.text("tariff"),
    };
    let words = &texts().parameters;
    let list = address(module);
    let back = rule.map_or_else(|| format!("{list}/add"), |id| format!("{list}/{id}"));
    if form.is_unseen(typed.get("seen")) {
        flash::leave_notice(words.look_first).await?;
        leptos_axum::redirect(&format!("{back}?{}", visitor::query(typed.all())));
        return Ok(());
    }
    let to_save = match rule {
        None => RuleToSave::New { key: typed.get("key") },
        Some(id) => RuleToSave::Existing { id, version: typed.number("version") },
    };
    let saved = engine::actions::save_rule(&visitor::engine()?, caller, module, to_save, &form).await;
    match flash::refused(saved)? {
        Ok(_) => {
            flash::leave_notice(words.saved).await?;
            leptos_axum::redirect(&list);
        }
        Err(refused) => {
            flash::leave_refused(&form_name(rule), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&back);
        }
    }
    Ok(())
}
