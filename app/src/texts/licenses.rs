//! Licenses, for staff.

use super::catalogue;

catalogue! {
    /// Words of the pages of licenses.
    Licenses {
        title: "Licenses",
        lead: "Every license at the license servers as it was last read.",
        number: "Id",
        name: "License name",
        address: "IP",
        plan: "Plan",
        product: "Product",
        status: "Status",
        here: "Use",
        expires: "Expires",
        auto_renewal: "Auto-renewal",
        last_ip_change: "Last IP change",
        last_key_change: "Last key change",
        service: "Service",
        item(id): "Item #{id}",
        cost: "Cost",
        remote_id: "Id at the license server",
        license_server: "License server",
        read: "Last read",
        free_since: "Free since",
        excluded: "Left out of the pool",
        excluded_until(date): "until {date}",
        reserved_by: "Reserved by",
        operation(id): "Operation #{id}",
        never: "never",
        unknown: "not known",
        on: "On",
        off: "Off",
        not_shown: "not shown",
        count(n): "{n} license|{n} licenses",
        empty: "No license matches",
        empty_text: "Change the search, or clear it.",
        none_yet: "No licenses yet",
        none_yet_text: "A license appears here as soon as one is bought for a service.",
        timeline: "What happened",
        bought_for: "Purchases",
        key: "License key",
        key_kept: "kept sealed; its client sees it on the page of the service",
        key_none: "not read yet",
    }
}
