//! The order form. The browser uses these too: its live total speaks the same words.

use domain::Period;
use domain::price::availability;
use domain::price::{LineKind, OptionPrices, PriceList, QuoteLine, Unavailable, ValuePrices, WhyUnavailable};

use super::{catalogue, period_name};

catalogue! {
    /// Words of the order form.
    Order {
        term: "Period and control panel",
        server: "Server",
        period: "Period",
        panel: "Control panel",
        os: "Operating system",
        hostname: "Host name",
        hostname_help: "The full name of the server, for example web-1.example.com.",
        autoprolong: "Auto-renewal",
        autoprolong_help: "The server is paid from your balance before its time ends. You can change this later.",
        off: "Off",
        every(period): "Every {period}",
        setup(price): "+ {price} once",
        free: "included",
        not_for(period): "Not sold for {period}",
        not_for_but(period, others): "Not sold for {period}; choose {others}",
        turned_off: "Not offered with this plan",
        no_trial: "There is no trial of it",
        or: " or ",
        quote: "Your order",
        line(name, period): "{name}, {period}",
        line_setup(name): "{name}, setup",
        total: "Total",
        update: "Update total",
        as_it_came: "After another choice, “Update total” shows its total; the price beside each choice is what is charged.",
        balance: "Your balance",
        missing(amount): "{amount} is missing on your balance.",
        add_funds: "Ask the provider to add funds; this page keeps what you chose.",
        button(total): "Order for {total}",
        order: "Order",
        no_total: "Choose a period and a panel that can be had together.",
        no_total_period: "This plan is not sold for the chosen period.",
        no_total_panel(panel, why): "{panel}: {why}",
        no_total_sum: "The prices of this plan cannot be added up; please tell the provider.",
    }
}

/// These words.
pub(crate) fn texts() -> &'static Order {
    static ENGLISH: Order = Order::ENGLISH;
    &ENGLISH
}

/// What a line of a quote is for.
pub(crate) fn line(line: &QuoteLine, period: Period) -> String {
    match line.kind {
        LineKind::Tariff => texts().line(&line.name, period_name(period)),
        LineKind::Value { .. } => line.name.clone(),
        LineKind::TariffSetup | LineKind::ValueSetup { .. } => texts().line_setup(&line.name),
    }
}

/// Why a panel cannot be had for a period, and for which it can.
pub(crate) fn why_not(why: WhyUnavailable, value: &ValuePrices, list: &PriceList, period: Period) -> String {
    let words = texts();
    match why {
        WhyUnavailable::TurnedOff => words.turned_off.to_owned(),
        WhyUnavailable::NoTrial => words.no_trial.to_owned(),
        WhyUnavailable::NoPrice => {
            let others: Vec<String> = list
                .periods
                .iter()
                .filter(|price| availability(value, price.period).is_ok())
                .map(|price| period_name(price.period))
                .collect();
            if others.is_empty() {
                words.not_for(period_name(period))
            } else {
                words.not_for_but(period_name(period), others.join(words.or))
            }
        }
    }
}

/// Why there is no total.
pub(crate) fn no_total(
    reason: &Unavailable,
    list: &PriceList,
    panels: Option<&OptionPrices>,
    period: Option<Period>,
) -> String {
    let words = texts();
    match reason {
        Unavailable::Period { .. } => words.no_total_period.to_owned(),
        Unavailable::NoSuchValue { .. } => words.no_total.to_owned(),
        Unavailable::Sum => words.no_total_sum.to_owned(),
        Unavailable::Value { value, why, .. } => {
            match (panels.and_then(|panels| panels.value(*value)), period) {
                (Some(value), Some(period)) => {
                    words.no_total_panel(&value.name, why_not(*why, value, list, period))
                }
                _ => words.no_total.to_owned(),
            }
        }
    }
}
