//! The two menus.

use super::catalogue;

catalogue! {
    /// The menus of staff and of clients.
    Menu {
        label: "Main menu",
        toggle: "Menu",
        log_out: "Log out",
        dashboard: "Dashboard",
        clients: "Clients",
        orders: "Orders",
        customers: "Services & Licenses",
        services: "Services",
        licenses: "Licenses",
        pool: "License pool",
        purchases: "Purchases",
        work: "Work",
        tasks: "Tasks",
        operations: "Operations",
        integration: "Integration",
        modules: "Processing modules",
        products: "Products",
        enumerations: "Enumerations",
        product_groups: "Product groups",
        tariffs: "Tariff plans",
        currencies: "Currencies",
        configuration_check: "Configuration check",
        order: "Order",
        account: "Account",
    }
}
