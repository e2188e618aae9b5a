//! The price grid of an option, and bringing old prices back.

use domain::price::{GridField, Part};

use super::{catalogue, period_name, texts};

catalogue! {
    /// Words of the price grid.
    Prices {
        title_of(option): "Prices of {option}",
        lead_values(currency): "What each value costs for each period, in {currency}. An empty cost means that the value is not sold for that period.",
        lead_unit(currency): "What one unit beyond the included ones costs for each period, in {currency}. The setup fee is paid once for each, with the order.",
        lead_yes(currency): "What a yes costs for each period, in {currency}. An empty cost means that it is not sold for that period.",
        value: "Value",
        availability: "Availability",
        up: "Up",
        down: "Down",
        cost: "Cost",
        setup: "Setup fee",
        cost_cell(row, period): "{row}, {period}, cost",
        setup_cell(row, period): "{row}, {period}, setup fee",
        up_cell(row): "{row} is up",
        told_cost(row, period): "{row}, {period}",
        told_setup(row, period): "{row}, {period}, setup fee",
        told_availability(row): "{row}, availability",
        costs(cost): "costs {cost}",
        costs_for(period, cost): "{period}: {cost}",
        margin(amount): "margin {amount}",
        loss(amount): "loss {amount}",
        not_sold_there: "not sold there",
        not_comparable_cell: "not comparable",
        source(name, time): "Costs are those of {name}, as of {time}, for the period that its parameters would order.",
        source_unread(name): "The price list of {name} was not read yet: no costs stand beside the prices.",
        source_link: "Open the license server",
        no_source: "No license server serves this plan now: no costs stand beside the prices.",
        not_comparable(from, to): "not comparable: no rate from {from} to {to}",
        add_rate: "Add a rate",
        by_rate(rate, day): "Converted by {rate} of {day}.",
        count(n): "{n} value|{n} values",
        none: "No value fits",
        none_text: "Search for something else, or clear the filter.",
        empty: "The enumeration has no values",
        empty_text: "A value that is added to it appears here, down until you turn it up.",
        no_periods: "The plan is not sold for any period yet",
        no_periods_text: "Give the plan its periods first: each of them becomes a column here.",
        to_tariff: "To the plan",
        fill_right: "Fill right",
        fill_down: "Fill down",
        keys: "↑ ↓ Enter move between the cells. A block copied from a spreadsheet can be pasted into a cell.",
        table: "Paste a table",
        table_open: "Paste a table from a spreadsheet",
        table_help(columns): "One line for each row, with tabs between the columns as a spreadsheet copies them: {columns}. Behind them, if you like, the setup fees in the same order. It counts more than the fields above, may name rows of other pages, and is saved with them.",
        table_name: "name or internal name",
        save: "Save prices",
        saved(n): "{n} field saved.|{n} fields saved.",
        unchanged: "Nothing was different.",
        not_charged: "This option is not charged: whatever stands here counts only once its billing type is Per period.",
        restore_title: "Restore prices",
        restore_lead(time, who): "Back to before the change of {time} by {who}: that change and everything since is taken back.",
        restore_question(n): "Bring back one field?|Bring back {n} fields?",
        restore_orders: "New orders and renewals are priced by them at once. Placed orders keep what they were sold.",
        restore_history: "The restoration is a change of its own: it can be taken back as well.",
        restore_button: "Restore these prices",
        restore_nothing: "There is nothing to bring back",
        restore_nothing_text: "Every price that the change touched is as it was before, or cannot be brought back.",
        field: "Field",
        now: "Now",
        then: "Then",
        row_gone: "stays: its value is no longer in the enumeration",
        other_currency: "stays: it was a price in another currency",
        restored(n): "{n} field brought back.|{n} fields brought back.",
        back: "To the history",
    }
}

/// A field of the grid as its history names it.
pub(crate) fn told(field: GridField, row: &str) -> String {
    let words = &texts().prices;
    match field {
        GridField::Cell(cell) => {
            let period = period_name(cell.period);
            match cell.part {
                Part::Cost => words.told_cost(row, period),
                Part::Setup => words.told_setup(row, period),
            }
        }
        GridField::Available(_) => words.told_availability(row),
    }
}

/// A cell as a reader hears it.
pub(crate) fn label(field: GridField, row: &str) -> String {
    let words = &texts().prices;
    match field {
        GridField::Cell(cell) => {
            let period = period_name(cell.period);
            match cell.part {
                Part::Cost => words.cost_cell(row, period),
                Part::Setup => words.setup_cell(row, period),
            }
        }
        GridField::Available(_) => words.up_cell(row),
    }
}
