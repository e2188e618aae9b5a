//! The order form. The browser uses these too: its live total speaks the same words.

use domain::Period;
use domain::option::{AmountProblem, ValueType};
use domain::price::availability;
use domain::price::{
    ExtraPrices, LineKind, OptionPrices, PriceList, QuoteLine, Unavailable, ValuePrices, WhyUnavailable,
};

use super::{catalogue, money, per_period, period_name};

catalogue! {
    /// Words of the order form.
    Order {
        term: "Period and control panel",
        each(price): "{price} each",
        period: "Period",
        panel: "Control panel",
        setup(price): "+ {price} once",
        free: "included",
        not_for(period): "Not sold for {period}",
        not_for_but(period, others): "Not sold for {period}; choose {others}",
        automatic: "Installed automatically",
        by_client: "Not installed automatically: you install it, with the license key",
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
        amount_range(minimum, maximum): "Choose a number from {minimum} to {maximum}.",
        amount_step(minimum, step): "Choose a number in steps of {step}, beginning with {minimum}.",
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
        LineKind::Value { .. } | LineKind::Extra { .. } => line.name.clone(),
        LineKind::TariffSetup | LineKind::ValueSetup { .. } | LineKind::ExtraSetup { .. } => {
            texts().line_setup(&line.name)
        }
    }
}

/// Why a panel cannot be had for a period, and for which it can.
pub(crate) fn why_not(why: WhyUnavailable, value: &ValuePrices, list: &PriceList, period: Period) -> String {
    let words = texts();
    match why {
        WhyUnavailable::TurnedOff => words.turned_off.to_owned(),
        WhyUnavailable::NoTrial => words.no_trial.to_owned(),
        WhyUnavailable::NoPrice => not_for(list, period, |other| availability(value, other).is_ok()),
    }
}

/// That something has no price for a period, and for which it has.
fn not_for(list: &PriceList, period: Period, is_sold: impl Fn(Period) -> bool) -> String {
    let words = texts();
    let others = list.periods.iter().map(|price| price.period).filter(|other| is_sold(*other));
    let others: Vec<String> = others.map(period_name).collect();
    if others.is_empty() {
        words.not_for(period_name(period))
    } else {
        words.not_for_but(period_name(period), others.join(words.or))
    }
}

/// What one of an option costs for a period, or why it has no price.
pub(crate) fn extra_price(extra: &ExtraPrices, list: &PriceList, period: Period) -> String {
    let words = texts();
    let Some(price) = extra.price(period) else {
        return not_for(list, period, |other| extra.price(other).is_some());
    };
    let mut said = format!("{} {}", money(price.cost), per_period(period));
    if price.cost.is_zero() {
        words.free.clone_into(&mut said);
    } else if extra.value_type == ValueType::Integer {
        said = words.each(said);
    }
    if !price.setup.is_zero() {
        said = format!("{said}, {}", words.setup(money(price.setup)));
    }
    said
}

/// Why so many cannot be had.
pub(crate) fn amount(problem: &AmountProblem) -> String {
    let words = texts();
    match problem {
        AmountProblem::OutOfRange { minimum, maximum } => words.amount_range(minimum, maximum),
        AmountProblem::NotAStep { minimum, step } => words.amount_step(minimum, step),
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
        Unavailable::Extra { option, .. } => match (list.extra(*option), period) {
            (Some(extra), Some(period)) => {
                words.no_total_panel(&extra.name, extra_price(extra, list, period))
            }
            _ => words.no_total.to_owned(),
        },
        Unavailable::Amount { option, problem } => {
            let name = list.extra(*option).map(|extra| extra.name.as_str()).unwrap_or_default();
            words.no_total_panel(name, amount(problem))
        }
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
