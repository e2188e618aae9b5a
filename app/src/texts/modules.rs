//! Processing modules.

use super::catalogue;

catalogue! {
    /// Words of the page of processing modules.
    Modules {
        title: "Processing modules",
        lead: "The license server that licenses are bought from, and the VMmanager that makes servers.",
        number: "Id",
        name: "Name",
        kind: "Processing module",
        datacenter: "Datacenter",
        usage: "Usage",
        balance: "Processing module balance",
        sort: "Sort",
        status: "Status",
        services(n): "{n} service|{n} services",
        read_failed(time, error): "Read failed {time}: {error}",
        refreshed: "The balance was read.",
        empty: "No processing module yet",
        empty_text: "A license server and a VMmanager are needed before anything can be sold.",
        no_balance: "–",
    }
}
