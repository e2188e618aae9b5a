use leptos::prelude::*;

use crate::failure::Failure;

/// Offers an option to those who order.
#[server(prefix = "/fn", endpoint = "enable_option")]
pub async fn enable_option(
    /// The option; empty where no row was chosen.
    #[server(default)]
    id: String,
    /// The list it was chosen in.
    #[server(default)]
    base: String,
) -> Result<(), Failure> {
    super::option_fields::switch(&id, &base, true).await
}
