//! Licenses, for staff.

use domain::pool::LastChange;

use super::{catalogue, dates, texts};

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
        here_title: "In Keypool",
        expires: "Expires",
        auto_renewal: "Auto-renewal",
        last_ip_change: "Last IP change",
        last_key_change: "Last key change",
        service: "Service",
        cost: "Cost",
        cost_expected: "expected",
        with_renewals(n): "with {n} renewal|with {n} renewals",
        item(id): "Item #{id}",
        remote_id: "Id at the license server",
        license_server: "License server",
        read: "Last read",
        free_since: "Free since",
        excluded: "Left out of the pool",
        left_out_until: "Left out until",
        reserved_by: "Reserved by",
        operation(id): "Operation #{id}",
        never: "never",
        on: "On",
        off: "Off",
        not_shown: "not shown",
        count(n): "{n} license|{n} licenses",
        empty: "No license matches",
        empty_text: "Change the search, or clear it.",
        none_yet: "No licenses yet",
        none_yet_text: "A license appears here as soon as one is bought for a service.",
        key: "License key",
        key_kept: "kept sealed; its client sees it on the page of the service",
        key_none: "not read yet",
        return_button: "Return to the pool",
        return_title: "Return this license to the pool?",
        return_text: "It is suspended, renamed to free.lic and taken off its address, as far as the license server allows.",
        return_no_cost: "Nothing is bought. Taking it off its address may use up its change of address for this month.",
        return_started: "The license is on its way back to the pool.",
    }
}

/// Whether a license renews itself, as far as the license server shows it.
pub(crate) fn auto_renewal(on: Option<bool>) -> &'static str {
    let words = &texts().licenses;
    match on {
        Some(true) => words.on,
        Some(false) => words.off,
        None => words.not_shown,
    }
}

/// When something last changed, as far as the license server shows it.
pub(crate) fn last_change(change: LastChange) -> String {
    let words = &texts().licenses;
    match change {
        LastChange::Never => words.never.to_owned(),
        LastChange::On(date) => dates::day(date),
        LastChange::Unknown => words.not_shown.to_owned(),
    }
}
