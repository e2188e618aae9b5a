use leptos::prelude::*;

use crate::failure::Failure;

/// Lets clients order a tariff plan.
#[server(prefix = "/fn", endpoint = "enable_tariff")]
pub async fn enable_tariff(
    /// The plan.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    super::tariff_fields::switch(&id, true).await
}
