use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Places an order, or returns to its form with what is wrong and everything that was typed.
#[server(prefix = "/fn", endpoint = "place_order")]
pub async fn place_order(
    /// The tariff.
    #[server(default)]
    tariff: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// What is ordered: `period`, `panel`, `os`, `hostname`, `autoprolong`, and `option_…` for each option.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{access::Action, order::OrderForm};

    use crate::{flash, visitor};

    let caller = visitor::require(Action::PlaceOrder).await?.caller;
    let tariff = tariff.parse().map_err(|_| Failure::NotFound)?;
    let extras = typed.starting_with("option_").map(|(name, typed)| (name.to_owned(), typed.to_owned()));
    let form = OrderForm {
        period: typed.text("period"),
        panel: typed.text("panel"),
        os: typed.text("os"),
        hostname: typed.text("hostname"),
        autoprolong: typed.text("autoprolong"),
        extras: extras.collect(),
    };
    let placed = engine::actions::place_order(&visitor::engine()?, caller, tariff, &form, &key).await;
    match flash::refused(placed)? {
        Ok(placed) => leptos_axum::redirect(&format!("/services/{}", placed.service_id)),
        Err(refused) => {
            flash::leave_refused("order", refused.typed_order(&form)).await?;
            leptos_axum::redirect(&format!("/order/{tariff}"));
        }
    }
    Ok(())
}
