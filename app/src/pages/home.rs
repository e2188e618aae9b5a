//! `/` leads everybody to their own start page.

use leptos::prelude::*;

use super::failed;
use crate::visitor;

/// Leads on.
pub(super) fn page() -> AnyView {
    Suspend::new(async {
        match visitor::visitor().await {
            Ok(Some(visitor)) => {
                leptos_axum::redirect(visitor::home(visitor.caller.role()));
                ().into_any()
            }
            Ok(None) => {
                leptos_axum::redirect("/login");
                ().into_any()
            }
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}
