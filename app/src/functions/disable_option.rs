use leptos::prelude::*;

use crate::failure::Failure;

/// Offers an option no longer; who has it keeps it.
#[server(prefix = "/fn", endpoint = "disable_option")]
pub async fn disable_option(
    /// The option; empty where no row was chosen.
    #[server(default)]
    id: String,
    /// The list it was chosen in.
    #[server(default)]
    base: String,
) -> Result<(), Failure> {
    super::option_fields::switch(&id, &base, false).await
}
