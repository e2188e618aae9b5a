//! The labels of form fields, by the fields' names: one label for a form, its history and its summary.

use super::catalogue;

/// Defines the labels, and how one is found by its field's name.
macro_rules! labels {
    ($($key:ident: $text:literal,)+) => {
        catalogue! {
            /// Labels by the names of fields.
            Fields { $($key: $text,)+ }
        }

        impl Fields {
            /// The label of a field, if it has one here.
            pub(crate) fn entry(&self, name: &str) -> Option<&'static str> {
                match name {
                    // `type` is no name in Rust.
                    "type" => Some(self.kind),
                    $(stringify!($key) => Some(self.$key),)+
                    _ => None,
                }
            }
        }
    };
}

labels! {
    add_anyway: "Add it anyway",
    addons: "Add-ons",
    after_settle: "After the settle time",
    billing_type: "Billing type",
    change_into: "Change into (months)",
    claim_policy: "Free license policy",
    cluster: "Cluster",
    copied_from: "Copied from",
    cpu_number: "Processors",
    currency: "Currency",
    datacenter: "Data center",
    day: "Day",
    default_amount: "Default value",
    default_on: "On by default",
    default_value: "Default value",
    delete_mode: "A service that its client deletes goes",
    department: "Department",
    description: "Description",
    disk_mib: "Disk",
    enumeration: "Enumeration",
    free_address: "Free license address",
    from: "From",
    function_prefix: "Function prefix",
    in_flight_limit: "Requests at once",
    included: "Included",
    intname: "Internal name",
    ip_change_rule: "Address change allowed",
    key_change_rule: "Key change allowed",
    kind: "Type",
    license_server: "License server",
    log_in: "Log in",
    maximum: "Maximum",
    min_balance: "Processing module minimal balance",
    min_interval_ms: "Time between two requests",
    min_release_days: "Days worth releasing",
    minimum: "Minimum",
    module: "Processing module",
    modules: "Processing modules",
    name: "Name",
    order: "Order",
    password: "Password",
    plan_codes: "Plan codes",
    preset: "Preset",
    product: "Product group",
    product_type: "Product type",
    provider: "Provider",
    purchases_on: "Purchases",
    ram_mib: "Memory",
    rate: "Rate",
    renew_before_days: "Renew before (days)",
    renewals_on: "Renewals",
    reserve_days: "Reserve for renewals of the next N days",
    settle_seconds: "Settle time",
    shortest_renewals: "Always renew for the shortest period",
    sort: "Sort",
    source_period: "Source period (months)",
    status: "Status",
    step: "Step",
    suspend_release_days: "Release license after N days of suspension",
    systems: "Operating systems",
    table: "Paste a table",
    tariff: "Tariff plan",
    time_zone: "Time zone",
    to: "To",
    unit: "Unit",
    url: "URL",
    use_recipes: "Use recipes",
    username: "User name",
    value_type: "Value type",
    values: "Values",
}
