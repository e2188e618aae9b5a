//! One file per page. Each says who may see it and loads what it shows before any of it is sent.

pub(crate) mod failed;

mod home;
mod login;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// Which page stands at which address. Every route waits for its page: without JavaScript a stream of parts would
/// show its placeholders only, and the status is sent before the first part.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=failed::missing>
                <Route path=path!("/") view=home::page ssr=SsrMode::Async/>
                <Route path=path!("/login") view=login::page ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
