use leptos::prelude::*;

use crate::failure::Failure;

/// Lets nobody order a tariff plan any more.
#[server(prefix = "/fn", endpoint = "disable_tariff")]
pub async fn disable_tariff(
    /// The plan.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    super::tariff_fields::switch(&id, false).await
}
