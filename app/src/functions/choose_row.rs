use leptos::prelude::*;

use crate::failure::Failure;

/// Leads from a list's toolbar to a page of the chosen row; it changes nothing.
#[server(prefix = "/fn", endpoint = "choose_row")]
pub async fn choose_row(
    /// The list's address.
    #[server(default)]
    base: String,
    /// The chosen row.
    #[server(default)]
    id: String,
    /// The page below the row; empty for the row's own.
    #[server(default)]
    go: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, texts::texts, visitor};

    visitor::require(Action::SeeStaffPages).await?;
    let base =
        visitor::local_path(&base).filter(|base| base.starts_with("/staff/")).ok_or(Failure::NotFound)?;
    let is_name = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_name(&id) || !is_name(&go) {
        return Err(Failure::NotFound);
    }
    if id.is_empty() {
        flash::leave_warning(texts().forms.choose_first).await?;
        leptos_axum::redirect(base);
    } else if go.is_empty() {
        leptos_axum::redirect(&format!("{base}/{id}"));
    } else {
        leptos_axum::redirect(&format!("{base}/{id}/{go}"));
    }
    Ok(())
}
