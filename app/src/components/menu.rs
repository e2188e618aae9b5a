//! The menus of staff and of clients. Only pages that exist are in them.

use leptos::{prelude::*, server_fn::ServerFn};

use super::icon::{Icon, brand, icon};
use super::needs_person;
use crate::functions::LogOut;
use crate::pages::address;
use crate::texts::texts;

/// A place in a menu, marked when a page belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Dashboard,
    Clients,
    Orders,
    StaffServices,
    Licenses,
    Pool,
    Purchases,
    Tasks,
    Operations,
    Modules,
    Enumerations,
    ProductGroups,
    Tariffs,
    Currencies,
    ConfigurationCheck,
    Order,
    Services,
    Account,
}

impl Place {
    const fn href(self) -> &'static str {
        match self {
            Self::Dashboard => "/staff",
            Self::Clients => "/staff/clients",
            Self::Orders => "/staff/orders",
            Self::StaffServices => "/staff/services",
            Self::Licenses => "/staff/licenses",
            Self::Pool => "/staff/pool",
            Self::Purchases => "/staff/purchases",
            Self::Tasks => "/staff/tasks",
            Self::Operations => "/staff/operations",
            Self::Modules => "/staff/integration/processing-modules",
            Self::Enumerations => address::ENUMERATIONS,
            Self::ProductGroups => address::PRODUCT_GROUPS,
            Self::Tariffs => address::TARIFFS,
            Self::Currencies => address::CURRENCIES,
            Self::ConfigurationCheck => "/staff/products/configuration-check",
            Self::Order => "/order",
            Self::Services => "/services",
            Self::Account => "/account",
        }
    }

    fn label(self) -> &'static str {
        let menu = &texts().menu;
        match self {
            Self::Dashboard => menu.dashboard,
            Self::Clients => menu.clients,
            Self::Orders => menu.orders,
            Self::StaffServices | Self::Services => menu.services,
            Self::Licenses => menu.licenses,
            Self::Pool => menu.pool,
            Self::Purchases => menu.purchases,
            Self::Tasks => menu.tasks,
            Self::Operations => menu.operations,
            Self::Modules => menu.modules,
            Self::Enumerations => menu.enumerations,
            Self::ProductGroups => menu.product_groups,
            Self::Tariffs => menu.tariffs,
            Self::Currencies => menu.currencies,
            Self::ConfigurationCheck => menu.configuration_check,
            Self::Order => menu.order,
            Self::Account => menu.account,
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Dashboard => Icon::Dashboard,
            Self::Clients => Icon::Person,
            Self::Orders => Icon::Cart,
            Self::StaffServices | Self::Services => Icon::Server,
            Self::Licenses => Icon::Key,
            Self::Pool => Icon::Pool,
            Self::Purchases => Icon::Wallet,
            Self::Tasks => Icon::Task,
            Self::Operations => Icon::Operation,
            Self::Modules => Icon::Module,
            Self::Enumerations => Icon::List,
            Self::ProductGroups => Icon::Group,
            Self::Tariffs => Icon::Tariff,
            Self::Currencies => Icon::Wallet,
            Self::ConfigurationCheck => Icon::Task,
            Self::Order => Icon::Cart,
            Self::Account => Icon::Wallet,
        }
    }

    fn current(self, here: Option<Self>) -> Option<&'static str> {
        (here == Some(self)).then_some("page")
    }
}

/// The staff's menu, with how much needs a person.
pub(crate) fn staff_menu(here: Option<Place>, name: String, waiting: i64) -> AnyView {
    let menu = &texts().menu;
    let link = move |place: Place| {
        let count = (place == Place::Tasks).then(|| view! { " " {needs_person::count(waiting)} });
        view! {
            <li>
                <a class="nav-link" href=place.href() aria-current=place.current(here)>
                    {icon(place.icon())} {place.label()} {count}
                </a>
            </li>
        }
    };
    let group = move |title: &'static str, places: &'static [Place]| {
        view! {
            <section class="nav-group">
                <h2 class="nav-group__title">{title}</h2>
                <ul class="nav-list">{places.iter().map(|&place| link(place)).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <header class="sidebar">
            {brand("/staff", texts().general.product)}
            <details class="sidebar__menu"><summary class="sidebar__toggle">{menu.toggle}</summary></details>
            <nav class="sidebar__nav" aria-label=menu.label>
                <ul class="nav-list">{link(Place::Dashboard)}</ul>
                {group(menu.clients, &[Place::Clients, Place::Orders])}
                {group(menu.customers, &[Place::StaffServices, Place::Licenses, Place::Pool, Place::Purchases])}
                {group(menu.work, &[Place::Tasks, Place::Operations])}
                {group(menu.integration, &[Place::Modules])}
                {group(menu.products, &[Place::Enumerations, Place::ProductGroups, Place::Tariffs, Place::Currencies, Place::ConfigurationCheck])}
                <div class="sidebar__user"><span class="sidebar__who">{name}</span>{log_out()}</div>
            </nav>
            {needs_person::keep_counting()}
        </header>
    }
    .into_any()
}

/// The clients' bar, with their balance; who only looks does not log out here.
pub(crate) fn client_menu(here: Option<Place>, balance: String, may_leave: bool) -> AnyView {
    let link = |place: Place| {
        view! { <a class="topbar__link" href=place.href() aria-current=place.current(here)>{place.label()}</a> }
    };
    view! {
        <header class="topbar">
            {brand("/services", texts().general.product)}
            <nav class="topbar__nav" aria-label=texts().menu.label>
                {link(Place::Order)} {link(Place::Services)} {link(Place::Account)}
            </nav>
            <div class="topbar__user">
                <span class="topbar__balance money">{balance}</span>
                {may_leave.then(log_out)}
            </div>
        </header>
    }
    .into_any()
}

fn log_out() -> impl IntoView {
    view! {
        <form action=LogOut::PATH method="post">
            <button type="submit" class="button button--quiet button--small">{texts().menu.log_out}</button>
        </form>
    }
}
