use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a page of an option's price grid, with a table pasted beside it.
#[server(prefix = "/fn", endpoint = "save_prices")]
pub async fn save_prices(
    /// The option.
    #[server(default)]
    option: String,
    /// The page of the grid, as in its address.
    #[server(default)]
    back: String,
    /// The cells, and everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::OptionId;
    use domain::access::Action;
    use engine::actions::PricesForm;

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: OptionId = option.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    let tariff = engine::reads::option_tariff(&engine, caller, id).await?;
    let form = PricesForm {
        version: typed.number("version"),
        rows: typed.text("rows"),
        fields: typed.all().iter().map(|(name, typed)| (name.clone(), typed.clone())).collect(),
        table: typed.text("table"),
    };
    let words = &texts().prices;
    match flash::refused(engine::actions::save_prices(&engine, caller, id, &form).await)? {
        Ok(0) => flash::leave_notice(words.unchanged).await?,
        Ok(count) => flash::leave_notice(words.saved(count)).await?,
        Err(refused) => {
            flash::leave_refused(&format!("prices.{id}"), refused.typed_all(&typed)).await?;
        }
    }
    let is_query = back.starts_with('?') && !back.chars().any(char::is_control);
    let query = if is_query { back.as_str() } else { "" };
    leptos_axum::redirect(&format!("{}/prices{query}", address::option(tariff, id)));
    Ok(())
}
