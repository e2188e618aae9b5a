//! One file per page. Each says who may see it and loads what it shows before any of it is sent.

pub(crate) mod address;
pub(crate) mod failed;

mod account;
mod home;
mod login;
mod order;
mod services;
mod staff;

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// Which page stands at which address. Every route waits for its page: without JavaScript a stream of parts would
/// show its placeholders only, and the status is sent before the first part.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=failed::missing>
                <Route path=path!("/") view=home::page ssr=SsrMode::Async/>
                <Route path=path!("/login") view=login::page ssr=SsrMode::Async/>
                <Route path=path!("/failed") view=failed::broken ssr=SsrMode::Async/>
                <Route path=path!("/order") view=order::list::page ssr=SsrMode::Async/>
                <Route path=path!("/order/:tariff") view=order::form::page ssr=SsrMode::Async/>
                <Route path=path!("/services") view=services::list::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id") view=services::show::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id/delete") view=services::delete::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id/renew") view=services::renew::page ssr=SsrMode::Async/>
                <Route path=path!("/account") view=account::page ssr=SsrMode::Async/>
                <Customers/>
                <Integration/>
                <Work/>
            </Routes>
        </Router>
    }
}

/// What staff see of clients, services and licenses.
#[component(transparent)]
fn Customers() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/services") view=staff::services::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id") view=staff::services::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/licenses") view=staff::licenses::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/licenses/:id") view=staff::licenses::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/pool") view=staff::pool::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The connections to remote systems and their parameters.
#[component(transparent)]
fn Integration() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/integration/processing-modules") view=staff::modules::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// What staff have to do.
#[component(transparent)]
fn Work() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff") view=staff::dashboard::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/tasks") view=staff::tasks::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/operations") view=staff::operations::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/operations/:id") view=staff::operations::show::page ssr=SsrMode::Async/>
    }
    .into_inner()
}
