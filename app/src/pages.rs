//! One file per page. Each says who may see it and loads what it shows before any of it is sent.

pub(crate) mod address;
pub(crate) mod failed;

mod account;
mod home;
mod login;
mod order;
mod register;
mod services;
pub(crate) mod staff;

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
                <Route path=path!("/register") view=register::page ssr=SsrMode::Async/>
                <Route path=path!("/failed") view=failed::broken ssr=SsrMode::Async/>
                <Route path=path!("/order") view=order::list::page ssr=SsrMode::Async/>
                <Route path=path!("/order/:tariff") view=order::form::page ssr=SsrMode::Async/>
                <Route path=path!("/services") view=services::list::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id") view=services::show::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id/delete") view=services::delete::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id/key") view=services::key::page ssr=SsrMode::Async/>
                <Route path=path!("/services/:id/renew") view=services::renew::page ssr=SsrMode::Async/>
                <Route path=path!("/account") view=account::page ssr=SsrMode::Async/>
                <Customers/>
                <Integration/>
                <Products/>
                <Work/>
            </Routes>
        </Router>
    }
}

/// What staff see of clients, services and licenses.
#[component(transparent)]
fn Customers() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/clients") view=staff::clients::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/clients/:id") view=staff::clients::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/clients/:id/correct") view=staff::clients::correct::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/orders") view=staff::orders::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/orders/:id") view=staff::orders::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services") view=staff::services::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id") view=staff::services::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/address") view=staff::services::address::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/key") view=staff::services::key::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/panel") view=staff::services::panel::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/renew") view=staff::services::renew::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/resume") view=staff::services::resume::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/services/:id/suspend") view=staff::services::suspend::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/licenses") view=staff::licenses::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/licenses/:id") view=staff::licenses::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/purchases") view=staff::purchases::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/purchases/:id/acknowledge") view=staff::purchases::acknowledge::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/coverage") view=staff::coverage::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/pool") view=staff::pool::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The connections to remote systems and their parameters.
#[component(transparent)]
fn Integration() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/integration/processing-modules") view=staff::modules::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/add") view=staff::modules::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/add/:draft/:step") view=staff::modules::add::step ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id") view=staff::modules::show::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/history") view=staff::modules::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/delete") view=staff::modules::delete::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/parameters") view=staff::parameters::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/parameters/add") view=staff::parameters::form::add ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/parameters/:rule") view=staff::parameters::form::edit ssr=SsrMode::Async/>
        <Route path=path!("/staff/integration/processing-modules/:id/parameters/:rule/delete") view=staff::parameters::delete::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// What is sold, and the currencies that it is counted in.
#[component(transparent)]
fn Products() -> impl MatchNestedRoutes + Clone {
    view! {
        <Enumerations/>
        <ProductGroups/>
        <Tariffs/>
        <TariffOptions/>
        <Route path=path!("/staff/products/configuration-check") view=staff::configuration_check::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/currencies") view=staff::rates::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/currencies/add") view=staff::rates::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/currencies/history") view=staff::rates::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/currencies/:id") view=staff::rates::edit::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/currencies/:id/delete") view=staff::rates::delete::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// Enumerations and their values.
#[component(transparent)]
fn Enumerations() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/products/enumerations") view=staff::enumerations::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/add") view=staff::enumerations::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id") view=staff::enumerations::edit::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/history") view=staff::enumerations::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/delete") view=staff::enumerations::delete::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/values") view=staff::values::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/values/add") view=staff::values::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/values/import") view=staff::values::import::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/values/:value") view=staff::values::edit::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/enumerations/:id/values/:value/delete") view=staff::values::delete::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// Product groups.
#[component(transparent)]
fn ProductGroups() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/products/product-groups") view=staff::product_groups::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/product-groups/add") view=staff::product_groups::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/product-groups/:id") view=staff::product_groups::edit::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/product-groups/:id/history") view=staff::product_groups::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/product-groups/:id/delete") view=staff::product_groups::delete::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// Tariff plans.
#[component(transparent)]
fn Tariffs() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/products/tariff-plans") view=staff::tariffs::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/add") view=staff::tariffs::add::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id") view=staff::tariffs::edit::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/copy") view=staff::tariffs::copy::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/history") view=staff::tariffs::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/delete") view=staff::tariffs::delete::page ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The options of tariff plans and their prices.
#[component(transparent)]
fn TariffOptions() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/staff/products/tariff-plans/:id/options") view=staff::options::list::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/add") view=staff::options::form::add ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/:option") view=staff::options::form::edit ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/:option/prices") view=staff::options::prices::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/:option/history") view=staff::options::history::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/:option/restore/:change") view=staff::options::restore::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/products/tariff-plans/:id/options/:option/delete") view=staff::options::delete::page ssr=SsrMode::Async/>
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
        <Route path=path!("/staff/needs-person") view=staff::needs_person::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/operations/retry") view=staff::operations::retry::page ssr=SsrMode::Async/>
        <Route path=path!("/staff/operations/:id") view=staff::operations::show::page ssr=SsrMode::Async/>
    }
    .into_inner()
}
