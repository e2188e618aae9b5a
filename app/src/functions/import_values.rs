use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Makes values of the plans that were ticked in a license server's price list.
#[server(prefix = "/fn", endpoint = "import_values")]
pub async fn import_values(
    /// The enumeration.
    #[server(default)]
    enumeration: String,
    /// The license server.
    #[server(default)]
    module: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{EnumerationId, access::Action};
    use engine::actions::ImportItem;

    use crate::pages::address;
    use crate::{flash, texts::values, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let list: EnumerationId = enumeration.parse().map_err(|_| Failure::NotFound)?;
    let item = |(code, _): (&str, &str)| ImportItem {
        plan_code: code.to_owned(),
        name: typed.text(&format!("name_{code}")),
        group: typed.text(&format!("group_{code}")),
    };
    let items: Vec<ImportItem> = typed.starting_with("plan_").map(item).collect();
    let prefix = typed.get("function_prefix");
    let imported = engine::actions::import_values(&visitor::engine()?, caller, list, &items, prefix).await;
    match flash::refused(imported)? {
        Ok(imported) => {
            flash::leave_notice(values::imported(imported)).await?;
            leptos_axum::redirect(&address::values(list));
        }
        Err(refused) => {
            let codes: Vec<&str> = items.iter().map(|item| item.plan_code.as_str()).collect();
            flash::leave_refused(&format!("import_values.{list}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::import_of(list, &module, &codes));
        }
    }
    Ok(())
}
