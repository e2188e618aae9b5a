use leptos::prelude::*;

use crate::failure::Failure;

/// Begins a look at what a client sees.
#[server(prefix = "/fn", endpoint = "look_as_client")]
pub async fn look_as_client(
    /// The client.
    #[server(default)]
    client: String,
) -> Result<(), Failure> {
    use domain::{ClientId, access::Action};

    use crate::visitor;

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let client: ClientId = client.parse().map_err(|_| Failure::NotFound)?;
    engine::actions::look_as_client(&visitor::engine()?, caller, client).await?;
    visitor::look_at(client).await?;
    leptos_axum::redirect("/services");
    Ok(())
}
