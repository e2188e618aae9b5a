//! `/staff/needs-person`: the count of the menu alone, for pages that stand open.

use domain::access::Action;
use leptos::prelude::*;

use crate::components::needs_person::count;
use crate::pages::failed;
use crate::visitor;

/// The count.
pub(in crate::pages) fn page() -> AnyView {
    Suspend::new(async {
        let counted = async {
            let caller = visitor::require(Action::SeeStaffPages).await?.caller;
            Ok(engine::reads::needs_person(&visitor::engine()?, caller).await?)
        };
        match counted.await {
            Ok(needs) => view! { <main>{count(needs.total())}</main> }.into_any(),
            Err(failure) => failed::page(failure).await,
        }
    })
    .into_any()
}
