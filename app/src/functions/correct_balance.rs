use leptos::prelude::*;

use crate::failure::Failure;

/// Puts a client's balance right, up or down.
#[server(prefix = "/fn", endpoint = "correct_balance")]
pub async fn correct_balance(
    /// The client.
    #[server(default)]
    client: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// The amount, in the currency of the balance; with a minus it is taken away.
    #[server(default)]
    amount: String,
    /// Why.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{ClientId, access::Action};
    use engine::actions::Correction;

    use crate::texts::{money, texts};
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let client: ClientId = client.parse().map_err(|_| Failure::NotFound)?;
    let correction = Correction { client, amount: &amount, note: &note, one_time_key: &key };
    match flash::refused(engine::actions::correct_balance(&visitor::engine()?, caller, &correction).await)? {
        Ok(balance) => {
            flash::leave_notice(texts().clients.corrected(money(balance))).await?;
            leptos_axum::redirect(&format!("/staff/clients/{client}"));
        }
        Err(refused) => {
            let refused = refused.typed("amount", &amount).typed("note", &note);
            flash::leave_refused(&format!("correction.{client}"), refused).await?;
            leptos_axum::redirect(&format!("/staff/clients/{client}/correct"));
        }
    }
    Ok(())
}
