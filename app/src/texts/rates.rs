//! Currencies and their rates.

use super::catalogue;

catalogue! {
    /// Words of the pages of currency rates.
    Rates {
        title: "Currencies",
        lead: "Dated rates, by which a license server's costs are compared with your prices. Without a rate two currencies are not comparable; no money is ever moved by a rate.",
        from: "From",
        to: "To",
        rate: "Rate",
        day: "Day",
        state: "Status",
        in_use: "In use",
        later: "Later",
        replaced: "Replaced",
        count(n): "{n} rate|{n} rates",
        none_yet: "No rates yet",
        none_yet_text: "While license server and prices use one currency, none is needed.",
        list_empty: "No rate fits",
        list_empty_text: "Search for a currency like USD, or for a day like 2026-11.",
        edit: "Edit",
        delete: "Delete",
        history: "History",
        add_title: "Add a rate",
        edit_title(from, to): "{from} to {to}",
        from_help: "One unit of this currency …",
        to_help: "… is worth so much in this one. The rate counts in both directions.",
        rate_help: "Up to 8 decimals, like 1.0850.",
        day_help: "The rate counts from this day on, until one of a later day.",
        delete_title(rate): "Delete the rate {rate}?",
        delete_effect: "Costs are then compared by the rate of the day before it, or not at all.",
        delete_money: "No balance, price or order changes.",
        delete_button: "Delete the rate",
        keep: "Keep it",
    }
}
