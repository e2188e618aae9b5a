use leptos::prelude::*;

use crate::failure::Failure;

/// Adds to a client's balance what the client paid.
#[server(prefix = "/fn", endpoint = "add_funds")]
pub async fn add_funds(
    /// The client.
    #[server(default)]
    client: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// The amount, in the currency of the balance.
    #[server(default)]
    amount: String,
    /// What for.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{ClientId, access::Action};
    use engine::actions::Payment;

    use crate::texts::{money, texts};
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let client: ClientId = client.parse().map_err(|_| Failure::NotFound)?;
    let payment = Payment { client, amount: &amount, note: &note, one_time_key: &key };
    match flash::refused(engine::actions::add_funds(&visitor::engine()?, caller, &payment).await)? {
        Ok(balance) => flash::leave_notice(texts().clients.funds_added(money(balance))).await?,
        Err(refused) => {
            let refused = refused.typed("amount", &amount).typed("note", &note);
            flash::leave_refused(&format!("funds.{client}"), refused).await?;
        }
    }
    leptos_axum::redirect(&format!("/staff/clients/{client}"));
    Ok(())
}
