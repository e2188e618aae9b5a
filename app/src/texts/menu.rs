//! The two menus.

use super::catalogue;

catalogue! {
    /// The menus of staff and of clients.
    Menu {
        label: "Main menu",
        toggle: "Menu",
        log_out: "Log out",
        dashboard: "Dashboard",
        customers: "Services & Licenses",
        services: "Services",
        licenses: "Licenses",
        pool: "License pool",
        work: "Work",
        tasks: "Tasks",
        operations: "Operations",
        integration: "Integration",
        modules: "Processing modules",
        order: "Order",
        account: "Account",
    }
}
